// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/modecontrol.h"

#include "ui/form/appreading.h"
#include "ui/form/segmentedcontrol.h"
#include "ui/form/treescript.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::Modes)
};

const JsonPointer &place(QByteArrayView text)
{
    static QHash<QByteArray, JsonPointer> known;
    const QByteArray key = text.toByteArray();
    if (!known.contains(key))
        known.insert(key, JsonPointer::of(text));
    return known[key];
}

/// What was written before a mode was left, for the way back.
using Memory = std::shared_ptr<QHash<QString, QByteArray>>;

Result<void> exchange(TreeScript &script, Memory memory, const QString &out, const QString &in)
{
    const JsonPointer left({out.toUtf8()});
    if (const JsonNode node = script.at(left); node.exists()) {
        memory->insert(out, node.literal().toByteArray());
        if (auto done = script.remove(left); !done)
            return done;
    }
    const JsonPointer entered({in.toUtf8()});
    return memory->contains(in) && !script.at(entered).exists()
        ? script.set(entered, memory->value(in))
        : Result<void>();
}

QString networkModeId(NetworkMode mode)
{
    if (mode == NetworkMode::Host)
        return u"host"_s;
    return mode == NetworkMode::Bridge ? u"container/bridge"_s : u"container"_s;
}

} // namespace

Modes runtimeModes(FormBinder &binder)
{
    Modes modes;
    modes.modes = {
        {u"DOCKER"_s, Words::tr("Docker"),
            Words::tr("The Docker daemon of the node runs the image")},
        {u"MESOS"_s, Words::tr("Mesos (UCR)"),
            Words::tr("Mesos itself runs the image, without a Docker daemon")},
        {u"none"_s, Words::tr("No container"),
            Words::tr("The command runs as a plain process on the node")},
    };
    modes.current = [&binder] {
        const JsonNode container = binder.appNode()["container"];
        return container.isAbsent() ? u"none"_s : container["type"].stringOr(u"DOCKER"_s);
    };
    modes.choose = [&binder](const QString &id) {
        if (id == "none"_L1)
            binder.edit(Words::tr("Run without a container"),
                [](TreeScript &script) { return script.remove(place("/container")); });
        else
            binder.edit(
                id == "DOCKER"_L1 ? Words::tr("Run with Docker") : Words::tr("Run with Mesos"),
                [&](TreeScript &script) {
                    return script.set(
                        place("/container/type"), QByteArray('"' + id.toUtf8() + '"'));
                });
    };
    return modes;
}

Modes unreachableModes(FormBinder &binder)
{
    Modes modes;
    modes.modes = {
        {u"default"_s, Words::tr("Default"), Words::tr("Replaced at once")},
        {u"disabled"_s, Words::tr("Never replace"), Words::tr("Waits until the node is back")},
        {u"custom"_s, Words::tr("Custom"),
            Words::tr("Replaced and forgotten after times of your choice")},
    };
    modes.current = [&binder] {
        const JsonNode value = binder.appNode()["unreachableStrategy"];
        if (value.isAbsent())
            return u"default"_s;
        return value.isString() ? u"disabled"_s : u"custom"_s;
    };
    modes.choose = [&binder](const QString &id) {
        if (id == "default"_L1)
            binder.remove(place("/unreachableStrategy"));
        else
            binder.set(place("/unreachableStrategy"),
                id == "disabled"_L1
                    ? QByteArray(R"("disabled")")
                    : QByteArray(R"({"inactiveAfterSeconds":0,"expungeAfterSeconds":0})"));
    };
    return modes;
}

Modes startModes(FormBinder &binder)
{
    Modes modes;
    modes.modes = {
        {u"image"_s, Words::tr("Image default"), Words::tr("The entry point of the image")},
        {u"cmd"_s, Words::tr("Shell command"), Words::tr("A line for /bin/sh -c")},
        {u"args"_s, Words::tr("Arguments"), Words::tr("A list without a shell in between")},
    };
    const auto memory = std::make_shared<QHash<QString, QByteArray>>();
    // Choosing a way writes nothing yet, so the choice is kept until there is text.
    const auto chosen = std::make_shared<QString>();
    modes.current = [&binder, chosen] {
        switch (startMode(binder.appNode())) {
        case StartMode::Command:
            return u"cmd"_s;
        case StartMode::Arguments:
            return u"args"_s;
        case StartMode::ImageDefault:
            break;
        }
        return chosen->isEmpty() ? u"image"_s : *chosen;
    };
    modes.choose = [&binder, memory, chosen](const QString &id) {
        *chosen = id == "image"_L1 ? QString() : id;
        const QString title = id == "cmd"_L1 ? Words::tr("Start with a shell command")
            : id == "args"_L1                ? Words::tr("Start with arguments")
                                             : Words::tr("Start with the image's default");
        binder.edit(title, [&](TreeScript &script) {
            if (id == "cmd"_L1)
                return exchange(script, memory, u"args"_s, u"cmd"_s);
            if (id == "args"_L1)
                return exchange(script, memory, u"cmd"_s, u"args"_s);
            return exchange(script, memory, u"cmd"_s, QString()).and_then([&] {
                return exchange(script, memory, u"args"_s, QString());
            });
        });
        emit binder.refreshed();
    };
    return modes;
}

