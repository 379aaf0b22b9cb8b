//! The one table of everything that people fill in, for clauses, for the worklist itself and for evidence.
//!
//! To add a field, add a row at the end of its group. Code that does not handle it yet does not compile or fails a
//! test. A group has the name of the subject of its fields, and of the type with their present values. A row of a
//! clause is:
//!
//! ```text
//! owner: Owner(Line) = "owner", "担当者", since 2, column 3, width 9.0;
//! ```
//!
//! - `owner` is the member with the present value; the values of a clause are in [`Answers`](super::Answers). `Owner`
//!   is the variant in [`AnswerField`](super::AnswerField), [`Answer`](super::Answer) and `worklist::Edit`.
//! - `Line` is the shape, see [`Shape`](super::Shape): how a value is cleaned, limited, shown and read, and its initial
//!   value.
//! - `"owner"` is the code in journals and JSON. It never changes. The order of the rows does not change either,
//!   because conflicts are sorted by it.
//! - `"担当者"` is the name for people, also the title of the column.
//! - `since 2` is the version of the journal that introduced the field. A new field takes the version after the last
//!   release, so that an older program does not read past what it does not know.
//! - `column 3` is the place among the columns that people fill in, `width 9.0` the width in half-width characters.
//!
//! Only the values of a clause have columns, which people fill in. Values that tenken fills in itself are `automatic`:
//! they are on no form and not in `Answers`. Flags and sets have two sentences, for setting and clearing; `{}` is the
//! member of the set.
//!
//! The table is passed to the macros that make code of it: `answers!` in [`super::answer`] makes the form, `edits!` in
//! `worklist::entry::fields` the edits, `projections!` and `sentences!` in `worklist::state` what they set and how they
//! are told. The types in it are those in scope there.

