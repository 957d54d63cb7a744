"""Every number that linkage decides by, in one place.

SQL files bind them by their names in lower case (`$rare_name`). What an office may set for itself
(`[link]` in padan.toml) is not here, and how much a level of a comparison weighs is the model's.
"""

from __future__ import annotations

from typing import Any, Final

# The exact pass: rows of one NIK.
NAME_ALIKE: Final = 0.88  # similarity of names that backs a NIK, an id, or a stranger's date
DATED_NAME_ALIKE: Final = 0.75  # backs a NIK together with an equal birth date
NAME_NEARLY: Final = 0.96  # backs a NIK although the birth date is another
SURE_NAME_ALIKE: Final = 0.9
EXACT_SURE: Final = 0.9999  # probability of the same NIK with equal date and name
EXACT_LIKELY: Final = 0.998  # with one of them

# Where pairs are looked for.
USUAL_RW: Final = 0.1  # an RW counts as an RT's when given this often, of the commonest
RARE_NAME: Final = 5  # a name this few entities have may be looked for in the whole regency
KEY_LIMIT: Final = 500  # a key that more entities share than this is no key
FEW_LIMIT: Final = 15
"""The same for rules that lean on facts strangers share. A default birth date with serial 0001, a
district's favourite name, a frequent mother's name: of some 150,000 pairs found by more common keys
of such a rule alone (regencies of 12,000 households, noise 1.5 and 3), 18 weighed more than even
odds and four were linked. They were a third of all."""
KK_LIMIT: Final = 100  # more people than this are no family
PAIR_LIMIT: Final = 2_000_000_000  # about a day of scoring on two cores

# What pairs weigh.
SAMPLE_PAIRS: Final = 150_000  # random pairs for u
U_FLOOR: Final = 0.3  # pseudo-count: a level unseen in the sample is rare, not impossible
RAREST: Final = 1e-6  # a name borne by a smaller share than this counts as one borne by this share
KEEP: Final = 1e-4  # pairs less likely than this before competition do not count
EXPLAINED_BITS: Final = 8  # bits below that down to which pairs are kept, to explain them
SLACK: Final = 1e-6  # bits; sums in another order differ by less
TWICE_IN_A_LIST: Final = 0.02  # a list that names each person once seldom breaks that
ABSENT_FLOOR: Final = 0.05  # nobody is certain to be in Dukcapil

# Who is who.
LOOKALIKE: Final = 0.3  # at most: twins, and a NIK shared by two who have nothing else in common
NAME_UNLIKE: Final = 0.82  # names less similar than this are nothing alike
MOTHER_SAME: Final = 0.9  # mothers' names as similar as this are one mother's
TWIN_SERIALS: Final = 3  # serials of twins' NIKs lie this near each other
GENERATION: Final = 12  # years between a parent and a child, at least
POINTS_AT: Final = 0.5  # from here on an entity is said to point at a Dukcapil person
DETOUR: Final = 0.5  # at most: a pair that would make someone a person they are likelier not to be
LIFTED: Final = 2.0  # odds that relatives' KKs raised by more than this are their household's doing
OWNER_FLOOR: Final = 0.5  # an asset's owner is the likeliest person, if likelier than not
SIZE_LIMIT: Final = 40  # entities, that is rows or groups of rows with one NIK, that one person has
CANDIDATE_FLOOR: Final = 0.01  # pairs less likely than this are forgotten

# Ids.
TIED_NAME_ALIKE: Final = 0.85  # name by which a weak tie (KK, letter, relatives) is believed
ID_DIGITS: Final = (
    16  # hex digits of a new id: of four million people two clash once in two million
)


def by_name() -> dict[str, Any]:
    """All of them as SQL files bind them."""
    return {name.lower(): value for name, value in globals().items() if name.isupper()}
