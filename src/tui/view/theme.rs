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

/// The styles of all roles. By default sentences have no colour, so that they are as clear as the shell before them; colours
/// only mark what its words or a sign say too, because no colour of the palette of 16 can be read on black and on white.
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

/// The colours of a role in the themes `Sixteen`, `Dark` and `Light`. The numbers are indices of the xterm palette, whose
/// colours are the same on every terminal.
type Hue = (Color, u8, u8);

/// Bright black would be second-rank in the palette of 16, but in some palettes it is the ground itself.
const QUIET: Hue = (Color::Reset, 246, 242);
const HEADING: Hue = (Color::Cyan, 80, 25);
const KEY: Hue = (Color::Green, 114, 22);
const LINK: Hue = (Color::Cyan, 117, 25);
const MATCH: Hue = (Color::Yellow, 222, 94);
const DONE: Hue = (Color::Green, 114, 22);
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

    /// Palettes in which screens are looked at: ground, plain text, and the 16 colours.
    const PALETTES: [(&str, u32, u32, [u32; 16]); 6] = [
        ("Solarized Dark", 0x002b36, 0x839496, SOLARIZED),
        ("Solarized Light", 0xfdf6e3, 0x657b83, SOLARIZED),
        ("xterm", 0x000000, 0xe5e5e5, XTERM),
        ("xterm on white", 0xffffff, 0x000000, XTERM),
        ("Terminal.app", 0xffffff, 0x000000, TERMINAL_APP),
        ("PuTTY", 0x000000, 0xbbbbbb, PUTTY),
    ];

    #[rustfmt::skip]
    const SOLARIZED: [u32; 16] = [
        0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5,
        0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3,
    ];
    #[rustfmt::skip]
    const XTERM: [u32; 16] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ];
    #[rustfmt::skip]
    const TERMINAL_APP: [u32; 16] = [
        0x000000, 0x990000, 0x00a600, 0x999900, 0x0000b2, 0xb200b2, 0x00a6b2, 0xbfbfbf,
        0x666666, 0xe50000, 0x00d900, 0xe5e500, 0x0000ff, 0xe500e5, 0x00e5e5, 0xe5e5e5,
    ];
    #[rustfmt::skip]
    const PUTTY: [u32; 16] = [
        0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb,
        0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
    ];

    /// The least contrast of text that WCAG 2 asks for.
    const LEAST: f64 = 4.5;

    /// Every role. A new one is not of this length.
    const ROLES: [TextRole; TextRole::Error as usize + 1] = [
        TextRole::Text,
        TextRole::Quiet,
        TextRole::Title,
        TextRole::Heading,
        TextRole::Key,
        TextRole::Link,
        TextRole::Match,
        TextRole::Selected,
        TextRole::Done,
        TextRole::Doing,
        TextRole::Unverified,
        TextRole::Error,
    ];

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(rgb: u32) -> f64 {
        let part = |shift: u32| f64::from((rgb >> shift) & 0xff) / 255.0;
        let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(part(16)) + 0.7152 * linear(part(8)) + 0.0722 * linear(part(0))
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Returns a colour of the part of the xterm palette that is the same everywhere.
    fn indexed(index: u8) -> u32 {
        let steps = [0, 95, 135, 175, 215, 255];
        let (index, cube) = (u32::from(index), u32::from(index.saturating_sub(16)));
        let step = |part: u32| steps[part as usize % 6];
        match index {
            232.. => (8 + 10 * (index - 232)) * 0x01_01_01,
            16.. => step(cube / 36) << 16 | step(cube / 6) << 8 | step(cube),
            _ => panic!("{index} is as the terminal likes"),
        }
    }

    /// Returns the contrast of a style in a palette. Reversing changes nothing; what is dimmed nobody knows.
    fn seen(style: Style, (ground, text, palette): (u32, u32, &[u32; 16])) -> f64 {
        assert!(!style.add_modifier.contains(Modifier::DIM) && style.bg.is_none(), "{style:?}");
        let named = |place: usize| contrast(palette[place], ground);
        match style.fg {
            None | Some(Color::Reset) => contrast(text, ground),
            Some(Color::Indexed(index)) => contrast(indexed(index), ground),
            Some(Color::Red) => named(1),
            Some(Color::Green) => named(2),
            Some(Color::Yellow) => named(3),
            Some(Color::Magenta) => named(5),
            Some(Color::Cyan) => named(6),
            Some(Color::DarkGray) => named(8),
            Some(other) => panic!("{other} has no place here"),
        }
    }

    /// Returns every style of a theme.
    fn styles(theme: Theme) -> impl Iterator<Item = (TextRole, Style)> {
        ROLES.into_iter().flat_map(move |role| [(role, theme.style(role)), (role, theme.selected(role))])
    }

    #[test]
    fn without_colour_and_in_sentences_by_default_text_is_as_clear_as_that_of_the_shell() {
        let sentences = [TextRole::Text, TextRole::Quiet, TextRole::Title, TextRole::Selected];
        for (name, ground, text, palette) in &PALETTES {
            // Solarized Light itself stays a little below what is asked for.
            let least = LEAST.min(contrast(*text, *ground));
            let by_default = styles(Theme::default()).filter(|(role, _)| sentences.contains(role));
            for (role, style) in styles(Theme::Mono).chain(by_default) {
                let seen = seen(style, (*ground, *text, palette));
                assert!(seen >= least, "{role:?} in {name}: {seen:.2}");
            }
        }
    }

    #[test]
    fn the_sixteen_colours_hide_nothing() {
        for (name, ground, text, palette) in &PALETTES {
            for (role, style) in styles(Theme::Sixteen) {
                let seen = seen(style, (*ground, *text, palette));
                assert!(seen >= 1.5, "{role:?} in {name}: {seen:.2}");
            }
        }
    }

    #[test]
    fn dark_and_light_can_be_read_on_the_grounds_they_are_made_for() {
        let grounds = [(Theme::Dark, [0x000000, 0x0c0c0c, 0x002b36]), (Theme::Light, [0xffffff, 0xf5f5f5, 0xfdf6e3])];
        for (theme, grounds) in grounds {
            for ((role, style), ground) in styles(theme).flat_map(|one| grounds.map(|ground| (one, ground))) {
                // Without a colour of its own, it is as the terminal likes it.
                let Some(Color::Indexed(index)) = style.fg else { continue };
                let seen = contrast(indexed(index), ground);
                assert!(seen >= LEAST, "{role:?} in {} on {ground:06x}: {seen:.2}", theme.name());
            }
            let colored = styles(theme).filter(|(_, style)| style.fg.is_some()).count();
            assert_eq!(colored, 9, "what is selected has no colour");
        }
    }

    #[test]
    fn without_colour_nothing_is_coloured_and_the_cursor_still_shows() {
        assert!(styles(Theme::Mono).all(|(_, style)| style.fg.is_none() && style.bg.is_none()));
        assert!(Theme::Mono.style(TextRole::Match).add_modifier.contains(Modifier::UNDERLINED));
        assert!(Theme::Mono.selected(TextRole::Text).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn names_lead_to_their_themes() {
        assert!(Theme::ALL.into_iter().all(|theme| Theme::named(theme.name()) == Some(theme)));
        assert_eq!(Theme::named("neon"), None);
    }
}
