//! Single values as exports write them: stars, counts, ids.

/// Stars in words, as Douban and shops write them.
const RATING_WORDS: &[(&str, f64)] = &[
    ("力荐", 5.0),
    ("推荐", 4.0),
    ("还行", 3.0),
    ("较差", 2.0),
    ("很差", 1.0),
    ("五星", 5.0),
    ("四星", 4.0),
    ("三星", 3.0),
    ("二星", 2.0),
    ("两星", 2.0),
    ("一星", 1.0),
];

/// States of a film or book on Douban that stand where the stars would: no rating was given.
const UNRATED: &[&str] = &[
    "看过", "想看", "在看", "读过", "想读", "在读", "听过", "想听", "在听", "玩过", "想玩", "在玩",
];

/// Labels of buttons that stand in place of a count of 0.
const ZERO_LABELS: &[&str] = &["赞", "点赞", "转发", "评论", "回复", "收藏"];

/// From here on Excel replaces the digits of a whole number by zeros.
const EXCEL_DIGITS: usize = 15;

/// An id of at least this many digits of which Excel would keep [`EXCEL_DIGITS`] ends in three
/// zeros by chance once in a thousand.
const MIN_ROUNDED_DIGITS: usize = EXCEL_DIGITS + 3;

/// Whether a cell says that its author gave no stars.
pub(super) fn is_unrated(cell: &str) -> bool {
    UNRATED.contains(&cell)
}

/// Stars from 1 to 5: `5`, `5.0`, `5星`, `五星`, `力荐`, `allstar50`, `4.0/5`, `★★★★☆`.
pub(super) fn rating(cell: &str) -> Option<f64> {
    if let Some((_, stars)) = RATING_WORDS.iter().find(|(word, _)| *word == cell) {
        return Some(*stars);
    }
    if cell.starts_with(['★', '⭐']) {
        let known = |c: char| matches!(c, '★' | '☆' | '⭐' | '\u{fe0f}');
        let n_full = cell.chars().filter(|c| matches!(c, '★' | '⭐')).count();
        let stars = f64::from(u8::try_from(n_full).ok()?);
        return (cell.chars().all(known) && n_full <= 5).then_some(stars);
    }
    let stars = if let Some(tens) = cell.strip_prefix("allstar") {
        tens.split(' ').next()?.parse::<f64>().ok()? / 10.0
    } else {
        let plain = cell.strip_suffix("/5").unwrap_or(cell);
        let plain = plain.strip_suffix("stars").unwrap_or(plain);
        let plain = plain.strip_suffix("star").unwrap_or(plain);
        plain
            .trim_end_matches(['星', '级', '分', '颗'])
            .trim_end()
            .parse()
            .ok()?
    };
    (1.0..=5.0).contains(&stars).then_some(stars)
}

/// A count: `12`, `1,234`, `12.0`, `1.5万`, `1万+`, `1.2亿`, `28k`, `12人赞同`, `赞`.
pub(super) fn count(cell: &str) -> Option<u64> {
    if ZERO_LABELS.contains(&cell) {
        return Some(0);
    }
    let label = ZERO_LABELS
        .iter()
        .find_map(|label| cell.strip_prefix(label));
    let cell = label
        .unwrap_or(cell)
        .trim_matches([' ', ':', '：', '(', ')', '（', '）']);
    let n_number = cell
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let (number, unit) = cell.split_at(n_number);
    let unit = unit.trim().trim_end_matches('+');
    let unit = unit
        .strip_suffix("人赞同")
        .or(unit.strip_suffix('赞'))
        .unwrap_or(unit);
    let factor: u64 = match unit.trim() {
        "" => 1,
        "k" | "K" | "千" => 1000,
        "w" | "W" | "万" | "萬" => 10_000,
        "m" | "M" => 1_000_000,
        "亿" | "億" => 100_000_000,
        _ => return None,
    };
    scaled(&number.replace(',', ""), factor)
}

/// A decimal number times a factor, without the error of binary fractions.
fn scaled(number: &str, factor: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut value = match (whole, fraction) {
        ("", _) => return None,
        _ => whole.parse::<u64>().ok()?.checked_mul(factor)?,
    };
    let mut place = factor;
    for digit in fraction.bytes() {
        place /= 10;
        let digit = u64::from(char::from(digit).to_digit(10)?);
        // Half a like is no like: the cell is something else.
        if place == 0 && digit > 0 {
            return None;
        }
        value = value.checked_add(digit * place)?;
    }
    Some(value)
}

