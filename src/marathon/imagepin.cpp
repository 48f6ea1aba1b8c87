// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imagepin.h"

#include "json/jsonstring.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct MediaType
{
    QLatin1StringView name;
    ManifestForm form;
};

constexpr std::array MediaTypes = {
    MediaType{"application/vnd.docker.distribution.manifest.v2+json"_L1, ManifestForm::DockerImage},
    MediaType{
        "application/vnd.docker.distribution.manifest.list.v2+json"_L1, ManifestForm::DockerList},
    MediaType{"application/vnd.oci.image.manifest.v1+json"_L1, ManifestForm::OciImage},
    MediaType{"application/vnd.oci.image.index.v1+json"_L1, ManifestForm::OciIndex},
    MediaType{
        "application/vnd.docker.distribution.manifest.v1+json"_L1, ManifestForm::DockerSchema1},
    MediaType{"application/vnd.docker.distribution.manifest.v1+prettyjws"_L1,
        ManifestForm::DockerSchema1},
};

} // namespace

ManifestForm manifestForm(const QString &mediaType)
{
    const QString name = mediaType.section(u';', 0, 0).trimmed();
    for (const MediaType &type : MediaTypes) {
        if (name == type.name)
            return type.form;
    }
    return name.isEmpty() ? ManifestForm::Unknown : ManifestForm::Other;
}

QString describe(ManifestForm form)
{
    switch (form) {
    case ManifestForm::Unknown:
        return u"a form that is not known"_s;
    case ManifestForm::DockerImage:
        return u"an image of one platform in Docker's format"_s;
    case ManifestForm::DockerList:
        return u"a list of platforms in Docker's format"_s;
    case ManifestForm::OciImage:
        return u"an image of one platform in OCI format"_s;
    case ManifestForm::OciIndex:
        return u"a list of platforms in OCI format"_s;
    case ManifestForm::DockerSchema1:
        return u"an image in Docker's obsolete first format"_s;
    case ManifestForm::Other:
        return u"something that is not an image"_s;
    }
    Q_UNREACHABLE();
}

// Mesos asks for schema 2 and schema 1 only and refuses what comes back with another media type
// (src/uri/fetchers/docker.cpp).
QString mesosProblem(ManifestForm form, bool isByDigest)
{
    switch (form) {
    case ManifestForm::Unknown:
    case ManifestForm::DockerImage:
    case ManifestForm::DockerSchema1:
        return {};
    case ManifestForm::DockerList:
        return isByDigest
            ? u"Mesos' own runtime cannot pull a list of platforms by its digest, only the image "
              "of one platform"_s
            : QString();
    case ManifestForm::OciImage:
    case ManifestForm::OciIndex:
        return u"Mesos' own runtime cannot pull images in OCI format"_s;
    case ManifestForm::Other:
        return u"this is not an image that can run"_s;
    }
    Q_UNREACHABLE();
}

Result<QString> pinnedReference(
    const ImageReference &current, const PinTarget &target, PinMode mode, ImageRuntime runtime)
{
    const bool isByDigest = mode != PinMode::TagOnly;
    if (isByDigest && target.digest.isEmpty())
        return fail(ErrorKind::Invalid,
            u"No digest is known for %1."_s.arg(current.withTag(target.tag)),
            u"Ask the registry, or pin the tag only."_s);
    if (!isByDigest && target.tag.isEmpty())
        return fail(ErrorKind::Invalid, u"%1 has no tag to keep."_s.arg(current.written),
            u"Name a tag, or pin the digest."_s);
    const QString problem
        = runtime == ImageRuntime::Mesos ? mesosProblem(target.form, isByDigest) : QString();
    if (!problem.isEmpty())
        return fail(ErrorKind::Invalid,
            u"%1 is %2: %3."_s.arg(current.withTag(target.tag), describe(target.form), problem),
            u"Choose an image of one platform in Docker's schema 2 format, or run the app with "
            "Docker (\"type\": \"DOCKER\")."_s);
    const QString text = current.withTag(mode == PinMode::DigestOnly ? QString() : target.tag,
        isByDigest ? target.digest : QString());
    return ImageReference::parse(text).map([&text](const ImageReference &) { return text; });
}

Result<TextEdits> pinEdits(const ImagePlace &place, const PinTarget &target, PinMode mode)
{
    return ImageReference::parse(place.reference())
        .and_then([&](const ImageReference &current) {
            return pinnedReference(current, target, mode, place.runtime);
        })
        .map([&place](const QString &text) {
            TextEdits edits;
            if (text != place.reference())
                edits.push_back({place.image.range(), encodeString(text)});
            // Written out rather than removed: the decision stays visible, and a partial update
            // would keep the server's old value of a member that is gone.
            if (place.isForced())
                edits.push_back({place.forcePull.range(), "false"});
            return edits;
        });
}

} // namespace Pinion
