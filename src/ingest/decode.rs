//! Bytes into text: byte order marks, UTF-8, UTF-16 and UTF-32, then the
//! encodings of the web as a browser would guess them. Changes no character.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};

use crate::model::{Encoding, EncodingFrom};

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without its byte order mark.
    pub text: Cow<'a, str>,
    /// How it was read.
    pub encoding: Encoding,
}

/// How many bytes the guess looks at: the rest of a large file tells no more.
const SAMPLE: usize = 1 << 20;

/// Reads bytes as text; `None` when they are no text in any encoding.
///
/// In this order: a byte order mark; valid UTF-8 (without NUL, without the
/// escapes of ISO-2022); UTF-16 without a mark, known by its NULs; UTF-8 with
/// a few broken sequences; else the guess of chardetng.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(decoded) = marked(bytes) {
        return Some(decoded);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let valid = std::str::from_utf8(bytes);
    let nuls = count(sample, |byte| byte == 0);
    // In UTF-16 the bytes of anything but Latin are hardly ever valid UTF-8.
    let is_wide = nuls * 30 > sample.len() || nuls > 0 && valid.is_err();
    if is_wide
        && !is_narrow(sample, nuls)
        && let Some(decoded) = unmarked_wide(bytes, sample)
    {
        return Some(decoded);
    }
    // A crash leaves blocks of NULs behind a text that was being written.
    let written = sample.iter().rposition(|byte| *byte != 0);
    let written = &sample[..written.map_or(0, |last| last + 1)];
    if written.is_empty() && nuls > 0 || is_binary(written, valid.is_ok()) {
        return None;
    }
    if let Some(decoded) = korean_escapes(bytes) {
        return Some(decoded);
    }
    let escapes = japanese_escapes(sample);
    match valid {
        Ok(text) if !escapes => {
            return Some(found(Cow::Borrowed(text), "UTF-8", EncodingFrom::Valid, 0));
        }
        Ok(_) => {}
        Err(_) if mostly_utf8(sample) => {
            let broken = bytes
                .utf8_chunks()
                .filter(|c| !c.invalid().is_empty())
                .count();
            let text = String::from_utf8_lossy(bytes);
            return Some(found(text, "UTF-8", EncodingFrom::Guess, broken));
        }
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() == bytes.len());
    Some(by(
        detector.guess(None, Utf8Detection::Deny),
        bytes,
        EncodingFrom::Guess,
    ))
}

/// Reads bytes that may say their own encoding: the `charset` of a page, the
/// `encoding` of an XML declaration. A mark and valid UTF-8 tell more than
/// what is said.
#[must_use]
pub fn decode_said(bytes: &[u8]) -> Option<Decoded<'_>> {
    decode_as(bytes, said(bytes).as_deref())
}

/// Reads bytes of which something beside them tells the encoding.
#[must_use]
pub fn decode_as<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Decoded<'a>> {
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let is_known = marked(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    match encoding {
        // UTF-16 cannot be said in letters of one byte, and HTML takes it for UTF-8.
        Some(encoding) if !is_known && encoding.is_ascii_compatible() => {
            Some(by(encoding, bytes, EncodingFrom::Said))
        }
        _ => decode(bytes),
    }
}

/// The name of an encoding in the first bytes of a document.
fn said(bytes: &[u8]) -> Option<String> {
    const FAR: usize = 4096;
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(FAR)]).to_ascii_lowercase();
    let declared = opening
        .split_once("?>")
        .and_then(|(declaration, _)| Some(declaration.split_once("encoding")?.1));
    let said = declared.or_else(|| Some(opening.split_once("charset")?.1))?;
    let value = said
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Some(value[..end.unwrap_or(value.len())].to_owned())
}

fn found<'a>(
    text: Cow<'a, str>,
    name: &'static str,
    from: EncodingFrom,
    replaced: usize,
) -> Decoded<'a> {
    let replaced = u32::try_from(replaced).unwrap_or(u32::MAX);
    Decoded {
        text,
        encoding: Encoding {
            name,
            from,
            replaced,
        },
    }
}

fn by<'a>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
    from: EncodingFrom,
) -> Decoded<'a> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let replaced = if broken {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    found(text, encoding.name(), from, replaced)
}

/// Bytes that begin with a byte order mark.
fn marked(bytes: &[u8]) -> Option<Decoded<'_>> {
    // UTF-32's little-endian mark begins with UTF-16's.
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe\0\0") {
        return Some(wide(rest, "UTF-32LE", u32::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xfe\xff") {
        return Some(wide(rest, "UTF-32BE", u32::from_be_bytes));
    }
    let (encoding, length) = encoding_rs::Encoding::for_bom(bytes)?;
    Some(by(encoding, &bytes[length..], EncodingFrom::Mark))
}

