// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/formbinder.h"

#include "json/textedit.h"
#include "ui/form/literals.h"
#include "ui/form/treescript.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Marathon refuses an upgrade strategy with one number only, so the form writes both.
Result<void> completeUpgradeStrategy(TreeScript &script, const JsonPointer &pointer)
{
    if (pointer.depth() != 2 || pointer.tokens().first() != "upgradeStrategy")
        return {};
    for (const QByteArray &key :
        {QByteArray("minimumHealthCapacity"), QByteArray("maximumOverCapacity")}) {
        const JsonPointer twin = pointer.parent().child(key);
        if (script.at(twin).exists())
            continue;
        if (auto done = script.set(twin, "1"); !done)
            return done;
    }
    return {};
}

} // namespace

FormBinder::FormBinder(AppDocument &document, Analysis &analysis, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_analysis(analysis)
{
    connect(&document, &AppDocument::changed, this, &FormBinder::refreshed);
    connect(&analysis, &Analysis::changed, this, &FormBinder::findingsChanged);
}

void FormBinder::setApp(const JsonPointer &app)
{
    endTyping();
    m_app = app;
    m_made.clear();
    emit refreshed();
    emit findingsChanged();
}

std::shared_ptr<const DocumentSnapshot> FormBinder::snapshot() const
{
    const auto last = m_document.lastValidSnapshot();
    return last ? last : m_document.snapshot();
}

JsonNode FormBinder::node(const JsonPointer &pointer) const
{
    return snapshot()->tree.at(absolute(pointer));
}

std::optional<QByteArray> FormBinder::literal(const JsonPointer &pointer) const
{
    const JsonNode found = node(pointer);
    return found.exists() ? std::optional(found.literal().toByteArray()) : std::nullopt;
}

const FieldSpec *FormBinder::spec(const JsonPointer &pointer)
{
    return findField(SchemaRoot::App, pointer);
}

std::vector<const Finding *> FormBinder::findings(const JsonPointer &pointer, bool andBelow) const
{
    return m_analysis.at(absolute(pointer), andBelow);
}

bool FormBinder::isEditable() const
{
    return m_document.isValid() && appNode().isObject();
}

void FormBinder::set(const JsonPointer &pointer, const QByteArray &literal, Manner manner)
{
    const JsonNode present = node(pointer);
    if (present.exists()
        && (present.literal() == literal || sameNumber(present.literal().toByteArray(), literal)))
        return;
    const QString key = QString::fromUtf8(pointer.last());
    const auto change = [&](TreeScript &script) {
        return script.set(pointer, literal).and_then([&] {
            return completeUpgradeStrategy(script, pointer);
        });
    };
    edit(changeTitle(spec(pointer), key, literal), change, manner);
}

void FormBinder::remove(const JsonPointer &pointer)
{
    if (!node(pointer).exists())
        return;
    // Half an upgrade strategy is refused by the server, so both numbers go together.
    JsonPointer target = pointer;
    if (pointer.depth() == 2 && pointer.tokens().first() == "upgradeStrategy"
        && node(pointer.parent()).childCount() <= 2)
        target = pointer.parent();
    const auto change = [&](TreeScript &script) {
        auto done = script.remove(target);
        JsonPointer parent = target.parent();
        while (done && !parent.isRoot() && m_made.contains(absolute(parent))
            && script.at(parent).isContainer() && script.at(parent).childCount() == 0) {
            done = script.remove(parent);
            m_made.erase(absolute(parent));
            parent = parent.parent();
        }
        return done;
    };
    edit(removeTitle(spec(pointer), QString::fromUtf8(pointer.last())), change);
}

bool FormBinder::edit(const QString &title, const Change &change, Manner manner)
{
    if (!isEditable())
        return false;
    TreeScript script(m_document.bytes(), m_app);
    if (const auto done = change(script); !done) {
        emit refused(done.error().text());
        return false;
    }
    const TextEdit step = difference(m_document.bytes(), script.bytes());
    if (step.range.isEmpty() && step.text.isEmpty())
        return false;
    for (const JsonPointer &made : script.created())
        m_made.insert(absolute(made));
    if (manner == Manner::Typing) {
        m_document.type(title, step, this);
        return true;
    }
    m_document.endTyping();
    const auto applied = m_document.apply(title, {step}, this);
    if (!applied)
        emit refused(applied.error().text());
    return applied.has_value();
}

void FormBinder::endTyping()
{
    m_document.endTyping();
}

void FormBinder::undo()
{
    endTyping();
    m_document.undoStack()->undo();
}

void FormBinder::redo()
{
    endTyping();
    m_document.undoStack()->redo();
}

} // namespace Pinion

#include "moc_formbinder.cpp"
