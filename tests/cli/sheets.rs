//! `tenken import worklist`: sheets that people and their programs have changed on the way. Either the right value is
//! taken or the place is named; nothing is passed over, and nothing is cleared that nobody emptied.

use crate::support::books::{rows, xlsx};
use crate::support::forms::{A, B, C, COLUMNS, answers, assert_kept_out, exported, import, marked, sheet, table};

#[test]
fn a_title_that_was_added_to_is_still_read() {
    let here = marked();
    let mut rows = exported(&here, &[A, B]);
    rows[1].insert("状態".to_owned(), "完了".to_owned());
    let columns = [("ID (変更不可)", "ID"), ("状態&#10;(選択)", "状態"), ("【メモ】", "メモ"), ("照合値※", "照合値")];
    let book = xlsx("", &[("運用", &sheet(&table(&rows, &columns)), "")]);
    let ran = import(&here, "回答.xlsx", &book);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(answers(&here, B)[0], "完了");
}

#[test]
fn a_column_under_another_title_is_named_and_nothing_is_taken() {
    for (title, field) in
        [("進捗", "状態"), ("", "状態"), ("Status", "状態"), ("しめきり", "期限"), ("コメント", "メモ")]
    {
        let here = marked();
        let ids = ["mhlw6.sysun.14.1", A, B, C];
        let mut rows = exported(&here, &ids);
        rows[0].insert(field.to_owned(), if field == "期限" { "2027-04-01" } else { "完了" }.to_owned());
        let columns = COLUMNS.map(|(own, was)| if was == field { (title, was) } else { (own, was) });
        let book = xlsx("", &[("運用", &sheet(&table(&rows, &columns)), "")]);
        let column = format!(
            "シート「運用」1 行目 {} 列の見出し「{title}」: ",
            char::from(b'A' + u8::try_from(columns.iter().position(|(own, _)| *own == title).unwrap()).unwrap())
        );
        assert_kept_out(&here, &book, &[&column, &format!("見出しを「{field}」に戻してください。")]);
        let problem = &here.run(&["import", "worklist", "回答.xlsx", "--json"]).json()[0]["problems"][0];
        assert_eq!((&problem["sheet"], &problem["row"], &problem["cell"]), (&"運用".into(), &1.into(), &title.into()));
    }
}

#[test]
fn a_column_of_a_text_file_under_another_title_is_named_too() {
    let here = marked();
    let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
    (table[0][1], table[2][1]) = ("進み具合".to_owned(), "完了".to_owned());
    let mut writer = csv::Writer::from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).unwrap());
    assert_kept_out(
        &here,
        &writer.into_inner().unwrap(),
        &["1 行目 B 列の見出し「進み具合」: ", "「状態」に戻してください。"],
    );
}

#[test]
fn a_column_that_was_removed_is_nothing_and_one_that_was_added_is_told() {
    let here = marked();
    let mut rows = exported(&here, &[A, B, C]);
    rows[1].insert("担当者".to_owned(), "経理課".to_owned());
    let columns =
        [("ID", "ID"), ("担当者", "担当者"), ("照合値", "照合値"), ("担当者(副)の内線", "題"), ("備考", "題")];
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table(&rows, &columns)), "")]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out.contains("読んでいないところ 1 件\n") && ran.out.contains("D 列の見出し「担当者(副)の内線」"),
        "{}",
        ran.out
    );
    assert_eq!(answers(&here, B), ["対応中", "経理課", "2027-03-31", "全端末で確認"]);
}

