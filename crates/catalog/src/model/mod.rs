//! Plain data: the nouns of the catalog and the worklist, without any input or output.
//!
//! One word per idea, the same in code, data and on screen: a [`Guideline`] has [`Volume`]s with
//! [`Chapter`]s; a [`Clause`] is one requirement; a [`Mapping`] leads from a clause to [`Product`]s, a
//! [`Mitigation`] from a [`Risk`] to products; a [`Measure`] is what Microsoft itself does and an [`AuditReport`] shows it, a
//! [`Licence`] includes products, a [`Theme`] gathers records to read together; a [`Term`] is a word of the field; a [`Revision`] says what
//! became of a clause in another edition, a [`Question`] of the official Q&A which clauses it is about; a [`Preset`]
//! says what a kind of facility inspects. An [`OwnItem`] is a check that somebody added to one worklist. A [`Pack`] is what was read from a document of the user, an [`Original`] the official
//! text of a clause in it, a [`Statement`] what it says of a clause or a risk. This folder imports nothing of tenken
//! but the language.

mod clause;
mod cloud;
mod guideline;
mod kind;
mod mapping;
mod named;
mod pack;
mod provenance;
mod question;
mod revision;
mod risk;
mod status;
mod term;
mod theme;
mod verdict;

pub(crate) use clause::shown_name;
pub use clause::{Clause, OWN_ITEMS, OwnItem, is_own_item, own_item_number};
pub use cloud::{
    Access, AuditReport, Availability, Capability, Citation, DocumentKind, Extent, Grant, Licence, Measure,
    MeasureEvidence, Product, ProductKind, Service, ServiceAvailability, Side, Use,
};
pub use guideline::{Also, Chapter, Guideline, NewestOf, Pattern, PatternVolume, Preset, Section, Volume};
pub use kind::Kind;
pub use mapping::{CloudShare, MappedProduct, Mapping, Nature, Party, Role};
pub use pack::{Original, Pack, Statement};
pub use provenance::{Provenance, Seen};
pub use question::Question;
pub use revision::{Carry, Confidence, Fate, FateBy, Link, LinkKind, NumberKept, Revision, RevisionKind, Touch};
pub use risk::{Function, Mitigation, Property, Risk, Strength};
pub use status::Status;
pub use term::Term;
pub use theme::Theme;
pub use verdict::{ActionState, Grade, Review, Verdict};

/// Identifies a record for good, for example `mhlw6.sysun.14.5` or `risk.ransomware-ehr`.
pub type Id = String;
