//! What has to be said beside the tables: what they are and are not, which editions they are of, what the words mean.

use crate::catalog::{Catalog, Edition, NOTHING_LATER_KNOWN};
use crate::export::mapping::{EditionRow, WordRow};

use super::super::cloud::{AGE, AVAILABILITY_MEANING, LEGEND};
use crate::worklist::GUIDE;

/// Said of everything in the tables.
const NOTES: [&str; 4] = [
    "この対応表は本ツールの見解です。省庁や Microsoft の見解ではなく、適合を保証するものでもありません。",
    "題と要約は tenken による要約で、ガイドラインの原文ではありません。使う前に原文で確かめてください。",
    "「未照合」とある行は、番号か内容を公式の資料と突き合わせていません。",
    "要約と対応づけは、クリエイティブ・コモンズ 表示 4.0 国際 (CC BY 4.0) で使えます。製品名は各社の商標です。",
];

/// Said of an edition of which only some items are known.
const PARTIAL: &str = "収めているのは一部の項目だけです。";

/// Returns the sentences: the editions come first, because nothing is worth much without them.
pub(super) fn notes(catalog: &Catalog) -> Vec<String> {
    let [view, summary, unverified, licence] = NOTES;
    let said = [view, summary, unverified, AVAILABILITY_MEANING, AGE, GUIDE, licence];
    [catalog.holdings().sentence()].into_iter().chain(said.map(str::to_owned)).collect()
}

/// Returns the editions of which the catalog knows, in its order.
pub(super) fn editions(catalog: &Catalog) -> Vec<EditionRow> {
    catalog.editions().iter().map(|edition| row(catalog, edition)).collect()
}

fn row(catalog: &Catalog, edition: &Edition<'_>) -> EditionRow {
    let clauses = edition.node().and_then(|node| catalog.find(&node.id)).map(|at| catalog.clauses_below(at));
    EditionRow {
        id: edition.id().to_owned(),
        name: edition.full_name(),
        title: edition.guideline().title.clone(),
        publisher: edition.guideline().publisher.clone(),
        published: edition.published().to_owned(),
        clauses: edition.clause_count(),
        unverified: clauses.into_iter().flatten().filter(|at| catalog.is_unverified(*at)).count(),
        notice: notice(edition),
        url: edition.url().to_owned(),
    }
}

/// Returns whether an edition holds today, and whether all of it is there.
fn notice(edition: &Edition<'_>) -> String {
    let now = match (edition.notice(), edition.is_known_current()) {
        (Some(notice), _) => notice,
        (None, true) => "現行の版です。".to_owned(),
        (None, false) => NOTHING_LATER_KNOWN.to_owned(),
    };
    match (edition.clause_count(), edition.is_partial()) {
        (0, _) => format!("{now}{}", edition.held_sentence()),
        (_, true) => format!("{now}{PARTIAL}"),
        (_, false) => now,
    }
}

/// Returns the words with their meanings.
pub(super) fn words() -> Vec<WordRow> {
    let word = |(word, meaning): &(&str, &str)| WordRow { word: (*word).to_owned(), meaning: (*meaning).to_owned() };
    LEGEND.iter().map(word).collect()
}
