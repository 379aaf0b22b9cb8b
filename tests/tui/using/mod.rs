//! Products and licences in use: turned on and off, named, taken back, and what they cover on screen.

use std::collections::BTreeSet;

use tenken::catalog::Cover;
use tenken::model::Id;
use tenken::tui::app::jump_list::Screen;
use tenken::worklist::{Change, Edit, InUse};

use super::Person;
use super::pty::Terminal;
use crate::support::{WorklistExt, world};

const ID: &str = "ms.entra.id";
const MFA: &str = "ms.entra.mfa";
const P1: &str = "licence.entra-p1";
/// What P1 includes of the products of the fixture.
const OF_P1: [&str; 3] = ["ms.entra.conditional-access", ID, MFA];

fn set<'a>(ids: impl IntoIterator<Item = &'a str>) -> BTreeSet<Id> {
    ids.into_iter().map(str::to_owned).collect()
}

fn in_use(person: &Person) -> BTreeSet<Id> {
    InUse::of_profile(&world().0, person.app.state.profile()).ids().clone()
}

#[test]
fn a_product_with_features_asks_which_of_them_and_says_what_it_added() {
    let asked = || Person::at(80, 24).on(ID).types("i");
    assert!(in_use(&asked()).is_empty(), "nothing is recorded before the answer");
    let screen = asked().screen();
    for answer in [
        "Microsoft Entra ID: どこまで使っていますか",
        "1  この製品だけ",
        "2  Microsoft Entra ID P1 で使える機能 2 件: 条件付きアクセス 他 1 件",
        "4  Microsoft Entra ID Free で使える機能 1 件: 多要素認証 (MFA)",
        "すべての機能 6 件: 条件付きアクセス、",
    ] {
        assert!(screen.contains(answer), "{answer}\n{screen}");
    }
    for (keys, expected, said) in [
        ("1", set([ID]), "使っている製品に 1 件を加えました: Microsoft Entra ID"),
        ("2", set(OF_P1), "使っている製品に 3 件を加えました: Microsoft Entra ID、条件付きアクセス、多要素認証 (MFA)"),
        ("5", set(OF_P1), "使っている製品に 7 件を加えました: Microsoft Entra ID、条件付きアクセス、"),
        ("<esc>", set([]), "やめました。何も記録していません。"),
    ] {
        let answered = asked().types(keys);
        let used = in_use(&answered);
        assert!(used == expected || keys == "5" && used.len() == 7 && used.is_superset(&expected), "{keys}: {used:?}");
        assert!(answered.said().0.starts_with(said), "{keys}: {}", answered.said().0);
        let undone = answered.types("u");
        assert!(in_use(&undone).is_empty(), "one undo takes it back");
    }
    let every = asked().types("5");
    assert!(every.said().0.contains(" 他 "), "{}", every.said().0);
}

#[test]
fn a_product_in_use_offers_what_is_missing_and_is_turned_off_with_its_features() {
    let some = || Person::at(80, 24).on(ID).types("i2");
    let again = some().types("i");
    let screen = again.screen();
    assert!(screen.contains("1  使っている製品から 3 件を外す: Microsoft Entra ID 他 2 件"), "{screen}");
    assert!(screen.contains("Microsoft Entra ID P2 で使える機能 1 件: Privileged Identity Management"), "{screen}");
    let off = again.types("1");
    assert!(in_use(&off).is_empty());
    assert!(off.said().0.starts_with("使っている製品から 3 件を外しました: "), "{}", off.said().0);
    assert_eq!(in_use(&some().types("i2")), set(OF_P1.into_iter().chain(["ms.entra.pim"])));
}

#[test]
fn a_licence_says_which_products_it_brings_and_takes_away() {
    let on = Person::at(80, 24).on(P1).types("i");
    assert_eq!(on.app.state.profile().licences, set([P1]));
    assert_eq!(in_use(&on), set(OF_P1));
    let said = "Microsoft Entra ID P1 を契約中にしました。使っている製品に 3 件を加えました: Microsoft Entra ID、条件付きアクセス、多要素認証 (MFA)";
    assert_eq!(on.said().0, said);
    assert!(on.screen().contains("[契約中]"), "{}", on.screen());
    assert!(in_use(&Person::at(80, 24).on(P1).types("iu")).is_empty(), "one undo takes it back");
    let off = on.types("i");
    assert!(off.app.state.profile().licences.is_empty() && in_use(&off).is_empty());
    assert!(off.said().0.contains("を契約中から外しました。使っている製品から 3 件を外しました: "), "{}", off.said().0);
    let known = Person::at(80, 24).on("licence.entra-free").types("i").on(P1).types("i");
    assert!(known.said().0.contains("使っている製品に 1 件を加えました: 条件付きアクセス"), "{}", known.said().0);
    let nothing = known.on("licence.entra-free").types("i");
    assert!(nothing.said().0.ends_with("契約中から外しました。使っている製品は変わりません。"), "{}", nothing.said().0);
}

