use super::{Desk, sample};

const COMMENTS: &str =
    "评分,评论内容\n1,登录不上，一直闪退\n1,又闪退，打13800138000没人接\n5,很方便\n3,一般般吧\n";

/// The line of a category, as cells.
fn line(table: &str, category: &str) -> Vec<String> {
    let head = format!("{category},");
    let line = table.lines().find(|line| line.starts_with(&head));
    let line = line.unwrap_or_else(|| panic!("no {category} in\n{table}"));
    line.split(',').map(str::to_owned).collect()
}

#[test]
fn comments_are_coded_with_shares_stars_terms_and_masked_examples() {
    let desk = Desk::with("a.csv", COMMENTS);
    let answer = desk.ciyun("run a.csv -o out --lang en").code(0);
    assert!(
        answer.stderr().contains(
            "largest categories: Crashes and speed 50.0%, Login and identity 25.0%, \
             Praise 25.0%; 75.0% of the comments (3 of 4) are in at least one"
        ),
        "{}",
        answer.stderr()
    );
    let table = desk.read("out/categories.csv");
    let crashes = line(&table, "stability");
    // Two of four comments, both with one star; Wilson: 0.5 ± 0.35.
    let expected = [
        "stability",
        "Crashes and speed",
        "2",
        "0.5",
        "0.150039",
        "0.849961",
        "2",
        "0",
        "0",
        "0",
        "0",
        "闪退 2",
        "a.csv:2: 登录不上，一直闪退",
        "a.csv:3: 又闪退，打【某手机号】没人接",
        "",
    ];
    assert_eq!(crashes, expected);
    assert_eq!(line(&table, "none")[2..4], ["1", "0.25"]);
    assert_eq!(line(&table, "none")[12], "a.csv:5: 一般般吧");
    assert_eq!(line(&table, "all")[2], "4");

    let json: serde_json::Value = serde_json::from_str(&desk.read("out/categories.json")).unwrap();
    assert_eq!((&json["comments"], &json["coded"]), (&4.into(), &3.into()));
    let first = &json["categories"][0];
    assert_eq!(first["category"], "stability");
    assert_eq!(first["terms"][0]["term"], "闪退");
    assert_eq!(first["stars"], serde_json::json!([2, 0, 0, 0, 0]));
    assert!(first["unused_terms"].as_array().unwrap().len() > 100);
    assert_eq!(first["examples"][1]["place"], "a.csv:3");

    let methods = desk.read("out/methods.md");
    let lexicons = ciyun::lexicon::Embedded::categories();
    let hash = &lexicons[0].list.sha256[..12];
    for part in [
        format!("complaints.toml (SHA-256 beginning {hash})"),
        "Of 4 comments 3 (75.0 %) are in at least one".to_owned(),
        format!("complaints.toml（SHA-256 前 12 位 {hash}）"),
    ] {
        assert!(methods.contains(&part), "{part}\n{methods}");
    }
    let manifest = desk.read("out/manifest.json");
    assert!(
        manifest.contains("\"used_as\": \"categories\""),
        "{manifest}"
    );
}

#[test]
fn without_ratings_the_stars_are_empty() {
    let desk = Desk::with("a.txt", "闪退\n好\n");
    desk.ciyun("run a.txt -o out").code(0);
    let table = desk.read("out/categories.csv");
    assert_eq!(line(&table, "stability")[6..11], [""; 5]);
    assert_eq!(line(&table, "stability")[1], "闪退与速度");
}

#[test]
fn own_categories_are_added_or_stand_alone_and_the_run_replays() {
    let desk = Desk::with("corpus/a.csv", COMMENTS);
    desk.put(
        "mine/own.toml",
        "# name: own\n[so-so]\nzh = \"一般\"\nterms = [\"一般般\", \"/一般.{0,3}吧/\"]\n[praise]\nterms = [\"一般般\"]\n",
    );
    desk.ciyun("run corpus/a.csv -o output/one --categories mine/own.toml")
        .code(0);
    let table = desk.read("output/one/categories.csv");
    assert_eq!(line(&table, "so-so")[1..3], ["一般", "1"]);
    // Terms are added; what it is called stays.
    assert_eq!(line(&table, "praise")[1..3], ["称赞", "2"]);
    assert!(table.contains("\nstability,"));

    desk.ciyun("run corpus/a.csv -o output/two --no-builtin-categories --categories mine/own.toml")
        .code(0);
    let table = desk.read("output/two/categories.csv");
    let names: Vec<_> = table
        .lines()
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(names, ["category", "praise", "so-so", "none", "all"]);
    assert_eq!(line(&table, "praise")[1..3], ["praise", "1"]);

    let own = desk.read("mine/own.toml");
    assert_eq!(desk.read("output/two/lists/own.toml"), own);
    std::fs::remove_dir_all(desk.path("mine")).unwrap();
    desk.ciyun("run --config output/two/ciyun.toml -o output/three")
        .code(0);
    for file in [
        "ciyun.toml",
        "categories.csv",
        "categories.json",
        "manifest.json",
        "lists/own.toml",
    ] {
        let read = |folder: &str| desk.read(&format!("output/{folder}/{file}"));
        assert_eq!(read("two"), read("three"), "{file}");
    }
}

#[test]
fn without_categories_there_is_no_table_of_them() {
    let desk = Desk::with("a.csv", COMMENTS);
    let answer = desk
        .ciyun("run a.csv -o out --no-builtin-categories")
        .code(0);
    assert!(
        !answer.stderr().contains("categories"),
        "{}",
        answer.stderr()
    );
    assert!(!desk.path("out/categories.csv").exists());
    assert!(!desk.read("out/methods.md").contains("Categories:"));
}

#[test]
fn a_misspelt_key_is_named_with_its_line_in_both_languages_and_nothing_is_written() {
    let desk = Desk::with("a.csv", COMMENTS);
    desk.put("own.toml", "[login]\ntrems = [\"登录不上\"]\n");
    let answer = desk.ciyun("run a.csv -o out --categories own.toml").code(2);
    let said = answer.stderr();
    let expected =
        "own.toml:2: unknown key \"trems\", expected zh, en or terms; did you mean `terms`?";
    assert!(said.contains(expected), "{said}");
    let answer = desk
        .ciyun("run a.csv -o out --categories own.toml --lang zh")
        .code(2);
    let said = answer.stderr();
    assert!(
        said.contains("own.toml:2：没有 \"trems\" 这个键，应为 zh、en 或 terms；是否想写 terms？"),
        "{said}"
    );
    assert!(!desk.path("out").exists());
}

#[test]
fn other_categories_leave_the_words_as_they_are() {
    let desk = Desk::with("a.csv", std::fs::read(sample()).unwrap());
    desk.ciyun("run a.csv -o one").code(0);
    desk.ciyun("run a.csv -o two --no-builtin-categories")
        .code(0);
    assert_eq!(desk.read("one/keywords.csv"), desk.read("two/keywords.csv"));
    assert_eq!(desk.read("one/ledger.csv"), desk.read("two/ledger.csv"));
}
