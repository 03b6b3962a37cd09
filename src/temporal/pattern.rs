//! Patterns of rules: text such as `Month DayNo ','? YearNo` to elements that
//! are tested against nodes.
//!
//! An element is a class (begins with a capital), a word, a mark in single
//! quotes, or several of these in `(a|b)`; `~` before it wants it glued to
//! the one before, `?` after it makes it optional.

use super::{
    class::{self, Class, ClassSet},
    node::{Joint, Node, WordId},
};

/// One place of a pattern.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The node may be of one of these classes.
    pub classes: ClassSet,
    /// Or one of these words, sorted.
    pub words: Box<[WordId]>,
    /// It must be glued to the node before.
    pub glued: bool,
    /// It may be missing.
    pub optional: bool,
}

impl Element {
    /// The class by which a node fits (`WORD` for a word given by itself);
    /// `None` when it does not.
    #[must_use]
    pub fn fits(&self, node: &Node) -> Option<Class> {
        if self.glued && node.joint != Joint::Glued {
            return None;
        }
        let shared = self.classes & node.classes;
        if shared != 0 {
            return u8::try_from(shared.trailing_zeros()).ok();
        }
        (node.word != 0 && self.words.binary_search(&node.word).is_ok()).then_some(class::WORD)
    }
}

/// Gives numbers to the names and words of patterns.
pub trait Names {
    /// The class of this name, or the several that it stands for.
    ///
    /// # Errors
    /// When there are too many.
    fn classes(&mut self, name: &str) -> Result<ClassSet, String>;
    /// The word with this text.
    ///
    /// # Errors
    /// When there are too many.
    fn word(&mut self, text: &str) -> Result<WordId, String>;
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(text: &str, names: &mut impl Names) -> Result<Vec<Element>, String> {
    text.split_whitespace()
        .map(|item| element(item, names))
        .collect()
}

fn element(item: &str, names: &mut impl Names) -> Result<Element, String> {
    let mut element = Element::default();
    let mut rest = item;
    if let Some(inner) = rest.strip_prefix('~').filter(|inner| !inner.is_empty()) {
        element.glued = true;
        rest = inner;
    }
    if let Some(inner) = rest.strip_suffix('?').filter(|inner| !inner.is_empty()) {
        element.optional = true;
        rest = inner;
    }
    let inner = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(rest);
    let mut words = Vec::new();
    for atom in inner.split('|') {
        let quoted = atom
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''));
        if let Some(mark) = quoted {
            words.push(names.word(mark)?);
        } else if atom.starts_with(|c: char| c.is_ascii_uppercase()) {
            element.classes |= names.classes(atom)?;
        } else if atom.is_empty() {
            return Err(format!("an empty place in `{item}`"));
        } else {
            words.push(names.word(atom)?);
        }
    }
    words.sort_unstable();
    words.dedup();
    element.words = words.into();
    Ok(element)
}
