//! The seal of a report: what the records and the catalog were when it was made, so that records can be held to it later.

use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::language::tr;

use super::content::versions;

/// The end of every journal that counted, and the versions of program and catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The id of the worklist; empty if nothing was recorded.
    pub list: String,
    /// The version of tenken.
    pub program: String,
    /// The day the bundled data is of.
    pub data_date: String,
    /// The fingerprint of the bundled catalog.
    pub catalog: String,
    /// Whether records of the user were laid over the bundled catalog.
    #[serde(default)]
    pub has_own_data: bool,
    /// The journals, sorted by file.
    pub journals: Vec<SealedJournal>,
}

/// The end of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedJournal {
    /// The name of the file.
    pub file: String,
    /// How many of its entries counted.
    pub entries: usize,
    /// The first 16 digits of the SHA-256 of the last of them, which by the hash chain stands for all.
    pub hash: String,
}

impl Seal {
    /// Returns what it says about program and catalog, on one line.
    pub(super) fn versions(&self) -> String {
        versions(&self.program, &self.data_date, &self.catalog, self.has_own_data)
    }

    /// Returns it behind its mark, for files that are no JSON: in ASCII, without a character that has a meaning in HTML,
    /// XML or Markdown, so that it can stand in a comment of any of them.
    pub(super) fn marked(&self) -> String {
        // It has nothing but texts and numbers, so it can always be written.
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut text = MARK.to_owned();
        for c in json.chars() {
            if c.is_ascii_graphic() && !matches!(c, '-' | '<' | '>' | '&') || c == ' ' {
                text.push(c);
            } else {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text += &format!("\\u{unit:04x}"));
            }
        }
        text
    }

    /// Returns it as a comment of HTML or Markdown.
    pub(super) fn comment(&self) -> String {
        format!("<!-- {} -->", self.marked())
    }

    /// Returns what it says about each journal, a line for each.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let line = |one: &SealedJournal| {
            tr!("{file}  {entries} 件  {hash}", file = one.file, entries = one.entries, hash = one.hash)
        };
        self.journals.iter().map(line)
    }
}

/// What stands before a seal in files that are no JSON.
const MARK: &str = "tenken-seal: ";
/// The part of a document for word processors that holds its seal.
const PROPERTIES: &str = "docProps/core.xml";
/// The most bytes of that part that are read.
const PROPERTIES_LIMIT: u64 = 4 << 20;

/// Returns the seal in a report of any format that holds one as data: JSON, or a file with a marked one.
pub fn sealed_in(bytes: &[u8]) -> Option<Seal> {
    #[derive(Deserialize)]
    struct Sealed {
        seal: Seal,
    }
    if let Ok(sealed) = serde_json::from_slice::<Sealed>(bytes) {
        return Some(sealed.seal);
    }
    if bytes.starts_with(b"PK") {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut properties = Vec::new();
        archive.by_name(PROPERTIES).ok()?.take(PROPERTIES_LIMIT).read_to_end(&mut properties).ok()?;
        return in_properties(&properties);
    }
    marked_in(bytes)
}

/// Returns the last marked seal in a text. What people wrote cannot come behind it.
fn marked_in(bytes: &[u8]) -> Option<Seal> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.rfind(MARK)? + MARK.len();
    serde_json::Deserializer::from_str(&text[start..]).into_iter().next()?.ok()
}

/// Returns the seal in the properties of a document. A word processor that has saved it writes the quotes of the seal, which
/// has none of the other signs, in its own way.
fn in_properties(properties: &[u8]) -> Option<Seal> {
    const QUOTES: [&str; 3] = ["&quot;", "&#34;", "&#x22;"];
    let text = QUOTES.iter().fold(String::from_utf8_lossy(properties).into_owned(), |text, quote| {
        if text.contains(quote) { text.replace(quote, "\"") } else { text }
    });
    marked_in(text.as_bytes())
}

/// What stands above the lines of a seal.
pub(super) const SEAL: &str = "記録の封印";

/// What a seal is for.
pub(super) const SEAL_USE: &str =
    "この報告書を作ったときの記録です。`tenken verify --against 報告書` で、その後の欠けや書き換えを確かめられます。";

#[cfg(test)]
mod tests {
    use super::*;

    /// Word writes quotes as they are, LibreOffice and others do not.
    #[test]
    fn a_seal_is_read_whatever_a_word_processor_makes_of_its_quotes() {
        let journal = SealedJournal { file: "甲\"乙\\.jsonl".to_owned(), entries: 3, hash: "0123".to_owned() };
        let seal = Seal { list: "a".to_owned(), journals: vec![journal], ..Seal::default() };
        let properties = |quote: &str| {
            let marked = seal.marked().replace('"', quote);
            format!("<cp:coreProperties><dc:description>{marked}</dc:description></cp:coreProperties>")
        };
        for quote in ["\"", "&quot;", "&#34;", "&#x22;"] {
            assert_eq!(in_properties(properties(quote).as_bytes()), Some(seal.clone()), "{quote}");
        }
        assert_eq!(in_properties(b"<dc:description>none</dc:description>"), None);
    }
}
