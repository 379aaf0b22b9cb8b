//! The fields of the inverted index: of each part of a record its words and, of most, its pairs of characters.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;

use crate::index::document::PARTS;
use crate::request::Part;
use crate::text::tokenizers::{JoinedWords, Pairs};

/// Names of the two kinds of index fields, and of their tokenizers.
const WORDS: &str = "words";
const BIGRAMS: &str = "bigrams";

/// The two index fields of one part of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartFields {
    /// Which part.
    pub part: Part,
    /// Its place among [`PARTS`].
    pub(super) place: usize,
    /// Its words.
    pub words: Field,
    /// Its pairs of characters, if it is cut into pairs.
    pub bigrams: Option<Field>,
}

/// Returns the schema, and the fields of each part.
pub(super) fn schema() -> (Schema, Vec<PartFields>) {
    let mut schema = Schema::builder();
    let options = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer);
        let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let (words, bigrams) = (options(WORDS), options(BIGRAMS));
    let mut add = |part: Part, kind, options: &TextOptions| {
        schema.add_text_field(&format!("{}_{kind}", part.code()), options.clone())
    };
    let places = std::array::from_fn::<_, { PARTS.len() }, _>(|place| place);
    let parts = places.map(|place| (place, PARTS[place])).map(|(place, part)| PartFields {
        part,
        place,
        words: add(part, WORDS, &words),
        bigrams: has_pairs(part).then(|| add(part, BIGRAMS, &bigrams)),
    });
    (schema.build(), parts.to_vec())
}

/// Returns what takes apart the texts of the fields.
pub(super) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(WORDS, JoinedWords);
    tokenizers.register(BIGRAMS, Pairs);
    tokenizers
}

/// Whether a part is cut into pairs. The context is the longest part and counts least: its pairs would take a quarter
/// of the time to build the index and change no answer that counts.
pub(super) const fn has_pairs(part: Part) -> bool {
    !matches!(part, Part::Context)
}

/// Whether a part is shown as it was indexed, so that highlights can point into it: the places of its words are kept.
pub(crate) const fn is_shown(part: Part) -> bool {
    matches!(part, Part::Title | Part::Gist | Part::Original)
}
