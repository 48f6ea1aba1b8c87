// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "marathon/schema.h"
#include "ui/findings/analysis.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <set>

namespace Pinion {

class TreeScript;

/// Joins the widgets of a form with one app of a document. Widgets read values and findings here,
/// by pointers relative to the app, and write only through `set`, `remove` and `edit`. While the
/// text is broken the last good values are shown and every change is refused.
class FormBinder : public QObject
{
    Q_OBJECT

public:
    /// Typing merges with the typing before it into one undo step.
    enum class Manner { Step, Typing };
    using Change = std::function<Result<void>(TreeScript &)>;

    FormBinder(AppDocument &document, Analysis &analysis, QObject *parent = nullptr);

    void setApp(const JsonPointer &app);
    [[nodiscard]] const JsonPointer &app() const { return m_app; }
    [[nodiscard]] AppDocument &document() const { return m_document; }
    [[nodiscard]] Analysis &analysis() const { return m_analysis; }
    [[nodiscard]] JsonPointer absolute(const JsonPointer &pointer) const
    {
        return m_app.joined(pointer);
    }

    /// The values shown. Nodes live as long as this snapshot; keep it while keeping them.
    [[nodiscard]] std::shared_ptr<const DocumentSnapshot> snapshot() const;
    [[nodiscard]] JsonNode appNode() const { return node({}); }
    [[nodiscard]] JsonNode node(const JsonPointer &pointer) const;
    [[nodiscard]] std::optional<QByteArray> literal(const JsonPointer &pointer) const;
    [[nodiscard]] static const FieldSpec *spec(const JsonPointer &pointer);
    [[nodiscard]] std::vector<const Finding *> findings(
        const JsonPointer &pointer, bool andBelow) const;

    [[nodiscard]] bool isEditable() const;
    void set(const JsonPointer &pointer, const QByteArray &literal, Manner manner = Manner::Step);
    /// Removes the value and the objects that this form had made for it.
    void remove(const JsonPointer &pointer);
    bool edit(const QString &title, const Change &change, Manner manner = Manner::Step);
    void endTyping();
    void undo();
    void redo();

signals:
    /// Values or the possibility to edit may have changed.
    void refreshed();
    void findingsChanged();
    /// An edit was refused, and why.
    void refused(const QString &reason);

    void currentPointerChanged(const Pinion::JsonPointer &absolute);
    /// A field asks to go to another, by a pointer relative to the app.
    void fieldRequested(const Pinion::JsonPointer &pointer);
    void showInJsonRequested(const Pinion::JsonPointer &absolute);
    void fixMenuRequested(const Pinion::JsonPointer &absolute, QPoint globalPosition);
    void helpRequested(const Pinion::JsonPointer &absolute);
    /// The tags of the image at this place.
    void tagsRequested(const Pinion::JsonPointer &absolute);
    /// A summary asks for the page where its subject is edited.
    void pageRequested(Pinion::Section section);

private:
    AppDocument &m_document;
    Analysis &m_analysis;
    JsonPointer m_app;
    std::set<JsonPointer> m_made; ///< objects that exist only because the form needed them
};

} // namespace Pinion
