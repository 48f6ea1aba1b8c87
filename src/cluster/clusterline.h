// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "cluster/activitylog.h"

namespace Pinion {

/// The way to one Marathon: picks the node, signs in, writes down what is asked. Reads go to the
/// next node where one fails; a change goes out once. The HTTP client and the log must outlive it.
class ClusterLine
{
public:
    ClusterLine(HttpClient &http, ClusterAccess access, ActivityLog *log = nullptr);
    ClusterLine(const ClusterLine &) = delete;
    ClusterLine &operator=(const ClusterLine &) = delete;

    /// A path below the base path, "/v2/apps", with its query. Any status is an answer. Errors:
    /// those of HttpClient::send(), Unauthorized where DC/OS does not take the login.
    [[nodiscard]] Task<HttpResponse> read(QString path, std::stop_token stop);
    /// Where several nodes refuse the connection the next one is asked; what may have arrived at
    /// one is not sent to another.
    [[nodiscard]] QCoro::Task<Delivery> change(
        HttpMethod method, QString path, QByteArray body, std::stop_token stop);
    /// Reads events without end: see HttpRequest::sink. Follows a redirect to another node of the
    /// access. TimedOut: there was no byte for as long as `silence`.
    [[nodiscard]] Task<HttpResponse> stream(QString path, std::chrono::milliseconds silence,
        std::function<void(const QByteArray &)> sink, std::stop_token stop);
    /// Reads any address with the login if it is on a host of the access, else without.
    [[nodiscard]] Task<HttpResponse> readElsewhere(QUrl url, std::stop_token stop);
    /// The same for what is asked by POST, in JSON, and changes nothing.
    [[nodiscard]] Task<HttpResponse> askElsewhere(
        QUrl url, QByteArray question, std::stop_token stop);

    [[nodiscard]] const ClusterAccess &access() const { return m_access; }
    [[nodiscard]] Clock &clock() const { return m_http.clock(); }
    /// The node that answered last, as it was entered.
    [[nodiscard]] QUrl currentUrl() const { return m_access.urls.value(m_current); }
    /// As the last answer told; empty: not told yet.
    [[nodiscard]] const QUrl &leader() const { return m_leader; }
    /// The next request begins with the next node.
    void moveOn();

private:
    [[nodiscard]] HttpRequest request(HttpMethod method, const QString &path) const;
    [[nodiscard]] bool isOwnHost(const QUrl &url) const;
    void sign(HttpRequest &request) const;
    [[nodiscard]] Task<void> signIn(std::stop_token stop);
    [[nodiscard]] Task<HttpResponse> ask(HttpRequest request, std::stop_token stop);
    [[nodiscard]] Task<HttpResponse> askSignedIn(HttpRequest request, std::stop_token stop);
    void note(
        const HttpRequest &request, const QDateTime &began, const Result<HttpResponse> &answer);
    void learn(const HttpResponse &response);

    HttpClient &m_http;
    ClusterAccess m_access;
    ActivityLog *m_log;
    qsizetype m_current = 0;
    QUrl m_leader;
    Secret m_token; ///< of DC/OS
    TaskScope m_scope;
};

} // namespace Pinion
