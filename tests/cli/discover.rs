use super::Desk;

/// Comments that hold 鄂汇办 and v站 in many surroundings.
fn comments() -> String {
    let before = ["用", "今天", "打开", "希望", "更新", "昨天", "手机", "老人"];
    let behind = [
        "闪退",
        "卡",
        "慢",
        "登录失败",
        "真好",
        "很难用",
        "又坏",
        "方便",
    ];
    let mut text = String::from("评论内容\n");
    for (one, other) in before.iter().zip(behind) {
        for name in ["鄂汇办", "v站"] {
            text += &format!("{one}{name}{other}\n{other}，{one}，{name}\n{name}{one}{other}了\n");
        }
    }
    text
}

fn desk() -> Desk {
    Desk::with("a.csv", comments())
}

fn column<'t>(table: &'t str, name: &str, row: usize) -> &'t str {
    let cells = |line: &'t str| line.split(',').collect::<Vec<_>>();
    let mut lines = table.lines();
    let at = cells(lines.next().unwrap());
    let at = at.iter().position(|cell| *cell == name).unwrap();
    cells(lines.nth(row).unwrap())[at]
}

#[test]
fn candidates_go_to_standard_output_with_their_evidence() {
    let answer = desk()
        .ciyun("discover a.csv -q --no-builtin-words --no-builtin-aliases")
        .code(0);
    assert_eq!(answer.stderr(), "");
    let table = answer.stdout();
    assert!(
        table.starts_with(
            "rank,term,score,tf,df,texts,cohesion,left_entropy,right_entropy,cut,cut_count,whole,\
             lists,absorbed,example_1,example_2,example_3\n"
        ),
        "{table}"
    );
    let row = table
        .lines()
        .skip(1)
        .position(|line| line.contains(",鄂汇办,"));
    let row = row.unwrap_or_else(|| panic!("{table}"));
    assert_eq!(
        (column(&table, "tf", row), column(&table, "df", row)),
        ("24", "24")
    );
    assert!(column(&table, "cut", row).contains('/'), "{table}");
    assert!(
        column(&table, "example_1", row).starts_with("a.csv:2  "),
        "{table}"
    );
    assert!(table.lines().any(|line| line.contains(",v站,")), "{table}");
}

#[test]
fn a_word_that_the_lists_have_is_no_candidate() {
    let said = desk().ciyun("discover a.csv").code(0);
    assert!(!said.stdout().contains(",鄂汇办,"), "{}", said.stdout());
    assert!(said.stderr().contains("candidate"), "{}", said.stderr());
}

#[test]
fn every_form_holds_the_same_candidates() {
    let desk = desk();
    let form = |form: &str| {
        let arguments =
            format!("discover a.csv -q --no-builtin-words --no-builtin-aliases --format {form}");
        desk.ciyun(&arguments).code(0).stdout()
    };
    let csv = form("csv");
    let json: serde_json::Value = serde_json::from_str(&form("json")).unwrap();
    assert_eq!(json[0]["term"], column(&csv, "term", 0));
    assert_eq!(form("jsonl").lines().count() + 1, csv.lines().count());
    assert!(form("md").contains("| 鄂汇办 |"));
    let table = form("table");
    assert!(
        table.contains("鄂汇办") && !table.contains("example 2"),
        "{table}"
    );
    desk.ciyun("discover a.csv --no-builtin-words --no-builtin-aliases -o words.xlsx")
        .code(0);
    assert!(desk.path("words.xlsx").is_file());
}

