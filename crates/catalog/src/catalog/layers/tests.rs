//! Packs laid over the records that the screens are tested with.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::catalog::{Coverage, LoadError, Node, RecordRef, Relation, WITHHELD};
use crate::model::{Kind, Seen};

/// A clause whose number is not known, and one whose is.
const UNSURE: &str = "mhlw6.keiei.2.u1";
const SURE: &str = "mhlw6.keiei.2.1";

fn fixture() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixture");
    Source::from_folder(&folder).unwrap().compile().unwrap()
}

fn pack(id: &str, more: &str) -> String {
    format!(
        "[[pack]]\nid = \"{id}\"\ntitle = \"題 {id}\"\nformat = \"test\"\nprogram = \"1.0.0\"\nfile = \"a.xlsx\"\n\
         sha256 = \"00\"\ndate = \"2026-11-29\"\n{more}\n"
    )
}

const IMPORTED: &str = "provenance = { seen = \"imported\", source = \"a.xlsx\" }\n";

/// Records of a document of its own.
fn framework() -> Vec<String> {
    let mut records = vec![
        format!(
            "[[guideline]]\nid = \"nist\"\ntitle = \"枠組み\"\nshort = \"NIST\"\npublisher = \"NIST\"\ninspected = true\nby_choice = true\n{IMPORTED}"
        ),
        "[[volume]]\nid = \"nist.main\"\nguideline = \"nist\"\ntitle = \"本編\"\nshort = \"NIST\"\n".to_owned(),
        format!("[[chapter]]\nid = \"nist.gv\"\nvolume = \"nist.main\"\nnumber = \"GV\"\ntitle = \"統治\"\n{IMPORTED}"),
    ];
    records.extend((1..=2).map(|number| {
        format!(
            "[[clause]]\nid = \"nist.gv-{number}\"\nchapter = \"nist.gv\"\nnumber = \"GV-{number}\"\ntitle = \"題{number}\"\n\
             gist = \"The organisation does it.\"\nrefs = [\"nist.gv-1\", \"aws.guard\"]\n{IMPORTED}"
        )
    }));
    records
}

/// Records of a document about ours and others.
fn answers() -> Vec<String> {
    let link = |from: &str, to: &str| {
        format!("[[link]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"related\"\nreason = \"対応表\"\n{IMPORTED}")
    };
    vec![
        format!(
            "[[product]]\nid = \"aws.guard\"\nname = \"Guard\"\nname_ja = \"見張り\"\nfamily = \"AWS\"\nkind = \"product\"\n\
             parent = \"aws.none\"\nwhat = \"{}\"\nside = \"customer\"\n{IMPORTED}",
            "長".repeat(5000)
        ),
        link(SURE, "nist.gv-1"),
        format!(
            "[[statement]]\nabout = \"{SURE}\"\nanswers = [\"aws.guard\", \"ms.entra.mfa\"]\nstatus = \"対応\"\nplace = \"表!3\"\n"
        ),
        "[[statement]]\nabout = \"nist.gv-2\"\nanswers = [\"aws.guard\"]\n".to_owned(),
        format!("[[original]]\nclause = \"{UNSURE}\"\ntext = \"原文です。\"\nitem = \"⑤\"\nplace = \"p. 23\"\n"),
        "[[original]]\nclause = \"nist.gv-1\"\ntext = \"原文です。\"\nplace = \"p. 1\"\n".to_owned(),
    ]
}

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(home.path("packs/off")).unwrap();
        fs::create_dir_all(home.path("own")).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        self
    }

    fn layers(&self, has_own: bool) -> Layers {
        let own = has_own.then(|| self.path("own"));
        Layers { packs: Some(self.path("packs")), folders: own.into_iter().collect(), ..Layers::default() }
    }

    fn load(&self, has_own: bool) -> Result<Catalog, LoadError> {
        Ok(self.load_telling(has_own)?.0)
    }

    fn load_telling(&self, has_own: bool) -> Result<(Catalog, Vec<UnreadPack>), LoadError> {
        Catalog::layered(fixture(), &self.layers(has_own))
    }

    /// Both packs and nothing else.
    fn both() -> Self {
        let home = Self::new();
        home.put("packs/nist.toml", &(pack("nist", "is_original = true") + &framework().concat()));
        home.put("packs/own-table.toml", &(pack("own-table", "") + &answers().concat()));
        home
    }
}

