//! Takes a cell with names of products apart, and tells names from sentences.

/// What people write into a cell that stays empty.
const NOTHING: [&str; 25] = [
    "",
    "-",
    "－",
    "ー",
    "―",
    "—",
    "–",
    "‐",
    "−",
    "/",
    "／",
    "*",
    "…",
    "n/a",
    "na",
    "n.a.",
    "none",
    "tbd",
    "なし",
    "無し",
    "無",
    "該当なし",
    "該当無し",
    "未定",
    "特になし",
];
/// What stands for a product in the cell of a clause that none answers.
const NO_PRODUCT: [&str; 14] = [
    "対象外",
    "対応不要",
    "不要",
    "運用",
    "運用で対応",
    "運用対応",
    "規程",
    "規程で対応",
    "手順書",
    "ルール",
    "人的対応",
    "利用者",
    "医療機関",
    "事業者",
];
/// Words that stand in sentences, and seldom in names.
const SENTENCE: [&str; 12] =
    ["。", "する", "した", "して", "され", "ます", "です", "ない", "により", "について", "こと", "場合"];
/// The most letters of a name.
const NAME: usize = 60;

/// Whether a cell says that there is nothing.
pub(in super::super) fn is_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    NOTHING.contains(&text.as_str())
}

/// Whether a text says that no product answers.
pub(super) fn is_no_product(text: &str) -> bool {
    let text = text.trim();
    is_nothing(text) || NO_PRODUCT.contains(&text)
}

/// Whether a text is a sentence and not a name.
pub(in super::super) fn is_sentence(text: &str) -> bool {
    let letters = text.chars().count();
    let is_verb = text.ends_with(['る', 'す', 'く', 'つ', 'む', 'う', 'た', 'だ']);
    let kana = text.chars().filter(|c| matches!(c, 'ぁ'..='ん')).count();
    letters > NAME
        || SENTENCE.iter().any(|word| text.contains(word))
        || kana > 3 && kana * 3 > letters
        || is_verb && text.chars().any(|c| matches!(c, '一'..='鿿'))
        || text.contains('を')
}

/// The signs between names, the stronger ones first: what stands in one line may hold a comma, what stands between commas
/// a slash.
const SEPARATORS: [&[char]; 5] = [
    &['\n', '●', '■', '◆', '▪', '•', '◇', '□'],
    &['、', '，', ';', '；'],
    &[',', '+', '＋', '|', '｜'],
    &['/', '／', '・', '･', '→'],
    &['&', '＆'],
];

/// Returns the parts of a text between signs of one strength that do not stand in brackets; none if there are no such signs.
pub(super) fn parts(text: &str, strength: usize) -> Option<Vec<&str>> {
    let signs = SEPARATORS.get(strength)?;
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    // C++ is one name.
    let is_doubled = |at: usize, c: char| {
        c == '+' && (text[..at].ends_with('+') || text[at + 1..].starts_with('+') || text[at + 1..].trim().is_empty())
    };
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '［' | '「' => depth += 1,
            ')' | '）' | ']' | '］' | '」' => depth = depth.saturating_sub(1),
            _ if depth == 0 && signs.contains(&c) && !is_doubled(at, c) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    (start > 0).then(|| {
        parts.push(&text[start..]);
        parts
    })
}

/// The number of strengths.
pub(super) const STRENGTHS: usize = SEPARATORS.len();

/// Returns a name without the sign or number of a list before it, and without marks around it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['・', '･', '-', '－', '*', '※', '→', '○', '◎', '✓', '✔']).trim_start();
    let listed = text.trim_start_matches(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c));
    let listed = listed.strip_prefix(['.', ')', '）', '．']).filter(|rest| rest.starts_with([' ', '\u{3000}']));
    let circled = text.strip_prefix(|c| ('①'..='⑳').contains(&c));
    listed.or(circled).unwrap_or(text).trim().trim_matches(['「', '」', '"', '。']).trim()
}

/// Returns a name without what stands in brackets behind it, and what does: former names, plans, abbreviations.
pub(super) fn with_note(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['(', '（', '[', '［'])?;
    let (name, rest) = text.split_at(open);
    let note = rest.trim_start_matches(['(', '（', '[', '［']).trim_end().trim_end_matches([')', '）', ']', '］']);
    let name = name.trim();
    (!name.is_empty()).then_some((name, note.trim()))
}

/// Returns the former name in a note: 旧 Azure AD, formerly Azure AD.
pub(super) fn former(note: &str) -> Option<&str> {
    let lower = note.to_ascii_lowercase();
    let marks = ["旧称:", "旧称：", "旧称", "旧名称", "旧名", "旧", "formerly", "former", "old"];
    let mark = marks.into_iter().find(|mark| lower.starts_with(mark))?;
    Some(note.get(mark.len()..)?.trim_start_matches([':', '：', ' ', '\u{3000}'])).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sentences_are_told_apart() {
        for name in [
            "Microsoft Entra ID",
            "条件付きアクセス",
            "エンドポイントの検出と対応",
            "AWS Key Management Service",
            "バックアップ",
        ] {
            assert!(!is_sentence(name), "{name}");
        }
        for sentence in
            ["端末の設定を毎月見直す", "運用により対応", "委託先で実施している。", "毎月見直す", &"a".repeat(61)]
        {
            assert!(is_sentence(sentence), "{sentence}");
        }
    }

    #[test]
    fn parts_stand_outside_of_brackets() {
        assert_eq!(parts("A\nB、C", 0), Some(vec!["A", "B、C"]));
        assert_eq!(parts("A(a、b)、B", 1), Some(vec!["A(a、b)", "B"]));
        assert_eq!(parts("C++ Builder+A", 2), Some(vec!["C++ Builder", "A"]));
        assert_eq!(parts("Disney+", 2), None);
        assert_eq!(parts("A", 1), None);
        assert_eq!(parts("A", STRENGTHS), None);
    }

    #[test]
    fn what_stands_around_a_name_goes() {
        for (text, name) in [
            ("・ Intune", "Intune"),
            ("- Intune", "Intune"),
            ("① Intune", "Intune"),
            ("1. Intune", "Intune"),
            ("365 Backup", "365 Backup"),
        ] {
            assert_eq!(bare(text), name);
        }
        assert_eq!(with_note("Entra ID（旧 Azure AD）"), Some(("Entra ID", "旧 Azure AD")));
        assert_eq!(with_note("(注)"), None);
        assert_eq!(former("旧 Azure AD"), Some("Azure AD"));
        assert_eq!(former("P2"), None);
    }
}
