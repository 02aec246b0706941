"""The words of the figure grammar: values, vague words, qualifiers and units. Data only, policy `codebook/1`.

The bounds are those of the codebook's table 2.1; what the table leaves open is ruled here, beside its row.
"""

from __future__ import annotations

from onrecord.model.count import Qualifier

POLICY = "codebook/1"

UNITS = {w: i for i, w in enumerate("one two three four five six seven eight nine".split(), 1)}
TEENS = {
    w: i
    for i, w in enumerate("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10)
}
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SMALL = {**UNITS, **TEENS, **TENS}
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "score": 20,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}

# A pattern (spaces stand for any white space), low, high. `SCALE` words after "several" and "a few" multiply the low.
# "a few", "numerous" and "countless" are read like "several"; "multiple", "a small number" and "an unknown number" say
# no more than a plural does (2).
VAGUE: tuple[tuple[str, int, int | None], ...] = (
    ("hundreds of millions", 100_000_000, None),
    ("tens of millions", 10_000_000, None),
    ("hundreds of thousands", 100_000, None),
    ("(?:tens|dozens) of thousands", 10_000, None),
    ("(?:many|several) millions", 3_000_000, None),
    ("(?:many|several) thousands", 3_000, None),
    ("(?:many|several) hundreds", 300, None),
    ("(?:many|several) dozens", 36, None),
    ("(?:many|several) scores", 60, None),
    ("millions", 1_000_000, None),
    ("thousands", 1_000, None),
    ("hundreds", 100, None),
    ("scores", 20, None),
    ("dozens", 12, None),
    ("tens", 10, None),
    ("(?:a )?couple(?: of)?", 2, 2),
    ("(?:a|the) handful(?: of)?", 2, 6),
    ("handful of", 2, 6),
    ("(?:a|an) (?:large|great|huge|high|significant|considerable|substantial|growing|untold) number(?: of)?", 3, None),
    ("(?:large|great|huge|significant) numbers of", 3, None),
    ("(?:a|an) (?:unknown|unspecified|undetermined|undisclosed|unconfirmed|small|limited) number(?: of)?", 2, None),
    ("a number of", 3, None),
    ("quite a few", 3, None),
    ("(?:a|the) (?:good |great )?few", 3, None),
    ("several", 3, None),
    ("(?:a )?(?:great|good) many", 3, None),
    ("many", 3, None),
    ("numerous", 3, None),
    ("countless", 3, None),
    ("multiple", 2, None),
)
MULTIPLIERS = {"several": 3, "a few": 3, "few": 3, "many": 3, "a good few": 3}  # "several hundred": 300, open
SOME = 2  # "some" before a noun, without a number

# Words before the number, outermost first in the text. Each phrase may be wrapped in BOOSTERS.
LEFT: tuple[tuple[Qualifier, tuple[str, ...]], ...] = (
    (
        Qualifier.AT_LEAST,
        (
            "at (?:the very )?least",
            "(?:no|not) (?:fewer|less) than",
            "(?:a )?minimum(?: of)?",
            "at a minimum",
            "as few as",
            "≥",
        ),
    ),
    (
        Qualifier.UP_TO,
        (
            "up to",
            "as (?:many|high|much) as",
            "at (?:the )?most",
            "(?:a )?maximum(?: of)?",
            "(?:no|not) more than",
            "≤",
        ),
    ),
    (
        Qualifier.MORE_THAN,
        (
            "more than",
            "greater than",
            "higher than",
            "over",
            "above",
            "upwards? of",
            "in excess of",
            "exceed(?:s|ed|ing)?",
            "surpass(?:es|ed|ing)?",
            "top(?:s|ped|ping)",
            "(?<![<>])>",
        ),
    ),
    (
        Qualifier.NEARLY,
        (
            "nearly",
            "almost",
            "close (?:to|on)",
            "approaching",
            "nearing",
            "just (?:under|below|short of|shy of)",
            "not quite",
        ),
    ),
    (Qualifier.LESS_THAN, ("(?:fewer|less|lower) than", "under", "below", "(?<![<>])<")),
    (
        Qualifier.ABOUT,
        (
            "about",
            "around",
            "some",
            "approximately",
            "approx\\.?",
            "roughly",
            "circa",
            "c(?:a)?\\.",
            "an estimated",
            "estimated(?: at)?",
            "perhaps",
            "maybe",
            "possibly",
            "something like",
            "in the (?:region|order) of",
            "on the order of",
            "~",
            "≈",
        ),
    ),
)
BOOSTERS = "(?:(?:well|far|much|just|slightly|a little|significantly|considerably|somewhere|anywhere) )?"
FILLERS = "(?:another|(?:a|some) further|further|an additional|additional|an extra|other|a total of|a staggering)"
# "anger over 20 deaths", "asked about 20 hostages": a preposition, not a bound.
NOT_BOUND = (
    "anger|outrage|fury|uproar|outcry|grief|alarm|protest(?:s|ed|ing)?|concern(?:s|ed)?|worr(?:y|ies|ied)|charge[sd]?|"
    "arrest(?:s|ed)?|tried|trial|convicted|mourning|talk(?:s|ed|ing)?|ask(?:s|ed)?|told|know[ns]?|knew|"
    "questions?|questioned|information|details|spoke|speak(?:s|ing)?|thinking|wrote|writes|learn(?:ed|t)?|stories|"
    "story|blamed|criticism|condemnation|investigation|inquiry|dispute"
)

