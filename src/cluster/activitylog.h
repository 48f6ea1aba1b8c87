// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusteraccess.h"

#include <QDateTime>
#include <QObject>

#include <deque>

namespace Pinion {

/// One request as the user may see it: nothing of a login, a header or a body.
struct Activity
{
    QDateTime at; ///< UTC, when it began
    QString target;
    QByteArray method;
    QUrl url; ///< without login; the query is Pinion's own and stays
    int status = 0; ///< 0: no answer
    std::chrono::milliseconds duration{0};
    qint64 sent = 0; ///< bytes of the body
    qint64 received = 0; ///< bytes of the body, unpacked
    QString problem; ///< why there is no answer
    SignIn signIn = SignIn::None;
};

/// The same request as a command line. Logins are shell variables, a body is a file to be named.
[[nodiscard]] QString asCurl(const Activity &activity);

/// The last requests, the oldest first.
class ActivityLog final : public QObject
{
    Q_OBJECT

public:
    explicit ActivityLog(qsizetype limit = 1000, QObject *parent = nullptr);

    void add(Activity activity);
    void clear();
    [[nodiscard]] const std::deque<Activity> &entries() const { return m_entries; }

signals:
    /// The last entry is new; where the limit was reached, the first one has gone.
    void added();
    void cleared();

private:
    qsizetype m_limit;
    std::deque<Activity> m_entries;
};

} // namespace Pinion
