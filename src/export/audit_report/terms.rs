//! The words of the audit report, as one table.

use crate::language::t;
use crate::sheet::terms;

/// Declares the terms: `Name = "日本語"`.
macro_rules! terms {
    ($($name:ident = $ja:expr;)+) => {
        /// A heading, the name of a column, or a sentence that is always the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Term {
            $($name,)+
        }

        impl Term {
            /// Returns it in the language of the report.
            pub(super) fn text(self) -> &'static str {
                t(match self { $(Self::$name => $ja,)+ })
            }
        }
    };
}

terms! {
    Report = "点検報告書";
    Facility = "施設";
    Worklist = "点検票";
    Period = "期間";
    Confirmed = "確認日";
    Inspectors = "点検者";
    Approver = "承認者";
    Editions = "対象の版";
    Pattern = "参照パターン";
    Parties = terms::COUNTED_PARTIES;
    Made = "作成";
    Records = "記録";
    Version = "作成した道具";
    Part = "範囲";
    Incomplete = "この報告書には欠けがあるかもしれません。";

    Summary = "概要";
    Remarks = "所見";
    Applicable = "対象の条項";
    Done = "完了";
    Progress = "進捗";
    Overdue = "期限超過";
    NotApplicable = "対象外";
    NoReason = "理由のない対象外";
    OpenFindings = "残っている指摘";
    OpenMajor = "うち重大";
    Failing = "不適合・一部適合";
    BareRisks = "低減策のないリスク";
    BadEvidence = "確かめる証跡";
    Verdicts = "判定の内訳";
    Judged = "判定";
    Count = "件数";
    Share = "割合";
    Matters = "まず見るところ";
    MajorLeft = "残っている重大な指摘";
    NothingMatters = "重大な指摘、期限超過、期限を過ぎた例外、差戻し、理由のない対象外、証跡のない適合、記録の食い違い、低減策のないリスク、確かめる証跡は、いずれもありません。";
    ProgressByVolume = "編ごとの進捗";
    Trend = "進捗の推移";
    TrendMeaning = "この報告書で数える条項のうち、その日までに完了したものの割合です。条項が対象外かどうかも、その日までの記録で見ます。";
    NoTrend = "推移は、記録のある日が 2 日以上になると描きます。";
    Day = "日";

    Scope = "範囲と方法";
    Method = "方法";
    MethodStatus = "条項ごとに、状態(未着手・対応中・完了・対象外・要再確認)と判定(未判定・適合・一部適合・不適合)を分けて記録します。進捗は、対象外を除いた条項のうち完了したものの割合です。";
    MethodFinding = "満たしていない条項は、指摘として等級(重大・軽微・観察)、原因、是正策、担当者、期限、是正の状態を記録します。しばらく満たせないものは、例外として期限と残留リスクを受け入れた人を記録します。";
    MethodEvidence = "証跡のファイルは、加えたときの SHA-256 と、この報告書を作るときの中身を比べます。URL の先は見にいきません。";
    MethodRecords = "記録は一行ごとに前の行のハッシュを持ち、だれが、いつ、何を変えたかが残ります。末尾の封印で、その後の欠けや書き換えを確かめられます。";
    LeftOut = "数えない条項";
    Reason = "理由";
    Clauses = "条項の数";
    NoProducts = "使っている製品は選ばれていません。";

    Findings = "指摘と是正計画";
    NoFindings = "不適合・一部適合と判定した条項も、等級を付けた指摘もありません。";
    Number = "番号";
    Clause = "条項";
    Found = "等級・判定";
    Cause = "原因・メモ";
    Action = "是正策";
    WhoWhen = "担当者・期限・状態";
    NoAction = "是正策の記録がありません";
    NoGrade = "等級なし";
    Late = "超過";
    Exceptions = "例外";
    Until = "期限";
    AcceptedBy = "残留リスクを受け入れた人";
    Why = "理由";
    NotRecorded = "記録なし";
    OverdueList = "期限を過ぎた項目";
    Status = "状態";
    Owner = "担当者";
    Due = "期限";
    Reviews = "確認";
    Returned = "差し戻された項目";
    Outdated = "確認の後に変わった項目";
    Reviewer = "確認者";
    ReviewWord = "ことば";
    NotApplicableList = "対象外とした条項";
    NoReasonGiven = "理由の記録がありません";
    ConflictList = "記録の食い違い";
    Checklist = "厚生労働省のチェックリストの答え";
    Answer = "答え";
    Conflict = terms::CONFLICT;

    Risks = "リスクの低減";
    RisksMeaning = "Microsoft の措置と、使っている製品が、リスクをどこまで低減するかです。本ツールの見解で、Microsoft や省庁の見解ではありません。";
    Category = "分類";
    Measures = "Microsoft の措置あり";
    Risk = "リスク";
    Missing = "足りない機能";
    Total = "合計";
    MeasuredRisks = "Microsoft の措置だけのリスク";
    PartialRisks = "一部だけのリスク";
    NoWeakRisks = "どのリスクにも、果たせる機能のすべてに低減策があります。";

    Shared = "責任の分担";
    SharedMeaning = "条項の数です。措置は Microsoft が行うことのある条項、使用中は使っている製品が当たる条項、使えるはまだ使っていない製品だけが当たる条項、組織は措置も製品もなく組織で行う条項です。本ツールの見解です。";
    Group = "編・章";
    SharedMeasures = "措置";
    SharedInUse = "使用中";
    SharedAvailable = "使える";
    SharedLeft = "組織";

    Evidence = "証跡台帳";
    NoEvidence = "証跡はまだありません。";
    EvidenceName = "証跡と場所";
    Dates = "有効日・期限";
    Checked = "照合の結果";
    CheckedOn = "照合した日";
    Expired = "期限切れ";
    ForAudit = "点検全体";
    Hash = "SHA-256";

    Changes = "前回からの変更";
    NoSince = "この報告書では、前回の点検票や日付と比べていません。";
    IncompleteBefore = "比べた記録に欠けがあるかもしれません。";
    NoChanges = "判定、指摘、是正の状態、対象外の変更はありません。";
    ChangedClauses = "変わった条項";
    Transition = "変わり方";
    Before = "前回";
    Now = "今回";
    What = "項目";

    Unverified = "未照合の条項による判定";
    UnverifiedMeaning = "次の条項は、題や番号を公式の文書とまだ照合していません。判定や完了の記録に使う前に、原文で確かめてください。";
    NoUnverified = "判定か完了を記録した条項に、未照合のものはありません。";

    Notes = "注意";
    Signatures = "署名";
    SignDate = "日付";
    PersonName = "氏名";
    Sign = "署名";
    Seal = "記録の封印";
    SealUse = "この報告書を作ったときの記録です。この報告書の電子ファイルと記録を tenken で照合すると、その後の欠けや書き換えを確かめられます。";
    NoJournals = "封じる記録はまだありません。";
    UnverifiedNote = "「未照合」は、題や番号を公式の文書とまだ照合していない条項です。";
    OwnView = "リスク、製品、措置との対応づけは本ツールの見解です。";

    LegendDone = "完了";
    LegendDoing = "対応中・要再確認";
    LegendTodo = "未着手";
}
