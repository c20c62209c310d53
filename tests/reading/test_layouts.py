"""The families of layouts, one small article each, and the traps that stand in them."""

from tests.builders.articles import asked_in, left_out, page, panel_of, record_of, said_in, words_of

LABELLED = page(
    """<p>The Harbour Post asked three people who know the boats.</p>
    <ul><li>Mara Lindqvist, harbour master</li><li>Joel Abara, captain of the Tern</li><li>Ines Okafor, economist, Shore College</li></ul>
    <h2>Will the ferry run in winter?</h2>
    <p><b>Mara Lindqvist:</b> It will. The ice comes late these days.</p>
    <p><b>Joel Abara:</b> I doubt it. Who would pay for the diesel?</p><p>Nobody I know.</p>
    <p><b>Ines Okafor:</b> Perhaps on Sundays.</p>
    <h2>What will a ticket cost?</h2>
    <p><b>Lindqvist:</b> Nine crowns.</p><p><b>Okafor:</b> Twelve, I fear.</p>"""
)


def test_a_name_before_a_colon_speaks_until_the_next_one():
    assert said_in(record_of(LABELLED))[1] == (
        "Joel Abara",
        "Will the ferry run in winter?",
        "I doubt it. Who would pay for the diesel?/Nobody I know.",
    )


def test_a_surname_means_the_person_whom_the_panel_list_names():
    assert ("Ines Okafor", "What will a ticket cost?", "Twelve, I fear.") in said_in(record_of(LABELLED))


def test_somebody_who_skips_a_question_has_no_answer_to_it():
    answered = {who for who, question, _ in said_in(record_of(LABELLED)) if question == "What will a ticket cost?"}
    assert answered == {"Mara Lindqvist", "Ines Okafor"}


def test_a_rhetorical_question_inside_an_answer_asks_nobody():
    assert asked_in(record_of(LABELLED)) == ["Will the ferry run in winter?", "What will a ticket cost?"]


def test_affiliations_come_from_the_panel_list():
    assert panel_of(record_of(LABELLED))["Ines Okafor"] == "economist, Shore College"


def test_an_editors_paragraph_under_a_question_is_nobodys_answer():
    text = LABELLED.replace(
        "cost?</h2>", "cost?</h2><p>Fares rose twice last year, and the council was not amused.</p>"
    )
    assert not any("council" in words for words in words_of(record_of(text)).values())


def test_people_whom_only_the_introduction_names_explain_the_surnames_of_the_labels():
    text = page(
        """<p>We put it to Mara Lindqvist, who runs the harbour; Joel Abara, captain of the Tern; and Ines Okafor, an economist.</p>
        <h3>Will it run?</h3><p><b>Okafor:</b> Yes.</p><p><b>Abara:</b> No.</p><p><b>Lindqvist:</b> Maybe.</p>
        <h3>Why?</h3><p><b>Abara:</b> Diesel.</p><p><b>Okafor:</b> Votes.</p>"""
    )
    assert panel_of(record_of(text)) == {
        "Mara Lindqvist": "runs the harbour",
        "Joel Abara": "captain of the Tern",
        "Ines Okafor": "economist",
    }


def test_initials_are_explained_by_the_key_and_topics_are_questions():
    text = """Our season preview

Our writers: Ella Marsh (EM), Joe Prior (JP), Kwame Boateng (KB)

Champions
EM: Ashford.
JP: Redcar. Hear me out: they bought well.
KB: Ashford.

Player to watch
EM: Prado.
JP: Prado. Who else?
KB: Ask me in May.
"""
    record = record_of(text, "preview.txt")
    assert asked_in(record) == ["Champions", "Player to watch"]
    assert said_in(record)[1] == ("Joe Prior", "Champions", "Redcar. Hear me out: they bought well.")


def test_two_people_of_one_surname_are_told_apart_by_their_initials():
    text = LABELLED.replace("Joel Abara", "Ivo Okafor").replace("<b>Okafor:", "<b>I. Okafor:")
    text = text.replace("Ines Okafor", "Jane Okafor").replace("<b>I. Okafor:</b> Twelve", "<b>J. Okafor:</b> Twelve")
    assert ("Jane Okafor", "What will a ticket cost?", "Twelve, I fear.") in said_in(record_of(text))


def test_a_joint_label_makes_a_joint_answer():
    text = LABELLED.replace("<b>Okafor:", "<b>Abara and Okafor:")
    assert ("Joel Abara+Ines Okafor", "What will a ticket cost?", "Twelve, I fear.") in said_in(record_of(text))


def test_a_colon_that_follows_nobodys_name_labels_nothing():
    text = LABELLED.replace("Nine crowns.", "Nine crowns.</p><p>Remember: the ice is thin.")
    assert words_of(record_of(text))["Mara Lindqvist"].endswith("Nine crowns./Remember: the ice is thin.")


