// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/secretmask.h"

#include "rules/practice/secretkeys.h"
#include "rules/practice/secrets.h"
#include "rules/practice/security.h"
#include "rules/ruleconfig.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What the project says about names; undefined for the default.
QJsonValue ownPattern(const RuleConfig &config)
{
    const QString rule = QString::fromLatin1(PlaintextSecret.data(), PlaintextSecret.size());
    return config.parameters.own.value(rule).value(u"keyPattern"_s);
}

QRegularExpression namePattern(const QJsonValue &own)
{
    // The default stands as JSON, with its quotes.
    const QString pattern = own.isString()
        ? own.toString()
        : QString::fromUtf8(SecretKeyPattern.data() + 1, qsizetype(SecretKeyPattern.size()) - 2);
    return QRegularExpression(pattern);
}

/// A member of a map that anybody may name: elsewhere "secret" is the name of a field.
bool isFreelyNamed(JsonNode value)
{
    const QByteArray map = value.parent().key();
    return map == "env" || map == "environment" || map == "labels";
}

bool isDockerVariable(JsonNode value)
{
    const QString option = value.parent()["key"].stringOr();
    return value.key() == "value" && (option == u"env"_s || option == u"e"_s);
}

} // namespace

SecretMask::SecretMask(const RuleConfig &config)
    : m_names(namePattern(ownPattern(config)))
    , m_hasDefaultNames(!ownPattern(config).isString())
{ }

bool SecretMask::hides(JsonNode value) const
{
    if (!value.isString())
        return false;
    const QString text = value.stringOr();
    if (holdsSecret(text))
        return true;
    if (isFreelyNamed(value))
        return canBeSecret(text) && promisesSecret(QString::fromUtf8(value.key()));
    const qsizetype equals = text.indexOf(u'=');
    return isDockerVariable(value) && equals > 0 && canBeSecret(text.mid(equals + 1))
        && promisesSecret(text.left(equals));
}

bool SecretMask::promisesSecret(const QString &name) const
{
    if (m_hasDefaultNames && !mayPromiseSecret(name))
        return false;
    return name != u"PWD"_s && m_names.isValid() && m_names.match(name).hasMatch();
}

} // namespace Pinion
