#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# jsondiffpatch.sh: pinion-cli diff beside jsondiffpatch on two groups of 1,000 apps, 100 of them
# changed. Whole processes, in turn; quote the ratio. Fetches jsondiffpatch from the npm registry.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
cmake --preset bench >/dev/null
cmake --build --preset bench --target pinion-cli bench_diff bench_process
bin=$root/build/bench

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-fund --no-audit --prefix "$work" jsondiffpatch@0.7.7
"$bin/tests/bench/bench_diff" "$work"

"$bin/tests/bench/bench_process" 15 "$bin/src/cli/pinion-cli" diff "$work/before.json" "$work/after.json" -- \
    "$work/node_modules/.bin/jsondiffpatch" "$work/before.json" "$work/after.json"
