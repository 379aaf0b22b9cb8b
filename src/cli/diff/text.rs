//! Two editions held against each other as text for people.

use crate::catalog::{Arrival, Catalog, ClauseFate, Node};
use crate::language::{t, tr};
use crate::model::{Carry, Clause, Fate, FateBy, NumberKept};
use crate::worklist::{ChapterDiff, DiffRow, EditionDiff, marked, wording_of};
use crate::workspace::revisions::{CHANGED_BY_TEXT, REWORDED_CLAUSES, WHOLE, arrivals_heading, label, mark_name, path};

use super::super::output::{Output, Stop};
use super::super::table;

/// Prints what it is about, what matters most, then the list to read.
pub(super) fn print(catalog: &Catalog, diff: &EditionDiff<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    head(diff, out)?;
    let printer = Printer { catalog, diff };
    printer.rows(out)?;
    printer.reworded(out)?;
    printer.by_text(out)?;
    printer.arrivals(out)?;
    printer.chapters(out)
}

fn head(diff: &EditionDiff<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let (from, to) = (&diff.succession.from, &diff.succession.to);
    out.heading(&format!("{} → {}", from.full_name(), to.full_name()))?;
    if let Some(notice) = from.notice() {
        out.paragraph(0, &notice)?;
    }
    out.line("")?;
    let kinds: Vec<String> = diff.kinds().iter().map(|(kind, count)| format!("{} {count}", t(kind.name()))).collect();
    match kinds.as_slice() {
        [] => out.line(t("改定の記録はありません。"))?,
        _ => out.paragraph(0, &tr!("改定の記録 {n} 件: {kinds}", n = diff.rows.len(), kinds = kinds.join(t("、"))))?,
    }
    diff.mark_sentences().iter().try_for_each(|sentence| out.paragraph(0, sentence))?;
    match diff.unknown_sentence() {
        sentence if sentence.is_empty() => Ok(()),
        sentence => out.paragraph(0, &sentence),
    }
}

/// Prints the parts of the list.
struct Printer<'a> {
    catalog: &'a Catalog,
    diff: &'a EditionDiff<'a>,
}

