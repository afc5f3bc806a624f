//! Numbers and names that are personal by the words before them.

use std::ops::{Range, RangeInclusive};

use super::PersonalDataKind;
use super::checks;
use super::fold::{self, Symbol};
use super::groups::{Groups, digits, digits_end};
use super::number;
use super::scan::Hit;

/// What a wording announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    WeChat,
    Qq,
    /// Of a group, which has six digits at least. Other words may stand between.
    Group,
    Telephone,
    IdCard,
    BankCard,
    Passport,
    /// Of another platform; only with 号, ID or a colon.
    Account,
}

use Announced::{Account, BankCard, Group, IdCard, Passport, Qq, Telephone, WeChat};

/// Wordings in folded form.
const WORDS: [(&str, Announced); 78] = [
    ("微信", WeChat),
    ("威信", WeChat),
    ("薇信", WeChat),
    ("维信", WeChat),
    ("徽信", WeChat),
    ("溦信", WeChat),
    ("嶶信", WeChat),
    ("微xin", WeChat),
    ("v信", WeChat),
    ("v号", WeChat),
    ("微号", WeChat),
    ("薇号", WeChat),
    ("wx", WeChat),
    ("vx", WeChat),
    ("weixin", WeChat),
    ("wechat", WeChat),
    ("加微", WeChat),
    ("加薇", WeChat),
    ("加威", WeChat),
    ("我微", WeChat),
    ("我薇", WeChat),
    ("我威", WeChat),
    ("+微", WeChat),
    ("+薇", WeChat),
    ("+威", WeChat),
    ("微:", WeChat),
    ("薇:", WeChat),
    ("加v", WeChat),
    ("我v", WeChat),
    ("+v", WeChat),
    ("v:", WeChat),
    ("qq", Qq),
    ("q号", Qq),
    ("q群", Group),
    ("加q", Qq),
    ("我q", Qq),
    ("的q", Qq),
    ("+q", Qq),
    ("q:", Qq),
    ("扣扣", Qq),
    ("抠抠", Qq),
    ("叩叩", Qq),
    ("球球", Qq),
    ("企鹅", Qq),
    ("加扣", Qq),
    ("+扣", Qq),
    ("加企", Qq),
    ("群", Group),
    ("裙", Group),
    ("峮", Group),
    ("电话", Telephone),
    ("座机", Telephone),
    ("固话", Telephone),
    ("致电", Telephone),
    ("tel", Telephone),
    ("身份证", IdCard),
    ("身份证件", IdCard),
    ("银行卡", BankCard),
    ("储蓄卡", BankCard),
    ("借记卡", BankCard),
    ("信用卡", BankCard),
    ("工资卡", BankCard),
    ("社保卡", BankCard),
    ("卡号", BankCard),
    ("护照", Passport),
    ("通行证", Passport),
    ("抖音", Account),
    ("快手", Account),
    ("小红书", Account),
    ("微博", Account),
    ("支付宝", Account),
    ("陌陌", Account),
    ("闲鱼", Account),
    ("b站", Account),
    ("uid", Account),
    ("yy", Account),
    ("飞信", Account),
    ("旺旺", Account),
];

/// Most symbols between a wording and its number.
const LONGEST_FILLER: usize = 8;

/// Fewest characters of a value.
const FEWEST: usize = 5;

/// How a number is announced.
struct Wording {
    announced: Announced,
    strength: Strength,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// The word alone: `微信 abc123`.
    Weak,
    /// With 是 or the like, which may also begin a description: `微博是twitter那样的`.
    Said,
    /// With 号, ID, a colon, or a word for adding: `微信号 abcdef`.
    Strong,
}

/// The wording that ends where a number begins, with nothing but filler between.
fn wording(part: &[Symbol], start: usize) -> Option<Wording> {
    let mut strength = Strength::Weak;
    let mut group = None;
    let mut end = start;
    for _ in 0..=LONGEST_FILLER {
        let known = WORDS
            .iter()
            .find(|(word, _)| is_word_before(part, end, word));
        if let Some((word, announced)) = known {
            if word.ends_with([':', '号']) || word.starts_with(['加', '我', '+']) {
                strength = Strength::Strong;
            }
            let found = Wording {
                announced: *announced,
                strength,
            };
            if *word != "群" {
                return Some(found);
            }
            group = group.or(Some(found));
        }
        match fold::before(part, end) {
            Some(':' | '号') => strength = Strength::Strong,
            Some('=' | '是' | '为' | '加' | '→') => strength = strength.max(Strength::Said),
            Some('d') if fold::ends_with(&part[..end], "id") => {
                strength = Strength::Strong;
                end -= 1;
            }
            Some(c) if is_filler(c) => {}
            _ => break,
        }
        end -= 1;
    }
    group
}

