//! The editions that people mean by what they type.

use crate::catalog::store::Catalog;
use crate::text::likeness::squeezed;

use super::{Edition, EditionNames};

impl Edition<'_> {
    /// Returns how people call it or what it is an edition of, besides by its name and id.
    pub fn other_names(&self) -> Vec<&str> {
        let own = self.volume.iter().flat_map(|volume| volume.aliases.iter().chain([&volume.short]));
        own.chain([&self.guideline.title, &self.guideline.short]).map(String::as_str).collect()
    }

    /// Whether a text names it: by its id, by one of its names, or by its number alone.
    fn is_called(&self, wanted: &str) -> bool {
        let edition = self.guideline.edition.as_str();
        let own = match self.volume {
            Some(volume) => volume.aliases.iter().chain([&volume.short]).cloned().collect(),
            None if edition.is_empty() => vec![self.guideline.title.clone()],
            None => vec![edition.to_owned(), format!("{edition}版"), self.guideline.short.clone()],
        };
        let names = [self.id().to_owned(), self.name(), self.full_name()];
        names.iter().chain(&own).any(|name| squeezed(name) == wanted)
    }
}

impl Catalog {
    /// Returns the editions that a text means, whatever its case, width and spaces: `mhlw6`, `第6.0版`, `6.0`, `r7`,
    /// `令和7年度版`, `令和七年度`. Several if it is the name of several.
    pub fn editions_named(&self, text: &str) -> Vec<Edition<'_>> {
        let wanted = squeezed(text);
        let (by_id, named): (Vec<Edition<'_>>, Vec<Edition<'_>>) =
            self.editions().into_iter().filter(|edition| edition.is_called(&wanted)).partition(|e| e.id() == wanted);
        let known = if by_id.is_empty() { named } else { by_id };
        if !known.is_empty() {
            return known;
        }
        let editions = self.editions();
        EditionNames::new(self).whole(text).into_iter().filter_map(|place| editions.get(place).copied()).collect()
    }
}
