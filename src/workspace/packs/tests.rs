//! A pack's life on disk.

#![allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]

use std::ops::ControlFlow;
use std::path::Path;

use crate::import::{ImportContext, Importer, NotRead, Reading, SourceFile};
use crate::paths::Paths;
use crate::worklist::Identity;

use super::super::Setup;
use super::super::prepared::Step;
use super::pack_file::text;
use super::preview::preview_with;
use super::testing::{Words, records};
use super::*;

const ALL: &[&'static dyn Importer] = &[&Words];

fn setup(home: &Path) -> Setup {
    let folder = |name: &str| home.join(name);
    let paths =
        Paths { config: folder("config"), data: folder("data"), cache: folder("cache"), state: folder("state") };
    let who = Identity { user: "u".into(), host: "h".into() };
    Setup { paths: Some(paths), overlays: Vec::new(), worklist: "default".into(), who, items: Vec::new() }
}

fn looked_at(setup: &Setup, text: &str) -> Result<ImportPreview, NoImport> {
    let wish = ImportWish { day: "2026-11-29".to_owned(), ..ImportWish::default() };
    let file = SourceFile::new("words.txt", text.as_bytes().to_vec());
    preview_with(ALL, setup, (&file, &wish), &mut |_| ControlFlow::Continue(()))
}

fn taken_in(setup: &Setup, text: &str) -> Option<PackDone> {
    looked_at(setup, text).unwrap().apply(setup).unwrap()
}

fn lines(preview: &ImportPreview) -> String {
    let parts = import_parts(preview, None);
    parts.iter().map(|part| format!("{}\n{}\n", part.heading, part.lines.join("\n"))).collect()
}

/// Returns id and state of each pack.
fn states(store: &PackStore) -> Vec<(String, &'static str)> {
    store.list().iter().map(|listed| (listed.id.clone(), state_name(listed))).collect()
}

/// Reads like [`Words`], but looks something up before.
struct Asking;

impl Importer for Asking {
    fn code(&self) -> &'static str {
        Words.code()
    }

    fn name(&self) -> &'static str {
        Words.name()
    }

    fn extensions(&self) -> &'static [&'static str] {
        Words.extensions()
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        Words.recognises(file)
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        (context.engine)()?.by_number("運用14⑤");
        (context.engine)()?;
        Words.read(file, context)
    }
}

#[test]
fn the_index_of_other_packs_is_made_only_for_a_document_that_needs_it_and_may_be_broken_off() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let other = records("other-pack", 2);
    PackStore::of(&setup).unwrap().put(&other.packs[0], &text(&other), None).unwrap();
    let wish = ImportWish { day: "2026-11-29".to_owned(), ..ImportWish::default() };
    let file = SourceFile::new("words.txt", b"words\nx".to_vec());
    let look = |importer: &'static dyn Importer, goes_on: bool| {
        let mut made = 0;
        let mut watch = |step| {
            let is_made = matches!(step, ImportStep::Preparing(Step::Indexing { .. }));
            made += usize::from(is_made);
            if is_made && !goes_on { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let read = preview_with(&[importer], &setup, (&file, &wish), &mut watch);
        (read.map(|preview| preview.counts.clause), made > 0)
    };
    assert_eq!(look(&Words, false), (Ok(1), false));
    assert_eq!(look(&Asking, false), (Err(NoImport::Cancelled), true));
    assert_eq!(look(&Asking, true), (Ok(1), true));
    assert_eq!(look(&Asking, false), (Ok(1), false), "it is kept");
}

