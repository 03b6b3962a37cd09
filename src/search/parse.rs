//! How a query is written: from characters to the tree.
//!
//! A recursive descent over the characters, with a bound on the depth. It
//! never guesses: what it cannot read it refuses, with the place and with what
//! could be meant.

use super::{
    phrase::Phrase,
    printed::Days,
    query::{Node, Place},
};

/// How deep parentheses and negations may be nested.
const DEPTH: usize = 64;

const FIELDS: [&str; 5] = ["title", "text", "source", "printed", "is"];

/// Why a query could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Where: a byte of the query, at most its length.
    pub at: usize,
    /// What is wrong there and what could be meant, in a sentence without a
    /// full stop.
    pub message: String,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// The tree of a query; `None` for one that asks nothing.
pub(super) fn parse(raw: &str) -> Result<Option<Node>, ParseError> {
    let mut parser = Parser {
        raw,
        at: 0,
        depth: 0,
    };
    parser.skip_space();
    if parser.rest().is_empty() {
        return Ok(None);
    }
    let node = parser.any(Place::Anywhere)?;
    if parser.rest().is_empty() {
        return Ok(Some(node));
    }
    // Only a parenthesis ends `any` before the end.
    Err(parser.error(parser.at, "`)` closes nothing; drop it or open it with `(`"))
}

