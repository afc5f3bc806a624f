//! Numbers that are nobody's: orders, dates, prices, versions, hotlines.

use crate::generate::{ENDINGS, OPENINGS, Random, luhn};

/// Texts without personal data: kind of number, text, the same text.
pub(crate) fn negatives(seed: u64, n_each: usize) -> Vec<(String, String, String)> {
    const KINDS: [&str; 12] = [
        "order",
        "parcel",
        "card-like-order",
        "date",
        "time",
        "price",
        "version",
        "hotline",
        "service",
        "hash",
        "address",
        "amount",
    ];
    let mut random = Random(seed);
    let mut cases = Vec::new();
    for kind in KINDS {
        for _ in 0..n_each {
            let number = ordinary(kind, &mut random);
            let (opening, ending) = (random.of(&OPENINGS), random.of(&ENDINGS));
            let text = format!("{opening}{number}{ending}");
            cases.push((kind.to_owned(), text.clone(), text));
        }
    }
    cases
}

fn ordinary(kind: &str, random: &mut Random) -> String {
    let digits = random.number(20);
    let first = |n_digits: usize| &digits[..n_digits];
    let last = |n_digits: usize| &digits[20 - n_digits..];
    let n_digits = usize::try_from(random.between(8, 20)).unwrap();
    let date = random.date();
    let (year, month, day) = (&date[..4], &date[4..6], &date[6..]);
    let (major, minor) = (random.below(20), random.below(10));
    let form = random.below(6);
    match kind {
        "order" => {
            let wordings = [
                "订单号",
                "订单号：",
                "订单",
                "订单编号 ",
                "流水号",
                "工单号是",
            ];
            format!("{}{}", random.of(&wordings), first(n_digits))
        }
        "parcel" => {
            let wordings = ["运单", "运单号：", "快递单号", "单号 ", "运单号YT", "SF"];
            format!("{}{}", random.of(&wordings), first(n_digits.max(12)))
        }
        "card-like-order" => {
            let wording = random.of(&["订单号", "交易流水 ", "业务编号：", "物流查询"]);
            format!("{wording}{}", luhn(&format!("62{}", first(16))))
        }
        "date" => match form {
            0 => format!("{year}-{month}-{day}"),
            1 => format!("{year}.{month}.{day}"),
            2 => format!("{year}年{month}月{day}日"),
            3 => format!("{year}/{month}/{day} 12:30:05"),
            4 => format!("群{date}"),
            _ => date,
        },
        "time" => format!("{date}{:02}{:02}{:02}", major, minor, form),
        "price" => match form {
            0 => format!("￥{}.{}", first(4), last(2)),
            1 => format!("原价{} 现价{}", first(4), last(3)),
            2 => format!("{}.00", first(11)),
            _ => format!("{}元", first(5)),
        },
        "version" => match form {
            0 => format!("{major}.{minor}.10.{}", first(4)),
            1 => format!("V{major}.{minor}.{}", first(5)),
            2 => format!("微信{minor}.0.{}", first(2)),
            3 => format!("QQ{minor}.1.{}", first(4)),
            _ => format!("iOS{major}.{minor}.1"),
        },
        "hotline" => {
            let wording = random.of(&["打", "拨打", "热线", "电话"]);
            let numbers = ["12345", "10086", "12306", "95588", "110", "96555", "12315"];
            format!("{wording}{}", random.of(&numbers))
        }
        "service" => match form {
            0 => format!("电话400{}", last(7)),
            1 => format!("400 {} {}", first(3), last(4)),
            2 => format!("800-{}-{}", first(3), last(4)),
            _ => format!("客服400-{}-{}", first(3), last(4)),
        },
        "hash" => {
            let hash: String = (0..32)
                .filter_map(|_| char::from_digit(u32::try_from(random.below(16)).unwrap(), 16))
                .collect();
            format!("MD5 {hash}")
        }
        "address" => {
            let host = random.of(&["t.cn", "m.example.com", "www.example.cn"]);
            format!("https://{host}/{}?id={}", first(11), last(16))
        }
        _ => {
            let wording = random.of(&["有", "QQ群有", "微信步数", "转账"]);
            let unit = random.of(&["人", "元", "步", "块钱", "次", "条"]);
            format!("{wording}{}{unit}", first(5))
        }
    }
}
