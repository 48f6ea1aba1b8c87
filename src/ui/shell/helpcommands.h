// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"
#include "ui/shell/shell.h"

#include <QObject>

namespace Pinion {

class FileCommands;
struct Finding;

/// What the Tools and Help menus show.
class HelpCommands : public QObject
{
    Q_OBJECT

public:
    HelpCommands(Shell shell, FileCommands &files, QObject *parent);

    void currentField();
    /// Help for an absolute pointer of the document in front.
    void field(const JsonPointer &pointer);
    void explain(const Finding &finding);
    void rules();
    void ruleReference();
    void checkFolder();
    void about();

private:
    Shell m_shell;
    FileCommands &m_files;
};

/// What is known about a field, as a page.
[[nodiscard]] QString fieldHelpHtml(const FieldSpec &spec);

} // namespace Pinion
