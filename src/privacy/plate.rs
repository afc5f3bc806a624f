//! Number plates of vehicles.

use super::PersonalDataKind;
use super::fold::{self, Symbol};
use super::scan::Hit;

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Characters that make a word with 新, after which 新 is no province.
const BEFORE_NEW: &str = "最更全崭重刷翻创革";

/// A plate whose letter stands at a position, after its province.
///
/// Five characters follow, at most two of them letters, the last possibly 挂 or the like; or six
/// on the plates of new-energy vehicles, where the first or the last is a letter. I and O are not
/// used, to be told from 1 and 0.
pub(super) fn plate(part: &[Symbol], letter: usize) -> Option<Hit> {
    let start = letter.checked_sub(1)?;
    let province = part[start].c;
    if !PROVINCES.contains(province) || !part[letter].c.is_ascii_alphabetic() {
        return None;
    }
    if province == '新' && fold::before(part, start).is_some_and(|c| BEFORE_NEW.contains(c)) {
        return None;
    }
    let gap = matches!(fold::at(part, letter + 1), Some('·' | '.' | '-' | ' '));
    let serial = letter + 1 + usize::from(gap);
    if serial >= part.len() {
        return None;
    }
    let end = fold::run_end(part, serial, |c| c.is_ascii_alphanumeric());
    let tail = fold::at(part, end).is_some_and(|c| "挂学警港澳领".contains(c));
    let n_letters = part[serial..end]
        .iter()
        .filter(|symbol| symbol.c.is_ascii_alphabetic())
        .count();
    let confusable = part[serial..end]
        .iter()
        .any(|symbol| matches!(symbol.c, 'i' | 'o'));
    let new_energy = |at: usize| matches!(part[at].c, 'a'..='h' | 'j' | 'k');
    let valid = match end - serial {
        4 => tail && n_letters <= 2,
        5 => n_letters <= 2,
        6 => n_letters <= 2 && (new_energy(serial) || n_letters == 1 && new_energy(end - 1)),
        _ => false,
    };
    // A model or a version goes on.
    let goes_on = matches!(fold::at(part, end), Some('_' | '.' | '-'))
        && fold::at(part, end + 1).is_some_and(|c| c.is_ascii_alphanumeric());
    if !valid || confusable || goes_on {
        return None;
    }
    Some(Hit {
        kind: PersonalDataKind::Plate,
        range: start..end + usize::from(tail && end - serial == 4),
    })
}
