//! Files that cannot be read, told in the language asked for.

use super::Desk;

/// Runs `inspect` in both languages and gives what was said on standard error.
fn refusal(name: &str, content: impl AsRef<[u8]>, options: &str) -> [String; 2] {
    let desk = Desk::with(name, content);
    ["zh", "en"].map(|language| {
        let answer = desk.ciyun(&format!("inspect {name} --lang {language} {options}"));
        answer.code(2).stderr()
    })
}

/// Chinese characters in a text.
fn n_han(text: &str) -> usize {
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    text.chars().filter(is_han).count()
}

#[test]
fn what_is_no_text_is_told_with_all_that_can_be_read() {
    let mut tar = vec![b'a'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    for (content, zh, en) in [
        (
            b"\x89PNG\r\n\x1a\n".to_vec(),
            "图片（PNG）",
            "a picture (PNG)",
        ),
        (b"%PDF-1.7\n".to_vec(), " PDF 文件", "a PDF"),
        (
            b"7z\xbc\xaf\x27\x1c".to_vec(),
            " 7-Zip 压缩包",
            "a 7-Zip archive",
        ),
        (tar, " tar 压缩包", "a tar archive"),
        (b"\x01\x02\x03a".repeat(99), "二进制文件", "a binary file"),
    ] {
        let [chinese, english] = refusal("a.txt", content, "");
        assert!(
            chinese.contains(&format!("a.txt：这是{zh}；可读的是")),
            "{chinese}"
        );
        assert!(
            english.contains(&format!("a.txt: this is {en}, expected text")),
            "{english}"
        );
        let forms = "csv tsv json jsonl xlsx xls ods SQLite zip gzip zstd xz";
        for form in forms.split(' ') {
            assert!(chinese.contains(form) && english.contains(form), "{form}");
        }
        assert!(!english.contains("纯文本") && chinese.contains("纯文本"));
    }
}

#[test]
fn a_layout_that_is_not_known_is_told_with_what_was_found() {
    for (content, zh, en) in [
        (
            r#"{"code":0,"ok":true,"data":{"list":[]},"n":null}"#,
            "不认识的结构：一个对象，含 code：数字、ok：真假值、data：对象、n：空值；应为每条评论一个对象",
            "found one object with code: a number, ok: a truth value, data: an object, n: null; \
             expected objects with a text each",
        ),
        (
            "[[1]]",
            "不认识的结构：1 个值的数组；",
            "found a list of 1 values; ",
        ),
        (
            "{\"a\":1,\n\"b\" 2}",
            "第 2 行起损坏的 JSON",
            "JSON broken from line 2 on",
        ),
        ("{\"a\":{\"b\":1", "残缺的 JSON", "JSON that breaks off"),
    ] {
        let [chinese, english] = refusal("a.json", content, "");
        assert!(chinese.contains(zh), "{chinese}");
        assert!(english.contains(en), "{english}");
        assert_eq!(n_han(&english), 0, "{english}");
        assert!(n_han(&chinese) > 20, "{chinese}");
    }
}

#[test]
fn standard_input_has_a_limit_that_is_named() {
    let desk = Desk::new();
    for (language, told) in [
        ("zh", "stdin：标准输入（或其解压后）的字节数超过 1024；"),
        ("en", "stdin: more than unpacked-bytes 1024; "),
    ] {
        let mut command = desk.command();
        command.args([
            "inspect",
            "-",
            "--lang",
            language,
            "--limit",
            "unpacked-bytes=1K",
        ]);
        let output = command
            .write_stdin("很好用\n".repeat(500))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(told), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}