#[test]
fn an_added_column_that_looks_like_answers_is_told_whatever_its_title() {
    let columns = [COLUMNS.as_slice(), &[("判定", "判定"), ("対象外の理由", "対象外の理由")]].concat();
    for (title, cell) in [
        ("状況", "来月着手"),
        ("対応状況", "見積中"),
        ("進捗", "50%"),
        ("担当", "経理課"),
        ("Ｓｔａｔｕｓ", "ok"),
        ("結果", "良"),
        ("", "完了"),
        ("列1", "完了"),
        ("備考", "適合"),
    ] {
        let here = marked();
        let mut table = table(&exported(&here, &[A, B, C]), &columns);
        let cells = [title, "", cell, ""].map(str::to_owned);
        table.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table), "")]));
        assert_eq!(ran.code, 0, "{title}: {}{}", ran.out, ran.err);
        let told = format!("I 列の見出し「{title}」: tenken の列ではないため、読んでいません");
        assert!(ran.out.contains("読んでいないところ 1 件\n") && ran.out.contains(&told), "{title}: {}", ran.out);
    }
    let here = marked();
    let mut table = table(&exported(&here, &[A, B, C]), &columns);
    let cells = ["備考", "", "完了の連絡を待つ", ""].map(str::to_owned);
    table.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table), "")]));
    assert!(ran.code == 0 && !ran.out.contains("読んでいないところ"), "{}", ran.out);
}

#[test]
fn a_sheet_that_lost_its_head_is_named() {
    let here = marked();
    let good = sheet(&table(&exported(&here, &[A]), &COLUMNS));
    let other = table(&exported(&here, &[B]), &COLUMNS);
    let renamed = COLUMNS.map(|(title, was)| (if title == "ID" { "識別番号" } else { title }, was));
    let marks = |table: &[Vec<String>], columns: std::ops::Range<usize>| -> String {
        sheet(&table.iter().map(|row| row[columns.clone()].to_vec()).collect::<Vec<_>>())
    };
    for (other, row) in [
        (sheet(&table(&exported(&here, &[B]), &renamed)), 1),
        (sheet(&other[1..]), 1),
        // Only ids and answers are left.
        (marks(&other[1..], 0..2), 1),
    ] {
        let book = xlsx("", &[("運用", &good, ""), ("続き", &other, "")]);
        let sentence = format!("シート「続き」{row} 行目: 点検票のようですが、見出しの行");
        assert_kept_out(&here, &book, &[&sentence]);
    }
    let list = rows(&[&["担当する条項"], &[A, "山田"], &[B, "鈴木"]]);
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &good, ""), ("分担", &list, "")]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("シート「分担」2 行目: 条項の ID がありますが"), "{}", ran.out);
    let notes = rows(&[&["打ち合わせ", "2026.11.1"], &["a.pdf", "済"]]);
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &good, ""), ("メモ書き", &notes, "")]));
    assert_eq!((ran.code, ran.out.as_str()), (0, "変わるところはありません。\n"));
}

#[test]
fn a_formula_without_a_result_never_clears_a_field() {
    let here = marked();
    for (column, cell) in [
        (4, r#"|<f>"確認"&amp;"済"</f>"#),
        (4, r#"|<f>"確認"&amp;"済"</f><v/>"#),
        (1, r#"t="str"|<f>IF(TRUE,"完了","")</f>"#),
        (2, r#"|<f t="shared" si="0" ref="C3:C4">D3</f>"#),
        (3, "|<f>TODAY()</f><v></v>"),
    ] {
        let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
        table[2][column] = cell.to_owned();
        let book = xlsx("", &[("運用", &sheet(&table), "")]);
        let place = format!("シート「運用」3 行目 {B} {}「」: ", COLUMNS[column].0);
        assert_kept_out(&here, &book, &[&place, "数式の結果が保存されていません。"]);
    }
}

#[test]
fn a_result_that_was_left_to_be_computed_is_none() {
    let here = marked();
    let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
    table[2][4] = "|<f>D3</f><v>0</v>".to_owned();
    let stale = xlsx(r#"<calcPr fullCalcOnLoad="1"/>"#, &[("運用", &sheet(&table), "")]);
    assert_kept_out(&here, &stale, &["数式の結果が保存されていません。"]);
    // The one formula of a block stands in its first cell.
    table[2][4] = r#"|<f t="array" ref="E3:E4">D3:D4</f><v>1</v>"#.to_owned();
    table[3][4] = "|".to_owned();
    assert_kept_out(&here, &xlsx("", &[("運用", &sheet(&table), "")]), &["4 行目", "数式の結果が保存されていません。"]);
    // An empty text is a result.
    table[2][4] = r#"t="str"|<f>IF(TRUE,"","x")</f><v></v>"#.to_owned();
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table), "")]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(answers(&here, B)[3], "");
}

#[test]
fn merged_cells_have_one_value_for_all_their_rows() {
    let here = marked();
    let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
    table[1][2] = "合同班".to_owned();
    for row in [2, 3] {
        table[row][2] = "|".to_owned();
    }
    let merged = r#"<mergeCells count="1"><mergeCell ref="C2:C4"/></mergeCells>"#;
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table), merged)]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    for id in [A, B, C] {
        assert_eq!(answers(&here, id)[1], "合同班");
    }
}

