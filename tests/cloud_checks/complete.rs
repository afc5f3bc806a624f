//! Every word is drawn or listed.

use std::collections::BTreeSet;
use std::process::Command;

use ciyun::cloud::{Cloud, Preset, WeightedTerm};

use crate::written::{Files, attribute, laid_out, thousand};

fn terms_of(list: &[WeightedTerm]) -> BTreeSet<String> {
    list.iter().map(|term| term.term.clone()).collect()
}

#[test]
fn all_words_of_the_table_are_in_json_and_svg_and_have_outlines() {
    let list = thousand();
    let files = Files::of(&laid_out(Cloud::builder(), &list));
    let file = files.json();
    let words = file["words"].as_array().unwrap();
    let named: BTreeSet<String> = words
        .iter()
        .map(|word| word["term"].as_str().unwrap().to_owned())
        .collect();
    assert!(file["unplaced"].as_array().unwrap().is_empty());
    assert_eq!(words.len(), list.len());
    assert!(named == terms_of(&list));
    let svg = files.svg();
    let drawn = svg.words.iter().map(|word| attribute(word, "data-term"));
    assert!(drawn.collect::<BTreeSet<_>>() == named);
    for word in &svg.words {
        // As many glyphs as characters, each of them defined and not empty.
        let glyphs: Vec<&str> = word.split("<use href=\"#").skip(1).collect();
        let term = attribute(word, "data-term");
        assert_eq!(
            glyphs.len(),
            term.chars().filter(|c| !c.is_whitespace()).count(),
            "{term}"
        );
        for glyph in glyphs {
            let (id, _) = glyph.split_once('"').unwrap();
            let (_, path) = svg
                .head
                .split_once(&format!("<path id=\"{id}\""))
                .expect(id);
            let (path, _) = path.split_once("/>").unwrap();
            assert!(attribute(path, "d").len() > 10, "{term}: {path}");
        }
    }
}

#[test]
fn what_cannot_fit_is_listed_and_the_heaviest_words_are_drawn() {
    let common = ('\u{4e00}'..='\u{9fa5}').step_by(4).take(5000);
    let list: Vec<WeightedTerm> = common
        .zip(1_u32..)
        .map(|(character, rank)| {
            WeightedTerm::new(format!("{character}词"), f64::from(20_000 / rank + 1))
        })
        .collect();
    for preset in [Preset::Readable, Preset::Dense] {
        let builder = Cloud::builder()
            .size(300, 200)
            .minimum_px(8.0)
            .preset(preset);
        let layout = laid_out(builder, &list);
        let (drawn, listed) = (layout.words.len(), layout.unplaced.len());
        assert_eq!(drawn + listed, 5000);
        assert!(drawn > 50 && listed > 3000, "{preset:?}: {drawn}");
        let least = layout
            .words
            .iter()
            .map(|word| word.weight)
            .fold(f64::INFINITY, f64::min);
        let most = layout
            .unplaced
            .iter()
            .map(|word| word.weight)
            .fold(0.0, f64::max);
        assert!(least >= most);
        assert!(layout.words.iter().all(|word| word.font_size >= 8.0));
    }
}

#[test]
fn the_program_says_that_words_do_not_fit_and_exits_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = thousand()
        .iter()
        .map(|term| format!("{},{}\n", term.term, term.weight))
        .collect();
    std::fs::write(folder.path().join("top.csv"), format!("term,tf\n{rows}")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ciyun"));
    command.current_dir(folder.path()).env_clear();
    command.env("LANG", "en_US.UTF-8");
    command.args(["cloud", "top.csv", "-o", "a.json"]);
    command.args(["--top", "1000", "--width", "300", "--height", "200"]);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let file = std::fs::read(folder.path().join("a.json")).unwrap();
    let file: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let listed = file["unplaced"].as_array().unwrap();
    let drawn = file["words"].as_array().unwrap();
    assert_eq!(listed.len() + drawn.len(), 1000);
    assert!(
        said.contains(&format!("{} words not in the picture", listed.len())),
        "{said}"
    );
}
