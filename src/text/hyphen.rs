//! Where words may be divided: by the patterns of their language (Liang's
//! method), and where the text has soft hyphens.

use hypher::Lang;

use super::{cells, character::is_plain, width, words::Word};

/// Letters of a word below which it is not divided: what would be gained is
/// less than what the eye has to do.
const LEAST: usize = 6;

/// The soft hyphen: a place to divide that the text itself gives.
const SOFT: char = '\u{AD}';

/// How words are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hyphens {
    language: Option<Lang>,
    /// What a division is worth, in squared columns of raggedness.
    pub(super) penalty: usize,
}

impl Hyphens {
    /// For lines that end where they may: only where a wide gap would be left.
    #[must_use]
    pub fn ragged(language: Option<&str>) -> Self {
        Self {
            language: language.and_then(patterns),
            penalty: 90,
        }
    }

    /// For lines filled up to the right edge, where every gap is seen.
    #[must_use]
    pub fn justified(language: Option<&str>) -> Self {
        Self {
            penalty: 20,
            ..Self::ragged(language)
        }
    }

    /// Adds the pieces of a word between which a line may end with a hyphen,
    /// none of them wider with it than a line.
    pub(super) fn divide(self, text: &str, word: Word, limit: usize, pieces: &mut Vec<Word>) {
        let letters = &text[word.start..word.end];
        let (mut start, mut before) = (0, 0);
        if letters.len() >= LEAST {
            self.places(letters, &mut |end| {
                let columns = width(&letters[start..end]);
                if columns > 0 && columns < limit && is_between_cells(letters, end) {
                    pieces.push(Word {
                        start: word.start + start,
                        end: word.start + end,
                        width: columns,
                        space: 0,
                        hyphen: true,
                        added: true,
                    });
                    (start, before) = (end, before + columns);
                }
            });
        }
        pieces.push(Word {
            start: word.start + start,
            width: word.width.saturating_sub(before),
            ..word
        });
    }

    /// Tells the bytes of a word behind which it may be divided, in order.
    fn places(self, word: &str, tell: &mut impl FnMut(usize)) {
        if word.contains(SOFT) {
            let ends = word.match_indices(SOFT).map(|(at, _)| at + SOFT.len_utf8());
            let between_letters = |&end: &usize| {
                word[..end]
                    .trim_end_matches(SOFT)
                    .ends_with(char::is_alphabetic)
                    && word[end..].starts_with(char::is_alphabetic)
            };
            return ends.filter(between_letters).for_each(tell);
        }
        let Some(language) = self.language.filter(|_| is_divisible(word)) else {
            return;
        };
        for part in word.split(|c: char| !c.is_alphabetic()) {
            let from = part.as_ptr() as usize - word.as_ptr() as usize;
            if part.chars().count() < LEAST {
                continue;
            }
            let syllables: Vec<&str> = hypher::hyphenate(part, language).collect();
            let mut at = from;
            for pair in syllables.windows(2) {
                at += pair[0].len();
                // A single letter never stands by itself.
                if pair
                    .iter()
                    .all(|syllable| syllable.chars().nth(1).is_some())
                {
                    tell(at);
                }
            }
        }
    }
}

/// Whether no grapheme reaches over a byte of a word.
fn is_between_cells(word: &str, at: usize) -> bool {
    let (before, behind) = word.split_at(at);
    let plain = before.chars().next_back().is_some_and(is_plain)
        && behind.chars().next().is_some_and(is_plain);
    plain || cells(word).any(|cell| cell.at == at)
}

/// Addresses, numbers, and words that already have a hyphen, are left whole.
fn is_divisible(word: &str) -> bool {
    !word.contains(|c: char| c.is_numeric() || matches!(c, '-' | '@' | '/' | '_' | '\\'))
}

/// The patterns of a language by its BCP 47 code.
fn patterns(code: &str) -> Option<Lang> {
    let first: &str = code.split(['-', '_']).next()?;
    Lang::from_iso(first.as_bytes().try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: &str) -> String {
        let mut shown = word.to_owned();
        let mut places = Vec::new();
        Hyphens::ragged(Some(language)).places(word, &mut |at| places.push(at));
        for at in places.into_iter().rev() {
            shown.insert(at, '·');
        }
        shown
    }

    #[test]
    fn words_are_divided_by_their_language() {
        for (language, word, expected) in [
            ("en", "“declaration,”", "“decla·ra·tion,”"),
            ("en-GB", "Independence", "In·de·pen·dence"),
            ("de", "Freundschaftsvertrag", "Freund·schafts·ver·trag"),
            ("ru", "провозглашение", "про·воз·гла·ше·ние"),
            ("ru", "Декларация", "Де·кла·ра·ция"),
            ("fr", "l’anniversaire", "l’an·ni·ver·saire"),
            ("es", "declaración", "de·cla·ra·ción"),
            ("pl", "przyjaźń", "przy·jaźń"),
            ("en", "bridge", "bridge"),
            ("en", "www.sarn-gazette.example", "www.sarn-gazette.example"),
            ("en", "so\u{ad}me\u{ad}thing", "so\u{ad}·me\u{ad}·thing"),
            ("ko", "공동선언", "공동선언"),
            ("xx", "declaration", "declaration"),
            ("", "declaration", "declaration"),
        ] {
            assert_eq!(divided(word, language), expected, "{language}");
        }
    }
}
