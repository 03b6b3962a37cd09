//! One dated text, and where each of its parts was found.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Day, Markup, Prose, Rival};

/// One article. Its strings are kept as they were decoded: whoever shows them
/// cleans them for the screen (`text::clean`), nobody cleans them here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The id that scripts see: the source's own, else the first 12
    /// hexadecimal digits of the SHA-256 of the content.
    pub id: Box<str>,
    /// The path as it was given on the command line, or `corpus/NAME` for the
    /// built-in archive, `-` for standard input.
    pub path: Arc<str>,
    /// The headline.
    pub title: Title,
    /// When it was printed, as far as that is known.
    pub printed: Printed,
    /// BCP 47 language code, if known.
    pub lang: Option<Box<str>>,
    /// Who printed it: the newspaper, agency or site.
    pub source: Option<Box<str>>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// The address it came from.
    pub url: Option<Box<str>>,
    /// The body alone: paragraphs separated by one empty line (`\n\n`), no
    /// single line breaks inside a paragraph unless they mean something.
    pub text: Prose,
    /// What the format says of parts of the body, by their start, of those
    /// that start together the longer first; none in plain text.
    pub markup: Box<[Markup]>,
    /// What stands below the body: copyright, source address.
    pub footer: Option<Footer>,
    /// How the bytes were read.
    pub encoding: Encoding,
}

impl Article {
    /// An article of which nothing is known.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            id: Box::default(),
            path: Arc::from(""),
            title: Title {
                text: Box::default(),
                from: TitleFrom::FileName,
            },
            printed: Printed::undated(),
            lang: None,
            source: None,
            author: None,
            url: None,
            text: Prose::default(),
            markup: Box::default(),
            footer: None,
            encoding: Encoding {
                name: "UTF-8",
                from: EncodingFrom::Valid,
                replaced: 0,
            },
        }
    }

    /// The paragraphs of the body with the byte offset of each in `text`.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &str)> {
        let base = self.text.as_ptr() as usize;
        self.text
            .split("\n\n")
            .filter(|paragraph| !paragraph.is_empty())
            .map(move |paragraph| (paragraph.as_ptr() as usize - base, paragraph))
    }

    /// How many words the body has, by white space.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// The headline and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The headline, on one line.
    pub text: Box<str>,
    /// Where it was found.
    pub from: TitleFrom,
}

/// Where a title was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleFrom {
    /// The first line of the text stood apart as a headline.
    Headline,
    /// A field of the format said so.
    Metadata,
    /// The text has none: its first words stand for it.
    FirstWords,
    /// The text is empty: the file's name stands for it.
    FileName,
}

/// The date of publication with its provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The day, if any was found.
    pub day: Option<Day>,
    /// Where it was found.
    pub provenance: Provenance,
    /// How certain it is.
    pub confidence: Confidence,
    /// The very characters that were read as the date, for the explanation.
    pub raw: Option<Box<str>>,
    /// What its address or its names say, where that is more than a month
    /// away.
    pub rival: Option<Rival>,
}

impl Title {
    /// The first bytes of the title without its case, as a number that sorts
    /// as they do.
    #[must_use]
    pub fn beginning(&self) -> u32 {
        let (mut bytes, mut filled) = ([0; 4], 0);
        let caseless = self.text.chars().flat_map(char::to_lowercase);
        for c in caseless.take(bytes.len()) {
            for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                if let Some(place) = bytes.get_mut(filled) {
                    *place = byte;
                }
                filled += 1;
            }
        }
        u32::from_be_bytes(bytes)
    }
}

impl Printed {
    /// No date was found.
    #[must_use]
    pub const fn undated() -> Self {
        Self {
            day: None,
            provenance: Provenance::None,
            confidence: Confidence::Guess,
            raw: None,
            rival: None,
        }
    }
}

/// How certain a date of publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// It may as well be another date of the page.
    Guess,
    /// It stands where a date of publication stands, but can be read in more
    /// than one way, or is known to the month only.
    Likely,
    /// It stands where the date of publication stands.
    Sure,
}

impl Confidence {
    /// That of a date in a name, which may be known to the month only.
    #[must_use]
    pub const fn of_name(is_month: bool) -> Self {
        if is_month { Self::Guess } else { Self::Likely }
    }

    /// The word printed in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }

    /// The word shown to a person.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guess => "a guess",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }
}

/// Where a date of publication was found.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Provenance {
    /// A line of the text that is a date.
    #[serde(rename = "date line")]
    DateLine,
    /// A field of the format.
    #[serde(rename = "metadata")]
    Metadata,
    /// The entry of a feed.
    #[serde(rename = "feed entry")]
    FeedEntry,
    /// The name of the file.
    #[serde(rename = "file name")]
    FileName,
    /// The names of the folders around the file (`2023/07/19`).
    #[serde(rename = "folder name")]
    FolderName,
    /// The reader said so.
    #[serde(rename = "by hand")]
    ByHand,
    /// Nowhere.
    #[default]
    #[serde(rename = "none")]
    None,
}

impl Provenance {
    /// The words shown to a person and printed in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DateLine => "date line",
            Self::Metadata => "metadata",
            Self::FeedEntry => "feed entry",
            Self::FileName => "file name",
            Self::FolderName => "folder name",
            Self::ByHand => "by hand",
            Self::None => "none",
        }
    }
}

/// What stands below the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// Its lines, joined by `\n`.
    pub text: Box<str>,
    /// Why it was taken for a footer, in words ("copyright line").
    pub reason: &'static str,
}

/// How the bytes of an article became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// WHATWG name of the encoding ("UTF-8", "windows-1251").
    pub name: &'static str,
    /// How it was known.
    pub from: EncodingFrom,
    /// How many byte sequences had no meaning in it and became U+FFFD.
    pub replaced: u32,
}

/// How an encoding was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncodingFrom {
    /// A byte order mark.
    Mark,
    /// The bytes are valid UTF-8 (ASCII is).
    Valid,
    /// The document says so.
    Said,
    /// Guessed from the bytes.
    Guess,
}
