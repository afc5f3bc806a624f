use super::{Desk, sample};

#[test]
fn the_understanding_of_a_file_is_told_and_nothing_written() {
    let desk = Desk::new();
    let answer = desk
        .ciyun(&format!("inspect {}", sample().display()))
        .code(0);
    let said = answer.stdout();
    for part in [
        "heilongjiang.csv: csv, utf-8 (certain)",
        "id=编号",
        "text=评论内容",
        "rating=评分",
        "author=用户名",
        "rows: 854",
        "comments: 854",
        "without text: 3",
        "ratings: 1★ 444",
        "invalid bytes: 0",
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
        answer.stdout().contains("text=y (as told)"),
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
