//! Plain data: the nouns of the catalog and the worklist, without any input or output.
//!
//! One word per idea, the same in code, data and on screen: a [`Guideline`] has [`Volume`]s with
//! [`Chapter`]s; a [`Clause`] is one requirement; a [`Mapping`] leads from a clause to [`Product`]s, a
//! [`Mitigation`] from a [`Risk`] to products; a [`Term`] is a word of the field; a [`Revision`] says what
//! became of a clause in another edition, a [`Question`] of the official Q&A which clauses it is about. This folder imports nothing of tenken.

mod clause;
mod guideline;
mod kind;
mod mapping;
mod named;
mod product;
mod provenance;
mod question;
mod revision;
mod risk;
mod status;
mod term;
mod verdict;

pub use clause::Clause;
pub use guideline::{Also, Chapter, Guideline, Pattern, PatternVolume, Section, Volume};
pub use kind::Kind;
pub use mapping::{CloudShare, MappedProduct, Mapping, Nature, Party, Role};
pub use product::{Capability, Product, ProductKind, Side};
pub use provenance::{Provenance, Seen};
pub use question::Question;
pub use revision::{Carry, Confidence, Link, LinkKind, NumberKept, Revision, RevisionKind};
pub use risk::{Function, Mitigation, Property, Risk, Strength};
pub use status::Status;
pub use term::Term;
pub use verdict::Verdict;

/// Identifies a record for good, for example `mhlw6.sysun.14.5` or `risk.ransomware-ehr`.
pub type Id = String;
