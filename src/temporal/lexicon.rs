//! The words of a language: text to classes and payloads, by one hash look-up.
//!
//! Words are stored folded (lower case, one apostrophe, one hyphen). Whether
//! and how words combine is the grammar's business.

use super::{
    class::{self, Class, ClassSet},
    effort,
    node::WordId,
};

/// The longest word that is looked up, in bytes.
pub const LONGEST: usize = 40;

/// Stands between the words of a phrase; no text has it inside a word.
const JOIN: &str = "\u{1f}";

/// A word and what it can be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The folded text.
    pub text: Box<str>,
    /// Its classes.
    pub classes: ClassSet,
    /// Those that it has only when it begins with a capital letter.
    pub capital: ClassSet,
    /// Whether a phrase that makes a sentence worth parsing is known by it.
    pub marks_phrase: bool,
    /// The payload of each class.
    pub payloads: Vec<(Class, i32)>,
    /// Phrases that begin with this word: the other words and the entry that
    /// the whole stands for, longest first.
    pub phrases: Vec<(Vec<WordId>, WordId)>,
}

/// All words of a language.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    slots: Vec<WordId>,
    /// By first character: the longest entry that begins with it, in
    /// characters. For scripts without spaces.
    unspaced: std::collections::HashMap<char, u8>,
    /// Classes that make a sentence worth parsing.
    triggers: ClassSet,
    /// What a full stop behind a number means.
    numbers: NumberDot,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            entries: vec![Entry::default()],
            slots: vec![0; 64],
            unspaced: std::collections::HashMap::new(),
            triggers: 0,
            numbers: NumberDot::Ends,
        }
    }
}

/// The hash of folded bytes (FNV-1a, mixed).
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash = HASH_START;
    for &byte in bytes {
        hash = hash_step(hash, byte);
    }
    hash
}

/// The hash of nothing.
pub const HASH_START: u32 = 0x811c_9dc5;

/// The hash with one more byte.
#[must_use]
pub const fn hash_step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

impl Lexicon {
    /// The entry of a word; that of word 0 is empty.
    #[must_use]
    pub fn entry(&self, word: WordId) -> &Entry {
        &self.entries[word as usize]
    }

    /// The payload of a word as a member of a class; 0 when it has none.
    #[must_use]
    pub fn payload(&self, word: WordId, class: Class) -> i32 {
        self.entry(word)
            .payloads
            .iter()
            .find(|(known, _)| *known == class)
            .map_or(0, |&(_, payload)| payload)
    }

    /// Whether a word can be of a class, however it is written.
    #[must_use]
    pub fn knows(&self, word: WordId, class: Class) -> bool {
        let entry = self.entry(word);
        (entry.classes | entry.capital) & class::only(class) != 0
    }

    /// The word with this folded text and its [`hash`]; 0 when there is none.
    #[must_use]
    pub fn find(&self, folded: &[u8], hash: u32) -> WordId {
        let mask = self.slots.len() - 1;
        let mut slot = spread(hash) & mask;
        loop {
            effort::step();
            let word = self.slots[slot];
            if word == 0 || self.entries[word as usize].text.as_bytes() == folded {
                return word;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// How many characters the longest entry has that begins with this one.
    #[must_use]
    pub fn longest_from(&self, first: char) -> usize {
        self.unspaced.get(&first).copied().unwrap_or(0).into()
    }

    /// Whether a sentence with a word of these classes is worth parsing.
    #[must_use]
    pub const fn triggers(&self, classes: ClassSet) -> bool {
        self.triggers & classes != 0
    }

    /// What a full stop behind a number means.
    #[must_use]
    pub const fn number_dot(&self) -> NumberDot {
        self.numbers
    }

    /// Says what a full stop behind a number means.
    pub fn set_number_dot(&mut self, numbers: NumberDot) {
        self.numbers = numbers;
    }

    /// Says which classes make a sentence worth parsing.
    pub fn set_triggers(&mut self, triggers: ClassSet) {
        self.triggers = triggers;
        let mut marks = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            for (rest, whole) in &entry.phrases {
                if self.triggers(self.entry(*whole).classes) {
                    // Its longest word is its rarest.
                    let first = WordId::try_from(index).unwrap_or(0);
                    let words = rest.iter().copied().chain([first]);
                    marks.extend(words.max_by_key(|&word| self.entry(word).text.len()));
                }
            }
        }
        for word in marks {
            self.entries[word as usize].marks_phrase = true;
        }
    }

    /// The word with this folded text, made if it is new.
    ///
    /// # Errors
    /// When there are more than 65,535 words.
    pub fn intern(&mut self, folded: &str) -> Result<WordId, String> {
        let known = self.find(folded.as_bytes(), hash(folded.as_bytes()));
        if known != 0 {
            return Ok(known);
        }
        let word = WordId::try_from(self.entries.len())
            .map_err(|_| "more than 65,535 words".to_owned())?;
        self.entries.push(Entry {
            text: folded.into(),
            ..Entry::default()
        });
        let mut characters = folded.chars();
        if let Some(first) = characters.next().filter(|_| !folded.contains(JOIN)) {
            let length = u8::try_from(characters.count() + 1).unwrap_or(u8::MAX);
            let longest = self.unspaced.entry(first).or_default();
            *longest = length.max(*longest);
        }
        if self.entries.len() * 4 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for index in 1..self.entries.len() {
                self.place(index);
            }
        } else {
            self.place(self.entries.len() - 1);
        }
        Ok(word)
    }

    fn place(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = spread(hash(self.entries[index].text.as_bytes())) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = WordId::try_from(index).unwrap_or(0);
    }

    /// Makes a word or phrase (its words folded) a member of a class.
    ///
    /// # Errors
    /// When there are too many words.
    pub fn add(
        &mut self,
        words: &[String],
        class: Class,
        payload: i32,
        case: Case,
    ) -> Result<(), String> {
        let word = if let [word] = words {
            self.intern(word)?
        } else {
            let whole = self.intern(&words.join(JOIN))?;
            let mut ids = Vec::new();
            for word in words {
                ids.push(self.intern(word)?);
            }
            let rest = ids.split_off(1);
            let phrases = &mut self.entries[ids[0] as usize].phrases;
            if !phrases.iter().any(|(known, _)| *known == rest) {
                phrases.push((rest, whole));
                phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
            whole
        };
        let entry = &mut self.entries[word as usize];
        match case {
            Case::Any => {
                entry.classes |= class::only(class);
                entry.capital &= !class::only(class);
            }
            Case::Capital if entry.classes & class::only(class) == 0 => {
                entry.capital |= class::only(class);
            }
            Case::Capital => {}
        }
        entry.payloads.retain(|(known, _)| *known != class);
        entry.payloads.push((class, payload));
        Ok(())
    }
}

const fn spread(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize
}

/// What a full stop behind a number means in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberDot {
    /// The end of the sentence.
    Ends,
    /// An ordinal: "25. Februar".
    Ordinal,
}

/// How a word must be written to be a member of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Anyhow.
    Any,
    /// With a capital letter.
    Capital,
}
