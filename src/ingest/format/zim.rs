//! ZIM, the archives of Kiwix (openZIM's file format, versions 5 and 6): every
//! page is an article. Read here from memory: the crate there is maps files
//! and brings a command line along.

use std::io::Read;

use md5::{Digest as _, Md5};

use super::compressed::Frames;
use super::{Source, read as read_document};
use crate::ingest::intake::{Flow, Intake};

const MAGIC: &[u8] = b"ZIM\x04";
/// Kinds of entries that hold nothing: redirects, link targets, deleted ones.
const NO_CONTENT: u16 = 0xFFFD;

/// Whether the content begins as an archive of this kind does.
pub fn is(source: &Source) -> bool {
    source.bytes.starts_with(MAGIC)
}

/// Reads every page.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let Some(zim) = Zim::open(source.bytes) else {
        intake.unread(
            &source.path,
            None,
            "the head of the archive is damaged, not read",
        );
        return intake.in_time();
    };
    if !zim.is_whole() {
        intake.unread(
            &source.path,
            None,
            "its checksum is wrong: what can be read of it is read",
        );
    }
    let (mut pages, damaged) = zim.pages(intake)?;
    if damaged > 0 {
        let message = format!("{damaged} entries are damaged or lead out of the file, not read");
        intake.unread(&source.path, None, message);
    }
    // A cluster holds many pages and is unpacked once.
    pages.sort_by_key(|page| page.cluster);
    let mut unpacked: Option<(u32, Option<Vec<u8>>)> = None;
    for page in &pages {
        if unpacked
            .as_ref()
            .is_none_or(|(cluster, _)| *cluster != page.cluster)
        {
            unpacked = Some((page.cluster, zim.cluster(page.cluster, source, intake)?));
        }
        let cluster = unpacked
            .as_ref()
            .and_then(|(_, cluster)| cluster.as_deref());
        let path = source.inner(&page.url);
        intake.entry(&path)?;
        let Some(bytes) = cluster.and_then(|cluster| zim.blob(page.cluster, cluster, page.blob))
        else {
            intake.unread(&path, None, "its place in the archive is damaged, not read");
            continue;
        };
        let name = format!("{path}.html");
        let inner = Source {
            name: &name,
            bytes,
            nesting: source.nesting + 1,
            url: None,
            path: path.as_str().into(),
        };
        read_document(&inner, intake)?;
    }
    intake.in_time()
}

/// An entry that is a page.
struct Entry {
    url: String,
    cluster: u32,
    blob: u32,
}

struct Zim<'a> {
    bytes: &'a [u8],
    entries: u32,
    clusters: u32,
    url_list: u64,
    cluster_list: u64,
    checksum: u64,
    mime_types: Vec<String>,
}

