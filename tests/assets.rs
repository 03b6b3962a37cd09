//! Every file of data under `assets/` is embedded, and every theme can be read
//! on the terminals it is for.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{fs, path::Path};

use dateline::{
    app::Colours,
    assets,
    ui::theme::{self, Background, Role, Theme},
};
use ratatui::style::{Color, Modifier, Style};

/// Pictures for the README, and what the program prints itself.
const NOT_EMBEDDED: &[&str] = &["completions", "man", "screens"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `folder`, by their path from there, with `/` between.
fn files(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            if !NOT_EMBEDDED.contains(&name.as_str()) {
                files(&entry.path(), &format!("{name}/"), found);
            }
        } else {
            found.push(name);
        }
    }
    found.sort();
}

#[test]
fn every_asset_is_registered() {
    let mut found = Vec::new();
    files(&root().join("assets"), "", &mut found);
    assert!(!found.is_empty());
    for name in found {
        let content = fs::read_to_string(root().join("assets").join(&name)).unwrap();
        assert_eq!(assets::get(&name), Some(content.as_str()), "{name}");
    }
}

/// The light of a channel of sRGB, 0 to 1.
fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.040_45 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

/// Relative luminance as WCAG 2 defines it, 0 to 1.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast ratio as WCAG 2 defines it, 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What terminals look like for which a theme is made: ground and text, from
/// the plainest to those of well-known colour schemes.
fn terminals(background: Background) -> Vec<[[u8; 3]; 2]> {
    let dark = [
        [[0, 0, 0], [229, 229, 229]],
        [[30, 30, 30], [212, 212, 212]],
        [[40, 44, 52], [204, 204, 204]],
        [[0, 43, 54], [204, 204, 204]],
        [[46, 52, 64], [216, 222, 233]],
    ];
    let light = [
        [[255, 255, 255], [0, 0, 0]],
        [[253, 246, 227], [60, 60, 60]],
        [[238, 238, 238], [51, 51, 51]],
    ];
    match background {
        Background::Dark => dark.to_vec(),
        Background::Light => light.to_vec(),
        Background::Any => [&dark[..], &light[..]].concat(),
    }
}

/// The least contrast that a role may have: text by WCAG 2 AA (1.4.3), parts
/// that carry meaning without being text by 1.4.11, decoration none.
fn least_contrast(role: Role) -> f64 {
    match role {
        Role::BarHappened | Role::BarPrinted | Role::BorderFocus => 3.0,
        Role::Border | Role::BarSpanned => 1.4,
        _ => 4.5,
    }
}

/// The contrast of roles laid over each other, on a terminal with this ground
/// and text.
fn contrast_of(theme: &Theme, layers: &[Role], [ground, text]: [[u8; 3]; 2]) -> f64 {
    let style = layers
        .iter()
        .fold(Style::new(), |style, role| style.patch(theme.style(*role)));
    let value = |color: Option<Color>, own| color.and_then(theme::value).unwrap_or(own);
    contrast(value(style.fg, text), value(style.bg, ground))
}

#[test]
fn every_theme_can_be_read_where_it_is_for() {
    let mut cases: Vec<_> = Role::ALL
        .iter()
        .map(|role| (vec![Role::Text, *role], least_contrast(*role)))
        .collect();
    // What stands in a chosen line.
    for line in [Role::Selection, Role::SelectionUnfocused] {
        for (role, least) in [
            (Role::Dim, 4.5),
            (Role::Title, 4.5),
            // Signs, not text.
            (Role::Unread, 3.0),
            (Role::Mark, 3.0),
        ] {
            cases.push((vec![Role::Text, role, line], least));
        }
        for role in [Role::Match, Role::MatchCurrent, Role::Cursor] {
            cases.push((vec![Role::Text, line, role], 4.5));
        }
    }
    for name in Theme::names() {
        let theme = Theme::load(name).unwrap_or_else(|error| panic!("{error}"));
        for colours in [Colours::True, Colours::Indexed] {
            let theme = theme.for_colours(colours);
            for terminal in terminals(theme.background()) {
                for (layers, least) in &cases {
                    let found = contrast_of(&theme, layers, terminal);
                    assert!(
                        found >= *least,
                        "{name}, {colours:?}: {layers:?} on {terminal:?}: {found:.2} < {least}"
                    );
                }
            }
        }
    }
}

