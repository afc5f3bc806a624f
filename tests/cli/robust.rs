use super::{Desk, sample};

/// A desk with the sample.
fn desk() -> Desk {
    Desk::with("corpus.csv", std::fs::read(sample()).unwrap())
}

/// The rows of a CSV file without quotes, as cells.
fn rows(csv: &str) -> Vec<Vec<&str>> {
    let lines = csv.lines().skip(1);
    lines.map(|line| line.split(',').collect()).collect()
}

#[test]
fn the_summary_goes_to_standard_output_and_nothing_is_written() {
    let desk = desk();
    let answer = desk.ciyun("robust corpus.csv").code(0);
    let said = answer.stdout();
    for part in [
        "96 variants, ranked by frequency; number 13 is the run itself (stopwords configured, \
         dedupe exact, min-chars off, unknown-words join, joins on, single-char on)",
        "rank-biased overlap (p = 0.9; 1 is the same ranking): mean with the run 0.",
        "changing only",
        "rank  term",
        "登录",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let told = answer.stderr();
    for part in [
        "comments: 854 read = ",
        "counting 96 variants, the run itself among them",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let entries = std::fs::read_dir(desk.path("")).unwrap();
    assert_eq!(entries.count(), 1);
}

#[test]
fn the_summary_speaks_chinese() {
    let answer = desk().ciyun("robust corpus.csv --lang zh -q").code(0);
    assert_eq!(answer.stderr(), "");
    let said = answer.stdout();
    for part in [
        "96 种做法，按词频排序；第 13 种是本次运行（stopwords configured，",
        "RBO（p = 0.9，1 为排序完全相同）：与本次运行平均 0.",
        "只改这一项",
        "停用词",
        "进前20",
        "只在其他做法里进前 20 的词（做法数）：",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn the_readmes_show_what_the_program_prints() {
    let desk = desk();
    for (readme, language) in [("README.md", "en"), ("README.zh.md", "zh")] {
        let answer = desk.ciyun(&format!("robust corpus.csv -q --lang {language}"));
        let (said, path) = (answer.code(0).stdout(), env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(format!("{path}/{readme}")).unwrap();
        let mut blocks = text.replace("\r\n", "\n");
        blocks.drain(..blocks.find("```text\n96 ").unwrap() + "```text\n".len());
        let shown = blocks.split("```").next().unwrap();
        assert!(shown.lines().count() > 15, "{readme}");
        for line in shown.lines().filter(|line| *line != "…") {
            assert!(
                said.lines().any(|have| have == line),
                "{readme}: {line}\n{said}"
            );
        }
    }
}

#[test]
fn the_tables_agree_with_count_and_with_each_other() {
    let desk = desk();
    desk.ciyun("robust corpus.csv -o out").code(0);
    let (words, variants) = (desk.read("out/robust.csv"), desk.read("out/variants.csv"));
    assert_eq!(
        words.lines().next().unwrap(),
        "term,base_rank,base_tf,variants,in_top_20,in_top_50,rank_min,rank_median,rank_max,\
         tf_min,tf_max"
    );
    assert_eq!(
        variants.lines().next().unwrap(),
        "variant,base,stopwords,dedupe,min-chars,unknown-words,joins,single-char,documents,\
         tokens,terms,rbo"
    );
    let table = desk.ciyun("count corpus.csv -q --top 50").code(0).stdout();
    for (row, word) in rows(&table).iter().zip(rows(&words)) {
        assert_eq!([row[1], row[0], row[2]], [word[0], word[1], word[2]]);
    }
    let variants = rows(&variants);
    assert_eq!(variants.len(), 96);
    let base: Vec<_> = variants.iter().filter(|row| row[1] == "1").collect();
    assert_eq!((base.len(), base[0][11]), (1, "1"));
    // Variants as `count` has them: all copies dropped, short comments dropped, unknown words split,
    // nothing joined.
    for (joins, options) in [
        ("on", ""),
        (
            "off",
            "--disable join.negation --disable join.degree --disable join.complement",
        ),
    ] {
        let options = format!(
            "--disable stopword --enable duplicate.text=1 --enable min-chars=5 \
             --unknown-words split --top 1 --format json {options}"
        );
        let counted = desk
            .ciyun(&format!("count corpus.csv -q {options}"))
            .code(0);
        let counted: serde_json::Value = serde_json::from_str(&counted.stdout()).unwrap();
        let other = ["off", "identical", "5", "split", joins, "on"];
        let other = variants.iter().find(|row| row[2..8] == other).unwrap();
        let (tf, share) = (
            &counted[0]["tf"],
            counted[0]["per_million"].as_f64().unwrap(),
        );
        let tokens: f64 = other[9].parse().unwrap();
        assert!(
            (tf.as_f64().unwrap() * 1e6 / tokens - share).abs() < 1.0,
            "{other:?} {counted}"
        );
    }

    let json: serde_json::Value = serde_json::from_str(&desk.read("out/robust.json")).unwrap();
    assert_eq!(json["variants"].as_array().unwrap().len(), 96);
    assert_eq!(json["words"].as_array().unwrap().len(), rows(&words).len());
    assert_eq!(json["words"][0]["term"], "登录");
    assert_eq!(
        (&json["persistence"], &json["base"]),
        (&0.9.into(), &13.into())
    );
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let desk = desk();
    let one = desk
        .ciyun("robust corpus.csv -q -o one --threads 1")
        .code(0);
    let two = desk
        .ciyun("robust corpus.csv -q -o two --threads 2")
        .code(0);
    assert_eq!(one.stdout(), two.stdout());
    for name in ["robust.csv", "variants.csv", "robust.json"] {
        let (one, two) = (format!("one/{name}"), format!("two/{name}"));
        assert!(desk.read(&one) == desk.read(&two), "{name}");
    }
}

#[test]
fn a_folder_that_exists_is_kept_without_force() {
    let desk = Desk::with("a.txt", "登录闪退\n闪退\n");
    desk.put("out/mine.txt", "mine");
    let answer = desk.ciyun("robust a.txt -o out").code(2);
    assert_eq!(answer.stdout(), "");
    let said = answer.stderr();
    assert!(said.contains("out: already exists; use --force"), "{said}");
    desk.ciyun("robust a.txt -o out --force").code(0);
    assert_eq!(desk.read("out/mine.txt"), "mine");
    assert!(desk.read("out/robust.csv").contains("\n闪退,1,2,"));
}

#[test]
fn what_is_varied_is_told_by_options_and_configuration() {
    let desk = Desk::with("a.txt", "登录闪退\n闪退\n");
    desk.put(
        "ciyun.toml",
        "[robust]\nmin-chars = [\"off\", 2, 3]\nsingle-char = []\n",
    );
    let first = |arguments: &str| {
        let answer = desk.ciyun(&format!("robust a.txt -q {arguments}")).code(0);
        answer.stdout().lines().next().unwrap().to_owned()
    };
    assert!(first("--config ciyun.toml").starts_with("96 variants, "));
    let line = first("--config ciyun.toml --vary dedupe= --vary stopwords=off --weight df");
    assert!(
        line.starts_with("24 variants, ranked by number of comments; "),
        "{line}"
    );
    // A run that is configured otherwise is the base.
    let line = first("--enable min-chars=2 --unknown-words split");
    assert!(line.starts_with("128 variants, "), "{line}");
    assert!(
        line.contains("min-chars 2, unknown-words split, joins on, single-char on)"),
        "{line}"
    );
    let alone = "--vary dedupe= --vary stopwords= --vary min-chars= --vary unknown-words= \
                 --vary joins= --vary single-char=";
    let line = first(alone);
    assert!(line.starts_with("1 variant, "), "{line}");
}

#[test]
fn errors_say_what_can_be_varied() {
    let desk = Desk::with("a.txt", "登录闪退\n");
    let error = |arguments: &str| {
        let answer = desk.ciyun(&format!("robust a.txt {arguments}")).code(2);
        answer.stderr()
    };
    let said = error("--vary stopword=off");
    assert!(said.contains("did you mean stopwords?"), "{said}");
    let said = error("--vary min-chars=0 --lang zh");
    assert!(
        said.contains("min-chars：给出的是 \"0\"，应为 off, 正整数"),
        "{said}"
    );
    assert!(error("--persistence 1").contains("above 0 and below 1"));
    desk.put("ciyun.toml", "[robust]\ndedup = []\n");
    let said = error("--config ciyun.toml");
    assert!(
        said.contains("ciyun.toml:2: unknown field `dedup`"),
        "{said}"
    );
    assert!(said.contains("did you mean `dedupe`?"), "{said}");
    desk.put("empty.txt", "。\n");
    let answer = desk.ciyun("robust empty.txt -o out").code(2);
    assert!(answer.stderr().contains("no term is left to count"));
    assert!(!desk.path("out").exists());
}

#[test]
fn standard_input_is_read_for_the_run_and_for_its_variants() {
    let desk = Desk::new();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_ciyun"));
    let command = command
        .current_dir(desk.path(""))
        .env_clear()
        .env("LANG", "C");
    let output = command
        .args(["robust", "-", "-q"])
        .write_stdin("登录闪退\n闪退\n");
    let output = output.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("96 variants"), "{text}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn near_duplicates_are_left_out_as_in_a_run() {
    let call = "寻找走失老人，身穿蓝色上衣，在人民广场附近走失，请大家帮忙转发";
    let desk = Desk::with(
        "a.txt",
        format!("{call}\n【急】{call}！！\n打不开\n{call}谢谢\n"),
    );
    let varied = "robust a.txt -o varied --vary dedupe=off,exact,near";
    desk.ciyun(varied).code(0);
    let variants = desk.read("varied/variants.csv");
    let documents = |dedupe: &str| {
        let cells = variants
            .lines()
            .map(|line| line.split(',').collect::<Vec<_>>());
        let mut of = cells.filter(|cells| cells[3] == dedupe && cells[4] == "off");
        of.next().map(|cells| cells[8].to_owned())
    };
    assert_eq!(documents("near").as_deref(), Some("2"), "{variants}");
    assert_eq!(documents("exact").as_deref(), Some("4"), "{variants}");
    let arguments = "robust a.txt -o out --enable near-duplicate";
    desk.ciyun(arguments).code(0);
    let variants = desk.read("out/variants.csv");
    let base = variants
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .find(|cells| cells[1] == "1");
    // The call once, and the short comment.
    assert_eq!(base.unwrap()[8], "2", "{variants}");
    let table = desk
        .ciyun("count a.txt -q --enable near-duplicate")
        .code(0)
        .stdout();
    let words = desk.read("out/robust.csv");
    for line in table.lines().skip(1).take(3) {
        let term = line.split(',').nth(1).unwrap();
        assert!(words.contains(term), "{term}\n{words}");
    }
}
