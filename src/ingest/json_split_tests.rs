use super::*;

const MAX_ELEMENT_BYTES: usize = 4 << 20;

fn split(text: &str) -> Vec<(u64, String)> {
    let mut splitter = Splitter::new(text.as_bytes());
    let mut found = Vec::new();
    loop {
        match splitter.next().unwrap() {
            Piece::End => return found,
            Piece::Broken { line, detail } => found.push((line, format!("! {detail}"))),
            Piece::Element { line } => {
                let element = String::from_utf8(splitter.element().to_vec()).unwrap();
                found.push((line, element));
            }
        }
    }
}

fn pieces(expected: &[(u64, &str)]) -> Vec<(u64, String)> {
    expected
        .iter()
        .map(|(line, piece)| (*line, (*piece).to_owned()))
        .collect()
}

#[test]
fn elements_are_found_with_their_lines() {
    let text = "\u{feff} [\n{\"a\":\"]},\\\"\"},\n\n {\"b\":\n[1,{}]} , 7,\"x\" ]\n[{}]\n";
    assert_eq!(
        split(text),
        pieces(&[
            (2, "{\"a\":\"]},\\\"\"}"),
            (4, "{\"b\":\n[1,{}]}"),
            (5, "7"),
            (5, "\"x\""),
            (6, "{}")
        ])
    );
    assert_eq!(split("[]"), []);
    assert_eq!(split(""), []);
}

#[test]
fn a_broken_element_costs_one_row() {
    let quote = r#"[{"id":1,"t":"a},{"id":2,"t":"b"},{"id":3,"t":"c"}]"#;
    let bare = r#"[{"id":1,"t":"a"b"c"},{"id":2,"t":"b"},{"id":3,"t":"c"}]"#;
    let message = "! a quote inside a string, or a comma is missing";
    for text in [quote, bare] {
        assert_eq!(
            split(text),
            pieces(&[
                (1, message),
                (1, r#"{"id":2,"t":"b"}"#),
                (1, r#"{"id":3,"t":"c"}"#)
            ]),
            "{text}"
        );
    }
    let brace = "[{\"id\":1},\n{\"id\":2,\"t\":\"b\",\n{\"id\":3}]";
    assert_eq!(
        split(brace),
        pieces(&[
            (1, "{\"id\":1}"),
            (2, "! brackets that do not fit"),
            (3, "{\"id\":3}")
        ])
    );
    let line_break = "[{\n \"id\":1,\n \"t\":\"a\nb\"},{\n \"id\":2}]";
    assert_eq!(
        split(line_break),
        pieces(&[(1, "! a line break inside a string"), (4, "{\n \"id\":2}")])
    );
}

#[test]
fn a_truncated_end_is_one_row() {
    let whole = r#"[{"id":1,"t":"a"},{"id":2,"t":"b"}]"#;
    for cut in 18..whole.len() {
        let found = split(&whole[..cut]);
        let n_whole = if cut == whole.len() - 1 { 2 } else { 1 };
        assert_eq!(found.len(), n_whole + 1, "{cut} {found:?}");
        assert!(
            found[n_whole].1.starts_with("! the file ends"),
            "{cut} {found:?}"
        );
    }
    assert_eq!(split("[{}] x").len(), 2);
}

#[test]
fn what_lies_outside_the_extent_is_passed_over() {
    let found = |text: &str, extent: Extent| {
        let mut splitter = Splitter::within(text.as_bytes(), extent, 3);
        let mut found = Vec::new();
        loop {
            match splitter.next().unwrap() {
                Piece::End => return found.join(" "),
                Piece::Broken { line, .. } => found.push(format!("{line}!")),
                Piece::Element { line } => {
                    let element = std::str::from_utf8(splitter.element()).unwrap();
                    found.push(format!("{line}{element}"));
                }
            }
        }
    };
    for (text, extent, expected) in [
        ("[{},\n1],\"n\":[2]}", Extent::Array, "3{} 41"),
        ("[{},", Extent::Array, "3{} 3!"),
        ("{}\n{},{}", Extent::Elements, "3{} 4{} 4{}"),
        ("{}]7", Extent::Elements, "3{} 3!"),
        ("{}, {} ]", Extent::Element, "3{}"),
        ("[{}]", Extent::Nothing, ""),
    ] {
        assert_eq!(found(text, extent), expected, "{text}");
    }
}

#[test]
fn an_endless_element_does_not_fill_the_memory() {
    let text = format!(
        "[{{\"id\":1,\"t\":\"{},\"x\":[",
        "a".repeat(MAX_ELEMENT_BYTES + 99)
    );
    let mut splitter = Splitter::new(text.as_bytes());
    assert!(matches!(
        splitter.next().unwrap(),
        Piece::Broken { line: 1, .. }
    ));
    assert_eq!(splitter.next().unwrap(), Piece::End);
    assert!(splitter.buffer.capacity() < 3 * MAX_ELEMENT_BYTES);
}
