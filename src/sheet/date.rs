//! Reads dates in the spellings that are common in Japan.

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
    use super::parse_date;

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
