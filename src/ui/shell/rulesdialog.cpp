// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rulesdialog.h"

#include "marathon/schema.h"
#include "rules/ruleset.h"
#include "ui/findings/configorigin.h"
#include "ui/findings/levels.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

enum Column { Title, Level, Id, ColumnCount };
constexpr int WordsRole = Qt::UserRole; ///< what the filter looks at, of a rule

QString familyName(RuleFamily family)
{
    switch (family) {
    case RuleFamily::Syntax:
        return RulesDialog::tr("The text is not JSON");
    case RuleFamily::Refused:
        return RulesDialog::tr("Marathon refuses it");
    case RuleFamily::Practice:
        return RulesDialog::tr("Accepted, but unsafe or unwise");
    case RuleFamily::Policy:
        return RulesDialog::tr("The project's own rules and suppressions");
    }
    Q_UNREACHABLE();
}

/// What a rule's id begins with: "image-no-tag" is one of the image rules.
QString prefixOf(const Rule &rule)
{
    return text(rule.id).section(u'-', 0, 0);
}

/// "Security (sec-…)": what the rules with this prefix are about.
QString subjectName(const QString &prefix)
{
    static constexpr std::pair<std::string_view, const char *> Subjects[] = {
        {"json", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Text")},
        {"schema", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Fields and their types")},
        {"server", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "The server's own checks")},
        {"image", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Images and tags")},
        {"deploy", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Deployments")},
        {"health", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Health checks")},
        {"res", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Resources")},
        {"net", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Network and ports")},
        {"place", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Placement")},
        {"sec", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Security and secrets")},
        {"vol", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Volumes")},
        {"life", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Start and stop")},
        {"fetch", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Fetched files")},
        {"lb", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Load balancing")},
        {"group", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Groups and dependencies")},
        {"name", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Names")},
        {"meta", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "The document itself")},
        {"policy", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Rules that a project defines")},
        {"suppress", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Suppressions")},
        {"temporary", QT_TRANSLATE_NOOP("Pinion::RulesDialog", "Temporary apps")},
    };
    const auto known = std::ranges::find_if(
        Subjects, [&prefix](const auto &subject) { return text(subject.first) == prefix; });
    return known == std::end(Subjects) ? prefix
                                       : u"%1 (%2-…)"_s.arg(RulesDialog::tr(known->second), prefix);
}

FindingLevel shownLevel(const Rule &rule, Severity severity)
{
    Finding sample;
    sample.family = rule.family;
    sample.severity = severity;
    return levelOf(sample);
}

QString searchedWords(const Rule &rule, const QString &level)
{
    QStringList words{level, text(rule.id), text(rule.title), text(rule.why), text(rule.remedy)};
    for (const std::string_view alias : rule.aliases)
        words << text(alias);
    return words.join(u'\n');
}

void addRule(QTreeWidgetItem *group, const Rule &rule, const RuleConfig &config)
{
    // The level in force; nothing means off.
    const std::optional<Severity> severity = effectiveLevel(rule, rule.severity, config.levels);
    const QString level
        = severity ? levelName(shownLevel(rule, *severity)) : RulesDialog::tr("Off");
    auto *item = new QTreeWidgetItem(group, {text(rule.title), level, text(rule.id)});
    item->setToolTip(Title, text(rule.title));
    item->setData(Title, WordsRole, searchedWords(rule, level));
    if (severity)
        item->setIcon(Level, levelIcon(shownLevel(rule, *severity)));
    else
        item->setForeground(Level, item->treeWidget()->palette().placeholderText());
}

/// The row for a name below `parent`, made if it is missing.
QTreeWidgetItem *groupFor(QTreeWidgetItem *parent, const QString &name)
{
    for (int row = 0; row < parent->childCount(); ++row) {
        if (parent->child(row)->text(Title) == name)
            return parent->child(row);
    }
    auto *group = new QTreeWidgetItem(parent, {name});
    group->setFirstColumnSpanned(true);
    return group;
}

void fillRules(QTreeWidget &tree, const RuleConfig &config)
{
    for (const Rule &rule : allRules())
        addRule(groupFor(groupFor(tree.invisibleRootItem(), familyName(rule.family)),
                    subjectName(prefixOf(rule))),
            rule, config);
    for (int row = 0; row < tree.topLevelItemCount(); ++row) {
        QTreeWidgetItem *family = tree.topLevelItem(row);
        QFont bold = tree.font();
        bold.setWeight(QFont::DemiBold);
        family->setFont(Title, bold);
        family->setExpanded(true);
    }
    tree.setCurrentItem(tree.topLevelItem(0));
}

/// Hides what does not hold all words; answers how many rules are left below `item`.
int filterBelow(QTreeWidgetItem *item, const QStringList &words)
{
    int left = 0;
    for (int row = 0; row < item->childCount(); ++row) {
        QTreeWidgetItem *child = item->child(row);
        int found = 0;
        if (child->childCount() > 0) {
            found = filterBelow(child, words);
            child->setExpanded(!words.isEmpty() || !child->parent());
        } else {
            const QString all = child->data(Title, WordsRole).toString();
            found = std::ranges::all_of(words,
                [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
        }
        child->setHidden(found == 0);
        left += found;
    }
    return left;
}

QTreeWidget *ruleTree(const RuleConfig &config, QWidget *parent)
{
    auto *tree = new QTreeWidget(parent);
    tree->setObjectName(u"rules"_s);
    tree->setAccessibleName(RulesDialog::tr("Rules"));
    tree->setUniformRowHeights(true);
    tree->setColumnCount(ColumnCount);
    tree->setHeaderLabels(
        {RulesDialog::tr("Rule"), RulesDialog::tr("Level"), RulesDialog::tr("Id")});
    fillRules(*tree, config);
    QHeaderView &header = *tree->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(Title, QHeaderView::Stretch);
    const QFontMetrics metrics(tree->font());
    header.resizeSection(Level, metrics.horizontalAdvance(RulesDialog::tr("Warning")) + 56);
    header.resizeSection(Id, metrics.averageCharWidth() * 40);
    return tree;
}

} // namespace

RulesDialog::RulesDialog(const RuleConfig &config, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"rulesDialog"_s);
    setWindowTitle(tr("Rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(920, 640);
    auto *origin = new QLabel(
        tr("<b>Profile %1.</b> %2")
            .arg(config.profile.toHtmlEscaped(), profileReason(config).toHtmlEscaped()),
        this);
    origin->setObjectName(u"origin"_s);
    origin->setWordWrap(true);
    auto *filter = new QLineEdit(this);
    filter->setObjectName(u"rulesFilter"_s);
    filter->setAccessibleName(tr("Filter rules"));
    filter->setPlaceholderText(tr("Filter by id, level or words…"));
    filter->setClearButtonEnabled(true);
    m_tree = ruleTree(config, this);
    m_count = new QLabel(this);
    m_count->setObjectName(u"rulesCount"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *explain = buttons->addButton(tr("Explain"), QDialogButtonBox::ActionRole);
    explain->setObjectName(u"explain"_s);
    explain->setAutoDefault(false);

    connect(explain, &QPushButton::clicked, this, &RulesDialog::explainCurrent);
    connect(m_tree, &QTreeWidget::itemActivated, this, &RulesDialog::explainCurrent);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [explain](const QTreeWidgetItem *item) {
        explain->setEnabled(item && item->childCount() == 0);
    });
    explain->setEnabled(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(filter, &QLineEdit::textChanged, this, &RulesDialog::applyFilter);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(origin);
    lines->addWidget(filter);
    lines->addWidget(m_tree, 1);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_count, 1);
    bottom->addWidget(buttons);
    lines->addLayout(bottom);
    applyFilter({});
    filter->setFocus();
}

void RulesDialog::applyFilter(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    const int found = filterBelow(m_tree->invisibleRootItem(), words);
    const int all = int(allRules().size());
    m_count->setText(words.isEmpty() ? tr("%n rule(s)", nullptr, all)
                                     : tr("%1 of %n rule(s)", nullptr, all).arg(found));
}

void RulesDialog::explainCurrent()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    if (item && item->childCount() == 0)
        emit explainRequested(item->text(Id));
}

} // namespace Pinion

#include "moc_rulesdialog.cpp"
