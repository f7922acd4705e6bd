"""Textual's style sheets, applied to a widget by what held for one that looked the same before.

Which rules hold for a widget is decided by names and states alone, from the app down to it: it
is worked out once for all the apps that tests start, which look alike mostly.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Look = tuple[type[DOMNode], str | None, frozenset[str]]
"""All of a node, but for its states, that a rule can go by: class, id and style classes."""

_apply_slowly = Stylesheet.apply
_ORDER = {"first-of-type", "last-of-type", "first-child", "last-child", "empty"}


class _Candidates(Stylesheet):
    """The rules of a style sheet that may hold for nodes of one look, in their order."""

    def __init__(self, rules: list[RuleSet]) -> None:
        super().__init__()
        self._rules = rules
        self.states = sorted({state for rule in rules for state in rule.pseudo_classes})
        """The states that a rule asks for, of the node or of one above it."""
        self.known: dict[Hashable, RulesMap] = {}
        """What holds, by the looks from the app down to a node and by the states of each."""
        self._holds: RulesMap = {}

    def holding(self, path: list[DOMNode], looks: tuple[Look, ...]) -> RulesMap:
        """What holds for the last node of a path."""
        key: Hashable = looks
        if self.states:
            key = looks, *[node.has_pseudo_class(state) for node in path for state in self.states]
        if key not in self.known:
            self._holds = {}
            _apply_slowly(self, path[-1])
            self.known[key] = self._holds
        return self.known[key]

    def replace_rules(  # type: ignore[override]
        self, node: DOMNode, rules: RulesMap, animate: bool = False
    ) -> None:
        self._holds = rules

    def _process_component_classes(self, node: DOMNode) -> None:
        """Left to the style sheet, which knows the rules for them."""


_candidates: dict[tuple[int, ...], _Candidates] = {}
_of_sheet: WeakKeyDictionary[Stylesheet, tuple[object, dict[Look, _Candidates]]]
_of_sheet = WeakKeyDictionary()


def _candidates_for(sheet: Stylesheet, node: DOMNode, look: Look) -> _Candidates:
    rules_map = sheet.rules_map  # another one as soon as there are other rules
    made_of, by_look = _of_sheet.get(sheet, (None, {}))
    if made_of is not rules_map:
        by_look = {}
        _of_sheet[sheet] = rules_map, by_look
    if look not in by_look:
        named = {id(rule) for name in node._selector_names for rule in rules_map.get(name, ())}
        rules = [rule for rule in sheet.rules if id(rule) in named]
        # Those that are parsed once are kept for good: no other rule gets the same id.
        by_look[look] = _candidates.setdefault(tuple(map(id, rules)), _Candidates(rules))
    return by_look[look]


def _looks(path: list[DOMNode]) -> tuple[Look, ...]:
    return tuple([(type(node), node._id, frozenset(node._classes)) for node in path])


def apply_by_look(
    self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: dict[Any, Any] | None = None
) -> None:
    """What `Stylesheet.apply` does."""
    path = node.css_path_nodes
    looks = _looks(path)
    candidates = _candidates_for(self, node, looks[-1])
    states = candidates.states
    node._has_hover_style = "hover" in states
    node._has_focus_within = "focus-within" in states
    node._has_order_style = not _ORDER.isdisjoint(states)
    node._has_odd_or_even = "odd" in states or "even" in states
    if holding := candidates.holding(path, looks):
        self.replace_rules(node, holding, animate=animate)
    self._process_component_classes(node)


_component_node = cache(lambda component: DOMNode(classes=component))
_components: WeakKeyDictionary[DOMNode, dict[str, RulesMap]] = WeakKeyDictionary()


def components_by_look(self: Stylesheet, node: DOMNode) -> None:
    """What `Stylesheet._process_component_classes` does; styles stay for which the same holds."""
    if not (names := node._get_component_classes()):
        return
    path = node.css_path_nodes
    looks = _looks(path)
    before, held = node._component_styles.copy(), _components.setdefault(node, {})
    node._component_styles.clear()
    for name in sorted(names):
        any_such = _component_node(name)
        any_such._attach(node)
        look = DOMNode, None, frozenset({name})
        candidates = _candidates_for(self, any_such, look)
        holding = candidates.holding([*path, any_such], (*looks, look))
        if name in before and held.get(name) is holding:
            node._component_styles[name] = before[name]
            continue
        virtual = DOMNode(classes=name)
        virtual._attach(node)
        if holding:
            self.replace_rules(virtual, holding)
        node._component_styles[name], held[name] = virtual.styles, holding
    if any(before.get(name) != styles for name, styles in node._component_styles.items()):
        node.refresh()
