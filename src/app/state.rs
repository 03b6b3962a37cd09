//! All that the program knows at one moment.

use std::time::Duration;

use super::{
    Browser, Editor, Environment, Hand, Layout, List, Memory, Pane, Reader, Sheet, TimePane,
    browser, editor,
    filter::Filter,
    keeping,
    keys::{self, Pending},
    layout::Arrangement,
    marks::{Jumps, Marks, Place},
    prompt::Prompt,
    searching::Searching,
    timeline::{Rows, World, lanes},
    weaving::Weaving,
};
use crate::{
    command::Scope,
    config::{Config, Panes},
    model::{Article, ArticleId, Corpus, MentionTable, Problem},
    search::{Holdings, Index, Query, Subject},
    timeline::Timeline,
};

/// The state. The panes are plain structs; what they share (one corpus, one
/// selection, one filter) stands here, so that none has to tell another.
#[derive(Debug, Default)]
pub struct State {
    /// What the archive is called on the screen.
    pub name: String,
    /// Whether that is the archive in the program itself.
    pub built_in: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Where the panes stand.
    pub layout: Layout,
    /// Whether the line to the terminal is slow.
    pub slow: bool,
    /// What the terminal can show.
    pub environment: Environment,
    /// What the person has chosen.
    pub config: Config,

    /// The articles.
    pub corpus: Corpus,
    /// The index of the first of them.
    pub index: Index,
    /// The dates in them.
    pub mentions: MentionTable,
    /// What the dates say happened.
    pub timeline: Timeline,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Whether the loader is at work.
    pub loading: Loading,
    /// How far it is.
    pub progress: Progress,

    /// The article list.
    pub list: List,
    /// The reader.
    pub reader: Reader,
    /// The timeline pane.
    pub time: TimePane,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether that pane has the screen.
    pub zoomed: bool,
    /// Which articles are listed.
    pub filter: Filter,
    /// How the archive is searched.
    pub search: Searching,
    /// The way back.
    pub jumps: Jumps,
    /// What was read and starred.
    pub marks: Marks,
    /// What is ruled by hand, in force.
    pub hand: Hand,
    /// What is kept from run to run.
    pub memory: Memory,

    /// A sheet over the panes: help, problems, information.
    pub sheet: Option<Sheet>,
    /// The list of notes over the panes.
    pub browser: Option<Browser>,
    /// A note that is being written.
    pub editor: Option<Box<Editor>>,
    /// A note that was left before it was kept.
    pub draft: Option<Box<Editor>>,
    /// A line that is being typed.
    pub prompt: Option<Prompt>,
    /// What was last looked for with `/`.
    pub needle: String,
    /// Whether that is a regular expression.
    pub pattern: bool,
    /// What has been typed of a command.
    pub pending: Pending,
    /// What the status line says until the next key.
    pub message: Option<Message>,
    /// Whether Ctrl-C was the last key.
    pub interrupted: bool,
    /// The article that the reader shows when the hand rests.
    pub awaited: Option<ArticleId>,
    /// Whether articles have come or gone since all was kept for the next run.
    pub(super) preserving: bool,
    /// Whether articles or dates have come in that the timeline has not counted.
    pub(super) stale: bool,
    /// Whether the events are being worked out.
    pub weaving: Weaving,
    /// Counts the times that articles or dates were counted in.
    pub(super) arrivals: u64,
    /// How many articles, and articles with their dates, were there the last time.
    pub(super) counted: usize,
    /// Counts the times that [`State::wake`] was set anew.
    pub rests: u64,
}

/// How far the loader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// It is reading.
    #[default]
    Running,
    /// All is read.
    Done,
    /// The person stopped it.
    Stopped,
}

/// How far the loader is, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// So many have been read.
    pub read: usize,
    /// So many there are, as far as they have been counted.
    pub expected: usize,
}

/// A sentence for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// When the loop shall wake the program though nothing comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// After this time.
    pub after: Duration,
    /// The time counts from the moment this number was first seen: whatever
    /// else happens meanwhile does not begin it anew.
    pub rest: u64,
}

/// Articles, and articles with their dates, that are counted with each frame.
const COUNTED_AT_ONCE: usize = 1 << 14;

/// How long a lone digit may still become a count.
const DIGIT_REST: Duration = Duration::from_millis(300);

