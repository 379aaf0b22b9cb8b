//! The path of a file as people type it into a field or drag it there.
//!
//! There is no shell, but people expect what shells and terminals do: `~` is the home, a dragged file stands in quotes, has
//! a backslash before each blank, or is a `file://` URL.

use std::path::Path;

/// Characters that open and close a quoted path.
const QUOTES: [char; 2] = ['"', '\''];

/// Returns the path or URL that is meant. `home` is the person's home, if there is one.
pub fn meant(typed: &str, home: Option<&Path>) -> String {
    let typed = typed.trim();
    let plain = match quoted(typed) {
        Some(inner) => inner.to_owned(),
        None => unescaped(typed),
    };
    let path = from_file_url(&plain).unwrap_or(plain);
    let home = home.and_then(Path::to_str);
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
        _ => path,
    }
}

/// Returns a path as people write it: with `~` in place of the home, if it lies below it.
pub fn below_home(path: &str, home: Option<&Path>) -> String {
    let below = home.and_then(|home| Path::new(path).strip_prefix(home).ok());
    below.map_or_else(|| path.to_owned(), |below| format!("~/{}", below.display()))
}

/// Returns what stands between the quotes around a text; the closing one may not be typed yet.
fn quoted(text: &str) -> Option<&str> {
    let inner = |quote: char| {
        let inner = text.strip_prefix(quote)?;
        Some(inner.strip_suffix(quote).unwrap_or(inner)).filter(|inner| !inner.is_empty() && !inner.contains(quote))
    };
    QUOTES.into_iter().find_map(inner)
}

/// Removes the backslash that terminals put before blanks and signs. A backslash before a letter is part of a name.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\' && letters.peek().is_some_and(|next| !next.is_alphanumeric());
        plain.extend(if is_escape { letters.next() } else { Some(letter) });
    }
    plain
}

/// Returns the path of a `file://` URL of this host.
fn from_file_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(path.len());
    let mut left = path.strip_prefix('/').map(|_| path.as_bytes())?;
    while let [first, rest @ ..] = left {
        let digits = rest.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        left = if coded.is_some() { &rest[2..] } else { rest };
    }
    String::from_utf8(bytes).ok()
}

/// Returns a typed path with its last part replaced by a name that was found for it.
pub fn completed(typed: &str, name: &str) -> String {
    let start = typed.rfind('/').map_or_else(|| opening(typed), |at| at + 1);
    format!("{}{name}", &typed[..start])
}

/// Returns the folder and the beginning of a name that a typed path asks for.
pub fn begun(typed: &str, home: Option<&Path>) -> (String, String) {
    // Without its closing quote, a quoted path is still being typed.
    let typed = &typed[opening(typed)..];
    let path = match typed {
        "~" => "~/".to_owned(),
        typed => typed.to_owned(),
    };
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    (meant(folder, home), unescaped(name))
}

/// Returns the length of the quote that a typed path begins with.
fn opening(typed: &str) -> usize {
    usize::from(typed.starts_with(QUOTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_and_drag_is_the_path_they_mean() {
        let home = Path::new("/home/sato");
        for (typed, expected) in [
            ("ev/x.csv", "ev/x.csv"),
            (" ev/x.csv ", "ev/x.csv"),
            ("~/ev/x.csv", "/home/sato/ev/x.csv"),
            ("~", "/home/sato"),
            ("~tanaka/x", "~tanaka/x"),
            ("a~/x", "a~/x"),
            ("'/ev/設定 画面.pdf'", "/ev/設定 画面.pdf"),
            ("\"/ev/設定 画面.pdf\" ", "/ev/設定 画面.pdf"),
            ("'~/ev/x.csv'", "/home/sato/ev/x.csv"),
            ("'it's.pdf'", "'it's.pdf'"),
            ("'/ev/設定 画面.pdf", "/ev/設定 画面.pdf"),
            ("''", "''"),
            ("'a.pdf '", "a.pdf "),
            ("/ev/設定\\ 画面\\(1\\).pdf", "/ev/設定 画面(1).pdf"),
            ("C:\\ev\\x.pdf", "C:\\ev\\x.pdf"),
            ("file:///ev/%E8%A8%AD%E5%AE%9A%201.pdf", "/ev/設定 1.pdf"),
            ("file://localhost/ev/x.pdf", "/ev/x.pdf"),
            ("file://server/ev/x.pdf", "file://server/ev/x.pdf"),
            ("https://example.com/~a/%20b", "https://example.com/~a/%20b"),
            ("100%.pdf", "100%.pdf"),
            ("", ""),
        ] {
            assert_eq!(meant(typed, Some(home)), expected, "{typed}");
        }
        assert_eq!(meant("~/x", None), "~/x");
    }

    #[test]
    fn a_path_is_completed_where_it_stands() {
        let home = Path::new("/home/sato");
        for (typed, folder, name, completed_) in [
            ("ev/x", "ev/", "x", "ev/NAME"),
            ("x", "", "x", "NAME"),
            ("", "", "", "NAME"),
            ("~/e", "/home/sato/", "e", "~/NAME"),
            ("~", "/home/sato/", "", "NAME"),
            ("'/ev/設定 画", "/ev/", "設定 画", "'/ev/NAME"),
            ("'x", "", "x", "'NAME"),
            ("/ev\\ 1/設定\\ 画", "/ev 1/", "設定 画", "/ev\\ 1/NAME"),
        ] {
            assert_eq!(begun(typed, Some(home)), (folder.to_owned(), name.to_owned()), "{typed}");
            assert_eq!(completed(typed, "NAME"), completed_, "{typed}");
        }
    }
}
