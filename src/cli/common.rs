//! The options that every command has.

use std::path::PathBuf;

/// The heading of options that every command has.
pub(super) const COMMON: &str = "共通のオプション";

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = COMMON)]
pub(super) struct Common {
    /// カタログに重ねるデータのフォルダー(繰り返せます)
    #[arg(long = "data", value_name = "DIR", global = true)]
    pub(super) data: Vec<PathBuf>,
    /// 点検票の名前(省くと、使用中の点検票)
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) worklist: Option<String>,
}
