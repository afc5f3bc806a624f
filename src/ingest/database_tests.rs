use proptest::prelude::*;

use super::*;
use crate::ingest::tests::{gzip, read_with};
use crate::ingest::{InputArgument, InputOrder, RowProblem, Source, expand};
use crate::ledger::SourceId;

/// The bytes of a database made by these statements.
fn database(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    std::fs::read(path).unwrap()
}

/// Each source as `table: text text (tables not read)`.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let found = read_path(&path);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is written beside the database");
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "nor into it");
    found
}

fn read_path(path: &Path) -> Result<Vec<String>, String> {
    let options = ReadOptions::default();
    let argument = InputArgument::Path(path.to_owned());
    let expanded = expand(&[argument], InputOrder::ByName, &options).map_err(|e| e.to_string())?;
    assert!(expanded.failed.is_empty());
    let mut found = Vec::new();
    for file in &expanded.files {
        let source = Source::open(SourceId(0), file, &options).map_err(|e| e.to_string())?;
        let table = source.description().table.clone();
        assert_eq!(
            source.description().part(),
            table.as_ref().map(|t| t.name.as_str())
        );
        let mut texts = Vec::new();
        for batch in source {
            let batch = batch.map_err(|e| e.to_string())?;
            texts.extend(batch.documents.into_iter().map(|document| document.text));
        }
        let (name, others) = table.map(|t| (t.name, t.others)).unwrap_or_default();
        found.push(format!(
            "{name}: {} ({})",
            texts.join(" "),
            others.join(" ")
        ));
    }
    Ok(found)
}

