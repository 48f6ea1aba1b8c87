#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds pinion-cli, without the editor and its libraries, and installs it.
#
#   sh packaging/ci/install-cli.sh [PREFIX]      PREFIX is /usr/local by default
#
# For pipelines; keep PREFIX in the pipeline's cache to build once per version.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
prefix=${1:-/usr/local}
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
. "$root/packaging/common.sh"

if [ -x "$prefix/bin/pinion-cli" ]; then
    stage "pinion-cli: there already"
    sh packaging/dependencies.sh run
    exit 0
fi
sh packaging/dependencies.sh cli
stage "Building pinion-cli with $jobs jobs"
cmake -S "$root" -B "$root/build/cli" -G Ninja --log-level=WARNING \
    -DCMAKE_BUILD_TYPE=Release -DPINION_GUI=OFF -DBUILD_TESTING=OFF >/dev/null
cmake --build "$root/build/cli" -j "$jobs"
cmake --install "$root/build/cli" --prefix "$prefix" >/dev/null
stage "Installed $prefix/bin/pinion-cli"