#[test]
fn a_document_is_shown_first_and_taken_in_once() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let first = looked_at(&setup, "words\n一\n\n三\n").unwrap();
    let said = lines(&first);
    for part in ["試しの語(形式 words)", "条項 3 件、関連 1 件", "3 行目: 空の行です。", "新しい取込資料"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!home.path().join("data").exists(), "nothing is written before it is wanted");
    let done = first.apply(&setup).unwrap().unwrap();
    assert_eq!(done_sentence(&done, false), "取込資料「試し」[own-words] を取り込みました。");
    let again = looked_at(&setup, "words\n一\n\n三\n").unwrap();
    assert!(again.is_there() && lines(&again).contains("記録は変わりません"), "{}", lines(&again));
    assert_eq!(again.apply(&setup).unwrap(), None);
    let changed = looked_at(&setup, "words\n一\n\n三の二\n").unwrap();
    assert!(lines(&changed).contains("内容が変わる 1 件: 条項 1.3 三の二"), "{}", lines(&changed));
}

#[test]
fn every_act_is_undone_in_turn() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    assert_eq!(store.undo(), Ok(None));
    let file = setup.paths.as_ref().unwrap().packs().join("own-words.toml");
    taken_in(&setup, "words\n一\n");
    let old = std::fs::read_to_string(&file).unwrap();
    taken_in(&setup, "words\n一\n二\n");
    store.disable("own-words").unwrap();
    assert_eq!(states(&store), [("own-words".to_owned(), "無効")]);
    taken_in(&setup, "words\n一\n二\n三\n");
    assert_eq!(states(&store), [("own-words".to_owned(), "有効")]);
    store.remove("own-words").unwrap();
    assert_eq!(states(&store), []);
    let undone: Vec<String> =
        std::iter::from_fn(|| store.undo().unwrap()).map(|done| done_sentence(&done, true)).collect();
    let acts: Vec<bool> = ["削除", "取り込み", "無効化", "取り込み", "取り込み"]
        .iter()
        .zip(&undone)
        .map(|(act, said)| said.contains(act))
        .collect();
    assert_eq!(acts, [true; 5], "{undone:?}");
    assert_eq!(states(&store), []);
    taken_in(&setup, "words\n一\n");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), old);
}

#[test]
fn nothing_is_undone_over_what_somebody_else_did() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    let file = setup.paths.as_ref().unwrap().packs().join("own-words.toml");
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + "# mine\n").unwrap();
    assert!(store.undo().unwrap_err().message.contains("own-words.toml"));
    let stale = looked_at(&setup, "words\n二\n").unwrap();
    store.remove("own-words").unwrap();
    assert!(stale.apply(&setup).unwrap_err().message.contains("確かめたあとで変えられました"));
}

#[test]
fn only_so_many_acts_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    for _ in 0..12 {
        store.disable("own-words").unwrap();
        store.enable("own-words").unwrap();
    }
    assert_eq!(std::iter::from_fn(|| store.undo().unwrap()).count(), 20);
    assert_eq!(states(&store).len(), 1);
}

#[test]
fn what_is_damaged_is_listed_and_can_be_removed() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    let folder = setup.paths.as_ref().unwrap().packs();
    std::fs::write(folder.join("broken.toml"), "[[pack]]\nid = 3\n").unwrap();
    std::fs::write(folder.join("renamed.toml"), std::fs::read(folder.join("own-words.toml")).unwrap()).unwrap();
    std::fs::write(folder.join("対応表.toml"), "").unwrap();
    let found = states(&store);
    assert_eq!(found.iter().filter(|(_, state)| *state == "破損").count(), 3, "{found:?}");
    store.remove("broken").unwrap();
    store.remove("renamed").unwrap();
    assert!(store.remove("対応表").is_err() && store.remove("../x").is_err() && store.enable("none").is_err());
    assert_eq!(states(&store).len(), 2);
}

