//! Digits as they are typed: in one piece, or in groups with blanks, hyphens or dots between.

use std::ops::Range;

use super::fold::{self, Symbol};

/// A mobile number with a blank after each digit.
const MOST: usize = 11;

/// Groups of digits in a row, all with the same separator.
#[derive(Debug)]
pub(super) struct Groups {
    list: [(usize, usize); MOST],
    n_groups: usize,
    separator: Option<char>,
}

impl Groups {
    /// The groups that begin at a digit.
    pub(super) fn at(part: &[Symbol], start: usize) -> Groups {
        let mut groups = Groups {
            list: [(start, digits_end(part, start)); MOST],
            n_groups: 1,
            separator: None,
        };
        while groups.n_groups < MOST {
            let end = groups.list[groups.n_groups - 1].1;
            let Some((separator, next)) = separator(part, end) else {
                break;
            };
            if groups.separator.is_some_and(|known| known != separator) {
                break;
            }
            groups.separator = Some(separator);
            groups.list[groups.n_groups] = (next, digits_end(part, next));
            groups.n_groups += 1;
        }
        groups
    }

    pub(super) fn n_groups(&self) -> usize {
        self.n_groups
    }

    /// The first groups alone.
    pub(super) fn first(&self, n_groups: usize) -> &[(usize, usize)] {
        &self.list[..n_groups]
    }

    /// The digits of the first groups together.
    pub(super) fn n_digits(&self, n_groups: usize) -> usize {
        let groups = self.first(n_groups).iter();
        groups.map(|(start, end)| end - start).sum()
    }

    /// Whether the first groups are cut out of a longer row: joined by a hyphen or dot to digits
    /// before or after them. A blank may well stand between two numbers.
    pub(super) fn is_cut(&self, part: &[Symbol], n_groups: usize) -> bool {
        let Some(separator @ ('-' | '.' | '·')) = self.separator else {
            return false;
        };
        let start = self.list[0].0;
        let joined_before = fold::before(part, start) == Some(separator)
            && fold::before(part, start - 1).is_some_and(|c| c.is_ascii_digit());
        n_groups > 1 && (n_groups < self.n_groups || joined_before)
    }
}

/// Where the digits that begin at a position end.
pub(super) fn digits_end(part: &[Symbol], start: usize) -> usize {
    fold::run_end(part, start, |c| c.is_ascii_digit())
}

/// The values of digits; groups are joined, and other characters do not count.
pub(super) fn digits(part: &[Symbol], range: Range<usize>) -> Vec<u8> {
    let digits = part[range]
        .iter()
        .filter_map(|symbol| symbol.c.to_digit(10));
    digits
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect()
}

/// A mark or one or two blanks with a digit after it: the mark, and where the digit stands.
fn separator(part: &[Symbol], at: usize) -> Option<(char, usize)> {
    let mark = fold::at(part, at)?;
    let next = match mark {
        '-' | '.' | '·' => at + 1,
        ' ' if fold::at(part, at + 1) == Some(' ') => at + 2,
        ' ' => at + 1,
        _ => return None,
    };
    fold::at(part, next)?
        .is_ascii_digit()
        .then_some((mark, next))
}
