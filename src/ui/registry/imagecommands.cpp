// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/imagecommands.h"

#include "inspect/pintarget.h"
#include "rules/imageruntime.h"
#include "ui/registry/tagtexts.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QMainWindow>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

namespace {

/// How far two places go together.
qsizetype commonDepth(const JsonPointer &a, const JsonPointer &b)
{
    const auto [end, other] = std::ranges::mismatch(a.tokens(), b.tokens());
    return end - a.tokens().begin();
}

std::optional<ImagePlace> nearestPlace(const Definitions &definitions, const JsonPointer &at)
{
    std::optional<ImagePlace> nearest;
    qsizetype depth = -1;
    for (const ImagePlace &place : imagePlaces(definitions)) {
        const qsizetype common = commonDepth(place.image.pointer(), at);
        if (common <= depth)
            continue;
        depth = common;
        nearest = place;
    }
    return nearest;
}

/// Files of one project are to look alike.
QString projectOf(const DocumentView &view)
{
    const QString config = view.analysis().config().path;
    return config.isEmpty() ? QFileInfo(view.document().path()).absolutePath() : config;
}

QString shortName(const QString &reference)
{
    const Result<ImageReference> image = ImageReference::parse(reference);
    return image ? image->withTag(image->tag) : reference;
}

} // namespace

ImageCommands::ImageCommands(Shell shell, Registries &registries, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_registries(registries)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_shell.bar.showMessage({Message::Kind::Info,
            tr("Asking the registry what %1 means now…").arg(shortName(m_pinning)),
            {{tr("Cancel"),
                [this] {
                    m_scope.cancel();
                    m_pinning.clear();
                    m_shell.bar.clear();
                }}},
            false});
    });
}

std::optional<ImageCommands::Spot> ImageCommands::spotAt(
    DocumentView *view, const JsonPointer &at) const
{
    if (!view || !view->document().isValid())
        return {};
    const auto snapshot = view->document().snapshot();
    const std::optional<ImagePlace> place = nearestPlace(snapshot->definitions, at);
    if (!place)
        return {};
    return Spot{
        view, place->image.pointer(), place->reference(), place->runtime, place->isForced()};
}

std::optional<ImageCommands::Spot> ImageCommands::currentSpot() const
{
    DocumentView *view = m_shell.tabs.current();
    return view ? spotAt(view, view->currentPointer()) : std::nullopt;
}

QString ImageCommands::currentImage() const
{
    const std::optional<Spot> spot = currentSpot();
    return spot ? spot->reference : QString();
}

bool ImageCommands::isLookedUp(const QString &reference) const
{
    const Result<ImageReference> image = ImageReference::parse(reference);
    return image && m_registries.preferences().isLookedUp(image->repository());
}

void ImageCommands::toggleLookUp()
{
    const std::optional<Spot> spot = currentSpot();
    const Result<ImageReference> image = ImageReference::parse(spot ? spot->reference : QString());
    if (!image)
        return;
    RegistryPreferences &preferences = m_registries.preferences();
    const QString repository = image->repository();
    const bool isOn = preferences.isLookedUp(repository);
    if (isOn && preferences.looksUpAll()) {
        spot->view->bar().showNote(
            tr("All images are looked up; the preferences can change that."));
        return;
    }
    preferences.setLookedUp(repository, !isOn);
    spot->view->bar().showNote(isOn ? tr("%1 is not looked up any more.").arg(repository)
                                    : tr("%1 is looked up from now on.").arg(repository));
}

// ---- picking

void ImageCommands::pickTag()
{
    if (DocumentView *view = m_shell.tabs.current())
        pickTagAt(*view, view->currentPointer());
}

void ImageCommands::pickTagAt(DocumentView &view, const JsonPointer &at)
{
    const std::optional<Spot> spot = spotAt(&view, at);
    if (!spot)
        return;
    if (const QString problem = ImageReference::problem(spot->reference); !problem.isEmpty()) {
        tell(*spot,
            Error(ErrorKind::Invalid,
                tr("The tags of %1 cannot be listed: %2.").arg(spot->reference, problem)));
        return;
    }
    TagPickerInput input;
    input.image = spot->reference;
    input.runtime = spot->runtime;
    input.isForced = spot->isForced;
    input.platform = Platform::parse(wantedPlatform(view.analysis().config().parameters));
    input.project = projectOf(view);
    auto *picker = new TagPicker(m_registries, std::move(input), &m_shell.window);
    connect(picker, &QDialog::accepted, this, [this, picker, spot = *spot] {
        const TagChoice &choice = picker->choice();
        apply(spot, tr("Use %1").arg(shortName(choice.reference)), choice);
    });
    connect(
        picker, &TagPicker::handWanted, this, [this, spot = *spot] { typeByHand(spot); },
        Qt::QueuedConnection);
    connect(picker, &TagPicker::settingsRequested, this, &ImageCommands::registrySettingsRequested);
    picker->open();
}

