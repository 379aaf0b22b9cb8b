//! The report as GitHub-flavoured Markdown: progress, overdue and open clauses, conflicts, done and excluded clauses, evidence.
//!
//! A text of the user never starts or ends a line: it is in a cell or after our own words, and its line breaks become
//! `<br>`. So only characters with a meaning in the middle of a line have to be escaped.

use jiff::civil::Date;

use crate::clock;
use crate::language::{t, titled, tr};
use crate::model::Status;
use crate::sheet::{Answers, Deadline, Tally, terms};
use crate::text::clean::visible;

use super::history::{HistoryRow, read, read_columns, read_titles};
use super::mapping::column::Row;
use super::report::{DISCLAIMER, FOR_AUDIT, Heading, Report, ReportEvidence, ReportRow};
use super::seal::{SEAL, SEAL_USE};

/// Returns the report as one document.
pub(super) fn write(report: &Report) -> String {
    let sections = [
        head(report),
        progress(report),
        overdue(report),
        open(report),
        conflicts(report),
        done(report),
        not_applicable(report),
        evidence(report),
        history(report),
        seal(report),
    ];
    let mut document = sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n\n");
    document.push('\n');
    document
}

/// Escapes a text for use inside a line of Markdown.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text.trim()).chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A backslash does not stop GitHub from making links of addresses and names; an element around it does.
            '@' => escaped.push_str("<span>@</span>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '#' | '|' | '~' | '!' | '$' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped.replace("://", "\\://").replace("www.", "www\\.")
}

