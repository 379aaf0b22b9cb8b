//! What a sheet says of itself: the year, whose checklist it is, and who answers it.

use super::super::file::Grid;
use super::super::official_files::OfficialFile;

use super::number::folded;

/// How many rows from the top may say it.
const TOP: usize = 40;

/// How much of a text is looked at.
const LETTERS: usize = 500;

/// The checklist for hospitals, as a guideline.
const HOSPITALS: &str = "mhlwcl";
/// The checklist for pharmacies, as a guideline.
const PHARMACIES: &str = "mhlwph";
/// The guidelines that are checklists of the ministry.
pub const CHECKLISTS: [&str; 2] = [HOSPITALS, PHARMACIES];

/// Who answers a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SheetKind {
    /// The facility.
    Facility,
    /// A vendor, one sheet per system.
    Vendor,
    /// The pharmacy, in the years in which it had a list of its own.
    Pharmacy,
}

impl SheetKind {
    /// Returns the last part of the id of its chapter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Facility => "hosp",
            Self::Vendor => "vendor",
            Self::Pharmacy => "pharm",
        }
    }

    fn of_chapter(chapter: &str) -> Self {
        match chapter {
            _ if chapter.starts_with("事業者") => Self::Vendor,
            _ if chapter.starts_with("薬局") => Self::Pharmacy,
            _ => Self::Facility,
        }
    }

    /// Returns what stands before the numbers of its items in labels.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Facility => "医",
            Self::Vendor => "事",
            Self::Pharmacy => "",
        }
    }
}

/// What a sheet says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetTitle {
    /// The guideline it belongs to: the list for hospitals, or that for pharmacies.
    pub guideline: &'static str,
    /// The year of Reiwa.
    pub year: u8,
    /// Who answers it.
    pub kind: SheetKind,
    /// The title of its chapter, as printed.
    pub chapter: String,
}

impl SheetTitle {
    /// Returns the id of its volume.
    pub fn volume(&self) -> String {
        format!("{}.r{}", self.guideline, self.year)
    }

    /// Returns the id of its chapter.
    pub fn chapter_id(&self) -> String {
        format!("{}.{}", self.volume(), self.kind.code())
    }

    /// Returns the title of its volume.
    pub fn volume_title(&self) -> String {
        format!("令和{}年度版", self.year)
    }

    /// Returns what a sheet of a file that the ministry published is; none if it is no checklist.
    pub(super) fn official(file: &OfficialFile) -> Option<Self> {
        let (guideline, year) = CHECKLISTS.into_iter().find_map(|guideline| {
            let year = file.volume.strip_prefix(guideline)?.strip_prefix(".r")?.parse().ok()?;
            Some((guideline, year))
        })?;
        let chapter = chapter(&file.title)?;
        Some(Self { guideline, year, kind: SheetKind::of_chapter(chapter), chapter: chapter.to_owned() })
    }

    /// Reads what a sheet says of itself. `file` may say the year where the sheet does not.
    pub(super) fn read(grid: &Grid, file: &str) -> Option<Self> {
        let cells = grid.rows.range(..=TOP).flat_map(|(_, row)| row.values()).map(|cell| cell.text.as_str());
        let texts: Vec<String> = std::iter::once(grid.name.as_str()).chain(cells).map(squeezed).collect();
        let chapter = texts.iter().find_map(|text| chapter(text))?;
        let year = texts.iter().find_map(|text| year(text)).or_else(|| year(&squeezed(file)))?;
        let says = |words: &str| texts.iter().any(|text| text.contains(words));
        let is_for_pharmacies = says("薬局におけるサイバーセキュリティ") && !says("医療機関");
        let kind = SheetKind::of_chapter(chapter);
        let guideline = if is_for_pharmacies || kind == SheetKind::Pharmacy { PHARMACIES } else { HOSPITALS };
        Some(Self { guideline, year, kind, chapter: chapter.to_owned() })
    }
}

/// Returns the beginning of a text without its spaces.
fn squeezed(text: &str) -> String {
    let beginning: String = text.chars().take(LETTERS).collect();
    folded(&beginning).replace(' ', "")
}

/// The names of sheets as they are printed; the longer ones go first.
const CHAPTERS: [&str; 4] = ["医療機関・薬局確認用", "医療機関確認用", "薬局確認用", "事業者確認用"];

fn chapter(text: &str) -> Option<&'static str> {
    CHAPTERS.into_iter().find(|name| text.contains(name))
}

/// Reads the year of Reiwa: 令和8年度, R8年度, 2026年度.
fn year(text: &str) -> Option<u8> {
    let at = text.find("年度")?;
    let (before, behind) = (&text[..at], &text[at + "年度".len()..]);
    // An item may say by which year something has to be done.
    if behind.starts_with("まで") || behind.starts_with("末") {
        return None;
    }
    if before.ends_with("令和元") {
        return Some(1);
    }
    let start = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let number: u16 = before[start..].parse().ok()?;
    let is_era = before[..start].ends_with("令和") || before[..start].ends_with(['R', 'r']);
    let year = if is_era { number } else { number.checked_sub(2018)? };
    u8::try_from(year).ok().filter(|year| (1..=99).contains(year))
}

#[cfg(test)]
mod tests {
    use super::super::super::file::GridCell;
    use super::*;

    fn title(name: &str, cells: &[&str], file: &str) -> Option<(String, String)> {
        let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
        for (row, text) in cells.iter().enumerate() {
            grid.rows.entry(row + 1).or_default().insert(0, GridCell::text(*text));
        }
        SheetTitle::read(&grid, file).map(|title| (title.chapter_id(), title.chapter))
    }

    #[test]
    fn year_and_kind_are_read_where_they_stand() {
        let list = "令和８年度　医療機関・薬局におけるサイバーセキュリティ対策チェックリスト";
        let expected = |id: &str, chapter: &str| Some((id.to_owned(), chapter.to_owned()));
        let both = expected("mhlwcl.r8.hosp", "医療機関・薬局確認用");
        assert_eq!(title("Sheet1", &[list, "（医療機関・薬局 確認用）"], ""), both);
        assert_eq!(title("事業者確認用", &[list], ""), expected("mhlwcl.r8.vendor", "事業者確認用"));
        let old = "医療機関におけるサイバーセキュリティ対策チェックリスト";
        assert_eq!(title("医療機関確認用", &[old], "R7年度.xlsx"), expected("mhlwcl.r7.hosp", "医療機関確認用"));
        assert_eq!(title("医療機関確認用", &[old, "2024年度中に"], ""), expected("mhlwcl.r6.hosp", "医療機関確認用"));
        let own = "令和7年度版 薬局におけるサイバーセキュリティ対策チェックリスト";
        assert_eq!(title("薬局確認用", &[own], ""), expected("mhlwph.r7.pharm", "薬局確認用"));
        assert_eq!(title("事業者確認用", &[own], ""), expected("mhlwph.r7.vendor", "事業者確認用"));
        assert_eq!(title("医療機関確認用", &[old], "a.xlsx"), None);
        assert_eq!(title("医療機関確認用", &[old, "二要素認証を令和9年度までに導入する。"], "a.xlsx"), None);
        assert_eq!(title("Sheet1", &["令和8年度 予算"], ""), None);
    }
}
