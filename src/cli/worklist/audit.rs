//! The options of `tenken worklist create` and `set` about the audit as a whole.

use crate::worklist::{Edit, Profile};

/// Who audits, when, and what is to be said of the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "報告書に書くこと")]
pub(super) struct AuditArgs {
    /// 点検の期間(例: 2026年度)。空にすると消します
    #[arg(long, value_name = "TEXT")]
    period: Option<String>,
    /// 点検者。空にすると消します
    #[arg(long, value_name = "TEXT")]
    inspectors: Option<String>,
    /// 承認者。空にすると消します
    #[arg(long, value_name = "TEXT")]
    approver: Option<String>,
    /// 点検全体の所見。空にすると消します
    #[arg(long, value_name = "TEXT")]
    remarks: Option<String>,
}

impl AuditArgs {
    /// Returns what was given.
    pub(super) fn edits(&self) -> impl Iterator<Item = Edit> {
        let texts = [
            (&self.period, Edit::Period as fn(String) -> Edit),
            (&self.inspectors, Edit::Inspectors),
            (&self.approver, Edit::Approver),
            (&self.remarks, Edit::Remarks),
        ];
        texts.into_iter().filter_map(|(text, edit)| text.clone().map(edit))
    }

    /// Returns the profile of a new worklist with what was given.
    pub(super) fn of(&self, profile: Profile) -> Profile {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Profile {
            period: text(&self.period),
            inspectors: text(&self.inspectors),
            approver: text(&self.approver),
            remarks: text(&self.remarks),
            ..profile
        }
    }
}
