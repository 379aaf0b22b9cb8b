//! Risks as threats, products and measures as reference controls.

use crate::catalog::Catalog;
use crate::model::{Citation, Function, Id, Measure, Product, Risk};

use super::document::{LibraryThreat, ReferenceControl};
use super::urn::{list, name, object, prose};

/// Returns the name of a risk in the library.
pub(super) fn threat_urn(catalog: &Catalog, id: &str) -> String {
    object("threat", &catalog.token(id))
}

/// Returns the name of a product or measure in the library.
pub(super) fn control_urn(catalog: &Catalog, id: &str) -> String {
    object("reference_control", &catalog.token(id))
}

/// Returns the risks.
pub(super) fn threats(catalog: &Catalog) -> Vec<LibraryThreat> {
    catalog.risks().map(|risk| threat(catalog, risk)).collect()
}

fn threat(catalog: &Catalog, risk: &Risk) -> LibraryThreat {
    let line = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("{name}: {text}\n") };
    let about = [
        line("分類", &risk.category),
        line("損なわれるもの", &risk.suffering().join("・")),
        line("影響", &risk.impact),
        line("対策の後に残ること", &risk.residual),
    ];
    LibraryThreat {
        urn: threat_urn(catalog, &risk.id),
        ref_id: name(&risk.id),
        name: name(&risk.title),
        description: prose(&risk.scenario).unwrap_or_default(),
        annotation: prose(&about.concat()),
    }
}

/// Returns the products, then the measures.
pub(super) fn reference_controls(catalog: &Catalog) -> Vec<ReferenceControl> {
    let products = catalog.products().map(|product| of_product(catalog, product));
    products.chain(catalog.measures().map(|measure| of_measure(catalog, measure))).collect()
}

fn of_product(catalog: &Catalog, product: &Product) -> ReferenceControl {
    let licence = match product.licence_note.as_str() {
        "" => String::new(),
        note => format!("必要なエディション: {note}"),
    };
    let about = [&product.name, &licence, &product.note, &product.doc_url].map(String::as_str);
    ReferenceControl {
        urn: control_urn(catalog, &product.id),
        ref_id: name(&product.id),
        name: name(&product.name_ja),
        category: "technical",
        csf_function: function(catalog, &product.id),
        description: prose(&product.what).unwrap_or_default(),
        annotation: prose(&about.join("\n")),
        typical_evidence: None,
    }
}

fn of_measure(catalog: &Catalog, measure: &Measure) -> ReferenceControl {
    let shown = measure.evidence.iter().map(|one| {
        let cited: Vec<String> = one.cites.iter().map(Citation::phrase).filter(|text| !text.is_empty()).collect();
        [one.title.as_str(), &cited.join("、"), &one.url].join(" ")
    });
    ReferenceControl {
        urn: control_urn(catalog, &measure.id),
        ref_id: name(&measure.id),
        name: name(&format!("Microsoft の措置: {}", measure.title)),
        category: "process",
        csf_function: None,
        description: prose(&measure.does).unwrap_or_default(),
        annotation: prose(&format!("利用者に残ること: {}", measure.remains)),
        typical_evidence: list(shown),
    }
}

/// Returns what a product does about most of the risks that it lowers, in the words of the NIST framework; of two the
/// earlier one. None if it lowers none.
fn function(catalog: &Catalog, product: &Id) -> Option<&'static str> {
    let mitigations = catalog.risks().flat_map(|risk| &risk.mitigations).filter(|one| one.product == *product);
    let done: Vec<Function> = mitigations.map(|one| one.function).collect();
    let count = |function: &Function| done.iter().filter(|one| *one == function).count();
    let most = Function::ALL.iter().rev().max_by_key(|function| count(function))?;
    (count(most) > 0).then_some(match most {
        Function::Prevent => "protect",
        Function::Detect => "detect",
        Function::Respond => "respond",
        Function::Recover => "recover",
    })
}
