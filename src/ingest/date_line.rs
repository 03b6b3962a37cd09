//! Judges whether a whole line is a date line: a date, and around it nothing
//! but weekdays, times, zones, labels, and at most a place or the name of the
//! printer set off by a mark. A sentence that contains a date is none.

use super::date_slot::clock;
use super::date_string::{self, Found};
use super::date_token::{Kind, Token, is_cjk, tokens};
use super::lexicon::NumberOrder;

/// A line longer than this (in bytes) is no date line.
const LONGEST: usize = 240;
/// At most this many words of a place or a printer stand beside the date.
const MOST_WORDS: usize = 7;
/// The same for scripts without capitals, which cannot show that a word is a
/// name.
const MOST_UNCASED: usize = 4;

/// A line that is a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLine<'a> {
    /// The date.
    pub date: Found,
    /// The characters that were read as the date.
    pub raw: &'a str,
    /// What else stands in the line: parts set off by marks, in their order.
    pub beside: Vec<Beside<'a>>,
}

/// A place or a printer beside the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The words.
    pub text: &'a str,
    /// How it is set off from the date.
    pub set_off: SetOff,
}

/// How something is set off from a date in the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetOff {
    /// By a mark that separates (|, ·, a dash) or brackets.
    Strongly,
    /// By a comma, a colon or white space.
    Weakly,
    /// Announced as the source.
    AsSource,
}

impl DateLine<'_> {
    /// Whether the line may stand for a headline as well: something beside
    /// the date that is set off by a comma only.
    pub fn could_be_headline(&self) -> bool {
        self.beside
            .iter()
            .any(|beside| beside.set_off == SetOff::Weakly)
    }
}

/// Reads a line as a date line.
pub fn date_line(line: &str, order: NumberOrder) -> Option<DateLine<'_>> {
    if line.len() > LONGEST || !has_digit(line) {
        return None;
    }
    let tokens = tokens(line);
    let date = date_string::find(&tokens, order)?;
    let residue = Residue {
        line,
        tokens: &tokens,
        order,
    };
    let mut beside = residue.before(date.first)?;
    beside.extend(residue.after(date.end)?);
    let is_pure = beside.is_empty();
    let count = beside.iter().map(|part| words(part.text)).sum::<usize>();
    let is_cased = beside
        .iter()
        .all(|part| part.text.chars().any(char::is_uppercase));
    let most = if is_cased { MOST_WORDS } else { MOST_UNCASED };
    let is_crowded = count > most || !is_pure && ends_a_sentence(&tokens);
    if is_crowded || date.year.is_none() && !is_pure {
        return None;
    }
    let raw = &line[tokens[date.first].start..tokens[date.end - 1].end];
    Some(DateLine { date, raw, beside })
}

/// Whether a line holds anything that a number can begin with.
fn has_digit(line: &str) -> bool {
    if line.is_ascii() {
        return line.bytes().any(|byte| byte.is_ascii_digit());
    }
    line.chars()
        .any(|c| c.is_numeric() || "〇零一二三四五六七八九十元".contains(c))
}

/// Whether the line ends with a word and a full stop.
fn ends_a_sentence(tokens: &[Token]) -> bool {
    matches!(tokens, [.., word, stop]
        if stop.kind == Kind::Mark('.')
            && word.end - word.start > 2
            && matches!(word.kind, Kind::Word(m) if m == Default::default()))
}

/// How many words, four characters of Chinese or Japanese counting as one.
fn words(text: &str) -> usize {
    let dense = text.chars().filter(|c| is_cjk(*c)).count();
    text.split_whitespace().count() + dense / 4
}

/// The tokens of a line that are not its date.
struct Residue<'a, 't> {
    line: &'a str,
    tokens: &'t [Token],
    order: NumberOrder,
}

