//! The message in the last lines: at most two of them, with what happened and why before anything else.

use crate::language::t;
use crate::text::width::{Ambiguous, cells, clip};
use crate::text::wrap::wrap;
use crate::tui::app::App;
use crate::tui::view::theme::TextRole;
use crate::tui::view::{layout, text};

/// A line of the message and its role.
pub type Line = (String, TextRole);

/// Returns the lines of the message, from the top; none if there is no message.
pub fn lines(app: &App) -> Vec<Line> {
    if app.is_slow {
        let said = match app.pending.is_pending() {
            true if waits_for_records(app) => text::RECORDING_LATER,
            true => text::RECORDING,
            false => app.desk.doing.map_or(text::SEARCHING, text::desk::doing),
        };
        return vec![(t(said).to_owned(), TextRole::Doing)];
    }
    let doing = app.packs.doing.as_ref().and_then(text::packs::doing);
    let Some(notice) = &app.notice else {
        return doing.map(|said| (said, TextRole::Doing)).into_iter().collect();
    };
    let role = if notice.is_error { TextRole::Error } else { TextRole::Title };
    let ambiguous = app.settings.ambiguous;
    let room = usize::from(app.size.width).saturating_sub(2);
    // Whoever sees no colours, or listens, is told as well that something went wrong.
    let sign = if notice.is_error { text::WRONG } else { "" };
    let text = fitted(&format!("{sign}{}", notice.text), room, ambiguous);
    let has_room = layout::has_rule(app.size);
    let (first, second) = match (notice.hint.is_empty(), has_room) {
        (_, false) => (text.as_str(), (String::new(), role)),
        (false, true) => (text.as_str(), (fitted(&notice.hint, room, ambiguous), TextRole::Text)),
        // Without a hint, there is a second line for a long sentence.
        (true, true) => {
            let end = wrap(&text, room, ambiguous).first().map_or(text.len(), |line| line.end);
            (&text[..end], (text[end..].trim_start().to_owned(), role))
        }
    };
    let all = [(first.to_owned(), role), second].into_iter();
    all.filter(|(line, _)| !line.is_empty()).map(|(line, role)| (clip(&line, room, ambiguous), role)).collect()
}

/// Whether a mark is recorded only when the records of the user are there: the first one of a worklist says what it counts.
fn waits_for_records(app: &App) -> bool {
    app.preparing.is_some() && app.state.beginning().is_none()
}

/// Returns how many rows at the bottom are taken by the message, or else by the hint bar.
pub fn height(app: &App) -> u16 {
    lines(app).len().max(1) as u16
}

/// Returns a sentence that is shortened where it hurts least: paths lose their beginning, so that what happened and why can
/// be read.
fn fitted(text: &str, room: usize, ambiguous: Ambiguous) -> String {
    const CUT: &str = "..";
    let mut fitted = text.to_owned();
    let mut from = 0;
    while cells(&fitted, ambiguous) > room {
        let excess = cells(&fitted, ambiguous) - room + CUT.len();
        let Some(start) = fitted[from..].find('/').map(|at| from + at) else { break };
        let length = fitted[start..].find([' ', '「', '」', '、', '。']).unwrap_or(fitted.len() - start);
        let path = &fitted[start..start + length];
        let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
        let name = path.rfind('/').unwrap_or(0);
        let cut = ends.into_iter().find(|end| cells(&path[..*end], ambiguous) >= excess || *end >= name).unwrap_or(0);
        if cut > CUT.len() {
            fitted.replace_range(start..start + cut, CUT);
            from = start + CUT.len() + length - cut;
        } else {
            from = start + length;
        }
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::AnswerError;

    #[test]
    fn a_long_path_gives_way_to_what_happened() {
        let path = "/var/lib/hospital/shared/audit/2026/worklists/default/host-sato-f8de42c2.jsonl";
        let said = format!("ディスクの空きがありません: {path} に書き込めません。");
        let fitted = |room| fitted(&said, room, Ambiguous::Unknown);
        assert_eq!(fitted(200), said);
        for room in [78, 90, 105] {
            let shown = fitted(room);
            assert!(cells(&shown, Ambiguous::Unknown) <= room, "{room}: {shown}");
            assert!(
                shown.starts_with("ディスクの空きがありません: ..") && shown.ends_with("に書き込めません。"),
                "{shown}"
            );
            assert!(shown.contains("/host-sato-f8de42c2.jsonl"), "{shown}");
        }
        assert_eq!(fitted(20), fitted(40), "the name of the file stays");
        assert_eq!(super::fitted("長い文だけ", 4, Ambiguous::Unknown), "長い文だけ");
    }

    #[test]
    fn a_hint_below_a_sentence_fits_into_the_narrowest_screen_with_two_lines() {
        let date = AnswerError::Date.lines("期限", &"来週の会議".repeat(9));
        let lines = [
            text::editing::NOT_INSERTED_HINT.to_owned(),
            text::editing::TOO_LONG_HINT.to_owned(),
            text::editing::DRAFT_NOT_KEPT_HINT.to_owned(),
            text::outcomes::NOT_RECORDED_HINT.to_owned(),
            text::editing::too_long("対象外の理由", 400_000),
            text::editing::not_inserted("対象外の理由", 400_000),
            date.0,
            date.1 + text::editing::NOT_READ_HINT,
        ];
        for line in lines {
            assert!(cells(&line, Ambiguous::Unknown) <= 78, "{line}");
        }
    }
}
