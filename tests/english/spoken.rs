//! The program in English: what it prints and shows holds Japanese only where the catalog or a person wrote it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use memchr::memmem;

use super::{is_japanese, phrases};
use crate::support::{Ran, Surrounding};
use crate::tui::pty::Terminal;

/// What may be said in Japanese all the same: texts of the data and of the person.
struct Written {
    data: String,
    phrases: BTreeSet<String>,
}

impl Written {
    fn new(own: &[&str]) -> Self {
        let mut data = own.join("\n");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("data"), root.join("index")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.extension().and_then(|extension| extension.to_str()) {
                    Some("toml" | "yml" | "tsv") => data.push_str(&fs::read_to_string(&path).unwrap()),
                    _ if path.is_dir() => folders.push(path),
                    _ => {}
                }
            }
        }
        let is_data = |phrase: &str| memmem::find(data.as_bytes(), format!("\"{phrase}\"").as_bytes()).is_some();
        let phrases = phrases().into_keys().filter(|phrase| !is_data(phrase)).collect();
        Self { data, phrases }
    }

    /// Returns the pieces of a text that are Japanese and written by neither.
    fn leaks(&self, text: &str) -> Vec<String> {
        let mut leaks = Vec::new();
        // Queries are typed as they are.
        for line in text.lines().filter(|line| !line.contains("where \"")) {
            let cells = line.split("  ").flat_map(|cell| cell.split(['[', ']', ':', ',', '"'])).map(str::trim);
            leaks
                .extend(cells.filter(|cell| self.phrases.contains(*cell)).map(|cell| format!("「{cell}」 in: {line}")));
            for piece in line.split(|c| !is_japanese(c)).filter(|piece| !piece.is_empty()) {
                // The search of the library is optimised in a test, that of std is not.
                if memmem::find(self.data.as_bytes(), piece.as_bytes()).is_none() {
                    leaks.push(format!("「{piece}」 in: {line}"));
                }
            }
        }
        leaks
    }
}

fn english(around: &Surrounding, line: &str) -> Ran {
    let words: Vec<&str> = line.split(' ').collect();
    let mut command = around.command(&words);
    // Nothing is wrapped: a cut name could be a word of ours.
    command.env("TENKEN_LANG", "en").env("TENKEN_USER", "sato").env("COLUMNS", "400");
    Ran::of(command)
}

#[test]
fn commands_speak_english() {
    let around = Surrounding::new();
    let written = Written::new(&["佐藤", "期限", "状態:完了", "担当者", "ない語のならび"]);
    let mut leaks = Vec::new();
    for line in LINES {
        let ran = english(&around, line);
        for text in [&ran.out, &ran.err] {
            leaks.extend(written.leaks(text).into_iter().map(|leak| format!("{line}: {leak}")));
        }
    }
    assert!(leaks.is_empty(), "{}\n{}", leaks.len(), leaks.join("\n"));
}

/// Command lines in the order of a small audit.
const LINES: &[&str] = &[
    "worklist create a --preset clinic --facility Harbour",
    "worklist list",
    "worklist show",
    "worklist set --product entra-id --period 2026-01-01..2026-12-31",
    "mark mhlw6.sysun.14.5 done --note seen --owner sato --due 2026-01-31 --verdict conforming",
    "mark mhlw6.sysun.13.1 doing --due 2026-02-01",
    "mark mhlw6.sysun.14.1 na",
    "mark mhlw6.sysun.14.1 na --reason none",
    "mark nowhere done",
    "history mhlw6.sysun.14.5",
    "status",
    "status --by party",
    "status --all",
    "status --since 2026-01-01",
    "next",
    "due",
    "check",
    "coverage",
    "evidence add https://example.org/a mhlw6.sysun.14.5",
    "evidence list",
    "evidence check",
    "worklist add-item Door",
    "search vpn",
    "search vpn --kind risk",
    "search zzzzqqq",
    "explain vpn",
    "show mhlw6.sysun.14.5",
    "show ransomware",
    "show entra-id",
    "show nothing.here",
    "diff mhlw6 mhlw7",
    "keys",
    "doctor",
    "data check",
    "packs list",
    "undo",
    "redo",
    "undo",
    "verify",
    "export report --format markdown",
    "export markdown",
    "export html",
    "import nothing.xlsx",
    "merge nothing",
    "worklist copy a b",
    "worklist diff a b",
    "carry --to mhlw7",
    "licences ipadic",
    "completions bash",
    "man",
    "help",
    "mark --help",
    "frobnicate",
    "search",
    "mark mhlw6.sysun.14.5 finished",
    "--theme neon",
    "-V",
];

