//! The report as OSCAL assessment results.
//!
//! How a worklist maps to OSCAL:
//!
//! | worklist | OSCAL |
//! |---|---|
//! | clause | control of our catalog, which is named as a resource; a finding is about the statement of the control |
//! | 対象外, or left out by the profile | excluded from the reviewed controls, never a finding |
//! | anything recorded for a clause | one observation: note as description, the rest as properties |
//! | evidence | resource with the SHA-256 as hash, named by the observations of its clauses |
//! | 適合 | finding, `satisfied`, reason `pass` |
//! | 一部適合, 不適合 | finding, `not-satisfied`, reason `fail`; the property `verdict` keeps them apart |
//! | 未判定, whatever the status | no finding: 完了 means that the work is done, not that somebody judged it |
//! | 要再確認 with a verdict | no finding: the verdict is that of another edition |
//! | history | assessment log: an entry for each record, with the field as title and what it was and is as description |
//! | assessment plan | a resource that says there is none; OSCAL asks for a reference |
//!
//! There are no `risks`, because OSCAL requires a statement of impact for them and a worklist has none. Ids are
//! computed from the names of worklist and clause (UUID version 5), so an observation has the same id in every export.

mod document;
mod observation;

use crate::model::{Status, Verdict};
use crate::sheet::{Answers, transition};

use super::super::error::ExportError;
use super::super::history::HistoryRow;
use super::super::json::to_bytes;
use super::super::report::{DISCLAIMER, Report, ReportEvidence, ReportLicence, ReportProduct, ReportRow};
use super::OSCAL_VERSION;
use super::document::{BackMatter, Hash, Metadata, OscalParty, OscalRole, Prop, Resource, ResponsibleParty, Rlink};
use super::ids::{UNNAMED, prop, standard_prop, statement_id, worklist_id};
use super::metadata::{catalog_reference, catalog_resource, link};
use super::text::{markup, prose, reference, string};

use document::{
    AssessmentLog, AssessmentResults, Control, ControlSelection, FindingTarget, ImportAp, IncludeAll, LogEntry,
    ObjectiveStatus, OscalDocument, OscalFinding, RelatedObservation, ResultSet, ReviewedControls,
};

/// Returns the report as assessment results.
pub(in super::super) fn write(report: &Report) -> Result<Vec<u8>, ExportError> {
    to_bytes(&OscalDocument { assessment_results: assessment_results(report) })
}

fn assessment_results(report: &Report) -> AssessmentResults {
    let plan = id(report, "plan", "");
    AssessmentResults {
        uuid: id(report, "report", &report.made_at.to_string()),
        metadata: metadata(report),
        import_ap: ImportAp {
            href: format!("#{plan}"),
            remarks: "OSCAL の評価計画はありません。点検票そのものが計画を兼ねます。",
        },
        results: [result_set(report)],
        back_matter: back_matter(report, plan),
    }
}

/// Returns the id of a part of a worklist.
fn id(report: &Report, kind: &str, what: &str) -> String {
    worklist_id(&report.name, kind, what)
}

fn title(report: &Report) -> String {
    format!("点検票 {}", markup(&report.name).unwrap_or_else(|| UNNAMED.to_owned()))
}

fn metadata(report: &Report) -> Metadata {
    let party = |kind, name: &str| string(name).map(|name| OscalParty { uuid: id(report, kind, &name), kind, name });
    let maker = party("person", &report.made_by);
    let responsible =
        maker.iter().map(|maker| ResponsibleParty { role_id: "prepared-by", party_uuids: vec![maker.uuid.clone()] });
    Metadata {
        title: title(report),
        last_modified: report.made_at.to_string(),
        version: report.made_at.to_string(),
        oscal_version: OSCAL_VERSION,
        props: Vec::new(),
        links: Vec::new(),
        roles: maker.iter().map(|_| OscalRole { id: "prepared-by", title: "報告書の作成者" }).collect(),
        responsible_parties: responsible.collect(),
        parties: party("organization", &report.facility).into_iter().chain(maker).collect(),
        remarks: DISCLAIMER.to_owned(),
    }
}

fn result_set(report: &Report) -> ResultSet {
    let answered: Vec<&ReportRow> = report.rows.iter().filter(|row| is_answered(row)).collect();
    let first = answered.iter().map(|row| observation::collected(report, row)).min().unwrap_or(report.made_at);
    let named = |name, values: &[String]| values.iter().filter_map(|value| prop(name, value)).collect::<Vec<_>>();
    let mut props: Vec<Prop> = prop("part", &report.part).into_iter().chain(prop("pattern", &report.pattern)).collect();
    props.extend(prop("editions", &report.editions.line));
    props.extend(named("edition-notice", &report.editions.notices));
    props.extend(named("party", &report.parties));
    props.extend(in_use(report));
    props.extend(named("problem", &report.problems));
    props.extend(named("seal", &[report.seal.versions()]));
    props.extend(named("sealed-journal", &report.seal.lines().collect::<Vec<_>>()));
    let total = &report.total;
    ResultSet {
        uuid: id(report, "result", &report.made_at.to_string()),
        title: title(report),
        description: format!(
            "対象の条項 {} 件のうち {} 件が完了しています。",
            total.applicable(),
            total.of(Status::Done)
        ),
        start: first.min(report.made_at).to_string(),
        end: report.made_at.to_string(),
        props,
        reviewed_controls: reviewed_controls(report),
        assessment_log: log(report),
        observations: answered.iter().map(|row| observation::write(report, row)).collect(),
        findings: report.rows.iter().filter_map(|row| finding(report, row)).collect(),
    }
}

