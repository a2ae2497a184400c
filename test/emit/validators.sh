#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Usage: validators.sh SOURCE_DIR BUILD_DIR WRITE_SAMPLES
# Asks outside validators about our SARIF and JSON. Installs them once into the build directory;
# exits 77 (skipped) with a reason where that cannot be done.
set -euo pipefail
source_dir=$1 build_dir=$2 write_samples=$3
check=$build_dir/sarif_check
samples=$build_dir/samples

skip() { echo "skipped: $1"; exit 77; }

command -v node >/dev/null && command -v npm >/dev/null || skip 'node and npm are not installed'
mkdir -p "$check" "$samples"
cp "$source_dir"/tools/sarif_check/{package.json,check.mjs} "$check"
if ! cmp -s "$check/package.json" "$check/installed.json"; then
    echo 'installing the validators (once for this build directory)'
    (cd "$check" && timeout 120 npm install --no-package-lock --no-audit --no-fund --silent) ||
        skip 'npm could not install the validators'
    cp "$check/package.json" "$check/installed.json"
fi

"$write_samples" "$samples"
node "$check/check.mjs" "$samples"/*.sarif
node "$check/check.mjs" --schema "$source_dir/lib/dflint/emit/diagnostics.schema.json" "$samples"/*.json

# A net that catches nothing proves nothing: one mistake that only the schema forbids, and one that
# only GitHub does.
broken=$build_dir/broken
mkdir -p "$broken"
node -e '
    const [good, broken] = process.argv.slice(1);
    const spoil = (name, change) => {
        const log = JSON.parse(fs.readFileSync(good));
        change(log.runs[0]);
        fs.writeFileSync(`${broken}/${name}.sarif`, JSON.stringify(log));
    };
    spoil("level", (run) => { run.results[0].level = "fatal"; });
    spoil("help", (run) => { delete run.tool.driver.rules[0].help; });
' "$samples/rich.sarif" "$broken"
if said=$(node "$check/check.mjs" "$broken"/*.sarif); then
    echo 'broken files passed'
    exit 1
fi
grep -q 'level.sarif: ajv: /runs/0/results/0/level' <<<"$said"
grep -q 'level.sarif: jsonschema: instance.runs\[0\].results\[0\].level' <<<"$said"
grep -q 'multitool: .*help.sarif GH2012 error' <<<"$said"
