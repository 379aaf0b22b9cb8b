//! Shows a number in a format.

use jiff::civil::{Date, DateTime, Weekday};

use super::code::{Token, tokens};
use super::days::{Epoch, whole};

/// The Japanese eras, each with its letter and first day, the latest first.
const ERAS: [(&str, &str, Date); 3] = [
    ("令和", "R", Date::constant(2019, 5, 1)),
    ("平成", "H", Date::constant(1989, 1, 8)),
    ("昭和", "S", Date::constant(1926, 12, 25)),
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a format shows a date or a time.
pub(super) fn is_date(code: &str) -> bool {
    tokens(code).is_some_and(|tokens| tokens.iter().any(is_of_time))
}

/// Whether a format shows the day of a date.
pub(super) fn shows_day(code: &str) -> bool {
    tokens(code).is_some_and(|tokens| tokens.iter().any(|token| matches!(token, Token::Part('d', _))))
}

const fn is_of_time(token: &Token) -> bool {
    matches!(token, Token::Part('y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' | 'a', _) | Token::Elapsed(_))
}

/// Returns a number in a format. Where the format has something that is not known here, a date is shown as 2027-03-31
/// and another number as it is.
pub(super) fn shown(number: f64, code: &str, epoch: Epoch) -> String {
    match tokens(code) {
        Some(tokens) if tokens.iter().any(is_of_time) => match epoch.moment(number) {
            Some(moment) => time(number, moment, &tokens),
            None => number.to_string(),
        },
        Some(tokens) if tokens.iter().any(|token| matches!(token, Token::Digit('0' | '#' | '?'))) => {
            digits(number, &tokens).unwrap_or_else(|| number.to_string())
        }
        _ => number.to_string(),
    }
}

/// Returns a date or a time in the format of these tokens.
fn time(number: f64, moment: DateTime, tokens: &[Token]) -> String {
    let is_half = tokens.contains(&Token::Noon);
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let piece = match token {
            Token::Literal(literal) => literal.clone(),
            Token::Noon => (if moment.hour() < 12 { "AM" } else { "PM" }).to_owned(),
            Token::Elapsed(letter) => elapsed(number, *letter),
            Token::Part('m', count) if *count <= 2 && is_minute(tokens, at) => padded(moment.minute(), *count),
            Token::Part('h', count) if is_half => padded((moment.hour() + 11) % 12 + 1, *count),
            Token::Part(letter, count) => part(moment, *letter, *count),
            Token::Digit(sign) => fraction(tokens, at, *sign),
        };
        text.push_str(&piece);
    }
    text.trim().to_owned()
}

/// Returns a sign of numbers in a format of dates: a dot between parts, but no fractions of a second.
fn fraction(tokens: &[Token], at: usize, sign: char) -> String {
    let is_before_digit = matches!(tokens.get(at + 1), Some(Token::Digit(_)));
    if sign == '0' || is_before_digit { String::new() } else { sign.to_string() }
}

/// Whether an m stands for minutes: behind hours or before seconds.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let is_part = |token: &&Token| matches!(token, Token::Part(..) | Token::Elapsed(_));
    let before = tokens[..at].iter().rfind(is_part);
    let behind = tokens[at + 1..].iter().find(is_part);
    matches!(before, Some(Token::Part('h', _) | Token::Elapsed('h'))) || matches!(behind, Some(Token::Part('s', _)))
}

fn elapsed(number: f64, letter: char) -> String {
    let per_day = match letter {
        'h' => 24.0,
        'm' => 1_440.0,
        _ => 86_400.0,
    };
    // Rounded to the second first, because fractions of a day are not exact.
    whole(((number * 86_400.0).round() / (86_400.0 / per_day)).floor()).to_string()
}

fn part(moment: DateTime, letter: char, count: usize) -> String {
    let date = moment.date();
    let era = ERAS.into_iter().find(|(_, _, first)| date >= *first);
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", date.year() % 100),
        ('y', _) => date.year().to_string(),
        ('m', 1 | 2) => padded(date.month(), count),
        ('m', 3) => month(date)[..3].to_owned(),
        ('m', 4) => month(date).to_owned(),
        ('m', _) => month(date)[..1].to_owned(),
        ('d', 1 | 2) => padded(date.day(), count),
        ('d', _) => english(date.weekday(), count),
        ('a', _) => japanese(date.weekday(), count),
        ('h', _) => padded(moment.hour(), count),
        ('s', _) => padded(moment.second(), count),
        ('g', 1) => era.map_or("", |(_, letter, _)| letter).to_owned(),
        ('g', 2) => era.map_or("", |(name, ..)| name).chars().take(1).collect(),
        ('g', _) => era.map_or("", |(name, ..)| name).to_owned(),
        // Without an era the year itself is shown.
        ('e', _) => {
            let year = era.map_or(date.year(), |(_, _, first)| date.year() - first.year() + 1);
            format!("{year:0count$}")
        }
        _ => String::new(),
    }
}

