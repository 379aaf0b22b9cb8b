//! Takes off the footnotes of a page.

use super::super::marks::{bracketed, circled};
use super::pages::{Line, Page};

/// The most lines of the footnotes of a page.
const LINES: usize = 16;
/// The most lines of the last footnote: what is longer is text that happens to begin with such a mark.
const LAST: usize = 5;

/// Takes the footnotes off the end of a page. Returns how many there were.
pub(super) fn take(page: &mut Page) -> usize {
    let first = page.lines.len().saturating_sub(LINES);
    let mut start = None;
    let mut next: Option<u32> = None;
    let (mut count, mut last) = (0, 0);
    for (at, line) in page.lines.iter().enumerate().skip(first) {
        if circled(&line.text).is_some() || bracketed(&line.text).is_some() {
            // An item below it: what looked like a footnote is a note within the text.
            (start, next, count) = (None, None, 0);
            continue;
        }
        if is_rule(&line.text) {
            // What stands below a rule at the end of a page are its footnotes.
            start = start.or(Some(at));
        }
        match number(line) {
            Some(number) if next.is_none_or(|next| next == number) => {
                (start, next, count, last) = (start.or(Some(at)), Some(number + 1), count + 1, at);
            }
            Some(number) => (start, next, count, last) = (Some(at), Some(number + 1), 1, at),
            None => {}
        }
    }
    let Some(start) = start.filter(|_| count > 0 && page.lines.len() - last <= LAST) else { return 0 };
    page.lines.truncate(start);
    count
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= 8 && text.chars().all(|c| "_＿─━-‐―".contains(c))
}

/// Returns the number of a footnote: `*1 …`, `※1 …`, `注1 …`, `脚注 1`. A bare number is not enough: a heading begins so.
fn number(line: &Line) -> Option<u32> {
    let marks = ["*", "＊", "※", "脚注", "注"];
    let rest = marks.iter().find_map(|mark| line.text.strip_prefix(mark))?.trim_start();
    let digits: String = rest
        .chars()
        .map_while(|c| c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32).filter(|d| *d < 10)))
        .map(|d| d.to_string())
        .collect();
    digits.parse().ok().filter(|number| *number < 1_000)
}

#[cfg(test)]
mod tests {
    use super::super::pages::pages;
    use super::*;

    fn taken(text: &str) -> (usize, Vec<String>) {
        let mut page = pages(text).unwrap().remove(0);
        (take(&mut page), page.lines.into_iter().map(|line| line.text).collect())
    }

    #[test]
    fn footnotes_go_with_their_further_lines() {
        assert_eq!(taken("本文\n*1 注記の一つ目\n   続き\n*2 注記の二つ目"), (2, vec!["本文".to_owned()]));
        assert_eq!(taken("本文\n__________\n※１ 注記"), (1, vec!["本文".to_owned()]));
        assert_eq!(taken("本文\n※ 補足は項目の一部\n1 見出し").0, 0);
        assert_eq!(taken(&format!("*1 は記号\n{}", "本文\n".repeat(6))).0, 0);
        assert_eq!(taken("① 甲\n注1 項目の中の注\n② 乙\n③ 丙").0, 0);
        assert_eq!(taken("① 甲\n注1 項目の中の注\n② 乙\n*1 注記").0, 1);
        assert_eq!(taken("").0, 0);
    }
}