SIGNED = page(
    """<p>We asked four people who live by the water.</p>
    <p>The boats are old. They will not last.</p><p>I have said so for years.</p><p class="by">— Mara Lindqvist, harbour master</p>
    <p>Give us a bridge.</p><p class="by">— Joel and Rut Abara, innkeepers</p>
    <p>It will all come right in spring.</p><p class="by">— Dr Ines Okafor, economist, Shore College</p>""",
    head='<meta property="article:published_time" content="2024-03-01">',
)


def test_a_signature_owns_what_stands_before_it():
    said = words_of(record_of(SIGNED))
    assert said["Mara Lindqvist"] == "The boats are old. They will not last./I have said so for years."
    assert said["Ines Okafor"] == "It will all come right in spring."


def test_two_signatories_who_share_a_surname_are_two_people():
    assert words_of(record_of(SIGNED))["Joel Abara+Rut Abara"] == "Give us a bridge."


def test_a_signature_may_close_its_own_paragraph():
    text = page(
        "<p>“The boats will stop.” – Mara Lindqvist, harbour master</p><p>“Not in my time.” – Joel Abara, captain</p>"
        "<p>“It may take a decade.” – Ines Okafor, economist</p>"
    )
    assert words_of(record_of(text))["Joel Abara"] == "“Not in my time.”"


def test_a_caption_that_begins_with_a_dash_signs_the_quotation_above_it():
    text = page(
        "".join(
            f"<figure><blockquote><p>{words}</p></blockquote><figcaption>— {who}</figcaption></figure>"
            for words, who in (
                ("The boats will be electric.", "Mara Lindqvist, harbour master"),
                ("They will be fewer.", "Joel Abara, captain"),
                ("They will be late.", "Ines Okafor, economist"),
            )
        )
    )
    assert words_of(record_of(text))["Mara Lindqvist"] == "The boats will be electric."


def test_sentences_about_the_authors_may_close_their_pieces():
    text = page(
        "<h2>The tide turns</h2><p>Nobody counts the passengers. They would be surprised.</p><p><i>Mara Lindqvist is a harbour master.</i></p>"
        "<h2>Bridges, at last</h2><p>A bridge will pay for itself.</p><p><i>Joel Abara runs the Tern.</i></p>"
        "<h2>Wait and see</h2><p>The numbers are not in.</p><p><i>Ines Okafor and Ivo Brandt are economists at Shore College.</i></p>"
    )
    record = record_of(text)
    assert words_of(record)["Joel Abara"] == "A bridge will pay for itself."
    assert panel_of(record)["Joel Abara"] == "runs the Tern"
    assert "Ines Okafor+Ivo Brandt" in words_of(record)


def test_cards_of_name_post_and_answer_are_read_forwards_even_where_the_last_answer_is_short():
    text = page(
        "".join(
            f'<div class="card"><div class="name">{name}</div><div class="job">{job}</div><div class="answer"><p>{words}</p></div></div>'
            for name, job, words in (
                ("Mara Lindqvist", "Harbour master", "Yes, for two winters more, until the hull goes."),
                ("Joel Abara", "Captain", "No. By next year it will be over."),
                ("Ines Okafor", "Economist", "Never mind."),
            )
        )
    )
    record = record_of(text)
    assert words_of(record)["Ines Okafor"] == "Never mind."
    assert panel_of(record)["Mara Lindqvist"] == "Harbour master"


SAID = page(
    """<p>A study of ferries is out.</p>
    <p><b>Prof Mara Lindqvist, Professor of Shipping, Shore College, said:</b></p><p>“The trial was sound.”</p><p>“I would wait.”</p>
    <p><b>Dr Joel Abara, Reader in Tides, Bay Institute, said:</b></p><p><em>Is the sample large enough?</em></p><p>“It is.”</p>
    <p><b>Dr Ines Okafor, economist, and Ivo Brandt, engineer, Bay Institute, commented:</b></p><p>“Costs will fall.”</p>
    <p>‘Ferries in trial’ by Pole et al. is published in Boats today.</p>
    <h3>Declared interests</h3><p><b>Prof Mara Lindqvist:</b> “None.”</p><p><b>Dr Joel Abara:</b> “I own a boat.”</p>"""
)


def test_a_title_with_a_verb_of_speech_opens_the_words_of_an_expert():
    assert words_of(record_of(SAID))["Mara Lindqvist"] == "“The trial was sound.”/“I would wait.”"


def test_a_subordinate_question_stays_inside_the_statement():
    record = record_of(SAID)
    assert asked_in(record) == []
    assert words_of(record)["Joel Abara"] == "Is the sample large enough?/“It is.”"


