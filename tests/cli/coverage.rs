//! `tenken coverage`.

use crate::support::Surrounding;

#[test]
fn risks_are_covered_by_the_products_in_use() {
    let here = Surrounding::new();
    let none = here.run(&["coverage", "--json"]).json().remove(0);
    let all = none["risks"].as_array().unwrap().len();
    assert_eq!((&none["covered"], &none["partly"], &none["uncovered"]), (&0.into(), &0.into(), &all.into()));
    assert!(here.run(&["coverage"]).err.contains("使っている製品が選ばれていません"));

    here.run(&["worklist", "set", "--product", "ms.entra.mfa"]);
    let some = here.run(&["coverage", "--json"]).json().remove(0);
    let risks = some["risks"].as_array().unwrap();
    let touched: Vec<_> = risks.iter().filter(|risk| risk["cover"] != "uncovered").collect();
    assert!(!touched.is_empty() && touched.iter().all(|risk| risk["products"][0] == "ms.entra.mfa"), "{some}");
    let count = |cover: &str| risks.iter().filter(|risk| risk["cover"] == cover).count();
    assert_eq!(
        [&some["covered"], &some["partly"]],
        [count("covered"), count("partly")].map(serde_json::Value::from).each_ref()
    );
    let plain = here.run(&["coverage"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert!(plain.out.contains("一部のみ") && plain.out.contains("製品: 多要素認証 (MFA)"), "{}", plain.out);
    assert!(plain.out.contains("足りない機能: "), "{}", plain.out);
}
