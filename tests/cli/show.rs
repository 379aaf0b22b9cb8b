//! `tenken show`.

use memchr::memmem;
use tenken::cli::{Environment, StdoutInfo, Terminal, run};
use tenken::model::Kind;
use tenken::worklist::Identity;

use crate::support::{Ran, Surrounding};

#[test]
fn a_clause_says_where_it_comes_from_and_where_it_leads() {
    let ran = Surrounding::new().run(&["show", "mhlw6.sysun.14.5"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut lines = ran.out.lines();
    assert!(lines.next().unwrap().starts_with("運用 14.⑤  "), "{}", ran.out);
    assert_eq!(lines.next(), Some("mhlw6.sysun.14.5"));
    for part in [
        "システム運用編 > 14章",
        "\n要約(本ツールによるもので、原文ではありません)\n  ",
        "\n  担当        医療機関",
        "\n確認観点(本ツールの見解)\n  - ",
        "\n証跡例(本ツールの見解)\n  - ",
        "\n背景のリスク(本ツールの見解)\n   1 ",
        "\nMicrosoft がすること(本ツールの見解)\n",
        "\n利用者が使う製品(本ツールの見解)\n",
        "[ms.entra.mfa]",
        "\n出典\n  確かさ",
        "data/guidelines/mhlw6/sysun.toml:",
        "\n点検票「default」\n  状態        未着手\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} is missing in\n{}", ran.out);
    }
}

/// Returns what `show -` prints of lines.
fn shown(here: &Surrounding, lines: &str) -> Ran {
    let mut command = here.command(&["show", "-", "--json"]);
    command.stdin(std::fs::File::open(here.write("lines", lines)).unwrap());
    Ran::of(command)
}

/// What `next` prints is shown record by record.
#[test]
fn the_records_of_the_standard_input_are_shown_one_after_the_other() {
    let here = Surrounding::new();
    let next = here.run(&["next", "-n", "2"]).out;
    let ids: Vec<String> = shown(&here, &format!("mhlw6.sysun.14.5\n\n{next}"))
        .json()
        .iter()
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(ids.len() == 3 && ids[0] == "mhlw6.sysun.14.5", "{ids:?}");
    assert!(ids[1..].iter().all(|id| next.contains(id.as_str())), "{ids:?} {next}");
    assert_eq!(shown(&here, "ない記録\n").code, 1);
    for nothing in ["", "\n \n", "{\"hits\":[]}"] {
        let ran = shown(&here, nothing);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{nothing:?}");
        assert!(ran.err.contains("標準入力に、") && ran.err.contains("`tenken next | tenken show -`"), "{}", ran.err);
    }
}

/// What is printed for programs names the same records as what is printed for people, and broken JSON is not repeated.
#[test]
fn documents_of_the_commands_that_print_records_are_read() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "doing", "--due", "2025-01-01"]);
    for args in [&["next", "-n", "2"][..], &["search", "二要素認証", "-n", "3"], &["due"], &["check"]] {
        let ids = |printed: &str| -> Vec<String> {
            let ran = shown(&here, printed);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {printed}");
            ran.json().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
        };
        let (rows, documents) = (here.run(args).out, here.run(&[args, &["--json"]].concat()).out);
        assert_eq!(ids(&documents), ids(&rows), "{args:?}");
    }
    let broken = shown(&here, "{\"clauses\":[{\"id\":\"mhlw6.s");
    assert!(broken.code == 2 && broken.err.contains("JSON として読めません"), "{}", broken.err);
    assert!(!broken.err.contains("mhlw6.s"), "{}", broken.err);
}

#[test]
fn what_an_import_would_change_is_shown() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "doing"]);
    let filled = here.run(&["export", "csv"]).out.replace(",対応中,", ",完了,");
    here.write("filled.csv", &filled);
    let changes = here.run(&["import", "worklist", "filled.csv", "--json"]).out;
    let ids: Vec<_> = shown(&here, &changes).json().iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, ["mhlw6.sysun.14.5"], "{changes}");
}

