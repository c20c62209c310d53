"""Article to record: source, blocks, marks, panel, answers, forecasts, record."""
