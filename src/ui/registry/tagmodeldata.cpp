// SPDX-License-Identifier: GPL-3.0-or-later
// TagModel: what the cells say.
#include "ui/registry/runningimages.h"
#include "ui/registry/tagmodel.h"
#include "ui/registry/tagtexts.h"

#include <QFont>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString NotTold = u"–"_s;
const QString NotYet = u"…"_s;

QString digestTip(const TagDigest &digest)
{
    return digest.digest.isEmpty() ? QString() : QString(digest.digest + u'\n' + digest.mediaType);
}

} // namespace

QString TagModel::text(const Row &row, int column) const
{
    const QString tag = row.tag.key.tag();
    // A dash is for what is known not to be told, dots for what nobody has looked at.
    const QString missing = row.hasDetails || !row.problem.isEmpty() ? NotTold : NotYet;
    switch (column) {
    case Tag:
        return tag;
    case Kind:
        return outlookText(tag, row.tag.outlook).word;
    case Date: {
        const QDateTime built = row.details ? row.details->config.built : QDateTime();
        const QDateTime time = m_tellsPushes ? row.pushed : built;
        if (time.isValid())
            return timeAgo(time, QDateTime::currentDateTimeUtc());
        return m_tellsPushes ? NotTold : missing;
    }
    case Platforms:
        return row.hasDetails ? platformsText(*row.details) : missing;
    case Size:
        return row.size > 0 ? sizeText(row.size) : missing;
    case Digest:
        return row.details ? shortDigest(row.details->top.digest) : missing;
    case RunsOn: {
        const QString digest = row.details ? row.details->top.digest : QString();
        return m_running
            ? m_running->targetsRunning(m_repository.repository(), tag, digest).join(u", "_s)
            : QString();
    }
    default:
        return {};
    }
}

QString TagModel::toolTip(const Row &row, int column) const
{
    const QString tag = row.tag.key.tag();
    if (!row.problem.isEmpty() && column > Kind)
        return row.problem;
    switch (column) {
    case Tag:
        return row.details && !row.details->version.isEmpty()
            ? tr("%1 (the image calls itself version %2)").arg(tag, row.details->version)
            : tag;
    case Kind:
        return outlookText(tag, row.tag.outlook).explanation;
    case Date: {
        const QDateTime built = row.details ? row.details->config.built : QDateTime();
        QStringList lines;
        if (row.pushed.isValid())
            lines.append(tr("Pushed %1").arg(row.pushed.toUTC().toString(Qt::ISODate)));
        if (built.isValid())
            lines.append(tr("Built %1").arg(built.toUTC().toString(Qt::ISODate)));
        return lines.join(u'\n');
    }
    case Size:
        return row.size > 0 ? tr("%1 bytes to pull").arg(QLocale().toString(row.size)) : QString();
    case Digest:
        return row.details ? digestTip(row.details->top) : QString();
    default:
        return text(row, column);
    }
}

QString TagModel::platformCell(const PlatformImage &image, int column) const
{
    switch (column) {
    case Tag:
        return image.platform.text();
    case Kind:
        return tr("this platform only");
    case Digest:
        return shortDigest(image.digest);
    default:
        return {};
    }
}

QVariant TagModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int column = index.column();
    if (const PlatformImage *image = platformAt(index)) {
        if (role == Qt::ToolTipRole && column == Digest)
            return QString(image->digest + u'\n' + image->mediaType);
        return role == Qt::DisplayRole ? QVariant(platformCell(*image, column)) : QVariant();
    }
    const Row &row = shownRow(index.row());
    const QString tag = row.tag.key.tag();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(row, column);
        return shown == NotYet ? tr("not looked up yet")
            : shown == NotTold ? tr("not told")
                               : shown;
    }
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::DecorationRole: {
        if (column != Kind)
            return {};
        const OutlookText outlook = outlookText(tag, row.tag.outlook);
        return themeIcon(outlook.icon, outlook.role);
    }
    case Qt::FontRole: {
        QFont font;
        font.setBold(tag == m_filter.always);
        return column == Tag && font.bold() ? QVariant(font) : QVariant();
    }
    default:
        return {};
    }
}

QVariant TagModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Date) {
        return m_tellsPushes ? tr("When the tag was set, as the registry says")
                             : tr("When the image was built, as the image says: this registry "
                                  "does not tell when tags were set");
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tag:
        return tr("Tag");
    case Kind:
        return tr("Kind");
    case Date:
        return m_tellsPushes ? tr("Pushed") : tr("Built");
    case Platforms:
        return tr("Platforms");
    case Size:
        return tr("Size");
    case Digest:
        return tr("Digest");
    case RunsOn:
        return tr("Runs on");
    default:
        return {};
    }
}

} // namespace Pinion
