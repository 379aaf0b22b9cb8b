//! One requirement of a guideline, the unit that is searched, linked and marked; and a check of the user's own (独自項目), which
//! somebody added to one worklist and which is marked like one.

use serde::{Deserialize, Serialize};

use super::{Confidence, Id, Party, Provenance, Seen};
use crate::language::titled;

/// One requirement: the unit that is searched, linked and marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// For example `mhlw6.sysun.14.5`.
    pub id: Id,
    /// The chapter it stands in.
    pub chapter: Id,
    /// The number of its section, where requirements are listed per section.
    #[serde(default)]
    pub section: String,
    /// The sub-heading it stands under, as printed, or ours in brackets.
    #[serde(default)]
    pub heading: String,
    /// The printed mark of the item, for example `⑤`; empty where it is not known.
    #[serde(default)]
    pub item: String,
    /// What stands behind the volume in its label, for example `14.⑤` or `7章`.
    pub number: String,
    /// Our headline.
    pub title: String,
    /// Our summary.
    pub gist: String,
    /// The words of the field that it is about.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Everyday ways to ask for it, in our words; they help the search and are not part of the requirement.
    #[serde(default)]
    pub asked: Vec<String>,
    /// Numbers, dates and laws that it names.
    #[serde(default)]
    pub figures: String,
    /// Our wording of the example of a risk scenario printed beside it.
    #[serde(default)]
    pub scenario: String,
    /// The places of another guideline that the document itself names.
    #[serde(default)]
    pub official_reference: String,
    /// What is known of it in the next edition.
    #[serde(default)]
    pub outlook: String,
    /// How sure its number is, where that was judged.
    #[serde(default)]
    pub number_confidence: Option<Confidence>,
    /// A guess at the printed number. Never shown as the number.
    #[serde(default)]
    pub likely_item: String,
    /// Clauses it refers to.
    #[serde(default)]
    pub refs: Vec<Id>,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Clause {
    /// Returns its short name, `運用 14.⑤`, by the short name of the volume it stands in.
    pub(crate) fn label(&self, volume: &str) -> String {
        format!("{volume} {}", self.number)
    }

    /// Returns a clause of a chapter of which nothing else is known.
    pub fn bare(id: Id, chapter: Id, provenance: Provenance) -> Self {
        Self {
            id,
            chapter,
            section: String::new(),
            heading: String::new(),
            item: String::new(),
            number: String::new(),
            title: String::new(),
            gist: String::new(),
            terms: Vec::new(),
            asked: Vec::new(),
            figures: String::new(),
            scenario: String::new(),
            official_reference: String::new(),
            outlook: String::new(),
            number_confidence: None,
            likely_item: String::new(),
            refs: Vec::new(),
            provenance,
        }
    }

    /// Whether content or number still has to be checked against the official text (未照合).
    pub fn is_unverified(&self) -> bool {
        self.provenance.seen.is_unverified() || !self.has_certain_number()
    }

    /// Whether the printed number is known for certain.
    pub fn has_certain_number(&self) -> bool {
        match self.number_confidence {
            Some(Confidence::Low | Confidence::Medium) => false,
            // Its id stays when its number becomes known.
            Some(Confidence::High) if !self.item.is_empty() => true,
            _ => !self.id_marks_unknown_number(),
        }
    }

    /// Takes over the mark that is printed before its original text: then number and content are known for certain. Without
    /// a mark only the content is.
    pub fn confirm(&mut self, item: &str) {
        let number = match (self.number.strip_suffix('章'), self.number.strip_suffix(&self.item)) {
            (Some(chapter), _) => Some(format!("{chapter}.{item}")),
            (None, Some(before)) if !self.item.is_empty() => Some(format!("{before}{item}")),
            _ => None,
        };
        if let Some(number) = number.filter(|_| !item.is_empty() && !self.has_certain_number()) {
            item.clone_into(&mut self.item);
            self.number = number;
            self.number_confidence = Some(Confidence::High);
            self.likely_item.clear();
        }
        if self.provenance.seen.is_unverified() {
            self.provenance.seen = Seen::Imported;
        }
    }

    /// Whether it stands in a section, or in a part of it, as 12.3.1 is part of 12.3.
    pub fn is_in_section(&self, number: &str) -> bool {
        let rest = self.section.strip_prefix(number).filter(|_| !number.is_empty());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Ids ending in `uN` were given to items whose printed number could not be seen.
    fn id_marks_unknown_number(&self) -> bool {
        let last = self.id.rsplit('.').next().unwrap_or_default();
        last.strip_prefix('u').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// The id of the guideline that own items stand in; theirs begin with it.
pub const OWN_ITEMS: &str = "own-item";

/// One check of the user's own. It is recorded in a worklist, and is a clause of the catalog while that worklist is in use.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OwnItem {
    /// For example `own-item.019ab0000000f00dcafe`.
    pub id: Id,
    /// Its number among those of its worklist, for example `1`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is to be checked; may be empty.
    pub text: String,
    /// Those who have to act; empty if nobody was named.
    pub parties: Vec<Party>,
}

/// Whether an id is that of an own item, of whatever worklist: as they are made, and no other.
pub fn is_own_item(id: &str) -> bool {
    let digits = id.strip_prefix(OWN_ITEMS).and_then(|rest| rest.strip_prefix('.'));
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    digits.is_some_and(|digits| digits.len() == 20 && digits.bytes().all(is_digit))
}

/// Returns a name as it is shown: how own items are called is ours to say, and the names of documents are as printed.
pub(crate) fn shown_name(name: &str, is_of_own_items: bool) -> String {
    if is_of_own_items { titled(name) } else { name.to_owned() }
}

/// Returns the number of the own item that a text means by its label, however it is written: `独自 1`, `独自-1`, `独自項目１`,
/// `Own 1`, `own item 1`; none if it means none.
pub fn own_item_number(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = match text.strip_prefix("独自") {
        Some(rest) => rest.strip_prefix("項目").unwrap_or(rest),
        None => behind_own(text)?,
    };
    let between = |c: char| c.is_whitespace() || matches!(c, '-' | '－' | '−' | 'ー' | '.');
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        c => c,
    };
    let number: String = rest.trim_start_matches(between).chars().map(half).collect();
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// Returns what stands behind the words for an own item in English.
fn behind_own(text: &str) -> Option<&str> {
    let (own, rest) = text.split_at_checked(3)?;
    let rest = rest.strip_prefix(' ').filter(|_| own.eq_ignore_ascii_case("own"))?;
    Some(rest.strip_prefix("item").unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_understood_however_it_is_written() {
        for text in ["独自1", "独自 1", "独自-1", " 独自項目　１ ", "独自－１", "Own 1", "own item 1"] {
            assert_eq!(own_item_number(text).as_deref(), Some("1"), "{text}");
        }
        assert_eq!(own_item_number("独自 1-2").as_deref(), Some("1-2"));
        for text in ["独自", "独自の点検", "運用1", "1", "own", "own-1", "own work", "owner 1", ""] {
            assert_eq!(own_item_number(text), None, "{text}");
        }
        assert!(is_own_item("own-item.01a22a40c1005be207c4"));
        for id in ["own-item", "own-items.1", "own-item.typo", "own-item.list.all", "own-item.01A22A40C1005BE207C4"] {
            assert!(!is_own_item(id), "{id}");
        }
    }

    /// A clause of an id, a mark, a number and what is known of it.
    fn clause((id, item, number, confidence, seen): (&str, &str, &str, &str, &str)) -> Clause {
        let text = format!(
            "id = {id:?}\nchapter = \"c\"\nitem = {item:?}\nnumber = {number:?}\ntitle = \"題\"\ngist = \"要約\"\nlikely_item = \"⑨\"\n\
             {confidence}\nprovenance = {{ seen = {seen:?} }}\n"
        );
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn the_printed_mark_makes_an_unknown_number_known_and_no_other() {
        let (low, medium) = ("number_confidence = \"low\"", "number_confidence = \"medium\"");
        for (before, item, expected, is_unverified) in [
            (("m.7.u1", "", "7章", low, "memory"), "⑤", ("⑤", "7.⑤", ""), false),
            (("m.7.u1", "", "7章", "", "partial"), "⑤", ("⑤", "7.⑤", ""), false),
            (("m.7.3", "③", "7.③", medium, "full"), "④", ("④", "7.④", ""), false),
            // A number that is certain stays, whatever is printed in a document.
            (("m.7.3", "③", "7.③", "", "memory"), "④", ("③", "7.③", "⑨"), false),
            // Without a mark the number is as uncertain as before.
            (("m.7.u1", "", "7章", low, "memory"), "", ("", "7章", "⑨"), true),
        ] {
            let mut clause = clause(before);
            clause.confirm(item);
            let now = (clause.item.as_str(), clause.number.as_str(), clause.likely_item.as_str());
            assert_eq!((now, clause.is_unverified()), (expected, is_unverified), "{before:?}");
            assert_eq!(clause.has_certain_number(), !is_unverified);
        }
    }
}
