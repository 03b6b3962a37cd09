//! How an archive was left, and how it is found again: what was open, listed,
//! searched and shown, and the way back.

use super::{
    Effect, Pane, State, Style,
    choices::{self, name, named},
    keeping::cite,
    marks::{Place, Stop},
    motion, searching,
};
use crate::{
    config::{Align, Columns, Order, Paragraphs, Sort},
    model::{
        Article, ArticleId, Change, Desk, Interval, Letter, ListOrder, Setting, Spot, Trail, Wish,
    },
    search::Query,
    timeline::{Lane, Zoom},
};

/// The lanes that a brush may be on.
const LANES: [Lane; 2] = [Lane::Happened, Lane::Printed];

/// Steps of the way back, and of the way forward, that outlast the program.
const STEPS: usize = 50;

/// The archive as it was left: the order and the filter of the list and the
/// look of the panes at once, the article when it has arrived.
pub fn begin(state: &mut State, desk: Option<Desk>, trail: Trail) -> Vec<Effect> {
    let Trail { back, forward } = trail;
    for letter in back.iter().chain(&forward) {
        state.memory.expect(letter);
    }
    state.jumps.begin(back, forward);
    state.memory.desk.clone_from(&desk);
    let Some(desk) = desk else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    // A key pressed before the store has spoken: the person is elsewhere.
    if !state.memory.touched {
        effects = filter_again(state, &desk);
        set_again(state, &desk);
    }
    if let Some(order) = &desk.order {
        order_again(state, order);
    }
    state.memory.wanted = Some(desk);
    find_article(state, 0);
    effects
}

fn order_again(state: &mut State, order: &ListOrder) {
    let Some(sort) = sort_named(&order.sort) else {
        return;
    };
    let list = &mut state.list;
    (list.sort, list.descending, list.by_year) = (sort, order.descending, order.by_year);
    let filter = &state.filter;
    list.resort(&state.corpus, |id| filter.passes(id));
    motion::follow_list(state);
}

fn sort_named(name: &str) -> Option<Sort> {
    Sort::ALL.into_iter().find(|sort| sort.name() == name)
}

fn filter_again(state: &mut State, desk: &Desk) -> Vec<Effect> {
    if let Some((name, start, end)) = &desk.brush
        && let Some(lane) = LANES.into_iter().find(|lane| *lane.name() == **name)
    {
        let days = Interval::new(*start, *end);
        state.filter.set_brush(&state.timeline, lane, days);
    }
    let query = desk.query.as_deref().and_then(|raw| Query::parse(raw).ok());
    let effects = query.map(|query| searching::begin(state, query));
    if !state.filter.is_empty() {
        state.refilter();
    }
    effects.into_iter().collect()
}

fn set_again(state: &mut State, desk: &Desk) {
    if let Some(look) = &desk.look {
        choices::again(state, look);
    }
    if let Some(setting) = &desk.setting {
        state.reader.style = style_of(setting, state.reader.style);
    }
    if let Some((name, day)) = &desk.time
        && let Some(zoom) = Zoom::ALL.into_iter().find(|zoom| *zoom.name() == **name)
    {
        state.time.start_on(zoom, *day);
    }
    if desk.zoomed {
        state.focus = pane(&desk.pane);
        state.zoomed = true;
    }
    state.lay_out();
}

/// A look of the text by its names, where they still mean something.
fn style_of(setting: &Setting, usual: Style) -> Style {
    Style {
        measure: setting.measure,
        paragraphs: Paragraphs::named(&setting.paragraphs).unwrap_or(usual.paragraphs),
        align: named(&Align::ALL, &setting.align).unwrap_or(usual.align),
        hyphenate: setting.hyphenate,
        line_spacing: setting.line_spacing.clamp(1, 2),
        columns: named(&Columns::ALL, &setting.columns).unwrap_or(usual.columns),
        margin: setting.margin,
        footer: setting.footer,
    }
}

fn setting_of(style: Style) -> Setting {
    Setting {
        measure: style.measure,
        paragraphs: style.paragraphs.name().into(),
        align: name(&Align::ALL, style.align).into(),
        hyphenate: style.hyphenate,
        line_spacing: style.line_spacing,
        columns: name(&Columns::ALL, style.columns).into(),
        margin: style.margin,
        footer: style.footer,
    }
}

fn pane(name: &str) -> Pane {
    let named = Pane::ALL.into_iter().find(|pane| pane.name() == name);
    named.unwrap_or_default()
}

/// Opens the article that was open when the archive was left, if it is among
/// those from `start` on and no key has been pressed.
pub fn find_article(state: &mut State, start: u32) {
    let Some(desk) = state.memory.wanted.take().filter(|_| !state.memory.touched) else {
        return;
    };
    let Some(likeness) = &desk.article else {
        return;
    };
    let same = |id: &ArticleId| {
        let corpus = &state.corpus;
        let alike = corpus
            .signs(*id)
            .is_some_and(|signs| signs.head == likeness.signs.head);
        let body = |article: &Article| crate::model::Likeness::of(article).body;
        alike && corpus.look(*id, body) == Some(likeness.body)
    };
    let found = state.memory.article(&likeness.body).or_else(|| {
        let all = u32::try_from(state.corpus.len()).unwrap_or(u32::MAX);
        (start..all).map(ArticleId).find(same)
    });
    let Some(id) = found else {
        state.memory.wanted = Some(desk);
        return;
    };
    state.list_all();
    if state.list.select(id) {
        state.show_article(id);
        state.focus(pane(&desk.pane));
    }
}

