//! What a misspelt name was probably meant to be.

/// The known name nearest to an unknown one by edit distance (Levenshtein, 1966), the first in
/// order among equals; `None` when none is near: three edits, and two thirds of the name, are far.
///
/// ```
/// use ciyun::suggestion::nearest;
/// assert_eq!(nearest("tpo", ["top", "weight"]), Some("top"));
/// assert_eq!(nearest("xyz", ["top", "weight"]), None);
/// ```
#[must_use]
pub fn nearest<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known
        .into_iter()
        .map(|name| (edit_distance(unknown, name), name));
    let (distance, name) = distances.min()?;
    (distance <= 3 && distance <= unknown.chars().count() * 2 / 3).then_some(name)
}

/// Levenshtein distance in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_edits() {
        for (a, b, expected) in [
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("停用", "停用词", 1),
        ] {
            assert_eq!(edit_distance(a, b), expected);
        }
    }
}
