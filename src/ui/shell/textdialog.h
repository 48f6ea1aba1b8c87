// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QTextBrowser;
QT_END_NAMESPACE

namespace Pinion {

/// A page to read beside the work: not modal, goes away when closed.
class TextDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TextDialog(const QString &title, QWidget *parent = nullptr);

    void setHtml(const QString &html);
    void setMarkdown(const QString &markdown);

private:
    QTextBrowser *m_text;
};

} // namespace Pinion
