"""What is measured, and what it is measured on; ``python -m tests.benchmarks`` runs all of it."""
