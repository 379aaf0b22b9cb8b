//! Editions and presets, on made-up guidelines.

use crate::catalog::{Relation, Source, check};
use crate::model::Kind;

use super::*;

/// Editions that are guidelines of their own, editions that are volumes of one, and one that holds nothing.
const EDITIONS: &str = r#"
    [[guideline]]
    id = "a1"
    title = "指針 第1版"
    short = "省1"
    edition = "1"
    publisher = "省"
    published = "2023-05"
    url = "https://example.com/a"
    successor = "a2"
    inspected = true
    provenance = { seen = "partial", source = "省" }

    [[guideline]]
    id = "a2"
    title = "指針 第2版"
    short = "省2"
    edition = "2"
    publisher = "省"
    published = "2026-06-29"
    provenance = { seen = "second_hand" }

    [[guideline]]
    id = "c"
    title = "一覧"
    short = "一覧"
    publisher = "省"
    inspected = true
    url = "https://example.com/c"
    provenance = { seen = "memory" }

    [[guideline]]
    id = "own"
    title = "選んだときの一覧"
    short = "選択"
    publisher = "省"
    inspected = true
    by_choice = true
    partial = true
    provenance = { seen = "memory" }

    [[volume]]
    id = "a1.x"
    guideline = "a1"
    title = "甲編"
    short = "甲"

    [[volume]]
    id = "own.x"
    guideline = "own"
    title = "本編"
    short = "選"

    [[volume]]
    id = "c.r3"
    guideline = "c"
    order = 1
    title = "3年度版"
    short = "3"
    published = "2026-06"

    [[volume]]
    id = "c.r2"
    guideline = "c"
    order = 2
    title = "2年度版"
    short = "2"
    published = "2025"
    successor = "c.r3"
    url = "https://example.com/c2"

    [[volume]]
    id = "c.r1"
    guideline = "c"
    order = 3
    title = "1年度版"
    short = "1"
    published = "2024"
    successor = "c.r2"

    [[revision]]
    id = "a2.x.1.1"
    from = "a1"
    to = "a2"
    clauses = ["a1.x.1.1"]
    kind = "modified"
    what = "変わった"
    confidence = "low"
    provenance = { seen = "memory" }

    [[preset]]
    id = "hospital"
    title = "病院"
    counts = ["a1", "own.x"]
    newest = [{ guideline = "c", sheets = ["病院用", "病院・薬局用"] }]
    what = "病院"

    [[preset]]
    id = "any"
    title = "標準"
    counts = ["a1"]
    newest = [{ guideline = "c" }]
    default = true
    what = "どこでも"
"#;

fn catalog(more: &str) -> Catalog {
    let mut text = format!("{EDITIONS}{more}");
    for volume in ["a1.x", "own.x", "c.r2", "c.r1"] {
        text += &format!(
            "[[chapter]]\nid = \"{volume}.1\"\nvolume = \"{volume}\"\ntitle = \"病院用\"\n\
             provenance = {{ seen = \"memory\" }}\n[[clause]]\nid = \"{volume}.1.1\"\nchapter = \"{volume}.1\"\n\
             number = \"①\"\ntitle = \"題\"\ngist = \"要約\"\nprovenance = {{ seen = \"memory\" }}\n"
        );
    }
    let mut source = Source::default();
    let errors = source.read("made-up.toml", &text);
    assert_eq!(check(&source, &errors), []);
    Catalog::new(source).unwrap()
}

#[test]
fn editions_are_guidelines_or_volumes_that_are_published_by_themselves() {
    let catalog = catalog("");
    let ids: Vec<&str> = catalog.editions().iter().map(Edition::id).collect();
    assert_eq!(ids, ["a1", "a2", "c.r3", "c.r2", "c.r1", "own"]);
    assert!(catalog.edition("c").is_none() && catalog.edition("a1.x").is_none());
    assert_eq!(catalog.edition_at("c.r2.1").unwrap().id(), "c.r2");
    assert_eq!(catalog.edition_at("a1.x.1").unwrap().id(), "a1");
    for (id, name, full_name, url, is_current, notice) in [
        ("a1", "第1版", "省 第1版", "https://example.com/a", false, "第1版は、2026-06-29 に第2版に置き換わりました。"),
        ("a2", "第2版", "省 第2版", "", true, ""),
        ("c.r3", "3年度版", "一覧 3年度版", "https://example.com/c", true, ""),
        (
            "c.r2",
            "2年度版",
            "一覧 2年度版",
            "https://example.com/c2",
            false,
            "2年度版は、2026-06 に3年度版に置き換わりました。",
        ),
        (
            "c.r1",
            "1年度版",
            "一覧 1年度版",
            "https://example.com/c",
            false,
            "1年度版は、2025 に2年度版に置き換わりました。現行は3年度版(2026-06)です。",
        ),
        // It stands alone: nobody knows whether there is a later one.
        ("own", "選択", "選択", "", false, ""),
    ] {
        let edition = catalog.edition(id).unwrap();
        assert_eq!((edition.name().as_str(), edition.full_name().as_str()), (name, full_name));
        assert_eq!((edition.url(), edition.is_known_current()), (url, is_current), "{id}");
        assert_eq!(edition.notice().unwrap_or_default(), notice);
        assert_eq!(edition.is_partial(), id == "own");
    }
}

