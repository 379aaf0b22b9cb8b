//! A framework as a guideline of the catalog: one volume, its chapters and sections, and the clauses with their texts.

use std::collections::{HashMap, HashSet};

use crate::catalog::Catalog;
use crate::language::tr;
use crate::model::{Chapter, Clause, Guideline, Id, Original, Provenance, Section, Volume};

use super::blank;
use super::importer::SourceFile;
use super::reading::{About, PackRecords};
use super::slug::Ids;

/// The most characters of a headline that is the beginning of a text.
const HEADLINE: usize = 40;
/// The most characters of a text.
const TEXT: usize = 100_000;
/// What stands in place of a summary: the document has none, and its own words leave by no export.
const NO_SUMMARY: &str = "要約はありません。原文を見てください。";
/// What stands there if the document has no text of the clause either.
const NO_TEXT: &str = "資料には題だけがあり、本文がありません。";

/// What a framework says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Framework {
    /// The id of the guideline.
    pub id: Id,
    /// The title.
    pub title: String,
    /// The first word of the labels of its clauses.
    pub short: String,
    /// The edition.
    pub edition: String,
    /// Who issues it.
    pub publisher: String,
    /// When it was published.
    pub published: String,
    /// Its address.
    pub url: String,
}

/// A requirement of a framework.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The id that it should have.
    pub id: Id,
    /// The number of the section that it stands in.
    pub section: String,
    /// What it stands under.
    pub heading: String,
    /// Its number.
    pub number: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its text; may be empty.
    pub text: String,
    /// Where it stands in the document.
    pub place: String,
    /// What it refers to outside.
    pub reference: String,
    /// The requirements of the same framework that it refers to.
    pub refs: Vec<Id>,
}

/// The frameworks of a document, while they are read.
#[derive(Debug)]
pub(super) struct Outline {
    /// The records as far as they were read.
    pub records: PackRecords,
    ids: Ids,
    provenance: Provenance,
    volume: Id,
    /// The number of each chapter by its id.
    chapters: HashMap<Id, usize>,
}

impl Outline {
    /// Returns the empty outline of a document.
    pub fn new(file: &SourceFile) -> Self {
        Self {
            records: PackRecords::default(),
            ids: Ids::default(),
            provenance: blank::provenance(&file.name, ""),
            volume: Id::new(),
            chapters: HashMap::new(),
        }
    }

    /// Begins a framework; what follows stands in it.
    pub fn framework(&mut self, framework: Framework) {
        let Framework { id, title, short, edition, publisher, published, url } = framework;
        self.provenance.edition.clone_from(&edition);
        let id = self.ids.take(id);
        let title = ellipsis(&or(title, &id), 5 * HEADLINE);
        let short = ellipsis(&or(short, &id), HEADLINE);
        let volume = self.ids.take(format!("{id}.volume"));
        self.records.volumes.push(Volume {
            title: title.clone(),
            short: short.clone(),
            ..blank::volume(volume.clone(), id.clone())
        });
        self.records.guidelines.push(Guideline {
            id,
            title,
            short,
            edition,
            publisher: or(publisher, "発行者の記載なし"),
            published,
            url,
            successor: Id::new(),
            inspected: true,
            by_choice: true,
            partial: false,
            provenance: self.provenance.clone(),
        });
        self.volume = volume;
    }

    /// Adds a chapter; returns its id.
    pub fn chapter(&mut self, id: Id, title: &str) -> Id {
        let id = self.ids.take(id);
        self.chapters.insert(id.clone(), self.records.chapters.len());
        self.records.chapters.push(Chapter {
            title: or(title.to_owned(), "(題なし)"),
            ..blank::chapter(id.clone(), self.volume.clone(), self.provenance.clone())
        });
        id
    }