/// Whether a word ends at a position; Latin letters at its beginning are not the end of another.
fn is_word_before(part: &[Symbol], end: usize, word: &str) -> bool {
    fold::ends_with(&part[..end], word)
        && (!word.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !fold::before(part, end - word.chars().count())
                .is_some_and(|c| c.is_ascii_alphanumeric()))
}

fn is_filler(c: char) -> bool {
    " -.~_/|>([【「『<《“\"'码我你的群有这个账帐户》”)】」』".contains(c)
}

/// Appends the number or name that begins at a letter or digit, if a wording stands before it,
/// and further numbers after it.
pub(super) fn worded(part: &[Symbol], start: usize, hits: &mut Vec<Hit>) {
    // A quick look first, since most numbers and words are short.
    let is_value = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let near = &part[start..part.len().min(start + FEWEST)];
    let grouped = !part[start].c.is_ascii_digit() || digits_end(part, start) - start >= 3;
    if !grouped || fold::run_end(near, 0, is_value) < FEWEST {
        return;
    }
    let Some((wording, start)) = announced(part, start) else {
        return;
    };
    let Some((kind, end)) = value(part, start, &wording) else {
        return;
    };
    hits.push(Hit {
        kind,
        range: start..end,
    });
    let mut end = end;
    while let Some(next) = further_number(part, kind, end) {
        end = next.end;
        hits.push(Hit { kind, range: next });
    }
}

/// A further number of QQ after one: `QQ 123456、654321`.
fn further_number(part: &[Symbol], kind: PersonalDataKind, end: usize) -> Option<Range<usize>> {
    let start = fold::run_end(part, end, |c| " 、,/或和&;|".contains(c));
    let listed = kind == PersonalDataKind::Qq
        && (1..=3).contains(&(start - end))
        && fold::at(part, start)?.is_ascii_digit()
        && number::number(part, start).is_none();
    if !listed {
        return None;
    }
    Some(start..messenger_number(part, start, 5..=11)?)
}

/// The wording and where its value begins: here, or after letters such as the vx of `+vxabc123`.
fn announced(part: &[Symbol], start: usize) -> Option<(Wording, usize)> {
    if let Some(wording) = wording(part, start) {
        return Some((wording, start));
    }
    let adds = matches!(fold::before(part, start), Some('加' | '+' | '我'));
    let glued = ["vx", "wx", "v"]
        .into_iter()
        .find(|word| adds && fold::starts_with(part, start, word))?;
    let wording = Wording {
        announced: WeChat,
        strength: Strength::Weak,
    };
    let value = start + glued.len();
    let letter = fold::at(part, value)?.is_ascii_alphabetic();
    let other = ["vip", "vivo", "ver"]
        .into_iter()
        .any(|word| fold::starts_with(part, start, word));
    (letter && !other).then_some((wording, value))
}

/// What a value is and where it ends, if it has the form that the wording asks for.
fn value(part: &[Symbol], start: usize, wording: &Wording) -> Option<(PersonalDataKind, usize)> {
    let numeric = part[start].c.is_ascii_digit();
    let strength = wording.strength;
    let (kind, end) = match wording.announced {
        WeChat => {
            let end = if numeric {
                messenger_number(part, start, 5..=11)
            } else {
                name_end(part, start, 6..=20, strength)
            };
            (PersonalDataKind::WeChat, end)
        }
        Qq => (PersonalDataKind::Qq, messenger_number(part, start, 5..=11)),
        Group => {
            let end = messenger_number(part, start, 6..=10);
            let said = strength >= Strength::Said;
            let end = end.filter(|end| said || !checks::date(&digits(part, start..*end)));
            (PersonalDataKind::Qq, end)
        }
        Telephone => (PersonalDataKind::Landline, local_number(part, start)),
        IdCard => (PersonalDataKind::IdCard, id_number(part, start)),
        BankCard => (PersonalDataKind::BankCard, card_number(part, start)),
        Passport => (PersonalDataKind::Passport, passport_number(part, start)),
        Account => {
            let end = match strength {
                Strength::Said | Strength::Strong if numeric => {
                    messenger_number(part, start, 5..=16)
                }
                Strength::Strong => name_end(part, start, 5..=24, Strength::Weak),
                Strength::Weak | Strength::Said => None,
            };
            (PersonalDataKind::Account, end)
        }
    };
    Some((kind, end?))
}

