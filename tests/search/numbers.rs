//! Numbers of clauses with words beside them, on the bundled catalog.

use super::ids;
use crate::support::bundled;

#[test]
fn a_number_chooses_the_records_and_the_words_beside_it_order_them() {
    let (catalog, engine) = bundled();
    for (query, number, first) in [
        ("運用14章 パスワード", "運用14", "mhlw6.sysun.14.6"),
        ("パスワード 運用14", "運用14", "mhlw6.sysun.14.6"),
        ("運用14章の二要素認証", "運用14", "mhlw6.sysun.14.5"),
        ("企管 15章 台帳", "企画15", "mhlw6.kikaku.15."),
        ("R7 事業者 2-8 冷蔵庫", "R7 事業者 2-8", "mhlwcl.r7.vendor.2-⑧"),
    ] {
        let mut narrowed = ids(query, 2000);
        assert!(narrowed[0].starts_with(first), "{query} {narrowed:?}");
        let mut all: Vec<String> = engine.by_number(number).into_iter().map(|at| catalog.id(at).to_owned()).collect();
        narrowed.sort();
        all.sort();
        assert_eq!(narrowed, all, "{query}: neither more nor less than the number has");
    }
}

#[test]
fn a_quantity_beside_words_chooses_nothing() {
    for (query, wanted) in [
        ("運用 2要素認証", "term."),
        ("SOC 2 運用", "report."),
        ("5.2版 運用", "mhlw52"),
        ("Windows 10 運用", "ms."),
        ("第6.0版の8章⑤は機器の起動パスワードで、必要に応じた定期変更を例に挙げていた。", "mhlw7."),
    ] {
        let found = ids(query, 2000);
        assert!(found.iter().any(|id| id.starts_with(wanted)), "{query} {:?}", found.first());
    }
}
