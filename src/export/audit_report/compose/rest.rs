//! Scope and method, the register of evidence, what has changed, what is not checked, notes, signatures and seal.

use crate::language::{t, titled, tr};
use crate::model::{Status, Verdict};
use crate::sheet::{Tally, terms};

use super::super::super::report::{DISCLAIMER, Report, ReportEvidence, ReportRow};
use super::super::chart::percent;
use super::super::document::{Block, Cell, Table};
use super::super::model::{AuditReport, CheckedEvidence, ReportedAnswer, ReportedChange, ReportedItem};
use super::super::terms::Term;
use super::parts::{grouped, heading, listed, name, place};

/// How many clauses are named beside a piece of evidence.
const NAMED: usize = 6;
/// How many of the products that licences bring are named.
const PRODUCTS: usize = 8;
/// How much of a hash is shown: enough to tell files apart; the whole stands in the other exports.
const HASH: usize = 16;

/// Returns the section about what was inspected, and how.
pub(super) fn scope(report: &Report) -> Vec<Block> {
    let [licences, by_hand, (name, _), guide] = report.use_facts();
    let facts = [
        (Term::Editions.text(), report.editions.line.clone()),
        (Term::Pattern.text(), report.pattern.clone()),
        (Term::Parties.text(), listed(report.parties.iter().map(String::as_str))),
        licences,
        by_hand,
        (name, brought(report)),
        guide,
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty()).collect();
    let mut blocks = vec![Block::Facts(facts)];
    if report.products.is_empty() {
        blocks.push(Block::Text(Term::NoProducts.text().to_owned()));
    }
    let rows = |depth: usize| report.headings.iter().filter(move |heading| heading.depth <= depth);
    let counted = rows(1).map(|one| {
        let name = format!("{}{}", t("　").repeat(one.depth), one.title);
        let counts = [one.counts.total(), one.counts.applicable(), one.counts.of(Status::Done)];
        [Cell::from(name)].into_iter().chain(counts.map(Cell::from)).collect()
    });
    let columns =
        [(Term::Group.text(), 55), (Term::Clauses.text(), 15), (Term::Applicable.text(), 15), (Term::Done.text(), 15)];
    blocks.extend(Table::some(&columns, counted.collect()));
    let left_out: Vec<_> =
        report.left_out().into_iter().map(|(reason, count)| vec![Cell::from(t(reason)), Cell::from(count)]).collect();
    if let Some(table) = Table::some(&[(Term::Reason.text(), 80), (Term::Clauses.text(), 20)], left_out) {
        blocks.extend([Block::Heading(Term::LeftOut.text().to_owned()), table]);
    }
    blocks.push(Block::Heading(Term::Method.text().to_owned()));
    let method = [Term::MethodStatus, Term::MethodFinding, Term::MethodEvidence, Term::MethodRecords];
    blocks.extend(method.map(|term| Block::Text(term.text().to_owned())));
    blocks
}

/// Returns the products that licences bring: the first of them, and how many there are.
fn brought(report: &Report) -> String {
    let names: Vec<&str> = report.products.iter().filter(|one| !one.is_by_hand).map(|one| one.name.as_str()).collect();
    let first = listed(names.iter().take(PRODUCTS).copied());
    if names.len() > PRODUCTS {
        tr!("{first} ほか、合わせて {all} 件", first, all = names.len())
    } else {
        first
    }
}

/// Returns what is answered to the items of the ministry's checklists; nothing if none is counted.
pub(super) fn checklist(audit: &AuditReport) -> Vec<Block> {
    let row = |item: &ReportedItem| {
        let target = item.target.map(|day| tr!("{day} まで", day)).unwrap_or_default();
        let answer = match item.answer {
            ReportedAnswer::Given(answer) => t(answer),
            ReportedAnswer::Missing => Term::NotRecorded.text(),
            ReportedAnswer::Disputed => t(terms::CONFLICT),
        };
        let is_disputed = item.answer == ReportedAnswer::Disputed;
        let answer = Cell::from(answer).over(target).alarm_if(is_disputed);
        vec![Cell::from(item.label.as_str()), Cell::from(item.title.as_str()), answer]
    };
    let columns = [(Term::Number.text(), 18), (Term::What.text(), 64), (Term::Answer.text(), 18)];
    let table = Table::some(&columns, audit.checklist.iter().map(row).collect());
    table.into_iter().flat_map(|table| [heading(Term::Checklist, audit.checklist.len()), table]).collect()
}

