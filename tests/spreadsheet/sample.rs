//! Reports to write: a made-up audit of real clauses, and small ones.

use std::collections::BTreeSet;

use tenken::catalog::Catalog;
use tenken::export::{Heading, Report, ReportAudit, ReportEditions, ReportEvidence, ReportProduct, ReportRow, Seal};
use tenken::import::worklist::{ImportPlan, Present, Table, Titled, plan};
use tenken::model::{Clause, Id, Status, Verdict};
use tenken::sheet::{Answers, Tally};

/// Returns an audit of all bundled clauses that are inspected, filled in by a rule.
pub fn audit() -> Report {
    let catalog = tenken::bundled::catalog().unwrap();
    let inspected = catalog.clauses().filter(|clause| catalog.is_inspected(clause));
    let rows: Vec<ReportRow> = inspected.zip(0..).map(|(clause, at)| audited(&catalog, clause, at)).collect();
    Report {
        editions: ReportEditions::default(),
        facility: "東病院".to_owned(),
        pattern: "II 担当者あり・クラウド".to_owned(),
        parties: vec!["医療機関".to_owned(), "事業者".to_owned()],
        products: vec![product("ms.entra.id", "Microsoft Entra ID"), product("ms.sentinel", "Microsoft Sentinel")],
        total: counts(&rows, [""; 3]),
        headings: headings(&catalog, &rows),
        evidence: (0..12).map(evidence).collect(),
        ..report(rows)
    }
}

fn product(id: &str, name: &str) -> ReportProduct {
    ReportProduct { id: id.to_owned(), name: name.to_owned(), is_by_hand: true, licences: Vec::new() }
}

/// Returns a report of these rows without anything else.
pub fn report(rows: Vec<ReportRow>) -> Report {
    Report {
        name: "東病院 2026年度".to_owned(),
        part: String::new(),
        editions: ReportEditions::default(),
        facility: String::new(),
        pattern: String::new(),
        parties: Vec::new(),
        audit: ReportAudit::default(),
        products: Vec::new(),
        licences: Vec::new(),
        guide: String::new(),
        made_at: "2026-11-22T01:00:00+00:00[UTC]".parse().unwrap(),
        made_by: "sato".to_owned(),
        total: Tally::default(),
        headings: Vec::new(),
        rows,
        evidence: Vec::new(),
        problems: Vec::new(),
        form: String::new(),
        seal: Seal::default(),
    }
}

/// Returns a row of the chapter 運用 14 with these answers.
pub fn row(id: &str, answers: Answers) -> ReportRow {
    ReportRow {
        id: id.to_owned(),
        token: id.to_owned(),
        guideline: "厚労省6.0".to_owned(),
        edition: "厚労省6.0(現行は第7.0版、2026-06-29)".to_owned(),
        volume: "システム運用編".to_owned(),
        chapter: "14章 認証・認可".to_owned(),
        label: format!("運用 {id}"),
        title: "題".to_owned(),
        gist: "要約".to_owned(),
        original: String::new(),
        pack: String::new(),
        party: "医療機関".to_owned(),
        is_unverified: false,
        left_out: String::new(),
        answers,
        previous: String::new(),
        waiting: String::new(),
        evidence: Vec::new(),
        conflicts: Vec::new(),
        changed_at: None,
        changed_by: String::new(),
        has_changed_since_review: false,
    }
}

/// Returns what taking a file over would do to a worklist that still is what the report says.
pub fn plan_of(file: &[u8], report: &Report) -> ImportPlan {
    let table = Table::of(file).unwrap();
    plan(&table, &|id| report.rows.iter().find(|row| row.id == id).map(present), &|_, _| Titled::Clause)
}

/// Returns what there is for a clause that still is what a row says.
fn present(row: &ReportRow) -> Present {
    Present { label: row.label.clone(), title: row.title.clone(), ..row.answers.clone().into() }
}

