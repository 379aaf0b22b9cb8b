//! The data types of OSCAL: string, line of markup, reference.

use crate::text::clean::visible;

use super::super::markdown::inline;
use super::super::report::ReportEvidence;

/// Returns a text on one line, trimmed; none if nothing is left.
pub(super) fn string(text: &str) -> Option<String> {
    let line = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Returns a text as one escaped line of markup; none if nothing is left.
pub(super) fn markup(text: &str) -> Option<String> {
    let inline = |line: String| inline(&line).replace("<span>@</span>", "@");
    // Nothing makes links of addresses here, so they stay as they are.
    string(text).map(|line| inline(line).replace("\\://", "://").replace("www\\.", "www."))
}

/// Returns a text of several lines as escaped markup, with a paragraph for every line.
pub(super) fn prose(text: &str) -> Option<String> {
    let lines: Vec<String> = visible(text).lines().filter_map(markup).map(|line| unblocked(&line)).collect();
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// Returns a line of markup that does not begin a list or a rule.
fn unblocked(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line[digits..].chars().next() {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{line}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

/// Returns the location of evidence as a reference, if it can be one: a web page as it is, a path relative to the
/// document. Characters that are not allowed are percent-encoded.
pub(super) fn reference(evidence: &ReportEvidence) -> Option<String> {
    let location = evidence.location.trim();
    if location.is_empty() {
        return None;
    }
    if evidence.is_page() {
        return address(location);
    }
    let path = encode(location, "-._~/");
    // Two slashes would start a host name.
    Some(if path.starts_with("//") { format!("/.{path}") } else { path })
}

/// Returns the address of a web page as a reference; none if it cannot be one.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    // Brackets are allowed only around an IPv6 address. The property `location` has the address of such a page.
    (!url.is_empty() && !url.contains(['[', ']'])).then(|| encode(url, "-._~:/?#@!$&'()*+,;=%"))
}

/// Percent-encodes everything except ASCII letters, digits and the characters in `kept`. Of several `#` only the first
/// is kept, and a `%` only if it starts a percent-encoded byte.
fn encode(text: &str, kept: &str) -> String {
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(text.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_escape = || bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let fits = match byte {
            b'%' => kept.contains('%') && is_escape(),
            b'#' => kept.contains('#') && !bytes[..at].contains(&b'#'),
            byte => byte.is_ascii_alphanumeric() || (byte.is_ascii() && kept.contains(char::from(*byte))),
        };
        if fits {
            encoded.push(char::from(*byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::full_report;
    use super::*;

    #[test]
    fn texts_become_strings_and_markup() {
        assert_eq!(string(" 一\r\n 二\t三 "), Some("一 二 三".to_owned()));
        assert_eq!(string(" \u{3000}\n"), None);
        assert_eq!(prose("# 題\n\n- a@b\n1. *c*"), Some("\\# 題\n\n\\- a@b\n\n1\\. \\*c\\*".to_owned()));
        assert_eq!(prose("2026-11-01 に確認"), Some("2026-11-01 に確認".to_owned()));
        assert_eq!(prose("\n"), None);
    }

    #[test]
    fn locations_become_references() {
        let mut evidence = full_report().evidence.remove(0);
        for (location, expected) in [
            ("https://example.com/a b?x=証#y#z", Some("https://example.com/a%20b?x=%E8%A8%BC#y%23z")),
            ("https://example.com/100%/%41", Some("https://example.com/100%25/%41")),
            ("http://[::1]/", None),
            ("証跡/設定 #1.pdf", Some("%E8%A8%BC%E8%B7%A1/%E8%A8%AD%E5%AE%9A%20%231.pdf")),
            ("/srv/a.pdf", Some("/srv/a.pdf")),
            ("//server/a.pdf", Some("/.//server/a.pdf")),
            ("C:\\a.pdf", Some("C%3A%5Ca.pdf")),
            ("javascript:alert(1)", Some("javascript%3Aalert%281%29")),
            ("  ", None),
        ] {
            evidence.location = location.to_owned();
            assert_eq!(reference(&evidence).as_deref(), expected, "{location}");
        }
    }
}
