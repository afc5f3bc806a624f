//! Numbers that count things, not people: orders, parcels, invoices, devices.

use super::fold::{self, Symbol};

/// Most symbols between a word and its number.
const LONGEST_FILLER: usize = 8;

/// Words for numbers of things, in folded form; 号 may follow any of them.
const SERIAL: [&str; 24] = [
    "订单",
    "运单",
    "单号",
    "流水",
    "编号",
    "工单",
    "序列号",
    "串号",
    "条码",
    "条形码",
    "货号",
    "批号",
    "交易号",
    "受理号",
    "发票",
    "票号",
    "凭证号",
    "合同号",
    "编码",
    "业务号",
    "imei",
    "sn",
    "票据",
    "案号",
];

/// Whether the words right before a number say that it counts orders, parcels or the like.
pub(super) fn is_serial(part: &[Symbol], start: usize) -> bool {
    let filler = |symbol: &&Symbol| ": #=是为号码.([【“\"no-".contains(symbol.c);
    let n_filler = part[..start]
        .iter()
        .rev()
        .take(LONGEST_FILLER)
        .take_while(filler)
        .count();
    (start - n_filler..=start).any(|end| {
        SERIAL
            .iter()
            .any(|word| fold::ends_with(&part[..end], word))
    })
}

/// Whether such words stand near before a number. A word for cards between the two is nearer.
pub(super) fn is_near_serial(part: &[Symbol], start: usize) -> bool {
    const NEAR: usize = 12;
    const SENT: [&str; 4] = ["快递", "物流", "交易", "单"];
    const CARD: [&str; 2] = ["卡", "身份证"];
    for end in (start.saturating_sub(NEAR)..=start).rev() {
        let ends = |word: &str| fold::ends_with(&part[..end], word);
        if CARD.iter().any(|word| ends(word)) {
            return false;
        }
        if SERIAL.iter().chain(&SENT).any(|word| ends(word)) {
            return true;
        }
    }
    false
}
