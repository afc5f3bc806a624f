//! How much of the text around an occurrence is shown.

use std::ops::Range;
use std::str::FromStr;

use super::KwicError;
use crate::explain::Masked;
use crate::pipeline::Course;

/// How much of the text is shown on each side. Its text form is a number of characters, or of
/// tokens with `t`.
///
/// ```
/// use ciyun::kwic::Context;
/// assert_eq!("20".parse(), Ok(Context::Characters(20)));
/// assert_eq!("5t".parse(), Ok(Context::Tokens(5)));
/// assert!("near".parse::<Context>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// So many characters of the source; a mask is shown whole.
    Characters(usize),
    /// The text of so many tokens.
    Tokens(usize),
}

impl Default for Context {
    fn default() -> Context {
        Context::Characters(20)
    }
}

impl FromStr for Context {
    type Err = KwicError;

    fn from_str(text: &str) -> Result<Context, KwicError> {
        let (number, tokens) = match text.strip_suffix('t') {
            Some(number) => (number, true),
            None => (text, false),
        };
        match (number.parse(), tokens) {
            (Ok(n), false) => Ok(Context::Characters(n)),
            (Ok(n), true) => Ok(Context::Tokens(n)),
            (Err(_), _) => Err(KwicError::BadContext {
                found: text.to_owned(),
            }),
        }
    }
}

/// The three parts of a line.
pub(super) struct Parts {
    pub(super) left: String,
    pub(super) node: String,
    pub(super) right: String,
}

impl Context {
    /// The text around an occurrence, masked, on one line.
    pub(super) fn parts(self, source: &str, found: &Range<usize>, course: &Course) -> Parts {
        let shown = match self {
            Context::Characters(_) => 0..source.len(),
            Context::Tokens(n) => around(n, found, course),
        };
        // Masks need the wording around a number, so they are made of the whole text.
        let of = |part: Range<usize>| Masked::new(source, &part);
        let Masked { text, part, masks } = of(found.clone());
        let (mut start, mut end) = match self {
            Context::Characters(n) => {
                let back = text[..part.start].char_indices().rev().take(n).last();
                let on = text[part.end..].char_indices().nth(n);
                (
                    back.map_or(part.start, |(at, _)| at),
                    on.map_or(text.len(), |(at, _)| part.end + at),
                )
            }
            Context::Tokens(_) => (
                of(shown.start..found.start.max(shown.start))
                    .part
                    .start
                    .min(part.start),
                of(found.end.min(shown.end)..shown.end)
                    .part
                    .end
                    .max(part.end),
            ),
        };
        for mask in &masks {
            if mask.start < start && start < mask.end {
                start = mask.start;
            }
            if mask.start < end && end < mask.end {
                end = mask.end;
            }
        }
        Parts {
            left: on_one_line(&text[start..part.start]),
            node: on_one_line(&text[part.clone()]),
            right: on_one_line(&text[part.end..end]),
        }
    }
}

/// The bytes from the n-th token before an occurrence to the n-th after it.
fn around(n: usize, found: &Range<usize>, course: &Course) -> Range<usize> {
    let before = course.tokens.iter().rev();
    let before = before.filter(|token| token.source.end <= found.start);
    let after = course.tokens.iter();
    let after = after.filter(|token| token.source.start >= found.end);
    let start = before.take(n).last().map(|token| token.source.start);
    let end = after.take(n).last().map(|token| token.source.end);
    start.unwrap_or(found.start)..end.unwrap_or(found.end)
}

/// Control characters become blanks: they could move the cursor of a terminal.
fn on_one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}
