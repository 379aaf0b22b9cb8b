//! The main job, with the built program in a pseudo terminal: from a query to a mark that is still there after a restart.

use super::pty::Terminal;

#[test]
fn the_main_job_from_a_word_to_a_mark_that_lasts() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("二要素認証").sees("導入・更新システムの二要素認証への対応");
    while !selected(&terminal).contains("導入・更新システムの二要素認証への対応") {
        let before = selected(&terminal);
        terminal.press("\x1b[B");
        terminal.waits("the next hit", |screen| row_with_cursor(screen) != before);
    }
    terminal.press("\r").sees("背景のリスク");
    terminal.press("1").sees("低減策");
    terminal.press("1").sees("対応する条項");
    terminal.press("\x1b[D").sees("低減策").press("\x1b[D").sees("背景のリスク");
    terminal.press(" ").sees("[完了]").press("q");
    terminal.ends_and_restores();

    let mut again = Terminal::open(home.path());
    again.sees("済 1").press("二要素認証").sees("[済]").press("\x03");
    again.ends_and_restores();
}

fn selected(terminal: &Terminal) -> String {
    row_with_cursor(terminal.parser.screen())
}

/// Returns the selected row of the list.
fn row_with_cursor(screen: &vt100::Screen) -> String {
    screen.contents().lines().find(|line| line.starts_with(" > ")).unwrap_or_default().to_owned()
}