def test_each_of_two_who_speak_together_has_a_post_of_their_own():
    assert panel_of(record_of(SAID))["Ines Okafor"] == "economist"
    assert panel_of(record_of(SAID))["Ivo Brandt"] == "engineer, Bay Institute"


def test_declared_interests_belong_to_their_panelist_and_are_no_answer():
    record = record_of(SAID)
    interests = {one.name: [interest.text for interest in one.interests] for one in record.panel}
    assert interests["Joel Abara"] == ["“I own a boat.”"]
    assert "boat" not in words_of(record)["Joel Abara"]


def test_what_follows_a_closed_quotation_is_no_part_of_it():
    assert "Ferries in trial" not in str(words_of(record_of(SAID)))


INTERVIEWS = page(
    """<h2>Mara Lindqvist</h2><p><i>Harbour master, Port Esker</i></p>
    <p><b>Will it run?</b></p><p>It will.</p><p><b>What will it cost?</b></p><p>Nine crowns.</p>
    <h2>Joel Abara</h2><p><i>Captain</i></p><p><b>Will it run?</b></p><p>[Mr Abara asked to be excused from this question.]</p>
    <p><b>What will it cost?</b></p><p>Too much.</p>
    <h2>Ines Okafor</h2><p><i>Economist</i></p><p><b>Will it run?</b></p><p><b>What will it cost?</b></p><p>I take the two together: no.</p>
    <h2>About this page</h2><p>The answers came by post.</p>"""
)


def test_questions_that_stand_again_under_each_expert_are_asked_once():
    assert asked_in(record_of(INTERVIEWS)) == ["Will it run?", "What will it cost?"]


def test_one_answer_under_two_questions_is_kept_under_the_first():
    assert ("Ines Okafor", "Will it run?", "I take the two together: no.") in said_in(record_of(INTERVIEWS))


def test_a_note_that_somebody_passed_is_left_out_and_the_next_answer_stays_in_its_place():
    record = record_of(INTERVIEWS)
    assert ("Joel Abara", "What will it cost?", "Too much.") in said_in(record)
    assert "[Mr Abara asked to be excused from this question.]" in left_out(record)


def test_a_line_in_italics_under_a_name_is_the_post():
    assert panel_of(record_of(INTERVIEWS))["Mara Lindqvist"] == "Harbour master, Port Esker"


def test_what_stands_under_another_heading_at_the_end_is_nobodys_and_is_reported():
    record = record_of(INTERVIEWS)
    assert "post" not in words_of(record)["Ines Okafor"]
    assert "The answers came by post." in left_out(record)


def test_answers_may_be_numbered_where_the_questions_stand_once():
    text = page(
        """<ol><li>Will it run?</li><li>What will it cost?</li></ol>
        <h2>Mara Lindqvist</h2><p>1. It will.</p><p>2. Nine crowns.</p><p>Ten at Easter.</p>
        <h2>Joel Abara</h2><p>Q2. Too much.</p><h2>Ines Okafor</h2><p>1 and 2. The same thing, really.</p>"""
    )
    said = said_in(record_of(text))
    assert ("Mara Lindqvist", "What will it cost?", "Nine crowns./Ten at Easter.") in said
    assert ("Joel Abara", "What will it cost?", "Too much.") in said
    assert ("Ines Okafor", "Will it run?", "The same thing, really.") in said


TRANSCRIPT = """The ferry debate

On the platform: Mara Lindqvist, harbour master; Joel Abara, captain; Ines Okafor, economist

Moderator: Welcome. Let me begin. Will the boats still run in ten years?

ML: They will.

Moderator: All of them?

ML: The good ones.

JA: Two of five.

IO: I see none.

Moderator: Thank you. And who pays for that in the end?

JA: You do.

IO: The next generation.

Moderator: We must stop there.
"""


def test_the_chair_asks_and_is_not_on_the_panel():
    record = record_of(TRANSCRIPT, "debate.txt")
    assert asked_in(record) == ["Will the boats still run in ten years?", "And who pays for that in the end?"]
    assert set(panel_of(record)) == {"Mara Lindqvist", "Joel Abara", "Ines Okafor"}


def test_a_remark_of_the_chair_leaves_the_answer_whole():
    assert words_of(record_of(TRANSCRIPT, "debate.txt"))["Mara Lindqvist"] == "They will./The good ones."


def test_predictions_each_under_a_title_of_its_own_answer_no_question():
    text = page(
        "".join(
            f"<h2>{number}. {title}</h2><p><b>{who}</b></p><p>{words}</p>"
            for number, title, who, words in (
                (1, "Boats go electric", "Mara Lindqvist, harbour master", "By spring."),
                (2, "A bridge is begun", "Joel Abara, captain", "It will never be finished."),
                (3, "Fares double", "Ines Okafor, economist", "Twice."),
                (4, "Gulls move inland", "Mara Lindqvist", "They have."),
            )
        )
    )
    record = record_of(text)
    assert asked_in(record) == []
    assert words_of(record)["Mara Lindqvist"] == "By spring./They have."


