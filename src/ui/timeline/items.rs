//! The list under the axis: events, who tells them, what was printed.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Item, Pane, State, page::thousands, status, timeline::Summary},
    model::ArticleId,
    text::width,
    timeline::{Event, anniversaries},
    ui::{Look, draw::Pen, theme::Role},
};

/// Columns from which a row says who tells it.
const WITH_DETAIL: usize = 60;
/// Columns from which it says in which years.
const WITH_YEARS: usize = 100;

/// Draws the rows in the window.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    if state.time.items.is_empty() && area.height > 0 {
        let said = " Nothing is told of these days, and nothing was printed on them";
        Pen::new(buffer, area).fit(said, look.theme.whole(Role::Dim));
    }
    for ((at, item), y) in state.time.rows().zip(area.top()..area.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        row(
            state,
            look,
            *item,
            at == state.time.chosen,
            &mut Pen::new(buffer, line),
        );
    }
}

/// `▌2000-07-19  On the day in 2000 …     told 2 times, 2022–2023, last 2023-07-19`
fn row(state: &State, look: &Look, item: Item, chosen: bool, pen: &mut Pen) {
    let theme = &look.theme;
    let (date, indent, detail, role) = match item {
        Item::Event(event) => {
            let date = state.timeline.events().get(event).map(brief);
            let wide = pen.room() >= WITH_YEARS;
            let told = state.time.summary(event).map(|summary| told(summary, wide));
            let told = told.unwrap_or_default();
            (date.unwrap_or_default(), 0, told, Role::BarHappened)
        }
        Item::Told(event, evidence) => {
            let detail = teller(state, event, evidence.article);
            (printed(state, evidence.article), 2, detail, Role::Dim)
        }
        Item::Printed(id) => {
            let source = state
                .corpus
                .get(id)
                .and_then(|article| article.source.as_deref());
            let detail = source.map_or_else(
                || "printed".to_owned(),
                |source| format!("printed · {source}"),
            );
            (printed(state, id), 0, detail, Role::BarPrinted)
        }
    };
    let date_role = match (chosen, state.focus == Pane::Timeline) {
        (true, true) => Role::Selection,
        (true, false) => Role::SelectionUnfocused,
        (false, _) => role,
    };
    let with_detail = pen.room() >= WITH_DETAIL;
    let marks = match item {
        Item::Event(event) => state.hand.marks(event),
        _ => None,
    };
    let sign = match marks {
        Some(marks) if marks.starred => "★",
        Some(marks) if marks.remark.is_some() => "✎",
        _ => " ",
    };
    pen.write(if chosen { "▌" } else { " " }, theme.whole(Role::Accent))
        .write(sign, theme.whole(Role::Mark))
        .skip(indent)
        .column(&date, width(&date).max(10), theme.whole(date_role))
        .skip(2)
        .short(1);
    let detail = match marks {
        Some(marks) if marks.changed => format!("by hand · {detail}"),
        _ => detail,
    };
    if with_detail {
        pen.right(&detail, theme.whole(Role::Dim)).short(2);
    }
    let text = theme.whole(Role::Text);
    match item {
        Item::Event(event) => match state.time.summary(event) {
            Some(summary) => {
                let remark = marks.and_then(|marks| marks.remark.as_deref());
                let remark = remark.map_or_else(String::new, |remark| format!("  ✎ {remark}"));
                let room = pen.room();
                let label = summary
                    .label
                    .cut(room.saturating_sub(width(&remark).min(room / 2)));
                pen.write(&label, text)
                    .fit(&remark, theme.whole(Role::Mark))
            }
            None => pen,
        },
        _ => pen.fit(&status::sentence(state, item), text),
    };
}

/// `told 7 times, 2000–2023, last 2023-07-19`, as far as there is more than
/// one teller; `17 times, last 2023-07-19` where there is less room.
fn told(summary: &Summary, wide: bool) -> String {
    let undated = match summary.undated {
        0 => String::new(),
        some => format!(", {} undated", thousands(some)),
    };
    match (summary.documents, summary.printed) {
        (1, Some(days)) => format!("told in {}", days.start),
        (1, None) => "told in an undated article".to_owned(),
        (documents, Some(days)) => {
            let (first, last) = (days.start.year(), days.end.year());
            let times = thousands(documents);
            if !wide {
                return format!("{times} times, last {}", days.end);
            }
            let years = if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            };
            format!("told {times} times, {years}, last {}{undated}", days.end)
        }
        (documents, None) => format!("told {} times, undated", thousands(documents)),
    }
}

/// The date of an event in few columns: of a stretch within a year the second
/// end without what it shares with the first, as ISO 8601 allows.
fn brief(event: &Event) -> String {
    let edtf = event.edtf();
    let (from, to) = (event.interval.start, event.interval.end);
    let Some((first, last)) = edtf.split_once('/').filter(|_| from.year() == to.year()) else {
        return edtf;
    };
    let tail = |text: &str, parts: usize| {
        let at = text
            .rmatch_indices('-')
            .nth(parts)
            .map_or(0, |(at, _)| at + 1);
        text[at..].to_owned()
    };
    let months = from.day() == 1 && to == to.last_of_month();
    match (months, from.month() == to.month()) {
        (true, _) => format!(
            "{}/{:02}",
            first.strip_suffix("-01").unwrap_or(first),
            to.month()
        ),
        (false, true) => format!("{first}/{}", tail(last, 0)),
        (false, false) => format!("{first}/{}", tail(last, 1)),
    }
}

fn printed(state: &State, id: ArticleId) -> String {
    let day = state.timeline.printed_on(id);
    day.map_or_else(|| "undated".to_owned(), |day| day.to_string())
}

/// `23rd anniversary · Title`.
fn teller(state: &State, event: usize, article: ArticleId) -> String {
    let kept = state.timeline.events().get(event).and_then(|event| {
        let mut kept = anniversaries(&state.timeline, event).into_iter();
        kept.find(|kept| kept.article == article)
    });
    let source = state
        .corpus
        .get(article)
        .and_then(|article| article.source.as_deref());
    let kept = kept.map(|kept| format!("{} anniversary", ordinal(kept.years)));
    let parts: Vec<String> = kept.into_iter().chain(source.map(str::to_owned)).collect();
    parts.join(" · ")
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub fn ordinal(number: i16) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
