//! Answers requests: understands, scores, puts in order, narrows, counts.

use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::Kind;
use tenken_catalog::tr;

use crate::corpus::Scratch;
use crate::engine::Engine;
use crate::engine::understanding::Understood;
use crate::index::holders::Holders;
use crate::index::names;
use crate::query::conditions::Conditions;
use crate::query::syntax::Query;
use crate::query::{saved, syntax};
use crate::rank::caches::NormalizedTexts;
use crate::rank::collect::{Collecting, Precedence, RankedDocument};
use crate::rank::held::{ChunkScores, Held};
use crate::rank::highlight::Highlighter;
use crate::rank::score::ScoredQuery;
use crate::rank::{named, tiers};
use crate::request::{Counts, Hit, Match, Part, Request, Results, Strategy, Tier};
use crate::text::normalize::fold;

impl Engine {
    /// Answers a request; never fails. A text without words gives every record that meets the filters, in the order
    /// of the catalog.
    pub fn search(&self, request: &Request) -> Results {
        let (request, unknown) = saved::expanded(request);
        let mut results = self.answer(&request);
        if unknown.is_empty() {
            return results;
        }
        if request.text.trim().is_empty() {
            // All that was asked for had to be left out.
            results = Results { by_kind: self.by_kind(&[]), ..Results::default() };
        }
        results.is_understood = false;
        results.warnings.splice(0..0, unknown.iter().map(|name| saved::unknown(name, &request.saved)));
        results.ignored.extend(unknown.iter().cloned());
        results.refused.extend(unknown);
        results
    }

    fn answer(&self, request: &Request) -> Results {
        let (catalog, index) = (&*self.catalog, &self.corpus.index);
        let Understood { query, numbered, within, changes } = self.understand(&request.text);
        let conditions = Conditions::new(catalog, (&self.numbers, &self.corpus.editions), request, &query);
        let name = fold(&syntax::parse(&request.text).whole_text());
        let scratch = &mut self.scratch();
        let (chunks, excluded) = self.corpus.chunks(scratch, &query);
        let excluded: Vec<Holders> = excluded.iter().map(|one| self.corpus.scorer(scratch).holders(one)).collect();
        let accepts = |document: DocId| {
            let at = index.record(document);
            let is_excluded = excluded.iter().any(|holds| holds.contains(document));
            !is_excluded && (within.is_empty() || within.contains(&at)) && conditions.accepts(catalog, at, request)
        };
        let scores: Vec<ChunkScores> = chunks.iter().map(|chunk| self.corpus.scorer(scratch).chunk(chunk)).collect();
        let scored = ScoredQuery {
            chunks: &chunks,
            scores: &scores,
            numbered: &numbered,
            changes: &changes,
            named: &self.corpus.names.bearers(&name),
            named_beside: &named::beside(&self.corpus, &query, &chunks, &scores),
        };
        let wanted = |document: DocId| conditions.accepts_kind(index.record(document)) && accepts(document);
        let is_asking = !chunks.is_empty() || !numbered.is_empty() || conditions.has_filters();
        let ignored: Vec<String> = query.ignored.iter().chain(conditions.ignored()).cloned().collect();
        // Where all that was asked for had to be left out, every record would answer: none does.
        let is_left = is_asking || ignored.is_empty() || !query.editions.is_empty();
        let mut found = if is_left { self.found(scratch, &scored, &within, (&accepts, &wanted)) } else { Vec::new() };
        let told = self.told(request.marks.as_deref(), &query, accepts, &mut found);
        let (mut hits, counts) = self.hits(&found, (&conditions, &mut scratch.caches.texts), &scored, (&name, request));
        hits.iter_mut().for_each(|hit| told.tell(hit));
        Results {
            hits,
            counts,
            by_kind: self.by_kind(&found),
            // What was not understood was left out, so no record is known to be what was asked for; and a query of nothing
            // asks for no record.
            is_understood: query.warnings.is_empty() && ignored.is_empty() && !query.has_left_out && is_asking,
            refused: query.refused.iter().chain(&ignored).cloned().collect(),
            ignored,
            warnings: said(&query, &conditions, &request.text, relaxed(&scored, &wanted, counts)),
            notes: self.corpus.editions.notes(&query.editions, catalog),
        }
    }

    /// Returns the documents that a list shows, whatever their kind.
    fn found(
        &self,
        scratch: &mut Scratch,
        scored: &ScoredQuery<'_>,
        within: &[RecordRef],
        (accepts, wanted): (&impl Fn(DocId) -> bool, &impl Fn(DocId) -> bool),
    ) -> Vec<RankedDocument> {
        let collected = Collecting { corpus: &self.corpus, scratch }.collect(scored, wanted);
        let rules = &self.corpus.ranking.narrowing;
        let kind = |document: DocId| self.corpus.index.record(document).kind;
        // Records of a number are all shown.
        let is_lifted = |document: DocId| {
            !within.is_empty()
                || scored.named.binary_search(&document).is_ok()
                || scored.named_beside.contains(&document)
        };
        let mut found = tiers::candidates(collected.found(), kind, (accepts, is_lifted), rules);
        if !within.is_empty() {
            self.add_missing(within, accepts, &mut found);
        }
        named::lift(&mut found, scored.named, kind);
        named::keep(&mut found, scored.named_beside);
        tiers::narrow(found, rules)
    }

