// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"
#include "registry/registryfacts.h"

#include <memory>

namespace Pinion {

/// Makers of registries whose own interfaces tell more than the standard one.
enum class Vendor { Unknown, DockerHub, Harbor, Quay, Google };

/// By name, or by what the first contact told.
[[nodiscard]] Vendor vendorOf(const QString &domain, const RegistryInfo &info);

/// What a vendor says about a tag. Its digest may be some minutes old: whether a tag has moved is
/// for RegistryClient::digest() to say.
struct VendorTag
{
    QString name;
    QString digest;
    QDateTime pushed; ///< when the tag was set; invalid: not told
    qint64 size = 0; ///< bytes; 0: not told
    std::optional<bool> isImmutable;
};

struct VendorTags
{
    QList<VendorTag> tags; ///< newest first
    bool isComplete = true;
};

/// A time during which a tag pointed to a digest.
struct TagLifetime
{
    QString digest;
    QDateTime from;
    QDateTime until; ///< invalid: still
};

/// One vendor's own interface. It only adds: where it fails, the standard way goes on without it.
class VendorHelp
{
public:
    VendorHelp() = default;
    virtual ~VendorHelp() = default;
    VendorHelp(const VendorHelp &) = delete;
    VendorHelp &operator=(const VendorHelp &) = delete;

    /// The newest tags, up to some thousands. Errors: those of HttpClient, and refusals.
    [[nodiscard]] virtual Task<VendorTags> tags(QString path, std::stop_token stop) = 0;
    /// What the tag pointed to, newest first; empty where the vendor keeps no history.
    [[nodiscard]] virtual Task<QList<TagLifetime>> history(
        QString path, QString tag, std::stop_token stop);
};

/// Null for vendors without such an interface. (Google tells its dates in the listing itself.)
/// `address` is where it lives, see vendorAddress(); the client must outlive it.
[[nodiscard]] std::unique_ptr<VendorHelp> makeVendorHelp(
    Vendor vendor, HttpClient &http, const QUrl &address, const Credentials &login);
[[nodiscard]] QUrl vendorAddress(Vendor vendor, const RegistryInfo &info);

/// The answers, for themselves. Errors: Protocol.
[[nodiscard]] Result<VendorTags> parseHubTags(const QByteArray &json);
[[nodiscard]] Result<VendorTags> parseHarborArtifacts(const QByteArray &json);
[[nodiscard]] Result<VendorTags> parseQuayTags(const QByteArray &json);
[[nodiscard]] Result<QList<TagLifetime>> parseQuayHistory(const QByteArray &json);

} // namespace Pinion
