//! Makes the document of a report: which sections there are, and what stands in them.

mod findings;
mod parts;
mod rest;
mod risks;
mod summary;

use std::collections::BTreeSet;

use crate::clock;

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
            section(Term::Findings, true, findings::blocks(audit)),
            section(Term::Risks, true, risks::blocks(audit)),
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
        false => format!("{first} 〜 {last}"),
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
        (Term::Parties, report.parties.join("、")),
        (Term::Records, records(report)),
        (Term::Made, format!("{} {}", clock::local(report.made_at), report.made_by).trim_end().to_owned()),
        (Term::Version, report.seal.versions()),
    ];
    let problems = report.problems.iter().map(|problem| Block::Alarm(format!("{}{problem}", Term::Incomplete.text())));
    let notices = report.editions.notices.iter().map(|notice| Block::Note(notice.clone()));
    let note = Block::Note(DISCLAIMER.to_owned());
    [named(facts)].into_iter().chain(problems).chain(notices).chain([note]).collect()
}

/// Says how much was recorded, when, and by how many people. All of it stands in other exports.
fn records(report: &Report) -> String {
    let days = report.history.iter().map(|row| clock::day(row.at));
    let Some((first, last)) = days.clone().min().zip(days.max()) else { return String::new() };
    let people: BTreeSet<&str> = report.history.iter().map(|row| row.user.as_str()).collect();
    format!("{} 件({first} 〜 {last}、記録者 {} 人)", report.history.len(), people.len())
}

/// Returns named values without those that are empty.
fn named(facts: impl IntoIterator<Item = (Term, String)>) -> Block {
    let said = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    Block::Facts(said.map(|(name, fact)| (name.text(), fact)).collect())
}
