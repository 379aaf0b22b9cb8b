//! `tenken explain`: shows how a query was understood and why the hits stand where they stand.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::{in_japanese, t, tr};
use crate::search::{Contribution, ExplainedChunk, ExplainedHit, ExplainedRole, Explanation, Request, Strategy, Tier};
use crate::sheet::quoted;
use crate::workspace::facts::title;
use crate::workspace::tiers;

use super::answer;
use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;

/// How many hits are explained unless more are asked for.
const DEFAULT_LIMIT: &str = "5";
/// How many contributions of a hit are shown: the rest hardly counts.
const PARTS: usize = 4;

/// What the words of an explanation mean, and examples.
const AFTER_HELP: &str = "\
見方:
  文の語        文は助詞で語に分け、含む語の多いものから並べます
  すべて合う    どの語も、そのままか、同義語・読み・直した綴りで含みます
  一部だけ合う  語のどれかを含みます。割合は、珍しい語ほど重く数えます
  近い          語をほとんど含みません。検索の件数に入れません

例:
  tenken explain ninshou
  tenken explain 保守ベンダー 専用ID -n 10";

/// What to explain.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken explain [オプション] QUERY...",
    next_help_heading = "説明のオプション",
    after_help = AFTER_HELP
)]
pub(super) struct Args {
    /// 説明する検索の語
    #[arg(value_name = "QUERY", required = true, help_heading = "引数")]
    query: Vec<String>,
    /// 説明する件数の上限(既定は 5)
    #[arg(short = 'n', long = "limit", value_name = "N", default_value = DEFAULT_LIMIT, hide_default_value = true, value_parser = answer::count)]
    limit: usize,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the words, the other ways to say them, and what each contributes to the first hits.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let typed = args.query.join(" ");
    let mut request = Request { saved: session.saved_for(&typed)?, ..Request::new(typed, args.limit) };
    session.marks().inform(&mut request, &catalog);
    let explanation = catalog.engine()?.explain(&request);
    if args.json {
        session.out.json(&ExplainDocument::new(&catalog, &request.text, &explanation))?;
        return Ok(if explanation.hits.is_empty() { NOTHING } else { FOUND });
    }
    for said in explanation.notes.iter().chain(&explanation.warnings) {
        session.note(said);
    }
    let mut words: Vec<&ExplainedChunk> = Vec::new();
    for chunk in &explanation.chunks {
        // The words of a sentence stand before it.
        if chunk.role == ExplainedRole::SentenceWord {
            words.push(chunk);
            continue;
        }
        for one in std::iter::once(chunk).chain(words.drain(..)) {
            print_chunk(one, session)?;
        }
        session.out.line("")?;
    }
    for (place, hit) in explanation.hits.iter().enumerate() {
        print_hit(&catalog, place + 1, hit, session)?;
    }
    Ok(if explanation.hits.is_empty() { NOTHING } else { FOUND })
}

fn print_chunk(chunk: &ExplainedChunk, session: &mut Session<'_>) -> Result<(), Stop> {
    let (before, after, margin) = match chunk.role {
        ExplainedRole::Word => ("", "", ""),
        ExplainedRole::Sentence => ("", tr!("  文(次の語に分けて探します)"), ""),
        ExplainedRole::SentenceWord => (tr!("文の語  "), "", "  "),
    };
    for variant in &chunk.variants {
        let line = match variant.strategy {
            Strategy::Words => format!("{before}{}{after}", variant.text),
            strategy => format!("  {} x{:.2}  {}", t(strategy.name()), variant.weight, variant.text),
        };
        let words = match variant.words.as_slice() {
            [] => tr!("(単語なし)").to_owned(),
            words => words.join(t("・")),
        };
        session.out.line(&format!("{margin}{line}  {} {words}", tr!("単語")))?;
    }
    Ok(())
}

