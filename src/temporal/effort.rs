//! Steps of work, counted in tests alone: that no text costs more than in
//! proportion to its length is shown by counting, not by a clock.
//!
//! Every loop whose length the text decides calls [`step`] once a turn.

/// One step more; nothing at all outside of tests.
#[inline(always)]
pub fn step() {
    #[cfg(test)]
    tests::STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::{
        model::Day,
        temporal::{Document, Tagger},
    };

    thread_local! {
        pub static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// The steps that a text costs.
    fn cost(tagger: &Tagger, lang: &str, text: &str) -> u64 {
        let before = STEPS.get();
        let _ = tagger.tag(&Document {
            text,
            dct: Some(Day::constant(2006, 3, 15)),
            lang: Some(lang),
        });
        STEPS.get() - before
    }

    /// At most so many steps for a byte, whatever the text.
    const MOST: usize = 100;

    /// Checks a pattern repeated to so many bytes, and to half as many.
    fn check(tagger: &Tagger, lang: &str, pattern: &str, size: usize) {
        let half = cost(tagger, lang, &pattern.repeat(size / 2 / pattern.len()));
        let whole = cost(tagger, lang, &pattern.repeat(size / pattern.len()));
        let name = (lang, pattern, size);
        assert!(whole <= (size * MOST) as u64, "{name:?}: {whole} steps");
        assert!(
            whole <= half * 2 + half / 4,
            "{name:?}: {half}, then {whole}"
        );
    }

    #[test]
    fn a_megabyte_costs_a_megabyte() {
        let tagger = Tagger::new();
        for pattern in ["the quay of the town ", "7", ", ", "."] {
            check(&tagger, "en", pattern, 1 << 20);
        }
    }

    #[test]
    fn no_text_costs_more_than_in_proportion_to_its_length() {
        let patterns = [
            "7 ",
            "1998 ",
            "1,",
            ". ",
            "...) ",
            "\n \t",
            "'",
            "(",
            "a",
            "A",
            "may ",
            "May 5, ",
            "1998-May 5-",
            "3, 4 and 5 ",
            "two years and ",
            "the first half of the third quarter of ",
            "the last two weeks of May 1951 or so, ",
            "from 1990 to 1991 to ",
            "every Monday morning at 10:30 pm GMT of ",
            "twenty-five hundred thousand million ",
            "на прошлой неделе 3 мая ",
            "am 3. ",
            "2 0 0 6 年 3 月 ",
            "三十二十一年前月",
            "年",
            "년월일",
            "é",
            "\u{301}",
            "\u{200b}",
        ];
        let tagger = Tagger::new();
        for pattern in patterns {
            for language in tagger.languages() {
                check(&tagger, &language.code, pattern, 1 << 15);
            }
        }
    }
}
