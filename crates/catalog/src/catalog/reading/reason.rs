//! Says in Japanese what is wrong with TOML: the parser and serde speak English only, and in English it is what they say.

use crate::language::{Language, spoken};

/// What a message of the parser begins with, and what it means. The first row that fits counts.
const SENTENCES: &[(&str, &str)] = &[
    ("duplicate key", "同じ項目が二度書かれています。"),
    ("key with no value", "項目に値がありません。「項目 = 値」の形で書いてください。"),
    ("missing value", "「=」の右に値がありません。"),
    ("extra `=`", "「=」が余分です。"),
    ("unexpected `=` in array", "並びの中では「=」を使えません。"),
    ("extra comma", "「,」が余分です。"),
    ("missing comma", "値の間に「,」がありません。"),
    ("missing assignment", "項目と値の間に「=」がありません。"),
    ("extra assignment", "「=」が余分です。"),
    ("missing key", "「=」の左に項目の名前がありません。"),
    ("unclosed array table", "「]]」で閉じていません。"),
    ("unclosed table", "「]」で閉じていません。"),
    ("unclosed array", "並びが「]」で閉じていません。"),
    ("unclosed inline table", "「}」で閉じていません。"),
    ("missing array opening", "「[」がないのに「]」があります。"),
    ("missing inline table opening", "「{」がないのに「}」があります。"),
    ("missing table open", "「[」がないのに「]」があります。"),
    ("invalid inline table element", "{ } の中の書き方に誤りがあります。"),
    ("unexpected key or value", "行の終わりに余分なものがあります。項目は一行に一つ書いてください。"),
    ("unexpected content", "行の終わりに余分なものがあります。"),
    ("cannot recurse further", "入れ子が深すぎます。"),
    ("recursion limit", "入れ子が深すぎます。"),
    ("cannot extend value", "値のある項目に、さらに下の項目は書けません。"),
    ("keys cannot be multi-line", "項目の名前は一行で書いてください。"),
    ("unquoted keys cannot be empty", "項目の名前がありません。"),
    ("invalid unquoted key", "項目の名前に使えない文字があります。日本語などは \"…\" で囲んでください。"),
    (
        "string values must be quoted",
        "値がないか、引用符か「,」が足りません。文字は \"…\" で囲み、並びは「,」で区切ってください。",
    ),
    ("missing opening quote", "引用符が片方しかありません。"),
    ("missing escaped value", "「\\」の後の文字が使えません。「\\」そのものは「\\\\」と書きます。"),
    ("too few unicode value digits", "「\\u」の後の数字が足りません。"),
    ("invalid value", "「\\u」の後の数字が使えません。"),
    ("carriage return must be followed", "改行の文字が途中で切れています。"),
    ("invalid comment character", "「#」の後に使えない文字があります。"),
    ("invalid literal string", "文字の値が引用符で閉じていないか、使えない文字を含んでいます。"),
    ("invalid multi-line", "文字の値が三つの引用符で閉じていないか、使えない文字を含んでいます。"),
    ("invalid basic string", "文字の値が引用符で閉じていないか、使えない文字を含んでいます。"),
    ("invalid string", "文字の値は \"…\" のように引用符で囲んでください。"),
    ("invalid boolean", "true か false で書いてください。"),
    ("invalid date-time", "日時として読めません。"),
    ("invalid datetime", "日時として読めません。"),
    ("invalid table header", "[ ] の中の書き方に誤りがあります。"),
    ("invalid key-value pair", "「項目 = 値」の形で書いてください。"),
    ("invalid key", "項目の名前の書き方に誤りがあります。"),
    ("invalid array", "並びの書き方に誤りがあります。"),
    ("invalid length", "並べる値の数が合いません。"),
    ("invalid integer", "数の書き方に誤りがあります。"),
    ("invalid float", "数の書き方に誤りがあります。"),
    ("invalid hexadecimal", "数の書き方に誤りがあります。"),
    ("invalid octal", "数の書き方に誤りがあります。"),
    ("invalid binary", "数の書き方に誤りがあります。"),
    ("invalid mantissa", "数の書き方に誤りがあります。"),
    ("invalid fraction", "数の書き方に誤りがあります。"),
    ("invalid exponent", "数の書き方に誤りがあります。"),
    // Of the parts of a date and a time there are many, and nothing else is left that is invalid.
    ("invalid", "日時か値の書き方に誤りがあります。"),
    ("unexpected leading zero", "数を 0 で始めることはできません。"),
    ("unexpected sign", "数の符号が余分です。"),
    ("redundant", "数の書き方に誤りがあります。"),
    ("integers with a radix", "この数に符号は付けられません。"),
    ("radix must be lowercase", "数の 0x、0o、0b は小文字で書いてください。"),
    ("`_` may only go between digits", "数の「_」は数字の間にだけ書けます。"),
    ("data did not match", "ここには書けない形の値です。"),
    ("number too", "数が大きすぎるか、小さすぎます。"),
];

/// Returns what a message of the parser means. In Japanese, one that is not known is not shown: nobody there could read it.
pub fn toml_reason(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    if spoken() == Language::English {
        return as_sentence(message);
    }
    let quoted = |start: &str| message.strip_prefix(start)?.split('`').next();
    if let Some(field) = quoted("missing field `") {
        return format!("{field} がありません。");
    }
    if let Some(field) = quoted("unknown field `") {
        return format!("{field} という項目は使えません。{}", allowed(message));
    }
    if let Some(field) = quoted("duplicate field `") {
        return format!("{field} が二度書かれています。");
    }
    if let Some(value) = quoted("unknown variant `") {
        return format!("値 {value} は使えません。{}", allowed(message));
    }
    if let Some(sentence) = wrong_type(message) {
        return sentence;
    }
    let known = SENTENCES.iter().find(|(start, _)| message.starts_with(start));
    known.map_or("TOML の書き方に誤りがあります。", |(_, sentence)| sentence).to_owned()
}

