//! Every word of the glossary is found by its sound, whole or half-typed, however it is romanised.

use tenken::model::Term;

use super::ids;
use crate::support::bundled;

/// How a mora is written: katakana aside, in Kunrei, Hepburn and wāpuro.
const MORAE: &[(&str, [&str; 3])] = &[
    ("し", ["si", "shi", "shi"]),
    ("ち", ["ti", "chi", "chi"]),
    ("つ", ["tu", "tsu", "tsu"]),
    ("ふ", ["hu", "fu", "fu"]),
    ("じ", ["zi", "ji", "ji"]),
    ("ぢ", ["zi", "ji", "ji"]),
    ("づ", ["zu", "zu", "du"]),
    ("しゃ", ["sya", "sha", "sya"]),
    ("しゅ", ["syu", "shu", "syu"]),
    ("しょ", ["syo", "sho", "syo"]),
    ("ちゃ", ["tya", "cha", "tya"]),
    ("ちゅ", ["tyu", "chu", "chu"]),
    ("ちょ", ["tyo", "cho", "cho"]),
    ("じゃ", ["zya", "ja", "jya"]),
    ("じゅ", ["zyu", "ju", "jyu"]),
    ("じょ", ["zyo", "jo", "jyo"]),
    ("しぇ", ["sye", "she", "she"]),
    ("じぇ", ["zye", "je", "je"]),
    ("ちぇ", ["tye", "che", "che"]),
    ("てぃ", ["ti", "ti", "thi"]),
    ("でぃ", ["di", "di", "dhi"]),
    ("でゅ", ["dyu", "dyu", "dhu"]),
    ("ふぁ", ["fa", "fa", "fa"]),
    ("ふぃ", ["fi", "fi", "fi"]),
    ("ふぇ", ["fe", "fe", "fe"]),
    ("ふぉ", ["fo", "fo", "fo"]),
    ("うぃ", ["wi", "wi", "wi"]),
    ("うぇ", ["we", "we", "we"]),
    ("うぉ", ["uo", "uo", "who"]),
    ("を", ["o", "o", "wo"]),
    ("ゔぁ", ["va", "va", "va"]),
    ("ゔぃ", ["vi", "vi", "vi"]),
];

const ROWS: &[(char, &str)] = &[
    ('k', "かきくけこ"),
    ('s', "さ_すせそ"),
    ('t', "た__てと"),
    ('n', "なにぬねの"),
    ('h', "はひ_へほ"),
    ('m', "まみむめも"),
    ('r', "らりるれろ"),
    ('g', "がぎぐげご"),
    ('z', "ざ_ずぜぞ"),
    ('d', "だ__でど"),
    ('b', "ばびぶべぼ"),
    ('p', "ぱぴぷぺぽ"),
    ('y', "や_ゆ_よ"),
    ('w', "わ____"),
    (' ', "あいうえお"),
];

#[derive(Clone, Copy, Debug)]
enum Style {
    Kunrei,
    Hepburn,
    Wapuro,
}

/// Cuts a reading into morae; small kana, long vowels and っ go with their neighbours.
fn morae(reading: &str) -> Vec<String> {
    let mut morae: Vec<String> = Vec::new();
    for c in reading.chars().filter(|c| *c != '・') {
        match morae.last_mut() {
            Some(last) if "ゃゅょぁぃぅぇぉー".contains(c) || last.ends_with('っ') => last.push(c),
            _ => morae.push(c.to_string()),
        }
    }
    morae
}

