use super::Desk;

const COMMENTS: &str = "评分,评论内容\n\
    1,登录不上\n1,=登录不上了\n1,打13800138000，验证码收不到\n1,总是闪退\n\
    1,一般般吧\n1,还行吧\n5,很好用\n5,界面清楚\n";

/// A desk with the sheets of two coders, `s_1.csv` and `s_2.csv`, and their key.
fn drawn() -> Desk {
    let desk = Desk::with("a.csv", COMMENTS);
    desk.ciyun("sample a.csv -o s.csv --coders 2").code(0);
    desk
}

/// Fills a sheet with categories and polarity by row.
fn fill(desk: &Desk, name: &str, codes: &[(&str, &str)]) {
    let sheet = desk.read(name);
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for (record, (categories, polarity)) in reader.records().zip(codes) {
        let record = record.unwrap();
        let mut cells: Vec<&str> = record.iter().collect();
        (cells[8], cells[9]) = (categories, polarity);
        writer.write_record(cells).unwrap();
    }
    desk.put(name, writer.into_inner().unwrap());
}

const ONE: [(&str, &str); 8] = [
    ("login", "-1"),
    ("login", "-1"),
    ("codes", "负面"),
    ("stability", "negative"),
    ("none", "0"),
    ("none", "0"),
    ("none", "1"),
    ("interface", "1"),
];

const OTHER: [(&str, &str); 8] = [
    ("login", "-1"),
    ("无", "-1"),
    ("Codes；login", "-1"),
    ("stability", "-1"),
    ("none", "1"),
    ("none", "中性"),
    ("none", "1"),
    ("", ""),
];

/// The cells of the first row that begins so.
fn row(csv: &str, begin: &str) -> Vec<String> {
    let line = csv.lines().find(|line| line.starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("{begin} in {csv}"));
    line.split(',').map(str::to_owned).collect()
}

#[test]
fn sheets_go_out_and_come_back_with_agreement_as_by_hand() {
    let desk = drawn();
    fill(&desk, "s_1.csv", &ONE);
    fill(&desk, "s_2.csv", &OTHER);
    let answer = desk.ciyun("agree s_1.csv s_2.csv -o out").code(0);
    let told = answer.stderr();
    assert!(
        told.contains("s_2.csv: of 8 comments are coded: categories 7, polarity 7"),
        "{told}"
    );
    assert!(told.contains("read from s_key.csv"), "{told}");
    let agreement = desk.read("out/agreement.csv");
    assert_eq!(answer.stdout(), agreement);
    // login: 7 comments; both on the first, one each on the second and third: p_o = 5/7,
    // p_e = (2·2 + 5·5)/49 = 29/49, kappa = (35 − 29)/(49 − 29) = 0.3.
    let login = row(&agreement, "categories,login,");
    assert_eq!(login[2..5], ["7", "2;2", "0.714286"]);
    assert_eq!((&*login[7], &*login[10]), ("0.3", "cohen"));
    // alpha: 14 codes, 4 of them login: 1 − 13 · 4 / (196 − 100 − 16).
    assert_eq!(login[11], "0.35");
    let ends: Vec<f64> = login[5..7].iter().map(|end| end.parse().unwrap()).collect();
    assert!(ends[0] < 5.0 / 7.0 && 5.0 / 7.0 < ends[1], "{login:?}");
    // Of 8 rows as many as 1 in 40 draws hold no login at all: no interval of kappa.
    assert!(login[8].is_empty() && login[12].is_empty(), "{login:?}");
    // interface has a gap in the other sheet.
    assert_eq!(row(&agreement, "categories,interface,")[2..4], ["7", "1;0"]);
    // Polarity: 6 of 7 agree; p_e = (4·4 + 2·1 + 1·2)/49 = 20/49: (42 − 20)/(49 − 20).
    let polarity = row(&agreement, "polarity,");
    assert_eq!(polarity[2..5], ["7", "4/2/2;4/1/2", "0.857143"]);
    assert_eq!(polarity[7], "0.758621");

    let scores = desk.read("out/classification.csv");
    assert!(scores.starts_with("reader,category,rows,both,only_program,only_reader,neither,"));
    // The program finds both logins of the first coder.
    let login = row(&scores, "s_1.csv,login,");
    assert_eq!(login[2..8], ["8", "2", "0", "0", "6", "1"]);
    // Of the other, one of the program's two.
    let login = row(&scores, "s_2.csv,login,");
    assert_eq!(login[2..8], ["7", "1", "1", "1", "4", "0.5"]);
    let login = row(&scores, "consensus,login,");
    assert_eq!(login[2..7], ["5", "1", "0", "0", "4"]);

    let differ = desk.read("out/disagreements.csv");
    assert!(
        differ.starts_with(
            "row,source,line,text,facet,between,coder_1,coder_2,program\n\
         2,a.csv,3,'=登录不上了,categories,coders,login,none,login\n"
        ),
        "{differ}"
    );
    assert!(
        differ.contains(",polarity,coders,neutral,positive,\n"),
        "{differ}"
    );
    assert!(
        !differ.contains("13800138000") && differ.contains("打【某手机号】"),
        "{differ}"
    );
    assert!(told.contains("disagreements\n"), "{told}");
}

