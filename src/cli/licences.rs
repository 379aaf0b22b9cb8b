//! `tenken licences`: under which licences the software is that makes up this program. What the catalog calls a licence, an
//! offer of Microsoft, is a record and shown as all others are.

use crate::bundled;
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::{t, tr};

use super::exit::FOUND;
use super::output::{Output, Stop};
use super::session::Session;
use super::style::Style;
use super::{licence_names, near, table};

/// Begins the line before a text, with its number.
const TEXT: &str = "@@ ";

/// How alike two names have to be, from 0 to 1, for one to be suggested for the other.
const NEAR: f64 = 0.6;

/// Says what is shown, and what is not.
const HEAD: &str = "この実行ファイルに組み込まれているソフトウェアと辞書のライセンスです。Rust のライブラリの出所は https://crates.io/ です。\
    Microsoft のエディション(E3 など)は `tenken search --kind licence` で探せます。";

/// Of which software, and how much of it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken licences [オプション] [NAME]...",
    next_help_heading = "表示のオプション",
    after_help = "Microsoft のエディション(E3 など)は `tenken search --kind licence` で探せます。\n\n例:\n  tenken licences --list\n  tenken licences \"IPADIC(辞書)\""
)]
pub(super) struct Args {
    /// ソフトウェアの名前。省くと、すべてを表示します
    #[arg(value_name = "NAME", help_heading = "引数")]
    names: Vec<String>,
    /// 名前、バージョン、ライセンスだけを一覧にします
    #[arg(long)]
    list: bool,
}

/// A piece of software that is part of the program.
struct Component<'t> {
    name: &'t str,
    version: &'t str,
    /// Its licence as an expression of SPDX.
    licence: &'t str,
    /// The numbers of its texts.
    texts: Vec<&'t str>,
}

/// Prints the components, and their texts unless only a list is wanted.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let file = file()?;
    let (head, texts) = file.split_once(TEXT).unwrap_or((file.as_str(), ""));
    let all: Vec<Component<'_>> = head.lines().filter_map(component).collect();
    let chosen = choose(&all, &args.names, session)?;
    if !args.list && args.names.is_empty() {
        session.out.paragraph(0, t(HEAD))?;
        session.out.line("")?;
    }
    let row = |one: &&Component<'_>| [named(one), one.licence.to_owned()];
    let rows: Vec<[String; 2]> = chosen.iter().map(row).collect();
    table::print(&rows, 1, &mut session.out)?;
    match args.list {
        true => Ok(FOUND),
        false => print_texts(&chosen, texts, &mut session.out).map(|()| FOUND),
    }
}

/// Returns names and versions of all components, for those who complete a line.
pub(super) fn names() -> impl Iterator<Item = (String, String)> {
    let file = file().unwrap_or_default();
    let head = file.split(TEXT).next().unwrap_or_default();
    let named: Vec<_> =
        head.lines().filter_map(component).map(|one| (one.name.to_owned(), one.licence.to_owned())).collect();
    named.into_iter()
}

fn file() -> Result<String, Failure> {
    bundled::licences().map_err(|_| {
        let message = tr!("ライセンスの一覧を読み込めません。");
        Failure::new(FailureKind::Data, message, tr!("tenken を入れ直してください。"))
    })
}

fn component(line: &str) -> Option<Component<'_>> {
    let mut cells = line.split('\t');
    let (name, version, licence) = (cells.next()?, cells.next()?, cells.next()?);
    let version = if name == env!("CARGO_PKG_NAME") { env!("CARGO_PKG_VERSION") } else { version };
    Some(Component { name, version, licence, texts: cells.next()?.split(' ').collect() })
}

/// Returns name and version; some have none.
fn named(component: &Component<'_>) -> String {
    match component.version {
        "-" => component.name.to_owned(),
        version => format!("{} {version}", component.name),
    }
}

/// Returns the components that are meant: all of them if none is named.
fn choose<'c, 't>(
    all: &'c [Component<'t>],
    names: &[String],
    session: &Session<'_>,
) -> Result<Vec<&'c Component<'t>>, Failure> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    let mut chosen = Vec::new();
    for name in names {
        let before = chosen.len();
        chosen.extend(all.iter().filter(|one| one.name.eq_ignore_ascii_case(name)));
        if chosen.len() == before {
            return Err(unknown(all, name, session));
        }
    }
    Ok(chosen)
}

fn unknown(all: &[Component<'_>], name: &str, session: &Session<'_>) -> Failure {
    let message = tr!("「{name}」というソフトウェアは組み込まれていません。", name);
    // Also where the catalog cannot be read: then it is no offer that anybody could show.
    if session.catalog().is_ok_and(|catalog| licence_names::resolve(&catalog, name).is_some()) {
        let hint = tr!("Microsoft のエディションです。`tenken show {word}` で表示します。", word = shell_word(name));
        return Failure::new(FailureKind::Usage, message, hint);
    }
    let near = near::question(all.iter().map(|one| one.name), name, NEAR);
    let hint = tr!("{near}一覧は `tenken licences --list` で表示します。", near);
    Failure::new(FailureKind::Usage, message, hint.trim_start())
}

/// Prints every text that one of the components needs, below their names.
fn print_texts(chosen: &[&Component<'_>], texts: &str, out: &mut Output<'_>) -> Result<(), Stop> {
    for (number, text) in texts.split(&format!("\n{TEXT}")).filter_map(|part| part.split_once('\n')) {
        let needed = chosen.iter().filter(|one| one.texts.contains(&number));
        let names: Vec<String> = needed.map(|one| named(one)).collect();
        if names.is_empty() {
            continue;
        }
        out.line("")?;
        out.line_in(Style::Quiet, &"-".repeat(out.screen.columns.min(80)))?;
        names.iter().try_for_each(|name| out.heading(name))?;
        out.line("")?;
        out.block(text.trim_end())?;
    }
    Ok(())
}
