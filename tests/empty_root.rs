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

/// Whether an ELF file for 64 bits asks for no interpreter, which is what loads libraries.
fn is_static(file: &[u8]) -> bool {
    const PLACE_OF_HEADERS: usize = 0x20;
    const SIZE_OF_HEADER: usize = 0x36;
    const NUMBER_OF_HEADERS: usize = 0x38;
    const INTERPRETER: u32 = 3;
    let number = |at: usize| usize::from(u16::from_le_bytes(file[at..at + 2].try_into().unwrap()));
    let headers = u64::from_le_bytes(file[PLACE_OF_HEADERS..PLACE_OF_HEADERS + 8].try_into().unwrap()) as usize;
    let kind = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
    let mut places = (0..number(NUMBER_OF_HEADERS)).map(|index| headers + index * number(SIZE_OF_HEADER));
    file.starts_with(b"\x7fELF\x02") && places.all(|at| kind(at) != INTERPRETER)
}

/// A root folder with the binary in it, and how this machine lets one work in there.
struct Root {
    folder: tempfile::TempDir,
    enter: Vec<&'static str>,
}

/// Returns a root folder; none, with a message, where this cannot be tried.
fn root() -> Option<Root> {
    let bytes = fs::read(binary()).unwrap();
    if !is_static(&bytes) {
        eprintln!("NOT TESTED: {} is not static; release.sh tests the one it builds", binary().display());
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::copy(binary(), folder.path().join("tenken")).unwrap();
    fs::create_dir(folder.path().join("home")).unwrap();
    let ways = [vec!["chroot"], vec!["unshare", "--map-root-user", "chroot"]];
    let works = |way: &Vec<&str>| {
        let args =
            way[1..].iter().map(AsRef::as_ref).chain([folder.path().as_os_str(), "/tenken".as_ref(), "-V".as_ref()]);
        let _starting = starting();
        let tried = Command::new(way[0]).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let enter = ways.into_iter().find(works);
    if enter.is_none() {
        eprintln!(
            "NOT TESTED: neither chroot nor unshare is allowed here, or the binary does not start in an empty root"
        );
        assert!(std::env::var_os("TENKEN_BINARY").is_none(), "what is released is tried");
    }
    enter.map(|enter| Root { folder, enter })
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
    let Some(root) = root() else { return };
    let found = root.run(&["search", "二要素認証"]);
    assert!(found.code == 0 && found.out.contains("二要素認証"), "{found:?}");
    let shown = root.run(&["show", "mhlw6.sysun.14.5"]);
    assert!(shown.code == 0 && shown.out.contains("14.⑤"), "{shown:?}");
    let marked = root.run(&["mark", "mhlw6.sysun.14.5", "done", "--note", "確認済み"]);
    assert_eq!((marked.code, marked.err.as_str()), (0, ""), "{marked:?}");
    let shown = root.run(&["show", "mhlw6.sysun.14.5"]);
    assert!(shown.out.contains("確認済み"), "{shown:?}");
    for term in [Some("xterm-256color"), None] {
        let mut terminal = root.open(term);
        terminal.sees("検索 >").press("運用14⑤").sees("[完了]").press("\r").sees("確認済み").press("q");
        terminal.ends_and_restores();
    }
    // The own records lie over the bundled catalog, and what is added there is indexed here.
    let own = root.path().join("home/.local/share/tenken/catalog");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("own.toml"), OWN).unwrap();
    let found = root.run(&["search", "独自の用語"]);
    assert!(found.code == 0 && found.out.contains("独自の用語"), "{found:?}");
}

const OWN: &str = "[[term]]\nid = \"term.own\"\nterm = \"独自の用語\"\ngist = \"この施設だけの語。\"\n";

#[test]
fn a_static_file_is_told_from_one_that_is_not() {
    let shell = fs::read("/bin/sh").unwrap();
    assert!(!is_static(&shell) && !is_static(b"#!/bin/sh\n"));
}