/// Returns a table of cells that are Markdown already; empty if there are no rows.
fn table(columns: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let columns: Vec<String> = columns.iter().map(|column| titled(column)).collect();
    let rule = format!("|{}", " --- |".repeat(columns.len()));
    let rows = rows.iter().map(|row| line(row));
    [line(&columns), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Returns a section with a heading; empty if its body is empty.
fn section(title: &str, body: &str) -> String {
    if body.is_empty() { String::new() } else { format!("## {}\n\n{body}", titled(title)) }
}

fn date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn head(report: &Report) -> String {
    let facts = [
        ("範囲", inline(&report.part_sentence().unwrap_or_default())),
        ("施設", inline(&report.facility)),
        ("版", inline(&report.editions.line)),
        ("参照パターン", inline(&report.pattern)),
        (terms::COUNTED_PARTIES, inline(&report.parties.join(t("、")))),
    ];
    let made = format!("{} {}", clock::local(report.made_at), inline(&report.made_by)).trim_end().to_owned();
    let in_use = report.facts().map(|(name, fact)| (name, inline(&fact)));
    let facts: Vec<_> = facts.into_iter().chain(in_use).chain([("作成", made)]).collect();
    let facts =
        facts.iter().filter(|(_, fact)| !fact.is_empty()).map(|(name, fact)| format!("- {}: {fact}", titled(name)));
    let facts = facts.collect::<Vec<_>>().join("\n");
    let warning = t("この報告書には欠けがあるかもしれません。");
    let problem = |problem: &String| format!("> {}\n>\n", tr!("{a}{b}", a = warning, b = inline(problem)));
    let problems: String = report.problems.iter().map(problem).collect();
    let (kind, name) = (titled("点検報告書"), inline(&report.name));
    format!("# {kind}: {name}\n\n{facts}\n\n{problems}> {}", t(DISCLAIMER))
}

fn seal(report: &Report) -> String {
    let lines: Vec<String> = report.seal.lines().map(|line| format!("- {}", inline(&line))).collect();
    let body = format!("{}\n\n{}\n\n{}", t(SEAL_USE), inline(&report.seal.versions()), lines.join("\n"));
    section(SEAL, &format!("{}\n\n{}", body.trim_end(), report.seal.comment()))
}

fn progress(report: &Report) -> String {
    let mut columns = vec!["範囲"];
    columns.extend(Status::ALL.iter().map(|status| status.name()));
    columns.push("進捗");
    let mut rows: Vec<_> = report.headings.iter().map(|h| progress_row(&heading(h), &h.counts)).collect();
    rows.push(progress_row(&format!("**{}**", titled("合計")), &report.total));
    section("進捗", &format!("{}\n\n{}", table(&columns, rows), t("進捗は対象外を除いた完了の割合です。")))
}

fn heading(heading: &Heading) -> String {
    match heading.depth {
        0 => format!("**{}**", inline(&heading.title)),
        depth => format!("{}{}", t("　").repeat(depth), inline(&heading.title)),
    }
}

fn progress_row(name: &str, counts: &Tally) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    cells.extend(Status::ALL.iter().map(|status| counts.of(*status).to_string()));
    cells.push(if counts.applicable() == 0 { "-".to_owned() } else { format!("{}%", counts.percent()) });
    cells
}

/// What is overdue may be done: an action that was promised has a day of its own.
fn overdue(report: &Report) -> String {
    let rows = report.days_passed();
    let cells = |(row, days): &(&ReportRow, Vec<Deadline<'_>>)| {
        // As many lines as there are days, so that each owner stands beside the day.
        let lines = |of: &dyn Fn(&Deadline<'_>) -> String| days.iter().map(of).collect::<Vec<_>>().join("<br>");
        vec![
            clause(row),
            inline(&row.title),
            t(row.answers.status.name()).to_owned(),
            lines(&|one| inline(one.owner)),
            lines(&|one| format!("{} {}", one.day, t(one.kind.name()))),
        ]
    };
    let body = table(&["条項", "要求事項", "状態", "担当", "期限"], rows.iter().map(cells).collect());
    section(&tr!("期限を過ぎた項目 ({total} 件)", total = rows.len()), &body)
}

fn open(report: &Report) -> String {
    let rows: Vec<&ReportRow> = report.open().collect();
    let body = if rows.is_empty() { t("ありません。").to_owned() } else { by_chapter(report, &rows) };
    section(&tr!("未完了の項目 ({total} 件)", total = rows.len()), &body)
}

fn done(report: &Report) -> String {
    let is_done = |row: &&ReportRow| row.counts() && row.answers.status == Status::Done;
    let rows: Vec<&ReportRow> = report.rows.iter().filter(is_done).collect();
    section(&tr!("完了した項目 ({total} 件)", total = rows.len()), &by_chapter(report, &rows))
}

/// Returns a table for every chapter with one of these clauses.
fn by_chapter(report: &Report, rows: &[&ReportRow]) -> String {
    let chapters = rows.chunk_by(|row, next| row.shares_chapter(next)).map(|chapter| {
        let heading = format!("### {} {}", inline(&chapter[0].volume_heading()), inline(&chapter[0].chapter));
        let columns = ["条項", "要求事項", "状態", "判定", "担当", "期限", "メモ", "証跡"];
        format!("{heading}\n\n{}", table(&columns, chapter.iter().map(|row| cells(report, row)).collect()))
    });
    chapters.collect::<Vec<_>>().join("\n\n")
}

fn cells(report: &Report, row: &ReportRow) -> Vec<String> {
    // The reason is in the table of excluded clauses.
    let Answers { status, verdict, owner, due, .. } = &row.answers;
    let is_overdue = row.is_overdue(report.day());
    let due = due.map(|due| format!("{due}{}", if is_overdue { t(" 超過") } else { "" }));
    let others = row.others_passed(report.day());
    let others = others.map(|one| format!("{}{} {}", one.day, t(" 超過"), t(one.kind.name())));
    let days = due.into_iter().chain(others).collect::<Vec<_>>().join("<br>");
    let evidence: Vec<String> = report.evidence_of(row).map(|(number, _)| number.to_string()).collect();
    vec![
        clause(row),
        requirement(row),
        t(status.name()).to_owned(),
        t(verdict.name()).to_owned(),
        inline(owner),
        days,
        note(row),
        evidence.join(", "),
    ]
}

/// Returns the note, what else people have filled in, and what was carried over from the edition before.
fn note(row: &ReportRow) -> String {
    let carried = [("前の版", &row.previous), ("版の引き継ぎ", &row.waiting)];
    let carried = carried.iter().filter(|(_, text)| !text.is_empty());
    let carried = carried.map(|(name, text)| format!("{}: {}", titled(name), inline(text)));
    let note = Some(inline(&row.answers.note)).filter(|note| !note.is_empty());
    let told = row.answers.told().into_iter().map(|(name, line)| format!("{}: {}", titled(name), inline(&line)));
    note.into_iter().chain(told).chain(carried).collect::<Vec<_>>().join("<br>")
}

/// Returns label and id of a clause, 未照合 if it was not checked, and the document of the user that it was read from.
fn clause(row: &ReportRow) -> String {
    let mark = if row.is_unverified { t(" 未照合") } else { "" };
    let pack = |title: &String| format!("<br>{}", tr!("取込資料「{title}」", title = inline(title)));
    let pack = if row.pack.is_empty() { String::new() } else { pack(&row.pack) };
    format!("{}<br>{}{mark}{pack}", inline(&row.label), inline(&row.id))
}

/// Returns the title of a clause, and its official text if that was asked for.
fn requirement(row: &ReportRow) -> String {
    let texts = [&row.title, &row.original].map(|text| inline(text));
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn history(report: &Report) -> String {
    let titles: Vec<&str> = read_titles().collect();
    let cells = |row: &HistoryRow| read_columns().map(|column| inline(&read(column, row))).collect();
    let body = table(&titles, report.history.iter().map(cells).collect());
    section(&tr!("{title} ({total} 件)", title = titled(HistoryRow::NAME), total = report.history.len()), &body)
}

fn conflicts(report: &Report) -> String {
    let rows = report.conflicts();
    let cells = |row: &&ReportRow| {
        let sentences: Vec<String> = row.conflicts.iter().map(|sentence| inline(sentence)).collect();
        vec![clause(row), inline(&row.title), sentences.join("<br>")]
    };
    let body = table(&["条項", "要求事項", "食い違い"], rows.iter().map(cells).collect());
    section(&tr!("記録の食い違い ({total} 件)", total = rows.len()), &body)
}

fn not_applicable(report: &Report) -> String {
    let rows = report.not_applicable();
    let reason = |row: &ReportRow| match row.answers.reason.as_str() {
        "" => t("理由の記録がありません").to_owned(),
        reason => inline(reason),
    };
    let cells = |row: &&ReportRow| vec![clause(row), requirement(row), reason(row), note(row)];
    let marked = table(&["条項", "要求事項", "理由", "メモ"], rows.iter().map(cells).collect());
    let left_out = report.left_out().into_iter().map(|(reason, count)| vec![inline(t(reason)), count.to_string()]);
    let left_out = table(&["点検票の設定で数えない理由", "条項の数"], left_out.collect());
    let parts = [marked, left_out].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    section(&tr!("対象外 ({total} 件)", total = rows.len()), &parts)
}

fn evidence(report: &Report) -> String {
    let numbered = report.evidence.iter().enumerate();
    let rows = numbered.map(|(at, evidence)| evidence_cells(report, at + 1, evidence)).collect();
    let columns: Vec<&str> = t("番号|名称|場所|SHA-256|有効日|期限|追加|条項").split('|').collect();
    section(&tr!("証跡 ({total} 件)", total = report.evidence.len()), &table(&columns, rows))
}

fn evidence_cells(report: &Report, number: usize, evidence: &ReportEvidence) -> Vec<String> {
    let has_expired = evidence.has_expired(report.day());
    let audit = evidence.is_for_audit.then(|| t(FOR_AUDIT).to_owned());
    let clauses: Vec<String> = audit.into_iter().chain(evidence.clauses.iter().map(|id| inline(id))).collect();
    vec![
        number.to_string(),
        inline(&evidence.title),
        inline(&evidence.location),
        inline(&evidence.sha256),
        date(evidence.effective),
        format!("{}{}", date(evidence.expires), if has_expired { t(" 期限切れ") } else { "" }),
        format!("{} {}", clock::local(evidence.added_at), inline(&evidence.added_by)),
        clauses.join("<br>"),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::super::testing::{HOSTILE, assert_golden, full_report, hostile_report};
    use super::*;
    use crate::model::Verdict;

    #[test]
    fn a_report_reads_like_this() {
        assert_golden("report.md", &write(&full_report()));
    }

    #[test]
    fn a_text_means_only_itself() {
        let cases = [
            ("そのまま (1) 14.5-⑤", "そのまま (1) 14.5-⑤"),
            ("a|b`c`*d*_e_", "a\\|b\\`c\\`\\*d\\*\\_e\\_"),
            ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
            ("[x](y) ![z](w) # ~~s~~", "\\[x\\](y) \\!\\[z\\](w) \\# \\~\\~s\\~\\~"),
            ("https://example.com www.example.com", "https\\://example.com www\\.example.com"),
            ("a@example.com", "a<span>@</span>example.com"),
            ("\n一\r\n\r\n二\n", "一<br><br>二"),
            ("\\|", "\\\\\\|"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_overdue_is_counted_as_it_is_listed_whether_it_is_open_or_done() {
        let mut report = full_report();
        report.rows[0].answers.action_due = Some("2026-11-01".parse().unwrap());
        report.rows[0].answers.verdict = Verdict::Partial;
        let written = write(&report);
        let of = |heading: &str| -> String {
            let (_, behind) = written.split_once(&format!("## {heading} (")).unwrap();
            behind.split("\n\n## ").next().unwrap().to_owned()
        };
        let (overdue, open) = (of("期限を過ぎた項目"), of("未完了の項目"));
        let rows = |section: &str| section.matches("\n| 運用").count();
        assert!(overdue.starts_with("2 件)") && rows(&overdue) == 2, "{overdue}");
        assert!(overdue.contains("| 完了 | ito | 2026-11-01 是正 |"), "{overdue}");
        assert!(open.starts_with("2 件)") && rows(&open) == 2, "{open}");
    }

    #[test]
    fn an_empty_worklist_is_a_short_report() {
        let report =
            Report { rows: vec![], headings: vec![], evidence: vec![], total: Tally::default(), ..full_report() };
        let written = write(&report);
        assert!(written.contains("## 未完了の項目 (0 件)\n\nありません。"), "{written}");
        assert!(!written.contains("証跡") && !written.contains("食い違い"), "{written}");
    }

    /// Returns what a reader makes of a document: its elements, and the text without blanks.
    fn read(document: &str) -> (Vec<String>, String) {
        let (mut elements, mut text) = (Vec::new(), String::new());
        for event in Parser::new_ext(document, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(part) => text.extend(part.chars().filter(|c| !c.is_whitespace())),
                Event::InlineHtml(tag) if ["<br>", "<span>", "</span>"].contains(&&*tag) => {}
                Event::SoftBreak => {}
                event => elements.push(format!("{event:?}")),
            }
        }
        (elements, text)
    }

    proptest! {
        #[test]
        fn hostile_texts_add_no_element_and_lose_no_character(text in HOSTILE) {
            let hostile = format!("{text}x");
            let written = write(&hostile_report(&hostile));
            let harmless = write(&hostile_report("x"));
            prop_assert_eq!(written.lines().count(), harmless.lines().count());
            let (elements, read_text) = read(&written);
            let (expected, harmless_text) = read(&harmless);
            prop_assert_eq!(elements, expected);
            let shown: String = visible(&hostile).chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(read_text.matches(&shown).count(), harmless_text.matches('x').count(), "{}", written);
            for link in ["http://", "https://", "www."] {
                prop_assert!(!written.contains(link), "{}", written);
            }
        }
    }
}
