//! What is said above a text: when it was printed, how long it is, where it
//! comes from.

use std::fmt::Write;

use crate::model::{Article, Confidence, Printed, long_date};

/// How fast people read silently: letters of the language, what is counted,
/// and how many of them a minute. Means of the International Reading Speed
/// Texts (Trauzettel-Klosinski and Dietz, 2012, table 2); for English the mean
/// of 190 studies (Brysbaert, 2019).
const SPEEDS: [(&str, Unit, usize); 17] = [
    ("ar", Unit::Word, 138),
    ("de", Unit::Word, 179),
    ("en", Unit::Word, 238),
    ("es", Unit::Word, 218),
    ("fi", Unit::Word, 161),
    ("fr", Unit::Word, 195),
    ("he", Unit::Word, 187),
    ("it", Unit::Word, 188),
    ("ja", Unit::Character, 357),
    ("nl", Unit::Word, 202),
    ("pl", Unit::Word, 166),
    ("pt", Unit::Word, 181),
    ("ru", Unit::Word, 184),
    ("sl", Unit::Word, 180),
    ("sv", Unit::Word, 199),
    ("tr", Unit::Word, 166),
    ("zh", Unit::Character, 255),
];

/// Words a minute where the language is unknown or not among these: the mean of them.
const USUAL: usize = 184;

/// What the length of a text is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// What stands between white space.
    Word,
    /// Letters, in scripts without spaces.
    Character,
}

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    number: usize,
    unit: Unit,
    /// How many minutes reading it takes, rounded up.
    pub minutes: usize,
}

impl std::fmt::Display for Length {
    /// `478 words`
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let unit = match self.unit {
            Unit::Word => "word",
            Unit::Character => "character",
        };
        let plural = if self.number == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", thousands(self.number))
    }
}

/// How long the body of an article is, in what its language is counted in.
#[must_use]
pub fn length(article: &Article) -> Length {
    let language = article.lang.as_deref().and_then(|code| code.get(..2));
    let known = SPEEDS.iter().find(|(code, ..)| Some(*code) == language);
    let (unit, speed) = known.map_or((Unit::Word, USUAL), |&(_, unit, speed)| (unit, speed));
    let number = match unit {
        Unit::Word => article.words(),
        Unit::Character => article.text.chars().filter(|c| c.is_alphanumeric()).count(),
    };
    Length {
        number,
        unit,
        minutes: number.div_ceil(speed),
    }
}

/// `July 19, 2023 · date line · 478 words · 2 min · Sarn Gazette`
pub(super) fn line(article: &Article) -> String {
    let mut line = match article.printed.day {
        Some(day) => format!("{} · {}", long_date(day), provenance(article)),
        None => "undated".to_owned(),
    };
    let length = length(article);
    let _ = write!(line, " · {length} · {} min", length.minutes);
    for part in [&article.source, &article.author].into_iter().flatten() {
        let _ = write!(line, " · {part}");
    }
    line
}

/// `date line`, `metadata, likely`, `date line, to check`: where the day
/// stands, and how certain it is unless there is no doubt about it.
fn provenance(article: &Article) -> String {
    let Printed {
        provenance,
        confidence,
        rival,
        ..
    } = &article.printed;
    let mut said = provenance.name().to_owned();
    if *confidence != Confidence::Sure {
        let _ = write!(said, ", {}", confidence.name());
    }
    if rival.is_some() {
        said.push_str(", to check");
    }
    said
}

/// A number with a comma between the thousands.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
