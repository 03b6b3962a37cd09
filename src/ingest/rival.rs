//! What the address and the names of an article say of its day, where that is
//! more than a month away from its date of publication.

use super::name_date::{NamedDay, name_date};
use crate::model::{Article, Day, Place, Provenance, Rival, is_near};

/// The day that the path of an address gives.
pub fn address_day(url: &str) -> Option<NamedDay> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?.split_once('/')?.1;
    let path = path.trim_end_matches('/');
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let in_folders = name_date(&format!("{folders}/-"))
        .day
        .filter(|named| !named.is_month);
    in_folders.or_else(|| name_date(path).day)
}

/// The first such day: that of the address before that of the names.
pub fn rival(article: &Article) -> Option<Rival> {
    let printed = article.printed.day?;
    let address = || {
        let named = address_day(article.url.as_deref()?)?;
        Some((named, Place::Address))
    };
    let names = || {
        let is_from_names = matches!(
            article.printed.provenance,
            Provenance::FileName | Provenance::FolderName
        );
        let named = name_date(&article.path).day.filter(|_| !is_from_names)?;
        let place = match named.provenance {
            Provenance::FileName => Place::FileName,
            _ => Place::Folder,
        };
        Some((named, place))
    };
    let differs = |(named, place): (NamedDay, Place)| {
        (!is_about(&named, printed)).then_some(Rival {
            day: named.day,
            place,
        })
    };
    address()
        .and_then(differs)
        .or_else(|| names().and_then(differs))
}

/// Whether a day is within a month of a named one; of a named month, of any
/// day in it.
fn is_about(named: &NamedDay, day: Day) -> bool {
    is_near(named.day, day) || named.is_month && is_near(named.day.last_of_month(), day)
}
