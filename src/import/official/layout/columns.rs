//! Puts the two columns of a page one below the other.

use std::collections::BTreeMap;

use super::pages::{Line, Page};

/// The fewest spaces between two columns.
const GUTTER: usize = 3;
/// How far the starts of lines of the right column may be apart: letters of different width are laid out by their number.
const SWAY: usize = 2;
/// The fewest lines that a page of two columns has on both sides.
const LINES: usize = 12;
/// The fewest letters that each side has of such a line. A table has words there, and columns have sentences.
const LETTERS: usize = 12;

/// Reads a page of two columns as they are read. Other pages stay as they are.
pub(super) fn unfold(page: &mut Page) {
    let Some(start) = gutter(&page.lines) else { return };
    let lines = std::mem::take(&mut page.lines);
    let mut right = Vec::new();
    for line in lines {
        match parted(&line, start) {
            Side::Both(one, other) => {
                page.lines.push(one);
                right.push(other);
            }
            Side::Right => right.push(Line { indent: line.indent - start.min(line.indent), ..line }),
            Side::Left => page.lines.push(line),
            // What goes over both columns ends what stands above it.
            Side::Over => {
                page.lines.append(&mut right);
                page.lines.push(line);
            }
        }
    }
    page.lines.append(&mut right);
}

enum Side {
    Left,
    Right,
    Both(Line, Line),
    Over,
}

/// Returns where the right column begins; none if there is only one.
fn gutter(lines: &[Line]) -> Option<usize> {
    // How many lines begin again at each place.
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, start) in lines.iter().filter_map(widest_gap) {
        *starts.entry(start).or_default() += 1;
    }
    let near = |at: usize| starts.range(at.saturating_sub(SWAY)..=at + SWAY).map(|(_, count)| count).sum::<usize>();
    let best = starts.keys().copied().max_by_key(|start| (near(*start), usize::MAX - start))?;
    (near(best) >= LINES && near(best) * 10 >= lines.len() * 7).then(|| best - SWAY.min(best))
}

/// Returns the widest gap within a line that has sentences on both sides: where it begins and where it ends, from the edge.
fn widest_gap(line: &Line) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut blank = None;
    for (at, c) in line.text.chars().enumerate() {
        match (c.is_whitespace(), blank) {
            (true, None) => blank = Some(at),
            (false, Some(start)) => {
                if at - start >= GUTTER && best.is_none_or(|(from, to)| at - start > to - from) {
                    best = Some((start, at));
                }
                blank = None;
            }
            _ => {}
        }
    }
    let (from, to) = best?;
    let letters = line.text.chars().count();
    (from >= LETTERS && letters - to >= LETTERS).then_some((line.indent + from, line.indent + to))
}

fn parted(line: &Line, start: usize) -> Side {
    let is_here = |(_, at): &(usize, usize)| at.abs_diff(start + SWAY) <= 2 * SWAY;
    if let Some((_, at)) = widest_gap(line).filter(is_here) {
        let text: String = line.text.chars().skip(at - line.indent).collect();
        let left: String = line.text.chars().take(at - line.indent).collect();
        let other = Line { indent: 0, text, ..line.clone() };
        return Side::Both(Line { text: left.trim_end().to_owned(), ..line.clone() }, other);
    }
    match line.indent {
        indent if indent >= start => Side::Right,
        indent if indent + line.text.chars().count() <= start + SWAY => Side::Left,
        _ => Side::Over,
    }
}

#[cfg(test)]
mod tests {
    use super::super::pages::pages;
    use super::*;

    #[test]
    fn columns_are_read_one_after_the_other() {
        let row =
            |at: usize| format!("左の段の{at:02}行目に並ぶ文の続きです      右の段の{at:02}行目に並ぶ文の続きです\n");
        let text: String = "           両方の段にまたがる、ページの幅いっぱいに印刷された見出しの行\n".to_owned()
            + &(0..14).map(row).collect::<String>();
        let mut page = pages(&text).unwrap().remove(0);
        unfold(&mut page);
        let lines: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines.len(), 29);
        assert!(lines[0].starts_with("両方"));
        assert_eq!((lines[1], lines[14]), ("左の段の00行目に並ぶ文の続きです", "左の段の13行目に並ぶ文の続きです"));
        assert_eq!((lines[15], lines[28]), ("右の段の00行目に並ぶ文の続きです", "右の段の13行目に並ぶ文の続きです"));
    }

    #[test]
    fn a_table_is_not_read_as_columns() {
        let text: String = (0..20).map(|at| format!("項目{at:02}     内容{at:02}\n")).collect();
        let mut page = pages(&text).unwrap().remove(0);
        unfold(&mut page);
        assert_eq!(page.lines.len(), 20);
    }
}
