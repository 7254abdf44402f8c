"""What several questions share: the model made ready, verdicts, losses, evidence, scenario runs."""
