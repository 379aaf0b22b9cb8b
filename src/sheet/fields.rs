//! The one table of everything that people fill in: for clauses, for the worklist itself, for evidence.
//!
//! To add a field, add a row at the end of its group; what still misses a part does not compile or fails a test. A group
//! is named after what its fields belong to, and after the type that keeps their present values. A row of a clause has:
//!
//! ```text
//! owner: Owner(Line) = "owner", "担当者", since 2, column 3, width 9.0;
//! ```
//!
//! - `owner` is the member that keeps the present value; the values of a clause are those of
//!   [`Answers`](super::Answers). `Owner` is the variant in [`AnswerField`](super::AnswerField), [`Answer`](super::Answer) and
//!   `worklist::Edit`.
//! - `Line` is the shape, see [`Shape`](super::Shape): how a value is cleaned, limited, shown and read, and what is
//!   there before anybody has touched it.
//! - `"owner"` is the code in journals and JSON. It never changes; neither does the order of the rows, by which
//!   conflicts are sorted.
//! - `"担当者"` is what people read, also as the title of the column.
//! - `since 2` is the version of the journal that first knew the field. A field that is new since the last release
//!   takes the next version, so that an older program does not read past what it does not know.
//! - `column 3` is its place among the columns that are filled in, `width 9.0` the width in half-width characters.
//!
//! Only the values of a clause are columns. Flags and sets have two sentences, for what was done; `{}` is the member of
//! the set.
//!
//! The table is handed to the macro that makes code of it: `answers!` in [`super::answer`] makes the form, `edits!` in
//! `worklist::edit` what is recorded. Types are those that are in scope there.

/// Hands the table to a macro.
macro_rules! fields {
    ($declare:ident) => {
        $declare! {
            Clause(Mark) {
                values {
                    /// How far the work has come.
                    status: Status(Status) = "status", "状態", since 1, column 1, width 8.5;
                    /// What the inspection found.
                    verdict: Verdict(Verdict) = "verdict", "判定", since 2, column 2, width 8.5;
                    /// The note; may have several lines; empty if none.
                    note: Note(Text) = "note", "メモ", since 1, column 5, width 28.0;
                    /// Who takes care of it; empty if nobody was named.
                    owner: Owner(Line) = "owner", "担当者", since 2, column 3, width 9.0;
                    /// Until when.
                    due: Due(Day) = "due", "期限", since 2, column 4, width 10.5;
                    /// Why it is 対象外; empty if not said.
                    reason: Reason(Line) = "reason", "対象外の理由", since 2, column 6, width 15.0;
                }
                flags {}
                sets {
                    /// The evidence that stands for it.
                    evidence: Link { evidence: EntryId } = "link", "証跡", since 2, "証跡「{}」を付けた", "証跡「{}」を外した";
                }
            }
            Worklist(Profile) {
                values {
                    /// The facility inspected.
                    facility: Facility(Line) = "facility", "施設", since 2;
                    /// The reference pattern, `I` to `IV`.
                    pattern: Pattern(RecordId) = "pattern", "参照パターン", since 2;
                }
                flags {
                    /// Whether the worklist is put away.
                    is_archived: Archived = "archived", "しまってあるか", since 2, "点検票をしまった", "点検票を戻した";
                }
                sets {
                    /// The products in use.
                    products: Product { id: Id } = "product", "使っている製品", since 2, "製品 {} を使用中に", "製品 {} を使用中から外した";
                    /// Whose clauses are counted; as long as nobody is chosen, everybody's are.
                    parties: Party { id: Party } = "party", "数える担当", since 2, "担当 {} を数える対象に", "担当 {} を数える対象から外した";
                }
            }
            Evidence(Evidence) {
                values {
                    /// What a piece of evidence is called.
                    title: Title(Line) = "title", "証跡の名前", since 2;
                    /// Where a piece of evidence is: a path or a URL. Without one there is no evidence.
                    location: Location(Line) = "location", "証跡の場所", since 2;
                    /// The SHA-256 of the file; empty for a URL.
                    sha256: Sha256(Sha256) = "sha256", "証跡の SHA-256", since 2;
                    /// From when what the evidence shows is in effect.
                    effective: Effective(Day) = "effective", "証跡の有効日", since 2;
                    /// Until when the evidence holds.
                    expires: Expires(Day) = "expires", "証跡の期限", since 2;
                }
                flags {
                    /// Whether the evidence no longer counts.
                    is_withdrawn: Withdrawn = "withdrawn", "証跡の取り下げ", since 2, "証跡を取り下げた", "証跡の取り下げをやめた";
                }
                sets {}
            }
        }
    };
}

pub(crate) use fields;