fn letters(mora: &str, style: Style) -> Option<String> {
    let column = style as usize;
    if let Some((_, spelled)) = MORAE.iter().find(|(kana, _)| *kana == mora) {
        return Some(spelled[column].to_owned());
    }
    if let Some(rest) = mora.strip_prefix('っ') {
        let rest = letters(rest, style)?;
        let doubled = if rest.starts_with("ch") { "t" } else { &rest[..1] };
        return Some(format!("{doubled}{rest}"));
    }
    if let Some(short) = mora.strip_suffix('ー') {
        let short = letters(short, style)?;
        let long = match style {
            Style::Wapuro => "-".to_owned(),
            Style::Kunrei | Style::Hepburn => short.chars().last()?.to_string(),
        };
        return Some(format!("{short}{long}"));
    }
    if mora == "ん" {
        return Some(if matches!(style, Style::Wapuro) { "nn" } else { "n" }.to_owned());
    }
    let mut kana = mora.chars();
    let (first, small) = (kana.next()?, kana.next());
    let (consonant, row) = ROWS.iter().find(|(_, row)| row.contains(first))?;
    let vowel = "aiueo".chars().nth(row.chars().position(|c| c == first)?)?;
    let start = if *consonant == ' ' { String::new() } else { consonant.to_string() };
    match small {
        None => Some(format!("{start}{vowel}")),
        Some(small) if vowel == 'i' => Some(format!("{start}y{}", "auo".chars().nth("ゃゅょ".find(small)? / 3)?)),
        Some(_) => None,
    }
}

/// What a person types for the first `count` morae.
fn typed(reading: &str, count: usize, style: Style) -> Option<String> {
    morae(reading).iter().take(count).map(|mora| letters(mora, style)).collect()
}

/// Whether the first five hits of what was typed hold what the written word finds first.
fn finds(term: &Term, typed: &str) -> bool {
    let wanted = ids(&term.term, 1);
    ids(typed, 5).contains(&wanted[0])
}

/// What a word finds first is often decided by the words that mean the same: 消去 and others stand beside 廃棄.
#[test]
fn a_half_typed_word_finds_first_what_the_whole_one_does() {
    assert_eq!(ids("haik", 1), ids("廃棄", 1));
}

#[test]
fn romanisations_are_what_people_type() {
    assert_eq!(typed("にようそにんしょう", 99, Style::Kunrei).unwrap(), "niyousoninsyou");
    assert_eq!(typed("にようそにんしょう", 99, Style::Hepburn).unwrap(), "niyousoninshou");
    assert_eq!(typed("ばっくあっぷ", 99, Style::Wapuro).unwrap(), "bakkuappu");
    assert_eq!(typed("さーばー", 99, Style::Wapuro).unwrap(), "sa-ba-");
}

/// The letters of a reading with w for the vowels that are typed with it: `faiawooru`.
fn with_w(reading: &str) -> Option<String> {
    let spelled = |mora: &String| match mora.strip_prefix('う').filter(|small| !small.is_empty()) {
        Some(small) => letters(&to_large(small), Style::Hepburn).map(|vowel| format!("w{vowel}")),
        None => letters(mora, Style::Hepburn),
    };
    morae(reading).iter().map(spelled).collect()
}

/// A small vowel as it is written by itself.
fn to_large(small: &str) -> String {
    small.replace('ぁ', "あ").replace('ぃ', "い").replace('ぇ', "え").replace('ぉ', "お")
}

#[test]
fn no_beginning_of_a_spelling_is_without_an_answer() {
    let (catalog, _) = bundled();
    assert_eq!(with_w("ふぁいあうぉーる").as_deref(), Some("faiawooru"));
    let mut tried = std::collections::BTreeSet::new();
    for term in catalog.terms() {
        for spelled in [typed(&term.reading, 99, Style::Hepburn), with_w(&term.reading)].into_iter().flatten() {
            tried.extend((2..=spelled.len()).map(|end| spelled[..end].to_owned()));
        }
    }
    assert!(tried.len() > 2000, "{}", tried.len());
    let missed: Vec<&String> = tried.iter().filter(|start| ids(start, 1).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn every_term_is_found_by_its_sound_typed_whole_or_in_part() {
    let (catalog, _) = bundled();
    let (mut cases, mut missed) = (0, Vec::new());
    for term in catalog.terms() {
        for style in [Style::Kunrei, Style::Hepburn, Style::Wapuro] {
            for count in 3..=morae(&term.reading).len().max(3) {
                let Some(typed) = typed(&term.reading, count, style) else { continue };
                cases += 1;
                if !finds(term, &typed) {
                    missed.push(format!("{} {typed}", term.term));
                }
            }
        }
    }
    let share = 1.0 - missed.len() as f64 / cases as f64;
    assert!(cases > 3000, "{cases} cases");
    assert!(share >= 0.96, "{share:.3} of {cases}; missed: {}", missed.join(", "));
}
