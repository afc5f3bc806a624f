//! Invented numbers in the wordings of comments, from a seeded generator.

use ciyun::privacy::PersonalDataKind;

/// SplitMix64, written out so that the texts never change.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    pub(crate) fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }

    pub(crate) fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    pub(crate) fn digits(&mut self, n_digits: usize) -> String {
        (0..n_digits).map(|_| self.below(10).to_string()).collect()
    }

    /// A number that does not begin with 0.
    pub(crate) fn number(&mut self, n_digits: usize) -> String {
        format!("{}{}", self.between(1, 9), self.digits(n_digits - 1))
    }

    pub(crate) fn date(&mut self) -> String {
        let (year, month, day) = (
            self.between(1940, 2009),
            self.between(1, 12),
            self.between(1, 28),
        );
        format!("{year}{month:02}{day:02}")
    }
}

/// The digits with their check digit after them.
pub(crate) fn luhn(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0');
            if index % 2 == 1 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// Weights of GB 11643-1999, as its table 3 prints them.
fn id_card(body: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .bytes()
        .zip(WEIGHTS)
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    let check =
        ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][usize::try_from(sum % 11).unwrap()];
    format!("{body}{check}")
}

fn full_width(text: &str) -> String {
    let widen = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        _ => c,
    };
    text.chars().map(widen).collect()
}

pub(crate) const OPENINGS: [&str; 8] = [
    "",
    "客服不理人，",
    "急！",
    "好用。",
    "这个app闪退\n",
    "5星好评~",
    "2023年更新后 ",
    "登录不了，",
];
pub(crate) const ENDINGS: [&str; 8] = [
    "",
    "，谢谢",
    "。",
    "！！！",
    " 求解决",
    "（急）",
    "\n等回复",
    "…",
];

/// For each kind, texts with one piece of personal data each: kind, text, masked text.
pub(crate) fn positives(seed: u64, n_each: usize) -> Vec<(String, String, String)> {
    let mut random = Random(seed);
    let mut cases = Vec::new();
    for kind in PersonalDataKind::ALL {
        for _ in 0..n_each {
            let (wording, value) = planted(*kind, &mut random);
            let (opening, ending) = (random.of(&OPENINGS), random.of(&ENDINGS));
            cases.push((
                kind.id().to_owned(),
                format!("{opening}{wording}{value}{ending}"),
                format!("{opening}{wording}{}{ending}", kind.mask()),
            ));
        }
    }
    cases
}

