//! What is kept, in memory: an image of the store, and which articles of the
//! corpus it is about. It knows no pane; what to keep and when is decided in
//! `keeping`.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::coverage::Looking;
use crate::model::{
    Article, ArticleId, Asked, Body, Change, Choices, Cited, Corpus, Desk, Lasting, Letter,
    Likeness, Manner, Note, Record, Register, Ruling, Saved, Signs, Spot, Verdict, Wish,
};

/// The image of the store.
#[derive(Debug, Default)]
pub struct Memory {
    /// What hangs on articles, of this archive or not.
    records: Register,
    /// The record of an article of the corpus, and the other way round.
    of: HashMap<ArticleId, usize>,
    articles: HashMap<usize, Vec<ArticleId>>,
    /// The bodies of articles that were read to recognise them.
    met: HashMap<ArticleId, Body>,
    /// Articles that were not recognised by their text but have something of
    /// one that is known.
    alike: Vec<ArticleId>,
    /// The articles below this number have been looked at to recognise them.
    pub(super) recognised: u32,
    /// Articles that were opened or changed, by what the store knows them.
    cited: HashMap<ArticleId, Cited>,
    /// The marks with letters that hold everywhere.
    pub letters: BTreeMap<char, Letter>,
    /// The searches with a name.
    pub saved: BTreeMap<Box<str>, Saved>,
    /// The research log, oldest first.
    pub asked: Vec<Asked>,

    /// What is asked of the store by the present message.
    pub(super) wishes: Vec<Wish>,
    /// Changes that the store has not answered yet, oldest first; before it
    /// has spoken also those that it does not answer.
    pub(super) unanswered: VecDeque<(Box<Change>, Manner)>,
    /// Whether the store has said what is kept.
    pub(super) ready: bool,
    /// Whether what is kept lasts.
    pub lasting: Lasting,
    /// Why the last change could not be saved.
    pub trouble: Option<String>,
    /// What the status line said of the last change by hand.
    pub(super) said: Option<String>,
    /// A number by chance: new notes are named by it, and by how many there
    /// were in this run.
    pub run: u64,
    pub(super) written: u32,

    /// What the archive is known by; `None` for what has no name.
    pub archive: Option<Box<str>>,
    /// How the archive was left, until it stands so again or a key is pressed.
    pub(super) wanted: Option<Desk>,
    /// What the settings choose of panes, timeline and citations.
    pub(super) usual: Choices,
    /// How it is left, as the store knows.
    pub(super) desk: Option<Desk>,
    /// Whether a key was pressed.
    pub(super) touched: bool,
    /// The open article with its first row and chosen paragraph, as kept.
    pub(super) seen: Option<(ArticleId, u32, usize)>,
    /// Which paragraphs of the open article were on the screen.
    pub(super) looking: Option<Looking>,
}

impl Memory {
    /// What hangs on an article.
    #[must_use]
    pub fn record(&self, id: ArticleId) -> Option<&Record> {
        self.records.get(*self.of.get(&id)?)
    }

