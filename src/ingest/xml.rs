//! XML as a stream of pieces, as lenient as files in the wild need it: ends
//! that do not match are passed over, references that are not known stay as
//! they are written. Entities that a document defines are never expanded,
//! nothing outside of it is fetched.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

/// A piece of a document.
#[derive(Debug)]
pub enum Piece<'a> {
    /// An element begins; one without content is followed by its end.
    Open(Element<'a>),
    /// An element ends: its name without prefix.
    Close(String),
    /// Characters.
    Text(Cow<'a, str>),
}

/// The opening of an element.
#[derive(Debug)]
pub struct Element<'a> {
    /// The name without prefix, as it is written.
    pub name: String,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// The whole name, with its prefix.
    pub fn full_name(&self) -> &str {
        self.tag.name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.html_attributes();
        let mut found = attributes.with_checks(false).flatten();
        let value = found
            .find(|attribute| attribute.key.local_name().into_inner() == name)?
            .value;
        Some(unescape(&value).into_owned())
    }
}

/// Reads a document from its front.
pub struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the last piece began.
    at: usize,
    /// The end of an element without content, which comes next.
    pending: Option<String>,
    broken: Option<(u64, String)>,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            text,
            reader,
            at: 0,
            pending: None,
            broken: None,
        }
    }

    /// The next piece; `None` at the end, or where the document breaks off.
    pub fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.pending.take() {
            return Some(Piece::Close(name));
        }
        loop {
            self.at = self.position();
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Some(Piece::Open(element(tag))),
                Ok(Event::Empty(tag)) => {
                    let element = element(tag);
                    self.pending = Some(element.name.clone());
                    return Some(Piece::Open(element));
                }
                Ok(Event::End(tag)) => {
                    let name = tag.local_name().into_inner().to_owned();
                    return Some(Piece::Close(name));
                }
                Ok(Event::Text(text)) => return Some(Piece::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Piece::Text(text.into_inner())),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.into_inner();
                    return Some(Piece::Text(Cow::Owned(reference(&name))));
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(error) => {
                    self.broken = Some((self.line(self.at), error.to_string()));
                    return None;
                }
            }
        }
    }

    /// What stands in the element that has just begun, as it is written,
    /// without its end.
    pub fn inner(&mut self, name: &str) -> &'a str {
        if self.pending.take().is_some() {
            return "";
        }
        let start = self.position();
        let mut depth = 1usize;
        while let Some(piece) = self.next() {
            match piece {
                Piece::Open(element) if element.name == name => depth += 1,
                Piece::Close(closed) if closed == name => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return &self.text[start..self.at];
            }
        }
        &self.text[start..]
    }

    /// Where the document broke off: the line, from 1, and what is wrong.
    pub fn broken(&mut self) -> Option<(u64, String)> {
        self.broken.take()
    }

    /// The line of the last piece, from 1.
    pub fn here(&self) -> u64 {
        self.line(self.at)
    }

    fn line(&self, at: usize) -> u64 {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        1 + memchr::memchr_iter(b'\n', before).count() as u64
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position())
            .unwrap_or(usize::MAX)
            .min(self.text.len())
    }
}

fn element(tag: BytesStart<'_>) -> Element<'_> {
    Element {
        name: tag.local_name().into_inner().to_owned(),
        tag,
    }
}

fn reference(name: &str) -> String {
    unescape(&format!("&{name};")).into_owned()
}

/// Characters with their references resolved: by number, and the names of
/// HTML. Others stay as they are written.
pub fn unescape(text: &str) -> Cow<'_, str> {
    match unescape_with(text, resolve_html5_entity) {
        Ok(text) => text,
        Err(_) => Cow::Borrowed(text),
    }
}

/// The characters in a piece of XML, without its tags.
pub fn characters(inner: &str) -> String {
    let mut xml = Xml::new(inner);
    let mut text = String::new();
    while let Some(piece) = xml.next() {
        if let Piece::Text(piece) = piece {
            text.push_str(&piece);
        }
    }
    text
}
