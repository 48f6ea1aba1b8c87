// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/appactiondialog.h"

#include "deploy/followreason.h"
#include "deploy/forecastrolling.h"
#include "json/jsontree.h"
#include "ui/targets/targetband.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MostInstances = 100'000;

/// The course of a restart, as far as the list tells of the present state.
RollingPlan restartOf(const RunningApp &app)
{
    const JsonTree tree = JsonTree::parse(app.definition);
    const JsonNode strategy = tree.root()["upgradeStrategy"];
    RollingStart start;
    start.target = app.instances;
    start.present = app.tasksRunning + app.tasksStaged;
    start.healthy = app.healthChecks > 0 ? app.tasksHealthy : app.tasksRunning;
    start.minimumHealth = strategy["minimumHealthCapacity"].toDouble().value_or(1);
    start.overCapacity = strategy["maximumOverCapacity"].toDouble().value_or(1);
    start.isResident = tree.root()["residency"].isObject();
    return rollingPlan(start);
}

} // namespace

AppActionDialog::AppActionDialog(
    const Target &target, RunningApp app, AppAction action, int instances, QWidget *parent)
    : QDialog(parent)
    , m_target(target)
    , m_app(std::move(app))
    , m_action(action)
{
    setObjectName(u"appActionDialog"_s);
    setWindowTitle(question());
    setMinimumWidth(460);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 12);
    lines->addWidget(new TargetBand(m_target, this));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 8, 16, 0);
    inside->setSpacing(12);
    lines->addLayout(inside);
    auto *title = new QLabel(question(), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setWordWrap(true);
    inside->addWidget(title);
    if (action == AppAction::Scale || action == AppAction::Resume)
        addCount(*inside, instances);
    m_consequence = new QLabel(this);
    m_consequence->setObjectName(u"consequence"_s);
    m_consequence->setWordWrap(true);
    inside->addWidget(m_consequence);
    if (DeployGuard::asksFor(m_target, change()))
        addName(*inside);
    inside->addStretch();
    addButtons(*inside);
    refresh();
}

void AppActionDialog::addCount(QVBoxLayout &lines, int instances)
{
    auto *row = new QFormLayout;
    m_count = new QSpinBox(this);
    m_count->setObjectName(u"instances"_s);
    m_count->setRange(1, MostInstances);
    m_count->setValue(instances);
    m_count->setMinimumHeight(28);
    row->addRow(tr("&Instances"), m_count);
    lines.addLayout(row);
    connect(m_count, &QSpinBox::valueChanged, this, &AppActionDialog::refresh);
    m_count->selectAll();
}

void AppActionDialog::addName(QVBoxLayout &lines)
{
    auto *row = new QFormLayout;
    row->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"typedName"_s);
    row->addRow(tr("&Type “%1” to go on").arg(name()), m_name);
    lines.addLayout(row);
    connect(m_name, &QLineEdit::textChanged, this, &AppActionDialog::refresh);
}

void AppActionDialog::addButtons(QVBoxLayout &lines)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_do = new QPushButton(verb(), this);
    m_do->setObjectName(u"doIt"_s);
    // Where a name has to be typed, and for what cannot be undone, Enter must not be enough.
    const bool isPlain = !m_name && m_action != AppAction::Destroy;
    m_do->setAutoDefault(isPlain);
    m_do->setDefault(isPlain);
    cancel->setAutoDefault(!isPlain);
    row->addWidget(cancel);
    row->addWidget(m_do);
    lines.addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, &QDialog::accept);
}

int AppActionDialog::instances() const
{
    if (m_count)
        return m_count->value();
    return m_action == AppAction::Suspend ? 0 : m_app.instances;
}

Result<WritePermit> AppActionDialog::permit() const
{
    return DeployGuard::permit(m_target, change(), {m_app.id}, m_name ? m_name->text() : QString());
}

DeployAction AppActionDialog::change() const
{
    return specOf(m_action).change.value_or(DeployAction::Deploy);
}

QString AppActionDialog::name() const
{
    return DeployGuard::nameToType({m_app.id});
}

QString AppActionDialog::question() const
{
    switch (m_action) {
    case AppAction::Scale:
        return tr("Scale %1").arg(m_app.id);
    case AppAction::Resume:
        return tr("Resume %1").arg(m_app.id);
    case AppAction::Restart:
        return tr("Restart the instances of %1?").arg(m_app.id);
    case AppAction::Suspend:
        return tr("Suspend %1?").arg(m_app.id);
    default:
        return tr("Destroy %1?").arg(m_app.id);
    }
}

QString AppActionDialog::verb() const
{
    switch (m_action) {
    case AppAction::Scale:
        return tr("Scale %1").arg(name());
    case AppAction::Resume:
        return tr("Resume %1").arg(name());
    case AppAction::Restart:
        return tr("Restart %1").arg(name());
    case AppAction::Suspend:
        return tr("Suspend %1").arg(name());
    default:
        return tr("Destroy %1").arg(name());
    }
}

QString AppActionDialog::consequence() const
{
    const int more = instances() - m_app.instances;
    if (m_action == AppAction::Restart) {
        const RollingPlan plan = restartOf(m_app);
        return plan.isStalled
            ? tr("Marathon could stop nothing and start nothing: this restart would never end.")
            : tr("Replaces all %n instance(s), never below %1 healthy, at most %2 at once.",
                nullptr, m_app.instances)
                  .arg(plan.floor)
                  .arg(plan.ceiling);
    }
    if (m_action == AppAction::Suspend)
        return tr("Stops all %n instance(s). The definition stays.", nullptr, m_app.instances);
    if (m_action == AppAction::Destroy)
        return tr("Stops all %n instance(s), and removes the definition with all its versions. "
                  "There is no way back.",
            nullptr, m_app.instances);
    if (more > 0)
        return tr("Needs room for %n more: %1 CPU, %2 of memory.", nullptr, more)
            .arg(QLocale().toString(more * m_app.cpus, 'g', 4), amountText(more * m_app.mem));
    return more < 0 ? tr("Stops %n instance(s).", nullptr, -more)
                    : tr("That is what there is already.");
}

void AppActionDialog::refresh()
{
    m_consequence->setText(consequence());
    const bool isCountNew = !m_count || m_count->value() != m_app.instances;
    const bool isTyped = !m_name || m_name->text() == name();
    m_do->setEnabled(isCountNew && isTyped);
}

} // namespace Pinion

#include "moc_appactiondialog.cpp"
