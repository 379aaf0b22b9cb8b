//! The formats, as one table.

use super::csv::Encoding;
use super::error::ExportError;
use super::exported_file::ExportedFile;
use super::file_format::FileFormat;
use super::report::Report;

/// The kind of contents of a format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Bytes that a terminal cannot show.
    Binary,
    /// Text in UTF-8.
    Text,
    /// Text in a chosen encoding.
    EncodedText,
}

type Write = fn(&Report, Encoding) -> Result<ExportedFile, ExportError>;

/// The row of a format in the table.
struct Facts {
    code: &'static str,
    name: &'static str,
    extension: &'static str,
    content: Content,
    write: Write,
}

/// Declares the formats: `Variant = "code", "名前", "extension", content, writer`. The arguments and the help of `tenken
/// export` and the row in README are made from this table.
macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $extension:literal, $content:ident, $write:expr;)+) => {
        /// A format of reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$doc])* $variant,)+
        }

        /// Every format, in the order in which they are offered.
        const ALL: &[Format] = &[$(Format::$variant),+];

        impl Format {
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
    /// A workbook to fill in and send back, with progress and a chart.
    Xlsx = "xlsx", "Excel ブック", "xlsx", Binary, |report, _| Ok(super::xlsx::write(report)?.into());
    /// One table, for spreadsheets and scripts. It can be filled in and sent back too.
    Csv = "csv", "CSV", "csv", EncodedText, |report, encoding| Ok(super::csv::write(report, encoding)?);
    /// GitHub-flavoured Markdown, for wikis and issue trackers.
    Markdown = "markdown", "Markdown", "md", Text, |report, _| Ok(super::markdown::write(report).into_bytes().into());
    /// One self-contained page, for reading and printing.
    Html = "html", "HTML", "html", Text, |report, _| Ok(super::html::write(report).into_bytes().into());
    /// Every field, for programs.
    Json = "json", "JSON", "json", Text, |report, _| Ok(super::json::write(report)?.into());
    /// OSCAL assessment results, for other compliance tools.
    Oscal = "oscal", "OSCAL 評価結果", "oscal.json", Text, |report, _| Ok(super::oscal::results::write(report)?.into());
}

impl FileFormat for Format {
    const ALL: &'static [Self] = ALL;

    fn code(self) -> &'static str {
        self.facts().code
    }

    fn name(self) -> &'static str {
        self.facts().name
    }

    fn extension(self) -> &'static str {
        self.facts().extension
    }

    fn is_text(self) -> bool {
        self.facts().content != Content::Binary
    }

    fn has_encodings(self) -> bool {
        self.facts().content == Content::EncodedText
    }

    fn is_for_people(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }
}

impl Format {
    /// Returns the file. The same report always gives the same bytes. A format without encodings ignores `encoding`.
    ///
    /// # Errors
    ///
    /// If the report cannot be written in this format.
    pub fn write(self, report: &Report, encoding: Encoding) -> Result<ExportedFile, ExportError> {
        self.in_its_language(|| (self.facts().write)(report, encoding))
    }
}

#[cfg(test)]
mod tests {
    use super::super::seal::sealed_in;
    use super::super::testing::{full_report, report_of_texts};
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    /// Records can be held to whatever of these somebody has kept.
    #[test]
    fn the_seal_is_found_in_what_people_keep() {
        for format in [Format::Html, Format::Markdown, Format::Json] {
            let written = format.write(&full_report(), Encoding::Utf8).unwrap();
            assert_eq!(sealed_in(&written.bytes), Some(full_report().seal), "{}", format.name());
        }
    }

    #[test]
    fn pages_follow_the_language_and_what_comes_back_does_not() {
        let mut report = report_of_texts(&|field| format!("[{field}]"));
        report.rows.iter_mut().for_each(|row| row.waiting.clear());
        report.evidence[0].is_for_audit = true;
        let bytes = |format: &Format| format.write(&report, Encoding::Utf8).unwrap().bytes;
        let japanese: Vec<Vec<u8>> = Format::ALL.iter().map(bytes).collect();
        provide(&TABLES);
        speak(Language::English);
        let english: Vec<Vec<u8>> = Format::ALL.iter().map(bytes).collect();
        speak(Language::Japanese);
        for ((format, before), after) in Format::ALL.iter().zip(japanese).zip(english) {
            if !matches!(format, Format::Html | Format::Markdown) {
                assert!(before == after, "{}", format.name());
                continue;
            }
            let page = String::from_utf8(after).unwrap();
            let is_japanese =
                |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}');
            let left = page.lines().find(|line| line.contains(is_japanese));
            assert_eq!(left, None, "{}", format.name());
            assert_eq!(sealed_in(page.as_bytes()), Some(report.seal.clone()), "{}", format.name());
        }
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
