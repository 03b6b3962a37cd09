//! Which dates of publication a person should check, and why: after today,
//! before there were newspapers, long before all others of the same source,
//! or more than a month away from what the address or the names of the same
//! article say.

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};

use super::{Article, Day, Provenance};

/// Another day that the same article gives, more than a month away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// The day; the first of the month where only the month is known.
    pub day: Day,
    /// Where it stands.
    pub place: Place,
}

/// Where a rival of the date of publication stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the address of the article.
    Address,
    /// In the name of its file.
    FileName,
    /// In the names of the folders around it.
    Folder,
}

/// Why a date of publication should be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// It lies after today.
    Future,
    /// It lies before there were newspapers.
    BeforePress,
    /// The article gives another day as well.
    Rival(Rival),
    /// It lies far before the others of its source, three quarters of which
    /// are not before this day.
    BeforeSource(Day),
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Future => f.write_str("it lies in the future"),
            Self::BeforePress => f.write_str("it lies before there were newspapers"),
            Self::Rival(Rival { day, place }) => {
                let place = match place {
                    Place::Address => "the address says",
                    Place::FileName => "the name of the file says",
                    Place::Folder => "the folder says",
                };
                write!(f, "{place} {day}")
            }
            Self::BeforeSource(day) => write!(
                f,
                "it lies long before the others of its source, most of which are from {} on",
                day.year()
            ),
        }
    }
}

impl Suspicion {
    /// What one article alone gives reason for.
    #[must_use]
    pub fn of(article: &Article, today: Option<Day>) -> Option<Self> {
        const FIRST_NEWSPAPER: i16 = 1600;
        let printed = &article.printed;
        let day = printed.day?;
        if printed.provenance == Provenance::ByHand {
            None
        } else if today.is_some_and(|today| day > today) {
            Some(Self::Future)
        } else if day.year() < FIRST_NEWSPAPER {
            Some(Self::BeforePress)
        } else {
            printed.rival.map(Self::Rival)
        }
    }
}

/// Finds the suspicious dates of an archive, one article after the other.
#[derive(Debug, Default)]
pub struct Suspects {
    today: Option<Day>,
    /// How many articles were looked at.
    articles: usize,
    found: Vec<(usize, Suspicion)>,
    /// The dated articles without a suspicion, by source.
    sources: HashMap<Box<str>, Vec<(Day, usize)>>,
    /// All dates of publication.
    days: Vec<Day>,
}

impl Suspects {
    /// None yet; nothing is printed after `today`.
    #[must_use]
    pub fn new(today: Option<Day>) -> Self {
        Self {
            today,
            ..Self::default()
        }
    }

    /// Looks at the next article.
    pub fn take(&mut self, article: &Article) {
        let number = self.articles;
        self.articles += 1;
        let Some(day) = article.printed.day else {
            return;
        };
        self.days.push(day);
        if let Some(suspicion) = Suspicion::of(article, self.today) {
            self.found.push((number, suspicion));
        } else if let Some(source) = article.source.as_deref() {
            match self.sources.get_mut(source) {
                Some(days) => days.push((day, number)),
                None => {
                    self.sources.insert(source.into(), vec![(day, number)]);
                }
            }
        }
    }

    /// The numbers of the articles, from 0 in the order in which they were
    /// taken, whose dates should be checked.
    #[must_use]
    pub fn finish(mut self) -> Vec<(usize, Suspicion)> {
        self.days.sort_unstable();
        let mut found = std::mem::take(&mut self.found);
        let mut claims: HashMap<Day, usize> = HashMap::new();
        for (_, suspicion) in &found {
            if let Some(day) = by_folder(suspicion) {
                *claims.entry(day).or_default() += 1;
            }
        }
        // A folder from which more articles differ than agree tells when they
        // were gathered.
        found.retain(|(_, suspicion)| {
            by_folder(suspicion).is_none_or(|day| {
                let claimed = claims.get(&day).copied().unwrap_or(0);
                claimed < 3 || claimed < self.printed_about(day)
            })
        });
        found.extend(self.sources.into_values().flat_map(outliers));
        found.sort_unstable_by_key(|(number, _)| *number);
        found
    }

    /// How many articles were printed within a month of a day.
    fn printed_about(&self, day: Day) -> usize {
        let from = self
            .days
            .partition_point(|&other| other < day && !is_near(other, day));
        let near = self.days[from..].iter();
        near.take_while(|&&other| is_near(other, day)).count()
    }
}

fn by_folder(suspicion: &Suspicion) -> Option<Day> {
    match suspicion {
        Suspicion::Rival(rival) if rival.place == Place::Folder => Some(rival.day),
        _ => None,
    }
}

/// Whether two days are at most a month apart.
#[must_use]
pub fn is_near(a: Day, b: Day) -> bool {
    days_between(a, b) <= 31
}

fn days_between(a: Day, b: Day) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// The dates of one source that lie beyond Tukey's outer fence below the
/// others (Exploratory Data Analysis, 1977): three times the middle half, and
/// ten years at the least, before its first quarter.
fn outliers(mut days: Vec<(Day, usize)>) -> Vec<(usize, Suspicion)> {
    const ENOUGH: usize = 8;
    const TEN_YEARS: i32 = 3653;
    if days.len() < ENOUGH {
        return Vec::new();
    }
    days.sort_unstable();
    let (first, third) = (days[days.len() / 4].0, days[days.len() * 3 / 4].0);
    let far = days_between(first, third).saturating_mul(3).max(TEN_YEARS);
    let outside = days
        .iter()
        .take_while(|(day, _)| *day < first && days_between(*day, first) > far);
    outside
        .map(|(_, number)| (*number, Suspicion::BeforeSource(first)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_far_before_all_others_of_its_source_is_one_to_check() {
        let days = |first: &str| {
            let others = (0..9).map(|n| (day(&format!("201{n}-05-04")), n + 1));
            std::iter::once((day(first), 0)).chain(others).collect()
        };
        // The middle half is five years: the fence lies fifteen before 2011.
        assert_eq!(outliers(days("1997-01-01")), []);
        assert_eq!(
            outliers(days("1970-01-01")),
            [(0, Suspicion::BeforeSource(day("2011-05-04")))]
        );
        assert_eq!(outliers(vec![(day("1970-01-01"), 0); 3]), []);
    }
}
