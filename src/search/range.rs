//! Numbers as a query names them: `500`, `100..200`, `>500`.

/// A stretch of whole numbers that may be open at one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    least: usize,
    most: usize,
}

impl Range {
    /// Reads `500`, `100..200`, `100..`, `..200`, `<500`, `<=500`, `>500`,
    /// `>=500`.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let number = |text: &str| {
            text.parse::<usize>()
                .map_err(|_| format!("`{text}` is no number; write `>500`, `<=500` or `100..200`"))
        };
        let from = |least| Self {
            least,
            most: usize::MAX,
        };
        let to = |most| Self { least: 0, most };
        if let Some((least, most)) = text.split_once("..") {
            let range = Self {
                least: if least.is_empty() { 0 } else { number(least)? },
                most: if most.is_empty() {
                    usize::MAX
                } else {
                    number(most)?
                },
            };
            return if least.is_empty() && most.is_empty() {
                Err("a range needs one end at least: `100..200`, `100..`, `..200`".to_owned())
            } else if range.least > range.most {
                Err(format!(
                    "the range ends before it starts; is `{most}..{least}` meant?"
                ))
            } else {
                Ok(range)
            };
        }
        if let Some(most) = text.strip_prefix("<=") {
            number(most).map(to)
        } else if let Some(least) = text.strip_prefix(">=") {
            number(least).map(from)
        } else if let Some(more) = text.strip_prefix('<') {
            let most = number(more)?.checked_sub(1);
            most.map(to)
                .ok_or_else(|| "nothing is shorter than no word".to_owned())
        } else if let Some(less) = text.strip_prefix('>') {
            Ok(from(number(less)?.saturating_add(1)))
        } else {
            number(text).map(|exact| Self {
                least: exact,
                most: exact,
            })
        }
    }

    /// Whether `number` is one of them.
    pub const fn contains(self, number: usize) -> bool {
        self.least <= number && number <= self.most
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn ranges_hold_their_ends() {
        for (text, inside, outside) in [
            ("5", 5, 6),
            ("5..7", 7, 8),
            ("5..", 9000, 4),
            ("..7", 0, 8),
            ("<5", 4, 5),
            ("<=5", 5, 6),
            (">5", 6, 5),
            (">=5", 5, 4),
        ] {
            let range = Range::parse(text).unwrap();
            assert!(range.contains(inside), "{text}");
            assert!(!range.contains(outside), "{text}");
        }
        for text in ["", "..", "7..5", "<0", "x", "-1", "5.5"] {
            assert!(Range::parse(text).is_err(), "{text}");
        }
    }
}
