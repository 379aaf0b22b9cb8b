//! The English of what the program says: a table for each part of it, and one of the terms that several parts say.

/// The tables, for [`crate::language::provide`].
pub const TABLES: [&str; 10] = [
    include_str!("terms.tsv"),
    include_str!("catalog.tsv"),
    include_str!("search.tsv"),
    include_str!("sheet.tsv"),
    include_str!("worklist.tsv"),
    include_str!("import.tsv"),
    include_str!("export.tsv"),
    include_str!("workspace.tsv"),
    include_str!("screen.tsv"),
    include_str!("commands.tsv"),
];
