//! The registry of embedded files: name to bytes, so that the program is one
//! file and needs nothing beside it.
//!
//! An explicit list instead of a build script; `tests/assets.rs` walks the
//! folders and fails on a file that is not listed here. Nothing here reads a
//! file while the program runs, and nothing here knows what a file means.

/// `(name, content)` of each file, by its path under a folder of the project.
macro_rules! embedded {
    ($folder:literal: $($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name))),)*]
    };
}

/// `(name, content)` of every embedded file, by its path under `assets/`.
const ASSETS: &[(&str, &str)] = embedded! { "assets":
    "agencies.txt",
    "anniversaries.toml",
    "keymaps/emacs.toml",
    "keymaps/less.toml",
    "keymaps/vim.toml",
    "labels.txt",
    "languages/ar/months.txt",
    "languages/cs/months.txt",
    "languages/cs/stopwords.txt",
    "languages/de/months.txt",
    "languages/de/stopwords.txt",
    "languages/de/temporal.toml",
    "languages/el/temporal.toml",
    "languages/en/months.txt",
    "languages/en/stopwords.txt",
    "languages/en/temporal.toml",
    "languages/es/months.txt",
    "languages/es/stopwords.txt",
    "languages/es/temporal.toml",
    "languages/fr/months.txt",
    "languages/fr/stopwords.txt",
    "languages/fr/temporal.toml",
    "languages/it/months.txt",
    "languages/it/stopwords.txt",
    "languages/it/temporal.toml",
    "languages/ja/months.txt",
    "languages/ja/temporal.toml",
    "languages/ko/months.txt",
    "languages/ko/temporal.toml",
    "languages/nl/months.txt",
    "languages/nl/stopwords.txt",
    "languages/nl/temporal.toml",
    "languages/pl/months.txt",
    "languages/pl/stopwords.txt",
    "languages/pt/months.txt",
    "languages/pt/stopwords.txt",
    "languages/pt/temporal.toml",
    "languages/ru/months.txt",
    "languages/ru/temporal.toml",
    "languages/sv/months.txt",
    "languages/sv/stopwords.txt",
    "languages/tr/months.txt",
    "languages/tr/stopwords.txt",
    "languages/tr/temporal.toml",
    "languages/uk/months.txt",
    "languages/uk/temporal.toml",
    "languages/und/temporal.toml",
    "languages/zh/months.txt",
    "languages/zh/temporal.toml",
    "openers.txt",
    "themes/colour-blind.toml",
    "themes/dark.toml",
    "themes/high-contrast.toml",
    "themes/light.toml",
    "themes/none.toml",
};

/// `(name, content)` of every article of the built-in archive.
const CORPUS: &[(&str, &str)] = embedded! { "corpus":
    "1991-07-06-the-treaty-of-1961-thirty-years.txt",
    "1995-08-24-the-summer-of-1945.txt",
    "1998-09-09-fifty-years-of-the-republic.txt",
    "1998-10-12-fifty-years-of-relations.txt",
    "1999-03-17-the-first-agreement.txt",
    "2000-06-25-the-korean-war-fifty-years.txt",
    "2000-09-30-seoul-ten-years.txt",
    "2000-11-01-soviet-pilots-over-korea.txt",
    "2001-07-06-the-treaty-of-1961-forty-years.txt",
    "2001-12-27-the-recognition-of-russia.txt",
    "2003-07-27-armistice-fifty-years.txt",
    "2003-09-19-soviet-aid-after-the-korean-war.txt",
    "2003-10-12-fifty-five-years-of-relations.txt",
    "2004-07-08-the-death-of-kim-il-sung.txt",
    "2005-12-12-the-npt-and-the-power-station.txt",
    "2006-08-04-moskovskaya-deklaratsiya.txt",
    "2006-09-20-the-mission-of-mikoyan.txt",
    "2008-10-12-jo-ro-gwangye-60.txt",
    "2008-10-12-shestdesyat-let-otnosheniy.txt",
    "2008-10-12-sixty-years-of-relations.txt",
    "2009-03-17-the-first-agreement-sixty-years.txt",
    "2009-08-09-the-bridge-over-the-tumen.txt",
    "2010-07-19-ten-years-since-the-joint-declaration.txt",
    "2010-09-02-shevardnadze-three-visits.txt",
    "2011-02-30-a-day-that-was-not.txt",
    "2011-07-06-the-treaty-of-1961.txt",
    "2011-07-26-the-long-train-ride.txt",
    "2011-08-04-ten-years-since-the-moscow-declaration.txt",
    "2013-07-27-armistice-sixty-years.txt",
    "2013-10-12-sixty-five-years-of-relations.txt",
    "2014-05-23-the-train-of-1984.txt",
    "2015-02-15-kosygin-in-pyongyang.txt",
    "2015-07-19-joro-gongdongseoneon-15.txt",
    "2015-07-19-the-joint-declaration-fifteen-years.txt",
    "2015-08-15-liberation-seventy-years.txt",
    "2015-09-19-the-six-party-talks.txt",
    "2015-12-31-the-year-of-friendship.txt",
    "2016-03-26-the-dubna-institute-sixty-years.txt",
    "2016-08-13-the-church-of-the-trinity.txt",
    "2016-10-14-ten-years-of-resolution-1718.txt",
    "2017-08-13-the-church-of-the-trinity-again.txt",
    "2018-09-11-the-resolutions-of-2017.txt",
    "2018-09-22-the-railway-from-khasan-to-rajin.txt",
    "2018-10-12-semdesyat-let-otnosheniy.txt",
    "2018-10-12-seventy-years-of-relations.txt",
    "2019-03-17-the-first-agreement-seventy-years.txt",
    "2020-04-25-vstrecha-vo-vladivostoke.txt",
    "2020-07-19-twenty-years-since-the-joint-declaration.txt",
    "2020-09-30-seoul-thirty-years.txt",
    "2021-07-06-the-treaty-of-1961-sixty-years.txt",
    "2021-08-04-the-moscow-declaration-twenty-years.txt",
    "2022-08-23-vladivostok-2002.txt",
    "2022-09-17-the-debt-agreement.txt",
    "2023-07-13-recognition-and-rupture.txt",
    "2023-10-12-jo-ro-gwangye-75.txt",
    "2023-10-12-seventy-five-years-of-relations.txt",
    "2023-11-02-the-border-closed-and-opened.txt",
    "2024-04-25-five-years-since-vladivostok.txt",
    "2024-07-27-armistice-seventy-years-a-visitor.txt",
    "2024-09-13-vostochny-a-year-after.txt",
    "2025-03-28-the-panel-of-experts.txt",
    "2025-06-19-a-year-since-the-partnership-treaty.txt",
    "2025-06-19-dogovor-o-partnyorstve.txt",
    "2025-07-19-the-joint-declaration-twenty-five-years.txt",
    "2025-07-28-trains-and-flights.txt",
    "2025-08-15-liberation-eighty-years.txt",
    "2025-12-04-the-treaty-in-force.txt",
    "2025-12-31-the-year-2025-in-dates.txt",
    "a-short-list-of-treaties.txt",
};

/// The embedded file of this name (its path under `assets/`).
#[must_use]
pub fn get(name: &str) -> Option<&'static str> {
    ASSETS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, content)| content)
}

/// The embedded files under a folder of `assets/`, as `(name, content)`.
pub fn under(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = folder.to_owned();
    ASSETS.iter().copied().filter(move |(name, _)| {
        name.strip_prefix(&folder)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The articles of the built-in archive, as `(file name, content)`.
#[must_use]
pub fn corpus() -> &'static [(&'static str, &'static str)] {
    CORPUS
}
