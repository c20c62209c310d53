"""Words that say what kind of thing a name is, and words that are no topic by themselves."""

FUNCTION_WORDS = frozenset(
    """twice reflect reflects a about above according across actually after again against ago albeit all almost alone along already also
    although always am amid among an and another any anybody anyone anything anyway are around as at away back
    be became because become becomes becoming been before behind being below besides best better between beyond
    both but by came can cannot certainly clearly come comes coming could course despite did do does doing done
    down during each either else enough especially etc even eventually ever every everybody everyone everything
    exactly except far few finally first firstly following for former from full further furthermore gave
    generally get gets getting give given gives giving go goes going gone got had half hardly has have having he
    hello hence her here hers herself him himself his how however i if in indeed instead into is it its itself
    just keep keeps kept knew know known knows last lastly lately later latter least less let lets like likely
    little look looks looking lot made mainly make makes making many may maybe me mean means meanwhile might
    mine more moreover most mostly mr mrs ms much must my myself near nearly need needs neither never
    nevertheless next no nobody none nor not nothing notwithstanding now obviously of off often oh ok okay on
    once one ones only onto or other others otherwise ought our ours out over own perhaps personally please
    possibly presumably probably put quite rather really regarding said same saw say saying says second secondly
    see seeing seem seemed seems seen several shall she should simply since so some somebody someone something
    sometimes somewhat soon still such sure surely take taken takes taking tell tends than thank thanks that the
    their theirs them themselves then there thereby therefore these they think third thirdly this those though
    thought three through throughout thus till to today together tomorrow too took toward towards tried truly
    try trying two typically ultimately under unfortunately unless unlike unlikely until up upon us use used
    uses usually very via want wanted wants was way we well went were what whatever when whenever where whereas
    wherever whether which whichever while who whoever whole whom whose why will with within without won would
    yes yesterday yet you your yours yourself zero able based big bigger biggest certain clear close common
    current currently different difficult due early easy entire four five six seven eight nine ten eleven twelve
    twenty hundred thousand million billion dozen final free fresh good great greater hard high higher highly
    huge important impossible interesting key large larger late long longer low lower main major minor natural
    necessary new obvious old older only open particular past possible potential present previous quick quickly
    ready real recent recently relevant right serious sharp short significant similar simple single slightly
    small smaller special strong stronger top total true unable unclear usual various vast weak weaker wide
    willing worse worst wrong young younger likeliest accept add added agree allow allowed allows appear
    appeared appears argue ask asked asks avoid began begin begins believe believes bring brings brought call
    called calls change changed choose claim claims consider continue continues decide decided depend depends
    expect expected expects fail failed fall fear feel feels fell felt find finds follow force forced forget
    found guess happen happened happens hear heard help helped helps hold holds hope imagine include including
    increase increased insist involve involves keeping lead leading learn leave leaves led left live lose lost
    meant meet met move moved moving offer pay play prove ran reach reached read remain remained remains
    remember require required requires run runs sat seek seeking send sent serve served set shift show showed
    shown shows sit speak spend spent stand stands start started stay stop stopped suggest suggests talk tell
    told turn turned understand wait waiting watch win wins wish wonder work worked working works worry write
    wrote can’t couldn’t didn’t doesn’t don’t hadn’t hasn’t haven’t he’ll he’s i’d i’ll i’m i’ve isn’t it’ll
    it’s let’s she’ll she’s shouldn’t that’s there’ll there’s they’ll they’re they’ve wasn’t we’d we’ll we’re
    we’ve weren’t afterwards beforehand altogether
    eleven thirteen fourteen fifteen sixteen seventeen eighteen nineteen thirty forty fifty sixty seventy eighty ninety
    what’s who’s won’t wouldn’t you’d you’ll you’re you’ve aren’t""".split()
)

# nouns that every panel uses whatever the subject: no topic by themselves
GENERAL_NOUNS = frozenset(
    """north south east west timing stance sphere region gain trip dozen piece presence commitment desire intention interval check post
    benefit ambition wish worry autumn box country date government official per cent player public spring summer supporter winter
    ability access action advantage advice age amount answer approach area argument aspect attempt attention average
    balance basis bit book case cause centre center century chance change charge chapter circumstance colleague
    comment comparison concern condition confidence consequence context control conversation cost couple course
    day deal debate decade decision degree detail development difference difficulty direction doubt effect
    effort element end estimate event evidence example exception excuse expectation experience expert
    explanation expression eye fact factor failure fear feeling field figure form friend front future game goal
    ground group guess half hand head hint history home hope hour house idea impact implication importance
    impression improvement instance interest issue job joke kind knowledge lack leader lesson letter level life
    likelihood limit line list look loss lot majority man manner matter meaning means measure member method
    middle mind minute model moment money month mood morning name nature need news night note nothing notion
    number object occasion odds opinion opportunity option order outcome outlook part participant party past
    path people percent percentage period person perspective picture piece place plan point policy position
    possibility practice prediction pressure principle priority probability problem process product programme
    program progress project proportion proposal prospect purpose quarter question range rate reader reality
    reason record regard relation relationship report respect response rest result risk role room round rule
    scale scenario scope season sector sense sentence sequence series share side sign signal situation size sort
    source spot stage state statement status step story strategy structure student stuff style subject success
    summer surprise system table talk task tendency term test thing thought threat time title tone topic total
    track trend trouble truth try turn type uncertainty use value variety version view voice volume wave way
    week weekend while winter woman word work world year years yesterday""".split()
)

CALENDAR = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter I Q1 Q2
    Q3 Q4 Mr Mrs Ms Dr Prof RE FW AW""".split()
)
TITLES = frozenset(
    """Prime Vice Deputy President Minister Chancellor Premier Chairman Chairwoman Chair Secretary Senator Congressman Congresswoman
    General Admiral Colonel King Queen Prince Princess Pope Judge Justice Governor Mayor Ambassador Professor
    Prof Dr Doctor Mr Mrs Ms Sir Dame Lord Lady Commissioner Director Captain Coach Comrade Marshal Speaker
    Representative""".split()
)
JOINING = frozenset("""of de del della der den van von bin ibn al el la le du da dos di ter ten""".split())
PLACE_PREPOSITIONS = frozenset(["in", "at", "near", "across", "around", "outside", "inside"])
ORGANISATIONS = frozenset(
    """academy administration agency alliance army assembly association authority bank board bureau cabinet centre
    center chamber club college commission committee company confederation congress consortium corporation
    council court department directorate federation forces foundation fund government group guard guild holdings
    house institute institution laboratory league ministry movement navy network office organisation
    organization parliament party police press society trust union university company inc ltd plc senate
    treasury society team security observatory""".split()
)
PLACES = frozenset(
    """airport bay beach bridge canal cape city coast continent county delta desert district east estuary forest gulf
    harbor harbour hill hills island islands isle lake mount mountain mountains north ocean peninsula plain port
    province region river sea south strait street town valley village west""".split()
)
UNDERTAKINGS = frozenset(
    """accord act agreement championship conference congress cup declaration election elections exhibition festival
    forum games initiative law olympics pact plan programme project prize protocol referendum resolution summit
    talks treaty war crisis crises award awards week""".split()
)
