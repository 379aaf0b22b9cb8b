//! Morphological analysis: a text becomes words, in the same way for the index and for queries.

use lindera::mode::{Mode, Penalty};
use lindera::segmenter::Segmenter;
use lindera::token::Token;
use lindera_analysis::character_filter::CharacterFilterLoader;
use lindera_analysis::token_filter::stop_words::StopWordsTokenFilter;
use lindera_analysis::token_filter::{BoxTokenFilter, TokenFilterLoader};
use lindera_analysis::tokenizer::Tokenizer;
use lindera_analysis::worker::AnalysisWorker;
use lindera_dictionary::dictionary::UserDictionary;
use serde::{Deserialize, Serialize};

use tenken_catalog::text::kana::is_katakana;

use crate::error::SearchError;
use crate::settings::{AnalyzerDefinition, FilterDefinition, Resources, SegmenterMode};
use crate::text::details::{NOTHING, PutBack, READING};
use crate::text::dictionary::{DictionaryFiles, Work};
use crate::text::spelling::spelled;
use crate::text::user_dictionary;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its base form, normalised.
    pub text: String,
    /// Where it stands in the original text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How the text it stands for is read, in katakana; none for words the dictionary does not know.
    pub reading: Option<String>,
}

/// What `index/analyzer.yml`, the stop words and the user dictionary come to: all that can be made of them ahead of time.
#[derive(Deserialize, Serialize)]
pub(crate) struct CompiledDefinition {
    mode: SegmenterMode,
    character_filters: Vec<CompiledFilter>,
    token_filters: Vec<CompiledFilter>,
    stop_words: Vec<String>,
    #[serde(with = "user_dictionary::as_bytes")]
    words: UserDictionary,
}

/// One filter by its name in lindera.
#[derive(Deserialize, Serialize)]
struct CompiledFilter {
    kind: String,
    /// JSON, because only lindera knows what they are.
    args: String,
}

impl CompiledFilter {
    fn new(filter: FilterDefinition) -> Self {
        Self { kind: filter.kind, args: filter.args.to_string() }
    }

    fn args(&self) -> Result<serde_json::Value, SearchError> {
        serde_json::from_str(&self.args).map_err(|error| SearchError::Analysis(error.to_string()))
    }
}

impl CompiledDefinition {
    /// Compiles the settings, for the dictionary they belong to.
    pub fn new(resources: &Resources) -> Result<Self, SearchError> {
        let settings = &resources.settings;
        let AnalyzerDefinition { segmenter, character_filters, token_filters } = settings.analyzer()?;
        let metadata = resources.dictionary.metadata().map_err(lindera_error)?;
        Ok(Self {
            mode: segmenter.mode,
            character_filters: character_filters.into_iter().map(CompiledFilter::new).collect(),
            token_filters: token_filters.into_iter().map(CompiledFilter::new).collect(),
            stop_words: settings.stop_words().map(str::to_owned).collect(),
            words: user_dictionary::load(settings.user_dictionary, &metadata)?,
        })
    }
}

/// Analyses texts through its [workers](Analyzer::worker).
pub(crate) struct Analyzer {
    tokenizer: Tokenizer,
}

impl Analyzer {
    /// Builds the chain of a definition over a dictionary.
    pub fn new(dictionary: &DictionaryFiles, definition: CompiledDefinition, work: Work) -> Result<Self, SearchError> {
        let CompiledDefinition { mode, character_filters, token_filters, stop_words, words } = definition;
        let mode = match mode {
            SegmenterMode::Normal => Mode::Normal,
            SegmenterMode::Decompose => Mode::Decompose(Penalty::default()),
        };
        let dictionary = dictionary.open(work).map_err(lindera_error)?;
        let mut tokenizer = Tokenizer::new(Segmenter::new(mode, dictionary, Some(words)));
        for filter in &character_filters {
            let args = filter.args()?;
            let filter = CharacterFilterLoader::load_from_value(&filter.kind, &args).map_err(lindera_error)?;
            tokenizer.append_character_filter(filter);
        }
        tokenizer.append_token_filter(BoxTokenFilter::from(PutBack));
        for filter in &token_filters {
            let args = filter.args()?;
            tokenizer
                .append_token_filter(TokenFilterLoader::load_from_value(&filter.kind, &args).map_err(lindera_error)?);
        }
        let stop_words = stop_words.into_iter().collect();
        tokenizer.append_token_filter(BoxTokenFilter::from(StopWordsTokenFilter::new(stop_words)));
        Ok(Self { tokenizer })
    }

    /// Returns a worker that keeps its buffers from text to text.
    pub fn worker(&self) -> AnalyzerWorker {
        AnalyzerWorker { worker: self.tokenizer.new_worker() }
    }
}

