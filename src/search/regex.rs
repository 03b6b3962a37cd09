//! Regular expressions in a query: `/pattern/`. They see the text as it
//! stands, without folding; case counts only if the pattern has a capital.

use std::ops::Range;

use regex_automata::meta::Regex;

/// How large a compiled pattern may grow, in bytes: one from a stranger's
/// query must not take the memory.
const LARGEST: usize = 1 << 20;

/// A compiled pattern. Its matching takes time linear in the text.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    source: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in one line.
    pub fn new(source: &str) -> Result<Self, String> {
        let has_capital = {
            let mut escaped = false;
            source.chars().any(|c| {
                let counts = !escaped && c.is_uppercase();
                escaped = !escaped && c == '\\';
                counts
            })
        };
        let syntax = regex_automata::util::syntax::Config::new()
            .case_insensitive(!has_capital)
            .multi_line(true);
        let limits = Regex::config()
            .nfa_size_limit(Some(LARGEST))
            .hybrid_cache_capacity(LARGEST);
        let regex = Regex::builder()
            .configure(limits)
            .syntax(syntax)
            .build(source)
            .map_err(|error| why(&error))?;
        Ok(Self {
            source: source.to_owned(),
            regex,
        })
    }

    /// Whether it stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Where it stands in a text; what is empty is not shown.
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> {
        let found = self.regex.find_iter(text).map(|found| found.range());
        found.filter(|range| !range.is_empty())
    }
}

/// The last line of a syntax error says what is wrong; those above point at it.
fn why(error: &regex_automata::meta::BuildError) -> String {
    match error.syntax_error() {
        Some(error) => {
            let said = error.to_string();
            let last = said.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
        None => format!("it is larger than {LARGEST} bytes when compiled"),
    }
}
