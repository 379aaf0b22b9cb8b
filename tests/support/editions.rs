//! Later editions with clauses, which lie over the bundled catalog: a 7.0 of 40 clauses with every kind of change, and a
//! checklist of 令和8年度.

use tenken::catalog::Catalog;
use tenken::model::Clause;

/// How many clauses of システム運用編 the made-up 7.0 continues, in the order of the bundled catalog.
pub const CONTINUED: usize = 36;

/// The places of clauses of システム運用編 among those that are continued, to which something special happens.
pub const RENUMBERED: usize = 7;
pub const HELD: usize = 8;
pub const CHANGED: usize = 10;
pub const UNSURE: usize = 11;

/// The clause of 企画管理編 that the made-up 7.0 drops.
pub const REMOVED: &str = "mhlw6.kikaku.7.1";

/// Returns the clauses of システム運用編 of 6.0 that the made-up 7.0 continues.
pub fn continued(catalog: &Catalog) -> Vec<&Clause> {
    let volume = |clause: &&Clause| clause.id.starts_with("mhlw6.sysun.") && clause.has_certain_number();
    // What the bundled catalog knows of 7.0 is known elsewhere in the tests.
    let is_told = |clause: &&Clause| catalog.revisions().any(|revision| revision.clauses.contains(&clause.id));
    catalog.clauses().filter(volume).filter(|clause| !is_told(clause)).take(CONTINUED).collect()
}

/// Returns the id that the made-up 7.0 has for a clause.
pub fn id_in_7(clause: &Clause) -> String {
    clause.id.replacen("mhlw6.", "mhlw7.", 1)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn record(chapter: &str, id: &str, number: &str, (title, gist): (&str, &str)) -> String {
    format!(
        "[[clause]]\nid = {}\nchapter = {}\nnumber = {}\ntitle = {}\ngist = {}\nprovenance = {{ seen = \"memory\" }}\n",
        quoted(id),
        quoted(chapter),
        quoted(number),
        quoted(title),
        quoted(gist)
    )
}

fn revision(id: &str, clauses: &[&str], kind: &str, more: &str) -> String {
    format!(
        "[[revision]]\nid = {}\nfrom = \"mhlw6\"\nto = \"mhlw7\"\nclauses = {clauses:?}\nkind = \"{kind}\"\n\
         what = \"見本の{kind}。\"\nconfidence = \"low\"\n{more}\nprovenance = {{ seen = \"memory\" }}\n",
        quoted(id)
    )
}

/// Returns the records of both editions.
pub fn overlay(catalog: &Catalog) -> String {
    let old = continued(catalog);
    assert_eq!(old.len(), CONTINUED);
    let chapter = "mhlw7.sysun.all";
    let mut text = format!(
        "[[volume]]\nid = \"mhlw7.sysun\"\nguideline = \"mhlw7\"\norder = 9\ntitle = \"システム運用編\"\nshort = \"新運用\"\n\
         [[chapter]]\nid = \"{chapter}\"\nvolume = \"mhlw7.sysun\"\ntitle = \"見本の章\"\nprovenance = {{ seen = \"memory\" }}\n"
    );
    for (place, clause) in old.iter().enumerate() {
        let number = if place == RENUMBERED { "99.⑨" } else { &clause.number };
        let gist = if place % 3 == 0 { clause.gist.clone() } else { "言い回しを改めた見本。".to_owned() };
        text += &record(chapter, &id_in_7(clause), number, (&clause.title, &gist));
    }
    for new in 0..4 {
        text +=
            &record(chapter, &format!("mhlw7.sysun.new{new}"), &format!("98.{new}"), ("新しい見本", "新しい見本。"));
    }
    let of = |place: usize| old[place].id.as_str();
    // It has the id of the clause that it is about, as the revisions of the bundled catalog have.
    text += &revision(&id_in_7(old[RENUMBERED]), &[of(RENUMBERED)], "renumbered", "number_kept = \"no\"");
    text += &revision("mhlw7.made.held", &[of(HELD)], "modified", "carry = \"hold\"\nnumber_kept = \"yes\"");
    text += &revision("mhlw7.made.changed", &[of(CHANGED)], "modified", "carry = \"review\"\nnumber_kept = \"yes\"");
    text += &revision("mhlw7.made.unsure", &[of(UNSURE)], "unknown", "number_kept = \"conflict\"");
    text += &revision("mhlw7.made.removed", &[REMOVED], "removed", "");
    text += &revision("mhlw7.sysun.new0", &[], "new", "");
    text + &checklist()
}

fn checklist() -> String {
    let chapter = "mhlwcl.r8.hosp";
    let mut text = format!(
        "[[chapter]]\nid = \"{chapter}\"\nvolume = \"mhlwcl.r8\"\ntitle = \"医療機関・薬局確認用\"\nprovenance = {{ seen = \"memory\" }}\n"
    );
    for item in ["①", "②", "③"] {
        let (id, number) = (format!("{chapter}.2-{item}"), format!("医2-{item}"));
        text += &record(chapter, &id, &number, ("見本の項目", "見本の項目。"));
    }
    text
}
