// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/porteditor.h"

#include "ui/form/appreading.h"
#include "ui/form/literals.h"
#include "ui/form/treescript.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr auto FixedNumber = "fixed"_L1;

} // namespace

PortEditor::PortEditor(
    FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_binder(binder)
    , m_pointer(std::move(pointer))
    , m_fixed(m_pointer.parent().child("port"))
    , m_combo(new QComboBox(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_combo);
    row->addStretch(1);
    m_combo->setMinimumHeight(28);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusProxy(m_combo);
    adopt(m_combo);
    connect(m_combo, &QComboBox::activated, this,
        [this](int index) { choose(m_combo->itemData(index).toString()); });
}

QList<PortEditor::Entry> PortEditor::entries() const
{
    const QList<PortInfo> known = ports(m_binder.appNode());
    QList<Entry> list{{tr("First port – default"), {}}};
    for (const PortInfo &port : known) {
        const QString number = port.number.isEmpty() ? tr("auto") : port.number;
        list.append(
            {port.name.isEmpty() ? tr("%1 · %2").arg(port.index).arg(number)
                                 : tr("%1 · %2 (%3)").arg(port.index).arg(port.name, number),
                QString::number(port.index)});
    }
    const QString id = currentId();
    const bool isListed = id == FixedNumber
        || std::any_of(list.begin(), list.end(), [&](const Entry &e) { return e.id == id; });
    if (!isListed)
        list.append({tr("%1 – no such port").arg(id), id});
    const auto fixed = m_binder.node(m_fixed).toInteger();
    list.append({fixed ? tr("Fixed number %1").arg(*fixed) : tr("Fixed number…"), FixedNumber});
    return list;
}

QString PortEditor::currentId() const
{
    if (m_literal && *m_literal != "null")
        return displayText(*m_literal);
    return m_binder.node(m_fixed).exists() ? QString(FixedNumber) : QString();
}

void PortEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    m_literal = literal;
    refreshContext();
}

void PortEditor::refreshContext()
{
    const QList<Entry> wanted = entries();
    bool isSame = wanted.size() == m_combo->count();
    for (int i = 0; isSame && i < m_combo->count(); ++i)
        isSame = m_combo->itemText(i) == wanted[i].text;
    if (!isSame) {
        m_combo->clear();
        for (const Entry &entry : wanted)
            m_combo->addItem(entry.text, entry.id);
    }
    m_combo->setCurrentIndex(m_combo->findData(currentId()));
}

void PortEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    FieldEditor::setAccessibleTexts(name, description);
    m_combo->view()->setAccessibleName(name);
}

void PortEditor::choose(const QString &id)
{
    if (id == FixedNumber) {
        chooseFixedNumber();
    } else if (!m_binder.node(m_fixed).exists()) {
        if (id.isEmpty())
            emit cleared();
        else
            emit literalEdited(id.toLatin1(), false);
    } else {
        m_binder.edit(tr("Change the port of the check"), [&](TreeScript &script) {
            auto done = script.remove(m_fixed);
            return !done || id.isEmpty() ? done : script.set(m_pointer, id.toLatin1());
        });
    }
    refreshContext(); // a refused choice is taken back
}

void PortEditor::chooseFixedNumber()
{
    if (!m_binder.node(m_fixed).exists()) {
        const QList<PortInfo> known = ports(m_binder.appNode());
        const qsizetype place = currentId().toLongLong();
        const QString number = place < known.size() ? known[place].number : QString();
        const QByteArray literal = number.isEmpty() ? QByteArray("8080") : number.toLatin1();
        m_binder.edit(tr("Check a fixed port"), [&](TreeScript &script) {
            return script.set(m_fixed, literal).and_then([&] { return script.remove(m_pointer); });
        });
    }
    emit m_binder.fieldRequested(m_fixed);
}

} // namespace Pinion

#include "moc_porteditor.cpp"
