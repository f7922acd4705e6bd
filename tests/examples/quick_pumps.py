"""Textual's message pumps with less to do: a message's handlers are looked up once a test."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Generic

from textual.message import Message
from textual.message_pump import MessagePump, _MessagePumpMeta

Handlers = tuple[tuple[type, Any], ...]

_handlers_slowly = MessagePump._get_dispatch_methods

_known: dict[tuple[type, str, type[Message]], Handlers | None] = {}
"""By class of pump, handler's name and class of message: the functions that handle it, each with
whose it is; None where that hangs on more than these three."""


def forget_handlers() -> None:
    """Look them up anew from here on."""
    _known.clear()


def set_and_forget(cls: type, name: str, value: object) -> None:
    """How an attribute of a class of pumps is set: it may be a handler that a test patches."""
    type.__setattr__(cls, name, value)
    _known.clear()


def delete_and_forget(cls: type, name: str) -> None:
    """How an attribute of a class of pumps is taken away, likewise."""
    type.__delattr__(cls, name)
    _known.clear()


def _handlers(pump: type, name: str, message: type[Message]) -> Handlers | None:
    found: list[tuple[type, Any]] = []
    for cls in pump.__mro__:
        if cls is object or cls is Generic:
            continue
        own = vars(cls)
        decorated = own.get("_decorated_handlers") or {}
        # Nobody tells when an attribute of a class that is no pump's is set.
        if not isinstance(cls, _MessagePumpMeta) or not decorated.keys().isdisjoint(
            message.__mro__
        ):
            return None
        method = own.get(f"_{name}") or own.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((cls, method))
    return tuple(found)


def known_handlers(
    self: MessagePump, method_name: str, message: Message
) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
    """What `MessagePump._get_dispatch_methods` yields."""
    key = type(self), method_name, type(message)
    if key not in _known:
        _known[key] = _handlers(*key)
    if (handlers := _known[key]) is None:
        yield from _handlers_slowly(self, method_name, message)
        return
    for cls, method in handlers:
        if message._no_default_action:
            return
        yield cls, method.__get__(self, cls)