    /// Whether the store has said that it holds nothing yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.ready && self.records.is_empty()
    }

    /// The notes on an article, oldest first.
    #[must_use]
    pub fn notes(&self, id: ArticleId) -> &[Note] {
        self.record(id).map_or(&[], |record| &record.notes)
    }

    /// The articles of the corpus with notes.
    pub(super) fn noted(&self) -> impl Iterator<Item = (ArticleId, &[Note])> {
        let records = self.articles.iter().flat_map(|(&number, ids)| {
            let notes = &*self.records[number].notes;
            ids.iter().map(move |id| (*id, notes))
        });
        records.filter(|(_, notes)| !notes.is_empty())
    }

    /// Every note with what it hangs on, by date and headline of the article,
    /// then by place; and the article, if it is in the corpus.
    #[must_use]
    pub fn all_notes(&self) -> Vec<(&Cited, &Note, Option<ArticleId>)> {
        let mut notes: Vec<_> = self
            .records
            .iter()
            .enumerate()
            .flat_map(|(number, record)| {
                let article = self
                    .articles
                    .get(&number)
                    .and_then(|ids| ids.first().copied());
                record
                    .notes
                    .iter()
                    .map(move |note| (&record.cited, note, article))
            })
            .collect();
        notes.sort_by_key(|(cited, note, _)| {
            (
                cited.day,
                &cited.title,
                cited.likeness.body,
                note.quote.start,
                &note.id,
            )
        });
        notes
    }

    /// Every ruling with what it hangs on, of this archive or not.
    pub fn all_rulings(&self) -> impl Iterator<Item = (&Cited, &Ruling, Option<ArticleId>)> {
        let records = self.records.iter().enumerate();
        records.flat_map(|(number, record)| {
            let article = self.articles.get(&number);
            let article = article.and_then(|ids| ids.first().copied());
            let rulings = record.rulings.iter();
            rulings.map(move |ruling| (&record.cited, ruling, article))
        })
    }

    /// Every ruling on an article of the corpus.
    pub(super) fn rulings(&self) -> impl Iterator<Item = (ArticleId, &Ruling)> {
        let records = self.records.iter().enumerate();
        records.flat_map(|(number, record)| {
            let articles = self.articles.get(&number).map_or(&[][..], |ids| ids);
            let rulings = record.rulings.iter();
            rulings.flat_map(|ruling| articles.iter().map(move |id| (*id, ruling)))
        })
    }

    /// Takes over what the store holds, and forgets what was known before.
    pub(super) fn install(&mut self, records: Register) {
        self.records = records;
        self.of.clear();
        self.articles.clear();
        self.alike.clear();
        self.cited.clear();
    }

    /// Takes over what others have changed; the articles that it is known to
    /// be about, and the ids of those that were not known.
    pub(super) fn merge(&mut self, news: &[Record]) -> (Vec<ArticleId>, HashSet<Box<str>>) {
        let (mut touched, mut new) = (Vec::new(), HashSet::new());
        for record in news {
            let known = record
                .bodies
                .iter()
                .find_map(|body| self.records.find(body));
            let number = known.unwrap_or_else(|| {
                new.insert(record.cited.id.clone());
                self.begin_record(record.clone())
            });
            if let Some(known) = self.records.get_mut(number) {
                known.clone_from(record);
            }
            self.records.enter(number);
            touched.extend(self.articles.get(&number).into_iter().flatten());
        }
        (touched, new)
    }

    /// Recognises an article by its whole text, which is read only if it
    /// begins and ends as one that is known.
    pub(super) fn recognise(&mut self, id: ArticleId, corpus: &Corpus) {
        if self.records.is_empty() {
            return;
        }
        let Some(signs) = corpus.signs(id) else {
            return;
        };
        let body = self.met.get(&id).copied().or_else(|| {
            let known = self.records.may_know(signs);
            let body = || corpus.look(id, |article| Likeness::of(article).body);
            known.then(body).flatten()
        });
        if let Some(body) = body {
            self.met.insert(id, body);
        }
        match body.and_then(|body| self.records.find(&body)) {
            Some(number) => self.join(id, number),
            None if self.records.alike(signs).is_empty() => {}
            None => self.alike.push(id),
        }
    }

    /// Takes out articles that are no longer in the archive.
    pub(super) fn forget(&mut self, gone: &HashSet<ArticleId>) {
        self.of.retain(|id, _| !gone.contains(id));
        self.met.retain(|id, _| !gone.contains(id));
        self.cited.retain(|id, _| !gone.contains(id));
        self.alike.retain(|id| !gone.contains(id));
        for ids in self.articles.values_mut() {
            ids.retain(|id| !gone.contains(id));
        }
        self.articles.retain(|_, ids| !ids.is_empty());
    }

    /// Recognises edited articles, once all have arrived: a record that no
    /// article's text fits belongs to the article most like it. Returns what
    /// was recognised: the article as it was known, and as it is.
    pub(super) fn recognise_edited(&mut self, corpus: &Corpus) -> Vec<Change> {
        let mut pairs = Vec::new();
        for id in std::mem::take(&mut self.alike) {
            let Some(article) = corpus.get(id).filter(|_| !self.of.contains_key(&id)) else {
                continue;
            };
            let mut numbers = self.records.alike(Signs::of(article));
            numbers.retain(|number| !self.articles.contains_key(number));
            if numbers.is_empty() {
                continue;
            }
            let cited = Cited::new(article);
            pairs.extend(numbers.into_iter().filter_map(|number| {
                let common = self.records[number].cited.resembles(&cited)?;
                Some((common, id, number))
            }));
        }
        pairs.sort_by_key(|&(common, id, number)| (std::cmp::Reverse(common), id, number));
        let mut met = Vec::new();
        for (_, id, number) in pairs {
            if !self.of.contains_key(&id) && !self.articles.contains_key(&number) {
                self.join(id, number);
                let now = corpus.get(id).map(Cited::new);
                met.extend(now.map(|now| Change::Met(self.records[number].cited.clone(), now)));
            }
        }
        met
    }

    fn join(&mut self, id: ArticleId, number: usize) {
        self.of.insert(id, number);
        let ids = self.articles.entry(number).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// What the store knows an article by. The first time its whole body is
    /// read.
    pub(super) fn cite(&mut self, id: ArticleId, article: &Article) -> Cited {
        let known = self
            .of
            .get(&id)
            .map(|&number| self.records[number].cited.clone());
        let cited = self.cited.entry(id);
        cited
            .or_insert_with(|| match known {
                Some(known) => Cited {
                    path: Box::from(&*article.path),
                    ..known
                },
                None => Cited::new(article),
            })
            .clone()
    }

    /// Makes a change in the image; the articles of the corpus it is about.
    pub(super) fn apply(&mut self, change: &Change) -> Vec<ArticleId> {
        let cited = match change {
            Change::Read(cited, _)
            | Change::Star(cited, _)
            | Change::Place(cited, _)
            | Change::Seen(cited, _)
            | Change::Mark(cited, ..)
            | Change::Note(cited, ..)
            | Change::Ruled(cited, ..)
            | Change::Met(cited, _) => cited,
            Change::Letter(letter, mark) => {
                self.set_letter(*letter, mark.as_deref());
                return Vec::new();
            }
            Change::Saved(name, saved) => {
                self.set_saved(name, saved.as_ref());
                return Vec::new();
            }
            Change::Desk(..) | Change::Trail(..) | Change::Asked(_) => return Vec::new(),
        };
        if let Change::Ruled(_, _, Some(ruling)) = change
            && let Verdict::Together(other) = &ruling.verdict
        {
            self.number(&other.0);
        }
        let number = self.number(cited);
        if let Some(record) = self.records.get_mut(number) {
            change_record(record, change);
        }
        if matches!(change, Change::Met(..)) {
            self.records.enter(number);
        }
        self.articles.get(&number).cloned().unwrap_or_default()
    }

    fn set_saved(&mut self, name: &str, saved: Option<&Saved>) {
        match saved {
            Some(saved) => drop(self.saved.insert(name.into(), saved.clone())),
            None => drop(self.saved.remove(name)),
        }
    }

    fn set_letter(&mut self, letter: char, mark: Option<&Letter>) {
        match mark {
            Some(mark) => {
                self.expect(mark);
                self.letters.insert(letter, mark.clone());
            }
            None => drop(self.letters.remove(&letter)),
        }
    }

    /// Sees to it that the article of a mark is recognised, like one with a
    /// note.
    pub(super) fn expect(&mut self, mark: &Letter) {
        if let Some((cited, _)) = &mark.article {
            self.number(cited);
        }
    }

    /// The marks with letters in an article.
    #[must_use]
    pub fn marks(&self, id: ArticleId) -> Option<&BTreeMap<char, Spot>> {
        self.record(id).map(|record| &record.marks)
    }

    /// The article of the corpus with this body, or an edited version of it.
    pub(super) fn article(&self, body: &Body) -> Option<ArticleId> {
        self.articles
            .get(&self.records.find(body)?)?
            .first()
            .copied()
    }

    /// The number of an article's record, which is begun where there is none.
    fn number(&mut self, cited: &Cited) -> usize {
        match self.records.find(&cited.likeness.body) {
            Some(number) => number,
            None => self.begin_record(Record::new(cited.clone())),
        }
    }

    /// Enters a new record; articles that were cited before belong to it.
    fn begin_record(&mut self, record: Record) -> usize {
        let body = record.cited.likeness.body;
        let number = self.records.push(record);
        let same: Vec<ArticleId> = self
            .cited
            .iter()
            .filter(|(_, other)| other.likeness.body == body)
            .map(|(&id, _)| id)
            .collect();
        for id in same {
            self.join(id, number);
        }
        number
    }

    /// The store has spoken, after what waits for it was made in the image.
    pub(super) fn begin(&mut self) {
        self.ready = true;
        self.unanswered.retain(|(change, _)| is_answered(change));
    }

    /// A name that no other note has: of the run and of the note in it.
    pub(super) fn new_id(&mut self) -> Box<str> {
        self.written += 1;
        format!("{:016x}-{}", self.run, self.written).into()
    }

    /// Asks something of the store.
    pub(super) fn wish(&mut self, wish: Wish) {
        if let Wish::Keep(change, manner) = &wish
            && (is_answered(change) || !self.ready)
        {
            self.unanswered.push_back((change.clone(), *manner));
        }
        self.wishes.push(wish);
    }

    /// Whether the store has answered all changes by hand.
    pub(super) fn is_quiet(&self) -> bool {
        self.unanswered
            .iter()
            .all(|(_, manner)| *manner == Manner::InPassing)
    }
}

