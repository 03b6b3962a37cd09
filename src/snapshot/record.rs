//! An article as it is written down: all but its text in a record, the text
//! behind it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    Article, Confidence, Day, Encoding, EncodingFrom, Footer, Markup, Printed, Prose, Provenance,
    Rival, Title, TitleFrom, day_of, number_of,
};

#[derive(Serialize, Deserialize)]
pub struct Record<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    title_from: TitleFrom,
    day: Option<u32>,
    provenance: Provenance,
    confidence: Confidence,
    raw: Option<&'a str>,
    rival: Option<Rival>,
    lang: Option<&'a str>,
    source: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    markup: Vec<Markup>,
    footer: Option<(&'a str, &'a str)>,
    encoding: (&'a str, EncodingFrom, u32),
}

impl<'a> Record<'a> {
    pub fn of(article: &'a Article) -> Self {
        let footer = article.footer.as_ref();
        let encoding = article.encoding;
        Self {
            id: &article.id,
            path: &article.path,
            title: &article.title.text,
            title_from: article.title.from,
            day: article.printed.day.map(number_of),
            provenance: article.printed.provenance,
            confidence: article.printed.confidence,
            raw: article.printed.raw.as_deref(),
            rival: article.printed.rival,
            lang: article.lang.as_deref(),
            source: article.source.as_deref(),
            author: article.author.as_deref(),
            url: article.url.as_deref(),
            markup: article.markup.to_vec(),
            footer: footer.map(|footer| (&*footer.text, footer.reason)),
            encoding: (encoding.name, encoding.from, encoding.replaced),
        }
    }
}

impl Record<'static> {
    pub fn article(self, text: &'static str) -> Article {
        let day: Option<Day> = self.day.and_then(day_of);
        let (name, from, replaced) = self.encoding;
        Article {
            id: self.id.into(),
            path: Arc::from(self.path),
            title: Title {
                text: self.title.into(),
                from: self.title_from,
            },
            printed: Printed {
                day,
                provenance: self.provenance,
                confidence: self.confidence,
                raw: self.raw.map(Into::into),
                rival: self.rival,
            },
            lang: self.lang.map(Into::into),
            source: self.source.map(Into::into),
            author: self.author.map(Into::into),
            url: self.url.map(Into::into),
            text: Prose::Kept(text),
            markup: self.markup.into(),
            footer: self.footer.map(|(text, reason)| Footer {
                text: text.into(),
                reason,
            }),
            encoding: Encoding {
                name,
                from,
                replaced,
            },
        }
    }
}
