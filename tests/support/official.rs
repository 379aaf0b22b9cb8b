//! Documents laid out like the PDFs of the ministry, as `pdftotext -layout` shows them: of our own words, with the printed
//! numbers of 6.0, and a made-up 7.0 with edits that are known.

use std::collections::BTreeSet;

use tenken::catalog::Catalog;
use tenken::model::Clause;

/// How many characters of full width a line has.
const WIDTH: usize = 38;
/// How many lines a page has between its head and its foot.
const LINES: usize = 36;

/// A chapter of a made-up document.
#[derive(Clone, Debug)]
pub struct MadeChapter {
    pub number: String,
    pub title: String,
    pub items: Vec<MadeItem>,
}

/// An item of a made-up document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeItem {
    /// The clause of 6.0 that it is or continues; empty for one that nobody knows.
    pub clause: String,
    /// The section it stands in, and its sub-heading; empty in volumes that list items by chapter.
    pub section: String,
    pub heading: String,
    pub mark: usize,
    pub text: String,
}

/// Returns the mark that is printed.
pub fn circle(number: usize) -> char {
    char::from_u32(if number <= 20 { '①' as u32 + number as u32 - 1 } else { '㉑' as u32 + number as u32 - 21 })
        .unwrap()
}

fn mark_of(item: &str) -> Option<usize> {
    (1..=35).find(|number| item == circle(*number).to_string())
}

/// Returns the chapters of a volume of 6.0: every item that the catalog knows, with its printed number if that is known,
/// and made-up ones where numbers are left.
pub fn chapters_of_6(catalog: &Catalog, volume: &str) -> Vec<MadeChapter> {
    let nodes = catalog.tree().nodes().iter().filter(|node| node.id.starts_with(&format!("{volume}.")));
    let mut chapters: Vec<MadeChapter> = Vec::new();
    for node in nodes.filter(|node| catalog.tree().volume_of_chapter(&node.id) == Some(volume)) {
        let clauses: Vec<&Clause> = catalog.clauses().filter(|clause| clause.chapter == node.id).collect();
        chapters.push(MadeChapter { number: node.number.clone(), title: node.title.clone(), items: items(&clauses) });
    }
    chapters.retain(|chapter| !chapter.items.is_empty());
    chapters
}

fn items(clauses: &[&Clause]) -> Vec<MadeItem> {
    if clauses.iter().any(|clause| !clause.section.is_empty()) {
        let item = |clause: &&Clause| made(clause, mark_of(&clause.item).unwrap());
        return clauses.iter().map(item).collect();
    }
    let known: BTreeSet<usize> = clauses.iter().filter_map(|clause| mark_of(&clause.item)).collect();
    let mut free = (1..).filter(|mark| !known.contains(mark));
    let mut items: Vec<MadeItem> = clauses
        .iter()
        .map(|clause| made(clause, mark_of(&clause.item).unwrap_or_else(|| free.next().unwrap())))
        .collect();
    let last = items.iter().map(|item| item.mark).max().unwrap_or(0);
    for mark in free.take_while(|mark| *mark < last) {
        let text = format!("架空の見本 {mark} 番として、窓口の花瓶に水を入れ、日当たりの良い棚へ飾ること。");
        items.push(MadeItem { mark, text, ..blank() });
    }
    items.sort_by_key(|item| item.mark);
    items
}

fn blank() -> MadeItem {
    MadeItem { clause: String::new(), section: String::new(), heading: String::new(), mark: 0, text: String::new() }
}

fn made(clause: &Clause, mark: usize) -> MadeItem {
    let part = if mark.is_multiple_of(5) {
        "\n(1) 一つ目の見本とする部分\n(2) 二つ目の見本とする部分"
    } else {
        ""
    };
    MadeItem {
        clause: clause.id.clone(),
        section: clause.section.clone(),
        heading: clause.heading.clone(),
        mark,
        text: format!("{}{part}", clause.gist),
    }
}

/// A document that grows line by line.
struct Pages {
    head: String,
    text: String,
    lines: usize,
    page: usize,
}

impl Pages {
    fn line(&mut self, line: &str) {
        if self.lines == 0 {
            self.text += &format!("{}{}\n\n", " ".repeat(40), self.head);
        }
        self.text += &format!("{line}\n");
        self.lines += 1;
        if self.lines >= LINES {
            self.end_page();
        }
    }

    fn end_page(&mut self) {
        if self.lines > 0 {
            self.text += &format!("\n{}- {} -\n\u{c}", " ".repeat(38), self.page);
            (self.lines, self.page) = (0, self.page + 1);
        }
    }

    /// Prints a text with a first line of its own indent, and a hanging one below.
    fn paragraph(&mut self, first: &str, hanging: &str, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for (at, chunk) in letters.chunks(WIDTH).enumerate() {
            let line: String = chunk.iter().collect();
            self.line(&format!("{}{line}", if at == 0 { first } else { hanging }));
        }
    }
}

