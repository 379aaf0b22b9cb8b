//! Conditions on the records themselves: what the filters of a query ask of a record.

use std::collections::HashSet;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::language::{t, tr};
use tenken_catalog::model::{Availability, Clause, Kind, Service};

use crate::marks::{DueWanted, MarkFilter, Marks, TextWanted};
use crate::query::editions::Editions;
use crate::query::filters::{self, Filter, FilterRow};
use crate::query::linked;
use crate::query::number::Numbers;
use crate::query::syntax::{Query, TypedFilter};
use crate::request::Request;
use crate::text::normalize::fold;

/// How many letters a name has to share with the beginning of another one to be told.
const ALIKE: usize = 2;
/// How many such names are told.
const TOLD: usize = 3;

/// All conditions of one request, looked up in the catalog.
#[derive(Debug, Default)]
pub(crate) struct Conditions<'a> {
    kinds: Vec<Kind>,
    volumes: Vec<String>,
    /// For each filter that asks for an edition or for links with products, the records that meet it.
    linked: Vec<HashSet<RecordRef>>,
    services: Vec<Service>,
    /// What is asked of these services; of any of them, if there are none.
    availability: Vec<Availability>,
    others: Vec<&'a Filter>,
    /// What a record must not meet: the conditions of one filter each.
    excluded: Vec<Self>,
    /// What is to be said about them.
    warnings: Vec<String>,
    /// The filters whose value is unknown and that were ignored, as typed.
    ignored: Vec<String>,
    /// Whether a filter of the query is in force.
    has_filters: bool,
}

impl<'a> Conditions<'a> {
    /// Looks the conditions of a request and its query up; what is unknown is said and ignored.
    pub fn new(
        catalog: &Catalog,
        (numbers, editions): (&Numbers, &Editions),
        request: &Request,
        query: &'a Query,
    ) -> Self {
        let mut conditions = Self { kinds: request.kinds.clone(), ..Self::default() };
        if let Some(name) = &request.volume {
            conditions.add_volume(catalog, numbers, name);
        }
        for TypedFilter { filter, typed } in &query.filters {
            let is_known = conditions.add(catalog, (numbers, editions), request, filter);
            conditions.has_filters |= is_known;
            conditions.ignored.extend((!is_known).then(|| typed.clone()));
        }
        for TypedFilter { filter, typed } in &query.excluded_filters {
            let mut one = Self::default();
            let is_known = one.add(catalog, (numbers, editions), request, filter);
            if !one.availability.is_empty() {
                // A status that is not wanted is one of the services that are asked for, as a wanted one is.
                one.services.clone_from(&conditions.services);
            }
            one.add_services(catalog);
            conditions.warnings.append(&mut one.warnings);
            conditions.has_filters |= is_known;
            match is_known {
                true => conditions.excluded.push(one),
                false => conditions.ignored.push(typed.clone()),
            }
        }
        let unfinished = query.unfinished.iter().filter_map(|name| Some((name, filters::named(name)?)));
        unfinished.for_each(|(name, row)| conditions.ignore(catalog, row, (name, "")));
        conditions.add_services(catalog);
        conditions
    }

    /// Returns what is to be said about the filters, in sentences: mostly which of them are unknown.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns the filters whose value is unknown and that were ignored, as typed.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Whether a filter of the query is in force.
    pub fn has_filters(&self) -> bool {
        self.has_filters
    }

