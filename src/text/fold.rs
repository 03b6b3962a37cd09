//! A text as a person compares it: without accents and case, whatever kind
//! of quotation mark, dash or space was printed, and where in the original
//! each part of it stands.
//!
//! What is equal: compatibility forms (full and half width, ligatures, NFKD);
//! accents of Latin, Greek, Cyrillic, Hebrew points and Arabic vowel signs;
//! all quotation marks and apostrophes; all dashes and hyphens; any run of
//! white space and one space, but for an empty line, which stays a line feed.
//! Soft hyphens and other characters that show nothing count for nothing.
//! Letters that only look like accented ones stay apart: Cyrillic й, kana
//! with and without sound marks, Indic vowels, Hangul.

use std::ops::Range;

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// Whether capitals count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `A` is `a`.
    Ignored,
    /// `A` is not `a`.
    Kept,
}

/// A folded text that knows where its parts come from.
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    /// Runs in ascending order; together they cover the folded text.
    runs: Vec<Run>,
}

/// A part of the folded text and the part of the original it comes from.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it starts in the folded text.
    folded: usize,
    /// Where it starts in the original.
    start: usize,
    /// Where it ends in the original, if the two parts correspond only as
    /// wholes; `None` if they do byte by byte.
    end: Option<usize>,
}

impl Folded {
    /// Folds a text. Time and memory are linear; the map is small where the
    /// folding keeps the number of bytes.
    #[must_use]
    pub fn new(text: &str, case: Case) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            runs: Vec::new(),
        };
        fold_into(text, case, &mut |original, piece| {
            folded.push(text, original, piece);
        });
        folded
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text comes from:
    /// whole characters with their accents.
    #[must_use]
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.run(folded.start);
        let end = self.run(folded.end.saturating_sub(1).max(folded.start));
        let from = match start.end {
            None => start.start + (folded.start - start.folded),
            Some(_) => start.start,
        };
        let to = match end.end {
            None => end.start + (folded.end - end.folded),
            Some(end) => end,
        };
        from..to.max(from)
    }

    /// The run that this byte of the folded text belongs to.
    fn run(&self, at: usize) -> Run {
        let after = self.runs.partition_point(|run| run.folded <= at);
        let none = Run {
            folded: 0,
            start: 0,
            end: Some(0),
        };
        after.checked_sub(1).map_or(none, |last| self.runs[last])
    }

    fn push(&mut self, text: &str, original: Range<usize>, piece: &str) {
        let folded = self.text.len();
        self.text.push_str(piece);
        // Byte by byte only where each character kept its length, so that
        // boundaries of characters fall on boundaries.
        let bytewise = original.len() == piece.len()
            && text[original.clone()]
                .chars()
                .map(char::len_utf8)
                .eq(piece.chars().map(char::len_utf8));
        let end = (!bytewise).then_some(original.end);
        let goes_on = bytewise
            && self.runs.last().is_some_and(|run| {
                run.end.is_none() && run.start + (folded - run.folded) == original.start
            });
        if !goes_on {
            self.runs.push(Run {
                folded,
                start: original.start,
                end,
            });
        }
    }
}

/// The folded form of a text alone.
#[must_use]
pub fn fold(text: &str, case: Case) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, case, &mut |_, piece| folded.push_str(piece));
    folded
}

/// Folds a text piece by piece: each with the bytes of the original that it
/// comes from. Pieces that fold to nothing are left out.
fn fold_into(text: &str, case: Case, sink: &mut impl FnMut(Range<usize>, &str)) {
    let mut buffer = String::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + plain_run(&text.as_bytes()[at..]);
        if end > at {
            buffer.clear();
            buffer.push_str(&text[at..end]);
            if case == Case::Ignored {
                buffer.make_ascii_lowercase();
            }
            sink(at..end, &buffer);
            at = end;
            continue;
        }
        let end = at + cluster(&text[at..]);
        buffer.clear();
        fold_cluster(&text[at..end], case, &mut buffer);
        if !buffer.is_empty() {
            sink(at..end, &buffer);
        }
        at = end;
    }
}

/// How many bytes at the start are ASCII that folds to ASCII by case alone,
/// with nothing behind it that could belong to the last of them.
fn plain_run(bytes: &[u8]) -> usize {
    let plain = |&byte: &u8| matches!(byte, b'!'..=b'~') && byte != b'`';
    let mut end = 0;
    loop {
        end += bytes[end..].iter().take_while(|byte| plain(byte)).count();
        // A single space between two plain characters stays what it is.
        let space = bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(plain);
        if !space || end == 0 {
            break;
        }
        end += 1;
    }
    let attached = bytes.get(end).is_some_and(|&byte| byte >= 0x80);
    end - usize::from(attached && end > 0)
}

/// How many bytes at the start fold as one: a run of white space, or a
/// character with what is composed with it.
fn cluster(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    if is_space(first) {
        let goes_on = |c| is_space(c) || is_ignored(c);
        return text.find(|c| !goes_on(c)).unwrap_or(text.len());
    }
    let mut end = first.len_utf8();
    let mut last = first;
    for (at, c) in chars {
        if c < '\u{300}' || !(attaches(c) || joins_hangul(last, c)) {
            break;
        }
        end = at + c.len_utf8();
        last = c;
    }
    end
}

