//! Whole screens, with their styles, as files under `tests/frames`.
//!
//! A file has the characters, then for each row its styles by letter, then
//! what each letter means. `DATELINE_BLESS=1` writes the files anew: look at
//! the difference before you commit it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use std::{collections::BTreeMap, fmt::Write, path::Path, time::Duration};

use dateline::app::{FrameCost, Msg, State, Tally, Times, WireReport, update};
use ratatui::{
    buffer::Buffer,
    style::{Modifier, Style},
};
use world::{empty, press, screen, text, world};

fn check(name: &str, state: &State) {
    let shown = styled(&screen(state));
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/frames")
        .join(format!("{name}.txt"));
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(&path, &shown).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == shown,
        "{name} has changed. It was:\n{known}\nand is:\n{shown}"
    );
}

fn styled(buffer: &Buffer) -> String {
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut legend = Vec::new();
    let mut styles = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        for cell in row {
            let style = describe(cell.style());
            let next = char::from(b'a' + u8::try_from(letters.len()).unwrap());
            let letter = *letters.entry(style.clone()).or_insert_with(|| {
                legend.push(format!("{next} = {style}"));
                next
            });
            styles.push(letter);
        }
        styles.push('\n');
    }
    format!("{}\n{styles}\n{}\n", text(buffer), legend.join("\n"))
}

fn describe(style: Style) -> String {
    let mut said = String::new();
    let _ = write!(
        said,
        "{} on {}",
        style.fg.unwrap_or_default(),
        style.bg.unwrap_or_default()
    );
    if style.add_modifier != Modifier::empty() {
        let _ = write!(said, " {:?}", style.add_modifier);
    }
    said
}

#[test]
fn the_first_screen_at_five_sizes() {
    for (columns, rows) in [(20, 5), (40, 12), (80, 24), (120, 40), (200, 60)] {
        check(&format!("first-{columns}x{rows}"), &world(columns, rows));
    }
}

#[test]
fn the_first_screen_of_the_built_in_archive_greets_until_a_key_is_pressed() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut state = world(columns, rows);
        state.begin(true, Vec::new());
        check(&format!("greeting-{columns}x{rows}"), &state);
        press(&mut state, "ctrl-l");
        check(&format!("first-{columns}x{rows}"), &state);
    }
    // No room for both: the articles have it.
    let mut state = world(40, 12);
    state.begin(true, Vec::new());
    let shown = text(&screen(&state));
    assert!(!shown.contains("any key"), "{shown}");
}

#[test]
fn while_nothing_has_come_yet() {
    check("empty-80x24", &empty(80, 24));
}

#[test]
fn reading_with_a_date_under_the_cursor() {
    let mut state = world(120, 40);
    press(&mut state, "enter ] ]");
    check("date-120x40", &state);
    let mut state = world(80, 24);
    press(&mut state, "enter ]");
    check("date-80x24", &state);
}

#[test]
fn the_timeline_with_the_keys() {
    let mut state = world(80, 24);
    press(&mut state, "enter ] ] t");
    check("timeline-80x24", &state);
}

#[test]
fn panes_one_below_the_other() {
    let mut state = world(120, 40);
    press(&mut state, "L enter ]");
    check("stack-120x40", &state);
    let mut state = world(80, 24);
    press(&mut state, "L");
    check("stack-80x24", &state);
}

#[test]
fn a_slow_line_stacks_the_panes_and_says_so() {
    let mut state = world(120, 40);
    update(&mut state, Msg::Slow(true));
    check("slow-120x40", &state);
}

#[test]
fn what_frames_have_cost() {
    let ms = Duration::from_millis;
    let frame = |at, text, cells| FrameCost {
        tally: Tally {
            text,
            moves: 40,
            styles: 30,
            cells,
            floor: text - 2,
            ..Tally::default()
        },
        times: Times {
            since_start: ms(at),
            drawn: ms(1),
            written: ms(0),
        },
    };
    let report = WireReport {
        frames: vec![frame(1000, 2300, 1900), frame(2500, 23, 20)],
        now: ms(4000),
        way: Some(ms(203)),
        speed: Some(6_912),
        tricks: vec!["moves", "erase"],
    };
    let mut state = world(120, 40);
    update(&mut state, Msg::Wire(report));
    check("wire-120x40", &state);
    update(&mut state, Msg::Wire(WireReport::default()));
    check("wire-nothing-120x40", &state);
}

#[test]
fn the_timeline_at_three_zooms_and_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        for zoom in ["decade", "year", "month"] {
            let mut state = world(columns, rows);
            let keys = match zoom {
                "decade" => ": \"date_1987\" enter - - %",
                "year" => ": \"date_1987\" enter",
                _ => ": \"date_1987-10\" enter t * v 3 l",
            };
            press(&mut state, keys);
            check(&format!("{zoom}s-{columns}x{rows}"), &state);
        }
    }
}

#[test]
fn views_over_the_archive() {
    let mut state = world(120, 40);
    press(&mut state, ": \"date_1962\" enter enter enter");
    check("explanation-120x40", &state);
    press(&mut state, "q : \"lag\" enter");
    check("lag-120x40", &state);
}

#[test]
fn sheets_prompts_and_messages() {
    let mut state = world(80, 24);
    press(&mut state, "?");
    check("help-80x24", &state);
    press(&mut state, "/ \"zoom\"");
    check("help-search-80x24", &state);
    let mut state = world(80, 24);
    press(&mut state, ": \"so\" tab");
    check("palette-80x24", &state);
    let mut state = world(120, 40);
    press(&mut state, "i");
    check("information-120x40", &state);
}

#[test]
fn a_search_filters_the_list_and_lights_the_text() {
    let mut state = world(120, 40);
    press(&mut state, "s \"ferry\" enter");
    check("search-120x40", &state);
}

#[test]
fn nothing_of_a_hostile_article_but_its_signs_reaches_the_screen() {
    let mut state = world(120, 40);
    press(&mut state, "/ \"override\" enter enter");
    check("hostile-120x40", &state);
    assert!(
        text(&screen(&state))
            .chars()
            .all(|c| c == '\n' || !c.is_control())
    );
}

#[test]
fn without_colours_the_selection_stays_visible() {
    let mut state = world(80, 24);
    state.environment.colours = dateline::app::Colours::None;
    check("no-colour-80x24", &state);
    state.environment.utf8 = false;
    check("ascii-80x24", &state);
}

#[test]
fn no_size_and_no_key_brings_it_down() {
    let keys = "j k J enter ] } y v t z Z v l v tab / \"e\" enter n N ? j G q : \"he\" tab esc s \"bridge\" enter backspace i q z q S R Y F P > < * m a ' a ctrl-o alt-o f U ! L 3";
    for columns in [0, 1, 3, 9, 20, 60, 100, 180] {
        for rows in [0, 1, 2, 4, 9, 24, 60] {
            let mut state = world(columns, rows);
            for key in keys.split(' ') {
                press(&mut state, key);
                screen(&state);
            }
        }
    }
}
