//! Compressed files: what comes out is read in the place of the file, under
//! its own path.

use std::sync::Arc;

use super::{Source, read};
use crate::ingest::intake::{Flow, Intake};

/// gzip, all members one after the other (RFC 1952).
pub fn gzip(source: &Source, intake: &mut Intake) -> Flow {
    unpacked(
        source,
        intake,
        &mut flate2::read::MultiGzDecoder::new(source.bytes),
    )
}

/// Reads what comes out of `packed`.
fn unpacked(source: &Source, intake: &mut Intake, packed: &mut dyn std::io::Read) -> Flow {
    if source.nesting >= intake.bounds().nesting {
        let most = intake.bounds().nesting;
        let message = format!("lies more than {most} archives deep, not read");
        intake.unread(&source.path, None, message);
        return intake.in_time();
    }
    let Some(bytes) = intake.unpack(&source.path, packed)? else {
        return Flow::Continue(());
    };
    read(
        &Source {
            path: Arc::clone(&source.path),
            name: inner_name(source.name),
            bytes: &bytes,
            nesting: source.nesting + 1,
        },
        intake,
    )
}

/// The name without the ending that tells of the compression.
fn inner_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((inner, ending)) if ending.len() <= 4 && ending != "tgz" => inner,
        _ => name,
    }
}
