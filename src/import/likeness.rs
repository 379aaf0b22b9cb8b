//! Looks for the text that a summary is of; how alike two texts are is said in [`crate::text::likeness`].

use std::collections::HashMap;

pub(super) use crate::text::likeness::{ALIKE, Pairs, compared};

/// Texts among which it is looked for the one that a summary is of. What stands in few of them tells more.
pub(super) struct Texts<'t> {
    texts: Vec<&'t Pairs>,
    /// In how many of them each pair stands.
    counts: HashMap<(char, char), usize>,
}

impl<'t> Texts<'t> {
    pub fn new(texts: Vec<&'t Pairs>) -> Self {
        let mut counts = HashMap::new();
        for pair in texts.iter().flat_map(|text| text.iter()) {
            *counts.entry(pair).or_default() += 1;
        }
        Self { texts, counts }
    }

    /// Returns how much of a summary stands in each of the texts, from 0 to 1.
    pub fn holding(&self, summary: &Pairs) -> Vec<f64> {
        let weight = |pair: (char, char)| {
            let count = self.counts.get(&pair).copied().unwrap_or(1).max(1);
            (1.0 + self.texts.len() as f64 / count as f64).ln()
        };
        let all: f64 = summary.iter().map(weight).sum();
        let held = |text: &Pairs| summary.shared(text).map(weight).sum::<f64>();
        self.texts.iter().map(|text| if all > 0.0 { held(text) / all } else { 0.0 }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_stands_most_in_the_text_that_it_is_of() {
        let texts =
            ["情報機器は台帳により所在を管理すること。", "情報機器のファームウェアを更新し、脆弱性を確認すること。"];
        let texts: Vec<Pairs> = texts.iter().map(|text| Pairs::of_words(text)).collect();
        let holding = Texts::new(texts.iter().collect()).holding(&Pairs::of_words("ファームウェアの更新と脆弱性"));
        assert!(holding[1] > 0.5 && holding[0] < 0.1, "{holding:?}");
    }
}
