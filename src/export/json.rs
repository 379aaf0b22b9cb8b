//! The report as JSON, for programs, with every field. The shape does not change between versions; fields may be added.
//!
//! ```text
//! {"tenken_report": 1, "name", "part", "facility", "editions": {"line", "notices": [], "held": [], "current": [],
//!  "clauses", "unverified"}, "pattern", "parties": [], "period", "inspectors", "approver", "remarks", "products": [], "licences": [],
//!  "products_in_use": [{"id", "name", "by_hand", "licences": [LICENCE ID]}], "licence_ids": [], "guide", "made_at",
//!  "made_by", "total": COUNTS,
//!  "headings": [{"id", "depth", "title", "counts": COUNTS}],
//!  "rows": [{"id", "guideline", "volume", "chapter", "label", "title", "gist", "original", "pack", "party", "unverified", "left_out",
//!            "status", "verdict", "reason", "owner", "due", "note", "finding": FINDING, "exception": EXCEPTION, "review": REVIEW, "previous", "waiting",
//!            "evidence": [EVIDENCE ID], "conflicts": [], "changed_at", "changed_by"}],
//!  "evidence": [{"id", "title", "location", "sha256", "added_at", "added_by", "effective", "expires", "audit", "clauses": []}],
//!  "history": [{"at", "user", "label", "field", "before", "after", "via", "host", "subject", "id"}],
//!  "problems": [],
//!  "seal": {"list", "program", "data_date", "catalog", "has_own_data", "journals": [{"file", "entries", "hash"}]}}
//! FINDING = {"grade", "cause", "action", "owner", "due", "state"}, EXCEPTION = {"until", "accepted_by", "why"},
//! REVIEW = {"result", "by", "on", "word"}; each is null if nothing is said of it
//! COUNTS = {"applicable", "percent", "by_status": {"todo", "doing", "done", "na", "recheck"}}
//! ```
//!
//! `original` is there only with official texts that were asked for; `pack` is the title of the document of the user that a clause
//! was read from, and is there only with such clauses. `editions` says in `line` which editions the clauses
//! are of, which ones hold today and how much is 未照合; `notices` has a sentence for each that was replaced; `held` and
//! `current` are ids.
//!
//! `products` and `licences` are names. `by_hand` says that the product was chosen itself; `licences` of a product are
//! those that include it. Where products come by licence, `guide` says how far that can be trusted.
//!
//! `previous` is what the worklist of the edition before said of the clause; `waiting` says that its number in the edition
//! that is counted was not known.
//!
//! `history` has every record, the oldest first: `field` is a code, `before` and `after` are what people read, `subject` is the
//! id of the clause or of the evidence, and empty for the worklist itself. Of a part it has what is about its clauses.
//!
//! `part` is the query that chose the clauses; if it is empty, the report has all of the worklist. Texts are never null;
//! a missing text is empty. Dates (`due`, `effective`, `expires`) are `YYYY-MM-DD` or null. Times are RFC 3339 in UTC;
//! `changed_at` may be null. Status and verdict are codes. Characters that control a terminal are escaped, so the file
//! can be printed as it is.

use serde::Serialize;

use crate::model::{Id, Status, Verdict};
use crate::sheet::{Answers, Exception, Plan, Reviewed, Tally};
use crate::text::clean::{json_escape, judged};

use super::error::ExportError;
use super::history::HistoryRow;
use super::mapping::column::{Column, Row, Rows};
use super::report::{Heading, Report, ReportEditions, ReportEvidence, ReportProduct, ReportRow};
use super::seal::Seal;

/// The version of the shape. It changes only if a field is removed or changes its meaning.
const SHAPE: u8 = 1;

/// Returns the report as indented JSON.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, ExportError> {
    to_bytes(&ReportDocument::new(report, &HistoryRow::columns()))
}