#[test]
fn readers_get_a_table_in_their_language() {
    let desk = drawn();
    fill(&desk, "s_1.csv", &ONE);
    fill(&desk, "s_2.csv", &OTHER);
    let answer = desk
        .ciyun("agree s_1.csv s_2.csv --format table --lang zh")
        .code(0);
    let text = answer.stdout();
    assert!(text.contains("观察一致率"), "{text}");
    assert!(text.contains("程序与 consensus 相比"), "{text}");
    assert!(answer.stderr().contains("空白不算编码"));
    let only = desk
        .ciyun("agree s_1.csv s_2.csv --by polarity --format csv")
        .code(0);
    assert_eq!(only.stdout().lines().count(), 2);
}

#[test]
fn one_coder_and_the_key_are_enough() {
    let desk = drawn();
    fill(&desk, "s_1.csv", &ONE);
    let answer = desk.ciyun("agree s_1.csv").code(0);
    assert!(
        answer.stdout().starts_with("reader,category,"),
        "{}",
        answer.stdout()
    );
    std::fs::rename(desk.path("s_key.csv"), desk.path("elsewhere.csv")).unwrap();
    let lost = desk.ciyun("agree s_1.csv --lang zh").code(2);
    assert!(
        lost.stderr().contains("用 --key 给出程序编码"),
        "{}",
        lost.stderr()
    );
    desk.ciyun("agree s_1.csv --key elsewhere.csv").code(0);
    let empty = desk.ciyun("agree s_2.csv --key elsewhere.csv").code(2);
    assert!(
        empty.stderr().contains("no comment is coded by two"),
        "{}",
        empty.stderr()
    );
}

#[test]
fn workbooks_and_what_excel_saves_are_read() {
    let desk = drawn();
    fill(&desk, "s_1.csv", &ONE);
    let sheet = desk.read("s_1.csv");
    desk.put(
        "gbk.csv",
        encoding_rs::GBK.encode(&sheet.replace('\n', "\r\n")).0,
    );
    desk.put("bom.csv", format!("\u{feff}{sheet}"));
    let answer = desk.ciyun("agree gbk.csv bom.csv").code(0);
    assert_eq!(row(&answer.stdout(), "categories,login,")[7], "1");
    desk.ciyun("sample a.csv -o s.xlsx --lang zh --force")
        .code(0);
    let answer = desk.ciyun("agree s_1.csv s.xlsx").code(0);
    assert!(
        answer
            .stderr()
            .contains("s.xlsx: of 8 comments are coded: categories 0"),
        "{}",
        answer.stderr()
    );
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let desk = drawn();
    let refused = |codes: (&str, &str), message: &str, language: &str| {
        desk.ciyun("sample a.csv -o s.csv --coders 2 --force")
            .code(0);
        fill(&desk, "s_1.csv", &[codes; 8]);
        let answer = desk
            .ciyun(&format!("agree s_1.csv s_2.csv --lang {language}"))
            .code(2);
        assert!(answer.stderr().contains(message), "{}", answer.stderr());
    };
    refused(
        ("lgoin", ""),
        "s_1.csv:2: no category \"lgoin\"; did you mean `login`?",
        "en",
    );
    refused(
        ("lgoin", ""),
        "s_1.csv:2：没有类别 \"lgoin\"；是否想写 login？",
        "zh",
    );
    refused(
        ("login;none", ""),
        "s_1.csv:2: \"login;none\": none stands beside",
        "en",
    );
    refused(
        ("", "good"),
        "s_1.csv:2: polarity \"good\"; expected -1, 0 or 1",
        "en",
    );

    desk.put("b.csv", COMMENTS.replace("1,登录不上\n", ""));
    desk.ciyun("sample b.csv -o other.csv").code(0);
    let answer = desk.ciyun("agree s_2.csv other.csv").code(2);
    assert!(
        answer
            .stderr()
            .contains("other.csv:2: row 1 is b.csv:2, but a.csv:2 in s_2.csv:2"),
        "{}",
        answer.stderr()
    );
    let key = desk.ciyun("agree s_2.csv --key other_key.csv").code(2);
    assert!(
        key.stderr()
            .contains("other_key.csv:2; compare sheets of one sample")
    );
    let table = desk.ciyun("agree a.csv s_2.csv").code(2);
    assert!(
        table.stderr().contains("a.csv: no column row among"),
        "{}",
        table.stderr()
    );
}
