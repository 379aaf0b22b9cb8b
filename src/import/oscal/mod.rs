//! Catalogs of OSCAL, 1.0 and 1.1, and profiles that were resolved into one, as JSON or YAML.
//!
//! | OSCAL | pack |
//! |---|---|
//! | catalog | guideline that a worklist counts if it is chosen |
//! | group, group within it | chapter, section |
//! | control, control within it | clause; its number is the label |
//! | parts of a control | its text, with parameters written out |
//! | links to other controls | references of the clause |
//!
//! Controls that were withdrawn ask for nothing and are not read, nor are the steps of an assessment. A profile that only names
//! what it selects holds no text; it is told for what it is.

mod control;
mod params;
mod profile;

use crate::language::t;

use super::importer::{ImportContext, Importer, SourceFile};
use super::outline::{Framework, Item, Outline, about, cut, day, leave_out_known, or};
use super::reading::{Counts, NotRead, Reading};
use super::slug::slug;
use super::sniff::Sniff;
use super::tally::{Tally, check_count};
use super::tree::Tree;
use control::Texts;
use params::Params;

/// The most characters of the title of a catalog.
const TITLE: usize = 200;

/// Reads catalogs of OSCAL.
pub(super) struct Oscal;

impl Importer for Oscal {
    fn code(&self) -> &'static str {
        "oscal"
    }

    fn name(&self) -> &'static str {
        "OSCAL カタログ"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "yaml"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        let Some(sniff) = Sniff::of(file) else { return false };
        (sniff.has_at_top("catalog") || sniff.has_at_top("profile")) && sniff.has("metadata")
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let mut tally = Tally::default();
        let tree = Tree::of(file, &mut tally)?;
        let catalog = tree.get("catalog");
        if !catalog.is_object() {
            return Err(profile::told(tree.get("profile")));
        }
        let framework = framework(catalog.get("metadata"));
        let (pack, title) = (framework.id.clone(), framework.title.clone());
        let mut reader = Reader {
            guideline: framework.id.clone(),
            params: Params::of(catalog),
            outline: Outline::new(file),
            tally,
            texts: Texts::default(),
            read: 0,
        };
        reader.outline.framework(framework);
        reader.catalog(catalog, context)?;
        if reader.outline.records.clauses.is_empty() {
            let hint = t("管理策(controls)を含むカタログを指定してください。");
            let what = t("OSCAL のカタログに、取り込める管理策が一つもありません。");
            return Err(NotRead::Wrong(what.to_owned(), hint));
        }
        Ok(reader.finish(context, about(pack, title, rights(catalog.get("metadata")))))
    }
}

fn framework(metadata: &Tree) -> Framework {
    let title = cut(&metadata.get("title").line().replace('*', ""), TITLE);
    let parties = metadata.get("parties").items().iter().map(|party| party.get("name").line());
    let modified = day(metadata.get("last-modified").raw());
    Framework {
        id: id_of(&title),
        short: short(&title),
        edition: metadata.get("version").line(),
        publisher: parties.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        published: or(day(metadata.get("published").raw()), &modified),
        url: String::new(),
        title,
    }
}

/// Returns the id of a document: that of its title, without the words that all of these titles have, and without what
/// changes from one correction to the next.
fn id_of(title: &str) -> String {
    let title = title.to_lowercase().replace("special publication", "sp").replace("revision ", "rev");
    let words = title.split_whitespace().map(|word| match word.strip_prefix("rev") {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("rev{}", number.split('.').next().unwrap_or_default())
        }
        _ => word.to_owned(),
    });
    slug(&words.collect::<Vec<_>>().join(" "))
}

/// Returns the first word of the labels: the number of the publication, or else the beginning of the title.
fn short(title: &str) -> String {
    let is_number = |word: &&str| word.contains('-') && word.starts_with(|c: char| c.is_ascii_digit());
    let word = title.split_whitespace().find(is_number);
    word.map_or_else(|| title.chars().take(8).collect::<String>().trim().to_owned(), str::to_owned)
}

/// Returns what a catalog says of its licence: a property for it, or remarks about copyright.
fn rights(metadata: &Tree) -> String {
    let props = metadata.get("props").items().iter().filter(|prop| prop.get("name").raw() == "copyright");
    let remarks = Some(metadata.get("remarks").line()).filter(|text| text.to_lowercase().contains("copyright"));
    let mut known = props.map(|prop| prop.get("value").line()).chain(remarks);
    known.next().unwrap_or_else(|| "ファイルに記載なし".to_owned())
}

struct Reader<'t> {
    guideline: String,
    params: Params<'t>,
    outline: Outline,
    tally: Tally,
    texts: Texts,
    /// How many controls were read, to tell.
    read: usize,
}

