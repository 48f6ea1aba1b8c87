// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

/// One restart on Marathon 1.10: what it starts from, and its course.
struct RollingRow
{
    int present;
    int healthy; ///< as Marathon counts
    int target;
    double minimumHealth;
    double overCapacity;
    bool isResident;
    int minHealthy;
    int maxCapacity;
    bool hasExtra;
    int killNow;
    int startNow;
    int floor;
    int ceiling;
    bool ends;
};

inline constexpr std::array RollingRows = {
    RollingRow{1, 1, 1, 1, 1, false, 1, 2, false, 0, 1, 1, 2, true},
    RollingRow{1, 1, 1, 0, 0, false, 0, 1, false, 1, 0, 0, 1, true},
    RollingRow{1, 1, 1, 1, 0, false, 1, 2, true, 0, 1, 1, 2, true},
    RollingRow{1, 1, 1, 0.5, 0, false, 1, 2, true, 0, 1, 1, 2, true},
    RollingRow{1, 1, 1, 0.5, 0, true, 1, 1, false, 1, 0, 0, 1, true},
    RollingRow{1, 1, 1, 0, 1, false, 0, 2, false, 1, 1, 0, 2, true},
    RollingRow{2, 2, 2, 0.5, 0, false, 1, 2, false, 1, 0, 1, 2, true},
    RollingRow{2, 2, 2, 1, 1, false, 2, 4, false, 0, 2, 2, 4, true},
    RollingRow{3, 3, 3, 0.5, 0, false, 2, 3, false, 1, 0, 2, 3, true},
    RollingRow{3, 3, 3, 1, 0, false, 3, 4, true, 0, 1, 3, 4, true},
    RollingRow{3, 3, 3, 1, 0.7, false, 3, 5, false, 0, 2, 3, 5, true},
    RollingRow{3, 3, 3, 0.7, 0, false, 3, 4, true, 0, 1, 3, 4, true},
    RollingRow{3, 3, 3, 0.5, 0.2, false, 2, 3, false, 1, 0, 2, 3, true},
    RollingRow{4, 4, 3, 1, 0.3, false, 3, 4, true, 1, 0, 3, 4, true},
    RollingRow{5, 5, 5, 0.5, 0, true, 3, 5, false, 2, 0, 3, 5, true},
    RollingRow{5, 5, 5, 1, 0, true, 5, 5, false, 1, 0, 4, 5, true},
    RollingRow{7, 7, 5, 1, 0, true, 5, 5, false, 3, 0, 4, 7, true},
    RollingRow{5, 5, 5, 0.9, 0, false, 5, 6, true, 0, 1, 5, 6, true},
    RollingRow{5, 5, 5, 0.8, 0, false, 4, 5, false, 1, 0, 4, 5, true},
    RollingRow{10, 10, 10, 1, 1, false, 10, 20, false, 0, 10, 10, 20, true},
    RollingRow{10, 10, 10, 0.5, 0.5, false, 5, 15, false, 5, 5, 5, 15, true},
    RollingRow{10, 10, 10, 0.8, 0.2, false, 8, 12, false, 2, 2, 8, 12, true},
    RollingRow{10, 10, 10, 0.9, 0.1, false, 9, 11, false, 1, 1, 9, 11, true},
    RollingRow{10, 10, 10, 0, 0, false, 0, 10, false, 10, 0, 0, 10, true},
    RollingRow{10, 10, 10, 0, 1, false, 0, 20, false, 10, 10, 0, 20, true},
    RollingRow{10, 10, 10, 0.25, 0, false, 3, 10, false, 7, 0, 3, 10, true},
    RollingRow{10, 10, 10, 1, 0.1, false, 10, 11, false, 0, 1, 10, 11, true},
    RollingRow{10, 10, 10, 1, 0.05, false, 10, 11, true, 0, 1, 10, 11, true},
    RollingRow{20, 20, 20, 0.95, 0.05, false, 19, 21, false, 1, 1, 19, 21, true},
    RollingRow{100, 100, 100, 0.55, 0.15, false, 56, 114, false, 44, 14, 56, 114, true},
    RollingRow{100, 100, 100, 0.57, 0.14, false, 57, 114, false, 43, 14, 57, 114, true},
    RollingRow{10, 10, 4, 1, 1, false, 4, 8, false, 6, 0, 4, 10, true},
    RollingRow{10, 10, 4, 0.5, 0, false, 2, 4, false, 8, 0, 2, 10, true},
    RollingRow{2, 2, 10, 1, 1, false, 10, 20, false, 0, 10, 2, 12, true},
    RollingRow{5, 5, 10, 1, 0, false, 10, 10, false, 0, 5, 5, 10, true},
    RollingRow{5, 5, 10, 0.5, 0, false, 5, 10, false, 0, 5, 5, 10, true},
    RollingRow{2, 2, 10, 0, 0, false, 0, 10, false, 2, 8, 0, 10, true},
    RollingRow{0, 0, 5, 1, 1, false, 5, 10, false, 0, 5, 0, 5, true},
    RollingRow{0, 0, 5, 1, 0, false, 5, 5, false, 0, 5, 0, 5, true},
    RollingRow{10, 6, 10, 0.5, 0.2, false, 5, 12, false, 1, 2, 6, 12, true},
    RollingRow{10, 0, 10, 0.5, 0.2, false, 5, 12, false, 0, 2, 0, 12, true},
    RollingRow{3, 0, 3, 1, 1, false, 3, 6, false, 0, 3, 0, 6, true},
    RollingRow{10, 0, 10, 0.5, 0.5, false, 5, 15, false, 0, 5, 0, 15, true},
    RollingRow{3, 0, 3, 0.5, 0, false, 2, 3, false, 0, 0, 0, 3, false},
    RollingRow{3, 0, 3, 1, 0, false, 3, 3, false, 0, 0, 0, 3, false},
    RollingRow{10, 0, 10, 0, 0, false, 0, 10, false, 0, 0, 0, 10, false},
    RollingRow{10, 0, 10, 0.8, 0.05, false, 8, 10, false, 0, 0, 0, 10, false},
    RollingRow{1, 0, 1, 0.5, 0, true, 1, 1, false, 0, 0, 0, 1, false},
};