#[test]
fn bytes_that_nobody_can_read_are_moved_as_they_are() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    let folder = setup.paths.as_ref().unwrap().packs();
    let file = folder.join("own-words.toml");
    let bytes = b"[[pack]]\nid = \"\x82\xa0\"\n";
    std::fs::write(&file, bytes).unwrap();
    std::fs::File::create(folder.join("huge.toml")).unwrap().set_len((64 << 20) + 1).unwrap();
    store.disable("own-words").unwrap();
    assert!(store.enable("own-words").unwrap_err().message.contains("own-words.toml:2"));
    store.undo().unwrap();
    store.remove("own-words").unwrap();
    store.disable("huge").unwrap();
    store.remove("huge").unwrap();
    assert_eq!(states(&store), []);
    for _ in 0..3 {
        store.undo().unwrap();
    }
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let again = looked_at(&setup, "words\n一\n").unwrap();
    assert!(lines(&again).contains("読めない取込資料を置き換えます"), "{}", lines(&again));
    again.apply(&setup).unwrap();
    assert_eq!(states(&store)[1], ("own-words".to_owned(), "有効"));
    store.undo().unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn of_two_files_of_one_pack_none_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    let folder = setup.paths.as_ref().unwrap().packs();
    let (on, off) = (folder.join("own-words.toml"), folder.join("off/own-words.toml"));
    let old = std::fs::read(&on).unwrap();
    std::fs::write(&off, "old").unwrap();
    store.disable("own-words").unwrap();
    assert_eq!((std::fs::read(&off).unwrap(), on.exists()), (old.clone(), false));
    store.undo().unwrap();
    assert_eq!((std::fs::read(&off).unwrap(), std::fs::read(&on).unwrap()), (b"old".to_vec(), old));
}

#[test]
fn what_was_kept_for_undoing_and_is_damaged_is_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let store = PackStore::of(&setup).unwrap();
    taken_in(&setup, "words\n一\n");
    store.disable("own-words").unwrap();
    store.enable("own-words").unwrap();
    let before = setup.paths.as_ref().unwrap().packs().join("before");
    std::fs::write(before.join("00000003.json"), "{").unwrap();
    assert!(store.undo().unwrap_err().message.contains("00000003.damaged"));
    assert_eq!(store.undo().unwrap().unwrap().act, PackAct::Disable, "the one before it");
    assert_eq!(states(&store), [("own-words".to_owned(), "有効")]);
    assert!(before.join("00000003.damaged").exists() && !before.join("00000003.json").exists());
}

#[test]
fn what_is_of_no_use_or_broken_off_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    let useless = looked_at(&setup, "words\nuseless\n").unwrap_err();
    assert_eq!(useless, NoImport::OfNoUse("words.txt: 役に立たない語です。".to_owned()));
    let file = SourceFile::new("words.txt", b"words\nx\n".to_vec());
    let stopped = preview_with(ALL, &setup, (&file, &ImportWish::default()), &mut |step| match step {
        ImportStep::Reading(..) => ControlFlow::Break(()),
        ImportStep::Preparing(_) => ControlFlow::Continue(()),
    });
    assert_eq!(stopped.unwrap_err(), NoImport::Cancelled);
    assert!(!home.path().join("data").exists());
}

#[test]
fn documents_of_one_name_stay_side_by_side_under_ids_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let setup = setup(home.path());
    taken_in(&setup, "words\n一\n");
    let file = SourceFile::new("own.txt", b"words\n\xe4\xba\x8c\n".to_vec());
    let look = |id: &str| {
        let wish = ImportWish { id: Some(id.to_owned()), day: "2026-11-29".to_owned(), ..ImportWish::default() };
        preview_with(ALL, &setup, (&file, &wish), &mut |_| ControlFlow::Continue(()))
    };
    look("of-b").unwrap().apply(&setup).unwrap();
    let ids: Vec<String> = PackStore::of(&setup).unwrap().list().into_iter().map(|listed| listed.id).collect();
    assert_eq!(ids, ["of-b", "own-words"]);
    assert!(look("../b").unwrap_err() != NoImport::Cancelled, "no way out of the folder");
    assert!(matches!(look("Ｂ"), Err(NoImport::Failed(failure)) if failure.message.contains("Ｂ")));
}
