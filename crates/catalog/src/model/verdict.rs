//! What the inspection of a clause found, how grave that is, how far the remedy has come, and what a reviewer says.

use super::named::named_enum;

named_enum! {
    /// What an inspection found (判定), beside how far the work has come.
    pub enum Verdict {
        /// Not judged yet; also the verdict on a clause that was never judged.
        Open = "open", "未判定";
        /// The requirement is met.
        Conform = "conform", "適合";
        /// A part of the requirement is met.
        Partial = "partial", "一部適合";
        /// The requirement is not met.
        Nonconform = "nonconform", "不適合";
    }
}

named_enum! {
    /// How grave a finding (指摘) is.
    pub enum Grade {
        /// It endangers the safety of the information or of its use.
        Major = "major", "重大";
        /// It is to be put right, and endangers nothing by itself.
        Minor = "minor", "軽微";
        /// It is told so that it can be made better; nothing is against the requirement.
        Observation = "observation", "観察";
    }
}

named_enum! {
    /// How far the corrective action (是正策) has come.
    pub enum ActionState {
        /// Nobody has begun.
        Open = "open", "未着手";
        /// It is under way.
        Doing = "doing", "実施中";
        /// It is done.
        Done = "done", "完了";
    }
}

named_enum! {
    /// What a reviewer says of a record (確認). It locks nothing.
    pub enum Review {
        /// It can stand as it is.
        Approved = "approved", "承認";
        /// It has to be looked at again.
        Returned = "returned", "差戻し";
    }
}

impl Verdict {
    /// Returns the verdict meant by what a person types: a code or a Japanese name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_meant = |verdict: &Self| verdict.code().eq_ignore_ascii_case(text) || verdict.name() == text;
        Self::ALL.iter().copied().find(is_meant)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn every_way_of_writing_a_verdict_is_read() {
        for verdict in Verdict::ALL.iter().copied() {
            for text in [verdict.code(), verdict.name(), &verdict.code().to_uppercase()] {
                assert_eq!(Verdict::parse(text), Some(verdict), "{text}");
            }
        }
        assert_eq!(Verdict::parse("合格"), None);
    }
}
