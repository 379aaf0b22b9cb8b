//! The options that every command has.

use std::path::PathBuf;

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "共通のオプション")]
pub(super) struct Common {
    /// カタログに重ねるデータのフォルダー(繰り返せます)
    #[arg(long = "data", value_name = "DIR", global = true)]
    pub(super) data: Vec<PathBuf>,
    /// 点検票の名前(省くと、使用中の点検票)
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) worklist: Option<String>,
}
