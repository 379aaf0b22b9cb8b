//! Both READMEs say what the program does: commands, filters, formats, examples.

use tenken::catalog::{Catalog, Edition};
use tenken::cli::command;
use tenken::export::content::CatalogFormat;
use tenken::export::facilities::FacilityFormat;
use tenken::export::mapping::MappingFormat;
use tenken::export::{FileFormat, Format};
use tenken::model::{Guideline, Kind};
use tenken::search::{FILTERS, FilterRow};
use tenken::tui::AmbiguousOption;
use tenken::tui::input::keymap::{DEFAULT, Keymap};
use tenken::tui::view::theme::Theme;
use tenken::worklist::FindingKind;
use tenken::workspace::cloud::LEGEND;

use crate::support::pages::assert_current;
use crate::support::{Surrounding, bundled};

/// Where the key table of README.md begins and ends.
const KEYS_BEGIN: &str = "<!-- keys:begin -->\n";
const KEYS_END: &str = "<!-- keys:end -->";

/// Where the table of editions begins and ends.
const EDITIONS_BEGIN: &str = "<!-- editions:begin -->\n";
const EDITIONS_END: &str = "<!-- editions:end -->";

/// Where the table of filters begins and ends.
const FILTERS_BEGIN: &str = "<!-- filters:begin -->\n";
const FILTERS_END: &str = "<!-- filters:end -->";

const CLAUSE: &str = "mhlw6.sysun.14.5";

const PAGES: [(&str, &str); 2] =
    [("README.md", include_str!("../../README.md")), ("README.en.md", include_str!("../../README.en.md"))];

/// Returns the lines of the code blocks of a page.
fn code_lines(page: &str) -> impl Iterator<Item = &str> {
    page.split("```").skip(1).step_by(2).flat_map(str::lines)
}

/// Splits a command line at spaces outside of quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate().flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    parts.collect()
}

#[test]
fn every_example_is_a_command_line_that_exists() {
    for (name, page) in PAGES {
        let examples: Vec<&str> = code_lines(page).filter(|line| line.starts_with("tenken ")).collect();
        assert!(examples.len() >= 10, "{name}: {examples:?}");
        for example in examples {
            let parsed = command().try_get_matches_from(words(example));
            assert!(parsed.is_ok(), "{name}: {example}: {}", parsed.unwrap_err());
        }
    }
}

/// Returns the row of a guideline in the table of editions: title, what is held, what holds today, how many clauses.
fn edition_row(catalog: &Catalog, guideline: &Guideline, words: &EditionWords) -> String {
    let mut held = catalog.editions_of(&guideline.id);
    held.retain(|edition| edition.clause_count() > 0);
    held.sort_by_key(|edition| edition.published().to_owned());
    let partial = if held.iter().any(Edition::is_partial) { words.partial } else { "" };
    let names: Vec<String> = held.iter().map(|edition| edition.dated_name(Edition::name)).collect();
    let current = held[0].current();
    let current = match held.iter().any(|edition| edition.id() == current.id()) {
        true if current.is_known_current() => words.same.to_owned(),
        true => words.unknown.to_owned(),
        false => current.dated_name(Edition::full_name),
    };
    let node = catalog.tree().node(&guideline.id).unwrap();
    let clauses = catalog.clauses().skip(node.clauses.start).take(node.clauses.len());
    // Of a list that is there in part, only the items of the list itself are counted, as everywhere.
    let clauses: Vec<_> = clauses.filter(|clause| partial.is_empty() || !catalog.is_explanatory(clause)).collect();
    let unverified = clauses.iter().filter(|clause| clause.is_unverified()).count();
    let title = guideline.title.trim_end_matches(&format!(" 第{}版", guideline.edition));
    let (held, count) = (names.join("、"), clauses.len());
    format!("| {title}({}) | {held}{partial} | {current} | {count}({unverified}) |\n", guideline.publisher)
}

/// The words of the table of editions in one language.
struct EditionWords {
    head: &'static str,
    partial: &'static str,
    same: &'static str,
    unknown: &'static str,
    total: fn(usize, usize) -> String,
}

const EDITION_WORDS: [EditionWords; 2] = [
    EditionWords {
        head: "| 文書 | 収めている版 | 現行の版 | 条項(うち未照合) |",
        partial: "、一部のみ",
        same: "左に同じ",
        unknown: "後の版は未確認",
        total: |clauses, unverified| {
            format!("読むためだけに収めたものを合わせて {clauses} 条項があり、そのうち {unverified} は未照合です。")
        },
    },
    EditionWords {
        head: "| Document | In the catalog | Current | Clauses (未照合) |",
        partial: " (in part)",
        same: "the same",
        unknown: "not known",
        total: |clauses, unverified| {
            format!(
                "With those that are there for reading only, it holds {clauses} clauses, of which {unverified} are 未照合."
            )
        },
    },
];

