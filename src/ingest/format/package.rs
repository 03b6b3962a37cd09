//! A ZIP file whose entries are the parts of one document: EPUB, docx, odt.

use std::io::Cursor;

use zip::ZipArchive;

use super::Source;
use crate::ingest::bounds::size;
use crate::ingest::decode::decode_said;
use crate::ingest::intake::{Flow, Intake};

/// The parts of a document by their names.
pub struct Package<'s, 'b> {
    source: &'s Source<'b>,
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'s, 'b> Package<'s, 'b> {
    /// Opens the file; why it cannot be opened is told.
    pub fn open(source: &'s Source<'b>, intake: &mut Intake) -> Option<Self> {
        match ZipArchive::new(Cursor::new(source.bytes)) {
            Ok(zip) => Some(Self { source, zip }),
            Err(error) => {
                intake.unread(
                    &source.path,
                    None,
                    format!("cannot be opened: {error}; not read"),
                );
                None
            }
        }
    }

    /// The text of a part; `None` if there is none that can be read, which is
    /// told.
    pub fn text(&mut self, name: &str, intake: &mut Intake) -> Flow<Option<String>> {
        let path = self.source.inner(name);
        intake.entry(&path)?;
        let mut entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(error) => {
                intake.unread(&path, None, format!("a part that is not there: {error}"));
                return Flow::Continue(None);
            }
        };
        let Some(bytes) = intake.unpack(&path, &mut entry)? else {
            return Flow::Continue(None);
        };
        let most = intake.bounds().document_bytes;
        if bytes.len() as u64 > most {
            intake.unread(
                &path,
                None,
                format!("larger than {} (bounds.document_mib), not read", size(most)),
            );
            return Flow::Continue(None);
        }
        let text = decode_said(&bytes).map(|decoded| decoded.text.into_owned());
        if text.is_none() {
            intake.unread(&path, None, "no text in any encoding, not read");
        }
        Flow::Continue(text)
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }
}

/// Whether the ZIP file names itself so in its first entry, or has a part of
/// this name in its directory.
pub fn holds(source: &Source, mimetype: &[u8], part: &[u8]) -> bool {
    const FIRST: usize = 160;
    const LAST: usize = 128 << 10;
    let bytes = source.bytes;
    let within = |bytes: &[u8], sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    bytes.starts_with(b"PK\x03\x04")
        && (!mimetype.is_empty() && within(&bytes[..bytes.len().min(FIRST)], mimetype)
            || within(&bytes[bytes.len().saturating_sub(LAST)..], part))
}
