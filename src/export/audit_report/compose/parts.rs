//! Parts that several sections use.

use crate::language::{t, titled, tr};

use super::super::super::report::{ReportEvidence, ReportRow};
use super::super::document::{Block, Cell};
use super::super::terms::Term;

/// Returns the cell of a clause: its label, and its headline below.
pub(super) fn clause(row: &ReportRow) -> Cell {
    let mark = if row.is_unverified { t(" 未照合") } else { "" };
    Cell::from(format!("{}{mark}", row.label)).over(row.title.clone())
}

/// Returns a text, or a word where there is none.
pub(super) fn or(text: &str, term: Term) -> &str {
    if text.trim().is_empty() { term.text() } else { text }
}

/// Returns a heading.
pub(super) fn heading(term: Term, count: usize) -> Block {
    Block::Heading(tr!("{title} {count} 件", title = titled(term.text()), count))
}

/// Returns where a piece of evidence is. Of a place outside the folder of the worklist the end is shown: the rest tells
/// nothing to whoever gets the report, and much about whoever made it.
pub(super) fn place(evidence: &ReportEvidence) -> String {
    let location = evidence.location.as_str();
    let is_outside = location.starts_with(['/', '\\']) || location.get(1..2) == Some(":");
    if evidence.is_page() || !is_outside {
        return location.to_owned();
    }
    let mut parts: Vec<&str> = location.rsplit(['/', '\\']).take(2).collect();
    parts.reverse();
    format!("…/{}", parts.join("/"))
}

/// Returns what a piece of evidence is called: its title, or else where it is.
pub(super) fn name(evidence: &ReportEvidence) -> String {
    if evidence.title.is_empty() { place(evidence) } else { evidence.title.clone() }
}

/// Returns labels of clauses as one list: what those that follow each other begin with, as the volume, stands there once, each
/// on a line of its own. Of items of one section that follow each other without a gap the first and the last one stand there.
pub(super) fn grouped<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
    let labels: Vec<(&str, &str)> =
        labels.into_iter().map(|label| label.rsplit_once(' ').unwrap_or(("", label))).collect();
    let line = |volume: &[(&str, &str)]| {
        let numbers = volume.chunk_by(|one, next| follows(one.1, next.1)).flat_map(run).collect::<Vec<_>>();
        format!("{} {}", volume[0].0, listed(numbers.iter().map(String::as_str))).trim_start().to_owned()
    };
    labels.chunk_by(|one, next| one.0 == next.0).map(line).collect::<Vec<_>>().join("\n")
}

/// Returns numbers that follow each other, shortened if they are more than two.
fn run(numbers: &[(&str, &str)]) -> Vec<String> {
    match numbers {
        [(_, first), _, .., (_, last)] => {
            let last: String = last.chars().next_back().into_iter().collect();
            vec![tr!("{first}〜{last}", first, last)]
        }
        numbers => numbers.iter().map(|(_, number)| (*number).to_owned()).collect(),
    }
}

/// Whether a number is that of the next item of the same section.
fn follows(one: &str, next: &str) -> bool {
    let both = item(one).zip(item(next));
    both.is_some_and(|((section, at), (other, next))| section == other && next == at + 1)
}

/// Returns the section of a number that ends with a circled one, and which that is.
fn item(number: &str) -> Option<(&str, u32)> {
    let (at, last) = number.char_indices().next_back()?;
    let from = |first: char, value: u32| u32::from(last) - u32::from(first) + value;
    let item = match last {
        '①'..='⑳' => from('①', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        _ => return None,
    };
    Some((&number[..at], item))
}

/// Returns texts as one list.
pub(super) fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join(t("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_grouped_and_nothing_stands_there_that_was_not_given() {
        let cases: [(&[&str], &str); 7] = [
            (&["運用 14.⑤"], "運用 14.⑤"),
            (&["運用 3.①", "運用 3.②", "運用 3.③", "運用 7.②"], "運用 3.①〜③、7.②"),
            (&["運用 3.①", "運用 3.②", "運用 3.④", "運用 4.⑤"], "運用 3.①、3.②、3.④、4.⑤"),
            (&["企画 1.⑳", "企画 1.㉑", "企画 1.㉒", "運用 1.㉓"], "企画 1.⑳〜㉒\n運用 1.㉓"),
            (&["R8 事業者 2-①", "R8 事業者 2-②", "独自 1", "独自 2"], "R8 事業者 2-①、2-②\n独自 1、2"),
            (&["点検票"], "点検票"),
            (&[], ""),
        ];
        for (labels, expected) in cases {
            assert_eq!(grouped(labels.iter().copied()), expected);
        }
    }
}
