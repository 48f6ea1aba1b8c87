// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/target.h"

#include "net/redaction.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Kinds{
    TargetKindSpec{
        TargetKind::Local, "local", "Local", "LO", 0x4A5560, false, Ladder::AtOnce, false},
    TargetKindSpec{TargetKind::Development, "development", "Development", "DV", 0x2B5CA8, false,
        Ladder::AtOnce, false},
    TargetKindSpec{TargetKind::Test, "test", "Test", "TE", 0x6A4BA3, false, Ladder::OnceSeen, true},
    TargetKindSpec{
        TargetKind::Staging, "staging", "Staging", "ST", 0x0B6B62, false, Ladder::OnceSeen, true},
    TargetKindSpec{TargetKind::PreProduction, "pre-production", "Pre-production", "PP", 0x8A4B00,
        false, Ladder::Review, true},
    TargetKindSpec{TargetKind::Production, "production", "Production", "PR", 0xA31D1D, true,
        Ladder::Guarded, true},
    TargetKindSpec{TargetKind::DisasterRecovery, "disaster-recovery", "Disaster recovery", "DR",
        0x7A2E5D, true, Ladder::Guarded, true},
};

struct SignInWord
{
    SignIn signIn;
    QLatin1StringView word;
};

constexpr std::array SignInWords{
    SignInWord{SignIn::None, "none"_L1},
    SignInWord{SignIn::Basic, "basic"_L1},
    SignInWord{SignIn::Bearer, "bearer"_L1},
    SignInWord{SignIn::DcosToken, "dcos-token"_L1},
    SignInWord{SignIn::DcosLogin, "dcos-login"_L1},
    SignInWord{SignIn::Certificate, "certificate"_L1},
};

QString addressProblem(const QUrl &url)
{
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return u"\"%1\" is not an address that begins with https:// or http://."_s.arg(shown(url));
    if (!url.userInfo().isEmpty())
        return u"The address %1 holds a login; Pinion asks for it and keeps it in the system's "
               "keychain."_s.arg(shown(url));
    if (url.hasQuery() || url.hasFragment())
        return u"The address %1 is to end before the question mark."_s.arg(shown(url));
    return {};
}

} // namespace

std::span<const TargetKindSpec> targetKinds()
{
    return Kinds;
}

const TargetKindSpec &kindSpec(TargetKind kind)
{
    const auto spec = std::find_if(
        Kinds.begin(), Kinds.end(), [kind](const TargetKindSpec &row) { return row.kind == kind; });
    Q_ASSERT(spec != Kinds.end());
    return *spec;
}

const TargetKindSpec *findKind(QStringView name)
{
    const auto spec = std::find_if(Kinds.begin(), Kinds.end(), [name](const TargetKindSpec &row) {
        return name == QLatin1StringView(row.name.data(), qsizetype(row.name.size()));
    });
    return spec == Kinds.end() ? nullptr : &*spec;
}

QString signInName(SignIn signIn)
{
    const auto word = std::find_if(SignInWords.begin(), SignInWords.end(),
        [signIn](const SignInWord &row) { return row.signIn == signIn; });
    return word->word;
}

std::optional<SignIn> signInFromName(QStringView name)
{
    const auto word = std::find_if(SignInWords.begin(), SignInWords.end(),
        [name](const SignInWord &row) { return name == row.word; });
    return word == SignInWords.end() ? std::nullopt : std::optional(word->signIn);
}

Ladder Target::ladder() const
{
    const Ladder own = kindSpec(kind).ladder;
    return alwaysReviews ? std::max(own, Ladder::Review) : own;
}

QString Target::host() const
{
    return urls.isEmpty() ? QString() : hostAndPort(urls.first());
}

QString Target::credentialKey() const
{
    QStringList origins;
    for (const QUrl &url : urls)
        origins.append(url.scheme() + u"://"_s + hostAndPort(url));
    origins.sort();
    origins.removeDuplicates();
    return u"marathon "_s + origins.join(u' ') + basePath;
}

QString targetProblem(const Target &target)
{
    if (target.name.trimmed().isEmpty())
        return u"A target needs a name."_s;
    if (target.urls.isEmpty())
        return u"The target %1 has no address."_s.arg(target.name);
    QList<QUrl> addresses = target.urls;
    if (!target.mesosUrl.isEmpty())
        addresses.append(target.mesosUrl);
    for (const QUrl &url : addresses) {
        if (const QString problem = addressProblem(url); !problem.isEmpty())
            return problem;
    }
    if (!target.basePath.isEmpty()
        && (!target.basePath.startsWith(u'/') || target.basePath.endsWith(u'/')))
        return u"The base path of %1 must begin with a slash and end without one."_s.arg(
            target.name);
    if (target.clientCertificate.isEmpty() != target.clientKey.isEmpty())
        return u"A client certificate and its key go together."_s;
    return {};
}

Result<ClusterAccess> accessTo(
    const Target &target, const Credentials &credentials, const Secret &keyPassword)
{
    if (const QString problem = targetProblem(target); !problem.isEmpty())
        return fail(ErrorKind::Invalid, problem, u"Correct it in the targets."_s);
    TlsFiles files;
    if (!target.caFile.isEmpty())
        files.caCertificates.append(target.caFile);
    files.clientCertificate = target.clientCertificate;
    files.clientKey = target.clientKey;
    Result<TlsOptions> tls = loadTlsOptions(files, keyPassword);
    if (!tls)
        return tl::make_unexpected(tls.error());
    tls->verifiesServer = target.verifiesServer;
    ClusterAccess access;
    access.name = target.name;
    access.urls = target.urls;
    access.basePath = target.basePath;
    access.signIn = target.signIn;
    access.credentials = credentials;
    access.tls = std::move(*tls);
    access.sendsLoginInTheClear = target.sendsLoginInTheClear;
    access.isGuarded = target.isGuarded();
    access.mesosUrl = target.mesosUrl;
    return access;
}

} // namespace Pinion
