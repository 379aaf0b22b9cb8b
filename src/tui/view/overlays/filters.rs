//! The filters of a query, as the help tells them: made from the table of filters.

use crate::search::{EXCLUDED, FILTERS};
use crate::text::width::{Ambiguous, pad};
use crate::tui::view::page::Span;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Returns what can be typed, what it finds, and which values there are; the first column is so wide, and a key completes it.
pub(super) fn lines(column: usize, ambiguous: Ambiguous, key: &str) -> Vec<Vec<Span>> {
    let heading = Span::new(" 検索の絞り込み(語と並べて書きます。どの --where でも使えます)", TextRole::Heading);
    let completed = Span::new(format!("   {}", text::completed_by(key)), TextRole::Quiet);
    let mut lines = vec![vec![], vec![heading], vec![completed]];
    for row in FILTERS {
        lines.push(vec![
            Span::new(format!("   {}  ", pad(&row.typed(), column, ambiguous)), TextRole::Key),
            Span::new(row.finds, TextRole::Text),
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
        Span::new(format!("   {}  ", pad(EXCLUDED, column, ambiguous)), TextRole::Key),
        Span::new(text::list::EXCLUDED_ONE, TextRole::Text),
    ]);
    lines.push(vec![
        Span::new(format!("   {}  ", pad("@月次", column, ambiguous)), TextRole::Key),
        Span::new(text::list::SAVED_ONE, TextRole::Text),
    ]);
    lines
}
