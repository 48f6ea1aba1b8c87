// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/fieldpattern.h"

#include "marathon/schema.h"

#include <QRegularExpression>

#include <unordered_map>

namespace Pinion {

namespace {

using PatternCache = std::unordered_map<std::string_view, QRegularExpression>;

PatternCache compileAll()
{
    PatternCache patterns;
    for (const SchemaRoot root : {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod}) {
        for (const FieldSpec *spec : fields(root)) {
            const QString pattern = QRegularExpression::anchoredPattern(text(spec->pattern));
            if (!spec->pattern.empty())
                patterns.try_emplace(spec->pattern, pattern);
        }
    }
    return patterns;
}

} // namespace

bool fitsPattern(const QString &text, const FieldSpec &spec)
{
    // Compiled once; matching is const and safe from any thread.
    static const PatternCache cache = compileAll();
    return cache.at(spec.pattern).match(text).hasMatch();
}

} // namespace Pinion
