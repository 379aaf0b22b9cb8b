//! What can stand where a value is asked for: one table of all arguments.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, Command};

use crate::catalog::{Catalog, Level, RecordRef, licence_names};
use crate::export::Format;
use crate::export::audit_report::AuditReportFormat;
use crate::export::content::CatalogFormat;
use crate::export::facilities::FacilityFormat;
use crate::export::mapping::MappingFormat;
use crate::export::revisions::RevisionFormat;
use crate::language::t;
use crate::model::{Kind, Status, Verdict};
use crate::workspace::facts::title;
use crate::workspace::packs::PackStore;
use crate::workspace::prepared::Records;
use crate::workspace::{Setup, current_worklist, open_worklist, open_worklists, with_items};

use super::super::environment::Environment;
use super::super::licences::names as component_names;
use super::codes::{
    Coded, action_states, as_typed, encodings, formats, grades, import_formats, parties, patterns, rounds, takes,
    ways_to_count,
};

/// The most values that are listed. Of more, what they begin with is listed, up to the next dot.
pub(super) const LISTED_MAX: usize = 200;

/// A value and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) value: String,
    pub(super) text: String,
}

impl Named {
    pub(super) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// What can stand somewhere.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) named: Vec<Named>,
    /// What the shell itself knows: `files` or `folders`.
    pub(super) request: Option<&'static str>,
}

/// Where values come from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// Ids of records of these kinds.
    Records(&'static [Kind]),
    /// Ids of clauses, then a status.
    Marked,
    Worklists,
    Evidence,
    /// Own items of the worklist in use.
    Items,
    Editions,
    Guidelines,
    Headings,
    Volumes,
    Licences,
    Presets,
    Kinds,
    Verdicts,
    Codes(fn() -> Coded),
    /// Commands, each below the one before.
    Commands,
    Packs,
    Components,
    Files,
    Folders,
    /// What nobody but the person knows.
    Free,
}

const ALL_KINDS: &[Kind] = Kind::ALL;
const CLAUSES: &[Kind] = &[Kind::Clause];
const PRODUCTS: &[Kind] = &[Kind::Product];

