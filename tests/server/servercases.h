// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/judge.h"

#include <QStringList>

#include <nlohmann/json.hpp>

namespace Pinion::ServerCases {

/// The app that examples are merged into.
inline constexpr std::string_view BaseApp = R"({"id": "/t/app", "cmd": "sleep 10"})";

/// The app with a patch (RFC 7396).
inline QByteArray patched(std::string_view patch)
{
    nlohmann::ordered_json app = nlohmann::ordered_json::parse(BaseApp);
    app.merge_patch(nlohmann::ordered_json::parse(patch));
    return QByteArray::fromStdString(app.dump(2));
}

/// "path → message", sorted, each once; a 500 has no path.
inline QStringList linesOf(const Verdict &verdict)
{
    QStringList lines;
    for (const Violation &violation : verdict.violations)
        lines.append(violation.path + QStringLiteral(" → ") + violation.message);
    lines.sort();
    lines.removeDuplicates();
    return lines;
}

/// The rules of a verdict, sorted, each once.
inline QStringList rulesOf(const Verdict &verdict)
{
    QStringList rules;
    for (const Violation &violation : verdict.violations)
        rules.append(QString::fromUtf8(violation.rule.data(), qsizetype(violation.rule.size())));
    rules.sort();
    rules.removeDuplicates();
    return rules;
}

inline ServerSettings withFeatures(std::string_view features)
{
    ServerSettings settings;
    const QString list = QString::fromUtf8(features.data(), qsizetype(features.size()));
    settings.facts.features = list.split(u',', Qt::SkipEmptyParts);
    return settings;
}

} // namespace Pinion::ServerCases
