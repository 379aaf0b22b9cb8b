#!/usr/bin/env bash
# Writes the catalog for other tools, and a worklist about it, and lets these tools read them: compliance-trestle for OSCAL
# (pip install compliance-trestle), CISO Assistant's own loader for the library, if CISO_ASSISTANT names a checkout of
# github.com/intuitem/ciso-assistant-community. PYTHON names a Python that has compliance-trestle and PyYAML.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$(command -v "${PYTHON:-python3}")
trestle=$(dirname "$python")/trestle
cargo build --locked --bin tenken
look=$PWD/tests/look
out=$PWD/target/tmp/look/catalog
tenken=$PWD/target/debug/tenken
rm -rf "$out"
mkdir -p "$out/home" "$out/trestle"
export TENKEN_CONFIG_DIR=$out/home TENKEN_DATA_DIR=$out/home TENKEN_CACHE_DIR=$out/home TENKEN_STATE_DIR=$out/home/state
export TENKEN_USER=look
cd "$out"
for format in oscal components ciso; do
  "$tenken" export catalog --format "$format" > "$format.first"
  "$tenken" export catalog --format "$format" | cmp - "$format.first"
done
"$tenken" mark 運用14⑤ done --verdict 適合 > /dev/null
"$tenken" mark 運用14⑥ doing --verdict 不適合 --note "計画を待つ" > /dev/null
"$tenken" export oscal > results.json
mv oscal.first tenken-catalog.oscal.json
mv components.first tenken-components.oscal.json
mv ciso.first tenken-ciso-assistant.yaml
ls -l ./*.json ./*.yaml

echo "== trestle"
cd trestle
"$trestle" init > /dev/null
"$trestle" import -f ../tenken-catalog.oscal.json -o catalog
"$trestle" import -f ../tenken-components.oscal.json -o components
"$trestle" import -f ../results.json -o results
# It warns that resources are not referenced, because it takes only random ids (UUID 4) for references; ours are derived (5).
"$trestle" validate --all

echo "== CISO Assistant"
cd "$out"
file --mime-type tenken-ciso-assistant.yaml
if [ -n "${CISO_ASSISTANT:-}" ]; then
  "$python" "$look/ciso_assistant.py" "$CISO_ASSISTANT" tenken-ciso-assistant.yaml
else
  echo "CISO_ASSISTANT is not set: the library was not loaded"
fi
