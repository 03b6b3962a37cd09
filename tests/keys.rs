//! What keys do: a start, keys, and what is to be true then.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use dateline::{
    app::{Effect, Loaded, Msg, Pane, Program, State, layout::Arrangement, update},
    timeline::Zoom,
};
use world::{article, articles, empty, fill, press, screen, text, world};

/// The title of the open article.
fn open(state: &State) -> &str {
    state
        .article()
        .map_or("", |(_, article)| &article.title.text)
}

/// The title of the chosen article of the list.
fn chosen(state: &State) -> &str {
    let id = state.list.selected();
    id.and_then(|id| state.corpus.get(id))
        .map_or("", |article| &article.title.text)
}

/// The text of the date under the reader's cursor.
fn date(state: &State) -> &str {
    let (id, article) = state.article().unwrap();
    let mention = state
        .reader
        .mention
        .and_then(|at| state.mentions.of(id).get(at));
    mention.map_or("", |mention| &article.text[mention.span.range()])
}

fn message(state: &State) -> &str {
    state.message.as_ref().map_or("", |message| &message.text)
}

/// Presses keys on a fresh screen of 120x40 and looks.
fn check(keys: &str, look: impl Fn(&State) -> String, expected: &str) {
    let mut state = world(120, 40);
    press(&mut state, keys);
    assert_eq!(
        look(&state),
        expected,
        "after {keys:?}; the screen:\n{}",
        text(&screen(&state))
    );
}

#[test]
fn the_list_moves_by_items_counts_and_ends() {
    for (keys, title) in [
        ("", "Sixty years of the Sarn bridge"),
        ("j", "A bridge over the Sarn keeps two towns together"),
        (
            "2 j",
            "A title with \u{1b}[31mcolour\u{1b}[0m and \u{202e}override",
        ),
        ("9 j", "A letter without a date"),
        ("j k", "Sixty years of the Sarn bridge"),
        ("G", "A letter without a date"),
        ("G g g", "Sixty years of the Sarn bridge"),
        ("4 G", "Velm harbour to be dredged"),
        ("down end home", "Sixty years of the Sarn bridge"),
        ("R", "Sixty years of the Sarn bridge"),
        ("R g g", "Velm harbour to be dredged"),
        ("S g g", "Velm harbour to be dredged"),
    ] {
        check(keys, |state| chosen(state).to_owned(), title);
    }
}

#[test]
fn panes_are_stacked_and_stand_beside_each_other_again() {
    for (size, keys, said) in [
        ((120, 40), "L", "The panes stand one below the other"),
        ((120, 40), "L L", "The panes stand beside each other"),
        ((120, 40), "z L", "The panes stand one below the other"),
        ((80, 24), "L", "The panes stand one below the other"),
        ((80, 24), "L L", "One pane has the screen"),
        (
            (80, 12),
            "L",
            "The screen has no room for panes one below the other",
        ),
    ] {
        let mut state = world(size.0, size.1);
        press(&mut state, keys);
        assert_eq!(message(&state), said, "{size:?} {keys}");
        let stacked = said.ends_with("other") && !said.contains("beside") && !said.contains("room");
        assert_eq!(
            state
                .layout
                .list
                .zip(state.layout.reader)
                .is_some_and(|(list, reader)| { list.width == size.0 && reader.width == size.0 }),
            stacked,
            "{size:?} {keys}"
        );
    }
}

#[test]
fn a_slow_line_is_told_and_calms_what_nobody_has_chosen() {
    let mut state = world(120, 40);
    press(&mut state, "j");
    let quick = state.wake().unwrap().after;
    update(&mut state, Msg::Slow(true));
    assert_eq!(
        message(&state),
        "The line is slow: calmer, with less redrawing"
    );
    assert_eq!(state.arrangement(), Arrangement::Stacked);
    assert!(state.wake().unwrap().after > quick);
    update(&mut state, Msg::Slow(false));
    assert_eq!(message(&state), "The line is no longer slow");
    assert_eq!(state.arrangement(), Arrangement::Beside);
    press(&mut state, "L L");
    update(&mut state, Msg::Slow(true));
    assert_eq!(state.arrangement(), Arrangement::Beside, "as was chosen");
}

#[test]
fn the_ends_say_that_they_are_the_ends() {
    for (keys, said) in [
        ("k", "The first one"),
        ("G j", "The last one"),
        ("enter k", "The beginning of the article"),
        ("enter G j", "The end of the article"),
        ("enter G J J J J J", "The last article"),
        ("enter [", "The first date"),
        ("ctrl-o", "Nothing further back"),
        ("w", "w does nothing here · ? for help"),
        ("esc", "Nothing to cancel"),
    ] {
        check(keys, |state| message(state).to_owned(), said);
    }
}