fn at(catalog: &Catalog, id: &str) -> RecordRef {
    catalog.find(id).unwrap_or_else(|| panic!("{id}"))
}

#[test]
fn a_pack_is_found_linked_and_said_where_it_comes_from() {
    let catalog = Home::both().load(false).unwrap();
    let ids: Vec<&str> = catalog.packs().map(|pack| pack.id.as_str()).collect();
    assert_eq!(ids, ["nist", "own-table"]);
    let clause = at(&catalog, "nist.gv-1");
    assert_eq!(catalog.pack_of(clause).unwrap().title, "題 nist");
    for (id, pack) in
        [(SURE, None), ("mhlw6.keiei", None), ("mhlw52", None), ("nist", Some("nist")), ("nist.gv", Some("nist"))]
    {
        assert_eq!(catalog.pack_of(at(&catalog, id)).map(|pack| pack.id.as_str()), pack, "{id}");
    }
    let guideline = catalog.guideline_of(catalog.clause("nist.gv-1").unwrap()).unwrap();
    assert!(guideline.by_choice && catalog.is_inspected(catalog.clause("nist.gv-1").unwrap()));
    assert!(!catalog.is_unverified(clause), "its document is the original");
    let (original, of) = catalog.originals_of(clause).next().unwrap();
    assert_eq!((original.place.as_str(), of.id.as_str()), ("p. 1", "own-table"));
    let said: Vec<&str> = catalog.statements_about(at(&catalog, SURE)).map(|(one, _)| one.place.as_str()).collect();
    assert_eq!(said, ["表!3"]);
    let guard = at(&catalog, "aws.guard");
    assert_eq!(catalog.statements_naming(guard).count(), 2);
    assert!(catalog.graph().neighbours(guard).iter().all(|one| one.relation != Relation::Stated), "not unasked");
    let neighbours = catalog.graph().neighbours_with_stated(guard);
    let stated = |id: &str| neighbours.iter().any(|one| catalog.id(one.at) == id && one.relation == Relation::Stated);
    assert!(stated(SURE) && !stated("nist.gv-2"), "what the catalog says itself is told first");
    assert_eq!(catalog.products().find(|one| one.id == "aws.guard").unwrap().parent, "", "its parent is not there");
}

#[test]
fn what_is_named_and_not_there_waits_and_comes_alive() {
    let home = Home::both();
    fs::rename(home.path("packs/nist.toml"), home.path("packs/off/nist.toml")).unwrap();
    let without = home.load(false).unwrap();
    let off = home.layers(false).read_off().unwrap();
    assert!(off.len() == 1 && off[0].pack.id == "nist" && off[0].clauses.contains("nist.gv-2"), "{off:?}");
    assert!(["nist", "nist.main", "nist.gv"].iter().all(|id| off[0].headings.contains(*id)), "{off:?}");
    assert!(without.find("nist.gv-1").is_none() && without.packs().count() == 1);
    assert_eq!(without.statements_naming(at(&without, "aws.guard")).count(), 1);
    fs::rename(home.path("packs/off/nist.toml"), home.path("packs/nist.toml")).unwrap();
    let with = home.load(false).unwrap();
    assert_eq!(with.statements_naming(at(&with, "aws.guard")).count(), 2);
}

#[test]
fn nothing_of_the_catalog_is_replaced_by_a_pack_and_the_user_replaces_everything() {
    let home = Home::both();
    let term = "[[term]]\nid = \"term.own\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語のこと。\"\nrelated = [\"aws.guard\"]\n";
    let clause = "[[clause]]\nid = \"nist.gv-1\"\nchapter = \"nist.gv\"\nnumber = \"1\"\ntitle = \"自分の題\"\ngist = \"自分の要約。\"\n\
         provenance = { seen = \"memory\" }\n";
    home.put("own/a.toml", &(term.to_owned() + clause));
    let same = framework()[3].replace("nist.gv-1", SURE).replace("nist.gv\"", "mhlw6.keiei.2\"");
    home.put("packs/z.toml", &(pack("z", "") + &same + &framework()[3]));
    let bundled = Catalog::compiled(fixture()).unwrap();
    let catalog = home.load(true).unwrap();
    assert_eq!(catalog.clause(SURE), bundled.clause(SURE));
    assert_eq!(catalog.clause("nist.gv-1").unwrap().title, "自分の題");
    // The same words are refused by nobody if the pack that they lean on is switched off.
    fs::rename(home.path("packs/nist.toml"), home.path("packs/off/nist.toml")).unwrap();
    fs::rename(home.path("packs/own-table.toml"), home.path("packs/off/own-table.toml")).unwrap();
    let catalog = home.load(true).unwrap();
    assert!(catalog.clause("nist.gv-1").is_none() && catalog.find("term.own").is_some());
    // What is nowhere is a slip.
    fs::remove_file(home.path("packs/off/own-table.toml")).unwrap();
    let told = home.load(true).unwrap_err();
    let LoadError::Invalid(findings) = &told else { panic!("{told}") };
    assert!(findings.len() == 1 && findings[0].message.contains("aws.guard"), "{findings:?}");
}

