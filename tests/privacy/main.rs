//! Personal data planted in sentences: what is found, and what is left alone.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod generate;
mod ordinary;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ciyun::privacy::{find, mask};

/// What the texts of one kind came to.
#[derive(Default)]
struct Tally {
    n_texts: usize,
    misses: Vec<String>,
}

/// Compares masked texts with what is expected, by kind; `share` of each kind must be right.
fn check(cases: impl IntoIterator<Item = (String, String, String)>, share: f64) -> usize {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (kind, text, expected) in cases {
        let tally = tallies.entry(kind).or_default();
        tally.n_texts += 1;
        let masked = mask(&text);
        if masked != expected {
            tally
                .misses
                .push(format!("{text}\n  got  {masked}\n  want {expected}"));
        }
    }
    let mut n_texts = 0;
    for (kind, tally) in &tallies {
        n_texts += tally.n_texts;
        let n_allowed = tally.n_texts as f64 * (1.0 - share);
        assert!(
            tally.misses.len() as f64 <= n_allowed,
            "{kind}: {} of {} texts wrong:\n{}",
            tally.misses.len(),
            tally.n_texts,
            tally.misses.join("\n")
        );
    }
    n_texts
}

#[test]
fn sentences_written_by_hand_come_out_as_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/privacy/planted.tsv");
    let table = fs::read_to_string(path).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let cases = rows.map(|line| {
        let fields: Vec<_> = line.split('\t').collect();
        let [kind, text, masked] = fields[..] else {
            panic!("{line}: expected three fields");
        };
        let masked = if masked == "=" { text } else { masked };
        (kind.to_owned(), text.to_owned(), masked.to_owned())
    });
    assert!(check(cases, 1.0) >= 120);
}

#[test]
fn planted_data_is_found() {
    let planted = generate::positives(7, 60);
    for (kind, text, _) in &planted {
        let found = find(text);
        assert!(found.len() <= 1, "{text}: {found:?}");
        assert!(
            found.iter().all(|data| data.kind.id() == *kind),
            "{text}: {found:?}"
        );
    }
    assert!(check(planted, 0.99) >= 300);
}

#[test]
fn ordinary_numbers_are_left_alone() {
    let cases = ordinary::negatives(11, 200);
    assert!(check(cases, 0.99) >= 500);
}