#[test]
fn a_sheet_keeps_the_keys_from_what_it_covers() {
    for keys in ["? J", "? e", "? tab", "i *", "i S", "i 3 <rest>"] {
        let mut state = world(120, 40);
        press(&mut state, keys);
        let shown = (open(&state).to_owned(), format!("{:?}", state.focus));
        let begun = world(120, 40);
        assert_eq!(
            shown,
            (open(&begun).to_owned(), "List".to_owned()),
            "{keys}"
        );
        assert!(message(&state).contains("does nothing here"), "{keys}");
    }
    let second = "A bridge over the Sarn keeps two towns together";
    check("? j j q J", |state| chosen(state).to_owned(), second);
}

#[test]
fn panes_are_reached_by_tab_by_number_and_sideways() {
    for (keys, pane) in [
        ("tab", Pane::Reader),
        ("tab tab", Pane::Timeline),
        ("shift-tab", Pane::Timeline),
        ("tab tab tab", Pane::List),
        ("l", Pane::Reader),
        ("l l", Pane::Timeline),
        ("l h", Pane::List),
        ("2 <rest>", Pane::Reader),
        ("3 <rest>", Pane::Timeline),
        ("3 <rest> 1 <rest>", Pane::List),
        ("enter", Pane::Reader),
        ("enter q", Pane::List),
        ("enter t", Pane::Timeline),
    ] {
        check(
            keys,
            |state| format!("{:?}", state.focus),
            &format!("{pane:?}"),
        );
    }
}

#[test]
fn the_reader_follows_the_list_when_the_hand_rests() {
    let mut state = world(120, 40);
    press(&mut state, "j");
    assert_eq!(open(&state), "Sixty years of the Sarn bridge");
    press(&mut state, "<rest>");
    assert_eq!(
        open(&state),
        "A bridge over the Sarn keeps two towns together"
    );
    assert!(state.wake().is_none(), "nothing is left to wait for");
    press(&mut state, "j enter");
    assert_eq!(open(&state), chosen(&state), "Enter does not wait");
}

#[test]
fn articles_are_walked_without_leaving_the_text_and_within_the_filter() {
    check(
        "enter J",
        |state| open(state).to_owned(),
        "A bridge over the Sarn keeps two towns together",
    );
    check(
        "enter J K",
        |state| open(state).to_owned(),
        "Sixty years of the Sarn bridge",
    );
    check(
        "s \"ferry\" enter enter J J J",
        |state| open(state).to_owned(),
        "A letter without a date",
    );
    check(
        "s \"ferry\" enter",
        |state| state.list.len().to_string(),
        "3",
    );
    check(
        "s \"ferry\" enter backspace",
        |state| state.list.len().to_string(),
        "5",
    );
    check(
        "s \"ferry\" enter esc",
        |state| state.list.len().to_string(),
        "5",
    );
}

#[test]
fn a_query_that_does_not_parse_changes_nothing() {
    let mut state = world(120, 40);
    press(&mut state, "s \"ferry\" enter s ctrl-u \"(open\" enter");
    assert_eq!(state.list.len(), 3);
    assert!(
        state.message.as_ref().unwrap().failed,
        "{:?}",
        state.message
    );
}

#[test]
fn dates_are_walked_and_lead_to_the_timeline_and_back() {
    check("j enter ]", |state| date(state).to_owned(), "May 4");
    check(
        "j enter ] ]",
        |state| date(state).to_owned(),
        "On the day in 1962",
    );
    check("j enter 2 ] [", |state| date(state).to_owned(), "May 4");
    let mut state = world(120, 40);
    press(&mut state, "j enter ] ] t");
    assert_eq!(state.time.zoom.label(state.time.cursor), "1962");
    press(&mut state, "enter");
    assert_eq!(
        (state.focus, date(&state)),
        (Pane::Reader, "On the day in 1962")
    );
    press(&mut state, "ctrl-o");
    assert_eq!(state.focus, Pane::Timeline);
    press(&mut state, "ctrl-o");
    assert_eq!(
        (state.focus, open(&state)),
        (
            Pane::Reader,
            "A bridge over the Sarn keeps two towns together"
        )
    );
    press(&mut state, "alt-o");
    assert_eq!(state.focus, Pane::Timeline);
}

