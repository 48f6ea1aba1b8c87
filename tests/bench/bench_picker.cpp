// SPDX-License-Identifier: GPL-3.0-or-later
// bench_picker HOST:PORT/REPOSITORY: opens the tag picker on a repository and tells how long its
// first rows take, how long all of them, and how long scrolling through them holds the thread of
// the user interface. The registry is another process, such as "bench_registry serve 20 10000".
#include "timing.h"

#include "ui/registry/registries.h"
#include "ui/registry/tagpicker.h"
#include "ui/registry/tagview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60'000; // milliseconds
constexpr int Steps = 400;

/// Notes how long each event takes that the event loop hands out.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        bool result = false;
        held.push_back(milliseconds([&] { result = QApplication::notify(receiver, event); }));
        --m_depth;
        return result;
    }

    std::vector<double> held;

private:
    int m_depth = 0;
};

void tell(const char *what, TimedApplication &application)
{
    std::printf("%-28s %8.2f ms at worst, %zu events\n", what, worst(application.held),
        application.held.size());
    application.held.clear();
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_picker HOST:PORT/REPOSITORY\n");
        return 2;
    }
    const QTemporaryDir folder;
    Registries registries(RegistriesSetup::alone(AppPaths::below(folder.path())));
    QElapsedTimer clock;
    clock.start();
    TagPicker picker(registries, {QString::fromLocal8Bit(argv[1]) + u":latest"_s, {}, {}, {}, {}});
    picker.resize(1000, 700);
    picker.show();
    const auto *view = picker.findChild<TagView *>(u"tags"_s);
    const auto rows = [view] { return view->model()->rowCount(); };
    if (!QTest::qWaitFor([&] { return rows() > 0; }, Patience))
        return 1;
    std::printf("%-28s %8lld ms, %d rows\n", "first rows after", clock.elapsed(), rows());
    int before = -1;
    while (before != rows()) {
        before = rows();
        QTest::qWait(500);
    }
    tell("listing holds", application);

    QScrollBar *bar = view->verticalScrollBar();
    for (int step = 0; step <= Steps; ++step) {
        bar->setValue(bar->maximum() * step / Steps);
        QTest::qWait(5); // paints, and asks for the digests that came into sight
    }
    tell("scrolling holds", application);
    std::printf("%d rows\n", rows());
    return 0;
}
