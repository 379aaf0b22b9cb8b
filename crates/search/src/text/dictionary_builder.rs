//! Compiles the dictionary from its compact source form; runs when tenken is built, never when it runs.

#![allow(clippy::disallowed_methods, reason = "a build writes into a folder of its own")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::character_definition::CharacterDefinition;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;
use thiserror::Error;

use crate::settings::read_analyzer;
use crate::text::details;

/// Why a dictionary could not be compiled.
#[derive(Debug, Error)]
pub enum DictionaryError {
    /// A source could not be read, or the result not be written.
    #[error("dictionary: {0}")]
    Io(#[from] io::Error),
    /// The sources are wrong.
    #[error("dictionary: {0}")]
    Sources(String),
}

/// The columns that every entry has, by the names lindera knows them by.
const ENTRY: [&str; 4] = ["surface", "left_context_id", "right_context_id", "cost"];
/// How many columns the part of speech has.
const CLASS: usize = 4;
/// The columns that `index/dictionary/make.py` keeps: those of every entry, the part of speech, base form and reading.
const COLUMNS: usize = ENTRY.len() + CLASS + 2;
/// What the compiled form is; another number compiles a dictionary anew that was compiled before.
const FORM: u32 = 6;
/// Names of persons stay out, 33,000 entries: in texts about security they are nearly always wrong, 章 read アキラ and 出口 read
/// イデグチ, and who is named in a note is found by its characters.
const PERSON: [&str; 3] = ["名詞", "固有名詞", "人名"];
/// Names of places stay out that the texts which IPADIC learned its costs from do not hold, 66,000 entries: they come from a list
/// of quarters and streets (平掛下入作). Countries have a class of their own.
const PLACE: [&str; 4] = ["名詞", "固有名詞", "地域", "一般"];
/// What a place costs at least that was in none of these texts: nearly all of them have 8,676, 東京 has 3,003.
const UNMET_PLACE: i32 = 8_300;
/// lindera's form of an entry: the number of its word, the cost and both sides.
const VALUE: usize = 10;
/// lindera's form of a place or a number.
const NUMBER: usize = size_of::<u32>();

/// Compiles the dictionary in `sources` (`lexicon.csv.xz`, `matrix.def.xz`, `char.def`, `unk.def` and their
/// `SHA256SUMS`) into the folder `target`, unless that was done before from the same sources. `analyzer` is the text of
/// `index/analyzer.yml`: of parts of speech only those are kept that its filters ask for.
///
/// Recipe: unpack the connection matrix and the lexicon, which loses names of persons and places, write each entry's details short,
/// let lindera's own builder run over them, drop the entries that can never win, then let equal details share their place. Of what
/// is left, the same words come out at the same places: costs are not touched.
///
/// # Errors
///
/// If a file cannot be read or written, or the sources are no dictionary.
pub fn build_dictionary(sources: &Path, analyzer: &str, target: &Path) -> Result<(), DictionaryError> {
    let tags = read_analyzer(analyzer).map_err(wrong)?.tags();
    let sums = fs::read_to_string(sources.join("SHA256SUMS"))?;
    let made_from = format!("{FORM}\n{sums}{tags:?}\n");
    let done = target.with_extension("done");
    if fs::read_to_string(&done).is_ok_and(|before| before == made_from) {
        return Ok(());
    }
    let unpacked = target.with_extension("sources");
    fs::create_dir_all(&unpacked)?;
    write_lexicon(&read_lexicon(sources)?, &tags, &unpacked.join("lexicon.csv"))?;
    fs::write(unpacked.join("matrix.def"), unpack(&sources.join("matrix.def.xz"))?)?;
    fs::write(unpacked.join("unk.def"), unknown(&fs::read_to_string(sources.join("unk.def"))?)?)?;
    fs::copy(sources.join("char.def"), unpacked.join("char.def"))?;
    DictionaryBuilder::new(metadata()).build_dictionary(&unpacked, target).map_err(wrong)?;
    drop_beaten(target)?;
    share_details(target)?;
    write_characters(&target.join("char_def.bin"))?;
    fs::remove_dir_all(&unpacked)?;
    fs::write(done, made_from)?;
    Ok(())
}

fn wrong(error: impl std::fmt::Display) -> DictionaryError {
    DictionaryError::Sources(error.to_string())
}

fn unpack(path: &Path) -> Result<Vec<u8>, DictionaryError> {
    let mut bytes = Vec::new();
    lzma_rust2::XzReader::new(io::BufReader::new(fs::File::open(path)?), false).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads the lexicon in `sources`, without the names that stay out.
pub(crate) fn read_lexicon(sources: &Path) -> Result<Vec<StringRecord>, DictionaryError> {
    let bytes = unpack(&sources.join("lexicon.csv.xz"))?;
    let mut rows = Vec::new();
    for row in csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]).into_records() {
        let row = row.map_err(wrong)?;
        if !stays_out(&row)? {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Whether an entry is the name of a person, or of a place that nobody wrote about.
fn stays_out(row: &StringRecord) -> Result<bool, DictionaryError> {
    let is_of = |class: &[&str]| row.iter().skip(ENTRY.len()).take(class.len()).eq(class.iter().copied());
    if !is_of(&PLACE) {
        return Ok(is_of(&PERSON));
    }
    let cost: Option<i32> = row.get(ENTRY.len() - 1).and_then(|cost| cost.parse().ok());
    Ok(cost.ok_or_else(|| wrong(format!("{row:?}")))? >= UNMET_PLACE)
}

/// Writes the lexicon as it is compiled: details are short, and come in the order of [`details::COLUMNS`].
fn write_lexicon(rows: &[StringRecord], tags: &BTreeSet<String>, path: &Path) -> Result<(), DictionaryError> {
    let mut lines = csv::WriterBuilder::new().flexible(true).from_path(path).map_err(wrong)?;
    for row in rows {
        let columns: Vec<&str> = row.iter().collect();
        let [entry @ .., base_form, reading] = &columns[..] else { return Err(wrong(format!("{row:?}"))) };
        if columns.len() != COLUMNS {
            return Err(wrong(format!("{row:?}")));
        }
        let (entry, class) = entry.split_at(ENTRY.len());
        // lindera takes the space off a word that ends with one.
        let surface = entry[0].trim();
        let base_form = details::base_form_written(surface, base_form);
        let reading = details::reading_written(surface, reading).ok_or_else(|| wrong(format!("{row:?}")))?;
        let mut line = [entry, &[&base_form, &reading]].concat();
        if tags.contains(&class.join(",")) {
            line.extend(class);
        }
        // lindera fills up what is missing behind the first one.
        while line.len() > ENTRY.len() + 1 && line.last() == Some(&details::NOTHING) {
            line.pop();
        }
        lines.write_record(line).map_err(wrong)?;
    }
    Ok(lines.flush()?)
}

/// Returns the definition of unknown words with its details in the order of [`details::COLUMNS`]; they have no reading.
fn unknown(definition: &str) -> Result<String, DictionaryError> {
    let mut lines = String::new();
    for line in definition.lines() {
        let columns: Vec<&str> = line.split(',').collect();
        let Some((base_form, columns)) = columns.split_last().filter(|(_, rest)| rest.len() == ENTRY.len() + CLASS)
        else {
            return Err(wrong(line));
        };
        let (entry, class) = columns.split_at(ENTRY.len());
        let line = [entry, &[base_form, details::NOTHING], class].concat();
        lines.push_str(&line.join(","));
        lines.push('\n');
    }
    Ok(lines)
}

/// Drops the entries that can never win: beside a cheaper entry of the same surface with the same sides, or beside an equal one
/// that comes later, which is the one lindera takes. What follows from an entry is its cost and its sides, so nothing is cut otherwise.
fn drop_beaten(target: &Path) -> Result<(), DictionaryError> {
    let (values, index) = (target.join("dict.vals"), target.join("dict.valsidx"));
    let (entries, starts) = (fs::read(&values)?, fs::read(&index)?);
    let (entries, _) = entries.as_chunks::<VALUE>();
    let (mut kept, mut kept_starts) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (nth, end) in starts.as_chunks::<NUMBER>().0.iter().copied().map(u32::from_le_bytes).enumerate() {
        // The first place is the start of the first surface, each later one the end of a surface.
        if nth > 0 {
            let rivals = entries.get(start..end as usize).ok_or_else(|| wrong("dict.valsidx"))?;
            kept.extend((0..rivals.len()).filter(|&at| !is_beaten(rivals, at)).map(|at| rivals[at]));
        }
        start = end as usize;
        kept_starts.extend((kept.len() as u32).to_le_bytes());
    }
    fs::write(index, kept_starts)?;
    Ok(fs::write(values, kept.as_flattened())?)
}

/// Whether another of the entries of a surface wins over this one wherever both fit.
fn is_beaten(rivals: &[[u8; VALUE]], at: usize) -> bool {
    let weighed = |entry: &[u8; VALUE]| {
        let [_, _, _, _, cost_low, cost_high, sides @ ..] = *entry;
        (i16::from_le_bytes([cost_low, cost_high]), sides)
    };
    let (cost, sides) = weighed(&rivals[at]);
    rivals.iter().enumerate().any(|(nth, rival)| {
        let (rival_cost, rival_sides) = weighed(rival);
        rival_sides == sides && (rival_cost < cost || rival_cost == cost && nth > at)
    })
}

/// Lets equal details share their place: entries that say the same become one word to lindera, which asks for details by
/// the number of the word and for nothing else.
fn share_details(target: &Path) -> Result<(), DictionaryError> {
    let file = |name: &str| target.join(name);
    let (index, details) = (fs::read(file("dict.wordsidx"))?, fs::read(file("dict.words"))?);
    let starts: Vec<_> =
        index.as_chunks::<NUMBER>().0.iter().map(|place| u32::from_le_bytes(*place) as usize).collect();
    let mut places: HashMap<&[u8], u32> = HashMap::new();
    let (mut shared_index, mut shared) = (Vec::new(), Vec::new());
    let mut values = fs::read(file("dict.vals"))?;
    for value in values.as_chunks_mut::<VALUE>().0 {
        let Some((number, _)) = value.split_first_chunk_mut::<NUMBER>() else { continue };
        let word = u32::from_le_bytes(*number) as usize;
        let end = starts.get(word + 1).copied().unwrap_or(details.len());
        let said = starts.get(word).and_then(|&start| details.get(start..end)).ok_or_else(|| wrong("dict.vals"))?;
        let next = places.len() as u32;
        let place = places.entry(said).or_insert_with(|| {
            shared_index.extend((shared.len() as u32).to_le_bytes());
            shared.extend(said);
            next
        });
        *number = place.to_le_bytes();
    }
    fs::write(file("dict.wordsidx"), shared_index)?;
    fs::write(file("dict.words"), shared)?;
    Ok(fs::write(file("dict.vals"), values)?)
}

/// Writes which characters belong together in a form that is read without making a table of all characters.
fn write_characters(path: &Path) -> Result<(), DictionaryError> {
    let characters = CharacterDefinition::load(&fs::read(path)?).map_err(wrong)?;
    Ok(fs::write(path, postcard::to_stdvec(&characters).map_err(wrong)?)?)
}

fn metadata() -> Metadata {
    let columns = ENTRY.into_iter().chain(details::COLUMNS).map(str::to_owned).collect();
    let user = ["surface", "part_of_speech", "reading"].map(str::to_owned).to_vec();
    let (cost, context) = (-10000, 1288);
    Metadata::new(
        "IPADIC".into(),
        "UTF-8".into(),
        cost,
        context,
        context,
        details::NOTHING.into(),
        true,
        false,
        false,
        Schema::new(columns),
        Schema::new(user),
    )
}
