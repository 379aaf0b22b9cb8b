//! The kinds of records.

use super::named::named_enum;

named_enum! {
    /// The kinds of record that can be found, shown and linked.
    pub enum Kind {
        /// A requirement of a guideline.
        Clause = "clause", "条項";
        /// A risk scenario.
        Risk = "risk", "リスク";
        /// A product or a feature of one.
        Product = "product", "製品";
        /// What Microsoft itself does.
        Measure = "measure", "措置";
        /// An audit report or certificate.
        Report = "report", "監査報告";
        /// An offer that includes products.
        Licence = "licence", "エディション";
        /// A reading path.
        Theme = "theme", "テーマ";
        /// A word of the field.
        Term = "term", "用語";
        /// A guideline, volume, chapter or section.
        Node = "node", "目次";
        /// What became of a clause in another edition.
        Revision = "revision", "改定";
        /// A question of the official Q&A.
        Question = "question", "Q&A";
    }
}

impl Kind {
    /// The kinds that the search finds; the others are reached through links.
    /// Of headings, only those of editions are found.
    pub const SEARCHABLE: &'static [Self] = &[
        Self::Clause,
        Self::Risk,
        Self::Product,
        Self::Measure,
        Self::Report,
        Self::Licence,
        Self::Theme,
        Self::Term,
        Self::Node,
        Self::Revision,
    ];

    /// Returns what else people call it, besides code and name.
    pub const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Clause => &["要求事項", "要件", "遵守事項", "requirement"],
            Self::Risk => &["リスクシナリオ", "脅威"],
            Self::Product => &["製品・機能", "機能", "feature"],
            Self::Measure => &["安全管理措置", "Microsoftの措置", "Microsoftがすること", "Microsoft側の措置"],
            Self::Report => &["監査報告書", "報告書", "監査", "監査レポート", "audit"],
            Self::Licence => &["ライセンス", "プラン", "license", "edition", "plan"],
            Self::Theme => &["読み進め"],
            Self::Term => &["用語集", "語", "glossary"],
            Self::Node => &["版", "見出し", "heading"],
            Self::Revision => &["改訂", "改定内容", "変更点", "change"],
            Self::Question => &["質問"],
        }
    }
}
