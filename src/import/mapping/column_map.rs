//! The mapping file: which column of which sheet is what. The guess is written as one, and people change it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;
use toml::Spanned;

use crate::catalog::toml_reason;
use crate::language::{t, tr};
use crate::sheet::excerpt;

use super::super::file::column_letters;
use super::super::row_place::called;
use super::role::ColumnRole;

/// Which column of which sheet is what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// The sheets that are read. All others are passed over.
    pub sheets: Vec<SheetMap>,
}

/// Which column of a sheet is what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetMap {
    /// The name of the sheet; empty for a file without sheets.
    pub name: String,
    /// The rows with the headings, from the top; none if the table begins with the first row.
    pub header: Vec<usize>,
    /// What each column is, by its place from 0. Those that are not here are not read.
    pub columns: BTreeMap<usize, ColumnRole>,
    /// The headings, for people.
    pub headings: BTreeMap<usize, String>,
}

/// What is wrong with a mapping file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", tr!("列の読み方のファイルの {line} 行目: {what}", line, what))]
pub struct MapError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, as a sentence.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMap {
    sheet: Vec<WrittenSheet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSheet {
    #[serde(default)]
    name: Option<Spanned<String>>,
    #[serde(default)]
    header: Vec<Spanned<usize>>,
    columns: Spanned<BTreeMap<String, Spanned<String>>>,
}

impl SheetMap {
    /// Returns the number of the first row below the headings.
    pub(super) fn first_row(&self) -> usize {
        self.header.last().copied().unwrap_or_default() + 1
    }
}

impl ColumnMap {
    /// Reads a mapping file.
    ///
    /// # Errors
    ///
    /// If it is no TOML, names a role, column or row that there cannot be, or says two things about one.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let written: WrittenMap = toml::from_str(text).map_err(|error| MapError {
            line: line(error.span().map_or(0, |span| span.start)),
            what: toml_reason(error.message()),
        })?;
        let mut map = Self::default();
        for sheet in written.sheet {
            let read = sheet.read().map_err(|(at, what)| MapError { line: line(at), what })?;
            if map.sheets.iter().any(|known| known.name == read.name) {
                let what = tr!("{sheet}が二度書かれています。", sheet = called(&excerpt(&read.name)));
                return Err(MapError { line: line(sheet.columns.span().start), what });
            }
            map.sheets.push(read);
        }
        Ok(map)
    }

    /// Returns the mapping file, with the headings as comments.
    pub fn to_toml(&self) -> String {
        let about = t("表のどの列が何かを書いたファイルです。直してから、取り込むときに --map で指定してください。");
        let mut text = format!("# {about}\n# {}", t("使える値: "));
        let roles: Vec<String> =
            ColumnRole::all().map(|role| format!("{} ({})", role.code(), t(role.name()))).collect();
        text.push_str(&roles.join(t("、")));
        text.push('\n');
        for sheet in &self.sheets {
            let header: Vec<String> = sheet.header.iter().map(ToString::to_string).collect();
            let _ = writeln!(text, "\n[[sheet]]\nname = {}", toml::Value::String(sheet.name.clone()));
            let _ = writeln!(text, "header = [{}]\n\n[sheet.columns]", header.join(", "));
            for (column, role) in &sheet.columns {
                let heading =
                    sheet.headings.get(column).map_or_else(String::new, |heading| format!("  # {}", excerpt(heading)));
                let _ = writeln!(text, "{} = \"{}\"{heading}", column_letters(*column), role.code());
            }
        }
        text
    }
}

