//! A segment as bytes, to be kept from run to run, and back.
//!
//! A mark, the version, the parts of the segment each behind its length, and a
//! checksum of all that. Numbers have their low byte first.

use super::segment::{Column, Segment};

/// What every file begins with.
const MARK: &[u8; 8] = b"dtln-idx";

/// Changes whenever the same articles are indexed otherwise, or written
/// otherwise.
pub(super) const VERSION: u32 = 2;

/// Why bytes are no segment, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged(&'static str);

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Damaged {}

impl Segment {
    /// The segment as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size() + 1024);
        out.extend(MARK);
        out.extend(VERSION.to_le_bytes());
        part(&mut out, self.terms.bytes());
        part(&mut out, self.articles.iter().copied());
        part(&mut out, self.positions.iter().copied());
        for numbers in self.numbers() {
            part(&mut out, numbers.iter().flat_map(|n| n.to_le_bytes()));
        }
        part(&mut out, self.bodies.iter().flat_map(|n| n.to_le_bytes()));
        for column in [&self.sources, &self.langs] {
            let values = column.values.iter();
            part(&mut out, values.flat_map(|value| line(value)));
        }
        let sum = crc32fast::hash(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// The segment that was written so.
    ///
    /// # Errors
    ///
    /// The bytes are of another kind or version, were cut off, or are not what
    /// was written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(Damaged("cut off"))?;
        if crc32fast::hash(body) != u32::from_le_bytes(*sum) {
            return Err(Damaged("the checksum is another"));
        }
        let rest = body.strip_prefix(MARK).ok_or(Damaged("of another kind"))?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(Damaged("cut off"))?;
        if u32::from_le_bytes(*version) != VERSION {
            return Err(Damaged("of another version"));
        }
        let mut parts = Parts { rest };
        let terms = parts.text()?;
        let (articles, positions) = (parts.take()?.to_vec(), parts.take()?.to_vec());
        let mut segment = Self {
            terms,
            articles,
            positions,
            ..Self::default()
        };
        for numbers in [
            &mut segment.starts,
            &mut segment.articles_at,
            &mut segment.positions_at,
            &mut segment.words,
            &mut segment.lengths,
            &mut segment.shared,
            &mut segment.sources.numbers,
            &mut segment.langs.numbers,
        ] {
            *numbers = parts.numbers(u32::from_le_bytes)?;
        }
        segment.bodies = parts.numbers(u64::from_le_bytes)?;
        for column in [&mut segment.sources, &mut segment.langs] {
            column.values = lines(&parts.text()?);
        }
        match segment.is_whole() {
            true => Ok(segment),
            false => Err(Damaged("its parts do not fit together")),
        }
    }

    /// Whether its parts fit together.
    fn is_whole(&self) -> bool {
        let len = self.words.len();
        let by_article = [
            self.lengths.len(),
            self.bodies.len(),
            self.sources.numbers.len(),
            self.langs.numbers.len(),
        ];
        let named = |column: &Column| {
            let known = column.values.len();
            column
                .numbers
                .iter()
                .all(|&number| (number as usize) < known)
        };
        let offsets = |at: &[u32], end: usize| {
            at.len() == self.starts.len()
                && at.is_sorted()
                && at.last().is_some_and(|&last| last as usize == end)
        };
        by_article.iter().all(|&other| other == len)
            && named(&self.sources)
            && named(&self.langs)
            && offsets(&self.starts, self.terms.len())
            && offsets(&self.articles_at, self.articles.len())
            && offsets(&self.positions_at, self.positions.len())
    }
}

fn part(out: &mut Vec<u8>, bytes: impl Iterator<Item = u8>) {
    let at = out.len();
    out.extend(0_u64.to_le_bytes());
    out.extend(bytes);
    let len = (out.len() - at - 8) as u64;
    out[at..at + 8].copy_from_slice(&len.to_le_bytes());
}

/// A value on one line; a line feed in it is two letters.
fn line(value: &str) -> Vec<u8> {
    let mut line = value.replace('\\', "\\\\").replace('\n', "\\n");
    line.push('\n');
    line.into_bytes()
}

fn lines(text: &str) -> Vec<String> {
    let value = |line: &str| {
        let mut value = String::new();
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            value.push(match letter {
                '\\' if letters.next() == Some('n') => '\n',
                other => other,
            });
        }
        value
    };
    text.split_terminator('\n').map(value).collect()
}

/// The parts that have not been read yet.
struct Parts<'a> {
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    fn take(&mut self) -> Result<&'a [u8], Damaged> {
        let short = Damaged("a part is cut off");
        let (len, rest) = self.rest.split_first_chunk::<8>().ok_or(short)?;
        let len = usize::try_from(u64::from_le_bytes(*len)).map_err(|_| short)?;
        let (part, rest) = rest.split_at_checked(len).ok_or(short)?;
        self.rest = rest;
        Ok(part)
    }

    fn text(&mut self) -> Result<String, Damaged> {
        let bytes = self.take()?.to_vec();
        String::from_utf8(bytes).map_err(|_| Damaged("a text is not UTF-8"))
    }

    fn numbers<T, const N: usize>(&mut self, of: fn([u8; N]) -> T) -> Result<Vec<T>, Damaged> {
        let (numbers, rest) = self.take()?.as_chunks::<N>();
        match rest {
            [] => Ok(numbers.iter().map(|bytes| of(*bytes)).collect()),
            _ => Err(Damaged("a number is cut off")),
        }
    }
}
