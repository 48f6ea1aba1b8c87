// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainstore.h"

/// What settings/keychain.cpp looks for. Null where there can be no keychain.
extern "C" Q_DECL_EXPORT Pinion::CredentialStore *pinionMakeKeychain()
{
    return Pinion::KeychainStore::make().release();
}
