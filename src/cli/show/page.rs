//! Sets a calm page: headings at the margin, text below them indented, lines that fit.

use crate::catalog::Catalog;
use crate::language::{Language, spoken, t, titled, tr};
use crate::model::{Provenance, Seen, is_own_item};
use crate::workspace::facts::{Fact, facts, provenance_facts, title};
use crate::workspace::packs::{FROM_PACK, THEIR_WORDS};
use crate::workspace::page_parts::ITEM_TEXT;

use super::super::output::{Output, Stop};
use super::super::style::Style;
use super::ShownRecord;

/// Columns that text stands in from the margin.
const INDENT: usize = 2;

/// What stands beside a heading where our own judgement follows.
pub(super) const OUR_VIEW: &str = "(本ツールの見解)";
/// What stands beside a heading where our own words follow.
pub(super) const OUR_WORDS: &str = "要約(本ツールによるもので、原文ではありません)";

/// A page being printed.
pub(super) struct RecordPrinter<'p, 'w> {
    out: &'p mut Output<'w>,
    columns: usize,
}

impl<'p, 'w> RecordPrinter<'p, 'w> {
    /// Returns an empty page.
    pub(super) fn new(out: &'p mut Output<'w>) -> Self {
        let columns = out.reading_columns();
        Self { out, columns }
    }

    /// Prints label, headline and id of the subject.
    pub(super) fn title(&mut self, subject: &ShownRecord<'_>) -> Result<(), Stop> {
        let ShownRecord { catalog, at, .. } = *subject;
        let headline = format!("{}  {}", catalog.label(at), title(catalog, at));
        self.heading(&headline)?;
        let mark = if catalog.is_unverified(at) { t("  未照合") } else { "" };
        let pack = if catalog.pack_of(at).is_some() { format!("  {}", t(FROM_PACK)) } else { String::new() };
        let (id, lines) =
            (catalog.id(at), self.out.screen.wrapped(&format!("{}{mark}{pack}", catalog.id(at)), self.columns));
        lines.iter().try_for_each(|line| self.out.line_with(line, &[(Style::Quiet, id)]))
    }

    fn heading(&mut self, text: &str) -> Result<(), Stop> {
        self.out.screen.wrapped(text, self.columns).iter().try_for_each(|line| self.out.heading(line))
    }

    /// Prints text at the margin.
    pub(super) fn plain(&mut self, text: &str) -> Result<(), Stop> {
        self.out.screen.wrapped(text, self.columns).iter().try_for_each(|line| self.out.line(line))
    }

    /// Starts a part of the page.
    pub(super) fn part(&mut self, heading: &str) -> Result<(), Stop> {
        self.out.line("")?;
        self.heading(&titled(heading))
    }

    /// Starts the part with the words of a record, which are ours unless it is of a pack or somebody's own.
    pub(super) fn words(&mut self, heading: &str, subject: &ShownRecord<'_>) -> Result<(), Stop> {
        let is_own = is_own_item(subject.catalog.id(subject.at));
        self.part(match subject.catalog.pack_of(subject.at) {
            Some(_) => THEIR_WORDS,
            None if is_own => ITEM_TEXT,
            None => heading,
        })
    }

    /// Prints text below a heading; nothing if it is empty.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        if text.is_empty() { Ok(()) } else { self.hanging(&" ".repeat(INDENT), text) }
    }

    /// Prints text after a mark such as `-` or `3`, its further lines under its start.
    pub(super) fn item(&mut self, mark: &str, text: &str) -> Result<(), Stop> {
        self.hanging(&format!("{}{mark} ", " ".repeat(INDENT)), text)
    }

    /// Prints text below an item, after a name that has its columns already and may be empty; nothing if it is empty.
    pub(super) fn below(&mut self, name: &str, text: &str) -> Result<(), Stop> {
        if text.is_empty() { Ok(()) } else { self.hanging(&format!("{}   {name}", " ".repeat(INDENT)), text) }
    }

    /// Prints a named value; nothing if it is empty.
    pub(super) fn field(&mut self, name: &str, value: &str) -> Result<(), Stop> {
        self.own_field(name, t(value))
    }

    /// Prints a named value as it is, because a person wrote it; nothing if it is empty.
    pub(super) fn own_field(&mut self, name: &str, value: &str) -> Result<(), Stop> {
        if value.is_empty() {
            return Ok(());
        }
        let (screen, name) = (self.out.screen, titled(name));
        let columns = name_column().max(screen.width(&name) + 1);
        self.hanging(&format!("{}{}", " ".repeat(INDENT), screen.pad(&name, columns)), value)
    }

    /// Prints named values.
    pub(super) fn fields(&mut self, facts: &[Fact]) -> Result<(), Stop> {
        facts.iter().try_for_each(|(name, value)| self.field(name, value))
    }

    /// Prints the named values of the subject.
    pub(super) fn facts(&mut self, subject: &ShownRecord<'_>) -> Result<(), Stop> {
        self.fields(&facts(subject.catalog, &subject.catalog.record(subject.at)))
    }

    /// Prints a part with one item per text; nothing if there is none.
    pub(super) fn list(&mut self, heading: &str, texts: &[String]) -> Result<(), Stop> {
        if texts.is_empty() {
            return Ok(());
        }
        self.part(heading)?;
        texts.iter().try_for_each(|text| self.item("-", text))
    }

    fn hanging(&mut self, start: &str, text: &str) -> Result<(), Stop> {
        let screen = self.out.screen;
        let margin = screen.width(start);
        for (index, line) in screen.wrapped(text, self.columns.saturating_sub(margin)).iter().enumerate() {
            let before = if index == 0 { start.to_owned() } else { " ".repeat(margin) };
            self.out.line(&format!("{before}{line}"))?;
        }
        Ok(())
    }

    /// Prints where a record comes from, how solid it is and where it can be corrected.
    pub(super) fn provenance(&mut self, provenance: &Provenance, subject: &ShownRecord<'_>) -> Result<(), Stop> {
        self.part("出典")?;
        self.fields(&provenance_facts(subject.catalog, subject.at, provenance))?;
        self.field("記載箇所", &subject.catalog.place(subject.at).unwrap_or_default())?;
        match unverified(subject.catalog, provenance.seen, subject) {
            Some(meaning) => self.field("未照合", meaning),
            None => Ok(()),
        }
    }
}

/// Returns how many columns the names of fields take; longer ones take what they need.
fn name_column() -> usize {
    match spoken() {
        Language::Japanese => 12,
        Language::English => 18,
    }
}

/// Returns a heading with what stands beside it where our own judgement follows.
pub(super) fn headed(heading: &str, is_our_view: bool) -> String {
    if is_our_view { tr!("{heading}{our_view}", heading, our_view = OUR_VIEW) } else { t(heading).to_owned() }
}

/// Returns what 未照合 means for this record, if it is.
fn unverified(catalog: &Catalog, seen: Seen, subject: &ShownRecord<'_>) -> Option<&'static str> {
    match (catalog.is_unverified(subject.at), seen.is_unverified()) {
        (false, _) => None,
        (true, true) => Some(t("公式の本文とまだ照らし合わせていません。使う前に原文で確かめてください。")),
        (true, false) => Some(t("印刷された番号が確かではありません。引用する前に原文で確かめてください。")),
    }
}
