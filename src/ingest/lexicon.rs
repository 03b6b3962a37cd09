//! The words of dates in all languages at once: which month a word names, and
//! whether it may stand in or around a date. Read from
//! `assets/languages/*/months.txt`; knows nothing of order or grammar.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::assets;

/// What a word may mean in a written date. A word may mean several things:
/// French `mar` is Tuesday, Spanish `mar` March.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The month it names, 1 to 12, or 0.
    pub month: u8,
    /// Names a day of the week.
    pub weekday: bool,
    /// Stands between the parts of a date ("of", "de", "года").
    pub inside: bool,
    /// Stands behind the number of a day ("th", "er").
    pub ordinal: bool,
    /// Stands before or after a date ("published", "uhr").
    pub around: bool,
    /// Announces who printed it ("source").
    pub source: bool,
    /// Counts years: the year before its first.
    pub era: Option<i16>,
}

/// How a date of three numbers is meant where nothing else decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberOrder {
    /// 19.7.2023
    #[default]
    DayMonth,
    /// 7/19/2023
    MonthDay,
    /// 23.7.19; with the year last, month before day.
    YearMonth,
}

#[derive(Default)]
struct Lexicon {
    words: HashMap<&'static str, Meaning>,
    orders: Vec<(&'static str, NumberOrder)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (name, content) in assets::under("languages") {
        if let Some(language) = name
            .strip_suffix("/months.txt")
            .and_then(|rest| rest.strip_prefix("languages/"))
        {
            lexicon.read(language, content);
        }
    }
    lexicon
});

impl Lexicon {
    fn read(&mut self, language: &'static str, content: &'static str) {
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, words)) = line.split_once(':') else {
                continue;
            };
            if key == "numbers" {
                self.orders.push((language, order(words.trim())));
                continue;
            }
            for word in words.split_whitespace() {
                self.words.entry(word).or_default().learn(key);
            }
        }
    }
}

impl Meaning {
    fn learn(&mut self, key: &str) {
        match key {
            "weekday" => self.weekday = true,
            "inside" => self.inside = true,
            "ordinal" => self.ordinal = true,
            "around" => self.around = true,
            "source" => self.source = true,
            _ => match key.strip_prefix("era ") {
                Some(base) => self.era = base.parse().ok(),
                None => self.month = key.parse().unwrap_or(0),
            },
        }
    }
}

fn order(words: &str) -> NumberOrder {
    match words {
        "month-day" => NumberOrder::MonthDay,
        "year-month" => NumberOrder::YearMonth,
        _ => NumberOrder::DayMonth,
    }
}

/// What a word in lower case may mean.
pub fn meaning(word: &str) -> Meaning {
    LEXICON.words.get(word).copied().unwrap_or_default()
}

/// How the language with this code means a date of three numbers.
pub fn number_order(language: Option<&str>) -> NumberOrder {
    let orders = &LEXICON.orders;
    let found = language.and_then(|code| orders.iter().find(|(known, _)| *known == code));
    found.map(|(_, order)| *order).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of every file is understood, and no word names two months.
    #[test]
    fn the_word_lists_are_sound() {
        let mut months: HashMap<&str, u8> = HashMap::new();
        for (name, content) in assets::under("languages").filter(|(n, _)| n.ends_with("months.txt"))
        {
            let mut has_order = false;
            for line in content.lines().filter(|line| !line.starts_with('#')) {
                let (key, words) = line.split_once(':').expect(line);
                has_order |= key == "numbers";
                let known = [
                    "numbers", "weekday", "inside", "ordinal", "around", "source",
                ];
                let number = key.parse::<u8>().ok();
                let era = key.strip_prefix("era ").and_then(|n| n.parse::<i16>().ok());
                assert!(
                    known.contains(&key)
                        || era.is_some()
                        || number.is_some_and(|n| (1..=12).contains(&n)),
                    "{name}: {line}"
                );
                for word in words.split_whitespace() {
                    assert_eq!(word.to_lowercase(), word, "{name}: {line}");
                    if let Some(number) = number {
                        let first = *months.entry(word).or_insert(number);
                        assert_eq!(first, number, "{name}: {word} names two months");
                    }
                }
            }
            assert!(has_order, "{name}: no order of numbers");
        }
        assert!(months.len() > 200);
    }
}
