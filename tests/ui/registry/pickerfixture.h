// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowfixture.h"

#include "base/textfile.h"
#include "support/registryprocess.h"
#include "ui/registry/tagpicker.h"
#include "ui/registry/tagview.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Pinion {

/// A window with a document that has one image, and the tag picker over it.
struct PickerFixture
{
    explicit PickerFixture(const QString &image, const QByteArray &type = "DOCKER",
        bool isForced = true, const QString &folder = {})
        : settings(folder.isEmpty() ? own.path() : folder)
        , fixture(settings)
    {
        const QString path = own.filePath(QStringLiteral("orders.json"));
        const QByteArray text
            = "{\n  \"id\": \"/shop/orders\",\n  \"cpus\": 0.5,\n  \"mem\": 512,\n"
              "  \"container\": {\n    \"type\": \""
            + type + "\",\n    \"docker\": {\"image\": \"" + image.toUtf8() + '"'
            + (isForced ? ", \"forcePullImage\": true" : "") + "}\n  }\n}\n";
        [&] { QVERIFY(writeFile(path, text)); }();
        view = fixture.window->openFile(path);
        [this] { QVERIFY(view); }();
    }

    [[nodiscard]] QByteArray text() const { return view->document().bytes(); }
    [[nodiscard]] TagPicker *picker() const
    {
        return fixture.window->findChild<TagPicker *>(QStringLiteral("tagPicker"));
    }
    /// By its key, as people do.
    void openPicker() const
    {
        fixture.window->activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(fixture.window.get())); }();
        QTest::keyClick(fixture.window.get(), Qt::Key_T, Qt::ControlModifier);
        [this] { QTRY_VERIFY(picker()); }();
    }
    template <typename T> [[nodiscard]] T *in(const char *name) const
    {
        T *found = picker() ? picker()->findChild<T *>(QLatin1StringView(name)) : nullptr;
        if (!found)
            qFatal("the picker has no %s", name);
        return found;
    }
    [[nodiscard]] TagView *table() const { return in<TagView>("tags"); }
    [[nodiscard]] QStringList shownTags() const
    {
        QStringList tags;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            tags.append(cell(row, TagModel::Tag));
        return tags;
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString cellOf(const QString &tag, int column) const
    {
        const auto row = int(shownTags().indexOf(tag));
        return row < 0 ? QString() : cell(row, column);
    }
    [[nodiscard]] QString selected() const
    {
        return table()->currentIndex().siblingAtColumn(0).data().toString();
    }
    [[nodiscard]] QString label(const char *name) const
    {
        QString text = in<QLabel>(name)->text();
        return text.remove(QChar(0x200B)); // where the line may break
    }
    [[nodiscard]] QPushButton *useButton() const
    {
        return in<QDialogButtonBox>("buttons")->button(QDialogButtonBox::Ok);
    }
    void click(const char *name) const
    {
        QTest::mouseClick(in<QAbstractButton>(name), Qt::LeftButton);
    }
    /// One of the buttons that come and go.
    void press(const QString &text) const
    {
        const auto find = [&]() -> QPushButton * {
            for (QPushButton *button : picker()->findChildren<QPushButton *>()) {
                if (button->text() == text && button->isVisible())
                    return button;
            }
            return nullptr;
        };
        // Layouts show new buttons when the event loop comes round.
        if (!QTest::qWaitFor([&] { return find() != nullptr; }))
            qFatal("there is no button %s", qPrintable(text));
        QTest::mouseClick(find(), Qt::LeftButton);
    }
    [[nodiscard]] bool isTableShown() const { return table()->isVisible(); }

    QTemporaryDir own;
    QString settings;
    WindowFixture fixture;
    DocumentView *view = nullptr;
};

/// Files below a folder that hold a text, in any of the usual spellings.
[[nodiscard]] inline QStringList filesWith(const QString &folder, const QByteArray &secret)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QByteArray bytes = readFile(files.next()).value_or(QByteArray());
        if (bytes.contains(secret) || bytes.contains(secret.toBase64()))
            found.append(files.filePath());
    }
    return found;
}

} // namespace Pinion
