//! How much is read at most. What lies beyond a bound is a problem with its
//! figure and the name of the setting that holds it, never silence, and never
//! a hang.

/// The bounds of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The largest file, and the largest thing that comes out of an archive,
    /// in bytes.
    pub file_bytes: u64,
    /// How many folders deep below a named folder.
    pub depth: usize,
    /// How many files in all.
    pub files: usize,
    /// The largest document that is read as one piece (a web page, a mail, a
    /// value of JSON), in bytes.
    pub document_bytes: u64,
    /// How many archives may lie in one another.
    pub nesting: usize,
    /// How many entries of the archives of one file are looked at.
    pub entries: usize,
    /// How many bytes in all come out of the archives of one file.
    pub expanded_bytes: u64,
    /// How many times larger than the file is what comes out of it.
    pub ratio: u64,
    /// How long one file may take, in seconds.
    pub seconds: u64,
    /// How many problems of one file are told one by one.
    pub problems: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            depth: 128,
            files: 10_000_000,
            document_bytes: 32 << 20,
            nesting: 5,
            entries: 1_000_000,
            expanded_bytes: 8 << 30,
            ratio: 300,
            seconds: 120,
            problems: 100,
        }
    }
}

/// A size for the eyes: whole MiB where it is that, else bytes.
pub fn size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    match bytes % MIB {
        0 if bytes > 0 => format!("{} MiB", bytes / MIB),
        _ => format!("{bytes} bytes"),
    }
}

/// Below this many bytes no ratio is a danger: a short text of one letter may
/// be packed a thousand times smaller.
pub const HARMLESS: u64 = 16 << 20;