    /// Adds a section to a chapter.
    pub fn section(&mut self, chapter: &str, id: Id, (number, title): (&str, &str)) {
        let Some(chapter) = self.chapters.get(chapter).and_then(|at| self.records.chapters.get_mut(*at)) else {
            return;
        };
        let (number, title) = (number.to_owned(), title.to_owned());
        chapter.sections.push(Section { id: self.ids.take(id), number, title, provenance: self.provenance.clone() });
    }

    /// Adds a requirement to a chapter, and its text; returns its id.
    pub fn clause(&mut self, chapter: &str, item: Item) -> Id {
        let id = self.ids.take(item.id);
        let text = cut(&item.text, TEXT);
        let title = or(headline_of(&item.title), &headline(&text));
        let gist = if text.is_empty() { NO_TEXT } else { NO_SUMMARY };
        if !text.is_empty() {
            let original = Original { clause: id.clone(), text, item: String::new(), place: item.place };
            self.records.originals.push(original);
        }
        self.records.clauses.push(Clause {
            section: item.section,
            heading: item.heading,
            title: or(title, &item.number),
            number: item.number,
            gist: gist.to_owned(),
            official_reference: item.reference,
            refs: item.refs,
            ..Clause::bare(id.clone(), chapter.to_owned(), self.provenance.clone())
        });
        id
    }
}

/// Leaves out the headings and clauses that the catalog has of its own, and their texts; returns what the person should know.
/// What another pack brought stays: that pack may go. Nothing is added to a guideline of the catalog: what somebody else says
/// stands in it would look like a part of it, and be counted.
pub(super) fn leave_out_known(records: &mut PackRecords, catalog: &Catalog) -> Vec<String> {
    let is_new = |id: &Id| catalog.find(id).is_none_or(|at| catalog.pack_of(at).is_some());
    let all = records.clauses.len();
    records.clauses.retain(|clause| is_new(&clause.id));
    let known = all - records.clauses.len();
    records.guidelines.retain(|record| is_new(&record.id));
    let guidelines: HashSet<&Id> = records.guidelines.iter().map(|record| &record.id).collect();
    records.volumes.retain(|record| is_new(&record.id) && guidelines.contains(&record.guideline));
    let volumes: HashSet<&Id> = records.volumes.iter().map(|record| &record.id).collect();
    records.chapters.retain(|record| is_new(&record.id) && volumes.contains(&record.volume));
    let chapters: HashSet<&Id> = records.chapters.iter().map(|record| &record.id).collect();
    let left = records.clauses.len();
    records.clauses.retain(|clause| chapters.contains(&clause.chapter));
    let foreign = left - records.clauses.len();
    let clauses: HashSet<&Id> = records.clauses.iter().map(|clause| &clause.id).collect();
    records.originals.retain(|original| clauses.contains(&original.clause));
    let mut told = Vec::new();
    if known > 0 {
        told.push(tr!("{known} 件の条項は、すでにカタログにあります。", known));
    }
    if foreign > 0 {
        told.push(tr!(
            "{foreign} 件の条項は、カタログにあるガイドラインに加わることになるため、取り込みません。",
            foreign
        ));
    }
    told
}

/// Returns what a pack says of itself that holds frameworks.
pub(super) fn about(pack: Id, title: String, licence: String) -> About {
    About { pack, title, licence, completes: Vec::new(), is_original: false }
}

