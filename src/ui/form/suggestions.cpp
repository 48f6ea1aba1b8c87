// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/suggestions.h"

#include "marathon/schema.h"
#include "ui/form/appreading.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::Suggestions)
};

QList<Suggestion> portSuggestions(JsonNode app, bool byName)
{
    QList<Suggestion> list;
    for (const PortInfo &port : ports(app)) {
        const QString number = port.number.isEmpty() ? Words::tr("auto") : port.number;
        if (!byName)
            list.append({QString::number(port.index), port.name.isEmpty() ? number : port.name});
        else if (!port.name.isEmpty())
            list.append({port.name, number});
    }
    return list;
}

} // namespace

QList<Suggestion> suggestions(const FieldSpec &spec, JsonNode app)
{
    const std::string_view path = spec.pointer;
    if (path.ends_with("/portIndex"))
        return portSuggestions(app, false);
    if (path.ends_with("/portName"))
        return portSuggestions(app, true);
    QList<Suggestion> list;
    if (path.ends_with("/secret")) {
        for (const QString &name : secretNames(app))
            list.append({name, {}});
        return list;
    }
    if (spec.presentation != Presentation::OpenChoice)
        return list;
    for (const std::string_view value : spec.values) {
        if (!value.empty())
            list.append({text(value), {}});
    }
    return list;
}

} // namespace Pinion
