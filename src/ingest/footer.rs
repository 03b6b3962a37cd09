//! What stands below a body: copyright, the address of the source, the mark
//! of an end. A line is taken for a footer by its form, never for a word that
//! a sentence may contain.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::address::is_address;
use super::labels;
use super::lines::Line;

/// A line longer than this (in bytes) is body.
const LONGEST: usize = 400;
/// A footer has at most this many lines.
const MOST_LINES: usize = 12;
/// The lines of an address below a copyright line are at most this long.
const IMPRINT: usize = 160;

/// Why a line is a footer, or `None` if it is body.
pub fn reason(line: &str) -> Option<&'static str> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = line.to_lowercase();
    if is_copyright(line) {
        Some("copyright line")
    } else if is_rights(&lower) {
        Some("reservation of rights")
    } else if is_address(line) {
        Some("address of the source")
    } else if source_of(line).is_some() {
        Some("line that names the source")
    } else if labels::of("end").any(|end| end == lower) || is_rule(line) {
        Some("mark of the end")
    } else {
        None
    }
}

/// How many lines at the end of `lines` are a footer, and why the first of
/// them is.
pub fn footer(lines: &[Line]) -> Option<(usize, &'static str)> {
    let mut found = None;
    for count in 1..=lines.len().min(MOST_LINES) {
        let line = &lines[lines.len() - count];
        match reason(line.text) {
            Some(reason) => found = Some((count, reason)),
            // Lines of an imprint below a copyright line that is yet to come.
            None if line.text.len() > IMPRINT || is_sentence(line.text) => break,
            None => {}
        }
    }
    let (count, reason) = found?;
    // Short lines are only taken along below a footer line in its own block.
    let block = &lines[lines.len() - count..];
    let is_whole = block[1..]
        .iter()
        .all(|line| line.blanks == 0 || self::reason(line.text).is_some());
    if is_whole {
        Some((count, reason))
    } else {
        certain(lines)
    }
}

/// The footer lines at the very end, each by its own form.
fn certain(lines: &[Line]) -> Option<(usize, &'static str)> {
    let ends = lines.iter().rev().take(MOST_LINES);
    let reasons = ends.map_while(|line| reason(line.text)).collect::<Vec<_>>();
    Some((reasons.len(), *reasons.last()?))
}

/// Whether a line is a sentence of the body: several words and a full stop.
fn is_sentence(line: &str) -> bool {
    super::paragraphs::ends_sentence(line) && line.split_whitespace().nth(4).is_some()
}

/// `© 2023 X`, `2023 (c) X`, `Copyright 2023 X`, `Copyright © X`.
fn is_copyright(line: &str) -> bool {
    let is_start = |c: char| c.is_alphanumeric() || matches!(c, '©' | '(' | 'ⓒ' | '&');
    let line = line.trim_start_matches(|c| !is_start(c));
    let word = line
        .get(..COPYRIGHT.len())
        .filter(|word| word.eq_ignore_ascii_case(COPYRIGHT));
    let rest = line[word.map_or(0, str::len)..].trim_start();
    if let Some(behind) = after_sign(rest) {
        // "(c)" alone may count the points of a list.
        return !rest.starts_with('(') || word.is_some() || has_year(behind);
    }
    let Some(behind) = after_year(rest) else {
        return false;
    };
    let behind = behind.trim_start_matches([' ', ',', '-', '–', '.', ':']);
    // "Copyright 1976 rules ..." begins a sentence, "Copyright 1976 The
    // Times" does not.
    after_sign(behind).is_some()
        || word.is_some() && (!behind.starts_with(char::is_lowercase) || behind.starts_with("by "))
}

const COPYRIGHT: &str = "copyright";

/// The text behind a copyright sign at its start.
fn after_sign(text: &str) -> Option<&str> {
    const SIGNS: [&str; 5] = ["©", "ⓒ", "(c)", "(C)", "&copy;"];
    SIGNS.iter().find_map(|sign| text.strip_prefix(sign))
}

/// The text behind a year, or a span of years, at its start.
fn after_year(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return None;
    }
    let rest = &text[4..];
    let second = rest.trim_start_matches([' ', '-', '–', ',']);
    let digits = second.bytes().take_while(u8::is_ascii_digit).count();
    Some(if digits == 4 { &second[4..] } else { rest })
}