/// The tables of editions are made from the catalog. `TENKEN_BLESS=1` writes them anew.
#[test]
fn the_tables_of_editions_are_those_of_the_catalog() {
    let (catalog, _) = bundled();
    let inspected: Vec<_> = catalog.guidelines().filter(|guideline| guideline.inspected).collect();
    assert!(inspected.len() >= 3);
    let unverified = catalog.clauses().filter(|clause| clause.is_unverified()).count();
    for ((name, _), words) in PAGES.into_iter().zip(EDITION_WORDS) {
        let rows: String = inspected.iter().map(|guideline| edition_row(catalog, guideline, &words)).collect();
        let total = (words.total)(catalog.clauses().len(), unverified);
        assert_current(name, |page| {
            let (before, rest) = page.split_once(EDITIONS_BEGIN).expect("where the table of editions begins");
            let (_, after) = rest.split_once(EDITIONS_END).expect("where the table of editions ends");
            let table = format!("{}\n|---|---|---|---|\n{rows}\n{total}\n", words.head);
            format!("{before}{EDITIONS_BEGIN}{table}{EDITIONS_END}{after}")
        });
    }
}

#[test]
fn every_command_stands_in_the_table_of_commands_and_no_other() {
    let commands = command();
    for (name, page) in PAGES {
        let cells = page.lines().filter_map(|line| line.strip_prefix("| `tenken ")?.split(" | ").next());
        let spans: Vec<&str> = cells.flat_map(|cell| cell.split("` `tenken ")).collect();
        for span in &spans {
            let first = span.split([' ', '`']).next().unwrap();
            assert!(first.starts_with('[') || commands.find_subcommand(first).is_some(), "{name}: {span}");
        }
        for command in commands.get_subcommands() {
            let named = |span: &&&str| span.split([' ', '`']).next() == Some(command.get_name());
            let spans: Vec<&str> = spans.iter().filter(named).copied().collect();
            assert!(!spans.is_empty(), "{name}: {} is missing", command.get_name());
            let words: Vec<&str> = spans.iter().flat_map(|span| span.split([' ', '`', '|', '\\'])).collect();
            for inner in command.get_subcommands().map(clap::Command::get_name) {
                assert!(words.contains(&inner), "{name}: {inner} is missing in {spans:?}");
            }
        }
    }
}

#[test]
fn the_options_of_the_screen_take_what_the_pages_say() {
    let options = [("--theme", Theme::names().to_vec()), ("--ambiguous", AmbiguousOption::names().to_vec())];
    for (name, page) in PAGES {
        for (option, names) in &options {
            let said = format!("| `{option} {}` |", names.join("\\|"));
            assert!(page.contains(&said), "{name}: {said}");
        }
    }
}

/// The tables of filters are made from the one that the search reads. `TENKEN_BLESS=1` writes them anew.
#[test]
fn the_filters_of_a_query_are_those_there_are() {
    let heads = [
        "| 絞り込み | 英字の名前 | 値 | 見つかるもの |\n|---|---|---|---|",
        "| Filter | In ASCII | Values |\n|---|---|---|",
    ];
    for ((name, _), head) in PAGES.into_iter().zip(heads) {
        let is_japanese = name == "README.md";
        let rows: String = FILTERS.iter().map(|row| filter_row(row, is_japanese)).collect();
        assert_current(name, |page| {
            let (before, rest) = page.split_once(FILTERS_BEGIN).expect("where the table of filters begins");
            let (_, after) = rest.split_once(FILTERS_END).expect("where the table of filters ends");
            format!("{before}{FILTERS_BEGIN}{head}\n{rows}{FILTERS_END}{after}")
        });
    }
}

fn filter_row(row: &FilterRow, is_japanese: bool) -> String {
    let (english, japanese): (Vec<&str>, Vec<&str>) = row.names[1..].iter().partition(|name| name.is_ascii());
    let code = |texts: &[&str]| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" ");
    let others = if japanese.is_empty() { String::new() } else { format!("({})", code(&japanese)) };
    let forms = row.forms();
    let values = [code(&row.values()), forms].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let finds = if is_japanese { format!(" {} |", row.finds) } else { String::new() };
    format!("| `{}`{others} | {} | {values} |{finds}\n", row.typed(), code(&english))
}

fn codes_of<F: FileFormat>() -> Vec<&'static str> {
    F::ALL.iter().map(|format| format.code()).collect()
}

