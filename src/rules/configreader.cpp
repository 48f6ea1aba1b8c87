// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configreader.h"

#include "json/lineindex.h"
#include "rules/nearest.h"
#include "rules/ruleset.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;
constexpr MarathonVersion OldestVersion{1, 4, 0};

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

QString didYouMean(const std::optional<QByteArray> &name)
{
    return name ? u"; did you mean \"%1\"?"_s.arg(QString::fromUtf8(*name)) : QString();
}

QString nearestRule(const QString &id)
{
    QList<QByteArray> ids;
    for (const Rule &rule : allRules())
        ids.append(bytesOf(rule.id));
    return didYouMean(nearestName(id.toUtf8(), ids));
}

} // namespace

ConfigReader::ConfigReader(const JsonTree &tree, QString fileName)
    : m_tree(tree)
    , m_fileName(std::move(fileName))
    , m_config(RuleConfig::builtIn())
{ }

Result<RuleConfig> ConfigReader::read()
{
    static constexpr Key Keys[] = {
        {"pinion", &ConfigReader::readFormat},
        {"root", &ConfigReader::readRoot},
        {"failOn", &ConfigReader::readFailOn},
        {"cluster", &ConfigReader::readCluster},
        {"images", &ConfigReader::readImages},
        {"rules", &ConfigReader::readRules},
        {"suppressions", &ConfigReader::readSuppressions},
        {"extends"},
        {"profile"},
        {"overrides"},
        {"scopes"},
        {"lb"},
        {"inlineSuppressions"},
        {"placeholders"},
        {"registry"},
        {"baseline"},
    };
    if (!m_tree.isValid()) {
        const SyntaxError &error = m_tree.errors().front();
        return failAt(error.range, describe(error, m_tree.bytes()));
    }
    return readObject(m_tree.root(), Keys).map([this] { return std::move(m_config); });
}

