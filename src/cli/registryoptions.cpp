// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/registryoptions.h"

#include "registry/certificatefolders.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Result<QByteArray> passwordFromInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"Standard input cannot be read."_s);
    QByteArray password = input.readLine();
    while (password.endsWith('\n') || password.endsWith('\r'))
        password.chop(1);
    if (password.isEmpty())
        return fail(ErrorKind::Invalid, u"There is no password on standard input."_s);
    return password;
}

QStringList domainsOf(const QStringList &references)
{
    QStringList domains;
    for (const QString &reference : references) {
        if (const auto image = ImageReference::parse(reference))
            domains.append(image->domain);
    }
    domains.removeDuplicates();
    return domains;
}

Result<void> addLogin(
    RegistryAccess &access, const Arguments &arguments, const QStringList &references)
{
    const QString user = QString::fromUtf8(arguments.value("--user"));
    if (user.isEmpty() != !arguments.has("--password-stdin"))
        return fail(ErrorKind::Invalid, u"--user and --password-stdin go together."_s);
    if (user.isEmpty())
        return {};
    const QStringList domains = domainsOf(references);
    if (domains.size() != 1)
        return fail(ErrorKind::Invalid,
            u"--user is for one registry; these images are in %1."_s.arg(
                domains.isEmpty() ? u"none"_s : domains.join(u", "_s)),
            u"Log in with \"docker login\" instead."_s);
    return passwordFromInput().map([&](const QByteArray &password) {
        access.loginDomain = domains.first();
        access.login = Credentials::basic(user, password);
    });
}

} // namespace

Result<std::unique_ptr<RegistrySource>> openRegistries(
    const Arguments &arguments, const QStringList &references)
{
    RegistryAccess access;
    for (const QByteArray &host : arguments.values("--plain-http"))
        access.plainHttp.append(QString::fromUtf8(host));
    for (const QByteArray &file : arguments.values("--ca"))
        access.caFiles.append(QFile::decodeName(file));
    if (const Result<void> login = addLogin(access, arguments, references); !login)
        return tl::make_unexpected(login.error());
    access.cacheFolder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + "/pinion/registry"_L1;
    access.certificateFolders
        = standardCertificateFolders(QProcessEnvironment::systemEnvironment(), QDir::homePath());
    access.places = LoginPlaces::of(QProcessEnvironment::systemEnvironment(), QDir::homePath());
    return RegistrySource::make(std::move(access));
}

} // namespace Pinion
