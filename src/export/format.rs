use super::csv::{self, Encoding};
use super::error::ExportError;
use super::report::Report;
use super::written::Written;
use super::{html, json, markdown, oscal, xlsx};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A workbook to fill in and hand back, with progress and a chart.
    Xlsx,
    /// One table, for spreadsheets and scripts; can be filled in and handed back too.
    Csv,
    /// GitHub-flavoured Markdown, for wikis and issue trackers.
    Markdown,
    /// One page that needs nothing else, for reading and printing.
    Html,
    /// Every field, for programs.
    Json,
    /// OSCAL assessment results, for other compliance tools.
    Oscal,
}

type Write = fn(&Report, Encoding) -> Result<Written, ExportError>;

/// What is fixed about a format.
struct Facts {
    code: &'static str,
    name: &'static str,
    extension: &'static str,
    write: Write,
}

impl Format {
    /// Every format, in the order they are offered.
    pub const ALL: &'static [Self] = &[Self::Xlsx, Self::Csv, Self::Markdown, Self::Html, Self::Json, Self::Oscal];

    const fn facts(self) -> Facts {
        let (code, name, extension, write): (_, _, _, Write) = match self {
            Self::Xlsx => ("xlsx", "Excel ブック", "xlsx", |r, _| Ok(xlsx::write(r)?.into())),
            Self::Csv => ("csv", "CSV", "csv", |r, encoding| Ok(csv::write(r, encoding)?)),
            Self::Markdown => ("markdown", "Markdown", "md", |r, _| Ok(markdown::write(r).into_bytes().into())),
            Self::Html => ("html", "HTML", "html", |r, _| Ok(html::write(r).into_bytes().into())),
            Self::Json => ("json", "JSON", "json", |r, _| Ok(json::write(r)?.into())),
            Self::Oscal => ("oscal", "OSCAL 評価結果", "oscal.json", |r, _| Ok(oscal::write(r)?.into())),
        };
        Facts { code, name, extension, write }
    }

    /// Returns the code used on the command line.
    pub const fn code(self) -> &'static str {
        self.facts().code
    }

    /// Returns the name shown to people.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns how the names of its files end, without the leading dot.
    pub const fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// Returns the format meant by what a person types: a code or an extension.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('.');
        let is_meant = |name: &str| name.eq_ignore_ascii_case(text);
        Self::ALL.iter().copied().find(|format| is_meant(format.code()) || is_meant(format.extension()))
    }

    /// Whether the file is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx)
    }

    /// Whether the file can be written in another encoding than UTF-8.
    pub const fn has_encodings(self) -> bool {
        matches!(self, Self::Csv)
    }

    /// Returns the file; the same report always gives the same. A format without encodings takes no notice of the one
    /// asked for.
    ///
    /// # Errors
    ///
    /// If the report does not fit into the format.
    pub fn write(self, report: &Report, encoding: Encoding) -> Result<Written, ExportError> {
        (self.facts().write)(report, encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::full_report;
    use super::*;

    #[test]
    fn a_format_is_found_by_code_and_extension() {
        for format in Format::ALL.iter().copied() {
            for text in [format.code(), format.extension(), &format!(".{}", format.extension().to_uppercase())] {
                assert_eq!(Format::parse(text), Some(format), "{text}");
            }
        }
        assert_eq!(Format::parse("docx"), None);
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        for format in Format::ALL.iter().copied() {
            let written = format.write(&full_report(), Encoding::Cp932).unwrap();
            assert!(!written.bytes.is_empty(), "{}", format.name());
            assert_eq!(written, format.write(&full_report(), Encoding::Cp932).unwrap(), "{}", format.name());
        }
    }
}
