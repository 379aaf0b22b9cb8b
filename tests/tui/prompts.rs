//! Prompts and popups: they name what they are for, start from what is there, and stay open with their text on error.

use tenken::model::{ActionState, Grade, Review, Status, Verdict};
use tenken::sheet::Answers;
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::{end_asking, handle_input};
use tenken::worklist::{Change, Edit};
use tenken::workspace::remembered_name;

use super::{Person, parse};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn every_prompt_names_its_clause_or_how_many_there_are() {
    for keys in ["fv", "fo", "fd", "fr", "ff", "fe", "fn", "n"] {
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
    let mixed = Person::at(80, 24).types("<f3>fv2").types("2vfv");
    assert!(mixed.screen().contains("変えない"), "{}", mixed.screen());
    let left = mixed.types("<enter>");
    assert_eq!(left.app.state.marks().count(), 1, "different verdicts are left as they are");
    let changed = left.types("fvfutekigou<enter>");
    assert_eq!(changed.app.state.marks().filter(|(_, mark)| mark.answers.verdict == Verdict::Nonconform).count(), 2);
}

/// What was copied last is easily forgotten: a single letter of it records nothing.
#[test]
fn a_pasted_digit_narrows_and_chooses_nothing() {
    let mut pasted = Person::at(80, 24).on(CLAUSE).types("fv");
    pasted.hears(Message::Paste("2".into()));
    assert_eq!(pasted.app.state.answers(CLAUSE).verdict, Verdict::Open);
    assert!(pasted.app.palette().is_some_and(|list| list.input.text() == "2"));
    let typed = Person::at(80, 24).on(CLAUSE).types("fv2");
    assert_ne!(typed.app.state.answers(CLAUSE).verdict, Verdict::Open);
}

#[test]
fn findings_exceptions_and_reviews_are_filled_in_from_one_list() {
    let graded = Person::at(80, 24).on(CLAUSE).types("ff1").types("1");
    assert_eq!(graded.app.state.answers(CLAUSE).grade, Some(Grade::Major));
    let list = graded;
    assert!(list.screen().contains("指摘の等級: 重大") && list.screen().contains("例外の期限"), "{}", list.screen());
    let owned = list.types("是正の担当者<enter>").types("情報課<enter>");
    assert_eq!(owned.app.state.answers(CLAUSE).action_owner, "情報課");
    // The next field is selected each time, and Esc leaves the list.
    let dated = owned.types("<enter>").types("+2w<enter>").types("<enter>").types("jissi<enter>");
    let answers = dated.app.state.answers(CLAUSE);
    assert!(answers.action_due.is_some() && answers.action_state == Some(ActionState::Doing), "{answers:?}");
    let minor = dated.types("1").types("keibi<enter>");
    assert_eq!(minor.app.state.answers(CLAUSE).grade, Some(Grade::Minor));
    assert!(minor.screen().contains("指摘の等級: 軽微"), "{}", minor.screen());
    let field = minor.types("2").types("<esc>");
    assert!(field.screen().contains("指摘の等級: 軽微"), "back in the list: {}", field.screen());
    assert!(field.types("<esc>").app.overlay.is_none());
}

#[test]
fn a_record_is_approved_with_name_and_day_and_taken_back_as_one_act() {
    let empty = Person::at(80, 24).on(CLAUSE).types("fa").types("1");
    assert!(empty.said().0.contains("まだ何も記録していない条項"), "{:?}", empty.said());
    let approved = empty.types("fo").types("情報課<enter>").types("fa").types("1");
    let answers = approved.app.state.answers(CLAUSE);
    assert_eq!((answers.review, answers.reviewed.is_some()), (Some(Review::Approved), true));
    assert!(
        !answers.reviewer.is_empty() && approved.said().0.contains("承認 と記録しました。u で取り消せます。"),
        "{:?}",
        approved.said()
    );
    let undone = approved.types("u").app.state.answers(CLAUSE);
    assert_eq!(undone, Answers { owner: "情報課".to_owned(), ..Answers::default() });
}

/// Whoever reviews from the list of fields does the same as with the key: nothing of a review is typed but the word.
#[test]
fn a_review_from_the_list_of_fields_has_name_day_and_word() {
    let list = Person::at(160, 48).on(CLAUSE).types("fo").types("情報課<enter>").types("ff");
    let shown = list.screen();
    assert!(shown.contains("確認の結果") && !shown.contains("確認者") && !shown.contains("確認した日"), "{shown}");
    let asked = list.types("確認の結果<enter>").types("2");
    assert!(asked.screen().contains("差し戻す理由"), "{}", asked.screen());
    let nothing = asked.types("<enter>");
    assert!(nothing.said().0.contains("差し戻す理由を書いて"), "{:?}", nothing.said());
    assert_eq!(nothing.app.state.answers(CLAUSE).review, None);
    let returned = nothing.types("証跡がない<enter>");
    let answers = returned.app.state.answers(CLAUSE);
    assert_eq!((answers.review, answers.review_word.as_str()), (Some(Review::Returned), "証跡がない"));
    assert!(!answers.reviewer.is_empty() && answers.reviewed.is_some(), "{answers:?}");
    let approved = returned.types("確認の結果<enter>").types("1");
    let answers = approved.app.state.answers(CLAUSE);
    assert_eq!((answers.review, answers.review_word.as_str()), (Some(Review::Approved), ""));
    // Without a result, name and day say nothing.
    let cleared = approved.types("確認の結果<enter>").types("3");
    let bare = Answers { owner: "情報課".to_owned(), ..Answers::default() };
    assert_eq!(cleared.app.state.answers(CLAUSE), bare, "{:?}", cleared.said());
    assert_eq!(cleared.types("<esc>u").app.state.answers(CLAUSE), answers, "and they come back with it");
}

#[test]
fn one_key_answers_what_has_few_answers() {
    let sent_back = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter>").types("fa2").types("写しが古い<enter>");
    let answers = sent_back.app.state.answers(CLAUSE);
    assert_eq!((answers.review, answers.review_word.as_str()), (Some(Review::Returned), "写しが古い"));
    let asked = || Person::at(80, 24).types("<f3>Vx");
    assert!(asked().screen().contains("y はい・n いいえ"), "{}", asked().screen());
    assert!(asked().types("y").app.tally.of(Status::Na) > 20);
    assert_eq!(asked().types("n").app.tally.of(Status::Na), 0);
    assert!(asked().types("n").said().0.contains("何も記録していません"));
}

#[test]
fn a_day_is_typed_as_people_say_it_and_what_is_none_gives_way() {
    for (typed, day) in [("来週", "2026-11-30"), ("12/20", "2026-12-20"), ("+2w", "2026-12-07"), ("25", "2026-11-25")]
    {
        let dated = Person::at(80, 24).on(CLAUSE).types("fd").types(typed).types("<enter>");
        assert!(dated.said().0.contains(&format!("期限 {day} と記録しました")), "{typed}: {:?}", dated.said());
    }
    let wrong = Person::at(80, 24).on(CLAUSE).types("fdそのうち<enter>");
    let screen = wrong.screen();
    for said in ["12/20、20、明日、来週、月末、+2w、2027-03-31 のように書いてください。", "空にすると消えます。"]
    {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    assert_eq!(wrong.types("月").typed(), Some("月"), "the first letter takes its place");
    let wrong = Person::at(80, 24).on(CLAUSE).types("fd12/2<left>9<enter>");
    assert_eq!(wrong.types("<end><backspace>").typed(), Some("12/9"), "or it is corrected");
}

#[test]
fn what_a_prompt_was_opened_for_stays_its_target() {
    for (keys, answer) in [("fo", "佐藤<enter>"), ("fv", "2")] {
        let mut person = Person::at(80, 24).types("<f3>").types(keys);
        let at = person.app.target_record().expect("a row");
        let clause = person.app.catalog.id(at).to_owned();
        let theirs = [Change::status(clause.as_str(), Status::Done), Change::profile(Edit::Pattern(Some("II".into())))];
        person.beside_another(Vec::new(), theirs.to_vec());
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
    for answer in ["2", "riyuu<enter>", "<down><enter>", "２"] {
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
    assert!(said.starts_with("フォルダーです: ") && hint.contains("中のファイルを指定"), "{said} {hint}");
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

/// Returns who recorded last about a clause.
fn recorder(person: &Person) -> String {
    let history = person.worklist.history(CLAUSE);
    history.last().map(|entry| entry.who.user.clone()).unwrap_or_default()
}

#[test]
fn the_name_is_asked_for_once_before_the_first_record_of_any_kind() {
    for (keys, is_done) in [
        (" ", (|answers| answers.status == Status::Done) as fn(&Answers) -> bool),
        ("nメモ<enter>", |answers| answers.note == "メモ"),
        ("fo伊藤<enter>", |answers| answers.owner == "伊藤"),
        ("fv2", |answers| answers.verdict == Verdict::Conform),
        ("frない<enter><enter>", |answers| answers.status == Status::Na && answers.reason == "ない"),
    ] {
        let asked = Person::at(80, 24).without_name().on(CLAUSE).types(keys);
        assert_eq!(asked.app.name_prompt().map(|prompt| prompt.input.text()), Some("yamada"), "{keys}");
        assert!(asked.worklist.state().mark(CLAUSE).is_none() && !asked.app.is_waiting(), "{keys}");
        let named = asked.types("佐藤 花子<enter>");
        assert!(is_done(&named.app.state.answers(CLAUSE)) && named.app.overlay.is_none(), "{keys}");
        assert_eq!(recorder(&named), "佐藤 花子", "{keys}");
        assert_eq!(remembered_name(&named.paths()).unwrap().as_deref(), Some("佐藤 花子"), "{keys}");
        assert!(named.kept_drafts().is_empty(), "{keys}");
        let (said, hint) = named.said();
        assert!(said.contains("運用 14.") && hint.starts_with("「佐藤 花子」の名前で記録します。"), "{said} {hint}");
        let undone = named.types("u");
        assert!(!is_done(&undone.app.state.answers(CLAUSE)), "{keys}: it is this person's own");
        assert_eq!(undone.types("d").app.tally.of(Status::Doing), 1, "{keys}: asked once");
    }
}

#[test]
fn products_and_evidence_need_a_name_too_but_what_has_one_already_does_not() {
    let in_use = Person::at(80, 24).without_name().on("ms.entra.mfa").types("i");
    assert!(in_use.app.name_prompt().is_some());
    assert!(in_use.types("<enter>").app.state.profile().products.contains("ms.entra.mfa"));
    let linked = Person::at(80, 24).without_name().on(CLAUSE).types("fehttps://example.com/a<enter>");
    assert!(linked.app.name_prompt().is_some() && linked.app.state.evidence().next().is_none());
    assert_eq!(linked.types("佐藤<enter>").app.state.evidence().count(), 1);
    let mut before = Person::at(80, 24).on(CLAUSE).types(" ");
    before.app.unasked_login = Some("yamada".into());
    let undone = before.types("u");
    assert!(undone.app.name_prompt().is_none() && undone.app.tally.of(Status::Done) == 0, "{:?}", undone.said());
    assert!(undone.types("d").app.name_prompt().is_some(), "the next record asks");
}

#[test]
fn esc_records_under_the_login_and_remembers_nothing() {
    let mut left = Person::at(80, 24).without_name().on(CLAUSE).types("nメモ<enter>佐<esc>");
    assert_eq!((recorder(&left).as_str(), left.app.state.answers(CLAUSE).note.as_str()), ("yamada", "メモ"));
    assert!(left.app.overlay.is_none() && left.place() == CLAUSE && left.kept_drafts().is_empty());
    assert_eq!(remembered_name(&left.paths()).unwrap(), None);
    left = left.types(" ");
    assert!(left.app.name_prompt().is_none() && left.app.tally.of(Status::Done) == 1, "not asked again in this run");
    assert_eq!(left.types("uu").app.state.answers(CLAUSE).note, "", "and taken back under the same name");
    let screen = Person::at(80, 24).without_name().on(CLAUSE).types(" 佐").screen();
    assert!(screen.contains("Enter 決める  Esc ログイン名で記録\n") && !screen.contains("やめる"), "{screen}");
    let blank = Person::at(80, 24).without_name().on(CLAUSE).types(" <ctrl-u><enter>");
    assert_eq!(remembered_name(&blank.paths()).unwrap().as_deref(), Some("yamada"), "no answer is the login");
}

#[test]
fn a_name_that_cannot_be_used_or_kept_does_not_cost_the_record() {
    let long = Person::at(80, 24).without_name().on(CLAUSE).types(" ").types(&"長".repeat(101)).types("<enter>");
    assert!(long.said().0.contains("名前が長すぎます (101 字)"), "{:?}", long.said());
    assert!(long.app.name_prompt().is_some() && long.app.tally.of(Status::Done) == 0);
    assert_eq!(recorder(&long.types("<backspace><enter>")), "長".repeat(100));
    for (config, why) in [("[who]\nname = \"伊藤\"\n", "「伊藤」とあります"), ("[who\n", "config.toml:1: ")]
    {
        let person = Person::at(80, 24).without_name().on(CLAUSE);
        let settings = person.paths().settings();
        std::fs::create_dir(person.paths().config).unwrap();
        std::fs::write(&settings, config).unwrap();
        let named = person.types(" 佐藤<enter>");
        assert_eq!((recorder(&named).as_str(), named.app.tally.of(Status::Done)), ("佐藤", 1));
        let (said, hint) = named.said();
        assert!(said.contains(why) && hint.contains("[who]"), "{said} {hint}");
        assert_eq!(std::fs::read_to_string(settings).unwrap(), config);
        assert!(named.types("d").app.name_prompt().is_none());
    }
}

/// The keys of a person can be bound to anything, and keys may have been pressed before the prompt could be seen.
#[test]
fn nothing_takes_the_place_of_the_prompt_and_what_was_asked_for_behind_it_is_done_after_it() {
    let mut asked = Person::at(80, 24).without_name().on(CLAUSE).types("nメモ<enter>");
    for message in [
        Message::Help,
        Message::Palette,
        Message::Recent,
        Message::Contents,
        Message::Note,
        Message::SaveNote,
        Message::Judge,
        Message::ToggleDone,
        Message::UndoMark,
        Message::Next,
        Message::Back,
        Message::PickAll,
    ] {
        asked.hears(message);
    }
    assert!(asked.app.name_prompt().is_some() && asked.place() == CLAUSE);
    assert_eq!(asked.types("<enter>").app.state.answers(CLAUSE).note, "メモ");

    let mut ahead = Person::at(80, 24).without_name();
    let mut waiting = Vec::new();
    for key in parse("運用14<ctrl-g>d<down><ctrl-g>s") {
        waiting.extend(handle_input(&mut ahead.app, InputEvent::Key(key)));
    }
    ahead.perform(waiting);
    assert!(ahead.app.name_prompt().is_some() && ahead.app.search.selected == Some(0));
    let done = ahead.types("佐藤<enter>");
    assert_eq!((done.app.tally.of(Status::Done), done.app.tally.of(Status::Doing)), (1, 1));
    assert_eq!(done.app.search.selected, Some(1));
}

#[test]
fn a_program_that_ends_while_it_asks_loses_neither_the_act_nor_the_text() {
    let mut named = Person::at(80, 24).without_name().on(CLAUSE).types("nメモ<enter>佐藤");
    let effects = end_asking(&mut named.app);
    named.perform(effects);
    assert_eq!((recorder(&named).as_str(), named.app.state.answers(CLAUSE).note.as_str()), ("yamada", "メモ"));
    let mut questioned = Person::at(80, 24).on(CLAUSE).types("fr機器がない<enter>");
    assert!(questioned.typed().is_none());
    assert!(end_asking(&mut questioned.app).is_empty());
    assert_eq!(questioned.typed(), Some("機器がない"), "it is in its field, and so kept as a draft");
    assert!(end_asking(&mut Person::at(80, 24).types("二要素").app).is_empty());
}
