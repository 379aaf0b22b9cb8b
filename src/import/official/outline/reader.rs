//! Goes through the lines of a document.

use std::ops::ControlFlow;

use crate::language::{t, tr};

use super::super::super::reading::NotRead;
use super::super::layout::{Line, squeezed};
use super::super::marks::{Heading, bracketed, circled, is_appendix, is_nested, rises};
use super::paragraphs::Paragraphs;
use super::titles::Titles;
use super::{BEFORE, BEHIND, BodyText, ChapterText, ItemText, Outline, UNMARKED};

/// The most items and headings of a document.
const PARTS: usize = 5_000;
/// How many lines below a heading it is looked whether a chapter follows.
const AHEAD: usize = 12;
/// The most bytes of an item. The longest have a page.
const ITEM_BYTES: usize = 64 << 10;
/// The most lines that stand between two items of a list.
const BETWEEN: usize = 20;
/// The longest sub-heading, in characters.
const HEADING_MAX: usize = 40;
/// After how many lines whoever watches is told.
const STEP: usize = 500;
/// How far the marks of one list may be apart: pages are not laid out alike.
const SWAY: usize = 2;
/// What the lists of items are called.
const ITEMS: &str = "遵守事項";

/// Reads lines.
pub(super) fn read(
    lines: &[Line],
    titles: &Titles,
    watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Outline, NotRead> {
    let mut reader =
        Reader { titles, lines, at: 0, out: Outline::default(), part: Part::Front, section: String::new(), body: None };
    while let Some(line) = lines.get(reader.at) {
        if reader.at.is_multiple_of(STEP) && watch(reader.at, lines.len()).is_break() {
            return Err(NotRead::Cancelled);
        }
        reader.line(line);
        reader.at += 1;
        if let Some(item) = reader.too_long() {
            let hint = t("一つの編の本文だけのファイルか確かめてください。");
            let what = tr!("項目 {item} が長すぎます ({kb} KB まで)。", item, kb = ITEM_BYTES >> 10);
            return Err(NotRead::Wrong(what, hint));
        }
        if reader.out.items.len() + reader.out.bodies.len() > PARTS {
            let hint = t("一つの編の本文だけのファイルか確かめてください。");
            return Err(NotRead::Wrong(tr!("項目が多すぎます ({PARTS} 個まで)。", PARTS), hint));
        }
    }
    reader.end_part();
    Ok(reader.out)
}

/// What the lines are a part of.
enum Part {
    Front,
    List(Box<List>),
    Text,
    Behind,
}

/// A list of items.
#[derive(Default)]
struct List {
    /// How far its marks stand from the edge.
    indent: usize,
    /// The sub-heading that the next item stands under.
    heading: String,
    /// How many lists with numbers of their own came before in this section.
    lists: usize,
    /// Whether an item has begun.
    has_begun: bool,
    /// The item that is read.
    item: Option<ItemText>,
    text: Paragraphs,
}

struct Reader<'a> {
    titles: &'a Titles,
    lines: &'a [Line],
    at: usize,
    out: Outline,
    part: Part,
    /// The number of the section.
    section: String,
    /// What stands below the heading and is no item.
    body: Option<(BodyText, Paragraphs)>,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        if let Some(heading) = Heading::of(&line.text) {
            if self.is_repeated(&heading) {
                return;
            }
            if self.is_chapter(&heading) {
                return self.begin_chapter(heading);
            }
            if self.is_section(&heading, line) {
                return self.begin_section(heading);
            }
        }
        let is_between = line.is_after_gap || self.at.checked_sub(1).is_none_or(|at| self.lines[at].page != line.page);
        // A sentence that goes on names appendices and terms, and a line may begin with them.
        let may_end = !self.out.chapters.is_empty() && (line.is_after_gap || !self.is_in_sentence());
        if is_between && may_end && is_appendix(&line.text) {
            self.end_part();
            self.part = Part::Behind;
        } else if let Some(name) = bracketed(&line.text).filter(|name| may_end || self.is_list(name)) {
            self.end_part();
            self.part = if squeezed(name).contains(ITEMS) { Part::List(Box::new(self.list())) } else { Part::Text };
            return;
        }
        match &mut self.part {
            Part::Front => self.loose(BEFORE, line),
            Part::Behind => self.loose(BEHIND, line),
            Part::Text => self.explain(line),
            Part::List(_) => self.in_list(line),
        }
    }

    /// Returns the number of the item that is read, if it is longer than any that is one.
    fn too_long(&self) -> Option<String> {
        let Part::List(list) = &self.part else { return None };
        list.item.as_ref().filter(|_| list.text.len() > ITEM_BYTES).map(ItemText::number)
    }

    /// Whether the sentence before goes on.
    fn is_in_sentence(&self) -> bool {
        match (&self.part, &self.body) {
            (Part::List(list), _) => list.item.is_some() && list.text.is_open(),
            (Part::Text, Some((_, text))) => text.is_open(),
            _ => false,
        }
    }

    /// Whether a list of items has this name, in a chapter.
    fn is_list(&self, name: &str) -> bool {
        !self.out.chapters.is_empty() && squeezed(name).contains(ITEMS)
    }

    fn loose(&mut self, place: usize, line: &Line) {
        self.out.loose[place].lines += 1;
        self.out.loose[place].pages.insert(line.page);
    }

    fn chapter(&self) -> u32 {
        self.out.chapters.last().map_or(0, |chapter| chapter.number)
    }

    /// Whether a heading is that of the chapter or section that is read, as it is printed again at the top of pages.
    fn is_repeated(&self, heading: &Heading) -> bool {
        let Some(chapter) = self.out.chapters.last() else { return false };
        let same = |title: &str| squeezed(title) == squeezed(&heading.title);
        let number = heading.number();
        (heading.numbers == [chapter.number] && same(&chapter.title))
            || chapter.sections.last().is_some_and(|(last, title)| *last == number && same(title))
    }

    fn is_chapter(&self, heading: &Heading) -> bool {
        let [number] = heading.numbers[..] else { return false };
        if number <= self.chapter() {
            return false;
        }
        let is_known = self.titles.find(&heading.number(), &heading.title).is_some();
        is_known || (number == self.chapter() + 1 && heading.is_marked && self.leads_on(number))
    }

    /// Whether what stands below a heading shows that it is one of a chapter.
    fn leads_on(&self, number: u32) -> bool {
        let below = self.lines.iter().skip(self.at + 1).take(AHEAD);
        below.map(|line| &line.text).any(|text| {
            bracketed(text).is_some_and(|name| squeezed(name).contains(ITEMS))
                || Heading::of(text).is_some_and(|heading| heading.numbers == [number, 1])
        })
    }

    fn is_section(&self, heading: &Heading, line: &Line) -> bool {
        let Some(chapter) = self.out.chapters.last() else { return false };
        let is_next = heading.numbers.len() > 1
            && heading.numbers.len() <= 3
            && heading.numbers.first() == Some(&chapter.number)
            && chapter.sections.last().is_none_or(|(last, _)| rises(last, &heading.numbers));
        let before = self.at.checked_sub(1).and_then(|at| self.lines.get(at));
        let is_apart = line.is_after_gap
            || before.is_none_or(|before| {
                before.page != line.page || before.text.ends_with(['。', '】']) || Heading::of(&before.text).is_some()
            });
        is_next && (is_apart || self.titles.find(&heading.number(), &heading.title).is_some())
    }

    /// Returns the whole title of a heading, of which the rest may stand on the next line.
    fn whole_title(&mut self, heading: &Heading) -> String {
        let Some(known) = self.titles.find(&heading.number(), &heading.title) else { return heading.title.clone() };
        let Some(next) = self.lines.get(self.at + 1) else { return heading.title.clone() };
        let whole = format!("{}{}", heading.title, next.text);
        if squeezed(&heading.title) != known && squeezed(&whole) == known {
            self.at += 1;
            return whole;
        }
        heading.title.clone()
    }

    fn begin_chapter(&mut self, heading: Heading) {
        self.end_part();
        let title = self.whole_title(&heading);
        let number = heading.numbers.first().copied().unwrap_or_default();
        self.out.chapters.push(ChapterText { number, title, patterns: heading.patterns, sections: Vec::new() });
        self.section.clear();
        self.part = Part::Text;
    }

    fn begin_section(&mut self, heading: Heading) {
        self.end_part();
        let title = self.whole_title(&heading);
        self.section = heading.number();
        if let Some(chapter) = self.out.chapters.last_mut() {
            chapter.sections.push((self.section.clone(), title));
        }
        self.part = Part::Text;
    }

    /// Returns the list that begins here.
    fn list(&self) -> List {
        let chapter = self.chapter();
        let before = self.out.items.last().filter(|item| item.chapter == chapter && item.section == self.section);
        List { lists: before.map_or(0, |item| item.list + 1), ..List::default() }
    }

    /// Adds a line to what stands below the heading.
    fn explain(&mut self, line: &Line) {
        let chapter = self.chapter();
        let begin = || BodyText {
            chapter,
            section: self.section.clone(),
            pages: (line.page, line.page),
            ..BodyText::default()
        };
        let (body, text) = self.body.get_or_insert_with(|| (begin(), Paragraphs::default()));
        body.lines += 1;
        body.pages.1 = line.page;
        text.push(&line.text);
    }

    /// Ends what is read, before something else begins.
    fn end_part(&mut self) {
        if let Part::List(list) = &mut self.part {
            list.end_item(&mut self.out.items);
        }
        if let Some((mut body, mut text)) = self.body.take() {
            body.text = text.take();
            self.out.bodies.push(body);
        }
    }

    fn in_list(&mut self, line: &Line) {
        let chapter = self.chapter();
        let Part::List(list) = &mut self.part else { return };
        if let Some((mark, rest)) = circled(&line.text).filter(|(mark, _)| list.continues(*mark, line)) {
            list.begin_item(&mut self.out.items, line, mark);
            list.item = Some(ItemText {
                chapter,
                section: self.section.clone(),
                heading: list.heading.clone(),
                list: list.lists,
                mark,
                pages: (line.page, line.page),
                ..ItemText::default()
            });
            list.text.push(rest);
            return;
        }
        let next_begins =
            self.lines.get(self.at + 1).and_then(|next| circled(&next.text)).is_some_and(|(mark, _)| mark == 1);
        if next_begins && list.is_sub_heading(&line.text) {
            list.end_item(&mut self.out.items);
            list.heading = bare(&line.text).to_owned();
            return;
        }
        if list.ends_before(line) {
            if list.goes_on(self.lines.get(self.at..).unwrap_or_default()) {
                // A paragraph between two items belongs to the first of them.
                list.text.part();
                return list.go_on(line);
            }
            self.end_part();
            self.part = Part::Text;
            return self.explain(line);
        }
        match list.item {
            Some(_) => list.go_on(line),
            None => self.loose(UNMARKED, line),
        }
    }
}

