// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pinion {

/// What a new app is for.
enum class AppTemplate { WebService, Worker, ScheduledHelper, Command, Empty };

/// What a template needs to know.
struct NewApp
{
    AppTemplate kind = AppTemplate::WebService;
    QString id; ///< absolute: "/shop/orders"
    QString image; ///< unused by Command
    std::optional<int> port; ///< inside the container; only for WebService
};

/// The text of a new app definition. Its findings, if any, are about what the author typed: the
/// template itself asks for a health check, spare capacity and a rollout that keeps it serving.
[[nodiscard]] QByteArray newAppText(const NewApp &app);

/// True if the template runs an image, or listens on a port.
[[nodiscard]] bool usesImage(AppTemplate kind);
[[nodiscard]] bool usesPort(AppTemplate kind);

} // namespace Pinion
