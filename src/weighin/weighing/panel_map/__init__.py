"""The map of a large panel as Polis draws it.

Votes are `(experts, statements)`: 1 agree, -1 disagree, 0 pass; missing is NaN and normal.
"""

from weighin.weighing.panel_map.drawing import PanelMap, draw_panel
from weighin.weighing.panel_map.grouping import Groups, Start, group_by_silhouette, silhouette_samples
from weighin.weighing.panel_map.placing import Placement, place_experts
from weighin.weighing.panel_map.statements import CommonGround, GroupVotes, Lean, Side, Standout

__all__ = [
    "CommonGround",
    "GroupVotes",
    "Groups",
    "Lean",
    "PanelMap",
    "Placement",
    "Side",
    "Standout",
    "Start",
    "draw_panel",
    "group_by_silhouette",
    "place_experts",
    "silhouette_samples",
]
