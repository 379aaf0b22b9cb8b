//! The words of a catalog by their sound, for whoever looks for them elsewhere than in its records.

use std::sync::Arc;

use crate::words::lexicon::Lexicon;

/// How many words are handed out at most: two letters are the beginning of hundreds.
const MOST: usize = 200;

/// Knows how the words of a catalog are read.
#[derive(Clone, Debug)]
pub struct WordSounds(Arc<Lexicon>);

impl WordSounds {
    /// Returns what a lexicon knows.
    pub(crate) fn new(lexicon: Arc<Lexicon>) -> Self {
        Self(lexicon)
    }

    /// Returns the words that begin as typed Latin letters sound, as they are written; the most used first.
    pub fn beginning(&self, typed: &str) -> Vec<&str> {
        let Self(lexicon) = self;
        let sound = lexicon.romaji.of_typed(typed.trim()).map(|(sound, _)| sound).filter(|sound| !sound.is_empty());
        sound.map_or_else(Vec::new, |sound| lexicon.readings.beginning(&sound, MOST))
    }
}
