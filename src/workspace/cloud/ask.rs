//! 「取り寄せる監査報告」: which reports to ask for, and which controls to look up in them.

use crate::catalog::{Catalog, Record, RecordRef, Relation};
use crate::language::{t, tr};
use crate::model::{AuditReport, Citation, Kind, Measure};

use super::{AGE, Item, PagePart, PartLink, REPORTS};

/// Said of a record for which there is no report to ask for.
const NOTHING_TO_ASK: &str = "監査報告で示される措置はありません。";
/// Said of a record of a kind that no report is about.
const NOT_TO_BE_ASKED: &str = "取り寄せる監査報告を調べられるのは、条項・リスク・措置・監査報告・テーマです。";

/// A report to ask for.
#[derive(Clone, Debug)]
pub struct AskedReport<'a> {
    /// The report.
    pub at: RecordRef,
    /// What is known of it.
    pub report: &'a AuditReport,
    /// How to make use of it, where it is named for the record itself; else empty.
    pub how: String,
    /// What to look up in it, in the order of the measures.
    pub controls: Vec<AskedControls<'a>>,
}

/// The controls of one edition of a report.
#[derive(Clone, Debug)]
pub struct AskedControls<'a> {
    /// The edition and the numbers, as the first of the measures cites them.
    pub cited: &'a Citation,
    /// The measures that they show.
    pub measures: Vec<&'a Measure>,
}

/// Returns why there is no report to ask for because of a record.
pub fn nothing_to_ask(at: RecordRef) -> &'static str {
    match at.kind {
        Kind::Clause | Kind::Risk | Kind::Measure | Kind::Report | Kind::Theme => NOTHING_TO_ASK,
        Kind::Product | Kind::Licence | Kind::Term | Kind::Node | Kind::Revision | Kind::Question => NOT_TO_BE_ASKED,
    }
}

/// Returns the reports that show the measures for a clause, against a risk or of a theme, or a measure itself, those cited
/// most first; for a report itself, what to look up in it.
pub fn ask_for(catalog: &Catalog, at: RecordRef) -> Vec<AskedReport<'_>> {
    match catalog.record(at) {
        Record::Measure(measure) => cited(catalog, &[measure]),
        Record::Clause(_) | Record::Risk(_) => {
            let mut asked = cited(catalog, &tied(catalog, at, Relation::Measure));
            for (to, report, how) in named(catalog, at) {
                match asked.iter_mut().find(|known| known.at == to) {
                    Some(known) => known.how = how,
                    None => asked.push(AskedReport { at: to, report, how, controls: Vec::new() }),
                }
            }
            asked
        }
        Record::Theme(theme) => {
            let records = theme.measures.iter().filter_map(|id| catalog.find(id)).map(|at| catalog.record(at));
            cited(catalog, &records.filter_map(measure).collect::<Vec<_>>())
        }
        Record::Report(report) => {
            let mut asked = cited(catalog, &tied(catalog, at, Relation::Evidence));
            asked.retain(|asked| asked.at == at);
            if asked.is_empty() {
                asked.push(AskedReport { at, report, how: String::new(), controls: Vec::new() });
            }
            asked
        }
        _ => Vec::new(),
    }
}

/// Returns the measures that are tied to a record.
fn tied(catalog: &Catalog, at: RecordRef, relation: Relation) -> Vec<&Measure> {
    let neighbours = catalog.graph().neighbours(at).into_iter();
    let tied = neighbours.filter(|neighbour| neighbour.relation == relation);
    tied.filter_map(|neighbour| measure(catalog.record(neighbour.at))).collect()
}

/// Returns the reports that own data name for a clause or risk itself, as the products that they were before.
fn named(catalog: &Catalog, at: RecordRef) -> impl Iterator<Item = (RecordRef, &AuditReport, String)> {
    let neighbours = catalog.graph().neighbours(at).into_iter();
    neighbours.filter_map(|neighbour| match catalog.record(neighbour.at) {
        Record::Report(report) => Some((neighbour.at, report, neighbour.reason)),
        _ => None,
    })
}

fn measure(record: Record<'_>) -> Option<&Measure> {
    match record {
        Record::Measure(measure) => Some(measure),
        _ => None,
    }
}

