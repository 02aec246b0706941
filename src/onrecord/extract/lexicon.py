"""The words that carry harm, persons, things and credit, with the frame each takes. Data: no behaviour but look-up.

Lemmas are lower case. The prefilter, the rules and the documentation read the same tables.
"""

from __future__ import annotations

from onrecord.model.claim import Context, Harm, Population, Unit

K, W, M, A, D = Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.ABDUCTED, Harm.DETAINED
X, S, G, Z, C = Harm.DISPLACED, Harm.SHELTERED, Harm.DAMAGED, Harm.DESTROYED, Harm.CASUALTIES


def _table(*rows: tuple[Harm, str]) -> dict[str, Harm]:
    return {word: harm for harm, words in rows for word in words.split()}


# Verbs whose object (or passive subject) is harmed. Codebook 3.1.
TRANSITIVE = _table(
    (
        K,
        "kill murder slay assassinate massacre slaughter behead lynch martyr eliminate bury neutralize neutralise execute butcher",
    ),
    (K, "electrocute strangle decapitate machinegun disembowel immolate"),
    (W, "injure wound hurt maim hospitalize hospitalise mutilate beat lacerate"),
    (A, "abduct kidnap snatch"),
    (D, "detain arrest capture imprison jail incarcerate apprehend"),
    (X, "displace uproot evict expel"),
    (G, "damage"),
    (Z, "destroy demolish raze bulldoze obliterate"),
)
# Verbs whose subject is harmed.
INTRANSITIVE = _table(
    (K, "die perish drown succumb suffocate starve"),
    (M, "disappear vanish"),
    (X, "flee"),
    (S, "shelter"),
    (G, "collapse"),
)
# verb + complement: "shot dead", "took hostage". (verb lemma, complement lemma) -> harm of the verb's object.
COMPLEMENTS = {
    ("shoot", "dead"): K, ("gun", "down"): K, ("shoot", "down"): K, ("mow", "down"): K, ("hack", "death"): K,
    ("stab", "death"): K, ("beat", "death"): K, ("burn", "death"): K, ("blow", "pieces"): K, ("crush", "death"): K,
    ("take", "hostage"): A, ("hold", "hostage"): A, ("take", "prisoner"): D, ("round", "up"): D, ("take", "captive"): A,
    ("leave", "homeless"): X, ("make", "homeless"): X, ("render", "homeless"): X, ("wipe", "out"): K,
}  # fmt: skip
# verb + object: "lost their lives", "suffered injuries", "took refuge": the subject is harmed.
SUBJECT_IDIOMS = {
    ("lose", "life"): K, ("meet", "death"): K, ("lose", "limb"): W, ("lose", "leg"): W, ("lose", "arm"): W,
    ("suffer", "injury"): W, ("suffer", "wound"): W, ("sustain", "injury"): W, ("sustain", "wound"): W,
    ("suffer", "burn"): W, ("sustain", "burn"): W, ("receive", "injury"): W, ("suffer", "suffocation"): W,
    ("suffer", "damage"): G, ("sustain", "damage"): G, ("leave", "home"): X, ("abandon", "home"): X,
    ("take", "refuge"): S, ("seek", "refuge"): S, ("take", "shelter"): S, ("seek", "shelter"): S, ("find", "shelter"): S,
    ("find", "refuge"): S, ("flee", "home"): X, ("leave", "house"): X,
}  # fmt: skip
# verb + object with "of": "claimed the lives of 12": the object's complement is harmed.
OBJECT_IDIOMS = {("claim", "life"): K, ("cost", "life"): K, ("take", "life"): K, ("cause", "death"): K}
# verb + preposition + noun: "taken to hospital", "driven from their homes", "living in shelters", "forced from home".
OBLIQUES = {
    ("take", "to", "hospital"): W, ("rush", "to", "hospital"): W, ("bring", "to", "hospital"): W,
    ("admit", "to", "hospital"): W, ("treat", "for", "injury"): W, ("treat", "for", "wound"): W,
    ("drive", "from", "home"): X, **{(v, "to", h): W for v in ("transfer", "transport", "evacuate", "airlift", "take", "rush") for h in ("hospital", "clinic")},
    ("force", "from", "home"): X, ("force", "out", "home"): X, ("drive", "out", "home"): X,
    ("live", "in", "shelter"): S, ("stay", "in", "shelter"): S, ("live", "in", "camp"): S, ("stay", "in", "camp"): S,
    ("live", "in", "tent"): S, ("house", "in", "shelter"): S, ("house", "in", "camp"): S, ("be", "in", "shelter"): S,
    ("host", "in", "shelter"): S, ("accommodate", "in", "shelter"): S, ("accommodate", "in", "school"): S,
    ("remain", "in", "shelter"): S, ("remain", "in", "camp"): S, ("be", "in", "condition"): W, ("suffer", "from", "suffocation"): W, ("suffer", "from", "injury"): W,
    ("suffer", "from", "wound"): W, ("suffer", "from", "burn"): W, ("suffer", "from", "asphyxiation"): W,
}  # fmt: skip
# "forced 300 families to flee": governing verbs that pass their object to an infinitive.
CAUSATIVES = frozenset("force cause compel prompt lead drive oblige push leave see".split())
# Predicates and bare heads: "40 dead", "were left dead", "3 missing", "unaccounted for".
STATES = {
    "dead": K, "deceased": K, "slain": K, "lifeless": K, "wounded": W, "injured": W, "hurt": W, "missing": M, "unaccounted": M,
    "homeless": X, "displaced": X, "abducted": A, "kidnapped": A, "detained": D, "killed": K, "martyred": K,
    "hospitalized": W, "hospitalised": W, "unhurt": None, "unharmed": None,
}  # fmt: skip
# Nouns that count the harmed themselves ("12 deaths") or take them with "of" ("the death of X").
NOUNS: dict[str, Harm] = {
    "death": K, "fatality": K, "killing": K, "murder": K, "assassination": K, "massacre": K, "slaying": K, "martyr": K,
    "execution": K, "martyrdom": K, "beheading": K, "passing": K,
    "injury": W, "wounding": W, "injured": W, "wounded": W, "dead": K, "deceased": K,
    "casualty": C, "abduction": A, "kidnapping": A, "hostage": A, "captive": A,
    "detention": D, "arrest": D, "capture": D, "disappearance": M,
    "displacement": X, "destruction": Z, "demolition": Z,
}  # fmt: skip
NOUNS_OF_PEOPLE = frozenset({"martyr", "hostage", "captive", "casualty", "fatality", "dead", "wounded", "injured"})
# nouns for harm that are also plain nouns of action: a figure before them counts acts, not people ("three arrests" does count)
BODIES = frozenset({"body", "corpse", "remains", "cadaver"})
TOLLS = frozenset({"toll", "count"})

