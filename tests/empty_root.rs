//! A static binary needs nothing around it: it runs in a root folder that holds the binary and a home, and no devices,
//! users, terminals or languages. `TENKEN_BINARY` names another binary than the one built for the tests, which is seldom static.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use crate::support::Ran;
use crate::support::programs::starting;
use crate::tui::pty::Terminal;

fn binary() -> PathBuf {
    std::env::var_os("TENKEN_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_tenken").into(), PathBuf::from)
}

/// What of an ELF file for 64 bits tells whether it is static: where the headers of its parts stand, their size, their number,
/// and the kind of part that names what loads libraries.
mod elf {
    pub const MAGIC: &[u8] = b"\x7fELF\x02";
    pub const PLACE: usize = 0x20;
    pub const SIZE: usize = 0x36;
    pub const NUMBER: usize = 0x38;
    pub const INTERPRETER: u32 = 3;
}

fn is_static(file: &[u8]) -> bool {
    if !file.starts_with(elf::MAGIC) {
        return false;
    }
    let number = |at: usize| usize::from(u16::from_le_bytes(file[at..at + 2].try_into().unwrap()));
    let place = u64::from_le_bytes(file[elf::PLACE..elf::PLACE + 8].try_into().unwrap()) as usize;
    let kind = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
    (0..number(elf::NUMBER)).all(|index| kind(place + index * number(elf::SIZE)) != elf::INTERPRETER)
}

/// A root folder with the binary in it, and how this machine lets one work in there.
struct Root {
    folder: tempfile::TempDir,
    enter: Vec<&'static str>,
}

/// Returns a root folder, or why this cannot be tried here.
fn root() -> Result<Root, String> {
    let bytes = fs::read(binary()).unwrap();
    if !is_static(&bytes) {
        return Err(format!("{} is not static; release.sh tests the one it builds", binary().display()));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::copy(binary(), folder.path().join("tenken")).unwrap();
    fs::create_dir(folder.path().join("home")).unwrap();
    let ways = [vec!["chroot"], vec!["unshare", "--map-root-user", "chroot"]];
    let works = |way: &Vec<&str>| {
        let inside = [folder.path().as_os_str(), "/tenken".as_ref(), "-V".as_ref()];
        let _starting = starting();
        let mut command = Command::new(way[0]);
        let tried = command.args(&way[1..]).args(inside).stdout(Stdio::null()).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let enter = ways.into_iter().find(works).ok_or("neither chroot nor unshare leads into an empty root here")?;
    Ok(Root { folder, enter })
}

impl Root {
    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the binary with nothing in its environment but a home and a name.
    fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(self.enter[0]);
        command.args(&self.enter[1..]).arg(self.path()).arg("/tenken").args(args).stdin(Stdio::null());
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path).env("HOME", "/home").env("TENKEN_USER", "sato");
        Ran::of(command)
    }

    /// Opens the screen.
    fn open(&self, term: Option<&str>) -> Terminal {
        let mut command = CommandBuilder::new(self.enter[0]);
        command.args(&self.enter[1..]);
        command.args([self.path().as_os_str(), "/tenken".as_ref()]);
        command.env_clear();
        command.cwd("/");
        let path = std::env::var_os("PATH").unwrap_or_default();
        for (name, value) in [("PATH", path), ("HOME", "/home".into()), ("TENKEN_USER", "sato".into())] {
            command.env(name, value);
        }
        if let Some(term) = term {
            command.env("TERM", term);
        }
        Terminal::start(command)
    }
}

#[test]
fn the_binary_runs_in_an_empty_root() {
    let root = match root() {
        Ok(root) => root,
        // What is released is tried.
        Err(why) if std::env::var_os("TENKEN_BINARY").is_some() => panic!("{why}"),
        Err(why) => {
            eprintln!("NOT TESTED: {why}");
            return;
        }
    };
    let found = root.run(&["search", "二要素認証"]);
    assert!(found.code == 0 && found.out.contains("二要素認証"), "{found:?}");
    let shown = root.run(&["show", "mhlw6.sysun.14.5"]);
    assert!(shown.code == 0 && shown.out.contains("14.⑤"), "{shown:?}");
    let marked = root.run(&["mark", "mhlw6.sysun.14.5", "done", "--note", "確認済み"]);
    assert!(marked.code == 0 && marked.out.contains("→ 完了"), "{marked:?}");
    let shown = root.run(&["show", "mhlw6.sysun.14.5"]);
    assert!(shown.out.contains("確認済み"), "{shown:?}");
    for term in [Some("xterm-256color"), None] {
        let mut terminal = root.open(term);
        terminal.sees("検索 >").press("運用14⑤").sees("[済]").press("\r").sees("メモあり").press("q");
        terminal.ends_and_restores();
    }
    // The own records lie over the bundled catalog, and what is added there is indexed here.
    let own = root.path().join("home/.local/share/tenken/catalog");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("own.toml"), OWN).unwrap();
    let found = root.run(&["search", "独自の用語"]);
    assert!(found.code == 0 && found.out.contains("独自の用語"), "{found:?}");
}

const OWN: &str = "[[term]]\nid = \"term.own\"\nterm = \"独自の用語\"\nreading = \"どくじのようご\"\ndefinition = \"この施設だけの語。\"\n";

#[test]
fn a_static_file_is_told_from_one_that_is_not() {
    let file = |kinds: &[u32]| {
        let mut file = vec![0; 0x40];
        file[..elf::MAGIC.len()].copy_from_slice(elf::MAGIC);
        (file[elf::PLACE], file[elf::SIZE], file[elf::NUMBER]) = (0x40, 8, kinds.len() as u8);
        file.extend(kinds.iter().flat_map(|kind| [*kind, 0]).flat_map(u32::to_le_bytes));
        file
    };
    assert!(is_static(&file(&[6, 1, 1, 2])));
    assert!(!is_static(&file(&[6, elf::INTERPRETER, 1, 2])));
    assert!(!is_static(b"#!/bin/sh\n"));
}
