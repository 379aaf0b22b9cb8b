//! Prompts and popups: they name what they are for, start from what is there, and stay open with their text on error.

use tenken::model::{Status, Verdict};
use tenken::tui::input::message::Message;
use tenken::worklist::{Change, Edit, Identity, Worklist};

use super::Person;
use crate::support::WorklistExt;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn every_prompt_names_its_clause_or_how_many_there_are() {
    for keys in ["fv", "fo", "fd", "fr", "fe", "fn", "n"] {
        let one = Person::at(80, 24).on(CLAUSE).types(keys).screen();
        let title = one.lines().rev().find(|line| line.contains("運用 14.(5)")).unwrap_or_default();
        assert!(title.starts_with("- ") || title.starts_with("-"), "{keys}: {title}\n{one}");
        if !keys.ends_with('n') {
            let many = Person::at(80, 24).types("<f3>3v").types(keys).screen();
            assert!(many.contains("  条項 3 件 "), "{keys}\n{many}");
        }
    }
}

#[test]
fn the_verdicts_start_from_the_present_one_and_enter_keeps_it() {
    let judged = Person::at(80, 24).on(CLAUSE).types("fvitibu<enter>");
    assert_eq!(judged.app.state.answers(CLAUSE).verdict, Verdict::Partial);
    let kept = judged.types("fv<enter>");
    assert_eq!(kept.app.state.answers(CLAUSE).verdict, Verdict::Partial);
    assert!(kept.said().0.contains("判定は変わっていません"), "{:?}", kept.said());
    let mixed = Person::at(80, 24).types("<f3>fv2<enter>2vfv");
    assert!(mixed.screen().contains("変えない"), "{}", mixed.screen());
    let left = mixed.types("<enter>");
    assert_eq!(left.app.state.marks().count(), 1, "different verdicts are left as they are");
    let changed = left.types("fvfutekigou<enter>");
    assert_eq!(changed.app.state.marks().filter(|(_, mark)| mark.answers.verdict == Verdict::Nonconform).count(), 2);
}

#[test]
fn what_a_prompt_was_opened_for_stays_its_target() {
    for (keys, answer) in [("fo", "佐藤<enter>"), ("fv", "2<enter>")] {
        let mut person = Person::at(80, 24).types("<f3>").types(keys);
        let at = person.app.target_record().expect("a row");
        let clause = person.app.catalog.id(at).to_owned();
        let who = Identity { user: "ito".into(), host: "ward".into() };
        let mut other = Worklist::open(person.worklist.folder(), who).expect("the same folder");
        other.apply(vec![Change::status(clause.as_str(), Status::Done)]).expect("written");
        other.apply(vec![Change::profile(Edit::Pattern(Some("II".into())))]).expect("written");
        person.worklist.refresh().expect("the folder is read");
        person.hears(Message::Changed(person.worklist.state().clone()));
        let person = person.types(answer);
        let marked: Vec<&str> = person.app.state.marks().map(|(clause, _)| clause).collect();
        assert_eq!(marked, [clause.as_str()], "{keys}");
    }
}

#[test]
fn a_reason_for_what_is_not_left_out_is_questioned() {
    let asked = Person::at(80, 24).on(CLAUSE).types("frICカードを使わない<enter>");
    assert!(
        asked.screen().contains("運用 14.(5)は対象外ではありません(未着手 1)。対象外にもしますか"),
        "{}",
        asked.screen()
    );
    assert!(asked.app.state.mark(CLAUSE).is_none());
    let back = asked.types("<esc>");
    assert_eq!(back.typed(), Some("ICカードを使わない"), "nothing typed is lost");
    let both = back.types("<enter><enter>");
    let answers = both.app.state.answers(CLAUSE);
    assert_eq!((answers.status, answers.reason.as_str()), (Status::Na, "ICカードを使わない"));
    assert!(both.said().0.contains("対象外にし、理由を記録しました"), "{:?}", both.said());
    let undone = both.types("u").app.state.answers(CLAUSE);
    assert_eq!((undone.status, undone.reason.as_str()), (Status::Todo, ""), "it was one act");
    for answer in ["2<enter>", "riyuu<enter>", "<down><enter>", "２<enter>"] {
        let only = Person::at(80, 24).on(CLAUSE).types("fr同上<enter>").types(answer).app.state.answers(CLAUSE);
        assert_eq!((only.status, only.reason.as_str()), (Status::Todo, "同上"), "{answer}");
    }
    let plain = Person::at(80, 24).on(CLAUSE).types("xfr同上<enter>");
    assert_eq!(plain.app.state.answers(CLAUSE).reason, "同上", "no question where none is needed");
    let cleared = plain.types("tfr<ctrl-u><enter>");
    assert_eq!(cleared.app.state.answers(CLAUSE).reason, "", "nor for taking it away");
}

