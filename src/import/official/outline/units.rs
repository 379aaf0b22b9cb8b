//! Makes items of sections, in a document that lists no items.

use std::collections::BTreeSet;

use super::{BodyText, ItemText, Outline};

/// Returns the sections directly below chapters, each with all that stands in it; sections of every depth if `is_deep`.
pub(super) fn units(outline: &Outline, is_deep: bool) -> Vec<ItemText> {
    let number = |body: &BodyText| match is_deep {
        true => body.section.clone(),
        false => body.section.split('.').take(2).collect::<Vec<_>>().join("."),
    };
    let mut units: Vec<ItemText> = Vec::new();
    for body in &outline.bodies {
        let section = number(body);
        match units.last_mut().filter(|last| (last.chapter, &last.section) == (body.chapter, &section)) {
            Some(last) => {
                last.text += &format!("\n{}", body.text);
                last.pages.1 = body.pages.1;
            }
            None => {
                let title = title(outline, body.chapter, &section);
                let (chapter, text, pages) = (body.chapter, body.text.clone(), body.pages);
                units.push(ItemText { chapter, section, title, text, pages, ..ItemText::default() });
            }
        }
    }
    // What stands below a chapter before its first section leads to it.
    let parted: BTreeSet<u32> = units.iter().filter(|unit| !unit.section.is_empty()).map(|unit| unit.chapter).collect();
    units.retain(|unit| !unit.section.is_empty() || !parted.contains(&unit.chapter));
    units
}

fn title(outline: &Outline, chapter: u32, section: &str) -> String {
    let Some(chapter) = outline.chapters.iter().find(|one| one.number == chapter) else { return String::new() };
    let own = if section.is_empty() { Some(&chapter.title) } else { None };
    let below = || chapter.sections.iter().find(|(number, _)| number == section).map(|(_, title)| title);
    own.or_else(below).cloned().unwrap_or_default()
}