#[test]
fn the_timeline_zooms_around_its_cursor_and_opens_sentences() {
    let label = |state: &State| state.time.zoom.label(state.time.cursor);
    check(": \"date_1987\" enter", label, "1987");
    check(": \"date_1987-10\" enter", label, "1987-10");
    check(": \"date_1987-10-03\" enter", label, "1987-10-03");
    check(": \"date_1987\" enter z", label, "1987-10");
    check(": \"date_1987\" enter z Z", label, "1987");
    check(": \"date_1987\" enter h", label, "1986");
    check(": \"date_1987\" enter 3 l", label, "1990");
    check(": \"date_1987\" enter ]", label, "1988");
    check(": \"date_1987\" enter [", label, "1962");
    check(
        ": \"date_1987\" enter - - -",
        |state| state.time.zoom.name().to_owned(),
        Zoom::Decade.name(),
    );
    check(
        ": \"date_1987\" enter enter",
        |state| date(state).to_owned(),
        "October 1987",
    );
    check(
        ": \"date_soon\" enter",
        |state| message(state).to_owned(),
        "‘soon’ is no date: 1948, 1948-10 or 1948-10-12",
    );
}

#[test]
fn a_brush_filters_the_list() {
    check(
        ": \"date_1985\" enter v 5 l v",
        |state| state.list.len().to_string(),
        "2",
    );
    check(
        ": \"date_1985\" enter v 5 l esc",
        |state| state.list.len().to_string(),
        "5",
    );
    check(
        ": \"date_1985\" enter v 5 l v backspace",
        |state| state.list.len().to_string(),
        "5",
    );
}

/// The chosen row under the axis, as text.
fn row(state: &State) -> String {
    let item = state.time.item();
    item.map_or_else(String::new, |item| {
        dateline::app::status::sentence(state, item)
    })
}

#[test]
fn a_brush_on_one_lane_filters_the_list_and_the_other_lane() {
    let counts = |state: &State| {
        let sum = |counts: &[u32]| counts.iter().sum::<u32>();
        format!(
            "{} listed, happened {}, printed {}",
            state.list.len(),
            sum(&state.time.happened.exact.counts),
            sum(&state.time.printed.counts)
        )
    };
    check("3 <rest>", counts, "5 listed, happened 13, printed 4");
    // 1987 and 1988, told by two articles; the lane brushed on shows all.
    check(
        ": \"date_1987\" enter v l v",
        counts,
        "2 listed, happened 13, printed 2",
    );
    // What was printed in 2009 tells of 1995 and 2009.
    check(
        ": \"date_2009\" enter c v v",
        counts,
        "1 listed, happened 2, printed 4",
    );
    check(
        ": \"date_2009\" enter c v v backspace",
        counts,
        "5 listed, happened 13, printed 4",
    );
    // The list under the axis is that of the brush until the cursor moves on.
    check(
        ": \"date_1987\" enter v l v",
        |state| state.time.listed().edtf(dateline::model::Granularity::Span),
        "1987-01-01/1988-12-31",
    );
}

#[test]
fn a_step_along_the_axis_lists_what_is_there_when_the_hand_rests() {
    let mut state = world(120, 40);
    press(&mut state, ": \"date_1987\" enter");
    let before = row(&state);
    press(&mut state, "l");
    assert_eq!(row(&state), before, "it waits");
    press(&mut state, "<rest>");
    assert!(row(&state).starts_with("It was rebuilt in 1988"));
    assert!(state.wake().is_none());
    // A key that means what is listed does not wait.
    press(&mut state, "[ enter");
    assert_eq!(date(&state), "October 1987");
}

#[test]
fn events_fold_out_to_who_tells_them_and_are_listed_in_two_orders() {
    let rows = |state: &State| state.time.items.len().to_string();
    check(": \"date_1987\" enter", rows, "1");
    check(": \"date_1987\" enter t", rows, "3");
    check(": \"date_1987\" enter t t", rows, "1");
    check(": \"date_1987\" enter t j j t", rows, "1");
    check(
        ": \"date_1987\" enter t j j enter",
        |state| open(state).to_owned(),
        "Sixty years of the Sarn bridge",
    );
    // From the date in the text to all who tell it.
    check(
        "j enter 4 ] t",
        |state| date(state).to_owned(),
        "October 1987",
    );
    check("j enter 4 ] t", rows, "3");
    let first = |state: &State| row(state)[..24].to_owned();
    check(": \"date_2009\" enter", first, "The harbour of Velm will");
    check(
        ": \"date_2009\" enter S",
        |state| message(state).to_owned(),
        "Events by date",
    );
}

