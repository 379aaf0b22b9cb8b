//! How symbols such as ④ or → are shown, which terminals disagree about: by the command line, else by the settings. The
//! screen and the commands go by the same.

use crate::text::width::Ambiguous;
use crate::tui::AmbiguousOption;

use super::settings::ScreenSettings;

/// What was said about symbols.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SymbolChoice {
    /// Whether something in ASCII stands for each.
    pub(super) is_ascii: bool,
    /// How wide they are, if that was said.
    pub(super) width: Option<AmbiguousOption>,
}

impl SymbolChoice {
    /// Returns the choice with what the settings say where it says nothing.
    pub(super) fn or(self, set: &ScreenSettings) -> Self {
        let width = set.ambiguous.as_deref().and_then(AmbiguousOption::named);
        Self { is_ascii: self.is_ascii || set.ascii, width: self.width.or(width) }
    }

    /// Returns how lines are printed. No terminal is asked here, so what is not known is one column wide.
    pub(super) fn printed(self) -> Ambiguous {
        match self.width {
            _ if self.is_ascii => Ambiguous::Ascii,
            Some(AmbiguousOption::Cells(2)) => Ambiguous::AsIsWide,
            Some(AmbiguousOption::Auto | AmbiguousOption::Cells(_)) | None => Ambiguous::AsIs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_goes_before_the_settings() {
        let set = |ambiguous: &str, ascii| ScreenSettings {
            ambiguous: Some(ambiguous.to_owned()),
            ascii,
            ..ScreenSettings::default()
        };
        let said = |width| SymbolChoice { width: AmbiguousOption::named(width), ..SymbolChoice::default() };
        assert_eq!(SymbolChoice::default().printed(), Ambiguous::AsIs);
        assert_eq!(SymbolChoice::default().or(&set("2", false)).printed(), Ambiguous::AsIsWide);
        assert_eq!(said("1").or(&set("2", false)).printed(), Ambiguous::AsIs);
        assert_eq!(said("2").or(&set("1", false)).printed(), Ambiguous::AsIsWide);
        assert_eq!(said("auto").or(&set("2", false)).printed(), Ambiguous::AsIs);
        assert_eq!(said("2").or(&set("1", true)).printed(), Ambiguous::Ascii);
    }
}
