#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From a clean clone to a running Pinion: packages, optimised build, start.
#
#   sh packaging/run.sh [FILE…]
#
# Opens the files, or the built-in example. Without a display the command line shows the example.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
caller=$PWD
. "$root/packaging/common.sh"

sh packaging/dependencies.sh build
stage "Configuring build/release"
cmake --preset release --log-level=WARNING >/dev/null
stage "Building with $jobs jobs"
cmake --build --preset release -j "$jobs"

cd "$caller" # file names are relative to where the caller stands
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    stage "Starting pinion"
    [ $# -gt 0 ] || set -- --demo
    exec "$root/build/release/src/ui/pinion" "$@"
fi
stage "No display: starting pinion-cli"
if [ $# -gt 0 ]; then
    exec "$root/build/release/src/cli/pinion-cli" check "$@"
fi
exec "$root/build/release/src/cli/pinion-cli" demo