/// Returns a text, or another one in place of an empty one.
pub(super) fn or(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

/// Returns the beginning of a text as a headline.
fn headline(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    ellipsis(line, HEADLINE)
}

/// Returns a title as a headline: as it is, but for one that is a text of its own.
fn headline_of(title: &str) -> String {
    ellipsis(title, 4 * HEADLINE)
}

fn ellipsis(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Returns the first characters of a text.
pub(super) fn cut(text: &str, most: usize) -> String {
    text.char_indices().nth(most).map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", &text[..end]))
}

/// Returns the day or month with which a date begins that is written as 2024-02-01 or 2024-02-01T13:57:28; empty if it is
/// written otherwise.
pub(super) fn day(text: &str) -> String {
    let is_day = |day: &str| {
        let shape = day.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        matches!(shape.collect::<Vec<_>>().as_slice(), b"0000-00-00" | b"0000-00" | b"0000")
    };
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    if is_day(day) { day.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_text_is_its_headline() {
        assert_eq!(headline("\n 一行目 \n二行目"), "一行目");
        assert_eq!(headline(&"あ".repeat(41)), format!("{}…", "あ".repeat(40)));
        assert_eq!(headline(""), "");
    }

    #[test]
    fn a_date_is_one_of_the_catalog() {
        for (text, expected) in [
            ("2024-02-01T13:57:28.355446-04:00", "2024-02-01"),
            ("2026-06-03", "2026-06-03"),
            ("2024", "2024"),
            ("04/26/2025", ""),
            ("", ""),
        ] {
            assert_eq!(day(text), expected);
        }
    }

    #[test]
    fn nothing_is_added_to_a_guideline_of_the_catalog() {
        let file = SourceFile::new("a.json", b"{}".to_vec());
        let mut outline = Outline::new(&file);
        for (guideline, chapter, clause) in [
            ("mhlw6", "mhlw6.sysun.14", "mhlw6.sysun.14.99"),
            ("x", "mhlw6.sysun.14", "x.1"),
            ("y", "y.1", "mhlw6.sysun.14.5"),
            ("z", "z.1", "z.1.1"),
        ] {
            outline.framework(Framework { id: guideline.to_owned(), ..Framework::default() });
            let chapter = outline.chapter(chapter.to_owned(), "章");
            outline.clause(&chapter, Item { id: clause.to_owned(), text: "本文".to_owned(), ..Item::default() });
        }
        // The second of two chapters with one id gets another one.
        let told = leave_out_known(&mut outline.records, super::super::testing::catalog());
        let ids: Vec<&str> = outline.records.clauses.iter().map(|clause| clause.id.as_str()).collect();
        assert_eq!(ids, ["x.1", "z.1.1"]);
        assert_eq!(outline.records.originals.len(), 2);
        let guidelines: Vec<&str> = outline.records.guidelines.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(guidelines, ["x", "y", "z"]);
        assert!(told.len() == 2 && told[0].starts_with("1 件") && told[1].starts_with("1 件"), "{told:?}");
    }

    #[test]
    fn a_clause_has_a_headline_and_its_text_stands_apart() {
        let file = SourceFile::new("a.json", b"{}".to_vec());
        let mut outline = Outline::new(&file);
        outline.framework(Framework { id: "x".to_owned(), ..Framework::default() });
        let chapter = outline.chapter("x.a".to_owned(), "A");
        let item = |title: &str, text: &str| Item {
            id: "x.a.1".to_owned(),
            number: "A-1".to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            ..Item::default()
        };
        for (title, text) in [("題", "本文"), ("", "本文"), ("題", ""), ("", "")] {
            outline.clause(&chapter, item(title, text));
        }
        let titles: Vec<&str> = outline.records.clauses.iter().map(|clause| clause.title.as_str()).collect();
        let texts: Vec<&str> = outline.records.originals.iter().map(|original| original.text.as_str()).collect();
        assert_eq!(titles, ["題", "本文", "題", "A-1"]);
        assert_eq!(texts, ["本文", "本文"]);
        let ids: Vec<&str> = outline.records.clauses.iter().map(|clause| clause.id.as_str()).collect();
        assert_eq!(ids, ["x.a.1", "x.a.1_2", "x.a.1_3", "x.a.1_4"]);
        let gists: Vec<&str> = outline.records.clauses.iter().map(|clause| clause.gist.as_str()).collect();
        assert_eq!(gists, [NO_SUMMARY, NO_SUMMARY, NO_TEXT, NO_TEXT]);
    }
}
