// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "inspect/projectfiles.h"
#include "rules/check.h"
#include "ui/findings/imagereport.h"
#include "ui/findings/levels.h"
#include "ui/findings/quietfindings.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace Pinion {
class ScopeCache;

/// Keeps the findings of one open document current: 250 ms after the last change the rules run in a
/// worker thread on the immutable snapshot; outdated runs are cancelled and their answers dropped.
/// The one findings model that all views of the document read.
class Analysis : public QObject
{
    Q_OBJECT

public:
    explicit Analysis(AppDocument &document, QObject *parent = nullptr);
    ~Analysis() override;

    [[nodiscard]] AppDocument &document() const { return m_document; }
    /// The newest answer. Its ranges refer to `snapshot()`, which may be older than the document.
    [[nodiscard]] const CheckResult &result() const { return *m_result; }
    [[nodiscard]] const Findings &findings() const { return m_result->findings; }
    /// The answer itself, for those who compare it with the next one.
    [[nodiscard]] std::shared_ptr<const CheckResult> sharedResult() const { return m_result; }
    [[nodiscard]] std::shared_ptr<const DocumentSnapshot> snapshot() const { return m_snapshot; }
    /// True when the answer belongs to the document's present bytes.
    [[nodiscard]] bool isCurrent() const;
    /// True while the text is broken: findings of the last good state are then shown dimmed. They
    /// have moved along with the text, but have lost their fixes.
    [[nodiscard]] bool isStale() const;
    /// True for a finding that was made before the text broke.
    [[nodiscard]] bool isStale(const Finding &finding) const;
    [[nodiscard]] LevelCounts counts() const;
    /// Findings at a place and, if asked for, below it; the worst first. Suppressed ones are left
    /// out.
    [[nodiscard]] std::vector<const Finding *> at(
        const JsonPointer &pointer, bool andBelow = false) const;
    /// Findings at a place that the project lives with, in the order of the text.
    [[nodiscard]] std::vector<const Finding *> suppressedAt(const JsonPointer &pointer) const;
    /// The project configuration in force, and why it could not be read if that is so.
    [[nodiscard]] const RuleConfig &config() const { return m_config; }
    [[nodiscard]] QString configProblem() const { return m_configProblem; }

    /// What is known about the images; the rules are asked again with it.
    void setImageReports(ImageReports reports);
    [[nodiscard]] const ImageReports &imageReports() const { return m_reports; }

    /// Checks at once and waits for the answer; for tests and for fixes on keystroke.
    void runNow();
    /// Reads the configuration again, then checks.
    void reloadConfig();
    /// Checks soon; for when something besides the document has changed.
    void checkAgain();
    /// The files that the present findings come from besides the document, as they were then.
    [[nodiscard]] const FileStamps &configStamps() const { return m_configStamps; }
    [[nodiscard]] const FileStamps &companionStamps() const { return m_companionStamps; }

    /// For a document that somebody begins to write: what is missing in it is told as they go, see
    /// QuietFindings. Saving ends it, too.
    void beginQuiet();
    void endQuiet();
    void fieldLeft(const JsonPointer &pointer);

signals:
    void changed();
    /// Other files count from now on.
    void stampsChanged();

private:
    void schedule();
    void start();
    void cancel();
    void readConfig();
    [[nodiscard]] RuleConfig configWithImages() const;
    void dropQuietOnes();
    /// What a run in the worker thread answers.
    struct Answer
    {
        FileStamps companions; ///< as they were when the run began
        CheckResult result;
    };
    void publish(quint64 revision, std::shared_ptr<const DocumentSnapshot> snapshot, Answer answer);
    void indexPointers() const;

    AppDocument &m_document;
    QTimer m_timer;
    std::shared_ptr<const CheckResult> m_all; ///< with what is kept quiet; never null
    std::shared_ptr<const CheckResult> m_result; ///< never null
    mutable std::vector<const Finding *> m_byPointer; ///< of m_result; empty until asked for
    QuietFindings m_quiet;
    std::shared_ptr<const DocumentSnapshot> m_snapshot;
    bool m_hasResult = false;
    quint64 m_resultRevision = 0;
    std::shared_ptr<const CheckResult> m_lastGood; ///< of m_lastGoodSnapshot
    std::shared_ptr<const DocumentSnapshot> m_lastGoodSnapshot;
    std::shared_ptr<std::atomic_bool> m_cancel;
    RuleConfig m_config;
    ImageReports m_reports;
    std::shared_ptr<ScopeCache> m_scopes; ///< the other documents of the project's scopes
    QString m_configProblem;
    FileStamps m_configStamps;
    FileStamps m_companionStamps;
};

} // namespace Pinion
