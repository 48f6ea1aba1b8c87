// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/recovery.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

/// What the window shows without a document: ways to begin, recent files and, after a crash, the
/// documents that had unsaved changes.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &paths);
    void setRecovery(std::vector<RecoveryEntry> entries);
    [[nodiscard]] bool hasRecovery() const { return m_hasRecovery; }

signals:
    void newAppRequested();
    void openRequested();
    void fromClusterRequested();
    void openFileRequested(const QString &path);
    void forgetRequested(const QString &path);
    void showChangesRequested(const Pinion::RecoveryEntry &entry);
    void restoreRequested(const Pinion::RecoveryEntry &entry);
    void discardRequested(const Pinion::RecoveryEntry &entry);

private:
    QLayout *createTitle();
    QLayout *createWays();
    QWidget *createRecent();
    QWidget *createRecovery();
    void addRecoveryRow(int row, const RecoveryEntry &entry);
    void addRecentRow(int row, const QString &path);

    QWidget *m_recovery = nullptr;
    QLabel *m_recoveryTitle = nullptr;
    QGridLayout *m_recoveryRows = nullptr;
    bool m_hasRecovery = false;
    QWidget *m_recent = nullptr;
    QGridLayout *m_recentRows = nullptr;
};

} // namespace Pinion
