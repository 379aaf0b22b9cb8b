/// A report as the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// The contents of the file.
    pub bytes: Vec<u8>,
    /// How many characters the encoding lacks, so that they are written as numbers; 0 for UTF-8.
    pub replaced: usize,
}

impl From<Vec<u8>> for ExportedFile {
    /// Returns a file in which every character could be written as it is.
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, replaced: 0 }
    }
}