impl<'a> Residue<'a, '_> {
    fn before(&self, end: usize) -> Option<Vec<Beside<'a>>> {
        let parts = self.parts(0, end)?;
        let set_off = |part: &Part| (part.end..end).find_map(|at| self.separates(at));
        parts
            .iter()
            .map(|part| self.beside(part, set_off(part)))
            .collect()
    }

    fn after(&self, start: usize) -> Option<Vec<Beside<'a>>> {
        let parts = self.parts(start, self.tokens.len())?;
        parts
            .iter()
            .map(|part| {
                let from = part.start.checked_sub(1).filter(|at| *at >= start);
                let mark = from.map(|at| &self.tokens[at].kind);
                // A colon behind a date announces a headline or an entry.
                if mark == Some(&Kind::Mark(':')) && !part.source {
                    return None;
                }
                self.beside(part, from.and_then(|at| self.separates(at)))
            })
            .collect()
    }

    fn beside(&self, part: &Part, set_off: Option<SetOff>) -> Option<Beside<'a>> {
        let text = &self.line[self.tokens[part.start].start..self.tokens[part.end - 1].end];
        is_name(text).then_some(())?;
        let set_off = if part.source {
            SetOff::AsSource
        } else {
            set_off.unwrap_or(SetOff::Weakly)
        };
        Some(Beside { text, set_off })
    }

    fn separates(&self, at: usize) -> Option<SetOff> {
        const STRONG: &str = "|·•–—-/()[]‖¦※■【】〔〕・";
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) if STRONG.contains(mark) => Some(SetOff::Strongly),
            Kind::Mark(',' | ':' | '.') => Some(SetOff::Weakly),
            _ => None,
        }
    }

    /// The runs of foreign words among tokens `from..to`; `None` when there
    /// is a number or a mark that no date line has.
    fn parts(&self, from: usize, to: usize) -> Option<Vec<Part>> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut at, mut timed, mut source) = (from, false, false);
        while at < to {
            if let Some(end) = clock(self.tokens, at).filter(|end| *end <= to) {
                (at, timed) = (end, true);
                continue;
            }
            // A second date: when it was updated, or the same in another form.
            if let Some(second) = date_string::find_full(self.tokens, self.order, at)
                && second.first == at
                && second.end <= to
            {
                at = second.end;
                continue;
            }
            let token = &self.tokens[at];
            match token.kind {
                Kind::Word(meaning) if meaning.source => source = true,
                Kind::Word(meaning)
                    if meaning.weekday
                        || meaning.around
                        || meaning.inside
                        || meaning.era.is_some() => {}
                Kind::Word(_) if timed && self.is_zone(at) => {}
                Kind::Word(_) => match parts.last_mut() {
                    Some(part) if part.end == at => part.end = at + 1,
                    _ => parts.push(Part {
                        start: at,
                        end: at + 1,
                        source,
                    }),
                },
                Kind::Number { .. } if self.is_counted(at, timed) => {}
                Kind::Number { .. } => return None,
                Kind::Unit(_) => {}
                Kind::Mark('?' | '!' | '"' | '“' | '”' | '«' | '»' | '„' | '%' | '$' | '…') =>
                {
                    return None;
                }
                Kind::Mark(mark) => {
                    if let ('&' | '\'' | '.', Some(part)) = (mark, parts.last_mut())
                        && part.end == at
                        && self.joins(at, to)
                    {
                        part.end = at + 1;
                    }
                }
            }
            at += 1;
        }
        Some(parts)
    }

    /// Whether a mark stands inside a name ("B. Smith", "AT&T").
    fn joins(&self, at: usize, to: usize) -> bool {
        at + 1 < to && matches!(self.tokens[at + 1].kind, Kind::Word(m) if m == Default::default())
    }

    /// A zone: a few capitals behind a time (EDT, МСК).
    fn is_zone(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let text = &self.line[token.start..token.end];
        text.chars().count() <= 5 && text.chars().all(char::is_uppercase)
    }

    /// Whether a number belongs to a time, a zone or an issue: the word right
    /// before or after it says so, or a sign behind a time.
    fn is_counted(&self, at: usize, timed: bool) -> bool {
        let says_so = |token: Option<&Token>| {
            token.is_some_and(|token| match token.kind {
                Kind::Word(meaning) => meaning.around || meaning.ordinal,
                Kind::Mark(mark) => {
                    matches!(mark, '№' | '#') || timed && matches!(mark, '+' | '-' | ':')
                }
                _ => false,
            })
        };
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let behind_dot = at.checked_sub(2).and_then(|at| self.tokens.get(at));
        let dotted = before.is_some_and(|token| token.kind == Kind::Mark('.'));
        says_so(before) || says_so(self.tokens.get(at + 1)) || dotted && says_so(behind_dot)
    }
}

/// A run of foreign words, by tokens.
struct Part {
    start: usize,
    end: usize,
    /// A word before it announces the source.
    source: bool,
}

/// Whether words look like the name of a place, a paper or a person: each
/// begins with a capital, or belongs to a script without capitals, or is one
/// of the small words inside names.
fn is_name(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_none_or(|c| !c.is_lowercase()) || word.chars().count() <= 3
    }) && text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| !c.is_lowercase())
}
