// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <QByteArray>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <algorithm>

// What the tests of the server's rules share.

namespace Pinion {

/// "path → message" for each violation, sorted, each once: what a client would compare.
inline QStringList answersOf(const std::vector<Violation> &violations)
{
    QStringList answers;
    for (const Violation &violation : violations)
        answers.append(violation.path + QStringLiteral(" → ") + violation.message);
    answers.removeDuplicates();
    answers.sort();
    return answers;
}

/// A patch (RFC 7396) of the app that the server's cases are told with.
inline QByteArray patchedApp(const QByteArray &patch)
{
    nlohmann::ordered_json app
        = nlohmann::ordered_json::parse(R"({"id":"/t/app","cmd":"sleep 10"})");
    app.merge_patch(nlohmann::ordered_json::parse(patch.toStdString()));
    return QByteArray::fromStdString(app.dump());
}

inline QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace Pinion
