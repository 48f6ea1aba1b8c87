#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format over everything, then clang-tidy with the checks of .clang-tidy.
#
#   sh packaging/lint.sh            clang-tidy over the core, some minutes on two processors
#   sh packaging/lint.sh all        over all of src/
#   sh packaging/lint.sh PATH…      over the sources whose path contains one of these
#
# The core is every folder but ui: each source that includes widgets costs clang-tidy twice as much,
# and what it finds best, slips in logic, does not live there.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/common.sh"

core="src/base/ src/json/ src/marathon/ src/rules/ src/inspect/ src/document/ src/cli/"
case "${1:-core}" in
    core) paths=$core ;;
    all) paths=src/ ;;
    *) paths=$* ;;
esac

sh packaging/dependencies.sh build lint
# Other versions lay out some lines differently; 14 is Debian 12's.
format=$(command -v clang-format-14 || command -v clang-format)
stage "clang-format"
find src tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 "$format" --dry-run -Werror

stage "clang-tidy: $paths"
cmake --preset tidy --log-level=WARNING -DCMAKE_GLOBAL_AUTOGEN_TARGET=ON \
    -DCMAKE_AUTOGEN_ORIGIN_DEPENDS=OFF >/dev/null
# Of what Qt's tools write only that of the folders in question: for all of it, CMake builds whole
# libraries first.
targets=
for path in $paths; do
    folder=$(printf '%s' "$path" | sed -n 's|^src/\([a-z]*\)/.*$|\1|p')
    [ -z "$folder" ] || targets="$targets pinion_${folder}_autogen"
done
cmake --build build/tidy --target ${targets:-autogen} -j "$jobs" >/dev/null
pattern=$(printf '%s\n' $paths | paste -sd '|')
# Sources that Qt's tools write are not ours.
set -- -p build/tidy -quiet -j "$jobs" "^(?!.*(_autogen|\\.rcc)).*/($pattern).*\\.cpp\$"
if ! run-clang-tidy "$@" >build/tidy/findings.txt 2>/dev/null; then
    grep -v '^clang-tidy\|^$' build/tidy/findings.txt
    exit 1
fi
stage "Lint: clean"
