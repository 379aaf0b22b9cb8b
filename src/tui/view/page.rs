//! A page of text with links, laid out for a width. Update and drawing use the same pages.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::{t, titled};
use crate::text::width::{Ambiguous, cells, clip, filled};
use crate::text::wrap::{HANG, wrap, wrap_hanging};
use crate::tui::view::address::{self, PageAddress};
use crate::tui::view::{text, theme::TextRole};

pub use crate::tui::view::link::LinkTarget;
pub use crate::tui::view::span::{Span, highlighted};

/// A link from a page to a record or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Where it leads.
    pub target: LinkTarget,
    /// The lines it stands on; none if only links were asked for.
    pub lines: Range<usize>,
    /// The name of its group of links.
    pub group: &'static str,
    /// Its title.
    pub title: String,
    /// A character or two before the title, for example 主.
    pub tag: String,
}

/// Lines and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, none wider than the page.
    pub lines: Vec<Vec<Span>>,
    /// The links in the order of their lines. The first nine can be followed by number.
    pub links: Vec<PageLink>,
    /// The lines that begin a section, from the top.
    pub sections: Vec<usize>,
    /// The addresses of the web that stand on it.
    pub addresses: Vec<PageAddress>,
    /// The lines that go on with the text of the line above, each with what was left out at the break: a blank or nothing.
    pub continued: BTreeMap<usize, &'static str>,
    /// How many spans at the end of a line stand beside its text: where that goes on below, it does so without them.
    pub beside: BTreeMap<usize, usize>,
}

impl Page {
    /// Returns the page without the numbers of its links, for where digits mean something else.
    pub fn without_numbers(mut self) -> Self {
        let is_number = |span: &&mut Span| span.role == TextRole::Key && span.link.is_some();
        for span in self.lines.iter_mut().flatten().filter(is_number) {
            span.text = span.text.replace(|c: char| c.is_ascii_digit(), "-");
        }
        self
    }
}

/// The texts of a link.
#[derive(Clone, Debug)]
pub struct LinkText {
    /// Where it leads.
    pub target: LinkTarget,
    /// The name of its group of links.
    pub group: &'static str,
    /// Before the title; may be empty.
    pub tag: String,
    /// Its title.
    pub title: String,
    /// A remark after the title, in quiet style; may be empty.
    pub aside: String,
    /// The lines below the title: why or how; may be empty.
    pub how: String,
    /// What else stands below it, each with a name that may be empty.
    pub details: Vec<(&'static str, String)>,
}

/// The indent of text.
const INDENT: usize = 3;
/// The least width of the names of what stands below a link, with the space after them.
const DETAIL: usize = 10;
/// The least room for a title among others on one line.
const TITLE: usize = 8;

/// Builds a page from top to bottom.
#[derive(Debug)]
pub struct PageBuilder {
    width: usize,
    ambiguous: Ambiguous,
    /// Whether there are lines, or only links are wanted: to lay out is most of what a page takes.
    has_lines: bool,
    page: Page,
}

impl PageBuilder {
    /// Returns a builder of an empty page.
    pub fn new(width: u16, ambiguous: Ambiguous) -> Self {
        Self { width: usize::from(width), ambiguous, has_lines: true, page: Page::default() }
    }

    /// Returns a builder that only remembers links; nothing is laid out.
    pub fn of_links(ambiguous: Ambiguous) -> Self {
        Self { has_lines: false, ..Self::new(0, ambiguous) }
    }

    /// Returns the page.
    pub fn finish(mut self) -> Page {
        while self.page.lines.last().is_some_and(Vec::is_empty) {
            self.page.lines.pop();
        }
        self.page
    }

    /// Adds an empty line, unless the last line is empty.
    pub fn blank(&mut self) {
        if self.page.lines.last().is_some_and(|line| !line.is_empty()) {
            self.page.lines.push(Vec::new());
        }
    }

    /// Adds a line with a right-aligned part. If there is too little room, the left part is cut.
    pub fn line(&mut self, left: Vec<Span>, right: Vec<Span>) {
        if !self.has_lines {
            return;
        }
        let needed: usize = right.iter().map(|span| cells(&span.text, self.ambiguous)).sum();
        let mut room = self.width.saturating_sub(needed + usize::from(needed > 0));
        let mut line = Vec::new();
        for mut span in left {
            let is_cut = cells(&span.text, self.ambiguous) > room;
            span.text = clip(&span.text, room, self.ambiguous);
            room -= cells(&span.text, self.ambiguous).min(room);
            line.push(span);
            if is_cut {
                break;
            }
        }
        if needed > 0 && needed < self.width {
            line.push(Span::new(" ".repeat(room + 1), TextRole::Text));
            self.page.beside.insert(self.page.lines.len(), right.len() + 1);
            line.extend(right);
        }
        self.page.lines.push(line);
    }

