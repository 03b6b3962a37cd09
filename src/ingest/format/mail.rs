//! Mail: a message (RFC 5322), and mailboxes of them (mbox). A Maildir is a
//! folder of messages. The day is the one in the `Date` of the sender.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

use super::{Source, format_of, read as read_document};
use crate::ingest::bounds::size;
use crate::ingest::guard::guarded;
use crate::ingest::html_text;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Dated, Record};
use crate::model::{Encoding, EncodingFrom};

/// How many bytes of a message are looked at for its header.
const HEADER: usize = 16 << 10;

/// Whether the content begins with the header of a message: who it is from,
/// and a field that only machines write.
pub fn is(source: &Source) -> bool {
    const MACHINES: [&str; 7] = [
        "message-id",
        "received",
        "mime-version",
        "return-path",
        "delivered-to",
        "content-type",
        "to",
    ];
    let opening = String::from_utf8_lossy(source.opening(HEADER)).into_owned();
    let (mut from, mut machine) = (false, false);
    for line in opening.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            break;
        };
        let name = name.trim().to_ascii_lowercase();
        if name.contains(' ') {
            break;
        }
        from |= name == "from";
        machine |= MACHINES.contains(&name.as_str());
    }
    from && machine
}

/// Whether the content begins with the line that divides a mailbox.
pub fn is_mailbox(source: &Source) -> bool {
    let opening = String::from_utf8_lossy(source.opening(HEADER)).into_owned();
    let mut lines = opening.lines();
    let first = lines.next().unwrap_or_default();
    let is_field = |line: &str| {
        line.split_once(':')
            .is_some_and(|(name, _)| !name.contains(' '))
    };
    first.starts_with("From ") && first.contains(':') && lines.next().is_some_and(is_field)
}

/// Reads one message.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    message(source, source.bytes, None, intake)
}

/// Reads every message of a mailbox.
pub fn mailbox(source: &Source, intake: &mut Intake) -> Flow {
    let mut number = 0u64;
    for found in MessageIterator::new(source.bytes) {
        number += 1;
        match found {
            Ok(found) => guarded(source, intake, |intake| {
                message(source, found.contents(), Some(number), intake)
            })?,
            Err(_) => {
                intake.unread(
                    &source.path,
                    None,
                    format!("message {number} is damaged, not read"),
                );
                intake.in_time()?;
            }
        }
    }
    if number == 0 {
        intake.unread(
            &source.path,
            None,
            "a mailbox without messages, nothing to read",
        );
    }
    intake.in_time()
}

fn message(source: &Source, bytes: &[u8], number: Option<u64>, intake: &mut Intake) -> Flow {
    let which = number.map_or_else(String::new, |number| format!("message {number}: "));
    let most = intake.bounds().document_bytes;
    if bytes.len() as u64 > most {
        intake.unread(
            &source.path,
            None,
            format!(
                "{which}larger than {} (bounds.document_mib), not read",
                size(most)
            ),
        );
        return intake.in_time();
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        intake.unread(&source.path, None, format!("{which}no message, not read"));
        return intake.in_time();
    };
    if message.headers().is_empty() {
        intake.unread(
            &source.path,
            None,
            format!("{which}no header of a message, not read"),
        );
        return intake.in_time();
    }
    let record = record(&message);
    let is_empty = record.title.is_none() && record.text.is_empty() && record.body.is_none();
    let attached = message
        .attachments()
        .filter(|part| !matches!(part.body, PartType::Message(_)));
    let documents: Vec<(String, &[u8])> = attached
        .filter_map(|part| Some((part.attachment_name()?.to_owned(), part.contents())))
        .collect();
    if !is_empty || documents.is_empty() {
        record.hand_on(source, encoding(&message), intake)?;
    }
    for (name, bytes) in documents {
        attachment(source, &name, bytes, intake)?;
    }
    Flow::Continue(())
}

/// What hangs on a message is read where it is a document; pictures are not.
fn attachment(source: &Source, name: &str, bytes: &[u8], intake: &mut Intake) -> Flow {
    let path = source.inner(name);
    let inner = Source {
        name: &path,
        bytes,
        nesting: source.nesting + 1,
        path: path.as_str().into(),
        url: None,
    };
    let is_document = format_of(&inner).is_some() || name.to_ascii_lowercase().ends_with(".txt");
    if !is_document || !source.may_nest(intake) {
        return intake.in_time();
    }
    intake.entry(&path)?;
    read_document(&inner, intake)
}

fn record(message: &Message) -> Record {
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name().or_else(|| from.address()));
    let mut record = Record {
        id: message.message_id().map(ToOwned::to_owned),
        title: message.subject().map(ToOwned::to_owned),
        date: message.header_raw("Date").map(Dated::field),
        author: name.map(ToOwned::to_owned),
        lang: message
            .header_raw("Content-Language")
            .map(ToOwned::to_owned),
        ..Record::default()
    };
    let mut texts = Vec::new();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => texts.push(text.to_string()),
            PartType::Html(html) => texts.push(html_text::fragment(html).text),
            _ => {}
        }
    }
    match message.html_part(0).map(|part| &part.body) {
        Some(PartType::Html(html)) if texts.len() <= 1 && is_html_only(message) => {
            record.body = Some(html_text::fragment(html));
        }
        _ => record.text = texts.join("\n\n"),
    }
    record
}

/// Whether the message has no plain text beside its HTML.
fn is_html_only(message: &Message) -> bool {
    !message
        .text_bodies()
        .any(|part| matches!(part.body, PartType::Text(_)))
}

/// The encoding that the message says its text has.
fn encoding(message: &Message) -> Encoding {
    let part = message.text_part(0).or_else(|| message.html_part(0));
    let label = part
        .and_then(|part| part.content_type())
        .and_then(|kind| kind.attribute("charset"));
    let known = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    Encoding {
        name: known.map_or("UTF-8", encoding_rs::Encoding::name),
        from: if known.is_some() {
            EncodingFrom::Said
        } else {
            EncodingFrom::Guess
        },
        replaced: 0,
    }
}
