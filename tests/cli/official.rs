//! The official texts of two editions, taken in: `diff` says what changed word by word, and `carry` works on it.

use std::collections::BTreeMap;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::official::{Edit, MadeChapter, chapters_of_6, chapters_of_7, circle, document};
use crate::support::{Ran, Surrounding, bundled};

const VOLUMES: [(&str, &str); 2] = [("kikaku", "企画管理編"), ("sysun", "システム運用編")];

/// Returns a volume of 6.0 in which every item has a clause: those that the catalog lacks are made.
fn old(volume: &str) -> Vec<MadeChapter> {
    let mut chapters = chapters_of_6(&bundled().0, &format!("mhlw6.{volume}"));
    for chapter in &mut chapters {
        for item in chapter.items.iter_mut().filter(|item| item.clause.is_empty()) {
            item.clause = format!("mhlw6.{volume}.{}.{}", chapter.number, item.mark);
        }
    }
    chapters
}

fn import(surrounding: &Surrounding, name: &str, text: &str) -> Ran {
    surrounding.write(name, text);
    let ran = surrounding.run(&["import", name, "--apply", "--json"]);
    assert_eq!(ran.code, 0, "{name}: {} {}", ran.err, ran.out);
    ran
}

/// Takes both editions in.
fn taken_in() -> Surrounding {
    let surrounding = Surrounding::new();
    for (volume, title) in VOLUMES {
        let chapters = old(volume);
        import(&surrounding, &format!("6-{volume}.txt"), &document("6.0", title, &chapters));
        let made = document("7.0", title, &chapters_of_7(&chapters).0);
        import(&surrounding, &format!("7-{volume}.txt"), &made);
    }
    surrounding
}

fn by_id(rows: &Value) -> BTreeMap<&str, &Value> {
    rows.as_array().unwrap().iter().map(|row| (row["id"].as_str().unwrap(), row)).collect()
}

fn words(row: &Value, kind: &str) -> String {
    let parts = row["wording"].as_array().into_iter().flatten().filter(|part| part["kind"] == kind);
    parts.map(|part| part["text"].as_str().unwrap()).collect()
}

/// The fate of an item that was edited like this, and what is new in its text.
fn said_of(edit: &Edit) -> (&'static str, &'static str) {
    match edit {
        Edit::Kept => ("same", ""),
        Edit::Reworded { added, .. } => ("changed", added),
        Edit::Moved => ("renumbered", ""),
        Edit::New => ("new", ""),
    }
}

