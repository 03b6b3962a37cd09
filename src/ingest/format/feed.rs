//! RSS 0.9 to 2.0, Atom 0.3 and 1.0, and CDF: every entry is an article. One
//! reader for all, by the names of elements without their prefixes, since
//! feeds in the wild mix them. Our own, for two reasons: a feed with one
//! mistake still gives its entries, and the day of an entry stays the one
//! that was written, not the one that it was in Greenwich.

use super::Source;
use crate::ingest::decode::{Decoded, decode_said};
use crate::ingest::html_text;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Dated, Record};
use crate::ingest::xml::{Element, Piece, Xml, characters, unescape};

/// Whether the content is XML with the root of a feed.
pub fn is(source: &Source) -> bool {
    root(source).is_some_and(|root| {
        matches!(
            root.as_str(),
            "rss" | "feed" | "rdf" | "channel" | "entry" | "newLocation" | "redirect"
        )
    })
}

/// The name of the root of an XML document, without prefix, in lower case
/// where it is all capitals.
pub fn root(source: &Source) -> Option<String> {
    const FAR: usize = 8 << 10;
    let opening = source.opening(FAR);
    if !opening.starts_with(b"<") {
        return None;
    }
    let text = String::from_utf8_lossy(opening);
    let mut xml = Xml::new(&text);
    while let Some(piece) = xml.next() {
        if let Piece::Open(element) = piece {
            let is_capitals = element.name.chars().all(|c| c.is_ascii_uppercase());
            return Some(if is_capitals {
                element.name.to_ascii_lowercase()
            } else {
                element.name
            });
        }
    }
    None
}

/// Reads every entry.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let Some(Decoded { text, encoding }) = decode_said(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let mut xml = Xml::new(&text);
    let mut feed = Feed::default();
    let mut entries = 0usize;
    while let Some(piece) = xml.next() {
        let Piece::Open(element) = piece else {
            continue;
        };
        match element.name.as_str() {
            "item" | "entry" | "ITEM" => {
                entries += 1;
                let record = entry(&mut xml, &element, &feed);
                record.hand_on(source, encoding, intake)?;
            }
            _ => feed.take(&mut xml, &element),
        }
    }
    if let Some((line, what)) = xml.broken() {
        let message = format!("not well-formed: {what}; the {entries} entries before are read");
        intake.unread(&source.path, Some(line), message);
    } else if entries == 0 {
        intake.unread(
            &source.path,
            None,
            "a feed without entries, nothing to read",
        );
    }
    intake.in_time()
}

/// What the feed says of all its entries.
#[derive(Default)]
struct Feed {
    title: Option<String>,
    lang: Option<String>,
    author: Option<String>,
}

impl Feed {
    fn take(&mut self, xml: &mut Xml, element: &Element) {
        if let Some(lang) = element.attribute("lang") {
            self.lang.get_or_insert(lang);
        }
        match element.name.as_str() {
            "title" | "TITLE" if self.title.is_none() => {
                self.title = Some(plain(xml.inner(&element.name)));
            }
            "language" => self.lang = Some(plain(xml.inner("language"))),
            "managingEditor" | "author" | "creator" if self.author.is_none() => {
                self.author = Some(person(xml.inner(&element.name)));
            }
            // Pictures and input fields have titles of their own.
            "image" | "textinput" | "textInput" | "author" | "contributor" | "managingEditor" => {
                xml.inner(&element.name);
            }
            _ => {}
        }
    }
}

/// The parts of an entry, the best of each so far with its rank.
#[derive(Default)]
struct Parts {
    found: Vec<(&'static str, usize, String)>,
}

impl Parts {
    fn keep(&mut self, part: &'static str, rank: usize, value: String) {
        if !value.trim().is_empty() {
            self.found.push((part, rank, value));
        }
    }

    fn take(&mut self, part: &str) -> Option<String> {
        let of_part = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, (known, _, _))| *known == part);
        let (best, _) = of_part.min_by_key(|(at, (_, rank, _))| (*rank, *at))?;
        Some(self.found.swap_remove(best).2)
    }
}

