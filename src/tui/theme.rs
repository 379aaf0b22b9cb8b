//! Colours and attributes by meaning, never by widget.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Status;

/// What a piece of text means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// Less important text.
    Quiet,
    /// The name of what is looked at.
    Title,
    /// The heading of a part.
    Heading,
    /// A key to press or the number of a link.
    Key,
    /// Something that can be opened.
    Link,
    /// What the query matched.
    Match,
    /// Something that is finished.
    Done,
    /// Something under way or to be looked at again.
    Doing,
    /// What was not checked against the official text.
    Unverified,
    /// A failure.
    Error,
}

impl Role {
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

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    color: bool,
}

impl Theme {
    /// Returns the theme: the 16 colours that every terminal has, or attributes alone.
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    /// Returns the style of a role. No two states that matter differ by colour alone: words say them too.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let (style, color) = match role {
            Role::Text => (plain, None),
            Role::Quiet => (plain, Some(Color::DarkGray)),
            Role::Title => (plain.add_modifier(Modifier::BOLD), None),
            Role::Heading => (plain.add_modifier(Modifier::BOLD), Some(Color::Cyan)),
            Role::Key => (plain.add_modifier(Modifier::BOLD), Some(Color::Green)),
            Role::Link => (plain, Some(Color::Cyan)),
            Role::Match => (plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED), Some(Color::Yellow)),
            Role::Done => (plain, Some(Color::Green)),
            Role::Doing => (plain, Some(Color::Yellow)),
            Role::Unverified => (plain, Some(Color::Magenta)),
            Role::Error => (plain.add_modifier(Modifier::BOLD), Some(Color::Red)),
        };
        match color {
            Some(color) if self.color => style.fg(color),
            _ => style,
        }
    }

    /// Returns the style of a role where the cursor stands.
    pub fn selected(self, role: Role) -> Style {
        // Colours turned around are hard to read on some palettes; the cursor looks the same everywhere.
        let emphasis = self.style(role).add_modifier & (Modifier::BOLD | Modifier::UNDERLINED);
        Style::new().add_modifier(emphasis | Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_is_coloured_and_the_cursor_still_shows() {
        let theme = Theme::new(false);
        for role in [Role::Text, Role::Quiet, Role::Match, Role::Error, Role::Unverified] {
            assert_eq!(theme.style(role).fg, None);
        }
        assert!(theme.style(Role::Match).add_modifier.contains(Modifier::UNDERLINED));
        assert!(theme.selected(Role::Text).add_modifier.contains(Modifier::REVERSED));
    }
}
