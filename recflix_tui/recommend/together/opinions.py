"""What each of those who watch together would say of a title."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.words import FEW, Says, says, sentence


@dataclass(frozen=True)
class Opinion:
    """What one of them would say of a title."""

    name: str
    """Who says it."""
    says: Says
    """What they would say; `Says.SEEN` where they have seen it."""
    stars: float
    """What is to be expected of them, also where they have seen it."""
    doubt: float | None
    """Its standard deviation in stars; None where it is not known."""
    rating: float | None
    """What they gave it, in stars; None where they rated it not."""
    unknown: bool = False
    """Whether they rated too few titles for anything to be said of their taste."""

    @property
    def sentence(self) -> str:
        """`Vera would love it`."""
        return sentence(self.name, self.says, self.rating, self.unknown)


def opinions(company: Company, item: int) -> tuple[Opinion, ...]:
    """What each would say of a title, in the order of the company; how sure that is goes by what
    `Taste.weigh` was asked for."""
    scale = company.dataset.scale
    found = []
    for place, member in enumerate(company.members):
        taste = member.taste
        stars, doubt = float(company.stars[place, item]), taste.uncertainty(item)
        word = Says.SEEN
        if item not in member.seen:
            word = says(stars, doubt, len(taste.ratings), scale)
        rating = taste.activity.ratings.get(item)
        unknown = len(taste.ratings) < FEW
        found.append(Opinion(member.name, word, stars, doubt, rating, unknown))
    return tuple(found)