/// Returns the reports that measures cite; those cited most first. Controls that several measures cite stand there once.
pub(super) fn cited<'a>(catalog: &'a Catalog, measures: &[&'a Measure]) -> Vec<AskedReport<'a>> {
    let mut reports: Vec<AskedReport<'a>> = Vec::new();
    for (measure, citation) in measures.iter().flat_map(|measure| citations(measure).map(|cited| (*measure, cited))) {
        let Some(at) = catalog.find(&citation.report) else { continue };
        let Record::Report(report) = catalog.record(at) else { continue };
        let place = reports.iter().position(|known| known.at == at).unwrap_or_else(|| {
            reports.push(AskedReport { at, report, how: String::new(), controls: Vec::new() });
            reports.len() - 1
        });
        let controls = &mut reports[place].controls;
        match controls.iter_mut().find(|known| known.cited == citation) {
            Some(known) if known.measures.iter().any(|one| one.id == measure.id) => {}
            Some(known) => known.measures.push(measure),
            None => controls.push(AskedControls { cited: citation, measures: vec![measure] }),
        }
    }
    reports.sort_by_key(|report| std::cmp::Reverse(report.controls.len()));
    reports
}

/// Returns the reports with controls that the documents of a measure refer to.
pub(super) fn citations(measure: &Measure) -> impl Iterator<Item = &Citation> {
    measure.evidence.iter().flat_map(|evidence| &evidence.cites)
}

/// Returns the part of a page with reports and where to get them, with the numbers of their controls where they are told
/// nowhere else. What holds for several reports is said once.
pub(super) fn reports(asked: &[AskedReport<'_>], with_controls: bool) -> Option<PagePart> {
    let mut told: Vec<&str> = Vec::new();
    let mut items = Vec::new();
    for AskedReport { at, report, how, controls } in asked {
        let link = PartLink { remark: t(report.access.name()).to_owned(), ..PartLink::to(*at) };
        let mut link = link.detail("使い方", how);
        for controls in controls.iter().filter(|_| with_controls) {
            link = link.detail("統制", controls.cited.phrase());
        }
        if !told.contains(&report.obtain.as_str()) {
            told.push(&report.obtain);
            link = link.detail("入手", &report.obtain);
        }
        items.push(Item::Link(link));
    }
    items.extend(age(asked.iter().flat_map(|asked| &asked.controls).map(|one| one.cited.controls.as_str())));
    PagePart::some(REPORTS, false, items)
}

/// Returns how old the numbers of controls are; none where there are no numbers.
pub(super) fn age<'a>(mut controls: impl Iterator<Item = &'a str>) -> Option<Item> {
    controls.any(|numbers| !numbers.is_empty()).then(|| Item::Text(t(AGE).to_owned()))
}

/// Returns what to ask for as lines of plain text, to be copied or printed: per report its name, the controls with their
/// measures, and where it is to be had. Empty if there is nothing to ask for.
pub fn ask_text(catalog: &Catalog, at: RecordRef) -> Vec<String> {
    let reports = ask_for(catalog, at);
    if reports.is_empty() {
        return Vec::new();
    }
    let mut lines =
        vec![tr!("取り寄せる監査報告: {label} {title}", label = catalog.label(at), title = catalog.title(at))];
    for AskedReport { report, how, controls, .. } in &reports {
        lines.extend([String::new(), report.title.clone()]);
        lines.extend(controls.iter().map(line));
        let told = [("使い方", how), ("入手", &report.obtain), ("注意", &report.limits)];
        let told = told.iter().filter(|(_, text)| !text.is_empty());
        lines.extend(told.map(|(name, text)| format!("  {}: {text}", t(name))));
        lines.extend(Some(&report.url).filter(|url| !url.is_empty()).map(|url| format!("  {url}")));
    }
    if reports.iter().flat_map(|asked| &asked.controls).any(|one| !one.cited.controls.is_empty()) {
        lines.extend([String::new(), t(AGE).to_owned()]);
    }
    lines
}

/// Returns the line of the controls of one edition: the numbers, and the measures that they show.
fn line(controls: &AskedControls<'_>) -> String {
    let titles: Vec<&str> = controls.measures.iter().map(|measure| measure.title.as_str()).collect();
    let titles = titles.join(t("、"));
    match controls.cited.phrase() {
        phrase if phrase.is_empty() => format!("  - {titles}"),
        phrase => format!("  - {phrase} ({titles})"),
    }
}
