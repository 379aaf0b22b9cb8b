//! The page of a question of the official Q&A.

use crate::catalog::RecordRef;
use crate::model::{Kind, Question};
use crate::tui::app::App;
use crate::tui::page::Composer;
use crate::tui::text;
use crate::tui::theme::Role;

/// Puts the page together.
pub(super) fn compose(page: &mut Composer, app: &App, at: RecordRef, question: &Question) {
    super::head(page, app, at, vec![]);
    page.heading(text::ANSWER, "");
    let answer = if question.gist.is_empty() { text::ANSWER_UNSEEN } else { &question.gist };
    page.paragraph(answer, Role::Text, &[]);
    page.blank();
    page.fact("印字", &question.printed);
    page.links("関わる条項", "", super::links(app, at, Kind::Clause));
    page.links("目次", "", super::links(app, at, Kind::Node));
    super::provenance(page, app, at, &question.provenance);
}
