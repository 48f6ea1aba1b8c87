// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configtarget.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr auto Flag = SettingType::Flag;
constexpr auto Text = SettingType::Text;
constexpr auto Texts = SettingType::Texts;
constexpr auto Choice = SettingType::Choice;
constexpr auto Project = SettingReach::Project;

// clang-format off: one row per member reads best as a table
constexpr std::array Specs = {
    SettingSpec{"name", Text, Project, {}, "What the target is called: \"staging\".", nullptr},
    SettingSpec{"kind", Choice, Project, "\"production\"",
        "How careful to be; the most careful way, where it is not told.", nullptr,
        "\"local\"|\"development\"|\"test\"|\"staging\"|\"pre-production\"|\"production\"|"
        "\"disaster-recovery\""},
    SettingSpec{"urls", Texts, Project, {},
        "Addresses of the nodes of this Marathon, the preferred one first.", nullptr},
    SettingSpec{"basePath", Text, Project, "\"\"",
        "What comes before /v2: /service/marathon behind DC/OS.", nullptr},
    SettingSpec{"signIn", Choice, Project, "\"none\"", "How to sign in.", nullptr,
        "\"none\"|\"basic\"|\"bearer\"|\"dcos-token\"|\"dcos-login\"|\"certificate\""},
    SettingSpec{"user", Text, Project, {}, "The user to sign in as.", nullptr},
    SettingSpec{"caFile", Text, Project, {},
        "PEM file of an authority to trust, from the folder of this file.", nullptr},
    SettingSpec{"clientCertificate", Text, Project, {},
        "PEM file of the certificate to sign in with.", nullptr},
    SettingSpec{"clientKey", Text, Project, {}, "PEM file of its private key.", nullptr},
    SettingSpec{"verifiesServer", Flag, Project, "true",
        "Whether the certificate of the server must be good.", nullptr},
    SettingSpec{"sendsLoginInTheClear", Flag, Project, "false",
        "Whether the login may travel over plain http.", nullptr},
    SettingSpec{"alwaysReviews", Flag, Project, "false",
        "Whether the review opens before every deployment.", nullptr},
    SettingSpec{"marathonVersion", SettingType::Version, Project, {},
        "The release of this Marathon, where it is known.", nullptr},
    SettingSpec{"mesosUrl", Text, Project, {},
        "Address of the Mesos master, where Marathon tells one that cannot be reached.", nullptr},
};
// clang-format on

constexpr std::array SecretNames{"password", "token", "secret", "apikey", "passwd", "credentials"};

} // namespace

std::span<const SettingSpec> targetSpecs()
{
    return Specs;
}

const SettingSpec *findTargetSpec(QByteArrayView name)
{
    const auto spec = std::find_if(Specs.begin(), Specs.end(), [name](const SettingSpec &row) {
        return name == QByteArrayView(row.key.data(), qsizetype(row.key.size()));
    });
    return spec == Specs.end() ? nullptr : &*spec;
}

bool isSecretName(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    return std::any_of(SecretNames.begin(), SecretNames.end(),
        [&lower](const char *word) { return lower.contains(word); });
}

} // namespace Pinion
