// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diff/targetreader.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

class Analysis;
class ChangesView;
struct DocumentSnapshot;

/// The Changes pane: the open document against what runs on the chosen target, or against its file.
/// Follows every edit; what runs is read again every 30 s while the pane is in sight.
class ChangesPane : public QWidget
{
    Q_OBJECT

public:
    enum class Other : quint8 { Target, File };

    explicit ChangesPane(Targets &targets, QWidget *parent = nullptr);

    /// Null when no document is open.
    void setAnalysis(Analysis *analysis);
    /// Whether it is on screen, not behind another tab.
    void setInSight(bool isInSight);
    void stepChange(int direction);
    /// Reads what runs once more.
    void refresh();
    /// Where no target is chosen it is the file in any case.
    void compareWith(Other other);
    [[nodiscard]] ChangesView &changes() const { return *m_view; }
    /// The chosen one; null while the document is compared with its file.
    [[nodiscard]] const Target *target() const;
    /// The newest answer of the target; null until there is one.
    [[nodiscard]] const RunningBodies *running() const;
    /// Whether the changes against exactly this have been on screen, and nothing was edited since.
    [[nodiscard]] bool haveBeenSeen(const Target &target, const RunningBodies &running) const;

signals:
    void jumpRequested(const Pinion::JsonPointer &pointer, Pinion::TextRange range);

private:
    static constexpr int TypingPause = 200; ///< ms
    static constexpr int ReadPause = 30'000; ///< ms

    /// What was on screen last.
    struct Seen
    {
        std::shared_ptr<const DocumentSnapshot> document;
        QString target;
        std::map<QString, AppVersion> running;
    };

    void createBar();
    void fillOthers();
    void otherChanged();
    void compareSoon();
    void compare();
    void compareWithFile();
    void compareWithTarget();
    void say(const QString &text, bool isError = false);

    QPointer<Analysis> m_analysis;
    Targets &m_targets;
    TargetReader *m_reader;
    std::optional<RunningBodies> m_running;
    Seen m_seen;
    Other m_wanted = Other::Target;
    bool m_isInSight = false;
    QComboBox *m_other = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_again = nullptr;
    ChangesView *m_view;
    QTimer m_compareTimer;
    QTimer m_readTimer;
};

} // namespace Pinion
