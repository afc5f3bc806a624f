//! Rule `stretch.phrase`: a phrase typed over and over.
//!
//! Three copies in a row are needed, because twice is ordinary grammar for two characters
//! (研究研究, 很好很好) and ordinary spelling in Latin (murmur). From three Han characters on
//! nothing is doubled by grammar, so two copies are enough: 打不开打不开. Repeats of one character
//! (看看看) are the business of `stretch`; phrases with a digit, and those without a letter, are
//! left alone. Marks and blanks between the copies are part of the phrase. The last copy may lack
//! them, `打不开,打不开` comes out as `打不开`; but where the text goes on at once with a letter
//! (`收到货.收到货后`) two copies are two sentences, and three are needed. One pass is made: a
//! repeat that exists only because a smaller one was taken out stays.

use super::Edits;
use super::emoticon::is_han;

/// Lengths of phrases, in characters.
const PERIODS: std::ops::RangeInclusive<usize> = 2..=20;

/// Most characters at the end of a phrase that its last copy may lack.
const LONGEST_GAP: usize = 3;

/// A phrase repeated in a row; positions in characters.
struct Repeat {
    start: usize,
    period: usize,
    n_copies: usize,
    /// Marks and blanks at the end of the phrase; the last copy may lack them.
    n_gap: usize,
}

impl Repeat {
    /// What goes: all copies but the first, with the marks between.
    fn removed(&self) -> std::ops::Range<usize> {
        let keep_end = self.start + self.period - self.n_gap;
        keep_end..keep_end + self.period * (self.n_copies - 1)
    }
}

/// Keeps the first copy of each phrase repeated in a row.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let characters: Vec<char> = text.chars().collect();
    let mut repeats = Vec::new();
    for period in PERIODS {
        if may_repeat(&characters, period) {
            find_repeats(&characters, period, &mut repeats);
        }
    }
    if repeats.is_empty() {
        return;
    }
    // The leftmost first; of those, the shortest phrase.
    repeats.sort_by_key(|repeat| (repeat.start, repeat.period));
    let mut bytes = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()])
        .enumerate();
    let mut byte_of = |position| {
        bytes
            .find_map(|(index, byte)| (index == position).then_some(byte))
            .expect("positions are asked for in their order")
    };
    let mut free = 0;
    for repeat in repeats {
        let removed = repeat.removed();
        if repeat.start >= free {
            free = removed.end;
            edits.remove(byte_of(removed.start)..byte_of(removed.end));
        }
    }
}

/// Appends the repeats of phrases of `period` characters.
fn find_repeats(characters: &[char], period: usize, repeats: &mut Vec<Repeat>) {
    // `n_equal` characters in a row equal those one period after them.
    let mut n_equal = 0;
    let pairs = characters.iter().zip(characters.iter().skip(period));
    for (at, (one, other)) in pairs.enumerate() {
        if one == other {
            n_equal += 1;
        } else if n_equal > 0 {
            repeats.extend(repeat(characters, at - n_equal, period, n_equal));
            n_equal = 0;
        }
    }
    if n_equal > 0 {
        let at = characters.len() - period;
        repeats.extend(repeat(characters, at - n_equal, period, n_equal));
    }
}

/// Whether three characters in a row come again one period later. Every repeat has them: the
/// shortest are three Han characters twice, and two characters three times of which the last copy
/// lacks a mark. Written without branches, so that the compiler compares several at a time.
fn may_repeat(characters: &[char], period: usize) -> bool {
    let Some(n_places) = characters.len().checked_sub(period + 2) else {
        return false;
    };
    let from = |offset: usize| &characters[offset..offset + n_places];
    let (a, b, c) = (from(0), from(1), from(2));
    let (x, y, z) = (from(period), from(period + 1), from(period + 2));
    let mut found = false;
    for i in 0..n_places {
        found |= (a[i] == x[i]) & (b[i] == y[i]) & (c[i] == z[i]);
    }
    found
}

/// The repeat of a phrase that begins at `start`, if there are enough copies.
fn repeat(characters: &[char], start: usize, period: usize, n_equal: usize) -> Option<Repeat> {
    if n_equal + LONGEST_GAP < period {
        return None;
    }
    let phrase = &characters[start..start + period];
    let letters = |c: &char| c.is_alphabetic();
    let uniform = phrase.iter().all(|c| *c == phrase[0]);
    if uniform || phrase.iter().any(|c| c.is_numeric()) || !phrase.iter().any(letters) {
        return None;
    }
    let n_gap = phrase
        .iter()
        .rev()
        .take_while(|c| !letters(c))
        .count()
        .min(LONGEST_GAP);
    let n_han = phrase.iter().filter(|c| is_han(**c)).count();
    let n_whole = (n_equal + period) / period;
    let n_copies = (n_equal + period + n_gap) / period;
    let goes_on = characters
        .get(start + n_equal + period)
        .is_some_and(|c| c.is_alphanumeric());
    let twice = n_han >= 3 && n_copies == 2 && (n_whole == 2 || !goes_on);
    (twice || n_copies >= 3).then_some(Repeat {
        start,
        period,
        n_copies,
        n_gap,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::once;
    use super::*;

    proptest! {
        #[test]
        fn the_quick_look_misses_no_repeat(text in "([好用卡ab,. ]{1,6}){1,8}", n_copies in 1_usize..4) {
            let characters: Vec<char> = text.repeat(n_copies).chars().collect();
            for period in PERIODS {
                let mut repeats = Vec::new();
                find_repeats(&characters, period, &mut repeats);
                prop_assert!(repeats.is_empty() || may_repeat(&characters, period));
                for repeat in repeats {
                    prop_assert!(repeat.removed().end <= characters.len());
                }
            }
        }
    }

    #[test]
    fn repeated_phrases_are_kept_once() {
        assert_eq!(once(propose, "垃圾垃圾垃圾"), ("垃圾".into(), 1));
        assert_eq!(once(propose, "打不开打不开!"), ("打不开!".into(), 1));
        assert_eq!(once(propose, "打不开,打不开"), ("打不开".into(), 1));
        assert_eq!(once(propose, "真垃圾垃圾垃圾垃"), ("真垃圾垃".into(), 1));
        assert_eq!(
            once(propose, &"非常不错的".repeat(10)),
            ("非常不错的".into(), 1)
        );
        assert_eq!(once(propose, "hahahaha bye bye bye"), ("ha bye".into(), 2));
        assert_eq!(
            once(propose, "垃圾！！！垃圾！！！垃圾"),
            ("垃圾".into(), 1)
        );
    }

    #[test]
    fn emphasis_numbers_and_marks_stay() {
        for text in [
            "拜拜",
            "哈哈",
            "看看看",
            "很好很好",
            "研究研究研",
            "murmur",
            "tomtom",
            "123123123",
            "-=-=-=-=",
            "v1v1v1v1",
            "收到货.收到货后",
            "不是这本书  这本书好",
            "一次又一次",
            "好,好,",
            "看看看看看看",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn neighbouring_repeats_count_one_by_one() {
        assert_eq!(
            once(propose, "卡死卡死卡死,闪退了闪退了"),
            ("卡死,闪退了".into(), 2)
        );
    }
}
