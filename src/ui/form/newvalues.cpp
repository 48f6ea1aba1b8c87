// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/newvalues.h"

#include "marathon/schema.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::ListWords)
};

QString noun(std::string_view path)
{
    if (path == "/env")
        return Words::tr("variable");
    if (path.ends_with("ortMappings") || path == "/portDefinitions" || path.ends_with("/ports"))
        return Words::tr("port");
    if (path == "/fetch")
        return Words::tr("file");
    if (path == "/uris")
        return Words::tr("address");
    if (path == "/args")
        return Words::tr("argument");
    if (path.ends_with("abels"))
        return Words::tr("label");
    if (path == "/secrets")
        return Words::tr("secret");
    if (path.ends_with("constraints"))
        return Words::tr("rule");
    if (path == "/networks" || path.ends_with("/networkNames"))
        return Words::tr("network");
    if (path.ends_with("arameters"))
        return Words::tr("parameter");
    if (path == "/dependencies")
        return Words::tr("app");
    if (path == "/acceptedResourceRoles")
        return Words::tr("role");
    if (path == "/healthChecks")
        return Words::tr("health check");
    if (path == "/readinessChecks")
        return Words::tr("readiness check");
    if (path.ends_with("olumes"))
        return Words::tr("volume");
    if (path.ends_with("ForReady"))
        return Words::tr("status code");
    return Words::tr("entry");
}

} // namespace

ListWords listWords(const FieldSpec &spec)
{
    const QString what = noun(spec.pointer);
    return {Words::tr("Add %1").arg(what), Words::tr("Remove %1").arg(what),
        Words::tr("Move %1").arg(what), Words::tr("None")};
}

QByteArray newElement(const FieldSpec &spec)
{
    const std::string_view path = spec.pointer;
    if (path.ends_with("ortMappings"))
        return R"({"containerPort":0,"protocol":"tcp"})";
    if (path == "/portDefinitions")
        return R"({"port":0,"protocol":"tcp"})";
    if (path == "/ipAddress/discovery/ports")
        return R"({"number":0,"name":"","protocol":"tcp"})";
    if (path == "/fetch")
        return R"({"uri":""})";
    if (path == "/networks")
        return R"({"mode":"container","name":""})";
    if (path.ends_with("arameters"))
        return R"({"key":"","value":""})";
    if (path == "/secrets")
        return R"({"source":""})";
    if (path == "/healthChecks")
        return R"({"protocol":"MESOS_HTTP","path":"/health","portIndex":0})";
    if (path == "/readinessChecks")
        return R"({"name":"readinessCheck","protocol":"HTTP","path":"/","portName":"http-api"})";
    if (path.ends_with("constraints"))
        return R"(["hostname","UNIQUE"])";
    const FieldSpec *element = fieldByPattern(SchemaRoot::App, std::string(path) + "/*");
    if (element && element->accepts(FieldType::Integer) && !element->accepts(FieldType::String))
        return path.ends_with("ForReady") ? "200" : "0";
    if (element && element->types == FieldTypes(FieldType::Object))
        return "{}";
    return R"("")";
}

QByteArray newName(const FieldSpec &spec)
{
    if (spec.pointer == "/env")
        return "NEW_VARIABLE";
    return "new-" + noun(spec.pointer).toUtf8();
}

bool isOrdered(const FieldSpec &spec)
{
    const std::string_view path = spec.pointer;
    return path == "/args" || path == "/fetch" || path == "/uris" || path == "/ports"
        || path == "/portDefinitions" || path.ends_with("ortMappings")
        || path.ends_with("arameters") || path == "/networks" || path.ends_with("/ports");
}

QList<VolumeTemplate> volumeTemplates()
{
    return {
        {Words::tr("Folder on the node"), R"({"containerPath":"","hostPath":"","mode":"RW"})"},
        {Words::tr("Local persistent"),
            R"({"containerPath":"","mode":"RW","persistent":{"size":1024}})"},
        {Words::tr("External (DVDI)"),
            R"({"containerPath":"","mode":"RW","external":{"name":"","provider":"dvdi","options":{"dvdi/driver":"rexray"}}})"},
        {Words::tr("External (CSI)"),
            R"({"containerPath":"","mode":"RW","external":{"name":"","provider":"csi","options":{"pluginName":"","capability":{"accessType":"mount","accessMode":"SINGLE_NODE_WRITER","fsType":"ext4"}}}})"},
        {Words::tr("Secret file"), R"({"containerPath":"","secret":""})"},
    };
}

} // namespace Pinion
