//! Where phrases and patterns stand in a text, however it was printed and
//! wrapped: all is looked for in the folded text ([`fold()`]), never in lines.

use std::ops::Range;

use regex_automata::{meta, util::syntax};

use super::{Case, Folded, fold};

/// What stands between two terms that are typed at once.
const BETWEEN: &str = " | ";

/// The memory that a pattern may take, in bytes: enough for anything typed by
/// hand, too little for what would stop the program.
const PATTERN_SIZE: usize = 4 << 20;

/// All places of a phrase in a text, from left to right, none overlapping
/// another: ranges of bytes on character boundaries, with the accents of the
/// last character.
///
/// Smart case: capitals count if the phrase has one. Accents never count, in
/// the phrase neither; what else is equal stands at [`fold()`]'s module. A
/// phrase that folds to nothing is nowhere. Time is linear.
#[must_use]
pub fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let needles = Needles {
        terms: vec![Term::phrase(phrase)],
    };
    needles.hits(text).into_iter().map(|hit| hit.span).collect()
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// Which of the terms stands there, from 0.
    pub term: usize,
}

/// What is looked for: terms, each of which counts wherever it stands.
#[derive(Clone, Debug, Default)]
pub struct Needles {
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    what: What,
    case: Case,
}

#[derive(Clone, Debug)]
enum What {
    /// A folded phrase.
    Phrase(String),
    /// A pattern on the folded text.
    Pattern(meta::Regex),
}

impl Needles {
    /// Phrases as they were typed, several separated by ` | `.
    #[must_use]
    pub fn phrases(typed: &str) -> Self {
        Self {
            terms: parts(typed).map(Term::phrase).collect(),
        }
    }

    /// Regular expressions as they were typed, several separated by ` | `; in
    /// the syntax of the crate `regex`, `^` and `$` at the ends of paragraphs.
    ///
    /// # Errors
    /// A sentence: what is wrong with the first that is none.
    pub fn patterns(typed: &str) -> Result<Self, String> {
        let terms = parts(typed).map(Term::pattern).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// All places, from left to right, none overlapping another: of two that
    /// do, the one that starts first, then the longer. Time is linear.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for case in [Case::Ignored, Case::Kept] {
            if !self.terms.iter().any(|term| term.case == case) {
                continue;
            }
            let folded = Folded::new(text, case);
            for (number, term) in self.terms.iter().enumerate() {
                if term.case == case {
                    term.places(folded.text(), &mut |place| {
                        hits.push(Hit {
                            span: folded.original(place),
                            term: number,
                        });
                    });
                }
            }
        }
        apart(&mut hits);
        hits
    }

    /// Whether any of it stands in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        !self.hits(text).is_empty()
    }
}

/// Leaves out what overlaps a place before it.
pub fn apart(hits: &mut Vec<Hit>) {
    hits.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end));
    let mut end = 0;
    hits.retain(|hit| {
        let apart = hit.span.start >= end;
        if apart {
            end = hit.span.end;
        }
        apart
    });
}

/// The terms that were typed at once.
fn parts(typed: &str) -> impl Iterator<Item = &str> {
    let several = typed.contains(BETWEEN);
    typed
        .split(BETWEEN)
        .map(move |part| if several { part.trim() } else { part })
        .filter(|part| !part.is_empty())
}

impl Term {
    fn phrase(phrase: &str) -> Self {
        let case = smart_case(phrase);
        Self {
            what: What::Phrase(fold(phrase, case)),
            case,
        }
    }

    fn pattern(typed: &str) -> Result<Self, String> {
        let case = smart_case(&without_escapes(typed));
        // Folding with capitals kept leaves the signs of the syntax alone.
        let regex = meta::Regex::builder()
            .syntax(
                syntax::Config::new()
                    .case_insensitive(case == Case::Ignored)
                    .multi_line(true),
            )
            .configure(
                meta::Config::new()
                    .nfa_size_limit(Some(PATTERN_SIZE))
                    .hybrid_cache_capacity(PATTERN_SIZE),
            )
            .build(&fold(typed, Case::Kept));
        match regex {
            Ok(regex) => Ok(Self {
                what: What::Pattern(regex),
                case: Case::Kept,
            }),
            Err(error) => {
                let why = match (error.syntax_error(), error.size_limit()) {
                    (Some(error), _) => last_line(error),
                    (None, Some(_)) => "it is too large".to_owned(),
                    (None, None) => error.to_string(),
                };
                Err(format!("‘{typed}’ is no regular expression: {why}"))
            }
        }
    }

    /// Tells the places in a folded text, in order.
    fn places(&self, folded: &str, tell: &mut impl FnMut(Range<usize>)) {
        match &self.what {
            What::Phrase(phrase) if phrase.is_empty() => {}
            What::Phrase(phrase) => {
                for (at, found) in folded.match_indices(phrase.as_str()) {
                    tell(at..at + found.len());
                }
            }
            What::Pattern(regex) => {
                for found in regex.find_iter(folded).filter(|found| !found.is_empty()) {
                    tell(found.range());
                }
            }
        }
    }
}

