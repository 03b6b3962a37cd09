//! What a web page says of itself, gathered in one walk over its tree: meta
//! tags, JSON-LD, times, headings, marked pieces. Judges nothing.

use scraper::{ElementRef, Html};
use serde_json::Value;

/// At most this many pieces of one kind are kept: a page of a thousand
/// comments says nothing more with the last of them.
const MOST: usize = 400;
/// A marked piece is at most this long, in bytes.
const LONGEST: usize = 240;

/// The facts, each in the order of the page.
#[derive(Debug, Default)]
pub struct Facts {
    /// Meta tags: name, property or itemprop in lower case, and the content.
    pub metas: Vec<(String, String)>,
    pub title: Option<String>,
    /// The headings of the first level.
    pub headings: Vec<String>,
    /// The objects of JSON-LD, those inside others too.
    pub objects: Vec<Value>,
    /// JSON-LD that is no JSON, as it is written.
    pub broken: Vec<String>,
    pub times: Vec<Piece>,
    /// Pieces whose class, id or itemprop speaks of a date.
    pub marked: Vec<Piece>,
    pub canonical: Option<String>,
    pub lang: Option<String>,
}

/// A short piece of the page.
#[derive(Debug)]
pub struct Piece {
    /// Its class, id and itemprop in lower case.
    pub marks: String,
    /// The date that an attribute gives.
    pub value: Option<String>,
    /// Its words.
    pub text: String,
    /// It stands beside the article: in a list of others, a comment, a foot.
    pub is_aside: bool,
}

impl Facts {
    /// Walks over a page.
    pub fn of(page: &Html) -> Self {
        let mut facts = Self::default();
        for element in page.root_element().descendent_elements() {
            facts.take(element);
        }
        facts
    }

    /// The content of the first meta tag with one of these names, the names
    /// in the order of their worth.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|wanted| {
            let found = self.metas.iter().filter(|(name, _)| name == wanted);
            found
                .map(|(_, content)| content.trim())
                .find(|content| !content.is_empty())
        })
    }

    fn take(&mut self, element: ElementRef) {
        let attribute = |name: &str| element.attr(name);
        match element.value().name() {
            "html" => {
                self.lang = attribute("lang")
                    .or(attribute("xml:lang"))
                    .map(ToOwned::to_owned)
            }
            "meta" => {
                let name = attribute("property")
                    .or(attribute("name"))
                    .or(attribute("itemprop"));
                if let (Some(names), Some(content)) =
                    (name, attribute("content").or(attribute("value")))
                {
                    for name in names.split_whitespace().take(8) {
                        self.metas.push((name.to_lowercase(), content.to_owned()));
                    }
                }
            }
            "link" if attribute("rel") == Some("canonical") => {
                self.canonical = attribute("href").map(ToOwned::to_owned);
            }
            // A picture may have a title of its own.
            "title" if self.title.is_none() && !is_inside(element, &["svg"]) => {
                self.title = Some(words(element, 2000));
            }
            "h1" if self.headings.len() < MOST => self.headings.push(words(element, 2000)),
            "script"
                if attribute("type").is_some_and(|kind| kind.trim() == "application/ld+json") =>
            {
                self.linked_data(&element.text().collect::<String>());
            }
            "time" if self.times.len() < MOST => {
                let piece = piece(element);
                self.times.push(piece);
            }
            "script" | "style" | "body" | "head" => {}
            _ if self.marked.len() < MOST && speaks_of_a_date(element) => {
                let piece = piece(element);
                self.marked.push(piece);
            }
            _ => {}
        }
    }

    fn linked_data(&mut self, text: &str) {
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->");
        match serde_json::from_str(text) {
            Ok(value) => flatten(value, &mut self.objects),
            Err(_) => self.broken.push(text.to_owned()),
        }
    }
}

/// All objects in a value, the outer ones first.
fn flatten(value: Value, objects: &mut Vec<Value>) {
    let mut waiting = std::collections::VecDeque::from([value]);
    while let Some(value) = waiting.pop_front() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(map) if objects.len() < MOST => {
                let inner = map
                    .values()
                    .filter(|value| value.is_object() || value.is_array());
                waiting.extend(inner.cloned().collect::<Vec<_>>());
                objects.push(Value::Object(map));
            }
            _ => {}
        }
    }
}

fn marks(element: ElementRef) -> String {
    let names = ["class", "id", "itemprop"];
    let marks = names.iter().filter_map(|name| element.attr(name));
    marks.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether class, id or itemprop hold a word for a date. "update" holds
/// "date" too; what it means is decided later.
fn speaks_of_a_date(element: ElementRef) -> bool {
    const WORDS: [&str; 12] = [
        "date", "time", "publi", "posted", "byline", "created", "meta", "datum", "fecha", "day",
        "info", "author",
    ];
    let marks = marks(element);
    !marks.is_empty() && WORDS.iter().any(|word| marks.contains(word))
}

fn piece(element: ElementRef) -> Piece {
    let value = [
        "datetime",
        "content",
        "title",
        "data-datetime",
        "data-date",
        "data-timestamp",
        "data-time",
    ]
    .iter()
    .find_map(|name| {
        element
            .attr(name)
            .filter(|value| value.bytes().any(|b| b.is_ascii_digit()))
    });
    Piece {
        marks: marks(element),
        value: value.map(ToOwned::to_owned),
        text: words(element, LONGEST),
        is_aside: is_aside(element),
    }
}

/// The words of an element, cut off after so many bytes.
fn words(element: ElementRef, most: usize) -> String {
    let mut words = String::new();
    for text in element.text() {
        for word in text.split_whitespace() {
            if words.len() > most {
                return words;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

fn is_inside(element: ElementRef, names: &[&str]) -> bool {
    let mut above = element.ancestors().filter_map(ElementRef::wrap).take(200);
    above.any(|element| names.contains(&element.value().name()))
}

/// Whether an element stands beside the article.
fn is_aside(element: ElementRef) -> bool {
    const MARKS: [&str; 12] = [
        "comment",
        "related",
        "sidebar",
        "footer",
        "widget",
        "recommend",
        "popular",
        "latest",
        "teaser",
        "promo",
        "disqus",
        "more-",
    ];
    is_inside(element, &["aside", "nav", "footer"])
        || element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .filter(|element| !matches!(element.value().name(), "body" | "html"))
            .take(200)
            .any(|element| {
                let marks = marks(element);
                MARKS.iter().any(|mark| marks.contains(mark))
            })
}
