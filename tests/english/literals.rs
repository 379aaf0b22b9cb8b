//! Finds the texts that stand in Rust sources.

/// A text in a source.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Its line, from 1.
    pub line: usize,
    /// What it stands for.
    pub text: String,
    /// The code before it, as far as its own line or the one before goes.
    pub before: String,
}

/// Returns the texts of a source in order, without comments.
pub fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let code = |to: usize| {
            let from = source[..to].char_indices().rev().nth(40).map_or(0, |(from, _)| from);
            source[from..to].trim_end().to_owned()
        };
        let line = || source[..at].matches('\n').count() + 1;
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if let Some((text, length)) = raw(rest) {
            found.push(Literal { line: line(), text, before: code(at) });
            at += length;
        } else if let Some((text, length)) = quoted(rest) {
            found.push(Literal { line: line(), text, before: code(at) });
            at += length;
        } else {
            at += character(rest);
        }
    }
    found
}

/// Returns how many bytes to go on: over a character in quotes, or one of the code.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let first = chars.next().map_or(1, |(_, c)| c.len_utf8());
    if !rest.starts_with('\'') {
        return first;
    }
    if let Some(escaped) = rest.strip_prefix("'\\") {
        return escaped.char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(1, |(end, _)| end + 3);
    }
    match (chars.next(), chars.next()) {
        (Some(_), Some((end, '\''))) => end + 1,
        _ => first,
    }
}

fn raw(rest: &str) -> Option<(String, usize)> {
    let hashes = rest.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let body = rest.get(1 + hashes..)?.strip_prefix('"')?;
    let end = body.find(&format!("\"{}", "#".repeat(hashes)))?;
    Some((body[..end].to_owned(), 1 + hashes + 1 + end + 1 + hashes))
}

fn quoted(rest: &str) -> Option<(String, usize)> {
    let body = rest.strip_prefix('"')?;
    let mut text = String::new();
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((text, at + 2)),
            '\\' => match chars.next()?.1 {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\n' => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                'u' => {
                    let code: String = chars.by_ref().map(|(_, c)| c).take_while(|c| *c != '}').collect();
                    let number = u32::from_str_radix(code.trim_start_matches('{'), 16).ok();
                    text.extend(number.and_then(char::from_u32));
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
    None
}

#[test]
fn texts_are_found_and_comments_and_characters_are_not() {
    let source = "// \"x\"\nlet a = tr!(\"一\\n二 \\\n   三\", n); let b = '\"'; let c: &'a str = r#\"四\"五\"#; // \"六\"\n f('\\'', \"七\\u{3042}\")";
    let found: Vec<(usize, String)> = literals(source).into_iter().map(|found| (found.line, found.text)).collect();
    let expected = [(2, "一\n二 三"), (3, "四\"五"), (4, "七あ")].map(|(line, text)| (line, text.to_owned()));
    assert_eq!(found, expected);
    assert!(literals(source)[0].before.ends_with("tr!("));
}