/// How long the hand must rest, at the least, before the reader follows on a
/// slow line.
const CALM_REST: Duration = Duration::from_millis(250);

impl State {
    /// A state with the person's choices applied.
    #[must_use]
    pub fn new(name: String, config: Config, environment: Environment) -> Self {
        let mut state = Self {
            name,
            environment,
            ..Self::default()
        };
        super::settings::apply(&mut state, &config);
        state.config = config;
        state.memory.usual = super::choices::of(&state);
        state
    }

    /// What is known before anything is read: whether the archive is the
    /// program's own, and what is wrong with the configuration.
    pub fn begin(&mut self, built_in: bool, problems: Vec<Problem>) {
        self.built_in = built_in;
        if let Some(first) = problems.first() {
            self.complain(format!("{first}; the defaults are used"));
        }
        self.problems = problems;
    }

    /// When the loop shall send [`Msg::Clock`](super::Msg::Clock) if nothing
    /// else comes; `None`: it may sleep for ever.
    #[must_use]
    pub fn wake(&self) -> Option<Wake> {
        let after = if keys::digit_command(self).is_some() {
            DIGIT_REST
        } else if self.awaited.is_some() || self.time.is_outdated() {
            match self.slow {
                true => self.config.reader_delay.max(CALM_REST),
                false => self.config.reader_delay,
            }
        } else {
            return None;
        };
        Some(Wake {
            after,
            rest: self.rests,
        })
    }

    /// The open article.
    #[must_use]
    pub fn article(&self) -> Option<(ArticleId, &Article)> {
        let id = self.reader.article?;
        Some((id, self.corpus.get(id)?))
    }

    /// Lets the timeline pane act on what it looks at.
    pub(super) fn with_time<T>(&mut self, act: impl FnOnce(&mut TimePane, World) -> T) -> T {
        let world = World {
            corpus: &self.corpus,
            mentions: &self.mentions,
            timeline: &self.timeline,
            filter: &self.filter,
            selected: self.reader.article,
            revision: (self.arrivals, self.filter.revision()),
            complete: self.is_complete(),
        };
        act(&mut self.time, world)
    }

    /// What a query may ask about; only what this one does ask.
    #[must_use]
    pub fn holdings(&self, query: &Query) -> Holdings {
        let mut holdings = Holdings {
            corpus: self.corpus.clone(),
            index: self.index.clone(),
            ..Holdings::default()
        };
        if query.asks_for_dates() {
            holdings.mentions = self.mentions.clone();
        }
        if query.asks_for_notes() {
            let notes = self.memory.noted();
            holdings.notes = notes.map(|(id, notes)| (id, notes.to_vec())).collect();
        }
        if query.asks_for_marks() {
            holdings.read.clone_from(&self.marks.read);
            holdings.starred.clone_from(&self.marks.starred);
        }
        holdings
    }

