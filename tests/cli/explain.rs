use std::path::Path;

use super::{Answer, Desk, sample};

/// `explain` with a word and further arguments on the sample.
fn on_sample(arguments: &str) -> Answer {
    let sample = sample();
    Desk::new()
        .ciyun(&format!("explain {arguments} {} -q", sample.display()))
        .code(0)
}

#[track_caller]
fn assert_holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// The line of a list in the repository on which `entry` stands.
fn line_of(list: &str, entry: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(list);
    let text = std::fs::read_to_string(path).unwrap();
    1 + text.lines().position(|line| line == entry).unwrap()
}

#[test]
fn the_readmes_show_what_the_program_writes() {
    for (readme, language) in [("README.md", "en"), ("README.zh.md", "zh")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(readme);
        let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let said = on_sample(&format!("人脸 --lang {language}")).stdout();
        let shown = format!("$ ciyun explain 人脸 corpus/heilongjiang.csv\n{said}```\n");
        assert!(text.contains(&shown), "{readme} should show\n{said}");
    }
}

#[test]
fn a_topic_word_is_told_with_its_list_and_line() {
    let line = line_of("stopwords/topics/heilongjiang.txt", "全省事");
    let answer = on_sample("全省事");
    assert_eq!(answer.stderr(), "");
    assert_holds(
        &answer.stdout(),
        &[
            "全省事 occurs 17 times, in 17 of 854 comments\n",
            &format!(
                "17  a token, masked by topic-word (a word that names the topic itself), \
                 heilongjiang.txt:{line} (17 comments)\n"
            ),
            "heilongjiang.csv:311  求问大家,全省事改密码一直提示“新旧密码不能相同”,可我根本不记得旧密…\n",
            "frequency table (1956 terms): not in it\n",
            "  - 17 not counted by topic-word: --topic none (no built-in topic list); or --disable \
             topic-word\n",
        ],
    );
    assert_holds(
        &on_sample("全省事 --topic none").stdout(),
        &[
            "17  a token, counted (17 comments)\n",
            ": 全省事, tf 17, df 17, rank ",
        ],
    );
}

#[test]
fn a_word_that_the_segmenter_does_not_know_is_split() {
    assert_holds(
        &on_sample("全省事 --topic none --no-builtin-words --lang zh").stdout(),
        &[
            "“全省事”在原文中出现 17 次，在 854 条评论中的 17 条里\n",
            "13  被切开：全省/事 13（13 条评论）\n",
            " 4  与前后的字切成了别的词：全省/事像 1，",
            "合计：17 = 13 + 4\n",
            "17 处中有 17 处没有切成一个词（全省/事 13 次）：把“全省事”写进词表，用 --user-words 给出\n",
        ],
    );
    let desk = Desk::with("a.txt", "全镇办好\n全镇办\n全镇办的全镇办\n");
    let counted = "  3  a token, counted (2 comments)\n";
    let said = desk.ciyun("explain 全镇办 a.txt -q").code(0).stdout();
    assert!(!said.contains(counted), "{said}");
    // A weight leaves the word to the segmenter; without one it is always whole.
    desk.put("b.txt", "很方便\n");
    desk.put("words.txt", "很方便 1\n");
    let said = desk.ciyun("explain 很方便 b.txt -q --user-words words.txt");
    assert_holds(
        &said.code(0).stdout(),
        &["although words.txt:1 has it: in a list"],
    );
    desk.put("words.txt", "全镇办\n");
    let said = desk.ciyun("explain 全镇办 a.txt -q --user-words words.txt");
    assert_holds(
        &said.code(0).stdout(),
        &[
            "  4  a token, counted (3 comments)\n",
            ": 全镇办, tf 4, df 3, ",
        ],
    );
}