/// Makes a change in what hangs on an article.
fn change_record(record: &mut Record, change: &Change) {
    match change {
        Change::Read(_, on) => record.read = *on,
        Change::Star(_, on) => record.starred = *on,
        Change::Place(_, place) => record.place.clone_from(place),
        Change::Seen(_, seen) => record.seen = Some(seen.clone()),
        Change::Mark(_, letter, Some(spot)) => drop(record.marks.insert(*letter, spot.clone())),
        Change::Mark(_, letter, None) => drop(record.marks.remove(letter)),
        Change::Note(_, id, now) => {
            let at = record.notes.iter().position(|note| note.id == *id);
            match (at, now) {
                (Some(at), Some(now)) => record.notes[at] = now.clone(),
                (Some(at), None) => drop(record.notes.remove(at)),
                (None, Some(now)) => record.notes.push(now.clone()),
                (None, None) => {}
            }
        }
        Change::Ruled(_, id, now) => {
            record.rulings.retain(|ruling| ruling.id != *id);
            record.rulings.extend(now.clone());
        }
        Change::Met(_, now) => {
            record.cited = now.clone();
            record.bodies.push(now.likeness.body);
        }
        Change::Letter(..)
        | Change::Saved(..)
        | Change::Asked(_)
        | Change::Desk(..)
        | Change::Trail(..) => {}
    }
}

/// What follows from reading is answered only when it cannot be written.
pub(super) const fn is_answered(change: &Change) -> bool {
    !matches!(
        change,
        Change::Place(..) | Change::Seen(..) | Change::Desk(..) | Change::Trail(..)
    )
}
