//! The words that are looked for on a page: where they stand, across the ends of lines, and how they are marked.

use std::ops::Range;

use crate::search::{Romaji, SearchedText, WordSounds};
use crate::tui::app::App;
use crate::tui::view::page::{Page, Span};
use crate::tui::view::theme::TextRole;

/// A part of a line: the line, the span in it, and the bytes of that span.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    line: usize,
    span: usize,
    start: usize,
    end: usize,
}

/// A place where the words stand: parts of one line or of several. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Vec<Part>);

impl Place {
    /// Returns the line where it begins.
    pub fn line(&self) -> usize {
        self.0[0].line
    }
}

/// Returns where the words that are looked for stand on the page on screen, from the top.
pub fn on_screen(app: &App, page: &Page) -> Vec<Place> {
    let sounds = app.romaji.as_ref().map(|romaji| (romaji, app.sounds.as_ref()));
    app.page_search.as_ref().map_or_else(Vec::new, |search| places(page, sounds, &search.wanted))
}

/// Returns where words stand on a page, from the top; where they do not, words that sound as they begin: those in katakana, and
/// those whose reading is known.
pub fn places(page: &Page, sounds: Option<(&Romaji, Option<&WordSounds>)>, wanted: &str) -> Vec<Place> {
    let (text, spans) = joined(page);
    let parts = |range: Range<usize>| {
        let first = spans.partition_point(|(_, _, taken)| taken.end <= range.start);
        let taken = spans[first..].iter().take_while(|(.., taken)| taken.start < range.end);
        let part = |(line, span, taken): &(usize, usize, Range<usize>)| Part {
            line: *line,
            span: *span,
            start: range.start.saturating_sub(taken.start),
            end: range.end.min(taken.end) - taken.start,
        };
        taken.map(part).collect::<Vec<_>>()
    };
    let searched = SearchedText::new(&text);
    let mut ranges = searched.occurrences(wanted);
    if let Some((romaji, known)) = sounds.filter(|_| ranges.is_empty()) {
        let words = known.map_or_else(Vec::new, |known| known.beginning(wanted));
        ranges = searched.sounding(romaji, wanted, &words);
    }
    let found = ranges.into_iter().map(parts).filter(|parts| !parts.is_empty());
    let mut places: Vec<Place> = found.map(Place).collect();
    places.sort();
    places
}

/// Returns the text of a page as it reads: what a line goes on with follows at once, and what stands beside it follows
/// then. With it, the line and the span of each part of that text.
fn joined(page: &Page) -> (String, Vec<(usize, usize, Range<usize>)>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut add = |text: &mut String, line: usize, range: Range<usize>| {
        for span in range {
            let start = text.len();
            text.push_str(&page.lines[line][span].text);
            spans.push((line, span, start..text.len()));
        }
    };
    let mut aside: Option<(usize, Range<usize>)> = None;
    for (line, content) in page.lines.iter().enumerate() {
        let is_lead = |span: &Span| span.text.trim().is_empty();
        let first = match page.continued.get(&line) {
            Some(left_out) => {
                text.push_str(left_out);
                usize::from(content.first().is_some_and(is_lead))
            }
            None => {
                if let Some((line, range)) = aside.take() {
                    text.push('\n');
                    add(&mut text, line, range);
                }
                text.push('\n');
                0
            }
        };
        let end = content.len() - page.beside.get(&line).copied().unwrap_or(0).min(content.len());
        add(&mut text, line, first.min(end)..end);
        aside = aside.or_else(|| (end < content.len()).then_some((line, end..content.len())));
    }
    if let Some((line, range)) = aside {
        text.push('\n');
        add(&mut text, line, range);
    }
    (text, spans)
}

/// Marks places on a page; the one at the index `current` stands out.
pub fn mark(page: &mut Page, places: &[Place], current: usize) {
    let parts = places.iter().enumerate().flat_map(|(index, place)| place.0.iter().map(move |part| (index, part)));
    let mut parts: Vec<(usize, &Part)> = parts.collect();
    // From the end, so that the spans before a part stay where they are.
    parts.sort_by(|(_, one), (_, other)| other.cmp(one));
    for (index, part) in parts {
        let Some(line) = page.lines.get_mut(part.line) else { continue };
        let role = if index == current { TextRole::Selected } else { TextRole::Match };
        let span = line[part.span].clone();
        let cut = |range: Range<usize>, role| Span { text: span.text[range].to_owned(), role, link: span.link };
        let cuts =
            [cut(0..part.start, span.role), cut(part.start..part.end, role), cut(part.end..span.text.len(), span.role)];
        line.splice(part.span..=part.span, cuts.into_iter().filter(|cut| !cut.text.is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::Ambiguous;
    use crate::tui::view::page::PageBuilder;

    /// Returns a page whose texts take several lines each.
    fn page() -> Page {
        let mut page = PageBuilder::new(34, Ambiguous::Unknown);
        page.headline("運用 1", ("二要素認証に対応した仕組みを選ぶ", &[]), vec![Span::new("[未着手]", TextRole::Text)]);
        page.heading("要約", "見解");
        page.paragraph("利用者の認証は Microsoft Entra ID で二要素の認証にする。", TextRole::Text, &[]);
        page.fact("証跡", "設定の画面と除外一覧を残しておく");
        page.finish()
    }

    /// Returns the parts of each place, as they are on the page.
    fn found(wanted: &str) -> Vec<String> {
        let page = page();
        let text = |part: &Part| page.lines[part.line][part.span].text[part.start..part.end].to_owned();
        places(&page, None, wanted).iter().map(|place| place.0.iter().map(text).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn words_are_found_across_the_ends_of_lines() {
        for (wanted, expected) in [
            ("認証", &["認証", "認証", "認証"][..]),
            ("にんしょう", &[]),
            ("microsoft entra", &["Microsoft Entra"]),
            ("未着手", &["未着手"]),
            ("見解", &["見解"]),
            ("zq", &[]),
            ("", &[]),
            ("。", &[]),
        ] {
            // The blank at the end of a line belongs to no part.
            let whole: Vec<String> = found(wanted).iter().map(|parts| parts.replace('|', " ")).collect();
            assert_eq!(whole, expected, "{wanted}: {:?}", page().lines);
        }
        for whole in [
            "二要素認証に対応した仕組みを選ぶ",
            "利用者の認証は Microsoft Entra ID で二要素の認証にする",
            "設定の画面と除外一覧を残しておく",
        ] {
            let places = found(whole);
            assert!(places.len() == 1 && places[0].matches('|').count() > 0, "{whole}: {places:?}");
        }
    }

    #[test]
    fn what_is_marked_is_the_same_text_in_other_roles() {
        let text = |page: &Page| -> Vec<String> {
            page.lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect()
        };
        for wanted in ["認証", "二要素認証に対応した仕組み", "の", "t"] {
            let (before, mut marked) = (page(), page());
            let places = places(&before, None, wanted);
            mark(&mut marked, &places, 0);
            assert_eq!(text(&marked), text(&before), "{wanted}");
            let of = |role: TextRole| -> String {
                let spans = marked.lines.iter().flatten().filter(|span| span.role == role);
                spans.map(|span| span.text.as_str()).collect()
            };
            assert!(!of(TextRole::Selected).is_empty(), "{wanted}");
            assert_eq!(of(TextRole::Match).is_empty(), places.len() == 1, "{wanted}");
        }
    }
}