fn audited(catalog: &Catalog, clause: &Clause, at: usize) -> ReportRow {
    let has_conflict = at % 41 == 7;
    ReportRow {
        guideline: catalog.guideline_of(clause).unwrap().short.clone(),
        volume: catalog.volume_of(clause).unwrap().title.clone(),
        chapter: catalog.chapter_of(clause).map(|chapter| format!("{}章 {}", chapter.number, chapter.title)).unwrap(),
        label: catalog.label(catalog.find(&clause.id).unwrap()),
        title: clause.title.clone(),
        gist: clause.gist.clone(),
        is_unverified: at.is_multiple_of(5),
        left_out: if at % 17 == 3 {
            "参照パターン II では確認しません".to_owned()
        } else {
            String::new()
        },
        evidence: if at % 4 == 1 { vec![at % 12, (at + 5) % 12] } else { Vec::new() },
        conflicts: if has_conflict { vec!["担当者: sato と ito で食い違い".to_owned()] } else { Vec::new() },
        changed_at: (!at.is_multiple_of(3)).then(|| "2026-11-20T03:04:05Z".parse().unwrap()),
        changed_by: if !at.is_multiple_of(3) { "sato".to_owned() } else { String::new() },
        ..row(&clause.id, answered(at))
    }
}

fn answered(at: usize) -> Answers {
    let status = Status::ALL[at * 7 % Status::ALL.len()];
    let note = match at % 6 {
        0 => "全端末で確認した。\n例外は検査室の 2 台で、年度内に更新する。",
        1 => "=SUM(A1) ではなく本文",
        2 => "手順書の第 3 版を確認",
        _ => "",
    };
    Answers {
        status,
        verdict: Verdict::ALL[at * 5 % Verdict::ALL.len()],
        reason: if status == Status::Na { "無線を使っていない".to_owned() } else { String::new() },
        owner: ["", "sato", "ito"][at % 3].to_owned(),
        due: (at.is_multiple_of(4)).then(|| format!("202{}-03-31", 6 + at % 3).parse().unwrap()),
        note: note.to_owned(),
        ..Answers::default()
    }
}

fn headings(catalog: &Catalog, rows: &[ReportRow]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    for row in rows {
        let clause = catalog.clause(&row.id).unwrap();
        let (volume, chapter) = (catalog.volume_of(clause).unwrap(), catalog.chapter_of(clause).unwrap());
        let guideline = catalog.guideline_of(clause).unwrap();
        let path = [
            (&guideline.id, &guideline.title, [&row.guideline, "", ""]),
            (&volume.id, &volume.title, [&row.guideline, &row.volume, ""]),
            (&chapter.id, &row.chapter, [&row.guideline, &row.volume, &row.chapter]),
        ];
        for (depth, (id, title, place)) in path.into_iter().enumerate() {
            if seen.insert(id.clone()) {
                headings.push(Heading { id: id.clone(), depth, title: title.clone(), counts: counts(rows, place) });
            }
        }
    }
    headings
}

/// Returns the counts of a guideline, volume and chapter; an empty name stands for all.
fn counts(rows: &[ReportRow], place: [&str; 3]) -> Tally {
    let is_in = |row: &&ReportRow| {
        let names = [&row.guideline, &row.volume, &row.chapter];
        row.left_out.is_empty() && place.iter().zip(names).all(|(wanted, name)| wanted.is_empty() || wanted == name)
    };
    rows.iter().filter(is_in).map(|row| row.answers.status).collect()
}

fn evidence(at: usize) -> ReportEvidence {
    ReportEvidence {
        id: format!("0193{at:04}"),
        title: if at.is_multiple_of(3) { String::new() } else { format!("条件付きアクセスの設定 {at}") },
        location: if at.is_multiple_of(2) {
            format!("証跡/設定 {at}.pdf")
        } else {
            format!("https://example.com/policy?id={at}")
        },
        sha256: if at.is_multiple_of(2) { "0123456789abcdef".repeat(4) } else { String::new() },
        added_at: "2026-11-20T03:00:00Z".parse().unwrap(),
        added_by: "ito".to_owned(),
        effective: Some("2026-04-01".parse().unwrap()),
        expires: (at.is_multiple_of(4)).then(|| "2027-03-31".parse().unwrap()),
        is_for_audit: false,
        clauses: vec!["mhlw6.sysun.14.5".to_owned(), "mhlw6.sysun.14.6".to_owned()],
    }
}
