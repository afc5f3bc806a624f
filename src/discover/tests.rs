use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::evidence::evidence;
use super::ngrams::Ngrams;
use super::texts::{BREAK, PERSONAL, TOKEN, Text, Texts, WORD, code};
use super::{boundary_entropy, cohesion};

/// A text whose letters stand for characters; a blank is a break, every character is a token.
fn text(letters: &str) -> Text {
    let mut units = vec![BREAK | TOKEN | WORD];
    for part in letters.split(' ').filter(|part| !part.is_empty()) {
        units.extend(part.chars().map(|c| u32::from(c) | TOKEN | WORD));
        units.push(BREAK | TOKEN | WORD);
    }
    Text {
        units,
        latin: Vec::new(),
    }
}

fn texts(letters: &[&str]) -> Texts {
    let mut texts = Texts::default();
    for (letters, document) in letters.iter().zip(1..) {
        texts.add(text(letters), document);
    }
    texts
}

fn codes(letters: &str) -> Vec<u32> {
    letters.chars().map(u32::from).collect()
}

/// Strings of `n` letters with the number of different texts that hold them.
fn counted(texts: &Texts, n: usize, min_count: u32) -> BTreeMap<Vec<u32>, u64> {
    let mut ngrams = Ngrams::new(texts, min_count);
    while ngrams.levels.len() < n {
        ngrams.lengthen();
    }
    let numbers = 0..u32::try_from(ngrams.levels[n - 1].counts.len()).unwrap();
    let count = |number| (ngrams.codes(number), ngrams.splits(number).0);
    numbers.map(count).collect()
}

#[test]
fn a_string_counts_once_a_text_and_texts_once() {
    let texts = texts(&["ababab", "ab", "ab", "ba ab", "a b"]);
    assert_eq!((texts.len(), texts.n_comments), (4, 5));
    let found = counted(&texts, 2, 1);
    // ba follows ab in the first text, and stands in the third; in `a b` nothing is joined.
    assert_eq!(
        found,
        [(codes("ab"), 3), (codes("ba"), 2)].into_iter().collect()
    );
    assert_eq!(counted(&texts, 3, 2), BTreeMap::new());
    // Each of a and b stands in four texts.
    assert_eq!(Ngrams::new(&texts, 1).total, 8);
}

#[test]
fn splits_pair_the_parts_of_a_string() {
    let texts = texts(&["abc", "abx", "ab", "c"]);
    let mut ngrams = Ngrams::new(&texts, 1);
    ngrams.lengthen();
    ngrams.lengthen();
    let numbers = 0..u32::try_from(ngrams.levels[2].counts.len()).unwrap();
    let mut all = numbers.map(|number| (ngrams.codes(number), ngrams.splits(number)));
    let (_, splits) = all.find(|(found, _)| *found == codes("abc")).unwrap();
    // ab|c: 3 and 2; a|bc: 3 and 1. Of nine letters, log₂(1·9 / (3·2)) is the least.
    assert_eq!(splits, (1, vec![(3, 2), (3, 1)]));
    assert_eq!(cohesion(1, &splits.1, 9), Some(libm::log2(1.5)));
}

#[test]
fn neighbours_beyond_punctuation_and_ends_of_texts_are_told_apart() {
    // Before ab: x, x beyond a break, and two beginnings: four different ones, 2 bits.
    // Behind ab: y in the first and second, two ends: ½·1 + 2·¼·2 = 1.5 bits.
    let texts = texts(&["xaby", "x aby", "ab", "ab x"]);
    let mut ngrams = Ngrams::new(&texts, 4);
    assert!(ngrams.lengthen());
    assert_eq!(ngrams.codes(0), codes("ab"));
    let (left, right) = ngrams.boundary_entropies(&[true]);
    assert_eq!((left[0], right[0]), (2.0, boundary_entropy(&[2, 1], 1)));
    assert_eq!(boundary_entropy(&[2, 1], 1), 1.5);
    let (left, _) = ngrams.boundary_entropies(&[false]);
    assert_eq!(left, [0.0]);
}

#[test]
fn what_many_texts_copy_does_not_move_freely() {
    // The same list in different comments: behind cd always e beyond the mark.
    let texts = texts(&["1 cd ef", "2 cd ef", "3 cd ef", "4 cd ef"]);
    let mut ngrams = Ngrams::new(&texts, 4);
    ngrams.lengthen();
    let (left, right) = ngrams.boundary_entropies(&[true, true]);
    assert_eq!((left[0], right[0]), (2.0, 0.0));
}

#[test]
fn evidence_counts_copies_cuts_and_comments() {
    let mut texts = texts(&["xab", "aab", "aab", "ccc"]);
    let mut whole = text("ab");
    whole.units[2] = u32::from('b') | WORD;
    texts.add(whole, 5);
    let strings = [codes("ab"), codes("cc")];
    let strings: Vec<&[u32]> = strings.iter().map(Vec::as_slice).collect();
    let found = evidence(&texts, &strings);
    assert_eq!((found[0].tf, found[0].df), (4, 4));
    assert_eq!(found[0].documents, [1, 2, 5]);
    // A border before a, before b and behind; in the last text none before b.
    assert_eq!(
        found[0].cuts,
        [(0b101, 1), (0b111, 3)].into_iter().collect()
    );
    assert_eq!((found[0].whole(2), found[0].broken(2)), (1, 3));
    assert_eq!(found[0].commonest(), Some((0b111, 3)));
    assert_eq!(found[0].between_words, 4);
    // From left to right without overlap.
    assert_eq!((found[1].tf, found[1].df), (1, 1));
}

#[test]
fn personal_data_is_not_counted_and_is_told() {
    let mut texts = texts(&["ab"]);
    let mut personal = text("ab");
    personal.units[1] |= PERSONAL;
    texts.add(personal, 2);
    assert_eq!(
        counted(&texts, 2, 1),
        [(codes("ab"), 1)].into_iter().collect()
    );
    let found = evidence(&texts, &[&codes("ab")]);
    assert_eq!((found[0].tf, found[0].personal), (2, 1));
}

proptest! {
    #[test]
    fn counts_are_those_of_a_plain_count(
        letters in proptest::collection::vec("[abc ]{0,12}", 1..12),
        n in 1_usize..5,
        min_count in 1_u32..4,
    ) {
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        let texts = texts(&letters);
        let mut naive: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
        let different: BTreeSet<Vec<u32>> = letters.iter().map(|letters| text(letters).units).collect();
        prop_assert_eq!(different.len(), texts.len());
        for units in different {
            let codes: Vec<u32> = units.iter().map(|unit| code(*unit)).collect();
            let strings = codes.windows(n).filter(|string| !string.contains(&BREAK));
            for string in strings.collect::<BTreeSet<_>>() {
                *naive.entry(string.to_vec()).or_default() += 1;
            }
        }
        naive.retain(|_, count| *count >= u64::from(min_count));
        prop_assert_eq!(counted(&texts, n, min_count), naive);
    }
}
