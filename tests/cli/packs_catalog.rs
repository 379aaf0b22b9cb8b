//! Packs as every command meets them: laid over the bundled records, found, counted by choice, left out of what leaves, waiting.

use serde_json::Value;

use crate::support::{Ran, Surrounding};

/// Clauses of 6.0: one whose number is known, one whose is not.
const SURE: &str = "mhlw6.sysun.14.5";
const UNSURE: &str = "mhlw6.sysun.14.u1";
/// What stands in no bundled record.
const ORIGINAL: &str = "玉虫色の認証札を掲げること";
const THEIRS: &str = "Xyzzyplugh is governed.";

fn pack(id: &str, title: &str, more: &str) -> String {
    format!(
        "[[pack]]\nid = \"{id}\"\ntitle = \"{title}\"\nformat = \"test\"\nprogram = \"1.0.0\"\nfile = \"a\"\nsha256 = \"00\"\n\
         date = \"2026-11-29\"\n{more}\n"
    )
}

/// A framework in its own words, and a table of answers with the official text of two clauses.
fn surrounding() -> Surrounding {
    let here = Surrounding::new();
    let seen = "provenance = { seen = \"imported\", source = \"a\" }\n";
    let framework = format!(
        "[[guideline]]\nid = \"nist\"\ntitle = \"枠組み\"\nshort = \"NIST\"\npublisher = \"NIST\"\ninspected = true\n\
         by_choice = true\n{seen}[[volume]]\nid = \"nist.main\"\nguideline = \"nist\"\ntitle = \"本編\"\nshort = \"NIST\"\n\
         [[chapter]]\nid = \"nist.gv\"\nvolume = \"nist.main\"\nnumber = \"GV\"\ntitle = \"統治\"\n{seen}\
         [[clause]]\nid = \"nist.gv-1\"\nchapter = \"nist.gv\"\nnumber = \"GV-1\"\ntitle = \"{THEIRS}\"\ngist = \"{THEIRS}\"\n{seen}"
    );
    let answers = format!(
        "[[product]]\nid = \"aws.guard\"\nname = \"Guard\"\nname_ja = \"見張り番くん\"\nfamily = \"AWS\"\nkind = \"product\"\n\
         what = \"見張る。\"\nside = \"customer\"\n{seen}\
         [[statement]]\nabout = \"{SURE}\"\nanswers = [\"aws.guard\"]\nstatus = \"対応\"\nplace = \"表!3\"\n\
         [[original]]\nclause = \"{SURE}\"\ntext = \"{ORIGINAL}。\"\nplace = \"p. 1\"\n\
         [[original]]\nclause = \"{UNSURE}\"\ntext = \"別の文。\"\nitem = \"⑫\"\nplace = \"p. 2\"\n"
    );
    here.write("data/packs/nist.toml", &(pack("nist", "枠組み集", "is_original = true") + &framework));
    here.write("data/packs/taiou.toml", &(pack("taiou", "自院の対応表", "") + &answers));
    here
}

fn json(ran: &Ran) -> Value {
    ran.json().remove(0)
}