/// A list that somebody wrote is asked for as lines are: what is not found is named.
#[test]
fn no_id_of_a_list_is_dropped() {
    let here = Surrounding::new();
    let ran = shown(&here, r#"["mhlw6.sysun.14.5","mhlw6.sysun.14.99","運用14⑥"]"#);
    assert_eq!((ran.code, ran.json().len()), (1, 2), "{}", ran.err);
    assert!(ran.err.contains("「mhlw6.sysun.14.99」は見つかりません。"), "{}", ran.err);
}

/// Headings and totals are no records that are missing.
#[test]
fn sentences_of_the_commands_that_print_records_are_passed_over() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "doing", "--due", "2025-01-01"]);
    for args in [&["next", "-n", "2"][..], &["search", "二要素認証", "-n", "3"], &["due"], &["check"]] {
        let printed = here.run(args).out;
        let ran = shown(&here, &printed);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {printed}");
        let rows = printed.lines().filter(|line| line.split("  ").count() > 1).count();
        assert!(rows > 0 && ran.json().len() == rows && printed.lines().count() > rows, "{args:?}: {printed}");
    }
    let unknown = shown(&here, &format!("{}mhlw6.sysun.14.55\n", here.run(&["next", "-n", "1"]).out));
    assert_eq!((unknown.code, unknown.json().len()), (1, 1));
    assert!(unknown.err.contains("「mhlw6.sysun.14.55」は見つかりません"), "{}", unknown.err);
}

#[test]
fn a_guideline_says_who_issued_it_when_and_what_took_its_place() {
    let here = Surrounding::new();
    let url = "https://www.mhlw.go.jp/stf/shingi/0000516275_00006.html";
    let ran = here.run(&["show", "mhlw6"]);
    let expected = format!(
        "\n文書\n  発行者      厚生労働省\n  発行        2023-05\n  公式ページ  {url}\n  \
         版の状況    第6.0版は、2026-06-29 に第7.0版に置き換わりました。\n  収録        249 条項(うち "
    );
    assert!(ran.out.contains(&expected), "{}", ran.out);
    assert!(ran.out.contains("`tenken diff mhlw6 mhlw7`"), "{}", ran.out);
    let document = here.run(&["show", "mhlw6", "--json"]).json().remove(0);
    assert_eq!((&document["publisher"], &document["url"]), (&"厚生労働省".into(), &url.into()));
    let edition = &document["edition"];
    assert_eq!((&edition["published"], &edition["replaced"]), (&"2023-05".into(), &"2026-06-29".into()));
    assert_eq!((&edition["successor"], &edition["current"]), (&"mhlw7".into(), &"mhlw7".into()));
    assert_eq!((&edition["clauses"], &edition["partial"]), (&249.into(), &false.into()));
    assert!(edition["unverified"].as_u64().unwrap() > 0);
    let volume = here.run(&["show", "mhlw6.sysun"]);
    assert!(!volume.out.contains("発行者"), "{}", volume.out);
    assert!(here.run(&["show", "mhlw6.sysun", "--json"]).json()[0].get("edition").is_none());
}