void ImageCommands::typeByHand(const Spot &spot)
{
    if (!spot.view)
        return;
    spot.view->jumpTo(spot.pointer);
    auto *line = qobject_cast<QLineEdit *>(m_shell.window.focusWidget());
    const Result<ImageReference> image = ImageReference::parse(spot.reference);
    if (line && image && line->text() == spot.reference) {
        const auto begin = int(image->written.size());
        const int tagBegin = std::min(begin + 1, int(line->text().size()));
        line->setSelection(tagBegin, int(line->text().size()) - tagBegin);
    }
}

void ImageCommands::apply(const Spot &spot, const QString &title, const TagChoice &choice)
{
    if (!spot.view)
        return;
    AppDocument &document = spot.view->document();
    const auto snapshot = document.snapshot();
    const std::vector<ImagePlace> places = imagePlaces(snapshot->definitions);
    const auto place = std::ranges::find_if(places, [&](const ImagePlace &candidate) {
        return candidate.image.pointer() == spot.pointer && candidate.reference() == spot.reference;
    });
    if (place == places.end()) {
        tell(spot,
            Error(ErrorKind::Conflict,
                tr("The image was changed meanwhile, so %1 was not written.")
                    .arg(choice.reference)));
        return;
    }
    document.endTyping();
    const Result<void> done
        = document.apply(title, imageEdits(*place, choice.reference, choice.turnsForcedPullOff));
    if (!done)
        tell(spot, done.error());
}

// ---- pinning

void ImageCommands::pin()
{
    const std::optional<Spot> spot = currentSpot();
    if (!spot || !m_pinning.isEmpty())
        return;
    if (const QString problem = ImageReference::problem(spot->reference); !problem.isEmpty()) {
        tell(*spot,
            Error(
                ErrorKind::Invalid, tr("%1 cannot be pinned: %2.").arg(spot->reference, problem)));
        return;
    }
    if (spot->reference.contains(u'@')) {
        if (spot->isForced)
            apply(*spot, tr("Turn off forced pull"), {spot->reference, true});
        spot->view->bar().showNote(spot->isForced
                ? tr("It was pinned already; the forced pull is off now.")
                : tr("%1 is pinned already.").arg(shortName(spot->reference)));
        return;
    }
    m_pinning = spot->reference;
    m_patience.start();
    pinNow(this, *spot, m_scope.token());
}

QCoro::Task<void> ImageCommands::pinNow(ImageCommands *self, Spot spot, std::stop_token stop)
{
    const RuleParameters parameters = spot.view->analysis().config().parameters;
    ImageQuestion question;
    question.reference = spot.reference;
    question.platform = wantedPlatform(parameters);
    question.wantsDetails = spot.runtime == ImageRuntime::Mesos;
    question.wantsEqualTag = isMutable(classifyImage(spot.reference, parameters.images).tagClass);
    TagSource *source
        = &self->m_registries.source().forPlatform(Platform::parse(question.platform));
    const Result<ImageSighting> seen = co_await sightImage(std::move(question), source, stop);
    if (stop.stop_requested())
        co_return;
    self->m_pinning.clear();
    if (self->m_patience.isActive())
        self->m_patience.stop();
    else
        self->m_shell.bar.clear();
    if (seen)
        self->pinTo(spot, *seen);
    else
        self->tell(spot, seen.error());
}

void ImageCommands::pinTo(const Spot &spot, const ImageSighting &sighting)
{
    m_registries.remember(ledgerNews({sighting}, m_registries.source().now()));
    if (!spot.view)
        return;
    const PinMode mode = PickerMemory(m_registries.settingsFile()).mode(projectOf(*spot.view));
    const ImageReference image = *ImageReference::parse(spot.reference);
    const Result<QString> reference
        = pinTarget(sighting, image.effectiveTag(), spot.runtime, mode)
              .and_then([&](const PinTarget &target) {
                  return pinnedReference(image, target, mode, spot.runtime);
              });
    if (!reference) {
        tell(spot, reference.error());
        return;
    }
    if (*reference == spot.reference) {
        spot.view->bar().showNote(tr("%1 is fixed already.").arg(spot.reference));
        return;
    }
    apply(spot, tr("Pin %1").arg(shortName(spot.reference)), {*reference, true});
    const Result<ImageReference> pinned = ImageReference::parse(*reference);
    const QString digest = shortDigest(pinned->digest);
    spot.view->bar().showNote(digest.isEmpty()
            ? tr("Pinned to %1.").arg(*reference)
            : tr("Pinned to %1, %2….").arg(pinned->withTag(pinned->tag), digest));
}

void ImageCommands::tell(const Spot &spot, const Error &error)
{
    if (!spot.view || error.kind == ErrorKind::Cancelled)
        return;
    Message message{Message::Kind::Error, error.text(), {}, true};
    if (error.kind != ErrorKind::Invalid || ImageReference::parse(spot.reference))
        message.buttons.append({tr("Pick tag…"), [this, spot] {
                                    if (spot.view)
                                        pickTagAt(*spot.view, spot.pointer);
                                }});
    const Result<ImageReference> image = ImageReference::parse(spot.reference);
    if (error.kind == ErrorKind::Tls && image)
        message.buttons.append({tr("Registry settings…"),
            [this, domain = image->domain] { emit registrySettingsRequested(domain); }});
    spot.view->bar().showFailure(message);
}

} // namespace Pinion

#include "moc_imagecommands.cpp"
