//! The products and licences in use, to be turned on and off one by one.

use crate::language::{t, tr};
use crate::model::{Licence, Product};
use crate::text::width::clip;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{Brought, GUIDE, InUse, Profile, features};

/// From this many cells on there is room for what stands beside the names.
const ROOMY: u16 = 72;

/// Adds licences, then the products of each family that is unfolded.
pub(super) fn compose(page: &mut PageBuilder, app: &App, name: &str, profile: &Profile) {
    let in_use = InUse::of_profile(&app.catalog, profile);
    let count = vec![Span::new(tr!("{count} 件 ", count = in_use.products().len()), TextRole::Title)];
    page.headline(text::desk::PRODUCTS, (name, &[]), count);
    page.aside(t(text::desk::MARKS));
    for remark in in_use.remarks() {
        page.paragraph(&remark, TextRole::Error, &[]);
    }
    page.blank();
    compose_licences(page, app, profile);
    page.blank();
    for family in families(app) {
        compose_family(page, app, &in_use, family);
    }
    if !profile.licences.is_empty() {
        page.blank();
        page.aside(t(GUIDE));
    }
}

/// Adds the licences: folded, those that the facility has.
fn compose_licences(page: &mut PageBuilder, app: &App, profile: &Profile) {
    let all: Vec<_> = app.catalog.licences().filter(|licence| !licence.free).collect();
    let is_on = |licence: &Licence| profile.licences.contains(&licence.id);
    let count = all.iter().filter(|licence| is_on(licence)).count();
    let is_open = app.desk.unfolded.contains(text::desk::LICENCES);
    let title = text::desk::family(text::desk::LICENCES, count, all.len(), is_open);
    page.row(super::deed(title, DeskDeed::Fold(text::desk::LICENCES.to_owned())), 0, Vec::new());
    for licence in all.into_iter().filter(|licence| is_open || is_on(licence)) {
        let title = format!("{} {}", super::mark(is_on(licence)), t(&licence.title));
        let brought = Brought::by(&app.catalog, licence);
        // Beside the names there is no room for a sentence.
        let brought = match brought.free {
            free if free > 0 && app.size.width >= ROOMY => {
                tr!("{count} 件(契約なし {free}) ", count = brought.all, free)
            }
            _ => tr!("{count} 件 ", count = brought.all),
        };
        let right = vec![Span::new(brought, TextRole::Quiet)];
        page.row(super::deed(title, DeskDeed::Licence(licence.id.clone())), 1, right);
    }
}

/// Returns the families in the order of the catalog.
fn families(app: &App) -> Vec<&str> {
    let mut families: Vec<&str> = Vec::new();
    for product in app.catalog.products() {
        if !families.contains(&product.family.as_str()) {
            families.push(&product.family);
        }
    }
    families
}

fn compose_family(page: &mut PageBuilder, app: &App, in_use: &InUse<'_>, family: &str) {
    let products: Vec<&Product> = app.catalog.products().filter(|product| product.family == family).collect();
    let used = products.iter().filter(|product| in_use.ids().contains(&product.id)).count();
    let is_open = app.desk.unfolded.contains(family);
    let title = text::desk::family(family, used, products.len(), is_open);
    page.row(super::deed(title, DeskDeed::Fold(family.to_owned())), 0, Vec::new());
    if !is_open {
        return;
    }
    let is_part = |product: &&&Product| products.iter().any(|other| other.id == product.parent);
    for product in products.iter().filter(|product| !is_part(product)) {
        compose_product(page, app, (in_use, product), 1);
        let parts = features(&app.catalog, product).into_iter().filter(|part| part.family == family);
        parts.for_each(|part| compose_product(page, app, (in_use, part), 2));
    }
}

fn compose_product(page: &mut PageBuilder, app: &App, (in_use, product): (&InUse<'_>, &Product), depth: usize) {
    let is_it = |one: &&crate::worklist::UsedProduct<'_>| one.product.id == product.id;
    let unused = in_use.unused().iter().find(is_it);
    let partly = in_use.partly().iter().find(is_it);
    let (mark, by) = match (in_use.product(&product.id), unused, partly) {
        (Some(used), ..) if used.is_by_hand || used.licences.is_empty() => ("[x]", used.licence_names()),
        (Some(used), ..) => ("[=]", used.licence_names()),
        (_, Some(off), _) => ("[-]", off.licence_names()),
        (.., Some(part)) => ("[~]", part.licence_names()),
        _ => ("[ ]", String::new()),
    };
    let by = clip(&by, usize::from(app.size.width) / 3, app.settings.ambiguous);
    let right = if by.is_empty() { Vec::new() } else { vec![Span::new(format!("{by} "), TextRole::Quiet)] };
    let title = format!("{mark} {}", product.title());
    page.row(super::deed(title, DeskDeed::Product(product.id.clone())), depth, right);
}