/// Passes the table to a macro.
macro_rules! fields {
    ($declare:ident) => {
        $declare! {
            Clause(Mark) {
                values {
                    /// The state of the work.
                    status: Status(Status) = "status", "状態", since 1, column 1, width 8.5;
                    /// The verdict of the inspection.
                    verdict: Verdict(Verdict) = "verdict", "判定", since 2, column 2, width 8.5;
                    /// The note; may have several lines; empty if none.
                    note: Note(Text) = "note", "メモ", since 1, column 5, width 28.0;
                    /// The person in charge; empty if nobody was named.
                    owner: Owner(Line) = "owner", "担当者", since 2, column 3, width 9.0;
                    /// The due date.
                    due: Due(Day) = "due", "期限", since 2, column 4, width 10.5;
                    /// The reason for 対象外; empty if none was given.
                    reason: Reason(Line) = "reason", "対象外の理由", since 2, column 6, width 15.0;
                    /// How grave it is that the clause is not met; none if that is no finding.
                    grade: Grade(Maybe<Grade>) = "grade", "指摘の等級", since 6, column 7, width 8.5;
                    /// Why it is not met.
                    cause: Cause(Text) = "cause", "指摘の原因", since 6, column 8, width 20.0;
                    /// What will be done about it.
                    action: Action(Text) = "action", "是正策", since 6, column 9, width 24.0;
                    /// The person who sees to it; empty if nobody was named.
                    action_owner: ActionOwner(Line) = "action_owner", "是正の担当者", since 6, column 10, width 9.0;
                    /// The day until which it will be done.
                    action_due: ActionDue(Day) = "action_due", "是正の期限", since 6, column 11, width 10.5;
                    /// How far it has come.
                    action_state: ActionState(Maybe<ActionState>) = "action_state", "是正の状態", since 6, column 12, width 8.5;
                    /// The last day on which the clause may stay as it is.
                    accept_until: AcceptUntil(Day) = "accept_until", "例外の期限", since 6, column 13, width 10.5;
                    /// The person who has accepted the residual risk until then.
                    accepted_by: AcceptedBy(Line) = "accepted_by", "残留リスクを受け入れた人", since 6, column 14, width 12.0;
                    /// Why it was accepted.
                    accept_why: AcceptWhy(Line) = "accept_why", "例外の理由", since 6, column 15, width 15.0;
                    /// What a reviewer says of what is recorded.
                    review: Review(Maybe<Review>) = "review", "確認の結果", since 6, column 16, width 8.5;
                    /// The reviewer.
                    reviewer: Reviewer(Line) = "reviewer", "確認者", since 6, column 17, width 9.0;
                    /// The day of the review.
                    reviewed: Reviewed(Day) = "reviewed", "確認した日", since 6, column 18, width 10.5;
                    /// What the reviewer says about it, above all why it was sent back.
                    review_word: ReviewWord(Line) = "review_word", "確認のことば", since 6, column 19, width 15.0;
                }
                automatic {
                    /// What the worklist of the edition before said about it, as one sentence; empty if nothing was carried.
                    previous: Previous(Line) = "previous", "前の版", since 5;
                    /// The number of an own item among those of its worklist; empty for a clause of the catalog.
                    item_number: ItemNumber(Line) = "item_number", "独自項目の番号", since 7;
                    /// The title of an own item; empty for a clause of the catalog.
                    item_title: ItemTitle(Line) = "item_title", "独自項目の題", since 7;
                    /// What is to be checked for an own item.
                    item_text: ItemText(Text) = "item_text", "独自項目の内容", since 7;
                }
                flags {
                    /// Whether the number of the clause in the edition that is counted is not known.
                    is_waiting: Waiting = "waiting", "新しい版の番号待ち", since 5, "新しい版の番号は不明とした", "新しい版の番号を不明とするのをやめた";
                    /// Whether an own item was withdrawn. What was recorded of it stays.
                    is_item_withdrawn: ItemWithdrawn = "item_withdrawn", "独自項目の取り下げ", since 7, "独自項目を取り下げた", "独自項目の取り下げをやめた";
                }
                sets {
                    /// The linked evidence.
                    evidence: Link { evidence: EntryId } = "link", "証跡", since 2, "証跡「{}」を付けた", "証跡「{}」を外した";
                    /// Those who have to act for an own item.
                    item_parties: ItemParty { id: Party } = "item_party", "独自項目の担当区分", since 7, "独自項目の担当区分に {} を加えた", "独自項目の担当区分から {} を外した";
                }
            }
            Worklist(Profile) {
                values {
                    /// The facility inspected.
                    facility: Facility(Line) = "facility", "施設", since 2;
                    /// The reference pattern, `I` to `IV`.
                    pattern: Pattern(RecordId) = "pattern", "参照パターン", since 2;
                    /// The id of the worklist that this one was copied from.
                    origin: Origin(RecordId) = "origin", "もとの点検票", since 3;
                    /// The kind of facility, a preset of the catalog.
                    preset: Preset(RecordId) = "preset", "施設の種類", since 5;
                    /// The ids of the guidelines, volumes and chapters whose clauses are counted. It is one value, so that what
                    /// two people choose apart is not mixed to what nobody chose.
                    counted: Count(RecordIds) = "count", "数える範囲", since 5;
                    /// The time that the audit is about, or in which it is done, in the words of the inspectors.
                    period: Period(Line) = "period", "期間", since 6;
                    /// Those who inspect.
                    inspectors: Inspectors(Line) = "inspectors", "点検者", since 6;
                    /// Who approves the result.
                    approver: Approver(Line) = "approver", "承認者", since 6;
                    /// What is to be said of the audit as a whole.
                    remarks: Remarks(Text) = "remarks", "所見", since 6;
                }
                automatic {
                    /// What is counted as long as nobody chooses: the first record says it by the way.
                    begun: Begun(RecordIds) = "begun", "はじめの数える範囲", since 5;
                }
                flags {
                    /// Whether the worklist is archived.
                    is_archived: Archived = "archived", "しまってあるか", since 2, "点検票をしまった", "点検票を戻した";
                }
                sets {
                    /// The products in use.
                    products: Product { id: Id } = "product", "使っている製品", since 2, "製品 {} を使用中に", "製品 {} を使用中から外した";
                    /// The parties whose clauses are counted; all parties as long as none is chosen.
                    parties: Party { id: Party } = "party", "数える担当", since 2, "担当 {} を数える対象に", "担当 {} を数える対象から外した";
                    /// The ids of other worklists whose records belong to this one as well.
                    joined: Join { list: EntryId } = "join", "加えた点検票", since 3, "ほかの点検票の記録を加えた({})", "ほかの点検票の記録を加えるのをやめた({})";
                    /// The ends of the journals that were merged, see `worklist::log::lineage`.
                    merged: Take { journal: Id } = "take", "取り込んだ記録", since 3, "ほかのフォルダーの記録を取り込んだ({})", "ほかのフォルダーの記録の取り込みをやめた({})";
                    /// The licences that the facility has.
                    licences: Licence { id: Id } = "licence", "契約しているエディション", since 4, "エディション {} を契約中に", "エディション {} を契約中から外した";
                    /// The products that a licence includes and that are not used all the same.
                    unused: Unused { id: Id } = "unused", "使っていない製品", since 4, "製品 {} を使っていないことに", "製品 {} を使っていないことにするのをやめた";
                }
            }
            Evidence(Evidence) {
                values {
                    /// The title of a piece of evidence.
                    title: Title(Line) = "title", "証跡の名前", since 2;
                    /// The location of a piece of evidence: a path or a URL. Evidence without one does not exist.
                    location: Location(PathOrUrl) = "location", "証跡の場所", since 2;
                    /// The SHA-256 of the file; empty for a URL.
                    sha256: Sha256(Sha256) = "sha256", "証跡の SHA-256", since 2;
                    /// The day from which the content of the evidence is in effect.
                    effective: Effective(Day) = "effective", "証跡の有効日", since 2;
                    /// The last day on which the evidence is valid.
                    expires: Expires(Day) = "expires", "証跡の期限", since 2;
                }
                automatic {}
                flags {
                    /// Whether the evidence was withdrawn.
                    is_withdrawn: Withdrawn = "withdrawn", "証跡の取り下げ", since 2, "証跡を取り下げた", "証跡の取り下げをやめた";
                    /// Whether it stands for the audit as a whole, whatever clauses it is linked with.
                    is_for_audit: ForAudit = "audit", "点検全体の証跡", since 6, "点検全体の証跡にした", "点検全体の証跡から外した";
                }
                sets {}
            }
        }
    };
}

pub(crate) use fields;
