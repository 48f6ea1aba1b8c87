// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "rules/ruleconfig.h"
#include "ui/history/historymodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class ChangesView;
class HistoryReader;
struct ServerSettings;
class TargetLink;

/// The versions of an app on the chosen target, the newest first, with what differs between any two
/// of them, or one of them and the open document. Says what the user wants done with one.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(TargetLink &link, QWidget *parent = nullptr);
    ~HistoryPanel() override;

    /// The app whose versions are shown; empty: none.
    void setApp(const QString &id);
    /// A document that defines the app and is compared like a version; null: none.
    void setDocument(AppDocument *document, const RuleConfig &config);
    [[nodiscard]] QString appId() const;
    [[nodiscard]] HistoryReader &reader() const { return *m_reader; }
    [[nodiscard]] QTreeView &list() const { return *m_list; }
    [[nodiscard]] HistoryModel &model() const { return *m_model; }
    [[nodiscard]] ChangesView &changes() const { return *m_changes; }
    /// The one version that is selected, its definition read; null: none, or several.
    [[nodiscard]] const HistoryRow *selected() const;
    [[nodiscard]] QSize sizeHint() const override { return {900, 320}; }
    /// The version in force; null: not known.
    [[nodiscard]] const HistoryRow *current() const;

signals:
    void rollBackRequested();
    void openRequested();
    void saveRequested();
    void copyRequested();
    void takeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Two rows, the earlier one first; -1: none.
    struct Pair
    {
        int before = -1;
        int after = -1;
    };

    void createBar();
    QToolButton *addButton(
        const QString &name, const QString &text, void (HistoryPanel::*request)());
    void createList();
    void refresh();
    void fitColumns();
    [[nodiscard]] std::vector<HistoryRow> rows() const;
    [[nodiscard]] std::vector<AppVersion> ownVersions() const;
    void describe(std::vector<HistoryRow> &rows);
    void showState();
    void compare();
    [[nodiscard]] Pair chosenPair() const;
    [[nodiscard]] int rowOf(HistoryRow::Kind kind) const;
    void updateButtons();
    [[nodiscard]] ServerSettings server() const;
    [[nodiscard]] QString emptyText() const;

    HistoryReader *m_reader;
    HistoryModel *m_model;
    QPointer<AppDocument> m_document;
    RuleConfig m_config;
    std::map<std::pair<AppVersion, AppVersion>, QString> m_summaries; ///< of an app's versions
    std::pair<QByteArray, QByteArray> m_shown; ///< the definitions that are compared
    QLabel *m_title = nullptr;
    QList<QToolButton *> m_buttons;
    QToolButton *m_rollBack = nullptr;
    QToolButton *m_take = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_empty = nullptr;
    QSplitter *m_splitter = nullptr;
    QTreeView *m_list = nullptr;
    QLabel *m_pairTitle = nullptr;
    ChangesView *m_changes = nullptr;
    bool m_isLaidOut = false;
    QTimer m_refresh; ///< one drawing for a burst of answers, or of keys
};

} // namespace Pinion
