//! The pages of measures, reports, offers, themes, terms, headings, revisions and questions.

use crate::catalog::{Level, Node, Record};
use crate::language::{t, tr};
use crate::model::{Kind, Question, Revision, Term};
use crate::sheet::terms;
use crate::workspace::cloud::parts_of;
use crate::workspace::editions::{
    Chapters, edition_parts, is_listed_as_edition, pairs_at, partial_note, provenance_of, revision_parts, seen_of,
};
use crate::workspace::facts::SEEN;
use crate::workspace::packs::{FROM_PACK, pack_origin};

use super::super::output::Stop;
use super::cloud::{self, PrintedLinks};
use super::page::{OUR_WORDS, RecordPrinter};
use super::{ShownRecord, links};

/// Prints a measure, report, offer or theme.
pub(super) fn print_cloud(subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let record = subject.catalog.record(subject.at);
    page.title(subject)?;
    page.words(OUR_WORDS, subject)?;
    page.text(record.gist())?;
    if let Record::Licence(licence) = record {
        super::licence::print((subject.catalog, &subject.scope()), licence, page)?;
    }
    let mut printed = PrintedLinks::default();
    cloud::print_parts(&parts_of(subject.catalog, subject.at), subject.catalog, &mut printed, page)?;
    links::print(subject, &mut printed, page)?;
    cloud::print_stated(subject, &mut printed, page)?;
    record.provenance().map_or(Ok(()), |provenance| page.provenance(provenance, subject))
}

/// Prints a word of the field.
pub(super) fn print_term(term: &Term, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    page.title(subject)?;
    page.part(OUR_WORDS)?;
    page.text(&term.definition)?;
    page.facts(subject)?;
    links::print(subject, &mut PrintedLinks::default(), page)
}

/// Prints a heading with what stands below it.
pub(super) fn print_node(node: &Node, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let catalog = subject.catalog;
    page.title(subject)?;
    let path: Vec<String> = catalog.tree().steps(&node.id).iter().map(|node| node.heading()).collect();
    page.plain(&path.join(" > "))?;
    partial_note(catalog, &node.id).iter().try_for_each(|note| page.plain(note))?;
    let mut printed = PrintedLinks::default();
    cloud::print_parts(&edition_parts(catalog, node), catalog, &mut printed, page)?;
    let children = node.children.iter().map(|index| &catalog.tree().nodes()[*index]);
    let children: Vec<&Node> = children.filter(|child| !is_listed_as_edition(catalog, child)).collect();
    if !children.is_empty() {
        page.part("目次")?;
        children.iter().try_for_each(|child| page.item("-", &format!("{} [{}]", child.heading(), child.id)))?;
    }
    if node.level == Level::Chapter && !node.clauses.is_empty() {
        page.part("条項")?;
        for at in catalog.all(Kind::Clause).skip(node.clauses.start).take(node.clauses.len()) {
            let status = subject.marks.status(catalog.id(at)).map_or("?", terms::short_status);
            let (label, title, id) = (catalog.label(at), catalog.title(at), catalog.id(at));
            page.item(&format!("[{status}]"), &format!("{label}  {title} [{id}]"))?;
        }
    }
    cloud::print_parts(&revision_parts(catalog, node, Chapters::Listed), catalog, &mut printed, page)?;
    for [from, to] in pairs_at(catalog, node) {
        let (from, to) = (from.id(), to.id());
        page.plain(&tr!("`tenken diff {from} {to}` は、これらの改定を、点検票の記録と並べて一覧にします。", from, to))?;
    }
    links::print(subject, &mut printed, page)?;
    match provenance_of(catalog, node) {
        Some(provenance) => page.provenance(provenance, subject),
        None => {
            page.part("出典")?;
            page.field(FROM_PACK, &pack_origin(catalog, subject.at).unwrap_or_default())?;
            page.field(SEEN, seen_of(catalog, node))
        }
    }
}

/// Prints what became of a clause in another edition.
pub(super) fn print_revision(
    revision: &Revision,
    subject: &ShownRecord<'_>,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    page.title(subject)?;
    page.part(OUR_WORDS)?;
    page.facts(subject)?;
    links::print(subject, &mut PrintedLinks::default(), page)?;
    page.provenance(&revision.provenance, subject)
}

/// Prints a question of the official Q&A.
pub(super) fn print_question(
    question: &Question,
    subject: &ShownRecord<'_>,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    page.title(subject)?;
    page.part(&tr!("回答の{our_words}", our_words = OUR_WORDS))?;
    page.text(if question.gist.is_empty() { t("回答は確かめられていません。") } else { &question.gist })?;
    page.facts(subject)?;
    links::print(subject, &mut PrintedLinks::default(), page)?;
    page.provenance(&question.provenance, subject)
}
