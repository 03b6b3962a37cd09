//! `s`: a search of the archive, while it is being typed, when it is whole,
//! by date or by weight; the pieces of text that show why an article was
//! found; and `n N` from one article to the next.

use std::collections::HashMap;

use super::{
    Effect, Pane, State, find, keys::Given, list::Row, marks::Place, motion, page::thousands,
    palette, prompt::Purpose, research,
};
use crate::{
    model::ArticleId,
    search::{Part, Picks, Query, Snippet, Stemming},
};

/// What one has chosen for searches, and what goes on.
#[derive(Debug)]
pub struct Searching {
    /// Whether the best is listed first.
    pub by_weight: bool,
    /// The language whose words are found in all their forms.
    pub stemming: Option<Stemming>,
    /// Whether the list shows why an article was found.
    pub snippets: bool,
    /// What was filtered and shown before the line was opened that is being
    /// typed now.
    typing: Option<Typing>,
    /// What may be picked by name for what is typed.
    pub picks: Picks,
    /// The forms in which the words of the search stand in the archive.
    pub forms: Vec<String>,
    excerpts: Excerpts,
}

#[derive(Debug)]
struct Typing {
    before: Option<Query>,
    place: Place,
}

/// The pieces of text of the articles in the window of the list.
#[derive(Debug, Default)]
struct Excerpts {
    /// Of which search and in how many columns.
    of: (u64, usize),
    found: HashMap<ArticleId, Snippet>,
}

impl Default for Searching {
    fn default() -> Self {
        Self {
            by_weight: false,
            stemming: None,
            snippets: true,
            typing: None,
            picks: Picks::default(),
            forms: Vec::new(),
            excerpts: Excerpts::default(),
        }
    }
}

/// Columns left of a piece of text in the list.
pub const INDENT: u16 = 3;
/// Articles that `n` passes over at the most to find one with a hit in its
/// text.
const PASSED: usize = 500;

/// `s`: asks what to search, or searches what stands behind `:search`.
pub fn command(state: &mut State, given: Given) -> Vec<Effect> {
    match given.text {
        Some(text) if !text.trim().is_empty() => search(state, text),
        _ => {
            let before = state.filter.query().cloned();
            let present = before.as_ref().map_or("", |query| &query.raw).to_owned();
            let place = state.place();
            state.search.typing = Some(Typing { before, place });
            palette::open(state, Purpose::Search, &present);
            Vec::new()
        }
    }
}

/// The line has changed: what it says so far is searched. What does not parse
/// changes nothing.
pub fn typed(state: &mut State, line: &str) -> Vec<Effect> {
    if line.trim().is_empty() {
        if state.filter.drop_query() {
            find::relist(state);
        }
        return Vec::new();
    }
    let going_on = Query::going_on(line);
    let typed = [going_on.as_str(), line];
    let parsed = typed.into_iter().find_map(|line| parse(state, line).ok());
    match parsed {
        Some(query) if state.filter.query() != Some(&query) => vec![begin(state, query)],
        _ => Vec::new(),
    }
}

fn parse(state: &State, line: &str) -> Result<Query, crate::search::ParseError> {
    Query::parse_with(line, state.search.stemming)
}

/// The line is left without a search: what was there before is there again.
pub fn abandon(state: &mut State) -> Vec<Effect> {
    let Some(Typing { before, place }) = state.search.typing.take() else {
        return Vec::new();
    };
    if state.filter.query() == before.as_ref() {
        return Vec::new();
    }
    match before {
        Some(query) => vec![begin(state, query)],
        None => {
            state.filter.drop_query();
            find::relist(state);
            motion::go_to(state, place);
            Vec::new()
        }
    }
}

/// Searches the archive. A query that does not parse changes nothing.
pub fn search(state: &mut State, line: &str) -> Vec<Effect> {
    if line.trim().is_empty() {
        state.search.typing = None;
        find::clear(state);
        return Vec::new();
    }
    match parse(state, line) {
        Ok(query) => {
            let typing = state.search.typing.take();
            let place = typing.map_or_else(|| state.place(), |typing| typing.place);
            state.jumps.leave(place);
            state.message = None;
            vec![ask(state, query)]
        }
        Err(error) => {
            let effects = abandon(state);
            state.complain(format!("Not searched: {error}"));
            effects
        }
    }
}

/// Begins to filter by a search.
pub fn begin(state: &mut State, query: Query) -> Effect {
    start(state, query, false)
}

fn start(state: &mut State, mut query: Query, counted: bool) -> Effect {
    query.counted = counted;
    query.by_weight = state.search.by_weight;
    let generation = state.filter.search(query.clone());
    state.list.put_first(None);
    state.search.forms.clear();
    Effect::Search { generation, query }
}

/// Begins to filter by a search that is entered in the research log.
pub fn ask(state: &mut State, query: Query) -> Effect {
    start(state, query, true)
}

/// Begins the present search anew, if there is one.
pub fn again(state: &mut State) -> Vec<Effect> {
    let query = state.filter.query().cloned();
    query.map(|query| begin(state, query)).into_iter().collect()
}

