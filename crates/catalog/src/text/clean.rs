//! Text from other people's files is hostile until it went through here.
//!
//! What is to be done depends on the border: what people enter is cleaned, what is printed or exported shows that
//! something was there, JSON escapes it, and our own data may not hold it. Which characters these are is said once, by
//! [`unseen`].

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// What a character is for that nobody sees.
///
/// The table holds the control characters and line separators of Unicode, and what it calls default-ignorable: drawn as
/// nothing by whoever does not know better. Left out are format characters that are drawn, such as the Arabic number sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// Steers a terminal, or did so on a teletype.
    Control,
    /// Ends a line.
    Break,
    /// Changes the order in which text is read, and so can make it lie.
    Direction,
    /// Carries a message beside the text.
    Tag,
    /// Marks the order of bytes, or an annotation between lines.
    Annotation,
    /// Hints at breaks, shaping or formulas: nothing that Japanese needs, and a way to hide text and to make
    /// two names look like one.
    Format,
    /// Stands for the missing half of a Korean syllable or for a vowel of Khmer that is not written: letters that look like
    /// a space or like nothing.
    Filler,
    /// Chooses one form of the character before it: the 葛 of a city or of a family (U+845B U+E0100), the coloured or the
    /// plain form of a symbol.
    Variation,
    /// Holds characters together or keeps them apart: a family of emoji, Persian and Indic letters.
    Joiner,
}

/// Returns what a character is for that nobody sees; none for all others.
pub const fn unseen(c: char) -> Option<Unseen> {
    // Nearly all of a Japanese text, told without going through the table.
    if matches!(c, ' '..='~' | '\u{2070}'..='\u{3163}' | '\u{3165}'..='\u{FDFF}') { None } else { listed(c) }
}

const fn listed(c: char) -> Option<Unseen> {
    Some(match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Unseen::Break,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Unseen::Control,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Unseen::Direction,
        '\u{E0000}'..='\u{E007F}' => Unseen::Tag,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Unseen::Variation,
        // Those of Mongolian.
        '\u{180B}'..='\u{180D}' | '\u{180F}' => Unseen::Variation,
        '\u{200C}' | '\u{200D}' | '\u{34F}' => Unseen::Joiner,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => Unseen::Annotation,
        // The hyphen that shows at a break only; terminals disagree about it.
        '\u{AD}'
        // The vowel separator of Mongolian, a space until Unicode 6.3.
        | '\u{180E}'
        // A space without width, the word joiner, signs of formulas, formats that Unicode advises against.
        | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
        // Reserved, next to the annotations.
        | '\u{FFF0}'..='\u{FFF8}'
        // Formats of shorthand and of music.
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        // Reserved, to be ignored whatever they become.
        | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' => Unseen::Format,
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}' => Unseen::Filler,
        _ => return None,
    })
}

/// Whether a character must not reach a reader as it is. What people wrote may hold the unseen characters that are left:
/// they belong to the spelling of a name or to a symbol, if they stand by one, see [`judged`].
pub const fn steers(c: char) -> bool {
    !matches!(unseen(c), None | Some(Unseen::Variation | Unseen::Joiner))
}

/// Whether a character that nobody sees belongs to nothing where it stands, and so only hides something or makes two names
/// look like one: a form without the character that has it, a second form, a joiner with nothing to join.
fn hides(before: Option<char>, c: char, after: Option<char>) -> bool {
    match unseen(c) {
        Some(Unseen::Variation) => !before.is_some_and(has_forms),
        // A form behind a joiner has no character that has it: it goes, and must not leave the joiner with nothing to join.
        Some(Unseen::Joiner) => {
            !(before.is_some_and(is_joined) && after.is_some_and(|c| is_joined(c) && unseen(c).is_none()))
        }
        _ => false,
    }
}

/// Whether a character can have forms: all but letters of Latin and blanks. `0`–`9`, `#` and `*` become keys of a telephone.
fn has_forms(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*') || !(c.is_ascii() || c.is_whitespace() || unseen(c).is_some())
}

/// Whether a character can be joined: one of an emoji or of a script whose letters change with their neighbours, and not
/// one of Japanese.
fn is_joined(c: char) -> bool {
    let is_japanese = matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}');
    !(c.is_ascii() || is_japanese || c.is_whitespace()) && matches!(unseen(c), None | Some(Unseen::Variation))
}

