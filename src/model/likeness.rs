//! By what an article is recognised after its file was renamed, moved, saved
//! anew with other line ends, or edited somewhere.
//!
//! Paths and line numbers have no part in it. The same text is the same
//! article; an edited one is recognised by what the edit left alone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Article, TitleFrom};

/// The hash of a body: the first 128 bits of the SHA-256 of its words, one
/// blank between.
pub type Body = [u8; 16];

/// Paragraph hashes that are kept.
const SKETCH: usize = 8;
/// What stands for no hash; sorts behind all others.
const NONE: u64 = u64::MAX;
/// Bytes that are not white space in the hash of a beginning or an end.
const EDGE: usize = 128;

/// What an article is recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Likeness {
    /// The whole body.
    pub body: Body,
    /// Signs that single edits leave alone.
    pub signs: Signs,
    /// The least hashes of its paragraphs, in order: a bottom-k sketch, from
    /// which the share of common paragraphs is estimated (Broder 1997, On the
    /// resemblance and containment of documents).
    sketch: [u64; SKETCH],
}

/// Signs of an article that cost little to take; of two versions of one
/// article some are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signs {
    /// The first 128 bytes of the body that are not white space.
    pub head: u64,
    /// The last ones.
    pub tail: u64,
    /// The headline; none where the first words or the file's name stand for
    /// it.
    pub title: Option<u64>,
    /// The article's id.
    pub id: u64,
}

impl Signs {
    /// Takes the signs of an article: a few hundred bytes are looked at.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let bytes = article.text.as_bytes();
        let dark = |byte: &&u8| !byte.is_ascii_whitespace();
        let title = matches!(
            article.title.from,
            TitleFrom::Headline | TitleFrom::Metadata
        );
        Self {
            head: hash(b'h', bytes.iter().filter(dark).take(EDGE)),
            tail: hash(b't', bytes.iter().rev().filter(dark).take(EDGE)),
            title: title.then(|| hash(b'n', article.title.text.as_bytes().iter().filter(dark))),
            id: Self::of_id(&article.id),
        }
    }

    /// The sign of an id.
    #[must_use]
    pub fn of_id(id: &str) -> u64 {
        hash(b'i', id.as_bytes().iter())
    }

    /// All that there are.
    pub fn all(self) -> impl Iterator<Item = u64> {
        [Some(self.head), Some(self.tail), self.title, Some(self.id)]
            .into_iter()
            .flatten()
    }
}

impl Likeness {
    /// Reads the whole body: linear time.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut words = String::with_capacity(article.text.len());
        for word in article.text.split_whitespace() {
            words.push_str(word);
            words.push(' ');
        }
        let digest = Sha256::digest(words.as_bytes());
        let mut body = Body::default();
        body.copy_from_slice(&digest[..16]);

        let mut sketch = [NONE; SKETCH];
        for (_, paragraph) in article.paragraphs() {
            let dark = paragraph.bytes().filter(|byte| !byte.is_ascii_whitespace());
            let hash = hash(b'p', dark).min(NONE - 1);
            let at = sketch.partition_point(|&other| other < hash);
            if at < SKETCH && sketch[at] != hash {
                sketch[at..].rotate_right(1);
                sketch[at] = hash;
            }
        }
        Self {
            body,
            signs: Signs::of(article),
            sketch,
        }
    }

    /// How much two articles of the same day have in common, if so much that
    /// they are versions of one: half of their paragraphs, or the headline, or
    /// the id with at least one paragraph.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> Option<usize> {
        let known = |sketch: &[u64; SKETCH]| sketch.iter().filter(|&&hash| hash != NONE).count();
        let fewest = known(&self.sketch).min(known(&other.sketch));
        let ours = self.sketch.iter().filter(|&&hash| hash != NONE);
        let shared = ours.filter(|hash| other.sketch.contains(hash)).count();
        let headline = self.signs.title.is_some() && self.signs.title == other.signs.title;
        let id = self.signs.id == other.signs.id && shared > 0;
        (shared > 0 && shared * 2 >= fewest || headline || id)
            .then(|| shared * 2 + usize::from(headline) + usize::from(id))
    }
}

/// The hash of a paragraph, white space left out.
pub(super) fn of_paragraph(paragraph: &str) -> u32 {
    let dark = paragraph.bytes().filter(|byte| !byte.is_ascii_whitespace());
    // The low half is as good as any.
    hash(b'p', dark) as u32
}

/// FNV-1a, 64 bits; the kind comes first, so that equal bytes in different
/// roles have different hashes. It is written to disk: it never changes.
fn hash<B: std::borrow::Borrow<u8>>(kind: u8, bytes: impl Iterator<Item = B>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = step(0xcbf2_9ce4_8422_2325, kind);
    bytes.fold(start, |hash, byte| step(hash, *byte.borrow()))
}

/// Hexadecimal digits: body, head, tail, title, id, sketch.
impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.body {
            write!(f, "{byte:02x}")?;
        }
        let Signs {
            head,
            tail,
            title,
            id,
        } = self.signs;
        for number in [head, tail, title.unwrap_or(NONE), id]
            .iter()
            .chain(&self.sketch)
        {
            write!(f, "{number:016x}")?;
        }
        Ok(())
    }
}

/// A text is not what a [`Likeness`] is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLikeness;

impl fmt::Display for NoLikeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not 224 hexadecimal digits")
    }
}

impl std::error::Error for NoLikeness {}

impl FromStr for Likeness {
    type Err = NoLikeness;

    fn from_str(text: &str) -> Result<Self, NoLikeness> {
        const DIGITS: usize = 32 + (4 + SKETCH) * 16;
        if text.len() != DIGITS || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NoLikeness);
        }
        let (head, tail) = text.split_at(32);
        let body = u128::from_str_radix(head, 16)
            .map_err(|_| NoLikeness)?
            .to_be_bytes();
        let mut numbers = [NONE; 4 + SKETCH];
        for (at, number) in numbers.iter_mut().enumerate() {
            let digits = &tail[at * 16..at * 16 + 16];
            *number = u64::from_str_radix(digits, 16).map_err(|_| NoLikeness)?;
        }
        let [head, tail, title, id, sketch @ ..] = numbers;
        let title = (title != NONE).then_some(title);
        Ok(Self {
            body,
            signs: Signs {
                head,
                tail,
                title,
                id,
            },
            sketch,
        })
    }
}

impl From<Likeness> for String {
    fn from(likeness: Likeness) -> Self {
        likeness.to_string()
    }
}

impl TryFrom<String> for Likeness {
    type Error = NoLikeness;

    fn try_from(text: String) -> Result<Self, NoLikeness> {
        text.parse()
    }
}
