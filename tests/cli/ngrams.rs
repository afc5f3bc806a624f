use super::{Desk, sample};

/// 登录 and 页面 four times as neighbours; with something between them four times.
fn logins() -> Desk {
    let rows = [
        "登录页面",
        "登录页面的颜色，登录页面的字体",
        "登陆页面模糊",
        "登录的页面",
        "登录，页面",
        "登录 页面",
        "登录😡页面",
        "模糊",
    ];
    Desk::with("a.csv", format!("评论内容\n{}\n", rows.join("\n")))
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    let lines = table.lines().skip(1);
    lines.map(|line| line.split(',').collect()).collect()
}

#[test]
fn only_true_neighbours_are_n_grams_and_aliases_apply() {
    let desk = logins();
    let table = desk.ciyun("count a.csv -q --ngrams 2").code(0).stdout();
    let header = table.lines().next().unwrap();
    assert_eq!(
        header,
        "rank,term,n,tf,df,share,share_low,share_high,tf_first,tf_last,positions,expected,g2,pmi,\
         npmi,logdice,t"
    );
    let rows = rows(&table);
    assert_eq!(rows.len(), 1, "页面 模糊 occurs once: {table}");
    assert_eq!(rows[0][..6], ["1", "登录 页面", "2", "4", "3", "0.375"]);
    // Of 5 pairs, 4 begin with 登录 and 4 end with 页面: 16/5 are expected.
    assert_eq!(rows[0][8..12], ["4", "4", "5", "3.2"]);
    // 2 · (4 ln 5/4 + ln 5), log2 5/4, that over log2 5/4, 14, (4 − 3.2)/2.
    assert_eq!(rows[0][12..], ["5.00402", "0.321928", "1", "14", "0.4"]);
}

#[test]
fn lengths_fewest_occurrences_and_order_are_options() {
    let desk = logins();
    let terms = |arguments: &str| -> Vec<String> {
        let arguments = format!("count a.csv -q {arguments}");
        let table = desk.ciyun(&arguments).code(0).stdout();
        rows(&table).iter().map(|row| row[1].to_owned()).collect()
    };
    let all = ["登录 页面", "登录 页面 模糊", "页面 模糊"];
    assert_eq!(terms("--ngrams 2-4 --ngram-min 1"), all);
    assert_eq!(terms("--ngrams 3 --ngram-min 1"), all[1..2]);
    assert_eq!(terms("--ngrams 2-3 --ngram-min 1 --top 1"), all[..1]);
    // (1 − 1/5) / √1 = 0.8, and (4 − 16/5) / √4 = 0.4.
    let by_t = terms("--ngrams 2 --ngram-min 1 --ngram-order t");
    assert_eq!(by_t, ["页面 模糊", "登录 页面"]);
    assert!(terms("--ngrams 4 --ngram-min 1").is_empty());
}

#[test]
fn terms_masked_after_counting_are_holes() {
    let rows = "登录页面\n登录页面\n登录页面模糊\n";
    let desk = Desk::with("a.txt", rows);
    let count = |arguments: &str| {
        let arguments = format!("count a.txt -q --ngrams 2 --ngram-min 1 {arguments}");
        desk.ciyun(&arguments).code(0).stdout()
    };
    assert!(count("").contains(",页面 模糊,2,1,1,"));
    let table = count("--enable min-df=2");
    // 模糊 is gone, and with it one of the four positions.
    assert!(table.contains(",登录 页面,2,3,3,"), "{table}");
    assert!(table.contains(",3,3,3,3,"), "{table}");
    assert!(!table.contains("模糊"), "{table}");
}

#[test]
fn a_run_writes_them_beside_its_other_files_and_replays() {
    let desk = logins();
    desk.ciyun("run a.csv -q -o without").code(0);
    assert!(!desk.path("without/ngrams.csv").exists());
    assert!(!desk.read("without/ciyun.toml").contains("ngram"));
    desk.ciyun("run a.csv -q -o with --ngrams 2-4 --ngram-min 1 --ngram-order g2")
        .code(0);
    for same in ["keywords.csv", "wordcloud.svg", "ledger.csv"] {
        let read = |folder: &str| desk.read(&format!("{folder}/{same}"));
        assert_eq!(read("with"), read("without"), "{same}");
    }
    let table = desk.read("with/ngrams.csv");
    assert!(table.contains(",登录 页面,2,4,3,"), "{table}");
    let json: serde_json::Value = serde_json::from_str(&desk.read("with/ngrams.json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), rows(&table).len());
    let methods = desk.read("with/methods.md");
    assert!(methods.contains("n 元组（n = 2-4）") && methods.contains("listed by G²"));
    assert!(!desk.read("without/methods.md").contains("n 元组"));
    assert!(desk.read("with/manifest.json").contains("ngrams.csv"));
    let sheets = |file: &str| {
        let book = std::fs::File::open(desk.path(file)).unwrap();
        let names = zip::ZipArchive::new(book).unwrap();
        let names = names.file_names().filter_map(Result::ok);
        let is_sheet = |name: &str| name.starts_with("xl/worksheets/sheet");
        names.filter(|name| is_sheet(name)).count()
    };
    let counts = ["without", "with"].map(|folder| sheets(&format!("{folder}/tables.xlsx")));
    assert_eq!(counts, [3, 4]);

    desk.ciyun("run --config with/ciyun.toml -q -o again")
        .code(0);
    assert_eq!(desk.read("again/ngrams.csv"), table);
    // Of a configuration with n-grams, a cloud still draws the words.
    desk.ciyun("cloud --config with/ciyun.toml -q -o c.json")
        .code(0);
    assert!(!desk.read("c.json").contains("登录 页面"));
}

#[test]
fn a_cloud_of_them_is_drawn_from_their_table() {
    let desk = logins();
    let table = desk.ciyun("count a.csv -q --ngrams 2 -o ngrams.csv");
    table.code(0);
    desk.ciyun("cloud ngrams.csv -q -o cloud.json").code(0);
    let cloud: serde_json::Value = serde_json::from_str(&desk.read("cloud.json")).unwrap();
    assert_eq!(cloud["words"][0]["term"], "登录 页面");
    assert_eq!(cloud["words"][0]["weight"], 4.0);
    desk.ciyun("cloud ngrams.csv -q -o cloud.svg").code(0);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let sample = sample();
    let count = |threads: &str| {
        let desk = Desk::new();
        let mut command = desk.command();
        command.args([
            "count",
            sample.to_str().unwrap(),
            "-q",
            "--threads",
            threads,
        ]);
        command.args(["--ngrams", "2-4", "--ngram-min", "1", "--top", "100000"]);
        command.output().unwrap().stdout
    };
    let one = count("1");
    assert!(one.len() > 10_000);
    assert_eq!(one, count("2"));
    assert_eq!(one, count("7"));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let desk = logins();
    let refused = |arguments: &str| desk.ciyun(arguments).code(2).stderr();
    let said = refused("count a.csv --ngrams 1-4");
    assert!(said.contains("found \"1-4\", expected 2, 3 or 4"), "{said}");
    let said = refused("count a.csv --ngrams 9 --lang zh");
    assert!(said.contains("应为 2、3、4 或范围"), "{said}");
    let said = refused("run a.csv --ngram-order g2");
    assert!(said.contains("say --ngrams 2"), "{said}");
    let said = refused("run a.csv --ngram-min 2 --lang zh");
    assert!(said.contains("请加 --ngrams 2"), "{said}");
    let said = refused("count a.csv --ngrams 2 --ngram-order g3");
    assert!(said.contains("logdice"), "{said}");
}
