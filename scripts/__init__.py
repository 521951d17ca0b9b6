"""Start-up and test runs: what works before, or around, the app itself."""
