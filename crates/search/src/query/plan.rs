//! Query planning: groups of words become chunks, each with its variants.

use std::sync::Arc;

use tantivy::DocId;

use crate::query::analyzed::{AnalysisCache, AnalyzedText};
use crate::query::editions::Editions;
use crate::query::expand::Expander;
use crate::query::syntax::{NamedEdition, QueryText};
use crate::request::Strategy;
use crate::text::normalize::normalize;

/// A text to look for.
#[derive(Debug)]
pub(crate) struct Variant {
    /// The text, cut.
    pub analyzed: Arc<AnalyzedText>,
    /// How it came about.
    pub strategy: Strategy,
    /// What it counts, from 0 to 1.
    pub weight: f32,
    /// Whether it must stand as one phrase.
    pub quoted: bool,
    /// Whether it is one of several words that a half-typed sound may become.
    pub is_completion: bool,
}

/// One thing a record should hold: a word or phrase as typed, with its variants.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    /// The variants; the first is the text as typed.
    pub variants: Vec<Variant>,
    /// The documents that hold it whatever they say, in their order: those of the edition that it names.
    pub members: Vec<DocId>,
}

/// Cuts queries into chunks.
pub(crate) struct Chunker<'a> {
    pub expander: Expander<'a>,
    pub analyses: &'a mut AnalysisCache,
}

impl Chunker<'_> {
    /// Returns what a record should hold; what is empty after normalisation is dropped.
    pub fn chunks(&mut self, groups: &[Vec<QueryText>]) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let mut at = 0;
        while at < groups.len() {
            let length = self.compound(&groups[at..]);
            let chunk = if length > 1 {
                let words: Vec<&str> = groups[at..at + length].iter().filter_map(|group| plain(group)).collect();
                self.chunk(&[QueryText { text: words.join(" "), quoted: false }])
            } else {
                self.chunk(&groups[at])
            };
            at += length;
            if !chunk.variants.is_empty() {
                chunks.push(chunk);
            }
        }
        chunks
    }

    /// Returns what a record of an edition holds: the name as it was typed, and as the edition is called.
    pub fn edition(&mut self, named: &NamedEdition, editions: &Editions) -> Chunk {
        let typed = QueryText { text: named.text.clone(), quoted: false };
        let mut chunk = Chunk { variants: vec![self.typed(&typed)], members: editions.documents(named) };
        for name in
            editions.names(named).into_iter().filter(|name| normalize(name).text() != normalize(&typed.text).text())
        {
            let analyzed = self.analyses.analyze(name);
            let (strategy, weight) = (Strategy::Edition, 1.0);
            chunk.variants.push(Variant { analyzed, strategy, weight, quoted: true, is_completion: false });
        }
        chunk
    }

    /// Returns what a record must not hold, only as typed.
    pub fn excluded(&mut self, parts: &[QueryText]) -> Vec<Variant> {
        parts.iter().map(|part| self.typed(part)).filter(|wanted| !wanted.analyzed.normalized.is_empty()).collect()
    }

    fn typed(&mut self, part: &QueryText) -> Variant {
        let (analyzed, quoted) = (self.analyses.analyze(&part.text), part.quoted);
        Variant { analyzed, strategy: Strategy::Words, weight: 1.0, quoted, is_completion: false }
    }

    fn chunk(&mut self, parts: &[QueryText]) -> Chunk {
        let mut chunk = Chunk::default();
        for part in parts {
            let typed = self.typed(part);
            if typed.analyzed.normalized.is_empty() {
                continue;
            }
            chunk.variants.push(typed);
            if !part.quoted {
                for other in self.expander.rewritings(&part.text) {
                    let analyzed = self.analyses.analyze(&other.text);
                    let (strategy, weight, is_completion) = (other.strategy, other.weight, other.is_completion);
                    chunk.variants.push(Variant { analyzed, strategy, weight, quoted: false, is_completion });
                }
            }
        }
        chunk
    }

    /// How many words from here on are one expression of the synonyms, such as `audit log`; at least one.
    fn compound(&self, groups: &[Vec<QueryText>]) -> usize {
        const LONGEST: usize = 4;
        let words: Vec<&str> = groups.iter().take(LONGEST).map_while(|group| plain(group)).collect();
        let is_one = |length: &usize| {
            let expression = normalize(&words[..*length].join(" ")).text();
            self.expander.lexicon.synonyms.holds(&expression)
        };
        (2..=words.len()).rev().find(is_one).unwrap_or(1)
    }
}

/// The word of a group that is nothing but one word.
fn plain(group: &[QueryText]) -> Option<&str> {
    match group {
        [part] if !part.quoted => Some(&part.text),
        _ => None,
    }
}
