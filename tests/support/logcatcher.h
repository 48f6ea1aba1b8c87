// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace Pinion {

/// Everything that is logged while it lives, of all categories and weights.
class LogCatcher
{
public:
    LogCatcher()
    {
        s_text.clear();
        QLoggingCategory::setFilterRules(QStringLiteral("pinion.*=true"));
        m_former = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &,
                                              const QString &line) { s_text += line + u'\n'; });
    }
    ~LogCatcher()
    {
        qInstallMessageHandler(m_former);
        QLoggingCategory::setFilterRules(QString());
    }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    [[nodiscard]] QString text() const { return s_text; }

private:
    static inline QString s_text;
    QtMessageHandler m_former;
};

} // namespace Pinion
