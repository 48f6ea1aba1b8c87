// SPDX-License-Identifier: GPL-3.0-or-later
// Kept small on purpose: a large precompiled header gains nothing once ccache is warm.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringView>

#include <optional>
#include <utility>
#include <vector>
