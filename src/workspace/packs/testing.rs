//! Packs for tests.

use crate::import::{About, Counts, ImportContext, Importer, NotRead, PackRecords, Reading, Skipped, SourceFile};

/// Reads a text whose first line is `words`: every further line is a clause of the pack `own-words`; an empty one is skipped.
pub(in crate::workspace) struct Words;

impl Importer for Words {
    fn code(&self) -> &'static str {
        "words"
    }

    fn name(&self) -> &'static str {
        "試しの語"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        file.utf8().is_some_and(|text| text.starts_with("words\n"))
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let lines: Vec<&str> = file.utf8().unwrap_or_default().lines().skip(1).collect();
        if lines == ["useless"] {
            return Err(NotRead::OfNoUse("役に立たない語です。".to_owned()));
        }
        if (context.watch)(1, 1).is_break() {
            return Err(NotRead::Cancelled);
        }
        let mut records = records("own-words", lines.len());
        records.packs.clear();
        // What a catalog with the own pack in it would show.
        records.clauses.retain(|clause| context.catalog.find(&clause.id).is_none());
        for (clause, line) in records.clauses.iter_mut().zip(&lines) {
            (*line).clone_into(&mut clause.title);
        }
        let skipped = lines.iter().enumerate().filter(|(_, line)| line.is_empty());
        let skipped = skipped
            .map(|(at, _)| Skipped { place: format!("{} 行目", at + 2), reason: "空の行です。".to_owned() });
        Ok(Reading {
            about: About { pack: "own-words".to_owned(), title: "試し".to_owned(), ..About::default() },
            counts: Counts { clause: records.clauses.len(), link: 1, ..Counts::default() },
            skipped: skipped.collect(),
            records,
            ..Reading::default()
        })
    }
}

/// Returns the records of a pack with some clauses of a framework of its own, of which the first is tied to a bundled one.
pub(in crate::workspace) fn records(id: &str, clauses: usize) -> PackRecords {
    use std::fmt::Write as _;
    let mut text = format!(
        "[[pack]]\nid = \"{id}\"\ntitle = \"院内の基準\"\nformat = \"test\"\nprogram = \"0\"\nfile = \"a.csv\"\nsha256 = \"00\"\n\
         date = \"2026-11-29\"\nlicence = \"院内\"\n\
         [[guideline]]\nid = \"{id}\"\ntitle = \"院内の基準\"\nshort = \"院内\"\npublisher = \"病院\"\ninspected = true\nby_choice = true\n\
         provenance = {{ seen = \"full\", source = \"a.csv\" }}\n\
         [[volume]]\nid = \"{id}.a\"\nguideline = \"{id}\"\norder = 1\ntitle = \"本文\"\nshort = \"院内\"\n\
         [[chapter]]\nid = \"{id}.a.1\"\nvolume = \"{id}.a\"\nnumber = \"1\"\ntitle = \"総則\"\n\
         provenance = {{ seen = \"full\", source = \"a.csv\" }}\n"
    );
    for number in 1..=clauses {
        let _ = write!(
            text,
            "[[clause]]\nid = \"{id}.a.1.{number}\"\nchapter = \"{id}.a.1\"\nitem = \"{number}\"\nnumber = \"1.{number}\"\n\
             title = \"院内の決まり {number}\"\ngist = \"決まり {number} を守る。\"\n\
             provenance = {{ seen = \"full\", source = \"a.csv\" }}\n"
        );
    }
    let _ = write!(
        text,
        "[[link]]\nfrom = \"{id}.a.1.1\"\nto = \"mhlw6.sysun.14.5\"\nkind = \"related\"\nreason = \"同じ趣旨\"\n\
         provenance = {{ seen = \"full\", source = \"a.csv\" }}\n\
         [[original]]\nclause = \"mhlw6.sysun.14.5\"\ntext = \"原文の試し書き。\\n二段落目。\"\nitem = \"⑤\"\nplace = \"p. 23\"\n\
         [[statement]]\nabout = \"mhlw6.sysun.14.5\"\nanswers = [\"ms.entra.mfa\"]\nstatus = \"対応\"\nplace = \"対応表!14\"\n"
    );
    let mut source = crate::catalog::Source::default();
    assert_eq!(source.read(id, &text), []);
    super::pack_file::parse(id, &text).0
}
