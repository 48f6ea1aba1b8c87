// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/pickermemory.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView SizeKey{"picker/size"};
constexpr QLatin1StringView ColumnsKey{"picker/columns"};
constexpr QLatin1StringView RepositoriesKey{"picker/repositories"};
constexpr qsizetype MostRepositories = 12;

QString sortsKey(const QString &domain)
{
    return u"picker/shown/"_s + domain;
}

/// Paths hold what would be groups of settings.
QString modeKey(const QString &project)
{
    const QByteArray hash
        = QCryptographicHash::hash(project.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return u"picker/mode/"_s + QString::fromLatin1(hash);
}

} // namespace

PickerMemory::PickerMemory(const QString &settingsFile)
    : m_settings(settingsFile, QSettings::IniFormat)
{ }

QSize PickerMemory::size() const
{
    return m_settings.value(SizeKey).toSize();
}

void PickerMemory::setSize(QSize size)
{
    m_settings.setValue(SizeKey, size);
}

QByteArray PickerMemory::columns() const
{
    return m_settings.value(ColumnsKey).toByteArray();
}

void PickerMemory::setColumns(const QByteArray &state)
{
    m_settings.setValue(ColumnsKey, state);
}

TagSorts PickerMemory::sorts(const QString &domain) const
{
    const int kept = m_settings.value(sortsKey(domain), -1).toInt();
    return kept < 0 ? TagFilter().sorts : TagSorts(kept);
}

void PickerMemory::setSorts(const QString &domain, TagSorts sorts)
{
    if (sorts != this->sorts(domain))
        m_settings.setValue(sortsKey(domain), int(sorts));
}

PinMode PickerMemory::mode(const QString &project) const
{
    const int kept = m_settings.value(modeKey(project), 0).toInt();
    return PinMode(std::clamp(kept, 0, int(PinMode::TagOnly)));
}

void PickerMemory::setMode(const QString &project, PinMode mode)
{
    m_settings.setValue(modeKey(project), int(mode));
}

QStringList PickerMemory::repositories() const
{
    return m_settings.value(RepositoriesKey).toStringList();
}

void PickerMemory::addRepository(const QString &written)
{
    QStringList all = repositories();
    all.removeAll(written);
    all.prepend(written);
    m_settings.setValue(RepositoriesKey, all.mid(0, MostRepositories));
}

} // namespace Pinion
