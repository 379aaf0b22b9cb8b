#!/usr/bin/env bash
# Writes sample workbooks and turns them into pictures of their pages. Needs LibreOffice Calc and poppler-utils, and fonts
# that take the place of those of Excel without changing widths (Carlito), or columns get wider than on the desks of users.
# PAGES limits the pictures of each workbook: the control mapping has hundreds of pages.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo test --test all -- --ignored --exact spreadsheet::look::a_sample_of_every_spreadsheet
cd target/tmp/look
rm -f page-*.png
for book in sample mapping; do
  soffice --headless --convert-to pdf "$book.xlsx"
  pdftoppm -r "${DPI:-80}" -l "${PAGES:-20}" -png "$book.pdf" "page-$book"
done
ls "$PWD"/page-*.png
