use proptest::prelude::*;

use super::*;

/// Pieces that make personal data, nearly make it, or were made from it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "13812345678",
        "138",
        "1234",
        "5678",
        "86",
        "+",
        "0451",
        "82345678",
        "010",
        "12345",
        "123456",
        "11010519491231002X",
        "4123456789012349",
        "a1",
        "abc_12",
        "x",
        "qq",
        "QQ",
        "vx",
        "v",
        "wx_",
        "微信",
        "群",
        "号",
        "加",
        "我",
        "电话",
        "订单",
        "单号",
        "身份证",
        "卡号",
        "黑A",
        "新",
        "京b",
        "D",
        "挂",
        "转",
        "@",
        "＠",
        "qq.com",
        ".",
        ".cn",
        "com",
        "weibo.com/",
        "/u/",
        "https://",
        "回复",
        "小明",
        ":",
        "：",
        " ",
        "-",
        "_",
        "、",
        "(",
        ")",
        "（",
        "【",
        "】",
        "１３８",
        "\u{200b}",
        "元",
        "①",
        "\u{fe0f}\u{20e3}",
        "【某手机号】",
        "【某QQ号】",
        "【某用户",
        "好",
        "，",
        "\n",
        "护照e",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// What [`mask`] promises, for any text.
fn check(text: &str) -> Result<(), TestCaseError> {
    let found = find(text);
    let (mut rebuilt, mut free) = (String::new(), 0);
    for data in &found {
        prop_assert!(free <= data.range.start && data.range.start < data.range.end);
        prop_assert!(text.is_char_boundary(data.range.start));
        prop_assert!(text.is_char_boundary(data.range.end));
        rebuilt += &text[free..data.range.start];
        rebuilt += data.kind.mask();
        free = data.range.end;
    }
    rebuilt += &text[free..];
    let masked = mask(text);
    prop_assert_eq!(&rebuilt, &masked);
    prop_assert_eq!(find(&masked), vec![], "{}", masked);
    prop_assert_eq!(mask(&masked), masked.as_ref());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn masking_twice_is_masking_once(text in text()) {
        check(&text)?;
    }

    #[test]
    fn any_text_is_masked(text in "\\PC{0,40}") {
        check(&text)?;
    }

    #[test]
    fn width_does_not_matter(text in "[a-z0-9@.:_ ,微信群号黑加电话-]{0,30}") {
        let wide: String = text.chars().map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
            ' ' => '\u{3000}',
            _ => c,
        }).collect();
        prop_assert_eq!(kinds(&text), kinds(&wide));
    }

    #[test]
    fn the_quick_look_misses_nothing(text in text()) {
        let symbols = fold::fold(&text);
        let mut hits = Vec::new();
        scan::first(&symbols, &mut hits);
        prop_assert!(hits.is_empty() || fold::may_hold(&text), "{hits:?}");
    }
}

fn kinds(text: &str) -> Vec<PersonalDataKind> {
    find(text).iter().map(|data| data.kind).collect()
}

#[test]
fn masks_are_safe_in_every_output() {
    for kind in PersonalDataKind::ALL {
        let mask = kind.mask();
        assert!(mask.starts_with("【某") && mask.ends_with('】'), "{mask}");
        let inner = mask.trim_start_matches('【').trim_end_matches('】');
        assert!(inner.chars().all(char::is_alphabetic), "{mask}");
        assert_eq!(find(mask), [], "{mask}");
    }
}

#[test]
fn blocks_of_the_quick_look_overlap() {
    // The three bytes of a full-width letter may lie in two blocks of 256 bytes.
    for n_before in 248..260 {
        let text = format!("{}＠小明", "-".repeat(n_before));
        assert_eq!(kinds(&text), [PersonalDataKind::Mention], "{n_before}");
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "1-", "a.", "@a", "1 3 8 ", "qq1", "a@", "微信", "0451", "【某", "138123", "a_b-",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        assert_eq!(mask(&mask(&text)), mask(&text), "{piece}");
    }
}
