//! The report as one self-contained page: no scripts, no requests, readable on screen and on A4.
//!
//! What needs attention comes first. The templates escape every text. A location is a link only if it is a web page.

mod clauses;
mod evidence;
mod history;
pub(super) mod parts;
mod summary;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::clock;
use crate::language::{Language, spoken, t, titled, tr};
use crate::sheet::terms;
use crate::text::clean::visible;

use super::history::HistoryRow;
use super::mapping::column::Row;
use super::report::{DISCLAIMER, Report};
use super::seal::{SEAL, SEAL_USE};

/// The style of the pages.
pub(super) const STYLE: &str = include_str!("style.css");
/// What a page in English needs besides: its words are longer, and may be parted where a column is narrow.
const HYPHENS: &str = "th,td{hyphens:auto}";
/// The policy of every page that leaves: nothing is loaded and nothing runs, whatever a text contains.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Returns the page.
pub(super) fn write(report: &Report) -> String {
    visible(&page(report).into_string())
}

/// The grounds that a page is made for.
pub(super) enum Ground {
    /// Paper, and what looks like it.
    Light,
    /// What the reader likes.
    LightOrDark,
}

/// Returns a whole page, with the head that all pages have. The style is trusted, all else is escaped.
pub(super) fn document(title: &str, ground: &Ground, style: &[&str], body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(spoken().code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if matches!(ground, Ground::LightOrDark) { meta name="color-scheme" content="light dark"; }
                meta name="referrer" content="no-referrer";
                title { (title) }
                style {
                    @for part in style { (PreEscaped(part)) }
                    @if spoken() == Language::English { (PreEscaped(HYPHENS)) }
                }
            }
            body { (body) }
        }
    }
}

fn page(report: &Report) -> Markup {
    let body = html! {
        (head(report))
        main {
            (summary::write(report))
            (clauses::open(report))
            (clauses::not_applicable(report))
            (clauses::all(report))
            (evidence::write(report))
            (history::write(report))
        }
        (foot(report))
    };
    document(&format!("{} {}", titled("点検報告書"), report.name), &Ground::LightOrDark, &[STYLE], &body)
}

fn head(report: &Report) -> Markup {
    let mut facts = vec![
        ("範囲", report.part_sentence().unwrap_or_default()),
        ("施設", report.facility.clone()),
        ("版", report.editions.line.clone()),
        ("参照パターン", report.pattern.clone()),
        (terms::COUNTED_PARTIES, report.parties.join(t("、"))),
    ];
    facts.extend(report.facts());
    facts.push(("作成", format!("{} {}", clock::local(report.made_at), report.made_by)));
    html! {
        header {
            p.kind { (titled("点検報告書")) }
            h1 { (report.name) }
            dl.facts {
                @for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
                    div { dt { (titled(name)) } dd { (fact) } }
                }
            }
            @for problem in &report.problems {
                p.problem { (tr!("{a}{b}", a = t("この報告書には欠けがあるかもしれません。"), b = problem)) }
            }
            p.note { (t(DISCLAIMER)) }
            nav aria-label=(t("目次")) {
                a href="#summary" { (titled("概要")) }
                a href="#progress" { (titled("進捗")) }
                a href="#open" { (titled("未完了の項目")) }
                a href="#not-applicable" { (titled("対象外")) }
                a href="#all" { (titled("すべての条項")) }
                a href="#evidence" { (titled("証跡")) }
                a href="#history" { (titled(HistoryRow::NAME)) }
            }
        }
    }
}

fn foot(report: &Report) -> Markup {
    html! {
        section #seal {
            h2 { (titled(SEAL)) }
            p.note { (t(SEAL_USE)) }
            p { (report.seal.versions()) }
            @for line in report.seal.lines() { p { code { (line) } } }
            (PreEscaped(report.seal.comment()))
        }
        footer {
            p { (tr!("{a}{b}", a = DISCLAIMER, b = "「未照合」は、題や番号を公式の文書とまだ照合していない条項です。")) }
            p { (tr!("{moment} に点検ツール tenken が作成しました。", moment = clock::local(report.made_at))) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;

    use crate::sheet::Tally;

    use super::super::report::ReportEvidence;
    use super::super::testing::{HOSTILE, assert_golden, full_report, hostile_report, report_of_texts};
    use super::*;
    use crate::text::clean::steers;

    /// Returns the tags of a page in their order, without the values of their attributes.
    fn tags(page: &str) -> Vec<String> {
        let tag = |start: usize| page[start..].split('>').next().unwrap();
        page.match_indices('<').map(|(start, _)| tag(start).split('"').step_by(2).collect()).collect()
    }

    #[test]
    fn the_page_is_as_expected() {
        let mut report = full_report();
        report.rows.truncate(2);
        report.headings.truncate(1);
        report.evidence.truncate(1);
        let page = write(&report).replace(STYLE, "…").replace("><", ">\n<");
        assert_golden("report.html", &format!("{page}\n"));
    }

    #[test]
    fn every_text_is_on_the_page() {
        let fields = RefCell::new(Vec::new());
        let report = report_of_texts(&|field| {
            fields.borrow_mut().push(field.to_owned());
            format!("[{field}]")
        });
        let page = write(&report);
        // People read the names of products and licences; their ids are for programs.
        let ids = ["product0-id", "product1-id", "licence0-id"];
        for field in fields.into_inner().iter().filter(|field| !ids.contains(&field.as_str())) {
            assert!(page.contains(&format!("[{field}]")), "{field}");
        }
        for value in ["2026-11-01", "2026-11-20 12:04", "2026-04-01", "2026-10-31", "未照合", "一部適合", "要再確認"]
        {
            assert!(page.contains(value), "{value}");
        }
    }

    #[test]
    fn nothing_is_loaded_and_nothing_runs() {
        let page = write(&full_report());
        assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
        for forbidden in ["<script", "src=", "@import", "url(", "<link", "onclick"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn only_pages_are_links() {
        let mut report = full_report();
        let evidence = report.evidence[0].clone();
        let of = |location: &str| ReportEvidence { location: location.to_owned(), ..evidence.clone() };
        report.evidence = vec![of("javascript:alert(1)"), of("/etc/passwd"), of("https://example.com/?a=1&b=\"2\"")];
        let page = write(&report);
        let targets: Vec<&str> = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|to| !to.starts_with('#'))
            .collect();
        assert_eq!(targets, ["https://example.com/?a=1&amp;b=&quot;2&quot;"]);
    }

    #[test]
    fn an_empty_worklist_has_a_page() {
        let report =
            Report { rows: vec![], headings: vec![], evidence: vec![], total: Tally::default(), ..full_report() };
        assert!(write(&report).contains("未完了の項目はありません。"));
    }

    proptest! {
        #[test]
        fn hostile_texts_add_no_tag(text in HOSTILE) {
            let text = format!("{text}x");
            let page = write(&hostile_report(&text));
            prop_assert!(!page.chars().any(|c| c != '\n' && steers(c)));
            let mut plain = hostile_report("x");
            if text.starts_with("https://") {
                plain.evidence.iter_mut().for_each(|evidence| evidence.location = "https://x".to_owned());
            }
            let plain = write(&plain);
            prop_assert_eq!(tags(&page), tags(&plain));
        }
    }
}
