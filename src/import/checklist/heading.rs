//! What a heading of a column says: what the column is for, which round, and which part of a day.

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Both answers, in one cell.
    Answer,
    /// A mark for はい.
    Yes,
    /// A mark for いいえ.
    No,
    /// The day on which it was confirmed.
    Confirmed,
    /// The day by which it shall be met.
    Target,
    /// Something else about the answer: who gave it, or why.
    Other,
}

/// A part of a day that has a cell of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
}

/// Returns what a column is for, from its headings with their rows, the lowest first. A round alone is a heading of answers,
/// unless the one just above says what they are.
pub(super) fn role(texts: &[(usize, &str)]) -> Option<(Role, Option<Unit>)> {
    let unit = texts.iter().find_map(|(_, text)| unit(text));
    let mut round: Option<usize> = None;
    for (row, text) in texts {
        match (own_role(text), round) {
            (None, None) => round = is_round(text).then_some(*row),
            (Some(Role::Other), None) => return None,
            (Some(role), None) => return Some((role, unit)),
            (Some(role), Some(below)) if role != Role::Other && row + 1 == below => return Some((role, unit)),
            (_, Some(_)) => break,
        }
    }
    round.map(|_| (Role::Answer, unit))
}

/// Returns what a heading says, whatever the round.
pub(super) fn own_role(text: &str) -> Option<Role> {
    /// What is asked for, where it is all that a part of a heading says.
    const ANSWERS: [&str; 5] = ["回答", "回答欄", "回答結果", "確認結果", "確認結果欄"];
    /// What a heading that names a round says in short.
    const SHORT: [&str; 5] = ["確認", "確認欄", "結果", "チェック", "チェック欄"];
    /// What is said of an answer.
    const OTHERS: [&str; 8] = ["者", "者名", "氏名", "備考", "備考欄", "理由", "コメント", "署名"];
    let bare = without_round(text);
    let bare = bare.trim_matches(['○', '(', ')', '「', '」', ':', '・', '/']).trim_start_matches('の');
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    let is = |words: &[&str]| bare.split(['(', ')', '・', '/', '、']).any(|part| words.contains(&part));
    match bare {
        "はい" => Some(Role::Yes),
        "いいえ" => Some(Role::No),
        _ if OTHERS.iter().any(|word| bare.ends_with(word)) => Some(Role::Other),
        _ if has(&["はい"]) && has(&["いいえ"]) => Some(Role::Answer),
        _ if has(&["目標日", "目標"]) => Some(Role::Target),
        _ if is(&ANSWERS) || (is_round_named(text) && is(&SHORT)) => Some(Role::Answer),
        _ if has(&["確認日", "日付", "実施日", "回答日"]) => Some(Role::Confirmed),
        _ => None,
    }
}

/// Whether a heading says nothing but the round.
fn is_round(text: &str) -> bool {
    let rest = without_round(text);
    round(&[text]).is_some() && (rest == "再確認" || !rest.chars().any(char::is_alphanumeric))
}

fn is_round_named(text: &str) -> bool {
    without_round(text) != text
}

/// Returns a heading without the words for its round.
fn without_round(text: &str) -> String {
    const WORDS: [&str; 9] = ["第1回目", "第2回目", "1回目", "2回目", "一回目", "二回目", "第1回", "第2回", "初回"];
    WORDS.iter().fold(text.to_owned(), |text, word| text.replace(word, ""))
}

/// Returns the part of a day that a heading names.
pub(super) fn unit(text: &str) -> Option<Unit> {
    match text {
        "年" | "令和年" | "年(令和)" | "令和(年)" => Some(Unit::Year),
        "月" => Some(Unit::Month),
        "日" => Some(Unit::Day),
        _ => None,
    }
}

/// Returns the round, from 0, that headings name.
pub(super) fn round(texts: &[&str]) -> Option<usize> {
    const ROUNDS: [[&str; 4]; 2] = [["1回目", "一回目", "第1回", "初回"], ["2回目", "二回目", "第2回", "再確認"]];
    let is_named = |words: &[&str; 4]| texts.iter().any(|text| words.iter().any(|word| text.contains(word)));
    ROUNDS.iter().position(is_named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_what_a_column_is_for() {
        for (text, expected) in [
            ("はい", Some(Role::Yes)),
            ("1回目:いいえ", Some(Role::No)),
            ("(○)はい", Some(Role::Yes)),
            ("確認結果(日付)", Some(Role::Answer)),
            ("第2回目の回答", Some(Role::Answer)),
            ("回答(はい・いいえ)", Some(Role::Answer)),
            ("回答日", Some(Role::Confirmed)),
            ("再確認日", Some(Role::Confirmed)),
            ("対応目標日", Some(Role::Target)),
            ("回答者", Some(Role::Other)),
            ("いいえの理由", Some(Role::Other)),
            ("1回目", None),
            ("確認", None),
        ] {
            assert_eq!(own_role(text), expected, "{text}");
        }
        assert!(is_round("1回目") && is_round("再確認") && !is_round("1回目の備考"));
    }
}