    /// Returns the hits among the documents found, as many as are asked for and as detailed, and how many there are of the
    /// kinds wanted.
    fn hits(
        &self,
        found: &[RankedDocument],
        (conditions, texts): (&Conditions<'_>, &mut NormalizedTexts),
        scored: &ScoredQuery<'_>,
        (name, request): (&str, &Request),
    ) -> (Vec<Hit>, Counts) {
        let wanted = |found: &&RankedDocument| conditions.accepts_kind(self.corpus.index.record(found.document));
        let best = tiers::best(found.iter().filter(wanted).copied(), request.limit);
        let mut highlighter = Highlighter::new(&self.catalog, &self.corpus.index, scored, texts);
        let hit = |(place, found): (usize, &RankedDocument)| {
            let details = (place < request.detailed).then(|| highlighter.matches(found.document));
            self.hit(found, (scored, details), name)
        };
        (best.iter().enumerate().map(hit).collect(), count(found.iter().filter(wanted)))
    }

    fn by_kind(&self, found: &[RankedDocument]) -> Vec<(Kind, Counts)> {
        let kind = |found: &RankedDocument| self.corpus.index.record(found.document).kind;
        let counts = |of: Kind| count(found.iter().filter(|found| kind(found) == of));
        Kind::SEARCHABLE.iter().map(|kind| (*kind, counts(*kind))).collect()
    }

    /// Lets the records of a number that do not have every word beside it follow those that do, all of them: first those with
    /// some of the words, then in the order of the catalog.
    fn add_missing(&self, numbered: &[RecordRef], accepts: impl Fn(DocId) -> bool, found: &mut Vec<RankedDocument>) {
        let (tier, precedence) = (Tier::Some, Precedence::Number);
        found
            .iter_mut()
            .filter(|one| one.tier != Tier::All)
            .for_each(|one| (one.tier, one.precedence) = (tier, precedence));
        let documents = numbered.iter().filter_map(|at| self.corpus.documents.of(*at));
        for document in documents.filter(|document| accepts(*document)) {
            if !found.iter().any(|one| one.document == document) {
                found.push(RankedDocument {
                    document,
                    tier,
                    precedence,
                    score: 0.0,
                    held: Held::default(),
                    lift: None,
                });
            }
        }
    }

    fn hit(
        &self,
        found: &RankedDocument,
        (scored, details): (&ScoredQuery<'_>, Option<Vec<Match>>),
        name: &str,
    ) -> Hit {
        let at = self.corpus.index.record(found.document);
        let mut matched = Vec::new();
        if found.precedence == Precedence::Number {
            matched.push(Match { part: Part::Number, strategy: Strategy::Number, ranges: Vec::new() });
        }
        if found.lift.is_some() {
            let in_title = names::in_title(&self.catalog, at, name);
            let part = if in_title.is_some() { Part::Title } else { Part::Terms };
            matched.push(Match {
                part,
                strategy: Strategy::Name,
                ranges: in_title.map(|end| 0..end).into_iter().collect(),
            });
        }
        if scored.is_of_edition(found.document) {
            matched.push(Match { part: Part::Terms, strategy: Strategy::Edition, ranges: Vec::new() });
        }
        let is_detailed = details.is_some();
        matched.extend(details.unwrap_or_default());
        let RankedDocument { score, lift, tier, .. } = *found;
        let is_guess = scored.is_guess(found.document) || found.precedence == Precedence::Told;
        Hit { at, id: self.catalog.id(at).to_owned(), score, lift, tier, is_guess, matched, is_detailed }
    }
}

/// Returns what the reader should know about how a query was understood.
fn said(query: &Query, conditions: &Conditions<'_>, text: &str, relaxed: Option<String>) -> Vec<String> {
    let warnings = query.warnings.iter().cloned().chain(query.emptiness(text));
    warnings.chain(conditions.warnings().iter().cloned()).chain(relaxed).collect()
}

fn count<'a>(found: impl Iterator<Item = &'a RankedDocument>) -> Counts {
    found.fold(Counts::default(), |mut counts, found| {
        match found.tier {
            Tier::All => counts.all += 1,
            Tier::Some => counts.some += 1,
            Tier::Near => {}
        }
        counts
    })
}

/// The warning when no record has every word.
fn relaxed(scored: &ScoredQuery<'_>, wanted: &impl Fn(DocId) -> bool, counts: Counts) -> Option<String> {
    if counts.all > 0 || scored.chunks.is_empty() {
        return None;
    }
    let nowhere: Vec<String> = scored.nowhere(wanted).iter().map(|word| tr!("「{word}」", word)).collect();
    let words = nowhere.into_iter().reduce(|words, word| tr!("{words}{word}", words, word)).unwrap_or_default();
    match (words.is_empty(), scored.typed()) {
        // That nothing was found says all there is to say.
        (true, _) | (_, 1) if counts.some == 0 => None,
        (false, _) if counts.some == 0 => Some(tr!("{words}を含むものはありません。", words)),
        (true, count) => Some(tr!("{count} 語すべてを含むものはありません。合う語が多いものから示します。", count)),
        (false, 1) => Some(tr!("{words}をそのまま含むものはありません。一部だけ合うものを示します。", words)),
        (false, _) => Some(tr!("{words}を含むものはありません。合う語が多いものから示します。", words)),
    }
}