#[test]
fn the_line_names_what_is_held_and_what_holds_today() {
    assert_eq!(
        catalog("").holdings().sentence(),
        "収録している版は省 第1版、一覧 2年度版、一覧 1年度版。現行の版は省 第2版(2026-06-29)、一覧 3年度版(2026-06)です。未照合は 3 条項のうち 3 です。ほかの版の 1 条項も収録しています。"
    );
    let standing = |id| catalog("").edition(id).map(|edition| edition.standing());
    assert_eq!(standing("c.r3").as_deref(), Some("3年度版(2026-06)は現行の版です。条項は収録していません。"));
    assert_eq!(standing("own").as_deref(), Some("選択の後の版は確認できていません。条項を 1 件収録しています。"));
}

#[test]
fn an_edition_can_take_the_place_of_several() {
    let catalog = catalog("");
    let before = |id| catalog.edition(id).unwrap().predecessors().iter().map(Edition::id).collect::<Vec<_>>();
    assert_eq!((before("c.r3"), before("a2")), (vec!["c.r2"], vec!["a1"]));
    assert!(before("own").is_empty() && before("a1").is_empty());
}

#[test]
fn a_volume_was_seen_no_better_than_its_guideline() {
    let catalog = catalog("");
    let seen = |id| catalog.tree().node(id).unwrap().seen;
    assert_eq!((seen("a1.x"), seen("own.x")), (Seen::Partial, Seen::Memory));
}

#[test]
fn presets_count_the_newest_edition_that_is_there() {
    let catalog = catalog("");
    let counted = |name: &str| catalog.counted_by(catalog.preset(name).unwrap());
    assert_eq!(counted("病院"), ["a1", "own.x", "c.r2.1"]);
    assert_eq!(counted(" HOSPITAL "), counted("病院"));
    assert_eq!(catalog.default_counted(), ["a1", "c.r2"]);
    assert!(catalog.preset("薬局").is_none());
}

/// The newest list has a sheet of another title, or goes on in another guideline: nothing is dropped unsaid.
#[test]
fn presets_count_the_newest_list_whatever_its_sheets_are_called() {
    let last = "[[chapter]]\nid = \"c.r3.1\"\nvolume = \"c.r3\"\ntitle = \"TITLE\"\nprovenance = { seen = \"memory\" }\n\
                [[clause]]\nid = \"c.r3.1.1\"\nchapter = \"c.r3.1\"\nnumber = \"①\"\ntitle = \"題\"\ngist = \"要約\"\n\
                provenance = { seen = \"memory\" }\n";
    for (title, counted, is_said) in [("病院・薬局用", "c.r3.1", false), ("全施設用", "c.r3", true)] {
        let catalog = catalog(&last.replace("TITLE", title));
        let preset = catalog.preset("病院").unwrap();
        assert_eq!(catalog.counted_by(preset), ["a1", "own.x", counted], "{title}");
        assert_eq!(!catalog.preset_remarks(preset).is_empty(), is_said, "{title}");
    }
    let own = "[[volume]]\nid = \"own.y\"\nguideline = \"own\"\ntitle = \"前の版\"\nshort = \"前\"\npublished = \"2023\"\n\
               successor = \"c.r1\"\n[[preset]]\nid = \"p\"\ntitle = \"薬局\"\nnewest = [{ guideline = \"own\" }]\nwhat = \"薬局\"\n";
    let catalog = catalog(own);
    assert_eq!(catalog.counted_by(catalog.preset("薬局").unwrap()), ["c.r2"], "it goes on in another guideline");
}

#[test]
fn a_revision_is_linked_with_its_clauses_their_chapters_and_both_editions() {
    let linked = |catalog: &Catalog| -> Vec<String> {
        let at = catalog.all(Kind::Revision).next().unwrap();
        let neighbours = catalog.graph().neighbours(at);
        assert!(neighbours.iter().all(|neighbour| neighbour.relation == Relation::Succession));
        neighbours.iter().map(|neighbour| catalog.id(neighbour.at).to_owned()).collect()
    };
    assert_eq!(linked(&catalog("")), ["a1.x.1.1", "a1", "a1.x.1", "a2"]);
    // The clause of the new edition came, with the id of the revision.
    let arrived = catalog(
        r#"
        [[volume]]
        id = "a2.x"
        guideline = "a2"
        title = "甲編"
        short = "新甲"

        [[chapter]]
        id = "a2.x.1"
        volume = "a2.x"
        title = "章"
        provenance = { seen = "memory" }

        [[clause]]
        id = "a2.x.1.1"
        chapter = "a2.x.1"
        number = "①"
        title = "題"
        gist = "要約"
        provenance = { seen = "memory" }
        "#,
    );
    assert_eq!(linked(&arrived), ["a1.x.1.1", "a2.x.1.1", "a1", "a1.x.1", "a2", "a2.x.1"]);
    assert_eq!(arrived.find("a2.x.1.1").unwrap().kind, Kind::Clause);
    assert_eq!(arrived.revisions_between("a1", "a2").count(), 1);
    assert_eq!(arrived.revisions_between("a2", "a1").count(), 0);
}
