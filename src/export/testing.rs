//! Reports for the tests of the formats.

use std::path::PathBuf;

use crate::catalog::token;
use crate::model::{Status, Verdict};
use crate::sheet::{Answers, Tally};

use super::content::Origin;
use super::history::HistoryRow;
use super::report::{
    Heading, Report, ReportAudit, ReportEditions, ReportEvidence, ReportLicence, ReportProduct, ReportRow,
};
use super::seal::{Seal, SealedJournal};

/// Compares a text with a file of `golden/`. `TENKEN_BLESS=1` writes the file again.
#[allow(clippy::disallowed_methods, reason = "what is blessed is a file of the repository, not of a user")]
pub(super) fn assert_golden(name: &str, written: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "src/export/golden", name].iter().collect();
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "{name} differs; expected:\n{expected}\nwritten:\n{written}");
}

/// Returns where the contents of made-up files come from.
pub(super) fn origin() -> Origin {
    Origin {
        program: "0.1.0".to_owned(),
        data_date: "2026-11-28".to_owned(),
        fingerprint: "fedcba9876543210".to_owned(),
        has_own_data: false,
        moment: "2026-11-28T00:00:00Z".parse().unwrap(),
    }
}

/// Returns a small report with each case once: done with evidence, overdue with a conflict, partly met, not applicable,
/// left out.
pub(super) fn full_report() -> Report {
    let counts = Tally::from_iter([Status::Todo, Status::Doing, Status::Done, Status::Na]);
    Report {
        name: "東病院 2026年度".to_owned(),
        part: String::new(),
        facility: "東病院".to_owned(),
        editions: editions(),
        pattern: "II 担当者あり・クラウド".to_owned(),
        parties: vec!["医療機関".to_owned()],
        audit: ReportAudit::default(),
        products: vec![
            product("ms.entra.id", "Microsoft Entra ID", false),
            product("ms.sentinel", "Microsoft Sentinel", true),
        ],
        licences: vec![ReportLicence { id: E3.to_owned(), name: "Microsoft 365 E3".to_owned() }],
        guide: "製品は目安です。".to_owned(),
        made_at: "2026-11-22T01:00:00Z".parse().unwrap(),
        made_by: "sato".to_owned(),
        total: counts,
        headings: vec![
            heading("mhlw6", 0, "医療情報システムの安全管理に関するガイドライン", counts),
            heading("mhlw6.sysun", 1, "システム運用編", counts),
            heading("mhlw6.sysun.14", 2, "14章 認証・認可", counts),
        ],
        rows: vec![done(), overdue(), partial(), not_applicable(), left_out()],
        evidence: vec![file(), page()],
        history: vec![recorded()],
        problems: Vec::new(),
        form: String::new(),
        seal: seal(),
    }
}

/// The licence of [`full_report`].
const E3: &str = "licence.m365-e3";

/// Returns what a report says of one edition that was replaced.
pub(super) fn editions() -> ReportEditions {
    ReportEditions {
        line: "厚労省6.0(現行は第7.0版、2026-06-29)。未照合 1/4。".to_owned(),
        notices: vec!["厚労省 第6.0版は、2026-06-29 に第7.0版に置き換わりました。".to_owned()],
        held: vec!["mhlw6".to_owned()],
        current: vec!["mhlw7".to_owned()],
        clauses: 4,
        unverified: 1,
    }
}

/// Returns a product that was chosen by hand or that comes by licence.
pub(super) fn product(id: &str, name: &str, by_hand: bool) -> ReportProduct {
    let licences = if by_hand { Vec::new() } else { vec![E3.to_owned()] };
    ReportProduct { id: id.to_owned(), name: name.to_owned(), is_by_hand: by_hand, licences }
}

/// Returns the seal of a report.
pub(super) fn seal() -> Seal {
    let journal =
        SealedJournal { file: "pc1-sato-0123abcd.jsonl".to_owned(), entries: 12, hash: "0123456789abcdef".to_owned() };
    Seal {
        list: "019ab000-0000-7000-8000-000000000001".to_owned(),
        program: "0.1.0".to_owned(),
        data_date: "2026-11-28".to_owned(),
        catalog: "fedcba9876543210".to_owned(),
        has_own_data: false,
        journals: vec![journal],
    }
}

