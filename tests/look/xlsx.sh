#!/usr/bin/env bash
# Writes a sample workbook and turns it into pictures of its pages. Needs LibreOffice Calc and poppler-utils.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo test --test all -- --ignored --exact spreadsheet::look::a_sample_of_every_spreadsheet
cd target/tmp/look
soffice --headless --convert-to pdf sample.xlsx
rm -f page-*.png
pdftoppm -r "${DPI:-80}" -png sample.pdf page
ls "$PWD"/page-*.png
