//! Several writers at once, as threads and as programs, also killed ones.

mod concurrent;
mod crowd;
mod processes;
