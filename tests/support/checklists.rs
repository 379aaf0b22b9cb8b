//! Forms in the layouts of the ministry's checklist, with texts of our own: with all that a spreadsheet program puts into a
//! file and that has to come through as it is.

use std::collections::BTreeMap;

use super::books::packed;

/// Items: their numbers, and what they ask for in our words.
pub const ITEMS: [(&str, u8, &str); 18] = [
    ("1", 1, "医療情報システム安全管理責任者を置いている。"),
    ("2", 1, "サーバ、端末PC、ネットワーク機器を台帳で管理している。"),
    ("2", 2, "リモート保守を使っている機器があるかを、事業者に確かめた。"),
    ("2", 3, "事業者から医療情報セキュリティ開示書(MDS/SDS)を出してもらった。"),
    ("2", 4, "職種・担当業務ごとに情報区分別のアクセス権限を設定している。"),
    ("2", 5, "退職者のものなど、使っていない不要なアカウントを削除又は無効にしている。"),
    ("2", 6, "セキュリティパッチ(最新ファームウェア・更新プログラム)を適用している。"),
    ("2", 7, "パスワードは英数字と記号を混ぜた13文字以上とし、二要素認証があれば8文字でよい。"),
    ("2", 8, "複数の機器や外部サービスで、同じパスワードを使い回していない。"),
    ("2", 9, "USBストレージ等の外部記録媒体や情報機器の接続を制限している。"),
    ("2", 10, "二要素認証を導入している、又は令和9年度までに導入する予定である。"),
    ("2", 11, "アクセスログを管理している。"),
    ("2", 12, "裏で動いている不要なソフトやサービスを止めている。"),
    ("2", 13, "接続元を制限している。"),
    ("3", 1, "院内と外部関係機関への連絡体制図がある。"),
    ("3", 2, "データやシステムのバックアップを取り、復旧手順を確かめている。"),
    ("3", 3, "サイバー攻撃を想定した事業継続計画(BCP)を策定している。"),
    ("4", 1, "1から3の項目の具体的なやり方を運用管理規程に定めている。"),
];

/// The names of the groups.
const GROUPS: [&str; 4] = ["体制構築", "医療情報システムの管理・運用", "インシデント発生に備えた対応", "規程類の整備"];

/// Styles of the workbook: with a frame, a day, a day by the era.
pub const FRAME: usize = 1;
pub const DAY: usize = 2;
pub const ERA: usize = 3;

/// A form: a sheet of cells, each with a text and a style, and what stands behind them.
#[derive(Default)]
pub struct FormBook {
    pub sheet: &'static str,
    pub cells: BTreeMap<(usize, usize), (String, usize)>,
    pub merged: Vec<&'static str>,
    /// What stands behind the merged cells, for example lists of words.
    pub behind: String,
    /// Parts that no part of the workbook knows, for example macros.
    pub extra: Vec<(&'static str, Vec<u8>)>,
}

impl FormBook {
    /// Returns a form with a title.
    fn titled(sheet: &'static str, title: &str, note: &str) -> Self {
        let mut form = Self { sheet, ..Self::default() };
        form.put(1, 0, title);
        form.put(2, 0, note);
        form
    }

    fn put(&mut self, row: usize, column: usize, text: &str) {
        self.styled(row, column, text, FRAME);
    }

    fn styled(&mut self, row: usize, column: usize, text: &str, style: usize) {
        self.cells.insert((row, column), (text.to_owned(), style));
    }

    /// Returns its rows, for readers of other kinds of files.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let last = self.cells.keys().map(|(row, _)| *row).max().unwrap_or_default();
        let width = self.cells.keys().map(|(_, column)| *column).max().unwrap_or_default();
        let text = |row, column| self.cells.get(&(row, column)).map(|(text, _)| text.clone()).unwrap_or_default();
        (1..=last).map(|row| (0..=width).map(|column| text(row, column)).collect()).collect()
    }

