//! `tenken export checklist`: the ministry's form filled in with what a worklist says, and nothing else in it changed.

use std::collections::BTreeMap;

use calamine::Data;
use tenken::worklist::YesNo;

use crate::support::checklists::{FormBook, for_vendor, in_parts, listed, printed};
use crate::support::pages::assert_current;
use crate::support::parts::{changed, changed_parts, part_without};
use crate::support::{Ran, Surrounding};

const R7: &str = "令和７年度";

/// A worklist with twelve answers to the list for hospitals and to that for vendors, one that does not apply, and one that
/// is not decided.
fn marked() -> Surrounding {
    let here = Surrounding::new();
    let ids = |kind: &str, numbers: &[&str]| -> Vec<String> {
        numbers.iter().map(|number| format!("mhlwcl.r7.{kind}.{number}")).collect()
    };
    let marks: [(&[&str], &[&str]); 7] = [
        (&["1-①", "2-②", "2-③", "2-④", "3-①", "3-②"], &["done"]),
        (&["2-①"], &["done", "--note", "7月の棚卸し"]),
        (&["2-⑤", "2-⑥"], &["doing", "--verdict", "適合"]),
        (&["2-⑦", "2-⑧"], &["done", "--verdict", "不適合", "--due", "2027-03-31"]),
        (&["2-⑨"], &["doing", "--due", "2027-02-28"]),
        (&["2-⑩"], &["na", "--reason", "該当する機器がない"]),
        (&["2-⑪"], &["doing"]),
    ];
    for (numbers, answer) in marks {
        for kind in ["hosp", "vendor"] {
            let numbers: Vec<&str> = numbers
                .iter()
                .filter(|number| kind == "hosp" || !["2-①", "3-①", "3-②"].contains(number))
                .copied()
                .collect();
            if numbers.is_empty() {
                continue;
            }
            let mut line = vec!["mark".to_owned()];
            line.extend(ids(kind, &numbers));
            line.extend(answer.iter().map(|word| (*word).to_owned()));
            let ran = here.run(&line);
            assert_eq!(ran.code, 0, "{line:?} {}", ran.err);
        }
    }
    here
}

/// Returns the day on which all of it was recorded.
fn today(here: &Surrounding) -> jiff::civil::Date {
    let shown = here.run(&["show", "mhlwcl.r7.hosp.2-⑦", "--json"]).json().remove(0);
    shown["worklist"]["confirmed"].as_str().unwrap().parse().unwrap()
}

/// Fills in a form and returns the copy, after making sure that it differs from the form in nothing but some cells.
fn filled(here: &Surrounding, form: &FormBook, more: &[&str]) -> (BTreeMap<(usize, usize), Data>, Ran) {
    let original = form.xlsx();
    std::fs::write(here.path("様式.xlsx"), &original).unwrap();
    let line = [&["export", "checklist", "--form", "様式.xlsx", "--out", "回答.xlsx", "--force"], more].concat();
    let ran = here.run(&line);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let copy = std::fs::read(here.path("回答.xlsx")).unwrap();
    let sheet = "xl/worksheets/sheet1.xml";
    assert_eq!(changed_parts(&original, &copy), [sheet]);
    let changed = changed(&original, &copy);
    let names: Vec<String> =
        changed.keys().map(|(row, column)| format!("{}{row}", (b'A' + *column as u8) as char)).collect();
    assert_eq!(part_without(&original, sheet, &names), part_without(&copy, sheet, &names));
    assert_eq!(std::fs::read(here.path("様式.xlsx")).unwrap(), original);
    (changed, ran)
}

/// Returns cells with texts.
fn texts(cells: impl IntoIterator<Item = (usize, usize, String)>) -> BTreeMap<(usize, usize), Data> {
    cells.into_iter().map(|(row, column, text)| ((row, column), Data::String(text))).collect()
}

/// Returns the day with this number.
fn day_of(number: f64) -> String {
    let days = jiff::Span::new().days(number as i64);
    jiff::civil::Date::constant(1899, 12, 30).checked_add(days).unwrap().to_string()
}

/// The places of items in the list that are answered はい and いいえ, the latter with month and day by which they shall be met.
const YES: [usize; 9] = [0, 1, 2, 3, 4, 5, 6, 14, 15];
const NO: [(usize, i8, i8); 3] = [(7, 3, 31), (8, 3, 31), (9, 2, 28)];

