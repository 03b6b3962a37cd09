//! Lines above or below a headline that name a thing and its value
//! ("Source: The Times"), and lines that name an author. Knows no layout.

use super::footer::site;

/// What a labelled line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Date,
    Source,
    Author,
    Url,
    Language,
    /// Known, and of no use to a reader: section, place, number.
    Other,
}

/// Labels in lower case, with what they announce.
const LABELS: &[(Field, &[&str])] = &[
    (
        Field::Title,
        &[
            "title",
            "headline",
            "subject",
            "заголовок",
            "название",
            "назва",
            "제목",
            "titel",
            "überschrift",
            "titre",
            "título",
            "titulo",
            "titolo",
            "标题",
            "標題",
            "タイトル",
            "見出し",
            "tytuł",
            "العنوان",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "dated",
            "published",
            "publication date",
            "pubdate",
            "published on",
            "date published",
            "posted",
            "дата",
            "опубликовано",
            "дата публикации",
            "날짜",
            "일자",
            "발행일",
            "datum",
            "veröffentlicht",
            "publié",
            "publié le",
            "fecha",
            "publicado",
            "data",
            "pubblicato",
            "日期",
            "时间",
            "發布時間",
            "发布时间",
            "日付",
            "公開日",
            "掲載日",
            "التاريخ",
            "tarih",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "publisher",
            "publication",
            "newspaper",
            "outlet",
            "agency",
            "site",
            "источник",
            "издание",
            "джерело",
            "출처",
            "신문",
            "매체",
            "quelle",
            "zeitung",
            "journal",
            "fuente",
            "fonte",
            "来源",
            "來源",
            "出典",
            "媒体",
            "źródło",
            "المصدر",
            "kaynak",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authors",
            "by",
            "byline",
            "written by",
            "автор",
            "авторы",
            "저자",
            "기자",
            "글",
            "autor",
            "autorin",
            "von",
            "auteur",
            "par",
            "autore",
            "di",
            "作者",
            "记者",
            "記者",
            "著者",
            "筆者",
            "الكاتب",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "permalink",
            "web",
            "address",
            "ссылка",
            "адрес",
            "посилання",
            "링크",
            "주소",
            "lien",
            "enlace",
            "链接",
            "網址",
            "网址",
            "原文",
        ],
    ),
    (
        Field::Language,
        &[
            "language", "lang", "язык", "мова", "언어", "sprache", "langue", "idioma", "语言",
            "言語",
        ],
    ),
    (
        Field::Other,
        &[
            "section",
            "category",
            "categories",
            "tags",
            "keywords",
            "place",
            "location",
            "id",
            "number",
            "issue",
            "volume",
            "page",
            "pages",
            "updated",
            "last updated",
            "modified",
            "рубрика",
            "категория",
            "метки",
            "теги",
            "обновлено",
            "분류",
            "수정",
            "rubrik",
            "rubrique",
            "sección",
            "sezione",
            "栏目",
            "分类",
            "更新",
        ],
    ),
];

/// A labelled line: the field and its value, which may be empty.
pub fn field(line: &str) -> Option<(Field, &str)> {
    const LONGEST_LABEL: usize = 40;
    let (label, value) = line.split_once([':', '：'])?;
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let label = label
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let known = LABELS
        .iter()
        .find(|(_, labels)| labels.contains(&label.as_str()));
    known.map(|(field, _)| {
        (
            *field,
            value.trim_matches(|c: char| c.is_whitespace() || c == '*'),
        )
    })
}

/// The author that a line names: "By Jane Doe", "Von Max Muster". At most
/// five words, each a name or a small word between two.
pub fn byline(line: &str) -> Option<&str> {
    const PREFIXES: [&str; 9] = [
        "By ",
        "BY ",
        "by ",
        "Von ",
        "Par ",
        "Por ",
        "Di ",
        "Автор ",
        "Автор: ",
    ];
    let name = PREFIXES
        .iter()
        .find_map(|prefix| line.strip_prefix(prefix))?
        .trim();
    let is_part = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "and" | "und" | "et" | "y" | "e" | "de" | "van" | "von" | "и" | "&"
            )
    };
    let is_name = name.split_whitespace().all(is_part) && name.starts_with(char::is_uppercase);
    let is_short = name.split_whitespace().count() <= 8 && name.len() <= 120;
    (is_name && is_short && !name.ends_with(['.', '?', '!', ':'])).then_some(name)
}

/// The address that a line is, if it is one and names a page or a site.
pub fn address(line: &str) -> Option<&str> {
    let line = line.trim_matches(['<', '>']);
    let is_address =
        line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.");
    (is_address && !line.contains(char::is_whitespace) && site(line).is_some()).then_some(line)
}
