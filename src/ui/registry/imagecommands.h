// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "inspect/imageevidence.h"
#include "ui/registry/tagpicker.h"
#include "ui/shell/shell.h"

#include <QObject>
#include <QPointer>

namespace Pinion {

class DocumentView;

/// What can be done with the image that the user is at: pick one of its tags, pin it as it is, have
/// it looked up. Each does nothing where there is no image.
class ImageCommands : public QObject
{
    Q_OBJECT

public:
    ImageCommands(Shell shell, Registries &registries, QObject *parent);

    void pickTag();
    void pickTagAt(DocumentView &view, const JsonPointer &at);
    /// Replaces the tag by one that is fixed and the digest that it means now, as one undo step.
    void pin();
    void toggleLookUp();

    /// The reference that all this is about; empty where there is none.
    [[nodiscard]] QString currentImage() const;
    [[nodiscard]] bool isLookedUp(const QString &reference) const;

signals:
    void registrySettingsRequested(const QString &domain);

private:
    /// An image of a document, found again after a while.
    struct Spot
    {
        QPointer<DocumentView> view;
        JsonPointer pointer;
        QString reference;
        ImageRuntime runtime = ImageRuntime::Docker;
        bool isForced = false;
    };

    [[nodiscard]] std::optional<Spot> spotAt(DocumentView *view, const JsonPointer &at) const;
    [[nodiscard]] std::optional<Spot> currentSpot() const;
    void apply(const Spot &spot, const QString &title, const TagChoice &choice);
    void typeByHand(const Spot &spot);
    void tell(const Spot &spot, const Error &error);
    static QCoro::Task<void> pinNow(ImageCommands *self, Spot spot, std::stop_token stop);
    void pinTo(const Spot &spot, const ImageSighting &sighting);

    Shell m_shell;
    Registries &m_registries;
    QTimer m_patience;
    QString m_pinning; ///< the reference; empty: nothing is under way
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
