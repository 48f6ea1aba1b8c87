// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/constraints.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::Constraints)
};

const QStringList &keywords()
{
    static const QStringList all{
        u"UNIQUE"_s, u"CLUSTER"_s, u"GROUP_BY"_s, u"LIKE"_s, u"UNLIKE"_s, u"MAX_PER"_s, u"IS"_s};
    return all;
}

} // namespace

QString operatorWords(const QString &keyword)
{
    if (keyword == "UNIQUE"_L1)
        return Words::tr("at most one per (UNIQUE)");
    if (keyword == "CLUSTER"_L1)
        return Words::tr("all on the same (CLUSTER)");
    if (keyword == "GROUP_BY"_L1)
        return Words::tr("spread evenly over (GROUP_BY)");
    if (keyword == "LIKE"_L1)
        return Words::tr("matches (LIKE)");
    if (keyword == "UNLIKE"_L1)
        return Words::tr("does not match (UNLIKE)");
    if (keyword == "MAX_PER"_L1)
        return Words::tr("at most n per (MAX_PER)");
    if (keyword == "IS"_L1)
        return Words::tr("is exactly (IS)");
    return keyword;
}

bool takesValue(const QString &keyword)
{
    return keyword != "UNIQUE"_L1;
}

CellDelegate::Choice constraintChoices(int column)
{
    CellDelegate::Choice choice;
    if (column == 0) {
        choice.entries = {{u"hostname"_s, {}}, {u"@region"_s, {}}, {u"@zone"_s, {}}};
    } else if (column == 1) {
        choice.isFree = false;
        for (const QString &keyword : keywords())
            choice.entries.append({keyword, operatorWords(keyword)});
    }
    return choice;
}

} // namespace Pinion