#[test]
fn a_checklist_of_many_years_has_a_row_for_each_and_each_year_a_page() {
    let here = Surrounding::new();
    let ran = here.run(&["show", "mhlwcl"]);
    assert!(
        ran.out.contains("\n年度ごとの版\n   1 令和8年度版 [mhlwcl.r8] 未照合 (現行、2026-06 発行、条項なし)\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("令和7年度版は、2026-06 に令和8年度版に置き換わりました。"), "{}", ran.out);
    let editions = &here.run(&["show", "mhlwcl", "--json"]).json()[0]["editions"];
    let ids: Vec<&str> = editions.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["mhlwcl.r8", "mhlwcl.r7", "mhlwcl.r6", "mhlwcl.r5"]);
    assert!(editions.as_array().unwrap().iter().all(|one| one["current"] == "mhlwcl.r8"));
    let year = here.run(&["show", "mhlwcl.r8"]);
    for part in
        ["未照合", "版の状況    この版が現行です。", "収録        条項は収録しておらず、改定を ", "確かさ      伝聞"]
    {
        assert!(year.out.contains(part), "{part} is missing in\n{}", year.out);
    }
}

#[test]
fn every_revision_is_on_the_page_of_its_guideline() {
    let here = Surrounding::new();
    let catalog = tenken::bundled::catalog().unwrap();
    for edition in ["mhlw52", "mhlw6", "mhlw7", "meti11", "meti20", "mhlwcl.r7", "mhlwcl.r8"] {
        let page: String = here.run(&["show", edition]).out.split_whitespace().collect();
        let own: Vec<_> = catalog.revisions().filter(|one| one.from == edition || one.to == edition).collect();
        assert!(!own.is_empty(), "{edition}");
        for revision in own {
            assert!(page.contains(&format!("[{}]", revision.id)), "{} is missing on {edition}", revision.id);
        }
    }
    let chapter = here.run(&["show", "mhlw6.sysun.14"]).out;
    assert!(chapter.contains("第6.0版から第7.0版への改定") && chapter.contains("[mhlw7.sysun.14.5]"), "{chapter}");
}

#[test]
fn a_revision_says_whether_the_number_stays() {
    let here = Surrounding::new();
    let ran = here.run(&["show", "mhlw7.sysun.14.5"]);
    assert!(ran.out.contains("\n  番号        変わらない\n"), "{}", ran.out);
    assert!(ran.out.contains("\n  版          厚労省 第6.0版 から 厚労省 第7.0版 へ\n"), "{}", ran.out);
    assert!(ran.out.contains("\n関わる版と章\n") && ran.out.contains("[mhlw6]") && ran.out.contains("[mhlw7]"));
    assert_eq!(here.run(&["show", "mhlw7.sysun.14.5", "--json"]).json()[0]["number_kept"], "yes");
}

#[test]
fn what_was_not_checked_says_so() {
    let catalog = tenken::bundled::catalog().unwrap();
    let unverified = catalog.all(Kind::Clause).find(|at| catalog.is_unverified(*at)).unwrap();
    let ran = Surrounding::new().run(&["show", catalog.id(unverified)]);
    assert!(ran.out.lines().nth(1).unwrap().ends_with("未照合"), "{}", ran.out);
    let unbroken: String = ran.out.split_whitespace().collect();
    assert!(unbroken.contains("原文で確かめてください"), "{}", ran.out);
    let ran = Surrounding::new().run(&["show", catalog.id(unverified), "--json"]);
    assert_eq!(ran.json()[0]["unverified"], true);
}

#[test]
fn lines_fit_the_columns() {
    let here = Surrounding::new();
    let ids = ["mhlw6.sysun.14.5", "risk.admin-credential-theft", "ms.entra.conditional-access", "mhlw6.sysun.14"];
    for columns in ["20", "40", "80", "200"] {
        let mut command = here.command(&[["show"].as_slice(), &ids].concat());
        command.env("COLUMNS", columns);
        let ran = Ran::of(command);
        // Addresses are never broken.
        let lines = ran.out.lines().filter(|line| !line.contains("https://"));
        let widest = lines.map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} of {columns}");
    }
}

