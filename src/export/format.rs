//! The formats, as one table.

use super::csv::Encoding;
use super::error::ExportError;
use super::exported_file::ExportedFile;
use super::report::Report;

/// What a file of a format holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Bytes that no terminal can show.
    Binary,
    /// Text in UTF-8.
    Text,
    /// Text in the encoding asked for.
    EncodedText,
}

type Write = fn(&Report, Encoding) -> Result<ExportedFile, ExportError>;

/// What is fixed about a format.
struct Facts {
    code: &'static str,
    name: &'static str,
    extension: &'static str,
    content: Content,
    write: Write,
}

/// Declares the formats: `Variant = "code", "名前", "extension", content, writer`. All that knows of formats is made
/// from this table: what `tenken export` takes and says, and README's row.
macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $extension:literal, $content:ident, $write:expr;)+) => {
        /// How a report is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$doc])* $variant,)+
        }

        impl Format {
            /// Every format, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const fn facts(self) -> Facts {
                match self {
                    $(Self::$variant => {
                        let content = Content::$content;
                        Facts { code: $code, name: $name, extension: $extension, content, write: $write }
                    })+
                }
            }
        }
    };
}

formats! {
    /// A workbook to fill in and hand back, with progress and a chart.
    Xlsx = "xlsx", "Excel ブック", "xlsx", Binary, |report, _| Ok(super::xlsx::write(report)?.into());
    /// One table, for spreadsheets and scripts; can be filled in and handed back too.
    Csv = "csv", "CSV", "csv", EncodedText, |report, encoding| Ok(super::csv::write(report, encoding)?);
    /// GitHub-flavoured Markdown, for wikis and issue trackers.
    Markdown = "markdown", "Markdown", "md", Text, |report, _| Ok(super::markdown::write(report).into_bytes().into());
    /// One page that needs nothing else, for reading and printing.
    Html = "html", "HTML", "html", Text, |report, _| Ok(super::html::write(report).into_bytes().into());
    /// Every field, for programs.
    Json = "json", "JSON", "json", Text, |report, _| Ok(super::json::write(report)?.into());
    /// OSCAL assessment results, for other compliance tools.
    Oscal = "oscal", "OSCAL 評価結果", "oscal.json", Text, |report, _| Ok(super::oscal::write(report)?.into());
}

impl Format {
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

    /// Returns the codes of all formats, in the order they are offered.
    pub fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.code()).collect()
    }

    /// Returns the format meant by what a person types: a code or an extension.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('.');
        let is_meant = |name: &str| name.eq_ignore_ascii_case(text);
        Self::ALL.iter().copied().find(|format| is_meant(format.code()) || is_meant(format.extension()))
    }

    /// Whether the file is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        !matches!(self.facts().content, Content::Binary)
    }

    /// Whether the file can be written in another encoding than UTF-8.
    pub const fn has_encodings(self) -> bool {
        matches!(self.facts().content, Content::EncodedText)
    }

    /// Returns the file; the same report always gives the same. A format without encodings takes no notice of the one
    /// asked for.
    ///
    /// # Errors
    ///
    /// If the report does not fit into the format.
    pub fn write(self, report: &Report, encoding: Encoding) -> Result<ExportedFile, ExportError> {
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
