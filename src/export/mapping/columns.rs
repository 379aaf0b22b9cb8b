//! The columns of every table, from left to right. Workbook, CSV and JSON are made of them, and of nothing else.

use crate::model::{CloudShare, Service, ServiceAvailability};
use crate::sheet::terms;

use super::column::{Column, Place, Row, Value, columns};
use super::tables::{
    ClauseAnswers, ClauseRow, ControlMapping, EditionRow, MeasureRow, ProductRow, RiskRow, Stated, WordRow, in_service,
};

/// The columns that are there only where a worklist is in use.
const ANSWERS: [&str; 4] = ["status", "verdict", "note", "left_out"];
/// What stands in place of a status that would ask for work which the worklist does not count.
/// See the table of terms.
const NOT_COUNTED: &str = terms::NOT_COUNTED;
const UNVERIFIED: &str = "未照合";

impl Row for ClauseRow {
    const KEY: &'static str = "clauses";
    const NAME: &'static str = "コントロールマッピング";
    const FROZEN: u16 = 3;
    const PAGES: u16 = 2;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "guideline" = "ガイドライン", 7.0, Printed, |row| Value::Text(&row.clause.guideline);
        "label" = "番号", 7.5, Printed, |row| Value::Text(&row.clause.label);
        "title" = "題", 15.5, Printed, |row| Value::Text(&row.clause.title);
        "volume" = "編", 7.5, Printed, |row| Value::Text(&row.clause.volume);
        "chapter" = "章", 12.0, Printed, |row| Value::Text(&row.clause.chapter);
        "gist" = "要約", 29.0, Once, |row| Value::Text(&row.clause.gist);
        "parties" = "担当", 7.5, Printed, |row| Value::Lines(&row.clause.parties);
        "cloud_share" = "クラウドの分担", 7.5, Printed, |row| share(row.clause.cloud_share);
        "azure" = "対応 Azure", 6.5, Printed, |row| service(&row.clause.availability, Service::Azure);
        "microsoft_365" = "対応 M365", 6.5, Printed, |row| service(&row.clause.availability, Service::Microsoft365);
        "dynamics_365" = "対応 D365", 6.5, Printed, |row| service(&row.clause.availability, Service::Dynamics365);
        "power_platform" = "対応 PP", 6.5, Printed, |row| service(&row.clause.availability, Service::PowerPlatform);
        "division" = "Microsoft と利用者の分担", 18.5, Once, |row| Value::Text(&row.clause.division);
        "status" = "状態", 6.5, Printed, |row| status(row.clause.answers.as_ref());
        "verdict" = "判定", 6.5, Printed, |row| verdict(row.clause.answers.as_ref());
        "note" = "メモ", 12.5, Once, |row| text(&row.clause.answers, |one| &one.note);
        "measures" = "Microsoft がすること", 23.0, Once, |row| Value::Lines(&row.clause.measures);
        "product" = "利用者が使う製品", 16.5, Printed, |row| text(&row.product, |one| &one.product.name);
        "role" = "主・補", 4.5, Printed, |row| named(&row.product, |one| one.role.map(|role| (role.code(), role.name())));
        "how" = "どう役立つか", 23.0, Printed, |row| how(&row.stated, row.product.as_ref().map(|one| one.how.as_str()));
        "licences" = "エディション", 19.0, Printed, |row| names(&row.product, |one| &one.product.licences);
        "checks" = "確認観点", 28.5, Once, |row| Value::Lines(&row.clause.checks);
        "evidence" = "証跡の例", 17.5, Once, |row| Value::Lines(&row.clause.evidence);
        "unverified" = "未照合", 4.0, Printed, |row| Value::Flag(row.clause.is_unverified, UNVERIFIED);
        "edition" = "版", 34.0, Screen, |row| Value::Text(&row.clause.edition);
        "source" = "出典", 34.0, Screen, |row| text(&row.stated, |one| &one.source);
        "left_out" = "数えない理由", 34.0, Screen, |row| text(&row.clause.answers, |one| &one.left_out);
        "id" = "ID", 20.0, Screen, |row| Value::Text(&row.clause.id);
        "risks" = "背景のリスク", 60.0, Screen, |row| Value::Names(&row.clause.risks);
        "url" = "製品の文書", 40.0, Screen, |row| text(&row.product, |one| &one.url);
        "product_id" = "製品 ID", 24.0, Hidden, |row| text(&row.product, |one| &one.product.id);
        "measure_ids" = "措置 ID", 24.0, Hidden, |row| Value::Lines(&row.clause.measure_ids);
        "risk_ids" = "リスク ID", 24.0, Hidden, |row| Value::Lines(&row.clause.risk_ids);
    };

    fn group(&self) -> &str {
        &self.clause.id
    }
}