#[test]
fn the_original_makes_a_number_known_and_a_guideline_whole() {
    let home = Home::both();
    home.put("packs/v7.toml", &pack("v7", "completes = [\"mhlw7\", \"nowhere\"]"));
    let (before, after) = (Catalog::compiled(fixture()).unwrap(), home.load(false).unwrap());
    let clause = after.clause(UNSURE).unwrap();
    assert!(before.is_unverified(at(&before, UNSURE)) && !after.is_unverified(at(&after, UNSURE)));
    assert_eq!((clause.item.as_str(), clause.number.as_str()), ("⑤", "2.⑤"));
    assert!(matches!(clause.provenance.seen, Seen::Imported | Seen::Full | Seen::Partial));
    let whole = |catalog: &Catalog| {
        let guideline = catalog.guideline("mhlw7").unwrap();
        (guideline.inspected, guideline.by_choice, guideline.partial)
    };
    assert_eq!((whole(&before).0, whole(&after)), (false, (true, true, false)));
    assert_eq!(after.guideline("mhlw6"), before.guideline("mhlw6"));
}

#[test]
fn without_originals_the_words_of_documents_are_gone_and_nothing_else() {
    let catalog = Home::both().load(false).unwrap();
    let exported = catalog.without_originals().unwrap();
    let clause = exported.clause("nist.gv-1").unwrap();
    assert_eq!((clause.title.as_str(), clause.gist.as_str(), clause.number.as_str()), (WITHHELD, WITHHELD, "GV-1"));
    assert_eq!(exported.originals_of(at(&exported, UNSURE)).count(), 0);
    assert!(!exported.bytes().windows("原文です".len()).any(|part| part == "原文です".as_bytes()));
    assert!(!exported.bytes().windows(16).any(|part| part == b"The organisation"));
    for kind in Kind::ALL {
        let ids = |catalog: &Catalog| catalog.all(*kind).map(|at| catalog.id(at).to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(&catalog), ids(&exported));
    }
    assert_eq!(exported.clause(SURE), catalog.clause(SURE));
    let bundled = Catalog::compiled(fixture()).unwrap();
    assert_eq!(bundled.without_originals().unwrap().bytes().as_ptr(), bundled.bytes().as_ptr(), "nothing is made anew");
}

#[test]
fn a_title_that_is_ours_stays() {
    let home = Home::new();
    let own = Catalog::compiled(fixture()).unwrap().clause(SURE).unwrap().title.clone();
    let theirs = framework().concat().replace("題1", &own);
    home.put("packs/nist.toml", &(pack("nist", "is_original = true") + &theirs));
    let exported = home.load(false).unwrap().without_originals().unwrap();
    let clause = exported.clause("nist.gv-1").unwrap();
    assert_eq!((clause.title.as_str(), clause.gist.as_str()), (own.as_str(), WITHHELD));
}

#[test]
fn a_volume_called_like_its_framework_is_no_step() {
    for (title, steps) in [("本編", &["nist", "nist.main", "nist.gv"][..]), ("枠組み", &["nist", "nist.gv"])] {
        let home = Home::new();
        let named = framework().concat().replace("\"本編\"", &format!("\"{title}\""));
        home.put("packs/nist.toml", &(pack("nist", "") + &named));
        let catalog = home.load(false).unwrap();
        let ids = |nodes: Vec<&Node>| nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(catalog.tree().steps("nist.gv")), steps);
        assert_eq!(ids(catalog.tree().path("nist.gv")).len(), 3);
    }
}

