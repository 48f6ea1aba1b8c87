#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh FOLDER [BIGGEST-FILE]: builds the benchmarks optimised and runs them on a folder of
# definitions. Quote the ratios; the times are those of this machine on this day.
set -eu
folder=${1:?usage: run.sh FOLDER [BIGGEST-FILE]}
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
cmake --preset bench >/dev/null
cmake --build --preset bench
bin=$root/build/bench
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}

median=$(find "$folder" -name '*.json' -size -3k | sort | sed -n 5p)
biggest=${2:-$(find "$folder" -name '*.json' -exec ls -S {} + | head -n 1)}

echo "== parse"
"$bin/tests/bench/bench_parse" "$folder"
echo "== rules"
"$bin/tests/bench/bench_check" "$median" "$biggest"
echo "== diff of two groups of 1,000 apps, 100 of them changed"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$bin/tests/bench/bench_diff" "$scratch"
"$bin/tests/bench/bench_process" 15 "$bin/src/cli/pinion-cli" diff "$scratch/before.json" "$scratch/after.json"
echo "== typing"
"$bin/tests/bench/bench_typing" "$median" "$biggest"
echo "== cluster of 1,000 apps and 5,000 instances, 200 events a second"
"$bin/tests/bench/bench_cluster"
echo "== pinion-cli check of one file"
"$bin/tests/bench/bench_process" 25 "$bin/src/cli/pinion-cli" check "$median"
echo "== pinion-cli check of all files in one call"
"$bin/tests/bench/bench_process" 15 "$bin/src/cli/pinion-cli" check "$folder"
echo "== first window, beside a bare QMainWindow"
"$bin/tests/bench/bench_process" 25 "$bin/tests/bench/bench_startup" -- "$bin/tests/bench/bench_bare"
echo "== first window, beside a QMainWindow with one line of text"
"$bin/tests/bench/bench_process" 25 "$bin/tests/bench/bench_startup" -- "$bin/tests/bench/bench_label"
