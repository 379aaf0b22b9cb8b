//! The form of what a worklist is about: a new one, or the one in use.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{Id, Party};
use crate::tui::app::field_editor::TYPING_LIMIT;
use crate::tui::app::text_input::TextInput;
use crate::worklist::{Change, Counted, Field, Profile, State};
use crate::workspace::worklists::{PROFILE_TEXTS, apply_usage};

/// A row of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormRow {
    /// The name of a new worklist.
    Name,
    /// A text, by its place in the table of texts.
    Text(usize),
    /// The kind of facility.
    Preset(Id),
    /// A heading that is counted or not.
    Heading(Id),
    /// The reference pattern, or none.
    Pattern(Option<Id>),
    /// A party whose clauses are counted.
    Party(Party),
    /// The products and licences in use, on a page of their own.
    Products,
    /// Creates the worklist, or records what has changed.
    Submit,
    /// Begins anew.
    Reset,
}

impl FormRow {
    /// Whether it turns something on or off.
    pub const fn is_check(&self) -> bool {
        match self {
            Self::Preset(_) | Self::Heading(_) | Self::Pattern(_) | Self::Party(_) => true,
            Self::Name | Self::Text(_) | Self::Products | Self::Submit | Self::Reset => false,
        }
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileForm {
    /// The worklist that it is about; none for a new one.
    pub of: Option<String>,
    /// The name of a new one.
    pub name: String,
    /// What is filled in.
    pub profile: Profile,
    /// What was there at the beginning.
    pub before: Profile,
    /// The fields that were filled in, also with what was there.
    pub chosen: BTreeSet<Field>,
    /// The row that is wrong, and why.
    pub wrong: Option<(FormRow, String)>,
}

impl ProfileForm {
    /// Returns the form of a new worklist: the default kind of facility is chosen.
    pub fn new(catalog: &Catalog) -> Self {
        let preset = catalog.default_preset();
        let profile = Profile {
            preset: preset.map(|preset| preset.id.clone()),
            counted: match preset {
                Some(preset) => catalog.counted_by(preset).into_iter().collect(),
                None => catalog.default_counted().into_iter().collect(),
            },
            ..Profile::default()
        };
        let (before, chosen) = (profile.clone(), BTreeSet::new());
        Self { of: None, name: String::new(), before, profile, chosen, wrong: None }
    }

    /// Returns the form of a worklist that is there.
    pub fn of(name: &str, catalog: &Catalog, state: &State) -> Self {
        let profile = Profile { counted: Counted::of(catalog, state).ids, ..state.profile().clone() };
        let (before, chosen) = (profile.clone(), BTreeSet::new());
        Self { of: Some(name.to_owned()), name: name.to_owned(), before, profile, chosen, wrong: None }
    }

    /// Begins anew with what was there at the beginning.
    pub fn begin_anew(&mut self) {
        self.profile = self.before.clone();
        self.chosen.clear();
        self.wrong = None;
    }

    /// Changes the products and licences in use.
    pub fn change_usage(&mut self, changes: &[Change]) {
        self.chosen.extend(changes.iter().map(|change| change.edit.field()));
        apply_usage(&mut self.profile, changes);
    }

    /// Lets clauses of a party count, or not.
    pub fn toggle_party(&mut self, party: Party) {
        if !self.profile.parties.remove(&party) {
            self.profile.parties.insert(party);
        }
        self.chosen.insert(Field::Party(party));
    }

    /// Whether anything was filled in.
    pub fn is_touched(&self) -> bool {
        self.profile != self.before || (self.of.is_none() && !self.name.is_empty())
    }

    /// Returns the text of a row of the table; empty if there is none.
    pub fn text(&self, row: usize) -> &str {
        PROFILE_TEXTS.get(row).map_or("", |text| (text.get)(&self.profile))
    }

    /// Replaces the text of a row of the table. What was only looked at stays as it is, with its lines.
    pub fn set_text(&mut self, row: usize, text: &str) {
        self.chosen.extend(PROFILE_TEXTS.get(row).map(|row| (row.edit)(String::new()).field()));
        if TextInput::of_line(self.text(row), TYPING_LIMIT).text().trim() == text.trim() {
            return;
        }
        if let Some(row) = PROFILE_TEXTS.get(row) {
            (row.set)(&mut self.profile, text.trim().to_owned());
        }
    }
}
