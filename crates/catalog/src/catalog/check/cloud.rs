//! The cloud's half: products, measures, reports, offers and themes, and what clauses and risks say about them.

use std::collections::HashSet;

use crate::model::{AuditReport, Id, Licence, Mapping, Measure, Product, Service, ServiceAvailability, Theme};

use super::super::source::Origin;
use super::{Checker, GIST_MAX, PHRASE_MAX, REMARK_MAX, TITLE_MAX};

/// Longest name of a product, in characters.
const NAME_MAX: usize = 60;

/// Where a record stands, and its id.
type At<'a> = (Origin, &'a str);

impl<'a> Checker<'a> {
    /// Collects the ids that records had before; no two may claim one.
    pub(super) fn collect_former_ids(&mut self) {
        let source = self.source;
        let products = source.products.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "products"));
        let measures = source.measures.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "measures"));
        let reports = source.reports.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "reports"));
        for (origin, id, former_ids, table) in products.chain(measures).chain(reports) {
            for former in former_ids {
                if self.former.insert(former, table).is_some() {
                    let message = format!("former_ids の {former} は、ほかの記録の former_ids にもあります。");
                    self.find(origin, id, message);
                }
            }
        }
    }

    /// Checks products, capabilities, measures, reports, offers and themes.
    pub(super) fn check_cloud(&mut self) {
        let source = self.source;
        for record in &source.products {
            self.check_product((record.origin, &record.value.id), &record.value);
        }
        for record in &source.capabilities {
            let at = (record.origin, record.value.name.as_str());
            self.links(at, "primary", &record.value.primary);
            self.links(at, "supporting", &record.value.supporting);
        }
        for record in &source.measures {
            self.check_measure((record.origin, &record.value.id), &record.value);
        }
        for record in &source.reports {
            self.check_report((record.origin, &record.value.id), &record.value);
        }
        for record in &source.licences {
            self.check_licence((record.origin, &record.value.id), &record.value);
        }
        for record in &source.themes {
            self.check_theme((record.origin, &record.value.id), &record.value);
        }
        self.check_licence_names();
        self.check_risks_without_measure();
    }

    fn check_product(&mut self, at: At<'a>, product: &'a Product) {
        self.text(at, ("name_ja", &product.name_ja), NAME_MAX);
        self.text(at, ("what", &product.what), GIST_MAX);
        self.provenance(at, &product.provenance);
        self.address(at, ("doc_url", &product.doc_url));
        if !product.parent.is_empty() {
            self.link(at, "parent", &product.parent);
        }
        if !product.note.is_empty() {
            self.text(at, ("note", &product.note), REMARK_MAX);
        }
        self.phrases(at, &product.asked);
        self.records(at, ("successors", "products", "製品"), &product.successors);
        let licences: Vec<Id> = product.licences.iter().map(|grant| grant.licence.clone()).collect();
        self.records(at, ("licences", "licences", "エディション"), &licences);
    }

    fn check_measure(&mut self, at: At<'a>, measure: &'a Measure) {
        self.text(at, ("title", &measure.title), TITLE_MAX);
        self.text(at, ("does", &measure.does), GIST_MAX);
        self.text(at, ("remains", &measure.remains), REMARK_MAX);
        self.phrases(at, &measure.asked);
        self.provenance(at, &measure.provenance);
        self.availability(at, &measure.availability);
        self.records(at, ("clauses", "clauses", "条項"), &measure.clauses);
        self.records(at, ("risks", "risks", "リスク"), &measure.risks);
        for one in &measure.uses {
            self.text(at, ("uses の how", &one.how), PHRASE_MAX);
            if !measure.clauses.contains(&one.id) && !measure.risks.contains(&one.id) {
                self.find(at.0, at.1, format!("uses の {} は、この措置の clauses にも risks にもありません。", one.id));
            }
        }
        if measure.evidence.is_empty() {
            self.find(at.0, at.1, "evidence がありません。裏付けのない措置は載せられません。".to_owned());
        }
        for evidence in &measure.evidence {
            self.text(at, ("evidence の title", &evidence.title), GIST_MAX);
            self.text(at, ("evidence の url", &evidence.url), GIST_MAX);
            self.address(at, ("evidence の url", &evidence.url));
            for citation in &evidence.cites {
                self.record(at, ("cites の report", "reports", "監査報告"), &citation.report);
            }
        }
    }

    fn check_report(&mut self, at: At<'a>, report: &'a AuditReport) {
        self.text(at, ("title", &report.title), TITLE_MAX);
        self.text(at, ("what", &report.what), GIST_MAX);
        self.text(at, ("obtain", &report.obtain), REMARK_MAX);
        self.text(at, ("url", &report.url), GIST_MAX);
        self.address(at, ("url", &report.url));
        for (field, text, max) in [("coverage", &report.coverage, GIST_MAX), ("limits", &report.limits, REMARK_MAX)] {
            if !text.is_empty() {
                self.text(at, (field, text), max);
            }
        }
        self.phrases(at, &report.asked);
        self.provenance(at, &report.provenance);
    }

    fn check_licence(&mut self, at: At<'a>, licence: &'a Licence) {
        self.text(at, ("title", &licence.title), TITLE_MAX);
        if !licence.what.is_empty() {
            self.text(at, ("what", &licence.what), GIST_MAX);
        }
        self.phrases(at, &licence.asked);
        self.provenance(at, &licence.provenance);
        self.records(at, ("next", "licences", "エディション"), &licence.next);
    }

    fn check_theme(&mut self, at: At<'a>, theme: &'a Theme) {
        self.text(at, ("title", &theme.title), TITLE_MAX);
        self.text(at, ("gist", &theme.gist), GIST_MAX);
        self.phrases(at, &theme.asked);
        self.records(at, ("clauses", "clauses", "条項"), &theme.clauses);
        self.records(at, ("risks", "risks", "リスク"), &theme.risks);
        self.records(at, ("measures", "measures", "措置"), &theme.measures);
        self.records(at, ("products", "products", "製品"), &theme.products);
    }

    /// Checks what a mapping says about who does what of a clause.
    pub(super) fn check_division(&mut self, at: At<'a>, mapping: &'a Mapping) {
        if mapping.availability.is_empty() != mapping.division.is_empty() {
            self.find(at.0, at.1, "availability と division は、どちらも書くか、どちらも省いてください。".to_owned());
        }
        if !mapping.availability.is_empty() {
            self.availability(at, &mapping.availability);
            self.text(at, ("division", &mapping.division), REMARK_MAX);
        }
        self.reason_for_none(at, &mapping.no_measure, |measure| &measure.clauses);
    }

    fn check_risks_without_measure(&mut self) {
        let source = self.source;
        for record in &source.risks {
            let at = (record.origin, record.value.id.as_str());
            self.reason_for_none(at, &record.value.no_measure, |measure| &measure.risks);
        }
    }

    /// Checks the reason why there is no measure: there must be none.
    fn reason_for_none(&mut self, at: At<'a>, reason: &str, answered: impl Fn(&Measure) -> &Vec<Id>) {
        if reason.is_empty() {
            return;
        }
        self.text(at, ("no_measure", reason), REMARK_MAX);
        let source = self.source;
        let measures = source.measures.iter().map(|record| &record.value);
        if let Some(measure) = measures.into_iter().find(|measure| answered(measure).iter().any(|id| id == at.1)) {
            let message = format!("no_measure がありますが、措置 {} がこの記録を挙げています。", measure.id);
            self.find(at.0, at.1, message);
        }
    }

    /// Checks that every service is named, each once.
    fn availability(&mut self, at: At<'a>, availability: &[ServiceAvailability]) {
        for service in Service::ALL {
            let count = availability.iter().filter(|one| one.service == *service).count();
            if count != 1 {
                let message = format!("availability には {} をちょうど一度書いてください。", service.name());
                self.find(at.0, at.1, message);
            }
        }
    }

    fn phrases(&mut self, at: At<'a>, phrases: &[String]) {
        for phrase in phrases {
            self.text(at, ("asked", phrase), PHRASE_MAX);
        }
    }

    /// Checks an address, if there is one: only what a browser opens safely.
    pub(super) fn address(&mut self, at: At<'a>, (field, address): (&str, &str)) {
        if !(address.is_empty() || address.starts_with("https://") || address.starts_with("http://")) {
            self.find(at.0, at.1, format!("{field} の「{address}」は https:// で始めてください。"));
        }
    }

    /// Checks that ids lead to records of one table, each once.
    fn records(&mut self, at: At<'a>, kind: (&str, &'static str, &str), ids: &[Id]) {
        let mut known = HashSet::new();
        for id in ids {
            self.record(at, kind, id);
            if !known.insert(id) {
                self.find(at.0, at.1, format!("{} に {id} が二度あります。", kind.0));
            }
        }
    }

    /// Checks that an id leads to a record of a table.
    fn record(&mut self, at: At<'a>, (field, table, name): (&str, &'static str, &str), id: &str) {
        self.link(at, field, id);
        if self.table_of(id).is_some_and(|found| found != table) {
            self.find(at.0, at.1, format!("{field} の {id} は{name}ではありません。"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, check};

    /// One record of each table, sound as they are.
    const SOUND: &str = include_str!("sound.toml");

    fn findings(text: &str) -> Vec<String> {
        let mut source = Source::default();
        let errors = source.read("x", text);
        check(&source, &errors).iter().map(|finding| finding.to_string().split_off("x:".len())).collect()
    }

    #[test]
    fn what_is_sound_has_no_findings_and_a_former_id_leads_on() {
        assert_eq!(findings(SOUND), [""; 0]);
        let unknown = findings(&SOUND.replace("former_ids = [\"old.product\"]", ""));
        assert_eq!(unknown.len(), 1, "{unknown:#?}");
        assert!(unknown[0].contains("g.a.1.2 products の old.product はどこにもありません。"), "{unknown:#?}");
    }

    /// Slips: what is replaced where it stands first, by what, and what is found.
    const SLIPS: [(&str, &str, &str); 16] = [
        ("  { service = \"Azure\", status = \"provided\" },\n", "", "g.a.1.1 availability には Azure をちょうど一度"),
        ("{ service = \"Microsoft 365\"", "{ service = \"Azure\"", "g.a.1.1 availability には Microsoft 365 を"),
        ("status = \"partial\"", "status = \"some\"", "値 some は使えません。"),
        (
            "division = \"施設は Microsoft、確かめるのは利用者。\"\n",
            "",
            "g.a.1.1 availability と division は、どちらも",
        ),
        (
            "clauses = [\"g.a.1.1\"]\navail",
            "clauses = [\"g.a.1.2\"]\navail",
            "g.a.1.2 no_measure がありますが、措置 msm.a",
        ),
        (
            "clauses = [\"g.a.1.1\"]\navail",
            "clauses = [\"risk.a\"]\navail",
            "msm.a clauses の risk.a は条項ではありません。",
        ),
        ("clauses = [\"g.a.1.1\"]\navail", "risks = [\"risk.a\"]\navail", "risk.a no_measure がありますが、措置 msm.a"),
        ("id = \"g.a.1.1\"\nhow", "id = \"g.a.1.2\"\nhow", "msm.a uses の g.a.1.2 は、この措置の clauses にも"),
        ("url = \"https://example.com\"\nseen", "url = \"javascript:x\"\nseen", "evidence の url の「javascript:x」は"),
        ("report = \"report.a\"", "report = \"p\"", "msm.a cites の report の p は監査報告ではありません。"),
        ("report = \"report.a\"", "report = \"report.b\"", "msm.a cites の report の report.b はどこにもありません。"),
        ("licence = \"licence.a\"", "licence = \"licence.b\"", "p licences の licence.b はどこにもありません。"),
        (
            "id = \"report.a\"\n",
            "id = \"report.a\"\nformer_ids = [\"old.product\"]\n",
            "former_ids の old.product は、ほか",
        ),
        (
            "id = \"licence.a\"\ntitle",
            "id = \"licence.a\"\nnext = [\"p\"]\ntitle",
            "next の p はエディションではありません。",
        ),
        ("measures = [\"msm.a\"]", "measures = [\"msm.a\", \"msm.a\"]", "theme.a measures に msm.a が二度あります。"),
        ("obtain = \"窓口で\"", "obtain = \"\"", "report.a obtain が空です。"),
    ];

    #[test]
    fn a_slip_is_told_where_it_stands() {
        for (from, to, expected) in SLIPS {
            assert!(SOUND.contains(from), "{from}");
            let found = findings(&SOUND.replacen(from, to, 1));
            assert!(found.iter().any(|finding| finding.contains(expected)), "{to}\n{found:#?}\n{expected}");
        }
        let evidence = SOUND.find("[[measure.evidence]]").unwrap()..SOUND.find("[[report]]").unwrap();
        let found = findings(&SOUND.replace(&SOUND[evidence], ""));
        assert!(found.len() == 1 && found[0].contains("msm.a evidence がありません。"), "{found:#?}");
    }
}
