// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"
#include "ui/form/modecontrol.h"

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

class FieldRow;
class FindingLine;
class RolloutView;
class SegmentedControl;

/// What stands above the rows of a page and is about several fields at once.
class PageBlock : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual void refresh() = 0;
    virtual void refreshFindings() { }
    virtual void setEditable(bool) { }
    /// True if the block tells what is wrong with the value.
    [[nodiscard]] virtual bool covers(const JsonPointer &) const { return false; }
    /// The block may say which of the page's rows play a part.
    virtual void arrange(const QList<FieldRow *> &) { }
};

/// A label and segments for one of the modes.
class ModeBlock : public PageBlock
{
    Q_OBJECT

public:
    ModeBlock(const QString &label, Modes modes, QWidget *parent);
    void refresh() override;
    void setEditable(bool isEditable) override;

protected:
    [[nodiscard]] const Modes &modes() const { return m_modes; }

private:
    Modes m_modes;
    SegmentedControl *m_control;
};

/// "Start with": shows the row of the chosen way only.
class StartBlock final : public ModeBlock
{
    Q_OBJECT

public:
    StartBlock(FormBinder &binder, QWidget *parent);
    void arrange(const QList<FieldRow *> &rows) override;
};

/// On the first page, either the image or the command suffices; the other is on its own page.
class EitherBlock final : public PageBlock
{
    Q_OBJECT

public:
    EitherBlock(FormBinder &binder, QWidget *parent);
    void refresh() override { }
    void arrange(const QList<FieldRow *> &rows) override;

private:
    FormBinder &m_binder;
};

/// A computed sentence.
class SentenceBlock final : public PageBlock
{
    Q_OBJECT

public:
    SentenceBlock(std::function<QString()> sentence, QWidget *parent);
    void refresh() override;

private:
    std::function<QString()> m_sentence;
    QLabel *m_label;
};

/// How a deploy replaces the instances, drawn.
class RolloutBlock final : public PageBlock
{
    Q_OBJECT

public:
    RolloutBlock(FormBinder &binder, QWidget *parent);
    void refresh() override;

private:
    FormBinder &m_binder;
    RolloutView *m_view;
};

/// One line about what another page edits, with the way there.
class SummaryBlock final : public PageBlock
{
    Q_OBJECT

public:
    SummaryBlock(FormBinder &binder, const QString &label, Section section,
        std::function<QString()> summary, QList<JsonPointer> subjects, QWidget *parent);
    void refresh() override;
    void refreshFindings() override;
    [[nodiscard]] bool covers(const JsonPointer &pointer) const override;

private:
    FormBinder &m_binder;
    std::function<QString()> m_summary;
    QList<JsonPointer> m_subjects;
    QString m_title;
    QLabel *m_text;
    QPushButton *m_edit;
    FindingLine *m_finding;
};

/// The width that labels of rows and blocks share, so that editors stand on one edge.
[[nodiscard]] int labelWidth(const QWidget *widget);

} // namespace Pinion
