//! The layout of the screens: pure geometry, used by update and drawing.

use ratatui::layout::{Rect, Size};

/// The smallest screen that is drawn.
pub const SMALLEST: Size = Size::new(20, 5);
/// From this width on, there are two columns.
const WIDE: u16 = 120;
/// The width of a page that is read well.
const READABLE: u16 = 80;
/// From this height on, there is a preview below the hits.
const TALL: u16 = 16;

/// Whether a screen is too small to draw anything useful.
pub const fn is_too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

/// The search screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchLayout {
    /// Name of the worklist, and counts.
    pub header: Rect,
    /// The query line.
    pub query: Rect,
    /// The line below the query: filters and remarks on the results.
    pub remark: Rect,
    /// The hits.
    pub hits: Rect,
    /// The selected hit, below or beside the hits.
    pub preview: Option<Preview>,
    /// The last line: hints or a notice.
    pub footer: Rect,
}

/// Where the selected hit is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// Its main points, below the hits and a rule.
    Below(Rect),
    /// Its page, to the right of the hits and a rule.
    Beside(Rect),
}

/// The screen of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordLayout {
    /// Name of the worklist, and counts.
    pub header: Rect,
    /// The page.
    pub page: Rect,
    /// The target of the selected link, to the right of a rule.
    pub beside: Option<Rect>,
    /// The last line: hints or a notice.
    pub footer: Rect,
}

/// Returns the layout of the search screen for a size that is not too small.
pub fn search(size: Size) -> SearchLayout {
    // A page is read well in 80 cells; what a screen has beyond that goes to the titles of the hits, up to one half.
    let spare = u32::from(size.width.saturating_sub(READABLE)) * 100 / u32::from(size.width.max(1));
    split(size, spare.clamp(45, 50) as u16)
}

/// Returns the layout of the worklist for a size that is not too small: as that of the search, but rows with columns take
/// more of a wide screen.
pub fn list(size: Size) -> SearchLayout {
    split(size, 60)
}

fn split(size: Size, percent: u16) -> SearchLayout {
    let body = below(size, 3);
    let row = |y| Rect::new(0, y, size.width, 1);
    let (hits, preview) = if size.width >= WIDE {
        let (left, right) = columns(body, percent);
        (left, Some(Preview::Beside(right)))
    } else if size.height >= TALL {
        // On 24 rows there are ten hits, and to move to the next one sends less.
        let height = (body.height / 2).saturating_sub(1);
        let below = Rect { y: body.bottom() - height, height, ..body };
        (Rect { height: body.height - height - 1, ..body }, Some(Preview::Below(below)))
    } else {
        (body, None)
    };
    SearchLayout {
        header: row(0),
        query: row(1),
        remark: row(2),
        hits,
        preview,
        footer: row(size.height.saturating_sub(1)),
    }
}

/// Returns the layout of a page for a size that is not too small.
pub fn record(size: Size) -> RecordLayout {
    let body = below(size, 2);
    let (page, beside) = if size.width >= WIDE {
        let (left, right) = columns(body, 55);
        (left, Some(right))
    } else {
        (body, None)
    };
    let row = |y| Rect::new(0, y, size.width, 1);
    RecordLayout { header: row(0), page, beside, footer: row(size.height.saturating_sub(1)) }
}

/// Whether a rule stands above the footer.
pub const fn has_rule(size: Size) -> bool {
    size.height >= TALL
}

/// Returns the area between the `top` first lines and the footer with its rule.
fn below(size: Size, top: u16) -> Rect {
    let bottom = if has_rule(size) { 2 } else { 1 };
    Rect::new(0, top, size.width, size.height.saturating_sub(top + bottom))
}

/// Splits an area in two, with one column between them for a rule.
fn columns(area: Rect, percent: u16) -> (Rect, Rect) {
    let left = (u32::from(area.width) * u32::from(percent) / 100) as u16;
    (Rect { width: left, ..area }, Rect { x: left + 1, width: area.width - left - 1, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_screen() {
        for width in SMALLEST.width..200 {
            for height in SMALLEST.height..60 {
                let size = Size::new(width, height);
                let screen = Rect::new(0, 0, width, height);
                let (search, list) = (search(size), list(size));
                assert_eq!((list.hits.height, list.header), (search.hits.height, search.header));
                for one in [search, list] {
                    let preview = match one.preview {
                        Some(Preview::Below(area) | Preview::Beside(area)) => area,
                        None => Rect::ZERO,
                    };
                    assert_apart(&[one.header, one.query, one.remark, one.hits, preview, one.footer], screen);
                }
                let record = record(size);
                assert_apart(&[record.header, record.page, record.beside.unwrap_or_default(), record.footer], screen);
                assert!(search.hits.height >= 1 && record.page.height >= 1, "{size}");
            }
        }
    }

    fn assert_apart(areas: &[Rect], screen: Rect) {
        for (i, area) in areas.iter().enumerate() {
            assert_eq!(area.intersection(screen), *area);
            assert!(areas[i + 1..].iter().all(|other| area.intersection(*other).is_empty()), "{area} in {screen}");
        }
    }
}
