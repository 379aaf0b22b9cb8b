//! The cloud's half: products, measures, reports, offers and themes, and what clauses and risks say about them.

use std::collections::{HashMap, HashSet};

use crate::language::t;
use crate::model::{AuditReport, Id, Licence, Mapping, Measure, Product, Service, ServiceAvailability, Theme};
use crate::tr;

use super::super::source::Source;
use super::ids::At;
use super::{Checker, GIST_MAX, PHRASE_MAX, REMARK_MAX, TITLE_MAX};

/// Longest name of a product, in characters.
const NAME_MAX: usize = 60;

/// The first measure that answers each clause and each risk, by their ids.
#[derive(Default)]
pub(super) struct Answered<'a> {
    clauses: HashMap<&'a str, &'a str>,
    risks: HashMap<&'a str, &'a str>,
}

impl<'a> Answered<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        let mut answered = Self::default();
        for measure in source.measures.iter().map(|record| &record.value) {
            measure.clauses.iter().for_each(|id| _ = answered.clauses.entry(id).or_insert(&measure.id));
            measure.risks.iter().for_each(|id| _ = answered.risks.entry(id).or_insert(&measure.id));
        }
        answered
    }
}

impl<'a> Checker<'a> {
    /// Checks products, capabilities, measures, reports, offers and themes.
    pub(super) fn check_cloud(&mut self) {
        let source = self.source;
        for record in &source.products {
            self.check_product((record.origin, &record.value.id), &record.value);
        }
        for record in &source.capabilities {
            let at = (record.origin, record.value.name.as_str());
            for (field, ids) in [("primary", &record.value.primary), ("supporting", &record.value.supporting)] {
                ids.iter().for_each(|id| self.answer(at, field, id));
            }
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
        self.text(at, ("name", &product.name), PHRASE_MAX);
        self.text(at, ("name_ja", &product.name_ja), NAME_MAX);
        self.text(at, ("family", &product.family), NAME_MAX);
        self.text(at, ("what", &product.what), GIST_MAX);
        self.provenance(at, &product.provenance);
        self.address(at, ("doc_url", &product.doc_url));
        if !product.parent.is_empty() {
            self.other(at, "parent", &product.parent);
        }
        if !product.note.is_empty() {
            self.text(at, ("note", &product.note), REMARK_MAX);
        }
        if !product.retired.is_empty() && !is_printed_date(&product.retired) {
            let message =
                tr!("retired の「{day}」は 2025、2025-10、2025-10-01 のように書いてください。", day = product.retired);
            self.find(at.0, at.1, message);
        }
        self.phrases(at, &product.asked);
        self.each_once(at, "applies_to", &product.applies_to);
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
        self.check_uses(at, measure);
        if measure.evidence.is_empty() {
            self.find(at.0, at.1, t("evidence がありません。裏付けのない措置は載せられません。").to_owned());
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

    /// Checks that a measure answers something, and that it is told once how.
    fn check_uses(&mut self, at: At<'a>, measure: &'a Measure) {
        if measure.clauses.is_empty() && measure.risks.is_empty() {
            self.find(
                at.0,
                at.1,
                t("clauses も risks もありません。どの条項かリスクの措置かを書いてください。").to_owned(),
            );
        }
        let answered: HashSet<&Id> = measure.clauses.iter().chain(&measure.risks).collect();
        let mut known = HashSet::new();
        for one in &measure.uses {
            self.text(at, ("uses の how", &one.how), PHRASE_MAX);
            if !answered.contains(&one.id) {
                self.find(
                    at.0,
                    at.1,
                    tr!("uses の {id} は、この措置の clauses にも risks にもありません。", id = one.id),
                );
            }
            if !known.insert(&one.id) {
                self.find(at.0, at.1, tr!("uses に {id} が二度あります。", id = one.id));
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
        self.each_once(at, "services", &report.services);
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
        if [&theme.clauses, &theme.risks, &theme.measures, &theme.products].iter().all(|ids| ids.is_empty()) {
            self.find(at.0, at.1, t("clauses、risks、measures、products のどれもありません。").to_owned());
        }
        self.records(at, ("clauses", "clauses", "条項"), &theme.clauses);
        self.records(at, ("risks", "risks", "リスク"), &theme.risks);
        self.records(at, ("measures", "measures", "措置"), &theme.measures);
        self.records(at, ("products", "products", "製品"), &theme.products);
    }

    /// Checks what a mapping says about who does what of a clause.
    pub(super) fn check_division(&mut self, at: At<'a>, mapping: &'a Mapping) {
        if mapping.availability.is_empty() != mapping.division.is_empty() {
            self.find(
                at.0,
                at.1,
                t("availability と division は、どちらも書くか、どちらも省いてください。").to_owned(),
            );
        }
        if !mapping.availability.is_empty() {
            self.availability(at, &mapping.availability);
            self.text(at, ("division", &mapping.division), REMARK_MAX);
        }
        self.reason_for_none(at, &mapping.no_measure, self.answered.clauses.get(at.1).copied());
    }

    fn check_risks_without_measure(&mut self) {
        let source = self.source;
        for record in &source.risks {
            let at = (record.origin, record.value.id.as_str());
            self.reason_for_none(at, &record.value.no_measure, self.answered.risks.get(at.1).copied());
        }
    }

    /// Checks the reason why there is no measure: there must be none, and `measure` is one.
    fn reason_for_none(&mut self, at: At<'a>, reason: &str, measure: Option<&str>) {
        if reason.is_empty() {
            return;
        }
        self.text(at, ("no_measure", reason), REMARK_MAX);
        if let Some(measure) = measure {
            let message = tr!("no_measure がありますが、措置 {measure} がこの記録を挙げています。", measure);
            self.find(at.0, at.1, message);
        }
    }

    /// Checks that every service is named, each once and in the order in which they are shown.
    fn availability(&mut self, at: At<'a>, availability: &[ServiceAvailability]) {
        let services: Vec<Service> = availability.iter().map(|one| one.service).collect();
        let mut sorted = services.clone();
        sorted.sort_by_key(|service| Service::ALL.iter().position(|one| one == service));
        if sorted == Service::ALL && services != Service::ALL {
            let names: Vec<&str> = Service::ALL.iter().map(|service| service.name()).collect();
            self.find(at.0, at.1, tr!("availability は {names} の順に書いてください。", names = names.join(t("、"))));
        }
        for service in Service::ALL {
            let count = services.iter().filter(|one| *one == service).count();
            if count != 1 {
                let message =
                    tr!("availability には {service} をちょうど一度書いてください。", service = service.name());
                self.find(at.0, at.1, message);
            }
        }
    }

    /// Checks that no service is named twice.
    fn each_once(&mut self, at: At<'a>, field: &str, services: &[Service]) {
        for service in Service::ALL {
            if services.iter().filter(|one| *one == service).count() > 1 {
                self.find(at.0, at.1, tr!("{field} に {value} が二度あります。", field, value = service.name()));
            }
        }
    }

    pub(super) fn phrases(&mut self, at: At<'a>, phrases: &[String]) {
        for phrase in phrases {
            self.text(at, ("asked", phrase), PHRASE_MAX);
        }
    }

    /// Checks an address, if there is one: only what a browser opens safely.
    pub(super) fn address(&mut self, at: At<'a>, (field, address): (&str, &str)) {
        if !(address.is_empty() || address.starts_with("https://") || address.starts_with("http://")) {
            self.find(at.0, at.1, tr!("{field} の「{address}」は https:// で始めてください。", field, address));
        }
    }
}

/// Whether a text is a day, month or year as it is printed: `2025`, `2025-10` or `2025-10-01`.
fn is_printed_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_shaped = parts.iter().zip([4, 2, 2]).all(|(part, digits)| is_number(part, digits));
    let number = |at: usize| parts.get(at).map(|part| part.parse::<u32>().unwrap_or(0));
    let last_day = match (number(0).unwrap_or(0), number(1)) {
        (_, Some(4 | 6 | 9 | 11)) => 30,
        (year, Some(2)) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        (_, Some(2)) => 28,
        _ => 31,
    };
    let is_within = |part: Option<u32>, max: u32| part.is_none_or(|number| (1..=max).contains(&number));
    parts.len() <= 3 && is_shaped && is_within(number(1), 12) && is_within(number(2), last_day)
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
    const SLIPS: &[(&str, &str, &str)] = &[
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
        (SIDE, "side = \"customer\"\nretired = \"来年\"\n", "p retired の「来年」は 2025、2025-10、"),
        (SIDE, "side = \"customer\"\nretired = \"2025-02-29\"\n", "p retired の「2025-02-29」は"),
        (SIDE, "side = \"customer\"\nsuccessors = [\"p\"]\n", "p successors の p は、この記録自身です。"),
        (SIDE, "side = \"customer\"\nparent = \"p\"\n", "p parent の p は、この記録自身です。"),
        (SIDE, "side = \"customer\"\napplies_to = [\"AWS\"]\n", "p 値 AWS は使えません。"),
        (SIDE, "side = \"customer\"\napplies_to = [\"Azure\", \"Azure\"]\n", "p applies_to に Azure が二度あります。"),
        ("family = \"系列\"", "family = \" \"", "p family が空です。"),
        (
            "id = \"licence.a\"\ntitle",
            "id = \"licence.a\"\nnext = [\"licence.a\"]\ntitle",
            "licence.a next の licence.a は、この記録自身です。",
        ),
        (FORMER, "former_ids = [\"old.product\", \"msm.a\"]", "former_ids の msm.a は、この記録の今の id です。"),
        (
            "access = \"portal\"",
            "access = \"portal\"\nservices = [\"Azure\", \"Azure\"]",
            "report.a services に Azure が二度",
        ),
        (
            "  { service = \"Azure\", status = \"provided\" },\n  { service = \"Microsoft 365\", status = \"partial\" },\n",
            "  { service = \"Microsoft 365\", status = \"partial\" },\n  { service = \"Azure\", status = \"provided\" },\n",
            "g.a.1.1 availability は Azure、Microsoft 365、Dynamics 365、Power Platform の順に",
        ),
        (
            "[[measure.uses]]\n",
            "[[measure.uses]]\nid = \"g.a.1.1\"\nhow = \"読む\"\n\n[[measure.uses]]\n",
            "msm.a uses に g.a.1.1 が二度あります。",
        ),
        ("clauses = [\"g.a.1.1\"]\navail", "avail", "msm.a clauses も risks もありません。"),
        (
            "clauses = [\"g.a.1.1\"]\nrisks = [\"risk.a\"]\nmeasures = [\"msm.a\"]\nproducts = [\"p\"]",
            "",
            "theme.a clauses、risks、measures、products のどれもありません。",
        ),
        ("id = \"old.product\"\nrole", "id = \"risk.a\"\nrole", "g.a.1.2 products の risk.a は、製品でも措置でも"),
        ("product = \"report.a\"", "product = \"theme.a\"", "risk.a mitigations の theme.a は、製品でも措置でも"),
        ("primary = [\"p\"]", "primary = [\"licence.a\"]", "できること primary の licence.a は、製品でも措置でも"),
        ("supporting = [\"msm.a\"]", "supporting = [\"g\"]", "できること supporting の g は、製品でも措置でも"),
    ];

    /// Where fields of the product and the measure are added.
    const SIDE: &str = "side = \"customer\"\n";
    const FORMER: &str = "former_ids = [\"old.product\"]";

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

    #[test]
    fn no_text_that_is_shown_steers_a_terminal() {
        let lines = SOUND.lines().enumerate().filter(|(_, line)| line.contains(" = ") && line.contains('"'));
        for (number, line) in lines {
            for (at, _) in line.match_indices('"').step_by(2) {
                let slip = format!("{}\\u001b{}", &line[..=at], &line[at + 1..]);
                let text: Vec<&str> =
                    SOUND.lines().enumerate().map(|(n, old)| if n == number { &slip } else { old }).collect();
                let found = findings(&text.join("\n"));
                assert!(!found.is_empty(), "{slip}");
                let is_id = line.starts_with("id = ");
                let named = found.iter().any(|one| one.contains("に使えない文字 U+001B があります。"));
                assert!(named || is_id, "{slip}\n{found:#?}");
            }
        }
        let told = findings(&SOUND.replace("scope = \"Azure\"", "scope = \"Azure\\u202e\""));
        assert_eq!(told, ["117: msm.a evidence.cites.scope に使えない文字 U+202E があります。"]);
    }

    #[test]
    fn a_date_is_told_as_far_as_it_is_printed() {
        for date in ["2025", "2025-10", "2025-10-31", "2024-02-29", "2000-02-29"] {
            assert!(super::is_printed_date(date), "{date}");
        }
        for text in ["", "25", "2025-", "2025-13", "2025-00", "2025-10-00", "2025-06-31", "1900-02-29", "2025-10-01-01"]
        {
            assert!(!super::is_printed_date(text), "{text}");
        }
        assert!(
            !super::is_printed_date("2025/10/01")
                && !super::is_printed_date("２０２５")
                && !super::is_printed_date("2025年")
        );
    }
}