_PERSONS: dict[Population | None, str] = {
    None: "person people victim resident individual inhabitant other national citizen driver passenger worker "
    "labourer laborer farmer shepherd teacher student pupil player lawyer merchant trader shopkeeper vendor worshipper "
    "worshiper pilgrim mourner protester protestor demonstrator activist politician tourist foreigner "
    "suspect bomber attacker gunman assailant hijacker kidnapper peasant miner engineer employee staff "
    "member follower supporter leader colleague neighbour neighbor friend guest bystander pedestrian motorist "
    "crew fisherman sailor migrant evacuee witness observer diplomat contractor imam cleric priest nun monk bishop pastor "
    "elder tribesman photographer cameraman singer writer professor academic brother sister cousin uncle aunt "
    "nephew niece relative parent sibling grandchild grandparent twin couple partner survivor suspect "
    "american israeli palestinian syrian iraqi libyan yemeni afghan ukrainian russian sudanese somali nigerian "
    "egyptian turk kurd iranian lebanese jordanian briton german canadian indian pakistani "
    "shiite sunni christian muslim jew alawite druze yazidi hindu",
    Population.CIVILIAN: "civilian villager noncombatant non-combatant townsperson townspeople bystander passer-by passerby shopper commuter",
    Population.COMBATANT: "soldier fighter militant rebel insurgent guerrilla guerilla troop jihadist militiaman terrorist "
    "combatant serviceman extremist recruit paratrooper marine conscript commander gunman sniper infantryman peshmerga "
    "warlord mercenary bomber attacker assailant pilot cadet airman officer rebel legionnaire islamist colonel "
    "lieutenant sergeant corporal captain major troops serviceperson servicemember",
    Population.CHILD: "child boy girl infant baby newborn toddler minor teenager kid schoolchild schoolgirl schoolboy teen "
    "youngster adolescent pupil orphan",
    Population.WOMAN: "woman mother wife daughter grandmother widow aunt sister niece policewoman female lady",
    Population.MAN: "man father husband son grandfather uncle brother nephew groom gentleman male",
    Population.HEALTH_WORKER: "doctor nurse medic paramedic physician surgeon midwife pharmacist rescuer dentist",
    Population.AID_WORKER: "volunteer humanitarian",
    Population.JOURNALIST: "journalist reporter cameraman cameramen photojournalist photographer correspondent broadcaster",
    Population.SECURITY_FORCE: "policeman policewoman police guard constable bodyguard gendarme trooper cop patrolman serviceman",
    Population.OFFICIAL: "official mayor governor minister judge magistrate prosecutor councillor councilor lawmaker senator "
    "president deputy mp ambassador diplomat politician candidate parliamentarian",
    Population.DETAINEE: "detainee prisoner inmate captive",
    Population.REFUGEE: "refugee displaced idp asylum-seeker migrant",
}
PERSONS: dict[str, tuple[Population, ...]] = {}
for _population, _words in _PERSONS.items():
    for _word in _words.split():
        PERSONS[_word] = PERSONS.get(_word, ()) + ((_population,) if _population else ())
