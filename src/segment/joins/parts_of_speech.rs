//! What the dictionary calls a word, as far as joins ask.

use crate::segment::Segmenter;

/// The class of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A verb, or a phrase that acts as one.
    Verb,
    /// An adjective, or another word that describes.
    Adjective,
    /// A thing, not a name.
    Noun,
    /// In the dictionary, but none of these.
    Other,
    /// Not in the dictionary.
    Unknown,
}

/// The class of a word by its tag in the engine's dictionary or in a lexicon.
pub(super) fn class(word: &str, engine: &dyn Segmenter) -> Class {
    let Some(tag) = engine.part_of_speech(word) else {
        return Class::Unknown;
    };
    match tag.as_str() {
        tag if tag.starts_with('v') => Class::Verb,
        "ad" | "an" | "a" | "ag" | "z" | "b" | "i" | "l" => Class::Adjective,
        "n" | "ng" | "j" | "eng" => Class::Noun,
        _ => Class::Other,
    }
}
