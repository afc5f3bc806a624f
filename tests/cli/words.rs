//! User words, joins, aliases: from files and options to the table, the ledger and `explain`.

use super::Desk;

/// The frequency table of comments as `term count` lines, in code-point order.
fn counted(desk: &Desk, comments: &str, options: &str) -> Vec<String> {
    desk.put("a.txt", comments);
    let answer = desk.ciyun(&format!("count a.txt --format csv -q {options}"));
    let table = answer.code(0).stdout();
    let mut terms: Vec<String> = table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{} {}", cells[1], cells[2])
        })
        .collect();
    terms.sort();
    terms
}

#[test]
fn user_words_are_whole_wherever_they_stand() {
    let desk = Desk::new();
    // With a weight the segmenter decides; as a bare word it is cut free of 安全 too.
    desk.put("w.txt", "全省事\n\"App Store\" nz\n/第[0-9]+批/ n\n");
    let comments = "安全省事又放心\n全省事在app store下载\nＡＰＰ ＳＴＯＲＥ里第12批名单\n";
    let found = counted(&desk, comments, "--user-words w.txt");
    for term in ["全省事 2", "App Store 2", "第12批 1"] {
        let is_found = found.iter().any(|line| line.eq_ignore_ascii_case(term));
        assert!(is_found, "{term} in {found:?}");
    }
    let apart = counted(&desk, comments, "--user-words w.txt --disable lock");
    assert!(apart.contains(&"安全 1".to_owned()), "{apart:?}");
}

#[test]
fn a_longer_listed_word_covers_a_shorter_one() {
    let desk = Desk::new();
    desk.put("w.txt", "电子码\n电子码牌\n");
    let found = counted(&desk, "电子码牌和电子码\n", "--user-words w.txt");
    assert_eq!(found, ["电子码 1", "电子码牌 1"]);
}

#[test]
fn negations_and_complements_are_joined_and_each_join_can_be_turned_off() {
    let desk = Desk::new();
    let comments = "很不方便\n登录不上\n不太干净\n方便好用\n";
    let joined = counted(&desk, comments, "");
    assert_eq!(
        joined,
        ["不太干净 1", "不方便 1", "好用 1", "方便 1", "登录不上 1"]
    );
    let off = |rule: &str| counted(&desk, comments, &format!("--disable {rule}"));
    assert!(off("join.negation").contains(&"方便 2".to_owned()));
    assert!(off("join.complement").contains(&"登录 1".to_owned()));
    assert!(off("join.degree").contains(&"干净 1".to_owned()));
}

#[test]
fn spellings_are_one_term_and_meanings_only_when_asked() {
    let desk = Desk::new();
    let comments = "登陆失败过\n登录失败过\n登陆不上\n刷脸\n人脸识别\n";
    let found = counted(&desk, comments, "");
    assert!(found.contains(&"登录不上 1".to_owned()), "{found:?}");
    assert!(found.contains(&"人脸识别 1".to_owned()), "{found:?}");
    let merged = counted(&desk, comments, "--enable alias.meaning");
    assert!(merged.contains(&"人脸识别 2".to_owned()), "{merged:?}");
    // A variant that the segmenter would split is whole when it is asked for.
    let crashes = counted(&desk, "闪屏退出\n闪退\n", "--enable alias.meaning");
    assert_eq!(crashes, ["闪退 2"]);
    let apart = counted(&desk, comments, "--disable alias.spelling");
    assert!(apart.contains(&"登陆不上 1".to_owned()), "{apart:?}");
    let none = counted(&desk, comments, "--no-builtin-aliases");
    assert!(none.contains(&"登陆不上 1".to_owned()), "{none:?}");
}

