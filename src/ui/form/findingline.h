// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/analysis.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// What is wrong with a field, in words: shape, sentence, the first fix, and a way to the others.
class FindingLine : public QWidget
{
    Q_OBJECT

public:
    explicit FindingLine(Analysis &analysis, QWidget *parent = nullptr);

    /// Shows the first of the findings (the worst); hides itself when there is none.
    void show(const std::vector<const Finding *> &findings, bool isStale);
    [[nodiscard]] bool hasFindings() const { return m_hasFindings; }
    [[nodiscard]] QString sentence() const { return m_sentence; }
    [[nodiscard]] QColor color() const;

signals:
    void moreRequested(QPoint globalPosition);

private:
    void applyFirstFix();

    Analysis &m_analysis;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_fix;
    QPushButton *m_more;
    Finding m_finding; ///< a copy: the findings may be replaced while the line is shown
    QString m_sentence;
    bool m_hasFindings = false;
};

} // namespace Pinion
