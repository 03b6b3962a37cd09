//! What is written down of an archive and read again, whole and damaged.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    io::Cursor,
    ops::Range,
    path::Path,
    sync::{Arc, mpsc},
};

use dateline::{
    ingest,
    model::{Article, ArticleId, Corpus, Mention, MentionTable, Problem, Severity, Shelf},
    snapshot::{Contents, FileEntry, Key, Refused, Snapshot, write},
    temporal::{Tagger, tag_article},
    timeline::{Loom, Woven},
};

const KEY: Key = [7; 32];
/// More than a page.
const ARTICLES: u32 = 300;

struct Archive {
    corpus: Corpus,
    mentions: MentionTable,
    woven: Woven,
    order: Vec<ArticleId>,
    files: Vec<FileEntry>,
}

fn article(number: u32) -> Article {
    let text = format!(
        "Bridge {number} opened\n\nJuly {}, 20{:02}\n\nOn May 4, 1948 the bridge was planned. Größe {number}.\n\nIn 1950 it fell.\n\n© 2020 The Courier. All rights reserved.\n",
        number % 28 + 1,
        number % 20,
    );
    let path = format!("a/{number:03}.txt");
    ingest::parse(text.as_bytes(), &path).0.unwrap()
}

fn found(articles: &[Article]) -> Vec<Vec<Mention>> {
    let tagger = Tagger::new();
    articles
        .iter()
        .map(|article| tag_article(&tagger, article))
        .collect()
}

fn entry(name: &str, articles: Range<u32>) -> FileEntry {
    let problem = Problem {
        severity: Severity::Doubt,
        path: name.to_owned(),
        line: Some(3),
        message: "a doubt".to_owned(),
    };
    FileEntry {
        name: Arc::from(name),
        size: 100 + u64::from(articles.start),
        modified: -5,
        hash: u64::MAX - u64::from(articles.start),
        articles,
        problems: vec![problem],
    }
}

fn archive() -> Archive {
    let articles: Vec<Article> = (0..ARTICLES).map(article).collect();
    let (mut corpus, mut mentions) = (Corpus::default(), MentionTable::default());
    mentions.extend(found(&articles));
    corpus.push(articles.into());
    let mut loom = Loom::default();
    loom.take(&corpus, &mentions);
    Archive {
        woven: loom.weave(),
        order: (0..ARTICLES).rev().map(ArticleId).collect(),
        // As if the second had been read first.
        files: vec![
            entry("a", 200..ARTICLES),
            entry("b", 0..200),
            entry("empty", 0..0),
        ],
        corpus,
        mentions,
    }
}

fn bytes(archive: &Archive) -> Vec<u8> {
    let contents = Contents {
        corpus: &archive.corpus,
        mentions: &archive.mentions,
        woven: &archive.woven,
        order: &archive.order,
        files: &archive.files,
        key: KEY,
    };
    let mut file = Cursor::new(Vec::new());
    write(&contents, &mut file).unwrap();
    file.into_inner()
}

/// Writes these bytes to a file and opens it.
fn open(folder: &Path, bytes: &[u8]) -> Result<Snapshot, Refused> {
    let file = folder.join("snapshot");
    // Never written over: what was mapped before stays as it was.
    let _ = fs::remove_file(&file);
    fs::write(&file, bytes).unwrap();
    Snapshot::open(&file, &KEY)
}

/// The articles of a snapshot, and the numbers of those that it complains of.
fn shelf(snapshot: &Snapshot) -> (Arc<Shelf>, mpsc::Receiver<u32>) {
    let (say, complaints) = mpsc::channel();
    let shelf = snapshot.shelf(Box::new(move |at| {
        let _ = say.send(at);
    }));
    (shelf, complaints)
}

