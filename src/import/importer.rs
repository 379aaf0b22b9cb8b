//! What reads one kind of document into records.

use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::catalog::Catalog;
use crate::search::Engine;
use crate::text::clean::clean_line;
use crate::text::hex::hex;

use super::file::{Contents, Unreadable, contents, read_bytes};
use super::reading::{NotRead, Reading};

/// A kind of document that can be taken in.
pub trait Importer: Sync {
    /// Returns its code, for `--as` and in packs.
    fn code(&self) -> &'static str;

    /// Returns its Japanese name.
    fn name(&self) -> &'static str;

    /// Returns the usual endings of its files, without dots. The contents decide, not the ending.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a file is one of these. It looks at no more than it takes to tell, and never fails.
    fn recognises(&self, file: &SourceFile) -> bool;

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If the file is no such document after all, is damaged or too large, or whoever watches has broken it off.
    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead>;
}

/// What an importer may look at beside the file.
pub struct ImportContext<'a> {
    /// The records there are, without those of a pack that the file would replace.
    pub catalog: &'a Catalog,
    /// Opens the search engine, which finds records by number and name as people write them: only for a file that needs it,
    /// because the index may have to be made first.
    pub engine: &'a dyn Fn() -> Result<&'a Engine, NotRead>,
    /// What the person wants.
    pub options: &'a ImportOptions,
    /// Is told how much is done of how much, and may break it off.
    pub watch: &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>,
}

impl ImportContext<'_> {
    /// Tells who watches that `done` of `all` records are read, now and then.
    ///
    /// # Errors
    ///
    /// If it is to be broken off.
    pub(super) fn tell(&mut self, done: usize, all: usize) -> Result<(), NotRead> {
        if done.is_multiple_of(64) && (self.watch)(done, all).is_break() { Err(NotRead::Cancelled) } else { Ok(()) }
    }
}

/// What the person wants of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Also what is below the threshold of the format.
    pub everything: bool,
    /// The text of a mapping file: which column of a spreadsheet is what.
    pub map: Option<String>,
}

/// A file that somebody wants to take in.
#[derive(Debug)]
pub struct SourceFile {
    /// Its name without the folder, clean to be shown.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    contents: OnceCell<Result<Contents, Unreadable>>,
}

impl SourceFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it is no file, cannot be read or is too large.
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::new(&name, read_bytes(path)?))
    }

    /// Returns a file with these bytes.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { name: clean_line(name), bytes, sha256, contents: OnceCell::new() }
    }

    /// Returns the sheets or the text of the file, which are read once.
    ///
    /// # Errors
    ///
    /// If it is neither a workbook nor text, is damaged or too large.
    pub(super) fn contents(&self) -> Result<&Contents, &Unreadable> {
        self.contents.get_or_init(|| contents(self.bytes.clone())).as_ref()
    }

    /// Returns what is wrong with the file itself, whatever it was meant to be; none if it is sound, or of another kind.
    pub fn fault(&self) -> Option<&Unreadable> {
        self.contents().err().filter(|why| !why.is_of_another_kind())
    }

    /// Returns the bytes as text, if they are UTF-8; without a byte order mark.
    pub fn utf8(&self) -> Option<&str> {
        let text = str::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}
