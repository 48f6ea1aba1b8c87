// SPDX-License-Identifier: GPL-3.0-or-later
// bench_parse FOLDER: JsonTree::parse beside nlohmann::json::accept on the same bytes, in turn.
#include "timing.h"

#include "base/textfile.h"
#include "json/jsontree.h"

#include <QDirIterator>

#include <nlohmann/json.hpp>

#include <cstdio>

using namespace Pinion;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_parse FOLDER\n", stderr);
        return 2;
    }
    std::vector<QByteArray> texts;
    double megabytes = 0;
    QDirIterator files(
        QString::fromLocal8Bit(argv[1]), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QByteArray text = readFile(files.next()).value_or(QByteArray());
        if (!JsonTree::parse(text).isValid())
            continue;
        megabytes += double(text.size()) / 1e6;
        texts.push_back(std::move(text));
    }

    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    qsizetype nodes = 0;
    for (int round = 0; round < 15; ++round) {
        ours.push_back(milliseconds([&] {
            for (const QByteArray &text : texts)
                nodes += JsonTree::parse(text).nodeCount();
        }));
        theirs.push_back(milliseconds([&] {
            for (const QByteArray &text : texts)
                nodes += nlohmann::json::accept(text.begin(), text.end()) ? 0 : 1;
        }));
        ratios.push_back(theirs.back() / ours.back());
    }
    std::printf("%zu files, %.2f MB, %lld nodes a round\n", texts.size(), megabytes,
        static_cast<long long>(nodes / 15));
    std::printf(
        "JsonTree::parse          %7.0f MB/s (builds the tree)\n", megabytes / median(ours) * 1e3);
    std::printf("nlohmann::json::accept   %7.0f MB/s (answers yes or no)\n",
        megabytes / median(theirs) * 1e3);
    std::printf("ratio                    %7.2f\n", median(ratios));
    return 0;
}
