// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/profiles.h"

#include "marathon/schema.h"
#include "rules/ruleset.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Profiles = {
    Profile{"default", "the levels that the rules have by themselves", "error"},
    Profile{"dev", "a developer's own sandbox: errors stay, warnings become advice", "error"},
    Profile{
        "staging", "looser on availability, never on images: staging is what is promoted", "error"},
    Profile{"production", "stricter on images, health and spread; warnings fail", "warning"},
    Profile{"strict", "warnings stay, advice becomes a warning; warnings fail", "warning"},
};

/// Levels of one rule under each profile: "error", "error/info" for a rule with a milder form,
/// "off", or nothing where the profile leaves the rule alone.
struct Row
{
    std::string_view rule;
    std::array<std::string_view, Profiles.size()> levels;
};

// clang-format off: a table
constexpr std::array Rows = {
    //                                    default  dev        staging   production       strict
    Row{"image-no-tag", {"", "warning", "error", "error", "error"}},
    Row{"image-latest-tag", {"", "warning", "error", "error", "error"}},
    Row{"image-force-pull-mutable", {"", "warning", "error", "error", "error"}},
    Row{"image-force-pull-left-on", {"", "info", "", "error/warning", "error/warning"}},
    Row{"image-channel-tag", {"", "off", "", "error", "error"}},
    Row{"image-floating-version", {"", "info", "", "", "error"}},
    Row{"image-not-digest-pinned", {"", "", "", "", "warning"}},
    Row{"health-missing", {"", "info", "", "error/warning", "error/warning"}},
    Row{"deploy-zero-health-capacity", {"", "off", "info", "error", "error"}},
    Row{"deploy-doubles-capacity", {"", "off", "", "", "warning"}},
    Row{"place-single-instance", {"", "off", "off", "warning", "warning"}},
    Row{"place-no-spread", {"", "off", "info", "warning/warning", "warning/warning"}},
    Row{"life-kill-grace-short", {"", "off", "info", "warning/warning", "warning/warning"}},
    Row{"sec-plaintext-secret", {"", "error/info", "", "error/error", "error/error"}},
    Row{"sec-privileged", {"", "warning", "", "error", "error"}},
    Row{"sec-docker-socket", {"", "warning", "", "error", "error"}},
    Row{"net-legacy-api", {"", "off", "", "", "warning"}},
};
// clang-format on

/// Handing over the host is never an app's own decision there.
constexpr std::array NeverByLabel = {"sec-privileged", "sec-docker-socket"};

class Writer
{
public:
    explicit Writer(const Profile &profile)
        : m_origin{u"profile "_s + text(profile.name)}
    { }

    void set(const QString &key, const QJsonValue &value, bool isWeak = false)
    {
        m_settings.push_back({key, value, m_origin, false, isWeak});
    }

    void level(std::string_view rule, std::string_view major, std::string_view minor, bool isWeak)
    {
        const QString key = u"rules."_s + text(rule);
        set(key + u".severity"_s, text(major), isWeak);
        if (!minor.empty())
            set(key + u".minorSeverity"_s, text(minor), isWeak);
    }

    [[nodiscard]] Settings take() { return std::move(m_settings); }

private:
    SettingOrigin m_origin;
    Settings m_settings;
};

void writeRow(Writer &writer, const Row &row, size_t column)
{
    const std::string_view cell = row.levels[column];
    const size_t slash = cell.find('/');
    if (cell.empty())
        return;
    if (slash == std::string_view::npos)
        writer.level(row.rule, cell, {}, false);
    else
        writer.level(row.rule, cell.substr(0, slash), cell.substr(slash + 1), false);
}

/// Rules that judge practice and have no row of their own move as a whole.
void writeShift(Writer &writer, bool isStrict)
{
    for (const Rule &rule : allRules()) {
        if (rule.family != RuleFamily::Practice || !rule.isOnByDefault)
            continue;
        const std::string_view milder = isStrict ? "warning" : "info";
        if (rule.severity == Severity::Error)
            writer.level(rule.id, "error", milder, true);
        else
            writer.level(rule.id, milder, milder, true);
    }
}

} // namespace

std::span<const Profile> profiles()
{
    return Profiles;
}

const Profile *findProfile(QStringView name)
{
    const auto profile = std::find_if(Profiles.begin(), Profiles.end(),
        [name](const Profile &row) { return name == text(row.name); });
    return profile == Profiles.end() ? nullptr : &*profile;
}

QString noSuchProfile(const QString &name)
{
    QList<QByteArray> names;
    for (const Profile &profile : Profiles)
        names.append(bytes(profile.name));
    const QString hint = nearestHint(name.toUtf8(), names);
    return u"there is no profile \"%1\"%2"_s.arg(
        name, hint.isEmpty() ? u"; there are %1"_s.arg(QString::fromUtf8(names.join(", "))) : hint);
}

Settings profileSettings(const Profile &profile)
{
    const size_t column = size_t(&profile - Profiles.data());
    Writer writer(profile);
    for (const Row &row : Rows)
        writeRow(writer, row, column);
    const bool isStrict = profile.name == "strict";
    if (isStrict || profile.name == "dev")
        writeShift(writer, isStrict);
    if (profile.failOn != "error")
        writer.set(u"failOn"_s, text(profile.failOn));
    if (isStrict || profile.name == "production") {
        QJsonArray never;
        for (const std::string_view rule : NeverByLabel)
            never.append(text(rule));
        writer.set(u"inlineSuppressions.never"_s, never);
    }
    return writer.take();
}

} // namespace Pinion