    /// Returns the workbook. Every third text stands in its cell, the others are shared, with readings above them.
    pub fn xlsx(&self) -> Vec<u8> {
        let (mut rows, mut shared): (BTreeMap<usize, String>, Vec<String>) = (BTreeMap::new(), Vec::new());
        for (at, ((row, column), (text, style))) in self.cells.iter().enumerate() {
            let name = cell_name(*row, *column);
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
            let cell = match (text.is_empty(), at % 3) {
                (true, _) => format!(r#"<c r="{name}" s="{style}"/>"#),
                (_, 0) => format!(
                    r#"<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>"#
                ),
                _ => {
                    shared.push(format!(
                        r#"<si><r><t xml:space="preserve">{escaped}</t></r><rPh sb="0" eb="1"><t>ヨミ</t></rPh><phoneticPr fontId="0"/></si>"#
                    ));
                    format!(r#"<c r="{name}" s="{style}" t="s"><v>{}</v></c>"#, shared.len() - 1)
                }
            };
            rows.entry(*row).or_default().push_str(&cell);
        }
        packed(
            &self.parts(&rows, &shared).iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect::<Vec<_>>(),
        )
    }

    fn parts(&self, rows: &BTreeMap<usize, String>, shared: &[String]) -> Vec<(String, Vec<u8>)> {
        let rows: String = rows
            .iter()
            .map(|(row, cells)| format!("<row r=\"{row}\" spans=\"1:9\" ht=\"30\" customHeight=\"1\">{cells}</row>\n"))
            .collect();
        let merged: String = self.merged.iter().map(|block| format!(r#"<mergeCell ref="{block}"/>"#)).collect();
        let merged = format!(r#"<mergeCells count="{}">{merged}</mergeCells>"#, self.merged.len());
        let merged = if self.merged.is_empty() { String::new() } else { merged };
        let sheet = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<worksheet {MAIN} {RELATIONS}><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:I60\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"2\" max=\"2\" width=\"60\" style=\"1\" customWidth=\"1\"/></cols><sheetData>{rows}</sheetData>{merged}{}<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"portrait\"/><drawing r:id=\"rId1\"/><legacyDrawing r:id=\"rId2\"/></worksheet>",
            self.behind
        );
        let strings = format!("<sst {MAIN} count=\"{0}\" uniqueCount=\"{0}\">{1}</sst>", shared.len(), shared.concat());
        let workbook = format!(
            "<workbook {MAIN} {RELATIONS}><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'{0}'!$A$1:$I$60</definedName></definedNames><calcPr calcId=\"191029\"/></workbook>",
            self.sheet
        );
        let mut parts: Vec<(String, Vec<u8>)> =
            FIXED.iter().map(|(name, part)| ((*name).to_owned(), (*part).into())).collect();
        parts.push(("xl/workbook.xml".to_owned(), workbook.into()));
        parts.push(("xl/worksheets/sheet1.xml".to_owned(), sheet.into()));
        parts.push(("xl/sharedStrings.xml".to_owned(), strings.into()));
        parts.extend(self.extra.iter().map(|(name, part)| ((*name).to_owned(), part.clone())));
        parts
    }
}

fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap()))
}

fn circled(number: u8) -> char {
    char::from_u32(0x2460 + u32::from(number) - 1).unwrap()
}

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const RELATIONS: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The parts that are the same in every form, among them a drawing and a comment.
const FIXED: [(&str, &str); 9] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><fonts count="1"><font><sz val="11"/><name val="ＭＳ ゴシック"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0"><alignment wrapText="1"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/></cellXfs><dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs></styleSheet>"#,
    ),
    (
        "xl/worksheets/_rels/sheet1.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>"#,
    ),
    (
        "xl/drawings/drawing1.xml",
        r#"<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="円 1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="100000" cy="100000"/></a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"#,
    ),
    (
        "xl/drawings/vmlDrawing1.vml",
        r##"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden"><x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"##,
    ),
    (
        "xl/comments1.xml",
        r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>作成者</author></authors><commentList><comment ref="A1" authorId="0"><text><t>記入の前に読むこと</t></text></comment></commentList></comments>"#,
    ),
    ("xl/calcChain.xml", r#"<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#),
];

/// (a) One sheet for a hospital: groups in merged cells, both answers and the blanks for the day printed in one cell.
pub fn printed(year: &str) -> FormBook {
    let title = format!("{year}　医療機関におけるサイバーセキュリティ対策チェックリスト（医療機関確認用）");
    let mut form =
        FormBook::titled("医療機関確認用", &title, "＊すべての項目で「はい」にマルが付くよう取り組んでください。");
    for (column, text) in [(0, "チェック項目"), (2, "確認結果（日付）")] {
        form.put(4, column, text);
    }
    for (column, text) in [(2, "1回目"), (3, "目標日"), (4, "2回目")] {
        form.put(5, column, text);
    }
    let blanks = "（　／　）";
    for (at, (group, number, text)) in ITEMS.iter().enumerate() {
        let row = 6 + at;
        let name = GROUPS[usize::from(group.as_bytes()[0] - b'1')];
        let is_first = at == 0 || ITEMS[at - 1].0 != *group;
        form.put(row, 0, &if is_first { format!("{group}　{name}") } else { String::new() });
        form.put(row, 1, &format!("{}{text}", circled(*number)));
        form.put(row, 2, &format!("はい・いいえ\n{blanks}"));
        form.put(row, 3, blanks);
        form.put(row, 4, &format!("はい・いいえ\n{blanks}"));
    }
    form.put(25, 0, "○ 2(2)及び2(3)は、事業者と契約していない場合には、記入不要です。");
    form.merged = vec!["A1:E1", "A4:B5", "C4:E4", "A7:A19", "A20:A22", "A25:E25"];
    form
}

