//! `tenken data check`, on the bundled records, copies of them and overlays.

use std::path::{Path, PathBuf};

use crate::support::{Surrounding, copy_folder};

/// Copies the bundled records into a surrounding.
fn copy_of_data(here: &Surrounding) -> PathBuf {
    let copy = here.path("copy");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &copy);
    copy
}

/// Changes the first occurrence of a text in a file and returns the line it stands on.
fn replace(file: &Path, from: &str, to: &str) -> usize {
    let text = std::fs::read_to_string(file).unwrap();
    let at = text.find(from).unwrap_or_else(|| panic!("{from} is not in {}", file.display()));
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
    text[..at].matches('\n').count() + 1
}

#[test]
fn the_bundled_records_and_a_copy_of_them_are_clean() {
    let here = Surrounding::new();
    let copy = copy_of_data(&here);
    for args in [vec!["data", "check"], vec!["data", "check", copy.to_str().unwrap()]] {
        let ran = here.run(&args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "誤りはありません。\n", ""), "{args:?}");
    }
}

#[test]
fn the_wording_counts_where_it_is_asked_for() {
    let here = Surrounding::new();
    let copy = copy_of_data(&here);
    let copy = copy.to_str().unwrap();
    let ran = here.run(&["data", "check", "--strict", copy]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "誤りはありません。直したい言い回しもありません。\n"));
    let ran = here.run(&["data", "check", "--strict"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("フォルダーを指定してください。") && ran.err.contains("data/"), "{}", ran.err);
    let text = "[[term]]\nid = \"term.own\"\nterm = \"自院\"\nreading = \"じいん\"\nsynonyms = [\"自院のサーバー\"]\n\
                definition = \"サーバーの弱点。\"\n";
    here.write("overlay/own.toml", text);
    assert_eq!(here.run(&["data", "check", "overlay"]).code, 0);
    let found = "overlay/own.toml:6: term.own definition に「サーバー」とあります。「サーバ」と書きます。\n\
                 overlay/own.toml:6: term.own definition に「弱点」とあります。「脆弱性(設定のことなら「設定の不備」)」と書きます。\n\
                 誤りはありません。直したい言い回しが 2 件あります。\n";
    for args in [vec!["data", "check", "--strict", "overlay"], vec!["data", "check", "--strict", "--data", "overlay"]] {
        let ran = here.run(&args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (2, found, ""), "{args:?}");
    }
    let document = here.run(&["data", "check", "--strict", "--json", "overlay"]);
    assert_eq!((document.code, document.out.lines().count()), (2, 1));
    let document = document.json().remove(0);
    let first = serde_json::json!({
        "place": "overlay/own.toml:6", "id": "term.own", "message": "definition に「サーバー」とあります。「サーバ」と書きます。"
    });
    assert_eq!((&document["wording"][0], &document["wording"][1]["id"]), (&first, &"term.own".into()));
    assert_eq!(
        (&document["total"], &document["more"], &document["findings"]),
        (&0.into(), &false.into(), &serde_json::json!([]))
    );
    let wrong = here.write("overlay/own.toml", &text.replace("reading", "readings"));
    let ran = here.run(&["data", "check", "--strict", "overlay"]);
    assert_eq!(ran.code, 2, "{wrong:?}");
    assert!(ran.out.ends_with("\n誤りが 1 件あります。直したい言い回しが 2 件あります。\n"), "{}", ran.out);
    let document = here.run(&["data", "check", "--json", "overlay"]);
    let (code, document) = (document.code, document.json().remove(0));
    assert_eq!(
        (code, &document["total"], &document["findings"][0]["place"]),
        (2, &1.into(), &"overlay/own.toml:4".into())
    );
}

