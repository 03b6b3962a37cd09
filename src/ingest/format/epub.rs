//! EPUB 2 and 3: every chapter of the reading order is an article, dated and
//! signed as the book is. Read here over the parts of the ZIP file, so that
//! each is unpacked within the bounds and a missing chapter costs itself only.

use super::Source;
use super::package::{Package, holds};
use crate::ingest::body::Body;
use crate::ingest::html_text::{document, with_ends};
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Dated, Record, UTF_8};
use crate::ingest::xml::{Piece, Xml, characters};

const CONTAINER: &str = "META-INF/container.xml";

/// Whether the content is a ZIP file that holds a book.
pub fn is(source: &Source) -> bool {
    holds(
        source,
        b"mimetypeapplication/epub+zip",
        CONTAINER.as_bytes(),
    )
}

/// Reads the chapters in the order of the book.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let Some(mut package) = Package::open(source, intake) else {
        return intake.in_time();
    };
    let Some(container) = package.text(CONTAINER, intake)? else {
        return intake.in_time();
    };
    let Some(place) = root_file(&container) else {
        intake.unread(
            &source.path,
            None,
            "META-INF/container.xml names no book, not read",
        );
        return intake.in_time();
    };
    let Some(opf) = package.text(&place, intake)? else {
        return intake.in_time();
    };
    let book = Book::of(&opf);
    let folder = place.rfind('/').map_or("", |at| &place[..=at]);
    let mut chapters = 0usize;
    for href in book.order() {
        let name = joined(folder, href);
        let Some(text) = package.text(&name, intake)? else {
            continue;
        };
        let (title, mut body) = document(&with_ends(&text));
        if body.text.trim().is_empty() {
            // A cover, a picture: a page without words.
            continue;
        }
        chapters += 1;
        let heading = body.heading().map(ToOwned::to_owned);
        if heading.is_some() {
            body.cut_heading();
        }
        chapter(source, &book, &name, heading.or(title), body, intake)?;
    }
    if chapters == 0 {
        intake.unread(&source.path, None, "a book without text, nothing to read");
    }
    intake.in_time()
}

fn chapter(
    source: &Source,
    book: &Book,
    name: &str,
    title: Option<String>,
    body: Body,
    intake: &mut Intake,
) -> Flow {
    let path = source.inner(name);
    let inner = Source {
        name: &path,
        nesting: source.nesting + 1,
        path: path.as_str().into(),
        ..*source
    };
    let record = Record {
        title: title.or_else(|| book.title.clone()),
        date: book.date.clone().map(Dated::field),
        lang: book.lang.clone(),
        source: book.publisher.clone().or_else(|| book.title.clone()),
        author: book.author.clone(),
        body: Some(body),
        ..Record::default()
    };
    record.hand_on(&inner, UTF_8, intake)
}

/// Where the package document lies.
fn root_file(container: &str) -> Option<String> {
    let mut xml = Xml::new(container);
    std::iter::from_fn(|| xml.next()).find_map(|piece| match piece {
        Piece::Open(element) if element.name == "rootfile" => element.attribute("full-path"),
        _ => None,
    })
}

/// What the package document says.
#[derive(Default)]
struct Book {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    lang: Option<String>,
    publisher: Option<String>,
    /// Ids and places of the documents that hold text.
    manifest: Vec<(String, String)>,
    spine: Vec<String>,
}

impl Book {
    fn of(opf: &str) -> Self {
        let mut book = Self::default();
        let mut xml = Xml::new(opf);
        while let Some(piece) = xml.next() {
            let Piece::Open(element) = piece else {
                continue;
            };
            let name = element.name.clone();
            match name.as_str() {
                "title" | "creator" | "date" | "language" | "publisher" => {
                    let is_other = element
                        .attribute("event")
                        .is_some_and(|event| event != "publication");
                    let value = characters(xml.inner(&name)).trim().to_owned();
                    book.say(&name, value, is_other);
                }
                "item" => {
                    let kind = element.attribute("media-type").unwrap_or_default();
                    let is_nav = element
                        .attribute("properties")
                        .is_some_and(|p| p.contains("nav"));
                    let is_text = kind.contains("html") || kind.contains("dtbook");
                    if let (Some(id), Some(href), true) = (
                        element.attribute("id"),
                        element.attribute("href"),
                        is_text && !is_nav,
                    ) {
                        book.manifest.push((id, href));
                    }
                }
                "itemref" => book.spine.extend(element.attribute("idref")),
                _ => {}
            }
        }
        book
    }

    fn say(&mut self, name: &str, value: String, is_other: bool) {
        if value.is_empty() || is_other {
            return;
        }
        let place = match name {
            "title" => &mut self.title,
            "creator" => &mut self.author,
            "date" => &mut self.date,
            "language" => &mut self.lang,
            _ => &mut self.publisher,
        };
        place.get_or_insert(value);
    }

    /// The places of the chapters in the order of reading; without one in the
    /// order of the manifest.
    fn order(&self) -> Vec<&str> {
        if self.spine.is_empty() {
            return self
                .manifest
                .iter()
                .map(|(_, href)| href.as_str())
                .collect();
        }
        let place = |id: &String| {
            let found = self.manifest.iter().find(|(known, _)| known == id);
            found.map(|(_, href)| href.as_str())
        };
        self.spine.iter().filter_map(place).collect()
    }
}

/// A place as the package document writes it: percent signs and steps up.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    unquoted(&parts.join("/"))
}

fn unquoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
