//! The audit report as one self-contained page for A4: no scripts, no requests. The templates escape every text.

mod svg;

use maud::{Markup, PreEscaped, html};

use crate::language::titled;
use crate::text::clean::visible;

use super::super::html::{Ground, document as whole_page};
use super::super::seal::Seal;
use super::document::{Block, Cell, Document, Number, Section, Table};
use super::terms::Term;

const STYLE: &str = include_str!("style.css");

/// Returns the page.
pub(super) fn write(document: &Document, seal: &Seal) -> String {
    visible(&page(document, seal).into_string())
}

fn page(document: &Document, seal: &Seal) -> Markup {
    let body = html! {
        header.cover {
            p.kind { (titled(document.kind)) }
            h1 { (document.title) }
            @for block in &document.cover { (one(block)) }
            nav { ol { @for (section, number) in document.sections.iter().zip(1..) {
                li { a href={ "#s" (number) } { (titled(section.title)) } }
            } } }
        }
        main { @for (section, number) in document.sections.iter().zip(1..) { (part(section, number)) } }
        (PreEscaped(seal.comment()))
    };
    whole_page(&format!("{} {}", titled(document.kind), document.title), &Ground::Light, &[STYLE], &body)
}

fn part(section: &Section, number: usize) -> Markup {
    html! {
        section.page[section.begins_page] id={ "s" (number) } {
            h2 { (number) ". " (titled(section.title)) }
            @for block in &section.blocks { (one(block)) }
        }
    }
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h3 { (titled(text)) } },
        Block::Text(text) => html! { p.text { (text) } },
        Block::Note(text) => html! { p.note { (text) } },
        Block::Alarm(text) => html! { p.alarm { (text) } },
        Block::Facts(facts) => {
            html! { dl { @for (name, fact) in facts { div { dt { (titled(name)) } dd { (fact) } } } } }
        }
        Block::Numbers(all) => html! { div.numbers { @for one in all { (number(one)) } } },
        Block::List(items) => html! { ol.list { @for item in items { li { (item) } } } },
        Block::Table(rows) => table(rows),
        Block::Chart(chart) => html! { figure { (svg::draw(chart)) } },
        Block::Codes(lines) => html! { div.codes { @for line in lines { p { code { (line) } } } } },
        Block::Signatures(people) => signatures(people),
    }
}

fn number(number: &Number) -> Markup {
    html! { div.number.alarm[number.is_alarm] { p.name { (titled(number.name)) } p.value { (number.value) } } }
}

fn table(table: &Table) -> Markup {
    html! {
        table {
            colgroup { @for (_, width) in &table.columns { col style={ "width:" (width) "%" }; } }
            thead { tr { @for (title, _) in &table.columns { th scope="col" { (titled(title)) } } } }
            tbody { @for row in &table.rows { tr { @for one in row { (cell(one)) } } } }
        }
    }
}

fn cell(cell: &Cell) -> Markup {
    html! {
        td.number[cell.is_number] {
            @if cell.is_alarm { strong { (cell.text) } } @else { (cell.text) }
            @if !cell.below.is_empty() { p.below { (cell.below) } }
        }
    }
}

fn signatures(people: &[(&'static str, String)]) -> Markup {
    html! {
        div.signatures { @for (role, name) in people {
            div.signature {
                p { (titled(role)) @if !name.is_empty() { ": " (name) } }
                p.line { (titled(Term::Sign.text())) }
                p.line { (titled(Term::SignDate.text())) }
            }
        } }
    }
}
