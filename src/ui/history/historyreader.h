// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targetlink.h"

#include <map>

namespace Pinion {

/// Reads the versions of one app of the target, while somebody looks: their names first, then the
/// definitions, a few at a time. A version never changes, so none is read twice.
class HistoryReader : public QObject
{
    Q_OBJECT

public:
    explicit HistoryReader(TargetLink &link, QObject *parent = nullptr);
    ~HistoryReader() override;

    void setWatched(bool isWatched);
    /// Empty: none.
    void setApp(const QString &id);
    void readAgain();

    [[nodiscard]] TargetLink &link() const { return m_link; }
    [[nodiscard]] const QString &appId() const { return m_appId; }
    /// The newest first; empty before the first answer.
    [[nodiscard]] const std::vector<AppVersion> &versions() const { return m_versions; }
    /// Null before its answer.
    [[nodiscard]] const RunningApp *definition(const AppVersion &version) const;
    /// The version that is in force; empty: not known.
    [[nodiscard]] AppVersion current() const;
    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// Why they could not be read; empty: they could.
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    /// There are other versions, or another app.
    void versionsChanged();
    void definitionRead();

private:
    void takeLists();
    void letGo();
    void startOver();
    static QCoro::Task<void> read(HistoryReader *self, QString id, std::stop_token stop);
    static Task<void> readOne(
        HistoryReader *self, QString id, AppVersion version, std::stop_token stop);

    TargetLink &m_link;
    bool m_isWatched = false;
    bool m_isReading = false;
    QString m_appId;
    QString m_problem;
    AppVersion m_readAt; ///< the version in force at the last reading
    std::vector<AppVersion> m_versions;
    std::map<AppVersion, RunningApp> m_definitions;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
