"""The ends of domain names by which X tells that a word with a full stop in it is a link.

From the list that X itself uses (twitter-text, conformance/tld_lib.yml): every two-letter ending of a country,
and of the more than thousand generic ones those that a statement, its links or a full stop without a space
after it are likely to hold. Missed: brands (`.bmw`), most cities, rare trades (`.plumbing`), and every ending
that is not in Latin letters. Such a bare domain is counted letter by letter here, and as a link there; with
`https://` in front it is counted as a link whatever its end.
"""

from __future__ import annotations

_COUNTRIES = """
    ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv
    bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu
    fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in
    io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf
    mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph
    pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy
    sz tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt
    za zm zw
"""

_GENERIC = """
    com org net info biz name pro edu gov mil int coop aero museum jobs mobi travel tel cat asia post arpa
    academy actor agency app art associates audio auto baby band bank bar beer best bet bid bike bio black blog
    blue book bot boutique build builders business buy buzz cab cafe call cam camera camp capital car cards care
    career careers cars cash center chat cheap church city claims cleaning click clinic clothing cloud club
    coach codes coffee college community company compare computer construction consulting contact contractors
    cooking cool country coupons courses credit cricket dance date dating day deal dealer deals degree delivery
    dental design dev diamonds diet digital direct directory discount docs dog domains dot download drive earth
    eat education email energy engineer engineering enterprises equipment estate events exchange expert exposed
    express fail faith family fan fans farm fashion fast feedback film final finance financial fire fish fit
    fitness flights florist flowers fly foo food football forum foundation fund furniture fyi game games garden
    gift gifts gives giving glass global gmbh gold golf got graphics gratis green group guide guru health
    healthcare help here hockey holdings holiday homes horse host hosting hot house how immo inc industries ink
    institute insurance insure international investments jetzt joy kim kitchen land law lawyer lease legal life
    lighting like limited limo link live living loan loans lol love ltd luxury maison management map market
    marketing markets med media meet meme memorial men menu mobile moda mom money movie mov name navy network
    new news next ngo now one ong online open organic page paris partners parts party pay pet phone photo
    photography photos pics pictures pink pizza place play plus press prime prod productions promo properties
    property protection pub quest racing read recipes red rehab reise reisen rent rentals repair report rest
    restaurant review reviews rich rip rocks room run safe safety sale salon sarl save school science search
    secure security select services shoes shop shopping show site ski skin social software solar solutions song
    space sport spot store stream studio study style sucks supplies supply support surgery swiss systems talk
    tax taxi team tech technology theater tickets tips tires today tools top tours town toys trade trading
    training trust tube university video vet vin vip vision vote voyage wang watch weather website wed wedding
    wiki win wine work works world wtf xxx xyz yoga you zero zip zone africa alsace amsterdam barcelona bayern
    berlin boston brussels bzh capetown cologne corsica cymru eus gal gent hamburg istanbul koeln london madrid
    melbourne miami moscow nyc osaka quebec rio scot sydney tirol tokyo vegas vlaanderen wales wien zuerich
    onion
"""

_ENDINGS = frozenset(_COUNTRIES.split()) | frozenset(_GENERIC.split())


def is_ending(label: str) -> bool:
    """Whether a domain can end in this label (ASCII letters, any case), as far as we know."""
    return label.lower() in _ENDINGS
