//! Rule `stretch`: one character held down.

use super::Edits;

/// Most characters of a run that are kept.
const KEPT: usize = 3;

/// Shortens runs of the same character to three. Digits carry their number and blanks carry no
/// emphasis: both stay.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut previous = None;
    let (mut n_equal, mut keep_end) = (0_usize, 0);
    for (at, character) in text.char_indices() {
        if previous == Some(character) {
            n_equal += 1;
            if n_equal == KEPT {
                keep_end = at + character.len_utf8();
            }
            continue;
        }
        shorten(previous, n_equal, keep_end..at, edits);
        (previous, n_equal) = (Some(character), 1);
    }
    shorten(previous, n_equal, keep_end..text.len(), edits);
}

fn shorten(
    character: Option<char>,
    n_equal: usize,
    rest: std::ops::Range<usize>,
    edits: &mut Edits,
) {
    let stays = |c: char| c.is_numeric() || c.is_whitespace();
    if n_equal > KEPT && !character.is_some_and(stays) {
        edits.remove(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn runs_are_cut_to_three() {
        assert_eq!(
            once(propose, "好好好好好!!!!哈哈哈"),
            ("好好好!!!哈哈哈".into(), 2)
        );
        assert_eq!(once(propose, "aaaab"), ("aaab".into(), 1));
        assert_eq!(
            once(propose, "666666    \n\n\n\n"),
            ("666666    \n\n\n\n".into(), 0)
        );
    }
}
