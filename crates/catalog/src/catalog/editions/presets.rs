//! What kinds of facilities inspect, resolved to ids of guidelines, volumes and sheets.

use crate::model::{Id, NewestOf, Preset};

use crate::catalog::store::Catalog;
use crate::catalog::tree::Node;

impl Catalog {
    /// Returns the preset that a person means by its id, title or another name for it, whatever the case.
    pub fn preset(&self, name: &str) -> Option<&Preset> {
        let name = name.trim();
        let is_meant = |preset: &&Preset| {
            let mut names = [&preset.id, &preset.title].into_iter().chain(&preset.aliases);
            names.any(|known| known.to_lowercase() == name.to_lowercase())
        };
        self.presets().find(is_meant)
    }

    /// Returns the preset that holds if nobody chose one.
    pub fn default_preset(&self) -> Option<&Preset> {
        self.presets().find(|preset| preset.is_default)
    }

    /// Returns the ids that a preset counts: guidelines, volumes and chapters, each once. What the catalog does not hold
    /// is left out.
    pub fn counted_by(&self, preset: &Preset) -> Vec<Id> {
        let newest = preset.newest.iter().filter_map(|newest| self.newest_sheet(newest));
        let named = preset.counts.iter().filter_map(|id| self.tree().node(id));
        let mut ids: Vec<Id> = Vec::new();
        for node in named.chain(newest) {
            if !ids.contains(&node.id) {
                ids.push(node.id.clone());
            }
        }
        ids
    }

    /// Returns the ids that a worklist counts if nobody chose: those of the default preset, or every guideline that is
    /// inspected without being chosen.
    pub fn default_counted(&self) -> Vec<Id> {
        match self.default_preset() {
            Some(preset) => self.counted_by(preset),
            None => {
                let counted = self.guidelines().filter(|guideline| guideline.inspected && !guideline.by_choice);
                counted.map(|guideline| guideline.id.clone()).collect()
            }
        }
    }

    /// Returns the newest edition of a guideline that holds clauses, or the sheet of it that is asked for.
    fn newest_sheet(&self, newest: &NewestOf) -> Option<&Node> {
        let mut held = self.editions_of(&newest.guideline);
        held.retain(|edition| edition.clause_count() > 0);
        let last = held.iter().find(|edition| !held.iter().any(|other| edition.leads_to(other)));
        let node = self.tree().node(last?.id())?;
        let sheets = node.children.iter().map(|at| &self.tree().nodes()[*at]);
        match newest.sheet.as_str() {
            "" => Some(node),
            title => sheets.into_iter().find(|sheet| sheet.title == title),
        }
    }
}
