//! How a query is written: from characters to the tree.
//!
//! A recursive descent over the characters, with a bound on the depth. It
//! never guesses: what it cannot read it refuses, with the place and with what
//! could be meant.

use super::{
    near::Near,
    phrase::Phrase,
    query::{Node, Place, Words},
    regex::Pattern,
    stem::Stemming,
};

const BETWEEN: &str = "`NEAR` stands between two words or phrases: `moscow NEAR/5 treaty`";

/// How many words may stand between two where no number says so.
const NEAR: usize = 10;

/// How deep parentheses and negations may be nested.
const DEPTH: usize = 64;

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
pub(super) fn parse(raw: &str, stemming: Option<Stemming>) -> Result<Option<Node>, ParseError> {
    let mut parser = Parser {
        raw,
        at: 0,
        depth: 0,
        stemming,
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

pub(super) struct Parser<'a> {
    pub raw: &'a str,
    pub at: usize,
    depth: usize,
    /// The language whose words are found in all their forms.
    stemming: Option<Stemming>,
}

impl<'a> Parser<'a> {
    pub fn rest(&self) -> &'a str {
        &self.raw[self.at..]
    }

    pub fn error(&self, at: usize, message: impl Into<String>) -> ParseError {
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
            if let Some((at, _)) = self.near()? {
                return Err(self.error(at, BETWEEN));
            }
            nodes.push(self.part(place)?);
            self.skip_space();
            while let Some((at, between)) = self.near()? {
                let Some(left) = nodes.pop() else { break };
                nodes.push(self.beside(left, between, place, at)?);
                self.skip_space();
            }
        }
        if nodes.is_empty() {
            return Err(self.error(self.at, "there is nothing to look for here; type a word"));
        }
        Ok(single(nodes, Node::All))
    }

    /// Takes `NEAR/5`, or `NEAR`; the place where it stands and its number.
    fn near(&mut self) -> Result<Option<(usize, usize)>, ParseError> {
        let at = self.at;
        let Some(behind) = self.rest().strip_prefix("NEAR") else {
            return Ok(None);
        };
        let word = &behind[..behind.find(char::is_whitespace).unwrap_or(behind.len())];
        let between = match word.strip_prefix('/') {
            Some(number) => self.number(number, at)?,
            None if word.is_empty() => NEAR,
            None => return Ok(None),
        };
        self.at += "NEAR".len() + word.len();
        self.skip_space();
        Ok(Some((at, between)))
    }

    fn number(&self, text: &str, at: usize) -> Result<usize, ParseError> {
        text.parse().map_err(|_| {
            self.error(
                at,
                "how many words may stand between is a number: `NEAR/5`, `\"a b\"~5`",
            )
        })
    }

    /// The phrase before a `NEAR` and the one behind it.
    fn beside(
        &mut self,
        left: Node,
        between: usize,
        place: Place,
        at: usize,
    ) -> Result<Node, ParseError> {
        let right = if self.ends() {
            None
        } else {
            Some(self.part(place)?)
        };
        match (left, right) {
            (
                Node::Text(place, Words::Phrase(left)),
                Some(Node::Text(other, Words::Phrase(right))),
            ) if place == other => {
                let near = Near::new(vec![left, right], between);
                Ok(Node::Text(place, Words::Near(near)))
            }
            _ => Err(self.error(at, BETWEEN)),
        }
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
        if self.rest().starts_with('/') {
            return self.pattern(place);
        }
        if let Some(field) = self.field() {
            return self.within_field(field, at);
        }
        let word = self.word();
        self.words(place, word, at)
    }

    pub fn group(&mut self, place: Place) -> Result<Node, ParseError> {
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

    pub fn quoted(&mut self, place: Place, open: char) -> Result<Node, ParseError> {
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
        let node = self.words(place, quoted, at)?;
        let Some(behind) = self.rest().strip_prefix('~') else {
            return Ok(node);
        };
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let between = self.number(&behind[..digits], self.at)?;
        self.at += 1 + digits;
        Ok(match node {
            Node::Text(place, Words::Phrase(phrase)) => {
                Node::Text(place, Words::Near(Near::new(phrase.apart(), between)))
            }
            other => other,
        })
    }

    /// `/pattern/`; a stroke in it has a backslash before it.
    pub fn pattern(&mut self, place: Place) -> Result<Node, ParseError> {
        let open = self.at;
        let rest = &self.rest()[1..];
        let mut escaped = false;
        let close = rest.find(|c| {
            let closes = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        let Some(close) = close else {
            return Err(self.error(open, "the regular expression is not closed; add `/`"));
        };
        self.at += close + 2;
        let source = rest[..close].replace("\\/", "/");
        if source.is_empty() {
            return Err(self.error(
                open,
                "there is nothing between the strokes; write `/19[45]\\d/`",
            ));
        }
        Pattern::new(&source)
            .map(|pattern| Node::Text(place, Words::Pattern(pattern)))
            .map_err(|why| {
                self.error(
                    open,
                    format!("the regular expression cannot be read: {why}"),
                )
            })
    }

    /// The bytes up to white space, a quotation mark or a parenthesis.
    pub fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || is_quote(c) || "()".contains(c);
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    pub fn words(&self, place: Place, typed: &str, at: usize) -> Result<Node, ParseError> {
        let phrase = Phrase::new(typed, self.stemming)
            .ok_or_else(|| self.error(at, "there is no letter and no digit here; type a word"))?;
        Ok(Node::Text(place, Words::Phrase(phrase)))
    }
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

pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

const fn closing(open: char) -> char {
    match open {
        '“' | '„' => '”',
        '«' => '»',
        other => other,
    }
}
