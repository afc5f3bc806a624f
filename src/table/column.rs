//! How a column is declared.

/// Declares one column of a [`Record`](super::Record): its name in files, its titles, its cell.
macro_rules! column {
    ($name:literal, $zh:literal, $en:literal, $cell:expr) => {
        $crate::table::Column {
            name: $name,
            title: $crate::language::Bilingual { zh: $zh, en: $en },
            cell: $cell,
        }
    };
}

pub(crate) use column;
