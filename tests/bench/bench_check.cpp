// SPDX-License-Identifier: GPL-3.0-or-later
// bench_check FILE…: what one key stroke costs: parsing the text anew, and running the rules on it.
#include "timing.h"

#include "base/textfile.h"
#include "inspect/inspector.h"

#include <cstdio>

using namespace Pinion;

int main(int argc, char **argv)
{
    std::printf("%10s %10s %10s %9s  %s\n", "bytes", "parse ms", "rules ms", "findings", "file");
    for (int i = 1; i < argc; ++i) {
        const Result<QByteArray> bytes = readFile(QString::fromLocal8Bit(argv[i]));
        if (!bytes) {
            std::fprintf(stderr, "%s\n", qPrintable(bytes.error().text()));
            return 3;
        }
        const RuleConfig config = RuleConfig::builtIn();
        std::vector<double> parsing;
        std::vector<double> checking;
        size_t findings = 0;
        for (int round = 0; round < 25; ++round) {
            JsonTree tree;
            parsing.push_back(milliseconds([&] { tree = JsonTree::parse(*bytes); }));
            checking.push_back(
                milliseconds([&] { findings = inspect(tree, {}, config).findings.size(); }));
        }
        std::printf("%10lld %10.3f %10.3f %9zu  %s\n", static_cast<long long>(bytes->size()),
            median(parsing), median(checking), findings, argv[i]);
    }
    return 0;
}
