//! The formats of the audit report, as one table.

use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::file_format::FileFormat;
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

        impl FileFormat for AuditReportFormat {
            // The first one is written if none is named.
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            fn extension(self) -> &'static str {
                match self { $(Self::$variant => $extension),+ }
            }

            fn is_text(self) -> bool {
                match self { $(Self::$variant => $is_text),+ }
            }

            fn is_for_people(self) -> bool {
                true
            }
        }

        impl AuditReportFormat {
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
    /// Returns the file. The same report always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If the report cannot be written in this format.
    pub fn write(self, audit: &AuditReport) -> Result<ExportedFile, ExportError> {
        Ok(self.writer()(&compose::document(audit), audit)?.into())
    }
}
