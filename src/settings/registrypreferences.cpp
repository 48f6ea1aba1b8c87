// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/registrypreferences.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView Group{"registries"};
constexpr QLatin1StringView LookUpAllKey{"images/lookUpAll"};
constexpr QLatin1StringView LookedUpKey{"images/lookUp"};

/// The words for PlainHttp in the file, in the order of the enumeration.
constexpr std::array PlainHttpWords{"never"_L1, "allowed"_L1, "allowed-with-login"_L1};

QString keyOf(const QString &domain, QLatin1StringView name)
{
    return Group + u'/' + domain + u'/' + name;
}

PlainHttp plainHttpOf(const QString &word)
{
    const auto found = std::find(PlainHttpWords.begin(), PlainHttpWords.end(), word);
    return found == PlainHttpWords.end() ? PlainHttp::Never
                                         : PlainHttp(found - PlainHttpWords.begin());
}

} // namespace

RegistryPreferences::RegistryPreferences(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(file, QSettings::IniFormat)
{ }

QStringList RegistryPreferences::domains() const
{
    // QSettings moves along groups as part of its state.
    QStringList domains;
    for (const QString &key : m_settings.allKeys()) {
        if (key.startsWith(Group + u'/'))
            domains.append(key.section(u'/', 1, 1));
    }
    domains.sort();
    domains.removeDuplicates();
    return domains;
}

bool RegistryPreferences::contains(const QString &domain) const
{
    return domains().contains(domain);
}

RegistryPreference RegistryPreferences::find(const QString &domain) const
{
    const auto text
        = [&](QLatin1StringView name) { return m_settings.value(keyOf(domain, name)).toString(); };
    RegistryPreference preference{domain};
    preference.caFile = text("caFile"_L1);
    preference.clientCertificate = text("clientCertificate"_L1);
    preference.clientKey = text("clientKey"_L1);
    preference.plainHttp = plainHttpOf(text("plainHttp"_L1));
    preference.user = text("user"_L1);
    preference.hasFixedTags = m_settings.value(keyOf(domain, "fixedTags"_L1)).toBool();
    return preference;
}

void RegistryPreferences::set(const RegistryPreference &preference)
{
    const QString &domain = preference.domain;
    if (domain.isEmpty() || (contains(domain) && find(domain) == preference))
        return;
    m_settings.setValue(keyOf(domain, "caFile"_L1), preference.caFile);
    m_settings.setValue(keyOf(domain, "clientCertificate"_L1), preference.clientCertificate);
    m_settings.setValue(keyOf(domain, "clientKey"_L1), preference.clientKey);
    m_settings.setValue(
        keyOf(domain, "plainHttp"_L1), QString(PlainHttpWords[size_t(preference.plainHttp)]));
    m_settings.setValue(keyOf(domain, "user"_L1), preference.user);
    m_settings.setValue(keyOf(domain, "fixedTags"_L1), preference.hasFixedTags);
    emit registryChanged(domain);
}

void RegistryPreferences::remove(const QString &domain)
{
    if (!contains(domain))
        return;
    m_settings.remove(Group + u'/' + domain);
    emit registryChanged(domain);
}

bool RegistryPreferences::looksUpAll() const
{
    return m_settings.value(LookUpAllKey, false).toBool();
}

void RegistryPreferences::setLooksUpAll(bool on)
{
    if (looksUpAll() == on)
        return;
    m_settings.setValue(LookUpAllKey, on);
    emit lookUpChanged();
}

QStringList RegistryPreferences::lookedUp() const
{
    return m_settings.value(LookedUpKey).toStringList();
}

bool RegistryPreferences::isLookedUp(const QString &repository) const
{
    return looksUpAll() || lookedUp().contains(repository);
}

void RegistryPreferences::setLookedUp(const QString &repository, bool on)
{
    QStringList all = lookedUp();
    if (all.contains(repository) == on)
        return;
    if (on)
        all.append(repository);
    else
        all.removeAll(repository);
    all.sort();
    m_settings.setValue(LookedUpKey, all);
    emit lookUpChanged();
}

void RegistryPreferences::restoreDefaults()
{
    const QStringList known = domains();
    m_settings.remove(Group);
    m_settings.remove(LookUpAllKey);
    m_settings.remove(LookedUpKey);
    for (const QString &domain : known)
        emit registryChanged(domain);
    emit lookUpChanged();
}

} // namespace Pinion

#include "moc_registrypreferences.cpp"