fn padded(number: i8, count: usize) -> String {
    let width = count.min(2);
    format!("{number:0width$}")
}

fn month(date: Date) -> &'static str {
    let at = usize::try_from(date.month() - 1).unwrap_or_default();
    MONTHS.get(at).copied().unwrap_or_default()
}

fn english(day: Weekday, count: usize) -> String {
    let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][place(day)];
    if count == 3 { name[..3].to_owned() } else { name.to_owned() }
}

fn japanese(day: Weekday, count: usize) -> String {
    let name = ["月", "火", "水", "木", "金", "土", "日"][place(day)];
    if count >= 4 { format!("{name}曜日") } else { name.to_owned() }
}

fn place(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()
}

/// Returns a number in the format of these tokens; none if they are not those of a plain number.
fn digits(number: f64, tokens: &[Token]) -> Option<String> {
    let is_place = |token: &Token| matches!(token, Token::Digit('0' | '#' | '?' | '.' | ','));
    let (start, end) = (tokens.iter().position(is_place)?, tokens.iter().rposition(is_place)?);
    let signs: String = tokens[start..=end]
        .iter()
        .filter_map(|token| match token {
            Token::Digit(sign) => Some(*sign),
            _ => None,
        })
        .collect();
    // A fraction, or a text between the digits.
    if signs.chars().count() != end + 1 - start || signs.contains('%') || signs.ends_with(',') {
        return None;
    }
    let is_percent = tokens.contains(&Token::Digit('%'));
    let number = if is_percent { number * 100.0 } else { number };
    let decimals = signs.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let least = signs.split('.').next().unwrap_or_default().matches('0').count();
    let width = least + if decimals > 0 { decimals + 1 } else { 0 };
    let mut text = format!("{:0width$.decimals$}", number.abs());
    if signs.contains(',') {
        text = grouped(&text);
    }
    let literals = |tokens: &[Token]| -> String {
        tokens
            .iter()
            .map(|token| match token {
                Token::Literal(literal) => literal.clone(),
                Token::Digit('%') => "%".to_owned(),
                _ => String::new(),
            })
            .collect()
    };
    let sign = if number < 0.0 { "-" } else { "" };
    Some(format!("{sign}{}{text}{}", literals(&tokens[..start]), literals(&tokens[end + 1..])).trim().to_owned())
}

fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or_else(|| grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_its_writer_saw_it() {
        let cases = [
            (46_477.0, "General", "46477"),
            (0.5, "General", "0.5"),
            (46_477.0, "yyyy/m/d", "2027/3/31"),
            (46_477.0, "yyyy-mm-dd", "2027-03-31"),
            (46_477.0, "m\"月\"d\"日\"", "3月31日"),
            (46_477.0, "m\"月\"d\"日\";@", "3月31日"),
            (46_477.0, "[$-411]ggge\"年\"m\"月\"d\"日\"", "令和9年3月31日"),
            (46_477.0, "[$-411]ge.m.d", "R9.3.31"),
            (46_477.0, "d-mmm-yy", "31-Mar-27"),
            (46_477.0, "yyyy/m/d(aaa)", "2027/3/31(水)"),
            (46_477.625, "yyyy/m/d h:mm", "2027/3/31 15:00"),
            (0.5, "h:mm", "12:00"),
            (0.75, "h:mm AM/PM", "6:00 PM"),
            (1.5, "[h]:mm:ss", "36:00:00"),
            (0.4, "h\"時\"mm\"分\"", "9時36分"),
            (0.5, "0%", "50%"),
            (0.123, "0.0%", "12.3%"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (-1_234.5, "#,##0.00", "-1,234.50"),
            (3.0, "0\"台\"", "3台"),
            (1_000.0, "\\¥#,##0", "¥1,000"),
            (7.0, "000", "007"),
            (-1.0, "yyyy/m/d", "-1"),
        ];
        for (number, code, text) in cases {
            assert_eq!(shown(number, code, Epoch::Y1900), text, "{number} {code}");
        }
        for code in ["yyyy/m/d", "h:mm", "[h]:mm", "ge.m.d", "m/d/yy"] {
            assert!(is_date(code), "{code}");
        }
        for code in ["General", "0.00", "@", "#,##0", "0\"d\"", "[Red]0", ""] {
            assert!(!is_date(code), "{code}");
        }
    }
}