/// Returns the characters of a text, each with whether it must not reach a reader as it is: it [steers], or belongs to
/// nothing where it stands and so only hides something.
pub fn judged(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let is_harmful = steers(c) || hides(before, c, chars.peek().copied());
        before = Some(c);
        Some((c, is_harmful))
    })
}

/// Whether search and comparison pass over a character: nobody sees it, and it parts nothing.
pub const fn is_ignored(c: char) -> bool {
    !matches!(unseen(c), None | Some(Unseen::Control | Unseen::Break))
}

/// Returns a text as it is compared with others: 葛城 is one name, whichever form of 葛 was chosen.
pub fn compared(text: &str) -> Cow<'_, str> {
    if text.contains(is_ignored) {
        Cow::Owned(text.chars().filter(|c| !is_ignored(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns a text of several lines without anything that [steers]. Every kind of line break becomes `\n`, a tab
/// a space; an escape sequence goes as a whole.
pub fn clean_text(text: &str) -> String {
    let clean = without(text, steers);
    // Only now it is seen what stands beside what.
    if !clean.contains(is_ignored) {
        return clean;
    }
    let mut kept = String::with_capacity(clean.len());
    let mut chars = clean.chars().peekable();
    while let Some(c) = chars.next() {
        // Neighbours are those that stay: of what is left out none must come to stand by another's base.
        if !hides(kept.chars().next_back(), c, chars.peek().copied()) {
            kept.push(c);
        }
    }
    kept
}

/// Returns a text of one line: cleaned like [`clean_text`], with a space for every line break.
pub fn clean_line(text: &str) -> String {
    clean_text(text).replace('\n', " ")
}

/// Returns a text of several lines like [`clean_text`], but with all that only hides: formats, fillers, and forms
/// and joiners wherever they stand. The first journals and spreadsheets hold them, so this is the form in which to compare
/// with those.
pub fn clean_recorded_text(text: &str) -> String {
    without(text, |c| steers(c) && !matches!(unseen(c), Some(Unseen::Format | Unseen::Filler)))
}

/// Returns a text of one line like [`clean_recorded_text`]. It is for what names something that exists: a path, an id, a
/// person, a folder. Without one of its characters it would be the name of something else.
pub fn clean_recorded_line(text: &str) -> String {
    clean_recorded_text(text).replace('\n', " ")
}

/// Returns a text without escape sequences and unwanted characters, with `\n` for every line break.
fn without(text: &str, is_unwanted: impl Fn(char) -> bool) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_control_sequence(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut chars),
            '\t' => clean.push(' '),
            _ if unseen(c) == Some(Unseen::Break) => {
                chars.next_if(|next| (c, *next) == ('\r', '\n'));
                clean.push('\n');
            }
            _ if is_unwanted(c) => {}
            _ => clean.push(c),
        }
    }
    clean
}

/// Returns a text of several lines in which all that [steers] or only hides shows as U+FFFD: where a text is read and not
/// kept, a reader should see that there was something. Every kind of line break becomes `\n`, a tab a space.
pub fn visible(text: &str) -> String {
    let shown = |(c, is_harmful)| match c {
        '\t' => ' ',
        _ if unseen(c) == Some(Unseen::Break) => '\n',
        _ if is_harmful => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    judged(&text.replace("\r\n", "\n")).map(shown).collect()
}

/// Returns a text of one line like [`visible`], with a space for every line break.
pub fn visible_line(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Returns a character as JSON writes it in ASCII: `\u202e`, two of them beyond U+FFFF.
pub fn json_escape(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// Skips what follows an ESC and belongs to it.
fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_control_sequence(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            skip_string(chars);
        }
        Some(' '..='/') => {
            while chars.next_if(|c| matches!(c, ' '..='/')).is_some() {}
            chars.next_if(|c| matches!(c, '0'..='~'));
        }
        Some('0'..='~') => {
            chars.next();
        }
        _ => {}
    }
}

/// Skips parameters and the final character of a control sequence.
fn skip_control_sequence(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    chars.next_if(|c| matches!(c, '@'..='~'));
}

/// Skips a string for the terminal up to its end mark; without one only the introducer goes, not the rest of the text.
fn skip_string(chars: &mut Peekable<Chars<'_>>) {
    let mut ahead = chars.clone();
    while let Some(c) = ahead.next() {
        let ends = match c {
            '\u{7}' | '\u{9c}' => true,
            '\u{1b}' => ahead.next_if_eq(&'\\').is_some(),
            _ => false,
        };
        if ends {
            *chars = ahead;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_told_at_once_is_not_in_the_table() {
        assert!(('\0'..=char::MAX).all(|c| unseen(c) == listed(c)));
    }

    #[test]
    fn hostile_text_becomes_harmless() {
        // text, cleaned, visible
        let cases = [
            ("そのまま ①⑤ ｶﾞ", "そのまま ①⑤ ｶﾞ", "そのまま ①⑤ ｶﾞ"),
            ("赤\u{1b}[31m字\u{1b}[0m", "赤字", "赤�[31m字�[0m"),
            ("前\u{1b}]0;題名\u{7}後", "前後", "前�]0;題名�後"),
            ("前\u{1b}]52;c;AAAA\u{1b}\\後", "前後", "前�]52;c;AAAA�\\後"),
            ("前\u{1b}]閉じない", "前閉じない", "前�]閉じない"),
            ("\u{9b}2J消す", "消す", "�2J消す"),
            ("\u{1b}(B字\u{1b}c", "字", "�(B字�c"),
            ("一\u{1b}", "一", "一�"),
            ("一\u{1b}[", "一", "一�["),
            ("鳴\u{7}る\u{0}\u{8}", "鳴る", "鳴�る��"),
            ("一\r\n二\r三\u{2028}四\u{85}五\n\r", "一\n二\n三\n四\n五\n\n", "一\n二\n三\n四\n五\n\n"),
            ("一\t二", "一 二", "一 二"),
            ("abc\u{202e}fed\u{2066}x\u{61c}\u{200f}", "abcfedx", "abc�fed�x��"),
            ("\u{feff}印\u{e0001}\u{e0041}", "印", "�印��"),
            ("認\u{200b}証\u{2060}\u{ad}\u{fff9}", "認証", "認�証���"),
            ("情報\u{3164}課\u{115f}\u{1160}\u{ffa0}\u{17b4}", "情報課", "情報�課����"),
            // Forms of nothing, second forms, and joiners between what does not join.
            ("\u{fe0f}a\u{fe0f} \u{e0100}葛\u{e0100}\u{e0101}", "a 葛\u{e0100}", "�a� �葛\u{e0100}�"),
            ("証\u{200d}跡\u{200c}\u{34f}x\u{200d}", "証跡x", "証�跡��x�"),
            ("👨\u{200d}\u{200b}\u{200d}x", "👨x", "👨���x"),
            ("👨\u{200d}\u{200b}👩", "👨\u{200d}👩", "👨��👩"),
            ("ଅ\u{200c}\u{fe0f}", "ଅ\u{fe0f}", "ଅ��"),
            ("👁\u{fe0f}\u{200d}🗨\u{fe0f}", "👁\u{fe0f}\u{200d}🗨\u{fe0f}", "👁\u{fe0f}\u{200d}🗨\u{fe0f}"),
        ];
        for (hostile, cleaned, shown) in cases {
            assert_eq!(clean_text(hostile), cleaned, "{hostile:?}");
            assert_eq!(visible(hostile), shown, "{hostile:?}");
        }
        assert_eq!((clean_line("一\r\n二"), visible_line("一\r\n二")), ("一 二".to_owned(), "一 二".to_owned()));
    }

    #[test]
    fn what_names_something_keeps_what_was_recorded_of_it() {
        for name in ["a\u{ad}b.txt", "東\u{200b}病院", "\u{2060}\u{206a}\u{180e}\u{e0080}x", "葛\u{e0100}城", " a "]
        {
            assert_eq!((clean_recorded_line(name), clean_recorded_text(name)), (name.to_owned(), name.to_owned()));
        }
        let hostile = "\u{feff}a\u{1b}[31m\u{202e}\u{e0041}\u{fff9}\u{7}\r\nb";
        assert_eq!((clean_recorded_line(hostile), clean_recorded_text(hostile)), ("a b".into(), "a\nb".into()));
    }

    #[test]
    fn how_people_spell_a_name_is_kept_and_compares_as_one() {
        for (written, plain) in [
            ("葛\u{e0100}城", "葛城"),
            ("神\u{fe00}社", "神社"),
            ("\u{26a0}\u{fe0f}注意", "\u{26a0}注意"),
            ("👨\u{200d}👩\u{200d}👧", "👨👩👧"),
            ("می\u{200c}خواهم", "میخواهم"),
        ] {
            for kept in [clean_text(written), clean_line(written), visible(written), visible_line(written)] {
                assert_eq!(kept, written);
            }
            assert_eq!(compared(written), plain);
        }
        assert_eq!(compared("一\n二\u{7}"), "一\n二\u{7}", "what parts words is not passed over");
    }

    /// Whether every character of a class of regular expressions, which know Unicode's own tables, fits.
    fn all_of(class: &str, fits: impl Fn(char) -> bool) {
        let class = regex::Regex::new(class).unwrap();
        let mut buffer = [0; 4];
        let misfits: Vec<char> =
            ('\0'..=char::MAX).filter(|c| class.is_match(c.encode_utf8(&mut buffer)) && !fits(*c)).collect();
        assert!(misfits.is_empty(), "{class}: {misfits:?}");
    }

    #[test]
    fn the_table_is_that_of_unicode() {
        all_of(r"\p{Cc}", |c| matches!(unseen(c), Some(Unseen::Control | Unseen::Break)));
        all_of(r"[\p{Zl}\p{Zp}]", |c| unseen(c) == Some(Unseen::Break));
        all_of(r"\p{Bidi_Control}", |c| unseen(c) == Some(Unseen::Direction));
        all_of(r"\p{Variation_Selector}", |c| unseen(c) == Some(Unseen::Variation));
        all_of(r"\p{Join_Control}", |c| unseen(c) == Some(Unseen::Joiner));
        all_of(r"\p{Default_Ignorable_Code_Point}", |c| unseen(c).is_some());
        // And nothing that anybody sees is in it.
        all_of(r"[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\x{FFF9}-\x{FFFB}]", |c| unseen(c).is_none());
    }

    #[test]
    fn json_reads_an_escaped_character_back() {
        for c in ['\u{1b}', '\u{202e}', '\u{e0041}'] {
            let escaped = json_escape(c);
            assert!(escaped.is_ascii());
            assert_eq!(serde_json::from_str::<char>(&format!("\"{escaped}\"")).unwrap(), c);
        }
    }

    proptest! {
        #[test]
        fn what_stands_beside_what_is_settled_at_once(text in "[ଅ葛👨می0a \u{200c}\u{200d}\u{34f}\u{fe0f}\u{e0100}\u{180b}\u{200b}]{0,10}") {
            let (clean, shown) = (clean_text(&text), visible(&text));
            prop_assert_eq!(clean_text(&clean), clean.clone());
            prop_assert_eq!(visible(&clean), clean);
            prop_assert_eq!(visible(&shown), shown);
        }

        #[test]
        fn cleaning_leaves_nothing_behind(text in "(\\PC|\\p{Cf}|\\x1b|[\\x00-\\x1f]|[\\[\\]P_\\\\0-9;m]|\u{9b}|\u{9c}|\u{9d}|\u{202e}|\u{2028}|\u{fe0f}|\u{e0100}){0,40}") {
            let clean = clean_text(&text);
            prop_assert!(!clean.chars().any(|c| c != '\n' && steers(c)));
            prop_assert!(!visible(&text).chars().any(|c| c != '\n' && steers(c)));
            prop_assert_eq!(clean_text(&clean), clean.clone());
            prop_assert_eq!(visible(&clean), clean.clone());
            prop_assert!(!clean_line(&text).contains('\n') && !visible_line(&text).contains('\n'));
            prop_assert!(!compared(&text).contains(is_ignored));
            prop_assert!(judged(&clean).chain(judged(&visible(&text))).all(|(c, is_harmful)| c == '\n' || !is_harmful));
            let is_form = |c: char| matches!(unseen(c), Some(Unseen::Variation | Unseen::Joiner));
            let kept = visible(&text).chars().filter(|c| is_form(*c)).count();
            prop_assert_eq!(kept, judged(&text).filter(|(c, is_harmful)| is_form(*c) && !is_harmful).count());
        }
    }
}
