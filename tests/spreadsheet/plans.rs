//! Every problem and every conflict that a table can have, and what is none.

use tenken::import::worklist::{ImportPlan, Table, Titled, plan};
use tenken::model::{Grade, Status, Verdict};
use tenken::sheet::{AnswerField, Answers, Escaping, Fingerprint};

const ID: &str = "mhlw6.sysun.14.5";
const FIELDS: usize = AnswerField::ALL.len();

/// Returns what the worklist held when the table was made.
fn before() -> Answers {
    Answers {
        status: Status::Doing,
        verdict: Verdict::Partial,
        owner: "sato".to_owned(),
        due: Some("2027-03-31".parse().unwrap()),
        note: "端末 2 台".to_owned(),
        reason: "理由".to_owned(),
        grade: Some(Grade::Minor),
        action: "直す".to_owned(),
        action_due: Some("2027-02-01".parse().unwrap()),
        ..Answers::default()
    }
}

/// Returns the table of one clause: `cells` are 状態 判定 担当者 期限 メモ 対象外の理由, and what was added since.
fn table(cells: &[&str], base: Option<&Answers>) -> String {
    let base = base.map(|base| Fingerprint::of(base, "", Escaping::Quoted).text(ID)).unwrap_or_default();
    let titles = AnswerField::ALL[..cells.len()].iter().map(|field| field.name()).collect::<Vec<_>>().join(",");
    let cells = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>();
    format!("ID,{titles},照合値\n{ID},{},{base}\n", cells.join(","))
}

/// Returns what taking a table over would do to a worklist that holds this for the one clause there is.
fn plan_of(text: &str, now: &Answers) -> ImportPlan {
    plan(&Table::of(text.as_bytes()).unwrap(), &|id| (id == ID).then(|| now.clone().into()), &|_, _| Titled::Clause)
}

/// Returns the plan as lines: edits as `状態: 対応中 → 完了`, conflicts and problems as they are said.
fn lines(plan: &ImportPlan) -> Vec<String> {
    let edits = plan.changes.iter().map(|edit| {
        assert_eq!((edit.from.field(), edit.clause.as_str()), (edit.to.field(), ID));
        format!("{}: {} → {}", edit.to.field().name(), edit.from.text(), edit.to.text())
    });
    let conflicts = plan.conflicts.iter().map(ToString::to_string);
    edits.chain(conflicts).chain(plan.problems.iter().map(ToString::to_string)).collect()
}

/// Returns the cells of [`before`] with one of them replaced.
fn with(field: AnswerField, cell: &str) -> [String; FIELDS] {
    AnswerField::ALL.map(|each| if each == field { cell.to_owned() } else { before().get(each).text() })
}

fn borrowed(cells: &[String; FIELDS]) -> [&str; FIELDS] {
    cells.each_ref().map(String::as_str)
}

