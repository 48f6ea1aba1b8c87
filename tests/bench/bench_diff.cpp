// SPDX-License-Identifier: GPL-3.0-or-later
// bench_diff [FOLDER]: compares two groups of 1,000 apps with 100 changes. With a folder it writes
// them there as before.json and after.json as well, for other programs to be measured on.
#include "timing.h"

#include "base/textfile.h"
#include "diff/diffrows.h"
#include "diff/documentcomparison.h"
#include "diff/patch.h"

#include <cstdio>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int Apps = 1000;
constexpr int Changes = 100;

QByteArray appText(int index, bool isChanged)
{
    const QByteArray number = QByteArray::number(index);
    const QByteArray tag = isChanged ? "1.4.2" : "1.4.1";
    QByteArray text = "    {\n      \"id\": \"service-" + number + "\",\n";
    text += "      \"cpus\": 0.5,\n      \"mem\": 512,\n      \"instances\": 3,\n";
    text += "      \"container\": {\n        \"type\": \"DOCKER\",\n        \"docker\": {\n";
    text += "          \"image\": \"registry.example/shop/service-" + number + ':' + tag + "\"\n";
    text += "        },\n        \"portMappings\": [\n";
    text += "          { \"containerPort\": 8080, \"hostPort\": 0, \"name\": \"http\" },\n";
    text += "          { \"containerPort\": 9090, \"hostPort\": 0, \"name\": \"metrics\" }\n";
    text += "        ]\n      },\n      \"networks\": [ { \"mode\": \"container/bridge\" } ],\n";
    text += "      \"env\": {\n";
    for (int i = 0; i < 12; ++i)
        text += "        \"SETTING_" + QByteArray::number(i) + "\": \"value " + number + "\",\n";
    text += "        \"LAST\": \"yes\"\n      },\n";
    text += "      \"healthChecks\": [\n        { \"protocol\": \"MESOS_HTTP\", \"path\": "
            "\"/health\", \"portIndex\": 0 }\n      ],\n";
    text += "      \"labels\": { \"team\": \"shop\", \"number\": \"" + number + "\" }\n    }";
    return text;
}

QByteArray groupText(bool isChanged)
{
    QByteArray text = "{\n  \"id\": \"/shop\",\n  \"apps\": [\n";
    for (int i = 0; i < Apps; ++i) {
        const bool changes = isChanged && i % (Apps / Changes) == 0;
        text += appText(i, changes) + (i + 1 < Apps ? ",\n" : "\n");
    }
    return text + "  ]\n}\n";
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray before = groupText(false);
    const QByteArray after = groupText(true);
    if (argc > 1) {
        const QString folder = QString::fromLocal8Bit(argv[1]);
        if (!writeFile(folder + u"/before.json"_s, before)
            || !writeFile(folder + u"/after.json"_s, after)) {
            std::fprintf(stderr, "%s cannot be written to\n", argv[1]);
            return 3;
        }
    }
    std::vector<double> parsing;
    std::vector<double> comparing;
    std::vector<double> showing;
    std::vector<double> patching;
    size_t changes = 0;
    for (int round = 0; round < 15; ++round) {
        JsonTree one;
        JsonTree other;
        parsing.push_back(milliseconds([&] {
            one = JsonTree::parse(before);
            other = JsonTree::parse(after);
        }));
        DocumentComparison comparison;
        comparing.push_back(
            milliseconds([&] { comparison = compareDocuments({one}, {other}, {}); }));
        changes = comparison.differences.size();
        size_t rows = 0;
        showing.push_back(milliseconds([&] {
            for (const DefinitionDifference &difference : comparison.differences)
                rows += folded(diffRows(difference.comparison)).size();
        }));
        patching.push_back(milliseconds([&] { rows += patch(one.root(), other.root()).size(); }));
    }
    std::printf(
        "%d apps, %lld bytes, %zu differ\n", Apps, static_cast<long long>(before.size()), changes);
    std::printf("%-12s %8.2f ms\n%-12s %8.2f ms\n%-12s %8.2f ms\n%-12s %8.2f ms\n", "parse both",
        median(parsing), "compare", median(comparing), "rows", median(showing), "patch",
        median(patching));
    return 0;
}
