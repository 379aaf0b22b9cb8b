//! Help, version and mistakes on the command line.

use tenken::bundled;
use tenken::export::content::CatalogFormat;
use tenken::export::mapping::MappingFormat;
use tenken::export::{FileFormat, Format};

use crate::support::Surrounding;

#[test]
fn help_and_version_are_no_errors() {
    let here = Surrounding::new();
    let help = here.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.starts_with("医療情報システムの安全管理ガイドラインを引き、\n"), "{}", help.out);
    assert!(here.run(&["--lang", "en", "--help"]).out.starts_with("Look up Japan"), "in English too");
    for word in ["使い方: tenken", "コマンド:", "search", "show", "mark", "status", "data", "--worklist", "終了コード"]
    {
        assert!(help.out.contains(word), "{word} is missing in\n{}", help.out);
    }
    let version = here.run(&["--version"]);
    let named = (env!("CARGO_PKG_VERSION"), bundled::data_date(), bundled::fingerprint());
    let sentence = format!("tenken {}、データ {}、データの照合値 {}\n", named.0, named.1, named.2);
    assert_eq!((version.code, version.out.as_str()), (0, sentence.as_str()));
    let report = here.run(&["export", "markdown"]).out;
    assert!(report.contains(sentence.trim_end()), "{report}");
}

#[test]
fn every_page_of_help_is_japanese_and_fits_80_columns() {
    let here = Surrounding::new();
    let mut pages = vec![Vec::new()];
    pages_below(&tenken::cli::command(), &[], &mut pages);
    assert!(pages.len() > 30, "{pages:?}");
    for page in pages {
        let ran = here.run(&[page.as_slice(), &["--help".to_owned()]].concat());
        assert_eq!(ran.code, 0, "{page:?}");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print", "[possible", "[default", "[OPTIONS]"] {
            assert!(!ran.out.contains(english), "{english} in {page:?}\n{}", ran.out);
        }
        let wide = ran.out.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > 80);
        assert_eq!(wide, None, "{page:?}");
        assert!(!ran.out.lines().any(|line| line.ends_with(' ')) && !ran.out.ends_with("\n\n"), "{page:?}");
    }
}

/// Adds the path of every command below one.
fn pages_below(command: &clap::Command, path: &[String], pages: &mut Vec<Vec<String>>) {
    for inner in command.get_subcommands() {
        let path = [path, &[inner.get_name().to_owned()]].concat();
        pages_below(inner, &path, pages);
        pages.push(path);
    }
}

#[test]
fn mistakes_are_explained_and_exit_with_2() {
    let here = Surrounding::new();
    let mapping = format!("使えるのは {} です。", MappingFormat::codes());
    let catalog = format!("使えるのは {} です。", CatalogFormat::codes());
    let cases: [(&[&str], &str); 25] = [
        (&["serch"], "「serch」"),
        (&["search"], "QUERY(検索する語) が足りません。"),
        (
            &["search", "x", "--kind", "clauses"],
            "「clauses」は使えません。使えるのは clause、risk、product、measure、report、licence、theme、term、node、revision です。",
        ),
        (&["search", "x", "-n", "many"], "「many」は使えません"),
        (&["search", "x", "-n"], "値を指定してください。"),
        (&["search", "x", "--jsn"], "「--jsn」というオプションや引数はありません。"),
        (&["show"], "が足りません。"),
        (&["mark"], "が足りません。"),
        (&["mark", "x", "done", "--yes"], "--where QUERY(検索で見つかる条項すべてに記録します) が足りません。"),
        (&["export"], "が足りません。"),
        (&["--worklist", "x", "worklist", "create"], "NAME(点検票の名前) が足りません。"),
        (&["export", "docx"], &format!("使えるのは {} です。", Format::codes())),
        (&["export", "csv", "--encoding", "latin1"], "使えるのは utf8、cp932 です。"),
        (&["export", "csv", "--force"], "が足りません。"),
        (&["export", "maping"], "`tenken export mapping` のように export のすぐ後に書きます。"),
        (&["export", "mapping"], "--format FORMAT("),
        (&["export", "mapping", "--format", "docx"], &mapping),
        (&["export", "catalog"], "--format FORMAT("),
        (&["export", "catalog", "--format", "xlsx"], &catalog),
        (&["import", "worklist", "x.csv", "--take", "both"], "使えるのは theirs(記入を採る)、mine(点検票を残す)です。"),
        (&["worklist", "create", "x", "--pattern", "V"], "使えるのは I、II、III、IV です。"),
        (&["status", "--by", "owner"], "使えるのは party です。"),
        (&["status", "extra"], "「extra」というオプションや引数はありません。"),
        (&["--ambiguous", "3"], "「3」は使えません"),
        (&["--mouse", "status"], "画面を開くときだけ"),
    ];
    for (args, sentence) in cases {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("tenken: ") && ran.err.contains(sentence), "{args:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 2, "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_mistake_names_the_page_of_the_command_it_is_made_in() {
    let here = Surrounding::new();
    let cases: [(&[&str], &str); 4] = [
        (&["serch"], "`tenken --help`"),
        (&["mark"], "`tenken mark --help`"),
        (&["--worklist", "x", "worklist", "create"], "`tenken worklist create --help`"),
        (&["evidence", "list", "--jsn"], "`tenken evidence list --help`"),
    ];
    for (args, page) in cases {
        let ran = here.run(args);
        assert!(ran.code == 2 && ran.err.contains(page), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_command_that_wants_another_one_shows_its_page() {
    let here = Surrounding::new();
    for name in ["worklist", "evidence", "data"] {
        let (alone, page) = (here.run(&["--worklist", "x", name]), here.run(&[name, "--help"]));
        assert_eq!((alone.code, &alone.err, &alone.out), (0, &String::new(), &page.out), "{name}");
    }
}