/// A place without the words in front of it on pages: `IP属地：黑龙江`, `来自北京`, `发布于 广东`.
pub(super) fn place(cell: &str) -> &str {
    let prefixes = ["IP属地", "IP归属地", "来自", "发布于"];
    let bare = prefixes.iter().find_map(|prefix| cell.strip_prefix(prefix));
    let bare = bare.map_or(cell, |rest| rest.trim_start_matches([':', '：', ' ']));
    if bare.is_empty() { cell } else { bare }
}

/// Whether a spreadsheet rounded the id, so that many comments share it: `4.50E+15`, or digits
/// that are all 0 from the sixteenth on.
pub(super) fn is_rounded(id: &str) -> bool {
    let exponential = id
        .split_once(['E', 'e'])
        .is_some_and(|(mantissa, exponent)| {
            let exponent = exponent.strip_prefix('+').unwrap_or_default();
            mantissa.parse::<f64>().is_ok() && exponent.parse::<u16>().is_ok()
        });
    let digits = id.strip_suffix(".0").unwrap_or(id);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = || digits.bytes().skip(EXCEL_DIGITS).all(|byte| byte == b'0');
    exponential || (is_number && digits.len() >= MIN_ROUNDED_DIGITS && zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_in_every_form_seen() {
        for (cell, stars) in [
            ("5", Some(5.0)),
            ("4.0", Some(4.0)),
            ("3星", Some(3.0)),
            ("3颗星", Some(3.0)),
            ("两星", Some(2.0)),
            ("很差", Some(1.0)),
            ("allstar50 rating", Some(5.0)),
            ("allstar30", Some(3.0)),
            ("4.5", Some(4.5)),
            ("力荐", Some(5.0)),
            ("4.0/5", Some(4.0)),
            ("★★★★☆", Some(4.0)),
            ("⭐️⭐️", Some(2.0)),
            ("4 stars", Some(4.0)),
            ("★★★★★★", None),
            ("8/10", None),
            ("0", None),
            ("6", None),
            ("inf", None),
            ("好", None),
        ] {
            assert_eq!(rating(cell), stars, "{cell}");
        }
        assert!(is_unrated("看过") && !is_unrated("力荐"));
    }

    #[test]
    fn counts_in_every_form_seen() {
        for (cell, expected) in [
            ("12", Some(12)),
            ("12.0", Some(12)),
            ("1,234", Some(1234)),
            ("1.5万", Some(15_000)),
            ("2万", Some(20_000)),
            ("1万+", Some(10_000)),
            ("1.2亿", Some(120_000_000)),
            ("28k", Some(28_000)),
            ("1.05w", Some(10_500)),
            ("赞", Some(0)),
            ("转发", Some(0)),
            ("评论", Some(0)),
            ("赞 12", Some(12)),
            ("12人赞同", Some(12)),
            ("(7)", Some(7)),
            ("-1", None),
            ("", None),
            ("万", None),
            ("1.2.3", None),
            ("1.5", None),
            ("12x", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(count(cell), expected, "{cell}");
        }
    }

    #[test]
    fn places_stand_alone() {
        for (cell, expected) in [
            ("IP属地：黑龙江", "黑龙江"),
            ("IP属地: 北京", "北京"),
            ("来自广东", "广东"),
            ("发布于 上海", "上海"),
            ("哈尔滨·示例广场", "哈尔滨·示例广场"),
            ("来自", "来自"),
        ] {
            assert_eq!(place(cell), expected, "{cell}");
        }
    }

    #[test]
    fn rounded_ids_are_known() {
        for id in [
            "4.50E+15",
            "4.5e+15",
            "4512345678901230000",
            "4512345678901230000.0",
        ] {
            assert!(is_rounded(id), "{id}");
        }
        for id in [
            "gp:AOE+x",
            "4512345678901234567",
            "4500000000000000",
            "E+5",
            "10000",
            "",
        ] {
            assert!(!is_rounded(id), "{id}");
        }
    }
}
