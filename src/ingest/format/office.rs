//! Office documents: docx, odt, and the one-file book FB2. Their XML is walked
//! for paragraphs, headings and what their properties say.

use super::Source;
use super::package::{Package, holds};
use crate::ingest::body::{Body, Builder};
use crate::ingest::decode::decode_said;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Dated, Record, UTF_8};
use crate::ingest::xml::{Element, Piece, Xml, characters};
use crate::model::MarkupKind;

/// Whether the content is a document of Word.
pub fn is_docx(source: &Source) -> bool {
    holds(source, b"", b"word/document.xml")
}

/// Whether the content is an `OpenDocument` text.
pub fn is_odt(source: &Source) -> bool {
    holds(
        source,
        b"mimetypeapplication/vnd.oasis.opendocument.text",
        b"\0no such part\0",
    )
}

/// Whether the content is a book of one file.
pub fn is_fb2(source: &Source) -> bool {
    super::feed::root(source).is_some_and(|root| root == "FictionBook")
}

/// Reads a document of Word.
pub fn docx(source: &Source, intake: &mut Intake) -> Flow {
    packed(source, "word/document.xml", "docProps/core.xml", intake)
}

/// Reads an `OpenDocument` text.
pub fn odt(source: &Source, intake: &mut Intake) -> Flow {
    packed(source, "content.xml", "meta.xml", intake)
}

fn packed(source: &Source, part: &str, properties: &str, intake: &mut Intake) -> Flow {
    let Some(mut package) = Package::open(source, intake) else {
        return intake.in_time();
    };
    let said = if package.has(properties) {
        package.text(properties, intake)?
    } else {
        None
    };
    let Some(text) = package.text(part, intake)? else {
        return intake.in_time();
    };
    let record = Record {
        body: Some(body(&text)),
        ..said.map(|said| self::properties(&said)).unwrap_or_default()
    };
    titled(record).hand_on(source, UTF_8, intake)
}

/// Reads a book of one file.
pub fn fb2(source: &Source, intake: &mut Intake) -> Flow {
    let Some(decoded) = decode_said(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let record = Record {
        body: Some(body(&decoded.text)),
        ..properties(&decoded.text)
    };
    titled(record).hand_on(source, decoded.encoding, intake)
}

/// The first heading is the title where the properties have none, or the
/// same.
fn titled(mut record: Record) -> Record {
    let said = record
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty());
    let heading = record.body.as_ref().and_then(Body::heading);
    if heading.is_some() && (said.is_none() || said == heading) {
        record.title = record.body.as_mut().and_then(Body::cut_heading);
    }
    record
}

/// What the properties say. When a file was written or changed is not when
/// its text was printed: only a date that says so is taken.
fn properties(text: &str) -> Record {
    let mut record = Record::default();
    let mut xml = Xml::new(text);
    let mut names: Vec<String> = Vec::new();
    while let Some(piece) = xml.next() {
        let Piece::Open(element) = piece else {
            continue;
        };
        let name = element.name.clone();
        match name.as_str() {
            "title" | "book-title" if record.title.is_none() => {
                record.title = value(xml.inner(&name));
            }
            "creator" | "initial-creator" if record.author.is_none() => {
                record.author = value(xml.inner(&name));
            }
            "first-name" | "last-name" if names.len() < 2 => names.extend(value(xml.inner(&name))),
            "language" | "lang" if record.lang.is_none() => record.lang = value(xml.inner(&name)),
            "publisher" if record.source.is_none() => record.source = value(xml.inner(&name)),
            "date" if record.date.is_none() && element.full_name() != "dc:date" => {
                let written = element
                    .attribute("value")
                    .or_else(|| value(xml.inner(&name)));
                record.date = written.map(Dated::field);
            }
            "body" | "document-content" => break,
            _ => {}
        }
    }
    record.author = record
        .author
        .or_else(|| (!names.is_empty()).then(|| names.join(" ")));
    record
}

fn value(inner: &str) -> Option<String> {
    let value = characters(inner)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!value.is_empty()).then_some(value)
}

/// The paragraphs of a text in any of the three.
fn body(text: &str) -> Body {
    let mut builder = Builder::default();
    let mut xml = Xml::new(text);
    // Word says what a paragraph is after it has begun.
    let mut is_heading = Vec::new();
    while let Some(piece) = xml.next() {
        match piece {
            Piece::Open(element) => open(&mut builder, &mut xml, &element, &mut is_heading),
            Piece::Close(name) => close(&mut builder, &name, &mut is_heading),
            Piece::Text(words) => builder.words(&words),
        }
    }
    builder.finish()
}

fn open(builder: &mut Builder, xml: &mut Xml, element: &Element, is_heading: &mut Vec<bool>) {
    match element.name.as_str() {
        "p" | "v" | "subtitle" | "text-author" => {
            builder.block();
            is_heading.push(false);
        }
        "h" => {
            let level = element
                .attribute("outline-level")
                .and_then(|level| level.parse().ok());
            builder.open(MarkupKind::Heading(level.unwrap_or(1)));
        }
        "title" => builder.open(MarkupKind::Heading(1)),
        "pStyle" => {
            let style = element.attribute("val").unwrap_or_default();
            if let (Some(level), Some(open)) = (heading_of(&style), is_heading.last_mut())
                && !*open
            {
                *open = true;
                builder.open(MarkupKind::Heading(level));
            }
        }
        "br" | "cr" | "line-break" => builder.line(),
        "tab" | "s" => builder.space(),
        "tr" | "table-row" => builder.end_line(),
        "cite" => builder.open(MarkupKind::Quote),
        // What is no text of the document: deleted words, notes of an office,
        // pictures, properties, the description of a book.
        "delText" | "instrText" | "annotation" | "drawing" | "pict" | "tracked-changes"
        | "description" | "binary" | "stylesheet" | "sequence-decls" | "meta"
        | "font-face-decls" | "automatic-styles" => {
            xml.inner(&element.name);
        }
        _ => {}
    }
}

fn close(builder: &mut Builder, name: &str, is_heading: &mut Vec<bool>) {
    match name {
        "p" | "v" | "subtitle" | "text-author" => {
            if is_heading.pop() == Some(true) {
                builder.close();
            }
            builder.block();
        }
        "h" | "title" | "cite" => builder.close(),
        "tr" | "table-row" => builder.end_line(),
        "tc" | "table-cell" => builder.space(),
        _ => {}
    }
}

/// The level of a heading by the name of its style.
fn heading_of(style: &str) -> Option<u8> {
    let style = style.to_ascii_lowercase();
    match style.as_str() {
        "title" => Some(1),
        style => style.strip_prefix("heading")?.trim().parse().ok(),
    }
}
