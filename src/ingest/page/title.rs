//! The headline of a web page: the heading that the title tag agrees with,
//! else what the meta tags say, without the name of the site.

use serde_json::Value;

use super::facts::Facts;
use crate::ingest::date_token::is_cjk;
use crate::ingest::plain::one_line;

/// What may stand between a headline and the name of the site.
const MARKS: [&str; 14] = [
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " • ", " · ", " / ", " ‹ ", " › ", "｜", "_",
];

/// The headline, if the page has one.
pub fn title(facts: &Facts, host: Option<&str>) -> Option<String> {
    let site = Site::of(facts, host);
    let said = facts
        .meta(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "parsely-title",
            "title",
        ])
        .map(one_line)
        .filter(|title| !site.is_named(title));
    let tag = facts
        .title
        .as_deref()
        .map(one_line)
        .filter(|title| !title.is_empty());
    let linked = linked(facts).map(|title| one_line(&title));
    let headings = facts.headings.iter().map(|heading| one_line(heading));
    let headings: Vec<String> = headings
        .filter(|heading| !heading.is_empty() && !site.is_named(heading))
        .collect();
    let agreed = |heading: &&String| {
        let heading = fold(heading);
        let is_in = |other: &Option<String>| {
            other
                .as_deref()
                .is_some_and(|other| fold(other).contains(&heading))
        };
        heading.chars().count() >= 8 && (is_in(&said) || is_in(&tag) || is_in(&linked))
    };
    let alone = || match headings.as_slice() {
        [heading] if shares_words(heading, &said) || shares_words(heading, &tag) => {
            Some(heading.clone())
        }
        _ => None,
    };
    if let Some(heading) = headings
        .iter()
        .filter(agreed)
        .max_by_key(|heading| heading.len())
    {
        return Some(heading.clone());
    }
    let cut = |title: String| site.cut(&title);
    alone()
        .or_else(|| said.clone().map(cut))
        .or_else(|| linked.map(cut))
        .or_else(|| tag.clone().map(cut).filter(|title| !site.is_named(title)))
        .or_else(|| headings.into_iter().next())
}

/// Whether a heading says about the same as another title: three of its
/// longer words stand in it.
fn shares_words(heading: &str, other: &Option<String>) -> bool {
    const LONG: usize = 4;
    const ENOUGH: usize = 3;
    let Some(other) = other.as_deref().map(fold) else {
        return false;
    };
    let heading = fold(heading);
    let words = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= LONG);
    let others: Vec<&str> = other.split(|c: char| !c.is_alphanumeric()).collect();
    words.filter(|word| others.contains(word)).count() >= ENOUGH
}

/// The headline that JSON-LD gives for the article.
fn linked(facts: &Facts) -> Option<String> {
    let headline = |object: &Value| Some(object.get("headline")?.as_str()?.to_owned());
    facts.objects.iter().find_map(headline)
}

/// What the site is called.
struct Site {
    names: Vec<String>,
}

impl Site {
    fn of(facts: &Facts, host: Option<&str>) -> Self {
        let said = facts.meta(&[
            "og:site_name",
            "application-name",
            "twitter:site",
            "apple-mobile-web-app-title",
        ]);
        let host = host.map(|host| host.trim_start_matches("www."));
        let short = host.and_then(|host| host.split('.').next());
        let names = [said.map(|name| name.trim_start_matches('@')), host, short];
        let names = names.into_iter().flatten().map(letters);
        Self {
            names: names.filter(|name| name.len() > 1).collect(),
        }
    }

    fn is_named(&self, text: &str) -> bool {
        let text = letters(text);
        text.is_empty() || self.names.contains(&text)
    }

    /// A title without the name of the site at its end or beginning.
    fn cut(&self, title: &str) -> String {
        let mut title = title;
        loop {
            let at = MARKS
                .iter()
                .filter_map(|mark| Some((title.rfind(mark)?, *mark)))
                .max();
            let Some((at, mark)) = at else { break };
            let (head, tail) = (title[..at].trim(), title[at + mark.len()..].trim());
            let first = MARKS
                .iter()
                .filter_map(|mark| title.find(mark))
                .min()
                .unwrap_or(at);
            if self.is_like(tail) || is_tail(head, tail, mark) {
                title = head;
            } else if self.is_like(title[..first].trim()) {
                let rest = &title[first..];
                let mark = MARKS
                    .iter()
                    .find(|mark| rest.starts_with(**mark))
                    .map_or(0, |mark| mark.len());
                title = rest[mark..].trim();
            } else {
                break;
            }
        }
        title.to_owned()
    }

    /// Whether a part is the site's name, or holds it beside a word or two.
    fn is_like(&self, part: &str) -> bool {
        let part = letters(part);
        let near = |name: &String| {
            let (short, long) = if name.len() < part.len() {
                (name, &part)
            } else {
                (&part, name)
            };
            short.len() >= 4 && long.contains(short.as_str()) && long.len() <= short.len() * 2
        };
        self.names.contains(&part) || self.names.iter().any(near)
    }
}

/// Whether the last part is short enough beside the first to be a section or
/// a site: signs that no sentence has need less than a dash.
fn is_tail(head: &str, tail: &str, mark: &str) -> bool {
    // Where words are not set apart, two characters are about one.
    let count = |text: &str| {
        let signs = text.chars().filter(|c| is_cjk(*c)).count();
        text.split_whitespace().count().max(signs / 2)
    };
    let most = match mark.trim() {
        "-" | "–" | "—" | "/" | "·" => 3,
        _ => 5,
    };
    let is_name = tail.starts_with(|c: char| !c.is_lowercase());
    is_name && count(tail) <= most && count(head) >= 4 && count(head) > 2 * count(tail)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c => c,
    };
    text.chars()
        .map(plain)
        .flat_map(char::to_lowercase)
        .collect()
}
