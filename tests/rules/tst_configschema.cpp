// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "rules/configschema.h"
#include "rules/settings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class ConfigSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void settingsAreWhole();
    void namesEverySetting();
    void fileIsCurrent();
};

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

} // namespace

void ConfigSchemaTest::settingsAreWhole()
{
    QStringList keys;
    for (const SettingSpec &spec : settingSpecs()) {
        const QString key = text(spec.key);
        QVERIFY2(!keys.contains(key), qPrintable(key));
        keys.append(key);
        QCOMPARE(findSetting(key), &spec);
        QVERIFY2(spec.apply && spec.help.ends_with('.'), qPrintable(key));
        if (spec.defaultLiteral.empty())
            continue;
        // A default is accepted where it would be written.
        const QByteArray member = "{\"" + key.section(u'.', -1).toUtf8() + "\": "
            + QByteArray(spec.defaultLiteral.data(), qsizetype(spec.defaultLiteral.size())) + '}';
        const JsonTree tree = JsonTree::parse(member);
        QVERIFY2(tree.isValid(), qPrintable(key));
        const auto problem = valueProblem(spec, tree.root().firstChild());
        QVERIFY2(!problem, problem ? qPrintable(problem->text) : "");
    }
}

void ConfigSchemaTest::namesEverySetting()
{
    const QJsonObject schema = QJsonDocument::fromJson(configSchema()).object();
    for (const SettingSpec &spec : settingSpecs()) {
        QJsonObject place = schema;
        for (const QString &step : text(spec.key).split(u'.'))
            place = place[u"properties"_s].toObject()[step].toObject();
        QCOMPARE(place[u"description"_s].toString(), text(spec.help));
    }
}

void ConfigSchemaTest::fileIsCurrent()
{
    const QString path = QStringLiteral(PINION_SOURCE_DIR "/resources/pinion-config.schema.json");
    if (qEnvironmentVariableIsSet("PINION_UPDATE"))
        QVERIFY(writeFile(path, configSchema()));
    const Result<QByteArray> file = readFile(path);
    QVERIFY(file);
    QVERIFY2(*file == configSchema(),
        "resources/pinion-config.schema.json is stale; run this test with PINION_UPDATE=1 to "
        "write it anew");
}

QTEST_APPLESS_MAIN(ConfigSchemaTest)
#include "tst_configschema.moc"
