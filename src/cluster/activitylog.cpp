// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/activitylog.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// For a POSIX shell.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString signInOption(SignIn signIn)
{
    switch (signIn) {
    case SignIn::Basic:
        return u" --user \"$PINION_USER\""_s;
    case SignIn::Bearer:
        return u" --header \"Authorization: Bearer $PINION_TOKEN\""_s;
    case SignIn::DcosToken:
    case SignIn::DcosLogin:
        return u" --header \"Authorization: token=$PINION_TOKEN\""_s;
    case SignIn::Certificate:
        return u" --cert \"$PINION_CERTIFICATE\" --key \"$PINION_KEY\""_s;
    case SignIn::None:
        break;
    }
    return {};
}

} // namespace

QString asCurl(const Activity &activity)
{
    QString line = u"curl"_s;
    if (activity.method != "GET")
        line += u" --request "_s + QString::fromLatin1(activity.method);
    line += signInOption(activity.signIn);
    if (activity.sent > 0)
        line += u" --header 'Content-Type: application/json' --data-binary @body.json"_s;
    return line + u' ' + quoted(activity.url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded));
}

ActivityLog::ActivityLog(qsizetype limit, QObject *parent)
    : QObject(parent)
    , m_limit(limit)
{ }

void ActivityLog::add(Activity activity)
{
    activity.url.setUserInfo(QString());
    m_entries.push_back(std::move(activity));
    if (qsizetype(m_entries.size()) > m_limit)
        m_entries.pop_front();
    emit added();
}

void ActivityLog::clear()
{
    m_entries.clear();
    emit cleared();
}

} // namespace Pinion

#include "moc_activitylog.cpp"
