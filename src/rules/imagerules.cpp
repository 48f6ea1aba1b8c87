// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/imagecheck.h"
#include "rules/imageruntime.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::string_view Digest
    = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api@sha256:)"
      R"(0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"}}})";
constexpr std::string_view Version
    = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:2.7.1"}}})";

constexpr std::array PlatformParameters = {
    RuleParameter{WantedPlatform, R"("linux/amd64")",
        "What the agents run: system and processor, such as linux/arm64."},
};

constexpr std::array Rows = {
    Rule{
        .id = ImageNoTag,
        .severity = Severity::Error,
        .title = "Image without a tag",
        .why = "Docker and Mesos read it as latest. Each agent then runs what it happened to pull "
               "first, and after a crash two instances of one version can differ.",
        .remedy = "Name the version that should run, or its digest.",
        .exception = "A registry's port is not a tag. References with placeholders are not judged.",
        .source = "Marathon and Mesos fetch latest; the most frequent fault in public definitions",
        .failing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api"}}})",
        .passing = Version,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
    Rule{
        .id = ImageLatestTag,
        .severity = Severity::Error,
        .title = "Image tag latest",
        .why = "The tag means another image after each release. A restart can bring code that "
               "nobody deployed, and going back to an older version of the definition does not "
               "bring back the older image.",
        .remedy = "Name the version that should run, or its digest.",
        .exception = "A digest behind the tag decides what runs, whatever the tag says.",
        .source = "mesosphere/marathon#880, #943 and #3936",
        .failing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:latest"}}})",
        .passing = Version,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
    Rule{
        .id = ImageChannelTag,
        .severity = Severity::Warning,
        .title = "Tag of a branch, environment or channel",
        .why = "Tags such as staging, master or stable are moved on purpose, so a restart is a "
               "deployment that nobody ordered.",
        .remedy = "Name the build that the channel points to.",
        .exception = "Repositories that images.immutableRepositories names.",
        .source = "mesosphere/marathon#3955",
        .failing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:stable"}}})",
        .passing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "shop/api:master-4f2a91c"}}})",
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
    Rule{
        .id = ImageFloatingVersion,
        .severity = Severity::Warning,
        .title = "Version that floats",
        .why = "A tag with one or two numbers moves with every patch release. Agents that pulled "
               "on different days run different builds.",
        .remedy = "Name all three numbers of the version.",
        .exception = "Repositories that images.immutableRepositories names; build numbers of three "
                     "or more digits.",
        .source = "The convention of Docker's official images",
        .failing = R"({"id": "/shop/job", "container": {"docker": {"image": "python:3-alpine"}}})",
        .passing
        = R"({"id": "/shop/job", "container": {"docker": {"image": "python:3.12.4-alpine"}}})",
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
    Rule{
        .id = ImageForcePullMutable,
        .severity = Severity::Error,
        .title = "Forced pull of an image that moves",
        .why = "One container dies at night, its replacement pulls a newer image, and the other "
               "instances keep the old one: a deployment that nobody made. And while the registry "
               "does not answer, no instance can restart although the image is on the agent.",
        .remedy = "Pin the image, then turn off forced pull. Turning it off alone is a stop-gap: "
                  "new agents still pull the newest image.",
        .exception = "Channels and floating versions of repositories that "
                     "images.immutableRepositories names.",
        .source = "mesosphere/marathon#880 and #943",
        .failing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "shop/api:latest", "forcePullImage": true}}})",
        .passing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "shop/api:1.8.2", "forcePullImage": false}}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
    Rule{
        .id = ImageTagMoved,
        .severity = Severity::Error,
        .title = "Tag that was overwritten or deleted",
        .why = "The registry serves another image under the tag than before, so instances that "
               "started on different days differ; or it serves none, and the next agent cannot "
               "start the app at all.",
        .remedy = "Pin the digest that ran before, or choose another tag.",
        .exception = "Silent as long as no registry was asked.",
        .source = "mesosphere/marathon#4509: a wrong image pushed over a tag",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .check = checkImages,
    },
    Rule{
        .id = ImageForcePullLeftOn,
        .severity = Severity::Warning,
        .title = "Forced pull of a fixed image",
        .why = "A fixed image gains nothing from a forced pull, but every restart now needs the "
               "registry and counts against its rate limit.",
        .remedy = "Write forcePullImage as false (forcePull in pods).",
        .source = "Docker and Mesos ask the registry before every start when the switch is on",
        .failing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "shop/api:1.8.2", "forcePullImage": true}}})",
        .passing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "shop/api:1.8.2", "forcePullImage": false}}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .check = checkImages,
    },
    Rule{
        .id = ImageTagUnclassified,
        .severity = Severity::Info,
        .title = "Tag that cannot be judged",
        .why = "The tag is a word that does not tell whether it moves.",
        .remedy = "Say so once in .pinion.json: name the repository in "
                  "images.immutableRepositories, or the word in images.extraChannelWords.",
        .exception = "Silent while a registry shows the tag to be stable.",
        .source = "Pinion",
        .failing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:blue"}}})",
        .passing
        = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:build-1057"}}})",
        .confidence = Confidence::Hint,
        .fixKind = FixKind::None,
        .check = checkImages,
    },
    Rule{
        .id = ImageNotDigestPinned,
        .severity = Severity::Info,
        .title = "Image without a digest",
        .why = "That a version tag does not move is a convention; only a digest is enforced by the "
               "registry.",
        .remedy = "Add the digest behind the tag. Registries may clean up digests without a tag, "
                  "and very old Docker versions refuse a tag and a digest together.",
        .exception = "Repositories that images.immutableRepositories names.",
        .source = "docker/cli#3021",
        .failing = Version,
        .passing = Digest,
        .confidence = Confidence::Hint,
        .fixKind = FixKind::Guided,
        .isOnByDefault = false,
        .check = checkImages,
    },
    Rule{
        .id = ImageInvalidReference,
        .severity = Severity::Error,
        .title = "Image that no agent can pull",
        .why = "Marathon only checks that the text is not empty. It accepts the deployment, and "
               "then every task fails to start, with growing delay.",
        .remedy = "Write [registry/]name:tag or [registry/]name@digest, without a scheme.",
        .exception = "References with placeholders are not judged.",
        .source = "The reference grammar of github.com/distribution/reference",
        .failing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "https://registry.example.com/shop/api:2.7.1"}}})",
        .passing = R"({"id": "/shop/api", "container": {"docker": )"
                   R"({"image": "registry.example.com/shop/api:2.7.1"}}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .check = checkImages,
    },
    Rule{
        .id = ImagePlatformMissing,
        .severity = Severity::Error,
        .title = "Image without the agents' platform",
        .why = "The registry has the image for other processors or systems only. The agent pulls "
               "nothing, or something that it cannot execute.",
        .remedy = "Build the image for the agents' platform, or choose a tag that has it.",
        .exception = "Silent as long as no registry was asked.",
        .source = "Image index of the OCI image specification",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::None,
        .parameters = PlatformParameters,
        .check = checkImages,
    },
    Rule{
        .id = ImageMesosFormat,
        .severity = Severity::Error,
        .title = "Image that Mesos' own runtime cannot pull",
        .why = "Apps of type MESOS and pods are pulled by Mesos itself, which knows neither OCI "
               "manifests nor, by digest, lists of platforms. Every task fails to start.",
        .remedy = "Pin the digest of the image for one platform in Docker's schema 2 format, or "
                  "run the app with Docker.",
        .exception = "Silent as long as no registry was asked.",
        .source = "Mesos, src/uri/fetchers/docker.cpp",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .check = checkImages,
    },
    Rule{
        .id = ImageAppcUnsupported,
        .severity = Severity::Error,
        .title = "Image in appc format",
        .why = "Marathon 1.9 removed appc and ignores what it does not know: the container starts "
               "without an image, on the file system of the agent.",
        .remedy = "Use a Docker image.",
        .exception = "Only a hint while the project is set to a Marathon before 1.9.",
        .source = "Marathon's changelog, 1.8 and 1.9",
        .failing = R"({"id": "/shop/api", "container": )"
                   R"({"type": "MESOS", "appc": {"image": "example.com/api"}}})",
        .passing = R"({"id": "/shop/api", "container": )"
                   R"({"type": "MESOS", "docker": {"image": "shop/api:2.7.1"}}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .check = checkImages,
    },
};

} // namespace

std::span<const Rule> imageRules()
{
    return Rows;
}

} // namespace Pinion
