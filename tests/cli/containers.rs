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
    // The first record is said to be empty; the parser looks into it.
    xls[514] = 0;
    let desk = Desk::with("a.xls", xls);
    let said = desk.ciyun("inspect a.xls").code(2).stderr();
    assert!(said.contains("a record is cut short"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_read_named_and_replayed() {
    let more = "content\n人脸识别不了\n".as_bytes();
    let archive = pack(&[
        ("导出/a.csv", TABLE.as_bytes()),
        ("导出/b.csv", more),
        ("导出/c.png", b""),
    ]);
    let desk = Desk::with("data/all.zip", &archive);
    let said = desk.ciyun("run data/all.zip").code(0).stderr();
    assert!(
        said.contains("1 file in folders or archives not read"),
        "{said}"
    );
    assert!(said.contains("data/all.zip/导出/c.png"), "{said}");
    let manifest = desk.read("output/all/manifest.json");
    assert!(manifest.contains("\"all.zip/导出/a.csv\""), "{manifest}");
    let written = desk.read("output/all/ciyun.toml");
    assert!(
        written.contains("files = [\"../../data/all.zip\"]"),
        "{written}"
    );
    desk.ciyun("run --config output/all/ciyun.toml -o again")
        .code(0);
    assert_eq!(
        desk.read("again/keywords.csv"),
        desk.read("output/all/keywords.csv")
    );
    // What lies in a folder may be a copy of what lies beside it.
    desk.put("data/a.csv", TABLE);
    let said = desk.ciyun("inspect data").code(0);
    assert!(said.stderr().contains("all.zip"), "{}", said.stderr());
    assert!(!said.stdout().contains("all.zip"), "{}", said.stdout());
}

#[test]
fn an_archive_on_standard_input_is_read_and_one_without_tables_refused() {
    let desk = Desk::new();
    let mut command = desk.command();
    let archive = pack(&[("a.csv", TABLE.as_bytes())]);
    let output = command.args(["inspect", "-"]).write_stdin(archive);
    let said = String::from_utf8(output.output().unwrap().stdout).unwrap();
    assert!(said.starts_with("stdin/a.csv: csv, "), "{said}");

    desk.put("a.zip", pack(&[("a.docx", b"")]));
    let said = desk.ciyun("inspect a.zip").code(2).stderr();
    assert!(said.contains("in this archive, found a.docx;"), "{said}");
    let said = desk.ciyun("inspect a.zip --lang zh").code(2).stderr();
    assert!(
        said.contains("a.zip：压缩包中没有可读的文件；共 1 个：a.docx；"),
        "{said}"
    );
    let mut tar = vec![0; 1024];
    tar[257..262].copy_from_slice(b"ustar");
    desk.put("a.tar.gz", gzip(&tar));
    let said = desk.ciyun("inspect a.tar.gz --lang zh").code(2).stderr();
    assert!(said.contains("a.tar.gz：这是 tar 压缩包；"), "{said}");
}

#[cfg(feature = "sqlite")]
#[test]
fn every_platform_in_a_database_is_counted_and_the_run_replayed() {
    let desk = Desk::new();
    let sql = "
        CREATE TABLE weibo_note (note_id TEXT, content TEXT);
        CREATE TABLE xhs_note_comment (comment_id TEXT, content TEXT, nickname TEXT);
        CREATE TABLE zhihu_comment (comment_id TEXT, content TEXT, user_nickname TEXT);
        INSERT INTO weibo_note VALUES ('n', '人脸识别的微博');
        INSERT INTO xhs_note_comment VALUES ('1', '人脸识别总是失败', '甲');
        INSERT INTO zhihu_comment VALUES ('2', '人脸识别闪退', '乙'), ('3', '无法登录', NULL);";
    std::fs::create_dir(desk.path("data")).unwrap();
    let connection = rusqlite::Connection::open(desk.path("data/sqlite_tables.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    desk.put("data/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let said = desk.ciyun("run data -o out").code(0).stderr();
    for expected in [
        "sqlite_tables.db: sqlite, utf-8 (certain); table xhs_note_comment, not read: weibo_note; ",
        "sqlite_tables.db: sqlite, utf-8 (certain); table zhihu_comment, not read: weibo_note; ",
        "comments: 3 read",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(desk.read("out/keywords.csv").contains("人脸识别,2,2,"));
    let manifest = desk.read("out/manifest.json");
    assert!(manifest.contains("\"zhihu_comment\""), "{manifest}");
    desk.ciyun("run --config out/ciyun.toml -o again").code(0);
    assert_eq!(desk.read("again/ledger.csv"), desk.read("out/ledger.csv"));
    let left = std::fs::read_dir(desk.path("data")).unwrap().count();
    assert_eq!(left, 2, "nothing is written beside the database");

    let said = desk
        .ciyun("inspect data/sqlite_tables.db --lang zh")
        .code(0);
    let expected = "表 zhihu_comment，未读取：weibo_note\n";
    assert!(said.stdout().contains(expected), "{}", said.stdout());
    desk.put("data/sqlite_tables.db-wal", [1; 100]);
    let said = desk.ciyun("inspect data/sqlite_tables.db --lang zh");
    let said = said.code(2).stderr();
    assert!(
        said.contains("最近的改动还在旁边的 sqlite_tables.db-wal 中"),
        "{said}"
    );
}
