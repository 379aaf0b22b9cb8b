//! The compound terms of the field that the general dictionary cuts wrongly or does not know how to read.

use std::collections::HashMap;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::UserDictionary;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

use tenken_catalog::text::kana::is_katakana;
use tenken_catalog::tr;

use crate::error::SearchError;
use crate::text::spelling::spelled;

const FILE: &str = "index/user_dictionary.csv";

/// What a word of ours costs beside those of the dictionary: so little that it always wins.
const COST: i16 = -10000;
/// What may stand beside it: the same as beside any noun (名詞,一般 in IPADIC).
const CONTEXT: u16 = 1288;

/// Returns the user dictionary in the text of `index/user_dictionary.csv`, in the form of the dictionary it is to stand beside.
pub(crate) fn load(table: &str, beside: &Metadata) -> Result<UserDictionary, SearchError> {
    let lines = read(table)?;
    let user = ["surface", "part_of_speech", "reading"].map(str::to_owned).to_vec();
    let metadata = Metadata {
        default_word_cost: COST,
        default_left_context_id: CONTEXT,
        default_right_context_id: CONTEXT,
        user_dictionary_schema: Schema::new(user),
        ..beside.clone()
    };
    let table = DictionaryBuilder::new(metadata).build_user_dict_from_reader(lines.as_bytes());
    table.map_err(|error| SearchError::Analysis(error.to_string()))
}

/// Writes a user dictionary as runs of bytes and reads it so. As lindera has it, each byte is a value of its own, and to read
/// them takes a tenth of the time in which a search begins and answers.
pub(super) mod as_bytes {
    use std::fmt;

    use lindera_dictionary::dictionary::UserDictionary;
    use lindera_dictionary::dictionary::prefix_dictionary::UserPrefixDictionary;
    use serde::de::{Error as _, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    struct Run(Vec<u8>);

    impl Serialize for Run {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&self.0)
        }
    }

    impl<'de> Deserialize<'de> for Run {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_bytes(RunVisitor)
        }
    }

    struct RunVisitor;

    impl Visitor<'_> for RunVisitor {
        type Value = Run;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Run, E> {
            Ok(Run(bytes.to_vec()))
        }
    }

    pub(in crate::text) fn serialize<S: Serializer>(words: &UserDictionary, serializer: S) -> Result<S::Ok, S::Error> {
        let UserPrefixDictionary { da, vals_data, words_idx_data, words_data, .. } = &words.dict;
        let rest = [vals_data, words_idx_data, words_data].map(|data| Run(data.to_vec()));
        (Run(da.serialize()), rest).serialize(serializer)
    }

    pub(in crate::text) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UserDictionary, D::Error> {
        let (Run(automaton), [Run(values), Run(index), Run(details)]) = Deserialize::deserialize(deserializer)?;
        let dict = UserPrefixDictionary::load(automaton, values, index, details).map_err(D::Error::custom)?;
        Ok(UserDictionary { dict })
    }
}

/// Checks every line and returns those that hold a word.
fn read(table: &str) -> Result<String, SearchError> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut words = String::new();
    for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let number = index + 1;
        let wrong = |message: String| SearchError::Definition { file: FILE, line: number, message };
        let [surface, class, reading] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err(wrong(tr!("語・品詞・読みの3列が要ります。").to_owned()));
        };
        if surface.is_empty() || class != "名詞" {
            return Err(wrong(tr!("語は空にできず、品詞は「名詞」だけです。").to_owned()));
        }
        if reading.is_empty() || !reading.chars().all(is_katakana) {
            return Err(wrong(tr!("読みの「{reading}」は片仮名で書いてください。", reading)));
        }
        if let Some(first) = seen.insert(surface, number) {
            return Err(wrong(tr!("「{word}」は{first}行目にもあります。", word = surface, first)));
        }
        // Texts are cut in their one spelling.
        words.push_str(&format!("{},{class},{reading}\n", spelled(surface).text));
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_by_line() {
        for (table, line) in [
            ("# x\n真正性,名詞\n", 2),
            ("真正性,名詞,シンセイセイ\n真正性,名詞,シンセイセイ\n", 2),
            ("真正性,動詞,シンセイセイ\n", 1),
            ("\n真正性,名詞,しんせいせい\n", 2),
            (",名詞,シンセイセイ\n", 1),
        ] {
            let message = read(table).unwrap_err().to_string();
            assert!(message.contains(&format!("index/user_dictionary.csv:{line}")), "{message}");
        }
        assert_eq!(read("切戻し,名詞,キリモドシ\n").unwrap(), "切り戻し,名詞,キリモドシ\n", "as texts are cut");
        assert_eq!(read("# x\n\n真正性,名詞,シンセイセイ\n").unwrap(), "真正性,名詞,シンセイセイ\n");
    }
}