    /// Adds the label and title of a record, with its state right-aligned. A long title takes several lines.
    pub fn headline(&mut self, label: &str, title: (&str, &[Range<usize>]), right: Vec<Span>) {
        if !self.has_lines {
            return;
        }
        let lead = format!(" {}  ", titled(label));
        let indent = cells(&lead, self.ambiguous);
        let needed: usize = right.iter().map(|span| cells(&span.text, self.ambiguous)).sum();
        let mut right = Some(right).filter(|_| indent + needed + 8 < self.width);
        let room = self.width.saturating_sub(indent + right.as_ref().map_or(0, |_| needed) + 1).max(2);
        let lines = wrap(title.0, room, self.ambiguous);
        self.join(title.0, &lines, [lead.len(), indent]);
        for (row, range) in lines.into_iter().enumerate() {
            let lead = if row == 0 { lead.clone() } else { " ".repeat(indent) };
            let mut left = vec![Span::new(lead, TextRole::Quiet)];
            left.extend(highlighted(title.0, range, title.1, TextRole::Title));
            self.line(left, right.take().unwrap_or_default());
        }
    }

    /// Adds a paragraph in quiet style, with a small indent.
    pub fn aside(&mut self, text: &str) {
        self.hanging((" ", TextRole::Quiet), text, TextRole::Quiet);
    }

    /// Remembers, before the lines of a text are added, that those behind the first go on with it, and its addresses. So many
    /// bytes will stand before the text on the first line, and on the others.
    fn join(&mut self, text: &str, lines: &[Range<usize>], before: [usize; 2]) {
        self.page.addresses.extend(address::in_lines(text, lines, self.page.lines.len(), before));
        for (row, pair) in lines.windows(2).enumerate() {
            let left_out = if text[pair[0].end..pair[1].start].is_empty() { "" } else { " " };
            self.page.continued.insert(self.page.lines.len() + row + 1, left_out);
        }
    }

    /// Lets the next line begin a section, as a heading does.
    pub fn section(&mut self) {
        if self.has_lines {
            self.page.sections.push(self.page.lines.len());
        }
    }

    /// Adds an empty line and a heading, with a right-aligned remark.
    pub fn heading(&mut self, title: &str, remark: &str) {
        if !self.has_lines {
            return;
        }
        self.blank();
        self.section();
        let right = (!remark.is_empty()).then(|| Span::new(format!("{} ", t(remark)), TextRole::Quiet));
        let left = Span::new(format!(" {}", titled(title)), TextRole::Heading);
        self.line(vec![left], right.into_iter().collect());
    }

    /// Adds a paragraph; `highlights` are the byte ranges that the query matched.
    pub fn paragraph(&mut self, text: &str, role: TextRole, highlights: &[Range<usize>]) {
        if !self.has_lines {
            return;
        }
        let lines = wrap_hanging(text, self.room(INDENT), self.ambiguous);
        self.join(text, &lines, [INDENT; 2]);
        for range in lines {
            let mut line = vec![Span::new(" ".repeat(INDENT), TextRole::Text)];
            line.extend(highlighted(text, range, highlights, role));
            self.page.lines.push(line);
        }
    }

    /// Adds a list item.
    pub fn item(&mut self, text: &str) {
        self.hanging(("   - ", TextRole::Quiet), text, TextRole::Text);
    }

    /// Adds a named fact, unless it is empty.
    pub fn fact(&mut self, name: &str, text: &str) {
        self.fact_as(name, text, TextRole::Text);
    }

    /// Adds a named fact in a certain role, unless it is empty.
    pub fn fact_as(&mut self, name: &str, text: &str, role: TextRole) {
        if !text.is_empty() && self.has_lines {
            self.hanging((&self.label(name), TextRole::Quiet), text, role);
        }
    }

    /// Returns the start of a line with the name of a fact.
    fn label(&self, name: &str) -> String {
        let name = format!("{}  ", titled(name));
        format!(" {}", filled(&name, text::name_column(), self.ambiguous))
    }

