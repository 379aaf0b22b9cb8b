//! `tenken diff` and `tenken carry`: what another edition changes, and the worklist that follows.

use serde_json::Value;

use tenken::text::width::{Ambiguous, cells};

use crate::support::editions::overlay;
use crate::support::{Surrounding, bundled};

/// Marks clauses of 6.0: these, and others until there are so many.
fn mark(surrounding: &Surrounding, first: &[&str], count: usize) {
    let others = bundled().0.clauses().filter(|clause| clause.id.starts_with("mhlw6.kikaku."));
    let others = others.map(|clause| clause.id.as_str()).take(count - first.len());
    let ids: Vec<&str> = first.iter().copied().chain(others).collect();
    let args: Vec<&str> = [&["mark"][..], &ids, &["done"]].concat();
    assert_eq!(surrounding.run(&args).code, 0);
}

const TOUCHED: [&str; 3] = ["mhlw6.sysun.14.5", "mhlw6.sysun.14.6", "mhlw6.sysun.8.5"];
const UNCHANGED: [&str; 3] = ["mhlw6.sysun.17.1", "mhlw6.sysun.17.2", "mhlw6.sysun.17.3"];

#[test]
fn a_diff_lists_what_is_known_with_the_marks_that_it_touches() {
    let surrounding = Surrounding::new();
    mark(&surrounding, &[TOUCHED, UNCHANGED].concat(), 60);
    let shown = surrounding.run(&["diff", "mhlw6", "mhlw7", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let document = &shown.json()[0];
    let revisions = document["revisions"].as_array().unwrap();
    assert_eq!((revisions.len(), &document["from"], &document["to"]), (42, &"mhlw6".into(), &"mhlw7".into()));
    let find = |id: &str| revisions.iter().find(|one| one["id"] == id).unwrap();
    let revision = find("mhlw7.sysun.14.5");
    assert_eq!((&revision["kind"], &revision["revision_kind"]), (&"revision".into(), &"modified".into()));
    assert_eq!((&revision["carry"], &revision["clauses"]), (&"hold".into(), &serde_json::json!([TOUCHED[0]])));
    let marked = serde_json::json!([{ "clause": TOUCHED[0], "status": "done", "verdict": "open" }]);
    assert_eq!(revision["marks"], marked);
    assert_eq!(find("mhlw7.keiei.all")["marks"], serde_json::json!([]));
    let done = &document["marks"]["done"];
    assert_eq!((&done["all"], &done["touched"], &done["unchanged"]), (&60.into(), &3.into(), &3.into()));
    let by_touch = done["by_touch"].as_object().unwrap();
    let count = |is: &dyn Fn(&str) -> bool| {
        by_touch.iter().filter(|(touch, _)| is(touch)).map(|(_, count)| count.as_u64().unwrap()).sum::<u64>()
    };
    let touching = ["modified", "renumbered", "removed", "new", "unsure"];
    assert_eq!((count(&|_| true), count(&|touch| touching.contains(&touch))), (60, 3));
    assert_eq!((&by_touch["modified"], &by_touch["unsure"]), (&2.into(), &1.into()));
    // What is said of the chapter is not said of each of its clauses.
    assert_eq!(find("mhlw7.sysun.14.8")["marks"], serde_json::json!([]));
    assert_eq!(find("mhlw7.sysun.14.8")["chapter_marks"].as_array().unwrap().len(), 2);
    let unknown = document["unknown"]["clauses"].as_array().unwrap();
    assert!(unknown.iter().any(|id| id == "mhlw6.kikaku.7.1") && unknown.iter().all(|id| id != TOUCHED[0]));
    let chapters = document["chapters"].as_array().unwrap();
    let sum: u64 =
        chapters.iter().filter(|one| one["edition"] == "mhlw6").map(|one| one["clauses"].as_u64().unwrap()).sum();
    assert_eq!(sum as usize, bundled().0.edition("mhlw6").unwrap().clause_count());
    let fates = chapters.iter().filter(|one| one["edition"] == "mhlw6").map(|one| one["by_fate"]["unknown"].as_u64());
    assert_eq!(fates.flatten().sum::<u64>() as usize, unknown.len());
    let page = surrounding.run(&["diff", "第6.0版", "7.0"]).out;
    assert!(page.lines().all(|line| !line.contains("[mhlw7.") || cells(line, Ambiguous::AsIs) <= 80), "{page}");
    let page = page.replace("\n", "");
    assert!(page.contains("完了 60 件のうち、改定に関わるのは 3 件です(変更 2、変わったか不明 1)。ほかは、"), "{page}");
    assert!(page.contains("確度: ") && !page.contains("確からしさ") && !page.contains("確度: 確度"), "{page}");
    assert!(page.contains("第6.0版は、2026-06-29 に第7.0版に置き換わりました。"), "{page}");
}

#[test]
fn editions_that_cannot_be_compared_say_what_to_type_instead() {
    let surrounding = Surrounding::new();
    for (from, to, code, told) in [
        ("mhlw7", "mhlw6", 2, "`tenken diff mhlw6 mhlw7` のように"),
        ("mhlw6", "6.0", 2, "どうしを比べることはできません。"),
        ("mhlw52", "mhlw7", 2, "`tenken diff mhlw52 mhlw6`、`tenken diff mhlw6 mhlw7` の順に"),
        ("meti11", "mhlw6", 2, "続いている版ではありません。"),
        ("mhlwcl", "r8", 2, "「mhlwcl」には版が複数あります。"),
        ("令和7年度版", "第7.0版", 2, "「令和7年度版」は、どの版のことか決められません。"),
        ("第9版", "r8", 2, "「第9版」という版はありません。"),
    ] {
        let ran = surrounding.run(&["diff", from, to]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{from} {to}");
        assert!(ran.err.contains(told), "{from} {to}: {}", ran.err);
    }
    for (from, to) in
        [("r7", "令和8年度版"), ("令和7年度版", "令和8年度版"), ("1.1", "2.0"), ("5.2", "6.0"), ("r6", "r7")]
    {
        let ran = surrounding.run(&["diff", from, to]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{from} {to}");
    }
}

#[test]
fn a_diff_of_which_nothing_is_known_says_so() {
    let surrounding = Surrounding::new();
    let records = "[[guideline]]\nid = \"mhlw7\"\ntitle = \"七\"\nshort = \"厚労省7.0\"\nedition = \"7.0\"\npublisher = \"省\"\nsuccessor = \"mhlw8\"\nprovenance = { seen = \"memory\" }\n[[guideline]]\nid = \"mhlw8\"\ntitle = \"八\"\nshort = \"厚労省8.0\"\nedition = \"8.0\"\npublisher = \"省\"\nprovenance = { seen = \"memory\" }\n";
    let folder = surrounding.write("own/editions.toml", records);
    let folder = folder.parent().unwrap().to_str().unwrap();
    let ran = surrounding.run(&["diff", "mhlw7", "mhlw8", "--data", folder]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("厚労省 第7.0版から第8.0版への改定について、分かっていることはありません。"),
        "{}",
        ran.err
    );
}

/// Returns a document without whether it was applied.
fn planned(document: &Value) -> Value {
    let mut document = document.clone();
    document.as_object_mut().unwrap().remove("applied");
    document
}

#[test]
fn what_is_shown_is_what_is_carried_over_and_the_old_worklist_stays() {
    let surrounding = Surrounding::new();
    mark(&surrounding, &[TOUCHED, UNCHANGED].concat(), 40);
    let status = |worklist: &str| surrounding.run(&["--worklist", worklist, "status", "--json"]);
    let (before, done) = (status("default").out, status("default").json()[0]["by_status"]["done"].clone());
    let shown = surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert_eq!(surrounding.run(&["--worklist", "次", "status"]).code, 2, "nothing is recorded yet");
    let page = surrounding.run(&["carry", "--to", "mhlw7", "--name", "次"]);
    assert!(page.out.contains("新しい版の条項が分からず、もとの条項に要再確認として残すもの 40 件"), "{}", page.out);
    assert!(page.out.contains("第7.0版でどの条項に当たるか分かりません。"), "{}", page.out);
    assert!(page.out.contains("まだ何も記録していません。"), "{}", page.out);
    let applied = surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--apply", "--json"]);
    assert_eq!(applied.code, 0, "{}", applied.err);
    assert_eq!(planned(&shown.json()[0]), planned(&applied.json()[0]));
    for row in shown.json()[0]["clauses"].as_array().unwrap() {
        let previous = row["previous"].as_str().unwrap();
        assert!(row["way"] == "waits" && previous.contains("新しい版の番号は不明"), "{row}");
        assert_eq!(row["held"] == true, previous.contains("答えはそのまま使えません。"), "{row}");
    }
    assert_eq!((&shown.json()[0]["applied"], &applied.json()[0]["applied"]), (&false.into(), &true.into()));
    assert_eq!(status("default").out, before);
    let marked = &surrounding.run(&["--worklist", "次", "show", TOUCHED[0], "--json"]).json()[0]["worklist"];
    assert_eq!((&marked["status"], &marked["waiting"]), (&"recheck".into(), &true.into()));
    let previous = marked["previous"].as_str().unwrap();
    assert!(previous.starts_with("厚労省 第6.0版 運用 14.⑤: 完了(") && previous.contains("変更: "), "{previous}");
    assert_eq!(status("次").json()[0]["by_status"]["recheck"], done, "what counted goes on counting");
    assert_eq!(surrounding.run(&["--worklist", "次", "undo"]).code, 0);
    assert_eq!(status("次").json()[0]["by_status"]["recheck"], 0);
}

#[test]
fn the_next_worklist_counts_the_later_edition_in_place_of_the_older_one() {
    let surrounding = Surrounding::new();
    assert_eq!(surrounding.run(&["worklist", "create", "病院", "--preset", "病院"]).code, 0);
    assert_eq!(surrounding.run(&["--worklist", "病院", "mark", "mhlwcl.r7.hosp.2-⑦", "done"]).code, 0);
    let shown = surrounding.run(&["--worklist", "病院", "carry", "--to", "令和8年度版", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let document = &shown.json()[0];
    assert_eq!((&document["from"], &document["name"]), (&"mhlwcl.r7".into(), &"病院 令和8年度版".into()));
    let counted: Vec<&str> = document["counted"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert!(counted.contains(&"mhlwcl.r8") && counted.contains(&"mhlw6"), "{counted:?}");
    assert!(counted.iter().all(|id| !id.starts_with("mhlwcl.r7")), "{counted:?}");
    let remark = document["remarks"][0].as_str().unwrap();
    assert!(remark.starts_with("「医療機関確認用」に当たるところが令和8年度版では分からない"), "{remark}");
    let page = surrounding.run(&["--worklist", "病院", "carry", "--to", "r8"]).out;
    assert!(page.contains("不明: パスワードの項目"), "the change stands beside it: {page}");
}

#[test]
fn what_waited_is_moved_by_the_same_command() {
    let surrounding = Surrounding::new();
    let records = surrounding.write("own/editions.toml", &overlay(&bundled().0));
    let own = records.parent().unwrap().to_str().unwrap();
    let clause = crate::support::editions::continued(&bundled().0)[0];
    mark(&surrounding, &[&clause.id], 1);
    assert_eq!(surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--apply"]).code, 0);
    let carry = |more: &[&str]| {
        let args = [&["--worklist", "次", "carry", "--to", "mhlw7", "--data", own][..], more].concat();
        surrounding.run(&args)
    };
    let status = |more: &[&str]| surrounding.run(&[&["--worklist", "次", "status", "--data", own][..], more].concat());
    for told in [status(&[]), status(&["--json"])] {
        assert!(
            told.err.contains("記録が 1 件あり、もとの条項では数えなくなりました。`tenken carry --to mhlw7`"),
            "{}",
            told.err
        );
    }
    let page = surrounding.run(&["--worklist", "次", "show", &clause.id, "--data", own]).out.replace(['\n', ' '], "");
    assert!(
        page.contains("に当たると分かったので、ここでは数えません。") && !page.contains("ここで数えます"),
        "{page}"
    );
    assert!(carry(&[]).out.contains("番号の分かった記録を、点検票「次」の中で移します"));
    assert_eq!(carry(&["--name", "別"]).code, 2);
    assert!(carry(&["--apply"]).out.contains("点検票「次」の中で移しました。"));
    assert_eq!(status(&[]).err, "");
    let again = carry(&["--apply"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("厚労省 第7.0版をすでに数えています。"), "{}", again.err);
}

#[test]
fn what_cannot_be_carried_over_says_why() {
    let surrounding = Surrounding::new();
    mark(&surrounding, &[], 3);
    for (args, told) in [
        (vec!["--to", "mhlw6"], "厚労省 第6.0版をすでに数えています。"),
        (vec!["--to", "mhlw9"], "「mhlw9」という版はありません。"),
        (vec!["--to", "mhlw7", "--name", "default"], "点検票「default」はすでにあります。"),
        (vec!["--to", "mhlw52"], "厚労省 第5.2版に置き換わった版を数えていません。"),
    ] {
        let ran = surrounding.run(&[vec!["carry"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let empty = Surrounding::new().run(&["carry", "--to", "mhlw7"]);
    assert_eq!(empty.code, 1, "{}", empty.err);
    assert!(empty.out.contains("引き継ぐ記録はありません。"), "{}", empty.out);
}

#[test]
fn a_diff_is_written_out_as_a_table() {
    let surrounding = Surrounding::new();
    mark(&surrounding, &TOUCHED, 3);
    for format in ["csv", "markdown"] {
        let written = surrounding.run(&["diff", "mhlw6", "mhlw7", "--format", format]);
        assert_eq!((written.code, written.err.as_str()), (0, ""), "{format}");
        assert!(written.out.contains("運用 14.⑤ 完了"), "{format}: {}", written.out);
        for revision in bundled().0.revisions_between("mhlw6", "mhlw7") {
            assert!(written.out.replace('\\', "").contains(&revision.id), "{format}: {}", revision.id);
        }
    }
    let named = |format| surrounding.run(&["diff", "mhlw6", "mhlw7", "--format", format]);
    assert_eq!((named("md").code, named("md").out), (0, named("markdown").out), "as every export");
    let book = ["diff", "mhlw6", "mhlw7", "--format", "xlsx", "--out", "改定.xlsx"];
    assert!(surrounding.run(&book).out.contains("改定.xlsx に書き出しました(Excel、"));
    let first = std::fs::read(surrounding.path("改定.xlsx")).unwrap();
    assert_eq!(surrounding.run(&book).code, 2, "it is not overwritten");
    assert_eq!(surrounding.run(&[&book[..], &["--force"]].concat()).code, 0);
    assert_eq!(std::fs::read(surrounding.path("改定.xlsx")).unwrap(), first);
    let without = surrounding.run(&["diff", "mhlw6", "mhlw7", "--out", "a.csv"]);
    assert_eq!(without.code, 2);
    assert!(without.err.contains("--out には書き出す形式が要ります。"), "{}", without.err);
}

#[test]
fn what_only_our_summaries_say_is_said_so() {
    let surrounding = Surrounding::new();
    assert_eq!(
        surrounding.run(&["worklist", "create", "去年", "--guideline", "mhlw6", "--volume", "mhlwcl.r6"]).code,
        0
    );
    let ids = ["mhlwcl.r6.hosp.2-1", "mhlwcl.r6.hosp.2-2"];
    assert_eq!(surrounding.run(&[&["--worklist", "去年", "mark"][..], &ids, &["done"]].concat()).code, 0);
    let carry = |more: &[&str]| {
        surrounding.run(&[&["--worklist", "去年", "carry", "--to", "mhlwcl.r7", "--name", "今年"][..], more].concat())
    };
    let (page, document) = (carry(&[]).out, carry(&["--json"]).json()[0].clone());
    for row in document["clauses"].as_array().unwrap() {
        assert_eq!(row["by"], "summaries", "{row}");
        assert!(row["previous"].as_str().unwrap().contains("改定の記録はなく、要約の比較では変更"), "{row}");
    }
    let diff = surrounding.run(&["diff", "r6", "r7", "--json"]).json()[0].clone();
    let clauses = diff["clauses"].as_array().unwrap();
    assert!(
        clauses.iter().all(|one| one["by"] == "summaries" || one["fate"] == "unknown"),
        "no revision says anything"
    );
    assert!(clauses.iter().all(|one| one["touched"] == false), "what nobody says touches nothing");
    assert!(page.contains("[要約の比較: 変更なし]") && page.contains("[要約の比較: 変更]"), "{page}");
    let listed = surrounding.run(&["diff", "r6", "r7"]).out;
    assert!(listed.contains("[要約の比較: 変更]") && !listed.contains("[変更]"), "{listed}");
}

#[test]
fn reports_say_what_was_carried_over() {
    let surrounding = Surrounding::new();
    mark(&surrounding, &TOUCHED, 3);
    assert_eq!(surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--apply"]).code, 0);
    for format in ["html", "markdown", "json"] {
        let report = surrounding.run(&["--worklist", "次", "export", format]);
        assert_eq!(report.code, 0, "{format}: {}", report.err);
        let report = report.out.replace('\\', "");
        assert!(report.contains("厚労省 第6.0版 運用 14.⑤: 完了("), "{format}");
        let waits = if format == "json" {
            "\"waiting\": true"
        } else {
            "版の引き継ぎ: 新しい版の条項が未収録か"
        };
        assert!(report.contains(waits), "{format}");
    }
    // What was kept of the old worklist is long, and pads nothing.
    let history = surrounding.run(&["--worklist", "次", "history", TOUCHED[0]]).out;
    assert!(history.contains("前の版") && !history.contains("        "), "{history}");
}