impl<'a> Zim<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut zim = Self {
            bytes,
            entries: u32_at(bytes, 24)?,
            clusters: u32_at(bytes, 28)?,
            url_list: u64_at(bytes, 32)?,
            cluster_list: u64_at(bytes, 48)?,
            checksum: u64_at(bytes, 72)?,
            mime_types: Vec::new(),
        };
        let mut at = usize::try_from(u64_at(bytes, 56)?).ok()?;
        loop {
            let name = text_at(bytes, at)?;
            if name.is_empty() {
                return Some(zim);
            }
            at += name.len() + 1;
            zim.mime_types.push(name.to_ascii_lowercase());
        }
    }

    /// Whether the file is what was written, by its own checksum.
    fn is_whole(&self) -> bool {
        let Ok(at) = usize::try_from(self.checksum) else {
            return false;
        };
        match (
            self.bytes.get(..at),
            self.bytes.get(at..at.saturating_add(16)),
        ) {
            (Some(content), Some(sum)) => Md5::digest(content).as_slice() == sum,
            _ => false,
        }
    }

    /// The entries that are pages, and how many could not be read.
    fn pages(&self, intake: &mut Intake) -> Flow<(Vec<Entry>, usize)> {
        let (mut pages, mut damaged) = (Vec::new(), 0);
        for index in 0..self.entries {
            if index % 4096 == 0 {
                intake.in_time()?;
            }
            match self.entry(index) {
                Some(Some(entry)) => pages.push(entry),
                Some(None) => {}
                None => {
                    damaged += 1;
                    if u64_at(self.bytes, index_at(self.url_list, index)).is_none() {
                        // The list itself ends here.
                        damaged += (self.entries - index - 1) as usize;
                        break;
                    }
                }
            }
        }
        Flow::Continue((pages, damaged))
    }

    /// An entry: a page, something else, or damaged.
    #[expect(clippy::option_option, reason = "damaged and of no use are two things")]
    fn entry(&self, index: u32) -> Option<Option<Entry>> {
        let at = usize::try_from(u64_at(self.bytes, index_at(self.url_list, index))?).ok()?;
        let entry = self.bytes.get(at..)?;
        let mime = u16::from_le_bytes(*entry.first_chunk::<2>()?);
        if mime >= NO_CONTENT {
            return Some(None);
        }
        let mime = self.mime_types.get(usize::from(mime))?;
        let is_article = matches!(entry.get(3)?, b'A' | b'C');
        let cluster = u32_at(entry, 8)?;
        (cluster < self.clusters).then_some(())?;
        let page = Entry {
            url: text_at(entry, 16)?.to_owned(),
            cluster,
            blob: u32_at(entry, 12)?,
        };
        Some((is_article && mime.starts_with("text/html")).then_some(page))
    }

    /// A cluster without its first byte, unpacked.
    fn cluster(&self, number: u32, source: &Source, intake: &mut Intake) -> Flow<Option<Vec<u8>>> {
        let start = u64_at(self.bytes, index_at(self.cluster_list, number));
        let packed = start
            .and_then(|start| usize::try_from(start).ok())
            .and_then(|start| self.bytes.get(start..));
        let Some((kind, packed)) = packed.and_then(<[u8]>::split_first) else {
            return Flow::Continue(None);
        };
        let path = source.inner(&format!("cluster {number}"));
        let mut stream: Box<dyn Read> = match kind & 0x0F {
            // Not packed, its end is known by its own list only.
            0 | 1 => return Flow::Continue(Some(packed.to_vec())),
            4 => Box::new(lzma_rust2::XzReader::new_mem_limit(
                packed,
                false,
                128 << 10,
            )),
            5 => Box::new(Frames::first(packed)),
            other => {
                intake.unread(
                    &path,
                    None,
                    format!("packed in an unknown way ({other}), not read"),
                );
                return Flow::Continue(None);
            }
        };
        intake.unpack(&path, &mut stream)
    }

    /// A piece of a cluster by its number.
    fn blob<'c>(&self, number: u32, cluster: &'c [u8], blob: u32) -> Option<&'c [u8]> {
        let start =
            usize::try_from(u64_at(self.bytes, index_at(self.cluster_list, number))?).ok()?;
        let is_wide = self.bytes.get(start)? & 0x10 != 0;
        let offset = |index: u32| {
            let value = if is_wide {
                u64_at(cluster, index_at(0, index))?
            } else {
                u64::from(u32_at(
                    cluster,
                    usize::try_from(index).ok()?.checked_mul(4)?,
                )?)
            };
            usize::try_from(value).ok()
        };
        cluster.get(offset(blob)?..offset(blob.checked_add(1)?)?)
    }
}

fn index_at(list: u64, index: u32) -> usize {
    let at = list.saturating_add(8 * u64::from(index));
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The text up to the next NUL.
fn text_at(bytes: &[u8], at: usize) -> Option<&str> {
    let rest = bytes.get(at..)?;
    let end = memchr::memchr(0, rest)?;
    std::str::from_utf8(&rest[..end]).ok()
}
