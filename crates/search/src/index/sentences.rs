//! Analyses texts sentence by sentence: what stands in many records is analysed once. Terms, questions and headings repeat, and
//! from edition to edition most sentences do.

use std::iter;
use std::ops::Range;
use std::sync::Arc;

use crate::cache::Cache;
use crate::index::fields::has_pairs;
use crate::request::Part;
use crate::text::analyzer::{AnalyzerWorker, Word};
use crate::text::normalize::{is_plain, normalize};
use crate::text::tokenizers::SEPARATOR;

/// How many sentences are remembered: those of some thousand records.
const REMEMBERED: usize = 1 << 13;
/// Longer ones, in bytes, seldom come again.
const LONGEST: usize = 400;

/// The marks that repeat what stands before them, be it in the sentence before.
const REPEATING: [char; 5] = ['々', 'ゝ', 'ゞ', 'ヽ', 'ヾ'];

/// A sentence with what ends it, analysed.
#[derive(Debug)]
pub(super) struct AnalyzedSentence {
    pub text: String,
    pub words: Vec<Word>,
    /// The words, joined as the index takes them.
    joined: String,
    /// The normalised sentence; empty in parts without pairs.
    normalized: String,
}

/// A part of a record, analysed.
#[derive(Debug, Default)]
pub(super) struct AnalyzedPart {
    pub sentences: Vec<Arc<AnalyzedSentence>>,
}

impl AnalyzedPart {
    /// Returns the words with where they stand, in bytes.
    pub fn words(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let mut start = 0;
        self.sentences.iter().flat_map(move |sentence| {
            let begin = start;
            start += sentence.text.len();
            sentence.words.iter().map(move |word| (word.text.as_str(), begin + word.start..begin + word.end))
        })
    }

    /// Returns the words, joined as the index takes them.
    pub fn joined(&self) -> String {
        self.sentences.iter().map(|sentence| sentence.joined.as_str()).collect()
    }

    /// Returns the normalised text: the end of a sentence parts as a space does.
    pub fn normalized(&self) -> String {
        let sentences = || {
            self.sentences.iter().map(|sentence| sentence.normalized.as_str()).filter(|sentence| !sentence.is_empty())
        };
        let mut text = String::with_capacity(sentences().map(|sentence| sentence.len() + 1).sum());
        sentences().for_each(|sentence| {
            text.extend((!text.is_empty()).then_some(' '));
            text.push_str(sentence);
        });
        text
    }
}

/// Analyses the sentences of texts, and remembers those that may come again.
pub(super) struct SentenceAnalysis {
    analysis: AnalyzerWorker,
    /// Those whose normalised form is not asked for stand apart.
    known: [Cache<Arc<AnalyzedSentence>>; 2],
}

impl SentenceAnalysis {
    /// Starts with nothing.
    pub fn new(analysis: AnalyzerWorker) -> Self {
        Self { analysis, known: [(); 2].map(|()| Cache::new(REMEMBERED, |_| 0)) }
    }

    /// Analyses one part of a record.
    pub fn part(&mut self, part: Part, text: &str) -> AnalyzedPart {
        AnalyzedPart { sentences: sentences(text).map(|sentence| self.sentence(part, sentence)).collect() }
    }

    fn sentence(&mut self, part: Part, text: &str) -> Arc<AnalyzedSentence> {
        // A headline is that of one record.
        if part == Part::Title || text.len() > LONGEST {
            return Arc::new(self.anew(part, text));
        }
        let known = usize::from(has_pairs(part));
        if let Some(sentence) = self.known[known].get(text) {
            return sentence;
        }
        let sentence = Arc::new(self.anew(part, text));
        self.known[known].insert(text, sentence)
    }

    fn anew(&mut self, part: Part, text: &str) -> AnalyzedSentence {
        let words = self.analysis.of(text);
        let mut joined = String::with_capacity(text.len());
        for word in &words {
            joined.push_str(&word.text);
            joined.push(SEPARATOR);
        }
        let normalized = if has_pairs(part) { normalize(text).text() } else { String::new() };
        AnalyzedSentence { text: text.to_owned(), words, joined, normalized }
    }
}

/// Returns the sentences of a text, one behind the other, each with the stop or the break at its end. No word goes over these,
/// and the analysis looks at no sentence but one; a text with marks that repeat stays whole.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let is_whole = text.contains(REPEATING);
    let mut rest = text;
    iter::from_fn(move || {
        let end = if is_whole { rest.len() } else { end(rest) };
        let (sentence, behind) = rest.split_at(end);
        rest = behind;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Returns where the first sentence of a text ends.
fn end(text: &str) -> usize {
    let mut ends = text.match_indices(['\n', '。']).map(|(at, stop)| (at + stop.len(), stop));
    // What comes behind a stop may belong to it: a mark that is put over it.
    let is_end = |(end, stop): &(usize, &str)| *stop == "\n" || text[*end..].chars().next().is_none_or(is_plain);
    ends.find(is_end).map_or(text.len(), |(end, _)| end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settings::Resources;
    use crate::testing::resources;
    use crate::text::analyzer::{Analyzer, CompiledDefinition};
    use crate::text::dictionary::Work;

    fn analyzer() -> Analyzer {
        let resources: &Resources = resources();
        Analyzer::new(&resources.dictionary, CompiledDefinition::new(resources).unwrap(), Work::Texts).unwrap()
    }

    proptest! {
        #[test]
        fn sentences_come_to_what_the_text_comes_to(text in "([サバー証跡々持出し届1１ﾞｻ、。 \u{200b}\u{3099}-]{0,5}|届出|二要素認証|\n|。){0,9}") {
            let analyzer = analyzer();
            let mut sentences = SentenceAnalysis::new(analyzer.worker());
            // The second time, the sentences are known.
            for _ in 0..2 {
                let part = sentences.part(Part::Terms, &text);
                let words = analyzer.worker().of(&text);
                let places: Vec<_> = words.iter().map(|word| (word.text.as_str(), word.start..word.end)).collect();
                prop_assert_eq!(part.words().collect::<Vec<_>>(), places);
                prop_assert_eq!(part.normalized(), normalize(&text).text());
                let readings = part.sentences.iter().flat_map(|sentence| &sentence.words).map(|word| &word.reading);
                prop_assert!(readings.eq(words.iter().map(|word| &word.reading)));
            }
        }
    }

    #[test]
    fn a_sentence_is_analysed_once() {
        let mut sentences = SentenceAnalysis::new(analyzer().worker());
        let [one, other] = [(); 2].map(|()| sentences.part(Part::Terms, "証跡\n証跡\n認証。"));
        assert!(
            Arc::ptr_eq(&one.sentences[0], &one.sentences[1]) && Arc::ptr_eq(&one.sentences[2], &other.sentences[2])
        );
        let context = sentences.part(Part::Context, "認証。");
        assert_eq!((one.normalized().as_str(), context.normalized().as_str()), ("証跡 証跡 認証", ""));
    }
}