/// Tables as MediaCrawler makes them, cut to what matters.
const CRAWLED: &str = "
    CREATE TABLE xhs_note (id INTEGER PRIMARY KEY, note_id TEXT, title TEXT, \"desc\" TEXT);
    CREATE TABLE xhs_note_comment (id INTEGER PRIMARY KEY, user_id TEXT, nickname TEXT,
        ip_location TEXT, last_modify_ts INTEGER, comment_id TEXT, create_time INTEGER,
        note_id TEXT, content TEXT, like_count TEXT, parent_comment_id TEXT);
    CREATE TABLE weibo_note (id INTEGER PRIMARY KEY, note_id TEXT, content TEXT, nickname TEXT,
        create_time INTEGER, liked_count TEXT, ip_location TEXT);
    CREATE TABLE weibo_note_comment (id INTEGER PRIMARY KEY, comment_id TEXT, content TEXT,
        nickname TEXT, create_time INTEGER, comment_like_count TEXT, parent_comment_id TEXT);
    CREATE TABLE tieba_comment (id INTEGER PRIMARY KEY, comment_id TEXT, content TEXT,
        user_nickname TEXT, publish_time TEXT);
    CREATE TABLE zhihu_comment (id INTEGER PRIMARY KEY, comment_id TEXT, content TEXT);
    INSERT INTO xhs_note VALUES (1, 'n', '标题很长的一篇笔记', '正文说的是别的东西，不是评论');
    INSERT INTO weibo_note VALUES (1, 'n', '一条微博', '甲', 1, '2', '广东');
    INSERT INTO xhs_note_comment VALUES (1, 'u', '乙', '江苏', 9, 'c1', 1700000000000, 'n', '好用', '1.5万', '0');
    INSERT INTO xhs_note_comment VALUES (3, 'u', NULL, NULL, 9, 'c3', NULL, 'n', '卡', 3, '');
    INSERT INTO weibo_note_comment VALUES (1, 'w1', '闪退', '丙', 1700000000, '4', 'w0');
    INSERT INTO tieba_comment VALUES (1, 't1', '慢', '丁', '2024-05-01 12:00:00');";

#[test]
fn every_table_of_comments_is_read_and_no_post() {
    let others = "weibo_note xhs_note";
    let expected = [
        format!("tieba_comment: 慢 ({others})"),
        format!("weibo_note_comment: 闪退 ({others})"),
        format!("xhs_note_comment: 好用 卡 ({others})"),
    ];
    let bytes = database(CRAWLED);
    for (name, bytes) in [
        ("sqlite_tables.db", bytes.clone()),
        ("a.db.gz", gzip(&bytes)),
        ("a b%?#评论.csv", bytes.clone()),
    ] {
        assert_eq!(read(name, &bytes).unwrap(), expected, "{name}");
    }
    // A path alone names no table.
    let error = read_with("a.db", &bytes, &ReadOptions::default())
        .err()
        .unwrap();
    let text = error.to_string();
    assert!(
        text.contains("(tieba_comment, weibo_note_comment, xhs_note_comment)"),
        "{text}"
    );
}

#[test]
fn fields_are_filled_by_name_and_null_is_missing() {
    let one = "CREATE TABLE xhs_note_comment AS SELECT 1 AS comment_id, '好' AS content, '乙' AS nickname,
        5 AS rating, 1700000000 AS create_time, x'e5b7b2' AS ip_location, 15000.0 AS like_count
        UNION ALL SELECT NULL, NULL, NULL, 4.5, NULL, NULL, NULL
        UNION ALL SELECT 3, x'e5a5bdff', '匿名用户', NULL, '2024', NULL, NULL";
    let outcome = read_with("a.db", &database(one), &ReadOptions::default()).unwrap();
    assert_eq!(outcome.source.form(), "sqlite");
    assert_eq!(outcome.texts(), ["好", "", "好\u{fffd}"]);
    assert_eq!(outcome.lines(), [1, 2, 3]);
    let fields: Vec<_> = outcome.documents.iter().map(|d| &d.fields).collect();
    assert_eq!(fields[0].id.as_deref(), Some("1"));
    assert_eq!(fields[0].rating, Some(5.0));
    let time = fields[0].time.map(|time| time.to_string());
    assert_eq!(time.as_deref(), Some("2023-11-15T06:13:20"));
    assert_eq!(fields[0].likes, Some(15_000));
    assert_eq!(fields[0].region, None);
    assert_eq!(fields[1].rating, Some(4.5));
    assert_eq!((&fields[1].id, &fields[1].author), (&None, &None));
    assert_eq!(fields[2].author, None);
    assert_eq!(fields[2].time, None);
}

#[test]
fn tables_are_chosen_by_columns_and_rows() {
    let weibo = "
        CREATE TABLE user (id TEXT, screen_name TEXT, description TEXT);
        CREATE TABLE weibo (id TEXT, screen_name TEXT, text TEXT, created_at TEXT);
        CREATE TABLE comments (id TEXT PRIMARY KEY, weibo_id TEXT, created_at TEXT,
            user_screen_name TEXT, text TEXT, like_count INTEGER);
        INSERT INTO user VALUES ('u', '甲', '这个人很懒，什么都没有写');
        INSERT INTO weibo VALUES ('1', '甲', '一条微博', '2024');";
    let filled = "INSERT INTO comments VALUES ('c', '1', '2024', '乙', '<b>好</b>', 3);";
    let cases = [
        (
            format!("{weibo}{filled}"),
            vec!["comments: <b>好</b> (user weibo)"],
        ),
        // Without a comment the posts are what there is.
        (weibo.to_owned(), vec!["weibo: 一条微博 (user)"]),
        // A view of the comments would count them twice.
        (
            format!("{weibo}{filled} CREATE VIEW my_comments AS SELECT * FROM comments;"),
            vec!["comments: <b>好</b> (my_comments user weibo)"],
        ),
        (
            "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, '好'), (2, '差');
             CREATE VIEW v_comments AS SELECT a AS id, b AS content FROM t ORDER BY a DESC"
                .to_owned(),
            vec!["v_comments: 差 好 (t)"],
        ),
        // No known name; the content tells. WITHOUT ROWID, in the order of the key.
        (
            "CREATE TABLE t (k INTEGER PRIMARY KEY, \"a\"\"b\" TEXT) WITHOUT ROWID;
             INSERT INTO t VALUES (2, '打不开了，怎么办啊'), (1, '这个软件很好用，谢谢你们');"
                .to_owned(),
            vec!["t: 这个软件很好用，谢谢你们 打不开了，怎么办啊 ()"],
        ),
        // The order of the rows is not that of an index; a column may be called rowid.
        (
            "CREATE TABLE t (content TEXT, rowid TEXT); CREATE INDEX i ON t (content, rowid);
             INSERT INTO t VALUES ('丙', 'a'), ('甲', 'c'), ('乙', 'b');"
                .to_owned(),
            vec!["t: 丙 甲 乙 ()"],
        ),
        (
            "CREATE TABLE x_comment (id, content)".to_owned(),
            vec!["x_comment:  ()"],
        ),
        ("PRAGMA user_version = 1".to_owned(), vec![":  ()"]),
    ];
    for (sql, expected) in cases {
        assert_eq!(read("a.db", &database(&sql)).unwrap(), expected, "{sql}");
    }
    let ranking = "CREATE TABLE ranks (n, app); INSERT INTO ranks VALUES (1, '微信')";
    let refused = read("a.db", &database(ranking)).unwrap_err();
    assert!(
        refused.starts_with("a.db: no column with comments"),
        "{refused}"
    );
}

#[test]
fn changes_beside_the_database_are_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let writer = Connection::open(&path).unwrap();
    writer
        .execute_batch(
            "PRAGMA journal_mode = WAL; CREATE TABLE comments (content TEXT);
             PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO comments VALUES ('好');",
        )
        .unwrap();
    let refused = read_path(&path).unwrap_err();
    assert!(
        refused.starts_with("a.db: its last changes lie beside it in a.db-wal; close"),
        "{refused}"
    );
    writer
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    assert_eq!(read_path(&path).unwrap(), ["comments: 好 ()"]);
    let journal = folder.path().join("a.db-journal");
    std::fs::write(&journal, JOURNAL_MAGIC).unwrap();
    assert!(read_path(&path).unwrap_err().contains("a.db-journal"));
    // A journal that is kept but ended.
    std::fs::write(&journal, [0; 512]).unwrap();
    assert_eq!(read_path(&path).unwrap().len(), 1);
}

