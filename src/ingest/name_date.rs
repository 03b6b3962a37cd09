//! Dates in the names of files and folders. The last resort for an article
//! whose text has none; the file's own times are never asked.

use super::date_string::{self, Found};
use super::date_token::{Kind, Token, tokens};
use super::lexicon::NumberOrder;
use crate::model::{Day, Provenance};

/// What the names of a path say about the date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameDate {
    /// A day, if there is one.
    pub day: Option<NamedDay>,
    /// A year, if there is one: that of the day, or one that stands alone.
    pub year: Option<i16>,
}

/// A day found in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// The day; the first of the month where only the month is known.
    pub day: Day,
    /// The characters that were read as the date.
    pub raw: String,
    /// File name or folder name.
    pub provenance: Provenance,
    /// Only the month is known.
    pub is_month: bool,
}

/// Reads the names of a path: the file's first, then the folders' nearest to
/// it.
pub fn name_date(path: &str) -> NameDate {
    let (folders, file) = path.rsplit_once(['/', '\\', '!']).unwrap_or(("", path));
    let stem = stem(file);
    let folders = folders.replace('\\', "/");
    let file_tokens = tokens(stem);
    let folder_tokens = tokens(&folders);
    let day = last_day(stem, &file_tokens, Provenance::FileName)
        .or_else(|| day_in_month(&folders, stem))
        .or_else(|| last_day(&folders, &folder_tokens, Provenance::FolderName))
        .or_else(|| last_month(&folders, &folder_tokens));
    let year = match &day {
        Some(named) => Some(named.day.year()),
        None => last_year(&file_tokens).or_else(|| last_year(&folder_tokens)),
    };
    NameDate { day, year }
}

/// A file name without its extension; "Juche112.7.19" has none.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty() && extension.starts_with(|c: char| c.is_alphabetic()) =>
        {
            stem
        }
        _ => file,
    }
}

/// The last whole date among the tokens.
fn last_day(text: &str, tokens: &[Token], provenance: Provenance) -> Option<NamedDay> {
    let mut last = None;
    let mut from = 0;
    while let Some(found) = date_string::find_full(tokens, NumberOrder::DayMonth, from) {
        from = found.end;
        if has_whole_year(&tokens[found.first..found.end])
            && let Some(day) = found.on(None)
        {
            last = Some((found, day));
        }
    }
    last.map(|(found, day)| NamedDay {
        day,
        raw: raw(text, tokens, &found).to_owned(),
        provenance,
        is_month: false,
    })
}

fn raw<'a>(text: &'a str, tokens: &[Token], found: &Found) -> &'a str {
    &text[tokens[found.first].start..tokens[found.end - 1].end]
}

/// Two digits are no year in a name: "part-1-2-03".
fn has_whole_year(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token.kind {
        Kind::Number { digits, .. } => digits >= 4,
        Kind::Word(meaning) => meaning.era.is_some(),
        _ => false,
    })
}

/// `2023/07/19.txt`: the file's name is the day of the month of its folders.
fn day_in_month(folders: &str, stem: &str) -> Option<NamedDay> {
    if stem.is_empty() || stem.len() > 2 || !stem.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = format!("{folders}/{stem}").replace(['-', '_', '.'], "/");
    let tokens = tokens(&whole);
    let named = last_day(&whole, &tokens, Provenance::FileName)?;
    whole.ends_with(&named.raw).then_some(named)
}

/// `2023/07`, `2023-07`: the month that the last two numbers of the folders
/// name.
fn last_month(folders: &str, tokens: &[Token]) -> Option<NamedDay> {
    let window = tokens.windows(3).rev().find_map(|window| match window {
        [year, mark, month] if matches!(mark.kind, Kind::Mark('/' | '-' | '_' | '.')) => {
            let month = match month.kind {
                Kind::Number { value, digits: 2 } => i8::try_from(value).ok()?,
                Kind::Word(meaning) => i8::try_from(meaning.month).ok()?,
                _ => return None,
            };
            let day = Day::new(whole_year(year)?, month, 1).ok()?;
            Some((day, &folders[window[0].start..window[2].end]))
        }
        _ => None,
    })?;
    Some(NamedDay {
        day: window.0,
        raw: window.1.to_owned(),
        provenance: Provenance::FolderName,
        is_month: true,
    })
}

fn last_year(tokens: &[Token]) -> Option<i16> {
    tokens.iter().rev().find_map(whole_year)
}

fn whole_year(token: &Token) -> Option<i16> {
    match token.kind {
        Kind::Number {
            value: value @ 1600..2200,
            digits: 4,
        } => i16::try_from(value).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_are_dated() {
        let cases = [
            (
                "2023-07-19-joint-declaration.txt",
                "2023-07-19 file name 2023-07-19",
            ),
            ("a/20230719.txt", "2023-07-19 file name 20230719"),
            ("a/paper20230719_03.txt", "2023-07-19 file name 20230719"),
            ("2023_07_19 text.txt", "2023-07-19 file name 2023_07_19"),
            ("Juche112.7.19", "2023-07-19 file name Juche112.7.19"),
            ("주체112.7.19.txt", "2023-07-19 file name 주체112.7.19"),
            ("19.07.2023.txt", "2023-07-19 file name 19.07.2023"),
            (
                "news July 19, 2023.md",
                "2023-07-19 file name July 19, 2023",
            ),
            (
                "2022-01-01/2023-07-19.txt",
                "2023-07-19 file name 2023-07-19",
            ),
            ("x/2023/07/19/a.txt", "2023-07-19 folder name 2023/07/19"),
            ("x/2023-07-19/a.txt", "2023-07-19 folder name 2023-07-19"),
            ("x/2023/07/19.txt", "2023-07-19 file name 2023/07/19"),
            ("x/2023/07/a.txt", "2023-07-01 folder name 2023/07 month"),
            ("x/2023-07/a.txt", "2023-07-01 folder name 2023-07 month"),
            (
                "x/2023/July/a.txt",
                "2023-07-01 folder name 2023/July month",
            ),
            ("x/2023/a.txt", "year 2023"),
            ("x/report-2019.txt", "year 2019"),
            ("2023-02-30-x.txt", "year 2023"),
            ("0000_00081385b4dfd6d4.txt", "none"),
            ("a20230719b.txt", "none"),
            ("part-1-2-03.txt", "none"),
            ("192.168.10.12.txt", "none"),
            ("-", "none"),
            ("", "none"),
        ];
        for (path, expected) in cases {
            let found = name_date(path);
            let shown = match (&found.day, found.year) {
                (Some(named), _) => format!(
                    "{} {} {}{}",
                    named.day,
                    named.provenance.name(),
                    named.raw,
                    if named.is_month { " month" } else { "" }
                ),
                (None, Some(year)) => format!("year {year}"),
                (None, None) => "none".to_owned(),
            };
            assert_eq!(shown, expected, "{path}");
        }
    }
}
