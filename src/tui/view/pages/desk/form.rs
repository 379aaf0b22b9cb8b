//! The form of what a worklist is about.

use crate::language::{t, titled, tr};
use crate::model::Party;
use crate::text::width::cells;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::form::{FormRow, ProfileForm};
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::InUse;
use crate::workspace::pattern_name;
use crate::workspace::scope::{HeadingCounted, offered_headings};
use crate::workspace::worklists::PROFILE_TEXTS;

/// The cells of a row before its title and around its remark.
const LEAD: usize = 8;

/// Adds the form. What is needed comes first, so that a worklist is made by a few keys.
pub(super) fn compose(page: &mut PageBuilder, app: &App, width: u16) {
    let Some(form) = &app.desk.form else { return };
    let (label, title) = match &form.of {
        None => (text::desk::NEW, ""),
        Some(name) => (text::desk::CHANGE, name.as_str()),
    };
    page.headline(label, (title, &[]), Vec::new());
    page.aside(t(text::desk::FORM_GUIDE));
    page.blank();
    if form.of.is_none() {
        text_row(page, form, (text::desk::NAME, &form.name), FormRow::Name);
    }
    texts(page, form, false);
    let used = InUse::of_profile(&app.catalog, &form.profile).products().len();
    row(page, form, &text::desk::products(used), FormRow::Products);
    let submit = if form.of.is_none() { text::desk::CREATE } else { text::desk::RECORD };
    row(page, form, t(submit), FormRow::Submit);
    if form.is_touched() {
        row(page, form, t(text::desk::BEGIN_ANEW), FormRow::Reset);
    }
    page.heading(text::desk::FOR_REPORT, "");
    texts(page, form, true);
    presets(page, app, (form, width));
    choices(page, app, form);
}

/// Adds the texts of the table: those for the report, or the others.
fn texts(page: &mut PageBuilder, form: &ProfileForm, are_of_report: bool) {
    for (number, text) in PROFILE_TEXTS.iter().enumerate().filter(|(_, text)| text.is_of_report == are_of_report) {
        // A text of several lines stands in one row.
        let value = form.text(number).replace('\n', " ");
        text_row(page, form, (text.name, &value), FormRow::Text(number));
    }
}

/// Adds the kinds of facilities.
fn presets(page: &mut PageBuilder, app: &App, (form, width): (&ProfileForm, u16)) {
    page.heading(text::desk::PRESETS, "");
    for preset in app.catalog.presets() {
        let is_on = form.profile.preset.as_ref() == Some(&preset.id);
        let mut link = super::deed(
            format!("{} {}", radio(is_on), titled(&preset.title)),
            DeskDeed::Form(FormRow::Preset(preset.id.clone())),
        );
        // Whole, so that one can choose: below the title where it has no room behind it.
        let needed: usize = [&link.title, &preset.what].iter().map(|text| cells(text, app.settings.ambiguous)).sum();
        let place = if LEAD + needed <= usize::from(width) { &mut link.aside } else { &mut link.how };
        place.clone_from(&preset.what);
        page.link(link);
    }
}

fn choices(page: &mut PageBuilder, app: &App, form: &ProfileForm) {
    headings(page, app, form);
    page.heading(text::desk::PATTERNS, "");
    let none = form.profile.pattern.is_none();
    row(page, form, &format!("{} {}", radio(none), t(text::desk::NO_PATTERN)), FormRow::Pattern(None));
    for pattern in app.catalog.patterns() {
        let is_on = form.profile.pattern.as_ref() == Some(&pattern.id);
        let title = format!("{} {}", radio(is_on), pattern_name(&app.catalog, &pattern.id));
        row(page, form, &title, FormRow::Pattern(Some(pattern.id.clone())));
    }
    page.heading(text::desk::PARTIES, "");
    for party in Party::ALL.iter().copied() {
        let title = format!("{} {}", super::mark(form.profile.parties.contains(&party)), titled(party.name()));
        row(page, form, &title, FormRow::Party(party));
    }
}

/// Adds what is counted.
fn headings(page: &mut PageBuilder, app: &App, form: &ProfileForm) {
    page.heading(text::desk::COUNTED, "");
    for heading in offered_headings(&app.catalog, &form.profile.counted) {
        let mark = match heading.counted {
            HeadingCounted::All => "[x]",
            HeadingCounted::Part => "[-]",
            HeadingCounted::Nothing => "[ ]",
        };
        let right = vec![Span::new(tr!("{count} 条項 ", count = heading.clauses), TextRole::Quiet)];
        let row = FormRow::Heading(heading.id);
        let is_wrong = form.wrong.clone().filter(|(wrong, _)| *wrong == row);
        let title = format!("{mark} {}", heading.name);
        page.row(super::deed(title, DeskDeed::Form(row)), heading.depth, right);
        is_wrong.into_iter().for_each(|(_, why)| page.paragraph(&why, TextRole::Error, &[]));
    }
}

/// Returns the mark before one of several of which one is chosen.
const fn radio(is_on: bool) -> &'static str {
    if is_on { "(*)" } else { "( )" }
}

fn text_row(page: &mut PageBuilder, form: &ProfileForm, (name, value): (&str, &str), row: FormRow) {
    let value = if value.is_empty() { t(text::desk::EMPTY) } else { value };
    self::row(page, form, &page.labelled(name, value), row);
}

/// Adds a row, and below it what is wrong with it.
fn row(page: &mut PageBuilder, form: &ProfileForm, title: &str, row: FormRow) {
    let wrong = form.wrong.as_ref().filter(|(wrong, _)| *wrong == row).map(|(_, why)| why.clone());
    page.link(super::deed(title, DeskDeed::Form(row)));
    wrong.into_iter().for_each(|why| page.paragraph(&why, TextRole::Error, &[]));
}