fn has_year(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    text.split(|c: char| !is_digit(c)).any(|run| run.len() == 4)
}

/// A reservation of rights that is a statement of its own: it begins the
/// line, or stands behind a mark or the name of the holder in a short line.
fn is_rights(lower: &str) -> bool {
    RESERVATIONS.find_iter(lower).any(|found| {
        let before = lower[..found.start()].trim_end();
        let after = lower[found.end()..].trim_start_matches(SEPARATORS);
        let starts = before.is_empty() || before.ends_with(SEPARATORS);
        let is_short = lower.split_whitespace().count() <= 20;
        let ends = after.is_empty() || !after.starts_with(char::is_alphabetic) || starts;
        // "... said that all rights reserved ..." is a sentence.
        let is_holder = || before.split_whitespace().count() <= 5 && !has_verb(before);
        is_short && ends && (starts || is_holder())
    })
}

/// What stands between a reservation of rights and other statements.
const SEPARATORS: [char; 18] = [
    ' ', '.', ',', ';', ':', '!', '|', '·', '-', '–', '—', '(', '©', '<', '>', '。', '，', '/',
];

/// All words that reserve rights, in one pass.
static RESERVATIONS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(labels::of("reserved")).expect("a few short words fit any automaton")
});

/// Whether a few words before a reservation make it part of a sentence.
fn has_verb(before: &str) -> bool {
    before.split_whitespace().any(|word| {
        matches!(
            word,
            "that"
                | "with"
                | "has"
                | "have"
                | "are"
                | "is"
                | "was"
                | "were"
                | "said"
                | "says"
                | "что"
                | "daß"
                | "dass"
                | "que"
        )
    })
}

/// What a line like "Source: Xinhua" names.
pub fn source_of(line: &str) -> Option<&str> {
    let line = line.trim_matches(['(', ')', '[', ']', '（', '）']);
    let (label, value) = line.split_once([':', '：'])?;
    let label = label.trim().to_lowercase();
    let value = value.trim();
    let is_short =
        !value.is_empty() && value.len() <= 120 && value.split_whitespace().count() <= 10;
    (is_short && labels::of("below").any(|known| known == label)).then_some(value)
}

/// A rule drawn with marks.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '─' | '~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footers_are_known_by_their_form() {
        for line in [
            "2023 © All rights reserved. www.sarntimes.com.kp",
            "2024 (c) All rights reserved. www.example.kp",
            "© Example News 1999",
            "(c) 2019 Example",
            "Copyright 2001-2005 by The Example",
            "Copyright © Example",
            "COPYRIGHT (C) 2003 EXAMPLE",
            "All Rights Reserved.",
            "Example Daily. All rights reserved",
            "© Пример, 2001. Все права защищены.",
            "Alle Rechte vorbehalten",
            "Tous droits réservés",
            "版权所有 不得转载",
            "<저작권자(c) 보기뉴스, 무단전재-재배포 금지>",
            "http://www.example.com/a/b?c=1",
            "www.example.kp",
            "example.com",
            "news@example.com",
            "Source: Example Agency",
            "Источник: https://example.ru/1",
            "(Quelle: Beispiel)",
            "###",
            "-30-",
            "----------",
        ] {
            assert!(reason(line).is_some(), "not taken for a footer: {line}");
        }
    }

    #[test]
    fn sentences_stay_in_the_body() {
        for line in [
            "The court ruled that all rights reserved to authors under the law of 1976 also cover translations.",
            "Copyright law was changed in 1976 and again in 1998.",
            "The new copyright act protects authors.",
            "In 2023 (c) was struck from paragraph 4.",
            "2023 was a year of growth.",
            "(c) the third point of the agenda;",
            "Visit www.example.com for the full text of the agreement.",
            "Sources: two officials who were present and asked not to be named because they may not speak to the press",
            "He said that all rights reserved for men were denied to women.",
            "The meeting ended.Then",
            "A. B. Smith",
            "U.S.",
        ] {
            assert_eq!(reason(line), None, "taken for a footer: {line}");
        }
    }
}
