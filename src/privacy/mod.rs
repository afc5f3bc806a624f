//! Personal data found and masked: telephone numbers, identity and bank cards, number plates,
//! e-mail addresses, messenger numbers, and the accounts of other users.
//!
//! Comments are public, but a table or a quotation that spreads the number of a private person is
//! a harm the author did not choose. [`find`] says where such data stands in a text, [`mask`]
//! writes a token such as `【某手机号】` in its place. Both take the text of a cell as it is; there
//! is no list to load and no state.
//!
//! ```
//! assert_eq!(
//!     ciyun::privacy::mask("打１３８-００１３-８０００找我，加微信：abc_2020，订单号13800138000"),
//!     "打【某手机号】找我，加微信：【某微信号】，订单号13800138000",
//! );
//! ```
//!
//! # What is found
//!
//! Letters, digits and marks count in any width, also `①`, `❶`, `1️⃣` and `𝟏`; zero-width
//! characters between them do not matter.
//!
//! - *Fixed patterns*, wherever they stand: mobile numbers, landline numbers with area code,
//!   identity cards with a valid check digit, bank cards with a valid check digit, plates, e-mail
//!   addresses, `@name`, links to profiles.
//! - *By their wording*: numbers and names after QQ, 扣扣, 微信, vx, 群号, 抖音号, 护照, and local
//!   telephone numbers after 电话. An author who calls a number an identity card is believed
//!   without the check digit.
//!
//! # What is left alone
//!
//! - Numbers of services: 12345, 10086, 95588, 400-xxx-xxxx, 800-xxx-xxxx are public.
//! - Numbers called an order, parcel or serial number (`订单号`, `运单`, `编号`, `IMEI`), even if
//!   they look like a telephone or card number; decimals, amounts, dates, versions, hashes.
//! - Digits in web addresses that are not profiles.
//!
//! # Limits
//!
//! Numbers in Chinese numerals (一三八…), names and postal addresses of people, numbers outside
//! mainland China, messenger numbers without a wording, and an `@` with more than 30 characters
//! of name are not found. A shop's landline number looks like anyone's and is masked. After `@`
//! all letters to the next blank or mark are taken for the name, as rule `mention` does.
//!
//! # References
//!
//! - GB 11643-1999, *Citizen identification number*: region, birth date, check character by
//!   ISO 7064 MOD 11-2.
//! - ISO/IEC 7812-1:2017, *Identification cards*: issuer prefixes and the Luhn check digit.
//! - GA 36-2018, *License plates of motor vehicles of the People's Republic of China*.

mod address;
mod checks;
mod find;
mod fold;
mod groups;
mod kind;
mod name;
mod number;
mod plate;
mod quote;
mod scan;
mod serial;
#[cfg(test)]
mod tests;
mod wording;

pub use find::{find, mask};
pub use kind::{PersonalData, PersonalDataKind};
pub use name::{mask_id, mask_name};
pub use quote::quote;