#[test]
fn json_has_the_documented_shape() {
    let here = Surrounding::new();
    let ran =
        here.run(&["show", "mhlw6.sysun.14.5", "risk.admin-credential-theft", "ms.entra.conditional-access", "--json"]);
    let documents = ran.json();
    assert_eq!(documents.len(), 3);
    for (document, kind) in documents.iter().zip(["clause", "risk", "product"]) {
        assert_eq!(document["kind"], kind);
        for key in ["id", "label", "title", "unverified", "place", "provenance", "links"] {
            assert!(!document[key].is_null(), "{kind} {key}");
        }
        let link = &document["links"][0];
        for key in ["id", "kind", "direction", "reason", "relation", "title"] {
            assert!(link[key].is_string(), "{kind} {key}");
        }
        assert_eq!(document.get("worklist").is_some(), kind == "clause");
        assert_eq!(document.get("mapping").is_some(), kind == "clause");
    }
    let clause = &documents[0];
    for key in ["availability", "division", "no_measure"] {
        assert!(!clause[key].is_null() && clause["mapping"].get(key).is_none(), "{key}");
        assert!(documents[2].get(key).is_none(), "{key}");
    }
    for key in ["party", "cloud_share", "nature", "checks", "evidence", "products", "risks"] {
        assert!(!clause["mapping"][key].is_null(), "{key}");
    }
    assert_eq!(clause["worklist"]["status"], "todo");
    assert_eq!(clause["gist"].as_str().map(str::is_empty), Some(false));
    assert_eq!(documents[1]["mitigations"][0]["function"].as_str().map(str::is_empty), Some(false));
    assert_eq!(documents[2]["product_kind"], "feature");
}

