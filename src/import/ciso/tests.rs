//! Libraries of CISO Assistant, from a file to clauses and links.

use super::super::file::Contents;
use super::super::testing::{grid, read, told};
use super::*;

const FRAMEWORK: &str = "urn: urn:a:risk:library:demo-1
locale: en
ref_id: DEMO-1
name: Demo
copyright: Free
provider: Office
publication_date: 2026-06-03
objects:
  threats:
  - {urn: 'urn:a:risk:threat:t', ref_id: t}
  framework:
    urn: urn:a:risk:framework:demo-1
    ref_id: DEMO-1
    name: Demo framework
    translations: {ja: {name: 見本}}
    requirement_nodes:
    - {urn: 'urn:a:risk:req_node:demo-1:gv', assessable: false, depth: 1, ref_id: GV, name: GOVERN, description: About.}
    - {urn: 'urn:a:risk:req_node:demo-1:gv.oc', assessable: false, depth: 2, parent_urn: 'urn:a:risk:req_node:demo-1:gv', ref_id: GV.OC, name: Context}
    - urn: urn:a:risk:req_node:demo-1:gv.oc-01
      assessable: true
      depth: 3
      parent_urn: urn:a:risk:req_node:demo-1:gv.oc
      ref_id: GV.OC-01
      description: The mission is understood and it informs the management of risks
      annotation: Ex1
    - {urn: 'urn:a:risk:req_node:demo-1:gv.oc-01:1', assessable: true, depth: 4, parent_urn: 'urn:a:risk:req_node:demo-1:gv.oc-01', name: Part, translations: {ja: {name: 部分, description: 本文}}}
    - {urn: 'urn:a:risk:req_node:demo-1:loose', assessable: true, depth: 1, ref_id: 1.10, name: Loose}
    - {assessable: true, name: nameless}
";

#[test]
fn a_framework_becomes_a_guideline() {
    let reading = read(&Ciso, FRAMEWORK, false).unwrap();
    let records = &reading.records;
    assert_eq!((records.guidelines[0].id.as_str(), records.guidelines[0].title.as_str()), ("demo-1", "見本"));
    assert_eq!(records.guidelines[0].published, "2026-06-03");
    let chapters: Vec<(&str, usize)> =
        records.chapters.iter().map(|one| (one.title.as_str(), one.sections.len())).collect();
    assert_eq!(chapters, [("GV GOVERN", 1), ("(見出しなし)", 0)]);
    let clauses: Vec<[&str; 5]> = records
        .clauses
        .iter()
        .map(|one| [one.id.as_str(), &one.number, &one.title, &one.section, &one.heading])
        .collect();
    let expected = [
        ["demo-1.gv.oc-01", "GV.OC-01", "The mission is understood and it informs…", "GV.OC", "Context"],
        ["demo-1.gv.oc-01.1", "1", "部分", "GV.OC", ""],
        ["demo-1.loose", "1.1", "Loose", "", ""],
    ];
    assert_eq!(clauses, expected);
    let texts: Vec<&str> = records.originals.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["The mission is understood and it informs the management of risks\n\n補足:\nEx1", "本文"]);
    assert_eq!((reading.counts.clause, reading.counts.original, reading.about.pack.as_str()), (3, 2, "demo-1"));
    let told = told(&reading);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].contains("脅威の一覧"), "{told:?}");
}

fn mapping(sets: &str) -> String {
    format!("urn: urn:a:risk:library:m\nref_id: map\nname: Map\nobjects:\n  requirement_mapping_sets:\n{sets}")
}

fn set(pairs: &[(&str, &str, &str)]) -> String {
    let node = |end: &str| format!("urn:a:risk:req_node:{end}");
    let pairs = pairs.iter().map(|(from, to, how)| {
        format!(
            "    - source_requirement_urn: {}\n      target_requirement_urn: {}\n      relationship: {how}\n",
            node(from),
            node(to)
        )
    });
    format!("  - urn: s\n    requirement_mappings:\n{}", pairs.collect::<String>())
}

