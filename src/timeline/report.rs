//! The timeline as rows, the same for the screen and for scripts.
//!
//! Which events, in which order, with which evidence; how rows are written is
//! the command line's matter.

use std::{cell::OnceCell, collections::HashSet};

use super::{
    Anniversary, Event, Evidence, Kept, Label, Lane, Memorial, Options, Proof, Row, Signals,
    Timeline, anniversaries, anniversary, carried,
    choice::{Candidate, Group, Vocabulary, choose},
    gather::{gathered, zoom},
    is_kept, memorials, salience, sentence, source,
};
use crate::{
    model::{ArticleId, Corpus, Day, Granularity, Interval, MentionTable},
    text,
};

/// The rows of a timeline, by date. With [`Options::top`] the most salient are
/// chosen first.
#[must_use]
pub fn rows<'a>(
    corpus: &'a Corpus,
    mentions: &'a MentionTable,
    timeline: &Timeline,
    options: &Options,
) -> Vec<Row<'a>> {
    let archive = Archive::new(corpus, mentions, timeline, options);
    match options.lane {
        Lane::Happened => archive.happened(),
        Lane::Printed => archive.printed(),
    }
}

/// The sentences that lead an article, and the characters that are looked at
/// for them.
const LEAD: usize = 5;
const LEAD_CHARACTERS: usize = 2000;

/// Sentences that go on with a date which may be chosen.
const LATER: usize = 2;

/// Columns of a label.
const LABEL: usize = 100;

/// What rows are made from.
struct Archive<'a, 'b> {
    corpus: &'a Corpus,
    mentions: &'a MentionTable,
    timeline: &'b Timeline,
    options: &'b Options,
    /// By article: what its mentions need, made when first asked for.
    places: Vec<OnceCell<Vec<Place<'a>>>>,
    /// By article: its first sentences, found when first asked for.
    leads: Vec<OnceCell<Vec<&'a str>>>,
}

/// A mention in code points, and its sentence.
#[derive(Clone, Copy)]
struct Place<'a> {
    start: usize,
    end: usize,
    sentence: &'a str,
}

impl<'a, 'b> Archive<'a, 'b> {
    fn new(
        corpus: &'a Corpus,
        mentions: &'a MentionTable,
        timeline: &'b Timeline,
        options: &'b Options,
    ) -> Self {
        Self {
            corpus,
            mentions,
            timeline,
            options,
            places: vec![OnceCell::new(); corpus.len()],
            leads: vec![OnceCell::new(); corpus.len()],
        }
    }

    fn range(&self) -> Interval {
        self.options.range.unwrap_or(Interval {
            start: Day::MIN,
            end: Day::MAX,
        })
    }

    /// Whether the range of printing lets an article pass.
    fn keep(&self, article: ArticleId) -> bool {
        self.options.printed.is_none_or(|range| {
            let printed = self.timeline.printed_on(article);
            printed.is_some_and(|day| range.contains(day))
        })
    }

    /// Whether a word of the query stands where the text goes on with a date.
    fn asked_later(&self, evidence: &Evidence) -> bool {
        let later = self.corpus.get(evidence.article).map(|article| {
            let mentions = self.mentions.of(evidence.article);
            &article.text[carried(article, mentions, evidence.mention as usize)]
        });
        later.is_some_and(|text| self.options.query.stand_in(text))
    }

    /// Whether a sentence of the evidence has a word of the query.
    fn asked(&self, evidence: &Evidence) -> bool {
        let words = &self.options.query;
        !words.is_empty()
            && self
                .place(evidence)
                .is_some_and(|place| words.stand_in(place.sentence))
    }

