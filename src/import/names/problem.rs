//! Why what a cell names was not found.

use std::fmt;

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
        match self {
            Self::Unknown(text, None) => write!(f, "「{}」にあたる条項が見つかりません。", excerpt(text)),
            Self::Unknown(text, Some(near)) => {
                write!(f, "「{}」という条項はありません。近いのは {near} です。", excerpt(text))
            }
            Self::Ambiguous(text, candidates) => {
                let shown = candidates.iter().take(CANDIDATES).map(String::as_str).collect::<Vec<_>>().join("、");
                let more = if candidates.len() > CANDIDATES { "など" } else { "" };
                write!(f, "「{}」は {shown}{more} のどれか決まりません。版や編を書き添えてください。", excerpt(text))
            }
            Self::NotInEdition(text, edition) => {
                write!(f, "「{}」にあたる条項は、{edition}としてはカタログにありません。", excerpt(text))
            }
            Self::Range(from, to) => {
                let to = excerpt(to);
                write!(f, "{from} から「{to}」までは一つの章の中の範囲ではないため、両端だけを読みました。")
            }
            Self::Crowded(most) => write!(f, "一つのセルに番号が多すぎます。初めの {most} 個だけを読みました。"),
            Self::TooMany(text) => {
                write!(f, "「{}」は調べていません。見つからない番号が多すぎます。", excerpt(text))
            }
        }
    }
}