#[test]
fn two_texts_say_what_became_of_every_item_and_carry_goes_by_it() {
    let surrounding = taken_in();
    let shown = surrounding.run(&["diff", "mhlw6", "mhlw7", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let document = &shown.json()[0];
    let fates = by_id(&document["clauses"]);
    let arrivals = by_id(&document["arrivals"]);
    let mut samples: BTreeMap<&str, (String, String)> = BTreeMap::new();
    let (mut all, mut right) = (0, 0);
    for (volume, _) in VOLUMES {
        let (chapters, edits, dropped) = chapters_of_7(&old(volume));
        for (chapter, edits) in chapters.iter().zip(&edits) {
            for (item, edit) in chapter.items.iter().zip(edits) {
                all += 1;
                let id = format!("mhlw7.{volume}.{}.{}", chapter.number, item.mark);
                if *edit == Edit::New {
                    right += usize::from(arrivals.get(id.as_str()).is_some_and(|row| row["new"] == true));
                    continue;
                }
                let row = fates[item.clause.as_str()];
                assert_eq!(row["by"], "originals", "{row}");
                let (fate, added) = said_of(edit);
                let told = (row["fate"].as_str().unwrap(), row["to"].as_str().unwrap());
                let is_right =
                    told == (fate, id.as_str()) && words(row, "added") == added && words(row, "removed").is_empty();
                assert!(is_right, "{edit:?} {id}: {row}");
                right += 1;
                if row["held"] == false {
                    samples.entry(fate).or_insert((item.clause.clone(), id));
                }
            }
        }
        for clause in dropped {
            assert_eq!(fates[clause.as_str()]["fate"], "removed", "{clause}");
            samples.entry("removed").or_insert((clause, String::new()));
        }
    }
    assert!(all >= 150 && right == all, "{right} of {all}");
    words_stand_on_the_page_and_leave_with_a_table_only_where_that_is_asked(&surrounding);
    carries(&surrounding, &samples);
}

fn words_stand_on_the_page_and_leave_with_a_table_only_where_that_is_asked(surrounding: &Surrounding) {
    let page = surrounding.run(&["diff", "mhlw6", "mhlw7"]).out.replace('\n', "").replace("    ", "");
    assert!(page.contains("原文に違いのある条項") && page.contains("［＋さらに、令和九年度の末に見直す。］"), "{page}");
    let words = "令和九年度の末に見直す";
    for format in ["csv", "markdown"] {
        let args = ["diff", "mhlw6", "mhlw7", "--format", format];
        let (plain, asked) = (surrounding.run(&args), surrounding.run(&[&args[..], &["--with-original"]].concat()));
        assert!(plain.code == 0 && !plain.out.contains(words) && !plain.out.contains("原文の違い"), "{format}");
        assert!(asked.out.contains("原文の違い") && asked.out.contains(words), "{format}: {}", asked.out);
    }
    for (file, more) in [("plain.xlsx", &[][..]), ("texts.xlsx", &["--with-original"])] {
        surrounding.run(&[&["diff", "mhlw6", "mhlw7", "--format", "xlsx", "--out", file], more].concat());
        let mut archive = zip::ZipArchive::new(std::fs::File::open(surrounding.path(file)).unwrap()).unwrap();
        let mut texts = String::new();
        archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut texts).unwrap();
        assert_eq!((texts.contains(words), texts.contains(">原文の違い<")), (!more.is_empty(), !more.is_empty()));
    }
    let aimless = surrounding.run(&["diff", "mhlw6", "mhlw7", "--with-original"]);
    assert_eq!((aimless.code, aimless.out.as_str()), (2, ""));
    assert!(aimless.err.contains("--with-original には書き出す形式が要ります"), "{}", aimless.err);
}

/// Carries marks of 6.0 over to 7.0, and holds the worklist of 7.0 against 6.0.
fn carries(surrounding: &Surrounding, samples: &BTreeMap<&str, (String, String)>) {
    assert_eq!(samples.len(), 4);
    for (old, _) in samples.values() {
        assert_eq!(surrounding.run(&["mark", old, "done", "--verdict", "適合"]).code, 0, "{old}");
    }
    let shown = surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let plan = shown.json().remove(0);
    let rows = by_id(&plan["clauses"]);
    assert_eq!(rows.len(), 4);
    for (fate, (old, new)) in samples {
        let row = rows[old.as_str()];
        assert_eq!(row["fate"], *fate, "{row}");
        if *fate == "removed" {
            assert_eq!((&row["way"], &row["to"]), (&"gone".into(), &Value::Null));
            continue;
        }
        assert_eq!((&row["way"], &row["to"]), (&"moved".into(), &new.as_str().into()), "{row}");
        let previous = row["previous"].as_str().unwrap();
        assert!(previous.contains("完了・適合"), "{previous}");
        // The text itself is in no worklist.
        assert!(!previous.contains("令和九年度の末"), "{previous}");
        assert_eq!(words(row, "added").is_empty(), *fate != "changed", "{row}");
    }
    assert!(!plan["arrivals"].as_array().unwrap().is_empty());
    let page = surrounding.run(&["carry", "--to", "mhlw7", "--name", "次"]).out;
    assert!(page.contains("原文の違い:"), "{page}");
    assert_eq!(surrounding.run(&["carry", "--to", "mhlw7", "--name", "次", "--apply"]).code, 0);
    let (_, changed) = &samples["changed"];
    let marked = &surrounding.run(&["--worklist", "次", "show", changed, "--json"]).json()[0]["worklist"];
    assert_eq!(marked["status"], "recheck");
    let diff = surrounding.run(&["--worklist", "次", "diff", "mhlw6", "mhlw7", "--json"]).json().remove(0);
    let later = &diff["later_marks"]["recheck"];
    assert_eq!(
        (&later["all"], &later["by_touch"]["modified"], &later["unchanged"]),
        (&3.into(), &1.into(), &1.into()),
        "{later}"
    );
    assert_eq!(diff["marks"], serde_json::json!({}));
}

#[test]
fn no_official_text_leaves_with_a_table_of_changes() {
    let surrounding = Surrounding::new();
    let made = chapters_of_7(&old("sysun")).0;
    import(&surrounding, "7.txt", &document("7.0", "システム運用編", &made));
    let table = surrounding.run(&["diff", "mhlw6", "mhlw7", "--format", "csv"]);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.contains("7.0運用") && !table.out.contains("屋上の風見鶏"), "{}", table.out);
}

