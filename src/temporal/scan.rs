//! Text to sentences of tokens, in one pass over the bytes.
//!
//! A sentence without a digit or a word of a triggering class is dropped as
//! soon as it ends: that is where the speed comes from. Words are looked up
//! while they are read; nothing is allocated for a token.

use super::{
    class, effort,
    lexicon::{self, LONGEST, Lexicon, NumberDot},
    node::{Joint, Meaning, Node, Number, WordId},
};

/// A sentence is cut after so many tokens, so that a text without full stops
/// costs no more than another.
const MOST_TOKENS: usize = 400;

/// So many bytes behind a full stop tell whether a sentence begins there.
const AHEAD: usize = 32;

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The sentence in the text, from 0.
    pub sentence: u32,
}

/// Calls `on` with the tokens of each sentence that is worth parsing.
pub fn sentences(text: &str, lexicon: &Lexicon, mut on: impl FnMut(&mut Vec<Node>, Place)) {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        lexicon,
        at: 0,
        nodes: Vec::with_capacity(2 * MOST_TOKENS),
        worth: false,
        place: Place::default(),
    };
    while let Some(end) = scan.step() {
        if end == Ending::Nothing && !scan.is_long() {
            continue;
        }
        if !scan.nodes.is_empty() {
            if scan.worth {
                on(&mut scan.nodes, scan.place);
            }
            scan.nodes.clear();
            scan.worth = false;
            scan.place.sentence += 1;
        }
        if end == Ending::Paragraph {
            scan.place.paragraph += 1;
        }
    }
    if scan.worth {
        on(&mut scan.nodes, scan.place);
    }
}

/// What ends at a point of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Nothing,
    Sentence,
    Paragraph,
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    at: usize,
    nodes: Vec<Node>,
    worth: bool,
    place: Place,
}

impl Scan<'_> {
    /// Whether a sentence without an end is cut here: no date is cut in two as
    /// long as a word without a meaning comes in time.
    fn is_long(&self) -> bool {
        let length = self.nodes.len();
        let plain = |node: &Node| node.word == 0 && node.is(class::WORD);
        length >= MOST_TOKENS && (length >= 2 * MOST_TOKENS || self.nodes.last().is_some_and(plain))
    }

    /// Reads one token or blank; `None` at the end of the text.
    fn step(&mut self) -> Option<Ending> {
        effort::step();
        let byte = *self.bytes.get(self.at)?;
        match byte {
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'\n' => return Some(self.newline()),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            b'0'..=b'9' => self.digits(),
            0..=127 => return Some(self.mark(char::from(byte))),
            _ => {
                let c = self.text[self.at..].chars().next()?;
                if c.is_whitespace() || is_invisible(c) {
                    self.at += c.len_utf8();
                } else if is_unspaced(c) {
                    self.unspaced();
                } else if c.is_alphabetic() {
                    self.word();
                } else if full_width_digit(c).is_some() {
                    self.digits();
                } else {
                    return Some(self.mark(c));
                }
            }
        }
        Some(Ending::Nothing)
    }

    fn newline(&mut self) -> Ending {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let blank = rest
            .iter()
            .position(|&byte| {
                effort::step();
                !matches!(byte, b' ' | b'\t' | b'\r')
            })
            .unwrap_or(rest.len());
        self.at += blank;
        if self.bytes.get(self.at) == Some(&b'\n') {
            while matches!(self.bytes.get(self.at), Some(b'\n' | b' ' | b'\t' | b'\r')) {
                effort::step();
                self.at += 1;
            }
            return Ending::Paragraph;
        }
        Ending::Nothing
    }

    fn word(&mut self) {
        let start = self.at;
        let mut folded = Folded::default();
        let mut capital = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            effort::step();
            if byte.is_ascii_alphabetic() {
                capital |= self.at == start && byte.is_ascii_uppercase();
                folded.push(byte | 0x20);
                self.at += 1;
            } else if byte < 128 {
                break;
            } else {
                let Some(c) = self.text[self.at..].chars().next() else {
                    break;
                };
                if !(c.is_alphabetic() || is_combining(c)) || is_unspaced(c) {
                    break;
                }
                capital |= self.at == start && c.is_uppercase();
                for lower in c.to_lowercase() {
                    folded.push_char(lower);
                }
                self.at += c.len_utf8();
            }
        }
        let word = folded.find(self.lexicon);
        self.push(
            start,
            word,
            class::only(class::WORD),
            capital,
            Meaning::None,
        );
    }

    fn digits(&mut self) {
        let start = self.at;
        let (mut value, mut length) = (0_u32, 0_u32);
        while let Some(&byte) = self.bytes.get(self.at) {
            effort::step();
            let (digit, width) = match byte {
                b'0'..=b'9' => (u32::from(byte - b'0'), 1),
                0..=127 => break,
                _ => match self.text[self.at..]
                    .chars()
                    .next()
                    .and_then(full_width_digit)
                {
                    Some(digit) => (digit, 3),
                    None => break,
                },
            };
            value = value.saturating_mul(10).saturating_add(digit);
            length += 1;
            self.at += width;
        }
        self.worth = true;
        let number = Number {
            whole: value,
            hundredths: 0,
        };
        let classes = digit_classes(value, length);
        self.push(start, 0, classes, false, Meaning::Number(number));
    }

    /// One character that is no part of a word; may end the sentence.
    fn mark(&mut self, c: char) -> Ending {
        let start = self.at;
        self.at += c.len_utf8();
        let c = fold_mark(c);
        let mut folded = Folded::default();
        folded.push_char(c);
        let word = folded.find(self.lexicon);
        self.push(start, word, 0, false, Meaning::None);
        match c {
            '。' | '！' | '？' => Ending::Sentence,
            '.' | '!' | '?' | '…' if self.sentence_ends(c) => Ending::Sentence,
            _ => Ending::Nothing,
        }
    }

    /// After a full stop: whether a new sentence begins behind it. Looks a few
    /// characters ahead; a text of full stops alone costs no more than another.
    fn sentence_ends(&self, c: char) -> bool {
        let rest = up_to(&self.text[self.at..], AHEAD);
        let trimmed = rest.trim_start_matches(['"', '\'', '”', '’', ')', '»']);
        let next = trimmed.trim_start();
        if next.len() == trimmed.len() && !next.is_empty() {
            return false;
        }
        let opens = next
            .chars()
            .inspect(|_| effort::step())
            .find(|c| c.is_alphanumeric())
            .is_none_or(|c| c.is_uppercase() || is_unspaced(c));
        if !opens || c != '.' {
            return opens;
        }
        // "U.S. officials", "Mr. Smith": the word before tells.
        let Some(before) = self.nodes.len().checked_sub(2).map(|i| self.nodes[i]) else {
            return true;
        };
        let single = before.is(class::WORD) && before.end - before.start == 1;
        let ordinal = before.is(class::DAY) && self.lexicon.number_dot() == NumberDot::Ordinal;
        !(single || ordinal || before.is(class::ABBREVIATION))
    }

    /// A word of a script without spaces: the longest that the lexicon knows,
    /// else one character.
    fn unspaced(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let first = rest.chars().next().unwrap_or(' ');
        let most = self.lexicon.longest_from(first);
        let mut folded = Folded::default();
        let mut end = start + first.len_utf8();
        let mut found = 0;
        let mut reached = start;
        for c in rest.chars().take(most) {
            effort::step();
            folded.push_char(c);
            reached += c.len_utf8();
            let word = folded.find(self.lexicon);
            if word != 0 {
                (found, end) = (word, reached);
            }
        }
        self.at = end;
        self.push(start, found, class::only(class::WORD), false, Meaning::None);
    }

    fn push(&mut self, start: usize, word: WordId, shape: u128, capital: bool, meaning: Meaning) {
        let mut classes = shape;
        if word != 0 {
            let entry = self.lexicon.entry(word);
            classes |= entry.classes;
            if capital {
                classes |= entry.capital;
            }
            self.worth |= entry.marks_phrase || self.lexicon.triggers(classes);
        }
        if capital {
            classes |= class::only(class::CAP);
        }
        let glued = self
            .nodes
            .last()
            .is_some_and(|node| node.end as usize == start);
        self.nodes.push(Node {
            start: offset(start),
            end: offset(self.at),
            classes,
            word,
            joint: if glued { Joint::Glued } else { Joint::Apart },
            meaning,
        });
    }
}

