//! A short line cut into the tokens of dates: numbers in the digits of any
//! script, words with what they may mean, units (年, 월) and marks. Decides
//! nothing about dates.

use unicode_normalization::UnicodeNormalization;

use super::lexicon::{self, Meaning};

/// One token and the bytes of the line that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// White space stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of digits, at most 17 of them.
    Number { value: u64, digits: u8 },
    /// A run of letters.
    Word(Meaning),
    /// The sign of a year, month or day behind a number.
    Unit(Unit),
    /// Anything else, in its ASCII form where it has one.
    Mark(char),
}

/// What a number in front of it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Year,
    Month,
    Day,
}

/// Cuts a line into tokens.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut cut = Cut {
        line,
        at: 0,
        tokens: Vec::with_capacity(16),
    };
    while cut.at < line.len() {
        cut.step();
    }
    cut.tokens
}

struct Cut<'a> {
    line: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl Cut<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let before = self.line[..self.at].chars().next_back();
        self.tokens.push(Token {
            kind,
            start: self.at,
            end: self.at + length,
            spaced: before.is_none_or(char::is_whitespace),
        });
        self.at += length;
    }

    fn step(&mut self) {
        let Some(first) = self.rest().chars().next() else {
            return;
        };
        if first.is_whitespace() || is_invisible(first) {
            self.at += first.len_utf8();
        } else if let Some(length) = control_reference(self.rest()) {
            self.at += length;
        } else if let Some((kind, length)) = number(self.rest()) {
            self.push(kind, length);
        } else if let Some(unit) = unit(first).filter(|_| self.after_number()) {
            self.push(Kind::Unit(unit), first.len_utf8());
        } else if is_letter(first) {
            let length = word_length(self.rest());
            let word = &self.rest()[..length];
            let kind = Kind::Word(lexicon::meaning(&folded(word)));
            self.push(kind, length);
        } else {
            self.push(Kind::Mark(plain(first)), first.len_utf8());
        }
    }

    /// Whether the last token is a number, or the bracket that closes the
    /// second form of a year: "112(2023)년".
    fn after_number(&self) -> bool {
        match self.tokens.as_slice() {
            [
                ..,
                Token {
                    kind: Kind::Number { .. },
                    ..
                },
            ] => true,
            [.., before, closing] => {
                closing.kind == Kind::Mark(')')
                    && matches!(before.kind, Kind::Number { .. } | Kind::Unit(_))
            }
            _ => false,
        }
    }
}

fn unit(c: char) -> Option<Unit> {
    match c {
        '年' | '년' => Some(Unit::Year),
        '月' | '월' => Some(Unit::Month),
        '日' | '일' | '号' | '號' => Some(Unit::Day),
        _ => None,
    }
}

/// A word as the lexicon has it: composed, in lower case, one apostrophe.
fn folded(word: &str) -> String {
    let word = word.replace('’', "'").to_lowercase();
    if word.is_ascii() {
        word
    } else {
        word.nfkc().collect()
    }
}

/// Full-width forms in ASCII.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        '‐' | '‑' | '−' | '﹣' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º')
        || unicode_normalization::char::is_combining_mark(c)
        || is_square_era(c)
}

/// An era in one sign (㍻), which is no letter.
fn is_square_era(c: char) -> bool {
    matches!(c, '\u{32FF}' | '\u{337B}'..='\u{337E}')
}

/// A reference to a control character (`&#5;`), as old wires left them.
fn control_reference(rest: &str) -> Option<usize> {
    let (code, _) = rest.strip_prefix("&#")?.split_once(';')?;
    let is_control = code.len() <= 3 && code.parse::<u32>().is_ok_and(|code| code < 32);
    is_control.then(|| code.len() + 3)
}

/// A number at the start of `rest`, with its length in bytes.
fn number(rest: &str) -> Option<(Kind, usize)> {
    let (mut value, mut digits, mut length) = (0u64, 0u8, 0);
    for c in rest.chars() {
        let Some(digit) = digit(c).filter(|_| digits < 17) else {
            break;
        };
        value = value * 10 + u64::from(digit);
        digits += 1;
        length += c.len_utf8();
    }
    if digits > 0 {
        return Some((Kind::Number { value, digits }, length));
    }
    ideographic(rest)
}

/// Decimal digits: ASCII, full-width, Arabic, Persian, Devanagari, Bengali,
/// Thai.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 7] = [0x30, 0xFF10, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50];
    let code = u32::from(c);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    Some(code - zero)
}

/// A number in Chinese numerals, if the sign of a year, month or day follows:
/// "二〇二三年", "十二月", "二十一日", and 元年, the first year of an era.
fn ideographic(rest: &str) -> Option<(Kind, usize)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let numeral = |c: char| match c {
        '十' => Some(10),
        '零' | '○' => Some(0),
        '元' => Some(1),
        _ => DIGITS
            .chars()
            .position(|digit| digit == c)
            .and_then(|value| u64::try_from(value).ok()),
    };
    let (mut value, mut length, mut count, mut tens) = (0u64, 0, 0u8, false);
    for c in rest.chars() {
        let Some(digit) = numeral(c).filter(|_| count < 8) else {
            unit(c).filter(|_| count > 0)?;
            let digits = if tens || value < 100 {
                2.min(count.max(1))
            } else {
                count
            };
            return Some((Kind::Number { value, digits }, length));
        };
        value = match (digit, tens) {
            (10, _) => value.max(1) * 10,
            (_, true) => value + digit,
            (_, false) => value * 10 + digit,
        };
        tens |= digit == 10;
        count += 1;
        length += c.len_utf8();
    }
    None
}

/// The length in bytes of the word at the start of `rest`. An apostrophe
/// between two letters belongs to it; a number in Chinese numerals ends it.
fn word_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        let joins =
            matches!(c, '\'' | '’') && characters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !(is_letter(c) || joins) || is_cjk(c) && ideographic(&rest[at..]).is_some() {
            return at;
        }
    }
    rest.len()
}

/// Whether a character is written without spaces between words.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31F0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