    /// The places of all mentions of an article are found in one pass.
    fn place(&self, evidence: &Evidence) -> Option<Place<'a>> {
        let cell = self.places.get(evidence.article.index())?;
        let places = cell.get_or_init(|| self.places_of(evidence.article));
        places.get(evidence.mention as usize).copied()
    }

    fn places_of(&self, id: ArticleId) -> Vec<Place<'a>> {
        let Some(article) = self.corpus.get(id) else {
            return Vec::new();
        };
        let (mut byte, mut points) = (0, 0);
        let found = self.mentions.of(id).iter().map(|mention| {
            let span = mention.span.range();
            if span.start < byte {
                (byte, points) = (0, 0);
            }
            points += article.text[byte..span.start].chars().count();
            byte = span.start;
            Place {
                start: points,
                end: points + article.text[span.clone()].chars().count(),
                sentence: &article.text[sentence(article, mention)],
            }
        });
        found.collect()
    }

    /// Whether a piece of evidence is asked for.
    fn passes(&self, evidence: &Evidence) -> bool {
        self.keep(evidence.article)
            && (self.options.query.is_empty() || self.asked(evidence) || self.asked_later(evidence))
    }

    /// The salience of an event among what has a word of the query in the
    /// sentence with its date, or, for less, where the text goes on with it.
    fn answer(&self, event: &Event) -> f64 {
        let named = |told: &Evidence| self.keep(told.article) && self.asked(told);
        let mut signals = Signals::of(self.timeline, event, &named);
        let all = Signals::of(self.timeline, event, &|told| self.passes(told));
        signals.carried = all.documents - signals.documents;
        match all.documents {
            0 => 0.0,
            _ => signals.score(1, event.granularity),
        }
    }

    fn happened(&self) -> Vec<Row<'a>> {
        let events = match self.options.granularity {
            None => self.timeline.in_range(self.range()).cloned().collect(),
            Some(granularity) => gathered(self.timeline, self.range(), granularity),
        };
        let scores = if self.options.query.is_empty() {
            salience(self.timeline, &events, &|article| self.keep(article))
        } else {
            events.iter().map(|event| self.answer(event)).collect()
        };
        let told = events.into_iter().zip(scores);
        let told = self.most_salient(told.filter(|(_, score)| *score > 0.0).collect());
        let told: Vec<(Event, f64)> = told
            .into_iter()
            .map(|(mut event, score)| {
                event.evidence.retain(|evidence| self.passes(evidence));
                (event, score)
            })
            .collect();
        let mut vocabulary = Vocabulary::default();
        for (event, _) in &told {
            for candidate in self.candidates(event) {
                vocabulary.add(&candidate);
            }
        }
        told.iter()
            .map(|(event, score)| self.event(event, *score, &vocabulary))
            .collect()
    }

    /// The best by score, the earlier of equals, in the order of their coming.
    fn most_salient<T>(&self, mut scored: Vec<(T, f64)>) -> Vec<(T, f64)> {
        let Some(top) = self.options.top.filter(|&top| top < scored.len()) else {
            return scored;
        };
        let mut ranks: Vec<usize> = (0..scored.len()).collect();
        ranks.sort_by(|&a, &b| scored[b].1.total_cmp(&scored[a].1));
        let best: HashSet<usize> = ranks[..top].iter().copied().collect();
        let mut at = 0..;
        scored.retain(|_| at.next().is_some_and(|at| best.contains(&at)));
        scored
    }

    fn event(&self, event: &Event, score: f64, vocabulary: &Vocabulary) -> Row<'a> {
        let told = self.timeline.told(event);
        let name = Label::of(self.corpus, self.mentions, self.timeline, event);
        let candidates = self.candidates(event);
        let chosen = choose(&candidates, vocabulary, self.options.sentences);
        Row {
            date: event.edtf(),
            start: iso(event.interval.start),
            end: iso(event.interval.end),
            days: event.interval,
            granularity: event.granularity,
            label: name.cut(LABEL),
            name,
            salience: rounded(score),
            documents: event.documents(),
            sentences: chosen.into_iter().map(|at| candidates[at].text).collect(),
            anniversaries: self.anniversaries(event),
            evidence: told
                .iter()
                .filter_map(|evidence| self.proof(evidence))
                .collect(),
        }
    }

    /// What may be chosen for an event: each sentence that names its date, in
    /// order of printing, then what goes on with it, and of a day the leads of what was printed on it or
    /// the day after.
    fn candidates(&self, event: &Event) -> Vec<Candidate<'a>> {
        if self.options.sentences == 0 {
            return Vec::new();
        }
        let told = self.timeline.told(event);
        let asked = |evidence: &Evidence| self.options.query.is_empty() || self.asked(evidence);
        let names = told
            .iter()
            .filter(|evidence| asked(evidence))
            .filter_map(|evidence| Some((self.place(evidence)?.sentence, Group::Names)));
        let later = told.iter().flat_map(|evidence| self.later(evidence));
        let names = names.chain(later.map(|sentence| (sentence, Group::Names)));
        let printed = event
            .fresh()
            .into_iter()
            .flat_map(|days| self.timeline.printed_in(days));
        let leads = printed
            .filter(|&id| self.keep(id))
            .flat_map(|id| self.lead(id));
        let leads = leads.map(|lead| (*lead, Group::Leads));
        let mut seen = HashSet::new();
        let all = names.chain(leads).filter(|(text, ..)| seen.insert(*text));
        all.map(|(text, group)| Candidate { text, group }).collect()
    }

    /// The first sentences that go on with a date.
    fn later(&self, evidence: &Evidence) -> Vec<&'a str> {
        let Some(article) = self.corpus.get(evidence.article) else {
            return Vec::new();
        };
        let mentions = self.mentions.of(evidence.article);
        let gone_on = &article.text[carried(article, mentions, evidence.mention as usize)];
        let sentences = text::sentences(gone_on).into_iter().take(LATER);
        sentences.map(|at| &gone_on[at]).collect()
    }

    /// The first sentences of an article.
    fn lead(&self, id: ArticleId) -> &[&'a str] {
        let Some(cell) = self.leads.get(id.index()) else {
            return &[];
        };
        cell.get_or_init(|| {
            let text = self.corpus.get(id).map_or("", |article| &article.text);
            let end = text.char_indices().nth(LEAD_CHARACTERS);
            let start = &text[..end.map_or(text.len(), |(at, _)| at)];
            let sentences = text::sentences(start).into_iter().take(LEAD);
            sentences.map(|at| &start[at]).collect()
        })
    }

    fn proof(&self, evidence: &Evidence) -> Option<Proof<'a>> {
        let (article, mention) = source(self.corpus, self.mentions, evidence)?;
        let place = self.place(evidence)?;
        Some(Proof {
            id: &article.id,
            start: place.start,
            end: place.end,
            sentence: place.sentence,
            text: &article.text[mention.span.range()],
        })
    }

    /// Who keeps the day of an event, and when nobody does who could.
    fn anniversaries(&self, event: &Event) -> Vec<Kept<'a>> {
        let kept = anniversaries(self.timeline, event);
        let mut all: Vec<Kept<'a>> = kept
            .into_iter()
            .filter(|kept| self.keep(kept.article))
            .filter_map(|kept| self.kept(kept.article, event.interval.start, &kept))
            .collect();
        let years = memorials(self.timeline, event);
        if is_kept(&years) {
            let missed = years
                .iter()
                .filter(|(_, what)| *what == Memorial::Missed)
                .map(|(year, _)| Kept {
                    id: None,
                    printed: None,
                    date: iso(event.interval.start),
                    years: year - event.interval.start.year(),
                    by: "missed",
                });
            all.extend(missed);
            all.sort_by_key(|kept| kept.years);
        }
        all
    }

    fn kept(&self, article: ArticleId, day: Day, how: &Anniversary) -> Option<Kept<'a>> {
        Some(Kept {
            id: Some(&self.corpus.get(article)?.id),
            printed: Some(iso(self.timeline.printed_on(article)?)),
            date: iso(day),
            years: how.years,
            by: how.sign.name(),
        })
    }

    /// The days, or longer stretches, in which anything was printed that
    /// passes. An article passes a query by its title.
    fn printed(&self) -> Vec<Row<'a>> {
        let granularity = self.options.granularity.unwrap_or(Granularity::Day);
        let Some(zoom) = zoom(granularity) else {
            return Vec::new();
        };
        let words = &self.options.query;
        let title = |id| {
            self.corpus
                .get(id)
                .map_or("", |article| &article.title.text)
        };
        let passes =
            |id: &ArticleId| self.keep(*id) && (words.is_empty() || words.stand_in(title(*id)));
        let issues = self.timeline.issues(self.range());
        let all = issues.flat_map(|(day, articles)| articles.iter().map(move |id| (day, *id)));
        let printed: Vec<_> = all
            .filter(|(_, id)| passes(id))
            .map(|(day, id)| (zoom.bucket(day), id))
            .collect();
        let stretches = printed.chunk_by(|a, b| a.0 == b.0).map(|stretch| {
            #[allow(clippy::cast_precision_loss, reason = "far fewer articles than 2^52")]
            let score = (stretch.len() as f64).ln_1p();
            let articles: Vec<ArticleId> = stretch.iter().map(|(_, id)| *id).collect();
            ((zoom.interval(stretch[0].0), articles), score)
        });
        self.most_salient(stretches.collect())
            .into_iter()
            .map(|((days, articles), score)| self.issue(days, granularity, &articles, score))
            .collect()
    }

    /// A stretch of printing: its articles are the evidence, their titles what
    /// they say.
    fn issue(
        &self,
        days: Interval,
        granularity: Granularity,
        ids: &[ArticleId],
        score: f64,
    ) -> Row<'a> {
        let articles = || ids.iter().filter_map(|id| self.corpus.get(*id));
        let kept = ids.iter().flat_map(|&id| {
            let kept = anniversary::kept_by(self.timeline, self.mentions, id);
            kept.into_iter()
                .filter_map(move |(day, how)| self.kept(id, day, &how))
        });
        let name = Label {
            sentence: articles()
                .next()
                .map_or("", |first| &first.title.text)
                .to_owned(),
            ..Label::default()
        };
        Row {
            date: days.edtf(granularity),
            start: iso(days.start),
            end: iso(days.end),
            days,
            granularity,
            label: name.cut(LABEL),
            name,
            salience: rounded(score),
            documents: ids.len(),
            sentences: articles()
                .map(|a| &*a.title.text)
                .take(self.options.sentences)
                .collect(),
            anniversaries: kept.collect(),
            evidence: articles()
                .map(|article| Proof {
                    id: &article.id,
                    start: 0,
                    end: 0,
                    sentence: &article.title.text,
                    text: article.printed.raw.as_deref().unwrap_or_default(),
                })
                .collect(),
        }
    }
}

/// ISO 8601, as EDTF writes a day.
fn iso(day: Day) -> String {
    Interval::day(day).edtf(Granularity::Day)
}

fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
