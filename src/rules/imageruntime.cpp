// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/imageruntime.h"

#include "json/jsonstring.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// "linux/arm64/v8" runs where linux/arm64 is wanted.
bool suits(const QString &platform, const QString &wanted)
{
    return platform == wanted || platform.startsWith(wanted + u'/');
}

Finding platformFinding(const ImageCase &image, const QString &wanted)
{
    return makeFinding(ImagePlatformMissing, image.node,
        u"The image has no %1, only %2; agents cannot run it."_s.arg(
            wanted, image.facts.platforms.join(u", "_s)));
}

/// The same image as a manifest that Mesos can pull by its digest.
std::optional<Fix> pinPlatform(const ImageCase &image)
{
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    const ImageFacts &facts = image.facts;
    if (!reference || facts.platformDigest.isEmpty()
        || facts.platformForm != ManifestForm::DockerImage) {
        return {};
    }
    return Fix{u"Pin the image for one platform"_s, true,
        {{image.node.range(),
            encodeString(reference->withTag(reference->tag, facts.platformDigest))}},
        {}};
}

std::optional<Finding> mesosFinding(const ImageCase &image)
{
    if (image.runtime != ImageRuntime::Mesos)
        return {};
    const bool isByDigest = image.text.contains(u'@');
    const QString problem = mesosProblem(image.facts.form, isByDigest);
    if (problem.isEmpty())
        return {};
    Finding finding = makeFinding(ImageMesosFormat, image.node, problem + u"; no task starts."_s);
    if (std::optional<Fix> fix = pinPlatform(image))
        finding.fixes.push_back(*std::move(fix));
    return finding;
}

} // namespace

QString wantedPlatform(const RuleParameters &parameters)
{
    const QJsonObject own = parameters.own.value(QLatin1StringView(ImagePlatformMissing.data()));
    return own.value(QLatin1StringView(WantedPlatform.data())).toString(u"linux/amd64"_s);
}

Findings runtimeFindings(const ImageCase &image, const RuleContext &context)
{
    Findings findings;
    if (image.isAppc)
        return findings;
    const QString wanted = wantedPlatform(context.parameters);
    const QStringList &platforms = image.facts.platforms;
    const bool isSuited = std::any_of(platforms.begin(), platforms.end(),
        [&wanted](const QString &platform) { return suits(platform, wanted); });
    if (!platforms.isEmpty() && !isSuited)
        findings.push_back(platformFinding(image, wanted));
    else if (std::optional<Finding> finding = mesosFinding(image))
        findings.push_back(*std::move(finding));
    return findings;
}

} // namespace Pinion
