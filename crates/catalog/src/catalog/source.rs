//! Reads TOML text into records that know where they stand.
//!
//! One schema for every file: each may hold any of the tables below. Every problem is reported, none
//! hides another: a record that cannot be read costs only itself. Used at build time too, to compile the bundled records.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::model::{
    Capability, Chapter, Clause, Guideline, Link, Mapping, Pattern, Product, Question, Revision, Risk, Term, Volume,
};

/// The file and line a record starts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// Index into [`Source::files`].
    pub file: u16,
    /// Line, from 1.
    pub line: u32,
}

/// A record and where it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// Where it stands.
    pub origin: Origin,
    /// The record.
    pub value: T,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Where it stands.
    pub origin: Origin,
    /// The id of the record, if it has one that could be read.
    pub id: String,
    /// What is wrong.
    pub message: String,
}

/// Declares the tables of a data file once: the struct, reading and layering follow from it.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $table:literal, $key:expr;)+) => {
        /// Every record of a set of files, in the order of the files.
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        pub struct Source {
            /// Names of the files, for messages.
            pub files: Vec<String>,
            $($(#[$doc])* pub $field: Vec<Located<$type>>,)+
        }

        impl Source {
            /// The names of the tables a file may hold.
            pub const TABLES: &'static [&'static str] = &[$($table),+];

            /// Reads one table of records.
            fn read_table(&mut self, name: &str, records: Vec<(Origin, Spanned<DeValue<'_>>)>, reader: &mut Reader<'_>) {
                match name {
                    $($table => self.$field.extend(records.into_iter().filter_map(|(origin, value)| reader.record(origin, value))),)+
                    _ => {}
                }
            }

            /// Puts another set on top: a record with a known key replaces, the others are added.
            pub fn overlay(&mut self, mut other: Source) {
                let shift = self.files.len() as u16;
                self.files.append(&mut other.files);
                $(overlay(&mut self.$field, other.$field, shift, $key);)+
            }
        }
    };
}

tables! {
    /// Documents.
    guidelines: Guideline = "guideline", |r| r.id.clone();
    /// Volumes.
    volumes: Volume = "volume", |r| r.id.clone();
    /// Chapters with their sections.
    chapters: Chapter = "chapter", |r| r.id.clone();
    /// Requirements.
    clauses: Clause = "clause", |r| r.id.clone();
    /// What the clauses mean in practice.
    mappings: Mapping = "mapping", |r| r.clause.clone();
    /// Risk scenarios with their mitigations.
    risks: Risk = "risk", |r| r.id.clone();
    /// Products and features.
    products: Product = "product", |r| r.id.clone();
    /// Capabilities of products.
    capabilities: Capability = "capability", |r| r.name.clone();
    /// Words of the field.
    terms: Term = "term", |r| r.id.clone();
    /// Ties between clauses.
    links: Link = "link", |r| format!("{} {}", r.from, r.to);
    /// What became of clauses in other editions.
    revisions: Revision = "revision", |r| r.id.clone();
    /// Questions of the official Q&A.
    questions: Question = "question", |r| r.id.clone();
    /// Reference patterns.
    patterns: Pattern = "pattern", |r| r.id.clone();
}

fn overlay<T>(base: &mut Vec<Located<T>>, upper: Vec<Located<T>>, shift: u16, key: impl Fn(&T) -> String) {
    if upper.is_empty() {
        return;
    }
    let known: HashMap<String, usize> = base.iter().enumerate().map(|(i, record)| (key(&record.value), i)).collect();
    for mut record in upper {
        record.origin.file += shift;
        match known.get(&key(&record.value)) {
            Some(index) => base[*index] = record,
            None => base.push(record),
        }
    }
}

impl Source {
    /// Reads one file's text and adds its records; returns what could not be read.
    pub fn read(&mut self, name: &str, text: &str) -> Vec<ReadError> {
        let file = self.files.len() as u16;
        self.files.push(name.to_owned());
        let mut reader = Reader { text, file, errors: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            for (key, value) in table.into_inner() {
                let name = key.get_ref().to_string();
                let records = reader.records(&name, key.span().start, value);
                self.read_table(&name, records, &mut reader);
            }
        }
        for error in errors {
            reader.toml_error(&error, 0, String::new());
        }
        reader.errors
    }

