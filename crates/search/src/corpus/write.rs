//! Writes what a catalog becomes for searching, so that opening it computes nothing.

use std::ops::ControlFlow;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::MmapDirectory;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::language::in_japanese;
use tenken_catalog::model::Kind;
use tenken_catalog::packed::{Numbers as PackedNumbers, Writer};

use crate::error::SearchError;
use crate::index::LENGTHS;
use crate::index::analysis::Sources;
use crate::index::documents::Documents;
use crate::index::files::target::Target;
use crate::index::names::Names;
use crate::index::write::{PIECE, Progress, write as write_index_files};
use crate::passing::Passing;
use crate::query::editions::Editions;
use crate::query::number::Numbers;
use crate::rank::link_boost::LinkBoost;
use crate::settings::{Ranking, Resources};
use crate::tables::{Hash, TABLES, encode};
use crate::text::analyzer::{Analyzer, CompiledDefinition};
use crate::text::dictionary::Work;
use crate::text::romaji::Romaji;
use crate::words::lexicon::LexiconBuilder;

/// The section that says what the index was made of.
pub(super) const MARK: &str = "mark";
/// The section with the definition of the analysis.
pub(super) const ANALYZER: &str = "analyzer";
/// The section with the weights of `index/fields.toml`.
pub(super) const RANKING: &str = "ranking";
/// The section with the weight of each document.
pub(super) const WEIGHTS: &str = "weights";

/// Writes the index of a catalog into an empty folder; the same catalog and settings give the same bytes. `progress` is told
/// how many records are done of how many, and may break it off.
///
/// # Errors
///
/// If a file cannot be written, the settings or the dictionary are wrong, or it was broken off.
pub fn write_index(
    catalog: &Catalog,
    resources: &Resources,
    folder: &Path,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(), SearchError> {
    let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
    write(catalog, resources, &Target::new(directory), (PIECE, progress))
}

/// Writes the index of a catalog, in pieces of so many records.
pub(crate) fn write(
    catalog: &Catalog,
    resources: &Resources,
    target: &Target,
    (piece, progress): (usize, Progress<'_>),
) -> Result<(), SearchError> {
    // What is kept is in Japanese, whatever is spoken; the threads that analyse texts speak nothing else.
    in_japanese(|| write_all(catalog, resources, target, (piece, progress)))
}

fn write_all(
    catalog: &Catalog,
    resources: &Resources,
    target: &Target,
    (piece, progress): (usize, Progress<'_>),
) -> Result<(), SearchError> {
    let settings = &resources.settings;
    let (ranking, romaji) = (settings.ranking()?, Romaji::new(settings.romaji)?);
    let mut words = LexiconBuilder::new(catalog, &romaji);
    let mut tables = Writer::default();
    tables.add(MARK, mark(catalog, resources));
    let definition = CompiledDefinition::new(resources)?;
    tables.add(ANALYZER, encode(&definition)?);
    tables.add(RANKING, encode(&ranking)?);
    let analyzer = Analyzer::new(&resources.dictionary, definition, Work::Texts)?;
    let sources = Sources { catalog, analyzer: &analyzer, piece };
    let mut passing = Passing::new(catalog, catalog.searchable().count(), piece)?;
    let documents = write_index_files(&sources, &mut passing, &mut words, (target, &mut tables), progress)?;
    words.write(catalog, settings.synonyms, &mut tables)?;
    Names::write(&mut passing, &documents, &mut tables)?;
    LinkBoost::write(catalog, &documents, &mut tables)?;
    Editions::write(catalog, &documents, settings.editions, &mut tables)?;
    Numbers::write(catalog, &mut passing, &documents, &mut tables)?;
    write_weights(&mut passing, &ranking, &documents, &mut tables)?;
    tables.add(LENGTHS, encode(&target.lengths()?)?);
    target.write(TABLES, &tables.finish())
}

fn write_weights(
    passing: &mut Passing,
    ranking: &Ranking,
    documents: &Documents,
    tables: &mut Writer,
) -> Result<(), SearchError> {
    let mut weights = Vec::with_capacity(documents.len());
    passing.each(documents.iter(), |catalog, (_, at)| weights.push(weight(catalog, ranking, at).to_bits()))?;
    tables.add(WEIGHTS, PackedNumbers::to_bytes(weights));
    Ok(())
}

fn weight(catalog: &Catalog, ranking: &Ranking, at: RecordRef) -> f32 {
    let volume = match catalog.record(at) {
        Record::Clause(clause) => catalog.volume_of(clause).map_or(1.0, |volume| ranking.volume(volume)),
        _ => 1.0,
    };
    // That there is an edition is known, also where its text was not seen.
    let is_unverified = at.kind != Kind::Node && catalog.is_unverified(at);
    let unverified = if is_unverified { ranking.unverified } else { 1.0 };
    volume * unverified * ranking.kind(at.kind)
}

/// Returns what tells an index from that of another catalog or of other settings. It decodes no record: whoever keeps an index
/// in a folder knows what it was made of, and this is for mistakes.
pub(super) fn mark(catalog: &Catalog, resources: &Resources) -> Vec<u8> {
    /// Of each kind, so many ids are looked at.
    const LOOKED_AT: usize = 8;
    /// A catalog ends with the list of its sections and how long each is. Of two catalogs there are few in which every table
    /// is as long.
    const END: usize = 4096;
    let settings = &resources.settings;
    let mut hash = Hash::default();
    hash.add(env!("CARGO_PKG_VERSION").as_bytes());
    let texts = [settings.analyzer, settings.stop_words, settings.fields, settings.editions];
    let tables = [settings.romaji, settings.synonyms, settings.user_dictionary];
    texts.into_iter().chain(tables).for_each(|text| hash.add(text.as_bytes()));
    let bytes = catalog.bytes();
    hash.add(&bytes.len().to_le_bytes());
    hash.add(&bytes[bytes.len().saturating_sub(END)..]);
    for kind in Kind::SEARCHABLE {
        let count = catalog.all(*kind).count();
        hash.add(&count.to_le_bytes());
        let places = (0..count).step_by(count.div_ceil(LOOKED_AT).max(1)).chain(count.checked_sub(1));
        places.for_each(|place| hash.add(catalog.id(RecordRef::new(*kind, place)).as_bytes()));
    }
    hash.bytes().to_vec()
}
