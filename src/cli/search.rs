//! `tenken search`: finds records.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::language::{Language, in_japanese, spoken, t, tr};
use crate::model::{Kind, Status};
use crate::search::{Counts, EXCLUDED, FILTERS, FilterRow, Hit, Match, Request, Results, Tier, kind_named, kinds};
use crate::sheet::{quoted, terms};
use crate::workspace::facts::title;
use crate::workspace::tiers;

use super::answer;
use super::exit::{FOUND, NOTHING};
use super::output::{Stop, pad, width, wrapped};
use super::session::{Session, SessionMarks};
use super::style::Style;
use super::table;

/// Hits shown unless more are asked for.
const DEFAULT_LIMIT: &str = "20";

/// What to search for.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken search [オプション] QUERY...", next_help_heading = "検索のオプション")]
pub(super) struct Args {
    /// 検索する語。条項の番号でも引けます
    #[arg(value_name = "QUERY", required = true, help_heading = "引数")]
    query: Vec<String>,
    /// 種別(下の一覧)。繰り返せば、どれかに当たるもの
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Vec<Kind>,
    /// 編(例: 運用、企画管理編、mhlw6.sysun)
    #[arg(long, value_name = "VOLUME")]
    volume: Option<String>,
    /// 表示する件数の上限(既定は 20)
    #[arg(short = 'n', long = "limit", value_name = "N", default_value = DEFAULT_LIMIT, hide_default_value = true, value_parser = answer::count)]
    limit: usize,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// How the hits stand.
const ORDER: &str = "\
並び:
  すべて合うもの、一部だけ合うもの、近いもの(件数に入れません)の順に出します。
  `2 +35 件` は、すべて合うものが 2 件、一部だけ合うものが 35 件です。
  近いものしかないときは「見つかりません」と知らせます(終了コードは 1)。";

/// Some queries.
const EXAMPLES: &str = "\
例:
  tenken search 二要素認証
  tenken search バックアップ --kind risk
  tenken search 対応状況:一部 サービス:D365
  tenken search 運用14⑤ --json
  tenken search 判定:不適合 期限:超過";

/// How wide the help is.
const HELP_COLUMNS: usize = 80;

/// How many kinds stand in one line of the help.
const KINDS_A_LINE: usize = 4;

/// Returns how hits stand, the kinds, the filters and some examples.
pub(super) fn after_help() -> String {
    // An example is a phrase, because in English its words cannot be those of the catalog.
    let columns = FILTERS.iter().map(|row| width(t(&row.typed()))).max().unwrap_or_default();
    let below = format!("\n{}", " ".repeat(columns + 4));
    let filter = |row: &FilterRow| {
        let told = [t(row.finds).to_owned(), row.values().join(t("、")), row.forms()];
        let told = told.iter().filter(|text| !text.is_empty());
        let lines: Vec<String> = told.flat_map(|text| wrapped(text, HELP_COLUMNS - columns - 4)).collect();
        format!("  {}  {}", pad(t(&row.typed()), columns), lines.join(below.as_str()))
    };
    let filters = FILTERS.iter().map(filter).collect::<Vec<_>>().join("\n");
    let kind = |kind: &Kind| match (kind.code(), t(kind.name())) {
        (code, name) if code.eq_ignore_ascii_case(name) => code.to_owned(),
        (code, name) => tr!("{code} {name}", code, name),
    };
    let line = |kinds: &[Kind]| format!("  {}", kinds.iter().map(kind).collect::<Vec<_>>().join(t("、")));
    let kinds = Kind::SEARCHABLE.chunks(KINDS_A_LINE).map(line).collect::<Vec<_>>().join("\n");
    format!(
        "{}\n\n{}\n{kinds}\n\n{}\n{filters}\n\n  {}\n  {}\n\n{}",
        t(ORDER),
        tr!("種別:"),
        tr!("絞り込み(QUERY に混ぜて書きます。ほかの命令の --where でも同じです):"),
        tr!("前に - を付けると、当てはまるものを除きます: {example}", example = EXCLUDED),
        tr!("@名前 は、保存した絞り込み(config.toml の [filters])です。"),
        t(EXAMPLES)
    )
}

fn parse_kind(text: &str) -> Result<Kind, String> {
    let codes = || Kind::SEARCHABLE.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(t("、"));
    kind_named(text).ok_or_else(|| tr!("使えるのは {values} です。", values = codes()))
}

/// Searches and prints the hits, best first.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    if let Some(volume) = &args.volume {
        check_volume(&catalog, volume)?;
    }
    let typed = args.query.join(" ");
    let mut request = Request { saved: session.saved_for(&typed)?, ..Request::new(&typed, args.limit) };
    request.kinds.clone_from(&args.kind);
    request.volume.clone_from(&args.volume);
    // Only programs are told why a record was found.
    request.detailed = if args.json { usize::MAX } else { 0 };
    let marks = session.marks();
    marks.inform(&mut request, &catalog);
    let results = catalog.engine()?.search(&request);
    if args.json {
        session.out.json(&SearchDocument::new(&catalog, &typed, &results))?;
    } else {
        print(&catalog, &marks, &request, &results, session)?;
    }
    Ok(if results.counts.total() == 0 { NOTHING } else { FOUND })
}

