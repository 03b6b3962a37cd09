//! The opening of a dispatch: place, date and agency at the head of its first
//! paragraph, as agencies print them ("PYONGYANG, August 10 (KCNA) --"). The
//! opening stays in the text; this only reads it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::date_string::{self, Found};
use super::date_token::{Kind, Token, tokens};
use super::lexicon::{Meaning, NumberOrder};
use super::lines::prefix;
use crate::assets;

/// The opening lies within this many bytes.
const LONGEST: usize = 160;
/// At most this many words that are neither date nor agency: the place.
const MOST_WORDS: usize = 8;

/// What the opening of a dispatch says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// The agency's name.
    pub agency: Option<&'a str>,
    /// The date, mostly without a year, and its characters.
    pub date: Option<(Found, &'a str)>,
}

/// Forms of the agencies' names, in lower case, to their names.
static AGENCIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let content = assets::get("agencies.txt").unwrap_or_default();
    let lines = content.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(name, forms)| forms.split(',').map(move |form| (form.trim(), name)))
        .collect()
});

/// The name of the agency that `text` is a form of.
pub fn agency(text: &str) -> Option<&'static str> {
    AGENCIES.get(text.trim().to_lowercase().as_str()).copied()
}

/// Reads the opening of a paragraph, if it is one of a dispatch.
pub fn opening(paragraph: &str, order: NumberOrder) -> Option<Opening<'_>> {
    let head = prefix(paragraph, LONGEST);
    bracketed(head, order)
        .or_else(|| dashed(head, order))
        .or_else(|| wired(head, order))
}

/// "(평양 8월 10일발 조선중앙통신)", "【平壌7月19日発朝鮮中央通信】", "(서울=연합뉴스)".
fn bracketed(head: &str, order: NumberOrder) -> Option<Opening<'_>> {
    let open = head.chars().next().filter(|c| "([（【〔<［".contains(*c))?;
    let inside = &head[open.len_utf8()..];
    let close = inside.find([')', ']', '）', '】', '〕', '>', '］'])?;
    read(&inside[..close], order)
}

/// "PYONGYANG, August 10 (KCNA) --", "МОСКВА, 19 июля. /ТАСС/.", "ПХЕНЬЯН, 19
/// июля — РИА Новости.", "BERLIN (Reuters) -".
fn dashed(head: &str, order: NumberOrder) -> Option<Opening<'_>> {
    const ENDS: [&str; 9] = ["--", "—", "–", "―", " - ", "/.", "/ ", ") ", "):"];
    let mut ends = ENDS
        .iter()
        .filter_map(|end| Some((head.find(end)?, *end)))
        .collect::<Vec<_>>();
    ends.sort_unstable();
    ends.into_iter().find_map(|(at, end)| {
        let closes = end.starts_with(['/', ')']);
        let before = &head[..at + usize::from(closes)];
        let mut opening = read(before, order)?;
        if opening.agency.is_none() && !closes {
            opening.agency = leading_agency(&head[at + end.len()..]);
        }
        // A bracket or slash alone ends an opening only behind an agency.
        (!closes || opening.agency.is_some()).then_some(opening)
    })
}

/// "新华社平壤7月19日电", "朝中社平壤8月10日讯".
fn wired(head: &str, order: NumberOrder) -> Option<Opening<'_>> {
    let end = head.find(['电', '電', '讯', '訊'])?;
    let before = &head[..end];
    let opening = read(before, order)?;
    let (_, raw) = opening.date?;
    before.trim_end().ends_with(raw).then_some(opening)
}

/// An agency that begins `text`, before the first stop.
fn leading_agency(text: &str) -> Option<&'static str> {
    agency(text.split(['.', ',', '。', '(']).next()?)
}