Modes networkModes(FormBinder &binder)
{
    Modes modes;
    modes.modes = {
        {u"host"_s, Words::tr("Host"), Words::tr("Uses the addresses and ports of the node")},
        {u"container/bridge"_s, Words::tr("Bridge"),
            Words::tr("Ports of the node lead to ports of the container")},
        {u"container"_s, Words::tr("Container network"),
            Words::tr("Each instance has an address of its own")},
    };
    const auto memory = std::make_shared<QByteArray>();
    modes.current = [&binder] { return networkModeId(networkMode(binder.appNode())); };
    modes.choose = [&binder, memory](const QString &id) {
        if (networkModeId(networkMode(binder.appNode())) == id)
            return;
        if (networkMode(binder.appNode()) == NetworkMode::Container)
            *memory = binder.literal(place("/networks")).value_or(QByteArray());
        const bool hasMemory = id == "container"_L1 && !memory->isEmpty();
        const QByteArray literal
            = hasMemory ? *memory : QByteArray("[{\"mode\":\"" + id.toUtf8() + "\"}]");
        binder.edit(Words::tr("Change network to %1").arg(id), [&](TreeScript &script) {
            return script.set(place("/networks"), literal).and_then([&] {
                return script.remove(place("/container/docker/network"));
            });
        });
    };
    return modes;
}

Modes rolloutModes(FormBinder &binder)
{
    Modes modes;
    modes.modes = {
        {u"1 1"_s, Words::tr("Start new ones first"),
            Words::tr("Needs room for all of them twice; no gap")},
        {u"0.75 0.25"_s, Words::tr("In steps"), Words::tr("Needs little room; no gap")},
        {u"0 0"_s, Words::tr("Stop first"), Words::tr("Needs no room; a short outage")},
        {u"custom"_s, Words::tr("Custom"), Words::tr("The two numbers below")},
    };
    modes.current = [&binder] {
        const JsonNode strategy = binder.appNode()["upgradeStrategy"];
        const bool isLocal = hasLocalVolumes(binder.appNode());
        const double health
            = strategy["minimumHealthCapacity"].toDouble().value_or(isLocal ? 0.5 : 1);
        const double over = strategy["maximumOverCapacity"].toDouble().value_or(isLocal ? 0 : 1);
        if (health == 1 && over == 1)
            return u"1 1"_s;
        if (health == 0.75 && over == 0.25)
            return u"0.75 0.25"_s;
        return health == 0 && over == 0 ? u"0 0"_s : u"custom"_s;
    };
    modes.choose = [&binder](const QString &id) {
        if (id == "custom"_L1) {
            emit binder.refreshed();
            return;
        }
        const QList<QByteArray> numbers = id.toUtf8().split(' ');
        binder.edit(Words::tr("Change how instances are replaced"), [&](TreeScript &script) {
            return script.set(place("/upgradeStrategy/minimumHealthCapacity"), numbers[0])
                .and_then([&] {
                    return script.set(place("/upgradeStrategy/maximumOverCapacity"), numbers[1]);
                });
        });
    };
    return modes;
}

SegmentedControl *makeModeControl(const Modes &modes, QWidget *parent)
{
    auto *control = new SegmentedControl(parent);
    for (const Modes::Mode &mode : modes.modes)
        control->addSegment(mode.id, mode.title, mode.explanation);
    QObject::connect(
        control, &SegmentedControl::chosen, control, [control, modes](const QString &id) {
            modes.choose(id);
            control->setCurrent(modes.current());
        });
    return control;
}

ModeEditor::ModeEditor(const FieldSpec &spec, Modes modes, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_modes(std::move(modes))
    , m_control(makeModeControl(m_modes, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_control);
    for (QToolButton *segment : m_control->segments())
        adopt(segment);
    setFocusProxy(m_control);
}

void ModeEditor::showLiteral(const std::optional<QByteArray> &)
{
    m_control->setCurrent(m_modes.current());
}

void ModeEditor::refreshContext()
{
    m_control->setCurrent(m_modes.current());
}

void ModeEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    setAccessibleName(name);
    setAccessibleDescription(description);
    m_control->setAccessibleTexts(name, description);
}

} // namespace Pinion

#include "moc_modecontrol.cpp"
