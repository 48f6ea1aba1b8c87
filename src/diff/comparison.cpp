// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/comparison.h"

#include "diff/merger.h"

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Places in the order in which a reviewer wants to see them; what is not listed stands between
/// these and the labels.
constexpr std::array<std::string_view, 12> Heaviest{
    "/id",
    "/container/docker/image",
    "/containers",
    "/cmd",
    "/args",
    "/instances",
    "/scaling",
    "/container/portMappings",
    "/portDefinitions",
    "/networks",
    "/healthChecks",
    "/container/volumes",
};

size_t weight(const JsonPointer &place)
{
    const QByteArray text = place.toUtf8();
    const auto row
        = std::find_if(Heaviest.begin(), Heaviest.end(), [&text](std::string_view start) {
              const QByteArrayView prefix(start.data(), qsizetype(start.size()));
              return text == prefix || (text.startsWith(prefix) && text.at(prefix.size()) == '/');
          });
    const bool isLabel = text.startsWith("/labels");
    return size_t(row - Heaviest.begin()) + (isLabel ? 1 : 0);
}

} // namespace

QString changeName(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added:
        return u"added"_s;
    case ChangeKind::Removed:
        return u"removed"_s;
    case ChangeKind::Changed:
        return u"changed"_s;
    case ChangeKind::Moved:
        return u"moved"_s;
    }
    return {};
}

Comparison::Comparison(Comparable before, Comparable after)
    : m_before(std::move(before))
    , m_after(std::move(after))
{
    Merger merger(m_before, m_after);
    m_pairing = merger.run();
    m_changes = merger.takeChanges();
    m_filledIn = merger.filledIn();
}

std::vector<int> Comparison::byWeight() const
{
    std::vector<int> indices(m_changes.size());
    std::iota(indices.begin(), indices.end(), 0);
    std::stable_sort(indices.begin(), indices.end(), [this](int a, int b) {
        return weight(m_changes[size_t(a)].place) < weight(m_changes[size_t(b)].place);
    });
    return indices;
}

} // namespace Pinion
