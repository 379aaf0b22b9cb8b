//! Takes a cell with names of products apart, and tells names from sentences.

use unicode_normalization::UnicodeNormalization;

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
const NO_PRODUCT: [&str; 24] = [
    "対応不要",
    "対策不要",
    "不要",
    "運用",
    "運用対応",
    "規程",
    "規程で対応",
    "手順書",
    "ルール",
    "人的対応",
    "利用者",
    "お客様",
    "顧客",
    "ユーザー",
    "医療機関",
    "病院",
    "当院",
    "事業者",
    "クラウド事業者",
    "否",
    "ng",
    "customer",
    "unsupported",
    "unavailable",
];
/// What such a cell begins with.
const NO_BEGINNING: [&str; 19] = [
    "不可",
    "否(",
    "対象外",
    "適用外",
    "範囲外",
    "サポート外",
    "保証外",
    "非対応",
    "非該当",
    "非サポート",
    "対応不可",
    "対応なし",
    "対応無し",
    "該当なし",
    "機能なし",
    "運用で",
    "運用にて",
    "運用により",
    "人手で",
];
/// What it ends with.
const NO_END: [&str; 14] = [
    "ない",
    "ません",
    "不可",
    "不可能",
    "非対応",
    "対象外",
    "適用外",
    "範囲外",
    "サポート外",
    "予定なし",
    "予定無し",
    "対応なし",
    "機能なし",
    "サポートなし",
];
/// What ends alike and says yes, or begins so that a part is answered.
const YES_END: [&str; 6] = ["問題ない", "問題ありません", "差し支えない", "限らない", "限りません", "遜色ない"];
const PARTLY: [&str; 4] = ["一部", "部分", "概ね", "おおむね"];
/// The first word of a cell in English that says so.
const NO_WORDS: [&str; 7] = ["no", "not", "none", "never", "unsupported", "unavailable", "ng"];
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

/// Whether a text says that no product answers: by itself, by what it begins with, or by how it ends.
pub(in super::super) fn is_no_product(text: &str) -> bool {
    let text = text.trim().nfkc().flat_map(char::to_lowercase).collect::<String>();
    let bare = with_note(&text).map_or(text.as_str(), |(name, _)| name).trim_end_matches(['。', '.', '!']).trim_end();
    is_nothing(&text)
        || [text.as_str(), bare].iter().any(|text| NO_PRODUCT.contains(text))
        || NO_BEGINNING.iter().any(|word| text.starts_with(word))
        || begins_unfinished(&text)
        || NO_WORDS.contains(&first_word(&text))
        || ends_in_no(bare)
}

/// Whether a text begins with 未対応, 未実施 and the like; 未来 is none of them.
fn begins_unfinished(text: &str) -> bool {
    text.strip_prefix('未').is_some_and(|rest| !rest.starts_with(['来', '満', '然', '知']))
}

/// Returns the Latin word with which a text begins, if it is a word by itself: neither `no-code` nor `no.1`.
fn first_word(text: &str) -> &str {
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()));
    let is_whole = rest.chars().next().is_none_or(|next| next.is_whitespace() || "(,:;、。".contains(next));
    if is_whole { word } else { "" }
}

fn ends_in_no(text: &str) -> bool {
    NO_END.iter().any(|word| text.ends_with(word))
        && !YES_END.iter().any(|word| text.ends_with(word))
        && !PARTLY.iter().any(|word| text.starts_with(word))
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
    fn what_says_no_is_no_product() {
        let no = "|不要|対応不要。|運用で対応|運用対応(手順書)|利用不可|サポート外|範囲外(別契約)|対応していない|対応していません|未対応\
                  |未サポート|非対応|利用者|No|No (Plan 2 only)|Not supported|ＮＧ|unsupported|対応予定なし|否（別途）|不可";
        for no in no.split('|') {
            assert!(is_no_product(no), "{no}");
        }
        let other = "Notion|no-code基盤|No.1 Backup|未来カルテ|設定不要|追加費用なし|制限なし|問題ない|一部対応していない\
                     |運用管理ツール|対応|Intune|ルール基盤|検討中";
        for other in other.split('|') {
            assert!(!is_no_product(other), "{other}");
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
