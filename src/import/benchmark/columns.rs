//! Which column of a sheet is what, by the titles and by where they stand.

use std::collections::BTreeMap;

use super::super::file::{Grid, GridCell};

/// In how many rows at the top the titles are looked for.
const HEAD_ROWS: usize = 20;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The id of the control.
    Id,
    /// The domain that it belongs to.
    Domain,
    /// What it asks for.
    Recommendation,
    /// Why.
    Principle,
    /// How, in Azure or in general.
    Guidance,
    /// Where that is described.
    Implementation,
    /// What else is said: how, in the cloud of somebody else, which policies check it, who has to know.
    Other,
    /// The place in another framework.
    Reference,
    /// Who has to act.
    Party,
}

/// The columns of a sheet.
#[derive(Debug)]
pub(super) struct Columns {
    /// The row of the titles.
    pub head: usize,
    columns: BTreeMap<usize, (Part, String)>,
}

impl Columns {
    /// Returns the columns of a sheet; none if it has no table of controls.
    pub fn of(grid: &Grid) -> Option<Self> {
        grid.rows.range(..=HEAD_ROWS).find_map(|(row, cells)| Self::of_titles(*row, cells)).filter(|columns| {
            let below = grid.rows.range(columns.head + 1..).take(HEAD_ROWS);
            below.filter_map(|(_, cells)| columns.cell(cells, Part::Id)).any(|id| is_id(id.trim()))
        })
    }

    fn of_titles(head: usize, cells: &BTreeMap<usize, GridCell>) -> Option<Self> {
        let mut columns: BTreeMap<usize, (Part, String)> = BTreeMap::new();
        let mut last = None;
        for (at, cell) in cells {
            let title = crate::text::clean::clean_line(cell.text.trim()).trim_end_matches([':', ' ']).trim().to_owned();
            let Some(part) = part(&title.to_lowercase(), last) else { continue };
            let is_single = matches!(part, Part::Id | Part::Domain | Part::Recommendation);
            if !is_single || !columns.values().any(|(known, _)| *known == part) {
                columns.insert(*at, (part, title));
            }
            // What is described behind the guidance for a cloud belongs to that cloud: the titles do not say so.
            if matches!(part, Part::Guidance | Part::Other) {
                last = Some(part);
            }
        }
        let has = |part| columns.values().any(|(known, _)| *known == part);
        let is_whole = has(Part::Id) && has(Part::Recommendation) && has(Part::Guidance);
        is_whole.then_some(Self { head, columns })
    }

    /// Whether a title says whose controls these are. Other lists have an id, a recommendation and guidance too.
    pub fn are_of_azure(&self) -> bool {
        let is_theirs =
            |title: &str| title.contains("azure") || title.starts_with("asb ") || title.starts_with("mcsb ");
        self.columns.values().any(|(_, title)| is_theirs(&title.to_lowercase()))
    }

    /// Returns the text of the first cell of a row that is this part.
    pub fn cell<'c>(&self, cells: &'c BTreeMap<usize, GridCell>, part: Part) -> Option<&'c str> {
        let at = self.columns.iter().find(|(_, (known, _))| *known == part)?.0;
        cells.get(at).map(|cell| cell.text.as_str())
    }

    fn all<'s>(
        &'s self,
        cells: &'s BTreeMap<usize, GridCell>,
        parts: &'s [Part],
    ) -> impl Iterator<Item = (&'s str, String)> {
        let columns = self.columns.iter().filter(|(_, (part, _))| parts.contains(part));
        let texts = columns.filter_map(|(at, (_, title))| Some((title.as_str(), super::prose(&cells.get(at)?.text))));
        texts.filter(|(_, text)| !text.is_empty() && text != "N/A")
    }

    /// Returns the whole text of a control, each part under the title of its column.
    pub fn text(&self, cells: &BTreeMap<usize, GridCell>) -> String {
        let parts = [Part::Principle, Part::Guidance, Part::Implementation, Part::Other];
        let texts = self.all(cells, &parts).map(|(title, text)| format!("{title}:\n{text}"));
        texts.collect::<Vec<_>>().join("\n\n")
    }

    /// Returns what is said of how to do it in Azure.
    pub fn guidance(&self, cells: &BTreeMap<usize, GridCell>) -> String {
        let texts = self.all(cells, &[Part::Guidance, Part::Implementation]).map(|(_, text)| text);
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Returns the places in other frameworks, without their titles.
    pub fn references(&self, cells: &BTreeMap<usize, GridCell>) -> String {
        let places = |text: &str| {
            let place = |line: &str| {
                line.split([':']).next().unwrap_or_default().split(" - ").next().unwrap_or_default().trim().to_owned()
            };
            text.lines()
                .map(place)
                .filter(|place| !place.is_empty() && place.chars().count() <= 20)
                .collect::<Vec<_>>()
                .join("、")
        };
        let named = self.all(cells, &[Part::Reference]).map(|(title, text)| (title, places(&text)));
        let named = named.filter(|(_, places)| !places.is_empty());
        named
            .map(|(title, places)| format!("{}: {places}", title.trim_end_matches(" ID(s)")))
            .collect::<Vec<_>>()
            .join(" / ")
    }
}

/// Returns what a title says of its column; `last` is for which cloud the guidance before it is.
fn part(title: &str, last: Option<Part>) -> Option<Part> {
    let has = |word: &str| title.contains(word);
    Some(match title {
        "id" | "asb id" | "mcsb id" | "azure id" | "control id" | "asb control id" | "mcsb control id" => Part::Id,
        "control domain" | "azure control" | "azure security control" | "domain" => Part::Domain,
        "recommendation"
        | "benchmark recommendation"
        | "azure recommendation"
        | "asb control title"
        | "mcsb control title"
        | "control title" => Part::Recommendation,
        "security principle" => Part::Principle,
        "responsibility" => Part::Party,
        _ if ["aws", "gcp", "google", "policy", "stakeholders"].into_iter().any(has) => Part::Other,
        _ if has("guidance") && !has("note") => Part::Guidance,
        _ if has("implementation") || has("additional context") => match last {
            Some(Part::Other) => Part::Other,
            _ => Part::Implementation,
        },
        _ if has(" id(s)") || title == "cis ids" || title == "cis controls" => Part::Reference,
        _ => return None,
    })
}

/// Whether a text is the id of a control: `NS-1`, or `1.1` in the first edition.
pub(super) fn is_id(text: &str) -> bool {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(['-', '.']) {
        Some((domain, number)) if text.contains('-') => {
            (2..=3).contains(&domain.len()) && domain.bytes().all(|byte| byte.is_ascii_uppercase()) && is_number(number)
        }
        Some((domain, number)) => is_number(domain) && is_number(number),
        None => false,
    }
}