/// Capitals count if there is one.
fn smart_case(typed: &str) -> Case {
    if typed.chars().any(char::is_uppercase) {
        Case::Kept
    } else {
        Case::Ignored
    }
}

/// A pattern without `\W`, `\pL` and their like, whose capitals are none.
fn without_escapes(pattern: &str) -> String {
    let mut rest = pattern.chars().peekable();
    let mut kept = String::new();
    while let Some(c) = rest.next() {
        if c != '\\' {
            kept.push(c);
            continue;
        }
        let class = rest.next();
        if matches!(class, Some('p' | 'P' | 'x' | 'u' | 'U')) {
            if rest.peek() == Some(&'{') {
                rest.by_ref().find(|&c| c == '}');
            } else {
                rest.next();
            }
        }
    }
    kept
}

/// What a message of several lines comes to.
fn last_line(error: &impl std::fmt::Display) -> String {
    let said = error.to_string();
    let last = said.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_they_were_printed() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "the joint",
                "The Joint\n  the\u{a0}JOINT",
                &["The Joint", "the\u{a0}JOINT"],
            ),
            ("Joint", "joint Joint JOINT", &["Joint"]),
            (
                "cafe",
                "Café cafe\u{301} CAFE",
                &["Café", "cafe\u{301}", "CAFE"],
            ),
            ("café", "cafe", &["cafe"]),
            ("don't", "don’t don't", &["don’t", "don't"]),
            ("a-b", "a–b a\u{2011}b a b", &["a–b", "a\u{2011}b"]),
            (
                "reunification",
                "re\u{ad}uni\u{200b}fication",
                &["re\u{ad}uni\u{200b}fication"],
            ),
            ("aa", "aaaaa", &["aa", "aa"]),
            ("s", "ß", &["ß"]),
            ("a b", "a\n\nb", &[]),
            ("", "a", &[]),
            ("\u{ad}", "a\u{ad}", &[]),
            ("사과", "사과는 사과", &["사과", "사과"]),
            ("하", "한", &[]),
            ("か", "が", &[]),
        ];
        for (phrase, text, expected) in cases {
            let hits: Vec<&str> = find(text, phrase)
                .into_iter()
                .map(|hit| &text[hit])
                .collect();
            assert_eq!(hits, *expected, "{phrase:?} in {text:?}");
        }
    }

    #[test]
    fn several_terms_are_told_apart() {
        let text = "The ferry passed the Bridge; a bridge, a Ferry bridge.";
        let told = |needles: &Needles| -> Vec<(String, usize)> {
            let hits = needles.hits(text).into_iter();
            hits.map(|hit| (text[hit.span].to_owned(), hit.term))
                .collect()
        };
        let found = |hits: &[(&str, usize)]| -> Vec<(String, usize)> {
            hits.iter()
                .map(|(hit, term)| ((*hit).to_owned(), *term))
                .collect()
        };
        assert_eq!(
            told(&Needles::phrases("ferry | Bridge")),
            found(&[("ferry", 0), ("Bridge", 1), ("Ferry", 0)])
        );
        // The one that starts first, then the longer.
        assert_eq!(
            told(&Needles::phrases("ferry | ferry bridge")),
            found(&[("ferry", 0), ("Ferry bridge", 1)])
        );
        assert!(Needles::phrases(" | ").is_empty() && Needles::phrases("").is_empty());
    }

    #[test]
    fn patterns_are_found_in_the_folded_text() {
        for (pattern, text, expected) in [
            (
                r"\bbr\w+e\b",
                "A Bridge, brie, abridge",
                vec!["Bridge", "brie"],
            ),
            ("caf[eè]s?", "Cafés, café", vec!["Cafés", "café"]),
            ("Caf[eè]s?", "Cafés, café", vec!["Cafés"]),
            (r"\D\d", "a1 B2", vec!["a1", "B2"]),
            (
                r"signed the declaration",
                "signed\nthe\u{a0}decla\u{ad}ration",
                vec!["signed\nthe\u{a0}decla\u{ad}ration"],
            ),
            ("^it", "it is\n\nit was; it", vec!["it", "it"]),
            ("x*", "abc", vec![]),
            (r"\pL+", "漢字 é1", vec!["漢字", "é"]),
        ] {
            let needles = Needles::patterns(pattern).unwrap_or_default();
            let hits = needles.hits(text).into_iter();
            let found: Vec<&str> = hits.map(|hit| &text[hit.span]).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for (pattern, why) in [
            ("a(b", "unclosed group"),
            ("a | [", "unclosed character class"),
            (r"(\w{1000}){1000}", "too large"),
        ] {
            let error = Needles::patterns(pattern)
                .map(|_| ())
                .err()
                .unwrap_or_default();
            assert!(error.contains(why) && !error.contains('\n'), "{error}");
        }
    }
}