impl Printer<'_> {
    fn rows(&self, out: &mut Output<'_>) -> Result<(), Stop> {
        let mut above: Option<Option<&str>> = None;
        for row in &self.diff.rows {
            let place = row.place.map(|node| node.id.as_str());
            if above != Some(place) {
                above = Some(place);
                out.line("")?;
                out.heading(&row.place.map_or_else(|| t(WHOLE).to_owned(), |node| path(self.catalog, node)))?;
            }
            self.row(row, out)?;
        }
        Ok(())
    }

    fn row(&self, row: &DiffRow<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
        let revision = row.revision;
        let labels: Vec<String> = row.clauses.iter().map(|clause| self.label(clause)).collect();
        let place = [revision.old_label.clone(), labels.join(t("、"))].into_iter().filter(|part| !part.is_empty());
        let place = place.collect::<Vec<_>>().join(" → ");
        let place = if place.is_empty() { place } else { format!("{place}  ") };
        let unverified = if revision.provenance.seen.is_unverified() { t(" (未照合)") } else { "" };
        let kind = t(revision.kind.name());
        out.paragraph(2, &format!("[{kind}] {place}{}{unverified} [{}]", revision.what, revision.id))?;
        let facts = [
            (t("番号"), revision.number_kept.map_or("", NumberKept::name)),
            (t("回答"), revision.carry.map_or("", Carry::name)),
            (t("確度"), revision.confidence.name()),
        ];
        let facts =
            facts.iter().filter(|(_, what)| !what.is_empty()).map(|(name, what)| format!("{name}: {}", t(what)));
        out.paragraph(4, &facts.collect::<Vec<_>>().join("  "))?;
        if !row.marks.is_empty() {
            let marks: Vec<String> = row.marks.iter().map(|mark| mark_name(self.catalog, mark)).collect();
            out.paragraph(4, &tr!("記録: {marks}", marks = marks.join(t("、"))))?;
        }
        match row.chapter_marks.len() {
            0 => Ok(()),
            count => out.paragraph(4, &tr!("同じ章・節のほかの条項の記録: {count} 件", count)),
        }
    }

    /// Prints the clauses whose official text changed, with what is gone and what is new.
    fn reworded(&self, out: &mut Output<'_>) -> Result<(), Stop> {
        let changed: Vec<&ClauseFate<'_>> = self.diff.reworded().collect();
        if changed.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.heading(&tr!("{what} {n} 件", what = REWORDED_CLAUSES, n = changed.len()))?;
        for fate in changed {
            let to = fate.counterpart.map(|clause| format!(" → {}", self.label(clause))).unwrap_or_default();
            out.paragraph(2, &format!("{}{to}  {}", self.label(fate.clause), fate.clause.title))?;
            out.paragraph(4, &marked(&wording_of(fate).unwrap_or_default()))?;
        }
        Ok(())
    }

    /// Prints the clauses that read differently although nothing is said of them.
    fn by_text(&self, out: &mut Output<'_>) -> Result<(), Stop> {
        let changed: Vec<&ClauseFate<'_>> = self.diff.changed_by_text().collect();
        if changed.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.heading(&tr!("{what} {n} 件", what = CHANGED_BY_TEXT, n = changed.len()))?;
        for fate in changed {
            let to = fate.counterpart.map(|clause| format!(" → {}", self.label(clause))).unwrap_or_default();
            let line = format!(
                "[{}: {}] {}{to}  {}",
                t(FateBy::Summaries.name()),
                t(fate.fate.name()),
                self.label(fate.clause),
                fate.clause.title
            );
            out.paragraph(2, &line)?;
        }
        Ok(())
    }

    /// Prints the clauses of the later edition that continue none of the older one.
    fn arrivals(&self, out: &mut Output<'_>) -> Result<(), Stop> {
        for is_new in [true, false] {
            let arrived: Vec<&Arrival<'_>> =
                self.diff.succession.arrivals.iter().filter(|one| one.is_new == is_new).collect();
            if !arrived.is_empty() {
                out.line("")?;
                out.heading(&tr!("{what} {n} 件", what = arrivals_heading(self.diff, is_new), n = arrived.len()))?;
            }
            for one in arrived {
                let Clause { title, id, .. } = one.clause;
                out.paragraph(2, &format!("{}  {title} [{id}]", self.label(one.clause)))?;
            }
        }
        Ok(())
    }

    fn chapters(&self, out: &mut Output<'_>) -> Result<(), Stop> {
        if self.diff.chapters.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.heading(&tr!("{from}の章ごとの条項", from = self.diff.succession.from.name()))?;
        let rows: Vec<[String; 10]> = self.diff.chapters.iter().map(chapter).collect();
        let widths = table::widths(&rows, out.screen);
        let mut above = String::new();
        for (chapter, row) in self.diff.chapters.iter().zip(&rows) {
            let volume = self.volume(chapter.node);
            if volume != above {
                out.paragraph(2, &volume)?;
                above = volume;
            }
            out.line(&format!("    {}", table::line(row, &widths, out.screen)))?;
        }
        Ok(())
    }

    fn label(&self, clause: &Clause) -> String {
        label(self.catalog, &clause.id)
    }

    fn volume(&self, node: &Node) -> String {
        self.catalog.tree().path(&node.id).get(1).map(|volume| volume.heading()).unwrap_or_default()
    }
}

/// Returns the cells of a chapter; what there is none of takes no room.
fn chapter(chapter: &ChapterDiff<'_>) -> [String; 10] {
    let counted = |name: &str, count: usize| if count == 0 { String::new() } else { format!("{name} {count}") };
    let mut fates = Fate::ALL.iter().zip(&chapter.fates).map(|(fate, count)| counted(t(fate.name()), *count));
    let mut next = || fates.next().unwrap_or_default();
    [
        tr!("条項 {clauses}", clauses = chapter.clauses),
        next(),
        next(),
        next(),
        next(),
        next(),
        counted(t("うち要約の比較"), chapter.by_summaries),
        counted(t("記録"), chapter.marks),
        counted(t("関わる記録"), chapter.touched_marks),
        format!("{} [{}]", chapter.node.heading(), chapter.node.id),
    ]
}
