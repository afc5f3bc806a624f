//! One pass over a part of a text, up to the first personal data in it.

use std::ops::Range;

use super::fold::{self, Symbol};
use super::{PersonalDataKind, address, number, plate, wording};

/// Personal data in symbols of a part.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) kind: PersonalDataKind,
    pub(super) range: Range<usize>,
}

/// Appends the first personal data of a part. It is several hits only where one wording speaks of
/// several numbers (`QQ 123456、654321`).
pub(super) fn first(part: &[Symbol], hits: &mut Vec<Hit>) {
    let mut at = 0;
    while at < part.len() {
        let c = part[at].c;
        if c == '@'
            && let Some(hit) = address::mention(part, at)
        {
            hits.push(hit);
            return;
        }
        if !c.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        // Letters or digits begin here, possibly in the middle of a word such as tel138….
        if !fold::before(part, at).is_some_and(|c| c.is_ascii_alphanumeric()) {
            if let Some(url) = address::url(part, at) {
                if address::is_profile(&part[url.clone()]) {
                    hits.push(Hit {
                        kind: PersonalDataKind::Profile,
                        range: url,
                    });
                    return;
                }
                at = url.end;
                continue;
            }
            let hit = address::email(part, at).or_else(|| plate::plate(part, at));
            if let Some(hit) = hit {
                hits.push(hit);
                return;
            }
        }
        if c.is_ascii_digit()
            && let Some(hit) = number::number(part, at)
        {
            hits.push(hit);
            return;
        }
        wording::worded(part, at, hits);
        if !hits.is_empty() {
            return;
        }
        at = if c.is_ascii_digit() {
            fold::run_end(part, at, |c| c.is_ascii_digit())
        } else {
            fold::run_end(part, at, |c| c.is_ascii_alphabetic())
        };
    }
}
