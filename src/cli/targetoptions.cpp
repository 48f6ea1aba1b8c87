// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/targetoptions.h"

#include "cli/textlayout.h"
#include "cli/waiting.h"
#include "settings/keychain.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool wantsPassword(SignIn signIn)
{
    return signIn == SignIn::Basic || signIn == SignIn::DcosLogin;
}

std::optional<Credentials> fromEnvironment(const Target &target)
{
    if (!wantsPassword(target.signIn)) {
        const QByteArray token = qgetenv("PINION_TOKEN");
        return token.isEmpty() ? std::nullopt : std::optional(Credentials::bearer(token));
    }
    const QByteArray password = qgetenv("PINION_PASSWORD");
    const QString user = qEnvironmentVariable("PINION_USER", target.user);
    if (password.isEmpty() || user.isEmpty())
        return std::nullopt;
    return Credentials::basic(user, password);
}

std::optional<Credentials> fromKeychain(const Target &target, Console &console)
{
    const std::unique_ptr<CredentialStore> store = systemKeychain();
    if (!store)
        return std::nullopt;
    const auto found = resultOf(store->find(target.credentialKey(), std::stop_token()));
    if (found)
        return *found;
    console.complain(u"pinion-cli: "_s + printable(found.error().text()));
    return std::nullopt;
}

std::optional<Credentials> fromKeyboard(const Target &target, Console &console)
{
    if (!console.canAsk())
        return std::nullopt;
    if (!wantsPassword(target.signIn)) {
        const auto token = console.askSecret(u"Token for %1: "_s.arg(target.name));
        return token && !token->isEmpty() ? std::optional(Credentials::bearer(token->toUtf8()))
                                          : std::nullopt;
    }
    QString user = qEnvironmentVariable("PINION_USER", target.user);
    if (user.isEmpty())
        user = console.ask(u"User for %1: "_s.arg(target.name)).value_or(QString());
    const auto password = console.askSecret(u"Password of %1 for %2: "_s.arg(user, target.name));
    if (user.isEmpty() || !password || password->isEmpty())
        return std::nullopt;
    return Credentials::basic(user, password->toUtf8());
}

Result<Credentials> credentialsFor(const Target &target, Console &console)
{
    if (target.signIn == SignIn::None || target.signIn == SignIn::Certificate)
        return Credentials();
    std::optional<Credentials> login = fromEnvironment(target);
    if (!login)
        login = fromKeychain(target, console);
    if (!login)
        login = fromKeyboard(target, console);
    if (login)
        return *login;
    return fail(ErrorKind::Unauthorized, u"There is no login for %1."_s.arg(target.name),
        wantsPassword(target.signIn)
            ? u"Set PINION_USER and PINION_PASSWORD, or sign in once with pinion."_s
            : u"Set PINION_TOKEN, or sign in once with pinion."_s);
}

Result<Target> namedTarget(const Arguments &arguments, const QString &path)
{
    const Result<std::vector<Target>> targets = TargetStore().targets(path);
    if (!targets)
        return fail(ErrorKind::Invalid, targets.error().message, targets.error().hint);
    const QByteArray name = arguments.value("--target");
    if (const Target *target = findTarget(*targets, QString::fromUtf8(name)))
        return *target;
    QList<QByteArray> names;
    for (const Target &target : *targets)
        names.append(target.name.toUtf8());
    const QString known = names.isEmpty()
        ? u"None is known: write one into \"targets\" of a .pinion.json."_s
        : u"There are: %1."_s.arg(QString::fromUtf8(names.join(", ")));
    if (name.isEmpty())
        return fail(ErrorKind::Invalid, u"--target is needed."_s, known);
    return fail(ErrorKind::Invalid,
        u"There is no target \"%1\".%2"_s.arg(QString::fromUtf8(name), didYouMean(name, names)),
        known);
}

} // namespace

QString localTime(const AppVersion &version)
{
    const QDateTime instant = instantOf(version);
    return instant.isValid() ? instant.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : version;
}

Result<OpenTarget> openTarget(Target target, Console &console)
{
    const Result<Credentials> credentials = credentialsFor(target, console);
    if (!credentials)
        return tl::make_unexpected(credentials.error());
    Result<ClusterAccess> access
        = accessTo(target, *credentials, Secret(qgetenv("PINION_KEY_PASSWORD")));
    if (!access)
        return fail(ErrorKind::Invalid, access.error().message, access.error().hint);
    auto cluster = std::make_unique<Cluster>(std::move(*access));
    return OpenTarget{std::move(target), std::move(cluster)};
}

Result<OpenTarget> openTarget(const Arguments &arguments, const QString &path, Console &console)
{
    Result<Target> target = namedTarget(arguments, path.isEmpty() ? QDir::currentPath() : path);
    if (!target)
        return tl::make_unexpected(target.error());
    return openTarget(std::move(*target), console);
}

ExitCode complainOf(const Error &error, Console &console)
{
    console.complain(u"pinion-cli: "_s + printable(error.text()));
    return error.kind == ErrorKind::Invalid ? ExitCode::Usage : ExitCode::Target;
}

ExitCode withTarget(const Arguments &arguments, const QString &path, Console &console,
    const std::function<Result<ExitCode>(OpenTarget &)> &command)
{
    const OnlineScope online;
    Result<OpenTarget> open = openTarget(arguments, path, console);
    if (!open)
        return complainOf(open.error(), console);
    const Result<ExitCode> code = command(*open);
    return code ? *code : complainOf(code.error(), console);
}

} // namespace Pinion
