//! Cuts a sentence into what a record should hold: its content words, where particles and endings stand between them.
//!
//! What people say or dictate comes in one piece. As one piece no record holds it, and a synonym of one word would carry
//! the whole sentence with it.

use std::ops::Range;

use crate::query::analyzed::AnalyzedText;
use crate::text::analyzer::Word;
use crate::words::synonyms::Synonyms;

/// Shorter texts are expressions, not sentences, in characters.
const SHORTEST: usize = 7;

/// Returns the content words of a sentence, each as long as nothing stands between its parts; none if it is no sentence.
/// An expression of the synonyms is never cut. `stands` says whether a record holds a text.
pub(crate) fn units(text: &AnalyzedText, synonyms: &Synonyms, stands: impl Fn(&str) -> bool) -> Vec<String> {
    let expressions: Vec<Range<usize>> = synonyms
        .inside(&text.normalized.text())
        .into_iter()
        .filter_map(|found| text.normalized.original(found.start..found.end))
        .collect();
    // What is only said (リモワの規程) stands in no record, as short as it is: only what it means does, in other words.
    let is_said = |place: &Range<usize>| text.text.get(place.clone()).is_some_and(|word| !stands(word));
    if text.text.chars().count() < SHORTEST && !expressions.iter().any(is_said) {
        return Vec::new();
    }
    let is_one = |before: &Word, next: &Word| {
        let spans = |one: &Range<usize>| one.start < before.end && next.start < one.end;
        // Signs and what is left out of English cut nothing.
        let is_cut = |between: &str| between.chars().any(|c| c.is_alphanumeric() && !c.is_ascii());
        !text.text.get(before.end..next.start).is_some_and(is_cut) || expressions.iter().any(spans)
    };
    let units: Vec<String> = text.places.chunk_by(is_one).map(|run| unit(&text.text, run)).collect();
    if units.len() > 1 { units } else { Vec::new() }
}

/// The text of words side by side. A single word stands in its base form: what is cut off is its ending.
fn unit(text: &str, run: &[Word]) -> String {
    match run {
        [word] => word.text.clone(),
        [first, .., last] => text[first.start..last.end].to_owned(),
        [] => String::new(),
    }
}