/// Reads text that is to be nothing but place, date and agency.
fn read(text: &str, order: NumberOrder) -> Option<Opening<'_>> {
    let tokens = tokens(text);
    let date = date_string::find(&tokens, order);
    let outside = |at: usize| date.is_none_or(|date| at < date.first || at >= date.end);
    let words = tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| outside(*at) && matches!(token.kind, Kind::Word(_)))
        .map(|(_, token)| token)
        .collect::<Vec<_>>();
    let has_number = tokens
        .iter()
        .enumerate()
        .any(|(at, token)| outside(at) && matches!(token.kind, Kind::Number { .. }));
    let is_name = |token: &&Token| {
        let word = &text[token.start..token.end];
        let is_small = !matches!(token.kind, Kind::Word(meaning) if meaning == Meaning::default());
        is_small || word.chars().count() <= 2 || !word.starts_with(char::is_lowercase)
    };
    let agency = named_agency(text, &words);
    if words.len() > MOST_WORDS || has_number || !words.iter().all(is_name) {
        return None;
    }
    let date = date.map(|date| {
        (
            date,
            &text[tokens[date.first].start..tokens[date.end - 1].end],
        )
    });
    (agency.is_some() || date.is_some() && !words.is_empty()).then_some(Opening { agency, date })
}

/// The agency that one, two or three words of an opening name, or that
/// begins a word written without spaces (新华社平壤).
fn named_agency(text: &str, words: &[&Token]) -> Option<&'static str> {
    for count in [3, 2, 1] {
        for run in words.windows(count) {
            let (first, last) = (run.first()?, run.last()?);
            if let Some(name) = agency(&text[first.start..last.end]) {
                return Some(name);
            }
        }
    }
    words.iter().find_map(|word| {
        let word = &text[word.start..word.end];
        let ends = word.char_indices().map(|(at, _)| at).skip(2);
        let mut heads = ends.clone().map(|at| &word[..at]);
        let mut tails = word.char_indices().map(|(at, _)| &word[at..]).skip(1);
        if word.is_ascii() || word.starts_with(char::is_uppercase) {
            return None;
        }
        heads.find_map(agency).or_else(|| tails.find_map(agency))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_of_dispatches() {
        for (paragraph, expected) in [
            (
                "Pyongyang, August 10 (KCNA) -- The delegation left.",
                "KCNA August 10",
            ),
            (
                "Pyongyang, August 10 (KCNA) --The delegation left.",
                "KCNA August 10",
            ),
            (
                "Pyongyang, August 10 (KCNA) The delegation left.",
                "KCNA August 10",
            ),
            ("MOSCOW, July 19 (TASS) — The ministry said", "TASS July 19"),
            ("MOSCOW, July 19. /TASS/. The ministry said", "TASS July 19"),
            (
                "МОСКВА, 19 июля. /ТАСС/. Министерство сообщило",
                "TASS 19 июля",
            ),
            (
                "ПХЕНЬЯН, 19 июл — РИА Новости. Министерство",
                "RIA Novosti 19 июл",
            ),
            ("BERLIN (Reuters) - The chancellor said", "Reuters -"),
            ("LONDON (AP) — Police said", "AP -"),
            ("PARIS, 19 juillet (AFP) - Le ministre", "AFP 19 juillet"),
            (
                "BEIJING, Oct. 12, 2022 (Xinhua) -- China",
                "Xinhua Oct. 12, 2022",
            ),
            ("(평양 8월 10일발 조선중앙통신) 대표단이", "KCNA 8월 10일"),
            ("(서울=연합뉴스) 홍길동 기자 = 정부는", "Yonhap -"),
            ("【平壌7月19日発朝鮮中央通信】代表団は", "KCNA 7月19日"),
            ("新华社平壤7月19日电 代表团", "Xinhua 7月19日"),
            ("朝中社平壤8月10日讯 代表团", "KCNA 8月10日"),
            ("New York, May 3 -- The council", "- May 3"),
        ] {
            let shown = opening(paragraph, NumberOrder::DayMonth).map(|found| {
                let date = found.date.map_or("-", |(_, raw)| raw);
                format!("{} {date}", found.agency.unwrap_or("-"))
            });
            assert_eq!(shown.as_deref(), Some(expected), "{paragraph}");
        }
    }

    #[test]
    fn sentences_are_no_openings() {
        for paragraph in [
            "On October 12 1948, the DPRK established relations -- a great event.",
            "The minister — who came on July 19 — left.",
            "He left (in 2000) for Moscow - by train.",
            "July 19 is the day when the declaration was announced.",
            "In 2001 the two sides met.",
            "Kim (aged 40) said",
            "",
            "--",
            "(see above) the text",
        ] {
            assert_eq!(
                opening(paragraph, NumberOrder::DayMonth),
                None,
                "{paragraph}"
            );
        }
    }
}
