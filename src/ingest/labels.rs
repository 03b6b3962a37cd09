//! The words that label lines above and below a body, from
//! `assets/labels.txt`. Knows nothing of what the lines mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::assets;

/// The words under each key, in the order of the file.
fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    let content = assets::get("labels.txt").unwrap_or_default();
    let lines = content.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(key, words)| words.split(", ").map(move |word| (key, word)))
}

/// The keys whose words stand below a body.
const BELOW: [&str; 3] = ["below", "reserved", "end"];

/// Labels above a body to their keys.
static KEYS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lists()
        .filter(|(key, _)| !BELOW.contains(key))
        .map(|(key, word)| (word, key))
        .collect()
});

/// The words below a body, with their keys.
static WORDS: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lists().filter(|(key, _)| BELOW.contains(key)).collect());

/// What a label above a body, in lower case, announces.
pub fn key(label: &str) -> Option<&'static str> {
    KEYS.get(label).copied()
}

/// The words below a body with this key.
pub fn of(key: &'static str) -> impl Iterator<Item = &'static str> {
    let words = WORDS.iter().filter(move |(known, _)| *known == key);
    words.map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_in_lower_case_and_announces_one_thing() {
        let known = [
            "title", "date", "source", "author", "url", "language", "other",
        ];
        let mut seen = HashMap::new();
        for (key, word) in lists().filter(|(key, _)| !BELOW.contains(key)) {
            assert!(known.contains(&key), "{key}");
            assert_eq!(word.to_lowercase(), word, "{key}");
            assert_eq!(
                *seen.entry(word).or_insert(key),
                key,
                "{word} announces two things"
            );
        }
        for key in BELOW {
            assert!(of(key).count() > 3, "{key}");
        }
    }
}