impl List {
    /// Whether a number in a circle at the start of a line begins an item, and is not one of a sentence.
    fn continues(&self, mark: u32, line: &Line) -> bool {
        let Some(item) = &self.item else { return true };
        let is_in_line = line.indent.abs_diff(self.indent) <= SWAY;
        match mark {
            mark if mark == item.mark + 1 => is_in_line || self.text.is_closed(),
            1 => is_in_line && self.text.is_closed(),
            mark => mark > item.mark && is_in_line && self.text.is_closed(),
        }
    }

    /// Begins an item with this number.
    fn begin_item(&mut self, items: &mut Vec<ItemText>, line: &Line, mark: u32) {
        self.end_item(items);
        self.lists += usize::from(mark == 1 && self.has_begun);
        (self.has_begun, self.indent) = (true, line.indent);
    }

    /// Adds a line to the item.
    fn go_on(&mut self, line: &Line) {
        if let Some(item) = &mut self.item {
            item.pages.1 = line.page;
            self.text.push(&line.text);
        }
    }

    fn end_item(&mut self, items: &mut Vec<ItemText>) {
        if let Some(mut item) = self.item.take() {
            item.text = self.text.take();
            items.push(item);
        }
    }

    fn is_sub_heading(&self, text: &str) -> bool {
        let is_between = self.item.is_none() || self.text.is_closed();
        is_between && text.chars().count() <= HEADING_MAX && !text.ends_with(['。', '、']) && !is_nested(text)
    }

    /// Whether the next item of the list follows soon, before anything else begins.
    fn goes_on(&self, lines: &[Line]) -> bool {
        let Some(item) = &self.item else { return false };
        let ends =
            |line: &&Line| bracketed(&line.text).is_some() || Heading::of(&line.text).is_some_and(|one| one.is_marked);
        let mut ahead = lines.iter().take(BETWEEN).take_while(|line| !ends(line));
        let next = ahead.find_map(|line| Some((circled(&line.text)?.0, line)));
        next.is_some_and(|(mark, line)| mark == item.mark + 1 && line.indent.abs_diff(self.indent) <= SWAY)
    }

    /// Whether a line is no part of the list any more.
    fn ends_before(&self, line: &Line) -> bool {
        if self.item.is_none() || circled(&line.text).is_some() || is_nested(&line.text) {
            return false;
        }
        let is_bullet = line.text.starts_with(['○', '〇', '◯', '◎']);
        (is_bullet && line.indent <= self.indent)
            || (line.is_after_gap && line.indent <= self.indent && (line.indent < self.indent || self.text.is_closed()))
    }
}

/// Returns a sub-heading without the brackets around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| "<>＜＞〈〉《》()（）[]［］■◆●○・".contains(c) || c.is_whitespace())
}
