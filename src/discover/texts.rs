//! The kept comments as numbers, one for each character.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A character, a word in Latin letters, or a break, with flags.
///
/// The lower 21 bits are the character's scalar value; above the scalar values they number the
/// Latin words, and 0 is a break.
pub(super) type Unit = u32;

/// What cannot be part of a candidate: punctuation, blanks, numbers, the ends of a comment.
pub(super) const BREAK: u32 = 0;
/// A token of the program begins here.
pub(super) const TOKEN: u32 = 1 << 21;
/// A word begins here when only words that the dictionary and the lexicons have are joined.
pub(super) const WORD: u32 = 1 << 22;
/// Part of personal data.
pub(super) const PERSONAL: u32 = 1 << 23;

/// The part of a unit without its flags.
const CODE: u32 = TOKEN - 1;
/// The first number of a Latin word.
const FIRST_LATIN: u32 = char::MAX as u32 + 1;
/// Numbers of Latin words.
const MAX_LATIN: u32 = CODE - FIRST_LATIN;

/// What a unit stands for.
pub(super) fn code(unit: Unit) -> u32 {
    unit & CODE
}

/// One comment: its characters, and its Latin words by their place.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// Begins and ends with a break; no two breaks follow each other.
    pub(super) units: Vec<Unit>,
    /// Places in `units` of the Latin words.
    pub(super) latin: Vec<(usize, String)>,
}

/// All different comments, one after the other.
#[derive(Debug, Default, Clone)]
pub(super) struct Texts {
    pub(super) units: Vec<Unit>,
    /// Where each text begins in `units`.
    starts: Vec<usize>,
    /// How many comments read so.
    pub(super) copies: Vec<u32>,
    /// Number of the first of these comments among all documents read.
    pub(super) documents: Vec<u64>,
    latin: Vec<Box<str>>,
    latin_numbers: FxHashMap<Box<str>, u32>,
    /// The text that a hash belongs to.
    known: FxHashMap<u64, u32>,
    /// Kept comments.
    pub(super) n_comments: u64,
}

impl Texts {
    /// Adds a comment; one that reads like an earlier one only counts.
    pub(super) fn add(&mut self, mut text: Text, document: u64) {
        self.n_comments += 1;
        for (place, word) in text.latin {
            text.units[place] = match self.number(word) {
                Some(number) => text.units[place] | number,
                None => text.units[place] & !CODE | BREAK,
            };
        }
        let hash = FxBuildHasher.hash_one(&text.units);
        // Of two different texts with one hash the second is kept beside the first, unhashed.
        if let Some(same) = self.known.get(&hash).copied()
            && self.units[self.range(same as usize)] == text.units
        {
            self.copies[same as usize] += 1;
            return;
        }
        let number = u32::try_from(self.starts.len()).expect("there are fewer than 2^32 texts");
        self.known.entry(hash).or_insert(number);
        self.starts.push(self.units.len());
        self.copies.push(1);
        self.documents.push(document);
        self.units.extend_from_slice(&text.units);
    }

    fn number(&mut self, word: String) -> Option<u32> {
        if let Some(number) = self.latin_numbers.get(word.as_str()) {
            return Some(*number);
        }
        let number = u32::try_from(self.latin.len()).ok();
        let number = number.filter(|number| *number < MAX_LATIN)? + FIRST_LATIN;
        let word = word.into_boxed_str();
        self.latin.push(word.clone());
        self.latin_numbers.insert(word, number);
        Some(number)
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Where a text stands in `units`.
    pub(super) fn range(&self, text: usize) -> Range<usize> {
        let end = self.starts.get(text + 1).copied();
        self.starts[text]..end.unwrap_or(self.units.len())
    }

    /// The characters of a unit.
    pub(super) fn push_unit(&self, code: u32, out: &mut String) {
        match char::from_u32(code) {
            Some(c) => out.push(c),
            None => out.push_str(&self.latin[(code - FIRST_LATIN) as usize]),
        }
    }
}

/// Whether a unit is a word in Latin letters.
pub(super) fn is_latin(code: u32) -> bool {
    code >= FIRST_LATIN
}
