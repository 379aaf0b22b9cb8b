//! Messages in the last line.

use crate::language::t;
use crate::tui::app::{App, Notice};
use crate::tui::input::event::{Code, Key};
use crate::tui::input::keymap::Mode;
use crate::tui::view::text;

const ESC: Key = Key { code: Code::Named("esc"), ctrl: false, alt: false };

/// Shows a message in the last line.
pub(super) fn say(app: &mut App, text: &str) {
    app.notice = Some(Notice { text: t(text).to_owned(), hint: String::new(), is_error: false });
}

/// Says in the last lines what went wrong, and what to do next.
pub(super) fn say_wrong(app: &mut App, text: &str, hint: &str) {
    app.notice = Some(Notice { text: t(text).to_owned(), hint: t(hint).to_owned(), is_error: true });
}

/// Says why the keys that were pressed, the last of them just now, do nothing here. Esc only gives up those before it.
pub(super) fn say_dead(app: &mut App, keys: &[Key]) {
    let Some(last) = keys.last().filter(|last| **last != ESC) else { return };
    let shown: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let shown = shown.join(" ");
    if last.typed().is_some_and(|letter| !letter.is_ascii()) {
        return say(app, text::INPUT_METHOD);
    }
    let said = match app.keymap.elsewhere(keys) {
        Some((description, modes)) => {
            let screens: Vec<&str> = modes.into_iter().map(Mode::name).map(t).collect();
            text::key_of_others(&shown, t(description), &screens.join(t("・")))
        }
        None if keys.len() > 1 => text::no_chord(&shown),
        None => text::no_key(&shown, app.keymap.key_for(app.mode(), "help")),
    };
    say(app, &said);
}
