//! The cascade: stages of rules, each of which passes once over the nodes of
//! a sentence from left to right and replaces what the longest rule matches.
//!
//! Patterns have no repetition, so a sentence costs time in proportion to its
//! length. What a match means is decided in `build`.

use super::{
    build::{self, Action},
    class::{self, Class, ClassSet},
    lexicon::Lexicon,
    node::{Joint, Meaning, Node, WordId},
    pattern::Element,
};

/// The most nodes that one match can hold.
const MOST_PARTS: usize = 24;

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
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut stage = Self {
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

    /// Passes once over the nodes.
    fn pass(&self, nodes: &mut Vec<Node>, lexicon: &Lexicon) {
        // Read at `at`, write at `out`: a match only shrinks the row, so the
        // part before `out` is finished and the part from `at` untouched.
        let (mut at, mut out) = (0, 0);
        while at < nodes.len() {
            if let Some((rule, end, parts)) = self.best(nodes, at, out) {
                let made = build::meaning(&rule.action, &parts, context(nodes, out, end), lexicon);
                if let Some(meaning) = made {
                    let (first, last) = (nodes[at], nodes[end - 1]);
                    nodes[out] = Node {
                        start: first.start,
                        end: last.end,
                        classes: class::only(rule.is),
                        word: 0,
                        joint: first.joint,
                        meaning,
                    };
                    out += 1;
                    at = end;
                    continue;
                }
            }
            nodes[out] = nodes[at];
            out += 1;
            at += 1;
        }
        nodes.truncate(out);
    }

    /// The longest match at a place; of equal ones the first in the file.
    fn best(&self, nodes: &[Node], at: usize, out: usize) -> Option<(&Rule, usize, Vec<Part>)> {
        let node = &nodes[at];
        let shared = node.classes & self.first_classes;
        let by_word = (node.word != 0)
            .then(|| self.by_word.get(&node.word))
            .flatten();
        if shared == 0 && by_word.is_none() {
            return None;
        }
        let mut best: Option<(u16, usize, Vec<Part>)> = None;
        let mut parts = Vec::new();
        let candidates = class::each(shared)
            .flat_map(|class| &self.by_class[class as usize])
            .chain(by_word.into_iter().flatten());
        for &number in candidates {
            let rule = &self.rules[number as usize];
            parts.clear();
            let Some(end) = match_from(&rule.of, nodes, at, &mut parts) else {
                continue;
            };
            let better = best
                .as_ref()
                .is_none_or(|&(known, far, _)| end > far || (end == far && number < known));
            if end > at && better && rule.allowed(&nodes[..out], &nodes[end..], node) {
                best = Some((number, end, parts.clone()));
            }
        }
        best.map(|(number, end, parts)| (&self.rules[number as usize], end, parts))
    }
}

/// A node in a match, with the class by which it fits.
pub type Part = (Node, Class);

/// The nodes around a match: the one before, the one behind and the next.
fn context(nodes: &[Node], out: usize, end: usize) -> build::Around<'_> {
    build::Around {
        before: &nodes[..out],
        behind: &nodes[end..],
    }
}

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
    parts: &mut Vec<Part>,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else {
        return Some(at);
    };
    if let Some(node) = nodes.get(at).filter(|_| parts.len() < MOST_PARTS) {
        // The first node of a match may be glued to what it does not hold.
        if let Some(class) = element.fits(node) {
            parts.push((*node, class));
            if let Some(end) = match_from(rest, nodes, at + 1, parts) {
                return Some(end);
            }
            parts.pop();
        }
    }
    if element.optional {
        return match_from(rest, nodes, at, parts);
    }
    None
}

/// Whether what stands behind begins so.
fn fits_forward(elements: &[Element], behind: &[Node]) -> bool {
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

/// Parses a sentence: what is left are mentions and unused tokens.
pub fn parse(nodes: &mut Vec<Node>, lexicon: &Lexicon, stages: &[Stage]) {
    join_phrases(nodes, lexicon);
    for stage in stages {
        stage.pass(nodes, lexicon);
    }
}
