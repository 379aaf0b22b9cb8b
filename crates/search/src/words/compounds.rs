//! Whether a word stands in a text by itself, or as part of another.

use std::cell::OnceCell;

use tenken_catalog::text::kana::{is_hiragana, is_katakana};

use crate::words::synonyms::Synonyms;

/// What stands before a word in hiragana, if it is no part of another: `財布をなくした`, not `見えなくした`.
const BEFORE_HIRAGANA: &str = "をがもはのにでと";

/// The runs of katakana in a text, and where they can be cut into words.
pub(super) struct Compounds<'a> {
    synonyms: &'a Synonyms,
    chars: &'a [char],
    /// For each place whether what stands before it in its run is made of words, and what stands from there on. Known once
    /// somebody asks.
    cuts: OnceCell<[Vec<bool>; 2]>,
}

impl<'a> Compounds<'a> {
    /// Looks at a normalised text.
    pub const fn new(synonyms: &'a Synonyms, chars: &'a [char]) -> Self {
        Self { synonyms, chars, cuts: OnceCell::new() }
    }

    /// Latin words count only as a whole: `ca` is no member of `cache`. So do words of katakana, but in compounds of known
    /// words: ログ stands in ファイルログ, and ソフト not in マイクロソフト. Hiragana do not go on from hiragana.
    pub fn stands_alone(&self, start: usize, end: usize) -> bool {
        let chars = self.chars;
        let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
        let cut_left = start > 0 && latin(start) && latin(start - 1);
        let cut_right = latin(end - 1) && latin(end);
        let goes_on = start > 0
            && is_hiragana(chars[start])
            && is_hiragana(chars[start - 1])
            && !BEFORE_HIRAGANA.contains(chars[start - 1]);
        !cut_left && !cut_right && !goes_on && self.is_whole_katakana(start, end)
    }

    /// Whether what stands before and after a place in the same run of katakana is made of words.
    fn is_whole_katakana(&self, start: usize, end: usize) -> bool {
        let cuts = || self.cuts.get_or_init(|| [self.cuts_from_left(), self.cuts_from_right()]);
        let is_inside = |at: usize| at > 0 && self.is_katakana(at - 1) && self.is_katakana(at);
        (!is_inside(start) || cuts()[0][start]) && (!is_inside(end) || cuts()[1][end])
    }

    fn is_katakana(&self, at: usize) -> bool {
        self.chars.get(at).copied().is_some_and(is_katakana)
    }

    /// Each place is looked at once: tried way by way, a long run would never end.
    fn cuts_from_left(&self) -> Vec<bool> {
        let mut cuts: Vec<bool> = Vec::with_capacity(self.chars.len());
        let mut first = 0;
        for at in 0..self.chars.len() {
            if at == 0 || !self.is_katakana(at - 1) {
                first = at;
            }
            let longest = self.synonyms.longest_part() + 1;
            let mut starts = first.max(at.saturating_sub(longest))..at.saturating_sub(1);
            let is_cut = at == first || starts.any(|start| cuts[start] && self.is_word(start, at));
            cuts.push(is_cut);
        }
        cuts
    }

    fn cuts_from_right(&self) -> Vec<bool> {
        let mut cuts = vec![false; self.chars.len() + 1];
        let mut last = self.chars.len();
        for at in (0..=self.chars.len()).rev() {
            if !self.is_katakana(at) {
                last = at;
            }
            let mut ends = (at + 2)..=last.min(at + self.synonyms.longest_part() + 1);
            cuts[at] = at == last || ends.any(|end| cuts[end] && self.is_word(at, end));
        }
        cuts
    }

    fn is_word(&self, start: usize, end: usize) -> bool {
        let word: String = self.chars[start..end].iter().collect();
        self.synonyms.is_part(&word) || word.strip_suffix('ー').is_some_and(|short| self.synonyms.is_part(short))
    }
}
