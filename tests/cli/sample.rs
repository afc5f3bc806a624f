use super::{Desk, sample};

/// The cells of a column of a CSV without quoted commas.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let index = reader
        .headers()
        .unwrap()
        .iter()
        .position(|head| head == name);
    let index = index.unwrap_or_else(|| panic!("{name} in {csv}"));
    let records = reader.records();
    records
        .map(|record| record.unwrap()[index].to_owned())
        .collect()
}

#[test]
fn the_same_seed_draws_the_same_comments_at_any_number_of_threads() {
    let desk = Desk::with("a.csv", std::fs::read(sample()).unwrap());
    let answer = desk.ciyun("sample a.csv -n 40 -o s.csv").code(0);
    assert!(answer.stdout().is_empty());
    desk.ciyun("sample a.csv --n 40 -o again.csv --threads 1")
        .code(0);
    desk.ciyun("sample a.csv -n 40 -o other.csv --seed 7")
        .code(0);
    let sheet = desk.read("s.csv");
    assert_eq!(sheet, desk.read("again.csv"));
    assert_eq!(desk.read("s_key.csv"), desk.read("again_key.csv"));
    assert_ne!(sheet, desk.read("other.csv"));
    assert!(sheet.starts_with(
        "row,source,line,stratum,stratum_rows,weight,rating,text,categories,polarity\n"
    ));
    let rows = column(&sheet, "row");
    let expected: Vec<String> = (1..=40).map(|row: u32| row.to_string()).collect();
    assert_eq!(rows, expected);
    // Each once.
    let mut lines = column(&sheet, "line");
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 40);
    // By stars: what a row stands for adds up to all comments of the stratum.
    let (strata, weights) = (column(&sheet, "stratum"), column(&sheet, "weight"));
    assert_eq!(strata, column(&sheet, "rating"));
    let sizes = column(&sheet, "stratum_rows");
    for stars in ["1", "2", "3", "4", "5"] {
        let of = || (0..40).filter(|row| strata[*row] == stars);
        let sum: f64 = of().map(|row| weights[row].parse::<f64>().unwrap()).sum();
        let size: f64 = sizes[of().next().unwrap()].parse().unwrap();
        assert!((sum - size).abs() < 0.01, "{stars}: {sum} of {size}");
        let told = format!("stratum {stars}: {} of {size} comments", of().count());
        assert!(answer.stderr().contains(&told), "{}", answer.stderr());
    }
}

#[test]
fn coders_see_neither_personal_data_nor_what_the_program_coded() {
    let comments =
        "评分,评论内容\n1,打13800138000也没人管，登录不上\n1,=1+1 闪退\n1,ok\n5,很好用\n";
    let desk = Desk::with("a.csv", comments);
    desk.ciyun("sample a.csv -o s.csv --coders 2").code(0);
    let sheet = desk.read("s_1.csv");
    assert_eq!(sheet, desk.read("s_2.csv"));
    assert!(!desk.path("s.csv").exists());
    let texts = column(&sheet, "text");
    assert_eq!(texts[0], "打【某手机号】也没人管，登录不上");
    // A spreadsheet would run the other.
    assert_eq!(texts[1], "'=1+1 闪退");
    assert!(column(&sheet, "categories").concat().is_empty());
    assert!(column(&sheet, "polarity").concat().is_empty());
    assert!(!sheet.contains("login"), "{sheet}");
    let key = desk.read("s_key.csv");
    assert!(
        key.starts_with("row,source,line,categories\n1,a.csv,2,login"),
        "{key}"
    );
    assert_eq!(column(&key, "categories")[2], "none");
    assert!(!key.contains("13800138000") && !key.contains("登录不上"));
}

#[test]
fn dropped_comments_are_not_drawn_and_all_are_taken_when_there_are_few() {
    let comments = "评分,评论内容\n1,验证码一直收不到，等了一个小时也没有用\n1,验证码一直收不到，等了一个小时也没有用\n5,很好\n";
    let desk = Desk::with("a.csv", comments);
    let answer = desk.ciyun("sample a.csv -o s.csv --by rating").code(0);
    assert_eq!(column(&desk.read("s.csv"), "line"), ["2", "4"]);
    let told = answer.stderr();
    assert!(
        told.contains("there are only 2 comments; all are drawn"),
        "{told}"
    );
    let answer = desk.ciyun("sample a.csv -o one.csv -n 1 --lang zh").code(0);
    assert!(
        answer.stderr().contains("1 层没有抽到评论"),
        "{}",
        answer.stderr()
    );
    let again = desk.ciyun("sample a.csv -o s.csv").code(2);
    assert!(
        again.stderr().contains("already exists"),
        "{}",
        again.stderr()
    );
    desk.ciyun("sample a.csv -o s.csv --force").code(0);
}

#[test]
fn strata_are_of_any_column_or_there_is_one() {
    let comments = "部门,评论内容\n甲,登录不上\n甲,总是闪退\n甲,太慢\n乙,很好用\n,打不开\n";
    let desk = Desk::with("a.csv", comments);
    let answer = desk.ciyun("sample a.csv -o all.csv").code(0);
    assert!(
        answer.stderr().contains("there is one stratum"),
        "{}",
        answer.stderr()
    );
    assert_eq!(column(&desk.read("all.csv"), "stratum_rows"), ["5"; 5]);
    desk.ciyun("sample a.csv -o s.csv --by 部门 -n 3").code(0);
    let mut strata = column(&desk.read("s.csv"), "stratum");
    strata.sort();
    assert_eq!(strata, ["", "乙", "甲"]);
    desk.ciyun("sample a.csv -o p.csv --by 部门 -n 3 --allocation proportional")
        .code(0);
    // 0.6, 0.6 and 1.8 of 3.
    assert_eq!(column(&desk.read("p.csv"), "stratum_rows").len(), 3);
    let ending = desk.ciyun("sample a.csv -o s.json").code(2);
    assert!(
        ending
            .stderr()
            .contains("expected a file ending in .csv, .xlsx")
    );
}
