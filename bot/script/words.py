"""The vocabulary of the first reading, as tables: add a word here and the reader knows it.

Every pattern is matched without regard to case, on whole words. English first; the few words of other
languages keep a spoken line's verb out of the action.
"""

import re

from engine.contract.messages import Style


def any_of(listed: str) -> str:
    """A group of the comma-separated alternatives, the longest first, that matches whole words only."""
    words = (" ".join(word.split()) for word in listed.split(","))
    return r"\b(?:" + "|".join(sorted(filter(None, words), key=len, reverse=True)) + r")\b"


SPEECH = any_of("""
    says?, saying, said, tells?, telling, told, asks?, asking, asked, shouts?, shouting, yells?,
    yelling, screams?, screaming, whispers?, whispering, sings?, singing, announces?, announcing,
    exclaims?, greets?, declares?, murmurs?, mutters?, calls? out, calling out, cheers?, jokes?, joking,
    replies, reply, replying, answers?, answering, responds?, responding, retorts?, adds?, adding,
    speaks?, speaking, reads?, reading, explains?, explaining, laughs?, cries, crying out, talks?,
    talking, chat, chatting, arguing, argue, sagt, ruft, flüstert, fragt, antwortet, dice, dicen, grita,
    responde, dit, crie, répond
""")
REPLY = any_of("""
    replies, reply, replying, answers?, answering, responds?, responding, retorts?, antwortet, responde,
    répond
""")
TALK = any_of("talks?, talking, chat, chatting, arguing, argue")

WRITTEN_ON = any_of("""
    sign, signs, banner, shirt, t-shirt, tshirt, poster, text, title, words, caption, logo, book, song,
    movie, film, card, note, screen, billboard, label, mug, cake, tattoo, newspaper, headline, titled,
    entitled, called, named, labelled, labeled, nicknamed, written
""")
"""Before a quotation: words that are seen, not spoken."""

MOODS = {
    "whispering": any_of("""
    whispers?, whispering, quietly, softly, in a low voice, under (?:his|her|their) breath
"""),
    "shouting": any_of("""
    shouts?, shouting, yells?, yelling, screams?, screaming, loudly, calls? out
"""),
    "singing": any_of("sings?, singing"),
    "laughing": any_of("laughs?, laughing, giggling, giggles?, jokes?, joking"),
    "excited": any_of("""
    excitedly, excited, thrilled, enthusiastically, enthusiastic, cheers?, cheering
"""),
    "happy": any_of("""
    happily, happy, cheerfully, cheerful, joyfully, joyful, smiling, smiles?, warmly
"""),
    "sad": any_of("""
    sadly, sad, crying, cries, sobbing, sobs?, tearfully, in tears, heartbroken
"""),
    "angry": any_of("angrily, angry, furiously, furious, annoyed"),
    "scared": any_of("scared, nervously, nervous, terrified, frightened, anxiously, trembling"),
    "surprised": any_of("surprised, in surprise, amazed, astonished, in shock, shocked, in awe"),
    "serious": any_of("seriously, serious, solemnly, sternly, gravely, deadpan"),
    "calm": any_of("calmly, calm, peacefully, relaxed, gently"),
    "proud": any_of("proudly, proud, triumphantly"),
    "tired": any_of("tiredly, tired, sleepily, sleepy, yawning, yawns?"),
}
"""Mood as it stands in the screenplay -> words that say so."""

CAMERA = any_of(r"""
    close[- ]?ups?, (?:extreme |medium )?wide[- ]?(?:shot|angle),
    (?:long|medium|establishing|aerial|overhead) shot, drone(?: shot)?, tracking shot,
    (?:hand[- ]?held|steadicam|gimbal)(?: camera| shot)?, (?:low|high|dutch) angle,
    (?:slow )?zoom(?:s|ing)?(?: in| out)?, (?:slow )?pan(?:s|ning)?(?: left| right| across| up| down)?,
    dolly(?: in| out| shot)?, slow[- ]?mo(?:tion)?, time[- ]?lapse, pov, point of view,
    bird'?s[- ]eye(?: view)?, over[- ]the[- ]shoulder, (?:the )?camera(?! crew),
    (?:\d+ ?mm|anamorphic|fisheye|macro)(?: lens)?, bokeh, shallow (?:depth of field|focus),
    (?:single|one) take, (?:push|pull)(?:s|ing)? (?:in|back|out), selfie(?: shot)?
""")

