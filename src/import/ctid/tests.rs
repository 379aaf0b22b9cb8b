//! Mappings of CTID, from a file to statements.

use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::super::importer::ImportOptions;
use super::super::testing::{catalog, read, told};
use super::*;
use crate::model::{Function, Strength};

fn object(capability: &str, technique: &str, score: (&str, &str)) -> Value {
    json!({"capability_id": capability, "capability_description": format!("The {capability}"), "mapping_type": "technique_scores",
        "attack_object_id": technique, "attack_object_name": "Name", "score_category": score.0, "score_value": score.1,
        "comments": "Because.\nReally.", "references": ["https://example.org/a"], "status": "complete"})
}

fn file(framework: &str, objects: &[Value]) -> String {
    json!({"metadata": {"mapping_framework": framework, "mapping_framework_version": "1", "attack_version": "16.1",
        "technology_domain": "enterprise"}, "mapping_objects": objects})
    .to_string()
}

/// Returns the risks of the catalog that name a technique.
fn risks(technique: &str) -> Vec<&'static str> {
    let has = |risk: &&Risk| risk.attack.iter().any(|known| known == technique);
    let mut risks: Vec<&str> = catalog().risks().filter(has).map(|risk| risk.id.as_str()).collect();
    risks.sort_unstable();
    risks
}

#[test]
fn a_significant_object_is_a_statement_about_every_risk_of_its_technique() {
    let reading =
        read(&Ctid, &file("azure", &[object("azure_backup", "T1486", ("respond", "significant"))]), false).unwrap();
    let statements = &reading.records.statements;
    let mut about: Vec<&str> = statements.iter().map(|statement| statement.about.as_str()).collect();
    about.sort_unstable();
    assert!(about.len() > 1);
    assert_eq!(about, risks("T1486"));
    let one = &statements[0];
    assert_eq!(one.answers, ["ms.azure.backup"]);
    assert_eq!((one.function, one.strength), (Some(Function::Respond), Some(Strength::Strong)));
    assert_eq!((one.note.as_str(), one.place.as_str()), ("T1486 Name: Because. Really.", "mapping_objects[0]"));
    assert_eq!((reading.counts.mapping, reading.counts.product), (1, 1));
    assert_eq!(reading.records.products, []);
    assert_eq!(reading.about.pack, "ctid-azure");
}

#[test]
fn what_is_below_the_threshold_is_one_line_and_everything_is_read_if_wanted() {
    let objects = [
        object("azure_backup", "T1486", ("respond", "significant")),
        object("azure_backup", "T1486", ("protect", "partial")),
        object("azure_backup", "T1486", ("detect", "minimal")),
    ];
    let file = file("azure", &objects);
    let reading = read(&Ctid, &file, false).unwrap();
    assert_eq!(reading.counts.mapping, 1);
    let told = told(&reading);
    assert!(
        told.len() == 1 && told[0].ends_with("取り込みません (2 件)。すべて取り込むには --all を付けます。"),
        "{told:?}"
    );
    let reading = read(&Ctid, &file, true).unwrap();
    assert_eq!((reading.counts.mapping, reading.skipped.len()), (3, 0));
    let strengths: BTreeSet<&str> =
        reading.records.statements.iter().filter_map(|one| one.strength).map(Strength::name).collect();
    assert_eq!(strengths, BTreeSet::from(["中", "弱", "強"]));
}

#[test]
fn a_sub_technique_is_not_taken_for_its_parent_unless_everything_is_wanted() {
    assert!(risks("T1486.999").is_empty() && !risks("T1486").is_empty());
    let file = file("azure", &[object("azure_backup", "T1486.999", ("respond", "significant"))]);
    let reading = read(&Ctid, &file, false).unwrap();
    assert_eq!((reading.counts.mapping, reading.records.statements.len()), (1, 0));
    assert!(told(&reading)[0].contains("1 件のうち 1 件"), "{:?}", told(&reading));
    let reading = read(&Ctid, &file, true).unwrap();
    assert_eq!(reading.records.statements.len(), risks("T1486").len());
}

