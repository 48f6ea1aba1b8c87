// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imageconfig.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

Result<ImageConfig> parseImageConfig(const QByteArray &bytes, const QDateTime &now)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return fail(ErrorKind::Protocol, u"The image's configuration is not JSON."_s,
            u"Check that the registry, or a proxy before it, answers well."_s);
    const QJsonObject root = document.object();
    const QJsonObject run = root["config"_L1].toObject();
    ImageConfig config;
    config.built = believableBuildDate(root["created"_L1].toString(), now);
    config.platform.os = root["os"_L1].toString();
    config.platform.architecture = root["architecture"_L1].toString();
    config.platform.variant = root["variant"_L1].toString();
    config.exposedPorts = run["ExposedPorts"_L1].toObject().keys();
    config.hasHealthcheck = run["Healthcheck"_L1].isObject();
    const QJsonObject labels = run["Labels"_L1].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        config.labels.insert(label.key(), label.value().toString());
    return config;
}

QByteArray writeImageConfig(const ImageConfig &config)
{
    QJsonObject labels;
    for (auto label = config.labels.begin(); label != config.labels.end(); ++label)
        labels.insert(label.key(), label.value());
    QJsonObject ports;
    for (const QString &port : config.exposedPorts)
        ports.insert(port, QJsonObject());
    QJsonObject run;
    run["Labels"_L1] = labels;
    run["ExposedPorts"_L1] = ports;
    if (config.hasHealthcheck)
        run["Healthcheck"_L1] = QJsonObject();
    QJsonObject root;
    if (config.built.isValid())
        root["created"_L1] = config.built.toString(Qt::ISODateWithMs);
    root["os"_L1] = config.platform.os;
    root["architecture"_L1] = config.platform.architecture;
    root["variant"_L1] = config.platform.variant;
    root["config"_L1] = run;
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

QDateTime believableBuildDate(const QString &text, const QDateTime &now)
{
    // Docker's first release.
    static const QDateTime earliest(QDate(2013, 3, 1), QTime(0, 0), Qt::UTC);
    constexpr qint64 ClockSkew = 24 * 3600;
    // Qt reads three digits of a second's fraction, Go writes nine.
    const QString fraction = text.section(u'.', 1);
    QString plain = text;
    if (!fraction.isEmpty()) {
        qsizetype digits = 0;
        while (digits < fraction.size() && fraction[digits].isDigit())
            ++digits;
        plain = text.section(u'.', 0, 0) + fraction.sliced(digits);
    }
    const QDateTime date = QDateTime::fromString(plain, Qt::ISODate).toUTC();
    return date.isValid() && date >= earliest && date <= now.addSecs(ClockSkew) ? date
                                                                                : QDateTime();
}

QString imageNote(const QString &name, const Manifest &manifest, const ImageConfig &config)
{
    static const QHash<QString, QString> olderNames{{u"revision"_s, u"vcs-ref"_s},
        {u"source"_s, u"vcs-url"_s}, {u"created"_s, u"build-date"_s}, {u"title"_s, u"name"_s}};
    const QString key = u"org.opencontainers.image."_s + name;
    if (manifest.annotations.contains(key))
        return manifest.annotations.value(key);
    if (config.labels.contains(key))
        return config.labels.value(key);
    return config.labels.value(u"org.label-schema."_s + olderNames.value(name, name));
}

} // namespace Pinion
