//! How long one query takes, on the bundled catalog and on 50,000 generated records.
//!
//! Run with `cargo bench --bench latency`. Every judged query is asked once, whole and after each key; beside the search
//! stand two baselines of the same run: a scan of all titles and summaries for the text as typed, and a single BM25
//! query over pairs of characters. Times mean something only as ratios to these.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark talks to the terminal or not at all")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, NgramTokenizer, TextAnalyzer};
use tantivy::{Index, IndexReader, doc};
use tenken::catalog::{Catalog, Located, Source};
use tenken::model::Clause;
use tenken::search::Request;

/// Records of the large catalog.
const LARGE: usize = 50_000;
/// Hits that the baseline finds.
const LIMIT: usize = 50;
/// Hits on a screen.
const SHOWN: usize = 10;
/// How many of the slowest queries are named.
const SLOWEST: usize = 5;

/// Questions in one piece of some 60 characters, as people dictate them.
const SENTENCES: [&str; 3] = [
    "電子カルテのサーバーをクラウドに移すときバックアップとアクセスログの管理の責任は病院と事業者のどちらにあるのでしょうか",
    "退職した職員のアカウントが残っていて外から患者さんの情報を見られたかもしれないときはまず何をすればいいのか教えて",
    "保守の業者さんがリモートで入ってくるときに二要素認証を求めてもいいのかと操作の記録をどれだけ残すのか知りたいです",
];

#[derive(Deserialize)]
struct Judged {
    query: String,
}

/// Titles and summaries of a catalog.
struct Texts(Vec<(String, String)>);

/// A single BM25 query over pairs of characters, the customary way to search Japanese without a dictionary.
struct Bm25 {
    reader: IndexReader,
    parser: QueryParser,
}

fn main() {
    // Asked by `cargo test --benches`, which only wants to know that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let judged: Vec<Judged> =
        serde_yaml_ng::from_str(include_str!("../tests/search/judged.yaml")).expect("the judged queries load");
    let queries: Vec<String> = judged.into_iter().map(|judged| judged.query).collect();
    let keys = each_key(&queries);
    let hostile = hostile();
    let sentences: Vec<String> = SENTENCES.map(str::to_owned).to_vec();
    let dictated = each_key(&sentences);
    for (name, catalog) in [("bundled catalog", compiled(bundled())), ("generated catalog", large())] {
        let catalog = Arc::new(catalog);
        let records: usize = catalog.searchable().count();
        println!("\n{name}, {records} records");
        let texts = Texts::new(&catalog);
        let bm25 = Bm25::new(&texts);
        let asked = [
            ("whole queries", &queries),
            ("after each key", &keys),
            ("sentences, after each key", &dictated),
            ("hostile input", &hostile),
        ];
        for (what, queries) in asked {
            // Built anew, so that nothing is remembered from the queries before.
            let engine = tenken::bundled::engine(catalog.clone()).expect("the index builds");
            println!("  {what} ({})", queries.len());
            let scan = measure(queries, |text| texts.scan(text));
            let single = measure(queries, |text| bm25.search(text));
            // What the terminal asks for at first.
            let brief = |text: &str| Request { detailed: SHOWN, ..Request::new(text, usize::MAX) };
            let fused = measure(queries, |text| engine.search(&brief(text)).counts.total());
            row("substring scan", &scan, [&scan, &single]);
            row("single BM25 query", &single, [&scan, &single]);
            row("all strategies", &fused, [&scan, &single]);
            let slowest =
                fused.iter().rev().take(SLOWEST).map(|(time, text)| format!("{} {:.1} ms", start(text), ms(time)));
            println!("    slowest: {}", slowest.collect::<Vec<_>>().join(", "));
        }
    }
}

/// What stands in the search line after each key: whole characters, as an IME commits them, or letters.
fn each_key(queries: &[String]) -> Vec<String> {
    let starts = |query: &String| {
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| query[..end].to_owned()).collect::<Vec<_>>()
    };
    queries.iter().flat_map(starts).collect()
}

/// What nobody means to ask: pasted pages, keys held down, words without end, signs, broken text.
fn hostile() -> Vec<String> {
    let held_down = [
        "a",
        "n",
        "ni",
        "ka",
        "ん",
        "ー",
        "あ",
        "一",
        "情報",
        "管理",
        "\"",
        "-",
        "「",
        "か\u{3099}",
        "\u{301}",
        "\u{0}",
    ];
    let words = ["ni ", "か ", "情 ", "情報 ", "管理 OR ", "-管理 ", "製品:a ", "sekyuriti ", "セキュ ", "abcdefgh "];
    let pasted = Random(1).text(100_000);
    let repeated = held_down.into_iter().chain(words).map(|piece| piece.repeat(200));
    // Words that can be cut into others in very many ways.
    let compounds = ["アクセスログサーバセキュリティ", "バックアツプ", "ーア"].map(|piece| piece.repeat(200));
    let distinct = ["かきくけこさしすせそたちつてとなにぬねの", "認証管理情報保護責任委託医療暗号鍵通信規程"];
    let apart = distinct.map(|chars| chars.chars().flat_map(|c| [c, ' ']).collect::<String>());
    let romaji = "jouhousekyuritikanrisekininsha".repeat(7);
    repeated.chain(compounds).chain(apart).chain([pasted, romaji]).collect()
}

