use std::collections::BTreeMap;

use super::*;
use crate::lexicon::CategoryLexicon;
use crate::table::Cell;

fn book() -> Codebook {
    let text = "[login]\nterms = [\"登录不上\"]\n[codes]\nterms = [\"验证码\"]\n[\"Slow app\"]\nterms = [\"慢\"]\n";
    Codebook::new(&[CategoryLexicon::parse("mine.toml", text).unwrap()])
}

/// A sheet of rows 1, 2, … with these categories and polarities.
fn sheet(name: &str, cells: &[(&str, &str)]) -> CodedSheet {
    let rows = (1..).zip(cells).map(|(row, (categories, polarity))| {
        let coded = CodedRow {
            sheet_line: row + 1,
            source: "a.csv".to_owned(),
            line: 10 * row,
            weight: if row == 1 { 5.0 } else { 1.0 },
            text: format!("=评论{row}"),
            categories: book().categories(categories).unwrap(),
            polarity: Polarity::read(polarity),
        };
        (row, coded)
    });
    CodedSheet {
        name: name.to_owned(),
        rows: rows.collect(),
    }
}

fn key(cells: &[&str]) -> Key {
    let rows = (1..).zip(cells).map(|(row, categories)| {
        let codes = book().categories(categories).unwrap().unwrap();
        (row, (row + 1, format!("a.csv:{}", 10 * row), codes))
    });
    Key {
        name: "key.csv".to_owned(),
        rows: rows.collect::<BTreeMap<_, _>>(),
    }
}

#[test]
fn cells_are_read_in_every_spelling() {
    let book = book();
    let read = |cell: &str| {
        book.categories(cell)
            .unwrap()
            .map(|codes| book.written(&codes))
    };
    for cell in [
        "login;codes",
        "codes login",
        "ＬＯＧＩＮ；codes",
        "login、codes，",
        " Codes, Login ",
    ] {
        assert_eq!(read(cell).as_deref(), Some("login;codes"), "{cell}");
    }
    // Blanks may be part of an id.
    assert_eq!(read("slow APP;login").as_deref(), Some("login;Slow app"));
    assert_eq!(read("None").as_deref(), Some("none"));
    assert_eq!(read(" ; "), None);
    let unknown = BadCell::Unknown {
        found: "lgoin".to_owned(),
        suggestion: Some("login".to_owned()),
    };
    assert_eq!(book.categories("codes;lgoin"), Err(unknown));
    assert_eq!(book.categories("无;login"), Err(BadCell::NoneAndOthers));
}

#[test]
fn agreement_by_hand() {
    let one = sheet(
        "1",
        &[
            ("login", "-1"),
            ("login", "1"),
            ("none", "0"),
            ("codes", ""),
        ],
    );
    let other = sheet(
        "2",
        &[("login", "-1"), ("none", "1"), ("none", "1"), ("", "0")],
    );
    let codings = Codings::join(&[one, other], None, &book()).unwrap();
    assert_eq!(codings.n_coded(1, Facet::Categories), 3);
    let rows = codings.agreement(&Facet::ALL);
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(
        codes,
        ["login", "codes", "none", "negative/neutral/positive"]
    );
    // Three rows; 2 of 3 agree; p_e = 2/3 · 1/3 + 1/3 · 2/3 = 4/9: (2/3 − 4/9) / (5/9).
    let login = &rows[0];
    assert_eq!((login.rows, &*login.marks), (3, "2;1"));
    assert!((login.observed.unwrap().value - 2.0 / 3.0).abs() < 1e-12);
    assert!((login.kappa.unwrap().value - 0.4).abs() < 1e-12);
    assert_eq!(login.kappa_name, KappaName::Cohen);
    // The row that one alone put there has a gap in the other.
    assert_eq!((rows[1].kappa, &*rows[1].marks), (None, "1;0"));
    assert_eq!((rows[3].rows, &*rows[3].marks), (3, "1/1/1;1/1/2"));
    assert!(codings.agreement(&[Facet::Polarity]).len() == 1);
}

#[test]
fn the_program_is_held_against_each_and_against_the_consensus() {
    let one = sheet("1", &[("login", ""), ("login", ""), ("none", "")]);
    let other = sheet("2", &[("login", ""), ("none", ""), ("none", "")]);
    let key = key(&["none", "login", "login"]);
    let codings = Codings::join(&[one, other], Some(&key), &book()).unwrap();
    let rows = codings.classification();
    let login = |reader: &str| {
        let found = rows
            .iter()
            .find(|row| row.reader == reader && row.category == "login");
        found.unwrap().clone()
    };
    let first = login("1");
    assert_eq!(
        (
            first.both,
            first.only_program,
            first.only_reader,
            first.neither
        ),
        (1, 1, 1, 0)
    );
    assert_eq!(first.plain[0].unwrap().value, 0.5);
    // The first row stands for five: 1 of 6 found, 1 of 2 right.
    assert_eq!(first.weighted[0].unwrap().value, 0.5);
    assert!((first.weighted[1].unwrap().value - 1.0 / 6.0).abs() < 1e-12);
    let both = login(CONSENSUS);
    assert_eq!((both.rows, both.only_program, both.only_reader), (2, 1, 1));
    // A sheet alone has no agreement, but scores.
    let alone = Codings::join(&[sheet("1", &[("login", "1")])], Some(&key), &book()).unwrap();
    assert!(alone.agreement(&Facet::ALL).is_empty());
    assert_eq!(alone.classification().len(), 2);
}

#[test]
fn disagreements_tell_what_each_said() {
    let one = sheet("1", &[("login", "1"), ("none", ""), ("codes", "1")]);
    let other = sheet("2", &[("login", "0"), ("none", "1"), ("", "1")]);
    let key = key(&["login", "login", "codes"]);
    let codings = Codings::join(&[one, other], Some(&key), &book()).unwrap();
    let table = codings.disagreements(&Facet::ALL);
    assert_eq!(
        table.names[4..],
        ["facet", "between", "coder_1", "coder_2", "program"]
    );
    let told = |row: usize| -> Vec<String> {
        let cells = table.rows[row][4..].iter();
        cells
            .map(|cell| match cell {
                Cell::Text(text) => text.clone(),
                _ => String::new(),
            })
            .collect()
    };
    assert_eq!(table.rows.len(), 2);
    assert_eq!(told(0), ["polarity", "coders", "positive", "neutral", ""]);
    assert_eq!(
        told(1),
        ["categories", "coder-program", "none", "none", "login"]
    );
}

#[test]
fn sheets_of_different_samples_are_refused() {
    let one = sheet("1", &[("login", "")]);
    let mut other = sheet("2", &[("login", "")]);
    other.rows.get_mut(&1).unwrap().line = 11;
    let error = Codings::join(&[one.clone(), other], None, &book()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "2:2: row 1 is a.csv:11, but a.csv:10 in 1:2; compare sheets of one sample"
    );
    let error = Codings::join(std::slice::from_ref(&one), Some(&key(&[])), &book()).unwrap_err();
    assert!(matches!(error, CodingError::NotInKey { row: 1, .. }));
    let error = Codings::join(&vec![one; MAX_CODERS + 1], None, &book()).unwrap_err();
    assert!(matches!(error, CodingError::TooManyCoders { .. }));
}
