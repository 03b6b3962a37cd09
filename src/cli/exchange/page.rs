//! What was added as a page of Markdown for people, with the annotations in
//! comments.

use super::{COMMENT, line};
use crate::{
    citation::{Citation, Style, escaped, quoted},
    model::{Change, Cited, Verdict},
    text::clean,
};

/// All that was added as a page of Markdown: a heading an article, a quotation
/// a passage, and what was noted of it.
///
/// # Errors
///
/// A value has no form in JSON.
pub fn markdown(belongings: &[Change]) -> anyhow::Result<String> {
    let mut page = String::new();
    let mut last: Option<&Cited> = None;
    for change in belongings {
        let Some(line) = line(change)? else { continue };
        let cited = cited(change);
        if cited.is_some()
            && last != cited
            && let Some(cited) = cited
        {
            let title = escaped(&clean(&cited.title));
            let citation = Citation::from(cited).write(Style::Markdown);
            page.push_str(&format!("## {title}\n\n{citation}\n"));
            last = Some(cited);
        }
        page.push_str(&shown(change));
        // Two hyphens or a bracket would end the comment.
        let line = line.replace("--", "-\\u002d").replace('>', "\\u003e");
        page.push_str(&format!("{}{line}{}\n\n", COMMENT.0, COMMENT.1));
    }
    while page.ends_with("\n\n") {
        page.pop();
    }
    Ok(page)
}

/// The article on which something hangs.
fn cited(change: &Change) -> Option<&Cited> {
    match change {
        Change::Note(cited, ..)
        | Change::Ruled(cited, ..)
        | Change::Mark(cited, ..)
        | Change::Star(cited, _) => Some(cited),
        Change::Letter(_, Some(letter)) => letter.article.as_ref().map(|(cited, _)| cited),
        _ => None,
    }
}

/// What people see of it, with an empty line behind.
fn shown(change: &Change) -> String {
    match change {
        Change::Note(_, _, Some(note)) => {
            let kind = note.kind.map(|kind| format!("**{}**", kind.name()));
            let tags = note.tags.iter();
            let tags = tags.map(|tag| escaped(&clean(&format!("#{tag}"))));
            let filed: Vec<String> = kind.into_iter().chain(tags).collect();
            let mut shown = quoted(&note.quote.exact) + "\n";
            if !filed.is_empty() {
                shown.push_str(&format!("{}\n\n", filed.join(" ")));
            }
            shown + &remark(&note.text)
        }
        Change::Ruled(_, _, Some(ruling)) => {
            let words = quoted(&ruling.quote.exact);
            match &ruling.verdict {
                Verdict::Remark(text) => format!("{words}\nOn this event:\n\n{}", remark(text)),
                verdict => format!("{words}\n{}\n\n", escaped(&clean(&verdict.describe()))),
            }
        }
        Change::Mark(_, letter, Some(spot)) => {
            let letter = escaped(&clean(&letter.to_string()));
            format!("{}\nMark {letter}\n\n", quoted(&spot.paragraph.exact))
        }
        Change::Letter(name, Some(letter)) => {
            let name = escaped(&clean(&name.to_string()));
            match &letter.article {
                Some((_, spot)) => {
                    format!("{}\nMark {name}\n\n", quoted(&spot.paragraph.exact))
                }
                None => format!("Mark {name} on the timeline\n\n"),
            }
        }
        Change::Saved(name, Some(saved)) => {
            let query = escaped(&clean(&saved.query));
            format!("Search “{}”: {query}\n\n", escaped(&clean(name)))
        }
        Change::Star(..) => "★\n\n".to_owned(),
        _ => String::new(),
    }
}

/// The words of the person, who may have written them in Markdown.
fn remark(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = clean(line);
        let comments = line.trim_start().starts_with("<!--");
        format!("{}{line}\n", if comments { "\\" } else { "" })
    });
    let remark: String = lines.collect();
    if remark.is_empty() {
        remark
    } else {
        remark + "\n"
    }
}