/// The end of a local telephone number of 7 or 8 digits.
fn local_number(part: &[Symbol], start: usize) -> Option<usize> {
    let is_local = |values: &[u8]| {
        matches!(values.len(), 7 | 8) && matches!(values, [2..=9, ..]) && !checks::date(values)
    };
    free_end(part, start, number::local_end(part, start, is_local)?)
}

/// The end of 15 or 18 characters of an identity card, whatever its check digit.
fn id_number(part: &[Symbol], start: usize) -> Option<usize> {
    let end = digits_end(part, start);
    let end = end + usize::from(end - start == 17 && fold::at(part, end) == Some('x'));
    match end - start {
        15 | 18 => free_end(part, start, end),
        _ => None,
    }
}

/// The end of 16 to 19 digits of a bank card, whatever its check digit.
fn card_number(part: &[Symbol], start: usize) -> Option<usize> {
    let groups = Groups::at(part, start);
    let mut sizes = (1..=groups.n_groups()).rev();
    let n_groups = sizes.find(|n_groups| (16..=19).contains(&groups.n_digits(*n_groups)))?;
    free_end(part, start, groups.first(n_groups)[n_groups - 1].1)
}

/// The end of one or two letters and 7 to 9 digits.
fn passport_number(part: &[Symbol], start: usize) -> Option<usize> {
    let digits_start = fold::run_end(part, start, |c| c.is_ascii_alphabetic());
    let end = digits_end(part, digits_start);
    let fits = matches!(digits_start - start, 1..=2) && matches!(end - digits_start, 7..=9);
    fits.then(|| free_end(part, start, end)).flatten()
}

fn free_end(part: &[Symbol], start: usize, end: usize) -> Option<usize> {
    number::is_free(part, start, end).then_some(end)
}

/// The end of a number of so many digits, in one piece or in groups of three and four.
fn messenger_number(
    part: &[Symbol],
    start: usize,
    n_digits: RangeInclusive<usize>,
) -> Option<usize> {
    if !matches!(part[start].c, '1'..='9') {
        return None;
    }
    let groups = Groups::at(part, start);
    (1..=groups.n_groups()).rev().find_map(|n_groups| {
        let shape = groups.first(n_groups);
        let end = shape[n_groups - 1].1;
        let n_here = groups.n_digits(n_groups);
        let grouped = shape
            .iter()
            .all(|(start, end)| matches!(end - start, 3 | 4));
        let fits = n_groups == 1 || n_here >= 8 && grouped && !groups.is_cut(part, n_groups);
        (fits && n_digits.contains(&n_here))
            .then(|| free_end(part, start, end))
            .flatten()
    })
}

/// Latin words that follow the name of a messenger without being a user's name.
const NOT_NAMES: [&str; 28] = [
    "android", "iphone", "ipad", "ios", "win", "windows", "mac", "macos", "wechat", "weixin",
    "alipay", "paypal", "taobao", "version", "ver", "update", "login", "huawei", "xiaomi", "redmi",
    "oppo", "vivo", "mate", "pro", "app", "apple", "http", "https",
];

/// The end of a name of letters, digits, `_` and `-` that begins with a letter. Without a strong
/// wording it must hold a digit or `_`, as English words do not.
fn name_end(
    part: &[Symbol],
    start: usize,
    n_chars: RangeInclusive<usize>,
    strength: Strength,
) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    if wording_boundary(part, start, inner) {
        return None;
    }
    let mut end = fold::run_end(part, start, is_name);
    while matches!(part[end - 1].c, '-' | '_') {
        end -= 1;
    }
    let mixed = part[start..end]
        .iter()
        .any(|symbol| symbol.c.is_ascii_digit() || symbol.c == '_');
    let letters_end = fold::run_end(part, start, |c| c.is_ascii_alphabetic());
    let not_name = NOT_NAMES
        .iter()
        .any(|word| word.len() == letters_end - start && fold::starts_with(part, start, word));
    let goes_on = matches!(fold::at(part, end), Some('.' | '@' | '/'))
        && fold::at(part, end + 1).is_some_and(|c| c.is_ascii_alphanumeric());
    let valid = n_chars.contains(&(end - start))
        && (mixed || strength == Strength::Strong)
        && !not_name
        && !goes_on;
    valid.then_some(end)
}

/// Whether a value is the rest of a longer word. The letters of a wording may touch it.
fn wording_boundary(part: &[Symbol], start: usize, inner: impl Fn(char) -> bool) -> bool {
    let glued = ["vx", "wx", "v"]
        .into_iter()
        .any(|word| is_word_before(part, start, word));
    !glued && fold::before(part, start).is_some_and(|c| inner(c) && c != '-' && c != '.')
}
