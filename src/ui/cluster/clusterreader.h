// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"
#include "ui/targets/targetlink.h"

#include <map>

namespace Pinion {

/// Reads what the lists of a TargetLink leave out, while somebody looks: the launch queue, and one
/// app with its instances.
class ClusterReader : public QObject
{
    Q_OBJECT

public:
    explicit ClusterReader(TargetLink &link, QObject *parent = nullptr);
    ~ClusterReader() override;

    /// Nothing is asked while nobody looks.
    void setWatched(bool isWatched);
    /// The app to read; empty: none.
    void setApp(const QString &id);
    void readAgain();

    [[nodiscard]] TargetLink &link() const { return m_link; }
    [[nodiscard]] const QueueEntry *queued(const QString &id) const;
    [[nodiscard]] const QString &appId() const { return m_appId; }
    /// With its tasks; empty before the first answer.
    [[nodiscard]] const std::optional<RunningApp> &app() const { return m_app; }
    /// Why the app could not be read; empty: it could.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Why instances of the app wait; WaitKind::None where none does.
    [[nodiscard]] WaitReason waiting() const;

signals:
    void queueChanged();
    void appChanged();

private:
    void takeLists();
    void takeEvent(const MarathonEvent &event);
    void letGo();
    static QCoro::Task<void> readQueue(ClusterReader *self, std::stop_token stop);
    static QCoro::Task<void> readApp(ClusterReader *self, QString id, std::stop_token stop);

    TargetLink &m_link;
    bool m_isWatched = false;
    bool m_isReadingQueue = false;
    bool m_isReadingApp = false;
    bool m_readsAgain = false;
    std::map<QString, QueueEntry> m_queue; ///< by app; the first entry of each
    QString m_appId;
    std::optional<RunningApp> m_app;
    QString m_problem;
    QDateTime m_waitsSince; ///< of the app, by this computer's clock; invalid: it does not
    QTimer m_soon; ///< one reading for a burst of events
    TaskScope m_appScope;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