#[test]
fn one_cell_against_an_unchanged_worklist() {
    let long = "字".repeat(4_001);
    let too_long =
        format!("2 行目 {ID} メモ「{}…」: 長すぎます (4001 字)。4000 字までにしてください。", "字".repeat(40));
    let place = |field: &str, cell: &str| format!("2 行目 {ID} {field}「{cell}」: ");
    let bad_status = place("状態", "済んだ")
        + "状態として読めません。未着手・対応中・完了・対象外・要再確認 のどれかにしてください。";
    let bad_verdict =
        place("判定", "○") + "判定として読めません。未判定・適合・一部適合・不適合 のどれかにしてください。";
    let bad_date = place("期限", "2027-02-29") + "日付として読めません。2027-03-31 のように書いてください。";
    let broken = place("メモ", "#NAME?") + "セルが数式のエラーになっています。";
    let cases: [(AnswerField, &str, Option<&str>); 21] = [
        (AnswerField::Status, "対応中", None),
        (AnswerField::Status, "　対応中 ", None),
        (AnswerField::Status, "", None),
        (AnswerField::Status, "完了", Some("状態: 対応中 → 完了")),
        (AnswerField::Status, "ＤＯＮＥ", Some("状態: 対応中 → 完了")),
        (AnswerField::Status, "済んだ", Some(&bad_status)),
        (AnswerField::Verdict, "\u{3000}", None),
        (AnswerField::Verdict, "適合", Some("判定: 一部適合 → 適合")),
        (AnswerField::Verdict, "○", Some(&bad_verdict)),
        (AnswerField::Owner, "sato\r\n", None),
        (AnswerField::Owner, "", Some("担当者: sato → ")),
        (AnswerField::Due, "2027/3/31", None),
        (AnswerField::Due, "令和9年3月31日", None),
        (AnswerField::Due, "2027年4月1日", Some("期限: 2027-03-31 → 2027-04-01")),
        (AnswerField::Due, " ", Some("期限: 2027-03-31 → ")),
        (AnswerField::Due, "2027-02-29", Some(&bad_date)),
        (AnswerField::Note, "端末 2 台\u{202e}", None),
        (AnswerField::Note, "", Some("メモ: 端末 2 台 → ")),
        (AnswerField::Note, &long, Some(&too_long)),
        (AnswerField::Note, "#NAME?", Some(&broken)),
        (AnswerField::Reason, "別の\u{1b}[31m理由", Some("対象外の理由: 理由 → 別の理由")),
    ];
    for (field, cell, expected) in cases {
        let plan = plan_of(&table(&borrowed(&with(field, cell)), Some(&before())), &before());
        assert_eq!(lines(&plan), Vec::from_iter(expected), "{field:?} {cell:?}");
        assert_eq!(plan.untouched, usize::from(expected.is_none()));
    }
}

#[test]
fn one_cell_of_a_finding_against_an_unchanged_worklist() {
    let cases: [(AnswerField, &str, Option<&str>); 8] = [
        (AnswerField::Grade, "ＭＩＮＯＲ", None),
        (AnswerField::Grade, "重大", Some("指摘の等級: 軽微 → 重大")),
        (AnswerField::Grade, "", Some("指摘の等級: 軽微 → ")),
        (AnswerField::Grade, "なし", Some("指摘の等級: 軽微 → ")),
        (AnswerField::ActionState, "", None),
        (AnswerField::ActionState, "実施中", Some("是正の状態:  → 実施中")),
        (AnswerField::ActionDue, "2027年2月1日", None),
        (AnswerField::Review, "承認", Some("確認の結果:  → 承認")),
    ];
    for (field, cell, expected) in cases {
        let plan = plan_of(&table(&borrowed(&with(field, cell)), Some(&before())), &before());
        assert_eq!(lines(&plan), Vec::from_iter(expected), "{field:?} {cell:?}");
    }
}

#[test]
fn what_programs_show_instead_of_a_value_is_never_recorded() {
    for cell in
        ["#CALC!", "#FIELD!", "#BUSY!", "#GETTING_DATA", "#名前?", "Err:502", "Err:508", "#", "########", "#SPILL!"]
    {
        let plan = plan_of(&table(&borrowed(&with(AnswerField::Note, cell)), Some(&before())), &before());
        assert_eq!(lines(&plan), [format!("2 行目 {ID} メモ「{cell}」: セルが数式のエラーになっています。")]);
    }
    for cell in ["Err:50", "Err:5022", "#1 の端末", "Err:502 が出る"] {
        let plan = plan_of(&table(&borrowed(&with(AnswerField::Note, cell)), Some(&before())), &before());
        assert!(plan.problems.is_empty() && plan.changes.len() == 1, "{cell}");
    }
}

