//! From a text to its set of 3-grams.

use super::NearDuplicateOptions;
use super::own_words::own_words;

/// Most letters and digits of a text that are looked at, so that a document takes 16 KB at most.
const LONGEST_CHARS: usize = 4096;

/// What the rule `near-duplicate` compares of a text, computed from it alone: 4 bytes for each
/// different 3-gram, nothing for a text that is too short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearDuplicateSignature {
    /// Hashes in ascending order, each once; empty for a text that is nobody's near-duplicate.
    grams: Box<[u32]>,
}

impl NearDuplicateSignature {
    /// The signature of a decoded text.
    ///
    /// ```
    /// use ciyun::clean::{NearDuplicateOptions, NearDuplicateSignature};
    /// let of = |text| NearDuplicateSignature::of(text, &NearDuplicateOptions::default());
    /// assert_eq!(of("转发这条APP更新公告，可以领取三个月会员！"), of("转发这条app更新公告 可以领取三个月会员👍"));
    /// assert!(of("打不开，闪退").is_too_short());
    /// assert!(of(&"哈".repeat(40)).is_too_short());
    /// ```
    #[must_use]
    pub fn of(text: &str, options: &NearDuplicateOptions) -> NearDuplicateSignature {
        let grams = grams(text);
        let enough = grams.len() >= options.fewest_grams();
        NearDuplicateSignature {
            grams: if enough { grams.into() } else { Box::default() },
        }
    }

    /// Whether the text is too short, or says too little, to be a near-duplicate.
    #[must_use]
    pub fn is_too_short(&self) -> bool {
        self.grams.is_empty()
    }

    pub(super) fn grams(&self) -> &[u32] {
        &self.grams
    }
}

fn grams(text: &str) -> Vec<u32> {
    let own = own_words(text);
    let mut letters = own
        .chars()
        .filter(|character| is_han(*character) || character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(LONGEST_CHARS);
    let (Some(mut first), Some(mut second)) = (letters.next(), letters.next()) else {
        return Vec::new();
    };
    let mut grams = Vec::with_capacity((own.len() / 3).min(LONGEST_CHARS));
    for third in letters {
        grams.push(hash([first, second, third]));
        (first, second) = (second, third);
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The block of most Han characters, ahead of a search in tables.
fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fa5}')
}

/// The upper half of the mixed bits; a character takes 21, so three fit without loss.
fn hash(gram: [char; 3]) -> u32 {
    let [first, second, third] = gram.map(|character| u64::from(u32::from(character)));
    let mixed = mix((first << 42) | (second << 21) | third);
    u32::try_from(mixed >> 32).expect("32 bits are left")
}

/// Scatters the bits of a number; no two numbers give the same.
///
/// # References
/// Steele, Lea and Flood (2014), *Fast Splittable Pseudorandom Number Generators*, figure 17:
/// one step of `SplitMix64` whose state was `number`.
pub(super) fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_is_the_published_step() {
        // The first value of the authors' program for seed 1234567.
        assert_eq!(mix(1_234_567), 6_457_827_717_110_365_317);
    }

    #[test]
    fn grams_are_a_sorted_set_of_letters_and_digits() {
        let mut expected = vec![
            hash(['武', '汉', '加']),
            hash(['汉', '加', '油']),
            hash(['加', '油', '武']),
            hash(['油', '武', '汉']),
        ];
        expected.sort_unstable();
        assert_eq!(grams("武汉加油！武汉 加油~武汉加油"), expected);
        assert_eq!(grams("ＶIP 12"), grams("ｖip12"));
        assert_eq!(grams("好！？👍的"), Vec::<u32>::new());
        assert_eq!(grams(""), Vec::<u32>::new());
    }

    #[test]
    fn the_limit_is_on_different_grams() {
        let options = NearDuplicateOptions::default();
        let short = |text: &str| NearDuplicateSignature::of(text, &options).is_too_short();
        assert!(short("一二三四五六七八九十甲乙丙丁，。！"));
        assert!(!short("一二三四五六七八九十甲乙丙丁戊"));
        assert!(short(&"武汉加油".repeat(10)));
        let short_allowed = NearDuplicateOptions::new(0.8, 0).unwrap();
        assert!(!NearDuplicateSignature::of("打不开", &short_allowed).is_too_short());
        assert!(NearDuplicateSignature::of("闪退", &short_allowed).is_too_short());
    }

    #[test]
    fn only_the_beginning_of_a_very_long_text_counts() {
        let text: String = ('\u{4e00}'..).take(LONGEST_CHARS).collect();
        assert_eq!(grams(&text).len(), LONGEST_CHARS - 2);
        assert_eq!(grams(&(text.clone() + "以及更多")), grams(&text));
    }
}