/// Where controls stand.
#[derive(Clone, Copy)]
struct Above<'a> {
    chapter: &'a str,
    section: &'a str,
    heading: &'a str,
}

impl Reader<'_> {
    fn catalog(&mut self, catalog: &Tree, context: &mut ImportContext<'_>) -> Result<(), NotRead> {
        let groups = catalog.get("groups").each();
        for (at, group) in groups.iter().enumerate() {
            let place = format!("groups[{at}]");
            if !group.is_object() {
                self.tally.skip(place, "グループの形になっていません。");
                continue;
            }
            let chapter = self.outline.chapter(self.id(group, &place), &titled(group));
            self.group(group, Above { chapter: &chapter, section: "", heading: "" }, (&place, context))?;
        }
        if !catalog.get("controls").each().is_empty() {
            let id = format!("{}.controls", self.guideline);
            let chapter = self.outline.chapter(id, "(グループなし)");
            self.controls(catalog, Above { chapter: &chapter, section: "", heading: "" }, ("catalog", context))?;
        }
        Ok(())
    }

    /// Reads the controls of a group, and the groups in it as sections of its chapter.
    fn group(
        &mut self,
        group: &Tree,
        above: Above<'_>,
        (place, context): (&str, &mut ImportContext<'_>),
    ) -> Result<(), NotRead> {
        self.controls(group, above, (place, context))?;
        for (at, inner) in group.get("groups").each().iter().enumerate() {
            let place = format!("{place}.groups[{at}]");
            if !inner.is_object() {
                self.tally.skip(place, "グループの形になっていません。");
                continue;
            }
            let number = or(label(inner), &inner.get("id").line());
            let title = inner.get("title").line();
            self.outline.section(above.chapter, self.id(inner, &place), (&number, &title));
            self.group(inner, Above { section: &number, heading: &title, ..above }, (&place, context))?;
        }
        Ok(())
    }

    fn controls(
        &mut self,
        group: &Tree,
        above: Above<'_>,
        (place, context): (&str, &mut ImportContext<'_>),
    ) -> Result<(), NotRead> {
        for (at, control) in group.get("controls").each().iter().enumerate() {
            let place = format!("{place}.controls[{at}]");
            self.read += 1;
            context.tell(self.read, 0)?;
            check_count(self.read)?;
            let title = self.control(control, above, &place);
            self.controls(control, Above { heading: &title, ..above }, (&place, context))?;
        }
        Ok(())
    }

    /// Reads a control without those in it; returns its title.
    fn control(&mut self, control: &Tree, above: Above<'_>, place: &str) -> String {
        let title = self.params.written(&control.get("title").line());
        let id = control.get("id").line();
        if !control.is_object() || (id.is_empty() && title.is_empty()) {
            self.tally.skip(place, "管理策の形になっていません(id も title もありません)。");
            return String::new();
        }
        if control::is_withdrawn(control) {
            self.tally.skip(or(id, place), "廃止された(withdrawn)管理策は取り込みません。");
            return title;
        }
        let number = or(label(control), &id);
        let refs = control::related(control).iter().map(|id| format!("{}.{id}", self.guideline)).collect();
        let item = Item {
            id: self.id(control, place),
            section: above.section.to_owned(),
            heading: above.heading.to_owned(),
            text: self.texts.of(control, &self.params),
            place: or(number.clone(), place),
            number: or(number, &title),
            title: title.clone(),
            reference: String::new(),
            refs,
        };
        self.outline.clause(above.chapter, item);
        title
    }

    fn id(&self, object: &Tree, place: &str) -> String {
        let own = or(object.get("id").line(), place);
        format!("{}.{}", self.guideline, slug(&own))
    }

    fn finish(self, context: &ImportContext<'_>, about: super::reading::About) -> Reading {
        let Self { outline, mut tally, texts, .. } = self;
        let mut records = outline.records;
        let counts = Counts { clause: records.clauses.len(), original: records.originals.len(), ..Counts::default() };
        tally.skip_many("parts", "評価の手順(assessment-objective など)は取り込みません。", texts.steps);
        let warnings = leave_out_known(&mut records, context.catalog);
        Reading { about, records, counts, skipped: tally.into_skipped(), warnings, preview: None }
    }
}

/// Returns the title of a group with its label.
fn titled(group: &Tree) -> String {
    format!("{} {}", label(group), group.get("title").line()).trim().to_owned()
}

/// Returns the printed label of a group or control: of several the one that is for all readers.
fn label(object: &Tree) -> String {
    let labels = || object.get("props").items().iter().filter(|prop| prop.get("name").raw() == "label");
    let plain = labels().find(|prop| prop.get("class").raw().is_empty());
    plain.or_else(|| labels().next()).map_or_else(String::new, |prop| prop.get("value").line())
}

#[cfg(test)]
mod tests;