Result<void> ConfigReader::readObject(JsonNode object, std::span<const Key> keys)
{
    if (!object.isObject())
        return failAt(object, u"an object is expected here"_s);
    for (const JsonNode member : object.children()) {
        const QByteArray name = member.key();
        const QString shown = QString::fromUtf8(name);
        if (object.member(name) != member)
            return failAt(member.keyRange(), u"\"%1\" occurs twice"_s.arg(shown));
        const auto key = std::find_if(
            keys.begin(), keys.end(), [&name](const Key &k) { return bytesOf(k.name) == name; });
        if (key == keys.end()) {
            QList<QByteArray> known;
            for (const Key &k : keys)
                known.append(bytesOf(k.name));
            return failAt(member.keyRange(),
                u"\"%1\" is not a setting%2"_s.arg(shown, didYouMean(nearestName(name, known))));
        }
        if (!key->reader) {
            return failAt(
                member.keyRange(), u"\"%1\" is not supported by this version"_s.arg(shown));
        }
        if (member.isNull())
            continue;
        if (const Result<void> result = (this->*key->reader)(member); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readFormat(JsonNode node)
{
    if (node.toInteger() != FormatVersion)
        return failAt(node, u"\"pinion\" must be 1, the form that this version reads"_s);
    return {};
}

Result<void> ConfigReader::readRoot(JsonNode node)
{
    if (!node.isBoolean())
        return failAt(node, u"\"root\" must be true or false"_s);
    m_config.isRoot = *node.toBool();
    return {};
}

Result<void> ConfigReader::readFailOn(JsonNode node)
{
    m_config.failOn = severityFromName(node.stringOr());
    if (!m_config.failOn)
        return failAt(node, u"\"failOn\" must be \"error\", \"warning\" or \"info\""_s);
    return {};
}

Result<void> ConfigReader::readCluster(JsonNode node)
{
    static constexpr Key Keys[]
        = {{"marathonVersion", &ConfigReader::readVersion}, {"agents"}, {"publicAgents"}, {"zones"},
            {"portRanges"}, {"largestAgent"}, {"features"}, {"serviceDiscovery"}};
    return readObject(node, Keys);
}

Result<void> ConfigReader::readVersion(JsonNode node)
{
    const std::optional<MarathonVersion> version = MarathonVersion::parse(node.stringOr());
    if (!version)
        return failAt(node, u"\"marathonVersion\" must be a release such as \"1.9\""_s);
    if (*version < OldestVersion)
        return failAt(node, u"Marathon 1.4 is the oldest that Pinion knows"_s);
    m_config.version = *version;
    return {};
}

Result<void> ConfigReader::readImages(JsonNode node)
{
    static constexpr Key Keys[] = {
        {"immutableRepositories", &ConfigReader::readImmutableRepositories},
        {"extraChannelWords", &ConfigReader::readExtraChannelWords},
        {"notChannelWords", &ConfigReader::readNotChannelWords},
        {"integerTags", &ConfigReader::readIntegerTags},
        {"floatingComponents", &ConfigReader::readFloatingComponents},
        {"maxEvidenceAge"},
        {"trustAfter"},
    };
    return readObject(node, Keys);
}

Result<void> ConfigReader::readImmutableRepositories(JsonNode node)
{
    return readTexts(node, m_config.parameters.images.immutableRepositories);
}

Result<void> ConfigReader::readExtraChannelWords(JsonNode node)
{
    return readTexts(node, m_config.parameters.images.extraChannelWords);
}

Result<void> ConfigReader::readNotChannelWords(JsonNode node)
{
    return readTexts(node, m_config.parameters.images.notChannelWords);
}

Result<void> ConfigReader::readIntegerTags(JsonNode node)
{
    const QString word = node.stringOr();
    if (word != u"floating" && word != u"build")
        return failAt(node, u"\"integerTags\" must be \"floating\" or \"build\""_s);
    m_config.parameters.images.integerTagsAreBuilds = word == u"build";
    return {};
}

Result<void> ConfigReader::readFloatingComponents(JsonNode node)
{
    const qint64 count = node.toInteger().value_or(0);
    if (count != 1 && count != 2)
        return failAt(node, u"\"floatingComponents\" must be 1 or 2"_s);
    m_config.parameters.images.floatingComponents = int(count);
    return {};
}

Result<void> ConfigReader::readRules(JsonNode node)
{
    if (!node.isObject())
        return failAt(node, u"\"rules\" must be an object of rule ids"_s);
    for (const JsonNode member : node.children()) {
        m_rule = QString::fromUtf8(member.key());
        if (!findRule(m_rule)) {
            return failAt(
                member.keyRange(), u"there is no rule \"%1\"%2"_s.arg(m_rule, nearestRule(m_rule)));
        }
        if (node.member(member.key()) != member)
            return failAt(member.keyRange(), u"\"%1\" occurs twice"_s.arg(m_rule));
        if (member.isNull())
            continue;
        if (const Result<void> result = readRule(member); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readRule(JsonNode node)
{
    static constexpr Key Keys[]
        = {{"severity", &ConfigReader::readLevel}, {"minorSeverity"}, {"locked"}};
    static constexpr Key KeysOfUnknownField[] = {{"severity", &ConfigReader::readLevel},
        {"allowedExtraKeys", &ConfigReader::readAllowedExtraKeys}, {"minorSeverity"}, {"locked"}};
    if (!node.isObject())
        return readLevel(node);
    if (m_rule == u"meta-unknown-field")
        return readObject(node, KeysOfUnknownField);
    return readObject(node, Keys);
}

Result<void> ConfigReader::readLevel(JsonNode node)
{
    const QString word = node.stringOr();
    const std::optional<Severity> severity = severityFromName(word);
    if (!severity && word != u"off") {
        return failAt(node, u"a level must be \"off\", \"info\", \"warning\" or \"error\""_s);
    }
    if (!severity && findRule(m_rule)->family == RuleFamily::Syntax) {
        return failAt(
            node, u"\"%1\" cannot be off: a text that is not JSON cannot be checked"_s.arg(m_rule));
    }
    m_config.levels.insert(m_rule, severity);
    return {};
}

Result<void> ConfigReader::readAllowedExtraKeys(JsonNode node)
{
    QStringList patterns;
    if (const Result<void> result = readTexts(node, patterns); !result)
        return result;
    for (qsizetype i = 0; i < patterns.size(); ++i) {
        const QRegularExpression pattern(patterns[i]);
        if (!pattern.isValid()) {
            return failAt(node.element(i),
                u"this is not a regular expression (%1)"_s.arg(pattern.errorString()));
        }
    }
    m_config.parameters.allowedExtraKeys = patterns;
    return {};
}

Result<void> ConfigReader::readText(JsonNode node, QString &target)
{
    if (!node.isString())
        return failAt(node, u"\"%1\" must be text"_s.arg(QString::fromUtf8(node.key())));
    target = node.stringOr();
    return {};
}

Result<void> ConfigReader::readTexts(JsonNode node, QStringList &target)
{
    QStringList texts;
    for (const JsonNode element : node.children()) {
        if (element.isString())
            texts.append(element.stringOr());
    }
    if (!node.isArray() || texts.size() != node.childCount())
        return failAt(node, u"\"%1\" must be a list of text"_s.arg(QString::fromUtf8(node.key())));
    target = texts;
    return {};
}

tl::unexpected<Error> ConfigReader::failAt(JsonNode node, const QString &what) const
{
    return failAt(node.range(), what);
}

tl::unexpected<Error> ConfigReader::failAt(TextRange range, const QString &what) const
{
    const TextPosition at = LineIndex(m_tree.bytes()).position(range.begin);
    return fail(ErrorKind::Invalid,
        u"%1, line %2, column %3: %4%5"_s.arg(m_fileName, QString::number(at.line),
            QString::number(at.column), what, what.endsWith(u'?') ? QString() : u"."_s));
}

} // namespace Pinion
