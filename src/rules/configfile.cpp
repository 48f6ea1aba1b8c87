// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configfile.h"

#include "rules/configreader.h"
#include "rules/profiles.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype LargestFile = 1024 * 1024;
constexpr QLatin1StringView ProfilePrefix("pinion:");

tl::unexpected<Error> failAt(const ConfigExtends &entry, const QString &what)
{
    return fail(ErrorKind::Invalid,
        u"%1: %2%3"_s.arg(entry.place, what, what.endsWith(u'?') ? QString() : u"."_s));
}

Result<ConfigFile> profileAsFile(const ConfigExtends &entry)
{
    const QString name = entry.name.sliced(ProfilePrefix.size());
    const Profile *profile = findProfile(name);
    if (!profile)
        return failAt(entry, noSuchProfile(name));
    ConfigFile file;
    file.path = entry.name;
    file.settings = profileSettings(*profile);
    return file;
}

Result<void> readBases(ConfigFile &file, const ConfigReading &reading, QStringList chain)
{
    chain.append(file.path);
    for (const ConfigExtends &entry : file.extends) {
        if (entry.name.startsWith(ProfilePrefix)) {
            Result<ConfigFile> profile = profileAsFile(entry);
            if (!profile)
                return tl::make_unexpected(profile.error());
            file.bases.push_back(std::move(*profile));
            continue;
        }
        const QDir folder = QFileInfo(file.path).dir();
        const QString path = QDir::cleanPath(folder.filePath(entry.name));
        if (chain.contains(path))
            return failAt(entry, u"\"%1\" extends itself in a circle"_s.arg(entry.name));
        const Result<QByteArray> bytes = reading(path);
        if (!bytes)
            return failAt(
                entry, u"\"%1\" cannot be read: %2"_s.arg(entry.name, bytes.error().message));
        Result<ConfigFile> base = ConfigFile::parse(*bytes, path);
        if (!base)
            return tl::make_unexpected(base.error());
        if (const Result<void> deeper = readBases(*base, reading, chain); !deeper)
            return deeper;
        file.bases.push_back(std::move(*base));
    }
    return {};
}

} // namespace

Result<ConfigFile> ConfigFile::parse(const QByteArray &bytes, const QString &path)
{
    const QString fileName = QFileInfo(path).fileName();
    const QString shown = fileName.isEmpty() ? u".pinion.json"_s : fileName;
    if (bytes.size() > LargestFile) {
        return fail(ErrorKind::Invalid,
            u"%1 is larger than 1 MiB, so it is no configuration."_s.arg(shown));
    }
    const JsonTree tree = JsonTree::parse(bytes);
    return ConfigReader(tree, path, shown).read();
}

Result<void> readBases(ConfigFile &file, const ConfigReading &reading)
{
    return readBases(file, reading, {});
}

} // namespace Pinion