def test_a_possessive_label_opens_the_words():
    text = page(
        "<p><b>Mara Lindqvist's pick: the Tern.</b> She is fast.</p><p><b>Joel Abara's pick: the Auk.</b> Cheap.</p>"
        "<p><b>Ines Okafor's pick: neither.</b></p>"
    )
    assert words_of(record_of(text))["Joel Abara"] == "the Auk. Cheap."


def test_cards_may_name_what_each_line_is():
    text = page(
        "".join(
            f"<p><b>Expert:</b> {who}</p><p><b>Title:</b> {post}</p><p>{words}</p>"
            for who, post, words in (
                ("Mara Lindqvist", "Harbour master", "Yes."),
                ("Joel Abara", "Captain", "No."),
                ("Ines Okafor", "Economist", "It depends on the price of diesel."),
            )
        )
    )
    assert panel_of(record_of(text))["Joel Abara"] == "Captain"


def test_a_post_under_a_heading_is_nobodys_name():
    text = INTERVIEWS.replace("Harbour master, Port Esker", "Deputy Director, Port Esker")
    assert set(panel_of(record_of(text))) == {"Mara Lindqvist", "Joel Abara", "Ines Okafor"}


def test_a_key_and_its_value_under_a_name_is_an_answer_and_no_post():
    text = page(
        "".join(
            f"<p><strong>{who}</strong></p><p>Should win: {one}</p><p>Will win: {other}.</p>"
            for who, one, other in (
                ("Mara Lindqvist", "the Tern", "the Auk"),
                ("Joel Abara", "the Auk", "the Tern"),
                ("Ines Okafor", "neither", "the Auk"),
            )
        )
    )
    assert words_of(record_of(text))["Joel Abara"] == "Should win: the Auk/Will win: the Tern."


def test_a_single_question_before_the_first_label_is_asked_of_all():
    text = page(
        "<p>Three people who know the strait answer. We asked them in May.</p><p>Who should own the boats?</p>"
        "<p>Mara Lindqvist: The island.</p><p>Joel Abara: The crews.</p><p>Ines Okafor: Nobody who owns a bridge.</p>"
    )
    record = record_of(text)
    assert asked_in(record) == ["Who should own the boats?"]
    assert {question for _, question, _ in said_in(record)} == {"Who should own the boats?"}


def test_the_title_before_the_first_label_is_no_question_of_its_own():
    text = page(
        "<p>Will the ferry keep running?</p><p>Mara Lindqvist: Yes.</p><p>Joel Abara: No.</p><p>Ines Okafor: In summer.</p>"
    )
    assert asked_in(record_of(text)) == []


RUN_IN = page(
    "".join(
        f"<h3>{who}</h3><p><strong>What changes:</strong> {change}</p><p>{more}</p><p><strong>Who pays:</strong> {payer}</p>"
        for who, change, more, payer in (
            ("Mara Lindqvist", "The timetable.", "And the mood on the quay.", "Commuters."),
            ("Joel Abara", "Nothing.", "I have sailed it for years.", "The crews."),
            ("Ines Okafor", "The price.", "It was never real.", "The taxpayer."),
        )
    )
)


def test_run_in_labels_that_recur_under_each_expert_are_the_questions():
    assert asked_in(record_of(RUN_IN)) == ["What changes", "Who pays"]


def test_the_answer_to_a_run_in_label_is_the_rest_of_its_paragraph_and_what_follows():
    said = said_in(record_of(RUN_IN))
    assert ("Joel Abara", "What changes", "Nothing./I have sailed it for years.") in said
    assert ("Ines Okafor", "Who pays", "The taxpayer.") in said


UNDERLINED = """Will the ferry keep running?

What goes first?
----------------
Mara Lindqvist: The night boat.

Joel Abara: The bar.

Who ends up with the quay?
--------------------------
Ines Okafor: The bridge company.

Joel Abara: The gulls.

Mara Lindqvist: The town.

And in two years? (It is losing $3m today.)
-------------------------------------------
Joel Abara: The same.

Ines Okafor: Nothing.
"""


def test_an_underlined_question_is_asked_even_of_somebody_who_has_not_spoken_yet():
    said = said_in(record_of(UNDERLINED, "letter.txt"))
    assert ("Ines Okafor", "Who ends up with the quay?", "The bridge company.") in said
    assert ("Joel Abara", "What goes first?", "The bar.") in said


def test_a_question_may_end_in_a_remark_in_brackets():
    assert asked_in(record_of(UNDERLINED, "letter.txt"))[-1] == "And in two years? (It is losing $3m today.)"