    /// Adds what a filter asks for; returns whether its value is known.
    fn add(
        &mut self,
        catalog: &Catalog,
        (numbers, editions): (&Numbers, &Editions),
        request: &Request,
        filter: &'a Filter,
    ) -> bool {
        match filter {
            Filter::Volume(name) => return self.add_volume(catalog, numbers, name),
            Filter::Chapter(number) => return self.add_chapter(catalog, number, filter),
            Filter::Product(name) => return self.add_product(catalog, name),
            Filter::Family(name) => {
                return self.add_linked(catalog, ("系列", name), linked::by_family(catalog, name));
            }
            Filter::Category(name) => {
                return self.add_linked(catalog, ("分類", name), linked::by_category(catalog, name));
            }
            Filter::Pack(name) => return self.add_linked(catalog, ("資料", name), linked::by_pack(catalog, name)),
            Filter::Edition(name) => return self.add_linked(catalog, ("版", name), editions.records(name)),
            Filter::Kind(kind) => self.kinds.push(*kind),
            Filter::Service(service) => self.services.push(*service),
            Filter::Availability(status) => self.availability.push(*status),
            Filter::Risk(name) => return self.add_linked(catalog, ("リスク", name), linked::by_risk(catalog, name)),
            Filter::Mark(wanted) => return self.add_mark(catalog, (request, wanted), filter),
            other => self.others.push(other),
        }
        true
    }

    /// Adds what is asked of the worklist. That nothing of it is recorded is said: a name may be misspelled.
    fn add_mark(&mut self, catalog: &Catalog, (request, wanted): (&Request, &MarkFilter), filter: &'a Filter) -> bool {
        let marks = request.marks.as_deref();
        if let (MarkFilter::Due(DueWanted::Days(days)), Some(marks)) = (wanted, marks)
            && !marks.understands(wanted)
        {
            return self.refuse(catalog, ("期限", days));
        }
        let is_missing = || !marks.is_some_and(|marks| marks.has(wanted));
        match wanted {
            MarkFilter::Evidence(true) if is_missing() => {
                self.warnings.push(tr!("この点検票には証跡の記録がまだありません。").to_owned());
            }
            MarkFilter::Owner(TextWanted::Holding(name)) if is_missing() => {
                let owners = marks.map(Marks::owners).unwrap_or_default();
                self.warnings.push(filters::no_owner(name, &owners));
            }
            _ => {}
        }
        self.others.push(filter);
        true
    }

    /// Says that a filter is left out because its value is missing or unknown.
    fn ignore(&mut self, catalog: &Catalog, row: &FilterRow, name_and_value: (&str, &str)) {
        let known = row.values().into_iter().map(str::to_owned).chain(row.of_catalog(catalog));
        self.warnings.push(filters::left_out(row, name_and_value, &known.collect::<Vec<_>>()));
    }

    /// Says that the value of a filter is unknown.
    fn refuse(&mut self, catalog: &Catalog, (name, value): (&str, &str)) -> bool {
        if let Some(row) = filters::named(name) {
            self.ignore(catalog, row, (row.name(), value));
        }
        false
    }

    fn add_volume(&mut self, catalog: &Catalog, numbers: &Numbers, name: &str) -> bool {
        match numbers.volumes(name) {
            [] => self.refuse(catalog, ("編", name)),
            volumes => {
                self.volumes.extend_from_slice(volumes);
                true
            }
        }
    }

    fn add_chapter(&mut self, catalog: &Catalog, number: &str, filter: &'a Filter) -> bool {
        if !linked::chapters(catalog).contains(&number) {
            return self.refuse(catalog, ("章", number));
        }
        self.others.push(filter);
        true
    }

    fn add_product(&mut self, catalog: &Catalog, name: &str) -> bool {
        let linked = linked::by_name(catalog, name);
        if linked.is_empty() {
            let near = match alike(name, catalog.products().map(|product| product.name_ja.as_str())).join(t("、")) {
                none if none.is_empty() => tr!("名前の一部を書いてください。").to_owned(),
                alike => tr!("名前の近いものは {alike} です。", alike),
            };
            let said = tr!("「{name}」という製品はありません。{near}この絞り込みは使いませんでした。", name, near);
            self.warnings.push(said);
            return false;
        }
        self.linked.push(linked);
        true
    }

    /// Lets only the records pass that a value leads to; where there are none, the value is unknown.
    fn add_linked(&mut self, catalog: &Catalog, name_and_value: (&str, &str), records: HashSet<RecordRef>) -> bool {
        if records.is_empty() {
            return self.refuse(catalog, name_and_value);
        }
        self.linked.push(records);
        true
    }

