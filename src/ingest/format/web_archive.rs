//! WARC (ISO 28500) and ARC: every saved page is an article with its address.
//! Read here record by record, since an archive that a crash cut off, or
//! whose lengths are wrong, still gives the records that are whole.

use memchr::memmem;

use super::{Source, read as read_document};
use crate::ingest::intake::{Flow, Intake};

/// Whether the content begins with a record of WARC.
pub fn is_warc(source: &Source) -> bool {
    source.opening(5) == b"WARC/"
}

/// Whether the content begins with the record that opens an ARC file.
pub fn is_arc(source: &Source) -> bool {
    source.opening(11) == b"filedesc://"
}

/// Reads every page and text of a WARC file.
pub fn warc(source: &Source, intake: &mut Intake) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let bytes = source.bytes;
    let mut at = 0;
    while let Some(start) = find(bytes, at, b"WARC/") {
        let line = start;
        let Some((head, body)) = header(&bytes[start..]) else {
            broken(
                source,
                intake,
                line,
                "a record without an end of its header",
            );
            break;
        };
        let body = start + body;
        let length = field(head, "content-length").and_then(|value| value.parse::<usize>().ok());
        let end = length.and_then(|length| body.checked_add(length));
        let (end, whole) = match end {
            Some(end) if end <= bytes.len() => (end, true),
            // The next record, or the end, ends it too.
            _ => (find(bytes, body, b"\nWARC/").unwrap_or(bytes.len()), false),
        };
        if !whole {
            broken(
                source,
                intake,
                line,
                "a record with a wrong length, read up to the next",
            );
        }
        record(source, head, &bytes[body..end], intake)?;
        at = end;
    }
    intake.in_time()
}

fn record(source: &Source, head: &str, body: &[u8], intake: &mut Intake) -> Flow {
    let address = field(head, "warc-target-uri").unwrap_or_default();
    let address = address.trim_matches(['<', '>']).trim();
    match field(head, "warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "response" if body.starts_with(b"HTTP/") => answer(source, address, body, intake),
        "resource" | "conversion" | "response" => {
            let kind = field(head, "content-type").unwrap_or_default();
            document(source, address, kind, body, intake)
        }
        _ => intake.in_time(),
    }
}

/// Reads every page and text of an ARC file.
pub fn arc(source: &Source, intake: &mut Intake) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let bytes = source.bytes;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = String::from_utf8_lossy(&rest[..end]).trim().to_owned();
        let body = (at + end + 1).min(bytes.len());
        if line.is_empty() {
            at = body;
            continue;
        }
        // Address, number of the host, date, kind, ..., length; an address
        // may hold blanks, so the fields are counted from the end.
        let fields: Vec<&str> = line.split(' ').collect();
        let length = fields
            .last()
            .and_then(|length| length.parse::<usize>().ok());
        let Some(length) = length.filter(|_| fields.len() >= 5) else {
            broken(
                source,
                intake,
                at,
                "a line that is no head of a record; what comes before is read",
            );
            break;
        };
        let stop = body.saturating_add(length).min(bytes.len());
        if stop - body < length {
            broken(
                source,
                intake,
                at,
                "a record that breaks off, read as far as it goes",
            );
        }
        let kind = fields[fields.len() - 2];
        let address = fields[..fields.len() - 4].join(" ");
        let content = &bytes[body..stop];
        if address.starts_with("filedesc:") {
            // The archive's own head.
        } else if content.starts_with(b"HTTP/") {
            answer(source, &address, content, intake)?;
        } else {
            document(source, &address, kind, content, intake)?;
        }
        at = stop;
    }
    intake.in_time()
}

/// An answer of a web server: its header, then perhaps a page.
fn answer(source: &Source, address: &str, bytes: &[u8], intake: &mut Intake) -> Flow {
    let Some((head, body)) = header(bytes) else {
        return intake.in_time();
    };
    let status = head.split_whitespace().nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        return intake.in_time();
    }
    let body = &bytes[body..];
    let is_chunked =
        field(head, "transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    let joined = is_chunked.then(|| chunks(body)).flatten();
    let body = joined.as_deref().unwrap_or(body);
    let kind = field(head, "content-type").unwrap_or_default();
    document(source, address, kind, body, intake)
}

/// Chunks of HTTP joined; `None` where they are none, as some archives have
/// them joined already.
fn chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        let content = &bytes[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let Some(chunk) = content.get(..size) else {
            joined.extend_from_slice(content);
            return Some(joined);
        };
        joined.extend_from_slice(chunk);
        bytes = content[size..].trim_ascii_start();
        if bytes.is_empty() {
            return Some(joined);
        }
    }
}

/// A page or text under its address; pictures, styles and programs are none.
fn document(source: &Source, address: &str, kind: &str, bytes: &[u8], intake: &mut Intake) -> Flow {
    const READ: [&str; 9] = [
        "text/html",
        "text/plain",
        "text/markdown",
        "xhtml",
        "application/pdf",
        "rss",
        "atom",
        "epub",
        "text/xml",
    ];
    let kind = kind.to_ascii_lowercase();
    if bytes.trim_ascii().is_empty() || !READ.iter().any(|known| kind.contains(known)) {
        return intake.in_time();
    }
    let path = source.inner(address);
    intake.entry(&path)?;
    // Names of pages end in anything; the content tells.
    let name = if kind.contains("html") {
        format!("{path}.html")
    } else {
        path.clone()
    };
    read_document(
        &Source {
            name: &name,
            bytes,
            nesting: source.nesting + 1,
            url: Some(address),
            path: path.as_str().into(),
        },
        intake,
    )
}

/// A header as text, and where the content below it begins.
fn header(bytes: &[u8]) -> Option<(&str, usize)> {
    const LONGEST: usize = 64 << 10;
    let near = &bytes[..bytes.len().min(LONGEST)];
    let crlf = memmem::find(near, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memmem::find(near, b"\n\n").map(|at| (at, at + 2));
    let (end, body) = match (crlf, lf) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    let head = &near[..end];
    let valid = match std::str::from_utf8(head) {
        Ok(head) => head,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    Some((valid, body))
}

/// The value of a field, by its name in lower case.
fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim())
    })
}

fn find(bytes: &[u8], from: usize, sign: &[u8]) -> Option<usize> {
    let found = memmem::find(bytes.get(from..)?, sign)?;
    Some(from + found)
}

fn broken(source: &Source, intake: &mut Intake, at: usize, what: &str) {
    intake.unread(&source.path, None, format!("at byte {at}: {what}"));
}