#[test]
fn one_cell_against_a_worklist_that_has_moved_on() {
    let mut now = before();
    (now.status, now.note, now.due) = (Status::Done, "端末 3 台".to_owned(), None);
    let conflict = |field: &str, filled: &str, current: &str| {
        format!("2 行目 {ID} {field}: 記入は{filled}、点検票は{current}。書き出したあとに点検票も変わっています。")
    };
    let status = conflict("状態", "「対象外」", "「完了」");
    let note = conflict("メモ", "(空)", "「端末 3 台」");
    let due = conflict("期限", "「2027-04-01」", "(空)");
    let cases: [(AnswerField, &str, Option<&str>); 8] = [
        // What was not edited does not undo what others did.
        (AnswerField::Status, "対応中", None),
        (AnswerField::Note, "端末 2 台", None),
        // Both did the same.
        (AnswerField::Status, "完了", None),
        (AnswerField::Due, "", None),
        (AnswerField::Status, "対象外", Some(&status)),
        (AnswerField::Note, "", Some(&note)),
        (AnswerField::Due, "2027-04-01", Some(&due)),
        // What has not moved on is edited as ever.
        (AnswerField::Owner, "ito", Some("担当者: sato → ito")),
    ];
    for (field, cell, expected) in cases {
        let plan = plan_of(&table(&borrowed(&with(field, cell)), Some(&before())), &now);
        assert_eq!(lines(&plan), Vec::from_iter(expected), "{field:?} {cell:?}");
        assert!(plan.conflicts.iter().all(|conflict| conflict.is_base_known));
    }
}

#[test]
fn one_cell_without_a_fingerprint() {
    let note = format!(
        "2 行目 {ID} メモ: 記入は「別」、点検票は「端末 2 台」。照合値がないため、どちらが新しいか判断できません。"
    );
    let cases: [(AnswerField, &str, Option<&str>); 4] = [
        (AnswerField::Note, "端末 2 台", None),
        (AnswerField::Note, "", None),
        (AnswerField::Note, "別", Some(&note)),
        (AnswerField::Due, "", None),
    ];
    for (field, cell, expected) in cases {
        let plan = plan_of(&table(&borrowed(&with(field, cell)), None), &before());
        assert_eq!(lines(&plan), Vec::from_iter(expected), "{field:?} {cell:?}");
        assert!(plan.conflicts.iter().all(|conflict| !conflict.is_base_known));
    }
    let untouched = plan_of(&table(&["完了", "", "ito", "", "メモ", ""], None), &Answers::default());
    assert_eq!(lines(&untouched), ["状態: 未着手 → 完了", "担当者:  → ito", "メモ:  → メモ"]);
}

#[test]
fn an_edit_says_where_what_and_how() {
    let plan = plan_of(&table(&borrowed(&with(AnswerField::Owner, "")), Some(&before())), &before());
    assert_eq!(plan.changes[0].to_string(), format!("2 行目 {ID} 担当者: 「sato」 → (空)"));
}

#[test]
fn a_fingerprint_that_slipped_to_another_row_is_none() {
    let text = table(&["完了", "", "", "", "", ""], Some(&Answers::default())).replace(ID, "mhlw6.sysun.14.6");
    let plan = plan(&Table::of(text.as_bytes()).unwrap(), &|_| Some(before().into()), &|_, _| Titled::Clause);
    assert_eq!(plan.conflicts.len(), 1);
    assert!(!plan.conflicts[0].is_base_known);
}

#[test]
fn rows_that_are_no_clause() {
    let head = "ID,状態,メモ\n";
    let cases: [(&str, &[&str], usize); 9] = [
        (",,\n", &[], 0),
        (
            ",,記入\n",
            &[
                "2 行目: ID が空ですが、記入があります。条項の行なら ID を書き、独自項目として加えるなら題を書いて、照合値を空にしてください。",
            ],
            0,
        ),
        (
            "mhlw9.x.1,完了,\n",
            &[
                "2 行目 mhlw9.x.1: この ID の条項はありません。独自項目として加えるなら、ID と照合値を空にしてください。",
            ],
            0,
        ),
        ("以上,,\n", &[], 0),
        (
            "mhlw6.sysun.14.5,未着手,\nmhlw6.sysun.14.5,,\n",
            &["3 行目 mhlw6.sysun.14.5: 同じ ID が 2 行目にもあり、記入が違います。どちらかを消してください。"],
            0,
        ),
        ("mhlw6.sysun.14.5,完了,\n\nmhlw6.sysun.14.5, 済,\n", &["状態: 未着手 → 完了"], 0),
        (
            "mhlw6.sysun.14.5,完了,一\nmhlw6.sysun.14.5,完了,二\nmhlw6.sysun.14.5,完了,一\n",
            &["3 行目 mhlw6.sysun.14.5: 同じ ID が 2 行目にもあり、記入が違います。どちらかを消してください。"],
            0,
        ),
        ("　mhlw6.sysun.14.5 ,,\n", &[], 1),
        ("　mhlw6.sysun.14.5 ,中,\n", &["状態: 未着手 → 対応中"], 0),
    ];
    for (rows, expected, untouched) in cases {
        let plan = plan_of(&format!("{head}{rows}"), &Answers::default());
        assert_eq!(lines(&plan), expected, "{rows}");
        assert_eq!(plan.untouched, untouched, "{rows}");
    }
}

