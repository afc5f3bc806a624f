use super::{Desk, sample};

#[test]
fn a_word_has_as_many_lines_as_the_table_says() {
    let desk = Desk::with("a.csv", std::fs::read(sample()).unwrap());
    let table = desk
        .ciyun("count a.csv --top 1 --format csv")
        .code(0)
        .stdout();
    let row: Vec<&str> = table.lines().nth(1).unwrap().split(',').collect();
    let (term, tf) = (row[1], row[2]);
    let answer = desk
        .ciyun(&format!("kwic {term} a.csv --top 1000 --format csv"))
        .code(0);
    let lines = answer.stdout();
    assert_eq!(lines.lines().count(), tf.parse::<usize>().unwrap() + 1);
    assert!(lines.starts_with("place,left,node,right,rating,time,app\n"));
    assert!(
        answer.stderr().contains(&format!("{tf} occurrences in ")),
        "{}",
        answer.stderr()
    );
    // The same at any number of threads.
    let one = desk.ciyun(&format!(
        "kwic {term} a.csv --top 1000 --format csv --threads 1"
    ));
    assert_eq!(one.stdout(), lines);
}

#[test]
fn every_form_of_table_is_written() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,一打开就闪退\n5,=闪退了\n");
    for form in ["csv", "json", "jsonl", "md", "xlsx", "txt"] {
        desk.ciyun(&format!("kwic 闪退 a.csv -o k.{form} --sort rating"))
            .code(0);
        assert!(desk.path(&format!("k.{form}")).exists());
    }
    // A cell that a spreadsheet would take for a formula is defused.
    assert!(
        desk.read("k.csv").contains("'=,闪退,了"),
        "{}",
        desk.read("k.csv")
    );
    assert!(
        desk.ciyun("kwic 闪退 a.csv -o k.csv")
            .code(2)
            .stderr()
            .contains("already exists")
    );
}

#[test]
fn what_cannot_be_found_is_said_with_what_to_do() {
    let desk = Desk::with("a.csv", "评分,评论内容\n1,一打开就闪退\n");
    let none = desk.ciyun("kwic 健康码 a.csv").code(2);
    assert!(none.stderr().contains("ciyun explain"), "{}", none.stderr());
    let bad = desk.ciyun("kwic 登[录 a.csv --regex --lang zh").code(2);
    assert!(
        bad.stderr().contains("正则表达式 登[录 不合语法"),
        "{}",
        bad.stderr()
    );
    let width = desk.ciyun("kwic 闪退 a.csv --context near").code(2);
    assert!(
        width
            .stderr()
            .contains("expected characters, such as 20, or tokens, such as 5t")
    );
}
