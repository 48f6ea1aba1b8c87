#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ajv.sh FOLDER: pinion-cli check with all its rules beside ajv-cli, which validates the same files
# against the JSON Schema that pinion-cli writes. Whole processes, in turn; quote the ratio.
# Fetches ajv-cli from the npm registry.
set -eu
folder=$(cd "${1:?usage: ajv.sh FOLDER}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
cmake --preset bench >/dev/null
cmake --build --preset bench --target pinion-cli bench_process
bin=$root/build/bench

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-fund --no-audit --prefix "$work" ajv-cli@5.0.0
"$bin/src/cli/pinion-cli" schema app >"$work/app.schema.json"

"$bin/tests/bench/bench_process" 10 "$bin/src/cli/pinion-cli" check "$folder" -- \
    "$work/node_modules/.bin/ajv" validate --strict=false -s "$work/app.schema.json" -d "$folder/*.json"
