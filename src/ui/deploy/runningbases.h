// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targetlink.h"

#include <QHash>
#include <QPointer>

#include <map>

namespace Pinion {

class AppDocument;
class Deployments;

/// What ran on a target when an open document and that target first met, and again after each
/// deployment of this window. What differs from it later was changed by others.
class RunningBases : public QObject
{
    Q_OBJECT

public:
    using Apps = std::map<QString, RunningApp>; ///< by id

    RunningBases(TargetLink &link, const Deployments &deployments, QObject *parent = nullptr);

    /// The document in front, which is compared with the chosen target; may be null.
    void setDocument(const AppDocument *document);
    /// Empty: they have not met.
    [[nodiscard]] Apps of(const AppDocument &document, const QString &target) const;

private:
    void note();
    void forget(const QString &target, const QStringList &apps);

    TargetLink &m_link;
    QPointer<const AppDocument> m_document;
    QHash<const QObject *, std::map<QString, Apps>> m_bases; ///< by document, then by target
};

} // namespace Pinion
