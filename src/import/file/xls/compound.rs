//! The streams in a compound file, in which Office before 2007 kept its documents. Nothing is read twice, so that a
//! chain of sectors that leads back to itself ends.

use super::record::{u16_at, u32_at};

/// The numbers from here on are no sectors but marks.
const MARKS: u32 = 0xffff_fffa;
/// Streams smaller than this stand in sectors of [`SMALL`] bytes.
const SMALL_STREAM: usize = 4_096;
const SMALL: usize = 64;
/// The bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// The sector behind each sector.
    next: Vec<u32>,
    next_small: Vec<u32>,
    directory: Vec<u8>,
}

impl<'b> File<'b> {
    /// Opens a compound file; none if it is damaged.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut file = Self { bytes, sector, next: Vec::new(), next_small: Vec::new(), directory: Vec::new() };
        file.next = file.table()?;
        file.directory = file.chain(u32_at(bytes, 48)?)?;
        file.next_small = numbers(&file.chain(u32_at(bytes, 60)?)?).collect();
        Some(file)
    }

    /// Whether there is a stream with this name.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        self.directory.chunks_exact(ENTRY).find(|entry| is_named(entry, name))
    }

    /// Returns the stream with this name; none if it is damaged.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        let (start, size) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
        let mut stream = if size < SMALL_STREAM { self.small_chain(start)? } else { self.chain(start)? };
        (stream.len() >= size).then(|| stream.truncate(size))?;
        Some(stream)
    }

    /// Returns the table of the sectors that follow each other. Where its sectors stand is said in the head of the file
    /// and in sectors of its own.
    fn table(&self) -> Option<Vec<u32>> {
        /// The numbers in the head.
        const IN_HEAD: std::ops::Range<usize> = 76..512;
        let mut places: Vec<u32> = numbers(self.bytes.get(IN_HEAD)?).collect();
        let mut more = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector;
        for _ in 0..=most {
            if more >= MARKS {
                break;
            }
            places.extend(numbers(self.sector(more)?));
            more = places.pop()?;
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < MARKS).take(most) {
            table.extend(numbers(self.sector(place)?));
        }
        Some(table)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        // The last sector may be cut.
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Returns the bytes of a chain of sectors; none if it leads out of the file or back to itself.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for number in links(start, &self.next) {
            bytes.extend_from_slice(self.sector(number?)?);
        }
        Some(bytes)
    }

    /// Returns the bytes of a chain of small sectors, which stand in the stream of the first entry.
    fn small_chain(&self, start: u32) -> Option<Vec<u8>> {
        let all = self.chain(u32_at(&self.directory, 116)?)?;
        let mut bytes = Vec::new();
        for number in links(start, &self.next_small) {
            let from = usize::try_from(number?).ok()?.checked_mul(SMALL)?;
            bytes.extend_from_slice(all.get(from..from.checked_add(SMALL)?.min(all.len()))?);
        }
        Some(bytes)
    }
}

/// Returns the numbers of a chain of sectors, and none at last if the chain is broken.
fn links(start: u32, next: &[u32]) -> impl Iterator<Item = Option<u32>> + '_ {
    let (mut number, mut left, mut is_broken) = (start, next.len(), false);
    std::iter::from_fn(move || {
        if number >= MARKS || is_broken {
            return None;
        }
        let here = number;
        let behind = usize::try_from(here).ok().and_then(|here| next.get(here));
        match (behind, left.checked_sub(1)) {
            (Some(behind), Some(rest)) => {
                (number, left) = (*behind, rest);
                Some(Some(here))
            }
            _ => {
                is_broken = true;
                Some(None)
            }
        }
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|number| u32_at(number, 0))
}

/// Whether an entry of the directory is a stream of this name.
fn is_named(entry: &[u8], name: &str) -> bool {
    const STREAM: u8 = 2;
    let own = entry[..64].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let own: Vec<u16> = own.take_while(|unit| *unit != 0).collect();
    entry[66] == STREAM && String::from_utf16_lossy(&own).eq_ignore_ascii_case(name)
}
