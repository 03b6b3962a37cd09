//! The lines of a body into paragraphs: joins the lines of hard-wrapped
//! texts, keeps the breaks that mean something, finds paragraphs that only an
//! indent or a short last line marks. Knows nothing of titles or dates.

use super::date_token::is_cjk;
use super::lines::Line;

/// How a body is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The width in columns at which its lines were broken, if they were.
    wrap: Option<usize>,
    /// How many blank lines stand between lines of one paragraph: 0, or 1 in
    /// a text set with double spacing.
    inside: u32,
    /// Paragraphs are set apart by blank lines.
    spaced: bool,
    /// The indent of lines that begin no paragraph.
    base: u16,
}

/// What a break between two lines is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// The end of a paragraph.
    Paragraph,
    /// A line break that means something (verse, an address).
    Line,
    /// The end of a line that was full.
    Wrapped,
}

/// At most this many lines are looked at to find the setting.
const SAMPLE: usize = 2000;
/// No text is set wider than this, in columns, and narrower than the second.
const WIDEST: usize = 120;
const NARROWEST: usize = 30;
/// A line counts as full when it ends at most this much before the edge.
const SLACK: usize = 3;
/// Lines from this width on are whole paragraphs, never verse.
const PROSE: usize = 100;

impl Setting {
    /// How these lines are set.
    pub fn of(lines: &[Line]) -> Self {
        let lines = &lines[..lines.len().min(SAMPLE)];
        let pairs = || lines.windows(2);
        let tight = pairs().filter(|pair| pair[1].blanks == 0).count();
        // Double spacing: hardly two lines stand together.
        let inside = u32::from(tight * 20 < pairs().count());
        let wrap = wrap_width(lines, inside);
        let inside = if wrap.is_some() { inside } else { 0 };
        Self {
            wrap,
            inside,
            spaced: pairs().any(|pair| pair[1].blanks > inside),
            base: lines.iter().map(|line| line.indent).min().unwrap_or(0),
        }
    }

    /// Whether the second line goes on where the first was broken.
    pub fn continues(self, first: &Line, second: &Line) -> bool {
        let is_wrapped = self.wrap.is_some_and(|wrap| is_full(first, second, wrap));
        second.blanks == self.inside && is_wrapped && !ends_sentence(first.text)
    }

    fn between(self, first: &Line, second: &Line) -> Break {
        if second.blanks > self.inside {
            return Break::Paragraph;
        }
        let Some(wrap) = self.wrap else {
            let both_short = first.text.len().max(second.text.len()) < PROSE;
            return if self.spaced && both_short && !ends_sentence(first.text) {
                Break::Line
            } else {
                Break::Paragraph
            };
        };
        if second.indent > self.base && (first.indent == self.base || !self.spaced) {
            return Break::Paragraph;
        }
        if is_full(first, second, wrap) || goes_on(first.text, second.text) {
            Break::Wrapped
        } else if self.spaced {
            Break::Line
        } else {
            Break::Paragraph
        }
    }
}

/// The paragraphs of these lines, separated by one empty line.
pub fn paragraphs(lines: &[Line]) -> Box<str> {
    let setting = Setting::of(lines);
    let size = lines.iter().map(|line| line.text.len() + 2).sum();
    let mut text = String::with_capacity(size);
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before {
            match setting.between(before, line) {
                Break::Paragraph => text.push_str("\n\n"),
                Break::Line => text.push('\n'),
                Break::Wrapped => join(&mut text, line.text),
            }
        }
        text.push_str(line.text);
        before = Some(line);
    }
    text.into()
}

/// Two lines of one paragraph into one, for a title.
pub fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            join(&mut text, line.text);
        }
        text.push_str(line.text);
    }
    text
}

/// Prepares `text` for the next line of the same paragraph: a space, but none
/// inside Chinese or Japanese, nor behind a hyphen (which stays: it may be
/// the word's own); a soft hyphen goes.
fn join(text: &mut String, next: &str) {
    let mut last = text.chars().rev();
    match (last.next(), last.next(), next.chars().next()) {
        (Some('\u{AD}'), ..) => {
            text.pop();
        }
        (Some('-' | '\u{2010}'), Some(before), Some(first))
            if before.is_alphanumeric() && first.is_alphanumeric() => {}
        (Some(last), _, Some(first)) if is_cjk(last) && is_cjk(first) => {}
        _ => text.push(' '),
    }
}

/// The width at which the lines were broken: nearly all of them would not
/// have held the first word of the next, and hardly one ends a sentence.
fn wrap_width(lines: &[Line], inside: u32) -> Option<usize> {
    if lines.iter().any(|line| line.text.len() > 4 * WIDEST) {
        return None;
    }
    let mut widths = lines
        .iter()
        .map(|line| width(line.text) + usize::from(line.indent))
        .collect::<Vec<_>>();
    widths.sort_unstable();
    // A few lines may be longer: an address, a table.
    let wrap = *widths.get(widths.len().saturating_sub(1 + widths.len() / 40))?;
    if !(NARROWEST..=WIDEST).contains(&wrap) {
        return None;
    }
    let (mut breaks, mut full, mut ended) = (0usize, 0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].blanks == inside) {
        breaks += 1;
        full += usize::from(is_full(&pair[0], &pair[1], wrap));
        ended += usize::from(ends_sentence(pair[0].text));
    }
    let enough = breaks > if inside > 0 { 5 } else { 0 };
    (enough && full * 10 >= breaks * 6 && ended * 10 <= breaks * 4).then_some(wrap)
}

/// Whether the first word of the second line had no room in the first.
fn is_full(first: &Line, second: &Line, wrap: usize) -> bool {
    let word = first_word_width(second.text);
    usize::from(first.indent) + width(first.text) + 1 + word + SLACK > wrap
}

fn first_word_width(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if is_cjk(first) => 2,
        _ => width(text.split_whitespace().next().unwrap_or_default()),
    }
}

/// Columns, roughly: characters from Hangul and CJK on count two.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars()
        .map(|c| 1 + usize::from(is_cjk(c) || ('\u{AC00}'..='\u{D7A3}').contains(&c)))
        .sum()
}

/// Whether a line ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let closing = |c| {
        matches!(
            c,
            '"' | '”' | '’' | '\'' | '»' | ')' | '」' | '』' | '）' | ']'
        )
    };
    let text = text.trim_end_matches(closing);
    text.ends_with(['.', '!', '?', '。', '！', '？', '…', '؟', '।', '．'])
}

/// Whether the second line goes on with a sentence that the first left open.
fn goes_on(first: &str, second: &str) -> bool {
    !ends_sentence(first) && second.starts_with(char::is_lowercase)
}
