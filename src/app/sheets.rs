//! What the sheets say: help, problems, information, about.

use super::{Line, State, Subject, commands::show, keep, page::thousands};
use crate::{
    command::docs::{self, HelpRow},
    model::{Article, ArticleId, Day, EncodingFrom, Provenance, Severity, Suspicion, TitleFrom},
    search::FORMS,
    temporal,
};

/// `?`.
pub fn help(state: &mut State) {
    let rows = docs::help(&state.config.keymap);
    let lines = rows.into_iter().map(|row| match row {
        HelpRow::Group(group) => Line::Heading(group.heading().to_owned()),
        HelpRow::Command(row, keys) => {
            let left = if keys.is_empty() {
                format!(":{}", row.name)
            } else {
                keys
            };
            Line::Pair(left, row.help.to_owned())
        }
    });
    let heading = Line::Heading("What a search may say".to_owned());
    let forms = FORMS
        .iter()
        .map(|(form, meaning)| Line::Pair((*form).to_owned(), (*meaning).to_owned()));
    let lines = lines.chain([heading]).chain(forms).collect();
    show(state, Subject::Help, "Help", lines);
}

/// `:problems`.
pub fn problems(state: &mut State) {
    if state.problems.is_empty() {
        return state.say("Everything was read without a problem");
    }
    let mut lines = Vec::new();
    for (severity, heading) in [
        (Severity::Unread, "Not read"),
        (Severity::Doubt, "Read with a doubt"),
    ] {
        let of_kind: Vec<_> = state
            .problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .collect();
        if !of_kind.is_empty() {
            lines.push(Line::Heading(format!(
                "{heading}: {}",
                thousands(of_kind.len())
            )));
            lines.extend(
                of_kind
                    .into_iter()
                    .map(|problem| Line::Text(problem.to_string())),
            );
        }
    }
    show(state, Subject::Problems, "Problems", lines);
}

/// `i`.
pub fn information(state: &mut State) {
    state.read_now();
    let Some((id, article)) = keep::subject(state) else {
        return state.say("No article here");
    };
    let mut lines = described(article, state.environment.today);
    lines.extend(also_in(state, id));
    let mentions = state.mentions.of(id);
    lines.push(Line::Heading(format!(
        "Dates in the text: {}",
        mentions.len()
    )));
    lines.extend(mentions.iter().map(|mention| {
        let words = article.text.get(mention.span.range()).unwrap_or_default();
        Line::Pair(
            format!("‘{words}’"),
            format!(
                "{} {} · {}",
                mention.timex.kind.name(),
                mention.timex.value(),
                mention.how.explain()
            ),
        )
    }));
    show(state, Subject::Information, "Information", lines);
}

/// The other paths of the same article.
fn also_in(state: &State, id: ArticleId) -> Vec<Line> {
    const TOLD: usize = 20;
    let copies = state.filter.copies().all(id);
    let others = copies.iter().filter(|copy| **copy != id);
    let paths = others.filter_map(|copy| Some(state.corpus.get(*copy)?.path.to_string()));
    let mut lines: Vec<Line> = paths
        .take(TOLD)
        .map(|path| Line::Pair("also in".to_owned(), path))
        .collect();
    let more = copies.len().saturating_sub(TOLD + 1);
    if more > 0 {
        let more = format!("{} more", thousands(more));
        lines.push(Line::Pair("also in".to_owned(), more));
    }
    lines
}

fn described(article: &Article, today: Option<Day>) -> Vec<Line> {
    let pair = |name: &str, value: String| Line::Pair(name.to_owned(), value);
    let unknown = || "unknown".to_owned();
    let title = match article.title.from {
        TitleFrom::Headline => "the first line stands apart as a headline",
        TitleFrom::Metadata => "a field of the file says so",
        TitleFrom::FirstWords => "the text has none: its first words stand for it",
        TitleFrom::FileName => "the text is empty: the file's name stands for it",
    };
    let printed = match (article.printed.day, &article.printed.raw) {
        (Some(day), Some(raw)) => format!(
            "{day} · {}, {}: ‘{raw}’",
            article.printed.provenance.name(),
            article.printed.confidence.name()
        ),
        (Some(day), None) => format!(
            "{day} · {}, {}",
            article.printed.provenance.name(),
            article.printed.confidence.name()
        ),
        (None, Some(raw)) => format!("undated: ‘{raw}’ is no date"),
        (None, None) => format!(
            "undated: no date in the text, the file's name or its folders ({})",
            Provenance::None.name()
        ),
    };
    let to_check = Suspicion::of(article, today);
    let to_check = to_check.map_or_else(String::new, |why| format!(" · to check: {why}"));
    let encoding = match article.encoding.from {
        EncodingFrom::Mark => "byte order mark",
        EncodingFrom::Valid => "the bytes are valid in it",
        EncodingFrom::Said => "the file says so",
        EncodingFrom::Guess => "guessed from the bytes",
    };
    let replaced = match article.encoding.replaced {
        0 => String::new(),
        count => format!(
            " · {} byte sequences had no meaning and are shown as \u{fffd}",
            thousands(count as usize)
        ),
    };
    let footer = article.footer.as_ref().map_or_else(
        || "none found".to_owned(),
        |footer| format!("{} · {}", footer.text.replace('\n', " / "), footer.reason),
    );
    vec![
        Line::Heading("The article".to_owned()),
        pair("title", format!("{} · {title}", article.title.text)),
        pair("printed", printed + &to_check),
        pair(
            "source",
            article
                .source
                .as_deref()
                .map_or_else(unknown, str::to_owned),
        ),
        pair(
            "author",
            article
                .author
                .as_deref()
                .map_or_else(unknown, str::to_owned),
        ),
        pair(
            "language",
            article.lang.as_deref().map_or_else(unknown, language),
        ),
        pair(
            "address",
            article.url.as_deref().map_or_else(unknown, str::to_owned),
        ),
        pair(
            "length",
            format!(
                "{} words, {} paragraphs",
                thousands(article.words()),
                thousands(article.paragraphs().count())
            ),
        ),
        pair("footer", footer),
        pair("file", article.path.to_string()),
        pair(
            "encoding",
            format!("{} · {encoding}{replaced}", article.encoding.name),
        ),
        pair("id", article.id.to_string()),
    ]
}

/// A language as an article says it, and what is not found in it.
fn language(code: &str) -> String {
    let main = code.split(['-', '_']).next().unwrap_or(code);
    if temporal::rule_files().any(|(known, _)| known.eq_ignore_ascii_case(main)) {
        return code.to_owned();
    }
    format!("{code} · no built-in rules for its dates: those in figures are found")
}

/// `:about`.
pub fn about(state: &mut State) {
    let text = |text: &str| Line::Text(text.to_owned());
    let lines = vec![
        Line::Heading(format!("dateline {}", env!("CARGO_PKG_VERSION"))),
        text(
            "Reads an archive of dated press articles along two clocks: when it was printed, and when it happened.",
        ),
        text(
            "It never paraphrases or judges what an article says; it shows what was printed, by whom, when, and the sentence that proves it.",
        ),
        Line::Heading("Licence".to_owned()),
        text("The program: MIT or Apache-2.0, at your choice."),
        Line::Heading("The built-in archive".to_owned()),
        text(
            "Without a path the program opens articles that were written for it. No newspaper printed them; their date lines are the anniversaries for which they were composed. They are in the public domain (CC0 1.0); each footer names the sources of its facts.",
        ),
    ];
    show(state, Subject::About, "About", lines);
}
