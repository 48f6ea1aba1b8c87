// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr std::string_view Executors[] = {"", "//cmd"};

constexpr FieldSpec IdentityRows[] = {
    {
        .pointer = "/id",
        .types = String,
        .label = "App ID",
        .help = "The app's path, as in /shop/web; the parts before the last slash are its groups. "
                "It cannot be changed later: another id is another app.",
        .minimumLength = 1,
        .pattern = PathIdPattern,
        .isRequired = true,
        .section = Section::Labels,
        .tier = Tier::Essential,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
};

constexpr FieldSpec CommandRows[] = {
    {
        .pointer = "/cmd",
        .types = String,
        .label = "Shell command",
        .help = "Run by /bin/sh -c. Give either this or arguments, or neither when the image has a "
                "command of its own. A single character is refused.",
        .minimumLength = 1,
        .section = Section::Command,
        .tier = Tier::Essential,
        .presentation = Presentation::Multiline,
        .source = "app.raml, AppValidation",
    },
    {
        .pointer = "/args",
        .types = Array,
        .label = "Arguments (no shell)",
        .help = "Program and arguments without a shell, or the arguments of the image's entry "
                "point. Not together with a shell command.",
        .section = Section::Command,
        .presentation = Presentation::StringList,
        .source = AppSource,
    },
    {
        .pointer = "/args/*",
        .types = String,
        .label = "Argument",
        .help = "One argument, passed on as it is.",
        .section = Section::Command,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/fetch",
        .types = Array,
        .label = "Files to download",
        .help = "Files each instance downloads into its sandbox before it starts.",
        .defaultLiteral = "[]",
        .since = {0, 15},
        .section = Section::Command,
        .presentation = Presentation::Table,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*",
        .types = Object,
        .label = "File to download",
        .help = "One file and what to do with it.",
        .since = {0, 15},
        .section = Section::Command,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*/uri",
        .types = String,
        .label = "URI",
        .help = "Where the file is: http, https, ftp, hdfs, s3 or a path on the agent, as its "
                "fetcher allows.",
        .minimumLength = 1,
        .maximumLength = 1024,
        .isRequired = true,
        .since = {0, 15},
        .section = Section::Command,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*/extract",
        .types = Boolean,
        .label = "Extract",
        .help = "Unpacks a known archive after the download.",
        .defaultLiteral = "true",
        .since = {0, 15},
        .section = Section::Command,
        .presentation = Presentation::Toggle,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*/executable",
        .types = Boolean,
        .label = "Executable",
        .help = "Makes the file executable. An archive is then not extracted.",
        .defaultLiteral = "false",
        .since = {0, 15},
        .section = Section::Command,
        .presentation = Presentation::Toggle,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*/cache",
        .types = Boolean,
        .label = "Cache",
        .help = "Keeps the file on the agent for later starts. A file that changes under the same "
                "address is then not noticed.",
        .defaultLiteral = "false",
        .since = {0, 15},
        .section = Section::Command,
        .presentation = Presentation::Toggle,
        .source = AppSource,
    },
    {
        .pointer = "/fetch/*/destPath",
        .types = String,
        .label = "Save as",
        .help = "Name or relative path inside the sandbox; by default the last part of the URI.",
        .minimumLength = 1,
        .maximumLength = 1024,
        .since = {1, 4},
        .section = Section::Command,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/uris",
        .types = Array,
        .label = "Files to download (old style)",
        .help = "Addresses only; archives are extracted by their name. Converted to fetch.",
        .deprecated = {0, 15},
        .status = FieldStatus::Legacy,
        .replacement = "/fetch",
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::StringList,
        .source = AppSource,
    },
    {
        .pointer = "/uris/*",
        .types = String,
        .label = "URI (old style)",
        .help = "Address of one file; must be a well-formed URI.",
        .deprecated = {0, 15},
        .status = FieldStatus::Legacy,
        .replacement = "/fetch/*/uri",
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/storeUrls",
        .types = Array,
        .label = "Artifact store (old style)",
        .help = "Files that Marathon 1.4 and older copied to their own store. Ignored since 1.5.",
        .deprecated = {1, 5},
        .status = FieldStatus::Legacy,
        .replacement = "/fetch",
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::StringList,
        .source = "app definition up to 1.4",
    },
    {
        .pointer = "/storeUrls/*",
        .types = String,
        .label = "Artifact address (old style)",
        .help = "Address of one file.",
        .deprecated = {1, 5},
        .status = FieldStatus::Legacy,
        .replacement = "/fetch/*/uri",
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::Text,
        .source = "app definition up to 1.4",
    },
    {
        .pointer = "/user",
        .types = String,
        .label = "Run as user",
        .help
        = "User on the agent that owns the process; by default the user Marathon registered with.",
        .section = Section::Command,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/taskKillGracePeriodSeconds",
        .types = Integer,
        .label = "Time to stop",
        .help = "How long an instance may take to stop: SIGTERM first, SIGKILL after this time. "
                "Left out, the agent's setting counts.",
        .unit = "s",
        .minimum = 0,
        .since = {1, 3},
        .section = Section::Command,
        .presentation = Presentation::Quantity,
        .source = "app.raml since 1.3.0",
    },
    {
        .pointer = "/executor",
        .types = String,
        .label = "Executor",
        .help = "Which Mesos executor starts the command: empty for the server's default, //cmd "
                "for the built-in one, or the path of another.",
        .defaultLiteral = "\"\"",
        .values = Executors,
        .pattern = "//cmd|(?:/?[^/]++(?:/[^/]++)*+)|",
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::OpenChoice,
        .source = AppSource,
    },
    {
        .pointer = "/tty",
        .types = Boolean,
        .label = "Allocate a terminal",
        .help = "Gives the process a pseudo terminal, for programs that insist on one.",
        .since = {1, 5},
        .section = Section::Command,
        .tier = Tier::More,
        .presentation = Presentation::Toggle,
        .source = AppSource,
    },
};

constexpr FieldSpec EnvironmentRows[] = {
    {
        .pointer = "/env",
        .types = Object,
        .label = "Variables",
        .help
        = "Environment of the process. Values are text: numbers and true or false need quotes.",
        .defaultLiteral = "{}",
        .section = Section::Environment,
        .tier = Tier::Essential,
        .presentation = Presentation::Map,
        .source = AppSource,
    },
    {
        .pointer = "/env/*",
        .types = String | Object,
        .label = "Variable",
        .help
        = "The variable's text, or {\"secret\": name} to take it from the secrets of this app.",
        .section = Section::Environment,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/env/*/secret",
        .types = String,
        .label = "Secret",
        .help = "Name of an entry under secrets, whose content becomes the value. Needs the server "
                "feature \"secrets\".",
        .isRequired = true,
        .since = {1, 3},
        .section = Section::Environment,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/secrets",
        .types = Object,
        .label = "Secrets used",
        .help = "Gives names to entries of the secret store, for variables, files and registry "
                "logins. Needs the server feature \"secrets\".",
        .defaultLiteral = "{}",
        .since = {1, 3},
        .section = Section::Environment,
        .presentation = Presentation::Map,
        .source = AppSource,
    },
    {
        .pointer = "/secrets/*",
        .types = Object,
        .label = "Secret",
        .help = "One secret under the name by which this app calls it.",
        .since = {1, 3},
        .section = Section::Environment,
        .source = AppSource,
    },
    {
        .pointer = "/secrets/*/source",
        .types = String,
        .label = "Source",
        .help = "Path of the entry in the secret store.",
        .minimumLength = 1,
        .isRequired = true,
        .since = {1, 3},
        .section = Section::Environment,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
};

constexpr FieldSpec LabelRows[] = {
    {
        .pointer = "/labels",
        .types = Object,
        .label = "Labels",
        .help
        = "Data for load balancers and other programs. Changing one restarts every instance. "
          "MARATHON_SINGLE_INSTANCE_APP and a few DCOS_ labels change what the server allows.",
        .defaultLiteral = "{}",
        .since = {0, 8},
        .section = Section::Labels,
        .presentation = Presentation::Map,
        .source = AppSource,
    },
    {
        .pointer = "/labels/*",
        .types = String,
        .label = "Label",
        .help = "The label's text; numbers and true or false need quotes.",
        .since = {0, 8},
        .section = Section::Labels,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
};

} // namespace

std::span<const FieldSpec> identity()
{
    return IdentityRows;
}

std::span<const FieldSpec> command()
{
    return CommandRows;
}

std::span<const FieldSpec> environment()
{
    return EnvironmentRows;
}

std::span<const FieldSpec> labels()
{
    return LabelRows;
}

} // namespace Pinion::SchemaTables
