//! A timeline as TimelineJS 3 reads it (knightlab.com, "TimelineJS3 JSON file
//! format"): a slide for each row. Its texts are HTML, so ours are escaped.

use serde::Serialize;

use crate::{
    model::{Day, Granularity},
    text,
    timeline::{Lane, Row},
};

/// All slides.
#[derive(Debug, Serialize)]
pub(super) struct Slides<'a> {
    scale: &'static str,
    events: Vec<Slide<'a>>,
}

#[derive(Debug, Serialize)]
struct Slide<'a> {
    unique_id: String,
    group: &'static str,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    display_date: &'a str,
    text: Words,
}

/// As fine as it is known; years before our era are negative.
#[derive(Debug, Serialize)]
struct Date {
    year: i16,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i8>,
}

#[derive(Debug, Serialize)]
struct Words {
    headline: String,
    text: String,
}

impl Date {
    fn new(day: Day, granularity: Granularity) -> Self {
        let fine = match granularity {
            Granularity::Year | Granularity::Decade | Granularity::Century => (None, None),
            Granularity::Month | Granularity::Quarter => (Some(day.month()), None),
            Granularity::Day | Granularity::Week | Granularity::Span => {
                (Some(day.month()), Some(day.day()))
            }
        };
        Self {
            year: day.year(),
            month: fine.0,
            day: fine.1,
        }
    }
}

/// The slides of rows.
pub(super) fn slides<'a>(rows: &'a [Row<'_>], lane: Lane) -> Slides<'a> {
    let slide = |(number, row): (usize, &'a Row<'_>)| {
        // One date is enough for what it names whole.
        let one = matches!(
            row.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        );
        let sentences: Vec<String> = row
            .sentences
            .iter()
            .map(|sentence| format!("<p>{}</p>", escaped(sentence)))
            .collect();
        let mut ids: Vec<&str> = row.evidence.iter().map(|proof| proof.id).collect();
        ids.dedup();
        let ids: Vec<String> = ids.into_iter().map(escaped).collect();
        Slide {
            unique_id: format!("{}-{}", row.date.replace('/', "_"), number + 1),
            group: lane.name(),
            start_date: Date::new(row.days.start, row.granularity),
            end_date: (!one).then(|| Date::new(row.days.end, row.granularity)),
            display_date: &row.date,
            text: Words {
                headline: escaped(&row.label),
                text: format!(
                    "{}<p><small>{}</small></p>",
                    sentences.concat(),
                    ids.join(", ")
                ),
            },
        }
    };
    Slides {
        scale: "human",
        events: rows.iter().enumerate().map(slide).collect(),
    }
}

/// A text as HTML and XML want it.
pub(super) fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for c in text::clean(content).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
