//! Rows of a table with more or fewer cells than the header.

use csv::ByteRecord;

use super::fields::present;
use super::{Columns, Field};

/// What a table's rows should be like.
pub(super) struct Shape {
    /// Columns of the header.
    width: usize,
    /// The column of the comment.
    text: usize,
    /// Columns whose values can be told from words.
    typed: Vec<(Field, usize)>,
}

/// How the cells of a row go to the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// One each; surplus cells are empty.
    Whole,
    /// The last columns have no cell.
    Short,
    /// One each, and further cells that belong to no column.
    Surplus,
    /// The comment holds the delimiter: its cell and this many after it are one.
    Rejoin(usize),
    /// It cannot be said.
    No,
}

/// Whether the values of typed columns are of their types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// All are, and there is one at least.
    Yes,
    /// There is none.
    Silent,
    /// One is not.
    No,
}

impl Shape {
    pub(super) fn of(columns: &Columns) -> Shape {
        let typed = |field: Field| {
            matches!(
                field,
                Field::Id | Field::Rating | Field::Time | Field::Likes
            )
        };
        let fields = columns
            .fields
            .iter()
            .map(|(field, column, _)| (*field, *column));
        let text = fields.clone().find(|(field, _)| *field == Field::Text);
        Shape {
            width: columns.header.len(),
            text: text.map_or(0, |(_, column)| column),
            typed: fields.filter(|(field, _)| typed(*field)).collect(),
        }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn text(&self) -> usize {
        self.text
    }

    /// Decides how a row is read.
    ///
    /// 1. As many cells as columns: one each.
    /// 2. Fewer: the missing ones are empty, if the row reaches the comment and no id, rating,
    ///    time or number of likes in it is of another kind (a line break without quotes puts the
    ///    rest of a comment in front).
    /// 3. More, of which all surplus ones are empty: one each, unless that contradicts the types
    ///    right of the comment and rule 5 does not.
    /// 4. More, and the comment is the last column: the surplus is the rest of the comment.
    /// 5. More, and the comment is not the last: the types right of it decide. If they agree where
    ///    they stand, the surplus belongs to no column; if they agree only when moved by the
    ///    surplus, the comment was split. If both or neither, the row cannot be read.
    ///
    /// For 4 and 5 the types left of the comment must agree, too.
    pub(super) fn fit(&self, record: &ByteRecord) -> Fit {
        let n = record.len();
        if n == self.width {
            return Fit::Whole;
        }
        let left = self.agreement(record, 0, 0..self.text);
        if n < self.width {
            let all = self.agreement(record, 0, 0..n);
            return match n > self.text && all != Agreement::No {
                true => Fit::Short,
                false => Fit::No,
            };
        }
        let n_used = record.iter().rposition(|cell| !cell.is_empty());
        let n_used = n_used.map_or(0, |last| last + 1).max(self.width);
        let surplus_is_empty = n_used == self.width;
        let unread = match surplus_is_empty {
            true => Fit::Whole,
            false => Fit::Surplus,
        };
        if left == Agreement::No || self.text + 1 == self.width {
            return match (surplus_is_empty, left) {
                (true, _) => Fit::Whole,
                (false, Agreement::No) => Fit::No,
                (false, _) => Fit::Rejoin(n_used - self.width),
            };
        }
        let right = |shift| self.agreement(record, shift, self.text + 1..self.width);
        let mut shifts = (n_used - self.width).max(1)..=n - self.width;
        let shift = shifts.find(|shift| right(*shift) == Agreement::Yes);
        match (right(0), shift) {
            (Agreement::Yes, None) => unread,
            (Agreement::No | Agreement::Silent, Some(shift)) => Fit::Rejoin(shift),
            _ if surplus_is_empty => Fit::Whole,
            _ => Fit::No,
        }
    }

    /// Holds the typed ones of `columns` against the cells `shift` places right of them.
    fn agreement(
        &self,
        record: &ByteRecord,
        shift: usize,
        columns: std::ops::Range<usize>,
    ) -> Agreement {
        let mut agreement = Agreement::Silent;
        let typed = self.typed.iter();
        for (field, column) in typed.filter(|(_, column)| columns.contains(column)) {
            let cell = record.get(column + shift).unwrap_or_default();
            let cell = String::from_utf8_lossy(cell);
            let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\0');
            let Some(cell) = present(cell) else {
                continue;
            };
            if !is_of(*field, cell) {
                return Agreement::No;
            }
            agreement = Agreement::Yes;
        }
        agreement
    }
}

/// Words in place of stars.
const STARS: [&str; 8] = [
    "力荐", "推荐", "还行", "较差", "很差", "好评", "中评", "差评",
];

/// Characters of times beside digits and Latin letters.
const OF_TIMES: &str = "年月日时分秒上下午凌晨早晚中星期周一二三四五六刚前昨今天小点个 -/:.,+";

/// Whether a cell can be a value of the field. This is coarser than the reading of values: it
/// tells numbers and times from pieces of comments.
fn is_of(field: Field, cell: &str) -> bool {
    let n_digits = cell.chars().filter(char::is_ascii_digit).count();
    match field {
        Field::Id => cell.len() <= 64 && cell.chars().all(|c| c.is_ascii_graphic()),
        Field::Rating => {
            let number = cell.strip_suffix("/5").unwrap_or(cell);
            let number = number.trim_end_matches(['星', '级', '分']).trim_end();
            STARS.contains(&cell)
                || cell.starts_with("allstar")
                || (cell.ends_with('星') && cell.chars().count() == 2)
                || number
                    .parse::<f64>()
                    .is_ok_and(|n| (0.0..=10.0).contains(&n))
        }
        Field::Time => {
            let is_epoch = n_digits == cell.len() && (10..=14).contains(&n_digits);
            let marked = cell.contains(['-', '/', ':', '年', '月', '日', '前', '刚', '天']);
            let words = cell.chars().any(|c| c.is_ascii_alphabetic()) && n_digits >= 5;
            let of_times = |c: char| c.is_ascii_alphanumeric() || OF_TIMES.contains(c);
            is_epoch || ((marked || words) && cell.len() <= 64 && cell.chars().all(of_times))
        }
        Field::Likes => {
            let of_counts = |c: char| c.is_ascii_digit() || "万千亿kKwW+.,".contains(c);
            (n_digits > 0 && cell.chars().all(of_counts)) || matches!(cell, "赞" | "转发" | "评论")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ChosenBy, HeaderOrigin};
    use super::*;

    fn shape(width: usize, fields: &[(Field, usize)]) -> Shape {
        let fields = fields.iter();
        Shape::of(&Columns {
            header: vec![String::new(); width],
            origin: HeaderOrigin::File,
            tool: None,
            fields: fields
                .map(|(field, column)| (*field, *column, ChosenBy::Name))
                .collect(),
        })
    }

    fn check(shape: &Shape, cases: &[(&str, Fit)]) {
        for (row, expected) in cases {
            let record: ByteRecord = row.split(',').collect::<Vec<_>>().into();
            assert_eq!(shape.fit(&record), *expected, "{row}");
        }
    }

    #[test]
    fn a_comment_in_the_middle_is_rejoined_when_the_types_say_so() {
        let shape = shape(
            4,
            &[
                (Field::Rating, 0),
                (Field::Text, 1),
                (Field::Time, 2),
                (Field::Likes, 3),
            ],
        );
        check(
            &shape,
            &[
                ("5,好用,2024-01-01,3", Fit::Whole),
                ("5,好用", Fit::Short),
                ("5", Fit::No),
                ("不错,2024-01-01", Fit::No),
                ("5,好用,2024-01-01,3,", Fit::Whole),
                ("5,好用,2024-01-01,3,回复 某人", Fit::Surplus),
                ("5,好,用,2024-01-01,3", Fit::Rejoin(1)),
                ("5,好,用,2024-01-01,", Fit::Rejoin(1)),
                ("5,好,很好,用,昨天 12:30,1.5万", Fit::Rejoin(2)),
                ("5,好,,2024-01-01,3", Fit::Rejoin(1)),
                ("5,好,2024年,2024-01-01,3", Fit::Rejoin(1)),
                ("5,好,用,又好,3", Fit::No),
                ("差,好,用,2024-01-01,3", Fit::No),
                ("5,好,,,用", Fit::No),
            ],
        );
    }

    #[test]
    fn a_comment_at_the_end_takes_the_surplus() {
        check(
            &shape(2, &[(Field::Rating, 0), (Field::Text, 1)]),
            &[
                ("5,好,用", Fit::Rejoin(1)),
                ("5,好,,用,,", Fit::Rejoin(2)),
                ("5,好,,", Fit::Whole),
                ("很,好,用", Fit::No),
            ],
        );
    }

    #[test]
    fn without_types_or_with_two_explanations_a_surplus_row_is_not_read() {
        let untyped = shape(3, &[(Field::Text, 1), (Field::Author, 2)]);
        check(
            &untyped,
            &[("a,好,用,张三", Fit::No), ("a,好,张三,", Fit::Whole)],
        );
        let likes = shape(3, &[(Field::Text, 0), (Field::Likes, 1)]);
        check(
            &likes,
            &[("好,5,12,北京", Fit::No), ("好,5,北京,天津", Fit::Surplus)],
        );
    }
}
