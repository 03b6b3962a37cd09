//! Markdown (CommonMark with tables), with what stands above it about title,
//! date and author.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Source;
use crate::ingest::body::{Body, Builder};
use crate::ingest::bounds::size;
use crate::ingest::decode::{Decoded, decode};
use crate::ingest::front_matter::{front_matter, is_headed};
use crate::ingest::html_text;
use crate::ingest::intake::{Flow, Intake};
use crate::model::MarkupKind;

/// Whether the content begins with a block of YAML or TOML.
pub fn is(source: &Source) -> bool {
    let opening = source.opening(16 << 10);
    (opening.starts_with(b"---") || opening.starts_with(b"+++"))
        && is_headed(&String::from_utf8_lossy(opening))
}

/// Reads one text.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let Some(Decoded { text, encoding }) = decode(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let most = intake.bounds().document_bytes;
    if text.len() as u64 > most {
        intake.unread(
            &source.path,
            None,
            format!("larger than {} (bounds.document_mib), not read", size(most)),
        );
        return intake.in_time();
    }
    let head = front_matter(&text);
    if let Some((line, what)) = head.broken {
        let message = format!(
            "the block above the text is damaged: {what}; what could be read of it is taken"
        );
        intake.doubt(&source.path, Some(line), message);
    }
    let mut record = intake.options.fields.record(head.pairs.into_iter());
    let mut body = body(head.rest);
    let heading = body.heading();
    let is_title = heading.is_some_and(|heading| {
        record
            .title
            .as_deref()
            .is_none_or(|title| title.trim() == heading)
    });
    if is_title {
        let heading = body.cut_heading();
        record.title = record.title.or(heading);
    }
    record.text.clear();
    record.body = Some(body);
    record.hand_on(source, encoding, intake)
}

fn body(text: &str) -> Body {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut builder = Builder::default();
    let mut html = String::new();
    let mut pictures = 0usize;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::Start(tag) => open(&mut builder, tag),
            Event::End(TagEnd::HtmlBlock) => {
                builder.words(&html_text::fragment(&std::mem::take(&mut html)).text);
                builder.block();
            }
            Event::End(tag) => close(&mut builder, tag),
            Event::Text(words) | Event::Code(words) => builder.words(&words),
            Event::Html(piece) => html.push_str(&piece),
            Event::InlineHtml(piece) if piece.starts_with("<br") => builder.line(),
            Event::SoftBreak => builder.space(),
            Event::HardBreak => builder.line(),
            Event::Rule => builder.block(),
            Event::FootnoteReference(name) => builder.words(&format!("[{name}]")),
            _ => {}
        }
    }
    builder.finish()
}

fn open(builder: &mut Builder, tag: Tag) {
    match tag {
        Tag::Heading { level, .. } => builder.open(MarkupKind::Heading(number(level))),
        Tag::BlockQuote(_) => builder.open(MarkupKind::Quote),
        Tag::CodeBlock(_) => builder.open(MarkupKind::Preformatted),
        Tag::List(first) => builder.open_list(first),
        Tag::Item => builder.open_item(),
        Tag::Emphasis => builder.open(MarkupKind::Emphasis),
        Tag::Strong => builder.open(MarkupKind::Strong),
        Tag::Link { dest_url, .. } => builder.open(MarkupKind::Link((&*dest_url).into())),
        Tag::TableHead | Tag::TableRow => builder.end_line(),
        Tag::TableCell => builder.space(),
        Tag::Paragraph | Tag::Table(_) | Tag::FootnoteDefinition(_) => builder.block(),
        _ => {}
    }
}

fn close(builder: &mut Builder, tag: TagEnd) {
    match tag {
        TagEnd::Heading(_)
        | TagEnd::BlockQuote(_)
        | TagEnd::CodeBlock
        | TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Link => builder.close(),
        TagEnd::List(_) => builder.close_list(),
        TagEnd::Item => builder.close_item(),
        TagEnd::TableHead | TagEnd::TableRow => builder.end_line(),
        TagEnd::TableCell => builder.space(),
        TagEnd::Paragraph | TagEnd::Table | TagEnd::FootnoteDefinition => builder.block(),
        _ => {}
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
