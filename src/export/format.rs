use super::error::ExportError;
use super::report::Report;
use super::{html, json, markdown, oscal};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GitHub-flavoured Markdown, for wikis and issue trackers.
    Markdown,
    /// One page that needs nothing else, for reading and printing.
    Html,
    /// Every field, for programs.
    Json,
    /// OSCAL assessment results, for other compliance tools.
    Oscal,
}

/// What is fixed about a format.
struct Facts {
    code: &'static str,
    name: &'static str,
    extension: &'static str,
    write: fn(&Report) -> Result<Vec<u8>, ExportError>,
}

impl Format {
    /// Every format, in the order they are offered.
    pub const ALL: &'static [Self] = &[Self::Markdown, Self::Html, Self::Json, Self::Oscal];

    const fn facts(self) -> Facts {
        match self {
            Self::Markdown => {
                Facts { code: "markdown", name: "Markdown", extension: "md", write: |r| Ok(markdown::write(r).into()) }
            }
            Self::Html => Facts { code: "html", name: "HTML", extension: "html", write: |r| Ok(html::write(r).into()) },
            Self::Json => Facts { code: "json", name: "JSON", extension: "json", write: json::write },
            Self::Oscal => {
                Facts { code: "oscal", name: "OSCAL 評価結果", extension: "oscal.json", write: oscal::write }
            }
        }
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

    /// Returns the bytes of the file; the same report always gives the same.
    ///
    /// # Errors
    ///
    /// If the report does not fit into the format.
    pub fn write(self, report: &Report) -> Result<Vec<u8>, ExportError> {
        (self.facts().write)(report)
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
            let bytes = format.write(&full_report()).unwrap();
            assert!(!bytes.is_empty(), "{}", format.name());
            assert_eq!(bytes, format.write(&full_report()).unwrap(), "{}", format.name());
        }
    }
}