#[test]
fn evidence_that_cannot_be_read_leaves_the_prompt_open_with_the_right_advice() {
    let person = Person::at(80, 24).on(CLAUSE).types("feev/none.pdf<enter>");
    assert_eq!(person.typed(), Some("ev/none.pdf"));
    let (said, hint) = person.said();
    assert!(said.starts_with("見つかりません: ") && hint.contains("場所と名前を確かめて"), "{said} {hint}");
    assert!(!hint.contains("TENKEN_DATA_DIR") && !hint.contains("空き容量"));
    let screen = person.screen();
    for shown in
        ["- 証跡 (ファイルの場所か URL)  運用 14.(5)", " ev/none.pdf\n", " 見つかりません: ", " ファイルの場所と名前を"]
    {
        assert!(screen.contains(shown), "{shown}\n{screen}");
    }
    let typed_on = person.types("dx 1");
    assert!(typed_on.app.state.mark(CLAUSE).is_none(), "what is typed then is text");
    let folder = Person::at(80, 24).on(CLAUSE).types("fe~<enter>");
    let (said, hint) = folder.said();
    assert!(said.starts_with("フォルダです: ") && hint.contains("中のファイルを指定"), "{said} {hint}");
    let blank = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/a b<enter>");
    assert!(blank.typed().is_some() && blank.said().0.starts_with("空白のある URL は証跡として使えません"));
    let empty = Person::at(80, 24).on(CLAUSE).types("fe<enter>");
    assert!(empty.typed().is_some() && empty.said().0.contains("入力してください"));
}

#[test]
fn a_path_is_taken_as_it_is_typed_or_dragged_and_completed() {
    for typed in ["~/証跡 1.pdf", "'~/証跡 1.pdf' ", "~/証跡\\ 1.pdf", "~/証<tab>", "'~/<tab>"] {
        let person = Person::at(80, 24).on(CLAUSE);
        std::fs::write(person.folder.path().join("証跡 1.pdf"), "x").expect("a file");
        let mut person = person.types("fe");
        let typed = typed.replace("<tab>", "\t");
        for (place, piece) in typed.split('\t').enumerate() {
            if place > 0 {
                person = person.types("<tab>");
            }
            person = person.types(piece);
        }
        let done = person.types("<enter>");
        let recorded: Vec<&str> = done.app.state.evidence().map(|evidence| evidence.location.as_str()).collect();
        assert!(matches!(recorded[..], [one] if one.ends_with("/証跡 1.pdf")), "{typed}: {:?}", done.said());
    }
    let person = Person::at(80, 24).on(CLAUSE);
    for name in ["設定1.pdf", "設定2.pdf"] {
        std::fs::write(person.folder.path().join(name), "x").expect("a file");
    }
    let several = person.types("fe~/設<tab>");
    assert_eq!(several.typed(), Some("~/設定"));
    assert!(several.said().0.contains("2 件: 設定1.pdf  設定2.pdf"), "{:?}", several.said());
    assert_eq!(several.types("9<tab>").said().0, "その続きに当たるファイルはありません。");
}

#[test]
fn an_input_method_that_was_left_on_acts_or_is_named() {
    assert_eq!(Person::at(80, 24).types("<f3>ｄ").app.tally.of(Status::Doing), 1);
    assert!(Person::at(80, 24).types("<f3>？").app.help().is_some());
    assert_eq!(Person::at(80, 24).types("<f3>３ｊ").app.jump_list.current().selected, Some(3));
    assert_eq!(Person::at(80, 24).on(CLAUSE).types("　").app.tally.of(Status::Done), 1);
    let kana = Person::at(80, 24).types("<f3>あ");
    assert!(kana.said().0.contains("日本語入力がオンのようです"), "{:?}", kana.said());
    assert_eq!(Person::at(80, 24).types("ｄ").app.search.input.text(), "ｄ", "where text is typed it is text");
}
