//! A pack as it lies on disk: one TOML file, first what the pack says of itself, then its records.

use std::io::Read;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::catalog::{Located, Source, is_pack_id};
use crate::fs;
use crate::import::PackRecords;
use crate::language::tr;
use crate::model::Pack;
use crate::text::clean::{clean_line, clean_text};

/// The most bytes of a pack.
pub(super) const BYTES: u64 = 64 << 20;
/// How much of a file is read to find what the pack says of itself.
const HEAD_BYTES: u64 = 256 << 10;
pub(super) use crate::catalog::PACKS_OFF as OFF;

/// Returns the name of a pack's file below the folder of packs.
pub(super) fn name(id: &str, is_enabled: bool) -> String {
    if is_enabled { format!("{id}.toml") } else { format!("{OFF}/{id}.toml") }
}

/// Whether a name is that of the file of a pack, switched on or off: nothing else is ever written or removed.
pub(super) fn is_name(name: &str) -> bool {
    let name = name.strip_prefix(OFF).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
    name.strip_suffix(".toml").is_some_and(is_pack_id)
}

/// Does the same for every table of a pack, in the order in which they stand in its file.
macro_rules! each_table {
    ($records:expr, $do:ident) => {{
        let records = $records;
        $do!("pack", packs, records);
        $do!("guideline", guidelines, records);
        $do!("volume", volumes, records);
        $do!("chapter", chapters, records);
        $do!("clause", clauses, records);
        $do!("risk", risks, records);
        $do!("product", products, records);
        $do!("measure", measures, records);
        $do!("link", links, records);
        $do!("revision", revisions, records);
        $do!("original", originals, records);
        $do!("statement", statements, records);
    }};
}

/// Returns the records without anything that steers a terminal: whoever wrote the document, it is shown somewhere.
pub(super) fn cleaned(mut records: PackRecords) -> PackRecords {
    macro_rules! clean {
        ($table:literal, $field:ident, $records:ident) => {
            $records.$field.iter_mut().for_each(clean_record)
        };
    }
    each_table!(&mut records, clean);
    records
}

fn clean_record<T: Serialize + DeserializeOwned>(record: &mut T) {
    // No record of ours fails to become a value and back; if one did, it would be refused when it is read.
    if let Some(clean) = Value::try_from(&*record).ok().and_then(|value| clean_value("", value).try_into().ok()) {
        *record = clean;
    }
}

/// Cleans a value of a field. Only an official text has several lines.
fn clean_value(field: &str, value: Value) -> Value {
    match value {
        Value::String(text) if field == "text" => Value::String(clean_text(&text)),
        Value::String(text) => Value::String(clean_line(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(|value| clean_value(field, value)).collect()),
        Value::Table(table) => {
            let clean = table.into_iter().map(|(key, value)| {
                let value = clean_value(&key, value);
                (key, value)
            });
            Value::Table(clean.collect())
        }
        value => value,
    }
}

/// Returns the text of the file: the same for the same records, without what is empty.
pub(super) fn text(records: &PackRecords) -> String {
    let mut text = String::new();
    macro_rules! write {
        ($table:literal, $field:ident, $records:ident) => {
            $records.$field.iter().for_each(|record| text.push_str(&record_text($table, record)))
        };
    }
    each_table!(records, write);
    text
}

fn record_text<T: Serialize + DeserializeOwned + PartialEq>(name: &str, record: &T) -> String {
    let Ok(full) = Value::try_from(record) else { return String::new() };
    let brief = pruned(full.clone());
    let is_same = brief.clone().try_into::<T>().is_ok_and(|read| read == *record);
    let table: Table =
        [(name.to_owned(), Value::Array(vec![if is_same { brief } else { full }]))].into_iter().collect();
    toml::to_string(&table).map(|text| text + "\n").unwrap_or_default()
}

/// Returns a value without what is empty, which is what a record has where nothing is said.
fn pruned(value: Value) -> Value {
    let is_empty = |value: &Value| match value {
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Boolean(is_set) => !is_set,
        _ => false,
    };
    match value {
        Value::Table(table) => {
            let kept = table.into_iter().filter(|(_, value)| !is_empty(value));
            Value::Table(kept.map(|(key, value)| (key, pruned(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(pruned).collect()),
        value => value,
    }
}

/// Reads the records of a pack; also returns how many cannot be read.
pub(super) fn parse(name: &str, text: &str) -> (PackRecords, usize) {
    let mut source = Source::default();
    let errors = source.read(name, text).len();
    let mut records = PackRecords::default();
    macro_rules! take {
        ($table:literal, $field:ident, $records:ident) => {
            $records.$field = source.$field.into_iter().map(|Located { value, .. }| value).collect()
        };
    }
    each_table!(&mut records, take);
    (records, errors)
}

/// Reads what a pack says of itself, and no more than that takes.
///
/// # Errors
///
/// If the file cannot be read, or does not begin with that; why.
pub(super) fn head(path: &Path, id: &str) -> Result<Pack, String> {
    let file = fs::open_plain(path).map_err(|error| fs::reason(&error))?;
    let mut bytes = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut bytes).map_err(|error| fs::reason(&error))?;
    let text = String::from_utf8_lossy(&bytes);
    let start = "[[pack]]";
    let rest = text.strip_prefix(start).ok_or(tr!("[[pack]] で始まっていません"))?;
    let end = rest.find("\n[[").map_or(text.len(), |at| start.len() + at + 1);
    let (records, errors) = parse(id, &text[..end]);
    match records.packs.into_iter().next() {
        Some(pack) if errors == 0 && pack.id == id => Ok(pack),
        Some(pack) if errors == 0 => Err(tr!("ファイルの名前と、中の ID「{id}」が違います", id = pack.id)),
        _ => Err(tr!("[[pack]] の内容を読めません").to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::records;
    use super::*;

    #[test]
    fn a_pack_is_read_back_as_it_was_written() {
        let records = records("own-table", 3);
        let text = text(&records);
        assert_eq!(parse("own-table.toml", &text), (records.clone(), 0));
        assert!(text.starts_with("[[pack]]\n") && !text.contains(" \"\"\n") && !text.contains("false"), "{text}");
        assert_eq!(super::text(&records), text);
    }

    #[test]
    fn a_list_that_is_empty_on_purpose_is_kept() {
        let mut records = records("own-table", 1);
        records.chapters[0].also = Some(Vec::new());
        assert_eq!(parse("a", &text(&records)).0, records);
    }

    #[test]
    fn what_steers_a_terminal_does_not_get_in() {
        let mut records = records("own-table", 1);
        records.clauses[0].title = "a\u{1b}[31mb\u{202e}".to_owned();
        records.statements[0].note = "一\r\n二\u{7}".to_owned();
        records.originals[0].text = "一\r\n二\u{7}".to_owned();
        let clean = cleaned(records);
        assert_eq!(clean.originals[0].text, "一\n二");
        assert_eq!((clean.clauses[0].title.as_str(), clean.statements[0].note.as_str()), ("ab", "一 二"));
        assert_eq!(parse("a", &text(&clean)), (clean, 0));
    }

    #[test]
    fn only_ids_that_are_safe_as_names_of_files_are_ids() {
        for (id, is_one) in [
            ("nist-csf-2.0", true),
            ("a", true),
            ("", false),
            (".hidden", false),
            ("../x", false),
            ("a/b", false),
            ("A", false),
            ("対応表", false),
            ("-x", false),
            (&"a".repeat(101), false),
        ] {
            assert_eq!(is_pack_id(id), is_one, "{id}");
        }
    }
}
