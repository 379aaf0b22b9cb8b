//! Whole screens on the bundled catalog: (start, keys, expected). `TENKEN_BLESS=1` writes them anew.

use std::path::PathBuf;

use super::Person;

fn assert_screen(name: &str, person: &Person) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/tui/screens", &format!("{name}.txt")].iter().collect();
    let shown = person.screen();
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &shown).expect("the expected screen is written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shown == expected, "{name} differs; expected:\n{expected}\nshown:\n{shown}");
}

macro_rules! screens {
    ($($(#[$meta:meta])* $name:ident: $person:expr;)+) => {
        $($(#[$meta])* #[test] fn $name() { assert_screen(stringify!($name), &$person); })+
    };
}

screens! {
    start: Person::at(80, 24);
    start_wide: Person::at(160, 48);
    narrowed_to_risks: Person::at(80, 24).types("<tab><tab><down>");
    found: Person::at(80, 24).types("二要素認証");
    nothing_found: Person::at(80, 24).types("zqzqzq");
    clause: Person::at(80, 24).on("mhlw6.sysun.14.5").types("<down>");
    clause_wide: Person::at(160, 48).on("mhlw6.sysun.14.5").types("<tab>");
    clause_unverified_end: Person::at(80, 24).on("mhlw6.kikaku.8.u1").types("<end>");
    risk: Person::at(80, 24).on("risk.admin-credential-theft").types("<pagedown>");
    product: Person::at(80, 24).on("ms.entra.conditional-access");
    term: Person::at(80, 24).on("term.niyousoninshou");
    chapter: Person::at(80, 24).on("mhlw6.sysun.14");
    contents: Person::at(80, 24).on("mhlw6.sysun.14.5").types(" c");
    contents_wide: Person::at(160, 48).on("mhlw6.sysun.14.5").types(" c<tab><tab><tab>");
    listed_by_status: Person::at(80, 24).on("mhlw6.sysun.14.5").types(" c2");
    picked: Person::at(80, 24).types("編:運用 章:14").types("<ctrl-k><ctrl-k>");
    commands: Person::at(80, 24).on("mhlw6.sysun.14.5").types(":");
    commands_found: Person::at(80, 24).types("二要素<ctrl-x>mokuji");
    marked_done: Person::at(80, 24).on("mhlw6.sysun.14.5").types(" ");
    help: Person::at(80, 24).types("<f1>");
    small: Person::at(40, 10);
    too_small: Person::at(19, 4);
}
