//! The audit report as a document for word processors (OOXML), with nothing but paragraphs and tables; pictures are
//! tables. Every part is written whole from the document, so the same report gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::language::titled;
use crate::text::clean::visible;

use super::super::error::{ExportError, SpreadsheetError};
use super::super::report::Report;
use super::chart;
use super::document::{Block, Cell, Document, Number, Table};
use super::terms::Term;

/// The width between the margins of A4, in twentieths of a point.
const WIDTH: usize = 10_206;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
const DOCUMENT_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// A style of paragraphs. Names of our own are none that a program has an idea of already.
struct Style {
    id: &'static str,
    name: &'static str,
    /// The size of its letters in half points.
    size: usize,
    is_bold: bool,
    /// The level of a heading.
    level: Option<usize>,
    /// The space above it in twentieths of a point.
    above: usize,
}

const STYLES: [Style; 6] = [
    Style { id: "Title", name: "Title", size: 44, is_bold: true, level: None, above: 1200 },
    Style { id: "Heading1", name: "heading 1", size: 28, is_bold: true, level: Some(0), above: 360 },
    Style { id: "Heading2", name: "heading 2", size: 22, is_bold: true, level: Some(1), above: 240 },
    Style { id: TEXT, name: "Report Text", size: 19, is_bold: false, level: None, above: 60 },
    Style { id: SMALL, name: "Report Small", size: 16, is_bold: false, level: None, above: 40 },
    Style { id: CELL, name: "Report Cell", size: 16, is_bold: false, level: None, above: 0 },
];
const TEXT: &str = "ReportText";
const SMALL: &str = "ReportSmall";
const CELL: &str = "ReportCell";

/// Returns the file.
///
/// # Errors
///
/// If its parts cannot be packed.
pub(super) fn write(document: &Document, report: &Report) -> Result<Vec<u8>, ExportError> {
    pack(&parts(document, report)).map_err(|error| SpreadsheetError::from(error).into())
}

fn parts(document: &Document, report: &Report) -> [(&'static str, String); 7] {
    [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELS.to_owned()),
        ("docProps/core.xml", core(document, report)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS.to_owned()),
        ("word/document.xml", body(document)),
        ("word/styles.xml", styles()),
        ("word/footer1.xml", footer(&document.title)),
    ]
}

