//! Takes apart how people write numbers of clauses: where the digits stand, and what stands between them.

use unicode_normalization::UnicodeNormalization;

/// The number of a question without spaces and hyphens.
pub(super) fn fold_question(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '−' | '‐' | 'ー' | '.')).collect()
}

/// What follows a normalised name at the beginning of a text, if the text begins with it.
pub(super) fn strip_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut wanted = name.chars().peekable();
    let mut chars = text.char_indices();
    for (at, c) in chars.by_ref() {
        if wanted.peek().is_none() {
            let rest = &text[at..];
            return Some(rest.strip_prefix('編').unwrap_or(rest));
        }
        if c.is_whitespace() {
            continue;
        }
        for normalized in c.nfkc().flat_map(char::to_lowercase) {
            if wanted.next() != Some(normalized) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some("")
}

/// A number, or the letter C with a number as the old edition has it.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('c').unwrap_or(word);
    !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word only says what is counted: `第`, `章`, `章第`.
pub(super) fn is_counter(word: &str) -> bool {
    word.chars().all(|c| CharClass::of(c) == CharClass::Counter)
}

/// Cuts a text at its spaces, and behind a number that a word follows: `運用14章|パスワード`, `14.5|のパスワード`.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    text.split_whitespace().flat_map(cut_behind_number).filter(|piece| !piece.is_empty()).collect()
}

fn cut_behind_number(piece: &str) -> [&str; 2] {
    let mut before = None;
    for (at, c) in piece.char_indices() {
        let is_word = CharClass::of(c) == CharClass::Word && !c.is_ascii() && circled(c).is_none();
        let is_cut = before.is_some_and(|before: char| {
            let counted = matches!(CharClass::of(before), CharClass::Counter) && !matches!(before, '第' | '版');
            counted || circled(before).is_some() || (c == 'の' && before.is_numeric())
        });
        // The name of a volume may hold a number itself: only what follows a number of a clause is cut off.
        if is_word && is_cut && piece[..at].contains(|c: char| c.is_numeric()) {
            let rest = piece[at..].strip_prefix('の').unwrap_or(&piece[at..]);
            // 14章の5 goes on.
            let goes_on = rest.starts_with(|c: char| c.is_numeric() || c == '第');
            return if goes_on { [piece, ""] } else { [&piece[..at], rest] };
        }
        before = Some(c);
    }
    [piece, ""]
}

/// The numbers of a label, without the words around them.
pub(super) fn sequence(separated: &str) -> Vec<String> {
    separated.split_whitespace().filter(|word| is_number(word)).map(str::to_owned).collect()
}

/// The numbers of a label and the words around them.
pub(super) fn split_label(separated: &str) -> (Vec<String>, Vec<String>) {
    separated.split_whitespace().map(str::to_owned).partition(|word| is_number(word))
}

pub(super) fn fold_name(name: &str) -> String {
    let normalized: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    normalized.strip_suffix('編').unwrap_or(&normalized).to_owned()
}

/// Sets numbers apart from what stands around them and drops the signs between them.
///
/// Circled digits are taken before compatibility normalisation, which would turn 15④ into 154.
pub(super) fn separate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = CharClass::Space;
    for c in text.chars() {
        if let Some(number) = circled(c) {
            out.push_str(&format!(" {number} "));
            last = CharClass::Space;
            continue;
        }
        for c in c.nfkc().flat_map(char::to_lowercase) {
            let class = CharClass::of(c);
            let joins = class == last || last == CharClass::LetterC;
            if class == CharClass::Space || !joins {
                out.push(' ');
            }
            if class != CharClass::Space {
                out.push(c);
            }
            last = if c == 'c' && last != CharClass::Word { CharClass::LetterC } else { class };
        }
    }
    // `C-13` and `C.13` are written apart in places: join the letter with the number behind it.
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" c ", " c")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Space,
    Digit,
    Word,
    LetterC,
    Counter,
}

impl CharClass {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            '第' | '章' | '節' | '項' | '条' | '番' | '号' | '版' => Self::Counter,
            c if c.is_alphanumeric() || c == 'ー' => Self::Word,
            _ => Self::Space,
        }
    }
}

/// The value of ①–⑳ and ㉑–㉟.
fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(u32::from(c) - u32::from('①') + 1),
        '㉑'..='㉟' => Some(u32::from(c) - u32::from('㉑') + 21),
        _ => None,
    }
}
