// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/breadcrumbbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include <memory>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

QString partName(const QByteArray &token)
{
    bool isIndex = false;
    token.toUInt(&isIndex);
    const QString name = QString::fromUtf8(token);
    return isIndex ? u'[' + name + u']' : name;
}

} // namespace

BreadcrumbBar::BreadcrumbBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName("breadcrumb"_L1);
    setAccessibleName(tr("Place in the JSON text"));
    setLayoutDirection(Qt::LeftToRight); // a path reads left to right in every language
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_layout->setContentsMargins(4, 0, 4, 0);
    m_layout->setSpacing(0);
    setFixedHeight(28);
    rebuild();
}

void BreadcrumbBar::setPointer(const JsonPointer &pointer)
{
    if (pointer == m_pointer)
        return;
    m_pointer = pointer;
    rebuild();
}

void BreadcrumbBar::setRoot(const QString &name)
{
    if (name == m_root)
        return;
    m_root = name;
    rebuild();
}

void BreadcrumbBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    rebuild();
}

void BreadcrumbBar::addPart(const QString &text, const JsonPointer &pointer, bool isLast)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setText(text);
    button->setToolTip(
        pointer.isRoot() ? tr("Go to the whole text") : tr("Go to %1").arg(pointer.toString()));
    button->setFocusPolicy(Qt::NoFocus);
    if (isLast) {
        QFont bold = button->font();
        bold.setWeight(QFont::DemiBold);
        button->setFont(bold);
    }
    connect(button, &QToolButton::clicked, this, [this, pointer] { emit partClicked(pointer); });
    m_layout->addWidget(button);
}

void BreadcrumbBar::rebuild()
{
    // A click on a part leads here from inside that part's own signal, hence deleteLater.
    while (const auto item = std::unique_ptr<QLayoutItem>(m_layout->takeAt(0))) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
    const QFontMetrics metrics(font());
    const int extra = 22;
    const auto &tokens = m_pointer.tokens();
    int room = width() - extra - metrics.horizontalAdvance(m_root);
    qsizetype first = tokens.size();
    while (first > 0) {
        room -= metrics.horizontalAdvance(partName(tokens[first - 1])) + extra;
        if (room < 0 && first < tokens.size())
            break;
        --first;
    }
    JsonPointer pointer(tokens.first(first));
    addPart(first == 0 ? m_root : u"…"_s, pointer, tokens.isEmpty());
    for (qsizetype i = first; i < tokens.size(); ++i) {
        pointer = pointer.child(tokens[i]);
        auto *separator = new QLabel(u"›"_s, this);
        separator->setForegroundRole(QPalette::PlaceholderText);
        m_layout->addWidget(separator);
        addPart(partName(tokens[i]), pointer, i + 1 == tokens.size());
    }
    m_layout->addStretch();
}

} // namespace Pinion

#include "moc_breadcrumbbar.cpp"
