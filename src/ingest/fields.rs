//! The names under which records of JSON and tables keep what an article
//! consists of.

use super::record::{Dated, Record};

/// What a field of a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The source's own id.
    Id,
    /// The headline.
    Title,
    /// When it was printed.
    Date,
    /// The body.
    Text,
    /// The body as HTML, where there is no text.
    Html,
    /// The address it came from.
    Url,
    /// Its language.
    Lang,
    /// Who printed it.
    Source,
    /// Who wrote it.
    Author,
}

/// The names that are usual, best first, in small letters and digits alone:
/// `pubDate`, `pub_date` and `Pub Date` are one name.
const USUAL: &[(Part, &[&str])] = &[
    (
        Part::Id,
        &[
            "id",
            "uid",
            "guid",
            "uuid",
            "articleid",
            "docid",
            "documentid",
        ],
    ),
    (
        Part::Title,
        &[
            "title",
            "headline",
            "heading",
            "subject",
            "name",
            "articletitle",
            "titel",
            "titre",
            "titulo",
            "titolo",
        ],
    ),
    (
        Part::Date,
        &[
            "date",
            "published",
            "publishedat",
            "publisheddate",
            "datepublished",
            "publicationdate",
            "publishdate",
            "pubdate",
            "printed",
            "datetime",
            "publishedtime",
            "publicationtime",
            "timestamp",
            "time",
            "day",
            "dct",
            "createdat",
            "created",
            "datecreated",
            "updatedat",
            "updated",
            "datum",
            "fecha",
            "data",
        ],
    ),
    (
        Part::Text,
        &[
            "text",
            "body",
            "content",
            "article",
            "articlebody",
            "articletext",
            "fulltext",
            "maintext",
            "bodytext",
            "contenttext",
            "plaintext",
            "rawtext",
            "story",
            "paragraphs",
            "cleantext",
            "document",
            "summary",
            "description",
            "abstract",
            "shortdescription",
        ],
    ),
    (
        Part::Html,
        &["html", "contenthtml", "bodyhtml", "articlehtml", "rawhtml"],
    ),
    (
        Part::Url,
        &[
            "url",
            "link",
            "href",
            "permalink",
            "weburl",
            "sourceurl",
            "articleurl",
            "canonicalurl",
            "uri",
        ],
    ),
    (
        Part::Lang,
        &["lang", "language", "langcode", "languagecode", "locale"],
    ),
    (
        Part::Source,
        &[
            "source",
            "publisher",
            "publication",
            "newspaper",
            "outlet",
            "site",
            "sitename",
            "sourcename",
            "sourcedomain",
            "domain",
            "media",
            "paper",
            "feed",
            "provider",
        ],
    ),
    (
        Part::Author,
        &[
            "author",
            "authors",
            "byline",
            "creator",
            "writer",
            "journalist",
            "autor",
        ],
    ),
];

/// Any name that a person said is better than any that is usual.
const WORST_SAID: usize = 1 << 16;

/// Which field is which part: what a person said, then what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The names that a person said, the best first.
    said: Vec<(Part, Vec<String>)>,
}

impl Fields {
    /// From now on these fields are this part, the best first, before all that
    /// are usual; none: the usual ones alone. A dot leads into an object: `data.body`.
    pub fn say(&mut self, part: Part, fields: &[&str]) {
        self.said.retain(|(said, _)| *said != part);
        if fields.is_empty() {
            return;
        }
        let fields = fields.iter().map(|field| (*field).to_owned());
        self.said.push((part, fields.collect()));
    }

    /// The names that lead into an object.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Part, &str)> {
        let said = self.said.iter();
        said.flat_map(|(part, fields)| fields.iter().map(|field| (*part, field.as_str())))
            .filter(|(_, field)| field.contains('.'))
    }

    /// The record of these names and values; of several for one part that
    /// with the best name wins.
    pub(super) fn record(&self, pairs: impl Iterator<Item = (String, String)>) -> Record {
        let mut found: Vec<(Part, usize, String)> = pairs
            .filter(|(_, value)| !value.trim().is_empty())
            .filter_map(|(name, value)| {
                let (part, rank) = self.part(&name)?;
                Some((part, rank, value))
            })
            .collect();
        found.sort_by_key(|(_, rank, _)| *rank);
        let mut take = |part: Part| {
            let at = found.iter().position(|(known, _, _)| *known == part)?;
            Some(found.remove(at).2)
        };
        Record {
            id: take(Part::Id),
            title: take(Part::Title),
            date: take(Part::Date).map(Dated::field),
            lang: take(Part::Lang),
            source: take(Part::Source),
            author: take(Part::Author),
            url: take(Part::Url),
            text: take(Part::Text)
                .or_else(|| take(Part::Html))
                .unwrap_or_default(),
            ..Record::default()
        }
    }

    /// Which part a field is and how good a name it has: 0 is the best.
    pub fn part(&self, field: &str) -> Option<(Part, usize)> {
        let field = plain(field);
        let said = self.said.iter().find_map(|(part, names)| {
            let rank = names.iter().position(|name| plain(name) == field)?;
            Some((*part, rank))
        });
        said.or_else(|| {
            USUAL.iter().find_map(|(part, names)| {
                let rank = names.iter().position(|name| *name == field)?;
                Some((*part, WORST_SAID + rank))
            })
        })
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