/// The arguments with their values: the command (empty for any), the id of the argument, and where its values come from.
/// Those that clap knows by itself are not in it.
const SOURCES: &[(&str, &str, Source)] = &[
    ("", "data", Source::Folders),
    ("", "worklist", Source::Worklists),
    ("", "query", Source::Free),
    ("", "limit", Source::Free),
    ("", "title", Source::Free),
    ("", "note", Source::Free),
    ("", "reason", Source::Free),
    ("", "owner", Source::Free),
    ("", "due", Source::Free),
    ("", "days", Source::Free),
    ("", "effective", Source::Free),
    ("", "expires", Source::Free),
    ("", "facility", Source::Free),
    ("", "period", Source::Free),
    ("", "inspectors", Source::Free),
    ("", "approver", Source::Free),
    ("", "remarks", Source::Free),
    ("", "clauses", Source::Records(CLAUSES)),
    ("", "clause", Source::Records(CLAUSES)),
    ("", "out", Source::Files),
    ("", "encoding", Source::Codes(encodings)),
    ("", "licence", Source::Licences),
    ("", "no_licence", Source::Licences),
    ("", "product", Source::Records(PRODUCTS)),
    ("", "no_product", Source::Records(PRODUCTS)),
    ("", "unused", Source::Records(PRODUCTS)),
    ("", "no_unused", Source::Records(PRODUCTS)),
    ("", "guideline", Source::Guidelines),
    ("", "no_guideline", Source::Guidelines),
    ("", "preset", Source::Presets),
    ("", "pattern", Source::Codes(patterns)),
    ("", "party", Source::Codes(parties)),
    ("", "no_party", Source::Codes(parties)),
    ("show", "ids", Source::Records(ALL_KINDS)),
    ("search", "kind", Source::Kinds),
    ("search", "volume", Source::Volumes),
    ("mark", "words", Source::Marked),
    ("mark", "verdict", Source::Verdicts),
    ("mark", "grade", Source::Codes(grades)),
    ("mark", "action_state", Source::Codes(action_states)),
    ("mark", "cause", Source::Free),
    ("mark", "action", Source::Free),
    ("mark", "action_owner", Source::Free),
    ("mark", "action_due", Source::Free),
    ("mark", "accept_until", Source::Free),
    ("mark", "accepted_by", Source::Free),
    ("mark", "accept_why", Source::Free),
    ("mark", "send_back", Source::Free),
    ("status", "by", Source::Codes(ways_to_count)),
    ("diff", "from", Source::Editions),
    ("diff", "to", Source::Editions),
    ("diff", "format", Source::Codes(formats::<RevisionFormat>)),
    ("carry", "to", Source::Editions),
    ("carry", "name", Source::Free),
    ("evidence add", "source", Source::Files),
    ("evidence link", "id", Source::Evidence),
    ("evidence unlink", "id", Source::Evidence),
    ("evidence withdraw", "id", Source::Evidence),
    ("worklist create", "name", Source::Free),
    ("worklist create", "volume", Source::Headings),
    ("worklist set", "volume", Source::Headings),
    ("worklist set", "no_volume", Source::Headings),
    ("worklist switch", "name", Source::Worklists),
    ("worklist archive", "name", Source::Worklists),
    ("worklist add-item", "item_title", Source::Free),
    ("worklist edit-item", "item", Source::Items),
    ("worklist remove-item", "item", Source::Items),
    ("", "text", Source::Free),
    ("worklist diff", "from", Source::Worklists),
    ("worklist diff", "to", Source::Worklists),
    ("worklist copy", "from", Source::Worklists),
    ("worklist copy", "to", Source::Free),
    ("export", "format", Source::Codes(formats::<Format>)),
    ("export report", "format", Source::Codes(formats::<AuditReportFormat>)),
    ("", "since", Source::Worklists),
    ("", "folder", Source::Folders),
    ("export facilities", "format", Source::Codes(formats::<FacilityFormat>)),
    ("export mapping", "format", Source::Codes(formats::<MappingFormat>)),
    ("export catalog", "format", Source::Codes(formats::<CatalogFormat>)),
    ("export checklist", "form", Source::Files),
    ("export checklist", "vendor", Source::Free),
    ("export checklist", "system", Source::Free),
    ("export checklist", "round", Source::Codes(rounds)),
    ("import", "file", Source::Files),
    ("import", "format", Source::Codes(import_formats)),
    ("import", "map", Source::Files),
    ("import", "id", Source::Packs),
    ("packs show", "pack", Source::Packs),
    ("packs enable", "pack", Source::Packs),
    ("packs disable", "pack", Source::Packs),
    ("packs remove", "pack", Source::Packs),
    ("import worklist", "file", Source::Files),
    ("import worklist", "take", Source::Codes(takes)),
    ("import worklist", "by", Source::Free),
    ("verify", "against", Source::Files),
    ("help", "path", Source::Commands),
    ("licences", "names", Source::Components),
];

/// Returns where the values of an argument come from.
fn source(path: &str, arg: &str) -> Option<Source> {
    let of = |command: &str| SOURCES.iter().find(|(known, id, _)| *known == command && *id == arg);
    of(path).or_else(|| of("")).map(|(.., source)| *source)
}

/// What knows the values: opened only when they are asked for.
pub(super) struct Values<'c> {
    setup: Setup,
    command: &'c Command,
    before: &'c [String],
}

impl<'c> Values<'c> {
    /// Returns what knows the values for a line: its own options say which data and which worklist.
    pub(super) fn new(environment: &Environment, command: &'c Command, before: &'c [String]) -> Self {
        let given = |name: &str| {
            let behind = before.windows(2).filter(|pair| pair[0] == name).map(|pair| pair[1].clone());
            let joined = before.iter().filter_map(|word| word.strip_prefix(name)?.strip_prefix('='));
            behind.chain(joined.map(str::to_owned)).collect::<Vec<String>>()
        };
        let paths = environment.paths.clone();
        let worklist = given("--worklist").pop().unwrap_or_else(|| current_worklist(paths.as_ref()));
        let overlays =
            given("--data").iter().map(|typed| folder(typed, environment.terminal.home.as_deref())).collect();
        let setup = Setup { paths, overlays, worklist, who: environment.who.clone(), items: Vec::new() };
        Self { setup, command, before }
    }