impl ControlMapping {
    /// Returns the columns of the table of clauses: those of answers only where a worklist is in use.
    pub(super) fn clause_columns(&self) -> Vec<&'static Column<ClauseRow>> {
        let has_answers = self.worklist.is_some();
        ClauseRow::COLUMNS.iter().filter(|column| has_answers || !ANSWERS.contains(&column.key)).collect()
    }
}

impl Row for RiskRow {
    const KEY: &'static str = "risks";
    const NAME: &'static str = "リスク";
    const FROZEN: u16 = 2;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "category" = "分類", 8.5, Printed, |row| Value::Text(&row.risk.category);
        "title" = "リスク", 13.5, Printed, |row| Value::Text(&row.risk.title);
        "scenario" = "シナリオ", 26.0, Once, |row| Value::Text(&row.risk.scenario);
        "measures" = "Microsoft がすること", 18.0, Once, |row| Value::Lines(&row.risk.measures);
        "function" = "働き", 5.0, Printed, |row| named(&row.product, |one| one.function.map(|one| (one.code(), one.name())));
        "strength" = "強さ", 4.5, Printed, |row| named(&row.product, |one| one.strength.map(|one| (one.code(), one.name())));
        "product" = "利用者が使う製品", 15.0, Printed, |row| text(&row.product, |one| &one.product.name);
        "how" = "どう低減するか", 21.0, Printed, |row| how(&row.stated, row.product.as_ref().map(|one| one.how.as_str()));
        "residual" = "残ること", 19.0, Once, |row| Value::Text(&row.risk.residual);
        "clauses" = "関わる条項", 31.0, Once, |row| Value::Lines(&row.risk.clauses);
        "unverified" = "未照合", 4.5, Printed, |row| Value::Flag(row.risk.is_unverified, UNVERIFIED);
        "source" = "出典", 34.0, Screen, |row| text(&row.stated, |one| &one.source);
        "id" = "ID", 26.0, Screen, |row| Value::Text(&row.risk.id);
        "url" = "製品の文書", 40.0, Screen, |row| text(&row.product, |one| &one.url);
        "product_id" = "製品 ID", 24.0, Hidden, |row| text(&row.product, |one| &one.product.id);
        "measure_ids" = "措置 ID", 24.0, Hidden, |row| Value::Lines(&row.risk.measure_ids);
        "clause_ids" = "条項 ID", 24.0, Hidden, |row| Value::Lines(&row.risk.clause_ids);
    };

    fn group(&self) -> &str {
        &self.risk.id
    }
}

