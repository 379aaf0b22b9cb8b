//! The formats of the tables.

use super::super::csv::Encoding;
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::tables::ControlMapping;
use super::{csv, json};

/// A format of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingFormat {
    /// The table of clauses, for spreadsheets and scripts.
    Csv,
    /// All tables, for programs.
    Json,
}

impl MappingFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Returns the code used on the command line, which is the extension of its files too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Returns the name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// Returns the codes of all formats, in the order in which they are offered.
    pub fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.code()).collect()
    }

    /// Returns the format with this code, as a person types it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('.');
        Self::ALL.into_iter().find(|format| format.code().eq_ignore_ascii_case(text))
    }

    /// Whether the file is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        match self {
            Self::Csv | Self::Json => true,
        }
    }

    /// Whether the file can have another encoding than UTF-8.
    pub const fn has_encodings(self) -> bool {
        matches!(self, Self::Csv)
    }

    /// Returns the file. The same tables always give the same bytes. A format without encodings ignores `encoding`.
    ///
    /// # Errors
    ///
    /// If the tables cannot be written in this format.
    pub fn write(self, mapping: &ControlMapping, encoding: Encoding) -> Result<ExportedFile, ExportError> {
        Ok(match self {
            Self::Csv => csv::write(mapping, encoding)?,
            Self::Json => json::write(mapping)?.into(),
        })
    }
}
