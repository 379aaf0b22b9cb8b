//! How far risks are covered, and who does what.

use crate::catalog::{Cover, CoverMatrix};
use crate::language::{t, titled, tr};

use super::super::document::{Block, Cell, Chart, Table};
use super::super::model::{AuditReport, ReportedRisk, ReportedShare};
use super::super::terms::Term;
use super::parts::{heading, listed};

/// Returns the section about risks.
pub(super) fn blocks(audit: &AuditReport) -> Vec<Block> {
    let mut blocks = vec![Block::Note(Term::RisksMeaning.text().to_owned()), Block::Chart(matrix(&audit.risks))];
    let meaning = |cover: Cover| tr!("{cover}: {meaning}。", cover = titled(cover.name()), meaning = cover.meaning());
    let meanings = Cover::ALL.into_iter().map(meaning).reduce(|a, b| tr!("{a}{b}", a, b));
    blocks.extend(meanings.map(Block::Note));
    let of = |is_meant: &dyn Fn(&ReportedRisk) -> bool| -> Vec<&ReportedRisk> {
        audit.risks.iter().filter(|risk| is_meant(risk)).collect()
    };
    let bare = of(&|risk| risk.cover == Cover::None && risk.measures.is_empty());
    let count = bare.len();
    let columns = [(Term::Risk.text(), 60), (Term::Missing.text(), 40)];
    if let Some(table) = Table::some(&columns, bare.into_iter().map(risk).collect()) {
        blocks.extend([heading(Term::BareRisks, count), table]);
    }
    // Of these the names are enough: something is done against them.
    for (term, weak) in [
        (Term::MeasuredRisks, of(&|risk| risk.cover == Cover::None && !risk.measures.is_empty())),
        (Term::PartialRisks, of(&|risk| !matches!(risk.cover, Cover::None | Cover::Full))),
    ] {
        let columns = [(Term::Category.text(), 22), (Term::Count.text(), 8), (Term::Risk.text(), 70)];
        if let Some(table) = Table::some(&columns, by_category(&weak)) {
            blocks.extend([heading(term, weak.len()), table]);
        }
    }
    if audit.risks.iter().all(|risk| risk.cover == Cover::Full) {
        blocks.push(Block::Text(Term::NoWeakRisks.text().to_owned()));
    }
    blocks
}

/// Returns a row for each category: how many risks of it, and which.
fn by_category(risks: &[&ReportedRisk]) -> Vec<Vec<Cell>> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for risk in risks {
        match groups.iter_mut().find(|(category, _)| *category == risk.category) {
            Some((_, titles)) => titles.push(risk.title.as_str()),
            None => groups.push((risk.category.as_str(), vec![risk.title.as_str()])),
        }
    }
    let row = |(category, titles): (&str, Vec<&str>)| {
        vec![Cell::from(category), Cell::from(titles.len()), Cell::from(listed(titles))]
    };
    groups.into_iter().map(row).collect()
}

fn risk(risk: &ReportedRisk) -> Vec<Cell> {
    let missing = risk.missing.iter().map(|function| t(function)).collect::<Vec<_>>().join(t("・"));
    vec![Cell::from(risk.title.as_str()).over(risk.category.clone()), Cell::from(missing)]
}

/// Returns the number of risks of each category, by how far they are covered, and of those for which Microsoft does
/// something.
fn matrix(risks: &[ReportedRisk]) -> Chart {
    let risks = risks.iter().map(|risk| (risk.category.as_str(), risk.cover, !risk.measures.is_empty()));
    let CoverMatrix { rows, total } = risks.collect();
    let sum = (Term::Total.text().to_owned(), total);
    let rows = rows.into_iter().chain([sum]).map(|(name, counts)| (name, counts.to_vec())).collect();
    let columns = Cover::ALL.map(|cover| t(cover.name())).into_iter().chain([Term::Measures.text()]).collect();
    Chart::Matrix { of: Term::Category.text(), columns, rows }
}

/// Returns the section about who does what: numbers for each volume, and for all.
pub(super) fn shared(audit: &AuditReport) -> Vec<Block> {
    let total = audit.shares.iter().fold(ReportedShare::default(), |sum, share| ReportedShare {
        title: Term::Total.text().to_owned(),
        clauses: sum.clauses + share.clauses,
        measures: sum.measures + share.measures,
        in_use: sum.in_use + share.in_use,
        available: sum.available + share.available,
        left: sum.left + share.left,
    });
    let row = |share: &ReportedShare| {
        let counts = [share.clauses, share.measures, share.in_use, share.available, share.left];
        [Cell::from(share.title.as_str())].into_iter().chain(counts.map(Cell::from)).collect()
    };
    let rows = audit.shares.iter().chain((!audit.shares.is_empty()).then_some(&total)).map(row).collect();
    let columns = [
        (Term::Group.text(), 45),
        (Term::Clause.text(), 11),
        (Term::SharedMeasures.text(), 11),
        (Term::SharedInUse.text(), 11),
        (Term::SharedAvailable.text(), 11),
        (Term::SharedLeft.text(), 11),
    ];
    let note = Block::Note(Term::SharedMeaning.text().to_owned());
    [note].into_iter().chain(Table::some(&columns, rows)).collect()
}
