"""What a lesson tells at each step: everyday words, the person's own numbers, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recflix_tui.screens.factors.factors_words import end_name
from recflix_tui.screens.matrix.matrix_words import percent
from recflix_tui.text import counted
from recflix_tui.widgets.cells import UNPARTED, shorten_title
from recflix_tui.widgets.pictures.figures import hundredths, signed, two_digits

if TYPE_CHECKING:
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.lab.lesson.guess import Guess
    from recflix_tui.lab.lesson.row_change import RowChange
    from recflix_tui.screens.lesson.loading import Followed

SHORT_NAME = 28  # cells of a title where words are short
NO_BIAS = 5  # hundredths of a star, below which a bias is as good as none
MOST_NAMED = 3  # titles of a row
Ways = Sequence[str]


def rating_words(followed: Followed) -> Ways:
    """The rating itself."""
    lesson = followed.lesson
    name, stars = followed.title(lesson.item), counted_stars(lesson.stars)
    others = lesson.n_own - 1
    kept = f"kept with {counted(others, 'other rating')} of yours" if others else "your first"
    return (
        f"You gave {name} {stars}. That is all you did: one number, {kept}. Follow it through the "
        "product: what it meets, what it teaches, and what you see change because of it. The "
        "numbers are your own.",
        f"You gave {name} {stars}: one number, {kept}. Follow it to all that it changes; the "
        "numbers are your own.",
        f"You gave {brief(name)} {stars}: one number. Follow it to all that it changes.",
    )


def cell_words(followed: Followed) -> Ways:
    """The cell that it fills."""
    lesson, size = followed.lesson, followed.lesson.size
    name, empty = followed.title(lesson.item), together(percent(size.sparsity))
    row = f"{lesson.n_own:,} of the {size.n_titles:,}"
    return (
        f"Everybody's ratings are one matrix: a row for each of {size.n_people:,} people, a column "
        f"for each of {size.n_titles:,} titles. Your {lesson.stars:g} fills one cell, where the "
        f"row of {followed.name} meets the column of {name}. Of your row {row} cells are filled, "
        f"of the whole {empty} are empty. To guess what would stand in them is all that a "
        "recommender does.",
        f"All ratings are one matrix: a row a person, a column a title. Your {lesson.stars:g} "
        f"fills the cell where you meet {brief(name)}: one of {lesson.n_own:,} in your row of "
        f"{size.n_titles:,}. {empty} of all cells are empty, and have to be guessed.",
        f"A row a person, a column a title: your {lesson.stars:g} fills one cell. {empty} of all "
        "are empty, and have to be guessed.",
    )


def error_words(followed: Followed) -> Ways:
    """How far the guess from the other ratings was off."""
    lesson = followed.lesson
    name, before, after = followed.title(lesson.item), lesson.without, lesson.with_it
    was, left = off(lesson.stars, before), off(lesson.stars, after)
    asked, bent = from_others(lesson.n_own - 1), bent_words(followed)
    return (
        f"What would the model have guessed here, had you not told it? {asked}: {guessed(before)}. "
        f"You gave {name} {lesson.stars:g}, so it was off by {was}: that is its error, and all "
        f"learning is to make errors smaller. With your rating taken in it predicts "
        f"{guessed(after)}, and the error that this cell shows is {left}.{bent}",
        f"{asked} the model guessed {guessed(before)} here. You gave {lesson.stars:g}: its error "
        f"was {was}. With your rating taken in it predicts {guessed(after)}, and the error left, "
        f"as this cell shows, is {left}.{bent}",
        f"{asked} it guessed {guessed(before)}; you gave {lesson.stars:g}: error {was}. With yours "
        f"taken in {guessed(after)}: {left}.{bent}",
        f"{asked} it guessed {guessed(before)}; you gave {lesson.stars:g}: error {was}. With yours "
        f"{guessed(after)}: {left}.",
    )


def sum_words(followed: Followed) -> Ways:
    """The guess as mean, biases and factors: what a bias is."""
    lesson, guess = followed.lesson, followed.lesson.without
    name, total = followed.title(lesson.item), two_digits(guess.total)
    mean, yours, its = (hundredths(x) for x in (guess.mean, guess.user_bias, guess.item_bias))
    meets = signed(hundredths(guess.total) - mean - yours - its)
    own, title = signed(yours), signed(its)
    you = f"you give {beside(yours)} others"
    it = f"it is given {beside(its)} others"
    without = "without your rating of it"
    return (
        f"That guess, {without}, was a sum: {two_digits(guess.mean)}, the mean of all ratings; "
        f"{own}, your bias: {you}, whatever the title; {title}, the bias of {name}: {it}, whoever "
        f"rates; and {meets} from the factors, where your taste meets what the title is like. "
        f"Together {total}. Biases know nothing of taste, and yet are most of what a model knows.",
        f"That guess, {without}, is a sum: {two_digits(guess.mean)} mean of all, {own} your bias "
        f"({you}), {title} its bias ({it}), {meets} factors: where your taste meets the title. "
        f"Together {total}.",
        f"The guess is a sum: {two_digits(guess.mean)} mean of all, {own} your bias ({you}), "
        f"{title} its bias ({it}), {meets} factors: where your taste meets the title. Together "
        f"{total}.",
        f"A sum: mean {two_digits(guess.mean)}, your bias {own} ({you}), its bias {title}, "
        f"factors {meets}: {total}.",
    )


def nudge_words(followed: Followed) -> Ways:
    """The step of stochastic gradient descent."""
    lesson, nudge = followed.lesson, followed.lesson.nudge
    at = nudge.farthest
    (p, p_after), q = (float(side[at]) for side in nudge.row), float(nudge.column[0][at])
    error, (was, then) = signed(hundredths(nudge.error)), nudge.predicted
    is_own = lesson.solver in ("sgd", "")
    nudges = "nudges" if is_own else "would nudge"
    spelled = f"SGD, stochastic gradient descent, {nudges}"
    other_way, brief_way = (
        ("", "")
        if is_own
        else (
            f" This model was made by {lesson.solver}, another way to learn the same numbers.",
            f" ({lesson.solver}, another way to learn them, made this model.)",
        )
    )
    rate, pull = f"{nudge.rate:g}", two_digits(nudge.pull_user)
    moved = (
        f"{small(p)} + {rate} × ({two_digits(nudge.error)} × {small(q)} − "
        f"{pull} × {small(p)}) = {small(p_after)}"
    )
    cell = arrow(was, then)
    return (
        f"How a training learns from it: {spelled} every number of your row and of the column a "
        f"little way against the error {error}. The one of yours that moves farthest: {moved}. "
        f"{rate} is the learning rate, how long a step is; {pull} is regularisation: it pulls each "
        f"number back towards 0, so that one rating is not learnt by heart. Your bias: "
        f"{changed(nudge.user_bias)}, the title's: {changed(nudge.item_bias)}. The cell: {cell}. "
        f"Then comes the next rating, and all of them again, epoch after epoch.{other_way}",
        f"{spelled} every number of your row and of the column against the error. One of yours: "
        f"{moved}. {rate} is the learning rate, {pull} regularisation, a pull to 0. The cell: "
        f"{cell}.{other_way}",
        f"SGD {nudges} each number of yours. One: {moved}; {rate} is the learning rate, {pull} "
        f"regularisation, a pull to 0. Cell: {cell}.{brief_way}",
        f"SGD {nudges} your numbers: {moved}. {rate}: learning rate, {pull}: regularisation (pulls "
        f"to 0). Cell: {cell}.{brief_way}",
        f"SGD {nudges} your row and the column: error {error} × learning rate {rate}. A number of "
        f"yours: {together(f'{small(p)} → {small(p_after)}')}. The cell: {cell}.{brief_way}",
        f"SGD {nudges} your row and the column: error {error} × rate {rate}. The cell: {cell}."
        f"{brief_way}",
    )


def factor_words(followed: Followed) -> Ways:
    """Folding in, and the factor that it moved."""
    move, card = followed.lesson.factor, followed.card
    folds = (
        "RecFlix waits for no training: it solves for your whole row at once, the titles held "
        "still (folding in)."
    )
    biases = (followed.lesson.without.user_bias, followed.lesson.with_it.user_bias)
    was, then = (signed(hundredths(bias)) for bias in biases)
    bias = f" Your bias: {together(f'{was} → {then}')}."
    if move is None or card is None:
        return (f"{folds}{bias} This model has no factor that it moved.",)
    side = move.after - move.before
    stood = arrow(move.before, move.after)
    ends, brief_ends = (f"{name(card, -1)} ◂▸ {name(card, 1)}" for name in (end_name, brief_end))
    rating = f"{followed.lesson.stars:g} for {brief(followed.title(followed.lesson.item))}"
    return (
        f"{folds}{bias} Your row says how far your taste lies to either end of each hidden factor. "
        f"Your {rating} moved your predictions most along factor {card.number}, {ends}: you stood "
        f"at {two_digits(move.before)} and stand at {two_digits(move.after)}, further towards "
        f"{end_name(card, side)}; 1 is what people usually differ by. [ and ] slide it, to see "
        "what follows.",
        f"{folds}{bias} Your {rating} moved you most along factor {card.number}, {brief_ends}: "
        f"{stood}, towards {brief_end(card, side)}.",
        f"{folds}{bias} You moved most along factor {card.number}, {brief_ends}: {stood}, towards "
        f"{brief_end(card, side)}.",
        f"{folds}{bias} Factor {card.number} moved you most: {stood}, towards "
        f"{brief_end(card, side)}.",
        f"Your row is solved at once (folding in). Factor {card.number} moved you most: {stood}.",
    )


def prediction_words(followed: Followed) -> Ways:
    """The prediction that changed most."""
    lesson, move = followed.lesson, followed.lesson.title
    if move is None:
        return ("No prediction of a title that enough people rated moved.",)
    name, rated = followed.title(move.item), followed.title(lesson.item)
    before, after = two_digits(move.before), two_digits(move.after)
    long = (
        f"A prediction is your row times a title's column, so another row is another prediction "
        f"of every title. Of those that enough people rated {name} moved most: {before} without "
        f"your {lesson.stars:g} for {rated}, {after} with it, as its page says."
    )
    return (
        f"{long} The bar of {rated} here is another figure: its share of the sum as it is; without "
        "that rating the others would carry some of it.",
        f"{long} Nobody rated it anew.",
        f"Another row is another prediction of every title. {name} moved most: {before} without "
        f"your {lesson.stars:g} for {brief(rated)}, {after} with it, as its page says.",
        f"Every prediction moved; {brief(name)} most: {before} → {after}.",
    )


def row_words(followed: Followed) -> Ways:
    """The row of Home that changed."""
    lesson, row = followed.lesson, followed.lesson.row
    end = "That is what happens when you rate."
    order = (
        "predictions in order"
        if followed.snapshot.choice is None
        else "first what people like you pick next and you would like"
    )
    if row is None:
        return (
            f"Home puts {order}. One rating of {lesson.n_own:,} moved no title past another: every "
            f"row is the same. {end}",
        )
    new = [heading for heading in lesson.new_rows if heading != row.title]
    also = f' "{new[0]}" is new.' if new else ""
    return tuple(
        f'Home puts {order}, so its rows follow. In "{row.title}" {what}.{more}{said}'
        for what, more, said in (
            (change_words(followed, row, MOST_NAMED), also, f" {end}"),
            (change_words(followed, row, 1), also, f" {end}"),
            (change_words(followed, row, 1), "", f" {end}"),
            (change_words(followed, row, 1), "", ""),
            (change_words(followed, row, 0), "", ""),
        )
    )


# --- parts --------------------------------------------------------------------------------------


def change_words(followed: Followed, row: RowChange, n: int) -> str:
    """`Casino came; Heat left; 3 others changed places`; up to `n` titles named of each."""
    if row.is_new:
        return f"all {len(row.came)} titles are new: the row was not there before"
    said = []
    for items, did in ((row.came, "came"), (row.left, "left")):
        named = [brief(followed.title(item)) for item in items[:n]]
        more = len(items) - len(named)
        if more:
            named.append(f"{more:,} more" if named else counted(more, "title"))
        if named:
            said.append(f"{joined(named)} {did}")
    if row.moved:
        others = "others" if said else "titles"
        said.append(f"{row.moved:,} {others} changed places")
    return "; ".join(said)


def brief_end(card: FactorCard, side: float) -> str:
    """The end of a factor on that side, by its first label alone."""
    end = card.high if side >= 0 else card.low
    return end.labels[0].name if end.labels else end_name(card, side)


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def beside(bias: int) -> str:
    """How a bias of so many hundredths stands beside others: nearly none is about what they get."""
    return "about as much as" if abs(bias) < NO_BIAS else "more than" if bias > 0 else "less than"


def together(words: str) -> str:
    """Words that no line ends between."""
    return words.replace(" ", UNPARTED)


def arrow(before: float, after: float) -> str:
    """`3.61 → 3.85`."""
    return together(f"{two_digits(before)} → {two_digits(after)}")


def counted_stars(stars: float) -> str:
    """`1 star`, `4.5 stars`."""
    return f"{stars:g} star{'' if stars == 1 else 's'}"


def brief(name: str) -> str:
    """A title where there is little room."""
    return shorten_title(name, SHORT_NAME)


def from_others(n: int) -> str:
    """What a guess without the rating comes from."""
    return f"From {counted(n, 'other rating')} of yours" if n else "From no rating of yours"


def guessed(guess: Guess) -> str:
    """`3.61`; near an end of the scale also what is shown of it: `5.12 (shown 4.83)`."""
    total, shown = two_digits(guess.total), two_digits(guess.shown)
    return total if total == shown else f"{total} (shown {shown})"


def bent_words(followed: Followed) -> str:
    """Why a guess near an end of the scale is shown as another; nothing of one that is not."""
    lesson, scale = followed.lesson, followed.snapshot.need_dataset().scale
    told = (lesson.without, lesson.with_it)
    if all(two_digits(guess.total) == two_digits(guess.shown) for guess in told):
        return ""
    within = f"{scale.low:g} to {scale.high:g}"
    return f" What is shown is bent to stay within {within}; errors are taken before that."


def off(stars: float, guess: Guess) -> str:
    """The error of a guess, signed."""
    return signed(hundredths(stars - guess.total))


def small(value: float) -> str:
    """A number of a row, so that the first digits are seen: `−0.0211`, `0.211`."""
    return f"{value:.{3 if abs(value) >= 0.1 else 4}f}".replace("-", "−")


def changed(change: tuple[float, float]) -> str:
    """`0.133 → 0.120`."""
    return together(f"{small(change[0])} → {small(change[1])}")
