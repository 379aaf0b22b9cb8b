//! What all formats of files have in common: how they are chosen, and in which language they are written.

use crate::language::{in_japanese, t, tr};

/// A format of a file, one of a few that a person chooses by its code.
pub trait FileFormat: Copy + 'static {
    /// Every format, in the order in which they are offered.
    const ALL: &'static [Self];

    /// Returns the code used on the command line.
    fn code(self) -> &'static str;

    /// Returns the name for people.
    fn name(self) -> &'static str;

    /// Returns the extension of its files, without the leading dot.
    fn extension(self) -> &'static str {
        self.code()
    }

    /// Whether the file is text that a terminal can show.
    fn is_text(self) -> bool {
        true
    }

    /// Whether the file can have another encoding than UTF-8.
    fn has_encodings(self) -> bool {
        false
    }

    /// Whether people read the file as it is; programs read the others, or they come back.
    fn is_for_people(self) -> bool {
        false
    }

    /// Returns the codes of all formats, for people.
    fn codes() -> String {
        Self::ALL.iter().map(|format| format.code()).collect::<Vec<_>>().join(t("、"))
    }

    /// Returns the format with this code, or the only one with this extension, as a person types it.
    ///
    /// # Errors
    ///
    /// Which formats there are, if this is none.
    fn read(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_start_matches('.');
        let is_meant = |name: &str| name.eq_ignore_ascii_case(text);
        let named = Self::ALL.iter().copied().find(|format| is_meant(format.code()));
        // An extension that formats share stands for none of them.
        let mut alike = Self::ALL.iter().copied().filter(|format| is_meant(format.extension()));
        let only = alike.next().filter(|_| alike.next().is_none());
        named.or(only).ok_or_else(|| tr!("使えるのは {codes} です。", codes = Self::codes()))
    }

    /// Makes something for a file of this format in the language of such files: that of the thread if people read them, and
    /// else Japanese.
    fn in_its_language<T>(self, make: impl FnOnce() -> T) -> T {
        if self.is_for_people() { make() } else { in_japanese(make) }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::super::Format;
    use super::super::audit_report::AuditReportFormat;
    use super::super::content::CatalogFormat;
    use super::super::facilities::FacilityFormat;
    use super::super::mapping::MappingFormat;
    use super::super::revisions::RevisionFormat;
    use super::*;

    /// Checks each format by the extension of its files, which is its own unless another format has the same.
    fn assert_chosen<F: FileFormat + PartialEq + Debug>(extensions: &[&str]) {
        assert_eq!(F::ALL.len(), extensions.len());
        for (format, extension) in F::ALL.iter().copied().zip(extensions) {
            assert_eq!(format.extension(), *extension, "{format:?}");
            assert_eq!(F::read(format.code()), Ok(format));
            let is_shared = extensions.iter().filter(|other| *other == extension).count() > 1;
            for text in [(*extension).to_owned(), format!(" .{} ", extension.to_uppercase())] {
                assert_eq!(F::read(&text).ok(), (!is_shared).then_some(format), "{text}");
            }
        }
        let codes: Vec<&str> = F::ALL.iter().map(|format| format.code()).collect();
        assert_eq!(F::read("pdf"), Err(format!("使えるのは {} です。", codes.join("、"))));
    }

    #[test]
    fn a_format_is_found_by_its_code_and_extension_and_another_names_those_there_are() {
        assert_chosen::<Format>(&["xlsx", "csv", "md", "html", "json", "oscal.json"]);
        assert_chosen::<AuditReportFormat>(&["html", "md", "docx"]);
        assert_chosen::<CatalogFormat>(&["oscal.json", "oscal.json", "yaml"]);
        assert_chosen::<FacilityFormat>(&["xlsx", "html", "csv"]);
        assert_chosen::<MappingFormat>(&["xlsx", "csv", "json"]);
        assert_chosen::<RevisionFormat>(&["md", "csv", "xlsx"]);
    }
}
