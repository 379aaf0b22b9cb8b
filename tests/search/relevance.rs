//! Judged questions keep being answered as well as they are now, and lists stay short.

use std::sync::OnceLock;

use tenken::model::Kind;
use tenken::search::{Request, Tier};

use crate::support::baseline::Baseline;
use crate::support::judged::{self, Score};
use crate::support::report::{Answering, Report};
use crate::support::{bundled, world};

/// What a set of questions must reach: the share answered among five and ten, and the mean reciprocal rank.
struct Floor {
    in_five: f64,
    in_ten: f64,
    reciprocal: f64,
}

// Floors stand a little below what `cargo run --release --example relevance` measures.

/// Questions for clauses, asked of clauses only. Measured: 0.970, 0.985 and 0.894; the set takes every clause of another
/// guideline for a wrong answer, and these are within reach now.
const JUDGED: Floor = Floor { in_five: 0.955, in_ten: 0.965, reciprocal: 0.87 };
/// Such that nothing was tuned on. Measured: 0.978, 0.989 and 0.882.
const FRESH: Floor = Floor { in_five: 0.965, in_ten: 0.965, reciprocal: 0.88 };
/// Questions of all kinds, asked of all kinds, that no phrase was written from. Measured: 0.900, 0.917 and 0.788; by kind
/// clause 0.932, risk 0.810, product 0.967, measure 0.846, term 0.905.
const MIXED: Floor = Floor { in_five: 0.85, in_ten: 0.85, reciprocal: 0.65 };
/// What each kind of them must reach among five.
const MIXED_KINDS: [(&str, f64); 5] =
    [("clause", 0.80), ("risk", 0.76), ("product", 0.85), ("measure", 0.70), ("term", 0.80)];
/// Those that a clause outside of the guideline answers that most look at.
const MIXED_OUTSIDE: f64 = 0.70;
/// Questions of all kinds in words by class: of everyday IT, of certification, and of English system administration. Whoever
/// added the words knew these questions: the floor only guards against loss, and says nothing of questions that nobody knew.
/// Measured: 0.882, 0.941 and 0.763; 0.659, 0.729 and 0.537 before the words were added.
const VOCABULARY: Floor = Floor { in_five: 0.85, in_ten: 0.88, reciprocal: 0.72 };
/// How many of their questions without an answer may get hits. Measured: 1 of 8.
const VOCABULARY_CONFIDENT: usize = 2;
/// Questions by voice: symptoms, news, dictation, auditors, vendors, what the maker of the cloud does itself, lists beside the
/// guideline of hospitals. Their misses were looked at, no word or weight was fitted to one. Measured: 0.948,
/// 1.000 and 0.781; 0.928, 0.959 and 0.734 before the kinds of fault they showed were mended.
const VOICES: Floor = Floor { in_five: 0.92, in_ten: 0.95, reciprocal: 0.74 };
/// How many of their questions without an answer may get hits. Measured: 1 of 6.
const VOICES_CONFIDENT: usize = 1;
/// How far the search is ahead of the baseline among five.
const MIXED_AHEAD: f64 = 0.08;
/// How many records a list holds in the middle of all.
const MEDIAN: usize = 40;
/// How many records a list holds at most, unless more have every word.
const LONGEST: usize = 200;
/// How many questions without an answer may get hits. Measured: 7 of 12.
const CONFIDENT: usize = 7;

impl Floor {
    fn holds(&self, score: &Score) {
        let [five, ten, reciprocal] = [score.within(5), score.within(10), score.reciprocal()];
        assert!(five >= self.in_five && ten >= self.in_ten, "S@5 {five:.3}, S@10 {ten:.3}");
        assert!(reciprocal >= self.reciprocal, "MRR {reciprocal:.3}");
    }
}

/// Asks the questions of a file in the list of all kinds, or of one.
fn report(text: &str, kind: Option<Kind>) -> Report {
    static BASELINE: OnceLock<Baseline> = OnceLock::new();
    let (catalog, engine) = bundled();
    let plain = BASELINE.get_or_init(|| Baseline::new(catalog));
    let questions = judged::read(text, catalog).unwrap();
    assert!(questions.len() >= 80);
    Report::of(&questions, &Answering { catalog, engine, plain, kind })
}

/// Returns what is told of the questions of all kinds.
fn mixed() -> &'static Report {
    static MIXED: OnceLock<Report> = OnceLock::new();
    MIXED.get_or_init(|| report(include_str!("mixed.yaml"), None))
}

