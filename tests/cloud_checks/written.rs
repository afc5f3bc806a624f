//! Lists, layouts and the files written of them.

use std::path::{Path, PathBuf};

use ciyun::cloud::{CloudBuilder, CloudLayout, WeightedTerm};
use ciyun::language::Language;
use ciyun::render::{self, Font, SvgForm, SvgOptions};
use serde_json::Value;

fn table(text: &str) -> Vec<WeightedTerm> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let (term, tf) = row.split_once('\t').expect("two columns");
        WeightedTerm::new(term, tf.parse().expect("a count"))
    })
    .collect()
}

/// The fixed table of 200 words.
pub(crate) fn two_hundred() -> Vec<WeightedTerm> {
    table(include_str!("../data/cloud_words.tsv"))
}

/// The fixed table of 1,000 words.
pub(crate) fn thousand() -> Vec<WeightedTerm> {
    table(include_str!("../data/cloud_words_1000.tsv"))
}

/// The layout of words in the embedded font.
pub(crate) fn laid_out(builder: CloudBuilder, terms: &[WeightedTerm]) -> CloudLayout {
    let cloud = builder.build().expect("good settings");
    cloud.layout(terms, Font::embedded()).expect("good words")
}

/// The files of a layout in a folder of their own.
pub(crate) struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    /// Writes `a.json`, `a.svg` of outlines, `text.svg`, `a.png` and `a.pdf`.
    pub(crate) fn of(layout: &CloudLayout) -> Files {
        let font = Font::embedded();
        let folder = tempfile::tempdir().unwrap();
        let svg = |form| {
            let options = SvgOptions {
                form,
                ..SvgOptions::default()
            };
            render::svg(layout, font, options).unwrap().into_bytes()
        };
        for (name, bytes) in [
            ("a.json", layout.to_json().into_bytes()),
            ("a.svg", svg(SvgForm::Outlines)),
            ("text.svg", svg(SvgForm::Text)),
            ("a.png", render::png(layout, font, 1.0).unwrap()),
            (
                "a.pdf",
                render::pdf(layout, font, Language::Chinese).unwrap(),
            ),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Files { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text("a.json")).unwrap()
    }

    pub(crate) fn svg(&self) -> Svg {
        Svg::read(&self.path("a.svg"))
    }
}

/// An SVG of outlines, taken apart: one line for each word.
pub(crate) struct Svg {
    /// Everything before the words.
    pub(crate) head: String,
    pub(crate) words: Vec<String>,
}

impl Svg {
    pub(crate) fn read(file: &Path) -> Svg {
        let text = std::fs::read_to_string(file).unwrap();
        let (words, head): (Vec<&str>, Vec<&str>) = text
            .lines()
            .filter(|line| *line != "</svg>")
            .partition(|line| line.starts_with("<g "));
        Svg {
            head: head.join("\n"),
            words: words.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The SVG with one word alone.
    pub(crate) fn alone(&self, word: &str) -> String {
        format!("{}\n{word}\n</svg>\n", self.head)
    }
}

/// The value of an attribute, as it was before it was written.
pub(crate) fn attribute(element: &str, name: &str) -> String {
    let (_, rest) = element.split_once(&format!(" {name}=\"")).expect(name);
    let (value, _) = rest.split_once('"').expect("a closing quote");
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The number in brackets after a word such as `scale`.
pub(crate) fn argument(element: &str, function: &str) -> f64 {
    let (_, rest) = element.split_once(&format!("{function}(")).expect(function);
    rest.split_once(')').unwrap().0.parse().expect("a number")
}