    /// Returns the records as compiled bytes, which [`Source::from_bytes`] reads faster than TOML. They belong to this
    /// version of the crate and are no format to keep.
    ///
    /// # Errors
    ///
    /// If a record cannot be written, which no record of this crate is known to cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    /// Returns the records in compiled bytes.
    ///
    /// # Errors
    ///
    /// If the bytes do not come from [`Source::to_bytes`] of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// Returns `file:line` of a record.
    pub fn place(&self, origin: Origin) -> String {
        let file = self.files.get(usize::from(origin.file)).map_or("?", String::as_str);
        format!("{file}:{}", origin.line)
    }
}

/// Reads the records of one file and collects what is wrong with them.
struct Reader<'t> {
    text: &'t str,
    file: u16,
    errors: Vec<ReadError>,
}

impl Reader<'_> {
    fn origin(&self, offset: usize) -> Origin {
        let end = offset.min(self.text.len());
        let line = self.text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() + 1;
        Origin { file: self.file, line: line as u32 }
    }

    fn error(&mut self, offset: usize, id: String, message: String) {
        let origin = self.origin(offset);
        self.errors.push(ReadError { origin, id, message });
    }

    fn toml_error(&mut self, error: &toml::de::Error, fallback: usize, id: String) {
        let offset = error.span().map_or(fallback, |span| span.start);
        self.error(offset, id, translate(error.message()));
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
                format!("表の名前 {name} は使えません。使えるのは {} です。", Source::TABLES.join("、")),
            );
            return Vec::new();
        }
        let values: Vec<_> = match value.into_inner() {
            DeValue::Array(array) => array.into_iter().collect(),
            _ => {
                self.error(offset, String::new(), format!("[[{name}]] の形で書いてください。"));
                Vec::new()
            }
        };
        values.into_iter().map(|value| (self.origin(value.span().start), value)).collect()
    }

    fn record<T: DeserializeOwned>(&mut self, origin: Origin, value: Spanned<DeValue<'_>>) -> Option<Located<T>> {
        let start = value.span().start;
        let id = record_id(value.get_ref());
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
fn record_id(value: &DeValue<'_>) -> String {
    ["id", "clause", "name", "from"]
        .iter()
        .find_map(|key| value.as_table()?.get(*key)?.get_ref().as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Puts the parser's most common messages into Japanese; others are shown as they are.
fn translate(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    let quoted = |start: &str| message.strip_prefix(start)?.split('`').next();
    if let Some(field) = quoted("missing field `") {
        return format!("{field} がありません。");
    }
    if let Some(field) = quoted("unknown field `") {
        return format!("{field} という項目は使えません。使えるのは {} です。", allowed(message));
    }
    if let Some(value) = quoted("unknown variant `") {
        return format!("値 {value} は使えません。使えるのは {} です。", allowed(message));
    }
    wrong_type(message).unwrap_or_else(|| format!("TOML として読めません: {message}。"))
}

/// Returns the names that the parser would have taken.
fn allowed(message: &str) -> String {
    let names = message.split_once("expected ").map_or("", |(_, rest)| rest).trim_start_matches("one of ");
    names.replace("` or `", ", ").replace('`', "")
}

/// Says how to write a value that has the wrong form, for example a sentence where a list has to stand.
fn wrong_type(message: &str) -> Option<String> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let right = match expected {
        "a sequence" => "[\"…\", \"…\"] のように並べて",
        "a string" => "\"…\" のように引用符で囲んで",
        "a boolean" => "true か false で",
        _ => return None,
    };
    let value = found.split_once(' ').map_or("ここの値", |(_, value)| value.trim_matches('`'));
    Some(format!("{value} は使えません。{right}書いてください。"))
}
