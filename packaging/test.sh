#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From a clean clone to the result of every test, under the address and undefined behaviour
# sanitizers. Needs no display.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/common.sh"

sh packaging/dependencies.sh build test
stage "Configuring build/asan"
cmake --preset asan --log-level=WARNING >/dev/null
stage "Building with $jobs jobs"
cmake --build --preset asan -j "$jobs"
stage "Testing"
export QT_QPA_PLATFORM=offscreen
ctest --preset asan -j "$jobs"