impl Row for ProductRow {
    const KEY: &'static str = "products";
    const NAME: &'static str = "製品から引く";
    const FROZEN: u16 = 2;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "family" = "系列", 14.0, Printed, |row| Value::Text(&row.product.family);
        "product" = "製品", 26.0, Printed, |row| Value::Text(&row.product.name);
        "kind" = "種別", 6.5, Printed, |row| named(&row.target, |one| Some((one.kind.code(), one.kind.name())));
        "group" = "ガイドライン・分類", 14.0, Printed, |row| text(&row.target, |one| &one.group);
        "label" = "番号", 13.0, Printed, |row| text(&row.target, |one| &one.label);
        "title" = "題", 40.0, Printed, |row| text(&row.target, |one| &one.title);
        "tie" = "役割・働き", 10.0, Printed, |row| text(&row.target, |one| &one.tie);
        "how" = "どう役立つか", 44.0, Printed, |row| text(&row.target, |one| &one.how);
        "licences" = "エディション", 90.0, Screen, |row| Value::Names(&row.product.licences);
        "product_id" = "製品 ID", 26.0, Screen, |row| Value::Text(&row.product.id);
        "id" = "条項・リスクの ID", 26.0, Screen, |row| text(&row.target, |one| &one.id);
    };

    fn group(&self) -> &str {
        &self.product.id
    }
}

impl Row for MeasureRow {
    const KEY: &'static str = "measures";
    const NAME: &'static str = "措置と監査報告";
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "title" = "措置", 16.0, Printed, |row| Value::Text(&row.measure.title);
        "does" = "Microsoft がすること", 31.5, Once, |row| Value::Text(&row.measure.does);
        "remains" = "利用者に残ること", 22.0, Once, |row| Value::Text(&row.measure.remains);
        "azure" = "対応 Azure", 6.5, Printed, |row| service(&row.measure.availability, Service::Azure);
        "microsoft_365" = "対応 M365", 6.5, Printed, |row| service(&row.measure.availability, Service::Microsoft365);
        "dynamics_365" = "対応 D365", 6.5, Printed, |row| service(&row.measure.availability, Service::Dynamics365);
        "power_platform" = "対応 PP", 6.5, Printed, |row| service(&row.measure.availability, Service::PowerPlatform);
        "report" = "監査報告", 15.0, Printed, |row| text(&row.report, |one| &one.title);
        "controls" = "統制の番号", 21.0, Printed, |row| lines(&row.report, |one| &one.controls);
        "access" = "公開の形", 10.0, Printed, |row| text(&row.report, |one| &one.access);
        "obtain" = "入手", 19.0, Printed, |row| text(&row.report, |one| &one.obtain);
        "unverified" = "未照合", 4.5, Printed, |row| Value::Flag(row.measure.is_unverified, UNVERIFIED);
        "clauses" = "関わる条項", 60.0, Screen, |row| Value::Lines(&row.measure.clauses);
        "risks" = "関わるリスク", 60.0, Screen, |row| Value::Names(&row.measure.risks);
        "url" = "報告のページ", 40.0, Screen, |row| text(&row.report, |one| &one.url);
        "id" = "ID", 24.0, Screen, |row| Value::Text(&row.measure.id);
        "report_id" = "報告 ID", 24.0, Hidden, |row| text(&row.report, |one| &one.id);
        "clause_ids" = "条項 ID", 24.0, Hidden, |row| Value::Lines(&row.measure.clause_ids);
        "risk_ids" = "リスク ID", 24.0, Hidden, |row| Value::Lines(&row.measure.risk_ids);
    };

    fn group(&self) -> &str {
        &self.measure.id
    }
}

impl Row for EditionRow {
    const KEY: &'static str = "editions";
    const NAME: &'static str = "収めている版";
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "name" = "版", 24.0, Printed, |row| Value::Text(&row.name);
        "title" = "ガイドライン", 58.0, Printed, |row| Value::Text(&row.title);
        "publisher" = "発行", 16.0, Printed, |row| Value::Text(&row.publisher);
        "published" = "公表", 11.0, Printed, |row| Value::Text(&row.published);
        "clauses" = "条項", 7.0, Printed, |row| Value::Number(row.clauses);
        "unverified" = "未照合", 7.0, Printed, |row| Value::Number(row.unverified);
        "notice" = "いまの版", 43.0, Printed, |row| Value::Text(&row.notice);
        "url" = "公式のページ", 34.0, Screen, |row| Value::Text(&row.url);
        "id" = "ID", 10.0, Screen, |row| Value::Text(&row.id);
    };

    fn group(&self) -> &str {
        &self.id
    }
}

