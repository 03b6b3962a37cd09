//! Stretches as a query writes them, `100..200`, `>500`, and those of numbers.

/// How a stretch is written, of whatever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends<'a> {
    /// `a`
    One(&'a str),
    /// `a..b`, `a..`, `..b`, `..`
    Between(Option<&'a str>, Option<&'a str>),
    /// `<a`
    Below(&'a str),
    /// `<=a`
    AtMost(&'a str),
    /// `>a`
    Above(&'a str),
    /// `>=a`
    AtLeast(&'a str),
}

impl<'a> Ends<'a> {
    /// The ends that a text names.
    pub fn of(text: &'a str) -> Self {
        let named = |end: &'a str| (!end.is_empty()).then_some(end);
        if let Some((start, end)) = text.split_once("..") {
            Self::Between(named(start), named(end))
        } else if let Some(most) = text.strip_prefix("<=") {
            Self::AtMost(most)
        } else if let Some(least) = text.strip_prefix(">=") {
            Self::AtLeast(least)
        } else if let Some(end) = text.strip_prefix('<') {
            Self::Below(end)
        } else if let Some(end) = text.strip_prefix('>') {
            Self::Above(end)
        } else {
            Self::One(text)
        }
    }
}

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
        match Ends::of(text) {
            Ends::One(exact) => number(exact).map(|exact| Self {
                least: exact,
                most: exact,
            }),
            Ends::AtMost(most) => number(most).map(to),
            Ends::AtLeast(least) => number(least).map(from),
            Ends::Below(more) => {
                let most = number(more)?.checked_sub(1);
                most.map(to)
                    .ok_or_else(|| "nothing is shorter than no word".to_owned())
            }
            Ends::Above(less) => Ok(from(number(less)?.saturating_add(1))),
            Ends::Between(None, None) => {
                Err("a range needs one end at least: `100..200`, `100..`, `..200`".to_owned())
            }
            Ends::Between(least, most) => {
                let range = Self {
                    least: least.map_or(Ok(0), number)?,
                    most: most.map_or(Ok(usize::MAX), number)?,
                };
                match (least, most) {
                    (Some(least), Some(most)) if range.least > range.most => Err(format!(
                        "the range ends before it starts; is `{most}..{least}` meant?"
                    )),
                    _ => Ok(range),
                }
            }
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