#[test]
fn each_pair_of_nodes_is_one_link_whichever_way_round() {
    let there = set(&[
        ("f:1", "g.x:1", "intersect"),
        ("f:2", "g.x:1", "subset"),
        ("f:1", "g.x:1", "equal"),
        ("f:3", "f:3", "equal"),
    ]);
    let back = set(&[("g.x:1", "f:1", "intersect"), ("g.x:1", "f:2", "superset"), ("g.x:9", "f:9", "equal")]);
    let reading = read(&Ciso, &mapping(&(there + &back)), false).unwrap();
    let links: Vec<[&str; 3]> =
        reading.records.links.iter().map(|link| [link.from.as_str(), &link.to, &link.reason]).collect();
    let expected = [
        ["f.1", "g.x.1", "一部が重なる(intersect)"],
        ["f.2", "g.x.1", "2 は 1 に含まれる(subset)"],
        ["g.x.9", "f.9", "同じことを求める(equal)"],
    ];
    assert_eq!(links, expected);
    assert_eq!(reading.counts.link, 3);
    let told = told(&reading);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[2].contains("逆向き") && told[2].contains("2 件"), "{told:?}");
    assert_eq!(told[3], "f、g.x がありません。関連 3 件は資料に残し、相手を取り込んだときに結びます。");
}

#[test]
fn what_a_document_says_about_a_tie_is_counted_and_left_out() {
    let sets = set(&[("f:1", "g:1", "not_related"), ("f:2", "g:2", "Not_Related"), ("f:3", "g:3", "equal")]);
    let sets = sets + "      strength_of_relationship: 8\n      annotation: Count the quagga stripes\n";
    let reading = read(&Ciso, &mapping(&sets), false).unwrap();
    let links: Vec<[&str; 2]> = reading.records.links.iter().map(|link| [link.from.as_str(), &link.reason]).collect();
    assert_eq!(links, [["f.3", "同じことを求める(equal)。強さ 8"]]);
    let told = told(&reading);
    assert!(told[0].contains("関連しない") && told[0].contains("2 件"), "{told:?}");
    assert!(told[1].contains("annotation") && !told.concat().contains("quagga"), "{told:?}");
}

#[test]
fn a_node_stands_below_its_heading_wherever_that_is_listed() {
    let nodes = |order: &[&str]| {
        let all = [
            ("a", "{urn: a, ref_id: A, name: Top}"),
            ("a1", "{urn: a1, ref_id: A.1, name: Middle, parent_urn: a}"),
            ("x", "{urn: x, ref_id: X, assessable: true, parent_urn: a1}"),
            ("y", "{urn: y, ref_id: Y, assessable: true, parent_urn: x}"),
            ("circle", "{urn: c, ref_id: C, assessable: true, parent_urn: d}"),
            ("back", "{urn: d, ref_id: D, assessable: true, parent_urn: c}"),
        ];
        let node = |name: &&str| all.iter().find(|(known, _)| known == name).unwrap().1;
        let nodes: Vec<&str> = order.iter().map(node).collect();
        let library =
            format!("urn: u\nobjects:\n  framework:\n    urn: f\n    requirement_nodes: [{}]\n", nodes.join(", "));
        let records = read(&Ciso, &library, false).unwrap().records;
        let chapters: Vec<(String, usize)> =
            records.chapters.iter().map(|one| (one.title.clone(), one.sections.len())).collect();
        (chapters, records.clauses.into_iter().map(|one| (one.number, one.section)).collect::<Vec<_>>())
    };
    let sound = nodes(&["a", "a1", "x", "y"]);
    assert_eq!(sound.0, [("A Top".to_owned(), 1)]);
    for order in [["y", "x", "a1", "a"], ["x", "a", "y", "a1"]] {
        assert_eq!(nodes(&order), sound, "{order:?}");
    }
    let numbers = |order: &[&str]| nodes(order).1.into_iter().map(|(number, _)| number).collect::<String>();
    assert_eq!((numbers(&["circle", "back"]), numbers(&["back", "circle"])), ("DC".to_owned(), "CD".to_owned()));
}

#[test]
fn links_to_clauses_that_are_there_do_not_wait() {
    let own = read(&Ciso, &mapping(&set(&[("mhlw6:sysun.14.5", "mhlw6:sysun.14.6", "equal")])), false).unwrap();
    assert_eq!(own.warnings, [""; 0]);
    let partly = read(&Ciso, &mapping(&set(&[("mhlw6:sysun.14.5", "mhlw6:nowhere", "equal")])), false).unwrap();
    assert!(partly.warnings[0].starts_with("mhlw6 に 1 か所の項目がありません"), "{:?}", partly.warnings);
}

#[test]
fn what_the_catalog_has_is_counted_and_left_out() {
    let library = FRAMEWORK.replace("demo-1:gv.oc-01", "mhlw6:sysun.14.5");
    let reading = read(&Ciso, &library, false).unwrap();
    assert_eq!((reading.counts.clause, reading.records.clauses.len()), (3, 2));
    assert!(
        reading.warnings.iter().any(|warning| warning.contains("1 件の条項は、すでにカタログにあります")),
        "{:?}",
        reading.warnings
    );
}