#[test]
fn what_stands_around_the_table_does_not_matter() {
    let fingerprint = Fingerprint::of(&before(), "", Escaping::Quoted).text(ID);
    let title = "東病院\n\n\n";
    let tables = [
        format!("{title}備考,照合値,ＩＤ,メ モ\n済,{fingerprint}, {ID},新\n"),
        format!("メモ;id;照合値\n新;{ID};{fingerprint}\n"),
        format!("メモ\tID\t照合値\n新\t{ID}\t{fingerprint}\n"),
        format!("{}ID,メモ,照合値\n{ID},新,{fingerprint}\n", "説明\n".repeat(19)),
    ];
    for text in tables {
        assert_eq!(lines(&plan_of(&text, &before())), ["メモ: 端末 2 台 → 新"], "{text}");
    }
}

/// A program may lose the form of a character; nobody adds one by accident.
#[test]
fn a_form_that_was_added_is_a_change_and_one_that_was_lost_is_none() {
    let owned_by = |owner: &str| Answers { owner: owner.to_owned(), ..before() };
    let (plain, family) = (owned_by("葛城"), owned_by("葛\u{e0100}城"));
    // The last of these is what sheets hold that were made while forms were left out of fingerprints.
    for (base, now, cell, change) in [
        (&plain, &plain, "葛\u{e0100}城", Some("担当者: 葛城 → 葛\u{e0100}城")),
        (&family, &family, "葛\u{e0101}城", Some("担当者: 葛\u{e0100}城 → 葛\u{e0101}城")),
        (&family, &family, "葛城", None),
        (&family, &family, "葛\u{e0100}城", None),
        (&family, &plain, "葛\u{e0100}城", None),
        (&family, &before(), "葛\u{e0100}城", None),
        (&family, &family, "ito", Some("担当者: 葛\u{e0100}城 → ito")),
        (&plain, &family, "ito", Some("担当者: 葛\u{e0100}城 → ito")),
    ] {
        let cells = AnswerField::ALL.map(|field| match field {
            AnswerField::Owner => cell.to_owned(),
            field => before().get(field).text(),
        });
        let plan = plan_of(&table(&borrowed(&cells), Some(base)), now);
        assert_eq!(lines(&plan), change.iter().map(ToString::to_string).collect::<Vec<_>>(), "{cell:?}");
    }
}

/// Such a sheet went out before findings could be recorded, and a colleague has added a column of days to it.
#[test]
fn a_sheet_of_an_older_version_comes_in_and_leaves_later_fields_alone() {
    let now = Answers { status: Status::Todo, ..before() };
    let cell = "p-f5e262-b4a50c-e54967-d5c3bb-9c203b-041b9b-39dd7d";
    assert!(Fingerprint::parse(ID, cell).is_some());
    let text =
        format!("ID,状態,判定,担当者,期限,メモ,対象外の理由,訪問予定,照合値\n{ID},完了,未判定,,,,,2027-01-15,{cell}\n");
    let plan = plan_of(&text, &now);
    assert!(plan.problems.is_empty() && plan.passed_over.is_empty(), "{plan:?}");
    assert!(plan.changes.iter().all(|change| change.to.field() <= AnswerField::Reason), "{plan:?}");
}
