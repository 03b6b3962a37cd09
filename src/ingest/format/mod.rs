//! The formats that are read: one table, one file a format. A document is
//! known by its content first, then by its name; what is neither is plain
//! text.

mod compressed;
mod json;

use std::sync::Arc;

use super::intake::{Flow, Intake};
use super::plain;

/// One document in memory: a file, or what came out of one.
#[derive(Clone)]
pub struct Source<'a> {
    /// The path that is shown: `outer.zip!inner.txt` inside an archive.
    pub path: Arc<str>,
    /// The path whose names count: without the ending of a compressed file.
    pub name: &'a str,
    pub bytes: &'a [u8],
    /// How many archives it lies in.
    pub nesting: usize,
}

impl<'a> Source<'a> {
    /// A file as it lies on the disk.
    pub fn file(path: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            path: Arc::from(path),
            name: path,
            bytes,
            nesting: 0,
        }
    }

    /// What follows the last dot of the name.
    fn extension(&self) -> Option<&'a str> {
        let file = self.name.rsplit(['/', '\\', '!']).next()?;
        file.rsplit_once('.').map(|(_, extension)| extension)
    }

    /// The beginning without a UTF-8 byte order mark and white space, in at
    /// most this many bytes.
    fn opening(&self, bytes: usize) -> &'a [u8] {
        let text = self
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(self.bytes);
        let text = text.trim_ascii_start();
        &text[..text.len().min(bytes)]
    }
}

/// A format that is read.
pub struct Format {
    /// Its name, as the documentation says it.
    pub name: &'static str,
    /// The endings of its files, in lower case.
    pub extensions: &'static [&'static str],
    /// Whether the content shows that it is this format.
    is: fn(&Source) -> bool,
    read: fn(&Source, &mut Intake) -> Flow,
}

/// Every format; where two would take a content, the first does.
pub const FORMATS: &[Format] = &[
    Format {
        name: "gzip",
        extensions: &["gz", "tgz"],
        is: |source| source.bytes.starts_with(b"\x1f\x8b"),
        read: compressed::gzip,
    },
    Format {
        name: "JSON Lines and JSON",
        extensions: &["jsonl", "ndjson", "json"],
        is: json::is,
        read: json::read,
    },
];

/// The format of a document; `None` for plain text, and for what is not read.
pub fn format_of(source: &Source) -> Option<&'static Format> {
    let by_content = FORMATS.iter().find(|format| (format.is)(source));
    by_content.or_else(|| {
        let extension = source.extension()?.to_ascii_lowercase();
        FORMATS
            .iter()
            .find(|format| format.extensions.contains(&extension.as_str()))
    })
}

/// Reads a document, whatever it is.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    if let Some(format) = format_of(source) {
        return (format.read)(source, intake);
    }
    let today = intake.options.today;
    let (article, problems) = plain::document(source.bytes, &source.path, source.name, today);
    for problem in problems {
        intake.problem(problem);
    }
    match article {
        Some(article) => intake.article(article),
        None => intake.in_time(),
    }
}