#[test]
fn a_capability_is_a_product_of_the_catalog_or_else_one_of_the_pack() {
    let product = |framework: &str, capability: &str, name: &str| {
        let mut object = object(capability, "T1486", ("detect", "significant"));
        object["capability_description"] = json!(name);
        let reading = read(&Ctid, &file(framework, &[object]), false).unwrap();
        (reading.records.statements[0].answers[0].clone(), reading.records.products)
    };
    assert_eq!(product("azure", "unlisted", "Microsoft Sentinel").0, "ms.sentinel", "by its name");
    let (id, own) = product("aws", "aws_backup", "AWS Backup");
    assert_eq!((id.as_str(), own[0].id.as_str(), own[0].family.as_str()), ("aws.backup", "aws.backup", "AWS"));
    assert_eq!(own[0].doc_url, "https://example.org/a");
    let (id, own) = product("azure", "defender_for_apis", "Defender for APIs");
    assert_eq!((id.as_str(), own[0].parent.as_str()), ("azure.defender_for_apis", "ms.defender.cloud"));
    assert_eq!((own[0].kind, own[0].applies_to.as_slice()), (ProductKind::Feature, &[Service::Azure][..]));
}

#[test]
fn objects_without_a_technique_or_of_another_shape_are_told() {
    let mut nowhere = object("a", "", ("", ""));
    nowhere["status"] = json!("non_mappable");
    let objects =
        [json!(1), json!([]), nowhere, json!({"attack_object_id": "T1"}), object("b", "T1486", ("x", "significant"))];
    let reading = read(&Ctid, &file("gcp", &objects), false).unwrap();
    let told = told(&reading);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("mapping_objects[0] ほか") && told[0].contains("2 件"), "{told:?}");
    assert_eq!(reading.records.statements[0].function, None);
}

#[test]
fn a_file_without_scores_is_told_for_what_it_is() {
    let mut object = object("AC-2", "T1486", ("", ""));
    object["score_value"] = Value::Null;
    for everything in [false, true] {
        let why = read(&Ctid, &file("nist_800_53", &[object.clone()]), everything).unwrap_err();
        assert!(
            matches!(&why, NotRead::OfNoUse(said) if said.contains("nist_800_53") && said.contains("1 件")),
            "{why}"
        );
    }
}

#[test]
fn every_field_of_another_type_ends_in_a_sentence() {
    for text in [
        "{\"mapping_objects\": {}}",
        "{\"mapping_objects\": 1, \"metadata\": []}",
        "{\"mapping_objects\": [{\"attack_object_id\": {}, \"capability_id\": [1], \"references\": {\"a\": 1}}]}",
        "mapping_objects: [{attack_object_id: T1486, capability_id: 1, score_value: [significant], comments: {a: 1}}]\n",
    ] {
        assert!(read(&Ctid, text, true).is_err(), "{text}");
    }
}

#[test]
fn of_a_thousand_capabilities_no_name_is_searched_for() {
    let text = file("azure", &[object("unlisted", "T1486", ("detect", "significant"))]);
    let tree = Tree::of(&SourceFile::new("made-up.json", text.into_bytes()), &mut Tally::default()).unwrap();
    let object = MappingObject::of(&tree.get("mapping_objects").items()[0]).unwrap();
    let (source, platform) = (SourceFile::new("made-up.json", Vec::new()), Platform::of(tree.get("metadata")));
    let options = ImportOptions::default();
    let mut watch = |_, _| ControlFlow::Continue(());
    let context = ImportContext {
        catalog: catalog(),
        engine: &|| Err(NotRead::OfNoUse("a name was searched for".to_owned())),
        options: &options,
        watch: &mut watch,
    };
    for (known, searches) in [(NAMED - 1, true), (NAMED, false)] {
        let mut reader = Reader::new(&source, &platform, catalog()).unwrap();
        reader.products = (0..known).map(|at| (at.to_string(), String::new())).collect();
        assert_eq!(reader.read(&object, "", &context).is_err(), searches, "{known}");
    }
}