/// A part of the search has arrived.
pub fn take(state: &mut State, part: &Part) {
    if !state.filter.take(part) {
        return;
    }
    state.search.forms.clone_from(&part.forms);
    if let Some(ranked) = &part.ranked {
        state.list.put_first(Some(ranked.clone()));
    }
    find::relist(state);
    if part.done && state.filter.found() == 0 && state.search.typing.is_none() {
        state.complain(format!(
            "No article of {} matches",
            thousands(state.corpus.len())
        ));
    }
    if let Some(findings) = part.findings {
        research::found(state, findings);
    }
}

/// `r`: the best first, or the order of the list.
pub fn rank(state: &mut State) -> Vec<Effect> {
    state.search.by_weight = !state.search.by_weight;
    let by_weight = state.search.by_weight;
    let running = state.filter.query().is_some();
    state.say(match (by_weight, running) {
        (true, true) => "By weight, the best first",
        (true, false) => "The next search is listed by weight, the best first",
        (false, _) => "In the order of the list",
    });
    again(state)
}

/// `x`: shows in the list why an article was found, or only its title.
pub fn snippets(state: &mut State) {
    state.search.snippets = !state.search.snippets;
    state.say(match state.search.snippets {
        true => "What was found stands below each title",
        false => "Titles alone",
    });
    state.refilter();
}

/// `:stem CODE`: finds the words of a language in all their forms; `:stem off`
/// finds them as they were typed.
pub fn stem(state: &mut State, given: Given) -> Vec<Effect> {
    let code = given.text.map_or("", str::trim);
    let stemming = Stemming::of(code);
    if stemming.is_none() && code != "off" {
        let codes: Vec<&str> = Stemming::languages().map(|(code, _)| code).collect();
        state.complain(format!(
            "Words of which language? {}, or off",
            codes.join(", ")
        ));
        return Vec::new();
    }
    state.search.stemming = stemming;
    let name = Stemming::languages().find(|(known, _)| *known == code);
    state.say(name.map_or_else(
        || "Words are found as they were typed".to_owned(),
        |(_, name)| format!("{name} words are found in all their forms"),
    ));
    let raw = state.filter.query().map(|query| query.raw.clone());
    let query = raw.and_then(|raw| parse(state, &raw).ok());
    query.map(|query| begin(state, query)).into_iter().collect()
}

impl State {
    /// Rows of an article in the list: two where a search shows why it was
    /// found.
    #[must_use]
    pub fn rows_of_article(&self) -> u16 {
        let shows = self.filter.query().is_some_and(Query::asks_for_words);
        if shows && self.search.snippets { 2 } else { 1 }
    }

    /// Why an article in the window of the list was found.
    #[must_use]
    pub fn snippet(&self, id: ArticleId) -> Option<&Snippet> {
        self.search.excerpts.found.get(&id)
    }
}

/// After each message: cuts the pieces of text that the list shows.
pub fn notice(state: &mut State) {
    let columns = state.layout.inner(Pane::List).map_or(0, |area| area.width);
    let columns = usize::from(columns.saturating_sub(INDENT));
    let query = state.filter.query().filter(|_| columns > 0);
    let Some(query) = query.filter(|_| state.rows_of_article() > 1) else {
        state.search.excerpts.found.clear();
        return;
    };
    let of = (state.filter.generation(), columns);
    let mut known = std::mem::take(&mut state.search.excerpts.found);
    if state.search.excerpts.of != of {
        known.clear();
    }
    let shown = state.list.window().filter_map(|(_, row)| match row {
        Row::Article(id) => Some(id),
        Row::Year(_) => None,
    });
    let found = shown.filter_map(|id| {
        let known = known.remove(&id);
        let cut = || Some(query.snippet(state.corpus.get(id)?, columns));
        Some((id, known.or_else(cut)?))
    });
    let found = found.collect();
    state.search.excerpts = Excerpts { of, found };
}

/// `n N` behind the last (or before the first) hit of the open article: the
/// first (or last) hit of the next article of the list with one in its text.
/// `false` if there is no other.
pub fn to_next_article(state: &mut State, forward: bool) -> bool {
    let listed: Vec<ArticleId> = state.list.articles().collect();
    let here = listed
        .iter()
        .position(|&id| Some(id) == state.reader.article);
    let Some(here) = here else {
        return false;
    };
    for step in 1..listed.len().min(PASSED) {
        let at = match forward {
            true => (here + step) % listed.len(),
            false => (here + listed.len() - step) % listed.len(),
        };
        let article = state.corpus.get(listed[at]);
        let hits = article.map_or(0, |article| state.filter.places(article).len());
        if hits == 0 {
            continue;
        }
        state.list.select(listed[at]);
        state.show_article(listed[at]);
        state.reader.hit = Some(if forward { 0 } else { hits - 1 });
        find::show_hit(state);
        let round = if forward { at < here } else { at > here };
        let again = if round { " · round the end" } else { "" };
        let (at, of) = (thousands(at + 1), thousands(listed.len()));
        state.say(format!(
            "{} · article {at} of {of}{again}",
            find::found_at(state)
        ));
        return true;
    }
    false
}
