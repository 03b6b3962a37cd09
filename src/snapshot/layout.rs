//! The parts of the file, and its tables of rows of one width.

use std::ops::Range;

use twox_hash::XxHash3_64;

/// How the file begins.
pub const MAGIC: &[u8; 16] = b"dateline archive";
/// Counts the changes of this layout.
pub const FORMAT: u32 = 1;
/// The tables.
pub const SECTIONS: usize = 7;
/// Bytes of the header.
pub const HEADER: usize = 16 + 4 + 4 + 32 + 8 + SECTIONS * 24 + 8;

/// The tables by their place in the header.
#[derive(Clone, Copy, Debug)]
pub enum Section {
    /// A [`Row`] an article.
    Rows,
    /// The numbers of the articles as they are listed: newest first.
    Order,
    /// A [`PageRow`] for the mentions of each page of articles.
    Pages,
    /// A [`FileRow`] a file, by name.
    Files,
    /// The names of the files, one behind the other.
    Names,
    /// What could not be read.
    Problems,
    /// What the mentions tell.
    Events,
}

/// A checksum: no protection against intent, but against all that disks and
/// half-finished writing do.
pub fn checksum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// Numbers one behind the other.
pub struct Numbers<'a>(pub &'a [u8]);

impl Numbers<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }
}

/// The header as it was written.
#[derive(Clone, Debug)]
pub struct Header {
    /// How many articles.
    pub articles: u32,
    /// What it was made of.
    pub key: [u8; 32],
    /// The bytes of the whole file.
    pub length: u64,
    /// Where each table is, and its checksum.
    pub sections: [(Range<u64>, u64); SECTIONS],
}

impl Header {
    /// Its bytes.
    pub fn put(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(&self.articles.to_le_bytes());
        bytes.extend_from_slice(&self.key);
        bytes.extend_from_slice(&self.length.to_le_bytes());
        for (range, sum) in &self.sections {
            for number in [range.start, range.end, *sum] {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        let sum = checksum(&bytes);
        bytes.extend_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// Reads it; `None` where it is not whole.
    pub fn get(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.get(..HEADER)?;
        let (said, sum) = bytes.split_at(HEADER - 8);
        if Numbers(sum).u64()? != checksum(said) {
            return None;
        }
        let mut numbers = Numbers(said.get(MAGIC.len() + 4..)?);
        let articles = numbers.u32()?;
        let key = numbers.bytes()?;
        let length = numbers.u64()?;
        let mut sections = Vec::with_capacity(SECTIONS);
        for _ in 0..SECTIONS {
            let (start, end, sum) = (numbers.u64()?, numbers.u64()?, numbers.u64()?);
            sections.push((start..end, sum));
        }
        Some(Self {
            articles,
            key,
            length,
            sections: sections.try_into().ok()?,
        })
    }
}

/// A row of a table.
pub trait Fixed: Sized {
    /// Its bytes.
    const WIDTH: usize;
    /// Appends it.
    fn put(&self, bytes: &mut Vec<u8>);
    /// Reads it.
    fn get(numbers: Numbers) -> Option<Self>;

    /// The row with this number of a table.
    fn at(table: &[u8], number: usize) -> Option<Self> {
        let start = number.checked_mul(Self::WIDTH)?;
        let row = table.get(start..start.checked_add(Self::WIDTH)?)?;
        Self::get(Numbers(row))
    }
}

/// Where an article lies, and what of it is asked for without a look at it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub start: u64,
    /// The bytes of all but the text, and of the text behind it.
    pub facts: u32,
    pub text: u32,
    pub checksum: u64,
    /// The number of the day of printing; 0 for none.
    pub day: u32,
    pub title: u32,
    /// Head, tail, title, id.
    pub signs: [u64; 4],
    /// Whether there is a sign of the title.
    pub titled: u32,
}

impl Fixed for Row {
    const WIDTH: usize = 8 + 4 + 4 + 8 + 4 + 4 + 32 + 4;

    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.start.to_le_bytes());
        bytes.extend_from_slice(&self.facts.to_le_bytes());
        bytes.extend_from_slice(&self.text.to_le_bytes());
        bytes.extend_from_slice(&self.checksum.to_le_bytes());
        bytes.extend_from_slice(&self.day.to_le_bytes());
        bytes.extend_from_slice(&self.title.to_le_bytes());
        for sign in self.signs {
            bytes.extend_from_slice(&sign.to_le_bytes());
        }
        bytes.extend_from_slice(&self.titled.to_le_bytes());
    }

    fn get(mut numbers: Numbers) -> Option<Self> {
        Some(Self {
            start: numbers.u64()?,
            facts: numbers.u32()?,
            text: numbers.u32()?,
            checksum: numbers.u64()?,
            day: numbers.u32()?,
            title: numbers.u32()?,
            signs: [
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
            ],
            titled: numbers.u32()?,
        })
    }
}

/// Where the mentions of a page lie.
#[derive(Clone, Copy, Debug)]
pub struct PageRow {
    pub start: u64,
    pub len: u64,
    pub checksum: u64,
}

impl Fixed for PageRow {
    const WIDTH: usize = 24;

    fn put(&self, bytes: &mut Vec<u8>) {
        for number in [self.start, self.len, self.checksum] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn get(mut numbers: Numbers) -> Option<Self> {
        Some(Self {
            start: numbers.u64()?,
            len: numbers.u64()?,
            checksum: numbers.u64()?,
        })
    }
}

/// A file of the archive.
#[derive(Clone, Copy, Debug)]
pub struct FileRow {
    /// Where its name starts among the names, and its bytes.
    pub name: u64,
    pub len: u32,
    pub size: u64,
    pub modified: i64,
    pub hash: u64,
    pub first: u32,
    pub count: u32,
}

impl Fixed for FileRow {
    const WIDTH: usize = 8 + 4 + 8 + 8 + 8 + 4 + 4;

    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.name.to_le_bytes());
        bytes.extend_from_slice(&self.len.to_le_bytes());
        bytes.extend_from_slice(&self.size.to_le_bytes());
        bytes.extend_from_slice(&self.modified.to_le_bytes());
        bytes.extend_from_slice(&self.hash.to_le_bytes());
        bytes.extend_from_slice(&self.first.to_le_bytes());
        bytes.extend_from_slice(&self.count.to_le_bytes());
    }

    fn get(mut numbers: Numbers) -> Option<Self> {
        Some(Self {
            name: numbers.u64()?,
            len: numbers.u32()?,
            size: numbers.u64()?,
            modified: numbers.u64()?.cast_signed(),
            hash: numbers.u64()?,
            first: numbers.u32()?,
            count: numbers.u32()?,
        })
    }
}
