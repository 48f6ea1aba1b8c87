// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "marathon/fieldspec.h"
#include "ui/findings/levels.h"

#include <QWidget>

#include <vector>

namespace Pinion {

class Analysis;

/// The form for one app of a document: all sections on one scrollable page, generated from the
/// schema. Every editor is named `field:` + pointer relative to the app ("field:/container/type").
/// Page index 0 is Essentials; 1… follow the Section enum; the last is "Other fields".
class FormView : public QWidget
{
    Q_OBJECT

public:
    FormView(AppDocument &document, Analysis &analysis, QWidget *parent = nullptr);
    ~FormView() override;

    /// Which app of the document is edited; the root for a file that is one app.
    void setApp(const JsonPointer &base);
    [[nodiscard]] const JsonPointer &app() const;

    struct Page
    {
        QString title;
        QString name; ///< object name, e.g. "page:container"
    };
    [[nodiscard]] QList<Page> pages() const;
    [[nodiscard]] int currentPage() const;
    void showPage(int index);
    /// Worst finding level and count of a page, for the section list.
    [[nodiscard]] LevelCounts badge(int page) const;
    /// What the badge counts, the worst first.
    [[nodiscard]] std::vector<const Finding *> findings(int page) const;

    /// Absolute pointer of the field that has the focus or was last marked; the root if none.
    [[nodiscard]] JsonPointer currentPointer() const;
    /// Puts the focus into the field for an absolute pointer (or the nearest one above it), opening
    /// its page and "More"; false when the form has none.
    bool focusField(const JsonPointer &pointer);
    /// Gives a field's label the accent bar; scrolls only if `mayScroll`.
    void markField(const JsonPointer &pointer, bool mayScroll);
    void setFilter(const QString &text);
    void focusFilter();

signals:
    void currentPointerChanged(const Pinion::JsonPointer &pointer);
    void currentPageChanged(int index);
    void badgesChanged();
    void showInJsonRequested(const Pinion::JsonPointer &pointer);
    void fixMenuRequested(const Pinion::JsonPointer &pointer, QPoint globalPosition);
    void helpRequested(const Pinion::JsonPointer &pointer);
    void tagsRequested(const Pinion::JsonPointer &pointer);

protected:
    void showEvent(QShowEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pinion