# Modifiers that give a population: "medical workers", "government soldiers", "displaced people".
MODIFIERS: dict[str, Population] = {
    "medical": Population.HEALTH_WORKER, "health": Population.HEALTH_WORKER, "healthcare": Population.HEALTH_WORKER,
    "ambulance": Population.HEALTH_WORKER, "hospital": Population.HEALTH_WORKER, "paramedical": Population.HEALTH_WORKER,
    "aid": Population.AID_WORKER, "humanitarian": Population.AID_WORKER, "relief": Population.AID_WORKER,
    "civilian": Population.CIVILIAN, "unarmed": Population.CIVILIAN, "media": Population.JOURNALIST,
    "security": Population.SECURITY_FORCE, "police": Population.SECURITY_FORCE,
    "female": Population.WOMAN, "male": Population.MAN, "women": Population.WOMAN, "child": Population.CHILD,
    "displaced": Population.REFUGEE, "refugee": Population.REFUGEE,
    "militant": Population.COMBATANT, "rebel": Population.COMBATANT, "enemy": Population.COMBATANT,
    "armed": Population.COMBATANT, "journalist": Population.JOURNALIST,
}  # fmt: skip
PEOPLE_OF = frozenset(
    "worker personnel staff member employee official aid volunteer crew team man woman people person".split()
)
GROUPS = frozenset("family household".split())
FEMALE = frozenset(
    "woman girl mother wife daughter grandmother widow aunt sister niece schoolgirl female lady bride she her herself policewoman".split()
)
MALE = frozenset(
    "man boy father husband son grandfather uncle brother nephew schoolboy groom male he him himself policeman".split()
)
RANKS = frozenset(
    "gen general col colonel maj major capt captain lt lieutenant sgt sergeant cpl corporal brig brigadier adm admiral commander "
    "president minister senator mayor governor dr doctor mr mrs ms sheikh imam judge prof professor father bishop marshal deputy".split()
)