STYLES: dict[Style, str] = {
    Style.CINEMATIC: any_of("""
    cinematic, film look, movie[- ]like, blockbuster, like a movie, film noir, noir, hollywood
"""),
    Style.DOCUMENTARY: any_of("documentary, news report, newsreel, reportage, vlog, home video, camcorder"),
    Style.GRAPHIC: any_of("""
    graphic, graphic novel, comic, comic[- ]book, cartoon, anime, animated, animation, stylised,
    stylized, illustrated, illustration, ink, hand[- ]drawn, watercolou?r, pixel art, claymation,
    painted, pop art
"""),
    Style.PHOTO: any_of("photo, photorealistic, photoreal, realistic, lifelike, natural look"),
}
STYLE_NOUN = any_of("style, look, aesthetic, video, clip, film, movie, shot, footage, vibe")

_WATER = r"(?:(?:a|an|the|one|big|giant|huge|another|ocean|sea|monster|\w+ing|\w+y)\s+)*waves?"
SOUNDS = (
    (
        r"(?:a |the |loud |distant |sudden |rolling )*(?:thunder(?:clap|bolt)?s?|clap of thunder)(?:"
        r" (?:rolls?|rumbles?|claps?|cracks?|strikes?|booms?))?"
    ),
    r"(?:a |the )*lightning (?:strikes?|flash(?:es)?|bolts?|cracks?|hits?)(?: \w+)?",
    (
        rf"{_WATER} (?:crash(?:es|ing)?|breaks?|breaking|rolls? in|rolling in|hits?|hitting|splash(?:es"
        r"|ing)?|roll(?:s)?)(?: (?:on|onto|over|against|behind|in) (?:(?:the|a|his|her|their|my) )?\w+)?"
    ),
    r"(?:crashing|breaking|roaring) waves?",
    r"(?:a |an |the |huge |big |small |distant |loud )*(?:explosions?|blast)(?: \w+s)?",
    r"(?:\w+ ){0,2}(?:explodes?|exploding)",
    r"(?:\w+ ){0,1}fireworks?(?: (?:explode|burst|go off|light up)\w*)?",
    (
        r"(?:a |the |heavy |wooden |front |car )*door (?:slams?|slamming|creaks?|creaking|opens?|shuts?"
        r"|closes?|bangs?)(?: shut| open)?"
    ),
    r"(?:a |the |loud )*knock(?:s|ing)?(?: (?:at|on) (?:the|a) door)?",
    (
        r"(?:a |the )*(?:glass|window|bottle|vase|mirror|plate) (?:breaks?|breaking|shatters?|shattering"
        r"|smash(?:es|ing)?)"
    ),
    r"(?:a |the |big |small |distant )*(?:dogs?|puppy|puppies) (?:barks?|barking|howls?)",
    r"(?:a |the )*wol(?:f|ves) howls?",
    r"(?:a |the )*(?:cats?|kitten) (?:meows?|meowing|purrs?)",
    r"(?:a |the )*(?:lion|engine|bear|tiger|dragon|crowd|motorbike) (?:roars?|roaring)",
    (
        r"(?:a |the |his |her |my )*(?:phone|telephone|alarm(?: clock)?|door ?bell|bells?|church bells?)"
        r" (?:rings?|ringing|goes off|tolls?|chimes?)"
    ),
    (
        r"(?:a |the |loud )*(?:applause|round of applause|drum ?roll|gong|gunshots?|siren|sirens|footsteps"
        r"|whistle)(?: (?:sounds?|wails?|blows?|echo(?:es)?))?"
    ),
    (
        r"(?:the |an? )*(?:audience|crowd|people|everyone|everybody) (?:claps?|clapping|applauds?"
        r"|applauding|cheers?|cheering)"
    ),
    r"(?:a |the )*(?:car |train |ship'?s? )?horn (?:honks?|blows?|sounds?|blares?)",
    r"(?:a |the )*car honks?",
    r"(?:a |the |big |loud )*splash(?! of)",
    (
        r"(?:the )?(?:birds?|seagulls?|gulls?|crows?|owl|crickets|rooster) (?:chirps?|chirping|cr(?:y|ies"
        r"|ying)|sings?|singing|call(?:s|ing)?|caws?|hoots?|crows?)"
    ),
    r"(?:a |the )*(?:champagne )?cork pops?",
    r"(?:a |the )*balloons? (?:pops?|bursts?)",
    r"(?:a |the )*clock ticks?",
    r"(?:the )?wind (?:howls?|howling|whistles?|gusts?)",
    (
        r"(?:a |the )*(?:train|helicopter|plane|jet|rocket) (?:passes|flies (?:over|by|past)|roars?(?: past"
        r"| by)?|launch(?:es)?|takes off|lands)"
    ),
    r"(?:a |the )*(?:drums?|guitar|piano|trumpet) (?:plays?|starts?|strikes?|hits?)",
    r"(?:a |the )*(?:rocks?|tree|wall|building|tower) (?:falls?|crash(?:es)?|collapses?)",
    r"(?:a |the |loud )*(?:crash|bang|boom|thud|pop|whoosh)(?=$|[\s,.;:!?])",
)
"""Things that happen and are heard. A person who waves makes no sound, only water that does something."""

