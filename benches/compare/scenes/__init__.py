"""What is measured, a file per question. Each has `measure(bench)`, which yields (title, figures)."""
