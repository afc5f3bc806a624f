//! Markdown: a pipe table with titles for people.

use super::{Cell, Table, format_real};
use crate::language::Language;

/// Writes a table as a Markdown pipe table; numbers are aligned to the right.
#[must_use]
pub fn to_markdown(table: &Table, language: Language) -> String {
    let titles: Vec<String> = table
        .titles
        .iter()
        .map(|title| title.text(language).to_owned())
        .collect();
    let rules: Vec<String> = (0..table.names.len())
        .map(|column| {
            let text = |row: &Vec<Cell>| matches!(row[column], Cell::Text(_));
            if table.rows.iter().any(text) {
                "---"
            } else {
                "---:"
            }
            .to_owned()
        })
        .collect();
    let mut out = line(&titles) + &line(&rules);
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        out += &line(&cells);
    }
    out
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escape(text),
        Cell::Count(count) => count.to_string(),
        Cell::Real(value) => format_real(*value),
        Cell::Missing => String::new(),
    }
}

/// Text in which nothing is taken for markup and no row ends early.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::sample;

    #[test]
    fn bars_and_line_breaks_do_not_break_the_table() {
        insta::assert_snapshot!(to_markdown(&sample(), Language::Chinese), @r#"
        | 词语 | 词频 | 占比 | 词性 |
        | --- | ---: | ---: | --- |
        | 闪退 | 40 | 0.333333 | v |
        | a,"b" | 1 | 0.5 |  |
        | =1+1 | 2 | 0.25 | x |
        |  x y | 0 | -0.1 | x\|y |
        "#);
    }
}
