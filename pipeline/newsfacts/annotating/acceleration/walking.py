"""The moves of spaCy's arc-eager transition system over one sentence, in Python.

>>> walk = Walk(0, [1, -1])
>>> walk.tokens() is None  # "Ayton voted": the first word is taken up unasked, since nothing else is allowed
False
>>> walk.move(LEFT, 429)  # the second becomes its head, and is taken up and reduced unasked
>>> walk.tokens() is None, walk.heads, walk.end
(True, {0: 1}, 2)
"""

from __future__ import annotations

ROLES = 8  # tokens whose features decide a move
SHIFT, REDUCE, LEFT, RIGHT, BREAK = KINDS = range(5)
STARTS, FORBIDDEN = 1, -1  # of a token: a sentence starts with it, or must not; 0 where the parser decides
_ARCS = 1 << LEFT | 1 << RIGHT


class Walk:
    """The moves from one token on until the stack is empty again, by the rules of spaCy's arc-eager system."""

    __slots__ = (
        "_breaks",
        "_left",
        "_next",
        "_origin",
        "_rebuffer",
        "_right",
        "_sent",
        "_stack",
        "_unshiftable",
        "allowed",
        "end",
        "heads",
        "labels",
    )

    def __init__(self, origin: int, sent: list[int]) -> None:
        self._origin = origin
        self._sent = sent  # whether a sentence starts, for each token
        self._stack: list[int] = []
        self._rebuffer: list[int] = []  # tokens put back, to be read before the token `_next`
        self._next = origin
        self._left: dict[int, int] = {}  # each token's latest child to the left
        self._right: dict[int, list[int]] = {}  # its children to the right
        self._breaks: set[int] = set()
        self._unshiftable: set[int] = set()
        self.heads: dict[int, int] = {}
        self.labels: dict[int, int] = {}
        self.allowed = 0
        self.end = -1  # where the next walk begins, once this one is over

    def tokens(self) -> tuple[int, ...] | None:
        """The tokens that decide the next move, one a role, and in `allowed` the kinds of move; None at the end."""
        sent, stack, rebuffer, breaks = self._sent, self._stack, self._rebuffer, self._breaks
        none = len(sent)  # stands for a token that is not there
        while True:
            if rebuffer:
                first = rebuffer[-1]
                second = rebuffer[-2] if len(rebuffer) > 1 else self._next
            else:
                first = self._next
                second = first + 1 if first < none else none
            may_break = second == first + 1 and second < none and not sent[second] and second not in breaks
            if not stack:
                if first == none or self._is_fresh(first):
                    self.end = first
                    return None
                if may_break:
                    self.allowed = 1 << SHIFT | 1 << BREAK
                    break
                self._shift()
            elif first == none or sent[first] == STARTS or first in breaks:
                if first != none and may_break:
                    self.allowed = 1 << REDUCE | 1 << BREAK
                    break
                self._reduce()
            else:
                allowed = _ARCS
                if second != none and first not in self._unshiftable:
                    allowed |= 1 << SHIFT
                if len(stack) > 1 or sent[first] != FORBIDDEN:
                    allowed |= 1 << REDUCE
                self.allowed = allowed | may_break << BREAK
                break
        left = self._left
        top = stack[-1] if stack else none
        right = self._right.get(top)
        return (
            first,
            second,
            top,
            stack[-2] if len(stack) > 1 else none,
            stack[-3] if len(stack) > 2 else none,
            left.get(first, none),
            left.get(top, none),
            right[-1] if right else none,
        )

    def _is_fresh(self, first: int) -> bool:
        """Whether nothing that was done so far bears on what comes."""
        return (
            not self._rebuffer and first != self._origin and first not in self._left and first + 1 not in self._breaks
        )

    def move(self, kind: int, label: int) -> None:
        """Make one of the allowed moves."""
        if kind == SHIFT:
            self._shift()
        elif kind == REDUCE:
            self._reduce()
        elif kind == LEFT:
            first, top = self._first(), self._stack.pop()
            if top in self.heads:
                self._right[self.heads[top]].pop()
            self.heads[top], self.labels[top] = first, label
            self._left[first] = top
            self._unshiftable.discard(first)
        elif kind == RIGHT:
            first, top = self._first(), self._stack[-1]
            self.heads[first], self.labels[first] = top, label
            self._right.setdefault(top, []).append(first)
            self._shift()
        else:
            self._breaks.add(self._first() + 1)

    def _first(self) -> int:
        return self._rebuffer[-1] if self._rebuffer else self._next

    def _shift(self) -> None:
        if self._rebuffer:
            self._stack.append(self._rebuffer.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _reduce(self) -> None:
        top = self._stack.pop()
        if top not in self.heads and self._stack:
            self._unshiftable.add(top)
            self._rebuffer.append(top)
