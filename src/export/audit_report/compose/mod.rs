//! Makes the document of a report: which sections there are, and what stands in them.

mod findings;
mod parts;
mod rest;
mod risks;
mod summary;

use std::collections::BTreeSet;

use crate::clock;
use crate::language::{t, tr};

use super::super::report::{DISCLAIMER, Report};
use super::document::{Block, Document, Section};
use super::model::AuditReport;
use super::terms::Term;

/// Returns the document.
pub(super) fn document(audit: &AuditReport) -> Document {
    let report = &audit.report;
    let section = |title: Term, begins_page, blocks| Section { title: title.text(), begins_page, blocks };
    Document {
        kind: Term::Report.text(),
        title: report.name.clone(),
        cover: cover(audit),
        sections: vec![
            section(Term::Summary, true, summary::blocks(audit)),
            section(Term::Scope, false, rest::scope(report)),
            section(Term::Findings, false, [findings::blocks(audit), rest::checklist(audit)].concat()),
            section(Term::Risks, false, risks::blocks(audit)),
            section(Term::Shared, false, risks::shared(audit)),
            section(Term::Evidence, false, rest::evidence(audit)),
            section(Term::Changes, false, rest::changes(audit)),
            section(Term::Unverified, false, rest::unverified(report)),
            section(Term::Notes, false, rest::notes()),
            section(Term::Signatures, false, rest::signatures(report)),
            section(Term::Seal, false, rest::seal(report)),
        ],
    }
}

fn cover(audit: &AuditReport) -> Vec<Block> {
    let report = &audit.report;
    let confirmed = audit.confirmed.map(|(first, last)| match first == last {
        true => first.to_string(),
        false => tr!("{first} 〜 {last}", first, last),
    });
    let facts = [
        (Term::Part, report.part_sentence().unwrap_or_default()),
        (Term::Facility, report.facility.clone()),
        (Term::Worklist, report.name.clone()),
        (Term::Period, report.audit.period.clone()),
        (Term::Confirmed, confirmed.unwrap_or_default()),
        (Term::Inspectors, report.audit.inspectors.clone()),
        (Term::Approver, report.audit.approver.clone()),
        (Term::Editions, report.editions.line.clone()),
        (Term::Pattern, report.pattern.clone()),
        (Term::Parties, parts::listed(report.parties.iter().map(String::as_str))),
        (Term::Records, records(report)),
        (Term::Made, format!("{} {}", clock::local(report.made_at), report.made_by).trim_end().to_owned()),
        (Term::Version, report.seal.versions()),
    ];
    let alarm = |problem: &String| tr!("{a}{b}", a = Term::Incomplete.text(), b = problem);
    let problems = report.problems.iter().map(|problem| Block::Alarm(alarm(problem)));
    let notices = report.editions.notices.iter().map(|notice| Block::Note(notice.clone()));
    let note = Block::Note(t(DISCLAIMER).to_owned());
    [named(facts)].into_iter().chain(problems).chain(notices).chain([note]).collect()
}

/// Says how much was recorded, when, and by how many people. All of it stands in other exports.
fn records(report: &Report) -> String {
    let days = report.history.iter().map(|row| clock::day(row.at));
    let Some((first, last)) = days.clone().min().zip(days.max()) else { return String::new() };
    let people: BTreeSet<&str> = report.history.iter().map(|row| row.user.as_str()).collect();
    let (count, people) = (report.history.len(), people.len());
    tr!("{count} 件({first} 〜 {last}、記録者 {people} 人)", count, first, last, people)
}

/// Returns named values without those that are empty.
fn named(facts: impl IntoIterator<Item = (Term, String)>) -> Block {
    let said = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    Block::Facts(said.map(|(name, fact)| (name.text(), fact)).collect())
}