/// Cuts texts into words, reusing its buffers.
pub(crate) struct AnalyzerWorker {
    worker: AnalysisWorker,
}

impl std::fmt::Debug for AnalyzerWorker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AnalyzerWorker")
    }
}

impl AnalyzerWorker {
    /// Returns the words of a text; a text that cannot be analysed has none.
    pub fn of(&mut self, text: &str) -> Vec<Word> {
        let spelled = spelled(text);
        let tokens = self.worker.tokenize(&spelled.text).unwrap_or_default();
        let inside = |at: usize| spelled.text.is_char_boundary(at);
        tokens
            .into_iter()
            .filter(|token| token.byte_start < token.byte_end && inside(token.byte_start) && inside(token.byte_end))
            .filter(|token| token.surface.chars().any(char::is_alphanumeric))
            .map(|mut token| Word {
                reading: reading(&mut token),
                text: token.surface.to_string(),
                start: spelled.original(token.byte_start),
                end: spelled.original(token.byte_end),
            })
            .collect()
    }
}

/// The reading of a word; a word in katakana that the dictionary does not know reads as it is written.
fn reading(token: &mut Token<'_>) -> Option<String> {
    if let Some(reading) = token.get_detail(READING).filter(|reading| *reading != NOTHING) {
        return Some(reading.to_owned());
    }
    let katakana = token.surface.chars().all(is_katakana);
    katakana.then(|| token.surface.to_string())
}

fn lindera_error(error: lindera::error::LinderaError) -> SearchError {
    SearchError::Analysis(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{decode, encode};
    use crate::testing::resources;

    /// The analyzer of a definition that was written and read again.
    fn analyzer() -> Analyzer {
        let definition = encode(&CompiledDefinition::new(resources()).unwrap()).unwrap();
        Analyzer::new(&resources().dictionary, decode(&definition).unwrap(), Work::Query).unwrap()
    }

    fn words(text: &str) -> Vec<String> {
        analyzer().worker().of(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_base_forms_without_particles() {
        assert_eq!(words("委託先がカルテを見られないように"), ["委託", "先", "カルテ", "見る"]);
        assert_eq!(words("サーバーのﾊﾞｯｸｱｯﾌﾟ"), ["サーバ", "バックアップ"]);
        assert_eq!(words("ＶＰＮ接続"), ["vpn", "接続"]);
        assert_eq!(words("クラウドサービスとサイバー攻撃"), ["クラウド", "サービス", "サイバ", "攻撃"]);
        assert_eq!(words("ノートPCなくした、記録がない"), ["ノート", "pc", "記録"]);
    }

    #[test]
    fn readings_are_those_of_the_text() {
        let read = |text: &str| -> String {
            analyzer().worker().of(text).into_iter().map(|w| w.reading.unwrap_or("?".into())).collect()
        };
        assert_eq!(read("認証方式"), "ニンショウホウシキ");
        assert_eq!(read("サーバー"), "サーバー");
        assert_eq!(read("持ち出し"), "モチダシ");
        // Names of persons, all of them, are not what is meant.
        assert_eq!(read("出口の根本"), "デグチコンポン");
        assert_eq!(read("章の根本"), "ショウコンポン");
        // Nor are those of quarters and streets.
        assert_eq!(read("渡した"), "ワタシ");
    }

    #[test]
    fn places_that_people_write_about_are_words() {
        assert_eq!(words("日本と東京と千葉と霞が関"), ["日本", "東京", "千葉", "霞", "関"]);
    }

    #[test]
    fn offsets_point_into_the_original_text() {
        let text = "ﾊﾞｯｸｱｯﾌﾟを取得した。";
        let found: Vec<_> = analyzer().worker().of(text).into_iter().map(|w| text[w.start..w.end].to_owned()).collect();
        assert_eq!(found, ["ﾊﾞｯｸｱｯﾌﾟ", "取得"]);
    }

    #[test]
    fn the_form_of_a_character_is_passed_over() {
        let text = "\u{feff}認\u{e0100}証\u{e0101}、ﾊ\u{200d}ﾞｯｸｱｯﾌﾟ\u{200b}を";
        let found = analyzer().worker().of(text);
        let words: Vec<_> = found.iter().map(|word| (word.text.as_str(), &text[word.start..word.end])).collect();
        let expected = [("認証", "認\u{e0100}証\u{e0101}"), ("バックアップ", "ﾊ\u{200d}ﾞｯｸｱｯﾌﾟ\u{200b}")];
        assert_eq!(words, expected);
        assert_eq!(found[0].reading.as_deref(), Some("ニンショウ"));
    }
}