fn entry(xml: &mut Xml, opening: &Element, feed: &Feed) -> Record {
    let line = xml.here();
    let mut parts = Parts::default();
    parts.keep("id", 2, opening.attribute("about").unwrap_or_default());
    parts.keep(
        "url",
        3,
        opening
            .attribute("href")
            .or_else(|| opening.attribute("HREF"))
            .unwrap_or_default(),
    );
    parts.keep("date", 3, opening.attribute("LASTMOD").unwrap_or_default());
    parts.keep("lang", 1, opening.attribute("lang").unwrap_or_default());
    let mut depth = 0usize;
    while let Some(piece) = xml.next() {
        match piece {
            Piece::Close(name) if name == opening.name && depth == 0 => break,
            Piece::Close(_) => depth = depth.saturating_sub(1),
            Piece::Text(_) => {}
            Piece::Open(element) if field(&mut parts, xml, &element) => {}
            Piece::Open(element) if element.name == opening.name => {
                // An entry that was never closed ends where the next begins.
                xml.inner(&element.name);
            }
            Piece::Open(_) => depth += 1,
        }
    }
    let text = parts.take("text").map(|text| html_text::fragment(&text));
    Record {
        title: parts.take("title"),
        date: parts.take("date").map(Dated::entry),
        lang: parts.take("lang").or_else(|| feed.lang.clone()),
        source: parts.take("source").or_else(|| feed.title.clone()),
        author: parts.take("author").or_else(|| feed.author.clone()),
        id: parts.take("id"),
        url: parts.take("url"),
        body: text,
        line: Some(line),
        ..Record::default()
    }
}

/// Takes an element of an entry; false if it is none that is known.
fn field(parts: &mut Parts, xml: &mut Xml, element: &Element) -> bool {
    let name = element.name.as_str();
    let is_media = element.full_name().starts_with("media:");
    let kind = element.attribute("type").unwrap_or_default();
    match name {
        "title" | "TITLE" => parts.keep("title", usize::from(is_media), plain(xml.inner(name))),
        "pubDate" | "published" | "issued" | "pubdate" => {
            parts.keep("date", 0, plain(xml.inner(name)))
        }
        "date" | "created" => parts.keep("date", 1, plain(xml.inner(name))),
        "updated" | "modified" => parts.keep("date", 2, plain(xml.inner(name))),
        "encoded" | "content" | "body" | "div" if !is_media => {
            let is_elsewhere = element.attribute("src").is_some();
            let inner = xml.inner(name);
            let is_base64 = element
                .attribute("mode")
                .is_some_and(|mode| mode == "base64");
            if !is_elsewhere && !is_base64 {
                parts.keep("text", 0, html(inner, &kind));
            }
        }
        "description" | "summary" | "abstract" | "ABSTRACT" | "tagline" | "subtitle" => {
            parts.keep(
                "text",
                1 + usize::from(is_media),
                html(xml.inner(name), &kind),
            );
        }
        "guid" | "id" | "identifier" => parts.keep("id", 0, plain(xml.inner(name))),
        "link" => {
            let rel = element.attribute("rel").unwrap_or_default();
            let href = element.attribute("href");
            let inner = plain(xml.inner(name));
            let rank = usize::from(!matches!(rel.as_str(), "" | "alternate"));
            parts.keep("url", rank, href.unwrap_or(inner));
        }
        "author" | "creator" => parts.keep("author", 0, person(xml.inner(name))),
        "language" => parts.keep("lang", 0, plain(xml.inner(name))),
        "source" => {
            let inner = xml.inner(name);
            let mut xml = Xml::new(inner);
            let mut title = None;
            while let Some(piece) = xml.next() {
                if let Piece::Open(element) = piece
                    && element.name == "title"
                {
                    title = Some(plain(xml.inner("title")));
                }
            }
            parts.keep("source", 0, title.unwrap_or_else(|| plain(inner)));
        }
        _ => return false,
    }
    true
}

/// What an element says as plain words: markup in it is left out, also the
/// escaped one.
fn plain(inner: &str) -> String {
    let text = characters(inner);
    let text = if html_text::is_html(&text) {
        html_text::fragment(&text).text
    } else {
        text
    };
    text.trim().to_owned()
}

/// The HTML that an element holds: escaped, as XHTML, or plain text.
fn html(inner: &str, kind: &str) -> String {
    let is_marked = |inner: &str| {
        let mut xml = Xml::new(inner);
        std::iter::from_fn(move || xml.next()).any(|piece| matches!(piece, Piece::Open(_)))
    };
    if is_marked(inner) {
        return html_text::with_ends(inner).into_owned();
    }
    let text = characters(inner);
    if kind == "text" || kind == "text/plain" || !text.contains(['<', '&']) {
        return as_html(&text);
    }
    text
}

/// Plain text as HTML: its blank lines end paragraphs.
fn as_html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    escaped.replace("\r\n", "\n").replace("\n\n", "<p>")
}

/// A person: the name in it, else all of it.
fn person(inner: &str) -> String {
    let mut xml = Xml::new(inner);
    while let Some(piece) = xml.next() {
        if let Piece::Open(element) = piece
            && element.name == "name"
        {
            return plain(xml.inner("name"));
        }
    }
    let text = plain(inner);
    // `editor@example.org (Jane Doe)`
    match text
        .split_once('(')
        .and_then(|(_, name)| name.split_once(')'))
    {
        Some((name, _)) if text.contains('@') => unescape(name).trim().to_owned(),
        _ => text,
    }
}
