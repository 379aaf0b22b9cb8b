//! Reads dates in the spellings that are common in Japan, and days as people say them from today on, or back.

use jiff::Span;
use jiff::civil::Date;

/// The years that a date may have.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// Eras, each with the year before its first year.
const ERAS: [(&str, i16); 6] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("r", 2018), ("h", 1988), ("s", 1925)];

/// Reads a date: 2027-03-31, 2027/3/31, 2027.3.31, 20270331, 2027年3月31日, 令和9年3月31日 or R9.3.31, without white space
/// and in half width. A time of day after it is ignored.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let text = text.to_lowercase();
    let (text, before) = ERAS
        .iter()
        .find_map(|(era, before)| text.strip_prefix(era).map(|rest| (rest, *before)))
        .unwrap_or((text.as_str(), 0));
    let [year, month, day] = parts(text)?;
    let year = if before > 0 && year == "元" { 1 } else { number(year)? };
    let year = before.checked_add(year).filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// Which day is meant where the year or the month is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The next one: by then something shall be done.
    Ahead,
    /// The last one: then something was done.
    Back,
}

impl Way {
    /// Whether a day lies that way, or is today.
    fn leads_to(self, day: Date, today: Date) -> bool {
        match self {
            Self::Ahead => day >= today,
            Self::Back => day <= today,
        }
    }

    /// Returns so many months or years as a number to add.
    const fn signed(self, count: i16) -> i16 {
        match self {
            Self::Ahead => count,
            Self::Back => -count,
        }
    }
}

/// How a day is reached from today.
#[derive(Clone, Copy)]
enum Step {
    /// So many days later.
    Days(i64),
    /// So many months later, at most on the last day of that month.
    Months(i64),
    /// On the last day of the month so many months later.
    MonthEnd(i64),
    /// On the next such day of a year, or the last one.
    Yearly(i8, i8),
}

impl Step {
    fn day(self, today: Date, way: Way) -> Option<Date> {
        let later = |span: Span| today.checked_add(span).ok();
        match self {
            Self::Days(days) => later(Span::new().days(days)),
            Self::Months(months) => later(Span::new().months(months)),
            Self::MonthEnd(months) => later(Span::new().months(months)).map(Date::last_of_month),
            Self::Yearly(month, day) => of_year((today, way), month, |year| Date::new(year, month, day).ok()),
        }
    }
}

/// Words for days, without white space: also as they are typed without an input method.
const WORDS: [(&[&str], Step); 15] = [
    (&["今日", "本日", "kyou", "kyo", "today"], Step::Days(0)),
    (&["明日", "あす", "ashita", "asita", "tomorrow"], Step::Days(1)),
    (&["明後日", "あさって", "asatte"], Step::Days(2)),
    (&["来週", "raishuu", "raisyuu", "raishu", "nextweek"], Step::Days(7)),
    (&["再来週", "saraishuu", "saraisyuu"], Step::Days(14)),
    (&["来月", "raigetsu", "raigetu", "nextmonth"], Step::Months(1)),
    (&["月末", "今月末", "getsumatsu", "getumatu", "eom", "endofmonth", "monthend"], Step::MonthEnd(0)),
    (&["来月末", "raigetsumatsu", "raigetumatu", "endofnextmonth"], Step::MonthEnd(1)),
    (&["年末", "nenmatsu", "nenmatu", "endofyear", "yearend"], Step::Yearly(12, 31)),
    (&["年度末", "nendomatsu", "nendomatu"], Step::Yearly(3, 31)),
    (&["昨日", "きのう", "kinou", "kino", "yesterday"], Step::Days(-1)),
    (&["一昨日", "おととい", "ototoi"], Step::Days(-2)),
    (&["先週", "senshuu", "sensyuu", "senshu", "lastweek"], Step::Days(-7)),
    (&["先月", "sengetsu", "sengetu", "lastmonth"], Step::Months(-1)),
    (&["先月末", "sengetsumatsu", "sengetumatu", "endoflastmonth"], Step::MonthEnd(-1)),
];

