//! The kinds of personal data, their ids and their masks.

use std::ops::Range;

/// A stretch of a text that is personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    /// What it is.
    pub kind: PersonalDataKind,
    /// Where it stands: bytes of the text, on character boundaries.
    pub range: Range<usize>,
}

/// Declares the kinds once: variant, id in files, mask, what it is.
macro_rules! kinds {
    ($($variant:ident $id:literal $mask:literal $doc:literal;)+) => {
        /// What a piece of personal data is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum PersonalDataKind {
            $(#[doc = $doc] $variant,)+
        }

        impl PersonalDataKind {
            /// All kinds.
            pub const ALL: &'static [PersonalDataKind] = &[$(PersonalDataKind::$variant),+];

            /// The id used in files, such as `bank-card`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(PersonalDataKind::$variant => $id,)+ }
            }

            /// What is written in its place. The same for all of a kind: no digit and no length
            /// is given away. Nobody writes it by chance, it means nothing to HTML, Markdown and
            /// LaTeX, and a spreadsheet does not take it for a formula.
            ///
            /// ```
            /// use ciyun::privacy::PersonalDataKind;
            /// assert_eq!(PersonalDataKind::Mobile.mask(), "【某手机号】");
            /// ```
            #[must_use]
            pub fn mask(self) -> &'static str {
                match self { $(PersonalDataKind::$variant => $mask,)+ }
            }
        }
    };
}

kinds! {
    Mobile "mobile" "【某手机号】" "A mobile number of mainland China, 11 digits, with or without +86.";
    Landline "landline" "【某座机号】" "A landline number, with area code or named as a telephone number.";
    IdCard "id-card" "【某身份证号】" "The number of an identity card, 18 characters or, of old, 15.";
    BankCard "bank-card" "【某银行卡号】" "The number of a bank card, 16 to 19 digits.";
    Passport "passport" "【某证件号】" "The number of a passport or travel permit, named as such.";
    Plate "plate" "【某车牌号】" "The number plate of a vehicle.";
    Email "email" "【某邮箱】" "An e-mail address.";
    Qq "qq" "【某QQ号】" "A number of QQ, of a person or a group.";
    WeChat "wechat" "【某微信号】" "A name or number of WeChat.";
    Account "account" "【某账号】" "A name or number on another platform, named as such.";
    Profile "profile" "【某主页】" "The address of a user's page.";
    Mention "mention" "【某用户】" "The name of another user after @.";
}

impl std::fmt::Display for PersonalDataKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
