//! Comments in compressed files, archives and databases.

use std::io::Write;

use super::Desk;

const TABLE: &str = "id,评论内容,评分\n1,人脸识别总是失败，登录不上,1\n2,人脸识别闪退，无法登录,2\n3,办事很方便，人脸识别很快,5\n";

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_xz_file_in_a_folder_counts_like_the_plain_one() {
    let desk = Desk::with("data/a.csv.xz", xz(TABLE.as_bytes()));
    desk.put("a.csv", TABLE);
    let packed = desk.ciyun("count data --format csv").code(0);
    let plain = desk.ciyun("count a.csv --format csv").code(0);
    assert!(
        plain.stdout().contains("人脸识别,3,3,"),
        "{}",
        plain.stdout()
    );
    assert_eq!(packed.stdout(), plain.stdout());
    let said = desk.ciyun("inspect data").code(0).stdout();
    assert!(said.starts_with("a.csv.xz: csv+xz, "), "{said}");
    let mut cut = xz(TABLE.as_bytes());
    cut.truncate(cut.len() - 9);
    desk.put("cut.csv.xz", cut);
    // What can still be unpacked is read, and the loss is a row of its own.
    let said = desk.ciyun("inspect cut.csv.xz").code(0).stdout();
    assert!(
        said.contains("not valid xz: the archive is cut short"),
        "{said}"
    );
    desk.ciyun("inspect cut.csv.xz --strict").code(1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_bomb_is_refused_and_the_flag_that_lets_it_through_is_named() {
    let text = format!("评论内容\n{}", "人脸识别很好用\n".repeat(200_000));
    let desk = Desk::with("bomb.csv.gz", gzip(text.as_bytes()));
    desk.put("a.csv", TABLE);
    let bomb = "inspect bomb.csv.gz --limit unpacked-bytes=1M";
    let said = desk.ciyun(bomb).code(2).stderr();
    assert!(
        said.contains("bomb.csv.gz: more than unpacked-bytes 1048576; "),
        "{said}"
    );
    assert!(said.contains("--limit unpacked-bytes=…"), "{said}");
    let said = desk.ciyun(&format!("{bomb} --lang zh")).code(2).stderr();
    assert!(
        said.contains("bomb.csv.gz：解压后的字节数超过 1048576；"),
        "{said}"
    );
    desk.ciyun("inspect bomb.csv.gz").code(0);
    // The other file is counted.
    let both = desk.ciyun("count bomb.csv.gz a.csv --limit unpacked-bytes=1M --format csv");
    assert!(both.code(1).stdout().contains("人脸识别,3,3,"));
}

#[test]
fn rows_up_to_the_limit_are_counted_and_the_limit_can_be_configured() {
    let desk = Desk::with("a.csv", TABLE);
    desk.put("ciyun.toml", "[input.limits]\nrows = 2\n");
    for arguments in ["--limit rows=2", "--config ciyun.toml"] {
        let answer = desk.ciyun(&format!("count a.csv --format csv {arguments}"));
        let answer = answer.code(1);
        assert!(answer.stderr().contains("a.csv: more than rows 2; "));
        assert!(answer.stdout().contains("人脸识别,2,2,"), "{arguments}");
    }
    // The command line goes before the file.
    desk.ciyun("count a.csv --config ciyun.toml --limit rows=3")
        .code(0);
    desk.ciyun("run a.csv -o out --limit cell-bytes=2K").code(0);
    let written = desk.read("out/ciyun.toml");
    assert!(written.contains("cell-bytes = 2048"), "{written}");
    desk.ciyun("run a.csv -o plain").code(0);
    assert!(!desk.read("plain/ciyun.toml").contains("limits"));
    for arguments in ["--limit rows=many", "--limit lines=3"] {
        let said = desk.ciyun(&format!("count a.csv {arguments}"));
        assert!(said.code(2).stderr().contains("no limit"), "{arguments}");
    }
}

#[test]
fn a_parser_that_panics_leaves_an_error_only() {
    let mut xls = include_bytes!("../data/workbooks/comments.xls").to_vec();
    // A record of strings that ends before its strings.
    let sst = xls.windows(2).position(|pair| pair == [0xfc, 0]).unwrap();
    xls[sst + 2..sst + 4].copy_from_slice(&[9, 0]);
    let desk = Desk::with("a.xls", xls);
    let said = desk.ciyun("inspect a.xls").code(2).stderr();
    assert!(
        said.contains("a.xls: cannot be read as a workbook"),
        "{said}"
    );
    assert!(!said.contains("panicked"), "{said}");
}