/// README's rows about formats are made from the table of formats. `TENKEN_BLESS=1` writes them anew.
#[test]
fn the_formats_of_export_are_those_there_are() {
    let codes = codes_of::<Format>();
    let (last, others) = codes.split_last().unwrap();
    let rows = [
        format!("| `tenken export FORMAT` | 点検票を {} で書き出します |", codes.join("、")),
        format!("| `tenken export FORMAT` | writes the worklist as {} or {last} |", others.join(", ")),
    ];
    let others = [
        ("facilities", codes_of::<FacilityFormat>()),
        ("mapping", codes_of::<MappingFormat>()),
        ("catalog", codes_of::<CatalogFormat>()),
    ]
    .map(|(name, codes)| (name, format!("| `tenken export {name} --format {}` |", codes.join("\\|"))));
    for ((name, _), row) in PAGES.into_iter().zip(rows) {
        assert_current(name, |page| {
            let old = page.lines().find(|line| line.starts_with("| `tenken export FORMAT` |")).unwrap();
            others.iter().fold(page.replace(old, &row), |page, (name, cell)| {
                let start = format!("tenken export {name} --format ");
                let shown = page.split_inclusive(" |").find(|cell| cell.contains(&start)).unwrap().to_owned();
                page.replace(shown.trim_start(), cell)
            })
        });
    }
}

#[test]
fn the_kinds_of_records_and_the_words_on_pages_are_those_there_are() {
    for (name, page) in PAGES {
        let sentence = page.split("`--kind`").nth(1).unwrap().split("\n- ").next().unwrap();
        let shown: Vec<&str> = sentence.split('`').skip(1).step_by(2).collect();
        let codes: Vec<&str> = Kind::SEARCHABLE.iter().map(|kind| kind.code()).collect();
        assert!(shown.starts_with(&codes), "{name}: {shown:?}");
    }
    for kind in Kind::SEARCHABLE {
        assert!(PAGES[0].1.contains(&format!("`{}` {}", kind.code(), kind.name())), "{}", kind.code());
    }
    for (word, meaning) in LEGEND {
        assert!(PAGES[0].1.contains(&format!("| {word} | {meaning} |\n")), "{word}");
    }
}

#[test]
fn the_kinds_of_check_are_those_there_are() {
    for (name, page) in PAGES {
        let rows: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("  | `")?.split('`').next()).collect();
        let codes: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(rows, codes, "{name}");
    }
    for kind in FindingKind::ALL {
        let row = format!("  | `{}` | {} |", kind.code(), kind.name());
        assert!(PAGES[0].1.contains(&row), "{row}");
    }
}

#[test]
fn the_two_first_commands_and_the_key_table_have_their_places() {
    for (name, page) in PAGES {
        let cargo: Vec<&str> = code_lines(page).filter(|line| line.starts_with("cargo ")).collect();
        assert_eq!(cargo, ["cargo run --release", "cargo test"], "{name}");
    }
    let (before, after) = PAGES[0].1.split_once("<!-- keys:begin -->\n").unwrap();
    assert!(!before.contains("<!-- keys:end -->") && after.contains("<!-- keys:end -->\n"));
}

/// Returns a text with every run of digits as one 0: the figures of an example are no promise, its shape is one.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if shape.ends_with('0') => {}
            true => shape.push('0'),
            false => shape.push(c),
        }
    }
    shape
}

#[test]
fn the_examples_have_the_shape_of_what_is_printed() {
    let status = Surrounding::new().run(&["status", "--json"]).json().remove(0);
    let (total, first) = (&status["total"], &status["nodes"][0]["total"]);
    let party = &status["by_party"][0]["total"];
    let catalog = tenken::bundled::catalog().unwrap();
    let place = catalog.place(catalog.find(CLAUSE).unwrap()).unwrap();
    let (file, _) = place.rsplit_once(':').unwrap();
    let found = Surrounding::new().run(&["search", "二要素認証", "--json"]).json().remove(0);
    let hit = found["hits"].as_array().unwrap().iter().find(|hit| hit["id"] == CLAUSE).unwrap();
    let (hits, score, range) = (&found["total"], hit["score"].as_f64().unwrap(), &hit["matched"][0]["ranges"][0]);
    for (name, page) in PAGES {
        for example in [
            format!("{{\"query\": \"二要素認証\", \"total\": {hits}, "),
            format!("\"score\": {score:.1},"),
            format!("{{\"total\": {total}, \"applicable\": {total}, "),
            format!("\"total\": {first}, \"applicable\": {first}, "),
            format!("{{\"party\": \"医療機関\", \"total\": {party}, \"applicable\": {party}, "),
        ] {
            assert!(shape(page).contains(&shape(&example)), "{name}: {example}");
        }
        for exact in [format!("\"ranges\": [[{}, {}]]", range[0], range[1]), format!("\"place\": \"{file}:")] {
            assert!(page.contains(&exact), "{name}: {exact}");
        }
    }
}

#[test]
fn the_key_table_is_current() {
    let keymap = Keymap::parse(DEFAULT).expect("the default keys");
    assert_current("README.md", |page| {
        let (before, rest) = page.split_once(KEYS_BEGIN).expect("README.md says where the key table begins");
        let (_, after) = rest.split_once(KEYS_END).expect("README.md says where the key table ends");
        format!("{before}{KEYS_BEGIN}{}{KEYS_END}{after}", keymap.markdown())
    });
}
