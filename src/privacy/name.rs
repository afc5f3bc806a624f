//! Sample values of columns that name people.

/// Longest id shown, in characters.
const LONGEST_ID: usize = 40;

/// A name of which only the first letter is kept, so that a reader can tell a column of names
/// from another.
///
/// Nothing is kept of a name of one character or of one that begins with a mark or an emoji. The
/// number of characters is not shown.
///
/// ```
/// use ciyun::privacy::mask_name;
/// assert_eq!(mask_name("张小明"), "张***");
/// assert_eq!(mask_name("张"), "***");
/// assert_eq!(mask_name("=1+1"), "***");
/// assert_eq!(mask_name(""), "");
/// ```
#[must_use]
pub fn mask_name(name: &str) -> String {
    let mut characters = name.trim().chars();
    match (characters.next(), characters.next()) {
        (None, _) => String::new(),
        (Some(first), Some(_)) if first.is_alphanumeric() => format!("{first}***"),
        _ => "***".to_owned(),
    }
}

/// The shape of an id: digits become `9`, capitals `A`, other letters `a`, Han `字`; `-`, `_` and
/// `.` between them stay, anything else becomes `*`. No character is kept, yet a number, a hash
/// and a UUID look different. Past 40 characters it ends in `…`.
///
/// ```
/// use ciyun::privacy::mask_id;
/// assert_eq!(mask_id("UID-20231105"), "AAA-99999999");
/// assert_eq!(mask_id("-17"), "*99");
/// ```
#[must_use]
pub fn mask_id(id: &str) -> String {
    let mut shape = String::new();
    for (index, character) in id.trim().chars().enumerate() {
        if index == LONGEST_ID {
            shape.push('…');
            break;
        }
        shape.push(match character {
            '-' | '_' | '.' if index > 0 => character,
            '…' if index > 0 => '…',
            _ if character.is_numeric() => '9',
            'A'..='Z' => 'A',
            _ if character.is_ascii_alphabetic() => 'a',
            _ if character.is_alphabetic() => '字',
            _ => '*',
        });
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_one_letter_at_most() {
        assert_eq!(mask_name(" Tom "), "T***");
        assert_eq!(mask_name("😀小明"), "***");
        assert_eq!(mask_name("@小明"), "***");
        assert_eq!(mask_name(" "), "");
        assert_eq!(mask_name("张***"), "张***");
    }

    #[test]
    fn ids_keep_their_shape_alone() {
        assert_eq!(mask_id("5f0c9aB_小明.x"), "9a9a9aA_字字.a");
        assert_eq!(mask_id("=a+b"), "*a*a");
        assert_eq!(mask_id(""), "");
        let long = mask_id(&"1".repeat(99));
        assert_eq!(long, format!("{}…", "9".repeat(40)));
        assert_eq!(mask_id(&long), long);
    }
}