fn pack(parts: &[(&'static str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in parts {
        written.start_file(*name, options)?;
        written.write_all(HEAD.as_bytes())?;
        written.write_all(xml.as_bytes())?;
    }
    Ok(written.finish()?.into_inner())
}

/// Returns the properties of the document; the seal stands in them, so that records can be held to it.
fn core(document: &Document, report: &Report) -> String {
    let (title, by) = (escaped(&format!("{} {}", titled(document.kind), document.title)), escaped(&report.made_by));
    let (seal, at) = (report.seal.marked(), report.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"));
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{by}</dc:creator><dc:description>{seal}</dc:description><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created></cp:coreProperties>"
    )
}

fn styles() -> String {
    let font = "<w:rFonts w:ascii=\"Yu Gothic\" w:hAnsi=\"Yu Gothic\" w:eastAsia=\"Yu Gothic\"/>";
    let style = |Style { id, name, size, is_bold, level, above }: Style| {
        let bold = if is_bold { "<w:b/>" } else { "" };
        let level = level.map(|level| {
            format!("<w:keepNext/><w:spacing w:before=\"{above}\" w:after=\"80\"/><w:outlineLvl w:val=\"{level}\"/>")
        });
        let level = level.unwrap_or_else(|| format!("<w:spacing w:before=\"{above}\" w:after=\"40\"/>"));
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:pPr>{level}</w:pPr><w:rPr>{font}{bold}<w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    format!("<w:styles {MAIN}>{}</w:styles>", STYLES.map(style).concat())
}

fn footer(title: &str) -> String {
    let field = |code: &str| {
        format!(
            "<w:fldSimple w:instr=\" {code} \"><w:r><w:rPr><w:sz w:val=\"15\"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>"
        )
    };
    let small =
        |text: &str| format!("<w:r><w:rPr><w:sz w:val=\"15\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let title = small(&format!("{}   ", escaped(title)));
    format!(
        "<w:ftr {MAIN}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{title}{}{}{}</w:p></w:ftr>",
        field("PAGE"),
        small(" / "),
        field("NUMPAGES")
    )
}

fn body(document: &Document) -> String {
    let mut xml = paragraph(TEXT, &titled(document.kind), false) + &paragraph("Title", &document.title, false);
    xml.extend(document.cover.iter().map(block));
    for (section, number) in document.sections.iter().zip(1..) {
        let page = if section.begins_page { "<w:r><w:br w:type=\"page\"/></w:r>" } else { "" };
        if !page.is_empty() {
            xml += &format!("<w:p><w:pPr><w:pStyle w:val=\"{SMALL}\"/></w:pPr>{page}</w:p>");
        }
        xml += &paragraph("Heading1", &format!("{number}. {}", titled(section.title)), false);
        xml.extend(section.blocks.iter().map(block));
    }
    let page = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"900\" w:right=\"850\" w:bottom=\"1000\" w:left=\"850\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>";
    format!("<w:document {MAIN}><w:body>{xml}{page}</w:body></w:document>")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => paragraph("Heading2", &titled(text), false),
        Block::Text(text) => paragraph(TEXT, text, false),
        Block::Note(text) => paragraph(SMALL, text, false),
        Block::Alarm(text) => paragraph(TEXT, text, true),
        Block::Facts(facts) => {
            let row = |(name, fact): &(&'static str, String)| vec![Cell::from(titled(name)), Cell::from(fact.as_str())];
            grid(&[25, 75], facts.iter().map(row), "")
        }
        Block::Numbers(all) => all.chunks(5).map(numbers).collect(),
        Block::List(items) => {
            let item = |(item, number): (&String, usize)| paragraph(TEXT, &format!("{number}. {item}"), false);
            items.iter().zip(1..).map(item).collect()
        }
        Block::Table(rows) => table(rows),
        Block::Chart(shown) => table(&chart::table(shown)),
        Block::Codes(lines) => lines.iter().map(|line| paragraph(SMALL, line, false)).collect(),
        Block::Signatures(people) => {
            let row = |(role, name): &(&'static str, String)| {
                let empty = |term: Term| Cell::from(format!("{}\n\n", titled(term.text())));
                vec![Cell::from(titled(role)).over(name.clone()), empty(Term::Sign), empty(Term::SignDate)]
            };
            grid(&[34, 44, 22], people.iter().map(row), "")
        }
    }
}

fn numbers(all: &[Number]) -> String {
    let row =
        all.iter().map(|one| Cell::from(titled(one.name)).over(one.value.clone()).alarm_if(one.is_alarm)).collect();
    grid(&[20, 20, 20, 20, 20][..all.len().min(5)], [row].into_iter(), "")
}

fn table(table: &Table) -> String {
    let widths: Vec<u8> = table.columns.iter().map(|(_, width)| *width).collect();
    let head = table.columns.iter().map(|(title, _)| Cell::from(titled(title)).alarm_if(true)).collect::<Vec<_>>();
    grid(&widths, table.rows.iter().cloned(), &row(&head, &widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"))
}

/// Returns a table of rows behind what is its head, which may be empty.
fn grid(widths: &[u8], rows: impl Iterator<Item = Vec<Cell>>, head: &str) -> String {
    let columns: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{}\"/>", twips(*width))).collect();
    let edge = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"888888\"/>");
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
    let rows: String = rows.map(|cells| row(&cells, widths, "<w:trPr><w:cantSplit/></w:trPr>")).collect();
    // A paragraph between two tables keeps them apart.
    let end = paragraph(SMALL, "", false);
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>{end}"
    )
}

fn twips(percent: u8) -> usize {
    WIDTH * usize::from(percent) / 100
}

fn row(cells: &[Cell], widths: &[u8], properties: &str) -> String {
    let cell = |(cell, width): (&Cell, &u8)| {
        let below = if cell.below.is_empty() { String::new() } else { paragraph(CELL, &cell.below, false) };
        let text = paragraph(CELL, &cell.text, cell.is_alarm);
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{text}{below}</w:tc>", twips(*width))
    };
    format!("<w:tr>{properties}{}</w:tr>", cells.iter().zip(widths).map(cell).collect::<String>())
}

/// Returns a paragraph; line breaks of the text are line breaks in it.
fn paragraph(style: &str, text: &str, is_strong: bool) -> String {
    let strong = if is_strong { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let run = |line: &str| format!("<w:r>{strong}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(line));
    let runs: Vec<String> = text.split('\n').map(run).collect();
    let between = "<w:r><w:br/></w:r>";
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", runs.join(between))
}

/// Returns a text as XML: without what XML cannot hold, and with what nobody sees made visible.
fn escaped(text: &str) -> String {
    let is_held =
        |c: &char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let held: String = visible(text).chars().filter(is_held).collect();
    held.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
