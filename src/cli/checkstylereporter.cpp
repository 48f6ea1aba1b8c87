// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/reportplace.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Readers look at this number to tell the dialect; the format has not changed since 4.3.
const QString DialectVersion = u"4.3"_s;

class CheckstyleReporter : public CheckReporter
{
public:
    explicit CheckstyleReporter(const ReportStyle &style)
        : m_style(style)
        , m_xml(&m_text)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"checkstyle"_s);
        m_xml.writeAttribute(u"version"_s, DialectVersion);
    }

    void add(const FileReport &report) override
    {
        m_xml.writeStartElement(u"file"_s);
        m_xml.writeAttribute(u"name"_s, printable(repositoryPath(report.path, m_style.root)));
        if (report.problem)
            addError(report.problem->position.value_or(TextPosition()), u"error"_s,
                report.problem->message, problemName(report.problem->kind));
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed)
                addError(utf16Position(report, finding.range.begin), severityName(finding.severity),
                    finding.message, finding.rule);
        }
        m_xml.writeEndElement();
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &) override
    {
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
        return m_text;
    }

private:
    void addError(const TextPosition &place, const QString &severity, const QString &message,
        const QString &rule)
    {
        m_xml.writeEmptyElement(u"error"_s);
        m_xml.writeAttribute(u"line"_s, QString::number(place.line));
        m_xml.writeAttribute(u"column"_s, QString::number(place.column));
        m_xml.writeAttribute(u"severity"_s, severity);
        m_xml.writeAttribute(u"message"_s, printable(message));
        m_xml.writeAttribute(u"source"_s, u"pinion."_s + rule);
    }

    const ReportStyle m_style;
    QByteArray m_text;
    QXmlStreamWriter m_xml;
};

} // namespace

std::unique_ptr<CheckReporter> checkstyleReporter(const ReportStyle &style)
{
    return std::make_unique<CheckstyleReporter>(style);
}

} // namespace Pinion