struct Parser<'a> {
    raw: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.raw[self.at..]
    }

    fn error(&self, at: usize, message: impl Into<String>) -> ParseError {
        ParseError {
            at: at.min(self.raw.len()),
            message: message.into(),
        }
    }

    fn skip_space(&mut self) {
        self.at = self.raw.len() - self.rest().trim_start().len();
    }

    /// Takes a word in capitals that joins.
    fn keyword(&mut self, keyword: &str) -> bool {
        let Some(behind) = self.rest().strip_prefix(keyword) else {
            return false;
        };
        if !behind.is_empty()
            && !behind.starts_with(|c: char| c.is_whitespace() || "()".contains(c))
        {
            return false;
        }
        self.at += keyword.len();
        self.skip_space();
        true
    }

    /// `all OR all …`
    fn any(&mut self, place: Place) -> Result<Node, ParseError> {
        let mut nodes = vec![self.all(place)?];
        loop {
            let at = self.at;
            if !self.keyword("OR") {
                break;
            }
            if self.ends() {
                return Err(self.error(at, "`OR` stands between two words: `moscow OR pyongyang`"));
            }
            nodes.push(self.all(place)?);
        }
        Ok(single(nodes, Node::Any))
    }

    /// `part part …`, `part AND part`
    fn all(&mut self, place: Place) -> Result<Node, ParseError> {
        let mut nodes = Vec::new();
        loop {
            let at = self.at;
            let joined = self.keyword("AND");
            if joined && (nodes.is_empty() || self.ends()) {
                return Err(
                    self.error(at, "`AND` stands between two words: `moscow AND pyongyang`")
                );
            }
            if self.ends() {
                break;
            }
            if self.looks_at("OR") {
                if nodes.is_empty() {
                    return Err(self.error(
                        self.at,
                        "`OR` stands between two words: `moscow OR pyongyang`",
                    ));
                }
                break;
            }
            nodes.push(self.part(place)?);
            self.skip_space();
        }
        if nodes.is_empty() {
            return Err(self.error(self.at, "there is nothing to look for here; type a word"));
        }
        Ok(single(nodes, Node::All))
    }

    fn ends(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')')
    }

    fn looks_at(&self, keyword: &str) -> bool {
        let mut ahead = Parser { ..*self };
        ahead.keyword(keyword)
    }

    /// A word, phrase, field, negation or parenthesis.
    fn part(&mut self, place: Place) -> Result<Node, ParseError> {
        let at = self.at;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.error(
                at,
                format!("more than {DEPTH} parentheses stand within one another"),
            ));
        }
        let node = self.part_within(place);
        self.depth -= 1;
        node
    }

    fn part_within(&mut self, place: Place) -> Result<Node, ParseError> {
        let at = self.at;
        if self.keyword("NOT") {
            if self.ends() {
                return Err(self.error(at, "`NOT` leaves out what stands behind it: `NOT moscow`"));
            }
            return Ok(Node::Not(Box::new(self.part(place)?)));
        }
        if self.rest().starts_with('-') {
            self.at += 1;
            if self.ends() || self.rest().starts_with(char::is_whitespace) {
                return Err(self.error(at, "`-` leaves out the word right behind it: `-moscow`"));
            }
            return Ok(Node::Not(Box::new(self.part(place)?)));
        }
        if self.rest().starts_with('(') {
            return self.group(place);
        }
        if let Some(open) = self.rest().chars().next().filter(|&c| is_quote(c)) {
            return self.quoted(place, open);
        }
        if let Some(field) = self.field() {
            return self.within_field(field, at);
        }
        let word = self.word();
        self.words(place, word, at)
    }

    fn group(&mut self, place: Place) -> Result<Node, ParseError> {
        let open = self.at;
        self.at += 1;
        self.skip_space();
        let node = self.any(place)?;
        if !self.rest().starts_with(')') {
            return Err(self.error(open, "`(` is not closed; add `)`"));
        }
        self.at += 1;
        Ok(node)
    }

    fn quoted(&mut self, place: Place, open: char) -> Result<Node, ParseError> {
        let at = self.at;
        self.at += open.len_utf8();
        let Some(length) = self.rest().find(is_quote) else {
            return Err(self.error(
                at,
                format!("the quotation is not closed; add `{}`", closing(open)),
            ));
        };
        let quoted = &self.rest()[..length];
        self.at += length;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        self.words(place, quoted, at)
    }

    /// The bytes up to white space, a quotation mark or a parenthesis.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || is_quote(c) || "()".contains(c);
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn words(&self, place: Place, typed: &str, at: usize) -> Result<Node, ParseError> {
        let phrase = Phrase::new(typed)
            .ok_or_else(|| self.error(at, "there is no letter and no digit here; type a word"))?;
        Ok(Node::Words(place, phrase))
    }

    /// Takes `name:` with something right behind it.
    fn field(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_alphabetic())?;
        let behind = rest[length..].strip_prefix(':')?;
        if length == 0 || behind.is_empty() || behind.starts_with(char::is_whitespace) {
            return None;
        }
        self.at += length + 1;
        Some(&rest[..length])
    }

    fn within_field(&mut self, field: &str, at: usize) -> Result<Node, ParseError> {
        let place = match field.to_ascii_lowercase().as_str() {
            "title" => Place::Title,
            "text" => Place::Text,
            "source" => Place::Source,
            "printed" => {
                let value = self.at;
                let days = Days::parse(self.word());
                return days
                    .map(Node::Printed)
                    .map_err(|wrong| self.error(value, wrong));
            }
            "is" => {
                let value = self.at;
                return match self.word() {
                    "undated" => Ok(Node::Undated),
                    other => Err(self.error(
                        value,
                        format!("`is:{other}` is not known; there is `is:undated`"),
                    )),
                };
            }
            _ => {
                let meant = nearest(field);
                return Err(self.error(at, format!("there is no field `{field}:`; {meant}")));
            }
        };
        if self.rest().starts_with('(') {
            return self.group(place);
        }
        let value = self.at;
        match self.rest().chars().next() {
            Some(open) if is_quote(open) => self.quoted(place, open),
            _ => {
                let word = self.word();
                self.words(place, word, value)
            }
        }
    }
}

/// What could be meant by a field that there is not.
fn nearest(field: &str) -> String {
    let near = FIELDS
        .iter()
        .map(|known| (distance(&field.to_ascii_lowercase(), known), known))
        .filter(|&(distance, _)| distance <= 2)
        .min();
    match near {
        Some((_, known)) => format!("is `{known}:` meant?"),
        None => format!(
            "fields are {}; put the word in quotation marks to look for it",
            FIELDS.map(|field| format!("`{field}:`")).join(" ")
        ),
    }
}

/// How many letters must be changed, added or dropped (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b = b.as_bytes();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().take(32).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn single(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        last => {
            nodes.extend(last);
            many(nodes)
        }
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

const fn closing(open: char) -> char {
    match open {
        '“' | '„' => '”',
        '«' => '»',
        other => other,
    }
}
