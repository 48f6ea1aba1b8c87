// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/viewsync.h"

#include "ui/editor/jsonpane.h"
#include "ui/form/formview.h"
#include "ui/shell/navigation.h"

#include <QApplication>

namespace Pinion {

ViewSync::ViewSync(FormView &form, JsonPane &json, Navigation &navigation, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_json(json)
    , m_navigation(navigation)
{
    connect(&form, &FormView::currentPointerChanged, this, &ViewSync::formMoved);
    connect(&form, &FormView::showInJsonRequested, this,
        [this](const JsonPointer &pointer) { m_json.goTo(pointer); });
    connect(&json, &JsonPane::currentPointerChanged, this,
        [this](const JsonPointer &pointer) { textMoved(pointer, false); });
    connect(&json, &JsonPane::valueClicked, this, [this](const JsonPointer &pointer) {
        if (!m_form.app().contains(pointer))
            emit appWanted(pointer);
        textMoved(pointer, true);
    });
}

// The form also reports a mark that came from the text; only its own focus moves the text.
void ViewSync::formMoved(const JsonPointer &pointer)
{
    if (m_form.isAncestorOf(QApplication::focusWidget()))
        m_json.showValue(pointer);
}

void ViewSync::textMoved(const JsonPointer &pointer, bool mayScroll)
{
    const bool isInApp = m_form.app().contains(pointer);
    if (isInApp)
        m_form.markField(pointer, mayScroll);
    m_navigation.markSection(
        isInApp ? pageOf(m_form.app().relative(pointer), int(m_form.pages().size())) : -1);
}

void ViewSync::goToText()
{
    m_json.goTo(m_form.currentPointer());
}

void ViewSync::goToForm()
{
    const JsonPointer pointer = m_json.currentPointer();
    if (!m_form.app().contains(pointer))
        emit appWanted(pointer);
    if (!m_form.focusField(pointer))
        m_form.setFocus();
}

} // namespace Pinion

#include "moc_viewsync.cpp"