#[test]
fn high_contrast_is_seven_to_one_for_text() {
    let theme = Theme::load("high-contrast").unwrap();
    for terminal in terminals(Background::Any) {
        for role in Role::ALL {
            let found = contrast_of(&theme, &[Role::Text, *role], terminal);
            assert!(found >= 7.0, "{role:?} on {terminal:?}: {found:.2}");
        }
    }
}

/// What eyes without one kind of cone see of a colour: matrices for linear RGB
/// at full severity by G. M. Machado, M. M. Oliveira and L. A. F. Fernandes
/// (IEEE TVCG 15, 2009).
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The colour as such eyes see it, in CIE L*a*b* (D65).
fn seen(rgb: [u8; 3], sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let dot = |row: &[f64; 3], by: &[f64; 3]| row.iter().zip(by).map(|(a, b)| a * b).sum::<f64>();
    let light = rgb.map(linear);
    let light = sight.map(|row| dot(&row, &light).clamp(0.0, 1.0));
    let [x, y, z] = [
        ([0.4124, 0.3576, 0.1805], 0.9505),
        ([0.2126, 0.7152, 0.0722], 1.0),
        ([0.0193, 0.1192, 0.9505], 1.089),
    ]
    .map(|(row, white)| dot(&row, &light) / white)
    .map(|t: f64| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn the_colour_blind_theme_keeps_its_meanings_apart_for_all_eyes() {
    let theme = Theme::load("colour-blind").unwrap();
    let foreground = |role| theme.style(role).fg.and_then(theme::value).unwrap();
    let ground = |role| theme.style(role).bg.and_then(theme::value).unwrap();
    let pairs = [
        [Role::BarHappened, Role::BarPrinted].map(foreground),
        [Role::BarHappened, Role::BarSpanned].map(foreground),
        [Role::DateCurrent, Role::KeyHint].map(foreground),
        [Role::Unread, Role::Mark].map(foreground),
        [Role::Match, Role::MatchCurrent].map(ground),
        [Role::Match, Role::Selection].map(ground),
    ];
    for (name, sight) in &SIGHTS {
        for pair in pairs {
            let [a, b] = pair.map(|rgb| seen(rgb, sight));
            // Two units of ΔE*ab (CIE 1976) are just seen; ten times that at a glance.
            let apart = a
                .iter()
                .zip(b)
                .map(|(a, b)| (a - b).powi(2))
                .sum::<f64>()
                .sqrt();
            assert!(apart >= 20.0, "{name}: {pair:?} are {apart:.1} apart");
        }
    }
}

#[test]
fn with_16_colours_text_is_readable_and_the_selection_shows() {
    for name in Theme::names() {
        let theme = Theme::load(name).unwrap().for_colours(Colours::Sixteen);
        for role in Role::ALL {
            let style = theme.style(*role);
            for color in [style.fg, style.bg].into_iter().flatten() {
                let many = matches!(color, Color::Rgb(..) | Color::Indexed(16..));
                assert!(!many, "{name}: {role:?} is {color}");
            }
        }
        let plain = [terminals(theme.background())[0]];
        for terminal in plain {
            for role in Role::ALL
                .iter()
                .copied()
                .filter(|role| least_contrast(*role) >= 4.5)
            {
                let found = contrast_of(&theme, &[Role::Text, role], terminal);
                assert!(found >= 3.0, "{name}: {role:?} on {terminal:?}: {found:.2}");
            }
        }
        for role in [Role::Selection, Role::SelectionUnfocused] {
            let style = theme.style(role);
            let reversed = style.add_modifier.contains(Modifier::REVERSED);
            let ground = theme.style(Role::Text).bg;
            assert!(
                reversed || style.bg.is_some() && style.bg != ground,
                "{name}: {role:?}"
            );
        }
    }
}
