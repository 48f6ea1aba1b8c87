// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/registry/pickermemory.h"
#include "ui/registry/pinbar.h"
#include "ui/registry/tagbrowser.h"
#include "ui/registry/tagnotice.h"

#include <QDialog>

namespace Ui {
class TagPicker;
}

namespace Pinion {

/// The image that a tag is to be chosen for.
struct TagPickerInput
{
    QString image; ///< as in the document; a reference
    ImageRuntime runtime = ImageRuntime::Docker;
    bool isForced = false; ///< pulled on every launch
    Platform platform; ///< of the agents
    QString project; ///< whose manner of pinning is remembered
};

/// What came of it.
struct TagChoice
{
    QString reference;
    bool turnsForcedPullOff = false;
};

/// Lists the tags of a repository, tells how far each can be trusted, and how to write the one that
/// was chosen. Changes nothing itself.
class TagPicker : public QDialog
{
    Q_OBJECT

public:
    TagPicker(Registries &registries, TagPickerInput input, QWidget *parent = nullptr);
    ~TagPicker() override;

    /// After the dialog was accepted.
    [[nodiscard]] const TagChoice &choice() const { return m_choice; }
    void done(int result) override;

signals:
    /// The user would rather type.
    void handWanted();
    void settingsRequested(const QString &domain);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createFilters();
    void createTable();
    void connectBrowser();
    void openRepository();
    void openImage(const ImageReference &image);
    void applyFilter();
    [[nodiscard]] TagSorts chosenSorts() const;
    void showSorts(TagSorts sorts);

    void rowChosen();
    void restoreRow();
    [[nodiscard]] QString tagToSelect() const;
    void updateSubject();
    [[nodiscard]] PinTarget targetOf(
        const QString &tag, const PlatformImage *chosen, QString &note) const;
    [[nodiscard]] QString whyNoDigest(const TagModel::Row &row) const;
    void updateUse();
    void use();
    void showMenu(QPoint position);

    // What stands in the place of the table or above it.
    void refresh();
    void refreshProgress();
    void refreshBar();
    [[nodiscard]] TagNotice::Text busyText();
    [[nodiscard]] TagNotice::Text failureText();
    [[nodiscard]] TagNotice::Text emptyText();
    [[nodiscard]] TagNotice::Button tryAgain();
    [[nodiscard]] TagNotice::Button typeByHand();
    void showSignIn();
    void signIn(const QString &user, const QString &password, bool lasts);
    static QCoro::Task<void> signInNow(
        TagPicker *self, QString user, QString password, std::stop_token stop);
    static QCoro::Task<void> keepLogin(TagPicker *self, std::stop_token stop);
    static QCoro::Task<void> signOutNow(TagPicker *self, std::stop_token stop);

    Registries &m_registries;
    TagPickerInput m_input;
    PickerMemory m_memory;
    ImageReference m_current; ///< what the document has
    std::unique_ptr<Ui::TagPicker> m_ui;
    TagModel *m_model;
    TagBrowser *m_browser;
    QTimer m_patience; ///< until somebody waiting is told for what
    QString m_selected; ///< the tag
    bool m_hasChosen = false; ///< the user has gone to a row
    bool m_isRestoring = false;
    bool m_isUseWanted = false; ///< as soon as the digest is there
    bool m_wantsSignIn = false;
    bool m_wantsKeeping = false; ///< the login, once it has turned out to be good
    QString m_loginProblem;
    TagChoice m_choice;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
