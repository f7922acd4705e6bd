"""The two themes: one accent, green and red only for more and less, grey for what can wait."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

DARK = Theme(
    name="recflix-dark",
    primary="#f5b83d",
    secondary="#8b949e",
    accent="#f5b83d",
    warning="#f5b83d",
    error="#ff7b72",
    success="#7ee787",
    foreground="#f0f3f6",
    background="#0d1117",
    surface="#161b22",
    panel="#161b22",
    dark=True,
    variables={
        "muted": "#8b949e",
        "focus": "#21262d",
        "hover": "#1b2028",
        "track": "#30363d",
        "more": "#7ee787",
        "less": "#ff7b72",
        "block-cursor-background": "#21262d",
        "block-cursor-foreground": "#f0f3f6",
        "input-selection-background": "#f5b83d 35%",
        "scrollbar": "#30363d",
        "scrollbar-hover": "#484f58",
        "scrollbar-active": "#f5b83d",
        "scrollbar-background": "#0d1117",
        "scrollbar-background-hover": "#0d1117",
        "scrollbar-background-active": "#0d1117",
        "scrollbar-corner-color": "#0d1117",
    },
)

LIGHT = Theme(
    name="recflix-light",
    primary="#9a6700",
    secondary="#59636e",
    accent="#9a6700",
    warning="#9a6700",
    error="#cf222e",
    success="#1a7f37",
    foreground="#1f2328",
    background="#ffffff",
    surface="#f6f8fa",
    panel="#f6f8fa",
    dark=False,
    variables={
        "muted": "#59636e",
        "focus": "#eaeef2",
        "hover": "#f0f3f6",
        "track": "#d1d9e0",
        "more": "#1a7f37",
        "less": "#cf222e",
        "block-cursor-background": "#eaeef2",
        "block-cursor-foreground": "#1f2328",
        "input-selection-background": "#9a6700 35%",
        "scrollbar": "#d1d9e0",
        "scrollbar-hover": "#afb8c1",
        "scrollbar-active": "#9a6700",
        "scrollbar-background": "#ffffff",
        "scrollbar-background-hover": "#ffffff",
        "scrollbar-background-active": "#ffffff",
        "scrollbar-corner-color": "#ffffff",
    },
)

THEMES = (DARK, LIGHT)

_NEARLY_GREY = 24  # the most that the channels of a ground may differ


def themes_for(color_system: str | None) -> tuple[Theme, ...]:
    """The themes as a terminal can show them ("truecolor", "256", ...).

    With 256 colours the bluish grounds would all fall on black: there they are plain greys,
    of which that palette has enough to tell tile, focus and background apart.
    """
    if color_system == "truecolor":
        return THEMES
    return tuple(_grounds_grey(theme) for theme in THEMES)


def _grounds_grey(theme: Theme) -> Theme:
    return replace(
        theme,
        background=_grey(theme.background or ""),
        surface=_grey(theme.surface or ""),
        panel=_grey(theme.panel or ""),
        variables={name: _grey(colour) for name, colour in theme.variables.items()},
    )


def _grey(colour: str) -> str:
    """A nearly grey `#rrggbb` without its tint; any other colour as it is."""
    if len(colour) != 7:
        return colour
    channels = bytes.fromhex(colour[1:])
    if max(channels) - min(channels) > _NEARLY_GREY:
        return colour
    return "#" + f"{round(sum(channels) / 3):02x}" * 3