#[test]
fn every_finding_names_file_and_line() {
    let here = Surrounding::new();
    let copy = copy_of_data(&here);
    let sysun = copy.join("guidelines/mhlw6/sysun.toml");
    let wrong_key = replace(&sysun, "gist = ", "gists = ");
    let risks = copy.join("risks.toml");
    let dangling = replace(&risks, "product = \"ms.entra.passkey\"", "product = \"ms.entra.passkeys\"");
    let ran = here.run(&["data", "check", copy.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.out.lines().collect();
    let place = format!("{}:{wrong_key}: ", sysun.display());
    assert!(lines.iter().any(|line| line.starts_with(&place) && line.contains("gists")), "{place}\n{}", ran.out);
    let dangles = |line: &&str| line.starts_with(&*risks.to_string_lossy()) && line.contains("ms.entra.passkeys");
    let line = lines.iter().find(|line| dangles(line)).unwrap_or_else(|| panic!("{}", ran.out));
    // A finding points at the record's first line, at or above the wrong value.
    let number: usize = line[risks.to_string_lossy().len() + 1..].split(':').next().unwrap().parse().unwrap();
    assert!(number <= dangling && dangling - number < 60, "{number} {dangling}");
    assert_eq!(*lines.last().unwrap(), format!("誤りが {} 件あります。", lines.len() - 1));
}

#[test]
fn an_overlay_is_checked_on_top_of_the_bundled_records() {
    let here = Surrounding::new();
    let term = |related: &str| {
        format!(
            "[[term]]\nid = \"term.own\"\nterm = \"自院\"\nreading = \"じいん\"\ndefinition = \"この病院。\"\nrelated = [\"{related}\"]\n"
        )
    };
    here.write("overlay/own.toml", &term("mhlw6.sysun.14"));
    assert_eq!(here.run(&["data", "check", "overlay"]).code, 0);
    let shown = here.run(&["show", "term.own", "--data", "overlay"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    here.write("overlay/own.toml", &term("mhlw6.nowhere"));
    let ran = here.run(&["data", "check", "overlay"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("overlay/own.toml:1: term.own "), "{}", ran.out);
    let used = here.run(&["search", "自院", "--data", "overlay"]);
    assert_eq!(used.code, 2);
    assert!(used.err.contains("overlay/own.toml:1") && used.err.contains("tenken data check"), "{}", used.err);
}

#[test]
fn a_slip_in_the_patterns_of_an_overlay_is_told_and_counts_nothing() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--pattern", "II"]);
    let chapter = |patterns: &str| {
        let provenance = "provenance = { seen = \"memory\" }";
        format!(
            "[[chapter]]\nid = \"mhlw6.sysun.5\"\nvolume = \"mhlw6.sysun\"\ntitle = \"設計の見直し\"\n{patterns}\n{provenance}\n\
             [[chapter.sections]]\nid = \"mhlw6.sysun.5.s1\"\nnumber = \"5.1\"\n{provenance}\n"
        )
    };
    let total = || here.run(&["status", "--json", "--data", "overlay"]).json()[0]["total"].as_u64();
    here.write("overlay/own.toml", &chapter("patterns = [\"I\", \"III\"]\nalso = []"));
    assert_eq!(here.run(&["data", "check", "overlay"]).code, 0);
    let before = here.run(&["status", "--json"]).json()[0]["total"].as_u64();
    assert_eq!(total(), before);
    for (patterns, line, part) in [
        (r#"patterns = "I、III""#, 5, "のように並べて書いてください"),
        ("patterns = [\"I\", \"V\"]\nalso = []", 1, "V という参照パターンはありません"),
        ("patterns = [\"I\", \"III\", \"I\"]\nalso = []", 1, "I が二度あります"),
        ("", 1, "patterns がありません"),
        (r#"patterns = ["I", "III"]"#, 1, "also がありません"),
    ] {
        here.write("overlay/own.toml", &chapter(patterns));
        let ran = here.run(&["data", "check", "overlay"]);
        assert_eq!((ran.code, ran.out.lines().count()), (2, 2), "{}", ran.out);
        let place = format!("overlay/own.toml:{line}: mhlw6.sysun.5 ");
        assert!(ran.out.starts_with(&place) && ran.out.contains(part), "{patterns}\n{}", ran.out);
        let status = here.run(&["status", "--json", "--data", "overlay"]);
        assert_eq!((status.code, status.out.as_str()), (2, ""), "{patterns}");
    }
}

#[test]
fn a_value_outside_its_list_is_told() {
    let here = Surrounding::new();
    let copy = copy_of_data(&here);
    let revisions = copy.join("succession/mhlw6-mhlw7.toml");
    let kept = replace(&revisions, "number_kept = \"yes\"", "number_kept = \"perhaps\"");
    let risks = copy.join("risks.toml");
    let cia = replace(&risks, "cia = [\"", "cia = [\"真正性\", \"");
    let ran = here.run(&["data", "check", copy.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.lines().count()), (2, 3), "{}", ran.out);
    for (file, line, value) in [(revisions, kept, "perhaps"), (risks, cia, "真正性")] {
        let place = format!("{}:{line}: ", file.display());
        let is_told = |told: &str| told.starts_with(&place) && told.contains(&format!("値 {value} は使えません"));
        assert!(ran.out.lines().any(is_told), "{place}\n{}", ran.out);
    }
}

#[test]
fn the_users_folder_is_laid_over_the_bundled_records() {
    let here = Surrounding::new();
    std::fs::create_dir_all(here.path("data/catalog")).unwrap();
    assert_eq!(here.run(&["show", "mhlw6.sysun.14.5"]).code, 0, "an empty folder adds nothing");
    let text =
        "[[term]]\nid = \"term.own\"\nterm = \"赤\\u001b[31m\\u202e\"\nreading = \"あか\"\ndefinition = \"色。\"\n";
    here.write("data/catalog/own.toml", text);
    let hostile = here.run(&["show", "term.own"]);
    assert_eq!(hostile.code, 2, "the check refuses what could steer a terminal");
    assert!(!hostile.err.contains('\u{1b}') && !hostile.out.contains('\u{1b}'));
    here.write("data/catalog/own.toml", &text.replace("\\u001b[31m\\u202e", ""));
    assert_eq!(here.run(&["show", "term.own"]).code, 0);
}

#[test]
fn what_steers_is_refused_and_the_form_of_a_character_is_not() {
    let here = Surrounding::new();
    for (c, is_refused) in [
        ('\u{61c}', true),
        ('\u{200e}', true),
        ('\u{202e}', true),
        ('\u{200b}', true),
        ('\u{feff}', true),
        ('\u{e0041}', true),
        ('\u{e0100}', false),
        ('\u{200d}', false),
    ] {
        let text =
            format!("[[term]]\nid = \"term.own\"\nterm = \"葛{c}城\"\nreading = \"か\"\ndefinition = \"市。\"\n");
        here.write("overlay/own.toml", &text);
        let ran = here.run(&["data", "check", "overlay"]);
        let named = ran.out.contains(&format!("term に使えない文字 U+{:04X} があります。", u32::from(c)));
        assert_eq!((ran.code == 2, named), (is_refused, is_refused), "{c:?}: {}", ran.out);
    }
    let hidden = "[[term]]\nid = \"term.\u{200d}own\"\nterm = \"市\"\nreading = \"し\"\ndefinition = \"市。\"\n";
    here.write("overlay/own.toml", hidden);
    assert_eq!(here.run(&["data", "check", "overlay"]).code, 2, "an id hides nothing");
}

#[test]
fn folders_that_cannot_be_checked_are_errors() {
    let here = Surrounding::new();
    std::fs::create_dir(here.path("empty")).unwrap();
    for (folder, sentence) in [("nowhere", "nowhere を読めません"), ("empty", "empty に TOML ファイルがありません")]
    {
        let ran = here.run(&["data", "check", folder]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

#[test]
fn what_is_wrong_in_the_clouds_half_of_an_overlay_is_told_where_it_stands() {
    let here = Surrounding::new();
    let product = |more: &str| {
        format!(
            "[[product]]\nid = \"own.a\"\nname = \"A\"\nname_ja = \"甲\"\nfamily = \"自院\"\nkind = \"product\"\nwhat = \"見本\"\n\
             side = \"customer\"\nprovenance = {{ seen = \"memory\" }}\n{more}\n"
        )
    };
    here.write("overlay/own.toml", &product("retired = \"2025-10\"\napplies_to = [\"Azure\"]"));
    assert_eq!(here.run(&["data", "check", "overlay"]).code, 0);
    // Own data may still hold the product that a measure of Microsoft's was; it is then what it says.
    here.write("overlay/own.toml", &product("").replace("own.a", "ms.trust.soc"));
    let shown = here.run(&["--data", "overlay", "show", "ms.trust.soc", "--json"]);
    assert_eq!((shown.code, shown.json()[0]["kind"].as_str()), (0, Some("product")), "{}", shown.err);
    for (more, line, part) in [
        ("retired = \"昨年\"", 1, "retired の「昨年」は"),
        ("successors = [\"own.a\"]", 1, "successors の own.a は、この記録自身です。"),
        ("former_ids = [\"own.a\"]", 1, "former_ids の own.a は、この記録の今の id です。"),
        ("applies_to = [\"AWS\"]", 10, "値 AWS は使えません。"),
        ("licence_note = \"赤\\u001b[31m\"", 10, "licence_note に使えない文字 U+001B があります。"),
        ("former_names = [\n\"乙\",\n\"\\u202e\"]", 12, "former_names に使えない文字 U+202E があります。"),
    ] {
        here.write("overlay/own.toml", &product(more));
        let ran = here.run(&["data", "check", "overlay"]);
        assert_eq!((ran.code, ran.out.lines().count()), (2, 2), "{more}\n{}", ran.out);
        let place = format!("overlay/own.toml:{line}: own.a ");
        assert!(ran.out.starts_with(&place) && ran.out.contains(part), "{more}\n{}", ran.out);
    }
}
