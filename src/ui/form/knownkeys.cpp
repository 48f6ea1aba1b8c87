// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/knownkeys.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::KnownKeys)
};

enum class Place { AppLabels, PortLabels, DockerParameters, None };

struct KnownKey
{
    Place place;
    const char *key;
    const char *note;
};

// Sources: marathon-lb (Longhelp.md), Traefik 1.7 and 2 (Marathon provider), DC/OS Admin Router and
// Minuteman, Marathon (docs/labels); for docker, `docker run --help` of 20.10.
constexpr KnownKey Table[] = {
    {Place::AppLabels, "HAPROXY_GROUP", QT_TR_NOOP("marathon-lb instances that serve the app")},
    {Place::AppLabels, "HAPROXY_DEPLOYMENT_GROUP",
        QT_TR_NOOP("Name that blue and green of one app share")},
    {Place::AppLabels, "HAPROXY_DEPLOYMENT_ALT_PORT",
        QT_TR_NOOP("Service port while blue and green run side by side")},
    {Place::AppLabels, "HAPROXY_DEPLOYMENT_COLOUR", QT_TR_NOOP("blue or green")},
    {Place::AppLabels, "HAPROXY_0_GROUP", QT_TR_NOOP("As HAPROXY_GROUP, for the first port")},
    {Place::AppLabels, "HAPROXY_0_ENABLED", QT_TR_NOOP("false leaves the first port out")},
    {Place::AppLabels, "HAPROXY_0_VHOST", QT_TR_NOOP("Host names, separated by commas")},
    {Place::AppLabels, "HAPROXY_0_PATH", QT_TR_NOOP("Path prefix the first port serves")},
    {Place::AppLabels, "HAPROXY_0_PORT",
        QT_TR_NOOP("Port to listen on, instead of the service port")},
    {Place::AppLabels, "HAPROXY_0_MODE", QT_TR_NOOP("http or tcp")},
    {Place::AppLabels, "HAPROXY_0_BALANCE", QT_TR_NOOP("roundrobin, leastconn, source …")},
    {Place::AppLabels, "HAPROXY_0_STICKY", QT_TR_NOOP("true keeps a client on its instance")},
    {Place::AppLabels, "HAPROXY_0_REDIRECT_TO_HTTPS", QT_TR_NOOP("true sends HTTP over to HTTPS")},
    {Place::AppLabels, "HAPROXY_0_USE_HSTS", QT_TR_NOOP("true tells browsers to stay with HTTPS")},
    {Place::AppLabels, "HAPROXY_0_SSL_CERT", QT_TR_NOOP("Certificate file in marathon-lb")},
    {Place::AppLabels, "HAPROXY_0_BIND_ADDR", QT_TR_NOOP("Address to listen on")},
    {Place::AppLabels, "HAPROXY_0_BIND_OPTIONS", QT_TR_NOOP("More words for HAProxy's bind line")},
    {Place::AppLabels, "HAPROXY_0_AUTH", QT_TR_NOOP("realm:user:encrypted password")},
    {Place::AppLabels, "HAPROXY_0_HTTP_BACKEND_PROXYPASS_PATH",
        QT_TR_NOOP("Path put in front before the app sees a request")},
    {Place::AppLabels, "HAPROXY_0_HTTP_BACKEND_REVPROXY_PATH",
        QT_TR_NOOP("Path put in front of redirects of the app")},
    {Place::AppLabels, "HAPROXY_0_BACKEND_WEIGHT", QT_TR_NOOP("Order of path rules; high first")},
    {Place::AppLabels, "traefik.enable", QT_TR_NOOP("false leaves the app out")},
    {Place::AppLabels, "traefik.tags", QT_TR_NOOP("Tags to choose apps by (1.x)")},
    {Place::AppLabels, "traefik.port", QT_TR_NOOP("Port to send requests to (1.x)")},
    {Place::AppLabels, "traefik.portIndex", QT_TR_NOOP("Place of the port in the list (1.x)")},
    {Place::AppLabels, "traefik.protocol", QT_TR_NOOP("http or https towards the app (1.x)")},
    {Place::AppLabels, "traefik.weight", QT_TR_NOOP("Share of requests (1.x)")},
    {Place::AppLabels, "traefik.backend", QT_TR_NOOP("Name of the backend (1.x)")},
    {Place::AppLabels, "traefik.backend.healthcheck.path", QT_TR_NOOP("What to ask for (1.x)")},
    {Place::AppLabels, "traefik.backend.loadbalancer.method", QT_TR_NOOP("wrr or drr (1.x)")},
    {Place::AppLabels, "traefik.backend.loadbalancer.stickiness",
        QT_TR_NOOP("true keeps a client on its instance (1.x)")},
    {Place::AppLabels, "traefik.frontend.rule", QT_TR_NOOP("Host:shop.example;PathPrefix:/ (1.x)")},
    {Place::AppLabels, "traefik.frontend.entryPoints", QT_TR_NOOP("http,https (1.x)")},
    {Place::AppLabels, "traefik.frontend.passHostHeader", QT_TR_NOOP("true or false (1.x)")},
    {Place::AppLabels, "traefik.frontend.priority", QT_TR_NOOP("Order of rules; high first (1.x)")},
    {Place::AppLabels, "traefik.http.routers.app.rule", QT_TR_NOOP("Host(`shop.example`) (2.x)")},
    {Place::AppLabels, "traefik.http.routers.app.entrypoints", QT_TR_NOOP("web, websecure (2.x)")},
    {Place::AppLabels, "traefik.http.routers.app.tls", QT_TR_NOOP("true for HTTPS (2.x)")},
    {Place::AppLabels, "traefik.http.services.app.loadbalancer.server.port",
        QT_TR_NOOP("Port to send requests to (2.x)")},
    {Place::AppLabels, "DCOS_SERVICE_NAME", QT_TR_NOOP("Name below /service/ of Admin Router")},
    {Place::AppLabels, "DCOS_SERVICE_SCHEME", QT_TR_NOOP("http or https, for Admin Router")},
    {Place::AppLabels, "DCOS_SERVICE_PORT_INDEX",
        QT_TR_NOOP("Place of the port, for Admin Router")},
    {Place::AppLabels, "DCOS_PACKAGE_NAME", QT_TR_NOOP("Package that the app was made from")},
    {Place::AppLabels, "DCOS_PACKAGE_VERSION", QT_TR_NOOP("Version of that package")},
    {Place::AppLabels, "MARATHON_SINGLE_INSTANCE_APP",
        QT_TR_NOOP("true: the API refuses more than one instance")},
    {Place::PortLabels, "VIP_0", QT_TR_NOOP("Load-balanced address, such as /orders:80")},
    {Place::PortLabels, "VIP_1", QT_TR_NOOP("A second load-balanced address")},
    {Place::DockerParameters, "add-host", QT_TR_NOOP("host:address for /etc/hosts")},
    {Place::DockerParameters, "cap-add", QT_TR_NOOP("A Linux capability to add")},
    {Place::DockerParameters, "cap-drop", QT_TR_NOOP("A Linux capability to take away")},
    {Place::DockerParameters, "cpu-shares", QT_TR_NOOP("Relative weight of CPU time")},
    {Place::DockerParameters, "device", QT_TR_NOOP("A device of the node")},
    {Place::DockerParameters, "dns", QT_TR_NOOP("Address of a name server")},
    {Place::DockerParameters, "dns-search", QT_TR_NOOP("A domain to search in")},
    {Place::DockerParameters, "entrypoint", QT_TR_NOOP("Replaces the image's entry point")},
    {Place::DockerParameters, "env", QT_TR_NOOP("NAME=value; env of the app is the usual place")},
    {Place::DockerParameters, "group-add", QT_TR_NOOP("One more group for the user")},
    {Place::DockerParameters, "hostname", QT_TR_NOOP("Host name inside the container")},
    {Place::DockerParameters, "init", QT_TR_NOOP("true: a small init forwards signals")},
    {Place::DockerParameters, "ipc", QT_TR_NOOP("IPC namespace, such as host")},
    {Place::DockerParameters, "label", QT_TR_NOOP("name=value on the container")},
    {Place::DockerParameters, "log-driver", QT_TR_NOOP("json-file, journald, syslog …")},
    {Place::DockerParameters, "log-opt", QT_TR_NOOP("An option of the log driver: max-size=10m")},
    {Place::DockerParameters, "memory-swap", QT_TR_NOOP("Memory and swap together; -1 no limit")},
    {Place::DockerParameters, "network-alias", QT_TR_NOOP("One more name on the network")},
    {Place::DockerParameters, "oom-score-adj", QT_TR_NOOP("-1000 to 1000; high is killed first")},
    {Place::DockerParameters, "pid", QT_TR_NOOP("PID namespace, such as host")},
    {Place::DockerParameters, "pids-limit", QT_TR_NOOP("Most processes")},
    {Place::DockerParameters, "read-only", QT_TR_NOOP("true: the image cannot be written to")},
    {Place::DockerParameters, "security-opt", QT_TR_NOOP("no-new-privileges, seccomp=…")},
    {Place::DockerParameters, "shm-size", QT_TR_NOOP("Size of /dev/shm, such as 256m")},
    {Place::DockerParameters, "stop-signal", QT_TR_NOOP("Signal instead of SIGTERM")},
    {Place::DockerParameters, "sysctl", QT_TR_NOOP("name=value of the kernel")},
    {Place::DockerParameters, "tmpfs", QT_TR_NOOP("A folder in memory")},
    {Place::DockerParameters, "ulimit", QT_TR_NOOP("nofile=65536:65536")},
    {Place::DockerParameters, "user", QT_TR_NOOP("User, or user:group")},
    {Place::DockerParameters, "volume",
        QT_TR_NOOP("from:to; volumes of the app is the usual place")},
    {Place::DockerParameters, "workdir", QT_TR_NOOP("Working folder")},
};

Place placeOf(std::string_view pattern)
{
    if (pattern == "/labels")
        return Place::AppLabels;
    const bool isPort
        = pattern.find("ortMappings/") != pattern.npos || pattern.starts_with("/portDefinitions/");
    if (isPort && pattern.ends_with("/labels"))
        return Place::PortLabels;
    return pattern == "/container/docker/parameters" ? Place::DockerParameters : Place::None;
}

} // namespace

QList<Suggestion> knownKeys(std::string_view listPattern)
{
    const Place place = placeOf(listPattern);
    QList<Suggestion> keys;
    for (const KnownKey &known : Table) {
        if (known.place == place)
            keys.append({QString::fromLatin1(known.key), Words::tr(known.note)});
    }
    return keys;
}

} // namespace Pinion