#[test]
fn answers_that_the_form_prints_get_a_circle_and_the_blanks_their_days() {
    let here = marked();
    let day = today(&here);
    let (changed, ran) = filled(&here, &printed(R7), &[]);
    let own = format!("（{}／{}）", day.month(), day.day());
    let yes = YES.map(|at| (6 + at, 2, format!("○はい・いいえ\n{own}")));
    let no = NO.map(|(at, ..)| (6 + at, 2, format!("はい・○いいえ\n{own}")));
    let due = NO.map(|(at, month, day)| (6 + at, 3, format!("（{month}／{day}）")));
    assert_eq!(changed, texts(yes.into_iter().chain(no).chain(due)));
    assert_eq!(ran.out, "回答.xlsx に書き出しました(チェックリスト、1回目、はい 9、いいえ 3、空欄 6)。\n");
    assert_eq!(
        ran.err,
        "tenken: 答えが決まっていないため、空欄にしました: 2-⑪、2-⑫、2-⑬、3-③、4-①。\n\
         tenken: 様式にこの答えの欄がないため、書いていません: 2-⑩。\n"
    );
}

#[test]
fn the_second_round_goes_beside_the_first() {
    let here = marked();
    filled(&here, &printed(R7), &[]);
    std::fs::rename(here.path("回答.xlsx"), here.path("1回目.xlsx")).unwrap();
    let original = std::fs::read(here.path("1回目.xlsx")).unwrap();
    assert_eq!(here.run(&["mark", "mhlwcl.r7.hosp.2-⑨", "done"]).code, 0);
    let ran = here.run(&["export", "checklist", "--form", "1回目.xlsx", "-o", "2回目.xlsx"]);
    assert!(ran.code == 0 && ran.out.contains("2回目、はい 10、いいえ 2、空欄 6"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("様式に目標日の欄がないため、書いていません: 2-⑦、2-⑧。"), "{}", ran.err);
    let copy = std::fs::read(here.path("2回目.xlsx")).unwrap();
    let changed = changed(&original, &copy);
    assert!(changed.len() == 12 && changed.keys().all(|(_, column)| *column == 4), "{changed:?}");
    // Both rounds are used up; one that is asked for keeps what stands in it.
    let again = here.run(&["export", "checklist", "--form", "2回目.xlsx", "-o", "3.xlsx"]);
    assert!(again.code == 2 && again.err.contains("1回目も2回目も記入済みです。"), "{}", again.err);
    let again = here.run(&["export", "checklist", "--form", "2回目.xlsx", "-o", "3.xlsx", "--round", "2"]);
    assert!(again.code == 1 && again.err.contains("すでに記入があるため、そのままにしました: 1-①"), "{}", again.err);
    assert!(!here.path("3.xlsx").exists());
}

#[test]
fn a_vendor_has_a_sheet_of_its_own_with_its_names() {
    let here = marked();
    let day = today(&here);
    let (changed, ran) = filled(&here, &for_vendor(R7), &["--vendor", "A社 <東京>", "--system", "電子カルテ"]);
    let own = format!("令和{}年{}月{}日", day.year() - 2018, day.month(), day.day());
    // 1-①, then from 2-② on: one row less than in the list for hospitals.
    let row = |at: usize| 8 + at - usize::from(at > 0);
    let yes = [0, 2, 3, 4, 5, 6].map(row);
    let mut expected = texts([(3, 1, "A社 <東京>".to_owned()), (4, 1, "電子カルテ".to_owned())]);
    expected.extend(texts(yes.iter().flat_map(|row| [(*row, 2, "○".to_owned()), (*row, 4, own.clone())])));
    let no = NO.map(|(at, month, day)| (row(at), format!("令和9年{month}月{day}日")));
    expected.extend(texts(
        no.into_iter().flat_map(|(row, due)| [(row, 3, "○".to_owned()), (row, 4, own.clone()), (row, 5, due)]),
    ));
    assert_eq!(changed, expected);
    assert!(ran.out.contains("1回目、はい 6、いいえ 3、空欄 4"), "{}", ran.out);
    let refused = here.run(&["export", "checklist", "--form", "様式.xlsx", "--out", "様式.xlsx", "--force"]);
    assert!(refused.code == 2 && refused.err.contains("様式そのものには書き込みません。"), "{}", refused.err);
    std::fs::write(here.path("病院.xlsx"), printed(R7).xlsx()).unwrap();
    let refused = here.run(&["export", "checklist", "--form", "病院.xlsx", "--vendor", "A社", "--out", "a.xlsx"]);
    assert!(refused.code == 2 && refused.err.contains("事業者確認用のシートがありません。"), "{}", refused.err);
}

/// Returns the rows of a vendor's sheet for a system that is printed there.
fn rows_of_vendor(vendor: &str, system: &str) -> String {
    let mut form = for_vendor(R7);
    for (row, name) in [(3, vendor), (4, system)] {
        form.cells.insert((row, 1), (name.to_owned(), 0));
    }
    let cell =
        |(at, text): (usize, &String)| format!("<c r=\"{}\" t=\"str\"><v>{text}</v></c>", (b'A' + at as u8) as char);
    let numbered = |(row, cells): (usize, &Vec<String>)| {
        let cells = cells.iter().enumerate().map(cell).collect::<String>();
        format!("<row r=\"{row}\">{}</row>", cells.replace("\" t", &format!("{row}\" t")))
    };
    (1..).zip(form.rows().iter()).map(numbered).collect()
}

#[test]
fn answers_of_one_system_go_into_no_other_sheet() {
    let here = marked();
    let (one, two) = (rows_of_vendor("A社", "電子カルテ"), rows_of_vendor("Ｂ社", "PACS"));
    let book = crate::support::books::xlsx("", &[("A社", &one, ""), ("B社", &two, "")]);
    std::fs::write(here.path("様式.xlsx"), &book).unwrap();
    let line = ["export", "checklist", "--form", "様式.xlsx", "--out", "回答.xlsx"];
    let refused = here.run(&line);
    let said = "事業者確認用のシートが 2 枚あります: A社(事業者名 A社、システム名 電子カルテ)、B社(事業者名 Ｂ社、システム名 PACS)。";
    assert!(refused.code == 2 && refused.err.contains(said), "{}", refused.err);
    let refused = here.run(&[&line[..], &["--vendor", "C社"]].concat());
    assert!(refused.code == 2 && refused.err.contains("事業者名 C社 のシートも"), "{}", refused.err);
    assert!(!here.path("回答.xlsx").exists());
    let ran = here.run(&[&line[..], &["--vendor", "B社", "--system", "PACS"]].concat());
    assert!(ran.code == 0 && ran.out.contains("1回目、はい 6、いいえ 3"), "{}{}", ran.out, ran.err);
    assert!(!ran.err.contains("事業者名"), "{}", ran.err);
    assert_eq!(changed_parts(&book, &std::fs::read(here.path("回答.xlsx")).unwrap()), ["xl/worksheets/sheet2.xml"]);
}

#[test]
fn boxes_are_ticked_and_days_go_into_their_parts() {
    let here = marked();
    let day = today(&here);
    let (changed, _) = filled(&here, &in_parts(R7), &[]);
    let mut expected = texts(YES.map(|at| (5 + at, 1, "■はい　□いいえ".to_owned())));
    expected.extend(texts(NO.map(|(at, ..)| (5 + at, 1, "□はい　■いいえ".to_owned()))));
    let mut number =
        |row: usize, column: usize, number: i8| expected.insert((row, column), Data::Float(f64::from(number)));
    for at in YES.into_iter().chain(NO.map(|(at, ..)| at)) {
        number(5 + at, 2, day.month());
        number(5 + at, 4, day.day());
    }
    for (at, month, day) in NO {
        number(5 + at, 6, month);
        number(5 + at, 7, day);
    }
    assert_eq!(changed, expected);
}

#[test]
fn words_come_from_the_list_of_the_form_and_days_are_days() {
    let here = marked();
    assert_eq!(here.run(&["worklist", "set", "--facility", "東病院"]).code, 0);
    let day = today(&here);
    let (changed, ran) = filled(&here, &listed(R7), &[]);
    assert!(ran.out.contains("はい 9、いいえ 3、対象外 1、空欄 5"), "{}", ran.out);
    let mut expected = texts(YES.map(|at| (6 + at, 2, "はい".to_owned())));
    expected.extend(texts(NO.map(|(at, ..)| (6 + at, 2, "いいえ".to_owned()))));
    expected.extend(texts([(15 + 1, 2, "該当なし".to_owned()), (3, 1, "東病院".to_owned())]));
    let shown: BTreeMap<_, _> = changed.iter().filter(|(_, value)| matches!(value, Data::String(_))).collect();
    assert_eq!(shown, expected.iter().collect());
    let days: BTreeMap<_, _> = changed
        .iter()
        .filter_map(|(place, value)| match value {
            Data::DateTime(moment) => Some((*place, day_of(moment.as_f64()))),
            _ => None,
        })
        .collect();
    let confirmed = YES.into_iter().chain(NO.map(|(at, ..)| at)).chain([10]).map(|at| ((6 + at, 3), day.to_string()));
    let due = NO.map(|(at, month, day)| ((6 + at, 4), format!("2027-{month:02}-{day:02}")));
    assert_eq!(days, confirmed.chain(due).collect());
}

#[test]
fn what_cannot_be_filled_in_is_refused_in_one_sentence() {
    let here = marked();
    let mut signed = printed(R7);
    signed.extra = vec![("_xmlsignatures/sig1.xml", b"<Signature/>".to_vec())];
    for (name, bytes, said) in [
        ("署名.xlsx", signed.xlsx(), "電子署名が付いたブックです"),
        (
            "令和5年.xlsx",
            printed("令和4年度").xlsx(),
            "令和4年度版の「医療機関確認用」の項目が、カタログにまだありません。",
        ),
        (
            "予算.xlsx",
            crate::support::books::xlsx("", &[("a", "<row><c t=\"str\"><v>x</v></c></row>", "")]),
            "様式が見つかりません",
        ),
        ("壊れた.xlsx", printed(R7).xlsx()[..3_000].to_vec(), "ファイルが壊れているか、途中で切れています"),
        ("表.csv", b"a,b\n".to_vec(), "様式が見つかりません"),
    ] {
        std::fs::write(here.path(name), bytes).unwrap();
        let ran = here.run(&["export", "checklist", "--form", name, "--out", "回答.xlsx"]);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(said), "{name}: {}", ran.err);
        assert!(ran.err.lines().count() <= 2 && !here.path("回答.xlsx").exists(), "{name}: {}", ran.err);
    }
    let help = here.run(&["export", "checklist", "--help"]).out;
    assert!(help.contains("不適合") && help.contains("いいえ"), "{help}");
}