/// Returns the register of evidence.
pub(super) fn evidence(audit: &AuditReport) -> Vec<Block> {
    let report = &audit.report;
    let all = report.evidence.iter().zip(&audit.evidence).zip(1..);
    let rows = all.map(|((evidence, checked), number)| piece(report, evidence, checked, number)).collect();
    let columns = [
        (Term::Number.text(), 6),
        (Term::EvidenceName.text(), 36),
        (Term::Dates.text(), 15),
        (Term::Checked.text(), 16),
        (Term::Clause.text(), 27),
    ];
    match Table::some(&columns, rows) {
        None => vec![Block::Text(Term::NoEvidence.text().to_owned())],
        Some(table) => vec![Block::Note(format!("{}: {}", Term::CheckedOn.text(), audit.checked_on)), table],
    }
}

fn piece(report: &Report, evidence: &ReportEvidence, checked: &CheckedEvidence, number: usize) -> Vec<Cell> {
    let has_expired = evidence.has_expired(report.day());
    let hash = evidence.sha256.get(..HASH).map(|start| format!("\n{} {start}…", Term::Hash.text())).unwrap_or_default();
    let place = if evidence.title.is_empty() { String::new() } else { place(evidence) };
    let effective = evidence.effective.map(|day| tr!("{day} から", day)).unwrap_or_default();
    let expires = evidence.expires.map(|day| tr!("{day} まで", day)).unwrap_or_default();
    let over = if has_expired { Term::Expired.text() } else { "" };
    vec![
        Cell::from(number),
        Cell::from(name(evidence)).over(format!("{place}{hash}").trim().to_owned()),
        Cell::from([effective, expires].join("\n").trim().to_owned()).over(over).alarm_if(has_expired),
        Cell::from(t(&checked.standing)).alarm_if(!checked.is_fine),
        Cell::from(shows(report, evidence)),
    ]
}

/// Returns what a piece of evidence stands for.
fn shows(report: &Report, evidence: &ReportEvidence) -> String {
    let name = |id: &String| report.rows.iter().find(|row| row.id == *id).map_or(id.clone(), |row| row.label.clone());
    let more = evidence.clauses.len().saturating_sub(NAMED);
    let audit = evidence.is_for_audit.then(|| Term::ForAudit.text().to_owned());
    let named: Vec<String> = audit.into_iter().chain(evidence.clauses.iter().take(NAMED).map(name)).collect();
    let named = listed(named.iter().map(String::as_str));
    if more > 0 { tr!("{named} ほか {more} 件", named, more) } else { named }
}

/// Returns what has changed since an earlier time or another worklist.
pub(super) fn changes(audit: &AuditReport) -> Vec<Block> {
    let Some(changes) = &audit.since else {
        let why = if audit.no_since.is_empty() { Term::NoSince.text() } else { &audit.no_since };
        return vec![Block::Text(why.to_owned())];
    };
    let (then, now) = (&changes.before, &audit.report.total);
    let counts = [
        (Term::Applicable.text(), then.applicable(), now.applicable()),
        (Term::Done.text(), then.of(Status::Done), now.of(Status::Done)),
        (Term::NotApplicable.text(), then.of(Status::Na), now.of(Status::Na)),
    ];
    let share = |tally: &Tally| Cell { is_number: true, ..percent(tally.of(Status::Done), tally.applicable()).into() };
    let counts = counts.map(|(name, then, now)| vec![Cell::from(titled(name)), Cell::from(then), Cell::from(now)]);
    let progress = vec![Cell::from(Term::Progress.text()), share(then), share(now)];
    let columns = [(Term::What.text(), 50), (Term::Before.text(), 25), (Term::Now.text(), 25)];
    let alarm = |problem: &String| tr!("{a}{b}", a = Term::IncompleteBefore.text(), b = problem);
    let problems = changes.problems.iter().map(|one| Block::Alarm(alarm(one)));
    let mut blocks: Vec<Block> = [Block::Text(changes.since.clone())].into_iter().chain(problems).collect();
    blocks.extend(Table::some(&columns, counts.into_iter().chain([progress]).collect()));
    blocks.extend(changes.unknown_sentence().map(Block::Note));
    let rows = transitions(&changes.rows);
    let columns =
        [(Term::What.text(), 15), (Term::Transition.text(), 27), (Term::Count.text(), 8), (Term::Clause.text(), 50)];
    match Table::some(&columns, rows) {
        None => blocks.push(Block::Text(Term::NoChanges.text().to_owned())),
        Some(table) => blocks.extend([Block::Heading(Term::ChangedClauses.text().to_owned()), table]),
    }
    blocks
}

