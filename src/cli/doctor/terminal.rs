//! The terminal, and the programs that are started when they are asked for.

use std::ffi::OsStr;
use std::path::Path;

use crate::language::{t, tr};
use crate::tui::terminal::clipboard::Multiplexer;

use super::super::environment::Terminal;
use super::super::pager::USUAL;
use super::super::session::Session;
use super::super::settings;
use super::report::Row;

const AREA: &str = "端末";
const PROGRAMS: &str = "ほかのプログラム";

/// Fewest columns and rows that the screen is made for.
const SMALLEST: (usize, usize) = (80, 24);

/// Returns the rows about the terminal and about editor and pager.
pub(super) fn rows(session: &Session<'_>) -> Vec<Row> {
    let terminal = &session.terminal;
    let width = settings::load(session.setup.paths.as_ref()).ok().and_then(|settings| settings.screen.ambiguous);
    let multiplexer = match terminal.multiplexer {
        Multiplexer::None => t("ありません"),
        Multiplexer::Tmux => "tmux",
        Multiplexer::GnuScreen => "GNU screen",
    };
    let color = match session.out.screen.is_styled {
        true => t("使います"),
        false if !terminal.has_color => t("使いません(NO_COLOR か --color)"),
        false => t("使いません(端末でないか、色を出せない端末です)"),
    };
    vec![
        kind(terminal),
        size(session),
        Row::fine(AREA, t("色と太字"), color),
        locale(&terminal.locale),
        Row::fine(AREA, t("多重化"), multiplexer),
        Row::fine(AREA, t("①※ などの桁数"), width.unwrap_or_else(|| t("auto(端末に尋ねます)").to_owned())),
        program(t("エディター"), &terminal.editor, &terminal.search_path, t("VISUAL か EDITOR")),
        pager(terminal),
    ]
}

fn kind(terminal: &Terminal) -> Row {
    let row = Row::fine(AREA, t("種類(TERM)"), &terminal.term);
    match (terminal.term.is_empty(), terminal.is_dumb) {
        (true, _) => Row::fine(AREA, t("種類(TERM)"), t("分かりません"))
            .odd(t("画面を開くには、環境変数 TERM に端末の種類(xterm など)を指定してください。")),
        (false, true) => row.odd(t("この種類の端末では画面を開けません。コマンドは使えます。")),
        (false, false) => row,
    }
}

fn size(session: &Session<'_>) -> Row {
    let screen = session.out.screen;
    if !screen.is_terminal {
        return Row::fine(
            AREA,
            t("大きさ"),
            tr!("出力先は端末ではありません({columns} 桁で出力します)", columns = screen.columns),
        );
    }
    let rows = session.terminal.pager.rows;
    let row = Row::fine(
        AREA,
        t("大きさ"),
        match rows {
            Some(rows) => tr!("{columns} 桁 × {rows} 行", columns = screen.columns, rows),
            None => tr!("{columns} 桁", columns = screen.columns),
        },
    );
    match screen.columns < SMALLEST.0 || rows.is_some_and(|rows| rows < SMALLEST.1) {
        true => row.odd(t("80 桁 × 24 行より小さいため、画面の一部を省きます。")),
        false => row,
    }
}

/// Returns the row about the locale: what is printed is UTF-8 whatever it says.
fn locale(locale: &str) -> Row {
    let folded = locale.to_lowercase().replace('-', "");
    let shown = if locale.is_empty() { t("決まっていません") } else { locale };
    let row = Row::fine(AREA, t("ロケール"), shown);
    match folded.contains("utf8") {
        true => row,
        false => row.odd(t("出力は常に UTF-8 です。文字が化けるときは、端末の文字コードを UTF-8 にしてください。")),
    }
}

fn pager(terminal: &Terminal) -> Row {
    match terminal.pager.command.as_deref() {
        Some(command) if command.trim().is_empty() || command.trim() == "cat" => {
            Row::fine(PROGRAMS, t("ページャー"), t("使いません(PAGER)"))
        }
        command => program(t("ページャー"), command.unwrap_or(USUAL), &terminal.search_path, "PAGER"),
    }
}

/// Returns the row about a program that is started when it is asked for.
fn program(name: &str, command: &str, search_path: &OsStr, variable: &str) -> Row {
    let Some(first) = command.split_whitespace().next() else {
        return Row::fine(PROGRAMS, name, tr!("決まっていません(環境変数 {variable} で指定できます)", variable));
    };
    let row = Row::fine(PROGRAMS, name, command);
    let found = match first.contains('/') {
        true => Path::new(first).is_file(),
        false => std::env::split_paths(search_path).any(|folder| folder.join(first).is_file()),
    };
    match found {
        true => row,
        false => row
            .odd(tr!("見つかりません。なくても使えます。環境変数 {variable} で、ほかのものを指定できます。", variable)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Standing;
    use super::*;

    #[test]
    fn a_locale_of_another_encoding_is_odd() {
        for (name, standing) in [
            ("ja_JP.UTF-8", Standing::Fine),
            ("C.utf8", Standing::Fine),
            ("ja_JP.eucJP", Standing::Odd),
            ("C", Standing::Odd),
            ("", Standing::Odd),
        ] {
            assert_eq!(locale(name).standing, standing, "{name}");
        }
    }

    #[test]
    fn a_program_is_looked_for_where_the_system_would() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vi");
        crate::fs::replace(&path, b"").unwrap();
        let absolute = path.display().to_string();
        for (command, standing) in [
            ("vi -u NONE", Standing::Fine),
            (&absolute, Standing::Fine),
            ("emacs", Standing::Odd),
            ("", Standing::Fine),
        ] {
            assert_eq!(program("x", command, folder.path().as_os_str(), "EDITOR").standing, standing, "{command}");
        }
    }
}
