//! What the words around a number say about it: the edition, the volume, the chapter.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, EditionNames};
use crate::model::Id;

use super::key::folded;
use super::piece::{begins_with_number, numbers};

/// What is known of a number before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in super::super) struct Context {
    /// The editions that may be meant; empty if nothing says so.
    pub editions: Vec<Id>,
    /// The volume, by its id or by a name that several editions have; empty if nothing says so.
    pub volume: String,
    /// The number of the chapter; empty if nothing says so.
    pub chapter: String,
}

impl Context {
    /// Returns what is known if something nearer says more.
    pub fn narrowed(&self, nearer: &Self) -> Self {
        let pick = |near: &String, far: &String| if near.is_empty() { far.clone() } else { near.clone() };
        let is_other_volume = !nearer.volume.is_empty() && nearer.volume != self.volume;
        Self {
            editions: if nearer.editions.is_empty() { self.editions.clone() } else { nearer.editions.clone() },
            volume: pick(&nearer.volume, &self.volume),
            chapter: if is_other_volume { nearer.chapter.clone() } else { pick(&nearer.chapter, &self.chapter) },
        }
    }
}

/// Where words stand that say something about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in super::super) enum Around {
    /// In a title, the name of a sheet or file, a group of rows: a year may be that of the table itself.
    Heading,
    /// In a column of editions.
    Guideline,
    /// In a column of chapters, where any number is that of one.
    Chapter,
}

/// The names of editions and volumes.
pub(super) struct Places {
    editions: EditionNames,
    /// The ids of editions, by their places in the catalog; those of one year with what the guideline is called.
    ids: Vec<(Id, Option<String>)>,
    /// The volumes that are called so, by the name as it is compared, and one way to write it.
    volumes: BTreeMap<String, (String, Vec<Id>)>,
}

impl Places {
    /// Collects the names of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let mut volumes: BTreeMap<String, (String, Vec<Id>)> = BTreeMap::new();
        for volume in catalog.volumes() {
            for name in volume.aliases.iter().chain([&volume.title, &volume.short]) {
                let own = name.strip_suffix('編').unwrap_or(name);
                let known = &mut volumes.entry(folded(own)).or_insert_with(|| (own.to_owned(), Vec::new())).1;
                if !known.contains(&volume.id) {
                    known.push(volume.id.clone());
                }
            }
        }
        volumes.remove("");
        // A word that people set above rows for many reasons.
        volumes.remove(&folded("システム"));
        let yearly = |id: &str, guideline: &str, short: &str| (id != guideline).then(|| folded(short));
        let ids = catalog.editions().into_iter().map(|edition| {
            let guideline = edition.guideline();
            (edition.id().to_owned(), yearly(edition.id(), &guideline.id, &guideline.short))
        });
        let ids = ids.collect();
        Self { editions: EditionNames::new(catalog), ids, volumes }
    }

    /// Returns the editions that a text names, and the text without their names.
    pub fn editions(&self, text: &str) -> (Vec<Id>, String) {
        let (mut editions, mut rest, mut at) = (Vec::new(), String::new(), 0);
        for named in self.editions.find(text) {
            editions.extend(named.editions.iter().filter_map(|place| self.ids.get(*place)).map(|(id, _)| id.clone()));
            rest.push_str(&text[at..named.range.start]);
            rest.push(' ');
            at = named.range.end;
        }
        rest.push_str(&text[at..]);
        (editions, rest)
    }

    /// Returns what words say about the numbers below them.
    pub fn context(&self, text: &str, around: Around) -> Context {
        let (mut editions, rest) = self.editions(text);
        if around == Around::Heading {
            let text = folded(text);
            let is_named = |(_, short): &&(Id, Option<String>)| short.as_ref().is_none_or(|short| text.contains(short));
            let named: Vec<&Id> = self.ids.iter().filter(is_named).map(|(id, _)| id).collect();
            editions.retain(|id| named.contains(&id));
        }
        let words = || rest.split(|c: char| !c.is_alphanumeric() && c != 'ー').filter(|word| !word.is_empty());
        let volume = words().find_map(|word| self.volume(word, &editions)).unwrap_or_default();
        let chapter = words().find_map(|word| chapter(word, around == Around::Chapter)).unwrap_or_default();
        Context { editions, volume, chapter }
    }

    /// Returns the volume that a word names, also with a number behind it: 運用14章.
    fn volume(&self, word: &str, editions: &[Id]) -> Option<String> {
        let digits = numbers(word).first().map_or(word.len(), |number| number.start);
        let ways = [word, word[..digits].trim_end_matches('第')].map(|word| word.strip_suffix('編').unwrap_or(word));
        let (name, ids) = ways.into_iter().find_map(|word| self.volumes.get(&folded(word)))?;
        let of_edition: Vec<&Id> = ids
            .iter()
            .filter(|id| editions.iter().any(|edition| edition == *id || id.starts_with(&format!("{edition}."))))
            .collect();
        match (of_edition.as_slice(), ids.as_slice()) {
            ([only], _) => Some((*only).clone()),
            ([], [only]) => Some(only.clone()),
            _ => Some(name.clone()),
        }
    }
}

/// Returns the number of a chapter that a word begins with: 第14章, 14章認証, in a column of chapters also 14.
fn chapter(word: &str, is_chapter: bool) -> Option<String> {
    let (start, end) = numbers(word).first().map(|number| (number.start, number.end))?;
    let is_chapter = word[end..].starts_with('章') || is_chapter && begins_with_number(word);
    let number = word[start..end].chars().filter_map(|c| c.to_digit(10).or_else(|| wide_digit(c)));
    let number: String = number.map(|digit| digit.to_string()).collect();
    (is_chapter && !number.is_empty() && number.len() <= 3).then_some(number)
}

fn wide_digit(c: char) -> Option<u32> {
    u32::from(c).checked_sub(u32::from('０')).filter(|digit| *digit < 10)
}