impl Row for WordRow {
    const KEY: &'static str = "words";
    const NAME: &'static str = "語の意味";
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "word" = "語", 24.0, Printed, |row| Value::Text(&row.word);
        "meaning" = "意味", 58.0, Printed, |row| Value::Text(&row.meaning);
    };

    fn group(&self) -> &str {
        &self.word
    }
}

fn text<T>(from: &Option<T>, of: fn(&T) -> &str) -> Value<'_> {
    from.as_ref().map_or(Value::None, |one| Value::Text(of(one)))
}

/// Returns how something helps, in the words of whoever says so.
fn how<'a>(stated: &'a Option<Stated>, ours: Option<&'a str>) -> Value<'a> {
    stated.as_ref().map(|one| one.says.as_str()).or(ours).map_or(Value::None, Value::Text)
}

fn named<T>(from: &Option<T>, of: fn(&T) -> Option<(&'static str, &'static str)>) -> Value<'_> {
    from.as_ref().and_then(of).map_or(Value::None, |(code, name)| Value::Named(code, name))
}

fn status(answers: Option<&ClauseAnswers>) -> Value<'_> {
    answers.map_or(Value::None, |one| {
        one.status.map_or(Value::Named("", NOT_COUNTED), |status| Value::Named(status.code(), status.name()))
    })
}

fn verdict(answers: Option<&ClauseAnswers>) -> Value<'_> {
    let verdict = answers.and_then(|one| one.verdict);
    verdict.map_or(Value::None, |verdict| Value::Named(verdict.code(), verdict.name()))
}

fn lines<T>(from: &Option<T>, of: fn(&T) -> &Vec<String>) -> Value<'_> {
    Value::Lines(from.as_ref().map_or(&[][..], |one| of(one)))
}

fn names<T>(from: &Option<T>, of: fn(&T) -> &Vec<String>) -> Value<'_> {
    Value::Names(from.as_ref().map_or(&[][..], |one| of(one)))
}

fn share(share: Option<CloudShare>) -> Value<'static> {
    share.map_or(Value::None, |share| Value::Named(share.code(), share.name()))
}

fn service(availability: &[ServiceAvailability], service: Service) -> Value<'static> {
    in_service(availability, service).map_or(Value::None, |status| Value::Named(status.code(), status.name()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::testing::sample;
    use super::*;

    fn assert_sound<R: Row>(columns: &[&'static Column<R>]) {
        let name = R::NAME;
        let (keys, titles): (HashSet<_>, HashSet<_>) = columns.iter().map(|one| (one.key, one.title)).unzip();
        assert_eq!((keys.len(), titles.len()), (columns.len(), columns.len()), "{name}: keys and titles are unique");
        let place = |one: &&'static Column<R>| (!one.place.is_printed(), one.place == Place::Hidden);
        assert!(columns.is_sorted_by_key(place), "{name}: what is printed stands first");
        let is_key = |one: &&'static Column<R>| one.place == Place::Printed;
        assert!(
            columns.iter().take(R::FROZEN.into()).all(is_key),
            "{name}: each row can be told by what stays in sight"
        );
        let is_key = |key: &str| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        assert!(columns.iter().all(|one| is_key(one.key) && !one.title.is_empty() && one.width > 0.0), "{name}");
        assert!(
            columns.iter().any(|one| one.key == "id") || R::KEY == "words",
            "{name}: a record can be told by its id"
        );
    }

    #[test]
    fn every_table_is_sound() {
        assert_sound(&sample(true).clause_columns());
        assert_sound(&RiskRow::columns());
        assert_sound(&ProductRow::columns());
        assert_sound(&MeasureRow::columns());
        assert_sound(&EditionRow::columns());
        assert_sound(&WordRow::columns());
        assert!(ANSWERS.iter().all(|key| ClauseRow::COLUMNS.iter().any(|column| column.key == *key)));
    }
}
