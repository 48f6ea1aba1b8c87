#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Pinion needs on Debian 12 and its relatives. This is the only list of packages.
#
#   sh packaging/dependencies.sh [build] [cli] [run] [test] [lint]
#
# Asks dpkg first: when nothing is missing it changes nothing and needs no network.
set -eu

# libexpected-dev is header-only and nothing pulls it in. The OpenGL and Vulkan headers that Qt's
# CMake files ask for come with qt6-base-dev, the xcb and offscreen platforms with it too.
build="g++ cmake ninja-build qt6-base-dev qt6-svg-dev libqscintilla2-qt6-dev
    nlohmann-json3-dev libexpected-dev qcoro-qt6-dev qtkeychain-qt6-dev libmimalloc-dev
    fonts-dejavu-core qt6-wayland"
# What the command line alone needs, to be built and to run.
cli="g++ cmake ninja-build qt6-base-dev nlohmann-json3-dev libexpected-dev qcoro-qt6-dev
    qtkeychain-qt6-dev libmimalloc-dev"
run="libqt6core6"
test="git xvfb xauth python3-junitparser python3-sarif-python-om
    python3-jsonschema python3-yaml pre-commit docker-registry openssl"
lint="clang-format clang-tidy"

usage() {
    echo "usage: sh packaging/dependencies.sh [build] [cli] [run] [test] [lint]" >&2
    exit 2
}

wanted=
[ $# -gt 0 ] || set -- build
for group in "$@"; do
    case $group in
        build) wanted="$wanted $build" ;;
        cli) wanted="$wanted $cli" ;;
        run) wanted="$wanted $run" ;;
        test) wanted="$wanted $test" ;;
        lint) wanted="$wanted $lint" ;;
        *) usage ;;
    esac
done

# Where packages cannot be installed from here, say what to do by hand and stop.
by_hand() {
    cat >&2 <<TEXT
Pinion's scripts cannot install packages here: $1.
Install these by hand (Debian's names; other systems have the same libraries under similar ones):
 $(echo $2)
With them in place, build and start Pinion with
  cmake --preset release && cmake --build --preset release
  build/release/src/ui/pinion --demo
and test it with
  cmake --preset asan && cmake --build --preset asan && ctest --preset asan
TEXT
    exit 1
}

command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 ||
    by_hand "this is not a Debian-like system" "$wanted"

missing=
for package in $wanted; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "== Dependencies: all there"
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo env"
else
    by_hand "you are not root and there is no sudo" "$missing"
fi

echo "== Dependencies: installing$missing"
# An unreachable third-party source makes the update fail without harm to the packages wanted here.
$as_root apt-get update -qq || echo "   apt-get update reported a problem; trying with the lists there are" >&2
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 $missing >/dev/null || by_hand "apt-get could not install the packages" "$missing"
