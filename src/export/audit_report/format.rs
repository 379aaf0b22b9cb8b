//! The formats of the audit report, as one table.

use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::document::Document;
use super::model::AuditReport;
use super::{compose, docx, html, markdown};

type Write = fn(&Document, &AuditReport) -> Result<Vec<u8>, ExportError>;

/// Declares the formats: `Variant = "code", "名前", "extension", is text, writer`.
macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $extension:literal, $is_text:literal, $write:expr;)+) => {
        /// A format of the audit report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AuditReportFormat {
            $($(#[$doc])* $variant,)+
        }

        impl AuditReportFormat {
            /// Every format, in the order in which they are offered; the first one is written if none is named.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the code used on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Returns the name for people.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Returns the extension of its files, without the leading dot.
            pub const fn extension(self) -> &'static str {
                match self { $(Self::$variant => $extension),+ }
            }

            /// Whether a terminal can show it.
            pub const fn is_text(self) -> bool {
                match self { $(Self::$variant => $is_text),+ }
            }

            fn writer(self) -> Write {
                match self { $(Self::$variant => $write),+ }
            }
        }
    };
}

forms! {
    /// One self-contained page that prints on A4.
    Html = "html", "HTML", "html", true, |document, audit| Ok(html::write(document, &audit.report.seal).into_bytes());
    /// GitHub-flavoured Markdown, the pictures as tables.
    Markdown = "markdown", "Markdown", "md", true,
        |document, audit| Ok(markdown::write(document, &audit.report.seal).into_bytes());
    /// A document for word processors, the pictures as tables.
    Docx = "docx", "Word 文書", "docx", false, |document, audit| docx::write(document, &audit.report);
}

impl AuditReportFormat {
    /// Returns the codes of all formats, in the order in which they are offered.
    pub fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|form| form.code()).collect()
    }

    /// Returns the format with this code or extension, as a person types it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('.');
        let is_meant = |name: &str| name.eq_ignore_ascii_case(text);
        Self::ALL.iter().copied().find(|form| is_meant(form.code()) || is_meant(form.extension()))
    }

    /// Returns the file. The same report always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If the report cannot be written in this format.
    pub fn write(self, audit: &AuditReport) -> Result<ExportedFile, ExportError> {
        Ok(self.writer()(&compose::document(audit), audit)?.into())
    }
}
