// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusteraccess.h"
#include "marathon/marathonversion.h"

#include <span>
#include <string_view>

namespace Pinion {

enum class TargetKind : quint8 {
    Local,
    Development,
    Test,
    Staging,
    PreProduction,
    Production,
    DisasterRecovery,
};

/// What one press of *Deploy* may do.
enum class Ladder : quint8 {
    AtOnce, ///< deploys, if nothing is wrong
    OnceSeen, ///< deploys, if nothing is wrong and the changes have been seen
    Review, ///< always shows the review
    Guarded, ///< always shows the review, and wants the name typed
};

/// One row per kind of target: how it looks and what it lets happen.
struct TargetKindSpec
{
    TargetKind kind = TargetKind::Local;
    std::string_view name; ///< in files: "pre-production"
    std::string_view title; ///< for people: "Pre-production"
    std::string_view badge; ///< two letters in a filled box, so that it never depends on colour
    quint32 stripColor = 0; ///< 0xRRGGBB below white text, in light and dark themes
    bool hasChevrons = false; ///< of badge and strip: a shape of its own
    Ladder ladder = Ladder::AtOnce;
    /// Destroying, suspending and abandoning want the name typed.
    bool confirmsDestruction = true;
};

[[nodiscard]] std::span<const TargetKindSpec> targetKinds();
[[nodiscard]] const TargetKindSpec &kindSpec(TargetKind kind);
[[nodiscard]] const TargetKindSpec *findKind(QStringView name);

/// The words of files for SignIn.
[[nodiscard]] QString signInName(SignIn signIn);
[[nodiscard]] std::optional<SignIn> signInFromName(QStringView name);

/// One Marathon that definitions are deployed to, as files tell of it. Never holds a secret.
struct Target
{
    QString name; ///< "staging"
    TargetKind kind = TargetKind::Production; ///< the careful one, where nobody has said
    QList<QUrl> urls; ///< of its nodes, the preferred one first
    QString basePath; ///< behind DC/OS "/service/marathon"
    SignIn signIn = SignIn::None;
    QString user; ///< for the sign-ins that have one
    QString caFile; ///< PEM, trusted besides the system's authorities; empty: none
    QString clientCertificate; ///< PEM file
    QString clientKey; ///< PEM file
    bool verifiesServer = true;
    bool sendsLoginInTheClear = false; ///< over plain http
    bool alwaysReviews = false;
    MarathonVersion version; ///< not set: not known
    QUrl mesosUrl; ///< empty: as Marathon tells
    QString source; ///< path of the file that tells of it; empty: not saved yet
    bool isShared = false; ///< from a project's file

    [[nodiscard]] bool isGuarded() const { return kindSpec(kind).ladder == Ladder::Guarded; }
    [[nodiscard]] Ladder ladder() const;
    /// "marathon.staging.example:8443"
    [[nodiscard]] QString host() const;
    /// Under which a CredentialStore keeps its login: the addresses, not the name. So a project's
    /// file that names another host gets no login that was meant for the old one.
    [[nodiscard]] QString credentialKey() const;

    friend bool operator==(const Target &, const Target &) = default;
};

/// Why this is no target: no name, no address, a login in an address. Empty: it is one.
[[nodiscard]] QString targetProblem(const Target &target);

/// How to reach it, with its files read. Errors: Invalid (targetProblem()), those of
/// loadTlsOptions().
[[nodiscard]] Result<ClusterAccess> accessTo(
    const Target &target, const Credentials &credentials, const Secret &keyPassword = Secret());

} // namespace Pinion