/// UTF-32, which the web does not know and so the decoder neither.
fn wide<'a>(bytes: &[u8], name: &'static str, unit: fn([u8; 4]) -> u32) -> Decoded<'a> {
    let mut replaced = 0;
    let text = bytes
        .chunks(4)
        .map(|chunk| {
            let code = <[u8; 4]>::try_from(chunk).ok().map(unit);
            code.and_then(char::from_u32).unwrap_or_else(|| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect::<String>();
    found(Cow::Owned(text), name, EncodingFrom::Mark, replaced)
}

/// UTF-16 or UTF-32 without a mark: its NULs stand where the high halves of
/// ASCII characters (spaces and line breaks at least) are.
fn unmarked_wide<'a>(bytes: &'a [u8], sample: &[u8]) -> Option<Decoded<'a>> {
    // The top byte of every unit is 0, the next at most 0x10 and nearly always
    // 0: no other text looks like that.
    let units = || sample.chunks_exact(4);
    let is_text = |top: usize, next: usize| {
        let high = units().filter(|unit| unit[next] > 0).count();
        high * 4 <= units().len() && units().all(|unit| unit[top] == 0 && unit[next] <= 0x10)
    };
    if units().len() > 1 {
        if is_text(3, 2) {
            return plausible(wide(bytes, "UTF-32LE", u32::from_le_bytes));
        }
        if is_text(0, 1) {
            return plausible(wide(bytes, "UTF-32BE", u32::from_be_bytes));
        }
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd > 8 * even {
        UTF_16LE
    } else if even > 8 * odd {
        UTF_16BE
    } else {
        return None;
    };
    plausible(by(encoding, bytes, EncodingFrom::Guess))
}

/// Keeps a guess only if it reads as text: hardly anything broken (a cut file
/// ends in half a character), hardly a control character, nothing from the
/// private use area, and a space or line break.
fn plausible(decoded: Decoded<'_>) -> Option<Decoded<'_>> {
    let odd =
        |c: &char| (c.is_control() && !c.is_whitespace()) || ('\u{E000}'..='\u{F8FF}').contains(c);
    let sample = decoded.text.chars().take(4096);
    let bad = sample.clone().filter(odd).count();
    let has_ascii = sample
        .clone()
        .any(|c| c.is_ascii() && !c.is_ascii_control());
    let is_line = decoded.text.contains(['\n', '\r']);
    let good =
        decoded.encoding.replaced <= 1 && bad * 50 <= sample.count() && (has_ascii || is_line);
    good.then_some(Decoded {
        encoding: Encoding {
            from: EncodingFrom::Guess,
            ..decoded.encoding
        },
        ..decoded
    })
}

/// Whether bytes with NULs are no UTF-16 all the same: hardly a NUL, and
/// nearly all else ASCII, of which UTF-16 would make as many NULs as letters.
fn is_narrow(sample: &[u8], nuls: usize) -> bool {
    let ascii = count(sample, |byte| matches!(byte, b'\t'..=b'\r' | b' '..=b'~'));
    nuls * 10 <= sample.len() && ascii * 5 >= (sample.len() - nuls) * 4
}

/// Whether bytes are no text: more than a few and one in ten of them NULs; or
/// control bytes that texts do not use, one in three of valid UTF-8, else (in
/// random bytes one in twelve is such) one in twenty.
fn is_binary(sample: &[u8], is_utf8: bool) -> bool {
    const A_FEW: usize = 3;
    let nuls = count(sample, |byte| byte == 0);
    let odd = count(
        sample,
        |byte| matches!(byte, 1..=6 | 0x10..=0x19 | 0x1C..=0x1F | 0x7F),
    );
    let part = if is_utf8 { 3 } else { 20 };
    nuls > A_FEW && nuls * 10 > sample.len() || odd * part > sample.len()
}

/// How many bytes are of a kind; in steps that fit the counters of vectors.
fn count(bytes: &[u8], kind: impl Fn(u8) -> bool) -> usize {
    let step = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(kind(*byte))).sum::<u8>();
    bytes
        .chunks(128)
        .map(|bytes| usize::from(step(bytes)))
        .sum()
}

/// Whether the bytes hold an escape sequence of ISO-2022-JP.
fn japanese_escapes(sample: &[u8]) -> bool {
    sample.contains(&0x1B)
        && sample.is_ascii()
        && sample
            .windows(3)
            .any(|w| matches!(w, [0x1B, b'$', b'@' | b'B']))
}

/// ISO-2022-KR: seven-bit text that announces itself; between shift-out and
/// shift-in the bytes are those of EUC-KR without their high bit.
fn korean_escapes(bytes: &[u8]) -> Option<Decoded<'_>> {
    const ANNOUNCED: &[u8] = b"\x1B$)C";
    let head = &bytes[..bytes.len().min(1024)];
    let at = head.windows(4).position(|w| w == ANNOUNCED)?;
    if !bytes.is_ascii() {
        return None;
    }
    let mut shifted = false;
    let plain = [&bytes[..at], &bytes[at + ANNOUNCED.len()..]].concat();
    let eight = plain
        .into_iter()
        .filter_map(|byte| match byte {
            0x0E | 0x0F => {
                shifted = byte == 0x0E;
                None
            }
            0x21..=0x7E if shifted => Some(byte | 0x80),
            _ => Some(byte),
        })
        .collect::<Vec<u8>>();
    let (text, broken) = EUC_KR.decode_without_bom_handling(&eight);
    let replaced = if broken {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    let text = Cow::Owned(text.into_owned());
    Some(found(text, "ISO-2022-KR", EncodingFrom::Guess, replaced))
}

/// Whether broken UTF-8 is UTF-8 all the same: ten good sequences of several
/// bytes for each broken one. No text in another encoding looks like that.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * broken
}
