//! The sample corpus is what its README and manifest say.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ciyun::digest::sha256_hex;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name)
}

fn records(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(corpus(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_manifest_matches_the_files() {
    let rows = records("manifest.csv");
    assert_eq!(rows.len(), 3);
    for row in rows {
        let bytes = fs::read(corpus(&row["file"])).unwrap();
        assert_eq!(row["bytes"], bytes.len().to_string(), "{}", row["file"]);
        assert_eq!(row["sha256"], sha256_hex(&bytes), "{}", row["file"]);
        assert_eq!(
            row["rows"],
            records(&row["file"]).len().to_string(),
            "{}",
            row["file"]
        );
    }
}

#[test]
fn the_sample_says_that_it_was_written_for_this_project() {
    let readme = fs::read_to_string(corpus("README.md")).unwrap();
    assert!(readme.contains("written for this project"), "English note");
    assert!(readme.contains("为本项目"), "Chinese note");
    let manifest = fs::read_to_string(corpus("manifest.csv")).unwrap();
    assert!(manifest.contains("written for this project"));
}

/// Texts that are no deliberate repeats: each distinct text once.
fn distinct() -> BTreeSet<String> {
    records("heilongjiang.csv")
        .into_iter()
        .map(|row| row["评论内容"].trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn at_least_500_comments_of_realistic_length() {
    let texts = distinct();
    assert!(texts.len() >= 500, "{}", texts.len());
    let mut lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!((15..=30).contains(&median), "median length {median}");
    assert!(lengths[0] <= 2 && lengths[lengths.len() - 1] >= 200);
}

#[test]
fn no_two_distinct_comments_share_12_characters_in_a_row() {
    let mut owner: BTreeMap<Vec<char>, usize> = BTreeMap::new();
    let mut shared = Vec::new();
    for (index, text) in distinct().iter().enumerate() {
        let characters: Vec<char> = text.chars().collect();
        for window in characters.windows(12) {
            let first = *owner.entry(window.to_vec()).or_insert(index);
            if first != index {
                shared.push(window.iter().collect::<String>());
            }
        }
    }
    assert!(shared.is_empty(), "{shared:?}");
}

#[test]
fn most_stars_are_one_or_two() {
    let rows = records("heilongjiang.csv");
    let stars: Vec<u32> = rows
        .iter()
        .filter_map(|row| row["评分"].parse().ok())
        .collect();
    let low = stars.iter().filter(|star| **star <= 2).count();
    assert!(stars.len() >= 300 && stars.iter().all(|star| (1..=5).contains(star)));
    assert!(low * 4 >= stars.len() * 3, "{low} of {}", stars.len());
    let platforms: BTreeSet<&str> = rows.iter().map(|row| row["平台"].as_str()).collect();
    assert!(platforms.len() >= 8, "{platforms:?}");
}

#[test]
fn the_published_figures_are_those_of_the_paper() {
    let rows = records("published_figures.csv");
    let column = |name: &str| -> Vec<String> { rows.iter().map(|row| row[name].clone()).collect() };
    assert_eq!(
        column("province"),
        [
            "Beijing",
            "Shanghai",
            "Zhejiang",
            "Guangdong",
            "Heilongjiang"
        ]
    );
    assert_eq!(column("response_time_s_max"), ["3", "3", "5", "5", "7"]);
    assert_eq!(
        column("matters_covered"),
        ["3082", "3622", "3638", "3932", "1547"]
    );
    assert_eq!(column("mobile_rating"), ["4.4", "4.3", "4.6", "2.4", "1.3"]);
    assert_eq!(
        column("year_built"),
        ["2017", "2018", "2014", "2018", "2019"]
    );
    for source in column("source") {
        assert!(source.contains("Comparative Study on Provincial E-Government Service Platform"));
        assert!(source.contains("Tables 1 and 4"));
    }
}

#[test]
fn five_apps_have_comments_with_stars_that_are_not_fitted_to_the_published_ones() {
    let rows = records("provinces.csv");
    let published = records("published_figures.csv");
    for row in &published {
        let app = &row["platform"];
        let of_app: Vec<f64> = rows
            .iter()
            .filter(|row| row["应用"] == *app)
            .map(|row| row["评分"].parse().unwrap())
            .collect();
        assert!(of_app.len() >= 120, "{app}: {}", of_app.len());
        assert!(
            of_app.iter().all(|star| (1.0..=5.0).contains(star)),
            "{app}"
        );
        let low = of_app.iter().filter(|star| **star <= 2.0).count() as f64;
        let share = low / of_app.len() as f64;
        // About as many critical comments in each, whatever was published.
        assert!((0.45..0.55).contains(&share), "{app}: {share}");
    }
    assert_eq!(published.len(), 5);
}
