"""Classes of words that many cues share."""

# what may stand between an auxiliary and its verb
ADVERB = (
    r"(?:(?:also|still|even|just|now|soon|then|only|simply|again|at least|at last|in the end|one day|for once|first|further|instead|in turn|once more|once again|as usual|of course|"
    r"all|each|both|either|never|ever|not|well|yet|quite|almost|too|[a-z]+ly) )"
)
# intensifiers: those of STRONG move a phrase half way to certainty, the others leave it where surveys put it
STRONG = r"(?:very|highly|extremely|most|exceedingly|overwhelmingly|vanishingly|exceptionally|deeply|hugely|wildly|supremely|much)"
DEGREE = (
    rf"(?:{STRONG}|quite|rather|pretty|fairly|so|too|increasingly|really|particularly|all that|that|at all|also|still|equally|just as|just|more|"
    r"less|distinctly|perfectly|entirely|even|somewhat|reasonably|by far the|far|eminently|extraordinarily|entirely|always|certainly|theoretically|at least)"
)
I_OR_WE = r"(?:i|we)"
MY = r"(?:my|our)"
# as `words_of` gives them: of these one stands wherever somebody speaks of oneself
FIRST_PERSON = frozenset("i i'd i'll i'm i've we we'd we'll we're we've i/we we/i".split())
# "I would", "we'd", "I do": a verb of belief may follow
I_WOULD = r"(?:i|we)(?:'d| would|'ll| will| shall|'m| am|'re| are| do| should| can| could| might|'ve| have)?(?: (?:also|still|just|even|then|now|only|rather|always|fully|quite|certainly|strongly|firmly|honestly|really|personally|[a-z]+ly)){0,2}"
DENIED = r"(?:not|n't|never|hardly|scarcely|no longer|far from|by no means|nor|less than|anything but)"
CHANCE = r"(?:chances?|prospects?|odds|likelihood|probabilit(?:y|ies)|possibilit(?:y|ies)|hopes?|risks?|danger|threat)"
