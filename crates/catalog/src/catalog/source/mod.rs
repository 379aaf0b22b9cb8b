//! Records that know where they stand: the tables of a set of files.
//!
//! One schema for every file: each may hold any of the tables below. Used at build time too, to compile the bundled records.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::language::t;
use crate::model::{
    AuditReport, Capability, Chapter, Clause, Guideline, Licence, Link, Mapping, Measure, Original, Pack, Pattern,
    Preset, Product, Question, Revision, Risk, Statement, Term, Theme, Volume,
};
use crate::packed::{Packed, PackedError, Writer};

use super::compiled::{Cells, write_records};

mod reader;

use reader::Reader;
pub(super) use reader::record_id;

pub use super::located::{Located, Origin};

/// The most errors that are kept of one file, and of one folder. Where there are so many, the rest is not read: what is
/// lacking would only be missed elsewhere.
pub const ERRORS_MAX: usize = 100_000;

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

/// Declares the tables of a data file once: the struct, reading, layering and compiling follow from it.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $table:literal, $key:expr;)+) => {
        /// Every record of a set of files, in the order of the files.
        #[derive(Clone, Debug, Default)]
        pub struct Source {
            /// Names of the files, for messages.
            pub files: Vec<String>,
            /// The number of values that were read, to know when it is too much.
            values: usize,
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

            /// Adds the records of another set behind its own.
            pub(super) fn append(&mut self, mut other: Source) {
                let shift = self.files.len() as u32;
                self.files.append(&mut other.files);
                $(
                    other.$field.iter_mut().for_each(|record| record.origin.file += shift);
                    self.$field.append(&mut other.$field);
                )+
            }

            /// Returns the first record that is of none of these tables, with the name of its own.
            pub(super) fn first_beyond(&self, tables: &[&str]) -> Option<(Origin, &'static str)> {
                let firsts = [$((self.$field.first().map(|record| record.origin), $table)),+];
                let beyond = firsts.into_iter().filter(|(_, table)| !tables.contains(table));
                beyond.filter_map(|(origin, table)| Some((origin?, table))).min()
            }

            /// Writes every record, and lets go of each table as soon as it is written.
            pub(super) fn write_tables(self, writer: &mut Writer) -> Result<(), PackedError> {
                $(write_records(self.$field, writer, $table)?;)+
                Ok(())
            }
        }

        /// The tables of a [`Source`] as they lie in a compiled catalog, with their records in the same order.
        #[derive(Debug)]
        pub(super) struct Tables {
            $($(#[$doc])* pub(super) $field: Cells<$type>,)+
        }

        impl Tables {
            /// Opens what [`Source::write_tables`] wrote.
            pub(super) fn open(packed: &Packed) -> Result<Self, PackedError> {
                Ok(Self { $($field: Cells::open(packed, $table)?,)+ })
            }

            /// Returns all records anew.
            pub(super) fn source(&self, files: Vec<String>) -> Result<Source, PackedError> {
                Ok(Source { files, values: 0, $($field: self.$field.decoded()?,)+ })
            }

            /// Returns how many records were asked for.
            #[cfg(test)]
            pub(super) fn asked(&self) -> usize {
                [$(self.$field.asked()),+].iter().sum()
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
    /// Documents of the user.
    packs: Pack = "pack", |r| r.id.clone();
    /// Official texts from documents of the user.
    originals: Original = "original", |r| format!("{} {}", r.clause, r.place);
    /// What documents of the user say of clauses and risks.
    statements: Statement = "statement", |r| format!("{} {} {}", r.about, r.place, r.answers.join(" "));
}

fn overlay<T>(base: &mut Vec<Located<T>>, mut upper: Vec<Located<T>>, shift: u32, key: impl Fn(&T) -> String) {
    if upper.is_empty() {
        return;
    }
    let known: HashMap<String, usize> = base.iter().enumerate().map(|(i, record)| (key(&record.value), i)).collect();
    upper.retain_mut(|record| {
        record.origin.file += shift;
        let replaced = known.get(&key(&record.value));
        replaced.iter().for_each(|index| std::mem::swap(&mut base[**index], record));
        replaced.is_none()
    });
    // The longer list is not copied: a folder may be far larger than what it lies over.
    if base.len() < upper.len() {
        upper.splice(0..0, base.drain(..));
        *base = upper;
    } else {
        base.append(&mut upper);
    }
}

impl Source {
    /// Notes a file that cannot be read as text at all; returns what is wrong with it.
    pub(super) fn refuse(&mut self, name: &str, line: u32, message: &str) -> ReadError {
        let origin = Origin { file: self.files.len() as u32, line };
        self.files.push(name.to_owned());
        ReadError { origin, id: String::new(), message: t(message).to_owned() }
    }

    /// Returns `file:line` of a record.
    pub fn place(&self, origin: Origin) -> String {
        let file = self.files.get(origin.file as usize).map_or("?", String::as_str);
        place(file, origin.line)
    }
}

/// Returns a line of a file as it is named to people.
pub(super) fn place(file: &str, line: u32) -> String {
    format!("{file}:{line}")
}
