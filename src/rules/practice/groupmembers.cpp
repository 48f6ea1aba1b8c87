// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "rules/practice/groups.h"
#include "rules/practice/rewrite.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString kindOf(const ScopeItem &item)
{
    switch (item.definition.root) {
    case SchemaRoot::App:
        return u"app"_s;
    case SchemaRoot::Group:
        return u"group"_s;
    case SchemaRoot::Pod:
        return u"pod"_s;
    }
    Q_UNREACHABLE();
}

class DuplicateIds
{
public:
    DuplicateIds(const Scope &scope, Reporter &reporter)
        : m_scope(scope)
        , m_reporter(reporter)
    { }

    void run()
    {
        for (const ScopeItem &item : m_scope.items()) {
            // Several files may each describe a part of one group.
            if (item.id().isEmpty() || (item.isGroup() && !item.isOwn()))
                continue;
            const ScopeItem *&first = m_byId[item.id()];
            const bool isClash = first && item.isOwn() && (first->isOwn() || !item.isGroup());
            if (isClash)
                report(*first, item);
            if (!first || (item.isOwn() && !first->isOwn()))
                first = &item;
        }
    }

private:
    void report(const ScopeItem &first, const ScopeItem &second)
    {
        Finding &finding = m_reporter.add(GroupDuplicateId, second.idNode(),
            first.isOwn()
                ? u"This file has %1 twice; of the two definitions the last one wins silently."_s
                      .arg(second.id())
                : u"%1 also stands in %2; whichever is deployed last replaces the other."_s.arg(
                    second.id(), first.document->path));
        finding.related.push_back(
            placeIn(first, first.idNode(), u"The other %1"_s.arg(kindOf(first))));
        if (!second.idNode().isString())
            return;
        const auto edits = [rewrite = Rewrite(second.idNode()), base = second.base, taken = ids()](
                               const QString &answer) -> Result<TextEdits> {
            const QString id = answer.trimmed();
            if (id.isEmpty() || id.contains(u' ') || taken.contains(absoluteId(id, base)))
                return fail(ErrorKind::Invalid, u"An id that nothing else has is needed."_s,
                    u"Type one such as %1-2."_s.arg(base));
            Rewrite steps = rewrite;
            return steps.setText({}, id).edits();
        };
        offer(finding, u"Give it another id…"_s,
            {u"Which id should the second %1 have?"_s.arg(kindOf(second)), freeId(second), edits});
    }

    [[nodiscard]] QString freeId(const ScopeItem &item)
    {
        const QString written = item.idNode().stringOr();
        QString id;
        int number = 2;
        do
            id = u"%1-%2"_s.arg(written).arg(number++);
        while (ids().contains(absoluteId(id, item.base)));
        return id;
    }

    const QSet<QString> &ids()
    {
        if (m_ids.isEmpty()) {
            for (const ScopeItem &item : m_scope.items())
                m_ids.insert(item.id());
        }
        return m_ids;
    }

    const Scope &m_scope;
    Reporter &m_reporter;
    QHash<QString, const ScopeItem *> m_byId;
    QSet<QString> m_ids;
};

void checkPods(const ScopeItem &group, Reporter &reporter)
{
    const JsonNode pods = group.node()["pods"];
    if (pods.childCount() == 0 || reporter.parameter(GroupPodsIgnored, "exportsOk").toBool())
        return;
    Finding &finding = reporter.addAtKey(GroupPodsIgnored, pods,
        pods.childCount() == 1
            ? u"Marathon ignores the pod of this group and never starts it."_s
            : u"Marathon ignores the %1 pods of this group and never starts them."_s.arg(
                pods.childCount()));
    offer(finding, u"Remove them here (save them to files of their own first)"_s, false,
        removeNode(pods));
}

void checkInstances(const ScopeItem &app, Reporter &reporter)
{
    const bool isInGroup = app.node().parent().key() == "apps" && app.node().parent().isArray();
    if (!isInGroup || !app.node()["instances"].isAbsent()
        || reporter.context().parameters.isPartial)
        return;
    Finding &finding = reporter.add(GroupInstancesReset, app.idNode(),
        u"Without instances, deploying the group scales %1 back to 1."_s.arg(app.id()));
    const auto edits = [rewrite = Rewrite(app.node())](const QString &answer) -> Result<TextEdits> {
        bool isNumber = false;
        const int instances = answer.trimmed().toInt(&isNumber);
        if (!isNumber || instances < 0)
            return fail(ErrorKind::Invalid, u"A number of instances is needed."_s, {});
        Rewrite steps = rewrite;
        return steps.set(JsonPointer::of("/instances"), QByteArray::number(instances)).edits();
    };
    offer(finding, u"Write the number of instances…"_s,
        {u"How many instances of %1 should run?"_s.arg(app.id()), u"1"_s, edits});
}

} // namespace

void checkGroupMembers(const Scope &scope, Reporter &reporter)
{
    DuplicateIds(scope, reporter).run();
    if (reporter.context().definitions.kind != DocumentKind::Group)
        return;
    for (const ScopeItem &item : scope.items()) {
        if (!item.isOwn())
            continue;
        if (item.isGroup())
            checkPods(item, reporter);
        else if (item.definition.root == SchemaRoot::App)
            checkInstances(item, reporter);
    }
}

} // namespace Pinion