/// What may stand behind a number of days, weeks, months or years, and the step of one of them.
const UNITS: [(&[&str], Step); 4] = [
    (&["", "d", "日", "day", "days"], Step::Days(1)),
    (&["w", "週", "週間", "week", "weeks"], Step::Days(7)),
    (&["m", "か月", "ヶ月", "ケ月", "カ月", "月", "month", "months"], Step::Months(1)),
    (&["y", "年", "year", "years"], Step::Months(12)),
];

/// How many years the next or the last 29 February can be away.
const LEAP: i16 = 8;

/// Reads a day as people say it from today: 明日, 来週, 先月末, 月末, +2w, 10日後, 3日前, 12/20, 12月20日, or 20 for the next or the
/// last day of that number; without white space and in half width.
pub(super) fn parse_from(today: Date, way: Way, text: &str) -> Option<Date> {
    let text = text.to_lowercase();
    let day = match WORDS.iter().find(|(words, _)| words.contains(&text.as_str())) {
        Some((_, step)) => step.day(today, way),
        None => counted(today, &text).or_else(|| numbered((today, way), &text)),
    };
    day.filter(|day| YEARS.contains(&day.year()))
}

/// Reads `+2w`, `2週間後` and `2週間前`.
fn counted(today: Date, text: &str) -> Option<Date> {
    let (text, way) = match text.strip_suffix('前') {
        Some(text) => (text, Way::Back),
        None => (text.strip_prefix('+').or_else(|| text.strip_suffix('後'))?, Way::Ahead),
    };
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = text.split_at(end);
    // A number has at most four digits, so no span is longer than the calendar allows.
    let count = i64::from(way.signed(number(count)?));
    let (_, one) = UNITS.iter().find(|(units, _)| units.contains(&unit))?;
    match *one {
        Step::Days(days) => Step::Days(days * count).day(today, way),
        Step::Months(months) => Step::Months(months * count).day(today, way),
        Step::MonthEnd(_) | Step::Yearly(..) => None,
    }
}

/// Reads `12/20`, `12月20日`, `12月末`, `20` and `20日`: the next such day, or the last one, which may be today.
fn numbered((today, way): (Date, Way), text: &str) -> Option<Date> {
    let (month, day) = match text.split_once(['月', '/', '-']) {
        Some((month, day)) => (Some(i8::try_from(number(month)?).ok()?), day),
        None => (None, text),
    };
    if let (Some(month), "末") = (month, day) {
        return of_year((today, way), month, |year| Date::new(year, month, 1).ok().map(Date::last_of_month));
    }
    let day = i8::try_from(number(day.strip_suffix('日').unwrap_or(day))?).ok()?;
    match month {
        Some(month) => of_year((today, way), month, |year| Date::new(year, month, day).ok()),
        None => (0..=2).find_map(|months| {
            let month = today.first_of_month().checked_add(Span::new().months(way.signed(months))).ok()?;
            Date::new(month.year(), month.month(), day).ok().filter(|found| way.leads_to(*found, today))
        }),
    }
}

/// Returns the first day from today that way that a year has; none for a month that there is not.
fn of_year((today, way): (Date, Way), month: i8, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let mut years = (0..=LEAP).filter(|_| (1..=12).contains(&month));
    let day = |years| of(today.year().checked_add(way.signed(years))?).filter(|found| way.leads_to(*found, today));
    years.find_map(day)
}

/// Splits a date at its separators into year, month and day.
fn parts(text: &str) -> Option<[&str; 3]> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some([&text[..4], &text[4..6], &text[6..]]);
    }
    if let Some((year, rest)) = text.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let (day, time) = rest.split_once('日')?;
        return is_time(time).then_some([year, month, day]);
    }
    let separator = ['-', '/', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let (year, rest) = text.split_once(separator)?;
    let (month, rest) = rest.split_once(separator)?;
    let end = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (day, time) = rest.split_at(end);
    is_time(time).then_some([year, month, day])
}

/// Whether this may follow a date: nothing, or a time such as 00:00:00, with or without a T.
fn is_time(text: &str) -> bool {
    text.is_empty()
        || text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 't' | 'z'))
}

