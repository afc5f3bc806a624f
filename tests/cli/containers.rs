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
    let said = desk.ciyun("inspect cut.csv.xz").code(2).stderr();
    assert!(said.contains("the xz archive is cut short"), "{said}");
}
