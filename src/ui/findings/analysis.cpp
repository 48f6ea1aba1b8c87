// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/analysis.h"

#include "inspect/inspector.h"
#include "inspect/scopes.h"
#include "ui/findings/carriedfindings.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>

namespace Pinion {

using namespace std::chrono_literals;

Analysis::Analysis(AppDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_all(std::make_shared<const CheckResult>())
    , m_result(m_all)
    , m_config(RuleConfig::builtIn())
    , m_scopes(std::make_shared<ScopeCache>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &Analysis::start);
    connect(&m_document, &AppDocument::changed, this, &Analysis::schedule);
    connect(&m_document, &AppDocument::pathChanged, this, &Analysis::reloadConfig);
    connect(&m_document, &AppDocument::saved, this, &Analysis::endQuiet);
    m_snapshot = m_document.snapshot();
    readConfig();
    start();
}

Analysis::~Analysis()
{
    // The worker holds all it needs by itself, so it is told to stop but not waited for.
    cancel();
}

bool Analysis::isCurrent() const
{
    return m_hasResult && m_resultRevision == m_document.revision();
}

bool Analysis::isStale() const
{
    return !m_document.isValid();
}

bool Analysis::isStale(const Finding &finding) const
{
    return isStale() && finding.family != RuleFamily::Syntax && m_lastGoodSnapshot;
}

LevelCounts Analysis::counts() const
{
    return countLevels(findings());
}

// What lies below a pointer follows it in the order of pointers, and a form asks for each of its
// fields after every change.
void Analysis::indexPointers() const
{
    for (const Finding &finding : findings()) {
        if (!finding.suppressed)
            m_byPointer.push_back(&finding);
    }
    std::ranges::stable_sort(
        m_byPointer, [](const Finding *a, const Finding *b) { return a->pointer < b->pointer; });
}

std::vector<const Finding *> Analysis::at(const JsonPointer &pointer, bool andBelow) const
{
    if (m_byPointer.empty())
        indexPointers();
    const auto begin = std::ranges::lower_bound(
        m_byPointer, pointer, std::less(), [](const Finding *finding) { return finding->pointer; });
    const auto end = std::find_if(begin, m_byPointer.end(), [&](const Finding *finding) {
        return andBelow ? !pointer.contains(finding->pointer) : pointer != finding->pointer;
    });
    std::vector<const Finding *> found(begin, end);
    // As in the text, but for the level: the order of pointers is nobody's.
    std::ranges::sort(found, [](const Finding *a, const Finding *b) {
        const FindingLevel levelOfA = levelOf(*a);
        const FindingLevel levelOfB = levelOf(*b);
        return levelOfA != levelOfB ? levelOfA > levelOfB : a < b;
    });
    return found;
}

std::vector<const Finding *> Analysis::suppressedAt(const JsonPointer &pointer) const
{
    std::vector<const Finding *> found;
    for (const Finding &finding : findings()) {
        if (finding.suppressed && finding.pointer == pointer)
            found.push_back(&finding);
    }
    return found;
}

void Analysis::runNow()
{
    m_timer.stop();
    cancel();
    auto snapshot = m_document.snapshot();
    Answer answer;
    answer.companions = Pinion::companionStamps(m_document.path(), m_config);
    answer.result
        = inspect(snapshot->tree, m_document.path(), configWithImages(), nullptr, m_scopes.get());
    publish(m_document.revision(), std::move(snapshot), std::move(answer));
}

void Analysis::reloadConfig()
{
    readConfig();
    emit stampsChanged();
    checkAgain();
}

void Analysis::checkAgain()
{
    m_timer.stop();
    start();
}

void Analysis::readConfig()
{
    // Before reading: what changes in between is then noticed as a change.
    m_configStamps = Pinion::configStamps(m_document.path());
    m_configProblem.clear();
    m_config = RuleConfig::builtIn();
    if (m_document.path().isEmpty())
        return;
    if (auto config = configFor(m_document.path()))
        m_config = std::move(*config);
    else
        m_configProblem = config.error().text();
}

RuleConfig Analysis::configWithImages() const
{
    RuleConfig config = m_config;
    for (auto report = m_reports.begin(); report != m_reports.end(); ++report) {
        if (report->facts.evidence != ImageEvidence::NotAsked)
            config.facts.images.insert(report.key(), report->facts);
    }
    return config;
}

void Analysis::setImageReports(ImageReports reports)
{
    if (m_reports.isEmpty() && reports.isEmpty())
        return;
    m_reports = std::move(reports);
    checkAgain();
}

void Analysis::schedule()
{
    cancel();
    m_timer.start();
}

void Analysis::cancel()
{
    if (m_cancel)
        m_cancel->store(true);
    m_cancel.reset();
}

void Analysis::start()
{
    cancel();
    m_cancel = std::make_shared<std::atomic_bool>(false);
    const quint64 revision = m_document.revision();
    const auto snapshot = m_document.snapshot();

    // A watcher and not QFuture::then: a continuation looks at its context object in the worker
    // thread, where the object may be going away; a watcher detaches itself when it is destroyed.
    auto *watcher = new QFutureWatcher<Answer>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
        [this, watcher, revision, snapshot, cancelled = m_cancel] {
            watcher->deleteLater();
            if (!cancelled->load())
                publish(revision, snapshot, watcher->future().takeResult());
        });
    watcher->setFuture(
        QtConcurrent::run([snapshot, path = m_document.path(), config = configWithImages(),
                              cancelled = m_cancel, scopes = m_scopes] {
            Answer answer;
            answer.companions = Pinion::companionStamps(path, config);
            answer.result = inspect(snapshot->tree, path, config, cancelled.get(), scopes.get());
            return answer;
        }));
}

void Analysis::publish(
    quint64 revision, std::shared_ptr<const DocumentSnapshot> snapshot, Answer answer)
{
    if (revision != m_document.revision())
        return;
    CheckResult result = std::move(answer.result);
    const bool hasOtherFiles = answer.companions != m_companionStamps;
    m_companionStamps = std::move(answer.companions);
    if (!snapshot->isValid() && m_lastGoodSnapshot)
        result.findings = withCarriedFindings(std::move(result.findings), m_lastGood->findings,
            m_lastGoodSnapshot->tree.bytes(), snapshot->tree.bytes());
    m_all = std::make_shared<const CheckResult>(std::move(result));
    if (snapshot->isValid()) {
        m_lastGood = m_all;
        m_lastGoodSnapshot = snapshot;
    }
    m_snapshot = std::move(snapshot);
    dropQuietOnes();
    m_resultRevision = revision;
    m_hasResult = true;
    emit changed();
    if (hasOtherFiles)
        emit stampsChanged();
}

// ---- a document that is being begun

void Analysis::beginQuiet()
{
    m_quiet.begin();
    dropQuietOnes();
    emit changed();
}

void Analysis::endQuiet()
{
    if (!m_quiet.end())
        return;
    dropQuietOnes();
    emit changed();
}

void Analysis::fieldLeft(const JsonPointer &pointer)
{
    if (!m_quiet.fieldLeft(pointer))
        return;
    dropQuietOnes();
    emit changed();
}

void Analysis::dropQuietOnes()
{
    const auto isQuiet
        = [this](const Finding &finding) { return m_quiet.isQuiet(finding, m_snapshot->tree); };
    m_byPointer.clear();
    m_result = m_all;
    if (std::ranges::none_of(m_all->findings, isQuiet))
        return;
    auto told = std::make_shared<CheckResult>(*m_all);
    std::erase_if(told->findings, isQuiet);
    m_result = std::move(told);
}

} // namespace Pinion

#include "moc_analysis.cpp"
