//! Cells into which Python wrote a dictionary: `{'label': '5'}` where a table was made of Apple's
//! feed, `{'id': 1, 'body': '您好'}` for the answer of a developer.

use super::Field;

/// What a dictionary in a cell holds for a field; `None` when the cell is none or holds nothing
/// for it.
pub(super) fn of_field(cell: &str, field: Field) -> Option<String> {
    if !cell.starts_with("{'") || !cell.ends_with('}') {
        return None;
    }
    let label = || text(value(cell, "label")?);
    match field {
        Field::Author => value(cell, "name")
            .and_then(|name| text(value(name, "label")?))
            .or_else(label),
        Field::Reply => value(cell, "body").and_then(text),
        _ => label(),
    }
}

/// The value of a key, as it is written.
fn value<'c>(dictionary: &'c str, key: &str) -> Option<&'c str> {
    let mut rest = dictionary.strip_prefix('{')?;
    loop {
        let n_key = literal_bytes(rest)?;
        let (found, after) = rest.split_at(n_key);
        let after = after.strip_prefix(": ")?;
        let (value, after) = after.split_at(value_bytes(after)?);
        if text(found)? == key {
            return Some(value);
        }
        rest = after.strip_prefix(", ")?;
    }
}

/// The length of the value that begins the text: up to a comma or bracket outside of literals and
/// inner brackets.
fn value_bytes(text: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\'' | '"' => {
                at += literal_bytes(&text[at..])?;
                continue;
            }
            '{' | '[' | '(' => depth += 1,
            ',' | '}' if depth == 0 => return Some(at),
            '}' | ']' | ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// The length of the literal that begins the text, with its quotes.
fn literal_bytes(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map(|(at, c)| at + c.len_utf8())
}

/// The text of a literal.
fn text(literal: &str) -> Option<String> {
    let n_bytes = literal_bytes(literal).filter(|n_bytes| *n_bytes == literal.len())?;
    let mut chars = literal[1..n_bytes - 1].chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let code = |n_digits, chars: &mut std::str::Chars| {
            let digits: String = chars.take(n_digits).collect();
            char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
        };
        text.push(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'x' => code(2, &mut chars)?,
            'u' => code(4, &mut chars)?,
            'U' => code(8, &mut chars)?,
            other => other,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_unescaped() {
        for (cell, field, expected) in [
            ("{'label': '5'}", Field::Rating, Some("5")),
            (
                r#"{'label': "it's\n好", 'attributes': {'type': 'text'}}"#,
                Field::Text,
                Some("it's\n好"),
            ),
            (
                r"{'label': 'a\\\'\x41\u597d'}",
                Field::Text,
                Some("a\\'A好"),
            ),
            (
                "{'uri': {'label': 'x'}, 'name': {'label': '甲, {乙}'}, 'label': ''}",
                Field::Author,
                Some("甲, {乙}"),
            ),
            ("{'label': '甲'}", Field::Author, Some("甲")),
            (
                "{'id': 7, 'body': '您好', 'modified': datetime.datetime(2021, 1, 2)}",
                Field::Reply,
                Some("您好"),
            ),
            (
                "{'id': 7, 'at': datetime.datetime(2021, 1, 2), 'body': '您好'}",
                Field::Reply,
                Some("您好"),
            ),
            ("{'id': 7}", Field::Reply, None),
            ("{'label': 5}", Field::Rating, None),
            ("{'label': '5'", Field::Rating, None),
            ("{'label': '5}", Field::Rating, None),
            ("{'label'}", Field::Text, None),
            ("很好", Field::Text, None),
        ] {
            assert_eq!(of_field(cell, field).as_deref(), expected, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_cell_ends_without_panic(cell in "\\{'[label:, '\"\\\\{}()xuU0-9好]{0,40}\\}") {
            for field in [Field::Text, Field::Author, Field::Reply] {
                let _ = of_field(&cell, field);
            }
        }
    }
}
