//! The risks by category and cover, and the progress from day to day: what the audit report shows as pictures, in letters.
//! Each line can be read by itself, and says with numbers what its bars say.

use jiff::civil::Date;

use crate::catalog::{Cover, CoverCounts, CoverMatrix};
use crate::export::audit_report::evenly;
use crate::language::{t, titled};
use crate::model::Status;
use crate::sheet::Tally;
use crate::text::width::{Ambiguous, cells, filled, pad};
use crate::tui::app::App;
use crate::tui::app::jump_list::{DeskScreen, ListFilter};
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::pages::{contents, coverage};
use crate::tui::view::text;
use crate::tui::view::text::charts;
use crate::tui::view::theme::TextRole;
use crate::worklist::{InUse, halves};

/// The cells of a number of risks, and of a number of clauses done of how many.
const COUNT: usize = 3;
const DONE: usize = 9;
/// The cells of a day, and of a share.
const DAY: usize = 10;
const SHARE: usize = 4;
/// The least cells of the longest title of a column.
const TITLE: usize = 10;
/// The cells between columns.
const GAP: usize = 2;
/// The cells of a category with enough room, and of the longest bar that still looks calm.
const CATEGORY: usize = 24;
const LONGEST: usize = 60;
/// The fewest days that stand on the page, and the lines that are for other things.
const FEWEST: usize = 6;
const OTHER_LINES: usize = 12;

/// Adds the number of risks of each category, by how far the products in use cover them.
pub(super) fn risks(page: &mut PageBuilder, app: &App, width: u16) {
    let in_use = InUse::of_profile(&app.catalog, app.state.profile());
    let risks = halves::risks(&app.catalog, &in_use, false);
    let told = risks.iter().map(|one| (one.risk.category.as_str(), one.coverage.cover, !one.measures.is_empty()));
    let CoverMatrix { rows, total } = told.collect();
    page.headline(charts::RISKS, (&app.name, &[]), vec![Span::new(format!("{} ", t(text::OPINION)), TextRole::Quiet)]);
    page.aside(t(charts::RISKS_MEANING));
    let columns = Columns::within(usize::from(width), app.settings.ambiguous);
    page.line(columns.titles(), Vec::new());
    let most = rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0);
    for (category, counts) in &rows {
        page.line(columns.row((category, TextRole::Text), counts, most), Vec::new());
    }
    page.line(columns.row((t(charts::TOTAL), TextRole::Title), &total, 0), Vec::new());
    page.blank();
    coverage::degrees(page, app, &risks);
    page.row(contents::screen(charts::TREND, DeskScreen::Trend), 0, Vec::new());
}

/// How wide the columns of the risks are.
struct Columns {
    /// What stands above the others.
    titles: [&'static str; 4],
    has_bars: bool,
    category: usize,
    /// Each of the others, with the gap before it.
    count: usize,
    ambiguous: Ambiguous,
}

impl Columns {
    /// Returns columns that fit. Where there is too little room for bars, there are only numbers.
    fn within(width: usize, ambiguous: Ambiguous) -> Self {
        let widest = |titles: [&str; 4]| titles.map(|title| cells(title, ambiguous)).into_iter().fold(0, usize::max);
        let others = CoverCounts::default().len();
        let count = width.saturating_sub(1 + CATEGORY) / others;
        let [full, partial, none] = Cover::ALL.map(Cover::name);
        let titles = [full, partial, none, charts::MEASURES].map(t);
        if count > TITLE.max(widest(titles)) {
            return Self { titles, has_bars: true, category: CATEGORY, count, ambiguous };
        }
        let titles = charts::SHORT.map(t);
        let count = (GAP + COUNT).max(widest(titles)) + 1;
        let category = width.saturating_sub(1 + others * count).min(CATEGORY);
        Self { titles, has_bars: false, category, count, ambiguous }
    }

    fn titles(&self) -> Vec<Span> {
        let titles = self.titles.map(|title| format!(" {}", pad(title, self.count - 1, self.ambiguous))).concat();
        let first = pad(t(charts::CATEGORY), self.category, self.ambiguous);
        vec![Span::new(format!(" {first}{}", titles.trim_end()), TextRole::Heading)]
    }

    /// Returns a row. Bars are as long as the count is large among the most there are; none without a most.
    fn row(&self, (name, role): (&str, TextRole), counts: &CoverCounts, most: usize) -> Vec<Span> {
        let mut spans = vec![Span::new(format!(" {}", pad(name, self.category, self.ambiguous)), role)];
        let room = if self.has_bars { self.count - GAP - COUNT - 1 } else { 0 };
        for count in counts {
            let number = format!(" {count:>COUNT$} ");
            let length = (count * room).div_ceil(most.max(1)) * usize::from(most > 0);
            let taken = number.len() + length;
            spans.push(Span::new(number, role));
            spans.push(Span::new("#".repeat(length) + &" ".repeat(self.count.saturating_sub(taken)), TextRole::Quiet));
        }
        spans
    }
}

/// Adds how far the worklist was on days on which something was recorded.
pub(super) fn trend(page: &mut PageBuilder, app: &App, width: u16) {
    let percent = Span::new(format!("{}% ", app.tally.percent()), TextRole::Title);
    page.headline(charts::TREND, (&app.name, &[]), vec![percent]);
    page.aside(t(charts::TREND_MEANING));
    page.blank();
    match days(app) {
        None => page.paragraph(t(charts::TREND_WAITS), TextRole::Quiet, &[]),
        Some(days) if days.is_empty() => page.paragraph(t(charts::NO_TREND), TextRole::Text, &[]),
        Some(days) => {
            let [day, done, share] = charts::TREND_COLUMNS.map(titled);
            let title = |text: &str, width: usize| filled(text, width + GAP, app.settings.ambiguous);
            let titles = format!(" {}{}{share}", title(&day, DAY), title(&done, DONE));
            page.line(vec![Span::new(titles, TextRole::Heading)], Vec::new());
            let most = usize::from(app.size.height).saturating_sub(OTHER_LINES).max(FEWEST);
            evenly(&days, most).for_each(|(day, tally)| page.line(on_day(*day, tally, usize::from(width)), Vec::new()));
        }
    }
    page.blank();
    contents::statuses(page, app, ListFilter::default(), &app.tally);
    page.row(contents::screen(charts::RISKS, DeskScreen::Risks), 0, Vec::new());
}

/// Returns the counts at the end of each day, as they were read; today they are those on screen. None before they are read.
fn days(app: &App) -> Option<Vec<(Date, Tally)>> {
    let mut days = app.desk.trend.clone()?;
    match days.last_mut() {
        Some((day, tally)) if *day >= app.today => *tally = app.tally,
        Some((_, tally)) if *tally == app.tally => {}
        None if app.state.marks().len() == 0 => {}
        _ => days.push((app.today, app.tally)),
    }
    Some(days)
}

fn on_day(day: Date, tally: &Tally, width: usize) -> Vec<Span> {
    let (done, applicable, percent) = (tally.of(Status::Done), tally.applicable(), tally.percent());
    let of = format!("{done}/{applicable}");
    let numbers = format!(" {day}  {of:<DONE$}  {percent:>SHARE$}");
    let room = width.saturating_sub(numbers.len() + 1 + GAP + 1).min(LONGEST);
    // What is something is not nothing, and only all is all.
    let length = (done * room).checked_div(applicable).unwrap_or(0).max(usize::from(done > 0)).min(room);
    vec![
        Span::new(format!("{numbers}%  "), TextRole::Text),
        Span::new("#".repeat(length), TextRole::Done),
        Span::new("-".repeat(room - length), TextRole::Quiet),
    ]
}
