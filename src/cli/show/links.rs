//! The links of a record that stand in no part of its page, grouped by what they mean for it.

use crate::catalog::{Direction, Neighbour, Relation};
use crate::model::{Kind, Role};

use super::super::output::Stop;
use super::ShownRecord;
use super::cloud::{self, PrintedLinks};
use super::page::{RecordPrinter, headed};

/// Prints every link that was not printed before, under the heading of its group.
pub(super) fn print(
    subject: &ShownRecord<'_>,
    printed: &mut PrintedLinks,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    print_where(subject, printed, page, |_| true)
}

/// Prints those of them that lead to a kind of record.
pub(super) fn print_kind(
    kind: Kind,
    subject: &ShownRecord<'_>,
    printed: &mut PrintedLinks,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    print_where(subject, printed, page, |neighbour| neighbour.at.kind == kind)
}

fn print_where(
    subject: &ShownRecord<'_>,
    printed: &mut PrintedLinks,
    page: &mut RecordPrinter<'_, '_>,
    wanted: impl Fn(&Neighbour) -> bool,
) -> Result<(), Stop> {
    let mut group = "";
    // What documents say stands in a part of its own.
    let told = |neighbour: &&Neighbour| neighbour.relation != Relation::Stated && wanted(neighbour);
    for neighbour in sorted(subject).iter().filter(told) {
        if printed.hold(neighbour.at) {
            continue;
        }
        let heading = heading(subject.at.kind, neighbour);
        if heading != group {
            group = heading;
            page.part(&headed(heading, is_our_view(neighbour.relation)))?;
        }
        page.item(&printed.number(neighbour.at), &cloud::name(subject.catalog, neighbour.at))?;
        // What a revision does is in its name.
        if ![subject.at.kind, neighbour.at.kind].contains(&Kind::Revision) {
            page.below("", &neighbour.reason)?;
        }
    }
    Ok(())
}

/// Returns the links so that each group stands together; groups and links keep the catalog's order.
pub(super) fn sorted(subject: &ShownRecord<'_>) -> Vec<Neighbour> {
    let mut neighbours = subject.catalog.graph().neighbours(subject.at);
    let mut order: Vec<&str> = Vec::new();
    for neighbour in &neighbours {
        let heading = heading(subject.at.kind, neighbour);
        if !order.contains(&heading) {
            order.push(heading);
        }
    }
    neighbours.sort_by_key(|neighbour| order.iter().position(|known| *known == heading(subject.at.kind, neighbour)));
    neighbours
}

/// Returns what a link means for a record of this kind.
fn heading(from: Kind, neighbour: &Neighbour) -> &'static str {
    match (from, neighbour.at.kind, neighbour.relation) {
        (Kind::Clause, Kind::Risk, _) => "背景のリスク",
        (Kind::Clause, Kind::Product, Relation::Mapping(Role::Main)) => "対応する製品(主)",
        (Kind::Clause, Kind::Product, Relation::Mapping(Role::Support)) => "対応する製品(補)",
        (Kind::Risk, Kind::Clause, _) => "対策の条項",
        (Kind::Risk, Kind::Risk, _) => "近いリスク",
        (Kind::Product, Kind::Clause, Relation::Mapping(Role::Main)) => "主に対応する条項",
        (Kind::Product, Kind::Clause, Relation::Mapping(Role::Support)) => "補って対応する条項",
        (Kind::Product, Kind::Risk, _) => "低減するリスク",
        (_, Kind::Product, Relation::Part) if neighbour.direction == Direction::Incoming => "含まれる製品",
        (_, Kind::Product, Relation::Part) => "含む機能",
        (_, Kind::Clause, Relation::Reference) if neighbour.direction == Direction::Incoming => "参照元の条項",
        (_, Kind::Clause, Relation::Reference) => "参照先の条項",
        (Kind::Clause, Kind::Clause, _) => "関連する条項",
        (_, Kind::Clause, Relation::Succession | Relation::Question) => "関わる条項",
        (_, Kind::Node, Relation::Question) => "関わる見出し",
        (Kind::Revision, Kind::Node, _) => "関わる版と章",
        (_, _, relation) => relation.name(),
    }
}

/// Whether a link is our own judgement and nobody else's.
const fn is_our_view(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Risk
            | Relation::Mapping(_)
            | Relation::Mitigation
            | Relation::Countermeasure
            | Relation::Measure
            | Relation::Theme
    )
}
