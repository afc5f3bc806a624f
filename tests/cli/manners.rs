use super::{Desk, sample};

#[test]
fn without_arguments_the_main_command_is_shown() {
    let answer = Desk::new().ciyun("").code(0);
    assert!(
        answer.stdout().contains("ciyun run comments.csv"),
        "{}",
        answer.stdout()
    );
    let answer = Desk::new().ciyun("--lang zh").code(0);
    assert!(
        answer.stdout().contains("ciyun run 评论.csv"),
        "{}",
        answer.stdout()
    );
}

#[test]
fn help_is_in_the_users_language_with_examples() {
    let desk = Desk::new();
    let english = desk.ciyun("run --help").code(0).stdout();
    assert!(
        english.contains("Examples:\n  ciyun run comments.csv"),
        "{english}"
    );
    let output = desk
        .command()
        .env("LANG", "zh_CN.UTF-8")
        .args(["run", "--help"])
        .output()
        .unwrap();
    let chinese = String::from_utf8(output.stdout).unwrap();
    assert!(
        chinese.contains("例子：\n  ciyun run comments.csv"),
        "{chinese}"
    );
    assert!(
        chinese.contains("用法：") && chinese.contains("停用词表"),
        "{chinese}"
    );
}

#[test]
fn bad_usage_is_exit_code_2_with_a_suggestion() {
    let desk = Desk::new();
    let answer = desk.ciyun("run a.csv --tpo 5").code(2);
    assert!(answer.stderr().contains("--top"), "{}", answer.stderr());
    let answer = desk.ciyun("run a.csv --tpo 5 --lang zh").code(2);
    assert!(
        answer.stderr().contains("没有选项 --tpo；是否想写 --top"),
        "{}",
        answer.stderr()
    );
    let answer = desk.ciyun("run").code(2);
    assert!(
        answer.stderr().contains("no input given"),
        "{}",
        answer.stderr()
    );
    desk.ciyun("cloud top.csv").code(2);
}

#[test]
fn errors_are_in_the_users_language() {
    let desk = Desk::new();
    let answer = desk.ciyun("run nowhere.csv").code(2);
    assert_eq!(
        answer.stderr(),
        "error: nowhere.csv: no such file or folder\n"
    );
    let answer = desk.ciyun("run nowhere.csv --lang zh").code(2);
    assert_eq!(answer.stderr(), "错误：nowhere.csv：没有这个文件或文件夹\n");
    let answer = desk
        .ciyun("run nowhere.csv --config nowhere.toml --lang zh")
        .code(2);
    assert!(
        answer
            .stderr()
            .contains("nowhere.toml：无法读取配置文件：不存在"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn what_exists_is_replaced_only_by_force() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    desk.put("output/a/mine.txt", "mine");
    let answer = desk.ciyun("run a.csv").code(2);
    assert!(
        answer.stderr().contains("output/a: already exists"),
        "{}",
        answer.stderr()
    );
    assert!(answer.stderr().contains("--force"), "{}", answer.stderr());
    assert!(!desk.path("output/a/keywords.csv").exists());
    desk.ciyun("run a.csv --force").code(0);
    assert_eq!(desk.read("output/a/mine.txt"), "mine");
    desk.ciyun("run a.csv --force").code(0);
}

#[test]
fn inputs_stay_as_they_are() {
    let before = std::fs::read(sample()).unwrap();
    let desk = Desk::with("corpus/a.csv", &before);
    desk.ciyun("run corpus/a.csv").code(0);
    assert!(std::fs::read(desk.path("corpus/a.csv")).unwrap() == before);
}

#[test]
fn unknown_keys_in_the_configuration_are_errors_with_a_suggestion() {
    let desk = Desk::with("ciyun.toml", "[table]\ntpo = 5\n");
    let answer = desk.ciyun("count a.csv --config ciyun.toml").code(2);
    assert!(
        answer.stderr().contains("ciyun.toml:2:"),
        "{}",
        answer.stderr()
    );
    assert!(
        answer.stderr().contains("did you mean `top`?"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn init_prints_a_configuration_that_works() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    let template = desk.ciyun("init").code(0).stdout();
    desk.put("ciyun.toml", &template);
    desk.ciyun("run a.csv --config ciyun.toml").code(0);
}

#[test]
fn licences_and_completions_are_printed() {
    let desk = Desk::new();
    let licences = desk.ciyun("--licenses").code(0).stdout();
    assert!(licences.contains("Apache License") && licences.contains("SIL OPEN FONT LICENSE"));
    assert!(
        desk.ciyun("completions bash")
            .code(0)
            .stdout()
            .contains("ciyun")
    );
}

#[test]
fn progress_and_colour_stay_off_where_there_is_no_terminal() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    let answer = desk.ciyun("run a.csv").code(0);
    assert!(!answer.stderr().contains('\u{1b}'), "{:?}", answer.stderr());
}