#[test]
fn the_accept_file_is_taken_back() {
    let desk = desk();
    let counted = |arguments: &str| {
        let table = desk.ciyun(&format!(
            "count a.csv -q --no-builtin-words --no-builtin-aliases {arguments}"
        ));
        table.code(0).stdout()
    };
    assert!(!counted("").contains(",鄂汇办,"));
    let discover =
        "discover a.csv --no-builtin-words --no-builtin-aliases --accept words.txt --lang zh";
    assert!(
        desk.ciyun(discover)
            .code(0)
            .stderr()
            .contains("已写入 words.txt")
    );
    let file = desk.read("words.txt");
    assert!(file.starts_with("# 候选新词"), "{file}");
    let evidence = file.lines().position(|line| line == "鄂汇办").unwrap();
    let above: Vec<&str> = file.lines().take(evidence).collect();
    assert!(above[evidence - 1].starts_with("#    a.csv:"), "{file}");
    let table = counted("--user-words words.txt");
    assert!(table.contains(",鄂汇办,24,24,"), "{table}");
    assert!(table.contains(",v站,24,24,"), "{table}");
    desk.ciyun(
        "run a.csv -q --no-builtin-words --no-builtin-aliases --user-words words.txt -o out",
    )
    .code(0);
    assert!(desk.read("out/keywords.csv").contains(",鄂汇办,24,24,"));

    let before = desk.read("words.txt");
    let answer = desk.ciyun("discover a.csv --accept words.txt").code(2);
    assert!(
        answer.stderr().contains("words.txt: already exists"),
        "{}",
        answer.stderr()
    );
    assert_eq!(answer.stdout(), "");
    assert_eq!(desk.read("words.txt"), before);
    desk.ciyun("discover a.csv --accept words.txt --force --top 1 -q")
        .code(0);
    assert_ne!(desk.read("words.txt"), before);
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let desk = desk();
    let on = |n: u8| {
        let arguments =
            format!("discover a.csv -q --no-builtin-words --no-builtin-aliases --threads {n}");
        desk.ciyun(&arguments).code(0).stdout()
    };
    let one = on(1);
    assert!(one.lines().count() > 1);
    assert_eq!(on(2), one);
    assert_eq!(on(8), one);
}

#[test]
fn what_is_personal_data_is_not_shown() {
    let lasts = ["卡", "慢", "好", "坏", "乱", "差", "难", "快"];
    let listed = |word: &str, arguments: &str| {
        let mut text = String::from("评论内容\n");
        for (at, last) in lasts.iter().enumerate() {
            let first = lasts[lasts.len() - 1 - at];
            text += &format!("{first}{word}{last}\n{last}，{first}{first}，{word}\n");
        }
        let desk = Desk::with("a.csv", text);
        let answer = desk.ciyun(&format!("discover a.csv --accept words.txt {arguments}"));
        let table = answer.code(0).stdout();
        assert_eq!(table.contains(word), desk.read("words.txt").contains(word));
        table.contains(word)
    };
    assert!(listed("黑a站", ""));
    assert!(!listed("黑a12345", ""));
    assert!(!listed("黑a12345", "--disable pii"));
}

#[test]
fn what_cannot_be_done_is_told() {
    let desk = desk();
    desk.put("empty.csv", "评论内容\n。\n");
    for (arguments, said) in [
        ("discover", "no input given"),
        ("discover empty.csv", "no term is left to count"),
        (
            "discover a.csv -o words.docx",
            "words.docx: expected a file ending in",
        ),
        ("discover a.csv --accept a.csv/words.txt", "a.csv/words.txt"),
        ("discover a.csv --max-chars 1", "--max-chars"),
        ("discover a.csv --min-count 1", "--min-count"),
    ] {
        let answer = desk.ciyun(arguments).code(2);
        assert!(
            answer.stderr().contains(said),
            "{arguments}: {}",
            answer.stderr()
        );
        assert_eq!(answer.stdout(), "", "{arguments}");
    }
}

#[test]
fn help_is_there_in_both_languages() {
    let desk = Desk::new();
    let english = desk.ciyun("discover --help").code(0).stdout();
    assert!(english.contains("--accept <FILE>") && english.contains("ciyun discover comments.csv"));
    let chinese = desk.ciyun("discover --help --lang zh").code(0).stdout();
    assert!(
        chinese.contains("候选词最多几个字") && chinese.contains("例子："),
        "{chinese}"
    );
}