#[test]
fn merged_cells_beside_the_form_do_not_matter() {
    let here = marked();
    let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
    table[2][1] = "完了".to_owned();
    let banner = ["東病院 2026年度", "", "", "", "", ""].map(str::to_owned).to_vec();
    table.splice(0..0, [banner.clone(), banner]);
    let merged = ["A1:F2", "A1:XFD1", "G3:G6", "H4:J5", "A20:F30"];
    let merged: String = merged.map(|block| format!(r#"<mergeCell ref="{block}"/>"#)).concat();
    let ran = import(&here, "回答.xlsx", &xlsx("", &[("運用", &sheet(&table), &merged)]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(answers(&here, B)[0], "完了");
}

#[test]
fn merged_cells_without_a_value_never_clear_their_rows() {
    // Of the owner there was one in every row, of the note in the second one, and none of a third one.
    for (column, letter, hidden, is_kept_out) in
        [(2, 'C', "", true), (2, 'C', "情報課", true), (4, 'E', "", true), (3, 'D', "", true), (1, 'B', "", false)]
    {
        let here = marked();
        let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
        let hidden = if hidden.is_empty() { "|" } else { hidden };
        table[1..].iter_mut().zip(["|", hidden, hidden]).for_each(|(row, cell)| row[column] = cell.to_owned());
        let merged = format!(r#"<mergeCells><mergeCell ref="{letter}2:{letter}4"/></mergeCells>"#);
        let book = xlsx("", &[("運用", &sheet(&table), &merged)]);
        if is_kept_out {
            assert_kept_out(&here, &book, &[&format!(" セル {letter}2:{letter}4: 結合されたセルがあり")]);
        } else {
            let ran = import(&here, "回答.xlsx", &book);
            assert_eq!((ran.code, answers(&here, B)[0].as_str()), (0, "対応中"), "{}{}", ran.out, ran.err);
        }
    }
}

#[test]
fn merged_cells_that_say_nothing_clear_are_named() {
    for block in ["B3:C3", "C2:D4", "A2:A3", "F2:F4", "C1:C4", "B1:F9"] {
        let here = marked();
        let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
        table[2][2] = "|".to_owned();
        let merged = format!(r#"<mergeCells><mergeCell ref="{block}"/></mergeCells>"#);
        let book = xlsx("", &[("運用", &sheet(&table), &merged)]);
        assert_kept_out(&here, &book, &[&format!(" セル {block}: 結合されたセルがあり")]);
    }
}

#[test]
fn a_row_whose_id_and_name_disagree_is_named() {
    let here = marked();
    let columns = [COLUMNS.as_slice(), &[("条項", "条項"), ("題", "題")]].concat();
    let disagreement = "ID と条項の表示が合いません";
    let whole = exported(&here, &[A, B, C]);
    // The columns that stayed where they were while the others were sorted.
    for stayed in [&["ID"][..], &["ID", "照合値"], &["条項"], &["題"], &["ID", "照合値", "条項"]] {
        let mut rows = whole.clone();
        for title in stayed {
            let (a, b) = (rows[0][*title].clone(), rows[1][*title].clone());
            rows[0].insert((*title).to_owned(), b);
            rows[1].insert((*title).to_owned(), a);
        }
        rows[0].insert("状態".to_owned(), "完了".to_owned());
        let book = xlsx("", &[("運用", &sheet(&table(&rows, &columns)), "")]);
        assert_kept_out(&here, &book, &["シート「運用」2 行目", "シート「運用」3 行目", disagreement]);
    }
    // Without names the fingerprints tell.
    let mut rows = whole;
    let (a, b) = (rows[0]["ID"].clone(), rows[1]["ID"].clone());
    rows[0].insert("ID".to_owned(), b);
    rows[1].insert("ID".to_owned(), a);
    let book = xlsx("", &[("運用", &sheet(&table(&rows, &COLUMNS)), "")]);
    assert_kept_out(&here, &book, &["2 行目", "3 行目", "ID と照合値が合いません"]);
}

#[test]
fn letters_that_were_lost_wait_for_a_decision() {
    for (note, cell) in
        [("🏥済", "?済"), ("🏥済", "??済"), ("𠮷田", "\u{ff1f}田"), ("全端末", "\u{fffd}\u{fffd}\u{fffd}")]
    {
        let here = marked();
        here.run(&["mark", B, "--note", note]);
        let mut rows = exported(&here, &[A, B, C]);
        rows[1].insert("メモ".to_owned(), cell.to_owned());
        let book = xlsx("", &[("運用", &sheet(&table(&rows, &COLUMNS)), "")]);
        let ran = import(&here, "回答.xlsx", &book);
        assert_eq!(ran.code, 2);
        let sentence =
            format!("メモ: 記入は「{cell}」、点検票は「{note}」。「?」などに置きかわった文字があるかもしれません。");
        assert!(ran.out.contains(&sentence), "{}", ran.out);
        let conflict = &here.run(&["import", "worklist", "回答.xlsx", "--json"]).json()[0]["conflicts"][0];
        assert_eq!(conflict["letters_lost"], true);
        assert_eq!(here.run(&["import", "worklist", "回答.xlsx", "--apply", "--take", "mine"]).code, 0);
        assert_eq!(answers(&here, B)[3], note);
    }
}

#[test]
fn what_a_spreadsheet_made_of_an_entry_is_read_as_its_writer_saw_it() {
    let cases = [
        ("", 3, r#"s="0"|<v>46477</v>"#, "2027-03-31"),
        ("", 3, r#"s="1"|<v>46508</v>"#, "2027-05-01"),
        ("", 3, r#"s="1"|<v>46508.625</v>"#, "2027-05-01"),
        ("", 3, "|<v>20270501</v>", "2027-05-01"),
        (r#"<workbookPr date1904="1"/>"#, 3, "|<v>45046</v>", "2027-05-01"),
        ("", 3, r#"t="d"|<v>2027-05-01T00:00:00</v>"#, "2027-05-01"),
        ("", 3, "なし", ""),
        ("", 4, r#"s="2"|<v>0.5</v>"#, "12:00"),
        ("", 4, r#"s="3"|<v>0.5</v>"#, "50%"),
        ("", 4, r#"s="1"|<v>46477</v>"#, "2027/3/31"),
        ("", 4, "|<v>120</v>", "120"),
    ];
    for (settings, column, cell, expected) in cases {
        let here = marked();
        let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
        table[2][column] = cell.to_owned();
        let ran = import(&here, "回答.xlsx", &xlsx(settings, &[("運用", &sheet(&table), "")]));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{cell} {}", ran.out);
        assert_eq!(answers(&here, B)[column - 1], expected, "{cell}");
    }
}

#[test]
fn what_may_be_a_day_and_may_not_is_named() {
    let here = marked();
    for (cell, sentence) in [
        ("46477", "表計算ソフトの日付の通し番号のようです (2027-03-31 でしょうか)。"),
        ("|<v>2027</v>", "日付として読めません。"),
        (r#"s="2"|<v>0.5</v>"#, "日付として読めません。"),
    ] {
        let mut table = table(&exported(&here, &[A, B, C]), &COLUMNS);
        table[2][3] = cell.to_owned();
        assert_kept_out(&here, &xlsx("", &[("運用", &sheet(&table), "")]), &[sentence]);
    }
}
