//! Makes a pack of the items of a checklist.

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{
    Carry, Chapter, Clause, Confidence, Id, Link, LinkKind, NumberKept, Original, Provenance, Revision, RevisionKind,
    Seen, Volume,
};
use crate::text::clean::{clean_line, clean_text};

use super::super::blank;
use super::super::importer::SourceFile;
use super::super::official_files::official_file;
use super::super::outline::cut;
use super::super::reading::{About, Reading, Skipped};
use super::form::{FormItem, FormSheet};
use super::form_cell::FormAnswer;
use super::number::ItemNumber;
use super::succession::{Old, Pair, pairs};
use super::{Form, SheetTitle, completes};

/// The most characters of a title.
const TITLE: usize = 40;
/// The most characters of a summary.
const GIST: usize = 2_000;

/// Returns what was read of a checklist.
pub(super) fn reading(form: &Form, file: &SourceFile, catalog: &Catalog) -> Reading {
    let mut maker = Maker { catalog, file, reading: Reading { about: about(form), ..Reading::default() } };
    let mut chapters: Vec<Id> = Vec::new();
    for sheet in &form.sheets {
        let chapter = sheet.title.chapter_id();
        if chapters.contains(&chapter) {
            let reason = t("同じ様式のシートがほかにもあるので、項目は一度だけ読みました。").to_owned();
            maker.reading.skipped.push(Skipped { place: sheet.name.clone(), reason });
            continue;
        }
        maker.sheet(sheet);
        chapters.push(chapter);
    }
    completes::note(form, &chapters, catalog, &mut maker.reading);
    maker.tell_filled(form);
    if official_file(&file.sha256).is_none() {
        let said = t("厚生労働省の白紙のファイルと SHA-256 は照合できません。題と形から読みました。");
        maker.reading.warnings.insert(0, said.to_owned());
    }
    maker.reading
}

/// Returns what the pack says of itself. A file with one sheet is the same pack whoever filled it in.
fn about(form: &Form) -> About {
    let mut titles: Vec<&SheetTitle> = form.sheets.iter().map(|sheet| &sheet.title).collect();
    titles.dedup_by_key(|title| title.chapter_id());
    let Some(first) = titles.first() else { return About::default() };
    let pack = match titles.len() {
        1 => first.chapter_id().replace('.', "-"),
        _ => first.volume().replace('.', "-"),
    };
    let sheets: Vec<&str> = titles.iter().map(|title| title.chapter.as_str()).collect();
    About {
        pack,
        title: format!("チェックリスト {}({})", first.volume_title(), sheets.join("、")),
        licence: "厚生労働省の文書です。利用の条件は、公表しているページで確かめてください。".to_owned(),
        completes: Vec::new(),
        is_original: true,
    }
}

struct Maker<'a> {
    catalog: &'a Catalog,
    file: &'a SourceFile,
    reading: Reading,
}

