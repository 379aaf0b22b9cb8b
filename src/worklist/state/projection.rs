//! Projections: the present values of one subject, read from its registers.

use std::sync::Arc;

use crate::sheet::fields;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::fields::Edit;

use super::evidence::Evidence;
use super::mark::Mark;
use super::profile::Profile;
use super::register::{Conflict, Registers};

/// The present values of the registers of one subject.
pub(crate) trait Projection {
    /// Applies an entry, which is newer than all entries before.
    fn set(&mut self, entry: &Entry);

    /// Returns the list of conflicts.
    fn conflicts(&mut self) -> &mut Vec<Conflict>;
}

/// The registers of one subject and their projection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Versioned<T> {
    pub projection: T,
    pub registers: Registers,
}

impl<T: Projection> Versioned<T> {
    /// Returns a subject without entries.
    pub fn new(projection: T) -> Self {
        Self { projection, registers: Registers::default() }
    }

    /// Adds an entry, which must be newer than all entries before. Conflicts are as before until [`Versioned::settle`].
    pub fn add(&mut self, entry: &Arc<Entry>) {
        self.registers.add(entry);
        self.projection.set(entry);
    }

    /// Computes the conflicts anew: once after many entries, because each conflict lists all its values.
    pub fn settle(&mut self) {
        *self.projection.conflicts() = self.registers.conflicts();
    }
}

/// Declares how an edit changes each projection, from the table in `sheet::fields`.
macro_rules! projections {
    ($(
        $owner:ident($projection:ident) {
            values { $($(#[$doc:meta])* $field:ident: $value:ident($shape:ty) = $code:literal, $name:literal,
                since $since:literal $(, column $column:literal, width $width:literal)?;)* }
            automatic { $($(#[$auto_doc:meta])* $auto_field:ident: $auto:ident($auto_shape:ty) = $auto_code:literal,
                $auto_name:literal, since $auto_since:literal;)* }
            flags { $($(#[$flag_doc:meta])* $flag_field:ident: $flag:ident = $flag_code:literal, $flag_name:literal,
                since $flag_since:literal, $flag_on:literal, $flag_off:literal;)* }
            sets { $($(#[$set_doc:meta])* $set_field:ident: $set:ident { $key:ident: $of:ty } = $set_code:literal,
                $set_name:literal, since $set_since:literal, $set_on:literal, $set_off:literal;)* }
        }
    )+) => {
        $(impl $projection {
            /// Sets the field of an edit. Does nothing if the field belongs to another kind of subject.
            fn set_field(&mut self, edit: &Edit) {
                match edit {
                    $(Edit::$value(value) => self.values().$field.clone_from(value),)*
                    $(Edit::$auto(value) => self.$auto_field.clone_from(value),)*
                    $(Edit::$flag(on) => self.$flag_field = *on,)*
                    $(Edit::$set { $key, on: true } => drop(self.$set_field.insert(Clone::clone($key))),
                      Edit::$set { $key, on: false } => drop(self.$set_field.remove($key)),)*
                    _ => {}
                }
            }
        })+
    };
}

fields!(projections);

impl Projection for Mark {
    fn set(&mut self, entry: &Entry) {
        self.set_field(&entry.change.edit);
        self.changed_at = entry.at;
        if self.changed_by != entry.who.user {
            self.changed_by.clone_from(&entry.who.user);
        }
    }

    fn conflicts(&mut self) -> &mut Vec<Conflict> {
        &mut self.conflicts
    }
}

impl Projection for Profile {
    fn set(&mut self, entry: &Entry) {
        self.set_field(&entry.change.edit);
    }

    fn conflicts(&mut self) -> &mut Vec<Conflict> {
        &mut self.conflicts
    }
}

impl Projection for Evidence {
    fn set(&mut self, entry: &Entry) {
        self.set_field(&entry.change.edit);
    }

    fn conflicts(&mut self) -> &mut Vec<Conflict> {
        &mut self.conflicts
    }
}