/// Returns a row for each way in which a field has changed, with the labels of the clauses: a hundred clauses that were done
/// are one row.
fn transitions(changes: &[ReportedChange]) -> Vec<Vec<Cell>> {
    let mut groups: Vec<Vec<&ReportedChange>> = Vec::new();
    for change in changes {
        let is_same = |other: &ReportedChange| {
            (other.field, &other.before, &other.after) == (change.field, &change.before, &change.after)
        };
        match groups.iter_mut().find(|group| is_same(group[0])) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups.sort_by_key(|group| groups_key(changes, group[0]));
    let row = |group: Vec<&ReportedChange>| {
        let labels = grouped(group.iter().map(|change| change.label.as_str()));
        let said = group[0].said.as_str();
        vec![Cell::from(titled(group[0].field)), Cell::from(said), Cell::from(group.len()), Cell::from(labels)]
    };
    groups.into_iter().map(row).collect()
}

/// Returns where the first change of the same field stands, so that a field stands together.
fn groups_key(changes: &[ReportedChange], change: &ReportedChange) -> usize {
    changes.iter().position(|first| first.field == change.field).unwrap_or_default()
}

/// Returns the clauses that somebody has relied on, and that were not checked against the official text.
pub(super) fn unverified(report: &Report) -> Vec<Block> {
    let is_relied_on = |row: &ReportRow| {
        row.answers.verdict != Verdict::Open || matches!(row.answers.status, Status::Done | Status::Na)
    };
    let rows: Vec<&ReportRow> =
        report.rows.iter().filter(|row| row.counts() && row.is_unverified && is_relied_on(row)).collect();
    if rows.is_empty() {
        return vec![Block::Text(Term::NoUnverified.text().to_owned())];
    }
    let volumes = rows.chunk_by(|row, next| row.shares_volume(next)).map(|volume| {
        let labels = grouped(volume.iter().map(|row| row.label.as_str()));
        vec![Cell::from(volume[0].volume_heading()), Cell::from(volume.len()), Cell::from(labels)]
    });
    let columns = [(Term::Group.text(), 25), (Term::Count.text(), 9), (Term::Clause.text(), 66)];
    let note = Block::Text(Term::UnverifiedMeaning.text().to_owned());
    [note].into_iter().chain(Table::some(&columns, volumes.collect())).collect()
}

/// Returns what has to be known of the report.
pub(super) fn notes() -> Vec<Block> {
    [t(DISCLAIMER), Term::UnverifiedNote.text(), Term::OwnView.text()].map(|note| Block::Text(note.to_owned())).into()
}

/// Returns the places to sign.
pub(super) fn signatures(report: &Report) -> Vec<Block> {
    let people = [(Term::Inspectors, &report.audit.inspectors), (Term::Approver, &report.audit.approver)];
    vec![Block::Signatures(people.map(|(role, name)| (role.text(), name.clone())).into())]
}

/// Returns the seal.
pub(super) fn seal(report: &Report) -> Vec<Block> {
    let lines: Vec<String> = report.seal.lines().collect();
    let body = match lines.is_empty() {
        true => Block::Text(Term::NoJournals.text().to_owned()),
        false => Block::Codes(lines),
    };
    vec![Block::Note(Term::SealUse.text().to_owned()), Block::Text(report.seal.versions()), body]
}
