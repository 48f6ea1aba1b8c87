// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

/// What a run of the built pinion-cli left behind.
struct Run
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// A folder of its own in which the program runs.
class Workbench
{
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QDir dir() const { return QDir(m_folder.path()); }
    /// Writes a file, making the folders on the way, and answers its name.
    QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray read(const QString &name) const;
    /// Runs pinion-cli with nothing to read on standard input, without colours.
    [[nodiscard]] Run run(const QStringList &words) const;
    /// The same while this thread goes on to serve; "NAME=VALUE" are added to the environment.
    [[nodiscard]] Run runBeside(
        const QStringList &words, const QStringList &environment = {}) const;
    /// Runs any program; the code is -1 when it cannot be started.
    [[nodiscard]] Run runOther(
        const QString &program, const QStringList &words, const QByteArray &input = {}) const;
    /// Runs pinion-cli with a terminal at which somebody types; nothing if none can be had.
    [[nodiscard]] std::optional<Run> runAtTerminal(
        const QString &words, const QByteArray &typed) const;

private:
    QTemporaryDir m_folder;
};

/// An app without any finding.
[[nodiscard]] QByteArray cleanApp();
/// The same with this image, and a forced pull if asked for.
[[nodiscard]] QByteArray appWithImage(const QByteArray &image, bool isForced = false);