#[test]
fn a_cell_beyond_the_limit_costs_its_row_and_endless_views_end() {
    let sql = "CREATE TABLE comments (content TEXT);
        INSERT INTO comments VALUES ('好'), (printf('%.*c', 5000, 'x')), ('差');";
    let mut options = ReadOptions::default();
    options.limits.cell_bytes = 4999;
    let outcome = read_with("a.db", &database(sql), &options).unwrap();
    assert_eq!(
        (outcome.texts(), outcome.lines()),
        (vec!["好", "差"], vec![1, 3])
    );
    assert_eq!(outcome.skipped[0].0, 2);
    assert!(matches!(outcome.skipped[0].1, RowProblem::Syntax { .. }));

    let huge = "CREATE VIEW comments AS SELECT CAST(zeroblob(900000000) AS TEXT) AS content;";
    let read = read("a.db", &database(huge));
    assert!(read.is_ok_and(|sources| sources == [":  ()"]));
}

#[test]
fn a_damaged_database_is_refused_or_ends_with_an_error() {
    let many = "CREATE TABLE comments (content TEXT);
        WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
        INSERT INTO comments SELECT '第' || i || '条评论，很好用' FROM n;";
    let bytes = database(many);
    let whole = read_with("a.db", &bytes, &ReadOptions::default()).unwrap();
    assert_eq!(whole.documents.len(), 9000);
    assert_eq!(whole.documents[8999].text, "第9000条评论，很好用");
    // The pages of the last rows are gone.
    let mut damaged = bytes.clone();
    let end = damaged.len();
    damaged[end - 40_960..].fill(0x5a);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::write(&path, damaged).unwrap();
    let source = Source::open(SourceId(0), &InputFile::new(&path), &ReadOptions::default());
    let (mut n, mut errors) = (0, Vec::new());
    for batch in source.unwrap() {
        match batch {
            Ok(batch) => n += batch.documents.len(),
            Err(error) => errors.push(error),
        }
    }
    assert!(n > 1000 && n < 9000, "{n}");
    assert_eq!(errors.len(), 1);
    let source = std::error::Error::source(&errors[0]).unwrap().to_string();
    assert!(
        source.starts_with("cannot be read as an SQLite database"),
        "{source}"
    );
    let cut = read("a.db", &bytes[..3000]).unwrap_err();
    assert!(
        cut.starts_with("a.db: cannot be read as an SQLite database"),
        "{cut}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_end_without_panic(
        noise in proptest::collection::vec(any::<u8>(), 0..600),
        changes in proptest::collection::vec((0..40_000_usize, any::<u8>()), 1..30),
        end in 100..40_000_usize,
    ) {
        drop(read("a.db", &[SQLITE, &noise].concat()));
        let mut bytes = database(CRAWLED);
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        drop(read("a.db", &bytes));
        bytes.truncate(end);
        drop(read("a.db", &bytes));
    }

    #[test]
    fn written_rows_read_back(rows in proptest::collection::vec("\\PC{0,9}|[好用a'\"\n]{0,9}", 1..600)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE c (content TEXT)").unwrap();
        let write = connection.transaction().unwrap();
        for row in &rows {
            write.execute("INSERT INTO c VALUES (?1)", [row]).unwrap();
        }
        write.commit().unwrap();
        connection.close().unwrap();
        let outcome = read_with("a.db", &std::fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(outcome.texts(), rows.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(outcome.lines(), (1..=rows.len() as u64).collect::<Vec<_>>());
    }
}

#[test]
fn a_view_of_endless_rows_ends_at_the_limit_of_rows() {
    let endless = "CREATE VIEW comments AS WITH RECURSIVE n(x) AS
        (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, '很好用' || x AS content FROM n;";
    let mut options = ReadOptions::default();
    options.limits.set("rows=20K").unwrap();
    let error = read_with("a.db", &database(endless), &options)
        .err()
        .unwrap();
    assert!(
        error
            .to_string()
            .starts_with("a.db: more than rows 20000; "),
        "{error}"
    );
}

#[test]
fn a_view_that_sorts_without_end_fills_neither_memory_nor_disk() {
    let sorting = "CREATE TABLE comments (content TEXT);
        INSERT INTO comments VALUES ('好用'), ('闪退');
        CREATE VIEW review AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
            SELECT printf('%.*c', 1000000, 'x') || x AS content FROM n ORDER BY content;";
    let begun = std::time::Instant::now();
    assert_eq!(
        read("a.db", &database(sorting)).unwrap(),
        ["comments: 好用 闪退 ()"]
    );
    assert!(
        begun.elapsed().as_secs_f64() < 20.0,
        "{:?}",
        begun.elapsed()
    );
}
