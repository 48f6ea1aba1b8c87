// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "rules/ruleconfig.h"

#include <QJsonValue>

#include <span>
#include <string_view>

namespace Pinion {

/// Where the value of a setting was written down.
struct SettingOrigin
{
    QString source; ///< path of a file, "profile production", "--profile"
    qsizetype line = 0; ///< 0: no line

    friend bool operator==(const SettingOrigin &, const SettingOrigin &) = default;
};

/// One assignment: "rules.image-no-tag.severity" is "error". What a .pinion.json, a profile or the
/// command line comes down to.
struct Setting
{
    QString key;
    QJsonValue value;
    SettingOrigin origin;
    bool isLocked = false; ///< may not be loosened by what is read later
    bool isWeak = false; ///< counts only where nothing has been said yet
};
using Settings = std::vector<Setting>;

enum class SettingType : quint8 {
    Flag,
    Count, ///< whole number from 0
    Amount, ///< number from 0
    Text,
    Texts,
    Patterns, ///< list of regular expressions
    Choice,
    Version, ///< release of Marathon
    Days, ///< "30d"
    PortRanges, ///< ["31000-32000"]
    PortPair, ///< [10000, 10100]
    Features, ///< {"secrets": true}
    RuleIds,
    Profile,
};

/// How far down a setting can differ.
enum class SettingReach : quint8 {
    Project, ///< the same for all documents
    Document, ///< overrides by files may set it
    Definition, ///< overrides by ids, too
};

/// One row per setting outside "rules": what it is called, takes, means and does.
struct SettingSpec
{
    std::string_view key; ///< "cluster.agents"
    SettingType type = SettingType::Flag;
    SettingReach reach = SettingReach::Project;
    std::string_view defaultLiteral; ///< JSON; empty: unknown without it
    std::string_view help;
    void (*apply)(RuleConfig &config, const QJsonValue &value) = nullptr;
    std::string_view choices = {}; ///< JSON literals, separated by '|'
};

[[nodiscard]] std::span<const SettingSpec> settingSpecs();
[[nodiscard]] const SettingSpec *findSetting(QStringView key);

/// Why a value is not accepted, and where.
struct ValueProblem
{
    JsonNode place;
    QString text;
};
[[nodiscard]] std::optional<ValueProblem> valueProblem(const SettingSpec &spec, JsonNode node);
/// The same for the parameter of a rule.
[[nodiscard]] std::optional<ValueProblem> valueProblem(
    const RuleParameter &parameter, JsonNode node);

[[nodiscard]] QJsonValue jsonValue(QByteArrayView literal);
[[nodiscard]] QByteArray literalOf(const QJsonValue &value);

/// "there is no rule "image-lastest-tag"; did you mean "image-latest-tag"?"
[[nodiscard]] QString noSuchRule(const QString &id);
/// "; did you mean "x"?", or nothing.
[[nodiscard]] QString nearestHint(QByteArrayView name, const QList<QByteArray> &known);

} // namespace Pinion