#[test]
fn a_library_of_nothing_else_is_told_for_what_it_is() {
    let why = read(&Ciso, "urn: u\nname: 5x5\nobjects:\n  risk_matrix:\n  - grid: [[0]]\n", false).unwrap_err();
    assert!(
        matches!(&why, NotRead::OfNoUse(said) if said.contains("「5x5」") && said.contains("リスク評価の行列")),
        "{why}"
    );
}

#[test]
fn every_field_of_another_type_is_passed_over() {
    let odd = "urn: [1]\nobjects:\n  framework: {requirement_nodes: [1, [], {urn: {}}, {urn: a, assessable: x, questions: 1, translations: []}]}\n";
    let reading = read(&Ciso, odd, false).unwrap();
    assert_eq!((reading.counts.clause, reading.records.clauses[0].number.as_str()), (1, "a"));
    let odd = mapping("  - requirement_mappings: [1, {source_requirement_urn: a}]\n");
    assert!(matches!(read(&Ciso, &odd, false), Err(NotRead::Wrong(..))));
}

const LIBRARY: &[&[&str]] = &[&["type", "library"], &["urn", "urn:a:risk:library:x"], &["ref_id", "X"], &["name", "X"]];

fn workbook() -> Contents {
    let grids = vec![
        grid("info", &[&["About"]]),
        grid("library_meta", LIBRARY),
        grid(
            "fwk_meta",
            &[
                &["type", "framework"],
                &["base_urn", "urn:a:risk:req_node:x"],
                &["urn", "urn:a:risk:framework:x"],
                &["name", "F"],
            ],
        ),
        grid(
            "fwk_content",
            &[
                &["assessable", "depth", "ref_id", "name", "description", "name[ja]"],
                &["", "1", "A b", "", "", ""],
                &["", "2", "", "Level", "", ""],
                &["x", "3", "", "R1", "Text", "要求"],
                &["x", "3", "", "R2", "", ""],
                &["x", "2", "A.9", "R9", "", ""],
                &["FALSE", "1", "", "Défense 2", "", ""],
                &["x", "7", "", "Deep", "", ""],
            ],
        ),
        grid(
            "map_meta",
            &[
                &["type", "requirement_mapping_set"],
                &["source_node_base_urn", "urn:a:risk:req_node:x"],
                &["target_node_base_urn", "urn:a:risk:req_node:y"],
            ],
        ),
        grid("map_content", &[&["source_node_id", "target_node_id", "relationship"], &["A.9", "B 1", "equal"]]),
        grid("t_meta", &[&["type", "threats"]]),
        grid("gone_meta", &[&["type", "framework"]]),
        grid("notes", &[&["text"]]),
    ];
    Contents::Sheets(grids)
}

#[test]
fn a_workbook_is_the_library_that_is_made_of_it() {
    let contents = workbook();
    assert!(sheet::is_library(&contents));
    let mut tally = Tally::default();
    let library = sheet::library(&contents, &mut tally).unwrap();
    let objects = library.get("objects");
    let nodes = objects.get("framework").items()[0].get("requirement_nodes").items();
    let urns: Vec<&str> =
        nodes.iter().map(|node| node.get("urn").raw().trim_start_matches("urn:a:risk:req_node:x:")).collect();
    // As their converter numbers what has no number of its own.
    assert_eq!(urns, ["a-b", "a-b:1", "a-b:1:1", "a-b:1:2", "a.9", "defense-2", "defense-2:1"]);
    let above: Vec<&str> = nodes.iter().map(|node| urn::tail(node.get("parent_urn").raw())).collect();
    assert_eq!(above, ["", "a-b", "1", "1", "a-b", "", "defense-2"]);
    assert_eq!(nodes.iter().filter(|node| node.get("assessable").is_true()).count(), 4);
    assert_eq!(translated(&nodes[2], "name"), "要求");
    let mapping = &objects.get("requirement_mapping_set").items()[0].get("requirement_mappings").items()[0];
    assert_eq!(mapping.get("target_requirement_urn").raw(), "urn:a:risk:req_node:y:b-1");
    assert_eq!((others(objects).len(), tally.into_skipped().len()), (1, 1));
    assert!(!sheet::is_library(&Contents::Sheets(vec![grid("library_meta", &[&["type", "other"]])])));
}
