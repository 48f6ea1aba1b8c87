// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "inspect/imageevidence.h"
#include "ui/findings/imagereport.h"
#include "ui/registry/registries.h"

#include <QTimer>

namespace Pinion {

class Analysis;

/// Tells open documents what is known about their images: from the ledger always, and from the
/// registries for those that the user allows to be looked up. Asks a few at a time, and not again
/// for a quarter of an hour.
class ImageWatch : public QObject
{
    Q_OBJECT

public:
    explicit ImageWatch(Registries &registries, QObject *parent = nullptr);
    ~ImageWatch() override;

    void follow(Analysis &analysis);
    /// Reads the documents anew and asks what is worth asking.
    void look();

private:
    struct Seen
    {
        ImageSighting sighting;
        QDateTime at;
    };

    [[nodiscard]] static QString keyOf(const ImageQuestion &question);
    [[nodiscard]] bool isAllowed(const ImageQuestion &question) const;
    [[nodiscard]] bool isFresh(const ImageQuestion &question) const;
    [[nodiscard]] std::vector<ImageQuestion> questionsOf(const Analysis &analysis) const;
    [[nodiscard]] ImageReport reportOf(
        const ImageQuestion &question, const Analysis &analysis) const;
    void report(Analysis &analysis);
    void forget(const QString &domain);
    void take(const ImageQuestion &question, ImageSighting sighting);
    static QCoro::Task<void> ask(
        ImageWatch *self, std::vector<ImageQuestion> questions, std::stop_token stop);

    Registries &m_registries;
    std::vector<Analysis *> m_followed;
    QHash<QString, Seen> m_seen; ///< by keyOf()
    QSet<QString> m_asked; ///< under way, by keyOf()
    QTimer m_pause; ///< until somebody typing has finished
    QTimer m_again;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
