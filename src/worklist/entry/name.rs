//! The names of worklists. Each is the name of a folder, here and on whatever the folder is shared with.

use unicode_normalization::UnicodeNormalization;

use crate::language::{t, tr};
use crate::text::clean::{clean_line, clean_recorded_line, compared, unseen};

use super::error::{RefusedName, WorklistError};

/// The worklist that is used when none is named.
pub const DEFAULT_NAME: &str = "default";

/// Longest name, in bytes. File systems take 255; a Mac stores voiced kana as two characters, which doubles them.
const NAME_MAX: usize = 120;

/// What separates folders, here or elsewhere.
const SEPARATORS: [char; 3] = ['/', '\\', ':'];

/// What else Windows, and so a shared folder, takes in no name.
const RESERVED: [char; 6] = ['<', '>', '"', '|', '?', '*'];

/// The names that are devices on Windows, whatever follows behind a full stop.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The devices that have a number, from 0 to 9.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Returns the form in which a new worklist gets its name: composed, without blanks around it. So a Mac, Windows and
/// Linux make the same folder of it.
pub(in crate::worklist) fn composed(name: &str) -> String {
    name.nfc().collect::<String>().trim().to_owned()
}

/// Returns a key that is equal for names that look the same, or that a share may take for the same: neither case nor the
/// form of a character, nor blanks around it, make another name.
pub(in crate::worklist) fn folded(name: &str) -> String {
    let upper: String = compared(name.trim()).nfd().flat_map(char::to_uppercase).collect();
    upper.chars().flat_map(char::to_lowercase).nfc().collect()
}

/// Returns what nobody sees of the spelling of a name, to tell it from one that looks the same; empty for none.
pub(in crate::worklist) fn hidden_form(name: &str) -> &'static str {
    if name.trim() != name {
        t("前か後ろに空白あり")
    } else if name.contains(|c| unseen(c).is_some()) {
        t("見えない文字あり")
    } else if name.nfc().ne(name.chars()) {
        t("濁点などが別の文字")
    } else {
        ""
    }
}

/// Checks the name of a new worklist. Besides the rules of [`check_existing_name`], it must be one that Windows and
/// shared folders take, and not hold characters that nobody sees, except those that belong to the form of a character.
///
/// # Errors
///
/// If the name is not allowed; the error says why.
pub fn check_name(name: &str) -> Result<(), WorklistError> {
    let device = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let number = |device: &str| NUMBERED_DEVICES.iter().find_map(|kind| device.strip_prefix(kind)).map(str::to_owned);
    let is_numbered = number(&device).is_some_and(|rest| {
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³')) && rest.next().is_none()
    });
    check(name, clean_line)?;
    if let Some(c) = name.chars().find(|c| RESERVED.contains(c)) {
        return Err(refused(name, tr!("「{c}」は、Windows や共有フォルダーで名前に使えない文字です。", c)));
    }
    if DEVICES.contains(&device.as_str()) || is_numbered {
        return Err(refused(name, tr!("「{name}」は、Windows が装置の名前として使うため、名前にできません。", name)));
    }
    if name.ends_with(['.', ' ']) {
        return Err(refused(name, t("末尾の「.」や空白は、Windows や共有フォルダーで消えてしまいます。")));
    }
    Ok(())
}

/// Checks the name of a worklist that may exist. It is the name of a folder, which must be inside the folder of worklists
/// and not hidden, and it must not hold control characters. Older versions accepted some names that [`check_name`] does
/// not.
///
/// # Errors
///
/// If the name is not allowed.
pub(in crate::worklist) fn check_existing_name(name: &str) -> Result<(), WorklistError> {
    check(name, clean_recorded_line)
}

fn check(name: &str, clean: fn(&str) -> String) -> Result<(), WorklistError> {
    if name.trim().is_empty() {
        return Err(refused(name, t("名前が空です。")));
    }
    if name.starts_with('.') {
        return Err(refused(name, t("「.」で始まる名前は、隠しフォルダーになります。")));
    }
    if name.len() > NAME_MAX {
        let why = tr!("名前が長すぎます。漢字やかなで {n} 字までにしてください。", n = NAME_MAX / 3);
        return Err(refused(name, why));
    }
    if let Some(c) = name.chars().find(|c| SEPARATORS.contains(c)) {
        return Err(refused(name, tr!("「{c}」は、フォルダーやドライブの区切りになるため、名前に使えません。", c)));
    }
    if clean(name) != name {
        return Err(refused(name, t("画面に見えない文字や制御文字が入っています。")));
    }
    Ok(())
}

fn refused(name: &str, why: impl Into<String>) -> WorklistError {
    let name = clean_line(name).chars().take(NAME_MAX).collect();
    WorklistError::BadName(RefusedName { name, why: why.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_the_data_folder_are_refused() {
        for name in ["", "  ", ".", "..", ".hidden", "a/b", "..\\b", "C:x", "a\nb", "a\u{202e}b", &"長".repeat(41)] {
            assert!(check_name(name).is_err() && check_existing_name(name).is_err(), "{name:?}");
        }
        for name in ["default", "東病院 2026年度", "a.b", "本院-外来", "-x", "console", "com", "com10", "lpt.x", "Ａ"]
        {
            assert!(check_name(name).is_ok() && check_existing_name(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn what_a_share_cannot_hold_is_refused_with_the_reason_but_stays_in_reach() {
        for (name, why) in [
            ("東\u{200b}病院", "見えない文字"),
            ("a?b", "「?」は、Windows"),
            ("<a>", "「<」"),
            ("a|b", "「|」"),
            ("a*", "「*」"),
            ("\"a\"", "「\"」"),
            ("東病院.", "末尾の「.」"),
            ("東病院 ", "末尾の「.」や空白"),
            ("CON", "装置の名前"),
            ("nul.txt", "装置の名前"),
            ("Aux .x", "装置の名前"),
            ("COM1", "装置の名前"),
            ("lpt9.年度", "装置の名前"),
            ("com²", "装置の名前"),
        ] {
            let Err(WorklistError::BadName(refused)) = check_name(name) else { panic!("{name:?}") };
            assert!(refused.why.contains(why), "{name:?}: {}", refused.why);
            assert!(check_existing_name(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn names_of_one_look_have_one_key() {
        for (one, other) in [
            ("がんセンター", "か\u{3099}んセンター"),
            ("Café", "cafe\u{301}"),
            ("東病院2026A", "東病院2026a"),
            ("ΟΔΟΣ", "οδος"),
            ("葛\u{e0100}城", "葛城"),
            ("default ", "default"),
            ("\u{3000}東病院", "東病院"),
        ] {
            assert_eq!(folded(one), folded(other), "{one:?} {other:?}");
            assert_eq!(folded(&folded(one)), folded(one), "{one:?}");
        }
        for (one, other) in [("東病院1", "東病院１"), ("ハ", "バ"), ("東 病院", "東病院")] {
            assert_ne!(folded(one), folded(other), "{one:?} {other:?}");
        }
        assert_eq!(composed(" か\u{3099}ん "), "がん");
        assert_eq!(
            (hidden_form("か\u{3099}"), hidden_form("が"), hidden_form("a ")),
            ("濁点などが別の文字", "", "前か後ろに空白あり")
        );
    }
}
