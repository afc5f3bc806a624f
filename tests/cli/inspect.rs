use super::{Desk, sample};

#[test]
fn the_understanding_of_a_file_is_told_and_nothing_written() {
    let desk = Desk::new();
    let answer = desk
        .ciyun(&format!("inspect {}", sample().display()))
        .code(0);
    let said = answer.stdout();
    for part in [
        "heilongjiang.csv: csv, utf-8 (certain)\n",
        "id        编号      854  aa-9999 | ",
        "text      评论内容  854  在家就把社保查完了，不用跑腿，挺好 | ",
        "rating    评分      610  5 | 1 | 2\n",
        "time      发表时间  854  2023-05-27T14:35:37 | ",
        "author    用户名    797  用*** | ",
        "rows: 854\n",
        "comments: 854\n",
        "times: 2020-03-02 16:42:01 — 2023-05-28 13:45:48\n",
        "ratings: 1★ 444  2★ 80  3★ 32  4★ 22  5★ 32\n",
        "scripts: Chinese 846 (99.1%)",
        "invalid bytes: 0\n",
        "empty                   3  0.4%  a comment without text",
        "line 190, 472, 525\n",
        "emoticon         30   3.5%",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(std::fs::read_dir(desk.path("")).unwrap().count(), 0);
}

#[test]
fn columns_can_be_told_and_a_wrong_one_is_refused() {
    let desk = Desk::with(
        "a.csv",
        "x,y\n好用得很啊这个东西,打不开\n非常方便的软件,闪退\n",
    );
    let answer = desk.ciyun("inspect a.csv --text y").code(0);
    assert!(
        answer.stdout().contains("text  y (as told)  2  "),
        "{}",
        answer.stdout()
    );
    let answer = desk.ciyun("inspect a.csv --text z").code(2);
    assert!(
        answer.stderr().contains("no column \"z\"; found x, y"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn shapes_that_cannot_be_read_are_refused_with_what_was_found() {
    let desk = Desk::with("a.json", "{\"code\": 1, \"msg\": \"ok\"}");
    let answer = desk.ciyun("inspect a.json").code(2);
    assert!(
        answer.stderr().contains("a.json: found "),
        "{}",
        answer.stderr()
    );
}

#[test]
fn one_unreadable_file_among_others_makes_exit_code_1() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    desk.put("b.csv", "排名,应用\n1,2\n");
    let answer = desk.ciyun("inspect a.csv b.csv").code(1);
    assert!(
        answer.stdout().contains("a.csv: csv"),
        "{}",
        answer.stdout()
    );
    assert!(
        answer.stderr().contains("b.csv: no column with comments"),
        "{}",
        answer.stderr()
    );
    desk.ciyun("count a.csv b.csv").code(1);
}

#[test]
fn the_part_of_a_file_that_holds_the_comments_is_told_and_kept_in_the_manifest() {
    let desk = Desk::with(
        "a.json",
        "{\"code\": 0, \"data\": {\"list\": [{\"content\": \"登录闪退\"}]}}",
    );
    let answer = desk.ciyun("run a.json -o out").code(0);
    assert!(
        answer.stderr().contains("json at data.list[]"),
        "{}",
        answer.stderr()
    );
    let manifest: serde_json::Value =
        serde_json::from_str(&desk.read("out/manifest.json")).unwrap();
    assert_eq!(manifest["inputs"][0]["part"], "data.list[]");
}

#[test]
fn an_encoding_that_contradicts_the_byte_order_mark_is_refused() {
    let desk = Desk::with("a.csv", "\u{feff}评分,评论内容\n1,闪退\n");
    let answer = desk.ciyun("count a.csv --encoding gbk").code(2);
    assert!(
        answer
            .stderr()
            .contains("the byte order mark says utf-8, but gb18030 was asked for"),
        "{}",
        answer.stderr()
    );
    desk.ciyun("count a.csv --encoding utf-8").code(0);
}

#[test]
fn the_account_as_json_has_every_part_and_masks_what_is_personal() {
    let desk = Desk::with(
        "a.csv",
        "comment_id,note_id,content,create_time,parent_comment_id,nickname,like_count\n\
         8001,77,闪退，电话13800138000,1714536000000,0,周三水,1.5万\n\
         8002,77,闪退！！！！！,1714622400000,0,吴四火,3\n\
         8003,77,很卡,昨天,0,郑五木,赞\n\
         comment_id,note_id,content,create_time,parent_comment_id,nickname,like_count\n",
    );
    let answer = desk.ciyun("inspect a.csv --format json").code(0);
    let said = answer.stdout();
    for personal in ["13800138000", "三水", "8001"] {
        assert!(!said.contains(personal), "{personal}\n{said}");
    }
    let all: serde_json::Value = serde_json::from_str(&said).unwrap();
    let file = &all[0];
    assert_eq!(file["tool"], "mediacrawler-xhs");
    assert_eq!(file["encoding"]["name"], "utf-8");
    assert_eq!(file["encoding"]["confidence"], "certain");
    assert_eq!((&file["rows"], &file["documents"]), (&4.into(), &3.into()));
    assert_eq!(file["skipped"][0]["rule"], "row.header");
    assert_eq!(file["skipped"][0]["lines"][0], 5);
    assert_eq!(file["notes"][0]["rule"], "note.relative-time");
    assert_eq!(file["notes"][0]["lines"][0], 4);
    assert_eq!(file["times"]["first"], "2024-05-01T12:00:00");
    assert_eq!(file["times"]["last"], "2024-05-02T12:00:00");
    let likes = file["columns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|column| column["field"] == "likes");
    let likes = likes.unwrap();
    assert_eq!(
        (&likes["column"], &likes["chosen_by"]),
        (&"like_count".into(), &"tool".into())
    );
    assert_eq!(likes["samples"], serde_json::json!(["15000", "3", "0"]));
    let author = file["columns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|column| column["field"] == "author");
    assert_eq!(
        author.unwrap()["samples"],
        serde_json::json!(["周***", "吴***", "郑***"])
    );
    assert_eq!(file["noise"][1]["rule"], "stretch");
    // With a reference date the relative time is read.
    let answer = desk
        .ciyun("inspect a.csv --format json --reference-date 2024-05-04")
        .code(0);
    let all: serde_json::Value = serde_json::from_str(&answer.stdout()).unwrap();
    assert_eq!(all[0]["notes"], serde_json::json!([]));
    assert_eq!(all[0]["times"]["last"], "2024-05-03T00:00:00");
    // Another clock tells another day.
    let answer = desk
        .ciyun("inspect a.csv --format json --utc-offset -10")
        .code(0);
    let all: serde_json::Value = serde_json::from_str(&answer.stdout()).unwrap();
    assert_eq!(all[0]["times"]["first"], "2024-04-30T18:00:00");
}

#[test]
fn what_was_amiss_in_rows_that_were_kept_is_told_by_a_run() {
    let desk = Desk::with(
        "a.csv",
        "评分,发布时间,评论内容\n1,3分钟前,闪退\n9,2023-05-01,卡顿\n",
    );
    let answer = desk.ciyun("run a.csv -o out").code(0);
    let said = answer.stderr();
    assert!(
        said.contains("1 comment: a relative time such as 3分钟前 without a reference date"),
        "{said}"
    );
    assert!(said.contains("the first is a.csv:2"), "{said}");
    assert!(said.contains("a rating that is not from 1 to 5"), "{said}");
    assert!(
        desk.read("out/ledger.csv")
            .contains("note,note.relative-time,1,a.csv:2")
    );
    let answer = desk.ciyun("count a.csv --reference-date soon").code(2);
    assert!(
        answer.stderr().contains("no date \"soon\""),
        "{}",
        answer.stderr()
    );
    let answer = desk.ciyun("count a.csv --utc-offset 99").code(2);
    assert!(
        answer.stderr().contains("no UTC offset \"99\""),
        "{}",
        answer.stderr()
    );
}
