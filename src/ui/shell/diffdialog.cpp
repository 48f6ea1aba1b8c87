// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/diffdialog.h"

#include "json/unifieddiff.h"
#include "ui/shell/appearance.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

std::optional<Theme::Role> roleOf(QStringView line)
{
    if (line.startsWith(u"+++") || line.startsWith(u"---") || line.startsWith(u"@@"))
        return Theme::Role::InfoBar;
    if (line.startsWith(u'+'))
        return Theme::Role::DiffAdded;
    if (line.startsWith(u'-'))
        return Theme::Role::DiffRemoved;
    return std::nullopt;
}

// Line backgrounds, as whole-width selections: a highlighter would end with the text.
QList<QTextEdit::ExtraSelection> lineMarks(const QTextDocument &document, const Theme &theme)
{
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const std::optional<Theme::Role> role = roleOf(block.text());
        if (!role)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(theme.color(*role));
        mark.format.setForeground(theme.color(Theme::Role::Text));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    return marks;
}

} // namespace

DiffDialog::DiffDialog(const TextPair &texts, const QString &acceptText, QWidget *parent)
    : QDialog(parent)
    , m_view(new QPlainTextEdit(this))
{
    setObjectName(u"diffDialog"_s);
    setWindowTitle(tr("Differences"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 560);
    const QByteArray diff = unifiedDiff(
        texts.before, texts.after, texts.beforeName.toUtf8(), texts.afterName.toUtf8());
    m_view->setObjectName(u"diffView"_s);
    m_view->setAccessibleName(tr("Differences line by line"));
    m_view->setReadOnly(true);
    m_view->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_view->setFont(fixedFont(0));
    // Lines of Windows files end in CR LF; the view would show an empty line for each.
    m_view->setPlainText(
        diff.isEmpty() ? tr("There is no difference.") : QString::fromUtf8(diff).remove(u'\r'));
    m_view->setExtraSelections(lineMarks(*m_view->document(), Theme::of(this)));
    m_view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *heading = new QLabel(tr("− %1\n+ %2").arg(texts.beforeName, texts.afterName), this);
    auto *buttons = new QDialogButtonBox(this);
    if (acceptText.isEmpty()) {
        buttons->addButton(QDialogButtonBox::Close)->setDefault(true);
    } else {
        buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
        buttons->addButton(QDialogButtonBox::Cancel)->setDefault(true);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(heading);
    lines->addWidget(m_view, 1);
    lines->addWidget(buttons);
}

} // namespace Pinion

#include "moc_diffdialog.cpp"
