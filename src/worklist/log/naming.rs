//! The names of journals: `<host>-<user>-<8 hex digits>.jsonl`.

use crate::worklist::entry::change::Identity;
use crate::worklist::entry::id;

/// The most characters of the name of a host or a user that go into the name of a file.
const NAME_LIMIT: usize = 40;

const TOKEN_LENGTH: usize = 8;

/// Returns a name for a new journal.
pub(crate) fn new_name(who: &Identity) -> String {
    format!("{}{}.jsonl", prefix(who), id::token())
}

/// Whether a file has a name that this person on this host gives to journals.
pub(crate) fn is_own(name: &str, who: &Identity) -> bool {
    let token = name.strip_prefix(&prefix(who)).and_then(|rest| rest.strip_suffix(".jsonl"));
    token.is_some_and(is_token)
}

/// Whether a file has a name as journals get it, of whomever.
pub(crate) fn is_of_anybody(name: &str) -> bool {
    let parts = name.strip_suffix(".jsonl").and_then(|name| name.rsplit_once('-'));
    parts.is_some_and(|(_, token)| is_token(token))
}

fn is_token(token: &str) -> bool {
    token.len() == TOKEN_LENGTH && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn prefix(who: &Identity) -> String {
    format!("{}-{}-", plain(&who.host), plain(&who.user))
}

/// Returns a name with characters that every file system accepts: letters, digits, `_` and `-`.
fn plain(name: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let plain: String = name.chars().take(NAME_LIMIT).map(keep).collect();
    if plain.is_empty() { "_".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use crate::worklist::testing::sato;

    use super::*;

    #[test]
    fn names_of_files_hold_nothing_but_plain_characters() {
        let who = |host: &str, user: &str| Identity { host: host.into(), user: user.into() };
        for (who, expected) in [
            (sato(), "pc1-sato-"),
            (who("pc.hospital.local", "D\\sato"), "pc_hospital_local-D_sato-"),
            (who("../..", "佐藤"), "_____-__-"),
            (who("", ""), "_-_-"),
        ] {
            assert_eq!(prefix(&who), expected);
        }
        assert!(prefix(&who(&"h".repeat(300), &"u".repeat(300))).len() <= 2 * NAME_LIMIT + 2);
    }

    #[test]
    fn own_files_are_told_by_their_names() {
        for (name, own) in [
            ("pc1-sato-0123abcd.jsonl", true),
            ("pc1-sato-0123abcd (コピー).jsonl", false),
            ("pc1-sato-x-0123abcd.jsonl", false),
            ("pc2-sato-0123abcd.jsonl", false),
            ("pc1-sato-.jsonl", false),
        ] {
            assert_eq!(is_own(name, &sato()), own, "{name}");
        }
    }
}