_THINGS: dict[Unit, str] = {
    Unit.VEHICLE: "ambulance car vehicle truck bus tank aircraft plane helicopter jet boat ship convoy motorcycle taxi train "
    "drone tanker lorry warplane minibus van pickup jeep vessel tractor bulldozer apc humvee",
    Unit.BUILDING: "house home building apartment shop store flat block mosque church temple structure dwelling residence "
    "shelter warehouse kiosk hut tent property ceiling wall office hotel restaurant cafe tower",
    Unit.FACILITY: "school hospital clinic market bridge dam airport station plant factory camp base facility university college "
    "checkpoint pipeline bakery centre center pharmacy headquarters post outpost port depot mill kindergarten refinery "
    "substation prison embassy consulate museum library stadium monument archive infrastructure road",
    Unit.OTHER: "missile rocket weapon mortar launcher tunnel target position site shell bomb mine device crop field tree "
    "animal bird dog fish cattle sheep cow goat camel horse livestock window equipment battery radar gun artillery",
}
THINGS: dict[str, Unit] = {word: unit for unit, words in _THINGS.items() for word in words.split()}
# Facilities whose attack is a statement worth keeping even when nobody is said to be hurt.
TARGETS = frozenset(
    "school hospital clinic ambulance market camp mosque church university bakery kindergarten prison airport bridge dam "
    "shelter wedding funeral house home convoy bus station".split()
)
ATTACKS = {  # verb or noun lemma -> PLOVER mode of ASSAULT (None: unspecified)
    "bomb": None, "shell": "heavy-weapons", "bombard": "heavy-weapons", "strafe": "aerial", "torch": "destroy", "raid": None,
    "attack": None, "hit": None, "strike": None, "target": None, "storm": None, "ambush": None, "airstrike": "aerial",
    "bombing": None, "shelling": "heavy-weapons", "bombardment": "heavy-weapons", "airstrikes": "aerial",
}  # fmt: skip
WEAPONS = (
    "car bomb", "suicide bomb", "roadside bomb", "truck bomb", "barrel bomb", "cluster bomb", "cluster munition", "air strike",
    "airstrike", "air raid", "airstrikes", "drone strike", "missile strike", "rocket attack", "rocket fire", "artillery fire",
    "artillery shelling", "mortar fire", "mortar shell", "mortar", "shelling", "shell", "rocket", "missile", "grenade",
    "landmine", "land mine", "mine", "ied", "improvised explosive device", "explosive device", "sniper fire", "sniper",
    "gunfire", "gunshot", "machine gun", "machine-gun fire", "small arms", "chemical weapon", "chlorine", "sarin",
    "toxic gas", "poison gas", "knife", "machete", "drone", "explosives", "bomb", "artillery", "helicopter",
    "bombing", "suicide bombing", "car bombing", "barrel bombs", "tank fire", "bullets", "stabbing", "shooting", "bombardment",
)  # fmt: skip

# Nouns that can be said to have done it, beside persons and names. Codebook 3.7.
ACTOR_NOUNS = frozenset(
    "force army military regime government militia group troop coalition police authority navy faction gang unit side organization "
    "organisation state alliance brigade battalion warplane plane jet aircraft helicopter movement party network cell squad guard "
    "administration command regiment division corps mob mafia cartel crowd enemy occupier invader artillery airforce tribe clan".split()
)
SINGLE_ATTACKS = frozenset(
    "attack bombing explosion blast strike airstrike raid massacre ambush crash shooting bomb mine".split()
)
WEAPON_WORDS = frozenset(w for phrase in WEAPONS for w in phrase.split())
# What does the harm where nobody is named as doing it.
MEANS = frozenset(
    "strike airstrike raid attack bombing explosion blast shelling clash fighting bomb fire shot shooting mine missile rocket violence "
    "bombardment crash operation ambush collision earthquake flood offensive assault battle shell mortar drone gas accident collapse "
    "war conflict campaign barrage shrapnel bullet gunfire grenade gun knife incident massacre stampede storm".split()
)
# Reporting verbs: their subject speaks. Codebook 3.4.
SPEECH = frozenset(
    "say tell report announce claim state add write disclose confirm warn estimate allege put declare note explain acknowledge "
    "admit insist tweet post reveal record document speak quote stress maintain assert recount describe recall inform indicate "
    "count verify register list identify accuse release publish relate comment testify concede contend deny tally mention log cite".split()
)
WEAK_SPEECH = frozenset(  # speak only with a clause: "documented 12 deaths" credits too, "put out the fire" does not
    "put list identify verify record document count register release publish log post tally describe".split()
)
ACRONYMS = frozenset(
    "WHO UN UNICEF OCHA IOM UNHCR UNRWA MSF ICRC IFRC SOHR SNHR NGO EU AU OHCHR WFP HRW UNAMA UNAMI MONUSCO".split()
)
CLOSING_SPEECH = frozenset("say report announce add confirm state claim declare tweet".split())
CREDIT_NOUNS = frozenset("report statement tally estimate figure toll data count record account".split())
HEARERS = frozenset("afp reuters ap xinhua bbc cnn sana aljazeera".split())
RELAYS = frozenset("told tell inform".split())