/// (b) One sheet for hospitals and pharmacies: numbers in a column of their own, lists of words, cells that show days.
pub fn listed(year: &str) -> FormBook {
    let title = format!("{year} 医療機関・薬局におけるサイバーセキュリティ対策チェックリスト");
    let mut form = FormBook::titled("Sheet1", &title, "医療機関・薬局確認用");
    form.put(3, 0, "施設名");
    form.put(3, 1, "");
    for (column, text) in [(0, "番号"), (1, "項目"), (2, "1回目"), (5, "2回目")] {
        form.put(4, column, text);
    }
    for (column, text) in [(2, "回答"), (3, "確認日"), (4, "目標日"), (5, "回答"), (6, "確認日")] {
        form.put(5, column, text);
    }
    for (at, (group, number, text)) in ITEMS.iter().enumerate() {
        let row = 6 + at;
        form.put(row, 0, &format!("{group}－{}", circled(*number)));
        form.put(row, 1, text);
        for (column, style) in [(2, FRAME), (3, DAY), (4, ERA), (5, FRAME), (6, DAY)] {
            form.styled(row, column, "", style);
        }
    }
    form.merged = vec!["C4:E4", "F4:G4", "A4:A5", "B4:B5"];
    form.behind = "<conditionalFormatting sqref=\"C6:C23\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"equal\"><formula>\"いいえ\"</formula></cfRule></conditionalFormatting><dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" sqref=\"C6:C23 F6:F23\"><formula1>\"はい,いいえ,該当なし\"</formula1></dataValidation></dataValidations>".to_owned();
    form
}

/// The numbers of the items that a vendor answers.
pub fn of_vendors() -> impl Iterator<Item = &'static (&'static str, u8, &'static str)> {
    ITEMS.iter().filter(|(group, number, _)| matches!((*group, *number), ("1", _) | ("2", 2..)))
}

/// (c, d) One sheet for a vendor: names above, a column for each answer, days by the era as texts.
pub fn for_vendor(year: &str) -> FormBook {
    let title = format!("{year}版 医療機関におけるサイバーセキュリティ対策チェックリスト");
    let mut form = FormBook::titled("事業者確認用", &title, "事業者確認用");
    for (row, column, text) in [(3, 0, "事業者名"), (3, 1, ""), (4, 0, "システム名："), (4, 1, "")] {
        form.put(row, column, text);
    }
    for (column, text) in [(0, "No."), (1, "チェック項目"), (2, "1回目"), (5, "目標日"), (6, "2回目")] {
        form.put(6, column, text);
    }
    let heads = [(2, "はい"), (3, "いいえ"), (4, "確認日"), (6, "はい"), (7, "いいえ"), (8, "確認日")];
    heads.into_iter().for_each(|(column, text)| form.put(7, column, text));
    for (at, (group, number, text)) in of_vendors().enumerate() {
        let row = 8 + at;
        form.put(row, 0, &format!("{group}-({number})"));
        form.put(row, 1, text);
        for column in [2, 3, 6, 7] {
            form.put(row, column, "");
        }
        for column in [4, 5, 8] {
            form.put(row, column, "令和　年　月　日");
        }
    }
    form.merged = vec!["C6:E6", "F6:F7", "G6:I6", "B3:D3", "B4:D4"];
    form.extra = vec![("xl/vbaProject.bin", vec![0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])];
    form
}

/// (e) One sheet for a hospital: boxes to tick, the parts of days in cells of their own, one round.
pub fn in_parts(year: &str) -> FormBook {
    let title = format!("医療機関確認用（{year}）");
    let mut form = FormBook::titled("様式1", &title, "サイバーセキュリティ対策チェックリスト");
    let heads = [(0, "項目"), (1, "はい・いいえ"), (2, "確認日"), (6, "目標日")];
    heads.into_iter().for_each(|(column, text)| form.put(3, column, text));
    for (column, text) in [(6, "月"), (7, "日")] {
        form.put(4, column, text);
    }
    for (at, (group, number, text)) in ITEMS.iter().enumerate() {
        let row = 5 + at;
        form.put(row, 0, &format!("{group}{} {text}", circled(*number)));
        form.put(row, 1, "□はい　□いいえ");
        for (column, text) in [(2, ""), (3, "月"), (4, ""), (5, "日"), (6, ""), (7, "")] {
            form.put(row, column, text);
        }
    }
    form.merged = vec!["C3:F4", "G3:H3", "A3:A4", "B3:B4"];
    form
}
