// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imagepin.h"
#include "ui/registry/tagmodel.h"

#include <QSettings>
#include <QSize>

namespace Pinion {

/// What the tag picker remembers from one time to the next, in the user's settings file.
class PickerMemory
{
public:
    explicit PickerMemory(const QString &settingsFile);

    [[nodiscard]] QSize size() const; ///< invalid the first time
    void setSize(QSize size);
    [[nodiscard]] QByteArray columns() const; ///< the state of the table's header
    void setColumns(const QByteArray &state);
    /// By registry: people look for different things in different places.
    [[nodiscard]] TagSorts sorts(const QString &domain) const;
    void setSorts(const QString &domain, TagSorts sorts);
    /// By project, as its files are to look alike. The key is any text.
    [[nodiscard]] PinMode mode(const QString &project) const;
    void setMode(const QString &project, PinMode mode);
    [[nodiscard]] QStringList repositories() const; ///< as written, the last one first
    void addRepository(const QString &written);

private:
    QSettings m_settings;
};

} // namespace Pinion
