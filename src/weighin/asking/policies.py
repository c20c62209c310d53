"""By what rules a round-up names its panelists, and lets them see what became of their words. The record says them too."""

from weighin.record.asking import Approval, Attribution

__all__ = ["Approval", "Attribution"]
