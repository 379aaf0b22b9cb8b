//! A text to be found in normalised texts: Latin words only where a word begins, and as a whole unless it is being typed.

use memchr::memmem::Finder;

/// How much of a Latin word has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Its beginning: it may still be being typed.
    Beginning,
    /// All of it: `db` is no part of `feedback`.
    Whole,
}

/// A text to be found.
pub(crate) struct Needle<'n> {
    finder: Finder<'n>,
    text: &'n [u8],
    reach: Reach,
}

impl<'n> Needle<'n> {
    /// Returns what finds a normalised text.
    pub fn new(text: &'n str, reach: Reach) -> Self {
        Self { finder: Finder::new(text), text: text.as_bytes(), reach }
    }

    /// Returns how often it stands in a normalised text.
    pub fn count(&self, text: &[u8]) -> u32 {
        self.places(text).count() as u32
    }

    /// Whether it stands in a normalised text.
    pub fn is_in(&self, text: &[u8]) -> bool {
        self.places(text).next().is_some()
    }

    fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + 't {
        let before = move |start: usize| start.checked_sub(1).and_then(|at| text.get(at));
        let is_word = move |start: &usize| {
            let cuts_left = is_one_word(before(*start), self.text.first());
            let cuts_right = is_one_word(self.text.last(), text.get(start + self.text.len()));
            !cuts_left && (self.reach == Reach::Beginning || !cuts_right)
        };
        self.finder.find_iter(text).filter(is_word)
    }
}

/// Whether two characters side by side belong to one Latin word, or to one number.
fn is_one_word(left: Option<&u8>, right: Option<&u8>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    (left.is_ascii_alphabetic() && right.is_ascii_alphabetic()) || (left.is_ascii_digit() && right.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_word_is_found_where_it_begins_and_others_anywhere() {
        for (needle, reach, text, count) in [
            ("os", Reach::Beginning, "microsoft のos", 1),
            ("os", Reach::Beginning, "oss とos", 2),
            ("os", Reach::Whole, "oss とos", 1),
            ("lan", Reach::Beginning, "plan 1", 0),
            ("365", Reach::Whole, "microsoft365 office 3650 27001", 1),
            ("認証", Reach::Whole, "二要素認証と認証局", 2),
            ("ca", Reach::Whole, "cache, ca証明書", 1),
        ] {
            assert_eq!(Needle::new(needle, reach).count(text.as_bytes()), count, "{needle} in {text}");
        }
    }
}
