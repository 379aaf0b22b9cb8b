//! What volumes of guidelines are called, by themselves and by who issues them.

use serde::{Deserialize, Serialize};
use tenken_catalog::catalog::Catalog;
use tenken_catalog::model::{Id, Volume};
use tenken_catalog::packed::{Packed, Writer};

use crate::error::SearchError;
use crate::query::number::text::{fold_name, strip_name};
use crate::tables::{decode, encode};

/// The ministries that issue guidelines, and what they are called for short.
const MINISTRIES: &[(&str, &[&str])] = &[
    ("厚生労働省", &["厚生労働省", "厚労省", "厚労"]),
    ("経済産業省", &["経済産業省", "経産省", "経産"]),
    ("総務省", &["総務省", "総務"]),
];

/// The section of the names.
const NAMES: &str = "numbers.names";

/// What one or more volumes are called.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Name {
    pub text: String,
    /// In the order of their guideline: of yearly volumes that share a name the newest comes first.
    pub volumes: Vec<Id>,
    /// Whether it is the name of a ministry, and so of everything that it issued.
    pub is_ministry: bool,
}

/// The names of all volumes.
#[derive(Debug, Default)]
pub(super) struct VolumeNames {
    /// Normalised, the longest first.
    names: Vec<Name>,
}

impl VolumeNames {
    /// Collects the names of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        let mut volumes: Vec<&Volume> = catalog.volumes().collect();
        volumes.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        for volume in volumes {
            let own = volume.aliases.iter().chain([&volume.id, &volume.title, &volume.short]);
            own.for_each(|name| names.add(name, volume, false));
        }
        for guideline in catalog.guidelines() {
            let of_guideline = || catalog.volumes().filter(|volume| volume.guideline == guideline.id);
            let issuers = MINISTRIES.iter().filter(|(ministry, _)| guideline.publisher.contains(ministry));
            for name in issuers.flat_map(|(_, called)| *called) {
                of_guideline().for_each(|volume| names.add(name, volume, true));
            }
        }
        names.names.sort_by(|a, b| {
            let length = |name: &Name| name.text.chars().count();
            length(b).cmp(&length(a)).then_with(|| a.text.cmp(&b.text))
        });
        names
    }

    /// Writes the names.
    pub fn write(&self, tables: &mut Writer) -> Result<(), SearchError> {
        tables.add(NAMES, encode(&self.names)?);
        Ok(())
    }

    /// Opens what was written.
    pub fn open(tables: &Packed) -> Result<Self, SearchError> {
        Ok(Self { names: decode(&tables.section(NAMES)?)? })
    }

    fn add(&mut self, name: &str, volume: &Volume, is_ministry: bool) {
        let text = fold_name(name);
        match self.names.iter_mut().find(|known| known.text == text) {
            Some(known) if known.volumes.contains(&volume.id) => {}
            Some(known) => known.volumes.push(volume.id.clone()),
            None => self.names.push(Name { text, volumes: vec![volume.id.clone()], is_ministry }),
        }
    }

    /// Returns the name that a word is.
    pub fn named(&self, word: &str) -> Option<&Name> {
        let word = fold_name(word);
        self.names.iter().find(|known| known.text == word)
    }

    /// The name of volumes that a text begins with, and what follows it.
    pub fn leading<'t>(&self, text: &'t str) -> Option<(&Name, &'t str)> {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || "・/(（「『の".contains(c));
        self.names.iter().find_map(|name| {
            let rest = strip_name(text, &name.text)?;
            let (last, next) = (name.text.chars().last()?, rest.chars().next());
            // `own` is no part of `owner`.
            let is_cut = |is: fn(&char) -> bool| is(&last) && next.as_ref().is_some_and(is);
            (!is_cut(char::is_ascii_digit) && !is_cut(char::is_ascii_alphabetic)).then_some((name, rest))
        })
    }
}
