//! `tenken keys`: the keys of the terminal UI, with the user's own laid over them.

use crate::failure::{Failure, FailureKind};
use crate::language::{t, titled, tr};
use crate::paths::Paths;
use crate::tui::input::keymap::{DEFAULT, Keymap, KeymapError, Mode};

use super::exit::FOUND;
use super::output::Stop;
use super::session::Session;
use super::{own_file, table};

/// What to print.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken keys [オプション]",
    next_help_heading = "キーのオプション",
    after_help = "設定フォルダーの keys.toml に --toml と同じ形で書いたキーだけが置きかわります。\n設定フォルダーの場所は `tenken doctor` で分かります。"
)]
pub(super) struct Args {
    /// 既定のキー割り当てを TOML で出力します
    #[arg(long)]
    toml: bool,
}

/// Prints the keys screen by screen, or the bundled table as it is.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    if args.toml {
        session.out.block(DEFAULT)?;
        return Ok(FOUND);
    }
    let keymap = load(session.setup.paths.as_ref())?;
    for (place, mode) in Mode::ALL.into_iter().enumerate() {
        if place > 0 {
            session.out.line("")?;
        }
        session.out.line(&tr!("画面: {name}", name = titled(mode.name())))?;
        let rows: Vec<[String; 2]> =
            keymap.help(mode).into_iter().map(|(keys, description)| [t(description).to_owned(), keys]).collect();
        let widths = table::widths(&rows, session.out.screen);
        rows.iter()
            .try_for_each(|row| session.out.line(&format!("  {}", table::line(row, &widths, session.out.screen))))?;
    }
    Ok(FOUND)
}

/// Returns the bundled keys with those of the user's `keys.toml`, if there is one, laid over them.
///
/// # Errors
///
/// If the file cannot be read, or anything in it is wrong: then none of it is used.
pub(super) fn load(paths: Option<&Paths>) -> Result<Keymap, Failure> {
    let broken =
        |error: KeymapError| Failure::new(FailureKind::Data, tr!("キーの表に誤りがあります。{error}", error), "");
    let keymap = Keymap::parse(DEFAULT).map_err(broken)?;
    let Some(file) = paths.map(Paths::keys) else { return Ok(keymap) };
    let Some(text) = own_file::read(&file)? else { return Ok(keymap) };
    keymap.with(&text).map_err(|error| {
        let hint = tr!("`tenken keys --toml` で、書き方と使える名前を確かめられます。");
        Failure::new(FailureKind::Data, tr!("{file} の {error}", file = file.display(), error), hint)
    })
}
