//! `tenken show`: one record with everything around it.

mod ask;
mod clause;
mod cloud;
mod document;
mod licence;
mod links;
mod named;
mod others;
mod packs;
mod page;
mod product;
mod risk;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::{t, tr};
use crate::worklist::{Scope, State};
use crate::workspace::cloud::{LEGEND, legend_word};

use super::exit::{FOUND, NOTHING};
use super::output::{Stop, pad, width};
use super::resolve::{Resolved, Resolver, SUGGESTIONS, listing};
use super::session::{Session, SessionMarks};
use super::style::Style;

use page::RecordPrinter;

/// What to show.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken show [オプション] ID...", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// 記録の ID か名前、または条項の番号(- なら標準入力の各行)
    #[arg(value_name = "ID", required = true, help_heading = "引数")]
    ids: Vec<String>,
    /// 取り寄せる監査報告と、その中で見る統制の番号を出力します
    #[arg(long)]
    reports: bool,
    /// JSON で出力します(1 件 1 行)
    #[arg(long)]
    json: bool,
}

/// Returns what stands below the help: examples, and what the short words on pages mean.
pub(super) fn after_help() -> String {
    let widest = LEGEND.iter().map(|(word, _)| width(legend_word(word))).max().unwrap_or(0);
    let words: Vec<String> =
        LEGEND.iter().map(|(word, meaning)| format!("  {}  {}", pad(legend_word(word), widest), t(meaning))).collect();
    let examples = ["mhlw6.sysun.14.5", "risk.admin-credential-theft --json", t("運用14⑤ --reports")];
    let examples: Vec<String> = examples.iter().map(|one| format!("  tenken show {one}")).collect();
    tr!("例:\n{examples}\n\n語の意味:\n{words}", examples = examples.join("\n"), words = words.join("\n"))
}

/// What a page is made from.
struct ShownRecord<'a> {
    catalog: &'a Catalog,
    at: RecordRef,
    marks: &'a SessionMarks,
    /// The name of the worklist.
    worklist: &'a str,
}

impl ShownRecord<'_> {
    /// Returns what the worklist counts; what a fresh one would if it is out of reach.
    fn scope(&self) -> Scope {
        let blank = State::default();
        Scope::of(self.catalog, self.marks.state().unwrap_or(&blank))
    }
}

/// Prints the records that exist; names what comes close to the others.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let marks = session.marks();
    let worklist = session.setup.worklist.clone();
    let mut resolver = Resolver::new(&catalog);
    let ids = named::named(&catalog, &args.ids)?;
    let mut code = FOUND;
    if ids.is_empty() {
        session.note_failure(&named::nothing());
        code = NOTHING;
    }
    let mut shown = 0;
    for id in &ids {
        let Some(at) = find(&catalog, &mut resolver, id, session)? else {
            code = NOTHING;
            continue;
        };
        let subject = ShownRecord { catalog: &catalog, at, marks: &marks, worklist: &worklist };
        if !args.json && shown > 0 {
            let rule = "-".repeat(session.out.screen.columns.min(80));
            session.out.line("")?;
            session.out.line_in(Style::Quiet, &rule)?;
            session.out.line("")?;
        }
        match (args.reports, args.json) {
            (true, is_json) => {
                if !ask::print(&subject, is_json, &mut session.out)? {
                    code = NOTHING;
                }
            }
            (false, true) => session.out.json(&document::build(&subject)?)?,
            (false, false) => print(&subject, &mut RecordPrinter::new(&mut session.out))?,
        }
        shown += 1;
    }
    Ok(code)
}

/// Returns the record that is meant, or says what comes close.
fn find(
    catalog: &Catalog,
    resolver: &mut Resolver<'_, '_>,
    id: &str,
    session: &mut Session<'_>,
) -> Result<Option<RecordRef>, Stop> {
    let (sentence, records) = match resolver.resolve(id)? {
        Resolved::One(at) => {
            for term in resolver.terms_beside(id, at) {
                let (title, term) = (catalog.title(term), catalog.id(term));
                session.note(&tr!("ほかに用語「{title}」があります: `tenken show {term}`", title, term));
            }
            return Ok(Some(at));
        }
        Resolved::Several(records) => (tr!("「{id}」に当たる条項が {n} 件あります。", id, n = records.len()), records),
        Resolved::Namesakes(records) => {
            (tr!("「{id}」という名前の記録が {n} 件あります。", id, n = records.len()), records)
        }
        Resolved::Nothing(records) => (tr!("「{id}」は見つかりません。", id), records),
    };
    let hint = if id.trim().is_empty() {
        t("記録の ID か名前、または条項の番号を書いてください。例: tenken show 運用14⑤").to_owned()
    } else if records.is_empty() {
        tr!("`tenken search {word}` で探せます。", word = shell_word(id))
    } else {
        tr!("近いもの: {listing}", listing = listing(catalog, &records, SUGGESTIONS))
    };
    session.note_failure(&Failure::new(FailureKind::Usage, sentence, hint));
    Ok(None)
}

fn print(subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    match subject.catalog.record(subject.at) {
        Record::Clause(clause) => clause::print(clause, subject, page),
        Record::Risk(risk) => risk::print(risk, subject, page),
        Record::Product(product) => product::print(product, subject, page),
        Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_) => {
            others::print_cloud(subject, page)
        }
        Record::Term(term) => others::print_term(term, subject, page),
        Record::Node(node) => others::print_node(node, subject, page),
        Record::Revision(revision) => others::print_revision(revision, subject, page),
        Record::Question(question) => others::print_question(question, subject, page),
    }
}
