//! Compressed files: what comes out is read in the place of the file, under
//! its own path.

use std::io::{self, Read};
use std::sync::Arc;

use super::{Source, read};
use crate::ingest::intake::{Flow, Intake};

/// The largest window that a stream may ask for.
const WINDOW: u64 = 128 << 20;

/// gzip, all members one after the other (RFC 1952).
pub fn gzip(source: &Source, intake: &mut Intake) -> Flow {
    unpacked(
        source,
        intake,
        &mut flate2::read::MultiGzDecoder::new(source.bytes),
    )
}

/// bzip2, all streams one after the other.
pub fn bzip2(source: &Source, intake: &mut Intake) -> Flow {
    unpacked(
        source,
        intake,
        &mut bzip2::read::MultiBzDecoder::new(source.bytes),
    )
}

/// xz, all streams one after the other.
pub fn xz(source: &Source, intake: &mut Intake) -> Flow {
    let window = u32::try_from(WINDOW / 1024).unwrap_or(u32::MAX);
    let mut packed = lzma_rust2::XzReader::new_mem_limit(source.bytes, true, window);
    unpacked(source, intake, &mut packed)
}

/// Zstandard, all frames one after the other (RFC 8878).
pub fn zstd(source: &Source, intake: &mut Intake) -> Flow {
    unpacked(source, intake, &mut Frames::new(source.bytes))
}

/// The frames of a zstd file as one stream; the decoder ends with the first.
pub struct Frames<'a> {
    rest: &'a [u8],
    only_first: bool,
    frame: Option<ruzstd::decoding::StreamingDecoder<&'a [u8], ruzstd::decoding::FrameDecoder>>,
}

impl<'a> Frames<'a> {
    /// All frames in these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            only_first: false,
            frame: None,
        }
    }

    /// The first frame; what follows it is something else.
    pub fn first(bytes: &'a [u8]) -> Self {
        Self {
            only_first: true,
            ..Self::new(bytes)
        }
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let count = frame.read(into)?;
                if count > 0 || into.is_empty() {
                    return Ok(count);
                }
                self.rest = if self.only_first {
                    &[]
                } else {
                    frame.get_ref()
                };
                self.frame = None;
            }
            if self.rest.is_empty() {
                return Ok(0);
            }
            if let Some(rest) = skippable(self.rest) {
                self.rest = rest;
                continue;
            }
            let frame =
                ruzstd::decoding::StreamingDecoder::new_with_max_window_size(self.rest, WINDOW);
            self.frame = Some(frame.map_err(io::Error::other)?);
        }
    }
}

/// What follows a frame that holds no data.
fn skippable(bytes: &[u8]) -> Option<&[u8]> {
    let (magic, rest) = bytes.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let is_skippable = u32::from_le_bytes(*magic) & 0xFFFF_FFF0 == 0x184D_2A50;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    is_skippable.then(|| rest.get(length..).unwrap_or_default())
}

/// Reads what comes out of `packed`.
fn unpacked(source: &Source, intake: &mut Intake, packed: &mut dyn Read) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let Some(bytes) = intake.unpack(&source.path, packed)? else {
        return Flow::Continue(());
    };
    if bytes.is_empty() {
        intake.unread(&source.path, None, "nothing comes out of it, not read");
        return intake.in_time();
    }
    read(
        &Source {
            path: Arc::clone(&source.path),
            name: inner_name(source.name),
            bytes: &bytes,
            nesting: source.nesting + 1,
            url: None,
        },
        intake,
    )
}

/// The name without the ending that tells of the compression.
fn inner_name(name: &str) -> &str {
    const ENDINGS: [&str; 5] = ["gz", "bz2", "xz", "zst", "zstd"];
    match name.rsplit_once('.') {
        Some((inner, ending)) if ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) => inner,
        _ => name,
    }
}
