//! Rule `stretch`: one character held down.

use super::Edits;

/// Shortens runs of the same character to `kept`. Digits carry their number and blanks carry no
/// emphasis: both stay.
pub(super) fn propose(text: &str, kept: u32, edits: &mut Edits) {
    let mut run = Run::default();
    for (at, character) in text.char_indices() {
        if run.character != Some(character) {
            run.shorten(at, kept, edits);
            run = Run {
                character: Some(character),
                ..Run::default()
            };
        }
        run.n_equal += 1;
        if run.n_equal == kept {
            run.keep_end = at + character.len_utf8();
        }
    }
    run.shorten(text.len(), kept, edits);
}

/// Equal characters in a row.
#[derive(Default)]
struct Run {
    character: Option<char>,
    n_equal: u32,
    /// Where the part that is kept ends.
    keep_end: usize,
}

impl Run {
    fn shorten(&self, end: usize, kept: u32, edits: &mut Edits) {
        let stays = |c: char| c.is_numeric() || c.is_whitespace();
        if self.n_equal > kept && !self.character.is_some_and(stays) {
            edits.remove(self.keep_end..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    fn propose(text: &str, edits: &mut Edits) {
        super::propose(text, 3, edits);
    }

    #[test]
    fn the_length_that_is_kept_is_a_parameter() {
        let to = |kept| {
            once(
                |text, edits| super::propose(text, kept, edits),
                "啊啊啊啊好好",
            )
        };
        assert_eq!(to(1), ("啊好".into(), 2));
        assert_eq!(to(2), ("啊啊好好".into(), 1));
    }

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
