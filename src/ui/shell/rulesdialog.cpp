// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rulesdialog.h"

#include "marathon/schema.h"
#include "rules/ruleset.h"
#include "ui/findings/levels.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// The level in force; nothing means off.
std::optional<Severity> levelOf(const Rule &rule, const RuleConfig &config)
{
    const QString id = text(rule.id);
    if (config.levels.contains(id))
        return config.levels.value(id);
    return rule.isOnByDefault ? std::optional(rule.severity) : std::nullopt;
}

QString nameOf(std::optional<Severity> level)
{
    return level ? levelName(*level) : RulesDialog::tr("Off");
}

QTreeWidget *ruleList(const RuleConfig &config, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setObjectName(u"rules"_s);
    list->setAccessibleName(RulesDialog::tr("Rules"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(
        {RulesDialog::tr("Level"), RulesDialog::tr("Rule"), RulesDialog::tr("Id")});
    for (const Rule &rule : allRules()) {
        const std::optional<Severity> level = levelOf(rule, config);
        auto *item = new QTreeWidgetItem(list, {nameOf(level), text(rule.title), text(rule.id)});
        item->setDisabled(!level);
        if (level)
            item->setIcon(0, levelIcon(*level));
    }
    list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    list->setCurrentItem(list->topLevelItem(0));
    return list;
}

} // namespace

RulesDialog::RulesDialog(const RuleConfig &config, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"rulesDialog"_s);
    setWindowTitle(tr("Rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 560);
    auto *origin = new QLabel(config.path.isEmpty()
            ? tr("No project file (.pinion.json) applies; these are the built-in levels.")
            : tr("Levels as %1 sets them.").arg(config.path),
        this);
    origin->setWordWrap(true);
    auto *filter = new QLineEdit(this);
    filter->setAccessibleName(tr("Filter rules"));
    filter->setPlaceholderText(tr("Filter rules…"));
    filter->setClearButtonEnabled(true);
    QTreeWidget *list = ruleList(config, this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const QPushButton *explain = buttons->addButton(tr("Explain"), QDialogButtonBox::ActionRole);

    const auto explainCurrent = [this, list] {
        if (const QTreeWidgetItem *item = list->currentItem())
            emit explainRequested(item->text(2));
    };
    connect(explain, &QPushButton::clicked, this, explainCurrent);
    connect(list, &QTreeWidget::itemActivated, this, explainCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(filter, &QLineEdit::textChanged, this, [list](const QString &typed) {
        for (int row = 0; row < list->topLevelItemCount(); ++row) {
            QTreeWidgetItem *item = list->topLevelItem(row);
            const QString words = item->text(0) + u' ' + item->text(1) + u' ' + item->text(2);
            item->setHidden(!words.contains(typed, Qt::CaseInsensitive));
        }
    });
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(origin);
    lines->addWidget(filter);
    lines->addWidget(list, 1);
    lines->addWidget(buttons);
}

} // namespace Pinion

#include "moc_rulesdialog.cpp"
