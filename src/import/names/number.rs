//! The number of a clause as it is compared.

use unicode_normalization::UnicodeNormalization;

/// Words that say only that a number follows.
const NOISE: [&str; 10] = [
    "医療情報システムの安全管理に関するガイドライン",
    "安全管理ガイドライン",
    "ガイドライン",
    "要求事項番号",
    "要求事項",
    "遵守事項",
    "項番",
    "条項",
    "No.",
    "§",
];

/// Returns a text without words that say only that a number follows, and without signs around it.
pub(super) fn without_noise(text: &str) -> String {
    let mut text = text.to_owned();
    for word in NOISE {
        if text.contains(word) {
            text = text.replace(word, " ");
        }
    }
    text.trim().trim_matches([':', '：', '.', '。', '-', '→', '※']).trim().to_owned()
}

/// Returns the number of a framework as it is compared: `AC-2(1)`, `ac-2.1` and `AC-02 (01)` are one.
pub(super) fn lettered_key(number: &str) -> String {
    let number: String = number.nfkc().flat_map(char::to_lowercase).collect();
    if !number.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return String::new();
    }
    let parts = number.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let plain = |part: &str| match part.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest if part.bytes().all(|b| b.is_ascii_digit()) => rest.to_owned(),
        _ => part.to_owned(),
    };
    parts.map(plain).collect::<Vec<_>>().join("-")
}

/// The value of digits, or of one in a circle.
pub(super) fn value(number: &str) -> Option<u32> {
    number.nfkc().collect::<String>().parse().ok()
}
