//! Reads TOML text into records. Every problem is reported, none hides another: a record that cannot be read costs only
//! itself.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::catalog::reading::{Lines, pieces, toml_reason};
use crate::language::t;
use crate::text::clean::steers;
use crate::tr;

use super::{ERRORS_MAX, Located, Origin, ReadError, Source};

/// The most values of all files together: texts, numbers, and tables, of which each record is one. That is what bounds the
/// memory that a folder takes, because a text takes some 50 bytes however short it is. 500,000 clauses have 7,000,000.
const VALUES_MAX: usize = 10 << 20;

const TOO_MUCH: &str = "ここから先は、データの全体が大きすぎるため読んでいません。";
const TOO_LARGE: &str =
    "一つの記録として大きすぎるか、ここから先に閉じていない「[」「{」があります。[[…]] で始まる記録に分けてください。";

impl Source {
    /// Reads one file's text and adds its records; returns what could not be read, at most [`ERRORS_MAX`] of it.
    pub fn read(&mut self, name: &str, text: &str) -> Vec<ReadError> {
        self.read_up_to(VALUES_MAX, name, text)
    }

    fn read_up_to(&mut self, most: usize, name: &str, text: &str) -> Vec<ReadError> {
        let file = self.files.len() as u32;
        self.files.push(name.to_owned());
        let mut reader = Reader { lines: Lines::of(text), file, start: 0, values: 0, errors: Vec::new() };
        for piece in pieces(text) {
            reader.start = piece.range.start;
            if piece.is_too_large {
                reader.error(0, String::new(), t(TOO_LARGE).to_owned());
            } else if self.values > most {
                reader.error(0, String::new(), t(TOO_MUCH).to_owned());
                break;
            } else {
                self.read_piece(&text[piece.range], &mut reader);
            }
            self.values += std::mem::take(&mut reader.values);
            if reader.errors.len() >= ERRORS_MAX {
                break;
            }
        }
        reader.errors.truncate(ERRORS_MAX);
        reader.errors
    }

    fn read_piece(&mut self, text: &str, reader: &mut Reader<'_>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            for (key, value) in table.into_inner() {
                let name = key.get_ref().to_string();
                let records = reader.records(&name, key.span().start, value);
                self.read_table(&name, records, reader);
            }
        }
        for error in errors {
            reader.toml_error(&error, 0, String::new());
        }
    }
}

/// Reads the records of one file and collects what is wrong with them.
pub(super) struct Reader<'t> {
    lines: Lines<'t>,
    file: u32,
    /// Where the piece begins that is being read.
    start: usize,
    /// The number of values that were read since the piece began.
    values: usize,
    errors: Vec<ReadError>,
}

impl Reader<'_> {
    fn origin(&self, offset: usize) -> Origin {
        Origin { file: self.file, line: self.lines.line(self.start + offset) }
    }

    fn error(&mut self, offset: usize, id: String, message: String) {
        let origin = self.origin(offset);
        self.errors.push(ReadError { origin, id, message });
    }

    fn toml_error(&mut self, error: &toml::de::Error, fallback: usize, id: String) {
        let offset = error.span().map_or(fallback, |span| span.start);
        self.error(offset, id, toml_reason(error.message()));
    }

    /// Splits `[[name]]` (or a single `[name]`) into its records.
    fn records<'i>(
        &mut self,
        name: &str,
        offset: usize,
        value: Spanned<DeValue<'i>>,
    ) -> Vec<(Origin, Spanned<DeValue<'i>>)> {
        if !Source::TABLES.contains(&name) {
            self.error(
                offset,
                String::new(),
                tr!(
                    "表の名前 {name} は使えません。使えるのは {names} です。",
                    name,
                    names = Source::TABLES.join(t("、"))
                ),
            );
            return Vec::new();
        }
        let values: Vec<_> = match value.into_inner() {
            DeValue::Array(array) => array.into_iter().collect(),
            _ => {
                self.error(offset, String::new(), tr!("[[{name}]] の形で書いてください。", name));
                Vec::new()
            }
        };
        values.into_iter().map(|value| (self.origin(value.span().start), value)).collect()
    }

    /// Counts the values of a record, and notes its texts with a character that steers a terminal: whatever is read is shown
    /// somewhere. Ids may hide nothing at all, which is looked at where they are collected.
    fn refuse_steering<'v>(&mut self, id: &str, path: &mut Vec<&'v str>, value: &'v Spanned<DeValue<'_>>) {
        self.values += usize::from(!value.get_ref().is_array());
        match value.get_ref() {
            DeValue::String(text) if path.last() != Some(&"id") => {
                // An official text has paragraphs; whoever shows it takes it line by line.
                let is_text = path.as_slice() == ["text"];
                if let Some(bad) = text.chars().find(|c| steers(*c) && !(is_text && *c == '\n')) {
                    let letter = format!("U+{:04X}", u32::from(bad));
                    let message = tr!("{path} に使えない文字 {letter} があります。", path = path.join("."), letter);
                    self.error(value.span().start, id.to_owned(), message);
                }
            }
            DeValue::Array(values) => values.iter().for_each(|value| self.refuse_steering(id, path, value)),
            DeValue::Table(table) => {
                for (key, value) in table {
                    path.push(key.get_ref());
                    self.refuse_steering(id, path, value);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// Reads a record; none if something is wrong with it.
    pub(super) fn record<T: DeserializeOwned>(
        &mut self,
        origin: Origin,
        value: Spanned<DeValue<'_>>,
    ) -> Option<Located<T>> {
        let start = value.span().start;
        let id = record_id(value.get_ref());
        self.refuse_steering(&id, &mut Vec::new(), &value);
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(Located { origin, value }),
            Err(error) => {
                self.toml_error(&error, start, id);
                None
            }
        }
    }
}

/// The id of a record that may not be readable as a whole.
pub(in crate::catalog) fn record_id(value: &DeValue<'_>) -> String {
    ["id", "clause", "name", "from"]
        .iter()
        .find_map(|key| value.as_table()?.get(*key)?.get_ref().as_str())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_behind_too_many_values_is_not_read() {
        let term = |synonyms: &str| {
            format!(
                "[[term]]\nid = \"a\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語\"\nsynonyms = [{synonyms}]\n"
            )
        };
        // The record itself is one value and has four more; a list is none, what stands in it is.
        for (synonyms, values) in [("", 5), ("\"乙\", \"丙\"", 7)] {
            let mut source = Source::default();
            assert_eq!(source.read_up_to(values, "a.toml", &term(synonyms)), []);
            assert_eq!((source.values, source.read_up_to(values, "b.toml", &term(""))), (values, vec![]));
            let refused = source.read_up_to(values, "c.toml", &term(""));
            assert_eq!((refused.len(), source.place(refused[0].origin)), (1, "c.toml:1".to_owned()));
            assert_eq!((refused[0].message.as_str(), source.terms.len()), (TOO_MUCH, 2));
        }
        let mut tables = Source::default();
        let chapter = "[[chapter]]\nid = \"a\"\nvolume = \"b\"\ntitle = \"章\"\nprovenance = { seen = \"memory\" }\n";
        tables.read("a.toml", &format!("{chapter}also = [{{ patterns = [] }}, {{ patterns = [] }}]\n"));
        assert_eq!(tables.values, 8);
    }
}
