//! Numbers of clauses with words beside them: `運用14章 パスワード`.

use tenken_catalog::catalog::RecordRef;

use crate::query::number::Numbers;
use crate::query::number::text::{is_number, pieces, separate};

/// How many words of a query one number may be written in: `厚労省 運用編 第14章 第5項`.
const PHRASE_MAX: usize = 5;

/// How many characters may stand beside a number: a sentence that mentions a clause is not about that clause only.
const REST_MAX: usize = 20;

/// A text of which a part is the number of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberedText {
    /// The records whose number it is, best first; empty if there is none.
    pub records: Vec<RecordRef>,
    /// The words beside the number.
    pub rest: String,
}

impl Numbers {
    /// Returns the records whose number is the whole text or, with a name or chapter that says so, a part of it.
    pub fn read(&self, text: &str) -> NumberedText {
        let records = self.find(text);
        if !records.is_empty() {
            return NumberedText { records, rest: String::new() };
        }
        if !text.contains(|c: char| c.is_numeric() || c == '.') {
            return NumberedText::default();
        }
        let pieces = pieces(text);
        for length in (1..=pieces.len().min(PHRASE_MAX)).rev() {
            for (start, window) in pieces.windows(length).enumerate() {
                if !self.is_phrase(window) {
                    continue;
                }
                let records = self.find(&window.join(" "));
                let rest = [&pieces[..start], &pieces[start + length..]].concat().join(" ");
                if !records.is_empty() && rest.chars().count() <= REST_MAX {
                    return NumberedText { records, rest };
                }
            }
        }
        NumberedText::default()
    }

    /// Whether some words beside others are meant as the number of a clause, and not as a quantity (二要素, 24時間, A4), the
    /// number of a standard (ISO 27001) or of a product (Windows 10).
    fn is_phrase(&self, window: &[&str]) -> bool {
        let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
        if window.len() == 1 && (!self.by_id(first).is_empty() || self.kept.about_question(first).is_some()) {
            return true;
        }
        let is_numbered = |text: &str| separate(text).split_whitespace().any(is_number);
        if !is_numbered(last) {
            return false;
        }
        let Some(query) = self.parse(&window.join(" ")) else { return false };
        if !query.volumes.is_empty() {
            // 運用14, 運用 14.5, 運用 14章; but システム 10 is perhaps ten systems.
            let is_glued = self.names.leading(last).is_some_and(|(_, rest)| is_numbered(rest));
            return self.names.leading(first).is_some() && (query.numbers.len() > 1 || query.has_counter || is_glued);
        }
        let is_old = query.numbers.iter().any(|number| number.starts_with('c'));
        let is_telling = is_old || query.has_counter || last.contains(|c| ('①'..='⑳').contains(&c));
        is_numbered(first) && query.numbers.len() > 1 && is_telling && query.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::engine;

    #[test]
    fn a_number_stands_beside_words() {
        let (catalog, numbers) = (&engine().catalog, &engine().numbers);
        for (text, start, rest) in [
            ("別紙2 3.7 脆弱性", "meti11.b2.3.7", "脆弱性"),
            ("運用14章 パスワード", "mhlw6.sysun.14.", "パスワード"),
            ("運用14章のパスワード", "mhlw6.sysun.14.", "パスワード"),
            ("パスワード 桁数 運用14", "mhlw6.sysun.14.", "パスワード 桁数"),
            ("運用 14.5 の二要素", "mhlw6.sysun.14.5", "の二要素"),
            ("R7 事業者 2-8 パッチ", "mhlwcl.r7.vendor.2-⑧", "パッチ"),
            ("経産省 4.1 リスク", "meti11.4.1", "リスク"),
            ("第14章第5項 端末", "mhlw6.", "端末"),
            ("14⑤ 端末", "mhlw6.", "端末"),
            ("6.5C13 二要素", "mhlw6.", "二要素"),
            ("mhlw6.sysun.14.5 端末", "mhlw6.sysun.14.5", "端末"),
            ("企Q-26 手順", "mhlw6.kikaku.7.6", "手順"),
        ] {
            let read = numbers.read(text);
            let ids: Vec<_> = read.records.iter().map(|at| catalog.id(*at)).collect();
            assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with(start)), "{text} {ids:?}");
            assert_eq!(read.rest, rest, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_no_clause_numbers() {
        let numbers = &engine().numbers;
        for text in [
            "SOC 2",
            "SOC 2 運用",
            "運用 SOC 2",
            "ISO 27001",
            "ISO 27001 運用",
            "Windows 10",
            "Windows 10 運用",
            "A4 印刷",
            "2要素",
            "2要素 運用",
            "運用 2要素",
            "運用 2要素認証",
            "3省2ガイドライン",
            "厚労省 3省2ガイドライン",
            "5.2版",
            "運用 5.2版",
            "5.2版 違い",
            "厚労省 6.0版",
            "システム 10 台",
            "運用 24時間 監視",
            "TLS 1.2 通信",
            "Microsoft 365 E5",
            "薬局 3 店舗",
            "企画書 2 部",
            "令和7年 8月",
            "8章⑤は機器の起動パスワードで、必要に応じた定期変更を例に挙げていた",
        ] {
            assert_eq!(numbers.read(text), NumberedText::default(), "{text}");
        }
    }
}