fn planted(kind: PersonalDataKind, random: &mut Random) -> (&'static str, String) {
    use PersonalDataKind as Kind;
    match kind {
        Kind::Mobile => {
            let number = format!("1{}{}", random.between(3, 9), random.digits(9));
            let (a, b, c) = (&number[..3], &number[3..7], &number[7..]);
            let value = match random.below(9) {
                0 => format!("{a}-{b}-{c}"),
                1 => format!("{a} {b} {c}"),
                2 => format!("+86{number}"),
                3 => format!("+86 {a} {b} {c}"),
                4 => format!("(+86){number}"),
                5 => full_width(&number),
                6 => format!("{a}\u{200b}{b}\u{200b}{c}"),
                _ => number,
            };
            (
                random.of(&[
                    "",
                    "手机",
                    "打我电话",
                    "联系方式：",
                    "微信同号",
                    "tel:",
                    "有事找",
                ]),
                value,
            )
        }
        Kind::Landline => {
            let local = format!("{}{}", random.between(2, 8), random.digits(7));
            let (area, local) = match random.below(3) {
                0 => ("010".to_owned(), local),
                1 => (
                    format!("02{}", random.of(&[0, 1, 2, 3, 4, 5, 7, 8, 9])),
                    local,
                ),
                _ => (
                    format!("0{}{}", random.between(3, 9), random.digits(2)),
                    local[..7].to_owned(),
                ),
            };
            let value = match random.below(5) {
                0 => format!("({area}){local}"),
                1 => format!("{area} {local}"),
                2 => format!("{area}{local}"),
                3 => format!("（{area}）{local}"),
                _ => format!("{area}-{local}"),
            };
            (random.of(&["", "电话", "座机：", "传真 ", "打"]), value)
        }
        Kind::IdCard => {
            let region = format!(
                "{}{:02}{:02}",
                random.of(&[11, 23, 31, 44, 51, 65]),
                random.between(1, 3),
                random.between(1, 40)
            );
            let serial = random.digits(3);
            let date = random.date();
            if random.below(6) == 0 {
                let year = random.between(40, 99);
                return ("身份证", format!("{region}{year}{}{serial}", &date[4..]));
            }
            let number = id_card(&format!("{region}{date}{serial}"));
            let value = match random.below(5) {
                0 => number.to_lowercase(),
                1 => full_width(&number),
                2 => format!("{} {} {}", &number[..6], &number[6..14], &number[14..]),
                _ => number,
            };
            (
                random.of(&["", "身份证号", "身份证：", "本人", "实名认证填了"]),
                value,
            )
        }
        Kind::BankCard => {
            let (issuer, n_digits) =
                random.of(&[("62", 16), ("62", 19), ("62", 18), ("4", 16), ("52", 16)]);
            let number = luhn(&format!(
                "{issuer}{}",
                random.digits(n_digits - 1 - issuer.len())
            ));
            let value = match random.below(3) {
                0 if n_digits == 16 => format!(
                    "{} {} {} {}",
                    &number[..4],
                    &number[4..8],
                    &number[8..12],
                    &number[12..]
                ),
                0 if n_digits == 19 => format!(
                    "{} {} {} {} {}",
                    &number[..4],
                    &number[4..8],
                    &number[8..12],
                    &number[12..16],
                    &number[16..]
                ),
                1 => full_width(&number),
                _ => number,
            };
            (
                random.of(&["", "卡号", "银行卡：", "退到", "打款到"]),
                value,
            )
        }
        Kind::Passport => {
            let letter = random.of(&["E", "G", "EA", "H", "C"]);
            (
                random.of(&["护照", "护照号：", "护照号码 ", "通行证号"]),
                format!("{letter}{}", random.digits(8)),
            )
        }
        Kind::Plate => {
            let province = random.of(&["京", "黑", "粤", "沪", "苏", "川", "鄂"]);
            let letter = random.of(&["A", "B", "C", "L", "a"]);
            let value = match random.below(5) {
                0 => format!("{province}{letter}D{}", random.digits(5)),
                1 => format!("{province}{letter}·{}", random.digits(5)),
                2 => format!(
                    "{province}{letter}{}K{}",
                    random.digits(2),
                    random.digits(2)
                ),
                3 => format!("{province}{letter} {}", random.digits(5)),
                _ => format!("{province}{letter}{}", random.digits(5)),
            };
            (
                random.of(&["", "车牌", "车牌号：", "我的车是", "违章查不到"]),
                value,
            )
        }
        Kind::Email => {
            let local = random.of(&["zhang.san", "li_4", "wang-5", "ABC", "10086x", "x+y"]);
            let domain = random.of(&[
                "qq.com",
                "163.com",
                "example.com.cn",
                "GMAIL.com",
                "mail.example.org",
            ]);
            let value = format!("{local}{}@{domain}", random.digits(4));
            let value = if random.below(4) == 0 {
                full_width(&value)
            } else {
                value
            };
            (
                random.of(&["", "邮箱", "发到：", "E-mail: ", "QQ邮箱"]),
                value,
            )
        }
        Kind::Qq => {
            let n_digits = usize::try_from(random.between(6, 10)).unwrap();
            let number = random.number(n_digits);
            let value = if random.below(4) == 0 {
                full_width(&number)
            } else {
                number
            };
            let wordings = [
                "QQ",
                "QQ:",
                "qq号：",
                "加q",
                "加我QQ ",
                "扣扣",
                "企鹅号 ",
                "QQ群",
                "群号：",
                "交流群：",
                "Ｑ群 ",
                "ＱＱ：",
            ];
            (random.of(&wordings), value)
        }
        Kind::WeChat => {
            let name = random.of(&["abc_", "xiaoming", "wxid_x", "Zhao-", "kefu"]);
            let value = format!("{name}{}", random.number(5));
            let value = if random.below(5) == 0 {
                full_width(&value)
            } else {
                value
            };
            let wordings = [
                "微信",
                "微信号",
                "加微信：",
                "vx:",
                "VX ",
                "v信",
                "威信",
                "加我微 ",
                "wx: ",
                "薇信号：",
                "+V ",
                "WeChat: ",
            ];
            (random.of(&wordings), value)
        }
        Kind::Account => {
            let value = if random.below(2) == 0 {
                random.number(9)
            } else {
                format!("dy{}", random.number(6))
            };
            (
                random.of(&[
                    "抖音号",
                    "抖音号：",
                    "快手号 ",
                    "小红书号:",
                    "微博ID：",
                    "UID:",
                ]),
                value,
            )
        }
        Kind::Profile => {
            let address = random.of(&[
                "weibo.com/u/",
                "https://weibo.com/",
                "https://space.bilibili.com/",
                "http://m.weibo.cn/u/",
                "https://www.zhihu.com/people/",
                "www.douban.com/people/",
            ]);
            (
                random.of(&["", "看我主页 ", "关注", "链接："]),
                format!("{address}{}", random.number(10)),
            )
        }
        _ => {
            let name = random
                .of(&["小明", "全省事_官方", "Tom-1", "用户", "李 "])
                .trim_end();
            let ending = if random.below(2) == 0 {
                random.digits(3)
            } else {
                String::new()
            };
            (
                random.of(&["", "回复", "转给 ", "//", "谢谢"]),
                format!("@{name}{ending}"),
            )
        }
    }
}
