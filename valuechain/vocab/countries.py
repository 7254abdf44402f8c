"""Countries as ISO 3166-1 has them, and what people write instead."""

from typing import Final

_TABLE: Final = """
    ABW:AW AFG:AF AGO:AO AIA:AI ALA:AX ALB:AL AND:AD ARE:AE ARG:AR ARM:AM ASM:AS ATA:AQ ATF:TF
    ATG:AG AUS:AU AUT:AT AZE:AZ BDI:BI BEL:BE BEN:BJ BES:BQ BFA:BF BGD:BD BGR:BG BHR:BH BHS:BS
    BIH:BA BLM:BL BLR:BY BLZ:BZ BMU:BM BOL:BO BRA:BR BRB:BB BRN:BN BTN:BT BVT:BV BWA:BW CAF:CF
    CAN:CA CCK:CC CHE:CH CHL:CL CHN:CN CIV:CI CMR:CM COD:CD COG:CG COK:CK COL:CO COM:KM CPV:CV
    CRI:CR CUB:CU CUW:CW CXR:CX CYM:KY CYP:CY CZE:CZ DEU:DE DJI:DJ DMA:DM DNK:DK DOM:DO DZA:DZ
    ECU:EC EGY:EG ERI:ER ESH:EH ESP:ES EST:EE ETH:ET FIN:FI FJI:FJ FLK:FK FRA:FR FRO:FO FSM:FM
    GAB:GA GBR:GB GEO:GE GGY:GG GHA:GH GIB:GI GIN:GN GLP:GP GMB:GM GNB:GW GNQ:GQ GRC:GR GRD:GD
    GRL:GL GTM:GT GUF:GF GUM:GU GUY:GY HKG:HK HMD:HM HND:HN HRV:HR HTI:HT HUN:HU IDN:ID IMN:IM
    IND:IN IOT:IO IRL:IE IRN:IR IRQ:IQ ISL:IS ISR:IL ITA:IT JAM:JM JEY:JE JOR:JO JPN:JP KAZ:KZ
    KEN:KE KGZ:KG KHM:KH KIR:KI KNA:KN KOR:KR KWT:KW LAO:LA LBN:LB LBR:LR LBY:LY LCA:LC LIE:LI
    LKA:LK LSO:LS LTU:LT LUX:LU LVA:LV MAC:MO MAF:MF MAR:MA MCO:MC MDA:MD MDG:MG MDV:MV MEX:MX
    MHL:MH MKD:MK MLI:ML MLT:MT MMR:MM MNE:ME MNG:MN MNP:MP MOZ:MZ MRT:MR MSR:MS MTQ:MQ MUS:MU
    MWI:MW MYS:MY MYT:YT NAM:NA NCL:NC NER:NE NFK:NF NGA:NG NIC:NI NIU:NU NLD:NL NOR:NO NPL:NP
    NRU:NR NZL:NZ OMN:OM PAK:PK PAN:PA PCN:PN PER:PE PHL:PH PLW:PW PNG:PG POL:PL PRI:PR PRK:KP
    PRT:PT PRY:PY PSE:PS PYF:PF QAT:QA REU:RE ROU:RO RUS:RU RWA:RW SAU:SA SDN:SD SEN:SN SGP:SG
    SGS:GS SHN:SH SJM:SJ SLB:SB SLE:SL SLV:SV SMR:SM SOM:SO SPM:PM SRB:RS SSD:SS STP:ST SUR:SR
    SVK:SK SVN:SI SWE:SE SWZ:SZ SXM:SX SYC:SC SYR:SY TCA:TC TCD:TD TGO:TG THA:TH TJK:TJ TKL:TK
    TKM:TM TLS:TL TON:TO TTO:TT TUN:TN TUR:TR TUV:TV TWN:TW TZA:TZ UGA:UG UKR:UA UMI:UM URY:UY
    USA:US UZB:UZ VAT:VA VCT:VC VEN:VE VGB:VG VIR:VI VNM:VN VUT:VU WLF:WF WSM:WS YEM:YE ZAF:ZA
    ZMB:ZM ZWE:ZW
    XKX:XK
"""

ALPHA2: Final[dict[str, str]] = {pair[:3]: pair[4:] for pair in sorted(_TABLE.split())}
"""Alpha-2 code by alpha-3 code; Kosovo by the code that is in general use, XKX."""

ALPHA3: Final[dict[str, str]] = {short: long for long, short in ALPHA2.items()}
"""Alpha-3 code by alpha-2 code."""

COUNTRIES: Final[frozenset[str]] = frozenset(ALPHA2)
"""Every alpha-3 code."""

_OFTEN: Final = """
    ALG:DZA BUL:BGR BUR:MMR CRO:HRV DDR:DEU DEN:DNK EL:GRC ENG:GBR GER:DEU GRE:GRC HOL:NLD INA:IDN
    IRE:IRL JAP:JPN KOS:XKX KSA:SAU KSV:XKX LAT:LVA MAS:MYS NED:NLD NGR:NGA PHI:PHL POR:PRT PRC:CHN
    ROC:TWN ROK:KOR ROM:ROU RSA:ZAF SIN:SGP SLO:SVN SPA:ESP SUI:CHE SWI:CHE TAI:TWN TMP:TLS TPE:TWN
    UAE:ARE UK:GBR UKI:GBR VIE:VNM XK:XKX XKO:XKX
"""

OFTEN_WRITTEN: Final[dict[str, str]] = dict(pair.split(":") for pair in _OFTEN.split())
"""Codes that are in use elsewhere (statistics, sport, daily speech), with the one meant."""

NO_COUNTRY: Final[dict[str, str]] = {
    "ANT": "the Netherlands Antilles, which are CUW, SXM and BES now",
    "CSK": "Czechoslovakia, which is CZE and SVK now",
    "EU27": "a group of countries",
    "EU28": "a group of countries",
    "EUR": "a group of countries",
    "OECD": "a group of countries",
    "ROW": "the rest of the world: what no row names is the remainder",
    "SCG": "Serbia and Montenegro, which are SRB and MNE now",
    "SUN": "the Soviet Union, which is no more: name one of its successors, such as RUS",
    "TCH": "Czechoslovakia, which is CZE and SVK now",
    "USSR": "the Soviet Union, which is no more: name one of its successors, such as RUS",
    "WLD": "the world, which is no country",
    "WORLD": "the world, which is no country",
    "YUG": "Yugoslavia, which is no more: name one of its successors, such as SRB",
    "ZZZ": "nowhere: what is not known is left out",
}
"""Codes of other lists that stand for no country, with what they stand for."""


def meant_country(code: str) -> str | None:
    """Give the alpha-3 code that an alpha-2 code, or a code in use elsewhere, stands for.

    Parameters
    ----------
    code : str
        What was written, in any case.

    Returns
    -------
    str or None
        The alpha-3 code; None where the code stands for no country.

    Examples
    --------
    >>> meant_country("NL"), meant_country("UK"), meant_country("nld"), meant_country("EU")
    ('NLD', 'GBR', 'NLD', None)
    """
    upper = code.upper()
    if upper in COUNTRIES:
        return upper
    return ALPHA3.get(upper) or OFTEN_WRITTEN.get(upper)
