// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "ui/findings/analysis.h"
#include "ui/form/fieldeditor.h"
#include "ui/form/formview.h"
#include "ui/shell/englishplurals.h"

#include <QTest>

namespace Pinion {

/// A form on a document of its own.
struct FormFixture
{
    explicit FormFixture(const QByteArray &bytes)
        : analysis((EnglishPlurals::install(), document))
        , view((document.loadUntitled(bytes), document), analysis)
    {
        view.resize(800, 700);
        view.show();
    }

    [[nodiscard]] JsonNode at(QByteArrayView pointer) const
    {
        return document.tree().at(JsonPointer::of(pointer));
    }
    /// Goes to the field and answers its editor, or that of the list that holds it.
    [[nodiscard]] FieldEditor *open(const JsonPointer &pointer)
    {
        if (!view.focusField(pointer))
            return nullptr;
        const auto *page = view.findChild<QWidget *>(view.pages()[view.currentPage()].name);
        for (JsonPointer place = pointer; !place.isRoot(); place = place.parent()) {
            if (auto *editor
                = page->findChild<FieldEditor *>(QStringLiteral("field:") + place.toString()))
                return editor;
        }
        return nullptr;
    }
    [[nodiscard]] FieldEditor *open(QByteArrayView pointer)
    {
        return open(JsonPointer::of(pointer));
    }
    template <typename Control> [[nodiscard]] Control *control(QByteArrayView pointer)
    {
        FieldEditor *editor = open(pointer);
        return editor ? editor->findChild<Control *>() : nullptr;
    }
    void undoAll()
    {
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
    }

    AppDocument document;
    Analysis analysis;
    FormView view;
};

} // namespace Pinion
