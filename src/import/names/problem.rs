//! Why what a cell names was not found.

use std::fmt;

use crate::language::{t, tr};
use crate::sheet::excerpt;

/// What is wrong with one of the names in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum NameProblem {
    /// Nothing is called so. With what comes nearest, if anything does.
    Unknown(String, Option<String>),
    /// Any of these may be meant.
    Ambiguous(String, Vec<String>),
    /// It names an edition that has no such clause in the catalog.
    NotInEdition(String, String),
    /// So many other names were not found that no more are looked up.
    TooMany(String),
    /// The two ends of a range do not stand in this order in one chapter: only they were taken.
    Range(String, String),
    /// One cell names more than so many; the others were not taken.
    Crowded(usize),
}

/// The most candidates that a sentence names.
const CANDIDATES: usize = 4;

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unknown(text, None) => tr!("「{text}」にあたる条項が見つかりません。", text = excerpt(text)),
            Self::Unknown(text, Some(near)) => {
                tr!("「{text}」という条項はありません。近いのは {near} です。", text = excerpt(text), near)
            }
            Self::Ambiguous(text, candidates) => {
                let names = candidates.iter().take(CANDIDATES).map(String::as_str).collect::<Vec<_>>().join(t("、"));
                let names = if candidates.len() > CANDIDATES { tr!("{names}など", names) } else { names };
                let sentence = "「{text}」は {names} のどれか決まりません。版や編を書き添えてください。";
                tr!(sentence, text = excerpt(text), names)
            }
            Self::NotInEdition(text, edition) => {
                let text = excerpt(text);
                tr!("「{text}」にあたる条項は、{edition}としてはカタログにありません。", text, edition)
            }
            Self::Range(from, to) => {
                let to = excerpt(to);
                tr!("{from} から「{to}」までは一つの章の中の範囲ではないため、両端だけを読みました。", from, to)
            }
            Self::Crowded(most) => {
                tr!("一つのセルに番号が多すぎます。初めの {most} 個だけを読みました。", most)
            }
            Self::TooMany(text) => {
                tr!("「{text}」は調べていません。見つからない番号が多すぎます。", text = excerpt(text))
            }
        })
    }
}
