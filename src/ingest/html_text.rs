//! A tree of HTML as text with its paragraphs, lists, headings and links.
//! Takes every word that a browser would show; what of a page is article is
//! not decided here. Walks without recursion: a page may be nested as deep as
//! it likes.

use std::borrow::Cow;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::body::{Body, Builder};
use super::shallow::shallow;
use crate::model::MarkupKind;

/// What an element does to the text.
enum Role {
    /// Its words are not shown.
    Hidden,
    /// Begins and ends a paragraph.
    Block,
    /// A row of a table, a line of its own.
    Row,
    /// A cell of one.
    Cell,
    List(Option<u64>),
    Item,
    Break,
    Part(MarkupKind),
    Inline,
}

/// The text of a piece of HTML.
pub fn fragment(html: &str) -> Body {
    let tree = Html::parse_fragment(&shallow(html));
    text_of(tree.root_element())
}

/// The title and the text of a whole document.
pub fn document(html: &str) -> (Option<String>, Body) {
    let tree = Html::parse_document(&shallow(html));
    let title = tree
        .root_element()
        .descendent_elements()
        .find(|element| element.value().name() == "title")
        .map(|element| element.text().collect::<String>().trim().to_owned());
    (
        title.filter(|title| !title.is_empty()),
        text_of(tree.root_element()),
    )
}

/// The text of an element.
pub fn text_of(root: ElementRef) -> Body {
    let mut builder = Builder::default();
    let mut hidden = 0usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if hidden == 0 => builder.words(text),
                Node::Element(element) => match role(element) {
                    Role::Hidden => hidden += 1,
                    _ if hidden > 0 => {}
                    role => open(&mut builder, role),
                },
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    match role(element) {
                        Role::Hidden => hidden = hidden.saturating_sub(1),
                        _ if hidden > 0 => {}
                        role => close(&mut builder, role),
                    }
                }
            }
        }
    }
    builder.finish()
}

fn open(builder: &mut Builder, role: Role) {
    match role {
        Role::Block => builder.block(),
        Role::Row => builder.end_line(),
        Role::Cell => {
            builder.space();
        }
        Role::List(first) => builder.open_list(first),
        Role::Item => builder.open_item(),
        Role::Break => builder.line(),
        Role::Part(kind) => builder.open(kind),
        Role::Hidden | Role::Inline => {}
    }
}

fn close(builder: &mut Builder, role: Role) {
    match role {
        Role::Block => builder.block(),
        Role::Row => builder.end_line(),
        Role::Cell => builder.space(),
        Role::List(_) => builder.close_list(),
        Role::Item => builder.close_item(),
        Role::Part(_) => builder.close(),
        Role::Break | Role::Hidden | Role::Inline => {}
    }
}

fn role(element: &scraper::node::Element) -> Role {
    match element.name() {
        "script" | "style" | "template" | "head" | "title" | "iframe" | "svg" | "noscript"
        | "object" | "select" | "textarea" | "button" | "audio" | "video" | "canvas" | "rp" => {
            Role::Hidden
        }
        "br" => Role::Break,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "ul" | "menu" | "dir" => Role::List(None),
        "ol" => Role::List(Some(
            element
                .attr("start")
                .and_then(|n| n.trim().parse().ok())
                .unwrap_or(1),
        )),
        "li" => Role::Item,
        "h1" => Role::Part(MarkupKind::Heading(1)),
        "h2" => Role::Part(MarkupKind::Heading(2)),
        "h3" => Role::Part(MarkupKind::Heading(3)),
        "h4" => Role::Part(MarkupKind::Heading(4)),
        "h5" => Role::Part(MarkupKind::Heading(5)),
        "h6" => Role::Part(MarkupKind::Heading(6)),
        "blockquote" => Role::Part(MarkupKind::Quote),
        "pre" => Role::Part(MarkupKind::Preformatted),
        "b" | "strong" => Role::Part(MarkupKind::Strong),
        "i" | "em" | "cite" => Role::Part(MarkupKind::Emphasis),
        "a" => match element.attr("href").map(str::trim) {
            Some(href) if !href.is_empty() && !href.starts_with('#') => {
                Role::Part(MarkupKind::Link(href.into()))
            }
            _ => Role::Inline,
        },
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav"
        | "address" | "figure" | "figcaption" | "table" | "caption" | "dl" | "dt" | "dd" | "hr"
        | "form" | "fieldset" | "legend" | "details" | "summary" | "center" | "body" | "html"
        | "hgroup" => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether a text is a piece of HTML: it holds a tag or a reference that no
/// plain text has.
pub fn is_html(text: &str) -> bool {
    const SIGNS: [&str; 8] = [
        "<p>", "<p ", "<br", "<img ", "&nbsp;", "&amp;", "&quot;", "&#",
    ];
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'<', b'&', bytes).any(|at| {
        let rest = &bytes[at..];
        let is_end = matches!(rest, [b'<', b'/', name, ..] if name.is_ascii_alphabetic());
        is_end
            || SIGNS.iter().any(|sign| {
                rest.get(..sign.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(sign.as_bytes()))
            })
    })
}

/// XHTML may write `<title/>` and `<script src=""/>`, which HTML takes for an
/// opening without an end: gives them one.
pub fn with_ends(xhtml: &str) -> Cow<'_, str> {
    const NAMES: [&str; 7] = [
        "title", "script", "style", "iframe", "textarea", "noscript", "a",
    ];
    let mut text = String::new();
    let mut copied = 0;
    for at in memchr::memmem::find_iter(xhtml.as_bytes(), b"/>") {
        let Some(begin) = xhtml[copied..at].rfind('<').map(|begin| copied + begin) else {
            continue;
        };
        let inside = &xhtml[begin + 1..at];
        let name = inside
            .split(|c: char| c.is_ascii_whitespace())
            .next()
            .unwrap_or_default();
        if NAMES.contains(&name) && !inside.contains('>') {
            text.push_str(&xhtml[copied..at]);
            text.push_str("></");
            text.push_str(name);
            text.push('>');
            copied = at + 2;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(xhtml);
    }
    text.push_str(&xhtml[copied..]);
    Cow::Owned(text)
}
