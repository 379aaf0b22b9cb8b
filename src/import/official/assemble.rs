//! Makes a pack of what was read of a document: texts for the clauses that are there, clauses for what is not, and what
//! became of the edition before.

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{Clause, Original};

use super::super::reading::{About, Counts, NotRead, PackRecords, Reading, Skipped};
use super::clauses::Maker;
use super::edition::{Target, name};
use super::join::Joined;
use super::layout::Layout;
use super::outline::Outline;
use super::report::{limited, unread};
use super::revisions::Changes;
use super::succeed::Successions;

/// How alike the text and that of the edition before are where our title still says what it is about.
const SAME_MATTER: f64 = 0.8;
/// What is known of the licence.
const LICENCE: &str = "省庁の公式の文書。原文は、この端末の中で表示し検索するためだけに使う";

/// What was read of a document.
pub(super) struct Read<'a> {
    pub catalog: &'a Catalog,
    pub target: Target<'a>,
    pub layout: Layout,
    pub outline: Outline,
    /// The name of the file.
    pub file: &'a str,
}

impl Read<'_> {
    /// Makes the pack.
    ///
    /// # Errors
    ///
    /// If the document has no items.
    pub(super) fn pack(&self) -> Result<Reading, NotRead> {
        let Self { catalog, target, outline, .. } = self;
        if outline.items.is_empty() {
            let hint = t("`pdftotext -layout` を付けて文字にしたファイルか確かめてください。");
            let what = tr!("{document}ですが、遵守事項も節も見つかりません。", document = target.name());
            return Err(NotRead::Wrong(what, hint));
        }
        let maker = Maker { catalog, target, file: self.file };
        let joined = Joined::of(catalog, &target.volume, outline);
        let ids = maker.ids(outline, &joined.clauses);
        let successions = self.successions();
        let mut reading = Reading { about: self.about(), ..Reading::default() };
        let is_made = |at: usize| joined.clauses[at].is_none();
        if (0..ids.len()).any(is_made) {
            maker.headings(outline, &mut reading.records);
        }
        for (at, (id, item)) in ids.iter().zip(&outline.items).enumerate() {
            if is_made(at) {
                let same = successions.pairs.iter().find(|pair| pair.new == at && pair.likeness >= SAME_MATTER);
                reading.records.clauses.push(maker.clause(outline, (id.clone(), item), same.map(|pair| pair.old)));
            }
            let (text, item, place) = (item.text.clone(), item.item(), item.place());
            reading.records.originals.push(Original { clause: id.clone(), text, item, place });
        }
        let changes = Changes { maker: &maker, outline, ids: &ids, successions: &successions };
        reading.records.links = changes.links();
        reading.records.revisions = changes.revisions();
        let PackRecords { clauses, links, originals, .. } = &reading.records;
        reading.counts =
            Counts { clause: clauses.len(), link: links.len(), original: originals.len(), ..Counts::default() };
        reading.skipped = self.skipped(&joined);
        reading.warnings = self.warnings(&joined, &successions);
        Ok(reading)
    }

    /// Returns the official text of a clause, from another pack.
    fn text(&self, clause: &str) -> Option<&str> {
        let at = self.catalog.find(clause)?;
        self.catalog.originals_of(at).next().map(|(original, _)| original.text.as_str())
    }

    fn successions(&self) -> Successions<'_> {
        match self.target.before {
            Some((_, before)) => Successions::of(self.catalog, &before.id, &self.outline, |clause| self.text(clause)),
            None => Successions::default(),
        }
    }

    fn about(&self) -> About {
        About {
            pack: format!("text-{}", self.target.volume),
            title: format!("{} の原文", self.target.name()),
            licence: LICENCE.to_owned(),
            completes: if self.target.is_held() { Vec::new() } else { vec![self.target.volume.clone()] },
            is_original: true,
        }
    }

    fn skipped(&self, joined: &Joined<'_>) -> Vec<Skipped> {
        let mut skipped = unread(&self.layout, &self.outline);
        let missing = joined.missing.iter().map(|clause| {
            let label = self.label(clause);
            let reason = tr!("条項 {label}「{title}」の原文が見つかりません。", label, title = clause.title);
            Skipped { place: clause.id.clone(), reason }
        });
        skipped.extend(limited(missing.collect(), t("ほかにも、原文の見つからない条項があります")));
        skipped
    }

    fn label(&self, clause: &Clause) -> String {
        self.catalog.find(&clause.id).map(|at| self.catalog.label(at)).unwrap_or_default()
    }

    fn warnings(&self, joined: &Joined<'_>, successions: &Successions<'_>) -> Vec<String> {
        let mut warnings = Vec::new();
        let found = joined.clauses.iter().flatten().count();
        let (all, name_of) = (self.outline.items.len(), self.target.name());
        let made = all - found;
        warnings.push(tr!(
            "{name_of}の項目 {all} 個のうち、カタログの条項に当たるのは {found} 個、新しい条項になるのは {made} 個です。",
            name_of,
            all,
            found,
            made
        ));
        if joined.by_text > 0 {
            warnings.push(tr!(
                "番号の分からなかった条項 {n} 件は、要約と原文の語の重なりで決めました。画面で確かめてください。",
                n = joined.by_text
            ));
        }
        if self.target.is_draft {
            warnings.push(tr!(
                "この文書は第{edition}版の案です。確定版とは番号や文が違うことがあります。",
                edition = self.target.guideline.edition
            ));
        }
        if let Some((before, _)) = self.target.before {
            warnings.extend(self.of_succession(&name(before), successions));
        }
        warnings.extend(self.of_successor());
        warnings
    }

    /// Says what to do where the same volume of the edition that took the place of this one was taken in already: it was
    /// held against what was there of this one.
    fn of_successor(&self) -> Option<String> {
        let Self { catalog, target, .. } = self;
        let successor = catalog.guideline(&target.guideline.successor)?;
        let mut texts = catalog.clauses().filter(|clause| self.text(&clause.id).is_some());
        let volume = |clause: &Clause| catalog.tree().node(catalog.tree().volume_of_chapter(&clause.chapter)?);
        let is_of_it = |clause: &Clause| {
            catalog.guideline_of(clause).is_some_and(|guideline| guideline.id == successor.id)
                && volume(clause).is_some_and(|volume| volume.title == target.title)
        };
        texts.any(is_of_it).then(|| {
            let (newer, title) = (name(successor), &target.title);
            tr!(
                "{newer} {title}の原文は、この版より先に取り込まれています。{newer}のファイルをもう一度取り込むと、原文どうしで比べ直します。",
                newer,
                title
            )
        })
    }

    fn of_succession(&self, before: &str, successions: &Successions<'_>) -> Vec<String> {
        let Successions { pairs, new, removed, without_text } = successions;
        let count = |is: Option<bool>| pairs.iter().filter(|pair| pair.is_same == is).count();
        let mut told = Vec::new();
        if pairs.len() > count(None) {
            let moved = pairs.iter().filter(|pair| pair.is_same.is_some() && !pair.keeps_number).count();
            let (same, differing) = (count(Some(true)), count(Some(false)));
            // What was not held against a text may be new or removed as well, so no zero is told of it.
            let of = |sentences: [&str; 2], count: usize| match (count, *without_text) {
                (0, 1..) => String::new(),
                (count, 1..) => tr!(sentences[0], count),
                (count, 0) => tr!(sentences[1], count),
            };
            told.push(tr!(
                "{before}の原文と比べました。同じ {same} 個、違いのある {differing} 個 (番号の変わった項目は {moved} 個){new}{removed}です。",
                before,
                same,
                differing,
                moved,
                new = of(["、新設と分かったもの {count} 個", "、新設 {count} 個"], new.len()),
                removed = of(["、削除と分かったもの {count} 個", "、削除 {count} 個"], removed.len())
            ));
        }
        if *without_text > 0 {
            told.push(tr!(
                "{before}の条項のうち {without_text} 件は原文がないので、本ツールの要約と比べました。対応の確かさは低くなります。{before}の本文を先に取り込むと、原文どうしで比べられます。",
                before,
                without_text
            ));
        }
        told
    }
}
