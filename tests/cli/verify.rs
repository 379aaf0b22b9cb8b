//! `tenken verify`.

use crate::support::Surrounding;

#[test]
fn a_changed_line_is_named() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["verify"]).code, 1, "nothing was verified");
    here.run(&["mark", "mhlw6.sysun.14.5", "done", "--note", "確認"]);
    let sound = here.run(&["verify"]);
    assert_eq!((sound.code, sound.err.as_str()), (0, ""));
    assert!(sound.out.starts_with("問題なし  2 件  ") && sound.out.ends_with("問題はありません。\n"), "{}", sound.out);

    let folder = here.path("data/worklists/default");
    let journal = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replacen("done", "todo", 1)).unwrap();
    let broken = here.run(&["verify", "--json"]);
    assert_eq!(broken.code, 1);
    let document = broken.json().remove(0);
    let found = &document["journals"][0];
    assert_eq!((&document["broken"], &found["line"], &found["entries"]), (&1.into(), &2.into(), &2.into()));
    let plain = here.run(&["verify"]);
    assert!(plain.code == 1 && plain.out.contains(found["problem"].as_str().unwrap()), "{}", plain.out);
    assert!(plain.out.contains("問題あり") && plain.out.contains("1 件に問題があります。"), "{}", plain.out);
}