impl Maker<'_> {
    fn sheet(&mut self, sheet: &FormSheet) {
        let chapter = sheet.title.chapter_id();
        self.reading.skipped.extend(sheet.skipped.iter().cloned());
        self.headings(sheet);
        let catalog = self.catalog;
        let known: Vec<&Clause> = catalog.clauses().filter(|clause| clause.chapter == chapter).collect();
        let before = before(&sheet.title);
        let old = old(catalog, &before.chapter_id());
        // Where the catalog holds the list, it knows what it continues.
        let pairs = if known.is_empty() { pairs(&sheet.items, &old) } else { Vec::new() };
        let mut ids = Vec::new();
        for (at, item) in sheet.items.iter().enumerate() {
            let pair = pairs.iter().find(|pair| pair.item == at);
            let id = match known_clause(&known, item.number) {
                Some(clause) => clause.id.clone(),
                None => self.new_clause(sheet, item, pair),
            };
            self.original(sheet, item, &id);
            ids.push(id);
        }
        if known.is_empty() {
            self.changes((sheet, &before), (&ids, &pairs), &old);
        }
        self.reading.counts.clause += sheet.items.len();
    }

    fn provenance(&self) -> Provenance {
        blank::provenance(&self.file.name, "")
    }

    /// Adds volume and chapter, where the catalog has none of its own.
    fn headings(&mut self, sheet: &FormSheet) {
        let title = &sheet.title;
        let (volume, chapter) = (title.volume(), title.chapter_id());
        // What another pack brought may be gone tomorrow: each pack has the headings that it stands on.
        let is_new = |id: &str| self.catalog.tree().node(id).is_none_or(|node| node.seen == Seen::Imported);
        if is_new(&volume) && self.reading.records.volumes.iter().all(|known| known.id != volume) {
            let year = title.year;
            self.reading.records.volumes.push(Volume {
                title: title.volume_title(),
                short: if title.guideline == "mhlwph" { format!("薬局令{year}") } else { format!("CL令{year}") },
                aliases: vec![format!("r{year}"), title.volume_title(), format!("令和{year}年度")],
                published: (2018 + u16::from(year)).to_string(),
                // Taken back where all of it is there.
                partial: true,
                provenance: Some(self.provenance()),
                ..blank::volume(volume.clone(), title.guideline.to_owned())
            });
        }
        if is_new(&chapter) && self.reading.records.chapters.iter().all(|known| known.id != chapter) {
            self.reading
                .records
                .chapters
                .push(Chapter { title: title.chapter.clone(), ..blank::chapter(chapter, volume, self.provenance()) });
        }
    }

    fn new_clause(&mut self, sheet: &FormSheet, item: &FormItem, pair: Option<&Pair<'_>>) -> Id {
        let id = format!("{}.{}", sheet.title.chapter_id(), item.number);
        let text = clean_line(&item.text);
        let ours = pair.filter(|pair| pair.says_the_same(item)).map(|pair| pair.old.title.clone());
        let clause = Clause {
            heading: cut(&clean_line(&item.heading), TITLE),
            item: item.number.to_string(),
            number: format!("{}{}", sheet.title.kind.prefix(), item.number),
            title: ours.unwrap_or_else(|| cut(&text, TITLE)),
            gist: cut(&text, GIST),
            ..Clause::bare(id.clone(), sheet.title.chapter_id(), self.provenance())
        };
        self.reading.records.clauses.push(clause);
        id
    }

    fn original(&mut self, sheet: &FormSheet, item: &FormItem, id: &Id) {
        self.reading.counts.original += 1;
        self.reading.records.originals.push(Original {
            clause: id.clone(),
            text: clean_text(&item.text),
            item: item.number.to_string(),
            place: sheet.place(item.row),
        });
    }

    /// Says what became of the list of the year before, and what has to be confirmed of that.
    fn changes(
        &mut self,
        (sheet, before): (&FormSheet, &SheetTitle),
        (ids, pairs): (&[Id], &[Pair<'_>]),
        old: &[Old<'_>],
    ) {
        let year = tr!("令和{year}年度版", year = before.year);
        if old.is_empty() {
            let said = tr!(
                "{year}の「{chapter}」の項目がないので、前の年度とのつながりは付けていません。",
                year,
                chapter = before.chapter
            );
            return self.reading.warnings.push(said);
        }
        let (sure, unsure): (Vec<&Pair<'_>>, Vec<&Pair<'_>>) =
            pairs.iter().partition(|pair| pair.keeps_number && pair.confidence() == Confidence::High);
        let number = |pair: &&Pair<'_>| sheet.items[pair.item].number.to_string();
        if !sure.is_empty() {
            let numbers: Vec<String> = sure.iter().map(number).collect();
            let said = tr!(
                "{n} 項目は、{year}の番号も文も近い項目につなぎました: {numbers}。",
                n = sure.len(),
                year,
                numbers = numbers.join(t("、"))
            );
            self.reading.warnings.push(said);
        }
        for pair in unsure {
            let said = tr!(
                "{number} → {year} {item}({reason})。確かめてください。",
                number = number(&pair),
                year,
                item = pair.old.item,
                reason = pair.reason()
            );
            self.reading.warnings.push(said);
        }
        for pair in pairs {
            self.continued((sheet, before), &ids[pair.item], pair);
        }
        self.unpaired((sheet, before), (ids, pairs), old);
    }

    /// Says which items continue nothing, and what nothing continues.
    fn unpaired(
        &mut self,
        (sheet, before): (&FormSheet, &SheetTitle),
        (ids, pairs): (&[Id], &[Pair<'_>]),
        old: &[Old<'_>],
    ) {
        let (year, told) = (before.volume_title(), tr!("令和{year}年度版", year = before.year));
        let is_paired = |at: &usize| pairs.iter().any(|pair| pair.item == *at);
        for at in (0..ids.len()).filter(|at| !is_paired(at)) {
            let item = &sheet.items[at];
            let said = tr!("{item} は、{year}に当たる項目が見つかりません。", item = item.number, year = told);
            self.reading.warnings.push(said);
            let what = format!("{} に当たる項目は、{year}の要約の中に見つからない。", item.number);
            let revision = self.revision((sheet, before), (&ids[at], vec![ids[at].clone()]), (RevisionKind::New, what));
            self.reading.records.revisions.push(Revision { confidence: Confidence::Low, ..revision });
        }
        let is_left = |clause: &&Clause| !pairs.iter().any(|pair| pair.old.id == clause.id);
        for clause in old.iter().map(|old| old.clause).filter(is_left) {
            self.reading.warnings.push(tr!(
                "{year}の {item} に当たる項目が、この様式に見つかりません。",
                year = told,
                item = clause.item
            ));
            let what = format!("{year}の {} に当たる項目が、この様式に見つかりません。", clause.item);
            let revision =
                self.revision((sheet, before), (&clause.id, vec![clause.id.clone()]), (RevisionKind::Unknown, what));
            self.reading.records.revisions.push(Revision { confidence: Confidence::Low, ..revision });
        }
    }

    /// Ties an item to the clause of the year before.
    fn continued(&mut self, sheets: (&FormSheet, &SheetTitle), id: &Id, pair: &Pair<'_>) {
        let (sheet, before) = sheets;
        let number = sheet.items[pair.item].number;
        let year = before.volume_title();
        self.reading.counts.link += 1;
        self.reading.records.links.push(Link {
            from: pair.old.id.clone(),
            to: id.clone(),
            kind: LinkKind::Succession,
            reason: format!("{}の {number} に続く。{}。", sheet.title.volume_title(), pair.reason()),
            confidence: Some(pair.confidence()),
            provenance: self.provenance(),
        });
        let said = format!("{year}の {} がこれに当たると見られる。{}。", pair.old.item, pair.reason());
        let (kind, carry, what) = match pair.is_same {
            Some(true) if pair.keeps_number => (RevisionKind::Unchanged, Some(Carry::Auto), said),
            Some(true) => (RevisionKind::Renumbered, Some(Carry::Review), said),
            Some(false) => (RevisionKind::Modified, Some(Carry::Review), said),
            // Our summary does not tell whether a word of the text has changed.
            None => (RevisionKind::Unknown, None, format!("{said}要約と比べたもので、原文の違いは分からない。")),
        };
        let kept = if pair.keeps_number { NumberKept::Yes } else { NumberKept::No };
        let revision = self.revision(sheets, (id, vec![pair.old.id.clone(), id.clone()]), (kind, what));
        let revision = Revision { number_kept: Some(kept), carry, confidence: pair.confidence(), ..revision };
        self.reading.records.revisions.push(revision);
    }

    fn revision(
        &self,
        (sheet, before): (&FormSheet, &SheetTitle),
        (id, clauses): (&str, Vec<Id>),
        (kind, what): (RevisionKind, String),
    ) -> Revision {
        let editions = (before.volume(), sheet.title.volume());
        Revision { clauses, ..blank::revision(id, editions, (kind, what), self.provenance()) }
    }

    /// Says that answers which stand in the form are not records of a worklist.
    fn tell_filled(&mut self, form: &Form) {
        let items = form.sheets.iter().flat_map(|sheet| &sheet.items);
        let given: Vec<FormAnswer> =
            items.flat_map(|item| item.rounds.iter().flatten().filter_map(super::cells::RoundCells::given)).collect();
        if !given.is_empty() {
            let yes = given.iter().filter(|answer| **answer == FormAnswer::Yes).count();
            self.reading.warnings.push(tr!(
                "様式に記入済みの答え {n} 件(はい {yes}、いいえ {no})は、点検票に取り込みません。要るものは `tenken mark` で記録してください。",
                n = given.len(),
                yes,
                no = given.len() - yes
            ));
        }
    }
}

/// Returns the clauses of a chapter with their official texts.
fn old<'a>(catalog: &'a Catalog, chapter: &str) -> Vec<Old<'a>> {
    let own = catalog.clauses().filter(|clause| clause.chapter == chapter);
    let text = |clause: &Clause| {
        let at = catalog.find(&clause.id)?;
        catalog.originals_of(at).next().map(|(original, _)| original.text.as_str())
    };
    own.map(|clause| Old { clause, text: text(clause) }).collect()
}

/// Returns what the list of the year before says of itself.
fn before(title: &SheetTitle) -> SheetTitle {
    SheetTitle { year: title.year.saturating_sub(1), ..title.clone() }
}

/// Returns the clause of a chapter that has a number. Where the catalog tells devices apart, the number alone may do.
pub fn known_clause<'a>(known: &[&'a Clause], number: ItemNumber) -> Option<&'a Clause> {
    let numbered = || known.iter().filter_map(|clause| Some((*clause, ItemNumber::of_mark(&clause.item)?)));
    let exact = numbered().find(|(_, own)| *own == number).map(|(clause, _)| clause);
    exact.or_else(|| {
        let mut alike = numbered().filter(|(_, own)| own.bare() == number.bare()).map(|(clause, _)| clause);
        alike.next().filter(|_| alike.next().is_none())
    })
}
