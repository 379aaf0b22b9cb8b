//! The options of `tenken mark` about findings, exceptions and reviews.

use crate::clock;
use crate::language::t;
use crate::model::Review;
use crate::sheet::AnswerField;
use crate::worklist::{Edit, review};

/// What was found, what will be done about it, and what may stay as it is.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "指摘と例外のオプション")]
pub(super) struct FindingArgs {
    /// 指摘の等級: 重大、軽微、観察、なし
    #[arg(long, value_name = "GRADE")]
    grade: Option<String>,
    /// 指摘の原因。空にすると消します
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    /// 是正策(これからすること)。空にすると消します
    #[arg(long, value_name = "TEXT")]
    action: Option<String>,
    /// 是正の担当者。空にすると消します
    #[arg(long, value_name = "NAME")]
    action_owner: Option<String>,
    /// 是正の期限(2027-03-31、12/20、月末、+2w、なし)
    #[arg(long, value_name = "DATE")]
    action_due: Option<String>,
    /// 是正の状態: 未着手、実施中、完了、なし
    #[arg(long, value_name = "STATE")]
    action_state: Option<String>,
    /// 例外の期限(2027-03-31、12/20、月末、+2w、なし)
    #[arg(long, value_name = "DATE")]
    accept_until: Option<String>,
    /// 残留リスクを受け入れた人。空にすると消します
    #[arg(long, value_name = "NAME")]
    accepted_by: Option<String>,
    /// 例外の理由。空にすると消します
    #[arg(long, value_name = "TEXT")]
    accept_why: Option<String>,
}

/// What a reviewer says.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "確認のオプション")]
pub(super) struct ReviewArgs {
    /// 記録を承認します(記録はその後も変えられます)
    #[arg(long, conflicts_with = "send_back")]
    approve: bool,
    /// 理由を添えて差し戻します
    #[arg(long = "return", value_name = "TEXT", value_parser = reason)]
    send_back: Option<String>,
}

/// A record that is sent back without a word helps nobody.
fn reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err(t("差し戻す理由を書いてください。").to_owned()),
        reason => Ok(reason.to_owned()),
    }
}

impl FindingArgs {
    /// Returns what an option gives for a field.
    pub(super) fn given(&self, field: AnswerField) -> Option<&str> {
        let text = match field {
            AnswerField::Grade => &self.grade,
            AnswerField::Cause => &self.cause,
            AnswerField::Action => &self.action,
            AnswerField::ActionOwner => &self.action_owner,
            AnswerField::ActionDue => &self.action_due,
            AnswerField::ActionState => &self.action_state,
            AnswerField::AcceptUntil => &self.accept_until,
            AnswerField::AcceptedBy => &self.accepted_by,
            AnswerField::AcceptWhy => &self.accept_why,
            _ => return None,
        };
        text.as_deref()
    }
}

impl ReviewArgs {
    /// Whether a reviewer says something.
    pub(super) const fn is_given(&self) -> bool {
        self.approve || self.send_back.is_some()
    }

    /// Returns what is recorded of it: who says it, and that it is today.
    pub(super) fn edits(&self, by: &str) -> Vec<Edit> {
        match &self.send_back {
            Some(word) => review(Review::Returned, by, clock::today(), word).into(),
            None if self.approve => review(Review::Approved, by, clock::today(), "").into(),
            None => Vec::new(),
        }
    }
}
