//! Days in the blanks that a form leaves for them: `（　／　）`, `令和　年　月　日`.

use jiff::civil::Date;

/// The year before the first of Reiwa, and the day on which it began.
const REIWA: i16 = 2018;
const FIRST: Date = Date::constant(2019, 5, 1);

/// Returns the year by the era; none for a day before it began.
pub(super) fn era_year(day: Date) -> Option<i16> {
    (day >= FIRST).then(|| day.year() - REIWA)
}

/// Returns a day as a form writes it: by the era where the form does, else `2026/7/1`.
pub(super) fn written(day: Date, by_era: bool) -> String {
    match era_year(day).filter(|_| by_era) {
        Some(year) => format!("令和{year}年{}月{}日", day.month(), day.day()),
        None => format!("{}/{}/{}", day.year(), day.month(), day.day()),
    }
}

/// Returns a text with a day in its blanks; none if it has no blanks for one.
pub(super) fn filled(text: &str, day: Date) -> Option<String> {
    // Beside はい and いいえ, which may have a stroke between them, the blanks stand in brackets.
    if text.contains("はい") || text.contains("いいえ") {
        let start = text.rfind(['(', '（'])?;
        let inner = filled(&text[start..], day)?;
        return Some(format!("{}{inner}", &text[..start]));
    }
    if text.chars().any(is_figure) {
        return None;
    }
    by_words(text, day).or_else(|| by_strokes(text, day))
}

/// Whether a text is nothing but blanks for a day.
pub(super) fn is_room(text: &str) -> bool {
    let others = |c: char| !is_blank(c) && !"年月日令和R/／.()（）".contains(c);
    !text.chars().any(others)
}

/// Fills 年, 月 and 日, of which the first may be missing.
fn by_words(text: &str, day: Date) -> Option<String> {
    let month = text.rfind('月')?;
    let end = month + text[month..].find('日')?;
    let year = text[..month].rfind('年');
    let by_era = year.is_some_and(|year| text[..year].contains("令和") || text[..year].trim_end().ends_with('R'));
    let number = if by_era { era_year(day)? } else { day.year() };
    let before = year.map_or_else(String::new, |year| format!("{}{number}", text[..year].trim_end_matches(is_blank)));
    let between = &text[year.unwrap_or_default()..month];
    let between = between.trim_end_matches(is_blank);
    let days = text[month..end].trim_end_matches(is_blank);
    Some(format!("{before}{between}{}{days}{}{}", day.month(), day.day(), &text[end..]))
}

/// Fills the places around one stroke, or around two.
fn by_strokes(text: &str, day: Date) -> Option<String> {
    let pieces: Vec<&str> = text.split_inclusive(['/', '／']).collect();
    let numbers: Vec<i16> = match pieces.len() {
        2 => vec![i16::from(day.month()), i16::from(day.day())],
        3 => vec![day.year(), i16::from(day.month()), i16::from(day.day())],
        _ => return None,
    };
    let mut written = String::new();
    for (at, (piece, number)) in pieces.iter().zip(numbers).enumerate() {
        match at + 1 < pieces.len() {
            true => {
                let stroke = piece.chars().next_back()?;
                let before = piece.strip_suffix(stroke)?.trim_end_matches(is_blank);
                written.push_str(&format!("{before}{number}{stroke}"));
            }
            false => written.push_str(&format!("{number}{}", piece.trim_start_matches(is_blank))),
        }
    }
    Some(written)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '＿')
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blanks_of_a_form_are_filled_and_nothing_else() {
        let day = Date::constant(2026, 7, 1);
        for (text, expected) in [
            ("（　／　）", Some("（7／1）")),
            ("( / )", Some("(7/1)")),
            ("　　/　　", Some("7/1")),
            (" / / ", Some("2026/7/1")),
            ("　月　日", Some("7月1日")),
            ("令和　年　月　日", Some("令和8年7月1日")),
            ("令和＿＿年＿＿月＿＿日", Some("令和8年7月1日")),
            ("R 年 月 日", Some("R8年7月1日")),
            ("年　月　日", Some("2026年7月1日")),
            ("はい／いいえ\n（　／　）", Some("はい／いいえ\n（7／1）")),
            ("はい・いいえ", None),
            ("はい／いいえ", None),
            ("はい・いいえ (6/30)", None),
            ("6/30", None),
            ("", None),
            ("未定", None),
            ("(電話)", None),
        ] {
            assert_eq!(filled(text, day).as_deref(), expected, "{text}");
        }
        assert_eq!(written(day, true), "令和8年7月1日");
        assert_eq!(written(day, false), "2026/7/1");
        let early = Date::constant(2019, 4, 30);
        assert_eq!(written(early, true), "2019/4/30");
        assert_eq!(filled("令和　年　月　日", early), None);
        assert_eq!(filled("　月　日", early).as_deref(), Some("4月30日"));
        assert_eq!(filled("令和 年 月 日", Date::constant(2019, 5, 1)).as_deref(), Some("令和1年5月1日"));
        assert!(
            is_room("") && is_room("令和　年　月　日") && is_room("（　／　）") && !is_room("7/1") && !is_room("未定")
        );
    }
}
