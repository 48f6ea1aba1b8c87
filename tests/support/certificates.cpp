// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QStringList EcKey{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};

} // namespace

QByteArray runProgram(const QString &program, const QStringList &arguments, const QString &folder,
    const QByteArray &input)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

Certificates::Certificates(QString folder)
    : m_folder(std::move(folder))
{
    selfSign(u"ca"_s, u"ec"_s);
}

void Certificates::selfSign(const QString &name, const QString &algorithm) const
{
    const QStringList key = algorithm == "ec"_L1 ? EcKey : QStringList{u"-newkey"_s, algorithm};
    runProgram(u"openssl"_s,
        QStringList{u"req"_s, u"-x509"_s} + key
            + QStringList{u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s,
                u"/CN=Pinion test "_s + name, u"-keyout"_s, name + u".key"_s, u"-out"_s,
                name + u".crt"_s},
        m_folder);
}

void Certificates::sign(const QString &name, const QStringList &extensions, int days) const
{
    runProgram(u"openssl"_s,
        QStringList{u"req"_s} + EcKey
            + QStringList{u"-nodes"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s, name + u".key"_s,
                u"-out"_s, name + u".csr"_s},
        m_folder);
    QFile file(path(name + u".ext"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the extensions");
    file.write(extensions.join(u'\n').toUtf8() + '\n');
    file.close();
    runProgram(u"openssl"_s,
        {u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, u"ca.crt"_s, u"-CAkey"_s,
            u"ca.key"_s, u"-CAcreateserial"_s, u"-days"_s, QString::number(days), u"-extfile"_s,
            name + u".ext"_s, u"-out"_s, name + u".crt"_s},
        m_folder);
}

} // namespace Pinion