PLACE_PREPOSITION = any_of("""
    on, in, at, by, near, under, beneath, inside, outside, through, across, over, above, along, beside,
    next to, in front of, during, aboard, atop, on top of, underwater in, around, behind, amid, among,
    between, against, beyond, down, up, into, onto, off, exploring, explores?, visiting, crossing
""")
NOT_A_PLACE = re.compile(
    r"(?:the |a )?(?:camera|lens|viewers?|audience)\b|(?:his|her|their|my|your|its|each|one)\b|love\b"
    r"|joy\b|fun\b|tears\b|awe\b|"
    r"(?:a )?(?:hurry|panic|row|circle|surprise|shock|unison|slow|black and white|suit|costume|dress"
    r"|tuxedo|coat|hat|"
    r"jacket|uniform|t-?shirt|wig|cape|armou?r|\w+ (?:suit|coat|dress|costume|hat|jacket|uniform|shirt"
    r"|wig|armou?r))\b|"
    r"(?:a |an |the )?\w+ (?:style|mood|voice|manner|way|look)\b|first\b|last\b|once\b|it\b|him\b"
    r"|them\b|that\b|"
    r"(?:the )?(?:distance|meantime|same time)\b|and\b|to\b|\d",
    re.IGNORECASE,
)
PLACE_WORD = any_of("""
    beach, street, city, town, forest, jungle, desert, mountains?, sea, ocean, lake, river, island,
    moon, mars, space, planet, spaceship, castle, house, kitchen, office, stage, studio, bar, pub, cafe,
    café, restaurant, market, park, garden, school, museum, library, church, train, boat, ship, car,
    plane, airport, station, roof, rooftop, bridge, cave, stadium, arena, sky, clouds, field, meadow,
    village, room, hallway, hospital, gym, pool, volcano, waterfall, sunset, sunrise, night, dawn, dusk,
    noon, midnight, morning, evening, golden hour, rain, rainy, snow, snowy, storm, fog, foggy, sunny,
    cloudy, neon, winter, summer, autumn, spring, tokyo, paris, new york, london, berlin, venice, rome,
    underwater, backyard, campfire, carnival, circus, festival, alley, highway
""")
