// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"

#include <QObject>

namespace Pinion {

class FormView;
class JsonPane;
class Navigation;

/// Keeps the form and the text of one document at the same value. The form follows the text cursor
/// with a mark, and scrolls only when the mouse put the cursor there; the text follows the field
/// that has the focus.
class ViewSync : public QObject
{
    Q_OBJECT

public:
    ViewSync(FormView &form, JsonPane &json, Navigation &navigation, QObject *parent = nullptr);

    /// Shows in the text what the form is at, and the other way round, with the focus.
    void goToText();
    void goToForm();

signals:
    /// The text cursor was put, on purpose, into another app of the file.
    void appWanted(const Pinion::JsonPointer &pointer);

private:
    void formMoved(const JsonPointer &pointer);
    void textMoved(const JsonPointer &pointer, bool mayScroll);

    FormView &m_form;
    JsonPane &m_json;
    Navigation &m_navigation;
};

} // namespace Pinion
