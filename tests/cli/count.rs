use super::{Desk, sample};

fn three() -> Desk {
    Desk::with(
        "a.csv",
        "评分,评论内容\n1,闪退，登录闪退\n1,登录不上去\n5,闪退\n",
    )
}

#[test]
fn the_table_goes_to_standard_output_as_csv() {
    let answer = three().ciyun("count a.csv -q").code(0);
    assert_eq!(answer.stderr(), "");
    let table = answer.stdout();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "rank,term,tf,df,share,share_low,share_high,per_million,tf_per_df,pos,authors,tf_idf,\
         text_rank,carried_by"
    );
    assert!(lines[1].starts_with("1,闪退,3,2,0.666667,"), "{table}");
}

#[test]
fn every_form_holds_the_same_numbers() {
    let desk = three();
    let form = |form: &str| {
        desk.ciyun(&format!("count a.csv -q --format {form}"))
            .code(0)
            .stdout()
    };
    let json: serde_json::Value = serde_json::from_str(&form("json")).unwrap();
    assert_eq!(
        (&json[0]["term"], &json[0]["tf"]),
        (&"闪退".into(), &3.into())
    );
    let line: serde_json::Value =
        serde_json::from_str(form("jsonl").lines().next().unwrap()).unwrap();
    assert_eq!(line, json[0]);
    assert!(form("md").contains("| 1 | 闪退 | 3 | 2 | 0.666667 |"));
    assert!(form("table").contains("闪退"));
}

#[test]
fn the_ending_of_the_file_chooses_the_form() {
    let desk = three();
    desk.ciyun("count a.csv -o top.json").code(0);
    assert!(desk.read("top.json").starts_with("[\n  {\"rank\": 1"));
    desk.ciyun("count a.csv -o top.csv --csv-bom").code(0);
    assert!(desk.read("top.csv").starts_with("\u{feff}rank,"));
}

#[test]
fn options_go_before_environment_before_configuration() {
    let desk = Desk::with("ciyun.toml", "[table]\ntop = 5\n");
    let sample = sample();
    let n_lines = |flag: &[&str], environment: Option<&str>| {
        let mut command = desk.command();
        command.args([
            "count",
            sample.to_str().unwrap(),
            "-q",
            "--config",
            "ciyun.toml",
        ]);
        command.args(flag);
        if let Some(top) = environment {
            command.env("CIYUN_TOP", top);
        }
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().count() - 1
    };
    assert_eq!(n_lines(&[], None), 5);
    assert_eq!(n_lines(&[], Some("4")), 4);
    assert_eq!(n_lines(&["--top", "3"], Some("4")), 3);
}

#[test]
fn several_files_a_folder_and_a_pattern_count_alike() {
    let desk = Desk::with("data/a.txt", "闪退\n闪退\n");
    desk.put("data/b.jsonl", "{\"content\": \"登录闪退\"}\n");
    desk.put("data/notes.docx", "no");
    let count = |arguments: &str| {
        desk.ciyun(&format!("count -q {arguments}"))
            .code(0)
            .stdout()
    };
    let table = count("data/a.txt data/b.jsonl");
    assert!(table.contains("1,闪退,3,3,1,"), "{table}");
    assert_eq!(count("data"), table);
    assert_eq!(count("data/b.jsonl data/a.txt"), table);
    // The shell of Windows hands patterns on as they are.
    assert_eq!(count("data/*.*t* data/b.jsonl"), table);
    let answer = desk.ciyun("count data").code(0);
    assert!(
        answer.stderr().contains("notes.docx"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn lists_extend_and_replace() {
    let desk = Desk::with("a.txt", "这个软件闪退\n这个软件闪退得厉害啊啊\n");
    desk.put("stop.txt", "闪退\n");
    let count = |arguments: &str| {
        desk.ciyun(&format!("count a.txt -q {arguments}"))
            .code(0)
            .stdout()
    };
    assert!(count("").contains(",软件,2,2,"));
    assert!(!count("--stopwords stop.txt").contains("闪退"));
    assert!(count("--no-builtin-stopwords").contains(",这个,2,2,"));
    assert!(!count("--topic heilongjiang").contains("软件"));
    desk.put("words.txt", "闪退得厉害 v\n");
    assert!(count("--user-words words.txt").contains(",闪退得厉害,1,1,"));
}

#[test]
fn terms_are_shown_in_their_usual_spelling_but_cleaned() {
    let desk = Desk::with(
        "a.csv",
        "评论内容\n这个A<b>P</b>PX闪退\n真的Ｖ&#73;Ｐ<br>不行\niOS卡\niOS闪退\nIOS卡顿\nIC卡充值、U盘\n",
    );
    let table = desk.ciyun("count a.csv -q").code(0).stdout();
    for (term, tf) in [
        ("APPX", 1),
        ("VIP", 1),
        ("iOS", 3),
        ("IC卡", 1),
        ("U盘", 1),
        ("卡", 1),
    ] {
        assert!(table.contains(&format!(",{term},{tf},")), "{term}\n{table}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let program = env!("CARGO_BIN_EXE_ciyun");
    let script = format!(
        "'{program}' count '{}' -q --top 2000 | head -n 1",
        sample().display()
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("rank,term"));
}

#[test]
fn without_the_builtin_lists_function_words_and_fragments_are_counted() {
    let desk = Desk::with("a.txt", "还会闪退，这个就是不行\n");
    let arguments = "count a.txt -q --no-builtin-stopwords";
    let glued = desk.ciyun(&format!("{arguments} --disable unglue"));
    let table = glued.code(0).stdout();
    assert!(table.contains(",还会,1,1,"), "{table}");
    let table = desk.ciyun(arguments).code(0).stdout();
    for term in ["这个", "就是"] {
        assert!(table.contains(&format!(",{term},1,1,")), "{term}\n{table}");
    }
    let table = desk.ciyun("count a.txt -q").code(0).stdout();
    assert_eq!(table.lines().count(), 3, "闪退 and 不行: {table}");
}

#[test]
fn a_stop_list_in_gbk_is_read() {
    let desk = Desk::with("a.txt", "登录闪退\n");
    desk.put("stop.txt", &encoding_rs::GBK.encode("登录\r\n").0);
    let table = desk
        .ciyun("count a.txt -q --stopwords stop.txt")
        .code(0)
        .stdout();
    assert!(table.contains("闪退") && !table.contains("登录"), "{table}");
}

#[test]
fn pictures_that_stay_are_terms_as_their_reader_sees_them() {
    let england = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    let family = "👨\u{200d}👩\u{200d}👧";
    let pictures = ["👍🏽", family, "🇨🇳", "1\u{fe0f}\u{20e3}", england];
    let rows = pictures.map(|picture| format!("闪退{picture}{picture}登录\n"));
    let desk = Desk::with("a.csv", format!("评论内容\n{}", rows.concat()));
    let table = desk
        .ciyun("count a.csv -q --disable emoji")
        .code(0)
        .stdout();
    for picture in pictures {
        assert!(table.contains(&format!(",{picture},2,1,")), "{table}");
    }
    // A header, the pictures, 闪退 and 登录: no part of a picture.
    assert_eq!(table.lines().count(), 1 + pictures.len() + 2, "{table}");
}
