//! The words that people read: one for each idea, whichever part of the program says it.

use std::fs;
use std::path::Path;

use tenken::sheet::terms;
use tenken::worklist::{Edit, Field};

use crate::layers::source::{before_tests, read};

/// A word, what is not said in its place, and longer words with one of those in them that are right.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The words for which others were said once.
const WORDS: &[Row] = &[
    (terms::CONFLICT, &["競合"], &["(\"競合\", Column"]),
    (terms::COUNTED_PARTIES, &["集計する担当", "数える条項の担当"], &[]),
    (terms::COUNTED, &["集計対象", "集計する条項"], &[]),
    (terms::NOT_COUNTED, &["集計外", "集計しません"], &[]),
    (terms::PRODUCTS_IN_USE, &["使用中の製品", "使用する製品", "使用製品", "利用する製品", "利用中の製品"], &[]),
    (terms::EFFECTIVE, &["有効開始日", "発効"], &[]),
    (terms::EXPIRES, &["有効期限"], &[]),
    (terms::PARTY, &["担当する側", "責任区分"], &[]),
    ("確かさ", &["確認の程度"], &[]),
    ("見たもの", &["参照先"], &["参照先の条項"]),
    ("見た版", &["読んだ版"], &[]),
    ("起きやすさ", &["起こりやすさ"], &[]),
    ("損なう性質", &["損なうもの"], &[]),
    ("根拠", &["もとの記述"], &[]),
    ("数値・期日", &["数字・期限"], &[]),
    ("想定場面", &["想定の場面"], &[]),
    ("フォルダー", &["フォルダ"], &["フォルダー"]),
];

/// Whether a text says a word otherwise than as part of a longer one that is right.
fn says(text: &str, wrong: &str, right: &[&str]) -> bool {
    let rest = right
        .iter()
        .filter(|longer| longer.contains(wrong))
        .fold(text.to_owned(), |text, longer| text.replace(longer, ""));
    rest.contains(wrong)
}

/// Returns what is said to people: files with their lines, without the tests. Comments are English, so that nothing of them
/// is in the way.
fn lines() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, String)> = ["src", "crates/catalog/src", "crates/search/src"]
        .into_iter()
        .flat_map(|folder| read(&root.join(folder), folder))
        .filter(|source| !source.path.ends_with("tests.rs") && !source.path.contains("/tests/"))
        // What people type to find a command is said by nobody.
        .filter(|source| !source.path.ends_with("input/aliases.rs"))
        .map(|source| (source.path, before_tests(&source.text).to_owned()))
        .collect();
    for path in ["src/tui/input/keymap/default.toml", "README.md"] {
        files.push((path.to_owned(), fs::read_to_string(root.join(path)).unwrap()));
    }
    let numbered = |(path, text): (String, String)| {
        let lines = text.lines().enumerate().map(|(at, line)| (format!("{path}:{}", at + 1), line.to_owned()));
        lines.collect::<Vec<_>>()
    };
    files.into_iter().flat_map(numbered).collect()
}

#[test]
fn one_idea_has_one_word() {
    let lines = lines();
    assert!(lines.len() > 50_000, "{}", lines.len());
    let mut found = Vec::new();
    for (place, line) in lines.iter().filter(|(_, line)| !line.is_ascii()) {
        for (right, wrongs, longer) in WORDS {
            found.extend(
                wrongs
                    .iter()
                    .filter(|wrong| says(line, wrong, longer))
                    .map(|wrong| format!("{place}: 「{wrong}」 is said 「{right}」: {}", line.trim())),
            );
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_word_is_wrong_by_its_own_table() {
    for (right, wrongs, longer) in WORDS {
        assert!(wrongs.iter().all(|wrong| !says(right, wrong, longer)), "{right}");
        assert!(longer.iter().all(|longer| wrongs.iter().any(|wrong| longer.contains(wrong))), "{right}");
    }
    assert!(
        says("フォルダとフォルダー", "フォルダ", &["フォルダー"]) && !says("フォルダー", "フォルダ", &["フォルダー"])
    );
}

#[test]
fn fields_have_the_names_of_the_table() {
    let named = |edit: &Edit| edit.field().name();
    assert_eq!(named(&Edit::Product { id: String::new(), on: true }), terms::PRODUCTS_IN_USE);
    assert_eq!(named(&Edit::Licence { id: String::new(), on: true }), terms::LICENCES);
    assert_eq!(named(&Edit::Party { id: tenken::model::Party::Vendor, on: true }), terms::COUNTED_PARTIES);
    assert_eq!(Field::Effective.name(), format!("証跡の{}", terms::EFFECTIVE));
    assert_eq!(Field::Expires.name(), format!("証跡の{}", terms::EXPIRES));
    assert!(terms::ARCHIVED.contains(Field::Archived.name().trim_end_matches('か')));
}

#[test]
fn sentences_on_screen_take_their_keys_from_the_table_of_keys() {
    const BEFORE: [&str; 7] = ["\"", "。", "、", "(", "の ", "で、", "は "];
    const BEHIND: [&str; 4] = [" で", " を", " なら", " に "];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("src/tui/input/keymap/default.toml")).unwrap();
    let keys = table.lines().filter_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"'));
    // Enter, Esc, Tab and what they are on every keyboard may be named; letters and chords differ from person to person.
    let keys: Vec<&str> =
        keys.filter(|key| key.len() == 1 || key.starts_with(['f', 'g']) && key.contains(' ')).collect();
    assert!(keys.len() > 50, "{}", keys.len());
    let mut found = Vec::new();
    for source in read(&root.join("src/tui"), "src/tui") {
        for line in before_tests(&source.text).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let before = BEHIND.iter().flat_map(|behind| line.match_indices(behind)).map(|(at, _)| &line[..at]);
            let named = before.filter_map(|before| {
                let of = |key: &&&str| {
                    before.strip_suffix(**key).is_some_and(|rest| BEFORE.iter().any(|end| rest.ends_with(end)))
                };
                keys.iter().find(of)
            });
            found.extend(named.map(|key| format!("{} {key}: {line}", source.path)));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
