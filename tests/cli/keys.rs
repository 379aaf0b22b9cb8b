//! `tenken keys`, and key tables with mistakes.

use crate::support::Surrounding;

#[test]
fn keys_are_listed_screen_by_screen_with_the_own_ones_laid_over() {
    let here = Surrounding::new();
    let ran = here.run(&["keys"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("画面: 検索\n") && row(&ran.out) == "目次へ c F2 g t", "{}", ran.out);
    assert!(here.run(&["keys", "--toml"]).out.contains("[[bind]]"));

    here.write("config/keys.toml", "[[bind]]\nkey = \"m\"\non = [\"list\"]\ndo = \"contents\"\n");
    assert_eq!(row(&here.run(&["keys"]).out), "目次へ c F2 g t m");
}

#[test]
fn a_wrong_key_is_named_with_file_and_line() {
    let here = Surrounding::new();
    for (text, said) in [
        ("\n[[bind]]\nkey = \"hyper-x\"\non = [\"clause\"]\ndo = \"next\"\n", "3 行目: キー「hyper-x」は使えません。"),
        ("[[bind]]\nkey = 1\n", "keys.toml の 2 行目: TOML として読めません"),
        ("[[bind]]\nkey = \"m\"\non = [\"clause\"]\ndo = \"fly\"\n", "2 行目: 操作「fly」はありません。"),
    ] {
        here.write("config/keys.toml", text);
        let ran = here.run(&["keys"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(
            ran.err.contains("keys.toml") && ran.err.contains(said) && ran.err.contains("tenken keys --toml"),
            "{}",
            ran.err
        );
    }
}

/// The last row of the contents, that of the worklist, with single spaces.
fn row(out: &str) -> String {
    let row = out.lines().rfind(|line| line.contains("目次へ")).unwrap_or_default();
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}