/// After each message: keeps how the archive would be left, and the way back,
/// if that has changed.
pub fn notice(state: &mut State) {
    let Some(archive) = state.memory.archive.clone() else {
        return;
    };
    let desk = desk(state);
    if state.memory.desk.as_ref() != Some(&desk) {
        state.memory.desk = Some(desk.clone());
        let change = Change::Desk(archive.clone(), Box::new(desk));
        state.memory.wish(Wish::in_passing(change));
    }
    if state.jumps.has_changed() {
        let trail = trail(state);
        let change = Change::Trail(archive, trail);
        state.memory.wish(Wish::in_passing(change));
    }
}

fn desk(state: &mut State) -> Desk {
    let (list, config) = (&state.list, &state.config);
    let order = (list.sort, list.descending, list.by_year);
    let usual = (
        config.sort,
        config.order == Order::Descending,
        config.group_by_year,
    );
    let order = (order != usual).then(|| ListOrder {
        sort: list.sort.name().into(),
        descending: list.descending,
        by_year: list.by_year,
    });
    let style = state.reader.style;
    let setting = (style != Style::of(config)).then(|| setting_of(style));
    let query = state.filter.query().map(|query| query.raw.as_str().into());
    let brush = state.filter.brush();
    let brush = brush.map(|(lane, days)| (lane.name().into(), days.start, days.end));
    let time = state.time.chosen_place();
    let open = state.reader.article;
    Desk {
        article: open
            .and_then(|id| cite(state, id))
            .map(|cited| cited.likeness),
        pane: state.focus.name().into(),
        order,
        query,
        brush,
        zoomed: state.zoomed,
        time: time.map(|(zoom, day)| (zoom.name().into(), day)),
        setting,
        look: Some(choices::of(state)).filter(|look| *look != state.memory.usual),
    }
}

/// The nearest steps of the way, to be found again in another run.
fn trail(state: &mut State) -> Trail {
    let mut jumps = std::mem::take(&mut state.jumps);
    for stop in jumps.nearest(STEPS) {
        if let Stop {
            place: Some(place),
            letter: none @ None,
        } = stop
        {
            *none = Some(letter(state, *place));
        }
    }
    let trail = jumps.trail(STEPS);
    state.jumps = jumps;
    trail
}

/// Where one is, to be found again in another run.
pub fn letter_here(state: &mut State) -> Letter {
    let place = state.place();
    letter(state, place)
}

/// A place, to be found again in another run.
fn letter(state: &mut State, place: Place) -> Letter {
    let article = place.article.and_then(|(id, first)| {
        let cited = cite(state, id)?;
        let text = &state.corpus.get(id)?.text;
        let start = place.paragraph as usize;
        let length = text.get(start..)?.find("\n\n");
        let paragraph = start..length.map_or(text.len(), |length| start + length);
        Some((cited, Spot::new(text, paragraph, first as usize)))
    });
    Letter {
        article,
        pane: place.focus.name().into(),
        day: place.day,
    }
}

/// Goes to a place of another run; `false` when its article is not in this
/// archive.
pub fn go_to(state: &mut State, letter: &Letter) -> bool {
    let article = match &letter.article {
        None => None,
        Some((cited, spot)) => {
            let id = state.memory.article(&cited.likeness.body);
            let Some((id, article)) = id.and_then(|id| Some((id, state.corpus.get(id)?))) else {
                return false;
            };
            let (paragraph, first) = spot.find(&article.text);
            Some((id, paragraph, first))
        }
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let paragraph = byte(article.map_or(0, |(_, paragraph, _)| paragraph));
    let place = Place {
        focus: pane(&letter.pane),
        article: article.map(|(id, _, first)| (id, byte(first))),
        paragraph,
        line: paragraph,
        day: letter.day,
    };
    motion::go_to(state, place);
    true
}

/// Goes one step of the way back or forward; steps whose articles are not here
/// are passed over. `false` at the end of the way.
pub fn step(state: &mut State, forward: bool) -> bool {
    let present = state.place();
    while let Some(stop) = state.jumps.step(forward) {
        let arrived = match (stop.place, &stop.letter) {
            (Some(place), _) if place == present => false,
            (Some(place), _) => {
                motion::go_to(state, place);
                true
            }
            (None, Some(letter)) => go_to(state, letter) && state.place() != present,
            (None, None) => false,
        };
        if arrived {
            state.jumps.passed(forward, present);
            return true;
        }
    }
    false
}

/// The archive is as it was left, or the person is elsewhere.
pub fn end(state: &mut State) {
    find_article(state, 0);
    state.memory.wanted = None;
}

/// Where one is in the open article, to be found again in another run.
pub fn spot(state: &State) -> Option<Spot> {
    let (_, article) = state.article()?;
    let reader = &state.reader;
    let paragraph = reader.page.paragraphs.get(reader.paragraph).copied();
    let (start, end) = paragraph.unwrap_or_default();
    let first = reader.first_byte() as usize;
    Some(Spot::new(
        &article.text,
        start as usize..end as usize,
        first,
    ))
}