/// Lays a volume out.
pub fn document(edition: &str, volume: &str, chapters: &[MadeChapter]) -> String {
    let head = format!("医療情報システムの安全管理に関するガイドライン 第{edition}版 {volume}");
    let title =
        "医療情報システムの安全管理に関するガイドライン\n\n                第 ".to_owned() + edition + " 版\n";
    let text = format!("{title}\n             {volume}\n\n          令和の見本の月\n\u{c}          目次\n");
    let mut pages = Pages { head, text, lines: 0, page: 1 };
    for chapter in chapters {
        let line = format!("{}. {} {} {}\n", chapter.number, chapter.title, "・".repeat(20), 3);
        pages.text += &line;
    }
    pages.text.push('\u{c}');
    for (at, chapter) in chapters.iter().enumerate() {
        self::chapter(&mut pages, chapter, at);
    }
    pages.end_page();
    pages.line("別添 見本の一覧");
    pages.line("  花瓶   水   棚");
    pages.end_page();
    pages.text
}

fn wide(number: &str) -> String {
    number.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or('．')).collect()
}

fn chapter(pages: &mut Pages, chapter: &MadeChapter, at: usize) {
    pages.line(&format!("{}．{}【Ⅰ～Ⅳ】", wide(&chapter.number), chapter.title));
    pages.line("");
    let is_by_section = chapter.items.iter().any(|item| !item.section.is_empty());
    if !is_by_section {
        pages.line("【遵守事項】");
    }
    let (mut section, mut heading) = (String::new(), String::new());
    for (place, item) in chapter.items.iter().enumerate() {
        if item.section != section {
            section.clone_from(&item.section);
            heading.clear();
            pages.line("");
            pages.line(&format!("{} 見本の節 {section}", wide(&section)));
            pages.line("【遵守事項】");
        }
        if item.heading != heading {
            heading.clone_from(&item.heading);
            pages.line(&format!("  ＜{heading}＞"));
        }
        for (line, part) in item.text.split('\n').enumerate() {
            match line {
                0 => pages.paragraph(&format!("  {} ", circle(item.mark)), "     ", part),
                _ => pages.paragraph("       ", "         ", part),
            }
        }
        if is_by_section && chapter.items.get(place + 1).is_none_or(|next| next.section != section) {
            explain(pages, at);
        }
    }
    if !is_by_section {
        pages.line("");
        pages.line(&format!("{}．１ 見本の説明の節", wide(&chapter.number)));
        explain(pages, at);
    }
}

fn explain(pages: &mut Pages, at: usize) {
    pages.line("");
    pages.paragraph(
        "○ ",
        "   ",
        "遵守事項のほかの解説の見本であり、⑤や⑥のような番号に触れても項目にはならない。14.1 を参照した文もある。",
    );
    if at.is_multiple_of(3) {
        pages.line("   区分        期限        担当");
        pages.line("   花瓶        毎朝        窓口");
    }
    if at.is_multiple_of(4) {
        pages.end_page();
        pages.line("○ 脚注のあるページの見本。");
        pages.line("*1 見本の脚注は本文ではない。");
        pages.end_page();
    }
}

/// What was done to an item on the way to 7.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Kept,
    Reworded { removed: &'static str, added: &'static str },
    Moved,
    New,
}

/// The made-up 7.0 of a volume, with what was done to each of its items, and the clauses of 6.0 that it drops.
pub fn chapters_of_7(old: &[MadeChapter]) -> (Vec<MadeChapter>, Vec<Vec<Edit>>, Vec<String>) {
    let (mut chapters, mut edits, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
    for (at, chapter) in old.iter().enumerate() {
        let mut items = chapter.items.clone();
        let mut done = vec![Edit::Kept; items.len()];
        // Some chapters stay as they were.
        if at % 2 == 1 {
            reword(&mut items, &mut done);
        }
        if at % 3 == 1 && items.len() > 3 {
            let item = items.remove(2);
            done.remove(2);
            dropped.push(item.clause);
            renumber(&mut items, &mut done, 2);
        }
        if at % 3 == 2 && items.len() > 1 {
            let text = format!(
                "{at} 番目の章に加えた項目では、屋上の風見鶏が回る向きを毎月書き留め、翌月の旗の色を選ぶこと。"
            );
            items.insert(
                1,
                MadeItem { text, section: items[0].section.clone(), heading: items[0].heading.clone(), ..blank() },
            );
            done.insert(1, Edit::New);
            renumber(&mut items, &mut done, 1);
        }
        chapters.push(MadeChapter { items, ..chapter.clone() });
        edits.push(done);
    }
    (chapters, edits, dropped)
}

/// Changes the end of every fourth item.
fn reword(items: &mut [MadeItem], done: &mut [Edit]) {
    for (item, edit) in items.iter_mut().zip(done).step_by(4) {
        item.text += "さらに、令和九年度の末に見直す。";
        *edit = Edit::Reworded { removed: "", added: "さらに、令和九年度の末に見直す。" };
    }
}

/// Numbers items anew from one on.
fn renumber(items: &mut [MadeItem], done: &mut [Edit], from: usize) {
    for (at, (item, edit)) in items.iter_mut().zip(done).enumerate().skip(from) {
        item.mark = at + 1;
        if *edit == Edit::Kept {
            *edit = Edit::Moved;
        }
    }
}
