//! Benchmarks, named by task.

fn main() {}
