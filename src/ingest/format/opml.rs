//! OPML: a list of feeds. It names where articles were, and holds none.

use super::Source;
use crate::ingest::decode::decode_said;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::xml::{Piece, Xml};

/// Whether the root is that of a list of feeds.
pub fn is(source: &Source) -> bool {
    super::feed::root(source).is_some_and(|root| root == "opml")
}

/// Tells what is in it.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let text = decode_said(source.bytes)
        .map(|decoded| decoded.text)
        .unwrap_or_default();
    let mut xml = Xml::new(&text);
    let feeds = std::iter::from_fn(|| xml.next())
        .filter(
            |piece| matches!(piece, Piece::Open(outline) if outline.attribute("xmlUrl").is_some()),
        )
        .count();
    match xml.broken() {
        Some((line, what)) => {
            let message =
                format!("not well-formed: {what}; a list of feeds (OPML), {feeds} before here");
            intake.unread(&source.path, Some(line), message);
        }
        None => {
            let message = format!(
                "a list of {feeds} feeds (OPML), which holds no articles; nothing is fetched"
            );
            intake.doubt(&source.path, None, message);
        }
    }
    intake.in_time()
}