    /// Returns what can stand for an argument of a command.
    pub(super) fn of(&self, path: &str, arg: &Arg, typed: &str) -> Listed {
        let known = arg.get_possible_values();
        if !known.is_empty() {
            let text = |help: Option<&clap::builder::StyledStr>| help.map(ToString::to_string).unwrap_or_default();
            let named = known.iter().map(|value| Named::new(value.get_name(), t(&text(value.get_help()))));
            return Listed { named: named.collect(), request: None };
        }
        match source(path, arg.get_id().as_str()) {
            Some(Source::Files) => Listed { request: Some("files"), ..Listed::default() },
            Some(Source::Folders) => Listed { request: Some("folders"), ..Listed::default() },
            source => {
                Listed { named: source.and_then(|source| self.named(source, typed)).unwrap_or_default(), request: None }
            }
        }
    }

    /// Returns the values of a source; none if what knows them cannot be read.
    fn named(&self, source: Source, typed: &str) -> Option<Vec<Named>> {
        let coded =
            |pairs: Vec<(&str, &str)>| pairs.into_iter().map(|(code, name)| Named::new(code, t(name))).collect();
        Some(match source {
            Source::Codes(codes) => coded(codes()),
            Source::Kinds => coded(Kind::SEARCHABLE.iter().map(|kind| (kind.code(), kind.name())).collect()),
            Source::Verdicts => coded(as_typed(Verdict::ALL.iter().map(|verdict| verdict.name()))),
            Source::Commands => self.commands(),
            Source::Packs => self.packs()?,
            Source::Components => component_names().map(|(name, version)| Named::new(name, version)).collect(),
            Source::Worklists => self.worklists()?,
            Source::Evidence => self.evidence()?,
            Source::Items => self.items(),
            Source::Marked => self.marked(typed)?,
            Source::Records(kinds) => records(&*self.catalog()?, kinds, typed),
            Source::Editions
            | Source::Guidelines
            | Source::Headings
            | Source::Volumes
            | Source::Licences
            | Source::Presets => in_catalog(&*self.catalog()?, source),
            Source::Files | Source::Folders | Source::Free => Vec::new(),
        })
    }

    /// Returns the commands below those that are named already.
    fn commands(&self) -> Vec<Named> {
        let mut named = self.before.iter().skip_while(|word| *word != "help").skip(1);
        let below = named.try_fold(self.command, |command, name| command.find_subcommand(name));
        let inner = below.map(|command| command.get_subcommands().collect::<Vec<_>>()).unwrap_or_default();
        let about = |inner: &Command| inner.get_about().map(ToString::to_string).unwrap_or_default();
        inner.into_iter().map(|inner| Named::new(inner.get_name(), about(inner))).collect()
    }

    /// Returns the records as they are prepared; those of the program where nothing is, or nothing can be read: nobody waits
    /// for it at a press of a key.
    fn catalog(&self) -> Option<Arc<Catalog>> {
        let prepared = Records::open_if_prepared(&with_items(&self.setup)).ok().flatten();
        prepared.or_else(|| Records::bundled().ok()).map(|records| records.catalog)
    }

    fn packs(&self) -> Option<Vec<Named>> {
        let packs = PackStore::of(&self.setup).ok()?.list();
        Some(packs.iter().map(|listed| Named::new(&listed.id, listed.title())).collect())
    }

    fn worklists(&self) -> Option<Vec<Named>> {
        let names = open_worklists(&self.setup).ok()?.names().ok()?;
        let text = |name: &String| if *name == self.setup.worklist { t("使用中") } else { "" };
        Some(names.iter().map(|name| Named::new(name, text(name))).collect())
    }

    fn items(&self) -> Vec<Named> {
        let items = with_items(&self.setup).items;
        items.iter().map(|item| Named::new(format!("独自{}", item.number), item.title.as_str())).collect()
    }

