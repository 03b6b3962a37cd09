//! The cascade: stages of rules, each of which passes once over the nodes of
//! a sentence from left to right and replaces what the longest rule matches.
//!
//! Patterns have no repetition, so a sentence costs time in proportion to its
//! length. What a match means is decided in `build`.

use super::{
    build::{self, Action},
    class::{self, Class, ClassSet},
    effort,
    lexicon::Lexicon,
    node::{Joint, Meaning, Node, WordId},
    pattern::Element,
};

/// The most nodes that one match can hold.
const MOST_PARTS: usize = 16;

/// A production: what stands in a row, and what it is together.
#[derive(Debug)]
pub struct Rule {
    /// What stands in a row.
    pub of: Vec<Element>,
    /// What must stand before it, outside: one of these.
    pub after: Vec<Vec<Element>>,
    /// What must not stand before it.
    pub not_after: Vec<Vec<Element>>,
    /// What must stand behind it, outside.
    pub before: Vec<Vec<Element>>,
    /// What must not stand behind it.
    pub not_before: Vec<Vec<Element>>,
    /// What it is together.
    pub is: Class,
    /// How its meaning is made.
    pub action: Action,
    /// A text in which it applies, with the value, for the tests.
    pub example: Box<str>,
}

/// Rules that are tried together.
#[derive(Debug, Default)]
pub struct Stage {
    /// The rules in the order of their file.
    pub rules: Vec<Rule>,
    /// How often it passes, as long as something changes: lists such as
    /// "3, 4 and 5 May" are read from the right.
    passes: u8,
    /// The classes with which some rule begins.
    first_classes: ClassSet,
    /// For each class, the rules that can begin with it.
    by_class: Vec<Vec<u16>>,
    /// The rules that can begin with a word.
    by_word: std::collections::HashMap<WordId, Vec<u16>>,
}

impl Stage {
    /// A stage of these rules.
    #[must_use]
    pub fn new(rules: Vec<Rule>, passes: u8) -> Self {
        let mut stage = Self {
            passes,
            by_class: vec![Vec::new(); 128],
            ..Self::default()
        };
        for (number, rule) in rules.iter().enumerate() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            for element in &rule.of {
                stage.first_classes |= element.classes;
                for class in class::each(element.classes) {
                    stage.by_class[class as usize].push(number);
                }
                for &word in &element.words {
                    stage.by_word.entry(word).or_default().push(number);
                }
                if !element.optional {
                    break;
                }
            }
        }
        stage.rules = rules;
        stage
    }

    /// Passes once over the nodes; whether anything changed.
    fn pass(
        &self,
        nodes: &mut Vec<Node>,
        lexicon: &Lexicon,
        mut on: impl FnMut(usize, &Node),
    ) -> bool {
        let mut changed = false;
        // Read at `at`, write at `out`: a match only shrinks the row, so the
        // part before `out` is finished and the part from `at` untouched.
        let (mut at, mut out) = (0, 0);
        while at < nodes.len() {
            if let Some(found) = self.best(nodes, at, out, lexicon) {
                let (first, last) = (nodes[at], nodes[found.end - 1]);
                nodes[out] = Node {
                    start: first.start,
                    end: last.end,
                    classes: class::only(self.rules[found.rule].is),
                    word: 0,
                    joint: first.joint,
                    meaning: found.meaning,
                };
                on(found.rule, &nodes[out]);
                out += 1;
                at = found.end;
                changed = true;
                continue;
            }
            nodes[out] = nodes[at];
            out += 1;
            at += 1;
        }
        nodes.truncate(out);
        changed
    }

    /// The longest match at a place that makes sense; of equal ones the first
    /// in the file.
    fn best(&self, nodes: &[Node], at: usize, out: usize, lexicon: &Lexicon) -> Option<Match> {
        let node = &nodes[at];
        let shared = node.classes & self.first_classes;
        let by_word = (node.word != 0)
            .then(|| self.by_word.get(&node.word))
            .flatten();
        if shared == 0 && by_word.is_none() {
            return None;
        }
        let mut best: Option<Match> = None;
        let mut places = Places::default();
        let candidates = class::each(shared)
            .flat_map(|class| &self.by_class[class as usize])
            .chain(by_word.into_iter().flatten());
        for &number in candidates {
            let number = usize::from(number);
            let rule = &self.rules[number];
            places.length = 0;
            let Some(end) = match_from(&rule.of, nodes, at, &mut places) else {
                continue;
            };
            let better = best
                .as_ref()
                .is_none_or(|known| end > known.end || (end == known.end && number < known.rule));
            if end == at || !better || !rule.allowed(&nodes[..out], &nodes[end..], node) {
                continue;
            }
            let around = build::Around {
                before: &nodes[..out],
                behind: &nodes[end..],
            };
            if let Some(meaning) =
                build::meaning(&rule.action, &places.parts(nodes), around, lexicon)
            {
                best = Some(Match {
                    rule: number,
                    end,
                    meaning,
                });
            }
        }
        best
    }
}