/// At most so many bytes from the beginning of a text, cut between characters.
#[must_use]
pub fn up_to(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Texts are cut at 4 GiB before they come here.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A folded word in the making, with its hash.
struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
    hash: u32,
}

impl Default for Folded {
    fn default() -> Self {
        Self {
            bytes: [0; LONGEST],
            length: 0,
            hash: lexicon::HASH_START,
        }
    }
}

impl Folded {
    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.length) {
            *slot = byte;
            self.hash = lexicon::hash_step(self.hash, byte);
        }
        // Counts on, so that a word that is too long is known as such.
        self.length += 1;
    }

    fn push_char(&mut self, c: char) {
        for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
            self.push(byte);
        }
    }

    fn find(&self, lexicon: &Lexicon) -> WordId {
        self.bytes
            .get(..self.length)
            .map_or(0, |folded| lexicon.find(folded, self.hash))
    }
}

/// The classes that a number has by its shape.
fn digit_classes(value: u32, length: u32) -> u128 {
    let mut classes = class::only(class::DIGITS) | class::only(class::INTEGER);
    let mut add = |condition: bool, which| {
        if condition {
            classes |= class::only(which);
        }
    };
    add(length == 1, class::ONE_DIGIT);
    add(length == 2, class::TWO_DIGITS);
    add(length == 2, class::SHORT_YEAR);
    add(length == 2 && !(10..50).contains(&value), class::LATE_YEAR);
    add(length == 3, class::THREE_DIGITS);
    add(length <= 2 && (1..=31).contains(&value), class::DAY);
    add(
        length <= 2 && (1..=12).contains(&value),
        class::MONTH_NUMBER,
    );
    add(length <= 2 && value <= 24, class::HOUR);
    add(length == 2 && value < 60, class::MINUTE);
    add(length == 4 && (1000..=2999).contains(&value), class::YEAR);
    add(
        length == 4 && (1900..=2099).contains(&value),
        class::MODERN_YEAR,
    );
    let clock = (3..=4).contains(&length) && value / 100 <= 24 && value % 100 < 60;
    add(clock, class::CLOCK_NUMBER);
    classes
}

/// One form for the characters that mean the same.
#[must_use]
pub const fn fold_mark(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '＇' => '\'',
        '‐' | '‑' | '‒' | '–' | '−' | '－' => '-',
        '．' => '.',
        '：' => ':',
        '，' => ',',
        '／' => '/',
        '（' => '(',
        '）' => ')',
        '～' | '〜' => '~',
        _ => c,
    }
}

const fn full_width_digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Han, kana and hangul: words are not set apart by spaces, or carry
/// particles without one.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters without a width that may stand inside a date.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}
