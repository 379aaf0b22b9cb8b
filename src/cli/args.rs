//! What may stand on the command line.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::language::t;

use super::common::{COMMON, Common};
use super::language::translated;
use super::man::exit_codes;
use super::output::Stop;
use super::session::Session;
use super::{look, open};

/// How every page of help is laid out.
const HELP: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}\n";

/// Where help and version stand among the options.
const LAST: usize = 900;

#[derive(Debug, Parser)]
#[command(
    name = "tenken",
    version,
    about = "医療情報システムの安全管理ガイドラインを引き、\nリスクと製品をたどり、点検の結果を記録します。",
    override_usage = "tenken [オプション] [コマンド]",
    subcommand_help_heading = "コマンド",
    disable_version_flag = true
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    open: open::Args,
}

/// Declares the commands: what clap tells of one, then `Variant: file::function;`. The arguments are `file::Args`. Help that takes
/// time to write is named here and not beside the arguments: a right line is read without what stands here. `long` stands
/// behind those that print pages and lists to read and ask nothing: a pager shows what is longer than the screen.
macro_rules! commands {
    ($($(#[$told:meta])* $variant:ident: $file:ident::$run:ident $($long:ident)?;)+) => {
        /// What to do.
        #[derive(Debug, Subcommand)]
        pub(super) enum Command {
            /// Opens the terminal UI; what happens when no command is named.
            #[command(skip)]
            Open(open::Args),
            $($(#[$told])* $variant(super::$file::Args),)+
        }

        impl Command {
            /// Returns a command as far as a right line needs it, without its help; none if there is none of this name.
            fn bare(name: &str) -> Option<clap::Command> {
                if !Self::has_subcommand(name) {
                    return None;
                }
                $(if stringify!($variant).eq_ignore_ascii_case(name) {
                    let command = clap::Command::new(name.to_owned());
                    return Some(<super::$file::Args as clap::Args>::augment_args(command));
                })+
                None
            }

            /// Does it; returns the exit code.
            pub(super) fn run(self, session: &mut Session<'_>) -> Result<u8, Stop> {
                match self {
                    Self::Open(args) => open::run(args, session),
                    $(Self::$variant(args) => super::$file::$run(&args, session),)+
                }
            }

            /// Whether it says itself what is wrong with the settings.
            pub(super) fn tells_settings(&self) -> bool {
                matches!(self, Self::Open(_) | Self::Doctor(_))
            }

            /// Whether it prints what may be longer than the screen.
            pub(super) fn is_long(&self) -> bool {
                match self {
                    Self::Open(_) => false,
                    $(Self::$variant(_) => [$(stringify!($long))?].contains(&"long"),)+
                }
            }
        }
    };
}

commands! {
    /// 条項、リスク、製品、措置などを検索します
    #[command(after_help = super::search::after_help())]
    Search: search::run long;
    /// 検索がどう解釈され、なぜその順になるかを示します
    Explain: explain::run long;
    /// 条項などの内容と関連を表示します
    #[command(after_help = super::show::after_help())]
    Show: show::run long;
    /// 条項の状態、メモ、担当者、期限などを点検票に記録します
    Mark: mark::run;
    /// 直前の記録を取り消します
    #[command(override_usage = "tenken undo [オプション]")]
    Undo: undo::undo;
    /// 取り消した記録をやり直します
    #[command(override_usage = "tenken redo [オプション]")]
    Redo: undo::redo;
    /// 点検の進み具合を表示します
    Status: status::run long;
    /// 次に取りかかる条項を表示します
    Next: next::run long;
    /// 期限を過ぎた条項と、近づいた条項を表示します
    Due: due::run long;
    /// 理由のない対象外、証跡のない適合など、見直すところを挙げます
    Check: check::run long;
    /// 条項に誰が、いつ、何を記録したかを表示します
    History: history::run long;
    /// 使っている製品と措置が、どのリスクを低減するかを表示します
    Coverage: coverage::run long;
    /// 版と版を比べ、改定で変わったところと、関わる記録を表示します
    Diff: diff::run long;
    /// 新しい版の点検票を、今の点検票の記録を引き継いで作ります
    Carry: carry::run;
    /// 証跡を加え、確かめます
    Evidence: evidence::run;
    /// 点検票を作り、選び、設定します
    Worklist: worklist::run;
    /// 点検票や対応表を Excel、CSV、HTML などに書き出します
    Export: export::run;
    /// 手元の資料や、記入された点検票を取り込みます
    #[command(after_help = super::import::after_help())]
    Import: import::run;
    /// 取り込んだ資料を並べ、有効・無効にし、削除します
    Packs: packs::run;
    /// ほかの人の記録を点検票に取り込みます
    Merge: merge::run;
    /// 記録が書き換えられていないかを確かめます
    Verify: verify::run;
    /// 画面のキーの一覧を表示します
    Keys: keys::run long;
    /// データを確かめます
    Data: data::run;
    /// 組み込まれたソフトウェアと辞書のライセンスを表示します
    Licences: licences::run long;
    /// フォルダー、点検票、端末などを調べ、おかしなところを挙げます
    Doctor: doctor::run long;
    /// シェルの補完のスクリプトを出力します
    Completions: completions::run;
    /// man で読む説明を出力します
    Man: man::run;
    /// コマンドの説明を表示します
    Help: help::run long;
}

/// Returns the whole command line as clap describes it, in the language of this thread.
pub fn command() -> clap::Command {
    let alone = alone();
    let about = alone.get_about().cloned();
    // The commands bring what is said of them all, which is not what is said of the program.
    let whole = Command::augment_subcommands(alone).about(about.unwrap_or_default());
    let after = format!("{}\n{}", t("コマンドを付けずに起動すると、端末の画面が開きます。"), exit_codes());
    translated(localise(whole.after_help(after)))
}

/// Returns the program with its own options and no commands.
fn alone() -> clap::Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("バージョンを表示します")
        .display_order(LAST);
    Cli::command().args(look::options()).arg(version.help_heading(COMMON))
}

/// Returns the command line with the one command that a line names: to describe all of them takes longer than many an answer.
fn bare(line: &[OsString]) -> clap::Command {
    let named = line.iter().skip(1).filter_map(|word| word.to_str()).find_map(Command::bare);
    // A page of help is for the whole to show.
    alone()
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommands(named.map(|one| one.disable_help_flag(true)))
}

fn localise(command: clap::Command) -> clap::Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("この説明を表示します")
        .display_order(LAST);
    command
        .help_template(t(HELP))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help.help_heading(COMMON))
        .mut_subcommands(localise)
}

/// Returns the page of help of the command that these words name.
pub(super) fn help_page(words: impl Iterator<Item = OsString>) -> String {
    let line = std::iter::once(OsString::from("tenken")).chain(words).chain([OsString::from("--help")]);
    command().try_get_matches_from(line).err().map_or_else(String::new, |page| page.to_string())
}

/// Reads a command line.
///
/// # Errors
///
/// What clap has to say: a wrong line, or help and version, which are no mistakes.
pub(super) fn parse(line: &[OsString]) -> Result<(Common, Command), clap::Error> {
    let matches = bare(line).try_get_matches_from(line).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        // What is wrong with a line is told by those who know all commands.
        _ => command().try_get_matches_from(line),
    })?;
    let Cli { common, open } = Cli::from_arg_matches(&matches)?;
    if matches.subcommand_name().is_none() {
        return Ok((common, Command::Open(open)));
    }
    if open != open::Args::default() {
        return Err(clap::Error::raw(
            ErrorKind::ArgumentConflict,
            t("--query、--theme、--mouse は画面を開くときだけ使えます。"),
        ));
    }
    Ok((common, Command::from_arg_matches(&matches)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn options_of_the_screen_do_not_go_with_a_command() {
        assert!(parse(&line("tenken --mouse search x")).is_err());
        assert!(matches!(parse(&line("tenken --mouse --ascii")), Ok((_, Command::Open(_)))));
        assert!(parse(&line("tenken --ascii search x --ambiguous 2")).is_ok());
        let (common, _) = parse(&line("tenken search x --data a --data b --worklist w")).unwrap();
        assert_eq!((common.data.len(), common.worklist.as_deref()), (2, Some("w")));
    }

    fn line(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    /// The command below which the options of a line stand, and each of them with its values.
    fn read(matches: &clap::ArgMatches) -> Vec<(String, Vec<OsString>)> {
        let values = |id: &clap::Id| matches.get_raw(id.as_str()).unwrap_or_default().map(OsString::from).collect();
        let own = matches.ids().map(|id| (id.to_string(), values(id)));
        let below = matches.subcommand().map(|(name, below)| {
            let below = read(below).into_iter().map(move |(id, values)| (format!("{name} {id}"), values));
            below.collect::<Vec<_>>()
        });
        own.chain(below.into_iter().flatten()).collect()
    }

    #[test]
    fn the_named_command_alone_reads_a_line_as_all_of_them_do() {
        let lines = [
            "tenken",
            "tenken --query search --ascii",
            "tenken --worklist status status --json",
            "tenken search status --kind risk -n 3 --data a --data b",
            "tenken --lang en mark 運用14⑤ done --note search",
            "tenken worklist create show --preset search",
            "tenken export csv --worklist show",
            "tenken export report --format html",
            "tenken import worklist file.xlsx",
            "tenken evidence add search 運用14⑤",
            "tenken undo",
            "tenken redo --worklist undo",
            "tenken help search",
            "tenken show -- --json",
        ];
        for text in lines {
            let line = line(text);
            let whole = command().try_get_matches_from(&line);
            let whole = whole.as_ref().map_or_else(|error| panic!("{text}: {error}"), read);
            let named = bare(&line).try_get_matches_from(&line);
            assert_eq!(named.as_ref().map_or_else(|error| panic!("{text}: {error}"), read), whole, "{text}");
        }
        for text in ["tenken serch x", "tenken --worklist", "tenken search", "tenken search x --help", "tenken --query"]
        {
            let line = line(text);
            let (named, whole) = (bare(&line).try_get_matches_from(&line), command().try_get_matches_from(&line));
            assert!(named.is_err() && whole.is_err(), "{text}");
        }
    }

    #[test]
    fn every_command_can_be_read_alone() {
        for one in command().get_subcommands() {
            assert!(Command::bare(one.get_name()).is_some(), "{}", one.get_name());
        }
        assert!(Command::bare("Search").is_none());
    }
}