#[test]
fn coverage_counts_what_documents_say_only_if_asked() {
    let home = Home::both();
    let bundled = Catalog::compiled(fixture()).unwrap();
    let risk = bundled.risks().find(|risk| !risk.mitigations.is_empty()).unwrap();
    let statement = format!(
        "[[statement]]\nabout = \"{}\"\nanswers = [\"aws.guard\"]\nfunction = \"復旧\"\nstrength = \"強\"\nplace = \"b\"\n",
        risk.id
    );
    home.put("packs/ctid.toml", &(pack("ctid", "") + &statement));
    let catalog = home.load(false).unwrap();
    let used = ["aws.guard".to_owned()].into();
    assert_eq!(Coverage::of(&catalog, risk, &used), Coverage::of(&bundled, risk, &used));
    let told = Coverage::with_statements(&catalog, risk, &used);
    assert!(told.products == ["aws.guard"] && told.met == [crate::model::Function::Recover], "{told:?}");
}

#[test]
fn a_damaged_pack_is_named_with_its_line() {
    for (text, told) in [
        ("nothing", "bad.toml:1: "),
        (&*(pack("bad", "") + "[[clause]]\nid = \"x\"\n"), "bad.toml:10: x "),
        (&*(pack("bad", "") + &pack("bad", "")), "[[pack]] が二つあります"),
        ("", "bad.toml:1: [[pack]] がありません"),
        (&*pack("other", ""), "bad.toml:1: other [[pack]] の id がファイルの名前 bad と違います"),
        (
            &*(pack("bad", "") + "[[term]]\nid = \"t\"\nterm = \"t\"\nreading = \"t\"\ndefinition = \"t\"\n"),
            "表 term は",
        ),
        (&*(pack("bad", "") + &framework()[0].replace("\"nist\"", "\"ni st\"")), "id が空か、空白を"),
        (&*pack("bad", "licence = \"\\u001b[31m\""), "使えない文字 U+001B"),
    ] {
        let home = Home::both();
        home.put("packs/bad.toml", text);
        let (catalog, unread) = home.load_telling(false).unwrap();
        let [UnreadPack { id, finding }] = unread.as_slice() else { panic!("{unread:?}") };
        assert!(id == "bad" && finding.to_string().contains(told), "{finding}");
        assert!(catalog.find("nist.gv-1").is_some() && catalog.packs().len() == 2, "it is in nobody's way");
        fs::rename(home.path("packs/bad.toml"), home.path("packs/off/bad.toml")).unwrap();
        assert_eq!(home.load_telling(false).unwrap().1, []);
    }
    let home = Home::new();
    home.put("own/a.toml", &pack("own", ""));
    assert!(
        matches!(home.load(true), Err(LoadError::Invalid(findings)) if findings[0].message.contains("tenken import"))
    );
}

#[test]
fn a_file_that_is_no_text_or_has_no_name_of_a_pack_is_in_nobody_s_way() {
    for (name, bytes, count) in [
        ("bad", &b"[[pack]]\nid = \"\x82\xa0\"\n"[..], 1),
        ("._nist", &b"\x00\x05\x16\x07"[..], 0),
        ("対応表", "".as_bytes(), 0),
    ] {
        let home = Home::both();
        fs::write(home.path(&format!("packs/{name}.toml")), bytes).unwrap();
        let (catalog, unread) = home.load_telling(false).unwrap();
        assert_eq!((catalog.packs().len(), unread.len()), (2, count), "{name}");
    }
    let home = Home::both();
    fs::File::create(home.path("packs/bad.toml")).unwrap().set_len(FILE_BYTES + 1).unwrap();
    let (catalog, unread) = home.load_telling(false).unwrap();
    assert!(
        catalog.packs().len() == 2 && unread[0].finding.to_string().contains("bad.toml:1: 読めません"),
        "{unread:?}"
    );
}

