//! Query planning: groups of words become chunks, each with its variants.

use std::sync::Arc;

use tantivy::DocId;

use crate::index::Index;
use crate::index::needle::Reach;
use crate::query::analyzed::{AnalysisCache, AnalyzedText};
use crate::query::editions::Editions;
use crate::query::expand::{Expander, Guesses, Sense};
use crate::query::syntax::{NamedEdition, QueryText};
use crate::query::units::units;
use crate::request::Strategy;
use crate::text::normalize::normalize;
use tenken_catalog::text::kana::is_hiragana;

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
    /// How far what it says is what was typed.
    pub sense: Sense,
}

impl Variant {
    /// How much of its last Latin word has to be there: what is typed may go on.
    pub fn reach(&self) -> Reach {
        if self.strategy == Strategy::Words && !self.quoted { Reach::Beginning } else { Reach::Whole }
    }
}

/// What a chunk is to the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// A word or phrase.
    #[default]
    Word,
    /// A whole sentence: it scores, but no record has to hold it, because its words are chunks of their own.
    Sentence,
    /// A word of a sentence: a record has to hold it, but it scores with the sentence.
    Unit,
}

/// One thing a record should hold: a word or phrase as typed, with its variants.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    /// The variants; the first is the text as typed.
    pub variants: Vec<Variant>,
    /// What it is to the query.
    pub role: Role,
    /// The documents that hold it whatever they say, in their order: those of the edition that it names.
    pub members: Vec<DocId>,
}

impl Chunk {
    /// Whether nobody can know what it is to become: a single letter.
    pub fn is_guess(&self) -> bool {
        let typed = self.variants.first().filter(|typed| !typed.quoted).map(|typed| typed.analyzed.phrase.as_str());
        typed.is_some_and(|text| text.len() == 1 && text.is_ascii())
    }

    /// Whether it is no noun: a verb or an adverb that carries a sentence more than it says what is meant.
    pub fn is_filler(&self) -> bool {
        let typed = self.variants.first().map(|typed| typed.analyzed.text.as_str());
        typed.is_some_and(|text| text.ends_with(is_hiragana))
    }
}

/// Cuts queries into chunks.
pub(crate) struct Chunker<'a> {
    pub index: &'a Index,
    pub expander: Expander<'a>,
    pub analyses: &'a mut AnalysisCache,
}