#[test]
fn own_aliases_come_as_csv_or_toml_and_go_before_ours() {
    let desk = Desk::new();
    desk.put("a.csv", "变体,词\n闪退,崩溃\n");
    desk.put("b.toml", "[meaning]\n\"崩溃\" = [\"死机\"]\n");
    let options = "--aliases a.csv --aliases b.toml";
    let found = counted(&desk, "闪退\n崩溃\n死机\n", options);
    assert_eq!(found, ["崩溃 2", "死机 1"]);
    let asked = format!("{options} --enable alias.meaning");
    let found = counted(&desk, "闪退\n崩溃\n死机\n", &asked);
    assert_eq!(found, ["崩溃 3"]);
}

#[test]
fn a_table_that_cannot_be_meant_is_refused_with_its_line() {
    let desk = Desk::new();
    desk.put("a.txt", "闪退\n");
    for (table, place, found) in [
        ("x.csv", "x.csv:2", "变体,词\n登录,登录\n"),
        ("x.toml", "x.toml:2", "[spelling]\n登录 = [\"登陆\"]\n"),
    ] {
        desk.put(table, found);
        for language in ["zh", "en"] {
            let answer = desk.ciyun(&format!("count a.txt --aliases {table} --lang {language}"));
            let said = answer.code(2).stderr();
            assert!(said.contains(place), "{said}");
        }
    }
    desk.put("c.csv", "甲乙,丙丁\n丙丁,甲乙\n");
    let said = desk.ciyun("count a.txt --aliases c.csv").code(2).stderr();
    assert!(said.contains("lead back"), "{said}");
    desk.put("w.txt", "App Store\n");
    let said = desk.ciyun("count a.txt --user-words w.txt --lang zh");
    let said = said.code(2).stderr();
    assert!(said.contains("w.txt:1"), "{said}");
}

#[test]
fn every_entry_tells_how_often_it_fired_and_idle_ones_are_named() {
    let desk = Desk::new();
    desk.put("a.txt", "鄂汇办闪退\n登陆鄂汇办\n这个鄂汇办\n");
    desk.put("w.txt", "鄂汇办\n粤商通\n");
    desk.put("s.txt", "这个\n那个\n");
    let options = "--lang zh --user-words w.txt --stopwords s.txt";
    let answer = desk.ciyun(&format!("run a.txt -o out {options}"));
    let said = answer.code(0).stderr();
    assert!(
        said.contains("词表 w.txt 的 2 条中有 1 条一次也没有用上：粤商通"),
        "{said}"
    );
    assert!(
        said.contains("词表 s.txt 的 2 条中有 1 条一次也没有用上：那个"),
        "{said}"
    );
    let table = desk.read("out/entries.csv");
    for line in [
        "w.txt,1,user-words,鄂汇办,3",
        "w.txt,2,user-words,粤商通,0",
        "s.txt,1,stopwords,这个,1",
        "登陆 → 登录,1",
    ] {
        assert!(table.contains(line), "{line}");
    }
    let ledger = desk.read("out/ledger.csv");
    assert!(
        ledger.contains("join,alias.spelling,1,a.txt:2,登陆 → 登录 ← 登陆鄂汇办"),
        "{ledger}"
    );
    // What was done can be done again.
    desk.ciyun("run --config out/ciyun.toml -o again -q")
        .code(0);
    assert_eq!(
        desk.read("again/keywords.csv"),
        desk.read("out/keywords.csv")
    );
}

#[test]
fn explain_tells_joins_and_aliases() {
    let desk = Desk::new();
    desk.put("a.txt", "登陆很不方便\n登陆不上\n");
    let explain = |arguments: &str| desk.ciyun(&format!("explain -q {arguments}")).stdout();
    let word = explain("方便 a.txt");
    assert!(
        word.contains("joined into a longer word: 不方便 1, join.negation"),
        "{word}"
    );
    assert!(word.contains("--disable join.negation"), "{word}");
    let word = explain("登陆 a.txt");
    assert!(word.contains("a token, counted as 登录"), "{word}");
    let row = explain("--row a.txt:2 a.txt");
    assert!(
        row.contains("登陆/不上 join.complement  → 登录不上"),
        "{row}"
    );
}
