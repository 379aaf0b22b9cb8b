//! The message in the last lines: as many as it needs, a few at most, with what happened and why before anything else.

use crate::language::t;
use crate::text::width::{Ambiguous, cells, clip, clip_middle};
use crate::text::wrap::wrap;
use crate::tui::app::App;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// A line of the message and its role.
pub type Line = (String, TextRole);

/// The most lines that it takes: more would hide what it is about.
const LINES: usize = 5;
/// The most lines over which a sentence spreads for the sake of a path in it.
const LINES_OF_PATHS: usize = 3;
/// The least rows of a screen for each line of it.
const ROWS_PER_LINE: usize = 4;

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
    let text = format!("{sign}{}", notice.text);
    let (text, hint) = shared((&text, &notice.hint), (room, usize::from(app.size.height)), ambiguous);
    let text = text.into_iter().map(|line| (line, role));
    text.chain(hint.into_iter().map(|line| (line, TextRole::Text))).collect()
}

/// Breaks what happened, and what to do next, into the lines that they may take of a screen of so many cells and rows. What to
/// do next is never cut for the sake of a long sentence, which keeps its beginning, or of a low screen, of which it may take one
/// half.
fn shared(
    (text, hint): (&str, &str),
    (room, rows): (usize, usize),
    ambiguous: Ambiguous,
) -> (Vec<String>, Vec<String>) {
    let needed = 1 + in_lines(hint, (room, LINES - 1), ambiguous).len();
    let most = (rows / ROWS_PER_LINE).max(needed.min(rows / 2)).clamp(2, LINES);
    let hint = in_lines(hint, (room, most - 1), ambiguous);
    (in_lines(text, (room, most - hint.len()), ambiguous), hint)
}

/// Breaks a text into so many lines at most. Its paths are whole where there is room, since people look for what they
/// name, and else no shorter than they must be.
fn in_lines(text: &str, (room, most): (usize, usize), ambiguous: Ambiguous) -> Vec<String> {
    let of = |lines: usize| wrapped(&fitted(text, room * lines, ambiguous), (room, most + 1), ambiguous);
    let whole = (1..=most.min(LINES_OF_PATHS)).rev().map(of).find(|lines| lines.len() <= most);
    whole.unwrap_or_else(|| wrapped(&fitted(text, room, ambiguous), (room, most), ambiguous))
}

/// Breaks a text into so many lines of so many cells at most. The last one is cut, if it goes on.
fn wrapped(text: &str, (room, most): (usize, usize), ambiguous: Ambiguous) -> Vec<String> {
    let starts: Vec<usize> = wrap(text, room, ambiguous).iter().map(|line| line.start).take(most).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lines = starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim());
    lines.filter(|line| !line.is_empty()).map(|line| cut(line, room, ambiguous)).collect()
}

/// Returns a line as it fits. The name of a file may be longer than that; what happened stands behind it.
fn cut(line: &str, room: usize, ambiguous: Ambiguous) -> String {
    if line.contains('/') { clip_middle(line, room, ambiguous) } else { clip(line, room, ambiguous) }
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
    fn a_path_is_whole_where_there_are_lines_for_it() {
        let path = "/srv/hospital/2026/sato/.config/tenken/config.toml";
        let said = format!("「佐藤」の名前で記録します。変えるには {path} の [who] を書き換えます。");
        let lines = |rows: usize| {
            let (text, hint) = shared(("記録しました。", &said), (78, rows), Ambiguous::Unknown);
            assert_eq!(text.len(), 1, "{rows}");
            assert!(hint.iter().all(|line| cells(line, Ambiguous::Unknown) <= 78), "{rows}: {hint:?}");
            hint.concat()
        };
        assert!(lines(24).contains(path), "{}", lines(24));
        assert!(lines(4).contains("/config.toml") && !lines(4).contains(path), "{}", lines(4));
    }

    #[test]
    fn a_long_sentence_takes_the_lines_that_it_needs_and_what_to_do_is_never_cut() {
        let lines = |text: &str, most: usize| wrapped(text, (20, most), Ambiguous::Unknown);
        assert_eq!(lines("", 3), [""; 0]);
        assert_eq!(lines("短い文です。", 3), ["短い文です。"]);
        let long = "章の値「運用14」は読めません。章:14 のように書いてください。";
        let without_blanks = |text: &str| text.replace(' ', "");
        assert_eq!(without_blanks(&lines(long, 9).concat()), without_blanks(long), "nothing is lost");
        let cut = lines(long, 2);
        assert!(cut.len() == 2 && cut.iter().all(|line| cells(line, Ambiguous::Unknown) <= 20), "{cut:?}");
    }

    #[test]
    fn what_to_do_next_is_there_on_low_screens_too() {
        let hint = "短くするか、証跡のファイルに分けてください。Esc で書きかけに残ります。";
        for (room, rows) in [(78, 15), (38, 12), (38, 8), (78, 5), (78, 24)] {
            let (text, shown) = shared((&"長い文です。".repeat(30), hint), (room, rows), Ambiguous::Unknown);
            assert!(!text.is_empty() && text.len() + shown.len() <= LINES.min(rows / 2), "{room}x{rows}");
            assert_eq!(shown.concat().replace(' ', ""), hint.replace(' ', ""), "{room}x{rows}");
        }
        let alone = "検索語も絞り込みもないので、選べません。語を入力してください。";
        let alone = shared((alone, ""), (38, 12), Ambiguous::Unknown);
        assert_eq!((alone.0.len(), alone.1.len()), (2, 0), "a sentence alone goes on, too");
    }

    #[test]
    fn a_hint_below_a_sentence_fits_into_the_narrowest_screen_with_two_lines() {
        let date = AnswerError::Day.lines("期限", &"来週の会議".repeat(9));
        let lines = [
            text::editing::NOT_INSERTED_HINT.to_owned(),
            text::editing::TOO_LONG_HINT.to_owned(),
            text::editing::DRAFT_NOT_KEPT_HINT.to_owned(),
            text::outcomes::NOT_RECORDED_HINT.to_owned(),
            text::editing::too_long("対象外の理由", 400_000),
            text::editing::not_inserted("対象外の理由", 400_000),
            date.0,
            date.1,
            text::editing::NOT_READ_HINT.to_owned(),
        ];
        for line in lines {
            assert!(cells(&line, Ambiguous::Unknown) <= 78, "{line}");
        }
    }
}
