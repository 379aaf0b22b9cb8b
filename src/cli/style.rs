//! How plain output looks where it may have colour: one table. What a style says, the words beside it say as well.

use clap::builder::PossibleValue;

use crate::model::Status;
use crate::sheet::terms;

/// Gives the terminal its own look back.
const PLAIN: &str = "\u{1b}[0m";

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// What a part of a page is about.
    Heading,
    /// What stands beside the matter: ids, dividers.
    Quiet,
    /// What is finished or in order.
    Good,
    /// What somebody has begun, or has to look at.
    Open,
    /// What has to be looked at again.
    Again,
    /// What is wrong.
    Bad,
}

/// Styles with the numbers that a terminal knows them by: those of its own 16 colours, which fit its background.
const STYLES: [(Style, &str); 6] = [
    (Style::Heading, "1"),
    (Style::Quiet, "2"),
    (Style::Good, "32"),
    (Style::Open, "33"),
    (Style::Again, "35"),
    (Style::Bad, "1;31"),
];

impl Style {
    /// Returns how the status of a clause looks.
    pub(super) fn of(status: Status) -> Self {
        match status {
            Status::Done => Self::Good,
            Status::Doing => Self::Open,
            Status::Recheck => Self::Again,
            Status::Todo | Status::Na => Self::Quiet,
        }
    }

    /// Returns the status of a clause in brackets, for narrow columns.
    pub(super) fn short(status: Status) -> String {
        format!("[{}]", terms::short_status(status))
    }

    /// Returns a text, which steers no terminal by itself, in this style.
    pub(super) fn on(self, text: &str) -> String {
        let numbers = STYLES.iter().find(|(style, _)| *style == self).map_or("0", |(_, numbers)| *numbers);
        format!("\u{1b}[{numbers}m{text}{PLAIN}")
    }
}

/// Returns a text that was printed here without its styles.
pub(super) fn without(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

/// Whether colour is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColorChoice {
    /// On a terminal that can, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Wherever the output goes.
    Always,
    /// Nowhere.
    Never,
}

impl ColorChoice {
    /// All choices with their names.
    const NAMED: [(&'static str, Self); 3] = [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];

    /// Returns the names, for the command line.
    pub(super) fn values() -> [PossibleValue; 3] {
        Self::NAMED.map(|(name, _)| PossibleValue::new(name))
    }

    /// Returns the choice of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, choice)| choice)
    }

    /// Returns whether there is colour where the surroundings would (not) have it.
    pub(super) fn is_on(self, by_itself: bool) -> bool {
        match self {
            Self::Auto => by_itself,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_its_numbers_and_gives_the_look_back() {
        for style in [Style::Heading, Style::Quiet, Style::Good, Style::Open, Style::Again, Style::Bad] {
            let text = style.on("済");
            assert!(text.ends_with("m済\u{1b}[0m") && !text.starts_with("\u{1b}[0m"), "{style:?}");
            assert_eq!(without(&format!("a{text}m")), "a済m");
        }
    }

    #[test]
    fn a_choice_outweighs_the_surroundings() {
        for (name, alone, expected) in
            [("auto", true, true), ("auto", false, false), ("always", false, true), ("never", true, false)]
        {
            assert_eq!(ColorChoice::named(name).unwrap().is_on(alone), expected, "{name}");
        }
        assert_eq!(ColorChoice::named("Auto"), None);
    }
}
