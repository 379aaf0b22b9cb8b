//! What of a document was not read, or is not certain, for whoever takes it in.

use std::collections::BTreeSet;

use crate::language::{t, tr};

use super::super::reading::Skipped;
use super::layout::Layout;
use super::outline::{BEFORE, BEHIND, ItemText, Outline, UNMARKED};

/// How many things of one kind are named one by one.
const NAMED: usize = 50;

/// Returns pages as they are written: `p. 3-5、9`; empty if there are none.
pub(super) fn pages(pages: &BTreeSet<usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut().filter(|(_, to)| *to + 1 == *page) {
            Some((_, to)) => *to = *page,
            None => runs.push((*page, *page)),
        }
    }
    let run = |(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    let runs: Vec<String> = runs.iter().map(run).collect();
    if runs.is_empty() { String::new() } else { format!("p. {}", runs.join(t("、"))) }
}

/// Returns what stands in the document and became no record.
pub(super) fn unread(layout: &Layout, outline: &Outline) -> Vec<Skipped> {
    let mut skipped = Vec::new();
    let reasons = [
        (BEFORE, "最初の章の前 (表紙、前書きなど) で、どの項目にも入りません。"),
        (BEHIND, "章の後 (別添、別紙など) で、どの項目にも入りません。"),
        (UNMARKED, "遵守事項の欄にありますが、番号 (①、②、…) がありません。"),
    ];
    for (place, reason) in reasons {
        let loose = &outline.loose[place];
        if loose.lines > 0 {
            let reason = tr!("{lines} 行: {reason}", lines = loose.lines, reason);
            skipped.push(Skipped { place: pages(&loose.pages), reason });
        }
    }
    if !outline.bodies.is_empty() {
        let lines: usize = outline.bodies.iter().map(|body| body.lines).sum();
        let at = outline.bodies.iter().flat_map(|body| body.pages.0..=body.pages.1).collect();
        let reason = tr!("{lines} 行: 遵守事項のほかの解説で、項目ではないので取り込みません。", lines);
        skipped.push(Skipped { place: pages(&at), reason });
    }
    let (notes, at) = &layout.notes;
    if *notes > 0 {
        skipped.push(Skipped { place: pages(at), reason: tr!("脚注 {notes} 個は取り込みません。", notes) });
    }
    skipped.extend(gaps(outline));
    skipped
}

/// Returns the numbers that are missing before and between items of one list.
fn gaps(outline: &Outline) -> Vec<Skipped> {
    let mut gaps = Vec::new();
    let mut before: Option<&ItemText> = None;
    for next in &outline.items {
        let is_one_list =
            |one: &&ItemText| (one.chapter, &one.section, one.list) == (next.chapter, &next.section, next.list);
        let reason = match before.replace(next).filter(is_one_list) {
            Some(one) if next.mark > one.mark + 1 => {
                let (one, next) = (one.number(), next.item());
                tr!("{one} の次が {next} です。間の項目を見つけられませんでした。", one, next)
            }
            None if next.mark > 1 => {
                tr!("{next} から始まっています。その前の項目を見つけられませんでした。", next = next.number())
            }
            _ => continue,
        };
        gaps.push(Skipped { place: next.place(), reason });
    }
    limited(gaps, t("ほかにも、番号の飛んでいるところがあります"))
}

/// Returns no more than can be read one by one, and how many there are besides.
pub(super) fn limited(mut all: Vec<Skipped>, rest: &str) -> Vec<Skipped> {
    if all.len() > NAMED {
        let more = all.len() - NAMED;
        all.truncate(NAMED);
        all.push(Skipped { place: String::new(), reason: tr!("{rest} ({more} 件)。", rest, more) });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_written_in_runs() {
        assert_eq!(pages(&[3, 4, 5, 9].into()), "p. 3-5、9");
        assert_eq!(pages(&BTreeSet::new()), "");
    }

    #[test]
    fn numbers_that_are_missing_are_told_at_the_start_of_a_list_too() {
        let item = |chapter, mark| ItemText { chapter, mark, pages: (1, 1), ..ItemText::default() };
        let items = vec![item(1, 1), item(1, 2), item(2, 3), item(2, 5), item(3, 1)];
        let told: Vec<String> =
            gaps(&Outline { items, ..Outline::default() }).into_iter().map(|gap| gap.reason).collect();
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("2.③ から始まって") && told[1].starts_with("2.③ の次が ⑤"), "{told:?}");
    }
}
