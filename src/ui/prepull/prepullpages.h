// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/agents.h"
#include "prepull/progress.h"
#include "ui/prepull/prepullwizard.h"

#include <QTimer>
#include <QWizardPage>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QTreeWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class HostTable;

/// Which image, and whether it may be pulled everywhere.
class PrepullImagePage : public QWizardPage
{
    Q_OBJECT

public:
    PrepullImagePage(PrepullSession &session, const PrepullSubject &subject, QWidget *parent);

    [[nodiscard]] bool isComplete() const override;
    bool validatePage() override;

signals:
    void pinRequested();

private:
    void judge();

    PrepullSession &m_session;
    PrepullSubject m_subject;
    QLineEdit *m_image;
    QLabel *m_verdict;
    QPushButton *m_pin;
    bool m_isGood = false;
};

/// On which nodes; those that cannot be used say why.
class PrepullNodesPage : public QWizardPage
{
    Q_OBJECT

public:
    PrepullNodesPage(PrepullSession &session, QWidget *parent);

    void initializePage() override;
    void cleanupPage() override;
    [[nodiscard]] bool isComplete() const override;
    bool validatePage() override;

private:
    void createTable(QVBoxLayout &lines);
    void createTrouble(QVBoxLayout &lines);
    void showScene();
    void addRow(const HostVerdict &verdict, const QString &bar);
    void filter(const QString &text);
    void count();
    void keepTicks();
    [[nodiscard]] QStringList chosen() const;

    PrepullSession &m_session;
    QWidget *m_list = nullptr;
    QTreeWidget *m_table = nullptr;
    QLabel *m_counter = nullptr;
    QWidget *m_trouble = nullptr;
    QLabel *m_problem = nullptr;
    QWidget *m_askMaster = nullptr;
    QLineEdit *m_master = nullptr;
    QPushButton *m_again = nullptr;
    bool m_hasAsked = false;
    QHash<QString, QString> m_barred; ///< hosts that the app stays away from
    QHash<QString, bool> m_ticks; ///< as the user has left them
};

/// What runs the pulls, and what that means.
class PrepullHowPage : public QWizardPage
{
    Q_OBJECT

public:
    PrepullHowPage(PrepullSession &session, QWidget *parent);

    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;
    bool validatePage() override;

private:
    struct Way
    {
        PrepullVia via;
        QRadioButton *button;
        QLabel *text;
        QString needs;
    };

    void createWays(QVBoxLayout &lines);
    void createScheduler(QVBoxLayout &lines);
    void createMore(QVBoxLayout &lines);
    void createEnd(QVBoxLayout &lines);
    void showWay();
    void showHazards();
    [[nodiscard]] PrepullVia via() const;
    void take() const;

    PrepullSession &m_session;
    std::vector<Way> m_ways;
    QWidget *m_scheduler = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QWidget *m_eremetic = nullptr;
    QLineEdit *m_helper = nullptr;
    QComboBox *m_attribute = nullptr;
    QWidget *m_more = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QSpinBox *m_minutes = nullptr;
    QLineEdit *m_credentials = nullptr;
    QCheckBox *m_sudo = nullptr;
    QLabel *m_hazards = nullptr;
    QLabel *m_problem = nullptr;
    QLineEdit *m_typed = nullptr;
};

/// What goes on, node by node.
class PrepullRunPage : public QWizardPage
{
    Q_OBJECT

public:
    PrepullRunPage(PrepullSession &session, QWidget *parent);

    void initializePage() override;
    /// Goes on by itself once the pulling is over.
    [[nodiscard]] bool isComplete() const override;

private:
    void update();

    PrepullSession &m_session;
    QLabel *m_counts;
    QProgressBar *m_bar;
    QLabel *m_trouble;
    HostTable *m_table;
    QTimer m_tick; ///< the times
};

/// What came of it, and what is left to do.
class PrepullResultPage : public QWizardPage
{
    Q_OBJECT

public:
    /// `canDeploy`: the app is in the document in front.
    PrepullResultPage(PrepullSession &session, bool canDeploy, QWidget *parent);

    void initializePage() override;
    /// Not before nothing is left on the target, or that has failed.
    [[nodiscard]] bool isComplete() const override;

signals:
    void deployRequested();

private:
    void update();
    void proceed(const Result<void> &started);
    [[nodiscard]] QString resultText() const;
    [[nodiscard]] QString leftOutText() const;
    [[nodiscard]] QString cleaningText() const;

    PrepullSession &m_session;
    bool m_canDeploy;
    QLabel *m_sentence;
    QLabel *m_cleaning;
    QLabel *m_leftOut;
    HostTable *m_table;
    QPushButton *m_retry;
    QPushButton *m_new;
    QPushButton *m_deploy;
};

} // namespace Pinion
