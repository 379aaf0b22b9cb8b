//! The forms in which names are compared, and ids made of them.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::text::clean::compared;
use crate::text::hex::hex;

/// The most letters of what is made of a name.
const SLUG: usize = 48;

/// Returns a name as it is compared with others: width, case, spaces, signs and long sounds make no difference.
pub(super) fn folded(name: &str) -> String {
    let letters = compared(name).nfkc().flat_map(char::to_lowercase).collect::<String>();
    letters.chars().filter(|c| c.is_alphanumeric() && *c != 'ー').collect()
}

/// Returns a part of an id that is made of a name: small letters, digits and hyphens. Of letters that no id can have it holds
/// a checksum, so that two names never have one id.
pub(super) fn slug(name: &str) -> String {
    let plain: String = compared(name).nfkc().flat_map(char::to_lowercase).collect();
    let mut slug = String::new();
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let is_whole = plain.is_ascii() && slug.len() <= SLUG;
    slug.truncate(SLUG);
    let slug = slug.trim_matches('-');
    match (slug.is_empty(), is_whole) {
        (false, true) => slug.to_owned(),
        (false, false) => format!("{slug}-{}", checksum(&folded(name))),
        (true, _) => checksum(&folded(name)),
    }
}

/// Returns the id of a pack that is made of a file of this name: the same for the file with the same name, on every system.
pub(in super::super) fn pack_id(file: &str) -> String {
    let stem = stem(file);
    let is_plain = stem.is_ascii() && stem.contains(|c: char| c.is_ascii_alphanumeric());
    if is_plain { format!("own-{}", slug(&stem)) } else { format!("own-{}", checksum(&stem)) }
}

/// Returns a file name without its ending. Some systems take letters apart (が into か and a mark): they are put together.
pub(in super::super) fn stem(file: &str) -> String {
    let file: String = file.nfc().collect();
    file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(file.as_str(), |(stem, _)| stem).trim().to_owned()
}

fn checksum(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_meet() {
        for (one, other) in
            [("Amazon GuardDuty", "ＡＭＡＺＯＮ guard-duty"), ("サーバー", "サーバ"), ("ﾊﾞｯｸｱｯﾌﾟ", "バックアップ")]
        {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn an_id_is_made_of_a_name() {
        assert_eq!(slug("GuardDuty (Malware)"), "guardduty-malware");
        assert_eq!(slug("--").len(), 8);
        assert_ne!(slug("院内監視"), slug("院外監視"));
        assert!(slug("AWS の鍵管理").starts_with("aws-"));
        assert!(slug(&"a".repeat(99)).len() < 60);
        for name in ["GuardDuty", "院内監視", "①", "", "..", "A/B\\C"] {
            assert!(
                slug(name).chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-')) && !slug(name).is_empty(),
                "{name}"
            );
        }
    }

    #[test]
    fn a_pack_has_the_id_of_its_file() {
        assert_eq!(pack_id("AWS Mapping 2026.xlsx"), "own-aws-mapping-2026");
        assert_eq!(pack_id("対応表.csv"), pack_id("対応表.xlsx"));
        assert_eq!(pack_id("が.csv"), pack_id("か\u{3099}.csv"));
        assert_eq!(pack_id("対応表.csv").len(), "own-".len() + 8);
        assert_ne!(pack_id("対応表.csv"), pack_id("対照表.csv"));
        assert!(pack_id(".csv").len() > 4);
    }
}
