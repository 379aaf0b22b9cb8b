//! Takes in the official text of a guideline: a PDF of one volume, or what pdftotext makes of it.
//!
//! In the order in which they are called:
//!
//! - `pdf` has the text taken out of a PDF.
//! - `layout` reads the pages as lines, without what only a page needs.
//! - `edition` tells which guideline, edition and volume it is.
//! - `outline` reads chapters, sections and items of the lines; `marks` knows what they begin with.
//! - `join` finds the clauses that the items are, `succeed` those of the edition before.
//! - `clauses` and `revisions` make records of the rest, `assemble` makes a pack of it all, and `report` names what was not
//!   read.

mod assemble;
mod clauses;
mod edition;
mod join;
mod layout;
mod marks;
mod outline;
mod pdf;
mod report;
mod revisions;
mod succeed;

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::language::t;

use super::importer::{ImportContext, Importer, SourceFile};
use super::reading::{NotRead, Reading};
use assemble::Read;
use edition::{Target, names_guideline};
use layout::{Layout, squeezed};
use outline::{Outline, Titles};
use pdf::{is_pdf, text_of_pdf};

/// How many bytes at the start of a text tell whether it is one of these.
const START: usize = 64 << 10;

/// The official text of a guideline.
#[derive(Debug)]
pub struct OfficialText;

impl Importer for OfficialText {
    fn code(&self) -> &'static str {
        "official"
    }

    fn name(&self) -> &'static str {
        "ガイドラインの本文"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf", "txt"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        // No other importer reads a PDF, so this one says what is wrong with it.
        if is_pdf(&file.bytes) {
            return true;
        }
        let start = file.bytes.get(..START).unwrap_or(&file.bytes);
        if start.contains(&0) {
            return false;
        }
        let start = String::from_utf8_lossy(start);
        is_laid_out(&start) && names_guideline(&squeezed(&start))
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let text = text(file)?;
        let layout = Layout::of(&text)?;
        let target = Target::of(context.catalog, &file.sha256, &layout.front)?;
        let titles = known_titles(context.catalog, &target, &layout);
        let mut outline = Outline::of(&layout.lines, &titles, context.watch)?;
        outline.take_units(target.is_single_volume());
        Read { catalog: context.catalog, target, layout, outline, file: &file.name }.pack()
    }
}

/// Whether a text is laid out as pages are and not as the rows of a table.
fn is_laid_out(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let is_row = |line: &&str| line.contains(['\t', ',', ';', '{']) || line.starts_with('<');
    let has_pages =
        text.contains('\u{c}') || text.contains("【遵守事項】") || text.contains("目次") || text.contains("目　次");
    has_pages && lines().filter(is_row).count() * 2 < lines().count()
}

fn text(file: &SourceFile) -> Result<Cow<'_, str>, NotRead> {
    if is_pdf(&file.bytes) {
        return text_of_pdf(&file.bytes, &file.name).map(Cow::Owned);
    }
    let hint = t("`pdftotext -layout -enc UTF-8` で文字にし直してください。");
    let wrong = || NotRead::Wrong(t("文字コードが UTF-8 ではありません。").to_owned(), hint);
    file.utf8().map(Cow::Borrowed).ok_or_else(wrong)
}

/// Returns the headings that are known of a volume: from its table of contents, from the catalog, and from the edition before.
fn known_titles(catalog: &Catalog, target: &Target<'_>, layout: &Layout) -> Titles {
    let before = target.before.map(|(_, volume)| volume.id.as_str());
    let volumes = [Some(target.volume.as_str()), before];
    let is_below =
        |id: &str| catalog.tree().path(id).get(1).is_some_and(|volume| volumes.contains(&Some(volume.id.as_str())));
    let nodes = catalog.tree().nodes().iter().filter(|node| !node.number.is_empty() && is_below(&node.id));
    Titles::new(&layout.contents, nodes.map(|node| (node.number.as_str(), node.title.as_str())))
}