#[test]
fn a_product_that_a_licence_brings_is_turned_off_as_unused_and_on_again() {
    let off = Person::at(80, 24).on(P1).types("i").on(MFA).types("i");
    assert_eq!((off.app.state.profile().unused.clone(), in_use(&off).contains(MFA)), (set([MFA]), false));
    let screen = off.screen();
    assert!(screen.contains("使っていません: Microsoft Entra ID P1 には含まれる"), "{screen}");
    let undone = Person::at(80, 24).on(P1).types("i").on(MFA).types("iu");
    assert!(in_use(&undone).contains(MFA));
    let on = off.types("i");
    assert!(on.app.state.profile().unused.is_empty() && on.app.state.profile().products.is_empty());
    assert!(on.screen().contains("使っています: Microsoft Entra ID P1 に含まれる"), "{}", on.screen());
    let part = Person::at(80, 24).on("licence.entra-free").types("i").on("ms.entra.conditional-access");
    assert!(part.screen().contains("Microsoft Entra ID Free では一部"), "{}", part.screen());
}

#[test]
fn what_is_no_longer_offered_or_no_product_any_more_is_said() {
    let retired = Person::at(80, 24).on("ms.entra.cba").types("i");
    assert!(retired.screen().contains("提供終了    2025-10-01。"), "{}", retired.screen());
    let mut old = Person::at(100, 48);
    let moved = Edit::Product { id: "ms.trust.soc".into(), on: true };
    old.worklist.apply(vec![Change::profile(moved)]).expect("written");
    old.hears(tenken::tui::input::message::Message::Changed(old.worklist.state().clone()));
    let progress = old.on("ms.entra.cba").types("iP");
    let screen = progress.screen();
    assert!(screen.contains("「ms.trust.soc」は製品ではなく Microsoft の監査報告「SOC 2 Type 2」"), "{screen}");
    assert!(screen.contains("「証明書ベース認証 (CBA)」は 2025-10-01 に提供終了"), "{screen}");
    assert!(screen.contains("使っている製品 1 件によるリスクの低減"), "{screen}");
}

/// How the sentence begins that is said wherever licences are counted with.
const GUIDE_BEGINS: &str = "エディションに含まれる製品は公開資料による目安で";

#[test]
fn the_cover_is_told_by_both_halves_and_its_degrees_are_defined() {
    let progress = Person::at(80, 24).on("licence.entra-p2").types("iP");
    for cover in Cover::ALL {
        let row = ["5", "6", "7"][Cover::ALL.iter().position(|one| *one == cover).unwrap()];
        let page = Person::at(80, 24).on("licence.entra-p2").types("iP").types(row);
        assert_eq!(page.app.jump_list.current().screen, Screen::Coverage(cover));
        for one in Cover::ALL {
            assert!(page.screen().contains(&format!("{}: ", one.name())), "{}", page.screen());
        }
        assert!(page.screen().contains(GUIDE_BEGINS), "also where there is no risk: {}", page.screen());
    }
    for keys in ["iP", "iP8"] {
        let screen = Person::at(80, 48).on("licence.entra-p2").types(keys).screen();
        assert!(screen.contains(GUIDE_BEGINS), "{keys}: {screen}");
    }
    let without = Person::at(80, 48).on("ms.entra.mfa").types("iP").screen();
    assert!(!without.contains(GUIDE_BEGINS), "no licence: {without}");
    assert!(progress.screen().contains("エディション"), "{}", progress.screen());
    let partly = Person::at(80, 48).on("licence.entra-p2").types("iP6");
    let screen = partly.screen();
    for part in [
        "措置  2  使用中  2  使える  4",
        "措置        運用の担当者に常設の権限を持たせない、",
        "組織に残る  誰を管理者にするか",
    ] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    let none = Person::at(80, 48).on("licence.entra-p2").types("iP7<pagedown>");
    assert!(none.screen().contains("Microsoft が代わりにできることはありません。院内の人の"), "{}", none.screen());
}

#[test]
fn a_licence_is_tried_in_a_terminal_and_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("種別:製品 Microsoft Entra ID").sees("Microsoft Entra ID").press("\r");
    terminal.sees("製品群").press("i").sees("どこまで使っていますか").press("1");
    terminal.sees("件を加えました: ").sees("[使用中]").press("u").sees("元に戻しました").press("q");
    terminal.ends_and_restores();
}
