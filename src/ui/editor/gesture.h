// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace Pinion {

/// The time from one key press, paste or drop to its last effect. Scintilla tells of each insertion
/// and deletion by itself; while a gesture lasts they are gathered, so that it becomes one edit.
class Gesture
{
public:
    Gesture(int &depth, QString &title, const QString &newTitle, std::function<void()> atEnd)
        : m_depth(depth)
        , m_title(title)
        , m_atEnd(std::move(atEnd))
    {
        if (m_depth++ == 0)
            m_title = newTitle;
    }
    ~Gesture()
    {
        if (m_depth == 1)
            m_atEnd();
        if (--m_depth == 0)
            m_title.clear();
    }
    Q_DISABLE_COPY_MOVE(Gesture)

private:
    int &m_depth;
    QString &m_title;
    std::function<void()> m_atEnd;
};

} // namespace Pinion
