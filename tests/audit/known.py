"""Words with their numbers of syllables, counted by hand (spoken, in careful speech)."""

from __future__ import annotations

_ENGLISH = """
1 the stroke strokes knee leg foot pressed moves eyes played tied thigh heart hands whole you yes your work
1 calf calves glide squeeze hurts soothe press toes heel heels pain warm blood clot use used once thumbs both
1 time times lie lies don't can't won't stop slow smooth curled kneeled through ease eased fire hour bruise
1 bruised house clothes breathe cold care sure touched height edge hold wring brushed breast
2 massage ankle gentle muscle muscles presses kneaded started lying trying seeing going doing being safely
2 lightly movement pressure partner circle circles towel across away below beyond before after upwards settled
2 lotion motion people person patient into fingers lower any swollen swelling isn't doesn't needed rested
2 pages reaches language feeling number tingling dizzy doctor buttock upper little sided region layer buyer
2 create quiet something someone sometimes really useful painful careful careless goodness special social
2 table tickle rhythm tissue surgeon advice nervous vessels fainting coughing
3 massages period area diary medium usual gradual video easier heavier family animal completely general
3 important advisor hospital medical condition pregnancy relaxing remember exercise continue carefully
3 fingertips everything element serious pharmacy breathlessness medicine ambulance infection possible recently
3 piano radio idea bodily oedema physical
4 material recovery gradually temperature operation seriously enjoyable unusual professional emergency
4 circulation activity information variety anxiety appropriate diabetes neuropathy
5 immediately
6 physiotherapy
"""
_OTHERS = {
    "es": (
        "masaje:3 pierna:2 rodilla:3 aceite:3 suave:2 día:2 guía:2 que:1 queso:2 guerra:2 agua:2 país:2 "
        "ciudad:2 circulación:4 pie:1 tobillo:3 muy:1 hacia:2 leer:2 cuidado:3 ahora:3 oído:3 después:2 "
        "tiene:2 rey:1 ayer:2 yo:1 mayo:2 sangre:2 "
    ),
    "pt": (
        "massagem:3 perna:2 joelho:3 óleo:3 mão:1 mãos:1 pressão:2 coração:3 pé:1 água:2 dia:2 dois:1 saúde:3 "
        "tornozelo:4 não:1 pele:2 leite:2 quente:2 "
    ),
    "it": (
        "massaggio:3 gamba:2 ginocchio:3 olio:2 caviglia:3 piede:2 mano:2 cuore:2 più:1 mai:1 acqua:2 "
        "pressione:3 dolore:3 città:2 "
    ),
    "fr": (
        "massage:2 jambe:1 genou:2 huile:1 cheville:2 pied:1 pieds:1 douleur:2 arrêtez:3 mains:1 lentement:3 "
        "les:1 le:1 cuisse:1 jambes:1 vers:1 et:1 avec:2 pression:2 médecin:3 partie:2 je:1 une:1 mettez:2 "
        "massez:2 été:2 touche:1 que:1 "
    ),
    "de": (
        "massage:3 bein:1 knie:1 fuß:1 wade:2 langsam:2 streichen:2 hände:2 oberschenkel:4 öl:1 ohne:2 "
        "druck:1 kniekehle:3 beine:2 schmerzen:2 häufig:2 ihre:2 "
    ),
    "nl": (
        "massage:3 been:1 knie:1 voet:1 olie:2 enkel:2 langzaam:2 handen:2 pijn:1 dij:1 strijk:1 kuit:1 "
        "druk:1 geef:1 oefening:3 "
    ),
    "ru": ("массаж:2 нога:2 колено:3 масло:2 руки:2 медленно:3 "),
    "pl": ("masaż:2 noga:2 kolano:3 pięta:2 ręka:2 powoli:3 ciało:2 dłonie:2 nie:1 wiosna:2 auto:3 "),
    "tr": ("masaj:2 bacak:2 diz:1 ayak:2 yavaşça:3 "),
}
ENGLISH = {word: int(line.split()[0]) for line in _ENGLISH.split("\n") if line for word in line.split()[1:]}
OTHERS = {
    lang: {word: int(count) for word, _, count in (entry.partition(":") for entry in text.split())}
    for lang, text in _OTHERS.items()
}