/// Returns everything that was recorded; none if nothing was, because an empty log is not allowed.
fn log(report: &Report) -> Option<AssessmentLog> {
    let entry = |row: &HistoryRow| LogEntry {
        uuid: id(report, "history", &row.id),
        title: markup(&format!("{} {}", row.label, row.name)),
        description: prose(&transition(&row.before, &row.after)),
        start: row.at.to_string(),
        props: [
            prop("subject", &row.subject),
            prop("field", row.field),
            prop("user", &row.user),
            prop("host", &row.host),
            prop("via", &row.via),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    let entries: Vec<LogEntry> = report.history.iter().map(entry).collect();
    (!entries.is_empty()).then_some(AssessmentLog { entries })
}

/// Returns the products in use, each with its id and what brings it, and the licences with their ids.
fn in_use(report: &Report) -> Vec<Prop> {
    let product = |product: &ReportProduct| {
        let by_hand = if product.is_by_hand { Some("手で選んだもの") } else { None };
        let by = by_hand.into_iter().chain(product.licences.iter().map(String::as_str));
        let by = by.collect::<Vec<_>>().join("、");
        let how = format!("{}: {by}", product.id);
        prop("product", &product.name).map(|prop| prop.remarked(&how))
    };
    let licence = |licence: &ReportLicence| prop("licence", &licence.name).map(|prop| prop.remarked(&licence.id));
    let products = report.products.iter().filter_map(product);
    let licences = report.licences.iter().filter_map(licence);
    products.chain(licences).chain(prop("guide", &report.guide)).collect()
}

fn is_reviewed(row: &ReportRow) -> bool {
    row.counts() && row.answers.status != Status::Na
}

fn reviewed_controls(report: &Report) -> ReviewedControls {
    let control = |row: &ReportRow| Control { control_id: row.token.clone() };
    let (reviewed, excluded): (Vec<&ReportRow>, Vec<&ReportRow>) = report.rows.iter().partition(|row| is_reviewed(row));
    let selection = ControlSelection {
        description: "点検票の条項。対象外とした条項と、点検票の設定で数えない条項を除きます。",
        // A selection has to include something: here everything except the excluded controls, which leaves nothing.
        include_all: reviewed.is_empty().then_some(IncludeAll {}),
        include_controls: reviewed.into_iter().map(control).collect(),
        exclude_controls: excluded.into_iter().map(control).collect(),
    };
    ReviewedControls {
        links: vec![link(catalog_reference(), "reference", "tenken のカタログ")],
        control_selections: [selection],
    }
}

/// Whether anything is recorded for a clause.
fn is_answered(row: &ReportRow) -> bool {
    let is_untouched = row.answers == Answers::default();
    !(is_untouched && row.evidence.is_empty() && row.conflicts.is_empty() && row.changed_at.is_none())
}

/// Returns the finding for a clause; none unless somebody judged it in this edition.
fn finding(report: &Report, row: &ReportRow) -> Option<OscalFinding> {
    if !is_reviewed(row) || row.answers.status == Status::Recheck {
        return None;
    }
    let verdict = row.answers.verdict;
    let status = match verdict {
        Verdict::Open => return None,
        Verdict::Conform => ObjectiveStatus { state: "satisfied", reason: "pass" },
        Verdict::Partial | Verdict::Nonconform => ObjectiveStatus { state: "not-satisfied", reason: "fail" },
    };
    Some(OscalFinding {
        uuid: id(report, "finding", &row.id),
        title: observation::title(row),
        description: prose(&row.gist).unwrap_or_else(|| UNNAMED.to_owned()),
        props: prop("verdict", verdict.code()).into_iter().collect(),
        target: FindingTarget { kind: "statement-id", target_id: statement_id(&row.token), status },
        related_observations: [RelatedObservation { observation_uuid: id(report, "observation", &row.id) }],
    })
}

fn back_matter(report: &Report, plan: String) -> BackMatter {
    let plan = Resource {
        uuid: plan,
        title: Some(title(report)),
        description: Some("この評価のもとになった点検票です。OSCAL の評価計画はありません。".to_owned()),
        props: Vec::new(),
        rlinks: Vec::new(),
    };
    let seal = &report.seal;
    let catalog = catalog_resource(&seal.data_date, &seal.catalog, seal.has_own_data);
    let evidence = report.evidence.iter().map(|evidence| resource(report, evidence));
    BackMatter { resources: [plan, catalog].into_iter().chain(evidence).collect() }
}

fn resource(report: &Report, evidence: &ReportEvidence) -> Resource {
    let date = |name, date: Option<jiff::civil::Date>| date.and_then(|date| prop(name, &date.to_string()));
    let props = [
        standard_prop("type", "evidence"),
        prop("evidence-id", &evidence.id),
        prop("location", &evidence.location),
        prop("added-at", &evidence.added_at.to_string()),
        prop("added-by", &evidence.added_by),
        date("effective", evidence.effective),
        date("expires", evidence.expires),
    ];
    let is_hash = evidence.sha256.len() == 64 && evidence.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hashes = is_hash.then(|| Hash { algorithm: "SHA-256", value: evidence.sha256.clone() });
    let rlink = reference(evidence).map(|href| Rlink { href, media_type: None, hashes: hashes.into_iter().collect() });
    Resource {
        uuid: id(report, "evidence", &evidence.id),
        title: markup(&evidence.title),
        description: None,
        props: props.into_iter().flatten().collect(),
        rlinks: rlink.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
