//! The filters of a query, as the help tells them: made from the table of filters.

use crate::language::{Language, spoken, t, tr};
use crate::search::{EXCLUDED, FILTERS};
use crate::text::width::{Ambiguous, pad};
use crate::tui::view::page::Span;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Columns of what can be typed in English, whose names and values are longer.
const WIDE: usize = 18;

/// Returns what can be typed, what it finds, and which values there are; the first column is so wide, and a key completes it.
pub(super) fn lines(column: usize, ambiguous: Ambiguous, key: &str) -> Vec<Vec<Span>> {
    let heading = Span::new(tr!(" 検索の絞り込み(語と並べて書きます。どの --where でも使えます)"), TextRole::Heading);
    let completed = Span::new(format!("   {}", text::completed_by(key)), TextRole::Quiet);
    let mut lines = vec![vec![], vec![heading], vec![completed]];
    let column = match spoken() {
        Language::Japanese => column,
        Language::English => column.max(WIDE),
    };
    for row in FILTERS {
        lines.push(vec![
            Span::new(format!("   {}  ", pad(t(&row.typed()), column, ambiguous)), TextRole::Key),
            Span::new(t(row.finds), TextRole::Text),
        ]);
        let values = row.values();
        if !values.is_empty() {
            let indent = " ".repeat(column + 5);
            lines.push(vec![Span::new(format!("{indent}{}", values.join(" ")), TextRole::Quiet)]);
            let forms = row.forms();
            if !forms.is_empty() {
                lines.push(vec![Span::new(format!("{indent}{forms}"), TextRole::Quiet)]);
            }
        }
    }
    lines.push(vec![
        Span::new(format!("   {}  ", pad(t(EXCLUDED), column, ambiguous)), TextRole::Key),
        Span::new(t(text::list::EXCLUDED_ONE), TextRole::Text),
    ]);
    lines.push(vec![
        Span::new(format!("   {}  ", pad(tr!("@月次"), column, ambiguous)), TextRole::Key),
        Span::new(t(text::list::SAVED_ONE), TextRole::Text),
    ]);
    lines
}
