//! Workbooks as other programs write them, made by hand: with what our own export never writes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Returns an archive with these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(contents).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The styles of [`xlsx`]: General, yyyy/m/d, h:mm, 0%.
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="9"/></cellXfs></styleSheet>"#;

/// Returns an Excel workbook with these sheets, each with a name, its rows and what follows them. `settings` stands
/// beside the list of sheets.
pub fn xlsx(settings: &str, sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let relation =
        |id: &str, kind: &str, target: &str| format!(r#"<Relationship Id="{id}" Type="x/{kind}" Target="{target}"/>"#);
    let numbered = || sheets.iter().zip(1..);
    let listed: String =
        numbered().map(|((name, ..), at)| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#)).collect();
    let relations: String = numbered()
        .map(|(_, at)| relation(&format!("rId{at}"), "worksheet", &format!("worksheets/sheet{at}.xml")))
        .chain([relation("rIdS", "styles", "styles.xml")])
        .collect();
    let top = format!("<Relationships>{}</Relationships>", relation("rId1", "officeDocument", "xl/workbook.xml"));
    let workbook = format!("<workbook>{settings}<sheets>{listed}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut parts: Vec<(String, String)> = vec![
        ("_rels/.rels".to_owned(), top),
        ("xl/workbook.xml".to_owned(), workbook),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ];
    for ((_, rows, behind), at) in numbered() {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed(&parts)
}

/// Returns the rows of a sheet of texts, from A1 on; a cell that starts with `<` is what stands in the element `c`, with
/// its attributes before a `|`.
pub fn rows(rows: &[&[&str]]) -> String {
    let row = |(cells, row): (&&[&str], usize)| {
        let cells = cells.iter().zip((0..).map(letters)).map(|(cell, column)| match cell.split_once('|') {
            Some((attributes, content)) => format!(r#"<c r="{column}{row}" {attributes}>{content}</c>"#),
            None => format!(r#"<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>"#),
        });
        format!(r#"<row r="{row}">{}</row>"#, cells.collect::<String>())
    };
    rows.iter().zip(1..).map(row).collect()
}

/// Returns the letters of a column, by its number from 0.
fn letters(number: u8) -> String {
    let letter = |at: u8| char::from(b'A' + at % 26);
    if number < 26 { letter(number).into() } else { format!("{}{}", letter(number / 26 - 1), letter(number)) }
}

/// Returns an OpenDocument spreadsheet with these rows of a sheet.
pub fn ods(rows: &str) -> Vec<u8> {
    ods_with("<table:table-column/>", rows)
}

/// Returns an OpenDocument spreadsheet with these columns and rows of a sheet.
pub fn ods_with(columns: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="運用">{columns}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    packed(&[("mimetype", mimetype), ("content.xml", content.as_bytes())])
}

/// A cell of [`xls`].
pub enum XlsCell<'t> {
    Text(&'t str),
    Number(f64),
    /// A formula whose result is a text that may be missing.
    Formula(Option<&'t str>),
}

/// Returns a workbook of before 2007 with a sheet of these cells, from A1 on, and of these merged blocks: first and last
/// row, first and last column, from 0.
pub fn xls(rows: &[&[XlsCell<'_>]], merged: &[[u16; 4]]) -> Vec<u8> {
    xls_hiding(rows, merged, &[], &[])
}

/// Returns a workbook like [`xls`], in which these rows and columns, from 0, are not shown.
pub fn xls_hiding(rows: &[&[XlsCell<'_>]], merged: &[[u16; 4]], hidden: &[u16], columns: &[u16]) -> Vec<u8> {
    let mut sheet = record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    for column in columns {
        sheet.extend(record(0x007d, &words(&[*column, *column, 0, 15, 1, 0])));
    }
    for row in hidden {
        sheet.extend(record(0x0208, &words(&[*row, 0, 3, 0, 0, 0, 0x0120, 15])));
    }
    for (cells, row) in rows.iter().zip(0u16..) {
        for (cell, column) in cells.iter().zip(0u16..) {
            let place: Vec<u8> = [row, column, 0].iter().flat_map(|number| number.to_le_bytes()).collect();
            sheet.extend(match cell {
                XlsCell::Text(text) => record(0x0204, &[place, wide(text)].concat()),
                XlsCell::Number(number) => record(0x0203, &[place, number.to_le_bytes().to_vec()].concat()),
                XlsCell::Formula(result) => {
                    let formula = record(0x0006, &[place, vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 8]].concat());
                    let text = result.map(|text| record(0x0207, &wide(text))).unwrap_or_default();
                    [formula, text].concat()
                }
            });
        }
    }
    let count = u16::try_from(merged.len()).unwrap().to_le_bytes().to_vec();
    let blocks = merged.iter().flatten().flat_map(|number| number.to_le_bytes());
    sheet.extend(record(0x00e5, &count.into_iter().chain(blocks).collect::<Vec<_>>()));
    sheet.extend(record(0x000a, &[]));
    let globals = |offset: u32| {
        let name: Vec<u8> = "運用".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bound = [offset.to_le_bytes().to_vec(), vec![0, 0, 2, 1], name].concat();
        [record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), record(0x0085, &bound), record(0x000a, &[])]
            .concat()
    };
    let start = u32::try_from(globals(0).len()).unwrap();
    compound(&[globals(start), sheet].concat())
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Returns a text in units of two bytes, with its length.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [u16::try_from(units.len() / 2).unwrap().to_le_bytes().to_vec(), vec![1], units].concat()
}

/// Returns a compound file with the stream of a workbook: the head, the stream, the directory and the table of sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xffff_fffe;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).next_multiple_of(SECTOR), 0);
    let count = u32::try_from(stream.len() / SECTOR).unwrap();
    let tables = (count + 2).div_ceil(127);
    // The sectors: the stream from 0, then the directory, then the table.
    let chain = |from: u32, to: u32| (from + 1..to).chain([END]);
    let mut table: Vec<u32> = chain(0, count).chain([END]).chain((0..tables).map(|_| 0xffff_fffd)).collect();
    table.resize(usize::try_from(tables * 128).unwrap(), 0xffff_ffff);
    let mut head = vec![0; SECTOR];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_le_bytes());
    for (at, number) in
        [(24, 0x0003_003e), (28, 0x0009_fffe), (32, 6), (44, tables), (48, count), (56, 4_096), (60, END), (68, END)]
    {
        put(at, number);
    }
    for at in 0..109u32 {
        put(76 + 4 * usize::try_from(at).unwrap(), if at < tables { count + 1 + at } else { 0xffff_ffff });
    }
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry = vec![0u8; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&u16::try_from(units.len() + 2).unwrap().to_le_bytes());
        entry[66] = kind;
        entry[68..80].fill(0xff);
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, END, 0);
    directory[76..80].copy_from_slice(&1u32.to_le_bytes());
    directory.extend(entry("Workbook", 2, 0, stream.len()));
    directory.resize(SECTOR, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, stream, directory, table].concat()
}
