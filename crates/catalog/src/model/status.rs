//! How far a clause has come.

use super::named::named_enum;

named_enum! {
    /// How far a clause has come in a worklist.
    pub enum Status {
        /// Nothing done yet; also the status of a clause that was never marked.
        Todo = "todo", "未着手";
        /// Work has begun.
        Doing = "doing", "対応中";
        /// The requirement is met.
        Done = "done", "完了";
        /// The requirement does not apply here.
        Na = "na", "対象外";
        /// Carried over from another edition and not yet looked at again.
        Recheck = "recheck", "要再確認";
    }
}

impl Status {
    /// Returns the one-character form for narrow columns: 未 中 済 外 再.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Todo => "未",
            Self::Doing => "中",
            Self::Done => "済",
            Self::Na => "外",
            Self::Recheck => "再",
        }
    }

    /// Returns the status meant by what a person types: a code, a Japanese name or its short form.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .iter()
            .copied()
            .find(|status| status.code().eq_ignore_ascii_case(text) || status.name() == text || status.short() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn every_way_of_writing_a_status_is_read() {
        for status in Status::ALL.iter().copied() {
            for text in [status.code(), status.name(), status.short(), &status.code().to_uppercase()] {
                assert_eq!(Status::parse(text), Some(status), "{text}");
            }
        }
        assert_eq!(Status::parse("済み"), None);
        assert_eq!(Status::parse(""), None);
    }
}
