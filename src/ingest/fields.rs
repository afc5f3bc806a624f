//! Cells to fields: missing markers, placeholders, stars.

use super::{Document, Field};

/// Cells that say that there is nothing, compared without case.
const MISSING: &[&str] = &["", "nan", "none", "null", "无", "数据缺失", "#name?"];

/// Names that stand for nobody.
const PLACEHOLDER_AUTHORS: &[&str] = &[
    "匿名用户",
    "匿名",
    "匿名网友",
    "匿名评论",
    "已注销用户",
    "用户已注销",
    "账号已注销",
    "anonymous",
    "a google user",
];

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

/// Puts a cell into its field. The text is kept as it stands; a cell of another field that is
/// empty, a missing marker or a placeholder leaves the field `None`.
pub(super) fn fill(document: &mut Document, field: Field, cell: &str) {
    if field == Field::Text {
        document.text.clear();
        document.text.push_str(cell);
        return;
    }
    let fields = &mut document.fields;
    let Some(value) = present(cell).map(unlabeled).and_then(present) else {
        return;
    };
    let slot = match field {
        Field::Text => return,
        Field::Rating => {
            fields.rating = rating(value);
            return;
        }
        Field::Id if is_damaged(value) => return,
        Field::Parent if value == "0" || is_damaged(value) => return,
        Field::Author if is_one_of(value, PLACEHOLDER_AUTHORS) => return,
        Field::Id => &mut fields.id,
        Field::Title => &mut fields.title,
        Field::Time => &mut fields.time,
        Field::Author => &mut fields.author,
        Field::App => &mut fields.app,
        Field::Platform => &mut fields.platform,
        Field::Version => &mut fields.version,
        Field::Likes => &mut fields.likes,
        Field::Region => &mut fields.region,
        Field::Parent => &mut fields.parent,
        Field::Reply => &mut fields.reply,
    };
    *slot = Some(value.to_owned());
}

/// The cell without surrounding blanks, unless it is a missing marker.
fn present(cell: &str) -> Option<&str> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    (!is_one_of(cell, MISSING)).then_some(cell)
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    words.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The text in a cell of Apple's feed that Python wrote as `{'label': '5'}`; other cells as they
/// are.
fn unlabeled(cell: &str) -> &str {
    let inner = cell.strip_prefix("{'label': '");
    inner
        .and_then(|rest| rest.strip_suffix("'}"))
        .unwrap_or(cell)
}

/// Stars from 1 to 5: `5`, `5.0`, `5星`, `五星`, `力荐`, `allstar50`, `4.0/5`.
fn rating(cell: &str) -> Option<f64> {
    if let Some((_, stars)) = RATING_WORDS.iter().find(|(word, _)| *word == cell) {
        return Some(*stars);
    }
    let stars = if let Some(tens) = cell.strip_prefix("allstar") {
        tens.split(' ').next()?.parse::<f64>().ok()? / 10.0
    } else {
        cell.strip_suffix("/5")
            .unwrap_or(cell)
            .trim_end_matches(['星', '级', '分'])
            .trim_end()
            .parse()
            .ok()?
    };
    (1.0..=5.0).contains(&stars).then_some(stars)
}

/// Whether a spreadsheet rounded the id to a floating-point number, as in `4.50E+15`: many
/// comments then share it.
fn is_damaged(id: &str) -> bool {
    id.split_once("E+").is_some_and(|(mantissa, exponent)| {
        mantissa.parse::<f64>().is_ok() && exponent.parse::<u16>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Fields;
    use crate::ledger::SourceId;

    fn filled(field: Field, cell: &str) -> Document {
        let mut document = Document {
            source: SourceId(0),
            line: 1,
            text: String::new(),
            fields: Fields::default(),
            notes: Vec::new(),
        };
        fill(&mut document, field, cell);
        document
    }

    #[test]
    fn stars_in_every_form_seen() {
        for (cell, stars) in [
            ("5", Some(5.0)),
            (" 4.0 ", Some(4.0)),
            ("3星", Some(3.0)),
            ("两星", Some(2.0)),
            ("很差", Some(1.0)),
            ("allstar50 rating", Some(5.0)),
            ("4.5", Some(4.5)),
            ("力荐", Some(5.0)),
            ("4.0/5", Some(4.0)),
            ("8/10", None),
            ("{'label': '5'}", Some(5.0)),
            ("0", None),
            ("6", None),
            ("NaN", None),
            ("好", None),
            ("", None),
        ] {
            assert_eq!(filled(Field::Rating, cell).fields.rating, stars, "{cell}");
        }
    }

    #[test]
    fn markers_and_placeholders_are_missing_but_never_in_the_text() {
        for cell in ["NaN", "None", "null", "无", "数据缺失", "#NAME?", "", " "] {
            assert_eq!(filled(Field::Time, cell).fields.time, None, "{cell}");
            assert_eq!(filled(Field::Text, cell).text, cell);
        }
        for name in ["匿名用户", "Anonymous", "A Google user"] {
            assert_eq!(filled(Field::Author, name).fields.author, None, "{name}");
        }
        assert_eq!(
            filled(Field::Author, "张***三").fields.author.as_deref(),
            Some("张***三")
        );
        let labeled = filled(Field::Author, "{'label': '张三'}");
        assert_eq!(labeled.fields.author.as_deref(), Some("张三"));
        assert_eq!(filled(Field::Time, "{'label': 'NaN'}").fields.time, None);
        assert_eq!(filled(Field::Parent, "0").fields.parent, None);
        assert_eq!(filled(Field::Likes, "0").fields.likes.as_deref(), Some("0"));
    }

    #[test]
    fn rounded_ids_are_missing() {
        assert_eq!(filled(Field::Id, "4.50E+15").fields.id, None);
        assert_eq!(
            filled(Field::Id, "gp:AOE+x").fields.id.as_deref(),
            Some("gp:AOE+x")
        );
    }
}