fn print_hit(catalog: &Catalog, place: usize, hit: &ExplainedHit, session: &mut Session<'_>) -> Result<(), Stop> {
    let (label, title) = (catalog.listed_label(hit.at), title(catalog, hit.at));
    session.out.line(&format!("{place:>3} {:.2}  {label}  {title} [{}]", hit.score, catalog.id(hit.at)))?;
    let parts: Vec<String> = hit.parts.iter().take(PARTS).map(contribution).collect();
    let parts = match parts.as_slice() {
        [] if hit.lift.is_some() => tr!("名前だけで一致").to_owned(),
        [] => tr!("番号または関連だけで一致").to_owned(),
        parts => parts.join(t("、")),
    };
    let named = hit.lift.map_or_else(String::new, |lift| tr!("、名前どおり +{lift}", lift = format!("{lift:.2}")));
    let (links, weight) = (format!("{:.2}", hit.links), format!("{:.2}", hit.weight));
    let said = tr!("{fit}。{parts}、関連 +{links}、重み x{weight}{named}", fit = fit(hit), parts, links, weight, named);
    session.out.line(&format!("         {said}"))
}

/// Says how much of what was asked for a hit is.
fn fit(hit: &ExplainedHit) -> String {
    let tier = tiers::name(hit.tier);
    match (hit.tier, (hit.held * 100.0).round()) {
        (Tier::All, _) => t(tier).to_owned(),
        (_, 0.0) => tr!("{tier}(検索の語を含まない)", tier),
        (_, share) => tr!("{tier}(検索の語の {share}% を含む)", tier, share),
    }
}

fn contribution(part: &Contribution) -> String {
    let (text, score) = (quoted(&part.text), format!("{:.2}", part.score));
    match part.strategy {
        Strategy::Words => tr!("{a}{b}", a = text, b = score),
        strategy => tr!("{way}{text}{score}", way = strategy.name(), text, score),
    }
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct ExplainDocument<'a> {
    query: &'a str,
    chunks: Vec<ChunkDocument<'a>>,
    hits: Vec<HitDocument<'a>>,
    /// What is told about the query, notes on the editions that it names first.
    warnings: Vec<&'a String>,
}

#[derive(Serialize)]
struct ChunkDocument<'a> {
    role: &'static str,
    variants: Vec<VariantDocument<'a>>,
}

#[derive(Serialize)]
struct VariantDocument<'a> {
    text: &'a str,
    strategy: &'static str,
    weight: f32,
    words: &'a [String],
}

#[derive(Serialize)]
struct HitDocument<'a> {
    id: &'a str,
    kind: &'static str,
    label: String,
    title: &'a str,
    tier: &'static str,
    /// The share of the query that it holds, from 0 to 1.
    held: f32,
    score: f32,
    /// All that contributes, the most first.
    parts: Vec<PartDocument<'a>>,
    links: f32,
    weight: f32,
    /// What it gained because one of its names is the whole query; null for all others.
    lift: Option<f32>,
}

#[derive(Serialize)]
struct PartDocument<'a> {
    text: &'a str,
    strategy: &'static str,
    score: f32,
}

impl<'a> ExplainDocument<'a> {
    fn new(catalog: &'a Catalog, query: &'a str, explanation: &'a Explanation) -> Self {
        Self {
            query,
            chunks: explanation.chunks.iter().map(ChunkDocument::new).collect(),
            hits: explanation.hits.iter().map(|hit| HitDocument::new(catalog, hit)).collect(),
            warnings: explanation.notes.iter().chain(&explanation.warnings).collect(),
        }
    }
}

impl<'a> ChunkDocument<'a> {
    fn new(chunk: &'a ExplainedChunk) -> Self {
        let role = match chunk.role {
            ExplainedRole::Word => "word",
            ExplainedRole::Sentence => "sentence",
            ExplainedRole::SentenceWord => "sentence_word",
        };
        let variants = chunk.variants.iter().map(|variant| VariantDocument {
            text: &variant.text,
            strategy: variant.strategy.code(),
            weight: variant.weight,
            words: &variant.words,
        });
        Self { role, variants: variants.collect() }
    }
}

impl<'a> HitDocument<'a> {
    fn new(catalog: &'a Catalog, hit: &'a ExplainedHit) -> Self {
        let ExplainedHit { at, tier, held, score, ref parts, links, weight, lift } = *hit;
        let part = |part: &'a Contribution| PartDocument {
            text: &part.text,
            strategy: part.strategy.code(),
            score: part.score,
        };
        Self {
            id: catalog.id(at),
            kind: at.kind.code(),
            label: in_japanese(|| catalog.listed_label(at)),
            title: catalog.title(at),
            tier: tier.code(),
            held,
            score,
            parts: parts.iter().map(part).collect(),
            links,
            weight,
            lift,
        }
    }
}
