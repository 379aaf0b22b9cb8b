//! The result of an export.

/// A report as the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// The contents of the file.
    pub bytes: Vec<u8>,
    /// The number of characters that the encoding lacks and that are written as numbers; 0 for UTF-8.
    pub replaced: usize,
}

impl From<Vec<u8>> for ExportedFile {
    /// Returns a file without replaced characters.
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, replaced: 0 }
    }
}
