//! What has to be said beside the tables: what they are and are not, which editions they are of, what the words mean.

use crate::catalog::{Catalog, Record};
use crate::export::mapping::{EditionRow, WordRow};
use crate::model::{Guideline, Kind};

use super::super::cloud::{AGE, AVAILABILITY_MEANING, LEGEND};
use crate::worklist::GUIDE;

/// Said of everything in the tables.
const NOTES: [&str; 4] = [
    "この対応表は本ツールの見解です。省庁や Microsoft の見解ではなく、適合を保証するものでもありません。",
    "題と要約は tenken による要約で、ガイドラインの原文ではありません。使う前に原文で確かめてください。",
    "「未照合」とある行は、番号か内容を公式の資料と突き合わせていません。",
    "要約と対応づけは、クリエイティブ・コモンズ 表示 4.0 国際 (CC BY 4.0) で使えます。製品名は各社の商標です。",
];

/// Returns the sentences.
pub(super) fn notes() -> Vec<String> {
    let [view, summary, unverified, licence] = NOTES;
    [view, summary, unverified, AVAILABILITY_MEANING, AGE, GUIDE, licence].map(str::to_owned).into()
}

/// Returns the guidelines of which the catalog holds clauses, and those that took their place.
pub(super) fn editions(catalog: &Catalog) -> Vec<EditionRow> {
    catalog.guidelines().map(|guideline| edition(catalog, guideline)).collect()
}

fn edition(catalog: &Catalog, guideline: &Guideline) -> EditionRow {
    let clauses = catalog.find(&guideline.id).map(|at| catalog.clauses_below(at).collect::<Vec<_>>());
    let clauses = clauses.unwrap_or_default();
    let next = catalog.find(&guideline.successor).and_then(|at| match catalog.record(at) {
        Record::Node(node) => catalog.guideline_at(node),
        _ => None,
    });
    EditionRow {
        id: guideline.id.clone(),
        name: guideline.short.clone(),
        title: guideline.title.clone(),
        publisher: guideline.publisher.clone(),
        published: guideline.published.clone(),
        clauses: clauses.len(),
        unverified: clauses.iter().filter(|at| at.kind == Kind::Clause && catalog.is_unverified(**at)).count(),
        notice: next.map(notice).unwrap_or_default(),
        url: guideline.url.clone(),
    }
}

fn notice(next: &Guideline) -> String {
    format!("第{}版({})に置き換わりました。", next.edition, next.published)
}

/// Returns the words with their meanings.
pub(super) fn words() -> Vec<WordRow> {
    let word = |(word, meaning): &(&str, &str)| WordRow { word: (*word).to_owned(), meaning: (*meaning).to_owned() };
    LEGEND.iter().map(word).collect()
}