impl Chunker<'_> {
    /// Returns what a record should hold; what is empty after normalisation is dropped.
    pub fn chunks(&mut self, groups: &[Vec<QueryText>]) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let mut rest = groups;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(self.compound(rest));
            let words: Vec<&str> = now.iter().filter_map(|group| plain(group)).collect();
            let joined = [QueryText { text: words.join(" "), quoted: false }];
            let parts = if now.len() > 1 { &joined } else { now[0].as_slice() };
            let units = if now.len() > 1 { Vec::new() } else { self.sentence(parts) };
            let role = if units.is_empty() { Role::Word } else { Role::Sentence };
            chunks.extend(units);
            let is_begun = now.len() > 1 && !self.is_expression(&joined[0].text);
            let mut chunk = if is_begun { self.begun(parts) } else { self.chunk(parts, later.is_empty()) };
            if later.is_empty() {
                self.go_on(&mut chunk);
            }
            chunks.push(Chunk { role, ..chunk });
            rest = later;
        }
        chunks.retain(|chunk| !chunk.variants.is_empty());
        chunks
    }

    /// Whether a text is an expression of the synonyms.
    fn is_expression(&self, text: &str) -> bool {
        self.expander.lexicon.synonyms.is_expression(&normalize(text).text())
    }

    /// The first words of an expression, as typed.
    fn begun(&mut self, parts: &[QueryText]) -> Chunk {
        Chunk { variants: parts.iter().map(|part| self.typed(part)).collect(), ..Chunk::default() }
    }

    /// Adds what the last words become if they are the beginning of an expression of several words: `conditional` may go on
    /// as `conditional access`, and what that finds must not come as a surprise.
    fn go_on(&mut self, chunk: &mut Chunk) {
        let Some(typed) = chunk.variants.first().filter(|typed| !typed.quoted) else { return };
        let synonyms = &self.expander.lexicon.synonyms;
        let groups = synonyms.begun(&typed.analyzed.phrase);
        let weight = self.expander.weights.begun;
        let same = groups.into_iter().flat_map(|group| synonyms.same(group));
        for text in same {
            let analyzed = self.analyses.analyze(text);
            let (strategy, is_completion) = (Strategy::Synonym, false);
            chunk.variants.push(Variant {
                analyzed,
                strategy,
                weight,
                quoted: false,
                is_completion,
                sense: Sense::Begun,
            });
        }
    }

    /// The words of a sentence.
    fn sentence(&mut self, parts: &[QueryText]) -> Vec<Chunk> {
        let Some(text) = plain(parts) else { return Vec::new() };
        let analyzed = self.analyses.analyze(text);
        // What is typed by sound is cut where nobody can know: it is looked up as a whole.
        if self.expander.is_reading(&analyzed) {
            return Vec::new();
        }
        let stands = |word: &str| {
            let word = normalize(word);
            self.index.has_phrase(&word.bigrams(), &word.text())
        };
        let units = units(&analyzed, &self.expander.lexicon.synonyms, stands);
        let unit = |text: String| Chunk { role: Role::Unit, ..self.chunk(&[QueryText { text, quoted: false }], false) };
        units.into_iter().map(unit).collect()
    }

    /// Returns what a record of an edition holds: the name as it was typed, and as the edition is called.
    pub fn edition(&mut self, named: &NamedEdition, editions: &Editions) -> Chunk {
        let typed = QueryText { text: named.text.clone(), quoted: false };
        let mut chunk =
            Chunk { variants: vec![self.typed(&typed)], members: editions.documents(named), role: Role::Word };
        for name in
            editions.names(named).into_iter().filter(|name| normalize(name).text() != normalize(&typed.text).text())
        {
            let analyzed = self.analyses.analyze(name);
            let (strategy, weight) = (Strategy::Edition, 1.0);
            chunk.variants.push(Variant {
                analyzed,
                strategy,
                weight,
                quoted: true,
                is_completion: false,
                sense: Sense::Same,
            });
        }
        chunk
    }

    /// Returns what a record must not hold, only as typed.
    pub fn excluded(&mut self, parts: &[QueryText]) -> Vec<Variant> {
        parts.iter().map(|part| self.typed(part)).filter(|wanted| !wanted.analyzed.normalized.is_empty()).collect()
    }

    fn typed(&mut self, part: &QueryText) -> Variant {
        let (analyzed, quoted) = (self.analyses.analyze(&part.text), part.quoted);
        Variant { analyzed, strategy: Strategy::Words, weight: 1.0, quoted, is_completion: false, sense: Sense::Same }
    }

    fn chunk(&mut self, parts: &[QueryText], is_last: bool) -> Chunk {
        let mut chunk = Chunk::default();
        for part in parts {
            let typed = self.typed(part);
            if typed.analyzed.normalized.is_empty() {
                continue;
            }
            let guesses = self.guesses(&typed.analyzed, is_last);
            let others = if part.quoted { Vec::new() } else { self.expander.rewritings(&typed.analyzed, guesses) };
            chunk.variants.push(typed);
            for other in others {
                let analyzed = self.analyses.analyze(&other.text);
                let (strategy, weight, is_completion) = (other.strategy, other.weight, other.is_completion);
                let sense = other.sense;
                chunk.variants.push(Variant { analyzed, strategy, weight, quoted: false, is_completion, sense });
            }
        }
        chunk
    }

    /// How far a text may be taken for something else.
    fn guesses(&self, text: &AnalyzedText, is_last: bool) -> Guesses {
        match (self.stands(text), is_last) {
            (true, _) => Guesses::Stands,
            (false, true) => Guesses::Last,
            (false, false) => Guesses::Spelled,
        }
    }

    /// Whether a text stands somewhere as it was typed: in hiragana as a word, because any few of them are part of others.
    fn stands(&self, text: &AnalyzedText) -> bool {
        if !text.text.contains(is_hiragana) {
            return self.index.has_phrase(&text.pairs, &text.phrase);
        }
        match text.places.as_slice() {
            [word] => word.end - word.start == text.text.len() && self.index.has_word(&word.text),
            _ => false,
        }
    }

    /// How many words from here on are one expression of the synonyms, such as `audit log`, or all that is typed of one; at
    /// least one.
    fn compound(&self, groups: &[Vec<QueryText>]) -> usize {
        const LONGEST: usize = 4;
        let words: Vec<&str> = groups.iter().take(LONGEST).map_while(|group| plain(group)).collect();
        let is_one = |length: &usize| {
            let expression = normalize(&words[..*length].join(" ")).text();
            let synonyms = &self.expander.lexicon.synonyms;
            synonyms.is_expression(&expression) || (*length == groups.len() && !synonyms.begun(&expression).is_empty())
        };
        (2..=words.len()).rev().find(is_one).unwrap_or(1)
    }
}

/// The word of a group that is nothing but one word.
pub(crate) fn plain(group: &[QueryText]) -> Option<&str> {
    match group {
        [part] if !part.quoted => Some(&part.text),
        _ => None,
    }
}