fn number(text: &str) -> Option<i16> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::{Way, parse_date, parse_from};

    #[test]
    fn every_spelling_of_a_date_is_read() {
        let spellings = [
            "2027-03-31",
            "2027-3-31",
            "2027/3/31",
            "2027/03/31",
            "2027.3.31",
            "20270331",
            "2027年3月31日",
            "2027年03月31日",
            "令和9年3月31日",
            "平成39年3月31日",
            "R9.3.31",
            "r9/3/31",
            "2027-03-3100:00:00",
            "2027-03-31t00:00:00z",
        ];
        for text in spellings {
            assert_eq!(parse_date(text).map(|date| date.to_string()).as_deref(), Some("2027-03-31"), "{text}");
        }
        assert_eq!(parse_date("令和元年5月1日").map(|date| date.to_string()).as_deref(), Some("2019-05-01"));
    }

    #[test]
    fn days_are_read_from_today_on() {
        let today = Date::constant(2026, 11, 30);
        for (text, expected) in [
            ("今日", "2026-11-30"),
            ("明日", "2026-12-01"),
            ("ashita", "2026-12-01"),
            ("来週", "2026-12-07"),
            ("raishuu", "2026-12-07"),
            ("来月", "2026-12-30"),
            ("月末", "2026-11-30"),
            ("来月末", "2026-12-31"),
            ("年末", "2026-12-31"),
            ("年度末", "2027-03-31"),
            ("+3", "2026-12-03"),
            ("+2w", "2026-12-14"),
            ("+2W", "2026-12-14"),
            ("2週間後", "2026-12-14"),
            ("10日後", "2026-12-10"),
            ("+3m", "2027-02-28"),
            ("1年後", "2027-11-30"),
            ("12/20", "2026-12-20"),
            ("1/15", "2027-01-15"),
            ("12月20日", "2026-12-20"),
            ("3月末", "2027-03-31"),
            ("2/29", "2028-02-29"),
            ("30", "2026-11-30"),
            ("20", "2026-12-20"),
            ("20日", "2026-12-20"),
            ("31", "2026-12-31"),
        ] {
            let day = parse_from(today, Way::Ahead, text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_in_both_directions() {
        let today = Date::constant(2026, 11, 30);
        let others =
            ["", "32", "0", "13/1", "13月末", "2/30", "+", "後", "+2x", "来週の会議", "-5", "+-2", "2027", "12/20/1"];
        for text in others {
            assert_eq!(parse_from(today, Way::Ahead, text), None, "{text}");
            assert_eq!(parse_from(today, Way::Back, text), None, "{text}");
        }
        assert_eq!(parse_from(today, Way::Ahead, "+5000y"), None, "no date of a form has such a year");
        assert_eq!(parse_from(Date::MAX, Way::Ahead, "明日"), None, "the end of the calendar is no fault");
        assert_eq!(parse_from(Date::MIN, Way::Back, "昨日"), None, "nor is its beginning");
    }

    #[test]
    fn a_day_on_which_something_was_done_is_looked_for_backwards() {
        let today = Date::constant(2026, 11, 30);
        for (text, expected) in [
            ("今日", "2026-11-30"),
            ("昨日", "2026-11-29"),
            ("kinou", "2026-11-29"),
            ("おととい", "2026-11-28"),
            ("先週", "2026-11-23"),
            ("先月", "2026-10-30"),
            ("先月末", "2026-10-31"),
            ("3日前", "2026-11-27"),
            ("2週間前", "2026-11-16"),
            ("1年前", "2025-11-30"),
            ("11/20", "2026-11-20"),
            ("12/20", "2025-12-20"),
            ("3月末", "2026-03-31"),
            ("2/29", "2024-02-29"),
            ("30", "2026-11-30"),
            ("31", "2026-10-31"),
            ("20日", "2026-11-20"),
            ("年度末", "2026-03-31"),
            ("年末", "2025-12-31"),
        ] {
            let day = parse_from(today, Way::Back, text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let others = [
            "",
            "3/31",
            "2027-3",
            "2027-02-29",
            "2027-13-01",
            "27-3-31",
            "2027-3/31",
            "31.3.2027",
            "年度末",
            "2027年3月末日",
            "2027-03-31頃",
            "2027-03-311",
            "46477",
            "元年3月1日",
            "20270230",
            "99999-01-01",
            "-2027-03-31",
            "+2027-3-31",
            "2027年+3月31日",
            "令和-1年1月1日",
            "２０２７-03-31",
            "2027-03-31-01",
        ];
        for text in others {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