#[test]
fn an_unknown_id_brings_what_comes_close() {
    let here = Surrounding::new();
    let ran = here.run(&["show", "mhlw6.sysun.14.55"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("「mhlw6.sysun.14.55」は見つかりません") && ran.err.contains("mhlw6.sysun.14.5("),
        "{}",
        ran.err
    );
    let mixed = here.run(&["show", "nowhere", "mhlw6.sysun.14.5", "--json"]);
    assert_eq!(mixed.code, 1);
    assert_eq!(mixed.json()[0]["id"], "mhlw6.sysun.14.5");
}

#[test]
fn every_record_is_found_by_its_id() {
    let catalog = tenken::bundled::catalog().unwrap();
    let screen = StdoutInfo {
        columns: 80,
        is_terminal: false,
        is_styled: false,
        ambiguous: tenken::text::width::Ambiguous::AsIs,
    };
    let who = Identity { user: "tester".to_owned(), host: "host".to_owned() };
    let environment =
        Environment { paths: None, who, screen, terminal: Terminal::default(), source_date: String::new() };
    let ids: Vec<&str> = Kind::ALL.iter().flat_map(|kind| catalog.all(*kind)).map(|at| catalog.id(at)).collect();
    assert!(ids.len() > 900, "{}", ids.len());
    for (form, lines) in [(Some("--json"), true), (None, false)] {
        let args = ["tenken", "show"].into_iter().chain(form).chain(ids.iter().copied());
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let code = run(args.map(Into::into), &environment, &mut out, &mut notes);
        assert_eq!((code, String::from_utf8(notes).unwrap()), (0, String::new()));
        if lines {
            assert_eq!(String::from_utf8_lossy(&out).lines().count(), ids.len());
        }
        // The search of the library is optimised in a test, that of std is not.
        assert!(ids.iter().all(|id| memmem::find(&out, id.as_bytes()).is_some()));
    }
}

#[test]
fn a_record_is_meant_by_its_name_wherever_its_id_is_taken() {
    let here = Surrounding::new();
    for name in ["条件付きアクセス", "条件付き アクセス", "Microsoft Entra Conditional Access"] {
        let ran = here.run(&["show", name, "--json"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert_eq!(ran.json()[0]["id"], "ms.entra.conditional-access", "{name}");
    }
    let clause = "導入・更新システムの二要素認証への対応";
    let marked = here.run(&["mark", clause, "done"]);
    assert_eq!(marked.code, 0, "{}", marked.err);
    let history = here.run(&["history", clause, "--json"]);
    assert_eq!(history.json()[0]["id"], "mhlw6.sysun.14.5");
    let set = here.run(&["worklist", "set", "--product", "条件付きアクセス", "--unused", "パスキー (FIDO2) 認証"]);
    let shown = here.run(&["worklist", "show", "--json"]).json();
    assert_eq!((set.code, &shown[0]["products"][0]), (0, &"ms.entra.conditional-access".into()), "{}", set.err);
    let none = here.run(&["worklist", "set", "--product", "条件付き"]);
    assert!(none.code == 2 && none.err.contains("ms.entra.conditional-access("), "{}", none.err);
    let taken = here.run(&["worklist", "set", "--no-product", "条件付きアクセス"]);
    assert_eq!((taken.code, taken.err.contains("入っていません")), (0, false), "{}", taken.err);
    let wrong = here.run(&["mark", "条件付きアクセス", "done"]);
    assert!(wrong.code == 2 && wrong.err.contains("「条件付きアクセス」は製品です。"), "{}", wrong.err);
    let unknown = here.run(&["mark", "二要素認証に対応したい", "done"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("mhlw6.sysun.14.5(運用 14.⑤ 導入・更新"), "id, label and title: {}", unknown.err);
}

#[test]
fn records_that_share_a_name_are_told_with_their_ids() {
    let here = Surrounding::new();
    let catalog = tenken::bundled::catalog().unwrap();
    let titles: Vec<&str> = catalog.clauses().map(|clause| clause.title.as_str()).collect();
    let twice = titles.iter().find(|title| titles.iter().filter(|other| other == title).count() > 1).unwrap();
    let shown = here.run(&["show", twice]);
    assert!(
        shown.code == 1 && shown.err.contains("という名前の記録が") && shown.err.contains("近いもの: "),
        "{}",
        shown.err
    );
    let marked = here.run(&["mark", twice, "done"]);
    assert!(marked.code == 2 && marked.err.contains("ID で指定してください: "), "{}", marked.err);
}

#[test]
fn headings_editions_and_words_that_mean_the_same_are_found_by_what_they_are_called() {
    let here = Surrounding::new();
    for (name, id) in [
        ("第7.0版", "mhlw7"),
        ("認証・認可に関する安全管理措置", "mhlw6.sysun.14"),
        ("14章 認証・認可に関する安全管理措置", "mhlw6.sysun.14"),
        ("本人認証", "term.ninshou"),
    ] {
        let ran = here.run(&["show", name]);
        let is_shown = ran.out.lines().nth(1).is_some_and(|line| line.split("  ").next() == Some(id));
        assert!(ran.code == 0 && is_shown, "{name}: {}{}", ran.err, ran.out);
    }
}

#[test]
fn a_word_that_gives_way_to_a_product_of_its_name_is_told() {
    let here = Surrounding::new();
    let ran = here.run(&["show", "条件付きアクセス"]);
    assert_eq!(ran.out.lines().nth(1), Some("ms.entra.conditional-access"));
    assert!(ran.err.contains("ほかに用語「条件付きアクセス」があります: `tenken show term."), "{}", ran.err);
    assert_eq!(here.run(&["show", "ms.entra.conditional-access"]).err, "");
}

#[test]
fn an_empty_name_brings_no_clauses() {
    for name in ["", " "] {
        let ran = Surrounding::new().run(&["show", name]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name:?}");
        assert!(ran.err.contains("ID か名前") && !ran.err.contains("近いもの"), "{}", ran.err);
    }
}

#[test]
fn licences_are_called_as_the_language_that_is_spoken_calls_them() {
    let here = Surrounding::new();
    for args in
        [&["show", "licence.azure-payg"][..], &["show", "ms.sentinel"], &["search", "--kind", "licence", "従量課金"]]
    {
        let said = here.run(&[args, &["--lang", "en"]].concat()).out;
        assert!(said.contains("Azure pay-as-you-go") && !said.contains("Azure の従量課金"), "{args:?}: {said}");
        assert!(here.run(args).out.contains("Azure の従量課金"), "{args:?}");
    }
}