fn check_volume(catalog: &Catalog, wanted: &str) -> Result<(), Failure> {
    let known = catalog.volumes().any(|volume| {
        let names = [&volume.id, &volume.title, &volume.short];
        names.into_iter().chain(&volume.aliases).any(|name| name.eq_ignore_ascii_case(wanted))
    });
    if known {
        return Ok(());
    }
    let name = catalog.volumes().map(|volume| match spoken() {
        Language::Japanese => volume.short.as_str(),
        Language::English => volume.id.as_str(),
    });
    let names: Vec<&str> = name.collect();
    let hint = tr!("使えるのは {values} です。", values = names.join(t("、")));
    Err(Failure::new(FailureKind::Usage, tr!("{name}という編はありません。", name = quoted(wanted)), hint))
}

fn print(
    catalog: &Catalog,
    marks: &SessionMarks,
    request: &Request,
    results: &Results,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    for said in results.notes.iter().chain(&results.warnings) {
        session.note(said);
    }
    if results.counts.total() == 0 {
        let nothing =
            if results.hits.is_empty() { tr!("見つかりません。") } else { t(tiers::NOTHING_BUT_NEAR) };
        session.note(&tr!("{query}に当たるものは{nothing}", query = quoted(&request.text), nothing));
    }
    let rows: Vec<[String; 6]> = results.hits.iter().map(|hit| row(catalog, hit, (marks, request))).collect();
    let divided = results.hits.chunk_by(|one, next| one.tier == next.tier);
    let mut lines = table::lines(&rows, 3, &session.out).into_iter();
    for (place, group) in divided.enumerate() {
        if let Some(divider) = tiers::divider(group[0].tier).filter(|_| place > 0) {
            session.out.line_in(Style::Quiet, &format!("── {} ──", t(divider)))?;
        }
        for (hit, hit_lines) in group.iter().zip(lines.by_ref()) {
            hit_lines.iter().try_for_each(|line| print_line(line, hit, marks, session))?;
        }
    }
    if results.counts.total() == 0 {
        return Ok(());
    }
    session.out.line("")?;
    session.out.line(&summary(request, results))
}

/// Prints a line of a hit. The id and the status stand behind everything else, if they stand on this one.
fn print_line(line: &str, hit: &Hit, marks: &SessionMarks, session: &mut Session<'_>) -> Result<(), Stop> {
    let status = if hit.at.kind == Kind::Clause { marks.status(&hit.id) } else { None };
    let shown = status.map(|status| (Style::of(status), Style::short(status)));
    let status = shown.as_ref().map(|(style, text)| (*style, text.as_str()));
    let pieces: Vec<_> = [(Style::Quiet, hit.id.as_str())].into_iter().chain(status).collect();
    session.out.line_with(line, &pieces)
}

