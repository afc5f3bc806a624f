//! Numbers that are personal by their pattern alone.

use super::PersonalDataKind::{self, BankCard, IdCard, Landline, Mobile};
use super::checks;
use super::fold::{self, Symbol};
use super::groups::{Groups, digits, digits_end};
use super::scan::Hit;
use super::serial;

/// How people group the digits of a mobile number.
const MOBILE_SHAPES: [&[usize]; 9] = [
    &[11],
    &[3, 4, 4],
    &[3, 8],
    &[7, 4],
    &[3, 3, 5],
    &[4, 4, 3],
    &[4, 3, 4],
    &[5, 6],
    &[1; 11],
];

/// Letters that may stand right before a number, as in `tel138…`.
const LATIN_WORDS: [&str; 14] = [
    "tel", "phone", "mobile", "call", "t", "p", "q", "qq", "v", "vx", "wx", "wechat", "weixin",
    "uid",
];

/// Characters after a number that make it an amount of money, whatever its length.
const MONEY: &str = "元块万亿¥$";

/// Characters after a number that make it an amount, if it is short. Nobody counts tens of
/// millions of things, but a telephone number may well stand before 人工 or 天天.
const UNITS: &str = "人个位条次年月天分秒步米点页楼股倍只张字集级名台部件度篇期届%‰";

/// Fewest symbols of a number that is too long to count things.
const LONG: usize = 8;

/// Personal data whose number begins at a digit.
pub(super) fn number(part: &[Symbol], start: usize) -> Option<Hit> {
    let groups = Groups::at(part, start);
    let in_groups = |n_groups| {
        let shape = groups.first(n_groups);
        let (n_digits, end) = (groups.n_digits(n_groups), shape[n_groups - 1].1);
        let cut = groups.is_cut(part, n_groups) && country_code(part, start).is_none();
        if !(11..=19).contains(&n_digits) || cut {
            return None;
        }
        id_card(part, shape)
            .or_else(|| bank_card(part, shape))
            .or_else(|| mobile(part, shape))
            .or_else(|| contiguous_mobile(part, start, end, n_groups))
    };
    (1..=groups.n_groups())
        .rev()
        .find_map(in_groups)
        .or_else(|| landline(part, groups.first(1)[0]))
}

/// Whether a number stands free: it is not part of a decimal, an amount, a hash or a name.
pub(super) fn is_free(part: &[Symbol], start: usize, end: usize) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let second_before = start.checked_sub(2).and_then(|at| fold::at(part, at));
    let free_before = match fold::before(part, start) {
        Some('.') => !is_digit(second_before),
        Some('_') => !is_word(second_before),
        Some(c) if c.is_ascii_alphabetic() => LATIN_WORDS.iter().any(|word| {
            fold::ends_with(&part[..start], word)
                && !is_word(fold::before(part, start - word.len()))
        }),
        _ => true,
    };
    let free_after = match fold::at(part, end) {
        Some('.') => !is_digit(fold::at(part, end + 1)),
        Some('_') => !is_word(fold::at(part, end + 1)),
        Some(c) if c.is_ascii_alphabetic() => {
            let letters_end = fold::run_end(part, end, |c| c.is_ascii_alphabetic());
            !is_digit(fold::at(part, letters_end))
        }
        Some(c) => {
            let counts = end - start < LONG && UNITS.contains(c);
            !counts && !MONEY.contains(c) && !c.is_ascii_digit()
        }
        None => true,
    };
    free_before && free_after
}

fn hit(kind: PersonalDataKind, start: usize, end: usize) -> Option<Hit> {
    Some(Hit {
        kind,
        range: start..end,
    })
}

fn id_card(part: &[Symbol], shape: &[(usize, usize)]) -> Option<Hit> {
    let (start, end) = (shape[0].0, shape[shape.len() - 1].1);
    let mut values = digits(part, start..end);
    let mut end = end;
    if values.len() == 17 && fold::at(part, end) == Some('x') {
        values.push(10);
        end += 1;
    }
    let valid = match values.len() {
        18 => checks::id_card(&values),
        15 => {
            shape.len() == 1 && checks::old_id_card(&values) && !serial::is_near_serial(part, start)
        }
        _ => return None,
    };
    let grouped = shape.iter().all(|(start, end)| end - start >= 3);
    if !valid || !grouped || !is_free(part, start, end) {
        return None;
    }
    hit(IdCard, start, end)
}

/// Groups of four, the last possibly shorter or longer, or one piece.
fn bank_card(part: &[Symbol], shape: &[(usize, usize)]) -> Option<Hit> {
    let (start, end) = (shape[0].0, shape[shape.len() - 1].1);
    let values = digits(part, start..end);
    let grouped = shape[..shape.len() - 1]
        .iter()
        .all(|(start, end)| matches!(end - start, 4 | 6));
    let valid = grouped
        && shape.len() <= 5
        && is_issuer(&values)
        && checks::luhn(&values)
        && is_free(part, start, end)
        && !serial::is_near_serial(part, start);
    if !valid {
        return None;
    }
    hit(BankCard, start, end)
}

