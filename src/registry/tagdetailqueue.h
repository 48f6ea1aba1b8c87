// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "registry/registryclient.h"

#include <QObject>
#include <QSet>

#include <deque>

namespace Pinion {

/// Fetches the details of many tags of one repository, a few at once and what is on screen first.
/// Each tag is asked for once; forget() allows it again. When the registry says that it is asked
/// too often, all that waits is given up with the same error. The end of the queue cancels
/// everything.
class TagDetailQueue final : public QObject
{
    Q_OBJECT

public:
    /// How much is asked for.
    enum class Depth {
        Digests, ///< the top of the details only: no registry counts that as a pull
        Details,
    };

    TagDetailQueue(RegistryClient &client, QString path, int limit = 12, QObject *parent = nullptr);

    /// For all that is not under way yet.
    void setDepth(Depth depth) { m_depth = depth; }

    /// Behind everything that waits already.
    void append(const QStringList &tags);
    /// Before everything that waits, in this order: the rows that have come into view.
    void prefer(const QStringList &tags);
    /// Drops what waits; what is under way goes on.
    void clear();
    void forget(const QString &tag) { m_asked.remove(tag); }
    [[nodiscard]] bool isIdle() const { return m_running == 0 && m_waiting.empty(); }

Q_SIGNALS:
    void loaded(const QString &tag, const Pinion::TagDetails &details);
    void failed(const QString &tag, const Pinion::Error &error);
    void becameIdle();

private:
    void startWorkers();
    void giveUp(const Error &error);
    static Task<TagDetails> look(
        RegistryClient *client, QString path, QString tag, Depth depth, std::stop_token stop);
    static QCoro::Task<void> work(TagDetailQueue *self, std::stop_token stop);

    RegistryClient &m_client;
    QString m_path;
    int m_limit;
    Depth m_depth = Depth::Details;
    int m_running = 0;
    std::deque<QString> m_waiting;
    QSet<QString> m_asked;
    TaskScope m_scope;
};

} // namespace Pinion
