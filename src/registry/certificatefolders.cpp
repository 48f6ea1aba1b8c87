// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/certificatefolders.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Pinion {

QStringList standardCertificateFolders(const QProcessEnvironment &environment, const QString &home)
{
    const QString settings = environment.value(u"XDG_CONFIG_HOME"_s, home + u"/.config"_s);
    return {settings + u"/containers/certs.d"_s, u"/etc/containers/certs.d"_s,
        u"/etc/docker/certs.d"_s};
}

TlsFiles certificatesFor(const QString &domain, const QStringList &folders)
{
    TlsFiles files;
    for (const QString &folder : folders) {
        const QDir place(folder + u'/' + domain);
        // Without a name this would be the folder of all registries.
        if (domain.isEmpty() || !place.exists())
            continue;
        for (const QString &name : place.entryList({u"*.crt"_s}, QDir::Files, QDir::Name))
            files.caCertificates.append(place.filePath(name));
        for (const QString &name : place.entryList({u"*.cert"_s}, QDir::Files, QDir::Name)) {
            const QString key = place.filePath(name.chopped(4) + u"key"_s);
            if (!files.clientCertificate.isEmpty() || !QFile::exists(key))
                continue;
            files.clientCertificate = place.filePath(name);
            files.clientKey = key;
        }
    }
    return files;
}

} // namespace Pinion