#[test]
fn a_stop_word_is_told_with_its_list_and_line() {
    let line = line_of("stopwords/general.txt", "这个");
    let desk = Desk::with("a.txt", "这个登录不上\n刷脸失败\n");
    desk.put("mine.txt", "# name: mine\n\n登录\n刷脸\n");
    let said = desk.ciyun("explain 这个 a.txt -q").code(0).stdout();
    let listed = format!("masked by stopword (a word of a stop list), general.txt:{line} (");
    assert_holds(
        &said,
        &[
            &listed,
            "  - 1 not counted by stopword: --no-builtin-stopwords (none of the built-in stop lists), \
             with a list of your own for --stopwords; or --disable stopword\n",
        ],
    );
    let said = desk.ciyun("explain 刷脸 a.txt -q --stopwords mine.txt --lang zh");
    assert_holds(
        &said.code(0).stdout(),
        &[
            "被屏蔽：stopword（停用词表中的词），见 mine.txt:4（1 条评论）\n",
            "  - 1 次因 stopword 未计入：删去 mine.txt 的第 4 行；或 --disable stopword\n",
        ],
    );
}

#[test]
fn what_cleaning_takes_is_told_by_rule() {
    let desk = Desk::with(
        "a.csv",
        "用户名,评论内容\n甲,闪退[微笑]闪退\n乙,@闪退 打不开\n丙,好用//@丁:闪退\n甲,闪退[微笑]闪退\n",
    );
    let said = desk.ciyun("explain 闪退 a.csv -q").code(0).stdout();
    assert_holds(
        &said,
        &[
            "闪退 occurs 6 times, in 4 of 4 comments\n",
            "  2  dropped with the comment by duplicate.author-text (same text by the same author) (1 \
             comment)\n       a.csv:5  闪退[微笑]闪退\n",
            "  1  removed or altered by repost (",
            "       a.csv:4  好用//【某用户】:闪退\n",
            "  1  removed or altered by mention (",
            "       a.csv:3  【某用户】 打不开\n",
            "  2  a token, counted (1 comment)\n",
            "sum: 6 = 2 + 1 + 1 + 2\n",
        ],
    );
    let said = desk
        .ciyun("explain 微笑 a.csv -q --lang zh")
        .code(0)
        .stdout();
    assert_holds(
        &said,
        &[
            "  1  被文本规则去掉或改写：emoticon（",
            "  1  随整条评论去除：duplicate.author-text（",
        ],
    );
}

#[test]
fn a_word_that_never_occurs_is_told_and_no_error() {
    let said = on_sample("人脸认别").stdout();
    assert_holds(
        &said,
        &[
            "人脸认别 does not occur in the text of the 854 comments read\n",
            "  - look for 人脸",
        ],
    );
    let desk = Desk::with("a.txt", "打不开\n");
    for (arguments, said) in [
        (
            "explain",
            "no word to explain; write `ciyun explain WORD INPUT`",
        ),
        ("explain 闪退", "no input given"),
        (
            "explain --row a.txt",
            "expected a place such as comments.csv:190",
        ),
    ] {
        let answer = desk.ciyun(arguments).code(2);
        assert!(answer.stderr().contains(said), "{}", answer.stderr());
        assert_eq!(answer.stdout(), "");
    }
    let mut command = desk.command();
    let empty = Answer(
        command
            .args(["explain", " ", "a.txt", "--lang", "zh"])
            .output()
            .unwrap(),
    );
    assert_holds(
        &empty.code(2).stderr(),
        &["错误：给出的词是 \" \"；应有看得见的字"],
    );
}

#[test]
fn the_numbers_stand_in_json_under_stable_names() {
    let said = on_sample("社保 --format json").stdout();
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let names: Vec<&String> = report.as_object().unwrap().keys().collect();
    let expected = [
        "advice",
        "comments",
        "comments_read",
        "counted_besides",
        "fates",
        "form",
        "lexicons",
        "n_terms",
        "occurrences",
        "terms",
        "weight",
        "word",
    ];
    let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, expected);
    let fates = report["fates"].as_array().unwrap();
    let sum: u64 = fates.iter().map(|row| row["count"].as_u64().unwrap()).sum();
    assert_eq!(report["occurrences"], sum);
    let last = fates.last().unwrap();
    assert_eq!(
        (&last["fate"], &last["term"]),
        (&"counted".into(), &"社保".into())
    );
    assert_eq!(last["count"], report["terms"][0]["tf"]);
    let topic = on_sample("全省事 --format json").stdout();
    let topic: serde_json::Value = serde_json::from_str(&topic).unwrap();
    let row = &topic["fates"][0];
    assert_eq!(
        (&row["fate"], &row["rule"]),
        (&"masked".into(), &"topic-word".into())
    );
    assert_eq!(row["lists"][0]["origin"], "built-in-topic");
}