#[test]
fn the_window_pans_and_the_scale_turns() {
    let label = |state: &State| state.time.zoom.label(state.time.cursor);
    check(": \"date_1987\" enter >", label, "2038");
    check(": \"date_1987\" enter > <", label, "1987");
    check(": \"date_1987\" enter 2 <", label, "1885");
    let scale = |state: &State| state.time.scale.name().to_owned();
    check("3 <rest> %", scale, "logarithmic");
    check("3 <rest> % %", scale, "per article");
    check("3 <rest> % % %", scale, "linear");
    check(
        ": \"bars_braille\" enter",
        |state| message(state).to_owned(),
        "Bars: braille",
    );
    check(
        ": \"bars_wood\" enter",
        |state| message(state).to_owned(),
        "‘wood’ makes no bars: block, braille or ascii",
    );
}

#[test]
fn the_timeline_follows_the_reading_unless_told_to_stand_still() {
    let label = |state: &State| state.time.zoom.label(state.time.cursor);
    // Paragraph by paragraph, to the first date of each.
    check("j enter } }", label, "1921");
    check("j enter } } }", label, "1987");
    check("f j enter } } }", label, "1921");
}

#[test]
fn days_before_our_era_and_far_from_it_are_walked_like_others() {
    let mut state = empty(120, 40);
    fill(
        &mut state,
        vec![article(
            "old.txt",
            "Old and new\n\nMay 4, 2019\n\nCaesar died on 15 March 44 BC. The comet will return in May 2061.\n",
        )],
    );
    press(&mut state, "3 <rest> home");
    let label = |state: &State| state.time.zoom.label(state.time.cursor);
    let first = label(&state);
    press(&mut state, "]");
    assert_eq!(
        (first.as_str(), label(&state).as_str()),
        ("51-42 BC", "2060s")
    );
    press(&mut state, "[ z z z z");
    assert_eq!(label(&state), "15 Mar 44 BC");
    assert!(text(&screen(&state)).contains("44 BC"));
}

/// The title of the sheet and its chosen row.
fn sheet(state: &State) -> String {
    let Some(sheet) = &state.sheet else {
        return String::new();
    };
    let lines = sheet.lines();
    let chosen = match sheet.chosen().map(|at| lines[at]) {
        Some(dateline::app::Line::Go(left, right, _)) => format!("{left}: {right}"),
        _ => "no row".to_owned(),
    };
    format!("{} · {chosen}", sheet.title)
}

#[test]
fn enter_twice_on_an_event_shows_how_it_came_about() {
    let mut state = world(120, 40);
    press(&mut state, ": \"date_1962\" enter enter enter");
    assert!(
        sheet(&state)
            .starts_with("How it came about · 2019-05-04: ‘On the day in 1962’ = 1962-05-04")
    );
    let shown = text(&screen(&state));
    for said in [
        "every part stands in the text",
        "The event 1962-05-04: 2 mentions in 2 articles",
        "first mention",
        "2019-05-04",
        "kept in 2019, 2022",
    ] {
        assert!(shown.contains(said), "{said} is not in\n{shown}");
    }
    // To who tells it next, and back.
    press(&mut state, "enter");
    assert_eq!(
        (state.focus, date(&state)),
        (Pane::Reader, "On the day in 1962")
    );
    press(&mut state, "ctrl-o ctrl-o");
    assert_eq!(state.focus, Pane::Timeline);
    check(
        "j enter enter",
        |state| message(state).to_owned(),
        "Choose a date first: ] goes to the next",
    );
}

#[test]
fn views_lead_to_what_they_list() {
    check(
        ": \"undated\" enter",
        sheet,
        "Dates to check · undated: A letter without a date · no date in the text, the name or its folders · undated.txt",
    );
    check(
        ": \"undated\" enter enter",
        |state| open(state).to_owned(),
        "A letter without a date",
    );
    check(
        ": \"onthisday_05-04\" enter",
        sheet,
        "On May 4 · told: The Sarn bridge was opened on May 4, 1962.",
    );
    check(
        ": \"onthisday_05-04\" enter j",
        sheet,
        "On May 4 · 2019: kept after 57 years: A bridge over the Sarn keeps two towns together",
    );
    check(
        ": \"onthisday_05-04\" enter j enter",
        |state| open(state).to_owned(),
        "A bridge over the Sarn keeps two towns together",
    );
    check(
        "j <rest> : \"onthisday_article\" enter",
        sheet,
        "On May 4 · told: The Sarn bridge was opened on May 4, 1962.",
    );
    for (line, said) in [
        ("onthisday_12-24", "Nothing is told of any December 24"),
        ("onthisday", "The clock of this machine gives no date"),
        (
            "onthisday_soon",
            "‘soon’ is no day: 10-12, 1948-10-12, today or article",
        ),
        (
            "gaps",
            "The archive is even: no gap, no thin month, no sudden change",
        ),
    ] {
        check(
            &format!(": \"{line}\" enter"),
            |state| message(state).to_owned(),
            said,
        );
    }
    let mut state = world(120, 40);
    state.environment.today = dateline::model::Day::new(2024, 1, 17).ok();
    press(&mut state, ": \"onthisday\" enter");
    assert!(sheet(&state).starts_with("On January 17 · told: Its last ferryman"));
    press(&mut state, "q : \"lag\" enter");
    let shown = text(&screen(&state));
    assert!(shown.contains("20–50 years"), "{shown}");
}

