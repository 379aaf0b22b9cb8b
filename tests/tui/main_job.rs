//! The main job, with the built program in a pseudo terminal: from a query to a mark that is still there after a restart.

use tenken::model::{Status, Verdict};
use tenken::worklist::{Identity, Progress, State, Worklist};

use crate::support::bundled;

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
    let risk = number_below(&terminal, "背景のリスク");
    terminal.press(&risk).sees("脅威の主体");
    terminal.press("1").sees("英語名");
    terminal.press("\x1b[D").sees("脅威の主体").press("\x1b[D").sees("背景のリスク");
    terminal.press(" ").sees("[完了]").press("q");
    terminal.ends_and_restores();

    let mut again = Terminal::open(home.path());
    again.sees("済 1").press("二要素認証").sees("[済]").press("\x03");
    again.ends_and_restores();
}

/// Returns how many clauses a fresh worklist of the bundled catalog counts.
fn counted() -> usize {
    Progress::new(&bundled().0, &State::default()).total().total()
}

fn selected(terminal: &Terminal) -> String {
    row_with_cursor(terminal.parser.screen())
}

/// Returns the number of the first link below a heading.
fn number_below(terminal: &Terminal, heading: &str) -> String {
    let contents = terminal.parser.screen().contents();
    let below = contents.lines().skip_while(|line| !line.contains(heading)).nth(1).expect("a link");
    below.trim_start_matches([' ', '>']).chars().take(1).collect()
}

/// Returns the selected row of the list.
fn row_with_cursor(screen: &vt100::Screen) -> String {
    screen.contents().lines().find(|line| line.starts_with(" > ")).unwrap_or_default().to_owned()
}

#[test]
fn words_are_looked_for_on_a_page_and_then_its_keys_are_its_own_again() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal
        .sees("検索 >")
        .press("運用14⑤")
        .sees("導入・更新システムの二要素認証への対応")
        .press("\r")
        .sees("背景のリスク");
    terminal.press("/").sees("ページ内 >").press("しゅってん").sees("このページにはありません。");
    terminal.press("\x15").press("出典").sees("1/1").press("\r").sees("Esc 探し終える");
    terminal.press("n").sees("終わりまで来たので、はじめから続けます。");
    terminal.press("\x1b").sees("n メモ").press("n").sees("Esc あとで").press("\x1b").sees_no_more("Esc あとで");
    terminal.press("s").sees("検索 >").press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn the_keys_after_a_mark_in_the_list_are_for_the_clause_that_was_marked() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("\x1bOR").sees(&format!("[未着手 {}]", counted())).press("j");
    terminal.waits("the second row", |screen| row_with_cursor(screen).contains("経営 1.1(2)"));
    terminal.press("x").sees("経営 1.1(2)を対象外にしました");
    assert!(
        selected(&terminal).contains("経営 1.1(2)") && selected(&terminal).contains("[外]"),
        "{}",
        selected(&terminal)
    );
    terminal.press("fr").sees("対象外の理由  経営 1.1(2)").press("機器がない\r").sees("機器がない と記録しました");
    terminal
        .press("fv")
        .sees("判定  経営 1.1(2)")
        .press("itibu")
        .sees("> 一部適合")
        .press("\r")
        .sees("一部適合 と記録しました");
    terminal.press("q");
    terminal.ends_and_restores();
    let who = Identity { user: "reader".into(), host: "test".into() };
    let folder = home.path().join("TENKEN_DATA_DIR/worklists/default");
    let worklist = Worklist::open(&folder, who).expect("the worklist can be read");
    let marks: Vec<_> = worklist.state().marks().collect();
    let [(_, mark)] = marks[..] else { panic!("{marks:?}") };
    let answers = &mark.answers;
    assert_eq!(
        (answers.status, answers.verdict, answers.reason.as_str()),
        (Status::Na, Verdict::Partial, "機器がない")
    );
}

#[test]
fn all_hits_are_those_with_every_word_and_many_rows_are_asked_about() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("ISMAP").sees("検索 > ISMAP").sees(" 1/").press("\x1ba").sees("件は含みません");
    let screen = terminal.parser.screen().contents();
    let picked = screen.lines().last().and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok());
    assert!(picked.is_some_and(|picked| (1..20).contains(&picked)), "{screen}");
    terminal.press("\x07d").sees("にしました").press("\x07u").sees("戻しました");
    terminal.press("\x15・").sees("検索 > ・").press("\x1ba").sees("選べ");
    terminal.press("\x1bOR").sees(&format!("[未着手 {}]", counted()));
    terminal.press("Vx").sees(&format!("対象外({} 条項)。記録しますか", counted())).press("\x1b");
    terminal.sees("何も記録していません").press("q");
    terminal.ends_and_restores();
}
