//! Saved web pages.

use super::Source;
use crate::ingest::bounds::size;
use crate::ingest::decode::{Decoded, decode_said};
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::Record;
use crate::ingest::{html_text, page};

/// A page of more tags is a list or a trap: finding an article in it would
/// take minutes.
const MOST_TAGS: usize = 200_000;

/// Whether the content begins as a page does, past comments and an XML
/// declaration.
pub fn is(source: &Source) -> bool {
    const FAR: usize = 2048;
    let opening = String::from_utf8_lossy(source.opening(FAR)).to_ascii_lowercase();
    opening.starts_with('<')
        && ["<!doctype html", "<html", "<head>", "<body"]
            .iter()
            .any(|tag| opening.contains(tag))
}

/// Reads the article of a page.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let most = intake.bounds().document_bytes;
    if source.bytes.len() as u64 > most {
        let message = format!(
            "a page of more than {} (bounds.document_mib), not read",
            size(most)
        );
        intake.unread(&source.path, None, message);
        return intake.in_time();
    }
    let Some(Decoded { text, encoding }) = decode_said(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).count();
    if tags > MOST_TAGS {
        let message = format!(
            "a page of more than {MOST_TAGS} tags: all its words are taken, not the article alone"
        );
        intake.doubt(&source.path, None, message);
        let (title, body) = html_text::document(&text);
        let record = Record {
            title,
            body: Some(body),
            url: source.url.map(ToOwned::to_owned),
            ..Record::default()
        };
        return record.hand_on(source, encoding, intake);
    }
    let record = page::article(&text, source.url, intake.options.today);
    record.hand_on(source, encoding, intake)
}
