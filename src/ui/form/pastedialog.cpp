// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/pastedialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

PasteDialog::PasteDialog(const QString &text, QStringList present, QWidget *parent)
    : QDialog(parent)
    , m_present(std::move(present))
    , m_text(new QPlainTextEdit(text, this))
    , m_table(new QTableWidget(0, 3, this))
    , m_counts(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Paste variables"));
    resize(640, 520);
    auto *hint
        = new QLabel(tr("Lines such as NAME=value or export NAME=value, or a JSON object:"), this);
    hint->setWordWrap(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Pasted text"));
    m_text->setTabChangesFocus(true);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("What happens")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, 200);
    m_table->setColumnWidth(1, 240);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Variables found"));
    m_counts->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(hint);
    column->addWidget(m_text, 1);
    column->addWidget(m_table, 2);
    column->addWidget(m_counts);
    column->addWidget(m_buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PasteDialog::preview);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    preview();
}

void PasteDialog::preview()
{
    m_found = parsePastedVariables(m_text->toPlainText());
    m_table->setRowCount(int(m_found.variables.size()));
    int added = 0;
    int replaced = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const PastedVariable &variable = m_found.variables[row];
        const bool isKnown = m_present.contains(variable.name);
        ++(isKnown ? replaced : added);
        const QString value = isSensitiveName(variable.name) ? u"••••••••"_s : variable.value;
        m_table->setItem(row, 0, new QTableWidgetItem(variable.name));
        m_table->setItem(row, 1, new QTableWidgetItem(value));
        m_table->setItem(row, 2, new QTableWidgetItem(isKnown ? tr("replaces") : tr("is added")));
    }
    QString counts = tr("%1 to add, %2 to replace.").arg(added).arg(replaced);
    if (!m_found.ignored.isEmpty())
        counts += u' '
            + tr("Not understood: %1")
                  .arg(m_found.ignored.first(qMin(3, m_found.ignored.size())).join(u", "_s));
    m_counts->setText(counts);
    QPushButton *ok = m_buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Take %n variable(s)", nullptr, added + replaced));
    ok->setEnabled(added + replaced > 0);
}

} // namespace Pinion

#include "moc_pastedialog.cpp"