# Words that make the number before them something else than a count of persons or things.
PERCENT = "%|per ?cent(?:age)?\\b|pct\\b|percentage points?\\b"
CURRENCY_SIGN = "[$€£¥₪₹₺₽₴]"
CURRENCY_CODE = "USD|EUR|GBP|SAR|AED|ILS|TRY|LYD|SYP|YER|AFN|PKR|INR|Rs\\.?"
CURRENCY = (
    "dollars?|euros?|pounds?(?: sterling)?|dinars?|dirhams?|riyals?|rials?|rupees?|shekels?|liras?|lira|roubles?|"
    "rubles?|pesos?|bol[ií]var(?:e)?s?|baht|rand|kroner|kyats?|"
    "gourdes?|cordobas?|hryvnias?|yen|yuan|francs?|shillings?|afghanis?|naira|birr|cents?|"
    "US dollars?|USD|EUR|GBP|Euros?"
)
MEASURE = (
    "kilometers?|kilometres?|kms?|km/h|kph|mph|meters?|metres?|m²|m2|cm|mm|centimeters?|centimetres?|millimetres?|"
    "millimeters?|miles?|feet|foot|ft|inch(?:es)?|yards?|acres?|hectares?|ha|kilograms?|kilogrammes?|kilos?|kgs?|"
    "grams?|grammes?|tonnes?|tons?|litres?|liters?|gallons?|barrels?|megawatts?|kilowatts?|MW|kW|GB|MB|knots|"
    "nautical miles?|degrees?|°|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekends?|fortnights?|"
    "months?|years?|yrs?|decades?|centur(?:y|ies)|mornings?|evenings?|afternoons?|millennia|"
    "stor(?:e?y|eys|ies)|floors?|times|calib(?:re|er)|carats?|square (?:kilo)?met(?:re|er)s?|square miles?|"
    "light[- ]years?|working days?|calendar days?|school years?"
)
MEASURE_GLUE = "(?:(?:more|full|long|straight|consecutive|whole|extra|solid|additional|square|cubic|further) )?"
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?|"
    "JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|hundredth|thousandth"
)
DESIGNATORS = (
    "Unit|Units|Brigade|Battalion|Division|Regiment|Corps|Squadron|Channel|Article|Articles|Resolution|Highway|Route|"
    "Road|Gate|Flight|Chapter|Section|Phase|Level|Category|Type|Area|Zone|Sector|Camp|Block|Operation|Boeing|Airbus|"
    "Figure|Table|Page|Room|Ward|Line|Order|Decree|Law|Act|Bill|Protocol|Convention|Annex|Interstate|Model|Mark|Group|"
    "Pier|Terminal|Building|Hangar|Apollo|Formula|Force|TV|Square|Capital|Stage|Sky|BBC|Radio|District|Precinct|Checkpoint|Station|Base|Day|day|"
    "page|pages|article|resolution|paragraph|chapter|section|channel|flight|route|highway|number|numbers|Number|Numbers|phase|"
    "No\\.|Nos\\.|no\\.|No|Nº|№|#|pp?\\.|para\\.?|Para\\.?|version|level|category|room|gate|sector"
)
PEOPLE = (
    "people|persons?|civilians?|men|women|children|kids|boys?|girls?|babies|infants|toddlers|students?|pupils|"
    "soldiers?|troops|fighters?|militants?|rebels?|insurgents?|gunmen|militiamen|terrorists?|combatants?|police\\w*|"
    "officers?|guards?|workers?|medics?|doctors?|nurses?|journalists?|officials?|villagers?|residents?|refugees?|"
    "migrants?|prisoners?|detainees?|hostages?|families|households|victims?|casualties|dead|deaths?|killed|wounded|"
    "injured|injuries|fatalities|displaced|missing|others?|members?|Palestinians?|Syrians?|Iraqis?|Afghans?|Libyans?|"
    "Yemenis?|Israelis?|Ukrainians?|Russians?|houses?|homes?|buildings?|vehicles?|lives|souls|inhabitants|martyrs|"
    "personnel|staff|staffers?|employees|patients?|teachers?|farmers?|protesters?|demonstrators?|worshippers?|passengers?|survivors?|bodies|corpses|were|have|had|are|was"
)
KIN = (
    "sons?|daughters?|wife|husband|brothers?|sisters?|mother|father|uncles?|aunts?|cousins?|nephews?|nieces?|"
    "grand(?:mother|father|son|daughter)s?|man|woman|boy|girl|teenager|baby|infant|toddler|fiancee?|twins?|"
    "reporter|journalist|teacher|farmer|driver|student|nurse|doctor|fisherman|shepherd|resident|medic|boyfriend|"
    "girlfriend|partner|friend|neighbou?r|colleague|widow|bride|groom|pupil|schoolboy|schoolgirl|passer-by|bystander|"
    "motorist|passenger|soldier|policeman|policewoman|officer|constable|guard|sergeant|captain|villager|worker|"
    "activist|lawyer|priest|imam|pastor|suspect|attacker|gunman|shopkeeper|trader|pensioner|herder|engineer|cook"
)
NONE_NOUNS = (
    "casualt(?:y|ies)|deaths?|fatalit(?:y|ies)|injur(?:y|ies)|victims?|loss(?:es)? of (?:human )?li(?:fe|ves)|losses|"
    "wounded|dead|(?:human|civilian|military|material) (?:losses|casualties)|damage|"
    "people|persons?|civilians?|soldiers?|troops|children|women|fighters?|residents?|passengers?|worshippers?|lives|"
    "students?|police(?:men)?|officers?|staff|personnel|members?|Israelis|Palestinians|Americans|hostages?"
)
SILENT_NOUNS = "word|information|details?|figures?|toll|comment|data|confirmation|news|indication|estimate|breakdown"
CHANGE = (
    "ros|ris|climb|increas|jump|grew|grow|soar|surg|swell|swoll|went up|go(?:es|ing)? up|gone up|mount|"
    "fell|fall|drop|declin|decreas|went down|revis|rais|lower|doubl|tripl|chang|cut|reduc|up|down|updat|correct"
)
