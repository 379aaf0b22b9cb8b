//! Tests of the audit report, over all of its formats.

mod content;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use jiff::civil::Date;

use crate::catalog::Cover;
use crate::english::TABLES;
use crate::language::{Language, provide, speak};
use crate::model::{ActionState, Grade, Review, Status, Verdict};
use crate::sheet::{Answers, Tally};
use crate::text::clean::steers;

use super::super::file_format::FileFormat;
use super::super::report::{Report, ReportAudit, ReportRow};
use super::super::seal::{Seal, sealed_in};
use super::super::testing::{HOSTILE, assert_golden, full_report, hostile_report, report_of_texts};
use super::{
    AuditReport, AuditReportFormat, CheckedEvidence, ReportedChange, ReportedChanges, ReportedMatter, ReportedRisk,
    ReportedShare, compose, terms,
};

fn risk(title: &str, cover: Cover, measures: &[&str]) -> ReportedRisk {
    ReportedRisk {
        title: title.to_owned(),
        category: "マルウェア".to_owned(),
        cover,
        missing: if cover == Cover::Full { Vec::new() } else { vec!["検知", "復旧"] },
        measures: measures.iter().map(|one| (*one).to_owned()).collect(),
    }
}

fn changes() -> ReportedChanges {
    ReportedChanges {
        since: "点検票「東病院 2025年度」と比べています。".to_owned(),
        before: Tally::from_iter([Status::Todo; 4]),
        rows: vec![ReportedChange {
            id: "mhlw6.sysun.14.5".to_owned(),
            label: "運用 14.(5)".to_owned(),
            title: "二要素認証を使う".to_owned(),
            field: "判定",
            before: "不適合".to_owned(),
            after: "適合".to_owned(),
            said: "不適合 → 適合".to_owned(),
        }],
        unknown: 1,
        problems: Vec::new(),
    }
}

fn audit(report: Report) -> AuditReport {
    let checked = |at: usize| CheckedEvidence {
        standing: if at == 0 { "変わりなし" } else { "見つからない" }.to_owned(),
        is_fine: at == 0,
    };
    let evidence = (0..report.evidence.len()).map(checked).collect();
    AuditReport {
        evidence,
        risks: vec![
            risk("電子カルテが暗号化される", Cover::Partial, &["バックアップの保護"]),
            risk("持ち出した端末をなくす", Cover::None, &[]),
            risk("認証情報を盗まれる", Cover::Full, &[]),
        ],
        shares: vec![ReportedShare {
            title: "厚労省6.0 > システム運用編".to_owned(),
            clauses: 4,
            measures: 2,
            in_use: 1,
            available: 1,
            left: 1,
        }],
        trend: vec![
            ("2026-11-01".parse().unwrap(), Tally::from_iter([Status::Todo; 4])),
            ("2026-11-20".parse().unwrap(), report.total),
        ],
        since: Some(changes()),
        no_since: String::new(),
        checklist: Vec::new(),
        matters: vec![ReportedMatter { what: "期限を過ぎている", labels: vec!["運用 14.(6)".to_owned()] }],
        confirmed: Some((Date::constant(2026, 11, 1), Date::constant(2026, 11, 20))),
        checked_on: Date::constant(2026, 11, 23),
        report,
    }
}

/// Returns the small report with a finding, an exception, a review, and what is said of the audit.
fn full_audit() -> AuditReport {
    let mut report = full_report();
    report.audit = ReportAudit {
        period: "2026年度".to_owned(),
        inspectors: "佐藤、伊藤".to_owned(),
        approver: "院長".to_owned(),
        remarks: "認証に課題が残る。\n来期に直す。".to_owned(),
    };
    let answers = &mut report.rows[2].answers;
    answers.grade = Some(Grade::Major);
    answers.cause = "端末が古い".to_owned();
    answers.action = "入れ替える".to_owned();
    answers.action_owner = "情報課".to_owned();
    answers.action_due = Some("2026-11-01".parse().unwrap());
    answers.accept_until = Some("2027-03-31".parse().unwrap());
    answers.accepted_by = "院長".to_owned();
    answers.review = Some(Review::Returned);
    answers.reviewer = "阿部".to_owned();
    answers.review_word = "証跡がない".to_owned();
    report.rows[0].is_unverified = true;
    audit(report)
}

fn markdown(audit: &AuditReport) -> String {
    String::from_utf8(AuditReportFormat::Markdown.write(audit).unwrap().bytes).unwrap()
}

fn html(audit: &AuditReport) -> String {
    String::from_utf8(AuditReportFormat::Html.write(audit).unwrap().bytes).unwrap()
}