/// Returns a document as indented JSON that can be printed on a terminal. Outside of strings JSON is ASCII, so escaping
/// every control character, except the line breaks of the indentation, does not change a value.
pub(super) fn to_bytes(document: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    let text = serde_json::to_string_pretty(document)?;
    let mut safe = String::with_capacity(text.len() + 1);
    for (c, is_harmful) in judged(&text) {
        if c != '\n' && is_harmful {
            safe.push_str(&json_escape(c));
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    Ok(safe.into_bytes())
}

#[derive(Serialize)]
struct ReportDocument<'a> {
    tenken_report: u8,
    name: &'a str,
    part: &'a str,
    facility: &'a str,
    editions: &'a ReportEditions,
    pattern: &'a str,
    parties: &'a [String],
    period: &'a str,
    inspectors: &'a str,
    approver: &'a str,
    remarks: &'a str,
    products: Vec<&'a str>,
    licences: Vec<&'a str>,
    products_in_use: Vec<ProductDocument<'a>>,
    licence_ids: Vec<&'a str>,
    guide: &'a str,
    made_at: String,
    made_by: &'a str,
    total: CountsDocument,
    headings: Vec<HeadingDocument<'a>>,
    rows: Vec<RowDocument<'a>>,
    evidence: Vec<EvidenceDocument<'a>>,
    history: Rows<'a, HistoryRow>,
    problems: &'a [String],
    seal: &'a Seal,
}

impl<'a> ReportDocument<'a> {
    fn new(report: &'a Report, columns: &'a [&'static Column<HistoryRow>]) -> Self {
        Self {
            tenken_report: SHAPE,
            name: &report.name,
            part: &report.part,
            facility: &report.facility,
            editions: &report.editions,
            pattern: &report.pattern,
            parties: &report.parties,
            period: &report.audit.period,
            inspectors: &report.audit.inspectors,
            approver: &report.audit.approver,
            remarks: &report.audit.remarks,
            products: report.products.iter().map(|product| product.name.as_str()).collect(),
            licences: report.licences.iter().map(|licence| licence.name.as_str()).collect(),
            products_in_use: report.products.iter().map(ProductDocument::new).collect(),
            licence_ids: report.licences.iter().map(|licence| licence.id.as_str()).collect(),
            guide: &report.guide,
            made_at: report.made_at.to_string(),
            made_by: &report.made_by,
            total: CountsDocument::new(&report.total),
            headings: report.headings.iter().map(HeadingDocument::new).collect(),
            rows: report.rows.iter().map(|row| RowDocument::new(report, row)).collect(),
            evidence: report.evidence.iter().map(EvidenceDocument::new).collect(),
            history: Rows { rows: &report.history, columns },
            problems: &report.problems,
            seal: &report.seal,
        }
    }
}

#[derive(Serialize)]
struct ProductDocument<'a> {
    id: &'a str,
    name: &'a str,
    by_hand: bool,
    licences: &'a [Id],
}

impl<'a> ProductDocument<'a> {
    fn new(product: &'a ReportProduct) -> Self {
        let ReportProduct { id, name, is_by_hand, licences } = product;
        Self { id, name, by_hand: *is_by_hand, licences }
    }
}

#[derive(Serialize)]
struct CountsDocument {
    applicable: usize,
    percent: usize,
    by_status: ByStatus,
}

#[derive(Serialize)]
struct ByStatus {
    todo: usize,
    doing: usize,
    done: usize,
    na: usize,
    recheck: usize,
}

impl CountsDocument {
    fn new(counts: &Tally) -> Self {
        let by_status = ByStatus {
            todo: counts.of(Status::Todo),
            doing: counts.of(Status::Doing),
            done: counts.of(Status::Done),
            na: counts.of(Status::Na),
            recheck: counts.of(Status::Recheck),
        };
        Self { applicable: counts.applicable(), percent: counts.percent(), by_status }
    }
}

#[derive(Serialize)]
struct HeadingDocument<'a> {
    id: &'a str,
    depth: usize,
    title: &'a str,
    counts: CountsDocument,
}

impl<'a> HeadingDocument<'a> {
    fn new(heading: &'a Heading) -> Self {
        let counts = CountsDocument::new(&heading.counts);
        Self { id: &heading.id, depth: heading.depth, title: &heading.title, counts }
    }
}

#[derive(Serialize)]
struct RowDocument<'a> {
    id: &'a str,
    guideline: &'a str,
    volume: &'a str,
    chapter: &'a str,
    label: &'a str,
    title: &'a str,
    gist: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    original: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'a str,
    party: &'a str,
    unverified: bool,
    left_out: &'a str,
    status: Status,
    verdict: Verdict,
    reason: &'a str,
    owner: &'a str,
    due: Option<String>,
    note: &'a str,
    finding: Option<Plan<'a>>,
    exception: Option<Exception<'a>>,
    review: Option<Reviewed<'a>>,
    previous: &'a str,
    waiting: bool,
    evidence: Vec<&'a str>,
    conflicts: &'a [String],
    changed_at: Option<String>,
    changed_by: &'a str,
}

