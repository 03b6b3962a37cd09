//! HTML that is not nested deeper than any page that people wrote: the trees
//! of parsers, and walks over them, cost the square of the depth, so that a
//! page of a hundred thousand open elements would never end. Browsers set a
//! bound as well.

use std::borrow::Cow;

/// How many elements may be open in one another.
const DEEPEST: usize = 150;

/// Elements without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end may be left out: the next of their kind ends them.
const SELF_ENDING: [&str; 14] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup",
    "html", "body",
];
/// Elements in which no tags stand.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The same HTML without the tags that open deeper than [`DEEPEST`]; their
/// words stay.
pub fn shallow(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let (mut kept, mut copied) = (String::new(), 0);
    let (mut depth, mut at) = (0usize, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(is_end);
        let name = name(&html[name_at..]);
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        let close =
            memchr::memchr(b'>', &bytes[name_at..]).map_or(bytes.len(), |end| name_at + end + 1);
        at = close;
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is(&VOID) || is(&SELF_ENDING) || bytes[..close].ends_with(b"/>") {
            continue;
        }
        if is(&RAW) && !is_end {
            at = raw_end(html, close, name);
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
        }
        let is_too_deep = if is_end {
            depth >= DEEPEST
        } else {
            depth > DEEPEST
        };
        if is_too_deep {
            kept.push_str(&html[copied..start]);
            copied = close;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// The name of a tag at the start of a text.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let name = &text[..end.unwrap_or(text.len())];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        ""
    }
}

/// Where the end of an element without tags in it begins.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found + 2;
        let end = at + name.len();
        if bytes
            .get(at..end)
            .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at - 2;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are_written_stay() {
        let pages = [
            "<p>One<p>Two",
            &"<p>One".repeat(5000),
            &"<div><br>a</div>".repeat(5000),
            "<script>\"<div><div>\"</script> 3 < 4 & <",
            "é<ü>",
        ];
        for page in pages {
            assert!(matches!(shallow(page), Cow::Borrowed(same) if same == page));
        }
    }

    #[test]
    fn what_is_too_deep_loses_its_tags() {
        let deep = format!("{}word{}tail", "<div>".repeat(1000), "</div>".repeat(1000));
        let expected = format!(
            "{}word{}tail",
            "<div>".repeat(DEEPEST),
            "</div>".repeat(DEEPEST)
        );
        assert_eq!(shallow(&deep), expected);
    }
}
