//! The words of `tenken data check --strict`: what is not written in the texts of the records, and what is instead.
//!
//! Nouns stay as the guidelines and the portals have them; own words are for sentences. Words that people search by, names
//! and whatever is printed elsewhere are nobody's style and are left alone.

/// Where a word is looked for.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// In every text.
    All,
    /// In what retells a guideline: summaries of clauses, questions and revisions.
    Retold,
    /// In summaries of clauses and questions.
    Summary,
    /// In what a product does and how it helps. Elsewhere the word may be meant as it stands: the copy of a contract.
    Work,
}

impl Scope {
    /// Whether a field of a table belongs to it; the field of a table within a record is its last name.
    pub(super) fn covers(self, table: &str, field: &str) -> bool {
        match self {
            Self::All => true,
            Self::Retold => matches!(table, "clause" | "question" | "revision" | "pattern"),
            Self::Summary => matches!(table, "clause" | "question") && field == "gist",
            Self::Work => matches!((table, field), ("mapping" | "risk", "how") | ("product", "what")),
        }
    }
}

/// A word that is not written.
pub(super) struct Word {
    /// The word.
    pub(super) wrong: &'static str,
    /// What is written instead.
    pub(super) right: &'static str,
    /// Longer words and phrases with the word in them that are right.
    pub(super) but: &'static [&'static str],
    /// Where it is looked for.
    pub(super) scope: Scope,
}

const fn word(wrong: &'static str, right: &'static str, but: &'static [&'static str], scope: Scope) -> Word {
    Word { wrong, right, but, scope }
}

/// Every word, in the order of a list of reasons: spelling, words of the guidelines, metaphors, remarks.
pub(super) const WORDS: &[Word] = &[
    word("サーバー", "サーバ", &["サーバーレス"], Scope::All),
    word("持ち出し", "持出し", &["持ち出した", "持ち出して", "持ち出しま", "持ち出し、", "持ち出し口"], Scope::All),
    word("または", "又は", &[], Scope::Retold),
    word("全て", "すべて", &[], Scope::All),
    word("弱点", "脆弱性(設定のことなら「設定の不備」)", &[], Scope::All),
    word("遠隔保守", "リモート保守", &[], Scope::All),
    word("リモートメンテナンス", "リモート保守", &["(リモートメンテナンス)"], Scope::All),
    word("パッチを当て", "パッチを適用", &[], Scope::All),
    word("更新を当て", "更新を適用", &[], Scope::All),
    word("修正を当て", "修正を適用", &[], Scope::All),
    word("資源", "リソース", &["経営資源", "計算資源", "人的資源", "資源配分", "資源や役務"], Scope::All),
    word("網", "ネットワーク", &["閉域網", "連絡網", "網羅", "網膜"], Scope::All),
    word("写し", "複製か「バックアップ」", &["写し替え", "写し直し", "写した", "写して", "写します"], Scope::Work),
    word("控えを", "バックアップを", &[], Scope::Work),
    word("控えの", "バックアップの", &[], Scope::Work),
    word("控えが", "バックアップが", &[], Scope::Work),
    word("控えまで", "バックアップまで", &[], Scope::Work),
    word("控えから", "バックアップから", &[], Scope::Work),
    word("の口を", "のポートを", &[], Scope::All),
    word("の口に", "のポートに", &[], Scope::All),
    word("口を開け", "ポートを開け", &[], Scope::All),
    word("保守口", "保守の入口", &[], Scope::All),
    word("公開口", "公開している接続", &[], Scope::All),
    word("受け口", "受信先", &[], Scope::All),
    word("送り手", "送信元", &[], Scope::All),
    word("時点で戻す", "時点へ戻す", &[], Scope::All),
    word("横移動", "横展開", &[], Scope::All),
    word("応える製品", "対応する製品", &[], Scope::All),
    word("中心に応える", "中心に対応する", &[], Scope::All),
    word("見積り", "見積もり", &[], Scope::All),
    word("未見", "本文だけ(どこまで見たかは provenance.note へ)", &[], Scope::Summary),
    word("説明は補い", "本文だけ(どこまで見たかは provenance.note へ)", &[], Scope::Summary),
    word("を述べる節", "節が述べる内容(節の説明だけなら対応を explanatory = true に)", &[], Scope::Summary),
];

/// Fields that are not our words: names, what is printed elsewhere, and what people search by.
const LEFT_ALONE: &[&str] = &[
    "aliases",
    "asked",
    "basis",
    "doc_title",
    "doc_url",
    "edition",
    "former_ids",
    "former_names",
    "heading",
    "id",
    "licence_note",
    "licence_source",
    "name",
    "name_ja",
    "official_reference",
    "old_label",
    "printed",
    "publisher",
    "related_terms",
    "source",
    "synonyms",
    "terms",
    "url",
];

/// Whether the text of a field is ours to word. `path` names the field, with the tables within the record before it.
pub(super) fn is_ours(table: &str, path: &[&str]) -> bool {
    let field = path.last().copied().unwrap_or_default();
    let is_printed_title = match field {
        "title" => matches!(table, "guideline" | "volume" | "chapter") || path.contains(&"evidence"),
        _ => false,
    };
    !is_printed_title && !LEFT_ALONE.contains(&field)
}
