// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <functional>
#include <initializer_list>
#include <memory>

namespace Pinion {

/// The edits of a fix, which may be worked out only when somebody first asks for them: rules offer
/// far more fixes than are ever looked at. Copies share what was worked out; safe to use from any
/// thread.
class FixEdits
{
public:
    FixEdits() = default;
    FixEdits(TextEdits edits);
    FixEdits(std::initializer_list<TextEdit> edits);
    /// `make` is called at most once, in the thread that asks first. It must not refer to a tree.
    explicit FixEdits(std::function<TextEdits()> make);

    operator const TextEdits &() const { return all(); }
    [[nodiscard]] const TextEdits &all() const;
    [[nodiscard]] bool empty() const { return all().empty(); }
    [[nodiscard]] auto begin() const { return all().begin(); }
    [[nodiscard]] auto end() const { return all().end(); }
    [[nodiscard]] const TextEdit &front() const { return all().front(); }

    friend bool operator==(const FixEdits &left, const FixEdits &right)
    {
        return left.m_later == right.m_later || left.all() == right.all();
    }

private:
    struct Later;
    std::shared_ptr<Later> m_later; ///< null: none
};

} // namespace Pinion