fn ids(found: &Value) -> Vec<&str> {
    found["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

#[test]
fn what_a_document_brought_is_found_with_where_it_comes_from() {
    let here = surrounding();
    let found = json(&here.run(&["search", "--json", "玉虫色"]));
    assert_eq!(found["hits"][0]["id"], SURE);
    assert_eq!(found["hits"][0]["matched"][0]["field"], "original");
    let range = &found["hits"][0]["matched"][0]["ranges"][0];
    assert_eq!(range[0], 0, "it points into the official text: {range}");
    assert!(found["hits"][0].get("pack").is_none(), "the clause is ours");
    let found = json(&here.run(&["search", "--json", "Xyzzyplugh"]));
    assert_eq!((ids(&found)[0], &found["hits"][0]["pack"]["title"]), ("nist.gv-1", &Value::from("枠組み集")));
    let mut all = Vec::new();
    for query in ["資料:自院", "取込:taiou", "pack:taiou"] {
        let found = json(&here.run(&["search", "--json", query]));
        let mut ids: Vec<String> = ids(&found).into_iter().map(str::to_owned).collect();
        ids.sort();
        all.push(ids);
    }
    assert_eq!(all, [["aws.guard", SURE, UNSURE]; 3]);
    let ran = here.run(&["search", "資料:そんなもの"]);
    assert!(ran.err.contains("「資料:」に使えるのは 枠組み集、自院の対応表 です。"), "{}", ran.err);
}

#[test]
fn an_original_makes_a_number_known() {
    let here = surrounding();
    let shown = json(&here.run(&["show", "--json", UNSURE]));
    assert_eq!((&shown["number"], &shown["item"]), (&Value::from("14.⑫"), &Value::from("⑫")));
    let ran = here.run(&["show", UNSURE]);
    let heading = ran.out.lines().next().unwrap();
    assert!(heading.starts_with("運用 14.⑫") && !heading.contains("未照合"), "{heading}");
    assert!(ran.out.contains("取込資料を確認"), "{}", ran.out);
    assert!(here.run(&["search", "--json", "運用14⑫"]).out.contains(UNSURE));
}

#[test]
fn it_counts_only_where_it_is_chosen() {
    let here = surrounding();
    let total = |ran: &Ran| json(ran)["total"].as_u64().unwrap();
    let bare = Surrounding::new();
    assert_eq!(total(&here.run(&["status", "--json"])), total(&bare.run(&["status", "--json"])));
    let ran = here.run(&["worklist", "create", "枠", "--guideline", "nist"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(total(&here.run(&["status", "--json", "--worklist", "枠"])), 1);
}

/// Of a guideline that is counted anyhow, what a document adds is no part unless somebody chose a part of it; a newer list counts
/// for a kind of facility that somebody chose.
#[test]
fn what_a_document_adds_to_what_counts_anyhow_waits_to_be_chosen() {
    let (here, bare) = (Surrounding::new(), Surrounding::new());
    let seen = "provenance = { seen = \"imported\", source = \"a\" }\n";
    let clause = |id: &str, chapter: &str| {
        format!(
            "[[clause]]\nid = \"{id}\"\nchapter = \"{chapter}\"\nnumber = \"1\"\ntitle = \"題\"\ngist = \"文。\"\n{seen}"
        )
    };
    let chapter = format!(
        "[[chapter]]\nid = \"mhlwcl.r8.hosp\"\nvolume = \"mhlwcl.r8\"\ntitle = \"医療機関・薬局確認用\"\n{seen}"
    );
    let more =
        clause("mhlw6.sysun.14.99", "mhlw6.sysun.14") + &chapter + &clause("mhlwcl.r8.hosp.1-①", "mhlwcl.r8.hosp");
    here.write("data/packs/r8.toml", &(pack("r8", "令和8年度のリスト", "completes = [\"mhlwcl.r8\"]") + &more));
    let total = |place: &Surrounding, choice: &[&str]| {
        let name = choice.concat().replace(['-', '.'], "");
        if !choice.is_empty() {
            let ran = place.run(&[&["worklist", "create", &name], choice].concat());
            assert_eq!(ran.code, 0, "{choice:?}: {}", ran.err);
        }
        let named = if choice.is_empty() { vec![] } else { vec!["--worklist", &name] };
        json(&place.run(&[&["status", "--json"], &named[..]].concat()))["total"].as_u64().unwrap()
    };
    for (choice, added) in [(&[][..], 0), (&["--guideline", "mhlw6"], 0), (&["--volume", "mhlw6.sysun"], 1)] {
        assert_eq!(total(&here, choice), total(&bare, choice) + added, "{choice:?}");
    }
    total(&here, &["--preset", "病院"]);
    let shown = here.run(&["worklist", "show", "--worklist", "preset病院"]);
    assert!(shown.out.contains("令和8年度版") && !shown.out.contains("令和7年度版"), "{}", shown.out);
}

#[test]
fn marks_wait_for_a_document_that_is_switched_off_or_gone_and_come_back() {
    let here = surrounding();
    here.run(&["worklist", "create", "枠", "--guideline", "nist"]);
    here.run(&["worklist", "switch", "枠"]);
    assert_eq!(here.run(&["mark", "nist.gv-1", "done"]).code, 0);
    let (on, off) = (here.path("data/packs/nist.toml"), here.path("data/packs/off/nist.toml"));
    std::fs::create_dir(here.path("data/packs/off")).unwrap();
    std::fs::rename(&on, &off).unwrap();
    let waits = "取込資料「枠組み集」を無効にしているため、1 件の記録が待っています。`tenken packs enable nist`";
    for args in [&["status"][..], &["worklist", "show"], &["next"], &["check"], &["due"], &["export", "json"]] {
        let ran = here.run(args);
        assert!(ran.err.contains(waits), "{args:?}: {}", ran.err);
    }
    let ran = here.run(&["mark", "nist.gv-1", "doing"]);
    assert!(ran.code == 2 && ran.err.contains("「枠組み集」を無効にしています。"), "{}", ran.err);
    std::fs::rename(&off, here.path("elsewhere")).unwrap();
    let ran = here.run(&["status"]);
    assert!(ran.err.contains("取込資料がないため、1 件の記録が待っています(nist.gv-1 など)"), "{}", ran.err);
    assert!(here.run(&["verify"]).out.contains("問題はありません"));
    std::fs::rename(here.path("elsewhere"), &on).unwrap();
    let ran = here.run(&["status", "--json"]);
    assert_eq!((&json(&ran)["by_status"]["done"], ran.err.as_str()), (&Value::from(1), ""));
}

#[test]
fn the_words_of_a_document_leave_only_where_that_is_asked() {
    let here = surrounding();
    here.run(&["worklist", "create", "枠", "--guideline", "nist", "--guideline", "mhlw6"]);
    here.run(&["worklist", "switch", "枠"]);
    here.run(&["mark", "nist.gv-1", SURE, "done"]);
    let mut exports = Vec::new();
    for format in ["json", "csv", "md", "html", "oscal"] {
        exports.push(vec!["export", format]);
    }
    for format in ["json", "csv"] {
        exports.push(vec!["export", "mapping", "--format", format]);
    }
    for format in ["oscal", "ciso"] {
        exports.push(vec!["export", "catalog", "--format", format]);
    }
    for args in exports {
        let ran = here.run(&args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        assert!(!ran.out.contains("Xyzzyplugh") && !ran.out.contains("玉虫色"), "{args:?}");
        assert!(ran.out.contains("(取込資料の原文)"), "{args:?}");
        if matches!(args[..], ["export", "json" | "csv" | "md" | "html"]) {
            assert!(ran.out.contains("枠組み集"), "{args:?}: the document is named");
        }
        if args.contains(&"mapping") {
            assert!(ran.out.contains("自院の対応表(表!3)") && ran.out.contains("見張り番くん"), "{args:?}");
        }
        let asked = here.run(&[&args[..], &["--with-original"]].concat());
        assert!(asked.out.contains("Xyzzyplugh"), "{args:?}");
        let has_texts = matches!(args[..], ["export", "json" | "html" | "csv" | "md"]);
        assert_eq!(asked.out.contains(&format!("原文(自院の対応表 p. 1): {ORIGINAL}")), has_texts, "{args:?}");
    }
    workbooks(&here);
}

/// A workbook names the documents in a column of their own; where the texts are asked for they have one too. It comes back either way.
fn workbooks(here: &Surrounding) {
    for (file, more) in [("plain.xlsx", &[][..]), ("texts.xlsx", &["--with-original"])] {
        here.run(&[&["export", "xlsx", "--out", file], more].concat());
        let texts = strings(&std::fs::read(here.path(file)).unwrap());
        assert!(texts.contains(">枠組み集<") && texts.contains(">取込資料<"), "{file}");
        let has_texts = !more.is_empty();
        assert_eq!(texts.contains("玉虫色"), has_texts, "{file}");
        assert_eq!(texts.contains("Xyzzyplugh"), has_texts, "{file}");
        assert_eq!(texts.contains(">原文<"), has_texts, "{file}");
        assert_eq!(here.run(&["import", "worklist", file]).out, "変わるところはありません。\n");
    }
    here.run(&["worklist", "create", "組込"]);
    here.run(&["--worklist", "組込", "export", "xlsx", "--with-original", "--where", "編:経営", "--out", "own.xlsx"]);
    let own = strings(&std::fs::read(here.path("own.xlsx")).unwrap());
    assert!(!own.contains(">取込資料<") && !own.contains(">原文<") && own.contains(">要約<"), "nothing of a document");
}

/// Returns the texts of a workbook.
fn strings(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut texts = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/sharedStrings.xml").unwrap(), &mut texts).unwrap();
    texts
}

#[test]
fn a_volume_called_like_its_framework_is_told_once() {
    let here = surrounding();
    let named = std::fs::read_to_string(here.path("data/packs/nist.toml")).unwrap().replace("\"本編\"", "\"枠組み\"");
    here.write("data/packs/nist.toml", &named);
    for (id, path) in [("nist.gv-1", "枠組み > GV章 統治"), ("nist.gv", "枠組み > GV章 統治"), ("nist.main", "枠組み")]
    {
        let page = here.run(&["show", id]).out;
        assert!(page.lines().any(|line| line.trim() == path), "{page}");
    }
}

#[test]
fn a_damaged_pack_is_one_sentence_with_the_way_out() {
    let here = surrounding();
    here.write("data/packs/bad.toml", &(pack("bad", "壊れ", "") + "[[clause]]\nid = \"x\"\n"));
    here.write("data/packs/._x.toml", "\u{0}\u{5}");
    here.write("data/packs/対応表.toml", "");
    for args in [&["status"][..], &["search", "玉虫色"], &["search", "玉虫色"]] {
        let ran = here.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        assert!(ran.err.contains("取込資料 bad は読めないため") && ran.err.contains("bad.toml:10: x "), "{}", ran.err);
        assert!(ran.err.contains("`tenken packs disable bad`"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    let listed = here.run(&["packs"]);
    assert!(listed.out.contains("[破損]  bad") && listed.out.contains("[有効]  nist"), "{}", listed.out);
    assert!(
        listed.err.contains("対応表 は読めません") && !listed.err.contains("packs remove 対応表"),
        "{}",
        listed.err
    );
    assert!(here.run(&["packs", "show", "bad"]).out.contains("読めない記録が 1 件"));
    let ran = here.run(&["doctor"]);
    assert!(ran.out.contains("取込資料 bad は読めないため"), "{}", ran.out);
    let ran = here.run(&["data", "check"]);
    assert!(ran.code == 2 && ran.out.contains("bad.toml:10: x ") && ran.out.ends_with("誤りが 1 件あります。\n"));
    std::fs::remove_file(here.path("data/packs/bad.toml")).unwrap();
    assert_eq!(here.run(&["data", "check"]).code, 0);
    let ran = here.run(&["doctor"]);
    assert!(ran.out.contains("枠組み集、自院の対応表"), "{}", ran.out);
}

#[test]
fn coverage_counts_what_a_document_says_only_if_asked() {
    let here = surrounding();
    let covered = |ran: &Ran| ran.out.matches("見張り番くん").count();
    let risk = "risk.admin-credential-theft";
    let statement = format!(
        "[[statement]]\nabout = \"{risk}\"\nanswers = [\"aws.guard\"]\nfunction = \"検知\"\nstrength = \"強\"\n"
    );
    here.write("data/packs/ctid.toml", &(pack("ctid", "CTID", "") + &statement));
    here.run(&["worklist", "set", "--product", "aws.guard"]);
    let (unasked, asked) = (here.run(&["coverage"]), here.run(&["coverage", "--packs"]));
    assert_eq!((unasked.code, asked.code), (0, 0), "{} {}", unasked.err, asked.err);
    assert!(covered(&asked) > covered(&unasked), "{}", asked.out);
    assert!(asked.err.contains("取込資料の記載") && !unasked.err.contains("取込資料の記載"));
}
