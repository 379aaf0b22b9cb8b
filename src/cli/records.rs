//! The records that a command works with, and what the person is told while they are made ready.

use std::cell::RefCell;
use std::io::Write;
use std::ops::{ControlFlow, Deref};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::tr;
use crate::model::Pack;
use crate::search::Engine;
use crate::text::clean::visible_line;
use crate::workspace::prepared::{Records, Step, Unread, packs_off};
use crate::workspace::{Setup, exported};

/// Where sentences to the person go.
pub(super) type Notes<'a> = Rc<RefCell<&'a mut dyn Write>>;

/// How long it takes before anything is said about it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The records of a run. They are looked at as the catalog.
pub(super) struct SessionRecords<'a> {
    records: Records,
    notes: Notes<'a>,
    /// What they were opened from; none of the bundled ones alone.
    setup: Option<Setup>,
}

impl<'a> SessionRecords<'a> {
    /// Opens the records of a setup.
    ///
    /// # Errors
    ///
    /// If records of the user cannot be read or are invalid.
    pub(super) fn open(setup: &Setup, notes: Notes<'a>) -> Result<Self, Failure> {
        let records = Records::open(setup, &mut watch(&notes))?;
        records.unread.iter().for_each(|unread| note(&notes, &unread.sentence()));
        Ok(Self { records, notes, setup: Some(setup.clone()) })
    }

    /// Returns the packs that are left out because they cannot be read.
    pub(super) fn unread(&self) -> &[Unread] {
        &self.records.unread
    }

    /// Returns the pack with a clause that is not there because the pack is switched off.
    pub(super) fn pack_off_with(&self, clause: &str) -> Option<Pack> {
        let off = packs_off(self.setup.as_ref()?);
        off.into_iter().find(|off| off.clauses.contains(clause)).map(|off| off.pack)
    }

    /// Returns the catalog that exports are made of.
    ///
    /// # Errors
    ///
    /// As for [`exported`].
    pub(super) fn exported(&self, with_original: bool) -> Result<Arc<Catalog>, Failure> {
        exported(&self.records.catalog, with_original)
    }

    /// Returns the search engine of the records.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or made.
    pub(super) fn engine(&self) -> Result<Engine, Failure> {
        Ok(self.records.engine(&mut watch(&self.notes))?)
    }
}

impl Deref for SessionRecords<'_> {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        &self.records.catalog
    }
}

/// Tells the person something that is not a result.
pub(super) fn note(notes: &Notes<'_>, sentence: &str) {
    // A note that nobody can read must not stop the work.
    let _ = writeln!(notes.borrow_mut(), "tenken: {}", visible_line(sentence));
}

/// Returns what tells the person, once it takes long, what is being done, and whether that is so every time.
fn watch(notes: &Notes<'_>) -> impl FnMut(Step) -> ControlFlow<()> {
    let start = Instant::now();
    let (mut is_told, mut in_vain) = (false, None);
    move |step| {
        let is_long = start.elapsed() >= PATIENCE;
        if let Step::NotKept(why) = step {
            // Told before it is made: only if that takes long, it is worth a word.
            in_vain = Some(why);
        } else if is_long && !is_told {
            is_told = true;
            note(
                notes,
                tr!("重ねたデータの検索の索引を作成しています。データが変わるまで、次からはすぐに始まります。"),
            );
        }
        if let Some(why) = in_vain.take_if(|_| is_long) {
            note(
                notes,
                &tr!(
                    "作成した索引を保存できません({why})。次も同じだけ時間がかかります。置き場所は環境変数 TENKEN_CACHE_DIR で指定できます。",
                    why
                ),
            );
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// Returns the bundled records, of which nothing is told.
    pub(in super::super) fn bundled(sink: &mut std::io::Sink) -> SessionRecords<'_> {
        SessionRecords { records: Records::bundled().unwrap(), notes: Rc::new(RefCell::new(sink)), setup: None }
    }
}