#[test]
fn a_pdf_is_read_if_the_program_for_it_is_there() {
    let surrounding = Surrounding::new();
    surrounding.write("本文.pdf", "%PDF-1.7\n");
    surrounding.write("bin/empty", "");
    let run = || {
        let mut command = surrounding.command(&["import", "本文.pdf", "--json"]);
        command.env("PATH", surrounding.path("bin"));
        Ran::of(command)
    };
    let absent = run();
    assert_eq!((absent.code, absent.out.as_str()), (2, ""));
    assert!(absent.err.contains("`pdftotext -layout -enc UTF-8 本文.pdf 本文.txt`"), "{}", absent.err);
    let text = surrounding.write("text", &document("6.0", "システム運用編", &old("sysun")));
    let program = |behind: &str| {
        let script = format!("#!/bin/sh\n/bin/cat '{}'\n{behind}\n", text.display());
        let program = surrounding.write("bin/pdftotext", &script);
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    // What it gave of a file that it could not read to the end is not the whole text; nor does anybody wait for one that does
    // not end: that would end well.
    for behind in ["exit 3", "exec >&-\nexec /bin/sleep 60"] {
        program(behind);
        let broken = run();
        assert_eq!((broken.code, broken.out.as_str()), (2, ""), "{behind}");
        assert!(broken.err.contains("最後まで読めませんでした"), "{}", broken.err);
    }
    program("exit 0");
    let read = run();
    assert_eq!(read.code, 0, "{}", read.err);
    let document = &read.json()[0];
    assert_eq!((&document["format"], &document["pack"]), (&"official".into(), &"text-mhlw6.sysun".into()));
    assert!(document["records"]["original"].as_u64().unwrap() >= 80);
}

/// The items of a chapter of 6.0, and what a made-up 7.0 has of them: each stands in another place.
const OLD: [&str; 3] = [
    "利用者の識別と認証を行い、記録を保存して定期に点検すること。",
    "端末の離席時には画面を閉じて、ほかの者に使わせないこと。",
    "利用者の登録と削除の手順を定めて、台帳に残すこと。",
];

fn chapter_14(edition: &str, items: &[&str]) -> String {
    let items = (1..).zip(items).map(|(mark, text)| format!("{} {text}\n", circle(mark)));
    format!(
        "医療情報システムの安全管理に関するガイドライン 第{edition}版\nシステム運用編\n14. 認証・認可に関する安全管理措置\n\n\
         【遵守事項】\n{}",
        items.collect::<String>()
    )
}

/// Returns what became of the first clauses of the chapter: `14.1 → 14.2 renumbered`.
fn fates_of_14(surrounding: &Surrounding) -> Vec<String> {
    let document = surrounding.run(&["diff", "mhlw6", "mhlw7", "--json"]).json().remove(0);
    let fates = by_id(&document["clauses"]);
    let short =
        |id: &Value| id.as_str().unwrap_or("…").rsplit_once("sysun.").map_or("-".to_owned(), |(_, id)| id.to_owned());
    let told = |mark: usize| {
        let row = fates[format!("mhlw6.sysun.14.{mark}").as_str()];
        format!("{} {} {}", short(&row["id"]), short(&row["to"]), row["fate"].as_str().unwrap())
    };
    (1..=3).map(told).collect()
}

#[test]
fn an_older_edition_that_comes_later_pairs_nothing_wrongly_and_says_what_to_do() {
    let surrounding = Surrounding::new();
    let newer = chapter_14("7.0", &[OLD[2], OLD[0], OLD[1]]);
    import(&surrounding, "7.txt", &newer);
    let told = import(&surrounding, "6.txt", &chapter_14("6.0", &OLD)).out;
    assert!(told.contains("厚労省 第7.0版のファイルをもう一度取り込む"), "{told}");
    let right = ["14.1 14.2 renumbered", "14.2 14.3 renumbered", "14.3 14.1 renumbered"];
    for (row, right) in fates_of_14(&surrounding).iter().zip(right) {
        assert!(row == right || row.contains(" - "), "{row}");
    }
    surrounding.write("7.txt", &newer);
    assert_eq!(surrounding.run(&["import", "7.txt", "--apply", "--json"]).code, 0);
    assert_eq!(fates_of_14(&surrounding), right);
}

#[test]
fn what_is_new_and_gone_is_told_where_other_clauses_have_no_text() {
    let surrounding = Surrounding::new();
    import(&surrounding, "6.txt", &chapter_14("6.0", &OLD));
    let new = "屋上の風見鶏が回る向きを毎月書き留めて、翌月の旗の色を選ぶこと。";
    let told = import(&surrounding, "7.txt", &chapter_14("7.0", &[OLD[0], new, OLD[2]])).out;
    assert!(told.contains("新設と分かったもの 1 個、削除と分かったもの 1 個"), "{told}");
    assert_eq!(fates_of_14(&surrounding), ["14.1 14.1 same", "14.2 - removed", "14.3 14.3 same"]);
    let document = surrounding.run(&["diff", "mhlw6", "mhlw7", "--json"]).json().remove(0);
    assert_eq!(by_id(&document["arrivals"])["mhlw7.sysun.14.2"]["new"], true);
}
