//! `tenken import worklist`: files of other programs than Excel.

use crate::support::books::{XlsCell, ods, xls, xlsx};
use crate::support::forms::{A, B, answers, assert_kept_out, exported, import, marked, sheet};

#[test]
fn a_document_of_another_program_is_read_with_the_same_rules() {
    let here = marked();
    let [a, b] = &exported(&here, &[A, B])[..] else { panic!() };
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let head = row(&["ID", "状態", "担当者", "期限", "メモ", "照合値"].map(text));
    let owner = r#"<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>合同<text:span>班</text:span></text:p></table:table-cell>"#;
    let due = r#"<table:table-cell office:value-type="date" office:date-value="2027-05-01"><text:p>R9.5.1</text:p></table:table-cell>"#;
    let note = r#"<table:table-cell office:value-type="string"><office:annotation><text:p>誰かの注</text:p></office:annotation><text:p>一<text:s text:c="2"/>行</text:p><text:p>二行</text:p></table:table-cell>"#;
    let empty = "<table:table-cell/>".to_owned();
    let covered = "<table:covered-table-cell/>".to_owned();
    let serial =
        r#"<table:table-cell office:value-type="float" office:value="46477"><text:p>46477</text:p></table:table-cell>"#;
    let rows = [
        head.clone(),
        row(&[text(A), text("完了"), owner.to_owned(), due.to_owned(), note.to_owned(), text(&a["照合値"])]),
        row(&[text(B), text(&b["状態"]), covered, serial.to_owned(), text(&b["メモ"]), text(&b["照合値"])]),
        r#"<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
    ];
    let ran = import(&here, "回答.ods", &ods(&rows.concat()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(answers(&here, A), ["完了", "合同班", "2027-05-01", "一  行\n二行"]);
    assert_eq!(answers(&here, B), ["対応中", "合同班", "2027-03-31", "全端末で確認"]);

    let formula = r#"<table:table-cell table:formula="of:=[.A1]"/>"#.to_owned();
    let b = &exported(&here, &[B])[0];
    let row = row(&[text(B), text("完了"), formula, empty, text(&b["メモ"]), text(&b["照合値"])]);
    assert_kept_out(&here, &ods(&(head + &row)), &["シート「運用」2 行目", "数式の結果が保存されていません。"]);
}

#[test]
fn a_workbook_of_before_2007_is_read_with_the_same_rules() {
    use XlsCell::{Formula, Number, Text};
    let here = marked();
    let [a, b] = &exported(&here, &[A, B])[..] else { panic!() };
    let head: Vec<XlsCell<'_>> = ["ID", "状態", "担当者", "期限", "メモ", "照合値"].map(Text).into_iter().collect();
    let first =
        [Text(A), Text("完了"), Text("合同班"), Number(46_508.0), Formula(Some("計算した")), Text(&a["照合値"])];
    let second = [Text(B), Text(&b["状態"]), Text(""), Number(46_477.0), Text(&b["メモ"]), Text(&b["照合値"])];
    let ran = import(&here, "回答.xls", &xls(&[&head, &first, &second], &[[1, 2, 2, 2]]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(answers(&here, A), ["完了", "合同班", "2027-05-01", "計算した"]);
    assert_eq!(answers(&here, B), ["対応中", "合同班", "2027-03-31", "全端末で確認"]);

    let b = &exported(&here, &[B])[0];
    let row = [Text(B), Formula(None), Text("合同班"), Number(46_477.0), Text(&b["メモ"]), Text(&b["照合値"])];
    assert_kept_out(&here, &xls(&[&head, &row], &[]), &["シート「運用」2 行目", "数式の結果が保存されていません。"]);
}

/// Programs of many kinds end a line of a text file in many ways, and lines in cells too.
#[test]
fn what_was_exported_comes_back_in_every_kind_of_file() {
    let here = marked();
    let text = here.run(&["export", "csv"]).out;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let table: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let cells: Vec<Vec<XlsCell<'_>>> =
        table.iter().map(|row| row.iter().map(|cell| XlsCell::Text(cell)).collect()).collect();
    let escaped = |cell: &str| cell.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    let shown = |cell: &String| format!("t=\"inlineStr\"|<is><t xml:space=\"preserve\">{}</t></is>", escaped(cell));
    let inline: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(shown).collect()).collect();
    let paragraphs =
        |cell: &str| escaped(cell).split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect::<String>();
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| {
            format!(r#"<table:table-cell office:value-type="string">{}</table:table-cell>"#, paragraphs(cell))
        });
        format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
    };
    let files = [
        ("a.csv", text.clone().into_bytes()),
        ("b.csv", text.replace("\r\n", "\n").into_bytes()),
        ("c.csv", text.replace("\r\n", "\r").into_bytes()),
        ("d.xlsx", xlsx("", &[("運用", &sheet(&inline), "")])),
        ("e.ods", ods(&table.iter().map(row).collect::<String>())),
        ("f.xls", xls(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>(), &[])),
    ];
    for (name, bytes) in files {
        let ran = import(&here, name, &bytes);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "変わるところはありません。\n", ""), "{name}");
    }
}
