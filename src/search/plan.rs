//! Turns what a person typed into what a record should hold.

use std::sync::Arc;

use super::cut::{Cut, Cutter};
use super::expand::Expander;
use super::fold::fold;
use super::query::Part;
use super::request::Strategy;

/// A text to look for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The text, cut.
    pub cut: Arc<Cut>,
    /// How it came about.
    pub strategy: Strategy,
    /// What it counts, from 0 to 1.
    pub weight: f32,
    /// Whether it must stand in one piece.
    pub quoted: bool,
    /// Whether it is one of several words that a half-typed sound may become.
    pub is_guess: bool,
}

/// One thing a record should hold, in any of the ways to say it.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The ways, what was typed first.
    pub ways: Vec<Wanted>,
}

/// Cuts queries into chunks.
pub(super) struct Chunker<'a> {
    pub expander: Expander<'a>,
    pub cutter: &'a mut Cutter,
}

impl Chunker<'_> {
    /// Returns what a record should hold; what is empty after folding is dropped.
    pub fn chunks(&mut self, groups: &[Vec<Part>]) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let mut at = 0;
        while at < groups.len() {
            let length = self.compound(&groups[at..]);
            let chunk = if length > 1 {
                let words: Vec<&str> = groups[at..at + length].iter().filter_map(|group| plain(group)).collect();
                self.chunk(&[Part { text: words.join(" "), quoted: false }])
            } else {
                self.chunk(&groups[at])
            };
            at += length;
            if !chunk.ways.is_empty() {
                chunks.push(chunk);
            }
        }
        chunks
    }

    /// Returns what a record must not hold, only as typed.
    pub fn excluded(&mut self, parts: &[Part]) -> Vec<Wanted> {
        parts.iter().map(|part| self.typed(part)).filter(|wanted| !wanted.cut.folded.is_empty()).collect()
    }

    fn typed(&mut self, part: &Part) -> Wanted {
        let (cut, quoted) = (self.cutter.cut(&part.text), part.quoted);
        Wanted { cut, strategy: Strategy::Words, weight: 1.0, quoted, is_guess: false }
    }

    fn chunk(&mut self, parts: &[Part]) -> Chunk {
        let mut chunk = Chunk::default();
        for part in parts {
            let typed = self.typed(part);
            if typed.cut.folded.is_empty() {
                continue;
            }
            chunk.ways.push(typed);
            if !part.quoted {
                for other in self.expander.rewritings(&part.text) {
                    let cut = self.cutter.cut(&other.text);
                    let (strategy, weight, is_guess) = (other.strategy, other.weight, other.is_guess);
                    chunk.ways.push(Wanted { cut, strategy, weight, quoted: false, is_guess });
                }
            }
        }
        chunk
    }

    /// How many words from here on are one expression of the synonyms, such as `audit log`; at least one.
    fn compound(&self, groups: &[Vec<Part>]) -> usize {
        const LONGEST: usize = 4;
        let words: Vec<&str> = groups.iter().take(LONGEST).map_while(|group| plain(group)).collect();
        let is_one = |length: &usize| {
            let expression = fold(&words[..*length].join(" ")).text();
            self.expander.lexicon.synonyms.holds(&expression)
        };
        (2..=words.len()).rev().find(is_one).unwrap_or(1)
    }
}

/// The word of a group that is nothing but one word.
fn plain(group: &[Part]) -> Option<&str> {
    match group {
        [part] if !part.quoted => Some(&part.text),
        _ => None,
    }
}