FEAR_CUES = (
    "feared",
    "believed",
    "thought",
    "presumed",
    "suspected",
    "unconfirmed",
    "may have",
    "might have",
    "appears to have",
)
DENIAL_CUES = frozenset("deny reject refute dismiss".split())
HYPOTHETICAL_AUX = frozenset("could would might may should can".split())
FUTURE_AUX = frozenset("will shall 'll wo".split())
IRREALIS_VERBS = frozenset(
    "mean design intend plan threaten try attempt plot vow want aim intend order seek risk avoid prevent conspire refuse hope fail "
    "anticipate expect urge call demand swear promise pledge plan allow train fear".split()
)

CONTEXT_CUES: dict[Context, tuple[str, ...]] = {
    Context.ACCIDENT: (
        "road accident", "traffic accident", "car crash", "plane crash", "train crash", "bus crash", "collision", "collided",
        "derail", "capsize", "shipwreck", "overturned", "stampede", "mining accident", "mine collapse", "crash-land",
        "factory fire", "gas leak", "ferry", "skidded", "accidental", "car accident", "by accident", "traffic police", "left the road", "plunged", "ravine", "mountain road", "fog", "boiler", "helicopter crash",
        "building collapse", "bridge collapse", "roof collapse", "electrical fault", "minibus", "lorry", "crashed", "crash",
        "accident", "pile-up", "overcrowded boat", "rubber boat", "dinghy", "sank off",
    ),
    Context.DISASTER: (
        "earthquake", "tsunami", "flood", "landslide", "mudslide", "cyclone", "hurricane", "typhoon", "tornado", "avalanche",
        "volcan", "wildfire", "drought", "heatwave", "heat wave", "storm surge", "torrential rain", "monsoon", "magnitude",
    ),
    Context.DISEASE: (
        "cholera", "ebola", "measles", "covid", "coronavirus", "epidemic", "pandemic", "outbreak", "virus", "malaria", "dengue",
        "influenza", "polio", "diphtheria", "typhoid", "infection",
    ),
    Context.CRIME: (
        "robbery", "robber", "burglar", "gang member", "drug cartel", "cartel", "mugging", "serial killer", "domestic violence",
        "gangland", "bandit", "a robbery", "stabbed his", "stabbed her", "street gang", "gang", "rival gangs", "murder suspect",
        "armed robbers", "feud", "bar fight", "argument", "police said the suspect", "school shooting", "mass shooting", "homicide",
    ),
}  # fmt: skip
CONFLICT_CUES = (
    "air strike", "airstrike", "shelling", "rebel", "militant", "insurgent", "militia", "army", "soldier", "troops", "bomb",
    "fighting", "clashes", "war", "missile", "rocket", "offensive", "gunmen", "guerrilla", "ceasefire", "terrorist", "drone",
    "raid", "jihad", "combat", "siege", "attack", "forces", "explosion", "massacre",
)  # fmt: skip
# Words of armed violence that no accident, disaster or plain crime shares.
ARMED_CUES = (
    "air strike", "airstrike", "shelling", "rebel", "militant", "insurgent", "militia", "soldier", "troops", "car bomb", "suicide",
    "missile", "rocket", "offensive", "guerrilla", "ceasefire", "terrorist", "jihad", "mortar", "artillery", "paramilitar",
    "fighters", "shelled", "bombed", "air raid", "warplane", "roadside bomb", "land mine", "landmine", "clashes",
)  # fmt: skip
# Words that turn a harm verb into sport, money or a figure of speech.
FIGURATIVE = (
    "killed off", "killed time", "killed the game", "kill the bill", "killed the bill", "penalty", "goals", "season", "match",
    "striker", "defences", "defence line", "scored", "coach", "league", "cup", "midfielder", "quarterfinal", "semi-final", "innings", "box office", "stocks", "shares", "championship",
)  # fmt: skip


