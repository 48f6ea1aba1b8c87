# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh, test.sh and lint.sh with $root set to the source folder.

stage() {
    echo "== $*"
}

jobs=$(nproc 2>/dev/null || echo 2)
cd "$root"

# Qt warns at every start under a locale without UTF-8, such as the C locale of a bare machine.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