#[test]
fn all_that_was_written_is_there_in_the_order_of_the_files() {
    let archive = archive();
    let folder = tempfile::tempdir().unwrap();
    let snapshot = open(folder.path(), &bytes(&archive)).unwrap();
    let (shelf, complaints) = shelf(&snapshot);
    assert_eq!(snapshot.len(), ARTICLES);
    let old = |at: u32| ArticleId(if at < 100 { 200 + at } else { at - 100 });
    for at in 0..ARTICLES {
        let article = archive.corpus.get(old(at)).unwrap();
        assert_eq!(shelf.get(at), Some(article));
        assert_eq!(shelf.make(at).as_ref(), Some(article));
        assert_eq!(shelf.signs(at), archive.corpus.signs(old(at)));
        let facts = (
            article.printed.day,
            article.title.beginning(),
            u32::try_from(article.text.len()).unwrap(),
        );
        assert_eq!(snapshot.facts(at), Some(facts));
    }
    assert_eq!(shelf.get(ARTICLES), None);
    let order: Vec<ArticleId> = snapshot.order().map(old).collect();
    assert_eq!(order, archive.order);

    let mut mentions = MentionTable::default();
    mentions.put(Arc::clone(&shelf));
    assert_eq!(mentions.tagged(), ARTICLES as usize);
    for at in 0..ARTICLES {
        let expected = archive.mentions.of(old(at));
        assert!(!expected.is_empty());
        assert_eq!(mentions.of(ArticleId(at)), expected);
    }
    // The same events as if the articles had come in this order.
    let (mut corpus, mut loom) = (Corpus::default(), Loom::default());
    corpus.put(Arc::clone(&shelf));
    loom.take(&corpus, &mentions);
    let (woven, expected) = (snapshot.woven().unwrap(), loom.weave());
    assert_eq!(woven.events(), expected.events());
    assert_eq!(woven.furniture(), expected.furniture());
    assert_eq!(woven.articles(), ARTICLES as usize);

    let known = snapshot.find("b").unwrap();
    assert_eq!((known.size, known.modified), (100, -5));
    assert_eq!((known.hash, known.articles), (u64::MAX, (100, 200)));
    assert_eq!(snapshot.find("aa").map(|known| known.number), None);
    assert_eq!(snapshot.file_of(99).unwrap().0, "a");
    assert_eq!(snapshot.file_of(100).unwrap().0, "b");
    assert_eq!(snapshot.files(), 3);
    assert_eq!(snapshot.problems().len(), 3);
    assert_eq!(complaints.try_iter().count(), 0);
}

#[test]
fn another_version_another_archive_and_no_snapshot_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = bytes(&archive());
    let check = |bytes: &[u8], expected| {
        assert_eq!(open(folder.path(), bytes).map(|_| ()), Err(expected));
    };
    check(b"", Refused::Damaged);
    check(
        b"a note that somebody put here by mistake",
        Refused::Damaged,
    );
    let mut newer = bytes.clone();
    newer[16] += 1;
    check(&newer, Refused::Other);
    open(folder.path(), &bytes).unwrap();
    let other = Snapshot::open(&folder.path().join("snapshot"), &[8; 32]);
    assert_eq!(other.map(|_| ()), Err(Refused::Other));
    let nothing = Snapshot::open(&folder.path().join("nothing"), &KEY);
    assert_eq!(nothing.map(|_| ()), Err(Refused::Absent));
}

#[test]
fn a_snapshot_that_breaks_off_anywhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = bytes(&archive());
    for length in (0..bytes.len()).step_by(9_973).chain([bytes.len() - 1]) {
        assert!(open(folder.path(), &bytes[..length]).is_err(), "{length}");
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(open(folder.path(), &longer).is_err());
}

#[test]
fn no_byte_changes_unnoticed() {
    let archive = archive();
    let folder = tempfile::tempdir().unwrap();
    let bytes = bytes(&archive);
    let whole = open(folder.path(), &bytes).unwrap();
    let (whole, _) = shelf(&whole);
    let mut noticed = [0; 3];
    for at in (0..bytes.len()).step_by(2_503) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let Ok(snapshot) = open(folder.path(), &changed) else {
            noticed[0] += 1;
            continue;
        };
        let (shelf, complaints) = shelf(&snapshot);
        let wrong = (0..ARTICLES).filter(|&at| shelf.get(at) != whole.get(at));
        let wrong: Vec<u32> = wrong.collect();
        assert!(wrong.len() <= 1 && wrong.iter().all(|&at| shelf.get(at).is_none()));
        let told: Vec<u32> = complaints.try_iter().collect();
        assert_eq!(told, wrong, "byte {at}");
        let pages: Vec<_> = (0..2).map(|page| shelf.mentions(page)).collect();
        let bad = (0..2).filter(|&page| pages[page as usize] != whole.mentions(page));
        let bad: Vec<u32> = bad.collect();
        assert!(
            bad.iter()
                .all(|&page| pages[page as usize].iter().all(Vec::is_empty))
        );
        let told = complaints.try_iter().count();
        assert_eq!(told > 0, !bad.is_empty(), "byte {at}");
        assert!(
            wrong.len() + bad.len() == 1,
            "byte {at} has changed and nobody knows"
        );
        noticed[if bad.is_empty() { 1 } else { 2 }] += 1;
    }
    // Tables, articles, mentions: all were hit.
    assert!(noticed.iter().all(|&times| times > 0), "{noticed:?}");
}