fn fold_cluster(text: &str, case: Case, out: &mut String) {
    if text.starts_with(is_space) {
        let paragraph = text.contains("\n\n");
        out.push(if paragraph { '\n' } else { ' ' });
        return;
    }
    let mut last: Option<char> = None;
    for c in text.chars() {
        // Before the decomposition, which makes two of some of them.
        let c = sign(c);
        if last.is_none() && text.len() == c.len_utf8() && is_whole(c) {
            last = Some(c);
            break;
        }
        decompose_compatible(c, |part| {
            if is_ignored(part)
                || is_accent(part) && !(part == '\u{306}' && matches!(last, Some('и' | 'И')))
            {
                return;
            }
            if let Some(composed) = last.and_then(|last| compose(last, part)) {
                last = Some(composed);
                return;
            }
            if let Some(last) = last.replace(part) {
                emit(last, case, out);
            }
        });
    }
    if let Some(last) = last {
        emit(last, case, out);
    }
}

fn emit(c: char, case: Case, out: &mut String) {
    // After the decomposition, which brings some of them to light.
    let c = if is_space(c) { ' ' } else { sign(c) };
    if case == Case::Kept {
        spell(c, out);
    } else {
        c.to_lowercase().for_each(|c| spell(c, out));
    }
}

/// One quotation mark for all, one apostrophe, one dash.
const fn sign(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '`' | '´' | 'ʼ' | 'ʹ' | '‹' | '›' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' => '"',
        '‐'..='―' | '−' | '⁃' => '-',
        _ => c,
    }
}

/// Letters that have no parts, and such whose parts belong together: not all
/// of them, but those that most texts are made of.
const fn is_whole(c: char) -> bool {
    matches!(c,
        '!'..='~' | '\u{410}'..='\u{44F}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Letters that a person without their keyboard types otherwise.
fn spell(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'ẞ' => out.push_str("SS"),
        'æ' => out.push_str("ae"),
        'Æ' => out.push_str("AE"),
        'œ' => out.push_str("oe"),
        'Œ' => out.push_str("OE"),
        'ø' => out.push('o'),
        'Ø' => out.push('O'),
        'ł' => out.push('l'),
        'Ł' => out.push('L'),
        'đ' => out.push('d'),
        'Đ' => out.push('D'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        _ => out.push(c),
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Accents that a search does without.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'
        | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}')
}

/// Characters that show nothing.
const fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that are folded together with the character before them.
fn attaches(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}') || is_combining_mark(c)
}

/// Whether two jamo are parts of one syllable.
const fn joins_hangul(last: char, c: char) -> bool {
    matches!((last, c),
        ('\u{1100}'..='\u{1112}', '\u{1161}'..='\u{1175}')
        | ('\u{1161}'..='\u{1175}' | '\u{AC00}'..='\u{D7A3}', '\u{11A8}'..='\u{11C2}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_folds_to_the_same() {
        let cases = [
            ("Café  CAFE\u{301}", "cafe cafe"),
            ("Ёлка, мой", "елка, мой"),
            ("И\u{306} И\u{301}", "й и"),
            ("“don’t” «a» ‚b‘ `c´", "\"don't\" \"a\" 'b' 'c'"),
            ("a—b–c‑d−e", "a-b-c-d-e"),
            ("a\u{a0}b\t\n c\n\nd", "a b c\nd"),
            ("so\u{ad}ft \u{200b} zero", "soft zero"),
            ("Ｆｕｌｌ ﬁne ½ №", "full fine 1⁄2 no"),
            (
                "Straße STRAẞE Ærø Łódź ŒUVRE",
                "strasse strasse aero lodz oeuvre",
            ),
            ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
            ("İstanbul ILIK ılık", "istanbul ilik ilik"),
            ("ガ ｶﾞ カ\u{3099} カ", "ガ ガ ガ カ"),
            (
                "한국 \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
                "한국 한국",
            ),
            ("कि क", "कि क"),
            ("مُحَمَّد محمد آب", "محمد محمد اب"),
            ("שָׁלוֹם", "שלום"),
            ("…", "..."),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text, Case::Ignored), folded, "{text}");
        }
        assert_eq!(fold("Élan ẞ", Case::Kept), "Elan SS");
    }

    #[test]
    fn the_map_leads_back_to_whole_characters() {
        let text = "x e\u{301}\u{ad}ﬁ \u{200b}\n Ю";
        let folded = Folded::new(text, Case::Ignored);
        assert_eq!(folded.text(), "x efi ю");
        for (range, original) in [
            (0..1, "x"),
            (2..3, "e\u{301}"),
            (3..4, "ﬁ"),
            (4..5, "ﬁ"),
            (2..5, "e\u{301}\u{ad}ﬁ"),
            (5..6, " \u{200b}\n "),
            (6..8, "Ю"),
            (0..8, text),
        ] {
            assert_eq!(&text[folded.original(range.clone())], original, "{range:?}");
        }
    }
}
