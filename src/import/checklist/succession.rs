//! Which item continues which one of the year before, by number and by text.

use crate::model::{Clause, Confidence};

use super::super::likeness::{Pairs, compared};
use super::form::FormItem;
use super::number::ItemNumber;

/// How much of our summary has to stand in a text that is taken for what continues it.
const HELD: f64 = 0.35;
/// From where on the texts are called close.
const CLOSE: f64 = 0.5;
/// How much the same number adds: what stays in its place is more often the same.
const NUMBER: f64 = 0.2;
/// From where on our title says the same as the text.
const SAME: f64 = 0.8;

/// A clause of the year before, with its official text if that was taken in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Old<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// Its official text.
    pub text: Option<&'a str>,
}

/// An item and the clause of the year before that it continues.
#[derive(Clone, Debug)]
pub(super) struct Pair<'a> {
    /// The place of the item.
    pub item: usize,
    /// The clause.
    pub old: &'a Clause,
    /// How alike the texts are; without the official text of the clause, how much of our summary of it stands in the item.
    pub likeness: f64,
    /// Whether both have the same number.
    pub keeps_number: bool,
    /// Whether both have the same text, if the official text of the clause is known.
    pub is_same: Option<bool>,
}

impl Pair<'_> {
    /// Returns how sure it is.
    pub fn confidence(&self) -> Confidence {
        match (self.keeps_number, self.likeness >= CLOSE) {
            _ if self.is_same == Some(true) => Confidence::High,
            (true, true) => Confidence::High,
            (true, false) if self.likeness >= HELD => Confidence::Medium,
            (false, true) => Confidence::Medium,
            _ => Confidence::Low,
        }
    }

    /// Returns why they are taken for one item.
    pub fn reason(&self) -> String {
        let number = if self.keeps_number { "番号は同じ" } else { "番号は違う" };
        let likeness = if self.likeness >= CLOSE {
            "近い"
        } else if self.likeness >= HELD {
            "いくらか近い"
        } else {
            "近くない"
        };
        match self.is_same {
            Some(true) => format!("{number}、原文は同じ"),
            Some(false) => format!("{number}、原文は{likeness}"),
            None => format!("{number}、文は要約に{likeness}"),
        }
    }

    /// Whether the clause says what the text of the item says, so that our title of it fits.
    pub fn says_the_same(&self, item: &FormItem) -> bool {
        let text = Pairs::of(&item.text);
        self.is_same == Some(true) || Pairs::of(&self.old.gist).likeness(&text) >= SAME
    }
}

/// Pairs items with clauses of the year before, each with one at most: the most alike first.
pub(super) fn pairs<'a>(items: &[FormItem], old: &[Old<'a>]) -> Vec<Pair<'a>> {
    let texts: Vec<Pairs> = items.iter().map(|item| Pairs::of_words(&item.text)).collect();
    let wordings: Vec<String> = items.iter().map(|item| compared(&item.text)).collect();
    let mut candidates = Vec::new();
    for (at, Old { clause, text: official }) in old.iter().enumerate() {
        let (number, own) = (ItemNumber::of_mark(&clause.item), Pairs::of_words(official.unwrap_or(&clause.gist)));
        let wording = official.map(compared);
        for (item, text) in texts.iter().enumerate() {
            let likeness = if official.is_some() { own.likeness(text) } else { own.held_in(text) };
            let keeps_number = number == Some(items[item].number);
            if keeps_number || likeness >= HELD {
                let is_same = wording.as_ref().map(|wording| *wording == wordings[item]);
                candidates.push((at, Pair { item, old: clause, likeness, keeps_number, is_same }));
            }
        }
    }
    let score = |pair: &Pair<'_>| pair.likeness + if pair.keeps_number { NUMBER } else { 0.0 };
    candidates.sort_by(|(_, one), (_, other)| score(other).total_cmp(&score(one)));
    let (mut old_taken, mut item_taken) = (vec![false; old.len()], vec![false; items.len()]);
    let mut pairs = Vec::new();
    for (at, pair) in candidates {
        if !old_taken[at] && !item_taken[pair.item] {
            (old_taken[at], item_taken[pair.item]) = (true, true);
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.item);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: (u8, u8), text: &str) -> FormItem {
        let number = ItemNumber { group: number.0, item: number.1, part: None };
        FormItem { number, row: 1, text: text.to_owned(), heading: String::new(), rounds: [None, None] }
    }

    fn clause(mark: &str, gist: &str) -> Clause {
        toml::from_str(&format!(
            "id = \"a.{mark}\"\nchapter = \"a\"\nitem = {mark:?}\nnumber = \"1\"\ntitle = \"題\"\ngist = {gist:?}\nprovenance = {{ seen = \"memory\" }}"
        ))
        .unwrap()
    }

    #[test]
    fn the_text_goes_before_the_number_and_the_number_before_nothing() {
        let old = [
            clause("2-⑦", "パスワードは英数字と記号を混ぜた8文字以上で定期変更する。"),
            clause("2-⑧", "複数の機器で同じパスワードを使い回さない。"),
            clause("2-⑨", "アクセスログを管理している。"),
        ];
        let items = [
            item((2, 7), "アクセスログを管理している。"),
            item((2, 8), "パスワードは英数字、記号が混在した13文字以上とする。"),
            item((2, 9), "複数の機器や外部サービスで、パスワードの使い回しをしない。"),
            item((2, 10), "二要素認証を導入している。"),
        ];
        let old = |at: usize| Old { clause: &old[at], text: None };
        let pairs = pairs(&items, &[old(0), old(1), old(2)]);
        let read: Vec<_> = pairs.iter().map(|pair| (pair.item, pair.old.item.as_str(), pair.keeps_number)).collect();
        assert_eq!(read, [(0, "2-⑨", false), (1, "2-⑦", false), (2, "2-⑧", false)]);
        assert_eq!(pairs[0].confidence(), Confidence::Medium);
        let kept = super::pairs(&items[..1], &[old(0)]);
        assert_eq!(
            (kept[0].confidence(), kept[0].reason().as_str()),
            (Confidence::Low, "番号は同じ、文は要約に近くない")
        );
        let own = item((2, 9), "アクセスログを管理している。");
        let same = super::pairs(std::slice::from_ref(&own), &[old(2)]);
        assert!(same[0].says_the_same(&own) && same[0].confidence() == Confidence::High);
        let known = |text| super::pairs(std::slice::from_ref(&own), &[Old { text: Some(text), ..old(0) }]).remove(0);
        assert_eq!(known("アクセスログを\n管理している").reason(), "番号は違う、原文は同じ");
        assert_eq!(known("アクセスログを、1年以上管理している。").is_same, Some(false));
    }
}
