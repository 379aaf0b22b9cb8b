//! The audit report as GitHub-flavoured Markdown; pictures are tables. A text at the beginning of a line, or behind the mark
//! of a list or a quotation, is kept from being a mark itself; line breaks of a text become `<br>`.

use super::super::markdown::inline;
use super::super::seal::Seal;
use super::chart;
use super::document::{Block, Cell, Document, Section, Table};
use super::terms::Term;
use crate::language::titled;

/// Returns the document.
pub(super) fn write(document: &Document, seal: &Seal) -> String {
    let title = format!("# {}: {}", titled(document.kind), inline(&document.title));
    let cover = document.cover.iter().map(block);
    let sections = document.sections.iter().zip(1..).map(|(section, number)| part(section, number));
    let parts: Vec<String> = [title].into_iter().chain(cover).chain(sections).filter(|part| !part.is_empty()).collect();
    format!("{}\n\n{}\n", parts.join("\n\n"), seal.comment())
}

fn part(section: &Section, number: usize) -> String {
    let blocks = section.blocks.iter().map(block).filter(|block| !block.is_empty());
    [format!("## {number}. {}", titled(section.title))].into_iter().chain(blocks).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("### {}", inline(&titled(text))),
        Block::Text(text) => start(text),
        Block::Note(text) => format!("> {}", start(text)),
        Block::Alarm(text) => format!("> <b>{}</b>", inline(text)),
        Block::Facts(facts) => lines(facts.iter().map(|(name, fact)| format!("- {}: {}", titled(name), inline(fact)))),
        Block::Numbers(all) => {
            let row = |name: &'static str, value: &str, is_alarm| {
                vec![Cell::from(titled(name)), Cell::from(value).alarm_if(is_alarm)]
            };
            let rows = all.iter().map(|one| row(one.name, &one.value, one.is_alarm)).collect();
            table(&Table { columns: vec![(Term::What.text(), 50), (Term::Count.text(), 50)], rows })
        }
        Block::List(items) => lines(items.iter().zip(1..).map(|(item, number)| format!("{number}. {}", start(item)))),
        Block::Table(rows) => table(rows),
        Block::Chart(shown) => table(&chart::table(shown)),
        Block::Codes(all) => lines(all.iter().map(|line| format!("- {}", start(line)))),
        Block::Signatures(people) => {
            let row = |(role, name): &(&'static str, String)| {
                vec![Cell::from(titled(role)), Cell::from(name.as_str()), Cell::default(), Cell::default()]
            };
            let columns = vec![
                (Term::What.text(), 20),
                (Term::PersonName.text(), 30),
                (Term::Sign.text(), 30),
                (Term::SignDate.text(), 20),
            ];
            table(&Table { columns, rows: people.iter().map(row).collect() })
        }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a text that begins a line.
fn start(text: &str) -> String {
    let text = inline(text);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.chars().next() {
        Some('.' | ')') if rest.len() < text.len() => format!("{}\\{rest}", &text[..text.len() - rest.len()]),
        Some('-' | '+' | '=') if rest.len() == text.len() => format!("\\{text}"),
        _ => text,
    }
}

fn table(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(|(title, _)| titled(title)).collect();
    let is_number = |at: usize| table.rows.first().is_some_and(|row| row.get(at).is_some_and(|cell| cell.is_number));
    let rule = (0..columns.len()).map(|at| if is_number(at) { " ---: |" } else { " --- |" }).collect::<String>();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rows = table.rows.iter().map(|row| line(row.iter().map(cell).collect()));
    [line(columns), format!("|{rule}")].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

fn cell(cell: &Cell) -> String {
    let text = inline(&cell.text);
    let text = if cell.is_alarm && !text.is_empty() { format!("<b>{text}</b>") } else { text };
    match (text.is_empty(), cell.below.trim().is_empty()) {
        (_, true) => text,
        (true, false) => inline(&cell.below),
        (false, false) => format!("{text}<br>{}", inline(&cell.below)),
    }
}
