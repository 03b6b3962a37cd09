//! The formats that are read: one table, one file a format. A document is
//! known by its content first, then by its name; what is neither is plain
//! text.

mod archive;
mod compressed;
mod epub;
mod feed;
mod html;
mod json;
mod mail;
mod markdown;
mod newsboat;
mod office;
mod opml;
mod package;
mod rtf;
mod table;
mod web_archive;
mod zim;

use std::sync::Arc;

use super::guard::guarded;
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
    /// The address it came from, where the archive around it says so.
    pub url: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// A file as it lies on the disk.
    pub fn file(path: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            path: Arc::from(path),
            name: path,
            bytes,
            nesting: 0,
            url: None,
        }
    }

    /// The path of what lies in this archive under `name`.
    fn inner(&self, name: &str) -> String {
        format!("{}!{name}", self.path)
    }

    /// Whether what comes out of this may be read; if not that is told.
    fn may_nest(&self, intake: &mut Intake) -> bool {
        let most = intake.bounds().nesting;
        let may = self.nesting < most;
        if !may {
            let message = format!("lies more than {most} archives deep (bounds.nesting), not read");
            intake.unread(&self.path, None, message);
        }
        may
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
    /// What of it becomes an article, in words.
    pub gives: &'static str,
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
        gives: "what is in it, under the path of the file",
        extensions: &["gz", "tgz"],
        is: |source| source.bytes.starts_with(b"\x1f\x8b"),
        read: compressed::gzip,
    },
    Format {
        name: "bzip2",
        gives: "the same",
        extensions: &["bz2", "tbz", "tbz2"],
        is: |source| source.bytes.starts_with(b"BZh"),
        read: compressed::bzip2,
    },
    Format {
        name: "xz",
        gives: "the same",
        extensions: &["xz", "txz"],
        is: |source| source.bytes.starts_with(b"\xfd7zXZ\0"),
        read: compressed::xz,
    },
    Format {
        name: "Zstandard",
        gives: "the same",
        extensions: &["zst", "zstd", "tzst"],
        is: |source| source.bytes.starts_with(b"\x28\xb5\x2f\xfd"),
        read: compressed::zstd,
    },
    Format {
        name: "EPUB",
        gives: "every chapter of the reading order; date, author and language of the book",
        extensions: &["epub"],
        is: epub::is,
        read: epub::read,
    },
    Format {
        name: "Word (docx)",
        gives: "text, headings, title, author",
        extensions: &["docx"],
        is: office::is_docx,
        read: office::docx,
    },
    Format {
        name: "OpenDocument (odt)",
        gives: "text, headings, title, author",
        extensions: &["odt"],
        is: office::is_odt,
        read: office::odt,
    },
    Format {
        name: "FictionBook (fb2)",
        gives: "text, title, author, date",
        extensions: &["fb2"],
        is: office::is_fb2,
        read: office::fb2,
    },
    Format {
        name: "rich text (RTF)",
        gives: "text in the code pages of its fonts, title, author",
        extensions: &["rtf"],
        is: rtf::is,
        read: rtf::read,
    },
    Format {
        name: "WARC",
        gives: "every saved page and text, with its address",
        extensions: &["warc"],
        is: web_archive::is_warc,
        read: web_archive::warc,
    },
    Format {
        name: "ARC",
        gives: "the same",
        extensions: &["arc"],
        is: web_archive::is_arc,
        read: web_archive::arc,
    },
    Format {
        name: "ZIM",
        gives: "every page",
        extensions: &["zim"],
        is: zim::is,
        read: zim::read,
    },
    Format {
        name: "the cache of newsboat (cache.db)",
        gives: "every item that is not deleted",
        extensions: &[],
        is: newsboat::is,
        read: newsboat::read,
    },
    Format {
        name: "OPML (a list of feeds)",
        gives: "told that it holds no articles",
        extensions: &["opml"],
        is: opml::is,
        read: opml::read,
    },
    Format {
        name: "ZIP",
        gives: "every entry",
        extensions: &["zip"],
        is: |source| {
            source.bytes.starts_with(b"PK\x03\x04") || source.bytes.starts_with(b"PK\x05\x06")
        },
        read: archive::zip,
    },
    Format {
        name: "tar",
        gives: "every entry",
        extensions: &["tar"],
        is: |source| source.bytes.get(257..262) == Some(b"ustar"),
        read: archive::tar,
    },
    Format {
        name: "RSS, Atom and CDF feeds",
        gives: "every entry: title, date, text, author, source, id",
        extensions: &["rss", "atom", "rdf"],
        is: feed::is,
        read: feed::read,
    },
    Format {
        name: "saved web pages (HTML)",
        gives: "the article without what surrounds it: headline, date, author, site",
        extensions: &["html", "htm", "xhtml", "shtml"],
        is: html::is,
        read: html::read,
    },
    Format {
        name: "mailboxes (mbox)",
        gives: "every message",
        extensions: &["mbox", "mbx"],
        is: mail::is_mailbox,
        read: mail::mailbox,
    },
    Format {
        name: "mail (eml, Maildir)",
        gives: "subject, date, sender, text, attached documents",
        extensions: &["eml"],
        is: mail::is,
        read: mail::read,
    },
    Format {
        name: "Markdown",
        gives: "text with its marks; YAML, TOML or `Title: …` lines above it",
        extensions: &["md", "markdown", "mdown", "mkd"],
        is: markdown::is,
        read: markdown::read,
    },
    Format {
        name: "CSV and TSV",
        gives: "every row, by the names of the columns",
        extensions: &["csv", "tsv", "tab"],
        is: table::is,
        read: table::read,
    },
    Format {
        name: "JSON Lines and JSON",
        gives: "every object with a title or a text, by the names of its fields",
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

/// Reads a document, whatever it is; one that breaks its reader is told.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    guarded(source, intake, |intake| read_any(source, intake))
}

fn read_any(source: &Source, intake: &mut Intake) -> Flow {
    if let Some(format) = format_of(source) {
        return (format.read)(source, intake);
    }
    let (article, problems) = plain::document(source.bytes, &source.path, source.name);
    for problem in problems {
        intake.problem(problem);
    }
    match article {
        Some(article) => intake.article(article),
        None => intake.in_time(),
    }
}
