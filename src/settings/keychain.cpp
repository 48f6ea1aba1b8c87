// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/keychain.h"

#include "net/redaction.h"

#include <QCoreApplication>
#include <QLibrary>

using namespace Qt::StringLiterals;

namespace Pinion {

std::unique_ptr<CredentialStore> systemKeychain(const QString &folder)
{
    // Never unloaded: what it hands out lives in its code.
    QLibrary module(folder + u"/pinion-keychain"_s);
    using MakeKeychain = CredentialStore *(*)();
    const auto make = reinterpret_cast<MakeKeychain>(module.resolve("pinionMakeKeychain"));
    if (!make) {
        qCInfo(lcNet).noquote() << "no keychain:" << module.errorString();
        return nullptr;
    }
    return std::unique_ptr<CredentialStore>(make());
}

std::unique_ptr<CredentialStore> systemKeychain()
{
    return systemKeychain(
        QCoreApplication::applicationDirPath() + u"/../"_s + QStringLiteral(PINION_MODULE_FOLDER));
}

} // namespace Pinion