/// Returns the text of the document that word processors show, with its tags.
fn word(audit: &AuditReport) -> String {
    let bytes = AuditReportFormat::Docx.write(audit).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn the_report_reads_like_this() {
    assert_golden("audit.md", &markdown(&full_audit()));
    let page = html(&full_audit());
    let (start, rest) = page.split_once("<style>").unwrap();
    let (_, end) = rest.split_once("</style>").unwrap();
    assert_golden("audit.html", &format!("{start}{end}\n").replace("><", ">\n<"));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_its_seal_is_found_in_them() {
    let mut sealed = full_audit();
    sealed.report.seal.journals[0].file = "a--b-佐藤->&\u{202e}.jsonl".to_owned();
    for format in AuditReportFormat::ALL.iter().copied() {
        let written = format.write(&sealed).unwrap();
        assert_eq!(written, format.write(&sealed).unwrap(), "{}", format.name());
        assert_eq!(sealed_in(&written.bytes).as_ref(), Some(&sealed.report.seal), "{}", format.name());
    }
    for bytes in [&b"PK\x03\x04"[..], b"", b"tenken-seal: {", b"\xfftenken-seal: 1", b"{\"seal\": 1}"] {
        assert_eq!(sealed_in(bytes), None);
    }
}

#[test]
fn in_english_no_word_of_ours_is_japanese_and_the_seal_is_found() {
    let mut report = report_of_texts(&|field| format!("[{field}]"));
    report.rows[2].answers.grade = Some(Grade::Major);
    report.rows[2].answers.accept_until = Some(Date::constant(2026, 11, 1));
    report.rows[2].answers.review = Some(Review::Returned);
    report.rows[0].has_changed_since_review = true;
    report.rows[0].answers.review = Some(Review::Approved);
    report.rows[0].is_unverified = true;
    report.evidence[0].is_for_audit = true;
    let mut made = audit(report);
    for risk in &mut made.risks {
        risk.title = "[risk]".to_owned();
        risk.category = "[category]".to_owned();
    }
    made.shares[0].title = "[share]".to_owned();
    made.matters[0].labels = vec!["[label]".to_owned()];
    if let Some(since) = &mut made.since {
        since.since = "[since]".to_owned();
        since.rows[0].label = "[label]".to_owned();
        since.rows[0].said = "[said]".to_owned();
        since.problems = vec!["[problem]".to_owned()];
    }
    provide(&TABLES);
    speak(Language::English);
    let written = [markdown(&made), html(&made), word(&made)];
    let seals = AuditReportFormat::ALL.iter().map(|format| sealed_in(&format.write(&made).unwrap().bytes));
    let seals: Vec<Option<Seal>> = seals.collect();
    speak(Language::Japanese);
    for text in written {
        let is_japanese =
            |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}');
        let left: Vec<&str> = text.split(['\n', '>', '<']).filter(|part| part.contains(is_japanese)).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    assert!(seals.iter().all(|seal| seal.as_ref() == Some(&made.report.seal)));
}

/// What a person writes never stands in for the seal of the report.
#[test]
fn a_seal_that_somebody_wrote_into_a_note_is_not_the_one_of_the_report() {
    let mut forged = full_audit();
    let other = Seal { list: "forged".to_owned(), ..forged.report.seal.clone() };
    forged.report.audit.remarks = other.comment();
    forged.report.name = other.marked();
    for format in AuditReportFormat::ALL.iter().copied() {
        let found = sealed_in(&format.write(&forged).unwrap().bytes);
        assert_eq!(found.map(|seal| seal.list), Some(forged.report.seal.list.clone()), "{}", format.name());
    }
}

#[test]
fn an_empty_worklist_says_so_in_every_section() {
    let empty = Report {
        rows: vec![],
        headings: vec![],
        evidence: vec![],
        total: Tally::default(),
        seal: Seal::default(),
        ..full_report()
    };
    let empty =
        AuditReport { risks: vec![], shares: vec![], trend: vec![], since: None, matters: vec![], ..audit(empty) };
    let written = markdown(&empty);
    for said in [
        "重大な指摘、期限超過",
        "推移は、記録のある日が",
        "指摘もありません",
        "証跡はまだありません",
        "日付と比べていません",
        "未照合のものはありません",
        "封じる記録はまだありません",
    ] {
        assert!(written.contains(said), "{said}\n{written}");
    }
    for format in AuditReportFormat::ALL.iter().copied() {
        assert!(format.write(&empty).is_ok());
    }
}

/// Returns a row with these answers; each has a label of its own.
fn numbered(number: usize, is_unverified: bool, answers: Answers) -> ReportRow {
    let row = full_report().rows.remove(0);
    let (id, label) = (format!("x.{number}"), format!("運用 99.({number})"));
    ReportRow { id, label, is_unverified, answers, evidence: Vec::new(), conflicts: Vec::new(), ..row }
}

#[test]
fn three_hundred_findings_are_all_there() {
    let answers = Answers {
        verdict: Verdict::Nonconform,
        grade: Some(Grade::Minor),
        cause: "原因".repeat(200),
        ..Answers::default()
    };
    let rows = (0..300).map(|number| numbered(number, false, answers.clone())).collect();
    let many = audit(Report { rows, ..full_report() });
    for written in [markdown(&many), html(&many), word(&many)] {
        assert!((0..300).all(|number| written.contains(&format!("運用 99.({number})"))));
    }
}

fn answers() -> impl Strategy<Value = Answers> {
    let choices = (prop::sample::select(Status::ALL), prop::sample::select(Verdict::ALL));
    let grade = prop::option::of(prop::sample::select(Grade::ALL));
    let state = prop::option::of(prop::sample::select(ActionState::ALL));
    let review = prop::option::of(prop::sample::select(Review::ALL));
    let day = || prop::option::of((1i8..=28).prop_map(|day| Date::new(2026, 11, day).unwrap()));
    (choices, grade, state, review, (day(), day(), day())).prop_map(
        |((status, verdict), grade, action_state, review, (due, action_due, accept_until))| Answers {
            status,
            verdict,
            grade,
            action_state,
            review,
            due,
            action_due,
            accept_until,
            ..Answers::default()
        },
    )
}

/// Returns the tags of a page in their order, without the values of their attributes.
fn tags(page: &str) -> Vec<String> {
    let tag = |start: usize| page[start..].split('>').next().unwrap();
    page.match_indices('<').map(|(start, _)| tag(start).split('"').step_by(2).collect()).collect()
}

/// Returns what a reader makes of a document of Markdown but its texts.
fn elements(document: &str) -> Vec<String> {
    let events = Parser::new_ext(document, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let is_ours = |tag: &str| ["<br>", "<span>", "</span>", "<b>", "</b>"].contains(&tag);
    let element = |event: Event<'_>| match event {
        Event::Text(_) | Event::SoftBreak => None,
        Event::InlineHtml(tag) if is_ours(&tag) => None,
        event => Some(format!("{event:?}")),
    };
    events.filter_map(element).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_finding_and_whatever_is_overdue_or_unverified_stands_in_it(
        rows in prop::collection::vec((answers(), any::<bool>()), 1..12)
    ) {
        let rows = rows.into_iter().enumerate().map(|(at, (answers, is_unverified))| numbered(at, is_unverified, answers));
        let report = Report { rows: rows.collect(), ..full_report() };
        let today = report.day();
        let made = audit(report);
        let document = compose::document(&made);
        let stands = |term: terms::Term, label: &str| {
            let section = document.sections.iter().find(|section| section.title == term.text()).unwrap();
            format!("{:?}", section.blocks).contains(label)
        };
        for row in &made.report.rows {
            let (answers, label) = (&row.answers, row.label.as_str());
            let is_found = matches!(answers.verdict, Verdict::Partial | Verdict::Nonconform) || answers.grade.is_some();
            let is_told = is_found || row.is_overdue(today) || answers.exception_standing().is_some()
                || answers.review == Some(Review::Returned) || answers.status == Status::Na;
            prop_assert!(!is_told || stands(terms::Term::Findings, label), "{label}");
            let is_relied_on = answers.verdict != Verdict::Open || answers.status == Status::Done;
            // The volume stands there once for all of its clauses.
            let number = label.rsplit(' ').next().unwrap_or(label);
            prop_assert!(!(row.is_unverified && is_relied_on) || stands(terms::Term::Unverified, number), "{label}");
        }
        for written in [markdown(&made), html(&made), word(&made)] {
            for section in &document.sections {
                prop_assert!(written.contains(section.title));
            }
        }
    }

    #[test]
    fn hostile_texts_add_nothing_to_any_format(text in HOSTILE) {
        let made = |text: &str| {
            let mut made = audit(hostile_report(text));
            // Which texts are there decides what is said of them.
            made.risks.iter_mut().for_each(|risk| text.clone_into(&mut risk.title));
            made.report.rows.iter_mut().for_each(|row| row.is_unverified = true);
            made.report.evidence.iter_mut().for_each(|evidence| evidence.sha256 = "0a".repeat(32));
            made
        };
        let text = format!("{}x", text.replace(['\n', '\r', '\u{2028}'], " "));
        let (hostile, harmless) = (made(&text), made("x"));
        let page = html(&hostile);
        prop_assert!(!page.chars().any(|c| c != '\n' && steers(c)));
        // A name that is too long for its picture has a tag with all of it.
        let without = |page: &str| tags(page).into_iter().filter(|tag| !tag.contains("title")).collect::<Vec<_>>();
        prop_assert_eq!(without(&page), without(&html(&harmless)));
        prop_assert_eq!(tags(&word(&hostile)), tags(&word(&harmless)));
        prop_assert_eq!(elements(&markdown(&hostile)), elements(&markdown(&harmless)));
    }
}