impl<'a> RowDocument<'a> {
    fn new(report: &'a Report, row: &'a ReportRow) -> Self {
        let Answers { status, verdict, note, owner, due, reason, .. } = &row.answers;
        Self {
            id: &row.id,
            guideline: &row.guideline,
            volume: &row.volume,
            chapter: &row.chapter,
            label: &row.label,
            title: &row.title,
            gist: &row.gist,
            original: &row.original,
            pack: &row.pack,
            party: &row.party,
            unverified: row.is_unverified,
            left_out: &row.left_out,
            status: *status,
            verdict: *verdict,
            reason,
            owner,
            due: due.map(|date| date.to_string()),
            note,
            finding: row.answers.plan(),
            exception: row.answers.exception(),
            review: row.answers.reviewed(),
            previous: &row.previous,
            waiting: !row.waiting.is_empty(),
            evidence: report.evidence_of(row).map(|(_, evidence)| evidence.id.as_str()).collect(),
            conflicts: &row.conflicts,
            changed_at: row.changed_at.map(|moment| moment.to_string()),
            changed_by: &row.changed_by,
        }
    }
}

#[derive(Serialize)]
struct EvidenceDocument<'a> {
    id: &'a str,
    title: &'a str,
    location: &'a str,
    sha256: &'a str,
    added_at: String,
    added_by: &'a str,
    effective: Option<String>,
    expires: Option<String>,
    audit: bool,
    clauses: &'a [String],
}

impl<'a> EvidenceDocument<'a> {
    fn new(evidence: &'a ReportEvidence) -> Self {
        Self {
            id: &evidence.id,
            title: &evidence.title,
            location: &evidence.location,
            sha256: &evidence.sha256,
            added_at: evidence.added_at.to_string(),
            added_by: &evidence.added_by,
            effective: evidence.effective.map(|date| date.to_string()),
            expires: evidence.expires.map(|date| date.to_string()),
            audit: evidence.is_for_audit,
            clauses: &evidence.clauses,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::testing::{HOSTILE, full_report, hostile_report, report_of_texts};
    use super::*;

    fn value(report: &Report) -> Value {
        serde_json::from_slice(&write(report).unwrap()).unwrap()
    }

    #[test]
    fn the_shape_is_the_documented_one() {
        let document = value(&full_report());
        let counts = json!({"applicable": 3, "percent": 33, "by_status": {"todo": 1, "doing": 1, "done": 1, "na": 1, "recheck": 0}});
        assert_eq!(document["tenken_report"], 1);
        assert_eq!(document["made_at"], "2026-11-22T01:00:00Z");
        assert_eq!(document["total"], counts);
        let heading = json!({"id": "mhlw6.sysun", "depth": 1, "title": "システム運用編", "counts": counts});
        assert_eq!(document["headings"][1], heading);
        assert_eq!(document["editions"]["current"], json!(["mhlw7"]));
        assert_eq!(document["editions"]["line"], "厚労省6.0(現行は第7.0版、2026-06-29)。未照合 1/4。");
        let row = json!({
            "id": "mhlw6.sysun.14.5", "guideline": "厚労省6.0", "volume": "システム運用編", "chapter": "14章 認証・認可",
            "label": "運用 14.(5)", "title": "二要素認証を使う", "gist": "二要素認証を使うことを求める。", "party": "医療機関",
            "unverified": false, "left_out": "", "status": "done", "verdict": "conform", "reason": "", "owner": "ito",
            "due": null, "note": "全端末で確認\n例外は 2 台", "finding": null, "exception": null, "review": null, "previous": "",
            "waiting": false, "evidence": ["ev-1", "ev-2"], "conflicts": [],
            "changed_at": "2026-11-20T03:04:05Z", "changed_by": "ito",
        });
        assert_eq!(document["rows"][0], row);
        assert_eq!(document["rows"][1]["due"], "2026-11-01");
        assert_eq!(document["rows"][1]["waiting"], true);
        let evidence = json!({
            "id": "ev-1", "title": "条件付きアクセスの設定", "location": "証跡/設定 #1.pdf",
            "sha256": "0123456789abcdef".repeat(4), "added_at": "2026-11-20T03:00:00Z", "added_by": "ito",
            "effective": "2026-04-01", "expires": "2026-10-31", "audit": false, "clauses": ["mhlw6.sysun.14.5"],
        });
        assert_eq!(document["evidence"][0], evidence);
    }

    #[test]
    fn every_text_is_in_it() {
        let fields = RefCell::new(Vec::new());
        let report = report_of_texts(&|field| {
            fields.borrow_mut().push(field.to_owned());
            format!("<{field}>")
        });
        let written = String::from_utf8(write(&report).unwrap()).unwrap();
        for field in fields.into_inner() {
            assert!(written.contains(&format!("\"<{field}>\"")), "{field}");
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_none_steers(text in HOSTILE) {
            let written = String::from_utf8(write(&hostile_report(&text)).unwrap()).unwrap();
            prop_assert!(judged(&written).all(|(c, is_harmful)| c == '\n' || !is_harmful));
            let document: Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(document["rows"][1]["note"].as_str(), Some(text.as_str()));
            prop_assert_eq!(document["evidence"][0]["location"].as_str(), Some(text.as_str()));
        }
    }
}