#[test]
fn finding_wraps_over_lines_and_ends() {
    let hits = |state: &State| {
        format!(
            "{:?} of {}",
            state.reader.hit.map(|at| at + 1),
            state.reader.hits.len()
        )
    };
    check("j enter / \"bridge\" enter", hits, "Some(1) of 3");
    check("j enter / \"bridge\" enter n n n", hits, "Some(1) of 3");
    check("j enter / \"bridge\" enter N", hits, "Some(3) of 3");
    check(
        "j enter / \"middle_of_the_new\" enter",
        hits,
        "Some(1) of 1",
    );
    check("j enter / \"bridge\" enter esc", hits, "None of 0");
    check(
        "/ \"velm\" enter",
        |state| chosen(state).to_owned(),
        "Velm harbour to be dredged",
    );
    check(
        "enter / \"zeppelin\" enter",
        |state| message(state).to_owned(),
        "‘zeppelin’ is not in this article",
    );
}

#[test]
fn a_paragraph_is_copied_as_logical_text_with_its_citation() {
    let mut state = world(120, 40);
    press(&mut state, "j enter }");
    let effects = press(&mut state, "y");
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let (passage, citation) = copied.whole.trim_end().split_once("\n\n").unwrap();
    assert!(
        passage.starts_with("On the day in 1962 the mayors") && passage.ends_with("carried flour."),
        "{passage}"
    );
    assert!(!passage.contains('\n'));
    assert_eq!(citation.matches('“').count(), 1);
    assert!(
        citation.contains("May 4, 2019 (date line), ¶ 2"),
        "{citation}"
    );
    press(&mut state, "g g v } }");
    let effects = press(&mut state, "y");
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let copied = &copied.whole;
    assert!(copied.contains("¶¶ 1–3"), "{copied}");
}

/// What is selected.
fn selected(state: &State) -> String {
    let (_, article) = state.article().unwrap();
    let span = state.reader.selection.as_ref().map(|of| of.span());
    let span = span.unwrap_or_default();
    article.text[span.start as usize..span.end as usize].to_owned()
}

#[test]
fn a_passage_is_selected_by_words_sentences_and_paragraphs() {
    let first = "May 4 is the day when the Sarn bridge was opened.";
    for (keys, passage) in [
        ("v", first.to_owned()),
        ("v w", "May 4".to_owned()),
        ("v v v", "May".to_owned()),
        ("v v v 2 l", "May 4 is".to_owned()),
        ("v v v 3 w b", "May 4 is".to_owned()),
        ("v v v 5 w o w", "4 is the day when".to_owned()),
        ("v v v 5 w o 2 w o b", "is the day".to_owned()),
        ("} v )", "On the day in 1962 the mayors of Oster and Velm met in the middle of the new bridge and cut a ribbon of red cloth. About four thousand people watched from both banks, and the first lorry to cross carried flour.".to_owned()),
        ("} v 2 ) (", "On the day in 1962 the mayors of Oster and Velm met in the middle of the new bridge and cut a ribbon of red cloth. About four thousand people watched from both banks, and the first lorry to cross carried flour.".to_owned()),
        ("} } v v", "The bridge replaced a ferry that had run since March 1921. Its steel came from Velm, its stone from Oster.".to_owned()),
        ("v } {", first.to_owned()),
        ("] v", "May 4".to_owned()),
        ("/ \"ferry_that\" enter v", "ferry that".to_owned()),
        ("v esc", String::new()),
        ("v V", first.to_owned()),
    ] {
        check(&format!("j enter {keys}"), selected, &passage);
    }
}

