// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/targetstore.h"
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
class ComparedTexts;
class MessageBar;

/// The Changes pane: the open document against its file, or against what runs on a target. Follows
/// every edit; what runs is read again every 30 s while the pane is in sight.
class ChangesPane : public QWidget
{
    Q_OBJECT

public:
    /// Where logins of targets are kept may be null.
    explicit ChangesPane(
        CredentialStore *logins, const TargetStore &targets, QWidget *parent = nullptr);

    /// Null when no document is open.
    void setAnalysis(Analysis *analysis);
    void stepChange(int direction);
    /// Reads what runs once more.
    void refresh();
    /// Compares with this target from now on; with an empty name with the file.
    void compareWith(const QString &target);
    [[nodiscard]] ChangesView &changes() const { return *m_view; }
    /// Null while the document is compared with its file.
    [[nodiscard]] const Target *target() const;
    /// The newest answer of the target; null until there is one.
    [[nodiscard]] const RunningBodies *running() const;

signals:
    void jumpRequested(const Pinion::JsonPointer &pointer, Pinion::TextRange range);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    static constexpr int TypingPause = 200; ///< ms
    static constexpr int ReadPause = 30'000; ///< ms

    void createBar();
    void fillTargets();
    void chooseOther();
    void compareSoon();
    void compare();
    void compareWithFile();
    void compareWithTarget();
    void show(const QByteArray &other, BodyOrigin origin, const ServerSettings &server);
    void say(const QString &text, bool isError = false);
    [[nodiscard]] ServerSettings toldServer() const;

    QPointer<Analysis> m_analysis;
    TargetStore m_store;
    std::vector<Target> m_targets;
    TargetReader *m_reader;
    std::optional<RunningBodies> m_running;
    QComboBox *m_other = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_again = nullptr;
    ChangesView *m_view;
    QTimer m_compareTimer;
    QTimer m_readTimer;
};

} // namespace Pinion
