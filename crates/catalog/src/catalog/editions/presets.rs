//! What kinds of facilities inspect, resolved to ids of guidelines, volumes and sheets.

use crate::language::t;
use crate::model::{Id, NewestOf, Preset};

use crate::catalog::store::Catalog;
use crate::catalog::tree::Node;
use crate::tr;

impl Catalog {
    /// Returns the preset that a person means by its id, title (in the language of the thread too) or another name for it,
    /// whatever the case.
    pub fn preset(&self, name: &str) -> Option<&Preset> {
        let name = name.trim();
        let is_meant = |preset: &&Preset| {
            let mut names = [&preset.id, &preset.title].into_iter().chain(&preset.aliases).map(String::as_str);
            let is_it = |known: &str| known.to_lowercase() == name.to_lowercase();
            names.any(is_it) || is_it(t(&preset.title))
        };
        self.presets().find(is_meant)
    }

    /// Returns the preset that holds if nobody chose one.
    pub fn default_preset(&self) -> Option<&Preset> {
        self.presets().find(|preset| preset.is_default)
    }

    /// Returns the ids that a preset counts: guidelines, volumes and chapters, each once. What the catalog does not hold
    /// is left out; [`Catalog::preset_remarks`] says what that is. Who chooses a preset chooses the newest list, be it from a
    /// pack.
    pub fn counted_by(&self, preset: &Preset) -> Vec<Id> {
        self.counted(preset, |_| true)
    }

    fn counted(&self, preset: &Preset, may_count: impl Fn(&Node) -> bool) -> Vec<Id> {
        let newest = preset.newest.iter().filter_map(|newest| match self.newest_sheet(newest, &may_count) {
            Newest::Asked(node) | Newest::Whole(node) => Some(node),
            Newest::Nothing => None,
        });
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
    /// inspected without being chosen. A list that came with a pack is not counted because it is the newest.
    pub fn default_counted(&self) -> Vec<Id> {
        match self.default_preset() {
            Some(preset) => self.counted(preset, |node| self.has_own_clauses(node)),
            None => {
                let counted = self.guidelines().filter(|guideline| guideline.inspected && !guideline.by_choice);
                counted.map(|guideline| guideline.id.clone()).collect()
            }
        }
    }

    /// Returns sentences about what a preset counts otherwise than it says, because the catalog holds it differently.
    pub fn preset_remarks(&self, preset: &Preset) -> Vec<String> {
        let remark = |newest: &NewestOf| match self.newest_sheet(newest, |_| true) {
            Newest::Asked(_) => None,
            Newest::Whole(node) => Some(tr!(
                "{name}には「{sheets}」に当たるシートがないため、その全体を数えます。",
                name = self.edition_at(&node.id).map_or_else(|| node.heading(), |edition| edition.full_name()),
                sheets = newest.sheets.join(t("」「"))
            )),
            Newest::Nothing => {
                let known = self.guideline(&newest.guideline);
                let name = known.map_or(&newest.guideline, |guideline| &guideline.short);
                Some(tr!("{name}は、項目を収録していないため数えません。", name))
            }
        };
        preset.newest.iter().filter_map(remark).collect()
    }

    /// Returns the newest edition that holds clauses among those of a guideline and those that took their place, or the
    /// sheet of it that is asked for. A list may go on in another guideline.
    fn newest_sheet(&self, newest: &NewestOf, may_count: impl Fn(&Node) -> bool) -> Newest<'_> {
        let own = self.editions_of(&newest.guideline);
        let mut held = self.editions();
        held.retain(|edition| {
            let goes_on = || own.iter().any(|one| one.id() == edition.id() || one.leads_to(edition));
            edition.clause_count() > 0 && goes_on() && edition.node().is_some_and(&may_count)
        });
        let last = held.iter().find(|edition| !held.iter().any(|other| edition.leads_to(other)));
        let Some(node) = last.and_then(|last| self.tree().node(last.id())) else { return Newest::Nothing };
        let mut sheets = node.children.iter().map(|at| &self.tree().nodes()[*at]);
        match sheets.find(|sheet| newest.sheets.contains(&sheet.title) && !sheet.clauses.is_empty()) {
            Some(sheet) => Newest::Asked(sheet),
            None if newest.sheets.is_empty() => Newest::Asked(node),
            None => Newest::Whole(node),
        }
    }
}

/// What the catalog holds of the newest edition of a guideline.
enum Newest<'a> {
    /// What is asked for.
    Asked(&'a Node),
    /// The edition, without the sheet that is asked for.
    Whole(&'a Node),
    /// No clause of any edition.
    Nothing,
}
