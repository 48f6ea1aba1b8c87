// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"

#include <QObject>
#include <QSettings>

namespace Pinion {

/// What the user says about one registry. Never a secret: passwords are in the LoginStore.
struct RegistryPreference
{
    QString domain; ///< as in an image reference: "registry.example.com:5000"
    QString caFile = {}; ///< PEM, trusted for this registry besides the system's
    QString clientCertificate = {};
    QString clientKey = {};
    PlainHttp plainHttp = PlainHttp::Never;
    QString user = {}; ///< of Pinion's own login; empty: as Docker is signed in, or not at all
    bool hasFixedTags = false; ///< the user knows that its tags cannot be overwritten

    friend bool operator==(const RegistryPreference &, const RegistryPreference &) = default;
};

/// The registries that the user has said something about, and which images may be looked up without
/// being asked for each time. Kept in the user's settings file; changes apply at once.
class RegistryPreferences : public QObject
{
    Q_OBJECT

public:
    explicit RegistryPreferences(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] QStringList domains() const; ///< sorted
    [[nodiscard]] bool contains(const QString &domain) const;
    /// The defaults for a registry that nothing was said about.
    [[nodiscard]] RegistryPreference find(const QString &domain) const;
    void set(const RegistryPreference &preference);
    void remove(const QString &domain);

    /// Images of open documents are looked up by themselves; off unless the user wants it.
    [[nodiscard]] bool looksUpAll() const;
    void setLooksUpAll(bool on);
    /// The repositories, as "domain/path", for which the user wants it.
    [[nodiscard]] QStringList lookedUp() const;
    [[nodiscard]] bool isLookedUp(const QString &repository) const;
    void setLookedUp(const QString &repository, bool on);

    void restoreDefaults();

signals:
    void registryChanged(const QString &domain);
    void lookUpChanged();

private:
    QSettings m_settings;
};

} // namespace Pinion
