//! The page of a clause.

use crate::catalog::Catalog;
use crate::clock;
use crate::language::{Words, t, tr};
use crate::model::{Clause, Kind, Mapping, Status, Verdict, is_own_item};
use crate::sheet::{Answers, terms};
use crate::worklist::{CHANGED_SINCE_REVIEW, Evidence, Scope, waiting_sentence};
use crate::workspace::cloud::clause_parts;
use crate::workspace::editions::partial_note;
use crate::workspace::packs::{original_parts, repeats_original};

use super::super::marked::evidence_of;
use super::super::output::Stop;
use super::cloud::{self, PrintedLinks};
use super::page::{OUR_WORDS, RecordPrinter, headed};
use super::{ShownRecord, links};

/// Prints a clause: summary, what it means in practice, links, provenance, worklist.
pub(super) fn print(clause: &Clause, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    page.title(subject)?;
    page.plain(&path(clause, subject.catalog))?;
    partial_note(subject.catalog, &clause.chapter).iter().try_for_each(|note| page.plain(note))?;
    let mut printed = PrintedLinks::default();
    cloud::print_parts(&original_parts(subject.catalog, subject.at), subject.catalog, &mut printed, page)?;
    if !repeats_original(subject.catalog, subject.at) {
        page.words(OUR_WORDS, subject)?;
        page.text(&clause.gist)?;
    }
    cloud::print_main(subject, page)?;
    page.facts(subject)?;
    links::print_kind(Kind::Risk, subject, &mut printed, page)?;
    cloud::print_parts(&clause_parts(subject.catalog, subject.at, clause), subject.catalog, &mut printed, page)?;
    if let Some(mapping) = subject.catalog.mapping(&clause.id) {
        print_mapping(mapping, page)?;
    }
    links::print(subject, &mut printed, page)?;
    cloud::print_stated(subject, &mut printed, page)?;
    page.provenance(&clause.provenance, subject)?;
    print_mark(clause, subject, page)
}

/// Returns where a clause stands: guideline, volume, chapter, sub-heading.
fn path(clause: &Clause, catalog: &Catalog) -> String {
    let mut steps: Vec<String> = catalog.tree().steps(&clause.chapter).iter().map(|node| node.heading()).collect();
    steps.extend(Some(clause.heading.clone()).filter(|heading| !heading.is_empty()));
    steps.join(" > ")
}

fn print_mapping(mapping: &Mapping, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let parties: Vec<&str> = mapping.party.iter().map(|party| t(party.name())).collect();
    // Of an own item nothing else was judged, and this not by tenken.
    if is_own_item(&mapping.clause) {
        return page.field("担当", &parties.join(t("・")));
    }
    page.part(&headed("実務での位置づけ", true))?;
    page.field(terms::PARTY, &parties.join(t("・")))?;
    page.field("クラウド", mapping.cloud_share.name())?;
    page.field("性質", mapping.nature.name())?;
    page.list(&headed("確認観点", true), &mapping.checks)?;
    page.list(&headed("証跡例", true), &mapping.evidence)
}

fn print_mark(clause: &Clause, subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    page.part(&tr!("点検票「{worklist}」", worklist = subject.worklist))?;
    let Some(state) = subject.marks.state() else {
        return page.field("状態", t("点検票を読めないため、分かりません。"));
    };
    let scope = Scope::of(subject.catalog, state);
    match subject.marks.of(&clause.id) {
        None => page.field("状態", Status::Todo.name()),
        Some(mark) => {
            print_answers(&mark.answers, page)?;
            let is_outdated = state.has_changed_since_review(&clause.id);
            page.field("", if is_outdated { CHANGED_SINCE_REVIEW } else { "" })?;
            let confirmed = state.confirmed_at(&clause.id);
            page.field("確認日", &confirmed.map(|at| clock::day(at).to_string()).unwrap_or_default())?;
            page.field("前の版", &mark.previous)?;
            let waiting = waiting_sentence(subject.catalog, state, &scope, clause);
            page.field("版の引き継ぎ", &waiting.unwrap_or_default())?;
            for evidence in evidence_of(state, mark) {
                page.own_field("証跡", &evidence_line(evidence))?;
            }
            for conflict in &mark.conflicts {
                page.field(terms::CONFLICT, &conflict.sentence(state))?;
            }
            page.field("記録", &format!("{} {}", clock::local(mark.changed_at), mark.changed_by))
        }
    }?;
    scope
        .left_out(subject.at)
        .map_or(Ok(()), |left_out| page.field(terms::NOT_COUNTED, &tr!("{reason}。", reason = left_out.reason())))
}

fn print_answers(answers: &Answers, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let Answers { status, verdict, note, owner, due, reason, .. } = answers;
    page.field("状態", status.name())?;
    page.own_field("理由", reason)?;
    page.field("判定", if *verdict == Verdict::Open { "" } else { verdict.name() })?;
    page.own_field("担当者", owner)?;
    page.field("期限", &due.map(|due| due.to_string()).unwrap_or_default())?;
    page.own_field("メモ", note)?;
    answers.told().iter().try_for_each(|(name, line)| page.own_field(name, line))
}

fn evidence_line(evidence: &Evidence) -> String {
    match evidence.title.as_str() {
        "" => evidence.location.clone(),
        title => tr!("{title}({place})", title = Words(title), place = Words(&evidence.location)),
    }
}
