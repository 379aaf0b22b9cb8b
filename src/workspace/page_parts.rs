//! Parts of pages, decided once below both front ends, which only set them.

use std::ops::Range;

use crate::catalog::RecordRef;
use crate::language::t;

/// The heading of what an own item asks for, in the words of whoever added it.
pub const ITEM_TEXT: &str = "確かめる内容";

/// A part of a page under a heading, or without one below the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// The heading.
    pub heading: String,
    /// Whether it is our own judgement.
    pub is_our_view: bool,
    /// What stands below it.
    pub items: Vec<Item>,
}

/// Something below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Text(String),
    /// A named value.
    Fact(&'static str, String),
    /// A named value that must not be overlooked.
    Caution(&'static str, String),
    /// A record that can be opened.
    Link(PartLink),
    /// A page of the vendor.
    Document(Document),
}

/// A link to a record, with what is said of it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLink {
    /// The record.
    pub at: RecordRef,
    /// Before the title, for example 主; may be empty.
    pub tag: &'static str,
    /// After the title; may be empty.
    pub remark: String,
    /// Whether the heading counts it: an offer does not include what is not offered any more.
    pub counts: bool,
    /// Lines below it, each with a name that may be empty.
    pub details: Vec<(&'static str, String)>,
    /// The page of the vendor that tells more.
    pub document: Option<Document>,
}

/// A page of the vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl PagePart {
    /// Returns a part; none if there is nothing to say.
    pub(super) fn some(heading: impl Into<String>, is_our_view: bool, items: Vec<Item>) -> Option<Self> {
        let heading: String = heading.into();
        (!items.is_empty()).then(|| Self { heading: t(&heading).to_owned(), is_our_view, items })
    }

    /// Returns how many records its heading counts; none if no record can be opened from it.
    pub fn links(&self) -> Option<usize> {
        let links = || self.items.iter().filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None });
        links().next().map(|_| links().filter(|link| link.counts).count())
    }
}

impl PartLink {
    /// Returns a link of which nothing is said.
    pub(super) fn to(at: RecordRef) -> Self {
        Self { at, tag: "", remark: String::new(), counts: true, details: Vec::new(), document: None }
    }

    /// Adds a remark after the title, unless there is nothing to say.
    pub(super) fn remark(mut self, text: &str) -> Self {
        let gap = if self.remark.is_empty() || text.is_empty() { "" } else { t("、") };
        self.remark = [&self.remark, gap, t(text)].concat();
        self
    }

    /// Adds a line below it, unless there is nothing to say.
    pub(super) fn detail(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.details.push((t(name), text));
        }
        self
    }
}

impl Document {
    /// Returns a document; none without an address.
    pub(super) fn some(title: &str, url: &str) -> Option<Self> {
        (!url.is_empty()).then(|| Self { title: title.to_owned(), url: url.to_owned() })
    }
}

/// Returns an existing fact; none if it is empty.
pub(super) fn fact(name: &'static str, text: impl Into<String>) -> Option<Item> {
    let text = text.into();
    (!text.is_empty()).then_some(Item::Fact(t(name), text))
}

/// Returns a part with links and nothing said of them; none without links.
pub(super) fn linked(heading: &str, is_our_view: bool, links: impl IntoIterator<Item = PartLink>) -> Option<PagePart> {
    PagePart::some(heading, is_our_view, links.into_iter().map(Item::Link).collect())
}

/// What addresses of the web begin with.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Returns where addresses of the web stand in a text, in its order. They end where something stands that addresses do not
/// hold; what ends the sentence around them is none of theirs.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &text[from..];
        let start = from + SCHEMES.iter().filter_map(|scheme| rest.find(*scheme)).min()?;
        let end = text[start..].find(|c: char| !c.is_ascii_graphic()).map_or(text.len(), |length| start + length);
        from = end;
        Some(start..start + address_of(&text[start..end]).len())
    })
}

/// Returns an address without marks at its end, and without brackets there that it does not open.
fn address_of(mut text: &str) -> &str {
    while let Some(rest) = text.strip_suffix(['.', ',', ';', ':', ')']) {
        if text.ends_with(')') && text.matches('(').count() >= text.matches(')').count() {
            break;
        }
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_letters_end() {
        for (text, expected) in [
            ("手引き https://a.example/b、http://c.example を見る", &["https://a.example/b", "http://c.example"][..]),
            ("「https://a.example」", &["https://a.example"]),
            ("https://a.example\u{1b}]0;x", &["https://a.example"]),
            ("httpsの設定", &[]),
            ("http://a.example と https://b.example", &["http://a.example", "https://b.example"]),
            ("https://a.example/web/http://b.example/", &["https://a.example/web/http://b.example/"]),
            ("(see https://a.example/b_(c)).", &["https://a.example/b_(c)"]),
            ("https://a.example/b, https://c.example;", &["https://a.example/b", "https://c.example"]),
        ] {
            let found: Vec<&str> = addresses(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        }
    }
}
