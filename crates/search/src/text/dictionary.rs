//! The compiled dictionary of the Japanese analysis (IPADIC), as bytes that the program carries.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::Dictionary;
use lindera_dictionary::dictionary::character_definition::CharacterDefinition;
use lindera_dictionary::dictionary::connection_cost_matrix::ConnectionCostMatrix;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;
use lindera_dictionary::error::LinderaErrorKind;

/// What a dictionary is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// A few words: it is opened quickly.
    Query,
    /// Many texts: looking up is quick.
    Texts,
}

/// The files of a compiled dictionary; [`include_dictionary!`](crate::include_dictionary) makes this value.
#[derive(Clone, Copy)]
pub struct DictionaryFiles {
    /// Which characters belong together.
    pub char_definition: &'static [u8],
    /// What it costs that two words stand side by side; at an address divisible by 16, so that it is read in place.
    pub connection_costs: &'static [u8],
    /// The words, as a trie.
    pub trie: &'static [u8],
    /// Where the entries of each word begin.
    pub values_index: &'static [u8],
    /// The entries.
    pub values: &'static [u8],
    /// How unknown words are cut.
    pub unknown: &'static [u8],
    /// Where the details of each entry begin.
    pub details_index: &'static [u8],
    /// The details: part of speech, base form, reading.
    pub details: &'static [u8],
    /// Version and columns.
    pub metadata: &'static [u8],
}

impl std::fmt::Debug for DictionaryFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DictionaryFiles").field("details", &self.details.len()).finish_non_exhaustive()
    }
}

/// Includes a file's bytes at an address divisible by 16.
#[doc(hidden)]
#[macro_export]
macro_rules! include_aligned {
    ($path:expr) => {{
        #[repr(C, align(16))]
        struct Aligned<T: ?Sized>(T);
        static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!($path));
        &ALIGNED.0
    }};
}

/// Includes the dictionary that [`build_dictionary`](crate::build_dictionary) wrote into a folder; the folder is given
/// as an absolute path, for example `concat!(env!("OUT_DIR"), "/ipadic")`.
#[macro_export]
macro_rules! include_dictionary {
    ($folder:expr) => {
        $crate::DictionaryFiles {
            char_definition: include_bytes!(concat!($folder, "/char_def.bin")),
            connection_costs: $crate::include_aligned!(concat!($folder, "/matrix.mtx")),
            trie: include_bytes!(concat!($folder, "/dict.trie")),
            values_index: include_bytes!(concat!($folder, "/dict.valsidx")),
            values: include_bytes!(concat!($folder, "/dict.vals")),
            unknown: include_bytes!(concat!($folder, "/unk.bin")),
            details_index: include_bytes!(concat!($folder, "/dict.wordsidx")),
            details: include_bytes!(concat!($folder, "/dict.words")),
            metadata: include_bytes!(concat!($folder, "/metadata.json")),
        }
    };
}

impl DictionaryFiles {
    /// Reads the dictionary that [`build_dictionary`](crate::build_dictionary) wrote into a folder; it stays in memory until
    /// the program ends. For builds and tests: a program carries its dictionary.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let file = |name: &str| -> io::Result<&'static [u8]> { Ok(fs::read(folder.join(name))?.leak()) };
        Ok(Self {
            char_definition: file("char_def.bin")?,
            connection_costs: file("matrix.mtx")?,
            trie: file("dict.trie")?,
            values_index: file("dict.valsidx")?,
            values: file("dict.vals")?,
            unknown: file("unk.bin")?,
            details_index: file("dict.wordsidx")?,
            details: file("dict.words")?,
            metadata: file("metadata.json")?,
        })
    }

    /// Returns version and columns.
    pub(crate) fn metadata(&self) -> LinderaResult<Metadata> {
        let metadata = Metadata::load(self.metadata)?;
        metadata.validate_format_version()?;
        Ok(metadata)
    }

    /// Opens the dictionary over these bytes; nothing large is copied.
    pub(crate) fn open(&self, work: Work) -> LinderaResult<Dictionary> {
        let metadata = self.metadata()?;
        let characters: CharacterDefinition = postcard::from_bytes(self.char_definition)
            .map_err(|error| LinderaErrorKind::Deserialize.with_error(error))?;
        // What is read like that has no table of all characters. lindera makes one by itself: a fifth of the time in which a
        // search begins and answers.
        let characters = match work {
            Work::Query => characters,
            Work::Texts => {
                CharacterDefinition::new(characters.category_definitions, characters.category_names, characters.mapping)
            }
        };
        let words =
            PrefixDictionary::load(self.trie, self.values_index, self.values, self.details_index, self.details)?;
        Ok(Dictionary {
            prefix_dictionary: Arc::new(words),
            connection_cost_matrix: Arc::new(ConnectionCostMatrix::load(self.connection_costs)?),
            character_definition: Arc::new(characters),
            unknown_dictionary: Arc::new(UnknownDictionary::load(self.unknown)?),
            metadata: Arc::new(metadata),
        })
    }
}
