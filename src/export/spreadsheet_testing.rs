//! A report for the tests of the spreadsheets.

use crate::model::{Status, Verdict};
use crate::sheet::{Answers, Tally};

use super::report::{Heading, Report, ReportAudit, ReportEvidence, ReportRow};
use super::testing::{editions, product};

/// Returns a small report: one clause with everything and one that was never marked, each in its own volume.
pub(super) fn report() -> Report {
    let counts = Tally::from_iter([Status::Todo, Status::Na]);
    Report {
        name: "東病院 2026年度".to_owned(),
        part: String::new(),
        editions: editions(),
        facility: "東病院".to_owned(),
        pattern: "II 担当者あり・クラウド".to_owned(),
        parties: vec!["医療機関".to_owned()],
        audit: ReportAudit::default(),
        products: vec![product("ms.entra.id", "Microsoft Entra ID", true)],
        licences: Vec::new(),
        guide: String::new(),
        made_at: "2026-11-22T01:00:00Z".parse().unwrap(),
        made_by: "sato".to_owned(),
        total: counts,
        headings: vec![
            heading("mhlw6", 0, "医療情報システムの安全管理に関するガイドライン", counts),
            heading("mhlw6.sysun", 1, "システム運用編", Tally::from_iter([Status::Na])),
            heading("mhlw6.sysun.14", 2, "14章 認証・認可", Tally::from_iter([Status::Na])),
            heading("mhlw6.keiei", 1, "経営管理編", Tally::from_iter([Status::Todo])),
        ],
        rows: vec![full(), untouched()],
        evidence: vec![evidence("設定の画面", "証跡/設定.pdf"), evidence("", "https://example.com/policy")],
        history: vec![super::testing::recorded()],
        problems: Vec::new(),
        form: String::new(),
        seal: super::testing::seal(),
    }
}

fn heading(id: &str, depth: usize, title: &str, counts: Tally) -> Heading {
    Heading { id: id.to_owned(), depth, title: title.to_owned(), counts }
}

fn full() -> ReportRow {
    ReportRow {
        id: "mhlw6.sysun.14.5".to_owned(),
        volume: "システム運用編".to_owned(),
        chapter: "14章 認証・認可".to_owned(),
        label: "運用 14.⑤".to_owned(),
        title: "二要素認証を使う".to_owned(),
        gist: "二要素認証を使うことを求める。".to_owned(),
        original: String::new(),
        pack: String::new(),
        party: "医療機関".to_owned(),
        is_unverified: true,
        left_out: "参照パターンの外".to_owned(),
        answers: Answers {
            status: Status::Na,
            verdict: Verdict::Partial,
            reason: "無線を使わない".to_owned(),
            owner: "ito".to_owned(),
            due: Some("2027-03-31".parse().unwrap()),
            note: "全端末で確認\n例外は 2 台".to_owned(),
            ..Answers::default()
        },
        evidence: vec![0, 1],
        conflicts: vec!["担当者が食い違っています。".to_owned()],
        changed_at: Some("2026-11-20T03:04:05Z".parse().unwrap()),
        changed_by: "sato".to_owned(),
        ..untouched()
    }
}

fn untouched() -> ReportRow {
    ReportRow {
        id: "mhlw6.keiei.1.1".to_owned(),
        token: "mhlw6.keiei.1.1".to_owned(),
        guideline: "厚労省6.0".to_owned(),
        edition: "厚労省6.0(現行は第7.0版、2026-06-29)".to_owned(),
        volume: "経営管理編".to_owned(),
        chapter: "1章 責任".to_owned(),
        label: "経営 1.①".to_owned(),
        title: "責任を定める".to_owned(),
        gist: "責任を定めることを求める。".to_owned(),
        original: String::new(),
        pack: String::new(),
        party: String::new(),
        is_unverified: false,
        left_out: String::new(),
        answers: Answers::default(),
        previous: String::new(),
        waiting: String::new(),
        evidence: Vec::new(),
        conflicts: Vec::new(),
        changed_at: None,
        changed_by: String::new(),
        has_changed_since_review: false,
    }
}

fn evidence(title: &str, location: &str) -> ReportEvidence {
    ReportEvidence {
        id: format!("ev-{location}"),
        title: title.to_owned(),
        location: location.to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        added_at: "2026-11-20T03:00:00Z".parse().unwrap(),
        added_by: "ito".to_owned(),
        effective: Some("2026-04-01".parse().unwrap()),
        expires: None,
        is_for_audit: false,
        clauses: vec!["mhlw6.sysun.14.5".to_owned()],
    }
}