    /// Adds links on one line after a name, and what is said behind them. Where that would leave too little of their titles,
    /// each takes a line of its own, so that their numbers are the same at every width.
    pub fn line_of_links(&mut self, name: &str, links: Vec<LinkText>, rest: &str) {
        if !self.has_lines {
            return links.into_iter().for_each(|link| self.remember(link, 0..0));
        }
        let label = self.label(name);
        let width = |text: &str| cells(text, self.ambiguous);
        let marks: Vec<(String, String)> = links.iter().enumerate().map(|(i, link)| self.mark(i, &link.tag)).collect();
        let needed: usize = marks.iter().map(|(number, tag)| width(number) + width(tag) + 2).sum();
        let natural: Vec<usize> = links.iter().map(|link| width(&link.title)).collect();
        let taken = width(&label);
        let shown = shared(natural.clone(), self.width.saturating_sub(taken + needed + width(rest)));
        let is_one_line = shown.iter().zip(&natural).all(|(shown, natural)| *shown >= TITLE.min(*natural));
        let mut line = vec![Span::new(label, TextRole::Quiet)];
        for ((link, (number, tag)), shown) in links.into_iter().zip(marks).zip(shown) {
            let index = self.page.links.len();
            let room = if is_one_line {
                shown
            } else {
                self.width.saturating_sub(taken + cells(&number, self.ambiguous) + cells(&tag, self.ambiguous))
            };
            let title = clip(&link.title, room, self.ambiguous);
            let parts = [(number, TextRole::Key), (tag, TextRole::Quiet), (title, TextRole::Link)];
            line.extend(parts.map(|(text, role)| Span { text, role, link: Some(index) }));
            let at = self.page.lines.len();
            self.remember(link, at..at + 1);
            if is_one_line {
                line.push(Span::new("  ", TextRole::Text));
            } else {
                self.page.lines.push(std::mem::replace(&mut line, vec![Span::new(" ".repeat(taken), TextRole::Text)]));
            }
        }
        line.push(Span::new(rest, TextRole::Quiet));
        if is_one_line || !rest.is_empty() {
            self.page.lines.push(line);
        }
    }

    /// Returns the number and the tag before the title of the link that is so many behind those there are.
    fn mark(&self, behind: usize, tag: &str) -> (String, String) {
        let index = self.page.links.len() + behind;
        let number = if index < 9 { format!("{} ", index + 1) } else { "- ".to_owned() };
        (number, if tag.is_empty() { String::new() } else { format!("{} ", t(tag)) })
    }

    /// Remembers a link that stands on some lines.
    fn remember(&mut self, link: LinkText, lines: Range<usize>) {
        let LinkText { target, group, title, tag, .. } = link;
        self.page.links.push(PageLink { target, lines, group, title, tag });
    }

    /// Adds links below a heading with their count, unless there are none.
    pub fn links(&mut self, heading: &str, remark: &str, links: Vec<LinkText>) {
        if links.is_empty() {
            return;
        }
        self.heading(&text::count(heading, links.len()), remark);
        links.into_iter().for_each(|link| self.link(link));
    }

    /// Adds a link of one line, indented by its depth in a tree, with a right-aligned part.
    pub fn row(&mut self, link: LinkText, depth: usize, right: Vec<Span>) {
        if !self.has_lines {
            return self.remember(link, 0..0);
        }
        let (index, line) = (self.page.links.len(), self.page.lines.len());
        let (number, _) = self.mark(0, "");
        let lead = Span::new(format!("   {}{number}", "  ".repeat(depth)), TextRole::Key);
        self.line(vec![lead, Span::new(&link.title, TextRole::Link)], right);
        for span in &mut self.page.lines[line] {
            span.link = Some(index);
        }
        self.remember(link, line..line + 1);
    }

    /// Adds a quiet text below a row.
    pub fn below_row(&mut self, text: &str) {
        self.hanging(("     ", TextRole::Text), text, TextRole::Quiet);
    }

    /// Returns a name and a value as one text, with the value in the column of facts.
    pub fn labelled(&self, name: &str, value: &str) -> String {
        format!("{}{value}", filled(&titled(name), DETAIL.max(text::name_column() - 2), self.ambiguous))
    }