#[test]
fn counts_agree_with_the_table_on_any_number_of_threads() {
    let one = on_sample("失败 --threads 1").stdout();
    assert_eq!(on_sample("失败 --threads 4").stdout(), one);
    let sample = sample();
    let table = Desk::new()
        .ciyun(&format!(
            "count {} -q --format jsonl --top 1000",
            sample.display()
        ))
        .code(0)
        .stdout();
    let row = table.lines().find(|line| line.contains("\"失败\""));
    let row: serde_json::Value = serde_json::from_str(row.unwrap()).unwrap();
    let place = format!(
        ": 失败, tf {}, df {}, rank {} by tf",
        row["tf"], row["df"], row["rank"]
    );
    assert_holds(&one, &[&place]);
}

#[test]
fn a_row_is_told_step_by_step() {
    let desk = Desk::new();
    let place = format!("{}:30", sample().display());
    let said = desk.ciyun(&format!("explain --row {place} -q")).code(0);
    assert_holds(
        &said.stdout(),
        &[
            "heilongjiang.csv:30\n",
            "  cell: 点“办事指南”跳网页，网页里又提示“请在APP内办理”，",
            "  fields: id=aa-9999  rating=1  time=2022-12-02T14:10:57  author=用***  app=全省事",
            "  text rules:\n    width ×2  ",
            "    case ×3  …又提示“请在APP内办理”,谁… → …又提示“请在app内办理”,谁…\n",
            "  cleaned: 点“办事指南”跳网页,",
            "app",
            "masked topic-word  heilongjiang.txt:",
            "counted  tf ",
        ],
    );
    let said = desk.ciyun(&format!(
        "explain --row {} {} -q --lang zh",
        "heilongjiang.csv:96",
        sample().display()
    ));
    assert_holds(
        &said.code(0).stdout(),
        &[
            "  去除：duplicate.id（同一平台、应用、编号且文本相同）\n",
            "  文本规则：\n    width ×",
        ],
    );
}

#[test]
fn a_row_is_found_in_the_inputs_of_a_configuration() {
    let desk = Desk::with("a.csv", "评论内容\n闪退\n打13800138000\n");
    desk.put("ciyun.toml", "[input]\nfiles = [\"a.csv\"]\n");
    let said = desk.ciyun("explain --row a.csv:3 --config ciyun.toml --format json -q");
    let rows: serde_json::Value = serde_json::from_str(&said.code(0).stdout()).unwrap();
    assert_eq!(rows[0]["cell"], "打【某手机号】");
    assert_eq!(rows[0]["personal"][0]["kind"], "mobile");
    let tokens = rows[0]["tokens"].as_array().unwrap();
    let last = tokens.last().unwrap();
    assert_eq!(
        (&last["token"], &last["fate"]),
        (&"***".into(), &"masked".into())
    );
}

#[test]
fn what_stands_around_a_row_that_is_not_there_is_told() {
    let desk = Desk::with("a.csv", "评分,评论内容\n5,\"好\n用\"\n1\n1,打不开\n");
    for (arguments, said) in [
        (
            "--row a.csv:3",
            "a.csv:3: no comment begins on this line; 2 comments found, the one before on line 2, the next \
             on line 5",
        ),
        (
            "--row b.csv:3 a.csv",
            "b.csv: no input has this name; found a.csv",
        ),
        (
            "--row a.csv:4",
            "a.csv:4: this row was skipped: found 1 fields, expected 2",
        ),
    ] {
        let answer = desk.ciyun(&format!("explain {arguments} -q")).code(2);
        assert_holds(&answer.stderr(), &[said]);
        assert_eq!(answer.stdout(), "");
    }
    let answer = desk.ciyun("explain --row a.csv:3 -q --lang zh").code(2);
    assert_holds(
        &answer.stderr(),
        &["a.csv:3：没有评论始于这一行；共有 2 条评论，前一条始于第 2 行，后一条始于第 5 行"],
    );
}
