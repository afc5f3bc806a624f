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

#[test]
fn files_that_are_no_text_are_refused_by_what_they_are() {
    let desk = Desk::with("a.xlsx", b"PK\x03\x04\x14\0\x06\0rest of an archive");
    desk.put("b.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let answer = desk.ciyun("run a.xlsx").code(2);
    assert!(
        answer
            .stderr()
            .contains("a zip archive or a damaged workbook"),
        "{}",
        answer.stderr()
    );
    let answer = desk.ciyun("count b.csv --lang zh").code(2);
    assert!(answer.stderr().contains("这是图片"), "{}", answer.stderr());
    assert!(!desk.path("output").exists());
}

#[test]
fn a_missing_file_among_others_is_told_and_the_others_are_read() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    let answer = desk.ciyun("count a.csv nowhere.csv").code(1);
    assert!(
        answer.stdout().contains(",闪退,1,1,"),
        "{}",
        answer.stdout()
    );
    assert!(
        answer.stderr().contains("nowhere.csv: no such file"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn numbers_out_of_range_are_refused_before_the_work() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    for arguments in [
        "count a.csv --top 0",
        "count a.csv --top -1",
        "count a.csv --threads 0",
        "count a.csv --threads 100000",
        "run a.csv --width 0",
        "run a.csv --background black",
        "run a.csv --background #808080",
        "run a.csv --palette blue-orange",
        "run a.csv --mask nowhere.png",
        "run a.csv --topic nowhere",
    ] {
        let answer = desk.ciyun(arguments).code(2);
        assert!(
            answer.stderr().starts_with("error: "),
            "{arguments}: {}",
            answer.stderr()
        );
    }
    assert!(!desk.path("output").exists());
}

#[test]
fn flags_can_be_set_in_the_environment_and_empty_variables_are_none() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n2\n");
    let code = |name: &str, value: &str| {
        let mut command = desk.command();
        let output = command.args(["count", "a.csv"]).env(name, value).output();
        output.unwrap().status.code()
    };
    assert_eq!(code("CIYUN_STRICT", "1"), Some(1));
    assert_eq!(code("CIYUN_STRICT", "0"), Some(0));
    assert_eq!(code("CIYUN_TOP", ""), Some(0));
    assert_eq!(code("CIYUN_TOP", "x"), Some(2));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told_apart_from_an_old_result() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    let answer = desk.ciyun("run a.csv -o a.csv/out --force").code(2);
    assert!(
        answer.stderr().contains("a.csv: is in the way"),
        "{}",
        answer.stderr()
    );
    std::fs::create_dir_all(desk.path("out/keywords.json")).unwrap();
    desk.ciyun("run a.csv -o out --force").code(2);
    assert!(!desk.path("out/keywords.csv").exists(), "a mixed folder");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_error_does_not_stop_the_work() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,闪退\n");
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ciyun"))
        .current_dir(desk.path(""))
        .args(["count", "a.csv"])
        .stderr(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("闪退"));
}
