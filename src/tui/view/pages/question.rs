//! The page of a question of the official Q&A.

use crate::catalog::{Record, RecordRef};
use crate::language::t;
use crate::model::{Kind, Question};
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, question: &Question) {
    parts::headline(page, app, at, vec![]);
    page.heading(text::ANSWER, "");
    let answer = if question.gist.is_empty() { t(text::ANSWER_UNSEEN) } else { &question.gist };
    page.paragraph(answer, TextRole::Text, &[]);
    page.blank();
    parts::facts(page, app, &Record::Question(question));
    page.links("関わる条項", "", parts::links(app, at, Kind::Clause));
    page.links("目次", "", parts::links(app, at, Kind::Node));
    parts::provenance(page, app, at, &question.provenance);
}
