// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foreachlimited.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/registryoptions.h"
#include "cli/waiting.h"
#include "inspect/tagcatalog.h"

#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int DefaultLimit = 50;
constexpr int DetailsAtOnce = 4;
constexpr qsizetype ShownDigits = 19; // "sha256:" and twelve more

constexpr std::array Options{
    Option{"--details", "", "also ask for digest, platforms, size and build date of each tag"},
    Option{"--format", "text|json", "how to write the tags; text by default"},
    Option{"--limit", "N", "show at most N tags, 50 by default; 0 shows all"},
    PlainHttpOption,
    CaOption,
    UserOption,
    PasswordOption,
};

struct TagRow
{
    QString tag;
    TagOutlook outlook;
    std::optional<TagDetails> details;
    QString problem; ///< why there are no details
};

struct TagTable
{
    ImageReference repository;
    std::vector<TagRow> rows;
    qsizetype total = 0; ///< without signatures and caches
    bool isComplete = true;
};

QString platformsOf(const TagDetails &details)
{
    QStringList names;
    for (const Platform &platform : details.platforms)
        names.append(platform.text());
    if (names.isEmpty() && !details.platform.text().isEmpty())
        names.append(details.platform.text());
    return names.join(u' ');
}

QString sizeText(qint64 bytes)
{
    return bytes > 0 ? QLocale::c().formattedDataSize(bytes, 0, QLocale::DataSizeSIFormat) : u"–"_s;
}

QString dateText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd"_s) : u"–"_s;
}

QStringList cells(const TagRow &row)
{
    QStringList cells{row.tag, kindName(row.outlook.forecast.kind), row.outlook.label()};
    if (row.details) {
        const TagDetails &details = *row.details;
        cells += {details.top.digest.left(ShownDigits), platformsOf(details),
            sizeText(details.downloadSize), dateText(details.config.built)};
    } else if (!row.problem.isEmpty()) {
        cells += row.problem;
    }
    return cells;
}

QByteArray asText(const TagTable &table)
{
    std::vector<QStringList> lines;
    for (const TagRow &row : table.rows)
        lines.push_back(cells(row));
    QString text = columns(lines);
    const qsizetype hidden = table.total - qsizetype(table.rows.size());
    if (hidden > 0)
        text += u"… and %1 more; --limit 0 shows all\n"_s.arg(hidden);
    if (!table.isComplete)
        text += u"The registry did not tell all tags.\n"_s;
    return text.toUtf8();
}

void write(JsonWriter &json, const TagDetails &details)
{
    json.member("digest", details.top.digest);
    json.member("mediaType", details.top.mediaType);
    json.key("platforms");
    json.beginArray();
    for (const QString &platform : platformsOf(details).split(u' ', Qt::SkipEmptyParts))
        json.value(platform);
    json.endArray();
    json.member("platformDigest", details.platformDigest);
    json.member("size", details.downloadSize);
    json.key("built");
    if (details.config.built.isValid())
        json.value(details.config.built.toUTC().toString(Qt::ISODate));
    else
        json.null();
}

QByteArray asJson(const TagTable &table)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.member("repository", table.repository.repository());
    json.member("complete", table.isComplete);
    json.member("total", qint64(table.total));
    json.key("tags");
    json.beginArray();
    for (const TagRow &row : table.rows) {
        json.beginObject();
        json.member("tag", row.tag);
        json.member("kind", kindName(row.outlook.forecast.kind));
        json.member("confidence", qint64(row.outlook.forecast.confidence));
        json.member("outlook", row.outlook.label());
        if (row.details)
            write(json, *row.details);
        if (!row.problem.isEmpty())
            json.member("error", row.problem);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

TagTable tableOf(
    const ImageReference &repository, const TagList &list, size_t limit, const Ledger &ledger)
{
    TagTable table;
    table.repository = repository;
    table.isComplete = list.isComplete;
    const size_t most = limit == 0 ? SIZE_MAX : limit;
    const TagCatalog catalog = catalogOf(repository, list.tags, ledger, most);
    table.total = catalog.total;
    for (const CatalogTag &tag : catalog.tags)
        table.rows.push_back({tag.key.tag(), tag.outlook, {}, {}});
    return table;
}

std::vector<LedgerNews> addDetails(TagTable &table, RegistrySource &source)
{
    std::vector<QString> tags;
    for (const TagRow &row : table.rows)
        tags.push_back(row.tag);
    const auto ask = [&](const QString &tag) {
        return source.details(table.repository, tag, std::stop_token());
    };
    std::vector<Result<TagDetails>> answers
        = resultOf(forEachLimited(std::move(tags), DetailsAtOnce, ask, std::stop_token()));
    std::vector<LedgerNews> news;
    for (size_t i = 0; i < answers.size(); ++i) {
        TagRow &row = table.rows[i];
        if (!answers[i]) {
            row.problem = answers[i].error().message;
            continue;
        }
        row.details = std::move(*answers[i]);
        news.push_back({table.repository.repository() + u':' + row.tag, row.details->top,
            source.now(), row.details->platformDigest});
    }
    return news;
}

Result<ExitCode> listTags(const Arguments &arguments, Console &console)
{
    const QString word = QString::fromUtf8(arguments.words().first());
    const Result<ImageReference> repository = ImageReference::parse(word);
    if (!repository)
        return tl::make_unexpected(repository.error());
    if (repository->written != word)
        return fail(ErrorKind::Invalid, u"%1 is more than a repository."_s.arg(word),
            u"Leave out the tag: %1."_s.arg(repository->written));
    bool isNumber = true;
    const QByteArray asked = arguments.value("--limit");
    const int limit = asked.isEmpty() ? DefaultLimit : asked.toInt(&isNumber);
    if (!isNumber || limit < 0)
        return fail(ErrorKind::Invalid, u"--limit takes a number, 0 for all."_s);

    const OnlineScope online;
    const auto source = openRegistries(arguments, {word});
    if (!source)
        return tl::make_unexpected(source.error());
    const Result<TagList> list = resultOf((*source)->tags(*repository, std::stop_token()));
    for (const QString &warning : (*source)->warnings())
        console.complain(u"pinion-cli: "_s + printable(warning));
    if (!list) {
        console.complain(u"pinion-cli: "_s + printable(list.error().text()));
        return ExitCode::Unreadable;
    }
    const LedgerFile file = LedgerFile::standard();
    TagTable table = tableOf(*repository, *list, size_t(limit), file.read().value_or(Ledger()));
    if (arguments.has("--details")) {
        if (const auto added = file.add(addDetails(table, **source)); !added)
            console.complain(u"pinion-cli: "_s + printable(added.error().text()));
    }
    console.print(arguments.value("--format") == "json" ? asJson(table) : asText(table));
    return ExitCode::Clean;
}

ExitCode runTags(const Arguments &arguments, Console &console)
{
    const Result<ExitCode> code = listTags(arguments, console);
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return ExitCode::Usage;
}

} // namespace

constinit const Command TagsCommand{
    .name = "tags",
    .operands = "REPOSITORY",
    .summary = "lists the tags of a repository, the newest first",
    .help = "Sorts by what the names tell: versions, dates, build numbers, then the tags that "
            "move. Beside each stands how far it can be trusted to keep its image, from its name "
            "and from what was seen of it before. Signatures and build caches are left out.\n"
            "\n"
            "Logins come from Docker's configuration and its helper programs. The exit code is 3 "
            "when the registry does not answer or does not know the repository.",
    .leastWords = 1,
    .mostWords = 1,
    .options = Options,
    .run = runTags,
};

} // namespace Pinion