/// Asks every query once; returns the times, the longest last.
fn measure<'q>(queries: &'q [String], answer: impl Fn(&str) -> usize) -> Vec<(Duration, &'q str)> {
    let timed = |text: &'q String| {
        let start = Instant::now();
        black_box(answer(black_box(text)));
        (start.elapsed(), text.as_str())
    };
    let mut times: Vec<_> = queries.iter().map(timed).collect();
    times.sort_unstable();
    times
}

fn row(name: &str, times: &[(Duration, &str)], baselines: [&[(Duration, &str)]; 2]) {
    let at = |times: &[(Duration, &str)], share: f64| ms(&times[((times.len() - 1) as f64 * share) as usize].0);
    let [scan, single] = baselines.map(|baseline| at(times, 0.99) / at(baseline, 0.99));
    let (half, most, all) = (at(times, 0.5), at(times, 0.99), at(times, 1.0));
    println!(
        "    {name:<18} p50 {half:>7.3} ms  p99 {most:>7.3} ms  max {all:>7.3} ms  \
         p99 to scan {scan:>6.2}, to BM25 {single:>6.2}"
    );
}

/// Enough of a query to tell which it was.
fn start(text: &str) -> String {
    text.chars().take(30).flat_map(char::escape_debug).collect()
}

fn ms(time: &Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

impl Texts {
    fn new(catalog: &Catalog) -> Self {
        let all = catalog.searchable();
        let text = |at| {
            let gist = catalog.record(at).gist();
            (catalog.title(at).to_owned(), gist.to_owned())
        };
        Self(all.map(text).collect())
    }

    fn scan(&self, text: &str) -> usize {
        self.0.iter().filter(|(title, gist)| title.contains(text) || gist.contains(text)).count()
    }
}

impl Bm25 {
    fn new(texts: &Texts) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer("pairs");
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let pairs = NgramTokenizer::new(2, 2, false).expect("the tokenizer is sound");
        index.tokenizers().register("pairs", TextAnalyzer::builder(pairs).filter(LowerCaser).build());
        let mut writer = index.writer_with_num_threads(1, 100_000_000).expect("the writer starts");
        for (title, gist) in &texts.0 {
            writer.add_document(doc!(text => format!("{title}\n{gist}"))).expect("a record is indexed");
        }
        writer.commit().expect("the index is written");
        let parser = QueryParser::for_index(&index, vec![text]);
        Self { reader: index.reader().expect("the index opens"), parser }
    }

    fn search(&self, text: &str) -> usize {
        let plain: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let query = plain.split_whitespace().flat_map(pairs).map(|pair| format!("\"{pair}\"")).collect::<Vec<_>>();
        let (query, _) = self.parser.parse_query_lenient(&query.join(" "));
        let best = self.reader.searcher().search(&query, &TopDocs::with_limit(LIMIT).order_by_score());
        best.map_or(0, |best| best.len())
    }
}

fn pairs(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(2).map(String::from_iter).collect()
}

fn bundled() -> Source {
    tenken::bundled::catalog().and_then(|catalog| catalog.source()).expect("the catalog opens")
}

/// The bundled catalog and as many generated clauses as make it large: each is put together from the title, summary,
/// words and questions of others, so that words are as frequent as they are in real requirements.
fn large() -> Catalog {
    let mut source = bundled();
    let known: Vec<Located<Clause>> = source.clauses.clone();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for number in known.len()..LARGE {
        let mut pick = || &known[random.below(known.len())];
        let mut made = pick().clone();
        let (title, gist) = (&pick().value, [&pick().value, &pick().value]);
        made.value.id = format!("{}.g{number}", made.value.id);
        made.value.title.clone_from(&title.title);
        made.value.gist = format!("{}{}", gist[0].gist, gist[1].gist);
        made.value.terms = [gist[0].terms.as_slice(), &gist[1].terms].concat();
        made.value.asked.clone_from(&title.asked);
        source.clauses.push(made);
    }
    compiled(source)
}

fn compiled(source: Source) -> Catalog {
    Catalog::new(source).expect("the catalog compiles")
}

/// xorshift64 (Marsaglia 2003): the same records in every run.
struct Random(u64);

impl Random {
    /// Characters from all of Unicode.
    fn text(mut self, length: usize) -> String {
        let mut any = || char::from_u32(self.below(0x11_0000) as u32).unwrap_or(' ');
        (0..length).map(|_| any()).collect()
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
