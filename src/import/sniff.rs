//! Tells what a file of JSON or YAML is about without reading it: by the names of its fields.

use memchr::memmem;

use super::importer::SourceFile;

/// How much of a file is looked at: what a document is about stands near its beginning.
const LOOKED_AT: usize = 4 << 20;

/// The beginning of a file of JSON or YAML.
pub(super) struct Sniff<'f> {
    text: &'f [u8],
    is_json: bool,
}

impl<'f> Sniff<'f> {
    /// Returns the beginning of a file; none if it is no text.
    pub fn of(file: &'f SourceFile) -> Option<Self> {
        let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
        let text = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        let first = text.trim_ascii_start().first()?;
        let is_json = matches!(first, b'{' | b'[');
        (is_json || !text.contains(&0)).then_some(Self { text, is_json })
    }

    /// Whether there is a field of this name, anywhere.
    pub fn has(&self, name: &str) -> bool {
        self.places(name).next().is_some()
    }

    /// Whether there is a field of this name at the top of the document.
    pub fn has_at_top(&self, name: &str) -> bool {
        match self.is_json {
            // Whether a place is at the top shows from the brackets before it, of which there are few there.
            true => self.places(name).any(|at| depth(&self.text[..at]) == 1),
            false => self.places(name).any(|at| {
                let before = &self.text[..at];
                let before = before.strip_suffix(b"\"").or_else(|| before.strip_suffix(b"'")).unwrap_or(before);
                before.last().is_none_or(|byte| *byte == b'\n')
            }),
        }
    }

    /// Returns where fields of a name stand.
    fn places(&self, name: &str) -> impl Iterator<Item = usize> {
        let quoted = if self.is_json { format!("\"{name}\"") } else { name.to_owned() };
        let length = quoted.len();
        let found: Vec<usize> = memmem::find_iter(self.text, quoted.as_bytes()).take(16).collect();
        found.into_iter().filter(move |at| {
            let rest = self.text.get(at + length..).unwrap_or_default();
            let before = at.checked_sub(1).map(|at| self.text[at]);
            // In YAML a name may stand in quotes.
            let quote = before.filter(|byte| !self.is_json && matches!(byte, b'"' | b'\''));
            let rest = quote.and_then(|quote| rest.strip_prefix(&[quote])).unwrap_or(rest);
            let is_word = before.is_some_and(|byte| !matches!(byte, b' ' | b'\n' | b'"' | b'\'' | b'{' | b','));
            rest.trim_ascii_start().starts_with(b":") && (self.is_json || !is_word)
        })
    }
}

/// Returns how many brackets are open behind a piece of JSON.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' | b'[' if !is_text => depth += 1,
            b'}' | b']' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_where_they_stand() {
        let looks = |text: &str, name: &str| {
            let file = SourceFile::new("a", text.as_bytes().to_vec());
            let sniff = Sniff::of(&file).unwrap();
            (sniff.has(name), sniff.has_at_top(name))
        };
        for (text, expected) in [
            ("{\"catalog\": {}}", (true, true)),
            ("\u{feff} {\n \"catalog\" : {}}", (true, true)),
            ("{\"a\": {\"catalog\": 1}}", (true, false)),
            ("{\"a\": \"catalog\", \"b\": \"{\", \"catalog\": 1}", (true, true)),
            ("[\"catalog\"]", (false, false)),
            ("catalog:\n  a: 1\n", (true, true)),
            ("a:\n  catalog: 1\n", (true, false)),
            ("a: my-catalog: 1\n", (false, false)),
            ("catalogue: 1\n", (false, false)),
            ("\"catalog\":\n  a: 1\n", (true, true)),
            ("a: 1\n'catalog' : 1\n", (true, true)),
            ("a: {\"catalog\": 1}\n", (true, false)),
            ("a: \"catalog\"\n", (false, false)),
            ("'catalog\": 1\n", (false, false)),
        ] {
            assert_eq!(looks(text, "catalog"), expected, "{text}");
        }
        let file = SourceFile::new("a", b"PK\x03\x04\0".to_vec());
        assert!(Sniff::of(&file).is_none());
    }
}
