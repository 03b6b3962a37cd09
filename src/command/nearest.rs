//! The known name that a person may have meant by an unknown one.

/// Longer words are no slip of the hand; and the distance takes time in the
/// product of the lengths.
const LONGEST: usize = 40;

/// The name among `known` that differs least from `word`, if it is near
/// enough to be a slip: at most one letter in three added, dropped, changed
/// or exchanged with its neighbour (optimal string alignment), in any case.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&word, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= length.max(name.chars().count()) / 3)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_known_and_nonsense_is_not() {
        let names = ["page-down", "page-up", "half-page-down", "top", "list"];
        for (word, meant) in [
            ("page-dwon", Some("page-down")),
            ("pagedown", Some("page-down")),
            ("PAGE-UP", Some("page-up")),
            ("half-page", None),
            ("tpo", Some("top")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
        assert_eq!(nearest(&"page-down".repeat(100_000), names), None);
    }
}