#[test]
fn a_selection_grows_by_lines_and_to_the_end_and_is_copied() {
    let mut state = world(120, 40);
    press(&mut state, "j enter v j");
    assert!(
        selected(&state).ends_with("red cloth."),
        "{}",
        selected(&state)
    );
    press(&mut state, "k");
    assert!(
        selected(&state).ends_with("opened."),
        "{}",
        selected(&state)
    );
    press(&mut state, "G");
    assert!(
        selected(&state).ends_with("every day."),
        "{}",
        selected(&state)
    );
    let mut state = world(120, 40);
    press(&mut state, "j enter v v v 2 w");
    assert!(text(&screen(&state)).contains("3 words selected by words"));
    let effects = press(&mut state, "y");
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(copied.whole.starts_with("May 4 is\n\n“"), "{copied:?}");
    assert_eq!(state.reader.selection, None);
}

#[test]
fn a_citation_is_copied_in_the_chosen_form() {
    let copied = |keys: &str| {
        let effects = press(&mut world(120, 40), keys);
        let [.., Effect::Copy(copied)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        copied.whole.clone()
    };
    let title = "“Sixty years of the Sarn bridge”";
    let first = format!("{title}, sarn-gazette.example, May 4, 2022 (date line), ");
    assert_eq!(copied("c"), format!("{first}2022-05-04-sixty-years.txt\n"));
    assert_eq!(
        copied("enter } c"),
        format!("{first}¶ 2, 2022-05-04-sixty-years.txt\n")
    );
    let bibtex = copied("enter } : \"cite_bibtex\" enter");
    assert!(bibtex.starts_with("@article{"), "{bibtex}");
    assert!(!bibtex.contains("annote"), "{bibtex}");
    // The form stays chosen, and a passage goes with it.
    let bibtex = copied("enter } : \"cite_bibtex\" enter y");
    assert!(
        bibtex.contains("annote = {Since then it has been closed"),
        "{bibtex}"
    );
    check(
        "enter : \"cite_word\" enter",
        |state| message(state).to_owned(),
        "‘word’ is no form of citation: plain, markdown, bibtex, csl-json, ris",
    );
}

#[test]
fn no_control_character_is_copied() {
    let mut state = world(120, 40);
    press(&mut state, "/ \"override\" enter enter");
    let effects = press(&mut state, "y");
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(
        copied.whole.chars().all(|c| c == '\n' || !c.is_control()),
        "{copied:?}"
    );
}

#[test]
fn marks_stars_and_read_signs() {
    check(
        "m A j m B ' A",
        |state| chosen(state).to_owned(),
        "Sixty years of the Sarn bridge",
    );
    check(
        "' z",
        |state| message(state).to_owned(),
        "There is no mark z; none is set",
    );
    check(
        "m a ' z",
        |state| message(state).to_owned(),
        "There is no mark z; set in this article: a",
    );
    check("* j *", |state| state.marks.starred.len().to_string(), "2");
    check("* *", |state| state.marks.starred.len().to_string(), "0");
    check("j j", |state| state.marks.read.len().to_string(), "0");
    check("enter J", |state| state.marks.read.len().to_string(), "2");
    check("enter q U", |state| state.marks.read.len().to_string(), "0");
}

#[test]
fn pending_keys_are_shown_and_given_up() {
    let shown = |state: &State| state.pending.shown();
    check("5", shown, "5");
    check("1 2 g", shown, "12 g");
    check("m", shown, "mark …");
    check("1 2 esc", shown, "");
    check(
        "1 2 0 j",
        |state| chosen(state).to_owned(),
        "A letter without a date",
    );
}

#[test]
fn the_command_line_completes_and_refuses_with_advice() {
    check(
        ": \"sor\" tab",
        |state| state.prompt.as_ref().unwrap().text().to_owned(),
        "sort",
    );
    check(
        ": \"sort_ti\" tab enter",
        |state| state.list.sort.name().to_owned(),
        "title",
    );
    check(
        ": \"sort_colour\" enter",
        |state| message(state).to_owned(),
        "‘colour’ is no order: printed, title or length",
    );
    check(
        ": \"4\" enter",
        |state| chosen(state).to_owned(),
        "Velm harbour to be dredged",
    );
    check(
        ": \"hlep\" enter",
        |state| message(state).to_owned(),
        "There is no command ‘hlep’; did you mean :help?",
    );
    check(
        ": \"theme_mauve\" enter",
        |state| message(state).contains("mauve").to_string(),
        "true",
    );
    check(
        ": \"problems\" enter",
        |state| message(state).to_owned(),
        "Everything was read without a problem",
    );
    check(
        ": backspace",
        |state| state.prompt.is_none().to_string(),
        "true",
    );
}

#[test]
fn quitting_goes_back_step_by_step_and_never_by_esc() {
    let mut state = world(120, 40);
    assert!(press(&mut state, "enter z q q").is_empty());
    assert_eq!((state.focus, state.zoomed), (Pane::List, false));
    assert!(press(&mut state, "esc esc esc").is_empty());
    assert_eq!(press(&mut state, "q"), [Effect::Quit]);
    assert_eq!(press(&mut world(80, 24), "enter Q"), [Effect::Quit]);
    assert!(press(&mut world(80, 24), "? q").is_empty());
    assert!(press(&mut world(80, 24), "ctrl-c").is_empty());
    assert_eq!(press(&mut world(80, 24), "ctrl-c ctrl-c"), [Effect::Quit]);
    assert!(press(&mut world(80, 24), "ctrl-c j ctrl-c").is_empty());
}

#[test]
fn other_programs_get_what_they_need() {
    let mut state = world(120, 40);
    let effects = press(&mut state, "o");
    assert!(
        matches!(&effects[..], [Effect::Open(Program::Browser(url))] if url.contains("sarn-gazette.example")),
        "{effects:?}"
    );
    let effects = press(&mut state, "e");
    assert_eq!(
        effects,
        [Effect::Open(Program::Editor {
            file: "2022-05-04-sixty-years.txt".to_owned(),
            near: String::new(),
        })]
    );
    let effects = press(&mut world(120, 40), "enter } e");
    assert!(
        matches!(&effects[..], [Effect::Open(Program::Editor { near, .. })] if near.starts_with("Since then it has been closed")),
        "{effects:?}"
    );
    let effects = press(&mut world(120, 40), "enter X");
    let [
        Effect::Open(Program::Plain {
            text: plain,
            source,
        }),
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(source.as_deref(), Some("2022-05-04-sixty-years.txt"));
    assert!(plain.starts_with(
        "Sixty years of the Sarn bridge\n\nThe Sarn bridge was opened on May 4, 1962.\n\nSince"
    ));
    let effects = press(&mut world(120, 40), "enter v v v 2 w X");
    assert_eq!(
        effects,
        [Effect::Open(Program::Plain {
            text: "The Sarn bridge\n".to_owned(),
            source: None,
        })]
    );
    let effects = press(&mut state, "| \"wc\" enter");
    assert!(
        matches!(&effects[..], [Effect::Open(Program::Pipe { command, text })] if command == "wc" && text.starts_with("Sixty years"))
    );
    assert_eq!(press(&mut state, "ctrl-z"), [Effect::Suspend]);
    assert_eq!(press(&mut state, "ctrl-l"), [Effect::Clear]);
}

#[test]
fn what_arrives_later_moves_nothing_under_the_eyes() {
    let mut state = empty(120, 40);
    let mut later = articles();
    let first = later.split_off(2);
    update(
        &mut state,
        Msg::Loaded(Loaded::Batch {
            articles: first.into(),
            problems: Vec::new(),
        }),
    );
    press(&mut state, "j enter");
    let (before, cursor) = (open(&state).to_owned(), state.list.cursor());
    update(
        &mut state,
        Msg::Loaded(Loaded::Batch {
            articles: later.into(),
            problems: Vec::new(),
        }),
    );
    assert_eq!(
        (open(&state), chosen(&state)),
        (before.as_str(), before.as_str())
    );
    assert_ne!(
        state.list.cursor(),
        cursor,
        "newer articles have come in above"
    );
}

#[test]
fn a_list_of_years_is_walked_by_articles() {
    check(
        "Y",
        |state| text(&screen(state)).contains("2022").to_string(),
        "true",
    );
    check(
        "Y g g j",
        |state| chosen(state).to_owned(),
        "A bridge over the Sarn keeps two towns together",
    );
    check(
        "Y G",
        |state| chosen(state).to_owned(),
        "A letter without a date",
    );
    check(
        "Y G k k k k k k",
        |state| chosen(state).to_owned(),
        "Sixty years of the Sarn bridge",
    );
    for (keys, said) in [
        ("Y", "Year headings stand in the list"),
        ("Y Y", "No year headings"),
        (
            "S Y",
            "Year headings will stand in the list when it is sorted by date",
        ),
        ("S S S", "Sorted by date, newest first"),
    ] {
        check(keys, |state| message(state).to_owned(), said);
    }
    check("S Y k G", |state| state.list.cursor().to_string(), "4");
}

#[test]
fn a_resize_keeps_the_place_in_the_text() {
    let mut state = empty(100, 24);
    let body: Vec<String> = (0..60).map(|number| format!("Paragraph {number} says something that takes more than one line in a narrow window, so it wraps.")).collect();
    fill(
        &mut state,
        vec![article(
            "long.txt",
            &format!("A long one\n\nMay 4, 2019\n\n{}\n", body.join("\n\n")),
        )],
    );
    press(&mut state, "enter 3 0 }");
    for (columns, rows) in [(60, 20), (200, 60), (30, 10), (100, 24)] {
        update(&mut state, Msg::Resized(columns, rows));
        let shown = text(&screen(&state));
        assert!(
            shown.contains("Paragraph 30")
                || shown.contains("Paragraph 29")
                || shown.contains("Paragraph 31"),
            "{columns}x{rows}:\n{shown}"
        );
    }
}

/// A state that reads an article of forty paragraphs, the first line chosen.
fn reading(columns: u16, rows: u16) -> State {
    let paragraphs: Vec<String> = (1..=40)
        .map(|number| format!("Paragraph {number} says something that takes more than one line of the reader, so it wraps."))
        .collect();
    let text = format!(
        "A long one\n\nMay 4, 2019\n\n{}\n\n\n2019 © All rights reserved.",
        paragraphs.join("\n\n")
    );
    let mut state = empty(columns, rows);
    fill(&mut state, vec![article("long.txt", &text)]);
    press(&mut state, "enter");
    state
}

/// The row of the screen with the chosen line, and what stands in it.
fn line(state: &State) -> (usize, String) {
    let shown = text(&screen(state));
    let mut rows = shown.lines().enumerate();
    let found = rows.find_map(|(row, line)| {
        let (_, reader) = line.split_once("││")?;
        Some((row, reader.trim_start().strip_prefix('▌')?))
    });
    let (row, line) = found.unwrap_or_else(|| panic!("no line is chosen:\n{shown}"));
    let words = line.trim_end_matches(['│', '┃', ' ']).trim_start();
    (row, words.to_owned())
}

#[test]
fn a_line_is_chosen_in_the_text_and_the_window_moves_when_it_leaves() {
    for (keys, row, words) in [
        ("", 4, "Paragraph 1 says"),
        ("j", 5, "reader, so"),
        ("5 j k", 8, "Paragraph 3 says"),
        // The last row of the window, and the first line below it.
        ("2 2 j", 26, "Paragraph 12 says"),
        ("2 4 j", 28, "Paragraph 13 says"),
        ("2 5 j", 11, "reader, so"),
        ("2 5 j 9 k", 2, "Paragraph 9 says"),
        ("2 5 j 1 0 k", 19, "reader, so"),
        ("j ctrl-d", 5, "Paragraph 8 says"),
        ("}", 6, "Paragraph 2 says"),
        ("} j ctrl-e", 6, "reader, so"),
        ("5 ctrl-e", 2, "reader, so"),
        ("5 ctrl-e ctrl-y", 3, "reader, so"),
        ("G", 26, "reader, so"),
        ("G g g", 4, "Paragraph 1 says"),
    ] {
        let mut state = reading(120, 40);
        press(&mut state, keys);
        let (found, shown) = line(&state);
        assert!(
            found == row && shown.starts_with(words),
            "{keys:?}: row {found}, {shown:?}\n{}",
            text(&screen(&state))
        );
    }
}

#[test]
fn behind_the_last_line_the_footer_comes_into_sight_and_then_the_end_is_told() {
    let mut state = reading(120, 40);
    // The last line stands in the last row of the window.
    press(&mut state, "5 5 ctrl-e 8 0 j");
    assert!(!text(&screen(&state)).contains("rights reserved"));
    press(&mut state, "5 j");
    assert!(text(&screen(&state)).contains("rights reserved"));
    assert_eq!(message(&state), "");
    press(&mut state, "5 j");
    assert_eq!(message(&state), "The end of the article");
    press(&mut state, "g g k");
    assert_eq!(message(&state), "The beginning of the article");
}

#[test]
fn the_chosen_line_keeps_its_place_at_another_width() {
    let mut state = reading(120, 40);
    press(&mut state, "3 0 j");
    let (row, words) = line(&state);
    update(&mut state, Msg::Resized(110, 40));
    assert_eq!(line(&state).0, row);
    update(&mut state, Msg::Resized(120, 40));
    assert_eq!(line(&state), (row, words));
}
