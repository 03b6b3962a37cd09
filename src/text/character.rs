//! What may become of one character on a screen: the rules alone, one
//! character at a time, with what stands before and after it.
//!
//! The rules, in the order they are asked:
//! - tab, line feed, vertical tab, form feed, carriage return, line and
//!   paragraph separator are one space (CR LF together are one);
//! - other C0 controls and DEL are their control pictures (ESC is `␛`);
//! - C1 controls, bidi controls, private use, noncharacters, fillers and code
//!   points without an assigned character are shown by number (`⟨U+202E⟩`): what a
//!   terminal makes of them is not known;
//! - joiners stay in the scripts that need them, variation selectors behind an
//!   ideograph or a sign that has variants; elsewhere, and all other invisible
//!   format characters, are dropped;
//! - emoji sequences are shown as their parts, without selectors and skin
//!   tones: half of the terminals give a sequence two columns, the other half
//!   the sum of its parts, so that what stands behind it would be displaced;
//! - a combining mark with nothing to stand on gets a dotted circle; more
//!   than [`MAX_MARKS`] on one base are dropped;
//! - half-width (semi-)voiced sound marks are shown full-width: programs
//!   disagree about the columns of the half-width ones.

use unicode_normalization::char::{is_combining_mark, is_public_assigned};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How many combining marks are shown on one base. Real scripts stay below;
/// more only serve to smear over neighbouring lines.
pub(super) const MAX_MARKS: usize = 8;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is shown as it is.
    Keep,
    /// It is a combining mark, and shown on the base before it.
    Attach,
    /// It is shown on a dotted circle.
    Ground,
    /// It is not shown.
    Drop,
    /// This is shown in its place, apart from what stands around it.
    Picture(char),
    /// Its number is shown in its place, apart from what stands around it.
    Number,
}

/// Where a character stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The character shown before it that it may attach to; `None` at the
    /// start, after a space, and after anything that is not shown as it is.
    pub base: Option<char>,
    /// How many marks stand before it without a base between.
    pub marks: usize,
}

impl Context {
    /// The context after `c`, which is kept, attached or grounded.
    pub fn after(self, c: char, fate: Fate) -> Self {
        Self {
            base: (c != ' ').then_some(c),
            marks: if fate == Fate::Keep {
                0
            } else {
                self.marks + 1
            },
        }
    }

    /// What becomes of `c` here, with the character after it.
    pub fn fate(self, c: char, next: Option<char>) -> Fate {
        match c {
            '\r' if next == Some('\n') => Fate::Drop,
            '\t'..='\r' | '\u{2028}' | '\u{2029}' => Fate::Picture(' '),
            '\0'..='\u{1F}' => Fate::Picture(picture(c)),
            ' '..='~' => Fate::Keep,
            '\u{7F}' => Fate::Picture('␡'),
            '\u{80}'..='\u{9F}' => Fate::Number,
            '\u{61C}' | '\u{200E}' | '\u{200F}' => Fate::Number,
            // Fillers of Hangul: letters that show nothing.
            '\u{115F}' | '\u{1160}' => Fate::Number,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Fate::Number,
            '\u{200C}' | '\u{200D}' => kept_if(self.base.is_some_and(is_joining_script)),
            '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
            | '\u{180B}'..='\u{180D}'
            | '\u{180F}' => kept_if(self.base.is_some_and(|base| has_variants(base, c))),
            '\u{1F3FB}'..='\u{1F3FF}' if self.base.is_some_and(is_pictograph) => Fate::Drop,
            '\u{1F3FB}'..='\u{1F3FF}' => Fate::Picture(c),
            _ if is_invisible(c) => Fate::Drop,
            '\u{FF9E}' => Fate::Picture('\u{309B}'),
            '\u{FF9F}' => Fate::Picture('\u{309C}'),
            _ if is_plain(c) => Fate::Keep,
            _ if !is_public_assigned(c) => Fate::Number,
            _ if !is_combining_mark(c) => Fate::Keep,
            _ if is_too_new(c) => Fate::Number,
            _ if self.base.is_none() => Fate::Ground,
            _ if self.marks >= MAX_MARKS => Fate::Drop,
            _ => Fate::Attach,
        }
    }
}

/// Whether a combining mark takes no column but would be a grapheme of its
/// own: it is so new that the tables of graphemes do not know it yet, and what
/// a terminal makes of it is not known.
fn is_too_new(mark: char) -> bool {
    let mut bytes = [0; 8];
    let base = '◌'.encode_utf8(&mut bytes).len();
    let end = base + mark.encode_utf8(&mut bytes[base..]).len();
    let pair = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
    mark.width() == Some(0) && pair.graphemes(true).nth(1).is_some()
}

fn kept_if(kept: bool) -> Fate {
    if kept { Fate::Keep } else { Fate::Drop }
}

/// The control picture of a C0 control.
fn picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')
}

/// Characters that are shown as they are wherever they stand, take at least
/// one column, and form a grapheme of their own beside one another. Not all
/// of them: those that most texts are made of.
pub(super) const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{3A3}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF9D}')
}

/// Characters of which, when they are kept, each begins a grapheme, unless a
/// joiner, a virama or a prepended sign stands before it: the letters of most
/// scripts, signs, and emoji but for flags.
pub(super) const fn is_settled(c: char) -> bool {
    is_plain(c)
        || matches!(c,
            '\u{370}'..='\u{5FF}' | '\u{606}'..='\u{6DC}' | '\u{900}'..='\u{D4D}'
            | '\u{D4F}'..='\u{E32}' | '\u{E34}'..='\u{EB2}' | '\u{EB4}'..='\u{EFF}'
            | '\u{1780}'..='\u{17E9}' | '\u{1E00}'..='\u{1FFF}' | '\u{20A0}'..='\u{2BFF}'
            | '\u{1F300}'..='\u{1FAFF}')
}

/// Marks that always belong to the grapheme before them: those of the most
/// used scripts, as far as all tables of Unicode know them.
pub(super) const fn is_clinging(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{670}' | '\u{6D6}'..='\u{6ED}'
        | '\u{900}'..='\u{B4D}' | '\u{BBE}'..='\u{DDF}' | '\u{E31}'..='\u{E4E}' | '\u{EB1}'..='\u{ECD}'
        | '\u{17B6}'..='\u{17D3}' | '\u{20D0}'..='\u{20F0}' | '\u{3099}' | '\u{309A}')
}

/// The blocks of the characters that skin tones can stand behind.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// Arabic, Syriac, the Indic scripts, Mongolian and their like.
const fn is_joining_script(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDCF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{11FFF}')
}

/// Whether `selector` can mean anything behind `base`.
const fn has_variants(base: char, selector: char) -> bool {
    match selector {
        '\u{FE0E}' | '\u{FE0F}' => false,
        '\u{FE00}'..='\u{FE0D}' => matches!(base,
            '\u{1000}'..='\u{109F}' | '\u{2205}'..='\u{22FF}' | '\u{2A00}'..='\u{2AFF}'
            | '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}'),
        '\u{E0100}'..='\u{E01EF}' => matches!(base,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'),
        _ => matches!(base, '\u{1800}'..='\u{180A}' | '\u{1810}'..='\u{18AF}'),
    }
}

/// Format characters that show nothing and change what stands around them:
/// soft hyphen, zero-width space, word joiner, byte order mark, tags,
/// annotations, invisible operators, fillers, musical and other beams.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'
        | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}
