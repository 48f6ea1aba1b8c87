// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/manifestform.h"

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

} // namespace Pinion
