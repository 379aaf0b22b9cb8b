//! Addresses: seen by the terminal as a whole, and copied by a key.

use ratatui::layout::Rect;
use tenken::tui::view::draw::drawn;

use super::{CLAUSE, Person};

const PRODUCT: &str = "ms.entra.conditional-access";
const URL: &str = "https://example.com/docs/identity/conditional-access/overview-of-policies-and-conditions";

#[test]
fn a_broken_address_is_one_address_on_each_of_its_rows() {
    let person = Person::at(80, 48).on(PRODUCT);
    let frame = drawn(&person.app);
    let parts: Vec<_> = frame.links.iter().filter(|link| link.url == URL).collect();
    assert!(parts.len() > 1, "{:?}", frame.links);
    let text = |area: Rect| area.positions().map(|at| frame.buffer[at].symbol().to_owned()).collect::<String>();
    assert_eq!(parts.iter().map(|link| text(link.area)).collect::<String>(), URL);
    assert!(drawn(&Person::at(80, 24).types("<f1>").app).links.is_empty());
    let covered = Person::at(80, 48).on(PRODUCT).types(":");
    assert!(drawn(&covered.app).links.is_empty(), "what covers the page may cover addresses");
}

#[test]
fn an_address_is_copied_and_of_several_one_is_chosen() {
    let mut person = Person::at(80, 24).on(PRODUCT).types("A");
    if person.app.palette().is_some() {
        assert!(person.screen().contains("どれをコピーしますか"), "{}", person.screen());
        person = person.types("<enter>");
    }
    assert_eq!(person.copied, URL);
    assert!(person.screen().contains("クリップボードへ送りました"));
    let found = Person::at(80, 24).types("条件付きアクセス").types("<ctrl-g>A");
    let found = if found.app.palette().is_some() { found.types("<enter>") } else { found };
    assert_eq!(found.copied, URL);
    let none = Person::at(80, 24).types("<f2>A");
    assert!(none.said().0.contains("コピーできる URL や証跡の場所はありません"), "{:?}", none.said());
}

#[test]
fn the_path_of_evidence_is_copied() {
    let person = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/ev<enter>");
    let list = person.types("gEjA");
    assert_eq!(list.copied, "https://example.com/ev", "{}", list.screen());
    let piece = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/ev<enter>").types("gEj<enter>A");
    assert_eq!(piece.copied, "https://example.com/ev");
    // On the page of the clause it is among what can be chosen.
    let clause = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/ev<enter>A");
    assert!(clause.copied == "https://example.com/ev" || clause.screen().contains("https://example.com/ev"));
}