def _stems() -> frozenset[str]:
    words = {*TRANSITIVE, *INTRANSITIVE, *STATES, *NOUNS, *BODIES, *TOLLS}
    words |= {v for v, _ in COMPLEMENTS} - {"take", "hold", "leave", "make", "render", "blow", "wipe", "round"}
    words |= (
        {n for _, n in SUBJECT_IDIOMS}
        | {n for _, n in OBJECT_IDIOMS}
        | {n for _, n in COMPLEMENTS if n not in ("down", "up", "out")}
    )
    words |= {n for _, _, n in OBLIQUES} - {"condition"}
    words |= {
        "fled",
        "slain",
        "slew",
        "struck",
        "dying",
        "shot",
        "round",
        "wip",
        "raz",
        "condition",
    }  # no stem is in these
    words |= {"life", "live", "amputat", "critical condition", "hospital", "victim", "burn", *ATTACKS}
    return frozenset((w if len(w) < 5 else w.rstrip("e")).removesuffix("y") for w in words)


STEMS = _stems()

_IRREGULAR = {
    "slain": "slay", "slew": "slay", "shot": "shoot", "shooting": "shoot", "fled": "flee", "fleeing": "flee", "dying": "die",
    "hurt": "hurt", "lost": "lose", "took": "take", "taken": "take", "beaten": "beat", "left": "leave", "met": "meet",
    "blew": "blow", "blown": "blow", "held": "hold", "hidden": "hide", "made": "make", "sought": "seek", "found": "find",
    "drove": "drive", "driven": "drive", "brought": "bring", "mown": "mow", "kidnapping": "kidnap", "kidnapped": "kidnap",
    "gunned": "gun", "burnt": "burn", "wounds": "wound", "was": "be", "were": "be", "is": "be", "are": "be", "been": "be",
}  # fmt: skip


def _forms() -> dict[str, str]:
    out: dict[str, str] = {}
    for lemma in {*TRANSITIVE, *INTRANSITIVE, *(v for v, _ in COMPLEMENTS), "burn", "treat", "admit"}:
        stem = lemma.removesuffix("e")
        for form in (
            lemma,
            lemma + "s",
            lemma + "es",
            stem + "ed",
            stem + "ing",
            lemma + lemma[-1] + "ed",
            lemma + lemma[-1] + "ing",
        ):
            out.setdefault(form, lemma)
    return out | _IRREGULAR


FORMS = _forms()

PLACE_NOUNS = frozenset("hill river lake forest desert bridge dam field hills".split()) | frozenset(
    (
        "city town village district province region area neighbourhood neighborhood suburb governorate county state "
        "camp island valley  street road square hospital school market mosque church border capital quarter airport "
        "base prison university station  crossing coast strip municipality department outskirts centre center north "
        "south east west northeast northwest  southeast southwest countryside mountain hotel cafe checkpoint farm "
        "refinery port suburbs enclave "
    ).split()
)

SPEAKER_NOUNS = frozenset(
    (
        "minister spokesman spokeswoman agency governor mayor doctor doctors observatory council hospital residents "
        "monitor officials police army ministry report reports un ngo medics media witnesses source sources "
    ).split()
)

AUXILIARIES = frozenset(
    (
        "were was are is have has had been be being reported reportedly also believed feared confirmed left found more "
        "others other  people persons , seriously critically badly lightly severely "
    ).split()
)

SPEECH_STEMS = tuple(
    sorted({"according", "said", "told", "wrote", "deni"} | {w[:6].rstrip("ey") for w in SPEECH | DENIAL_CUES})
)
# Stems of what harms, to find the sentence that tells of an attack.
MEANS_STEMS = tuple(sorted(MEANS - {"gas", "war", "fire", "campaign", "conflict", "operation", "accident"}))
