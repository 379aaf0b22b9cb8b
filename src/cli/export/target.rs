//! Where an export goes, the same for everything that is written out: a file, a pipe or the terminal.

use std::path::{Path, PathBuf};

use crate::export::csv::Encoding;
use crate::export::{ExportError, ExportedFile, FileFormat};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::workspace::exports::{check_target, is_same_file, save, written};

use super::super::output::Stop;
use super::super::session::Session;

/// Where it goes.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub(in crate::cli) struct TargetArgs {
    /// 書き出すファイル。省くか - なら標準出力に出します
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// すでにあるファイルを置きかえます
    #[arg(long, requires = "out")]
    force: bool,
}

/// Whether official texts go along.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub(in crate::cli) struct OriginalArgs {
    /// 取込資料の原文も書き出します
    #[arg(long)]
    pub(in crate::cli) with_original: bool,
}

/// What is written, as far as its target has to know it.
pub(in crate::cli) struct Form<'a> {
    /// The code of the format on the command line.
    pub(in crate::cli) code: &'a str,
    /// The name of the format for people.
    pub(in crate::cli) name: &'a str,
    /// Whether a terminal can show it, in UTF-8.
    pub(in crate::cli) is_text: bool,
    /// Whether it can have another encoding than UTF-8.
    pub(in crate::cli) has_encodings: bool,
}

impl Form<'static> {
    /// Returns what is to be known of a format.
    pub(in crate::cli) fn of(format: impl FileFormat) -> Self {
        let (is_text, has_encodings) = (format.is_text(), format.has_encodings());
        Self { code: format.code(), name: format.name(), is_text, has_encodings }
    }
}

impl TargetArgs {
    /// Returns the file it goes to; none if it goes to standard output, which `-` stands for too.
    pub(in crate::cli) fn path(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new("-"))
    }

    /// Whether it goes to a file that is there: under any of its names.
    pub(in crate::cli) fn is(&self, file: &Path) -> bool {
        self.path().is_some_and(|out| is_same_file(out, file))
    }

    /// Checks that the form can go where it shall go, before anything is read or written.
    ///
    /// # Errors
    ///
    /// If it cannot, or if something is in the way.
    pub(in crate::cli) fn check(
        &self,
        form: &Form<'_>,
        encoding: Option<Encoding>,
        session: &Session<'_>,
    ) -> Result<(), Failure> {
        if encoding.is_some() && !form.has_encodings {
            let message = tr!("--encoding は csv だけで使えます。{code} には使えません。", code = form.code);
            return Err(Failure::new(FailureKind::Usage, message, t("--encoding を外してください。")));
        }
        let is_readable = form.is_text && encoding != Some(Encoding::Cp932);
        match self.path() {
            Some(path) => check_target(path, self.force),
            None if session.out.screen.is_terminal && !is_readable => {
                let message = tr!("{name} は端末に表示できません。", name = form.name);
                let hint = t("`--out ファイル名` で書き出すファイルを指定してください。");
                Err(Failure::new(FailureKind::Usage, message, hint))
            }
            None => Ok(()),
        }
    }

    /// Writes a file. `amount` says how much is in it, for example `311 条項`.
    ///
    /// # Errors
    ///
    /// If the file could not be made, or cannot be written.
    pub(in crate::cli) fn write(
        &self,
        file: Result<ExportedFile, ExportError>,
        form: &Form<'_>,
        amount: &str,
        session: &mut Session<'_>,
    ) -> Result<ExportedFile, Stop> {
        let file = file.map_err(|error| Failure::new(FailureKind::Data, error.to_string(), ""))?;
        match self.path() {
            Some(path) => {
                save(path, &file.bytes)?;
                session.out.line(&written(path, form.name, amount))?;
            }
            None => print(&file, session)?,
        }
        Ok(file)
    }
}

/// Reads the name of an encoding.
///
/// # Errors
///
/// Which names there are, if this is none.
pub(in crate::cli) fn parse_encoding(text: &str) -> Result<Encoding, String> {
    match text.to_lowercase().as_str() {
        "utf8" | "utf-8" => Ok(Encoding::Utf8),
        "cp932" | "sjis" | "shift_jis" | "windows-31j" => Ok(Encoding::Cp932),
        _ => Err(t("使えるのは utf8、cp932 です。").to_owned()),
    }
}

/// Prints a file: as it is into a pipe, harmless on a terminal.
fn print(written: &ExportedFile, session: &mut Session<'_>) -> Result<(), Stop> {
    if session.out.screen.is_terminal {
        session.out.block(String::from_utf8_lossy(&written.bytes).trim_start_matches('\u{feff}'))
    } else {
        session.out.bytes(&written.bytes)
    }
}