impl WrittenSheet {
    /// Reads a sheet; else where something is wrong, and what.
    fn read(&self) -> Result<SheetMap, (usize, String)> {
        let mut sheet = SheetMap {
            name: self.name.as_ref().map_or_else(String::new, |name| name.get_ref().clone()),
            ..SheetMap::default()
        };
        for row in &self.header {
            let at = row.span().start;
            match *row.get_ref() {
                0 => return Err((at, t("行は 1 から数えます。").to_owned())),
                row if sheet.header.last().is_some_and(|last| *last >= row) => {
                    return Err((at, t("見出しの行は上から順に書いてください。").to_owned()));
                }
                row => sheet.header.push(row),
            }
        }
        let mut once = BTreeSet::new();
        for (letters, role) in self.columns.get_ref() {
            let at = role.span().start;
            let column = column(letters).ok_or_else(|| {
                (at, tr!("「{name}」は列ではありません。A、B、AA のように書いてください。", name = excerpt(letters)))
            })?;
            if sheet.columns.contains_key(&column) {
                return Err((at, tr!("{letters} 列が二度書かれています。", letters = column_letters(column))));
            }
            let role = ColumnRole::parse(role.get_ref()).ok_or_else(|| (at, unknown(role.get_ref())))?;
            if matches!(role, ColumnRole::Clause | ColumnRole::Risk) && !once.insert(role) {
                let (name, code) = (t(role.name()), role.code());
                return Err((at, tr!("「{name}」({code}) の列が二つあります。一つにしてください。", name, code)));
            }
            sheet.columns.insert(column, role);
        }
        let keys = [ColumnRole::Clause, ColumnRole::Risk];
        if !sheet.columns.values().any(|role| keys.contains(role)) {
            let what = t("条項の番号 (clause) かリスク (risk) の列がありません。");
            return Err((self.columns.span().start, what.to_owned()));
        }
        Ok(sheet)
    }
}

fn unknown(role: &str) -> String {
    let codes: Vec<&str> = ColumnRole::all().map(ColumnRole::code).collect();
    let (name, codes) = (excerpt(role), codes.join(t("、")));
    tr!("「{name}」という列の種類はありません。使えるのは {codes} です。", name, codes)
}

/// Returns the place of a column by its letters.
fn column(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        letter.is_ascii_alphabetic().then(|| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_written_and_read_again() {
        let sheet = SheetMap {
            name: "対応 \"表\"\\".to_owned(),
            header: vec![2, 3],
            columns: [(0, ColumnRole::Category), (27, ColumnRole::Clause), (3, ColumnRole::Product)].into(),
            headings: [(27, "要求事項\n項番".to_owned())].into(),
        };
        let map = ColumnMap {
            sheets: vec![sheet, SheetMap { columns: [(1, ColumnRole::Risk)].into(), ..SheetMap::default() }],
        };
        let text = map.to_toml();
        assert!(text.contains("AB = \"clause\"  # 要求事項 項番\n"), "{text}");
        let mut read = ColumnMap::parse(&text).unwrap();
        assert_eq!(read.sheets[0].headings, BTreeMap::new(), "headings are comments");
        read.sheets[0].headings.clone_from(&map.sheets[0].headings);
        assert_eq!(read, map);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let columns = |lines: &str| format!("[[sheet]]\nname = \"表\"\nheader = [1]\n[sheet.columns]\n{lines}");
        for (text, line, part) in [
            (columns("A = \"clause\"\nB = \"color\"\n"), 6, "「color」という列の種類はありません"),
            (columns("A = \"clause\"\nB = \"clause\"\n"), 6, "列が二つあります"),
            (columns("A = \"clause\"\nB2 = \"note\"\n"), 6, "「B2」は列ではありません"),
            (columns("A = \"note\"\n"), 4, "条項の番号 (clause) かリスク (risk) の列がありません"),
            (columns("A = \"clause\"\nA = \"note\"\n"), 6, "二度"),
            (columns("A = \"clause\"\na = \"note\"\n"), 6, "A 列が二度書かれています"),
            (columns("A = 1\n"), 5, ""),
            ("[[sheet]]\nheader = [3, 2]\n[sheet.columns]\nA = \"clause\"\n".to_owned(), 2, "上から順に"),
            ("[[sheet]]\nheader = [0]\n[sheet.columns]\nA = \"clause\"\n".to_owned(), 2, "1 から"),
            ("color = 1\n".to_owned(), 1, "color"),
        ] {
            let error = ColumnMap::parse(&text).unwrap_err();
            assert_eq!(error.line, line, "{text}{error}");
            assert!(error.to_string().contains(part), "{error}");
            assert!(!error.what.contains("expected"), "{error}");
        }
        let twice = columns("A = \"clause\"\n").repeat(2);
        assert!(ColumnMap::parse(&twice).unwrap_err().to_string().contains("シート「表」が二度"));
    }
}