/// Whether issuers of cards in China use this length with these first digits: UnionPay 62,
/// former national cards 9558, and cards of other schemes, which have 16 digits.
fn is_issuer(values: &[u8]) -> bool {
    matches!(
        (values.len(), values),
        (16..=19, [6, 2, ..])
            | (19, [9, 5, 5, 8, ..])
            | (16, [4, ..] | [5, 1..=5, ..] | [3, 5, ..] | [6, 0 | 5, ..])
    )
}

fn is_mobile(values: &[u8]) -> bool {
    matches!(values, [1, 3..=9, ..]) && values.len() == 11
}

fn mobile(part: &[Symbol], shape: &[(usize, usize)]) -> Option<Hit> {
    let lengths = shape.iter().map(|(start, end)| end - start);
    let (start, end) = (shape[0].0, shape[shape.len() - 1].1);
    let known = MOBILE_SHAPES
        .iter()
        .any(|shape| lengths.clone().eq(shape.iter().copied()));
    let valid = known
        && is_mobile(&digits(part, start..end))
        && is_free(part, start, end)
        && !serial::is_serial(part, start);
    if !valid {
        return None;
    }
    hit(Mobile, country_code(part, start).unwrap_or(start), end)
}

/// A mobile number in one piece with 86, 0086 or the 0 of old long-distance calls before it.
fn contiguous_mobile(part: &[Symbol], start: usize, end: usize, n_groups: usize) -> Option<Hit> {
    let values = digits(part, start..end);
    let (prefix, local) = values.split_at_checked(values.len().checked_sub(11)?)?;
    let valid = n_groups == 1
        && matches!(prefix, [8, 6] | [0, 0, 8, 6] | [0])
        && is_mobile(local)
        && is_free(part, start, end)
        && !serial::is_serial(part, start);
    if !valid {
        return None;
    }
    let plus = fold::before(part, start) == Some('+');
    hit(Mobile, start - usize::from(plus), end)
}

/// Where the country code 86 before a number begins, with `+` and brackets.
fn country_code(part: &[Symbol], number: usize) -> Option<usize> {
    let n_marks = part[..number]
        .iter()
        .rev()
        .take(2)
        .take_while(|symbol| matches!(symbol.c, ' ' | '-' | ')'))
        .count();
    let code_end = number - n_marks;
    let bracket = part[code_end..number].iter().any(|symbol| symbol.c == ')');
    let code = ["0086", "86"]
        .into_iter()
        .find(|code| fold::ends_with(&part[..code_end], code))?;
    let mut start = code_end - code.len();
    if fold::before(part, start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    if fold::before(part, start) == Some('+') {
        start -= 1;
    }
    match fold::before(part, start) {
        Some('(') if bracket => Some(start - 1),
        _ if bracket => None,
        _ => Some(start),
    }
}

/// An area code and 7 or 8 digits, in one piece or not; numbers after it by which an exchange
/// tells its telephones belong to it.
fn landline(part: &[Symbol], (start, area_end): (usize, usize)) -> Option<Hit> {
    let values = digits(part, start..area_end);
    let n_area = area_code(&values)?;
    let is_local = |values: &[u8]| {
        matches!(values, [2..=9, ..]) && (values.len() == 8 || values.len() == 7 && n_area == 4)
    };
    let bracket = fold::before(part, start) == Some('(');
    let end = if values.len() > n_area {
        is_local(&values[n_area..]).then_some(area_end)?
    } else {
        let closed = bracket && fold::at(part, area_end) == Some(')');
        let local = area_end + usize::from(closed);
        let n_blanks = fold::run_end(part, local, |c| matches!(c, ' ' | '-' | '.' | '·')) - local;
        let local = local + n_blanks;
        let separated = closed || n_blanks > 0;
        if !separated || n_blanks > 2 || !fold::at(part, local)?.is_ascii_digit() {
            return None;
        }
        local_end(part, local, is_local)?
    };
    if !is_free(part, start, end) || serial::is_serial(part, start) {
        return None;
    }
    let start = match fold::at(part, area_end) {
        Some(')') if bracket && end > area_end => start - 1,
        _ => start,
    };
    hit(Landline, start, extension_end(part, end))
}

/// The end of a local number in one piece or in two of which the second has four digits.
pub(super) fn local_end(
    part: &[Symbol],
    start: usize,
    is_local: impl Fn(&[u8]) -> bool,
) -> Option<usize> {
    let groups = Groups::at(part, start);
    [2, 1].into_iter().find_map(|n_groups| {
        if n_groups > groups.n_groups() {
            return None;
        }
        let shape = groups.first(n_groups);
        let (last_start, end) = shape[n_groups - 1];
        let fits = n_groups == 1 || end - last_start == 4;
        (fits && is_local(&digits(part, start..end))).then_some(end)
    })
}

fn extension_end(part: &[Symbol], end: usize) -> usize {
    if !matches!(fold::at(part, end), Some('-' | '转')) {
        return end;
    }
    let extension_end = digits_end(part, end + 1);
    match extension_end - end {
        2..=6 => extension_end,
        _ => end,
    }
}

/// The number of digits of the area code: 010 and 02x for the largest cities, four elsewhere.
fn area_code(values: &[u8]) -> Option<usize> {
    match values {
        [0, 1, 0, ..] | [0, 2, 0..=5 | 7..=9, ..] => Some(3),
        [0, 3..=9, _, _, ..] => Some(4),
        _ => None,
    }
}