    /// Adds a link with what stands below it.
    pub fn link(&mut self, link: LinkText) {
        if !self.has_lines {
            return self.remember(link, 0..0);
        }
        let (index, start) = (self.page.links.len(), self.page.lines.len());
        let (number, tag) = self.mark(0, &link.tag);
        let lead = 5 + cells(&tag, self.ambiguous);
        let lines = wrap(&link.title, self.room(lead), self.ambiguous);
        self.join(&link.title, &lines, [3 + number.len() + tag.len(), lead]);
        for (row, range) in lines.into_iter().enumerate() {
            let mut line = if row == 0 {
                vec![Span::new(format!("   {number}"), TextRole::Key), Span::new(tag.clone(), TextRole::Quiet)]
            } else {
                vec![Span::new(" ".repeat(lead), TextRole::Text)]
            };
            line.push(Span::new(&link.title[range], TextRole::Link));
            self.page.lines.push(line);
        }
        let used: usize =
            self.page.lines.last().into_iter().flatten().map(|span| cells(&span.text, self.ambiguous)).sum();
        if let Some(line) = self.page.lines.last_mut().filter(|_| !link.aside.is_empty() && used + 4 < self.width) {
            let aside = clip(&link.aside, self.width - used - 3, self.ambiguous);
            line.push(Span::new(format!("  {aside}"), TextRole::Quiet));
        }
        for span in self.page.lines[start..].iter_mut().flatten() {
            span.link = Some(index);
        }
        let end = self.page.lines.len();
        self.below(lead, &link);
        self.remember(link, start..end);
    }

    /// Adds the lines below the title of a link.
    fn below(&mut self, lead: usize, link: &LinkText) {
        let indent = " ".repeat(lead);
        if !link.how.is_empty() {
            self.hanging((&indent, TextRole::Text), &link.how, TextRole::Text);
        }
        let details = || link.details.iter().map(|(name, text)| (titled(name), text));
        let width = details().map(|(name, _)| cells(&name, self.ambiguous) + 1).fold(DETAIL, usize::max);
        for (name, text) in details() {
            let name = if name.is_empty() { name } else { filled(&name, width, self.ambiguous) };
            self.hanging((&format!("{indent}{name}"), TextRole::Quiet), text, TextRole::Text);
        }
    }

    /// Adds a paragraph whose first line starts with `lead`; the other lines are indented by its width.
    fn hanging(&mut self, lead: (&str, TextRole), text: &str, role: TextRole) {
        if !self.has_lines {
            return;
        }
        let width = cells(lead.0, self.ambiguous);
        let lines = wrap_hanging(text, self.room(width), self.ambiguous);
        self.join(text, &lines, [lead.0.len(), width]);
        for (row, range) in lines.into_iter().enumerate() {
            let lead = if row == 0 { Span::new(lead.0, lead.1) } else { Span::new(" ".repeat(width), TextRole::Text) };
            self.page.lines.push(vec![lead, Span::new(&text[range], role)]);
        }
    }

    /// Returns the width of text after an indent, with room for hanging punctuation.
    fn room(&self, indent: usize) -> usize {
        self.width.saturating_sub(indent + HANG).max(2)
    }
}

/// Returns widths that share some room: the widest give way first.
pub fn shared(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 0 => *widest -= 1,
            _ => break,
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in 1..40 {
            let mut page = PageBuilder::new(width, Ambiguous::Unknown);
            page.line(
                vec![Span::new("運用 14.⑤ 二要素認証", TextRole::Title)],
                vec![Span::new("[完了]", TextRole::Done)],
            );
            page.heading("対応する製品", "本ツールの見解");
            for line in page.finish().lines {
                let used: usize = line.iter().map(|span| cells(&span.text, Ambiguous::Unknown)).sum();
                assert!(used <= usize::from(width), "{line:?} in {width}");
            }
        }
    }
    #[test]
    fn a_builder_of_links_lays_nothing_out() {
        let link = |title: &str| LinkText {
            target: LinkTarget::Chapters,
            group: "製品",
            tag: "主".to_owned(),
            title: title.to_owned(),
            aside: "傍ら".to_owned(),
            how: "どのように".to_owned(),
            details: vec![("名", "値".to_owned())],
        };
        let role = TextRole::Text;
        let mut page = PageBuilder::of_links(Ambiguous::Unknown);
        page.headline("運用 14.⑤", ("題", &[]), Vec::new());
        page.aside("脇の文");
        page.heading("見出し", "注");
        page.paragraph("https://example.com を見る。", role, &[]);
        page.item("項目");
        page.fact("担当", "医療機関");
        page.fact_as("推定", "⑤", role);
        page.blank();
        page.section();
        page.below_row("行の下");
        page.line(vec![Span::new("左", role)], vec![Span::new("右", role)]);
        page.line_of_links("主な製品", vec![link("一"), link("二")], "ほか");
        page.row(link("三"), 1, Vec::new());
        page.links("関連", "", vec![link("四")]);
        page.link(link("五"));
        let remembered = |title: &str| {
            let LinkText { target, group, tag, title, .. } = link(title);
            PageLink { target, lines: 0..0, group, title, tag }
        };
        let links = ["一", "二", "三", "四", "五"].map(remembered).to_vec();
        assert_eq!(page.finish(), Page { links, ..Page::default() });
    }
}