/// A rule that matches, up to where, and what it means there.
struct Match {
    rule: usize,
    end: usize,
    meaning: Meaning,
}

/// The places of a match in the making, with the class by which each fits.
#[derive(Default)]
struct Places {
    places: [(u16, Class); MOST_PARTS],
    length: usize,
}

impl Places {
    /// Adds a place if there is room.
    fn push(&mut self, at: usize, class: Class) -> bool {
        let (Some(slot), Ok(at)) = (self.places.get_mut(self.length), u16::try_from(at)) else {
            return false;
        };
        *slot = (at, class);
        self.length += 1;
        true
    }

    fn pop(&mut self) {
        self.length = self.length.saturating_sub(1);
    }

    fn parts(&self, nodes: &[Node]) -> Vec<Part> {
        self.places[..self.length]
            .iter()
            .map(|&(at, class)| (nodes[usize::from(at)], class))
            .collect()
    }
}

/// A node in a match, with the class by which it fits.
pub type Part = (Node, Class);

impl Rule {
    fn allowed(&self, before: &[Node], behind: &[Node], first: &Node) -> bool {
        let follows =
            |rows: &[Vec<Element>]| rows.iter().any(|row| fits_backward(row, before, first));
        let leads = |rows: &[Vec<Element>]| rows.iter().any(|row| fits_forward(row, behind));
        (self.after.is_empty() || follows(&self.after))
            && !follows(&self.not_after)
            && (self.before.is_empty() || leads(&self.before))
            && !leads(&self.not_before)
    }
}

/// Matches elements from a place on; optional ones are taken if they can be.
fn match_from(
    elements: &[Element],
    nodes: &[Node],
    at: usize,
    places: &mut Places,
) -> Option<usize> {
    effort::step();
    let Some((element, rest)) = elements.split_first() else {
        return Some(at);
    };
    let fits = nodes.get(at).and_then(|node| element.fits(node));
    if fits.is_some_and(|class| places.push(at, class)) {
        if let Some(end) = match_from(rest, nodes, at + 1, places) {
            return Some(end);
        }
        places.pop();
    }
    if element.optional {
        return match_from(rest, nodes, at, places);
    }
    None
}

/// Whether what stands behind begins so.
fn fits_forward(elements: &[Element], behind: &[Node]) -> bool {
    effort::step();
    let Some((element, rest)) = elements.split_first() else {
        return true;
    };
    let here = match behind.split_first() {
        Some((node, behind)) => element.fits(node).is_some() && fits_forward(rest, behind),
        None => element.classes & class::only(class::END) != 0,
    };
    here || (element.optional && fits_forward(rest, behind))
}

/// Whether what stands before ends so. `follower` is the node behind it: it
/// tells whether the last one before is glued to it.
fn fits_backward(elements: &[Element], before: &[Node], follower: &Node) -> bool {
    effort::step();
    let Some((element, rest)) = elements.split_last() else {
        return true;
    };
    let here = match before.split_last() {
        Some((node, before)) => {
            let glued = !element.glued || follower.joint == Joint::Glued;
            let mut joined = *node;
            joined.joint = Joint::Glued;
            glued && element.fits(&joined).is_some() && fits_backward(rest, before, node)
        }
        None => element.classes & class::only(class::START) != 0,
    };
    here || (element.optional && fits_backward(rest, before, follower))
}

/// Joins the phrases of the lexicon: the longest at each place.
fn join_phrases(nodes: &mut Vec<Node>, lexicon: &Lexicon) {
    let (mut at, mut out) = (0, 0);
    while at < nodes.len() {
        let mut node = nodes[at];
        let mut end = at + 1;
        let phrases = &lexicon.entry(node.word).phrases;
        let found = phrases.iter().find(|(rest, _)| {
            effort::step();
            nodes.len() > at + rest.len()
                && rest
                    .iter()
                    .zip(&nodes[at + 1..])
                    .all(|(&word, node)| node.word == word)
        });
        if let Some((rest, whole)) = found {
            end += rest.len();
            let entry = lexicon.entry(*whole);
            node.end = nodes[end - 1].end;
            node.word = *whole;
            let capital = node.classes & class::only(class::CAP);
            node.classes = entry.classes | capital;
            if capital != 0 {
                node.classes |= entry.capital;
            }
            node.meaning = Meaning::None;
        }
        nodes[out] = node;
        out += 1;
        at = end;
    }
    nodes.truncate(out);
}

/// Parses a sentence: what is left are mentions and unused tokens. Tells `on`
/// which rule, by its number in the file, has made which node.
pub fn parse(
    nodes: &mut Vec<Node>,
    lexicon: &Lexicon,
    stages: &[Stage],
    mut on: impl FnMut(usize, &Node),
) {
    join_phrases(nodes, lexicon);
    let mut first = 0;
    for stage in stages {
        for _ in 0..stage.passes {
            if !stage.pass(nodes, lexicon, |rule, node| on(first + rule, node)) {
                break;
            }
        }
        first += stage.rules.len();
    }
}
