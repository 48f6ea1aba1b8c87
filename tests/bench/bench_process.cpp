// SPDX-License-Identifier: GPL-3.0-or-later
// bench_process RUNS COMMAND [ -- OTHER COMMAND ]: wall time of whole processes from start to end,
// the two in turn, with the median of their ratio.
#include "timing.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <cstdlib>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

double run(QStringList command)
{
    QProcess process;
    process.setProgram(command.takeFirst());
    process.setArguments(command);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const double time = milliseconds([&process] {
        process.start();
        process.waitForFinished(-1);
    });
    if (process.error() == QProcess::FailedToStart) {
        std::fprintf(stderr, "%s cannot be started\n", qPrintable(process.program()));
        std::exit(1);
    }
    return time;
}

void print(const QStringList &command, const std::vector<double> &times)
{
    const double best = *std::min_element(times.begin(), times.end());
    std::printf("%8.2f ms median, %8.2f best, %8.2f worst  %s\n", median(times), best, worst(times),
        qPrintable(command.first()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    const int runs = arguments.isEmpty() ? 0 : arguments.takeFirst().toInt();
    const qsizetype separator = arguments.indexOf(u"--"_s);
    const QStringList first = separator < 0 ? arguments : arguments.first(separator);
    const QStringList second = separator < 0 ? QStringList() : arguments.sliced(separator + 1);
    if (runs < 1 || first.isEmpty()) {
        std::fputs("usage: bench_process RUNS COMMAND [ -- OTHER COMMAND ]\n", stderr);
        return 2;
    }

    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    for (int i = 0; i <= runs; ++i) {
        const double a = run(first);
        const double b = second.isEmpty() ? 0 : run(second);
        if (i == 0)
            continue; // warms the caches
        ours.push_back(a);
        theirs.push_back(b);
        ratios.push_back(a / b);
    }
    print(first, ours);
    if (!second.isEmpty()) {
        print(second, theirs);
        std::printf("%8.3f ratio, first to second (median of pairs)\n", median(ratios));
    }
    return 0;
}
