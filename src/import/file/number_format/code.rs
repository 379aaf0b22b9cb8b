//! The codes of number formats, such as `yyyy"年"m"月"d"日"`.

/// Returns the code of a format that is built in, as a Japanese spreadsheet program shows it.
pub(super) const fn built_in(format: u32) -> &'static str {
    match format {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 57 => "[$-411]ge.m.d",
        28 | 29 | 51 | 54 | 58 => "[$-411]ggge\"年\"m\"月\"d\"日\"",
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"時\"mm\"分\"",
        33 => "h\"時\"mm\"分\"ss\"秒\"",
        34 | 52 | 55 => "yyyy\"年\"m\"月\"",
        35 | 53 | 56 => "m\"月\"d\"日\"",
        37 | 38 => "#,##0",
        39 | 40 => "#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss",
        _ => "General",
    }
}

/// A piece of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A text that is shown as it is.
    Literal(String),
    /// A letter that stands for a part of a date or a time, and how often it is written.
    Part(char, usize),
    /// Elapsed hours, minutes or seconds: `[h]`.
    Elapsed(char),
    /// 午前 or 午後, AM or PM.
    Noon,
    /// A place for a digit, or a sign between them: `0 # ? . , %`.
    Digit(char),
}

/// Splits the section of a code for numbers from zero on into tokens; none if it has something that is not known here.
pub(super) fn tokens(code: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next().filter(|c| *c != ';') {
        let behind = &rest[c.len_utf8()..];
        rest = match c {
            '"' => {
                let (literal, behind) = behind.split_once('"')?;
                tokens.push(Token::Literal(literal.to_owned()));
                behind
            }
            '[' => {
                let (inner, behind) = behind.split_once(']')?;
                tokens.extend(bracketed(inner));
                behind
            }
            '\\' => {
                let shown = behind.chars().next()?;
                tokens.push(Token::Literal(shown.to_string()));
                &behind[shown.len_utf8()..]
            }
            // The width of a letter, or one to fill the cell with.
            '_' | '*' => &behind[behind.chars().next()?.len_utf8()..],
            _ if starts_with(rest, "AM/PM") => noon(&mut tokens, rest, 5),
            _ if starts_with(rest, "A/P") => noon(&mut tokens, rest, 3),
            _ => {
                let (token, length) = plain(c, rest)?;
                tokens.push(token);
                &rest[length..]
            }
        };
    }
    Some(tokens)
}

/// Returns the token with which a code starts, and how many bytes it has.
fn plain(c: char, rest: &str) -> Option<(Token, usize)> {
    Some(match c.to_ascii_lowercase() {
        '0' | '#' | '?' | '.' | ',' | '%' => (Token::Digit(c), 1),
        letter @ ('y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' | 'a') => {
            let count = rest.chars().take_while(|next| next.to_ascii_lowercase() == letter).count();
            (Token::Part(letter, count), count)
        }
        letter if letter.is_ascii_alphabetic() => return None,
        _ => (Token::Literal(c.to_string()), c.len_utf8()),
    })
}

/// Returns what stands in brackets: elapsed time, else a colour, a condition or a language, which do not matter.
fn bracketed(inner: &str) -> Option<Token> {
    let letter = inner.chars().next()?.to_ascii_lowercase();
    let is_elapsed = matches!(letter, 'h' | 'm' | 's') && inner.chars().all(|c| c.eq_ignore_ascii_case(&letter));
    is_elapsed.then_some(Token::Elapsed(letter))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start))
}

fn noon<'t>(tokens: &mut Vec<Token>, rest: &'t str, length: usize) -> &'t str {
    tokens.push(Token::Noon);
    &rest[length..]
}