    /// Where a status is asked for, the services say of whom; elsewhere a service has to have some part in a record.
    fn add_services(&mut self, catalog: &Catalog) {
        if self.availability.is_empty() {
            self.linked.extend(self.services.iter().map(|service| linked::by_service(catalog, *service)));
        }
    }

    /// Whether a record is of a wanted kind.
    pub fn accepts_kind(&self, at: RecordRef) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&at.kind)
    }

    /// Whether a record meets all conditions but the kind.
    pub fn accepts(&self, catalog: &Catalog, at: RecordRef, request: &Request) -> bool {
        if !self.linked.iter().all(|linked| linked.contains(&at)) || !self.has_availability(catalog, at) {
            return false;
        }
        if self.excluded.iter().any(|one| one.accepts_kind(at) && one.accepts(catalog, at, request)) {
            return false;
        }
        if self.excluded.iter().any(Self::asks_the_worklist) && !is_listed(catalog, at, request) {
            return false;
        }
        if self.volumes.is_empty() && self.others.is_empty() {
            return true;
        }
        let Record::Clause(clause) = catalog.record(at) else { return false };
        let in_volume = || catalog.volume_of(clause).is_some_and(|volume| self.volumes.contains(&volume.id));
        (self.volumes.is_empty() || in_volume())
            && self.others.iter().all(|filter| meets(catalog, clause, filter, request))
    }

    /// Whether something is asked of the worklist.
    fn asks_the_worklist(&self) -> bool {
        self.others.iter().any(|filter| matches!(filter, Filter::Mark(_)))
    }

    /// Whether the services have the statuses that are asked for: all that are named, or any if none is.
    fn has_availability(&self, catalog: &Catalog, at: RecordRef) -> bool {
        if self.availability.is_empty() {
            return true;
        }
        let rows = linked::availability(catalog, at);
        self.availability.iter().all(|status| {
            let has = |service: &Service| rows.iter().any(|row| row.service == *service && row.status == *status);
            if self.services.is_empty() { Service::ALL.iter().any(has) } else { self.services.iter().all(has) }
        })
    }
}

/// Returns the names that begin as another one does, the closest first.
fn alike<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = fold(name).chars().collect();
    let shared = |known: &str| fold(known).chars().zip(&wanted).take_while(|(one, other)| one == *other).count();
    let mut alike: Vec<(usize, &str)> = known.map(|known| (shared(known), known)).collect();
    alike.retain(|(shared, _)| *shared >= ALIKE && shared * 2 >= wanted.len());
    alike.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    alike.into_iter().map(|(_, name)| name).take(TOLD).collect()
}

/// Whether the worklist lists a clause. What is no clause is none of its business.
fn is_listed(catalog: &Catalog, at: RecordRef, request: &Request) -> bool {
    let Record::Clause(clause) = catalog.record(at) else { return true };
    match &request.marks {
        Some(marks) => marks.lists(&clause.id),
        None => catalog.is_inspected(clause),
    }
}

