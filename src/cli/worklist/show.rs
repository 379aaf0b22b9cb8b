//! `tenken worklist show`: what the worklist in use is about.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::Party;
use crate::worklist::{Progress, Worklist};
use crate::workspace::pattern_name;

use super::super::exit::FOUND;
use super::super::marked::ConflictDocument;
use super::super::names;
use super::super::output::{Stop, pad};
use super::super::session::Session;

/// Columns of the names of fields.
const NAME: usize = 14;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist show [オプション]", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the profile.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    if args.json {
        let name = session.setup.worklist.clone();
        session.out.json(&WorklistDocument::new(&name, &catalog, &worklist))?;
    } else {
        print(&catalog, &worklist, session)?;
    }
    Ok(FOUND)
}

/// Prints what a worklist is about, how much it counts and where it is.
pub(super) fn print(catalog: &Catalog, worklist: &Worklist, session: &mut Session<'_>) -> Result<(), Stop> {
    let profile = worklist.state().profile();
    let progress = Progress::new(catalog, worklist.state());
    let archived = if profile.is_archived { " [しまってある]" } else { "" };
    session.out.heading(&format!("点検票「{}」{archived}", session.setup.worklist))?;
    let parties: Vec<&str> = profile.parties.iter().map(|party| party.name()).collect();
    let left_out = progress.scope().left_out_by_profile();
    let counted = format!("{} 条項(設定により {left_out} 条項を除く)", progress.total().total());
    let fields = [
        ("施設", profile.facility.clone()),
        ("参照パターン", profile.pattern.as_ref().map(|id| pattern_name(catalog, id)).unwrap_or_default()),
        ("数える担当", if parties.is_empty() { "すべて".to_owned() } else { parties.join("・") }),
        ("数える条項", counted),
        ("フォルダー", worklist.folder().display().to_string()),
    ];
    for (name, value) in &fields {
        let value = if value.is_empty() { "(なし)" } else { value };
        session.out.line(&format!("  {}{value}", pad(name, NAME)))?;
    }
    session.out.line(&format!("  使っている製品 {} 件", profile.products.len()))?;
    for id in &profile.products {
        session.out.line(&format!("    {} [{id}]", names::product(catalog, id)))?;
    }
    profile.conflicts.iter().try_for_each(|conflict| session.out.indented(2, &conflict.sentence()))
}

/// The profile as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct WorklistDocument<'a> {
    name: &'a str,
    folder: String,
    facility: &'a str,
    pattern: Option<&'a str>,
    parties: Vec<Party>,
    products: Vec<&'a str>,
    archived: bool,
    counted: usize,
    left_out: usize,
    conflicts: Vec<ConflictDocument<'a>>,
}

impl<'a> WorklistDocument<'a> {
    fn new(name: &'a str, catalog: &Catalog, worklist: &'a Worklist) -> Self {
        let profile = worklist.state().profile();
        let progress = Progress::new(catalog, worklist.state());
        Self {
            name,
            folder: worklist.folder().display().to_string(),
            facility: &profile.facility,
            pattern: profile.pattern.as_deref(),
            parties: profile.parties.iter().copied().collect(),
            products: profile.products.iter().map(String::as_str).collect(),
            archived: profile.is_archived,
            counted: progress.total().total(),
            left_out: progress.scope().left_out_by_profile(),
            conflicts: profile.conflicts.iter().map(ConflictDocument::new).collect(),
        }
    }
}
