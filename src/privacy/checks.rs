//! Check digits and dates.

/// Whether the last of the digits is the check digit of the others.
///
/// # References
/// ISO/IEC 7812-1:2017, annex B: from the right, every second digit is doubled and the digits of
/// all results are added up; the sum is divisible by 10.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            let digit = u32::from(*digit);
            match index % 2 {
                0 => digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether 17 digits and a check character, where X is 10, are the number of an identity card.
///
/// # References
/// GB 11643-1999: region (6), birth date (8), serial number (3), check character. The sum of
/// `aᵢ · 2ⁱ⁻¹`, counted from the right, leaves 1 when divided by 11.
pub(super) fn id_card(digits: &[u8]) -> bool {
    if digits.len() != 18 || !region(&digits[..6]) {
        return false;
    }
    let sum = digits
        .iter()
        .fold(0, |sum, digit| (sum * 2 + u32::from(*digit)) % 11);
    sum == 1 && date(&digits[6..14])
}

/// Whether 15 digits can be the number of an identity card issued before 1999: region (6), birth
/// date in 19yy (6), serial number (3). It has no check digit.
pub(super) fn old_id_card(digits: &[u8]) -> bool {
    digits.len() == 15
        && region(&digits[..6])
        && date_of(1900 + number(&digits[6..8]), &digits[8..12])
}

/// Whether 8 digits are a date of the twentieth or twenty-first century.
pub(super) fn date(digits: &[u8]) -> bool {
    digits.len() == 8 && date_of(number(&digits[..4]), &digits[4..])
}

fn date_of(year: u32, month_day: &[u8]) -> bool {
    let (month, day) = (number(&month_day[..2]), number(&month_day[2..]));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let n_days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=n_days).contains(&day)
}

/// Whether six digits can be a county of GB/T 2260: a province, a prefecture in it and a county
/// in that. Municipalities have no prefectures but 01 to 03.
fn region(digits: &[u8]) -> bool {
    let prefecture = number(&digits[2..4]);
    let county = number(&digits[4..]);
    match number(&digits[..2]) {
        11 | 12 | 31 | 50 => (1..=3).contains(&prefecture) && county > 0,
        13..=15 | 21..=23 | 32..=37 | 41..=46 | 51..=54 | 61..=65 => {
            matches!(prefecture, 1..=43 | 51..=53 | 90) && county > 0
        }
        // Taiwan, Hong Kong and Macau have no counties; 91 is for foreigners.
        province => matches!(province, 71 | 81..=83 | 91),
    }
}

fn number(digits: &[u8]) -> u32 {
    digits
        .iter()
        .fold(0, |value, digit| value * 10 + u32::from(*digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes()
            .map(|b| if b == b'X' { 10 } else { b - b'0' })
            .collect()
    }

    #[test]
    fn luhn_of_the_standard() {
        // 7 9 9 2 7 3 9 8 7 1: doubled from the right 2, 14→5, 18→9 …: 67, so the check digit is 3.
        assert!(luhn(&digits("79927398713")));
        assert!(!luhn(&digits("79927398710")));
    }

    #[test]
    fn check_character_of_the_standard() {
        // An example printed in GB 11643-1999.
        assert!(id_card(&digits("11010519491231002X")));
        assert!(!id_card(&digits("110105194912310021")));
        assert!(!id_card(&digits("11010519490231002X")));
    }

    #[test]
    fn dates_know_their_months() {
        for text in ["20231105", "20000229", "19991231"] {
            assert!(date(&digits(text)), "{text}");
        }
        for text in [
            "20230229", "19000229", "20231301", "20230431", "18991231", "20230500",
        ] {
            assert!(!date(&digits(text)), "{text}");
        }
    }

    #[test]
    fn old_cards_need_region_and_date() {
        assert!(old_id_card(&digits("110105491231002")));
        assert!(!old_id_card(&digits("110105491331002")));
        assert!(!old_id_card(&digits("990105491231002")));
    }
}