#[test]
fn the_language_is_wished_for_and_not_taken_from_the_locale() {
    let around = Surrounding::new();
    let say = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = around.command(args);
        command.envs(variables.iter().copied());
        Ran::of(command)
    };
    let japanese = say(&["status"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "C")]);
    assert!(japanese.out.contains(is_japanese), "{}", japanese.out);
    for (args, variables) in [
        (&["--lang", "en", "status", "--help"][..], &[][..]),
        (&["status", "--help", "--lang=en"], &[("LANG", "ja_JP.UTF-8")]),
        (&["status", "--help"], &[("TENKEN_LANG", "en")]),
    ] {
        let ran = say(args, variables);
        assert!(ran.code == 0 && ran.out.contains("Usage:"), "{args:?}: {}", ran.out);
    }
    let ran = say(&["--lang", "ja", "status", "--help"], &[("TENKEN_LANG", "en")]);
    assert!(ran.out.contains("使い方:"), "{}", ran.out);
    // Who asks for a third language is told in both, on one line.
    for (args, variables) in
        [(&["status"][..], &[("TENKEN_LANG", "fr")][..]), (&["status", "--lang", "fr"], &[]), (&["--lang=fr"], &[])]
    {
        let ran = say(args, variables);
        let is_told =
            ["言語「fr」はありません。ja、en のどれかです。", "There is no language \"fr\". Use one of ja, en."]
                .iter()
                .all(|said| ran.err.contains(said));
        assert!(ran.code == 2 && is_told && ran.err.lines().count() == 1, "{args:?}: {}", ran.err);
    }
    around.write("config/config.toml", "language = \"en\"\n");
    assert!(say(&["status", "--help"], &[]).out.contains("Usage:"));
    let json = say(&["search", "vpn", "--json", "-n", "1"], &[]).out;
    assert_eq!(json, say(&["search", "vpn", "--json", "-n", "1", "--lang", "ja"], &[]).out, "settings are for people");
    around.write("config/config.toml", "language = \"fr\"\n");
    let ran = say(&[], &[]);
    assert!(ran.code == 2 && ran.err.contains("config.toml:1") && ran.err.contains("no language"), "{}", ran.err);
}

/// Commands go on in Japanese and say so once, unless the settings do not matter.
#[test]
fn a_language_of_the_settings_that_there_is_not_is_told() {
    let around = Surrounding::new();
    around.write("config/config.toml", "language = \"fr\"\n");
    let told = |args: &[&str]| {
        let ran = around.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ["config.toml:1: 言語「fr」はありません。", "There is no language \"fr\"."]
            .map(|said| ran.err.matches(said).count())
    };
    assert_eq!(told(&["search", "vpn"]), [1, 1]);
    assert_eq!(told(&["search", "vpn", "--lang", "ja"]), [0, 0]);
    assert_eq!(told(&["search", "vpn", "--json"]), [0, 0]);
}

#[test]
fn the_screen_speaks_english() {
    let home = tempfile::tempdir().unwrap();
    let written = Written::new(&[]);
    let mut terminal = Terminal::open_with(home.path(), |command| command.env("TENKEN_LANG", "en"));
    let mut leaks = Vec::new();
    for (keys, seen) in
        [("", "Search"), ("14.5", "14"), ("\r", "Risks"), ("?", "Screen"), ("\x1b", "Risks"), ("gw", "orklist")]
    {
        terminal.press(keys).sees(seen);
        leaks.extend(
            written.leaks(&terminal.parser.screen().contents()).into_iter().map(|leak| format!("{keys}: {leak}")),
        );
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    terminal.press("\x1b\x1bq");
}