/// Returns a message of the parser as a sentence.
fn as_sentence(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_ascii_uppercase(), letters.as_str()))
}

/// Returns the sentence about the names that the parser would have taken.
fn allowed(message: &str) -> String {
    // What was written may hold the word as well; what is allowed is the last part.
    let Some((_, names)) = message.rsplit_once(", expected ") else { return String::new() };
    let names = names.trim_start_matches("one of ").replace("` or `", ", ").replace('`', "");
    format!("使えるのは {names} です。")
}

/// Says how to write a value that has the wrong form, for example a sentence where a list has to stand.
fn wrong_type(message: &str) -> Option<String> {
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, expected) = rest.rsplit_once(", expected ")?;
    let right = match expected {
        "a sequence" => "[\"…\", \"…\"] のように並べて",
        "a string" => "\"…\" のように引用符で囲んで",
        "a boolean" => "true か false で",
        "a map" => "{ 項目 = 値 } の形で",
        _ if expected.starts_with("struct ") => "{ 項目 = 値 } の形で",
        _ if expected.starts_with(['u', 'i']) && expected[1..].parse::<u8>().is_ok() => "数で",
        _ => "data/README.md にある形で",
    };
    // What serde calls things nobody wrote is left out: only a quotation says something.
    let value = found.split_once(' ').map(|(_, value)| value.trim_matches('`'));
    let value = value.filter(|value| found.starts_with("string") || value.parse::<f64>().is_ok() || is_flag(value));
    Some(format!("{} は使えません。{right}書いてください。", value.unwrap_or("ここの値")))
}

fn is_flag(value: &str) -> bool {
    matches!(value, "true" | "false")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::DeTable;

    use super::*;

    /// Words that the parser and serde use, and no sentence of ours.
    const ENGLISH: [&str; 12] = [
        "expected",
        "invalid",
        "missing",
        "unclosed",
        "unexpected",
        "duplicate",
        "cannot",
        "must",
        "may",
        "extra",
        "value",
        "too",
    ];

    fn said(text: &str) -> Vec<String> {
        DeTable::parse_recoverable(text).1.iter().map(|error| toml_reason(error.message())).collect()
    }

    fn is_japanese(sentence: &str) -> bool {
        let mut words = sentence.split(|c: char| !c.is_ascii_alphabetic());
        sentence.ends_with('。') && !words.any(|word| ENGLISH.contains(&word))
    }

    #[test]
    fn common_mistakes_are_explained() {
        for (text, expected) in [
            ("a = 1\na = 2", "二度"),
            ("a = [1", "閉じて"),
            ("a = \"x", "引用符"),
            ("a = 認証", "引用符"),
            ("a", "値がありません"),
            ("a =", "値がない"),
            ("名前 = 1", "使えない文字"),
            ("[[a]", "]]"),
            ("a = 1 b = 2", "余分"),
            ("a = \"\\q\"", "\\"),
            ("a = 2026-13-01", "日時"),
            ("a = 0x1g", "数"),
            ("a = 01", "0"),
            ("a = \"\0\"", "使えない文字"),
            ("a = [1 2]", "「,」"),
            ("a = [\"b\" \"c\"]", "「,」"),
        ] {
            let sentences = said(text);
            assert!(sentences.iter().any(|sentence| sentence.contains(expected)), "{text:?}: {sentences:?}");
            assert!(sentences.iter().all(|sentence| is_japanese(sentence)), "{text:?}: {sentences:?}");
        }
        let deep = format!("a = {}{}", "[".repeat(500), "]".repeat(500));
        assert!(said(&deep).iter().any(|sentence| sentence.contains("深すぎます")), "{:?}", said(&deep));
    }

    #[test]
    fn a_value_of_a_wrong_form_is_explained() {
        for (message, expected) in [
            ("invalid type: string \"x, expected y\", expected a sequence", "\"x, expected y\" は使えません。"),
            ("invalid type: integer `3`, expected a string", "3 は使えません。\"…\" のように"),
            ("invalid type: map, expected a boolean", "ここの値 は使えません。true か false で"),
            ("invalid type: sequence, expected struct Provenance", "{ 項目 = 値 } の形で"),
            ("unknown field `gists`, expected one of `id`, `gist`", "使えるのは id, gist です。"),
            ("unknown variant `x`, expected `a` or `b`", "値 x は使えません。使えるのは a, b です。"),
            ("something that nobody has seen yet", "TOML の書き方に誤りがあります。"),
        ] {
            assert!(toml_reason(message).contains(expected), "{message}: {}", toml_reason(message));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_wrong_is_said_in_japanese(
            text in "([a-c]|[=.,\\[\\]{}\"'#\\\\_+-]|[0-9]|[ \n\r\t]|漢|\u{feff}|\u{0}|\u{1b}|true|inf|0x|\"\"\"|'''|a = |\\[\\[a\\]\\]\n|1979-05-27T07:32:00Z){0,40}"
        ) {
            for sentence in said(&text) {
                prop_assert!(is_japanese(&sentence), "{:?}: {}", text, sentence);
            }
        }
    }
}