fn meets(catalog: &Catalog, clause: &Clause, filter: &Filter, request: &Request) -> bool {
    let mapping = catalog.mapping(&clause.id);
    match filter {
        Filter::Chapter(number) => catalog.chapter_of(clause).is_some_and(|chapter| chapter.number == *number),
        Filter::Mark(wanted) => match &request.marks {
            Some(marks) => marks.meets(&clause.id, wanted),
            None => wanted.is_met_by_nothing() && catalog.is_inspected(clause),
        },
        Filter::Party(party) => mapping.is_some_and(|mapping| mapping.party.contains(party)),
        Filter::Nature(nature) => mapping.is_some_and(|mapping| mapping.nature == *nature),
        Filter::Share(share) => mapping.is_some_and(|mapping| mapping.cloud_share == *share),
        // These are met by more than clauses, and have been looked at before.
        Filter::Volume(_)
        | Filter::Kind(_)
        | Filter::Product(_)
        | Filter::Family(_)
        | Filter::Category(_)
        | Filter::Risk(_)
        | Filter::Service(_)
        | Filter::Edition(_)
        | Filter::Pack(_)
        | Filter::Availability(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use tenken_catalog::model::Kind;

    use crate::request::Request;
    use crate::testing::sample;

    /// Returns the ids of one kind that a query finds in the fixture, in the order of the catalog.
    fn found(query: &str, kind: Kind) -> Vec<String> {
        let request = Request { kinds: vec![kind], ..Request::new(query, usize::MAX) };
        let results = sample().search(&request);
        assert!(results.warnings.is_empty(), "{query}: {:?}", results.warnings);
        let mut hits = results.hits;
        hits.sort_by_key(|hit| hit.at);
        hits.into_iter().map(|hit| hit.id).collect()
    }

    #[test]
    fn a_status_is_met_by_any_service_or_by_those_that_are_named() {
        let (physical, copies, factors) = ("mhlw6.kikaku.8.3", "mhlw6.sysun.12.5", "mhlw6.sysun.14.5");
        let (guards, identity, nobody) = ("msm.dc.physical", "msm.identity", "msm.unknown");
        for (query, clauses, measures) in [
            ("対応状況:対応", &[physical, factors][..], &[guards, identity][..]),
            ("対応状況:一部", &[factors], &[identity]),
            ("対応状況:利用者が設定", &[copies], &[identity]),
            ("対応状況:不明", &[factors], &[guards, nobody]),
            ("対応状況:一部 サービス:D365", &[factors], &[]),
            ("サービス:M365 対応状況:一部", &[], &[identity]),
            ("対応状況:対象外 サービス:PP", &[physical, copies], &[identity]),
            ("対応状況:対象外 サービス:PP サービス:D365", &[copies], &[]),
            ("対応状況:一部 対応状況:対応", &[factors], &[identity]),
            ("対応状況:一部 サービス:PP", &[], &[]),
        ] {
            assert_eq!(found(query, Kind::Clause), clauses, "{query}");
            assert_eq!(found(query, Kind::Measure), measures, "{query}");
            for other in [Kind::Risk, Kind::Product, Kind::Report, Kind::Licence, Kind::Theme, Kind::Term] {
                assert_eq!(found(query, other), [""; 0], "{query}");
            }
        }
    }

    #[test]
    fn an_excluded_status_is_one_of_the_services_that_are_named() {
        let of_service = found("サービス:D365", Kind::Clause);
        for status in ["対応", "一部", "利用者が設定", "不明"] {
            let with = found(&format!("サービス:D365 対応状況:{status}"), Kind::Clause);
            let rest: Vec<String> = of_service.iter().filter(|id| !with.contains(id)).cloned().collect();
            assert_eq!(found(&format!("サービス:D365 -対応状況:{status}"), Kind::Clause), rest, "{status}");
        }
        let factors = "mhlw6.sysun.14.5".to_owned();
        assert!(found("サービス:D365 -対応状況:対応", Kind::Clause).contains(&factors), "another service does it");
    }

    #[test]
    fn what_meets_an_excluded_filter_is_left_out_and_nothing_else() {
        let all = found("", Kind::Clause);
        for (without, with) in [
            ("-編:運用", "編:運用"),
            ("-製品:条件付き", "製品:条件付き"),
            ("-サービス:D365", "サービス:D365"),
            ("-対応状況:対応", "対応状況:対応"),
            ("-担当:事業者", "担当:事業者"),
        ] {
            let (mut rest, met) = (found(without, Kind::Clause), found(with, Kind::Clause));
            assert!(rest.iter().all(|id| !met.contains(id)), "{without}");
            rest.extend(met);
            rest.sort();
            let mut expected = all.clone();
            expected.sort();
            assert_eq!(rest, expected, "{without}");
        }
        // A worklist answers for what it lists, with and without a minus sign.
        assert_eq!(found("-状態:完了", Kind::Clause), found("状態:未着手", Kind::Clause));
        // What the filter is not about stays.
        assert_eq!(found("-編:運用", Kind::Risk), found("", Kind::Risk));
        assert_eq!(found("-種別:リスク", Kind::Risk), [""; 0]);
        assert_eq!(
            found("編:運用 -章:14", Kind::Clause).len() + found("編:運用 章:14", Kind::Clause).len(),
            found("編:運用", Kind::Clause).len()
        );
    }

    #[test]
    fn a_service_has_a_part_by_itself_or_through_a_product() {
        let (access, theft) = ("ms.entra.conditional-access", "risk.admin-credential-theft");
        let by_product = ["mhlw6.kikaku.13.2", "mhlw6.sysun.7.13", "mhlw6.sysun.14.5"];
        assert_eq!(found("サービス:PP", Kind::Clause), by_product);
        assert_eq!(found("サービス:PP", Kind::Measure), [""; 0]);
        assert_eq!(found("サービス:D365", Kind::Clause), [&["mhlw6.kikaku.8.3"], &by_product[..]].concat());
        assert_eq!(found("サービス:D365", Kind::Measure), ["msm.dc.physical", "msm.identity"]);
        for query in ["サービス:PP", "サービス:D365"] {
            assert_eq!(found(query, Kind::Product), [access]);
            assert_eq!(found(query, Kind::Risk), [theft]);
            assert_eq!(found(query, Kind::Report), ["report.iso27001"]);
            assert_eq!(found(query, Kind::Theme), ["theme.zero-trust"]);
            assert_eq!(found(query, Kind::Licence).len(), 3);
            assert_eq!(found(query, Kind::Term), [""; 0]);
        }
        assert_eq!(found("サービス:D365 認証", Kind::Measure), ["msm.identity"]);
    }

    #[test]
    fn a_family_is_found_by_a_part_of_its_name() {
        for query in ["系列:Purview", "family:purview", "系列:ｐｕｒｖｉｅｗ"] {
            assert_eq!(found(query, Kind::Clause), ["mhlw6.sysun.17.1"], "{query}");
            assert_eq!(found(query, Kind::Risk), ["risk.curiosity-viewing"], "{query}");
            assert_eq!(found(query, Kind::Product), ["ms.purview.audit"], "{query}");
            assert_eq!(found(query, Kind::Licence), [""; 0], "{query}");
        }
        assert_eq!(found("系列:Entra", Kind::Licence).len(), 4);
        let warnings = sample().search(&Request::new("系列:Fabric", 1)).warnings;
        let known = "「系列:」に使えるのは Microsoft Entra、Microsoft 365、Azure、Microsoft Purview、";
        assert!(warnings.len() == 1 && warnings[0].starts_with(known), "{warnings:?}");
    }

    #[test]
    fn a_product_that_became_a_measure_or_a_report_is_still_a_product_for_the_filter() {
        let clauses = ["mhlw6.kikaku.8.3", "mhlw6.sysun.12.4", "mhlw6.sysun.14.5", "mhlw6.sysun.17.2"];
        for (query, itself, kind) in [
            ("製品:ms.trust.dc", "msm.dc.physical", Kind::Measure),
            ("製品:msm.dc.physical", "msm.dc.physical", Kind::Measure),
            ("製品:建物に入る人", "msm.dc.physical", Kind::Measure),
            ("製品:ms.trust.soc", "report.soc2", Kind::Report),
            ("製品:\"soc 2\"", "report.soc2", Kind::Report),
        ] {
            assert_eq!(found(query, Kind::Clause), clauses, "{query}");
            assert!(found(query, kind).contains(&itself.to_owned()), "{query}");
        }
        // A product with such a name goes first.
        assert_eq!(found("製品:データセンター", Kind::Measure), [""; 0]);
    }
}