#[test]
fn judged_queries_are_answered_at_the_top() {
    JUDGED.holds(&report(include_str!("judged.yaml"), Some(Kind::Clause)).all);
}

#[test]
fn queries_that_nothing_was_tuned_on_are_answered_as_well() {
    FRESH.holds(&report(include_str!("fresh.yaml"), Some(Kind::Clause)).all);
}

#[test]
fn questions_of_every_kind_are_answered_in_one_list() {
    let report = mixed();
    assert!(report.all.questions() >= 150);
    MIXED.holds(&report.all);
    let names: Vec<&str> = report.kinds.keys().map(String::as_str).collect();
    for name in &names {
        assert!(MIXED_KINDS.iter().any(|(kind, _)| kind == name), "no floor for {name}");
    }
    for (kind, floor) in MIXED_KINDS {
        let share = report.kinds[kind].within(5);
        assert!(share >= floor, "{kind}: S@5 {share:.3}");
    }
    let outside = report.outside.within(5);
    assert!(report.outside.questions() >= 28 && outside >= MIXED_OUTSIDE, "outside mhlw6: S@5 {outside:.3}");
}

#[test]
fn words_of_each_class_lead_to_what_the_guidelines_call_it() {
    let report = report(include_str!("vocabulary.yaml"), None);
    VOCABULARY.holds(&report.all);
    assert!(report.median() <= MEDIAN, "in the middle {}", report.median());
    assert!(report.unanswerable >= 8 && report.confident.len() <= VOCABULARY_CONFIDENT, "{:?}", report.confident);
}

#[test]
fn each_voice_is_answered() {
    let report = report(include_str!("voices.yaml"), None);
    VOICES.holds(&report.all);
    assert!(report.median() <= MEDIAN, "in the middle {}", report.median());
    assert!(report.unanswerable >= 6 && report.confident.len() <= VOICES_CONFIDENT, "{:?}", report.confident);
}

#[test]
fn the_search_is_ahead_of_pairs_of_characters() {
    let (search, plain) = (mixed().all.within(5), mixed().baseline.within(5));
    assert!(search >= plain + MIXED_AHEAD, "S@5 {search:.3}, the baseline {plain:.3}");
}

#[test]
fn lists_are_short_and_what_has_no_answer_gets_none() {
    let report = mixed();
    assert!(report.median() <= MEDIAN, "in the middle {}", report.median());
    for counts in &report.lists {
        assert!(counts.total() <= LONGEST.max(counts.all), "{counts}");
    }
    assert!(report.unanswerable >= 10 && report.confident.len() <= CONFIDENT, "{:?}", report.confident);
}

#[test]
fn a_place_that_is_judged_by_its_former_id_is_the_record_it_leads_to() {
    let (catalog, engine) = world();
    let text = "[{query: 第三者の監査の報告書, relevant: [{id: ms.trust.soc, grade: 2}]}]";
    let ids = |query: &str| -> Vec<String> {
        engine.search(&Request::new(query, 10)).hits.into_iter().map(|hit| hit.id).collect()
    };
    let [judged] = judged::read(text, catalog).unwrap().try_into().unwrap();
    assert_eq!(judged.relevant[0].id, "report.soc2");
    assert_eq!(judged.rank(&ids(&judged.query)), Some(1));
}

#[test]
fn words_that_records_no_longer_use_find_what_the_words_in_their_place_find() {
    let (_, engine) = bundled();
    // What matches in part is cut off by its score, which is another for another word.
    let found = |query: &str| {
        let hits = engine.search(&Request::new(query, 2000)).hits.into_iter();
        let ids = hits.filter(|hit| hit.tier == Tier::All).map(|hit| hit.id);
        ids.collect::<std::collections::BTreeSet<String>>()
    };
    for (old, new) in [
        ("サーバー", "サーバ"),
        ("サーバー室", "サーバ室"),
        ("弱点", "脆弱性"),
        ("持ち出し", "持出し"),
        ("遠隔保守", "リモート保守"),
        ("リモートメンテナンス", "リモート保守"),
        ("えんかくほしゅ", "りもーとほしゅ"),
        ("資源", "リソース"),
        ("院内網", "院内ネットワーク"),
    ] {
        let (before, now) = (found(old), found(new));
        assert!(!now.is_empty() && before.is_superset(&now), "{old} {:?}", now.difference(&before).collect::<Vec<_>>());
    }
}