    fn evidence(&self) -> Option<Vec<Named>> {
        let worklist = open_worklist(&self.setup).ok()?;
        let evidence = worklist.state().evidence().filter(|evidence| !evidence.is_withdrawn);
        Some(evidence.map(|evidence| Named::new(evidence.id.to_string(), evidence.name())).collect())
    }

    /// Returns clauses, and statuses once there is a clause or a query.
    fn marked(&self, typed: &str) -> Option<Vec<Named>> {
        let begun = self.before.iter().skip_while(|word| *word != "mark").count() > 1;
        let statuses = Status::ALL.iter().filter(|_| begun).map(|status| Named::new(status.code(), t(status.name())));
        Some(statuses.chain(records(&*self.catalog()?, CLAUSES, typed)).collect())
    }
}

/// Returns the ids of records that begin with a text.
fn records(catalog: &Catalog, kinds: &[Kind], typed: &str) -> Vec<Named> {
    let all = kinds.iter().flat_map(|kind| catalog.all(*kind));
    let known: Vec<_> = all.filter(|at| catalog.id(*at).starts_with(typed)).collect();
    // Of more, no title is shown.
    let are_listed = known.len() <= LISTED_MAX;
    let shown = |at: RecordRef| if are_listed { title(catalog, at).into_owned() } else { String::new() };
    known.iter().map(|at| Named::new(catalog.id(*at), shown(*at))).collect()
}

/// Returns the folder that is typed. The shell has not put in the person's home yet.
fn folder(typed: &str, home: Option<&Path>) -> PathBuf {
    match (typed.strip_prefix("~/"), home) {
        (Some(below), Some(home)) => home.join(below),
        _ => PathBuf::from(typed),
    }
}

/// Returns what a catalog names besides its records.
fn in_catalog(catalog: &Catalog, source: Source) -> Vec<Named> {
    let headings = |levels: &[Level]| {
        let nodes = catalog.tree().nodes().iter().filter(|node| levels.contains(&node.level));
        nodes.map(|node| Named::new(&node.id, node.shown_title())).collect()
    };
    match source {
        Source::Editions => {
            catalog.editions().iter().map(|edition| Named::new(edition.id(), edition.full_name())).collect()
        }
        Source::Guidelines => headings(&[Level::Guideline]),
        Source::Headings => headings(&[Level::Volume, Level::Chapter]),
        Source::Volumes => catalog.volumes().map(|volume| Named::new(&volume.id, volume.shown_title())).collect(),
        Source::Licences => {
            let short = |licence| licence_names(licence).next().unwrap_or_default();
            catalog.licences().map(|licence| Named::new(short(licence), t(&licence.title))).collect()
        }
        Source::Presets => {
            let titles = catalog.presets().map(|preset| Named::new(&preset.title, &preset.id));
            titles.chain(catalog.presets().map(|preset| Named::new(&preset.id, t(&preset.title)))).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::line::takes_value;
    use super::*;

    /// Adds every argument that takes a value which clap does not know, with its command.
    fn arguments(command: &Command, path: &str, found: &mut BTreeSet<(String, String)>) {
        let arguments = command.get_arguments().filter(takes_value).filter(|arg| arg.get_possible_values().is_empty());
        found.extend(arguments.map(|arg| (path.to_owned(), arg.get_id().to_string())));
        for inner in command.get_subcommands() {
            arguments_below(inner, path, found);
        }
    }

    fn arguments_below(inner: &Command, path: &str, found: &mut BTreeSet<(String, String)>) {
        let path = format!("{path} {}", inner.get_name());
        arguments(inner, path.trim_start(), found);
    }

    #[test]
    fn every_argument_has_its_row_and_every_row_its_argument() {
        let mut command = crate::cli::command();
        command.build();
        let mut found = BTreeSet::new();
        arguments(&command, "", &mut found);
        assert!(found.len() > 60, "{found:?}");
        let missing: Vec<_> = found.iter().filter(|(path, arg)| source(path, arg).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let is_used = |(path, id, _): &&(&str, &str, Source)| {
            found.iter().any(|(known, arg)| arg == id && (path.is_empty() || known == path))
        };
        let idle: Vec<_> = SOURCES.iter().filter(|row| !is_used(row)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
