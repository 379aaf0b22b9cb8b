//! Finds files of one package that need each other in a circle. A module and the modules below it may.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::source::{Source, Use, before_tests, code_only, modules, uses};

type Module = Vec<String>;

/// Returns each circle once, as the paths of its files in order. The `use` lines say who needs whom; those of tests do
/// not count.
pub fn circles(sources: &[Source]) -> Vec<String> {
    // `main.rs` is a crate of its own, above the library.
    let sources = || sources.iter().filter(|source| source.path != "main.rs");
    let paths: BTreeMap<Module, &str> = sources().map(|source| (modules(&source.path), source.path.as_str())).collect();
    let uses: BTreeMap<Module, Vec<Use>> =
        sources().map(|source| (modules(&source.path), uses(&code_only(before_tests(&source.text))))).collect();
    let mut needs: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, uses_of) in &uses {
        let targets = uses_of.iter().filter_map(|name| file_of(absolute(module, &name.steps)?, &uses));
        let others = targets.filter(|target| !target.starts_with(module) && !module.starts_with(target));
        needs.insert(module, others.collect());
    }
    let mut found: BTreeMap<BTreeSet<&Module>, String> = BTreeMap::new();
    for module in uses.keys() {
        if let Some(circle) = shortest_way_back(module, &needs) {
            let names: Vec<&str> = circle.iter().map(|step| paths[*step]).collect();
            found.entry(circle.iter().copied().collect()).or_insert_with(|| names.join(" → "));
        }
    }
    found.into_values().collect()
}

/// Returns a path from the root of the package; none if it leads to another crate.
fn absolute(module: &Module, steps: &[String]) -> Option<Module> {
    let supers = steps.iter().take_while(|step| *step == "super").count();
    match steps.first()?.as_str() {
        "crate" => Some(steps[1..].to_vec()),
        "self" => Some([module, &steps[1..]].concat()),
        "super" => Some([module.get(..module.len().checked_sub(supers)?)?, &steps[supers..]].concat()),
        _ => None,
    }
}

/// Returns the module of the file in which a name stands: the longest module that the path begins with, or where that
/// one takes the name from.
fn file_of(path: Module, uses: &BTreeMap<Module, Vec<Use>>) -> Option<Module> {
    let length = (0..=path.len()).rev().find(|length| uses.contains_key(&path[..*length]))?;
    let (module, rest) = (path[..length].to_vec(), &path[length..]);
    let passes_on = |name: &&Use| name.is_public && name.steps.len() > 1 && name.steps.last() == rest.first();
    let Some(passed_on) = uses[&module].iter().find(passes_on) else { return Some(module) };
    // A name without `self` or `crate` is of a module below, or of another crate.
    let below = [module.clone(), passed_on.steps.clone()].concat();
    let target = absolute(&module, &passed_on.steps).unwrap_or(below);
    // What a module passes on from another crate stands in itself.
    if target == path { Some(module) } else { file_of(target, uses) }
}

/// Returns the shortest circle through a module, if there is one, beginning with it.
fn shortest_way_back<'a>(
    start: &'a Module,
    needs: &'a BTreeMap<&'a Module, BTreeSet<Module>>,
) -> Option<Vec<&'a Module>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in needs.get(way.last()?).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push_back([way.as_slice(), &[next]].concat());
            }
        }
    }
    None
}
