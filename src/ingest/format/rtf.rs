//! Rich text (RTF 1.9): its words in the code pages that its fonts say, its
//! paragraphs, title and author. Our own, since the crate
//! there is knows one code page only.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::Source;
use crate::ingest::body::{Body, Builder};
use crate::ingest::bounds::size;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Record, UTF_8};

/// Groups that hold no words of the text.
const HIDDEN: [&str; 16] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "fldinst",
    "themedata",
    "listtable",
    "generator",
    "nonshppict",
];

/// Whether the content is rich text.
pub fn is(source: &Source) -> bool {
    source.bytes.starts_with(b"{\\rtf")
}

/// Reads one document.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let most = intake.bounds().document_bytes;
    if source.bytes.len() as u64 > most {
        intake.unread(
            &source.path,
            None,
            format!("larger than {} (bounds.document_mib), not read", size(most)),
        );
        return intake.in_time();
    }
    let mut reader = Reader::new(source.bytes);
    reader.run();
    if reader.groups.len() > 1 {
        intake.unread(
            &source.path,
            None,
            "breaks off: a group is never closed; what is there is read",
        );
    }
    let (title, author, body) = reader.finish();
    let record = Record {
        title,
        author,
        text: body.text,
        ..Record::default()
    };
    record.hand_on(source, UTF_8, intake)
}

/// What holds inside a group of braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Hidden,
    Fonts,
    Title,
    Author,
}

#[derive(Clone, Copy)]
struct Group {
    place: Place,
    encoding: &'static Encoding,
    /// How many characters stand in for one of Unicode.
    skip: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    /// Bytes that have not become characters yet.
    pending: Vec<u8>,
    /// How many stand-ins are still to be passed over.
    skipping: usize,
    /// The first half of a character of two.
    half: Option<u16>,
    font: Option<i32>,
    fonts: HashMap<i32, &'static Encoding>,
    builder: Builder,
    title: String,
    author: String,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            groups: vec![Group {
                place: Place::Text,
                encoding: WINDOWS_1252,
                skip: 1,
            }],
            pending: Vec::new(),
            skipping: 0,
            half: None,
            font: None,
            fonts: HashMap::new(),
            builder: Builder::default(),
            title: String::new(),
            author: String::new(),
        }
    }

    fn finish(mut self) -> (Option<String>, Option<String>, Body) {
        self.flush();
        let said = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        (said(self.title), said(self.author), self.builder.finish())
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group {
                place: Place::Text,
                encoding: WINDOWS_1252,
                skip: 1,
            });
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn run(&mut self) {
        // Deeper is no document; the rest of the groups count as one.
        const DEEPEST: usize = 10_000;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    let group = *self.group();
                    if self.groups.len() < DEEPEST {
                        self.groups.push(group);
                    }
                }
                b'}' => {
                    self.flush();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
    }

    /// A byte of the text.
    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Makes characters of the bytes that have come.
    fn flush(&mut self) {
        self.skipping = 0;
        if self.pending.is_empty() {
            return;
        }
        let encoding = self.group().encoding;
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.words(&text);
    }

    fn words(&mut self, text: &str) {
        match self.group().place {
            Place::Text => self.builder.words(text),
            Place::Title => self.title.push_str(text),
            Place::Author => self.author.push_str(text),
            Place::Hidden | Place::Fonts => {}
        }
    }

    /// What follows a backslash.
    fn control(&mut self) {
        let Some(byte) = self.bytes.get(self.at).copied() else {
            return;
        };
        if !byte.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(byte);
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.bytes[start..self.at]).ok();
        let number = number.and_then(|number| number.parse::<i32>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(word).into_owned();
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
            return;
        }
        self.word(&word, number);
    }

    fn symbol(&mut self, byte: u8) {
        match byte {
            b'\'' => {
                let hex = self
                    .bytes
                    .get(self.at..self.at + 2)
                    .and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(byte),
            b'~' => self.sign("\u{A0}"),
            b'_' => self.sign("-"),
            b'*' => {
                self.flush();
                self.group().place = Place::Hidden;
            }
            b'\r' | b'\n' => self.paragraph(),
            _ => {}
        }
    }

    fn sign(&mut self, sign: &str) {
        self.flush();
        self.words(sign);
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.group().place == Place::Text {
            self.builder.block();
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "u" => return self.unicode(number.unwrap_or(0)),
            "par" | "sect" | "page" | "row" => self.paragraph(),
            "line" | "lbr" => {
                self.flush();
                if self.group().place == Place::Text {
                    self.builder.line();
                }
            }
            "tab" | "cell" => self.sign(" "),
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "bullet" => self.sign("•"),
            _ => self.setting(word, number),
        }
        self.half = None;
    }

    fn setting(&mut self, word: &str, number: Option<i32>) {
        self.flush();
        match word {
            "uc" => self.group().skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => {
                let page = number.and_then(code_page);
                self.group().encoding = page.unwrap_or(WINDOWS_1252);
            }
            "fonttbl" => self.group().place = Place::Fonts,
            "f" if self.group().place == Place::Fonts => self.font = number,
            "fcharset" => {
                if let (Some(font), Some(encoding)) = (self.font, number.and_then(charset)) {
                    self.fonts.insert(font, encoding);
                }
            }
            "f" => {
                let known = number.and_then(|font| self.fonts.get(&font)).copied();
                if let Some(encoding) = known {
                    self.group().encoding = encoding;
                }
            }
            "info" => self.group().place = Place::Hidden,
            "title" => self.group().place = Place::Title,
            "author" => self.group().place = Place::Author,
            word if HIDDEN.contains(&word) => self.group().place = Place::Hidden,
            _ => {}
        }
    }

    /// A character by its UTF-16 number, followed by its stand-ins.
    fn unicode(&mut self, number: i32) {
        self.flush();
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        let units = [self.half.take().unwrap_or(unit), unit];
        let units = if units[0] == unit {
            &units[1..]
        } else {
            &units[..]
        };
        match char::decode_utf16(units.iter().copied()).next() {
            Some(Ok(c)) => self.words(c.encode_utf8(&mut [0; 4])),
            _ => self.half = Some(unit),
        }
        self.skipping = self.group().skip;
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        866 => "ibm866".to_owned(),
        65001 => "utf-8".to_owned(),
        874 | 1250..=1258 => format!("windows-{number}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a font's character set.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        0 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
