// SPDX-License-Identifier: GPL-3.0-or-later
// bench_registry tags HOST:PORT PATH            wall time of listing all tags, connected already
// bench_registry digests HOST:PORT PATH COUNT   the digests of the first COUNT tags, 16 at once
// bench_registry sort COUNT                     judging and sorting that many names, and sorting
// alone bench_registry serve MILLISECONDS TAGS        a registry that answers after that time, for
// both Plain http; meant for a registry on the loopback interface. Compare with curl, see
// docs/benchmarks.md.
#include "timing.h"

#include "base/foreachlimited.h"
#include "inspect/tagcatalog.h"
#include "registry/registryclient.h"
#include "support/scriptedserver.h"

#include <QCoreApplication>

#include <cstdio>
#include <tuple>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int Runs = 7;
constexpr int AtOnce = 16;

RegistryOptions options(const QString &domain)
{
    RegistryOptions options;
    options.domain = domain;
    options.scheme = RegistryScheme::Http;
    return options;
}

int complain(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.text()));
    return 1;
}

void print(const char *what, qsizetype count, const std::vector<double> &times)
{
    std::printf("%8.2f ms median, %8.2f best, %8.2f worst  %s (%lld)\n", median(times),
        *std::min_element(times.begin(), times.end()), worst(times), what, qint64(count));
}

int measureTags(RegistryClient &client, const QString &path)
{
    std::vector<double> times;
    qsizetype count = 0;
    for (int run = 0; run < Runs; ++run) {
        Result<TagList> list;
        times.push_back(milliseconds([&] { list = QCoro::waitFor(client.tags(path, {}, {})); }));
        if (!list)
            return complain(list.error());
        count = list->tags.size();
    }
    print("tags", count, times);
    return 0;
}

int measureDigests(RegistryClient &client, const QString &path, int count)
{
    const Result<TagList> list = QCoro::waitFor(client.tags(path, {}, {}));
    if (!list)
        return complain(list.error());
    const std::vector<QString> tags(
        list->tags.begin(), list->tags.begin() + std::min<qsizetype>(count, list->tags.size()));
    const auto ask = [&](const QString &tag) { return client.digest(path, tag, {}); };
    std::vector<double> times;
    for (int run = 0; run < Runs; ++run) {
        std::vector<Result<TagDigest>> digests;
        times.push_back(
            milliseconds([&] { digests = QCoro::waitFor(forEachLimited(tags, AtOnce, ask, {})); }));
        for (const Result<TagDigest> &digest : digests) {
            if (!digest)
                return complain(digest.error());
        }
    }
    print("digests", qsizetype(tags.size()), times);
    return 0;
}

/// Names of many kinds, in no order.
QStringList manyNames(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i) {
        const int number = int(qint64(i) * 7919 % count);
        switch (i % 5) {
        case 0:
            names += u"1.%1.%2-alpine3.%3"_s.arg(number / 100).arg(number % 100).arg(i % 20);
            break;
        case 1:
            names += u"v2.%1.%2-rc.%3"_s.arg(number / 100).arg(number % 100).arg(i % 7);
            break;
        case 2:
            names += u"build-%1"_s.arg(number);
            break;
        case 3:
            names += u"main-%1"_s.arg(quint32(number) * 2654435761U, 8, 16, QChar(u'0'));
            break;
        default:
            names += u"202405%1.%2"_s.arg(1 + number % 28, 2, 10, QChar(u'0')).arg(number);
        }
    }
    return names;
}

int measureSort(int count)
{
    constexpr size_t FirstRows = 50;
    const QStringList names = manyNames(count);
    const ImageReference repository = ImageReference::parse(u"demo/app"_s).value();
    std::vector<double> judging;
    std::vector<double> sorting;
    std::vector<double> choosing;
    for (int run = 0; run < Runs; ++run) {
        judging.push_back(
            milliseconds([&] { std::ignore = catalogOf(repository, names, Ledger()); }));
        const std::vector<TagKey> keys = tagKeys(names);
        sorting.push_back(milliseconds([&] { std::ignore = newestOf(keys); }));
        choosing.push_back(milliseconds([&] { std::ignore = newestOf(keys, FirstRows); }));
    }
    print("names judged and sorted", count, judging);
    print("names sorted, read already", count, sorting);
    print("the newest 50 of them", count, choosing);
    return 0;
}

int serve(int delay, int tags)
{
    QByteArrayList names;
    for (int i = 0; i < tags; ++i)
        names += "\"build-" + QByteArray::number(10'000 + i) + '"';
    const QByteArray list = R"({"name":"demo/app","tags":[)" + names.join(',') + "]}";
    const ScriptedServer server([&](const SeenRequest &request) {
        Answer answer(200, request.target.contains("/tags/") ? list : QByteArray());
        if (request.target.contains("/manifests/")) {
            answer.headers.append(
                qMakePair("Docker-Content-Digest", "sha256:" + QByteArray(64, 'a')));
            answer.delay = delay;
        }
        return answer;
    });
    std::printf("%s\n", qPrintable(server.domain()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().sliced(1);
    if (words.value(0) == "serve"_L1 && words.size() == 3)
        return serve(words[1].toInt(), words[2].toInt());
    if (words.value(0) == "sort"_L1 && words.size() == 2)
        return measureSort(words[1].toInt());
    if (words.size() < 3) {
        std::fputs("usage: bench_registry tags|digests HOST:PORT PATH [COUNT]\n"
                   "       bench_registry sort COUNT\n",
            stderr);
        return 2;
    }
    HttpClient http;
    RegistryClient client(http, options(words[1]));
    const Result<RegistryInfo> info = QCoro::waitFor(client.ping({}));
    if (!info)
        return complain(info.error());
    return words[0] == "tags"_L1
        ? measureTags(client, words[2])
        : measureDigests(client, words[2], words.value(3, u"500"_s).toInt());
}
