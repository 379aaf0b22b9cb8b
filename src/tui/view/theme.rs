//! Colours and attributes, chosen by what a text means.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Status;

/// What a text means, which decides its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// Ordinary text.
    #[default]
    Text,
    /// Less important text.
    Quiet,
    /// The title of the record or list.
    Title,
    /// The heading of a section.
    Heading,
    /// A key to press or the number of a link.
    Key,
    /// Something that can be opened.
    Link,
    /// What the query matched.
    Match,
    /// What the next key takes hold of: typed text that it replaces, the place on a page that one is at.
    Selected,
    /// Something that is finished.
    Done,
    /// Something under way or to be looked at again.
    Doing,
    /// What was not checked against the official text.
    Unverified,
    /// A failure.
    Error,
}

impl TextRole {
    /// Returns the role of a status.
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Todo => Self::Text,
            Status::Doing | Status::Recheck => Self::Doing,
            Status::Done => Self::Done,
            Status::Na => Self::Quiet,
        }
    }
}

/// The styles of all roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The 16 colours of the terminal, as configured there.
    #[default]
    Sixteen,
    /// Light colours of the palette of 256, for a dark background.
    Dark,
    /// Dark colours of the palette of 256, for a light background.
    Light,
    /// Attributes only, no colours.
    Mono,
}

/// The colours of a role in the themes `Sixteen`, `Dark` and `Light`. The numbers are indices of the xterm palette; their
/// contrast to black or white is at least 4.5.
type Hue = (Color, u8, u8);

const QUIET: Hue = (Color::DarkGray, 245, 243);
const HEADING: Hue = (Color::Cyan, 80, 25);
const KEY: Hue = (Color::Green, 114, 22);
const LINK: Hue = (Color::Cyan, 117, 25);
const MATCH: Hue = (Color::Yellow, 222, 94);
const DONE: Hue = (Color::Green, 114, 28);
const DOING: Hue = (Color::Yellow, 222, 94);
const UNVERIFIED: Hue = (Color::Magenta, 182, 90);
const ERROR: Hue = (Color::Red, 210, 124);

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Sixteen, Self::Dark, Self::Light, Self::Mono];

    /// Returns the name used on the command line and in `config.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sixteen => "16",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// Returns the names of all themes.
    pub fn names() -> [&'static str; 4] {
        Self::ALL.map(Self::name)
    }

    /// Returns the theme with this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Returns the style of a role. Colour is never the only difference between two states: words say it too.
    pub fn style(self, role: TextRole) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let (style, hue) = match role {
            TextRole::Text => (plain, None),
            TextRole::Quiet => (plain, Some(QUIET)),
            TextRole::Title => (bold, None),
            TextRole::Heading => (bold, Some(HEADING)),
            TextRole::Key => (bold, Some(KEY)),
            TextRole::Link => (plain, Some(LINK)),
            TextRole::Match => (bold.add_modifier(Modifier::UNDERLINED), Some(MATCH)),
            TextRole::Selected => (plain.add_modifier(Modifier::REVERSED), None),
            TextRole::Done => (plain, Some(DONE)),
            TextRole::Doing => (plain, Some(DOING)),
            TextRole::Unverified => (plain, Some(UNVERIFIED)),
            TextRole::Error => (bold, Some(ERROR)),
        };
        match (self, hue) {
            (Self::Mono, _) | (_, None) => style,
            (Self::Sixteen, Some((color, ..))) => style.fg(color),
            (Self::Dark, Some((_, dark, _))) => style.fg(Color::Indexed(dark)),
            (Self::Light, Some((.., light))) => style.fg(Color::Indexed(light)),
        }
    }

    /// Returns the style of a role in the selected row.
    pub fn selected(self, role: TextRole) -> Style {
        // Reversed colours are hard to read on some palettes, so the selection is reversed without colour.
        let emphasis = self.style(role).add_modifier & (Modifier::BOLD | Modifier::UNDERLINED);
        Style::new().add_modifier(emphasis | Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLORED: [TextRole; 9] = [
        TextRole::Quiet,
        TextRole::Heading,
        TextRole::Key,
        TextRole::Link,
        TextRole::Match,
        TextRole::Done,
        TextRole::Doing,
        TextRole::Unverified,
        TextRole::Error,
    ];

    #[test]
    fn without_colour_nothing_is_coloured_and_the_cursor_still_shows() {
        for role in COLORED {
            assert_eq!(Theme::Mono.style(role).fg, None);
        }
        assert!(Theme::Mono.style(TextRole::Match).add_modifier.contains(Modifier::UNDERLINED));
        assert!(Theme::Mono.selected(TextRole::Text).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn names_lead_to_their_themes() {
        assert!(Theme::ALL.into_iter().all(|theme| Theme::named(theme.name()) == Some(theme)));
        assert_eq!(Theme::named("neon"), None);
    }

    /// Relative luminance of a colour of the xterm palette, as WCAG 2 defines it.
    fn luminance(index: u8) -> f64 {
        let steps = [0.0, 95.0, 135.0, 175.0, 215.0, 255.0];
        let rgb = match index {
            232.. => [8.0 + 10.0 * f64::from(index - 232); 3],
            _ => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(|at| steps[usize::from(at)]),
        };
        let linear = rgb
            .map(|part| part / 255.0)
            .map(|part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn colours_can_be_read_on_the_ground_they_are_made_for() {
        for role in COLORED {
            let (Some(Color::Indexed(dark)), Some(Color::Indexed(light))) =
                (Theme::Dark.style(role).fg, Theme::Light.style(role).fg)
            else {
                panic!("{role:?} has no colour");
            };
            let on_black = (luminance(dark) + 0.05) / 0.05;
            let on_white = 1.05 / (luminance(light) + 0.05);
            assert!(on_black >= 4.5 && on_white >= 4.5, "{role:?}: {on_black:.1} on black, {on_white:.1} on white");
        }
    }
}
