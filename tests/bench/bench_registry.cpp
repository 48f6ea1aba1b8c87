// SPDX-License-Identifier: GPL-3.0-or-later
// bench_registry tags HOST:PORT PATH            wall time of listing all tags, connected already
// bench_registry digests HOST:PORT PATH COUNT   the digests of the first COUNT tags, 16 at once
// bench_registry serve MILLISECONDS TAGS        a registry that answers after that time, for both
// Plain http; meant for a registry on the loopback interface. Compare with curl, see
// docs/benchmarks.md.
#include "timing.h"

#include "base/foreachlimited.h"
#include "registry/registryclient.h"
#include "support/scriptedserver.h"

#include <QCoreApplication>

#include <cstdio>

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
    if (words.size() < 3) {
        std::fputs("usage: bench_registry tags|digests HOST:PORT PATH [COUNT]\n", stderr);
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