    /// What a query may ask about one article.
    pub(super) fn subject(&self, id: ArticleId) -> Option<Subject<'_>> {
        Some(Subject {
            article: self.corpus.get(id)?,
            mentions: self.mentions.of(id),
            read: self.marks.read.contains(&id),
            starred: self.marks.starred.contains(&id),
            notes: self.memory.notes(id),
            // Known when all have come: then the search is made anew.
            duplicate: None,
        })
    }

    /// Which of these articles fit the running search.
    pub(super) fn fitting(&self, ids: std::ops::Range<u32>) -> Vec<ArticleId> {
        let Some(query) = self.filter.query() else {
            return Vec::new();
        };
        ids.map(ArticleId)
            .filter(|&id| {
                self.subject(id)
                    .is_some_and(|subject| query.matches(subject))
            })
            .collect()
    }

    /// Whether all articles and all their dates have been read, as far as they
    /// will be.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.loading != Loading::Running && self.mentions.tagged() == self.corpus.len()
    }

    /// Counts in what has come since the last frame; to be called before a
    /// state is drawn.
    pub fn freshen(&mut self) {
        if std::mem::take(&mut self.stale) {
            self.arrivals += 1;
            self.counted = self.held();
            self.with_time(TimePane::fit);
        }
    }

    /// Articles or dates have come in. To count a large archive takes longer
    /// than a key may wait, so it is done when there is an eighth more, and at
    /// the end.
    pub(super) fn grown(&mut self) {
        let held = self.held();
        let worth_it = held < COUNTED_AT_ONCE || held - self.counted.min(held) >= held / 8;
        self.stale |= worth_it || self.is_complete();
    }

    fn held(&self) -> usize {
        self.corpus.len() + self.mentions.tagged()
    }

    /// Lists what the brush touches, now that the timeline is another.
    pub(super) fn rebrush(&mut self) {
        if self.filter.brush().is_some() {
            self.filter.touch(&self.timeline);
            self.refilter();
        }
    }

    /// Lists what has arrived and waits to be put in order with others.
    pub(super) fn list_all(&mut self) {
        self.list.gather(&self.corpus, |id| self.filter.passes(id));
    }

    /// Lists what passes the filter.
    pub(super) fn refilter(&mut self) {
        self.size_list();
        self.list
            .refilter(&self.corpus, |id| self.filter.passes(id));
    }

    /// Says something in the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            failed: false,
        });
    }

    /// Says in the status line that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            failed: true,
        });
    }

    /// The scopes that are asked for a key.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        keys::scopes(self)
    }

    /// Whether articles, dates or events are still to come.
    #[must_use]
    pub fn is_working(&self) -> bool {
        super::weaving::is_under_way(self)
    }

    /// Where one is.
    #[must_use]
    pub fn place(&self) -> Place {
        let reader = &self.reader;
        let paragraph = reader.page.paragraphs.get(reader.paragraph);
        Place {
            focus: self.focus,
            article: reader.article.map(|id| (id, reader.first_byte())),
            paragraph: paragraph.map_or(0, |&(start, _)| start),
            line: reader.line_start(),
            day: Some(self.time.days().start),
        }
    }

    /// Gives the focus to a pane.
    pub fn focus(&mut self, pane: Pane) {
        self.focus = pane;
        if pane == Pane::Reader {
            self.read_now();
            if let Some(id) = self.reader.article {
                keeping::read(self, id);
            }
        }
        self.lay_out();
    }

    /// Lists what is under the timeline's cursor without waiting for the hand
    /// to rest.
    pub fn settle(&mut self) {
        self.with_time(TimePane::settle);
    }

    /// Shows the selected article without waiting for the hand to rest.
    pub fn read_now(&mut self) {
        if let Some(id) = self.awaited.take() {
            self.show_article(id);
        }
    }

    /// Opens an article in the reader.
    pub fn show_article(&mut self, id: ArticleId) {
        self.awaited = None;
        let Some(article) = self.corpus.share(id) else {
            return;
        };
        if self.reader.article != Some(id) {
            let hits = self.filter.places(&article);
            self.reader.open(id, article);
            self.reader.hits = hits;
            self.with_time(|time, world| time.light(world));
            keeping::restore(self);
        }
        if self.focus == Pane::Reader {
            keeping::read(self, id);
        }
    }

    /// How the panes share the screen: as the person has chosen, else one
    /// below the other where the line is slow.
    #[must_use]
    pub const fn arrangement(&self) -> Arrangement {
        match self.config.panes {
            Panes::Stacked => Arrangement::Stacked,
            Panes::Auto if self.slow && Layout::has_room_beside(self.size) => Arrangement::Stacked,
            Panes::Auto | Panes::Beside => Arrangement::Beside,
        }
    }

    /// The list has this much room.
    fn size_list(&mut self) {
        let rows = self.layout.inner(Pane::List).map_or(0, |area| area.height);
        self.list.resize(usize::from(rows / self.rows_of_article()));
    }

    /// Works the layout out after the size, the focus or the zoom has changed.
    pub fn lay_out(&mut self) {
        self.layout = Layout::new(self.size, self.focus, self.zoomed, self.arrangement());
        let inner = |pane| self.layout.inner(pane).unwrap_or_default();
        let (reader, time) = (inner(Pane::Reader), inner(Pane::Timeline));
        self.size_list();
        if reader.width > 0 {
            let window = (usize::from(reader.width), usize::from(reader.height));
            let article = self.reader.article.and_then(|id| self.corpus.share(id));
            self.reader.resize(window, article);
        }
        let lanes = lanes(if time.width > 0 {
            time
        } else {
            self.layout.strip.unwrap_or_default()
        });
        self.time
            .resize(usize::from(lanes.width), Rows::of(time.height));
        self.with_time(|time, world| time.fit(world));
        editor::resize(self);
        browser::resize(self);
    }
}
