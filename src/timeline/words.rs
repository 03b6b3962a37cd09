//! The words that a timeline is asked for.
//!
//! Plain words, any of which will do; the query language is `search`'s.

/// Words joined by OR; none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Box<str>>);

impl Words {
    /// The words of a query as a person types it: between white space, without
    /// the joining `OR` and without quotation marks, in lower case.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let words = query.split_whitespace().filter(|&word| word != "OR");
        let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self(
            bare.filter(|word| !word.is_empty())
                .map(|word| word.to_lowercase().into())
                .collect(),
        )
    }

    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the words stands in a text as a whole word, in any case.
    /// Words of scripts that put no spaces between words may stand anywhere.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.0.iter().any(|word| {
            let unspaced = word.chars().all(is_unspaced);
            text.match_indices(&**word).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + word.len()..].chars().next();
                unspaced || !(before.is_some_and(is_letter) || after.is_some_and(is_letter))
            })
        })
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Thai and its neighbours, kana and Han.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_any_case() {
        let cases = [
            ("oil OR spill", "The OIL well", true),
            ("oil OR spill", "It boiled; the spill-over.", true),
            ("oil", "It boiled and soiled.", false),
            ("\"oil\"", "oil", true),
            ("OR", "this or that", false),
            ("条約", "平和条約が調印された", true),
            ("ÉTAT", "un coup d’état", true),
            ("", "", false),
        ];
        for (query, text, expected) in cases {
            assert_eq!(
                Words::parse(query).stand_in(text),
                expected,
                "{query} in {text}"
            );
        }
    }
}