#[test]
fn what_would_come_of_a_change_is_seen_beforehand() {
    let home = Home::both();
    let clause = "[[clause]]\nid = \"own.1\"\nchapter = \"nist.gv\"\nnumber = \"1\"\ntitle = \"題\"\ngist = \"要約。\"\n\
         provenance = { seen = \"memory\" }\n";
    home.put("own/a.toml", clause);
    let with = |instead: &[(&str, Option<&str>)]| {
        let instead = instead.iter().map(|(name, text)| (home.path(name), text.map(|text| text.as_bytes().to_vec())));
        Catalog::layered(fixture(), &Layers { instead: instead.collect(), ..home.layers(true) })
    };
    assert!(with(&[]).unwrap().0.find("own.1").is_some());
    assert!(matches!(with(&[("packs/nist.toml", None)]), Err(LoadError::Invalid(_))));
    let off = fs::read_to_string(home.path("packs/nist.toml")).unwrap();
    assert!(with(&[("packs/nist.toml", None), ("packs/off/nist.toml", Some(&off))]).is_ok(), "it waits");
    assert_eq!(with(&[("packs/new.toml", Some(&pack("new", "")))]).unwrap().0.packs().len(), 3);
    assert_eq!(with(&[("packs/new.toml", Some("x"))]).unwrap().1.len(), 1);
}

#[test]
fn what_begins_an_official_text_does_not_leave_whatever_its_pack_says() {
    let home = Home::new();
    let original = "[[original]]\nclause = \"nist.gv-1\"\ntext = \"題1 を\\n守ること。長い。\"\nplace = \"p. 1\"\n";
    for (title, gist, is_kept) in [
        ("題1を守る…", "題1 を 守ること。長い。", (false, false)),
        ("題1を守る", "題1を守らないこと…", (true, true)),
        ("…", "要約。", (true, true)),
    ] {
        let records = framework().concat().replacen("題1", title, 1).replacen("The organisation does it.", gist, 1);
        home.put("packs/nist.toml", &(pack("nist", "") + &records + original));
        let exported = home.load(false).unwrap().without_originals().unwrap();
        let clause = exported.clause("nist.gv-1").unwrap();
        assert_eq!((clause.title != WITHHELD, clause.gist != WITHHELD), is_kept, "{title} {gist}");
        assert_eq!(exported.clause("nist.gv-2").unwrap().title, "題2");
    }
}

#[test]
fn successors_of_packs_do_not_go_round() {
    let home = Home::new();
    let edition = |id: &str, next: &str| {
        framework()[0]
            .replace("\"nist\"", &format!("\"{id}\""))
            .replace("inspected", &format!("successor = \"{next}\"\ninspected"))
    };
    for (id, next) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("e", "a"), ("f", "mhlw7")] {
        home.put(&format!("packs/{id}.toml"), &(pack(id, "") + &edition(id, next)));
    }
    let catalog = home.load(false).unwrap();
    let next: Vec<&str> = ["d", "f"].iter().map(|id| catalog.guideline(id).unwrap().successor.as_str()).collect();
    assert_eq!(next, ["", "mhlw7"]);
    for id in ["a", "b", "c", "e"] {
        let steps = std::iter::successors(Some(id), |id| {
            catalog.guideline(id).map(|one| one.successor.as_str()).filter(|next| !next.is_empty())
        });
        assert!(steps.take(10).count() < 10, "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever of the packs is there, switched off or not there at all, there is a catalog, and everything in it stands.
    #[test]
    fn with_any_selection_of_records_there_is_a_catalog(kept in any::<u32>(), places in prop::array::uniform2(0..3_u8)) {
        let home = Home::new();
        let mut bits = kept;
        let mut some = |records: Vec<String>| {
            let taken: Vec<String> = records.into_iter().filter(|_| { bits = bits.rotate_left(1); bits & 1 == 1 }).collect();
            taken.concat()
        };
        let texts = [pack("nist", "") + &some(framework()), pack("own-table", "") + &some(answers())];
        for ((name, text), place) in ["nist", "own-table"].iter().zip(&texts).zip(places) {
            match place {
                0 => {}
                1 => _ = home.put(&format!("packs/{name}.toml"), text),
                _ => _ = home.put(&format!("packs/off/{name}.toml"), text),
            }
        }
        let catalog = home.load(false).unwrap();
        for clause in catalog.clauses() {
            prop_assert!(catalog.guideline_of(clause).is_some(), "{}", clause.id);
            prop_assert!(clause.refs.iter().all(|id| catalog.find(id).is_some()), "{}", clause.id);
        }
        prop_assert!(catalog.without_originals().is_ok());
        prop_assert_eq!(catalog.packs().count(), places.iter().filter(|place| **place == 1).count());
    }
}