#[test]
fn a_new_year_is_taken_in_answered_and_filled_in() {
    let here = Surrounding::new();
    let form = listed("令和８年度");
    std::fs::write(here.path("様式.xlsx"), form.xlsx()).unwrap();
    let early = here.run(&["export", "checklist", "--form", "様式.xlsx", "--out", "a.xlsx"]);
    assert!(early.code == 2 && early.err.contains("`tenken import --apply 様式.xlsx`"), "{}", early.err);
    let read = here.run(&["import", "様式.xlsx", "--json"]).json().remove(0);
    assert_eq!((&read["format"], &read["pack"]), (&"checklist".into(), &"mhlwcl-r8-hosp".into()));
    let records = &read["records"];
    assert_eq!((&records["clause"], &records["link"], &records["original"]), (&18.into(), &18.into(), &18.into()));
    assert_eq!(here.run(&["import", "様式.xlsx", "--apply"]).code, 0);
    let shown = here.run(&["show", "mhlwcl.r8.hosp.2-⑦"]);
    assert!(shown.code == 0 && shown.out.contains("13文字以上とし、"), "{}", shown.out);
    let line = ["mark", "mhlwcl.r8.hosp.2-⑦", "mhlwcl.r8.hosp.3-①", "done"];
    assert_eq!(here.run(&line).code, 0);
    let (changed, ran) = filled(&here, &form, &[]);
    assert!(ran.out.contains("1回目、はい 2、いいえ 0、空欄 16"), "{}", ran.out);
    assert_eq!(changed.keys().copied().collect::<Vec<_>>(), [(13, 2), (13, 3), (20, 2), (20, 3)]);
    // What was filled in is the same document, and its answers are not taken for records.
    let again = here.run(&["import", "回答.xlsx"]);
    assert!(again.out.contains("記入済みの答え 2 件(はい 2、いいえ 0)"), "{}{}", again.out, again.err);
}

/// The table of answers in README.md is the one that decides. `TENKEN_BLESS=1` writes it anew.
#[test]
fn the_table_of_answers_is_current() {
    let (begin, end) = ("<!-- answers:begin -->\n", "<!-- answers:end -->");
    let rows: String = YesNo::table().iter().map(|row| format!("| {} |\n", row.join(" | "))).collect();
    assert_current("README.md", |page| {
        let (before, rest) = page.split_once(begin).expect("where the table of answers begins");
        let (_, after) = rest.split_once(end).expect("where the table of answers ends");
        format!("{before}{begin}| 状態 | 判定 | 期限 | 様式 |\n|---|---|---|---|\n{rows}{end}{after}")
    });
}
