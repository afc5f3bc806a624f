//! What the documents show is what the program writes.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn ledger_lines_in_the_readmes_are_those_of_the_sample() {
    let ledger = read("output/sample/ledger.csv");
    for readme in ["README.md", "README.zh.md"] {
        let text = read(readme);
        let shown: Vec<&str> = text
            .split("```csv\n")
            .skip(1)
            .flat_map(|part| part.split("```").next().unwrap().lines())
            .collect();
        assert!(shown.len() > 5, "{readme} shows no ledger");
        for line in shown {
            assert!(ledger.lines().any(|have| have == line), "{readme}: {line}");
        }
    }
}

#[test]
fn the_first_two_commands_and_the_picture_are_where_ci_looks_for_them() {
    for readme in ["README.md", "README.zh.md"] {
        let text = read(readme);
        let commands: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("cargo "))
            .take(2)
            .collect();
        let expected = [
            "cargo run --release -- run corpus/heilongjiang.csv",
            "cargo test",
        ];
        assert_eq!(commands, expected, "{readme}");
        assert!(text.contains("output/sample/wordcloud.png"), "{readme}");
    }
}

#[test]
fn the_engine_that_manifests_name_is_the_one_that_is_built() {
    let lock = read("Cargo.lock").replace("\r\n", "\n");
    let manifest: serde_json::Value =
        serde_json::from_str(&read("output/sample/manifest.json")).unwrap();
    let engine = manifest["segmenter"].as_str().unwrap();
    let version = engine.split(' ').nth(1).unwrap();
    let expected = format!("name = \"jieba-rs\"\nversion = \"{version}.");
    assert!(lock.contains(&expected), "{engine}");
}

#[test]
fn the_gallery_shows_every_picture_that_there_is() {
    use std::collections::BTreeSet;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gallery");
    let files = fs::read_dir(folder).unwrap();
    let pictures: BTreeSet<String> = files
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    let page = read("docs/gallery/README.md");
    // `![what it shows](file.png)`, then a line of Chinese and one of English.
    let shown: Vec<&str> = page.split("![").skip(1).collect();
    let mut named = BTreeSet::new();
    for cell in shown {
        let (_, rest) = cell.split_once("](").unwrap();
        let (name, rest) = rest.split_once(")<br>").unwrap();
        let mut captions = rest.split("<br>");
        let (zh, en) = (captions.next().unwrap(), captions.next().unwrap());
        assert!(
            zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{name}: {zh}"
        );
        assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{name}: {en}");
        assert!(named.insert(name.to_owned()), "{name} is shown twice");
    }
    assert!(pictures.len() > 40);
    assert_eq!(named, pictures);
}
