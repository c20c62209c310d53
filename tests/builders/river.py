"""An article of our own writing about a river, four people and two questions, to be set in any layout."""

from tests.builders.articles import page

POSTS = {
    "Tamsin Hale": "hydrologist, Wye Institute",
    "Obed Mutasa": "farmer and councillor, Ledbury",
    "Karin Ström": "insurer, Nordvik Mutual",
    "Yusuf Adan": "engineer, Severn Board",
}
WALL = {
    "Tamsin Hale": (
        "The wall will hold for another decade, as long as the silt is dredged. My own model gives it nine chances in ten.",
        "After that I would not buy a house there.",
    ),
    "Obed Mutasa": (
        "I doubt that anybody is going to pay for it. We were promised a pump in 2011 and I am still waiting for the pump.",
    ),
    "Karin Ström": (
        "Premiums are going to double before the end of next year, whatever the ministry says. I expect two firms to leave.",
        "We may be one of them.",
    ),
    "Yusuf Adan": (
        "It depends on the gauge at Upton. If it passes five metres, then the gates will be shut by Easter and my phone will not stop.",
    ),
}
STREET = {
    "Tamsin Hale": ("Yes, although slowly. My students already speak of the meadow as if it were a lake.",),
    "Obed Mutasa": ("No. People here have long memories and short tempers, and I have both.",),
    "Karin Ström": ("I think so, because no insurer in Europe will quote for that street after the spring.",),
    "Yusuf Adan": (
        "Partly. We will move the school first, then the surgery; the pub is going to stay until it floats.",
    ),
}
ASKED = {"Will the wall at Upton hold through the winter?": WALL, "Should the lower street be given up?": STREET}
INTRODUCTION = "<p>The river has been over the road eleven times since August. The Courier asked four people who know the water.</p>"
VERDICTS = ("Yes", "No", "Yes", "Unsure")


def paragraphs(said):
    return "".join(f"<p>{one}</p>" for one in said)


def article(body, *, before=INTRODUCTION):
    return page(f"{before}{body}", title="Four views of a rising river")


def each(template, said=WALL):
    """The template once for each expert, filled with who it is and what they say."""
    return "".join(
        template.format(
            name=name,
            capitals=name.upper(),
            post=POSTS[name],
            post_capitals=POSTS[name].upper(),
            initials="".join(word[0] for word in name.split()),
            given=name.split()[0],
            family=name.split()[1],
            says=paragraphs(said[name]),
            words=" ".join(said[name]),
            quoted="".join(f"<p>“{one}</p>" for one in said[name][:-1]) + f"<p>“{said[name][-1]}”</p>",
            verdict=VERDICTS[number],
            hour=10 + number,
        )
        for number, name in enumerate(POSTS)
    )


def asked(question, answer):
    """The template of a question, with that of an answer in it, once for each question."""
    return "".join(question.format(question=one, answers=each(answer, said)) for one, said in ASKED.items())