fn heading(id: &str, depth: usize, title: &str, counts: Tally) -> Heading {
    Heading { id: id.to_owned(), depth, title: title.to_owned(), counts }
}

fn row(item: &str, title: &str) -> ReportRow {
    ReportRow {
        id: format!("mhlw6.sysun.14.{item}"),
        token: format!("mhlw6.sysun.14.{item}"),
        guideline: "厚労省6.0".to_owned(),
        edition: "厚労省6.0(現行は第7.0版、2026-06-29)".to_owned(),
        volume: "システム運用編".to_owned(),
        chapter: "14章 認証・認可".to_owned(),
        label: format!("運用 14.({item})"),
        title: title.to_owned(),
        gist: format!("{title}ことを求める。"),
        original: String::new(),
        pack: String::new(),
        party: "医療機関".to_owned(),
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

fn done() -> ReportRow {
    let answers = Answers {
        status: Status::Done,
        verdict: Verdict::Conform,
        owner: "ito".to_owned(),
        note: "全端末で確認\n例外は 2 台".to_owned(),
        ..Answers::default()
    };
    ReportRow {
        answers,
        evidence: vec![0, 1],
        changed_at: Some("2026-11-20T03:04:05Z".parse().unwrap()),
        changed_by: "ito".to_owned(),
        ..row("5", "二要素認証を使う")
    }
}

fn overdue() -> ReportRow {
    let due = Some("2026-11-01".parse().unwrap());
    ReportRow {
        answers: Answers { owner: "sato".to_owned(), due, ..Answers::default() },
        previous: "厚労省 第5.2版 C-13: 完了・適合(2025-11-20)。新しい版の番号は不明".to_owned(),
        waiting: "新しい版の条項が未収録か、番号が不明です。".to_owned(),
        conflicts: vec!["担当が sato(11-20)と ito(11-21)で食い違っています。".to_owned()],
        is_unverified: true,
        ..row("6", "パスワードだけの認証を補う")
    }
}

fn partial() -> ReportRow {
    let answers = Answers { status: Status::Doing, verdict: Verdict::Partial, ..Answers::default() };
    ReportRow { answers, evidence: vec![1], ..row("7", "共用の ID をなくす") }
}

fn not_applicable() -> ReportRow {
    let answers = Answers { status: Status::Na, reason: "無線を使わない".to_owned(), ..Answers::default() };
    ReportRow { answers, ..row("8", "無線の認証を強める") }
}

fn left_out() -> ReportRow {
    ReportRow {
        left_out: "参照パターン II では確認しません。".to_owned(), ..row("9", "認証の記録を監視する")
    }
}

/// Returns one record of a history.
pub(super) fn recorded() -> HistoryRow {
    HistoryRow {
        id: "019ab000-0000-7000-8000-000000000005".to_owned(),
        at: "2026-11-20T03:04:05Z".parse().unwrap(),
        user: "ito".to_owned(),
        host: "pc2".to_owned(),
        subject: "mhlw6.sysun.14.5".to_owned(),
        label: "運用 14.(5)".to_owned(),
        field: "status",
        name: "状態",
        is_phrase: true,
        before: "対応中".to_owned(),
        after: "完了".to_owned(),
        via: "画面".to_owned(),
    }
}

fn file() -> ReportEvidence {
    ReportEvidence {
        id: "ev-1".to_owned(),
        title: "条件付きアクセスの設定".to_owned(),
        location: "証跡/設定 #1.pdf".to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        added_at: "2026-11-20T03:00:00Z".parse().unwrap(),
        added_by: "ito".to_owned(),
        effective: Some("2026-04-01".parse().unwrap()),
        expires: Some("2026-10-31".parse().unwrap()),
        is_for_audit: false,
        clauses: vec!["mhlw6.sysun.14.5".to_owned()],
    }
}

fn page() -> ReportEvidence {
    ReportEvidence {
        id: "ev-2".to_owned(),
        title: String::new(),
        location: "https://example.com/policy?id=1&lang=ja".to_owned(),
        sha256: String::new(),
        added_at: "2026-11-21T03:00:00Z".parse().unwrap(),
        added_by: "sato".to_owned(),
        effective: None,
        expires: None,
        is_for_audit: false,
        clauses: vec!["mhlw6.sysun.14.5".to_owned(), "mhlw6.sysun.14.7".to_owned()],
    }
}

/// Returns the report of [`full_report`] in which every text is what `text` makes of the name of its field.
pub(super) fn report_of_texts(text: &dyn Fn(&str) -> String) -> Report {
    let base = full_report();
    Report {
        name: text("name"),
        part: text("part"),
        facility: text("facility"),
        editions: ReportEditions { line: text("editions"), ..ReportEditions::default() },
        pattern: text("pattern"),
        parties: vec![text("party0"), text("party1")],
        audit: ReportAudit {
            period: text("period"),
            inspectors: text("inspectors"),
            approver: text("approver"),
            remarks: text("remarks"),
        },
        products: vec![
            product(&text("product0-id"), &text("product0"), false),
            product(&text("product1-id"), &text("product1"), true),
        ],
        licences: vec![ReportLicence { id: text("licence0-id"), name: text("licence0") }],
        guide: text("guide"),
        made_by: text("made-by"),
        headings: vec![heading(&text("heading-id"), 0, &text("heading-title"), base.total)],
        rows: base.rows.iter().enumerate().map(|(at, row)| row_of_texts(row, at, text)).collect(),
        evidence: base.evidence.iter().enumerate().map(|(at, each)| evidence_of_texts(each, at, text)).collect(),
        history: vec![HistoryRow {
            user: text("history-user"),
            label: text("history-label"),
            before: text("history-before"),
            after: text("history-after"),
            via: text("history-via"),
            ..recorded()
        }],
        problems: vec![text("problem")],
        ..base
    }
}

fn row_of_texts(row: &ReportRow, at: usize, text: &dyn Fn(&str) -> String) -> ReportRow {
    let own = |field: &str| text(&format!("row{at}-{field}"));
    ReportRow {
        id: own("id"),
        token: token(&own("id")),
        guideline: text("guideline"),
        volume: text("volume"),
        chapter: text("chapter"),
        label: own("label"),
        title: own("title"),
        gist: own("gist"),
        original: own("original"),
        pack: own("pack"),
        party: own("party"),
        answers: Answers {
            reason: own("reason"),
            owner: own("owner"),
            note: own("note"),
            cause: own("cause"),
            action: own("action"),
            action_owner: own("action-owner"),
            accepted_by: own("accepted-by"),
            accept_why: own("accept-why"),
            reviewer: own("reviewer"),
            review_word: own("review-word"),
            ..row.answers.clone()
        },
        previous: own("previous"),
        left_out: if row.left_out.is_empty() { String::new() } else { text("left-out") },
        conflicts: vec![own("conflict")],
        evidence: vec![0, 1],
        changed_by: own("changed-by"),
        ..row.clone()
    }
}

fn evidence_of_texts(evidence: &ReportEvidence, at: usize, text: &dyn Fn(&str) -> String) -> ReportEvidence {
    let own = |field: &str| text(&format!("evidence{at}-{field}"));
    ReportEvidence {
        id: own("id"),
        title: own("title"),
        location: own("location"),
        sha256: own("sha256"),
        added_by: own("added-by"),
        clauses: vec![text("row0-id"), own("clause")],
        ..evidence.clone()
    }
}

/// Returns a report in which every text is the same.
pub(super) fn hostile_report(text: &str) -> Report {
    report_of_texts(&|_| text.to_owned())
}

/// Texts that break out of a format without proper escaping.
pub(super) const HOSTILE: &str = concat!(
    "(<script>alert\\(1\\)</script>|\"|'|&|&lt;|<|>|`|```|\\||\\\\|\\*\\*|_|#|- |1\\. |\\[x\\]\\(javascript:y\\)|!\\[|~~|",
    "https://evil\\.example|www\\.evil\\.example|a@evil\\.example|-->|\\]\\]>|\\$x\\$|\n|\r\n|\t| |\u{2028}|\u{202e}|\u{1b}|\u{0}|漢|",
    "file:///etc|//evil|C:\\\\|%|%zz|:|\\PC){0,8}"
);
