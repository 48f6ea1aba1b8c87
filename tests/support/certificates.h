// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pinion {

/// Keys and certificates for one test, made with the openssl program: an own authority
/// ("ca.crt"), and what it signs.
class Certificates
{
public:
    explicit Certificates(QString folder);

    [[nodiscard]] QString path(const QString &name) const { return m_folder + u'/' + name; }
    /// NAME.key and NAME.crt. `extensions` are lines such as "subjectAltName=IP:127.0.0.1".
    void sign(const QString &name, const QStringList &extensions, int days = 30) const;
    /// A key and a certificate that it signs itself.
    void selfSign(const QString &name, const QString &algorithm) const;

private:
    QString m_folder;
};

/// Runs a program to its end; its standard output. Ends the test program when it fails.
QByteArray runProgram(const QString &program, const QStringList &arguments,
    const QString &folder = {}, const QByteArray &input = {});

} // namespace Pinion
