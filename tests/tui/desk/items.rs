//! Own items on screen: added with a key, changed, withdrawn after a question.

use tenken::model::{Party, Status};

use super::super::Person;

fn titles(person: &Person) -> Vec<String> {
    person.worklist.state().items().into_iter().map(|item| format!("{} {}", item.number, item.title)).collect()
}

#[test]
fn an_item_is_added_marked_changed_and_withdrawn() {
    let person = Person::at(80, 24).types("<f3>a");
    assert!(person.screen().contains("独自項目の題"), "{}", person.screen());
    let person = person.types("<enter>");
    assert_eq!(person.said().0, "題を入力してください。");
    let person = person.types("USBメモリーの棚卸し<enter>");
    assert!(person.screen().contains("確かめる内容"), "{}", person.screen());
    let person = person.types("台帳と現物が合うか<enter>");
    assert_eq!(person.said().0, "独自項目「USBメモリーの棚卸し」を加えました。点検票の終わりに並びます。");
    assert_eq!(titles(&person), ["1 USBメモリーの棚卸し"]);
    let person = person.types("G");
    let screen = person.screen();
    assert!(screen.contains("独自項目") && screen.contains("独自 1"), "{screen}");
    let person = person.types(" <enter>");
    let id = person.place().to_owned();
    assert_eq!(person.worklist.state().status(&id), Status::Done);
    let screen = person.screen();
    assert!(screen.contains("確かめる内容") && screen.contains("台帳と現物が合うか"), "{screen}");

    let person = person.types("E1<enter>");
    assert_eq!(person.said().0, "独自項目の題は変わっていません。");
    let person = person.types("E1媒体の棚卸し<enter>");
    assert_eq!(titles(&person), ["1 媒体の棚卸し"]);
    assert!(person.screen().contains("媒体の棚卸し"), "{}", person.screen());
    let person = person.types("E3");
    assert_eq!(person.worklist.state().items()[0].parties, [Party::Institution]);
    let person = person.types("E6");
    assert!(person.screen().contains("独自 1 媒体の棚卸しを取り下げますか"), "{}", person.screen());
    let person = person.types("<esc>E6y");
    assert_eq!((titles(&person).len(), person.place()), (0, ""), "what is gone is not on screen any more");
    assert_eq!(person.said().0, "独自 1 媒体の棚卸しを取り下げました。u で取り消せます。");
    let person = person.types("u");
    assert_eq!(titles(&person), ["1 媒体の棚卸し"]);
    assert_eq!(person.worklist.state().status(&id), Status::Done);
}

#[test]
fn what_is_no_own_item_is_not_changed_as_one() {
    let person = Person::at(80, 24).types("<f3>E");
    assert_eq!(person.said().0, "独自項目の上で押してください。点検票の一覧の a で加えられます。");
    let person = person.types("a<esc>");
    assert!(titles(&person).is_empty() && person.worklist.state().marks().len() == 0);
}
