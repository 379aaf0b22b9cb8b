//! Packs as JSON; the shapes are documented in README.md.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::workspace::packs::{ListedPack, PackAct, PackCounts, PackDone, Waiting};

/// All packs.
#[derive(Serialize)]
pub(super) struct PacksDocument<'a> {
    packs: Vec<PackDocument<'a>>,
}

impl<'a> PacksDocument<'a> {
    pub(super) fn new(packs: &'a [ListedPack]) -> Self {
        Self { packs: packs.iter().map(PackDocument::new).collect() }
    }
}

/// A pack.
#[derive(Serialize)]
pub(super) struct PackDocument<'a> {
    id: &'a str,
    title: &'a str,
    enabled: bool,
    /// Why it cannot be read; null if it can.
    damaged: Option<&'a str>,
    format: &'a str,
    file: &'a str,
    sha256: &'a str,
    date: &'a str,
    licence: &'a str,
    program: &'a str,
}

impl<'a> PackDocument<'a> {
    pub(super) fn new(listed: &'a ListedPack) -> Self {
        let pack = listed.pack.as_ref().ok();
        Self {
            id: &listed.id,
            title: listed.title(),
            enabled: listed.is_enabled,
            damaged: listed.pack.as_ref().err().map(String::as_str),
            format: pack.map_or("", |pack| &pack.format),
            file: pack.map_or("", |pack| &pack.file),
            sha256: pack.map_or("", |pack| &pack.sha256),
            date: pack.map_or("", |pack| &pack.date),
            licence: pack.map_or("", |pack| &pack.licence),
            program: pack.map_or("", |pack| &pack.program),
        }
    }
}

/// A pack with what is in it.
#[derive(Serialize)]
pub(super) struct ShownDocument<'a> {
    #[serde(flatten)]
    pack: PackDocument<'a>,
    /// How many records there are, by their tables.
    records: BTreeMap<&'static str, usize>,
    /// How many of them wait, by their tables.
    waiting: BTreeMap<&'static str, usize>,
    /// How many records cannot be read.
    unread: usize,
    /// How many of its clauses have marks in the worklist.
    marked: usize,
}

impl<'a> ShownDocument<'a> {
    pub(super) fn new(
        listed: &'a ListedPack,
        counts: &PackCounts,
        waiting: Waiting,
        unread: usize,
        marked: usize,
    ) -> Self {
        Self {
            pack: PackDocument::new(listed),
            records: counts.0.iter().map(|(table, _, count)| (*table, *count)).collect(),
            waiting: waiting.counts().into_iter().map(|(table, _, count)| (table, count)).collect(),
            unread,
            marked,
        }
    }
}

/// What was done.
#[derive(Serialize)]
pub(super) struct DoneDocument<'a> {
    act: PackAct,
    pack: &'a str,
    title: &'a str,
    undone: bool,
}

impl<'a> DoneDocument<'a> {
    pub(super) fn new(done: &'a PackDone, undone: bool) -> Self {
        Self { act: done.act, pack: &done.id, title: &done.title, undone }
    }
}