/// Returns kind, label, title, id, 未照合 and, as far as it is known, status of a hit.
fn row(catalog: &Catalog, hit: &Hit, (marks, request): (&SessionMarks, &Request)) -> [String; 6] {
    let kind = hit.at.kind;
    let label = catalog.listed_label(hit.at);
    let status = if kind == Kind::Clause { marks.status(&hit.id) } else { None };
    [
        t(kind.name()).to_owned(),
        if label == t(kind.name()) { String::new() } else { t(&label).to_owned() },
        title(catalog, hit.at).into_owned(),
        hit.id.clone(),
        if catalog.is_unverified(hit.at) { tr!("未照合").to_owned() } else { String::new() },
        match status {
            // Nobody has to begin what does not count; what was marked all the same says so.
            Some(Status::Todo) if !is_counted(request, &hit.id) => format!("[{}]", t(terms::NOT_COUNTED)),
            Some(status) => Style::short(status),
            None => String::new(),
        },
    ]
}

/// Whether the worklist counts a clause; every clause if there is no worklist.
fn is_counted(request: &Request, clause: &str) -> bool {
    request.marks.as_ref().is_none_or(|marks| marks.counts(clause))
}

/// Returns how many records the answer holds: in all by tier, and of each kind that was asked for.
fn summary(request: &Request, results: &Results) -> String {
    let asked: Vec<Kind> = request.kinds.iter().copied().chain(kinds(&request.text)).collect();
    let is_asked = |kind: &Kind| asked.is_empty() || asked.contains(kind);
    let counted = results.by_kind.iter().filter(|(kind, count)| count.total() > 0 && is_asked(kind));
    let kinds: Vec<String> = counted.map(|(kind, count)| format!("{} {}", t(kind.name()), count.total())).collect();
    let shown = results.hits.iter().filter(|hit| hit.tier != Tier::Near).count();
    let total = results.counts.total();
    let more =
        if shown < total { tr!("。上位 {shown} 件を表示(-n で増やせます)", shown) } else { String::new() };
    tr!("{counts} 件({kinds}){more}", counts = results.counts, kinds = kinds.join(t("、")), more)
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct SearchDocument<'a> {
    query: &'a str,
    /// How many match in all: those of the tiers `all` and `some`.
    total: usize,
    /// How many of them hold every word.
    all: usize,
    /// Whether everything that was typed was understood.
    understood: bool,
    hits: Vec<HitDocument<'a>>,
    /// What is told about the query, notes on the editions that it names first.
    warnings: Vec<&'a String>,
}

#[derive(Serialize)]
struct HitDocument<'a> {
    id: &'a str,
    kind: &'static str,
    label: String,
    title: &'a str,
    tier: &'static str,
    score: f32,
    matched: Vec<MatchDocument>,
    /// The pack that it was read from; nothing stands there for the catalog's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pack: Option<PackDocument<'a>>,
}

#[derive(Serialize)]
struct PackDocument<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct MatchDocument {
    field: &'static str,
    strategy: &'static str,
    ranges: Vec<[usize; 2]>,
}

impl<'a> SearchDocument<'a> {
    fn new(catalog: &'a Catalog, query: &'a str, results: &'a Results) -> Self {
        let hits = results.hits.iter().map(|hit| HitDocument {
            id: &hit.id,
            kind: hit.at.kind.code(),
            label: in_japanese(|| catalog.listed_label(hit.at)),
            title: catalog.title(hit.at),
            tier: hit.tier.code(),
            score: hit.score,
            matched: hit.matched.iter().map(MatchDocument::new).collect(),
            pack: catalog.pack_of(hit.at).map(|pack| PackDocument { id: &pack.id, title: &pack.title }),
        });
        let warnings = results.notes.iter().chain(&results.warnings).collect();
        let Counts { all, .. } = results.counts;
        let understood = results.is_understood;
        Self { query, total: results.counts.total(), all, understood, hits: hits.collect(), warnings }
    }
}

impl MatchDocument {
    fn new(matched: &Match) -> Self {
        let ranges = matched.ranges.iter().map(|range| [range.start, range.end]).collect();
        Self { field: matched.part.code(), strategy: matched.strategy.code(), ranges }
    }
}
