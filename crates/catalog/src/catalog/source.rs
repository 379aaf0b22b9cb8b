//! Reads TOML text into records that know where they stand.
//!
//! One schema for every file: each may hold any of the tables below. Every problem is reported, none
//! hides another: a record that cannot be read costs only itself. Used at build time too, to compile the bundled records.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::reading::{Lines, pieces, toml_reason};

use crate::model::{
    AuditReport, Capability, Chapter, Clause, Guideline, Licence, Link, Mapping, Measure, Pattern, Preset, Product,
    Question, Revision, Risk, Term, Theme, Volume,
};
use crate::text::clean::steers;

/// The most errors that are kept of one file, and of one folder. Where there are so many, the rest is not read: what is
/// lacking would only be missed elsewhere.
pub const ERRORS_MAX: usize = 100_000;

/// The most tokens (names, values, signs) of all files together: three times as many as 50,000 clauses have.
const TOKENS_MAX: usize = 12 << 20;

const TOO_MUCH: &str = "ここから先は、データの全体が大きすぎるため読んでいません。";
const TOO_LARGE: &str =
    "一つの記録として大きすぎるか、ここから先に閉じていない「[」「{」があります。[[…]] で始まる記録に分けてください。";

/// The file and line a record starts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// Index into [`Source::files`].
    pub file: u32,
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
            /// The number of tokens that were read, to know when it is too much.
            #[serde(skip)]
            tokens: usize,
            $($(#[$doc])* pub $field: Vec<Located<$type>>,)+
        }

        impl Source {
            /// The names of the tables a file may hold.
            pub const TABLES: &'static [&'static str] = &[$($table),+];

            /// Returns how many records there are.
            pub fn len(&self) -> usize {
                [$(self.$field.len()),+].iter().sum()
            }

            /// Whether there is no record.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// Reads one table of records.
            fn read_table(&mut self, name: &str, records: Vec<(Origin, Spanned<DeValue<'_>>)>, reader: &mut Reader<'_>) {
                match name {
                    $($table => self.$field.extend(records.into_iter().filter_map(|(origin, value)| reader.record(origin, value))),)+
                    _ => {}
                }
            }

            /// Puts another set on top: a record with a known key replaces, the others are added.
            pub fn overlay(&mut self, mut other: Source) {
                let shift = self.files.len() as u32;
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
    /// What Microsoft itself does.
    measures: Measure = "measure", |r| r.id.clone();
    /// Audit reports and certificates.
    reports: AuditReport = "report", |r| r.id.clone();
    /// Offers that include products.
    licences: Licence = "licence", |r| r.id.clone();
    /// Reading paths.
    themes: Theme = "theme", |r| r.id.clone();
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
    /// What kinds of facilities inspect.
    presets: Preset = "preset", |r| r.id.clone();
}

fn overlay<T>(base: &mut Vec<Located<T>>, upper: Vec<Located<T>>, shift: u32, key: impl Fn(&T) -> String) {
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
    /// Reads one file's text and adds its records; returns what could not be read, at most [`ERRORS_MAX`] of it.
    pub fn read(&mut self, name: &str, text: &str) -> Vec<ReadError> {
        let file = self.files.len() as u32;
        self.files.push(name.to_owned());
        let mut reader = Reader { lines: Lines::of(text), file, start: 0, errors: Vec::new() };
        for piece in pieces(text) {
            reader.start = piece.range.start;
            self.tokens += piece.tokens;
            if piece.is_too_large {
                reader.error(0, String::new(), TOO_LARGE.to_owned());
            } else if self.tokens > TOKENS_MAX {
                reader.error(0, String::new(), TOO_MUCH.to_owned());
                break;
            } else {
                self.read_piece(&text[piece.range], &mut reader);
            }
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

    /// Notes a file that cannot be read as text at all; returns what is wrong with it.
    pub(super) fn refuse(&mut self, name: &str, line: u32, message: &str) -> ReadError {
        let origin = Origin { file: self.files.len() as u32, line };
        self.files.push(name.to_owned());
        ReadError { origin, id: String::new(), message: message.to_owned() }
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
        let file = self.files.get(origin.file as usize).map_or("?", String::as_str);
        format!("{file}:{}", origin.line)
    }
}

/// Reads the records of one file and collects what is wrong with them.
struct Reader<'t> {
    lines: Lines<'t>,
    file: u32,
    /// Where the piece begins that is being read.
    start: usize,
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

    /// Notes the texts of a record with a character that steers a terminal: whatever is read is shown somewhere. Ids may
    /// hide nothing at all, which is looked at where they are collected.
    fn refuse_steering<'v>(&mut self, id: &str, path: &mut Vec<&'v str>, value: &'v Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) if path.last() != Some(&"id") => {
                if let Some(bad) = text.chars().find(|c| steers(*c)) {
                    let message = format!("{} に使えない文字 U+{:04X} があります。", path.join("."), u32::from(bad));
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

    fn record<T: DeserializeOwned>(&mut self, origin: Origin, value: Spanned<DeValue<'_>>) -> Option<Located<T>> {
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
pub(super) fn record_id(value: &DeValue<'_>) -> String {
    ["id", "clause", "name", "from"]
        .iter()
        .find_map(|key| value.as_table()?.get(*key)?.get_ref().as_str())
        .unwrap_or_default()
        .to_owned()
}
