"""The gazetteers on short texts: what is a name, what only looks like one, and which of several namesakes is meant.

Markup: `[surface|canonical name]`, `[name]` where they are the same; what is not in brackets must not be found.
"""

from __future__ import annotations

import re
import textwrap

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.gazetteer import Gazetteer

MARK = re.compile(r"\[([^|\]]+)(?:\|([^\]]+))?\]")
BEFORE_NER = ("layout", "tok2vec", "tagger", "parser", "outlets", "institutions", "constituencies", "parties")


def annotate(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for name in BEFORE_NER:
        doc = nlp.get_pipe(name)(doc)
    return doc


def assert_found(nlp: Language, marked: str, key: str) -> None:
    expected = [(surface, name or surface) for surface, name in MARK.findall(marked)]
    doc = annotate(nlp, MARK.sub(r"\1", marked))
    assert [(span.text, span.kb_id_) for span in doc.spans[f"newsfacts/{key}"]] == expected


PARTIES = {
    # Elsewhere they are words for a way of thinking, even beside a house that several countries have.
    "no such party": "Liberals of the court worried [Republicans|Republican] in the U.S. Senate and in Ohio.",
    "nor such": "Conservatives of the movement backed [Republicans|Republican] in the U.S. Senate and in Ohio.",
    # Full and short names, member nouns, nicknames; the possessive stays outside.
    "full names": "The [Labour Party|Labour] beat the [Liberal Democrats] and the [Scottish National Party|SNP].",
    "nicknames": "Every [Tory|Conservative] fears the [Lib Dems|Liberal Democrats], say [Tories|Conservative].",
    "possessive": "[Labour]'s majority fell, the [Conservatives|Conservative]' rose, and [Plaid Cymru]’s vanished.",
    "house styles": "[Ukip|UKIP] or [UKIP], [Sinn Fein|Sinn Féin] or [Sinn Féin], [Lib-Dem|Liberal Democrats] votes.",
    # Labels: only where a label is printed.
    "brackets": "Ann Lee ([Lab|Labour]) 1,204; Raj Bose ([Con|Conservative], 980); Jo Ash ([LD|Liberal Democrats]) 77.",
    "bracket after a comma": "They were Ann Lee (Ashby, [Lab|Labour]) and Jo Ash (Calder, [SNP]).",
    "result list": "Voting was: [C|Conservative] 611, [Lab|Labour] 602, [LD|Liberal Democrats] 88, [Green] 12.",
    "names in a list": "Result: [Ind|Independent] Marsh 412, [Ind|Independent] O'Dowd 399, [Con|Conservative] 60.",
    "outcome": "Ashby North: [Lab|Labour] gain from [Con|Conservative]. Calder: [LD|Liberal Democrats] hold.",
    "American labels": (
        "Sen. Ann Lee, [D|Democratic]-Ohio, and Rep. Raj Bose ([R|Republican]-Texas) met Gov. Jo Ash ([D|Democratic])."
    ),
    "swing": "A swing of 5% from [Lab|Labour] to [Con|Conservative] was recorded.",
    "label spelt out": "Ann Lee ([Independent]) and Raj Bose ([Plaid Cymru]) tied.",
    "no list, no label": (
        "He scored a C in maths, Lab rats ran, Con men lied; vitamin D 400 and plan C failed. Section 4(D) applies."
    ),
    "one pair is no list": "The new block is Lab 3 and the old one was built in 1970.",
    "D-Day": "On June 6, D-Day, they landed.",
    "a Con man": "They fell for a Con artist from Ind and R.",
    # Words of the language that are parties too.
    "Labour Day": "On Labour Day the Ministry of Labour closed the Labour Exchange; labour costs rose.",
    "green": (
        "Green shoots and green belt: Green Lane and Ms Green liked the Green Investment Bank. Philip Green agreed."
    ),
    "Green, told": "The [Green] candidate Ann Lee and the [Greens|Green] thanked [Green] voters.",
    "Green, named elsewhere": "The [Green Party|Green] did well. A vote for [Green] is a vote for parks.",
    "Green, a surname": "The [Green Party|Green] stood Sarah Green. Green said she had no regrets.",
    "reform": "Reform of the NHS is due, and the Reform Act and the Reform Club are old.",
    "Reform UK": (
        "[Reform UK]'s Ann Lee won. [Reform|Reform UK] chairman Jo Ash cheered; [Reform|Reform UK] took 30 seats."
    ),
    "conservative": "A conservative estimate. Conservative estimates put it at ten. He is conservative with money.",
    "Conservative, at the start": "[Conservative] MPs left. [Conservative] Ann Lee stayed.",
    "liberal": "Liberal arts colleges teach liberal values. Liberal attitudes spread.",
    "independent body": (
        "An independent inquiry led by the Independent Police Complaints Commission was independent of ministers."
    ),
    "independent office": "The independent Office for Budget Responsibility and an independent, expert panel said so.",
    "independent person": (
        "Ann Lee stood as an [independent|Independent]. An [independent|Independent] councillor, "
        "[independent|Independent] Jo Ash, quit."
    ),
    "independent, apposed": (
        "An [independent|Independent], Jo Ash, got 20. The [independent|Independent], retired vet Ann Lee, got 10."
    ),
    "independent adjective": "An independent, London auditor came. The independent, and costly Ann Lee review ended.",
    "in brackets": "In London Ann Lee ([Labour]) beat Jo Ash ([Independent]) by 402 votes.",
    "Independent before a name": "[Independent] Jo Ash won 200 votes.",
    "independents, counted": "Four [independents|Independent] won. They canvassed among independents and others.",
    "the newspaper": "He told the Independent that The Independent was wrong.",
    "democratic": (
        "The democratic process is slow. Democratic processes are slow. The Democratic Republic of Congo voted."
    ),
    "alliance": "The alliance failed. Alliance Boots and the Countryside Alliance disagreed.",
    "party address": "She lives in Green Party Avenue, off Labour Street.",
    "obscure names in prose": (
        "Something new: common people want a campaign, trust and unity. Class war is over. The referendum came."
    ),
    "obscure name, labelled": "Ann Lee ([Campaign]) 12, Raj Bose ([Labour]) 980.".replace("(Campaign)", "([Campaign])"),
    "quoted at the start": 'He said: "Reform is needed. Unity is strength. Respect matters."',
    # Which namesake, by the article's country.
    "Scottish Nationalists": "At Holyrood the [SNP] lost. The [Nationalists|SNP] blamed the rain.",
    "Welsh Nationalists": "In Cardiff [Plaid Cymru] won. The [Nationalists|Plaid Cymru] sang.",
    "nobody's Nationalists": "Some Nationalists marched through the town.",
    "Indian Congress": "In New Delhi the [BJP] beat the [Congress] party in the Lok Sabha.",
    "American Congress": (
        "In Washington the White House sent Congress a bill; [Republicans|Republican] in the Senate agreed."
    ),
    "an older Reform Party": "In Ottawa the [Reform Party|Reform Party of Canada] candidate beat the [NDP] in Alberta.",
    "Australian Labor": "In Canberra [Labor] beat the [Liberals|Liberal] and the [Nationals].",
    "American labor": "The White House and the U.S. Labor Department met after Labor Day in Ohio.",
    "New Democrats": (
        "In Ottawa the [New Democrats|NDP] and the [Bloc|Bloc Québécois] voted with the [Liberals|Liberal]."
    ),
    # Initials of a region's party: only where the article speaks of the region.
    "PC in Wales": "In Cardiff Ann Lee ([PC|Plaid Cymru]) beat Jo Ash ([Lab|Labour]).",
    "PC in Canada": "In Manitoba the [PC|Progressive Conservative] leader beat the [NDP].",
    "PC anywhere": "Ann Lee (PC) beat Jo Ash ([Lab|Labour]). Constable Ash, of the PC union, cheered.",
    "PC in England": "In London the NHS paid. Ann Lee (PC) beat Jo Ash ([Lab|Labour]).",
    # Parties of one province, and their short form after the full one.
    "provincial": "Ann Lee of the [Saskatchewan United Party] lost. The [United party|Saskatchewan United Party] wept.",
    "no party": "The United party of walkers left Regina. Manchester United Party Night was cancelled.",
    "Unionists": "At Stormont the [DUP] and [Alliance] leader Ann Lee met; the [Alliance Party|Alliance] agreed.",
}


@pytest.mark.parametrize("marked", PARTIES.values(), ids=PARTIES.keys())
def test_parties(nlp: Language, marked: str) -> None:
    """Each text says what it proves by its name."""
    assert_found(nlp, marked, "parties")


SEATS = {
    "official": "She won [Stoke-on-Trent Central] and [Ynys Môn].",
    "short, hyphenless, without accents": (
        "[Stoke North|Stoke-on-Trent North], [Newcastle upon Tyne East], [Ynys Mon|Ynys Môn], [Hull "
        "East|Kingston upon Hull East]."
    ),
    "comma and ampersand": (
        "He held [Ross, Skye & Lochaber|Ross, Skye and Lochaber], then [Ayr Carrick and Cumnock|Ayr, Carrick "
        "and Cumnock]."
    ),
    "possessive": "[Copeland]'s voters chose.",
    "surnames": "Sharon Stone, President Lincoln and Mr Gordon are no seats.",
    "inside a council": "Copeland Borough Council and Lincoln City Council met.",
    "inside other names": "Gordon Brown, Lincoln Cathedral, Bath Rugby and Aaron Copeland are no seats.",
    "ordinary words": "Barking dogs, a bath, stone walls, slough it off. Wells were dug. Rugby is a sport.",
    "ordinary words, told": "He lost [Bath] in May. The [Wells] by-election was called. She is the MP for [Lincoln].",
    "abroad": "In Ottawa the riding of Halifax went to the Liberals; Elections Canada counted.",
    "lower case": "He went halfway to reading east.",
}


@pytest.mark.parametrize("marked", SEATS.values(), ids=SEATS.keys())
def test_constituencies(nlp: Language, marked: str) -> None:
    """Seats in the usual spellings; a piece of a longer name or an ordinary word is none."""
    assert_found(nlp, marked, "constituencies")


OUTLETS = {
    "without the article": "He told the [Press Association] and the [Guardian], the [BBC] said.",
    "composed": (
        "She told the [BBC Radio 4 Today programme|Today programme], [Radio 4's Today programme|Today "
        "programme] and the [Today programme]."
    ),
    "owner in front": "She was on [CNN's State of the Union] and [Sky News].",
    "curly": "She told [Radio 4’s Today programme|Today programme] so.",
    "platforms": "He wrote on [X] and on [Facebook].",
    "X": "An X-ray, an X factor and Malcolm X; X marks the spot.",
    "newspapers in prose": (
        "The sun rose in modern times; the mirror broke; the Times Square crowd left the Post Office on the "
        "Express train."
    ),
    "the Independent": "He told the [Independent].",
    "an Independent": "The Independent candidate and the Independent councillor agreed.",
    "today": "Today the programme starts today.",
}


@pytest.mark.parametrize("marked", OUTLETS.values(), ids=OUTLETS.keys())
def test_outlets(nlp: Language, marked: str) -> None:
    """Outlets as one prints them; words that are also outlets are not."""
    assert_found(nlp, marked, "outlets")


INSTITUTIONS = {
    "government": "[Downing Street] and [No 10|Downing Street] overruled the [Treasury].",
    "wrapped number": "A [Number 10|Downing Street] source and the [Home Office] agreed.",
    "abroad": "[Elections Canada] and the [Australian Electoral Commission] said so.",
    "offices": "The [Secretary of State's office] and the secretary of state differ.",
    "number ten in prose": "He wore number 10 and said no 10 times.",
    "lower case": "The treasury of the parish held common lords.",
}


@pytest.mark.parametrize("marked", INSTITUTIONS.values(), ids=INSTITUTIONS.keys())
def test_institutions(nlp: Language, marked: str) -> None:
    """Institutions by name and by metonym; lower-case words are none."""
    assert_found(nlp, marked, "institutions")


@pytest.mark.parametrize("width", range(50, 90, 3))
def test_names_broken_by_hard_wrapping(nlp: Language, width: int) -> None:
    """Wherever a wrapped text breaks its lines, the names are the same."""
    text = (
        "The Liberal Democrats beat the Labour Party and the Scottish National Party in Stoke-on-Trent Central, "
        "while the Ulster Unionist Party and the Official Monster Raving Loony Party shared what the Liberal "
        "Democrats had left."
    )
    doc = annotate(nlp, textwrap.fill(text, width, break_on_hyphens=False) + "\n")
    names = [span.kb_id_ for span in doc.spans["newsfacts/parties"]]
    assert names == ["Liberal Democrats", "Labour", "SNP", "UUP", "Monster Raving Loony", "Liberal Democrats"]
    assert [span.kb_id_ for span in doc.spans["newsfacts/constituencies"]] == ["Stoke-on-Trent Central"]


def test_find_is_typed_and_agrees_with_spans(nlp: Language) -> None:
    """`find` computes what the call writes, with offsets into the text."""
    doc = annotate(nlp, "Ann Lee (Con) lost to Plaid Cymru in Cardiff.")
    parties = nlp.get_pipe("parties")
    assert isinstance(parties, Gazetteer)
    matches = parties.find(doc)
    assert [doc.text[match.span.start : match.span.end] for match in matches] == ["Con", "Plaid Cymru"]
    assert [(match.label, match.name) for match in matches] == [("PARTY", "Conservative"), ("PARTY", "Plaid Cymru")]
    assert [match.span.start for match in matches] == [span.start_char for span in doc.spans["newsfacts/parties"]]


def test_entries_carry_identifiers(nlp: Language) -> None:
    """A span leads to its entries with ids, countries and dates."""
    doc = annotate(nlp, "Reform UK won in Westminster.")
    (entry,) = doc.spans["newsfacts/parties"][0]._.newsfacts_entries
    assert entry.name == "Reform UK"
    assert entry.identifiers["electoral_commission"] == ["PP7931"]
    assert entry.countries == ("GB",)
    assert (entry.valid_from, entry.valid_to) == ("2021-01-06", None)


def test_seat_of_two_maps_keeps_both_entries(nlp: Language) -> None:
    """Without a date a seat of both boundary sets stays open."""
    doc = annotate(nlp, "She won Stoke-on-Trent Central.")
    span = doc.spans["newsfacts/constituencies"][0]
    assert [entry.identifiers["gss"] for entry in span._.newsfacts_entries] == [["E14000972"], ["E14001520"]]


def test_country_of_the_article(nlp: Language) -> None:
    """The country follows from what is named; nothing named, no country."""
    assert annotate(nlp, "The Tories and the SNP met at Westminster.")._.newsfacts_country == "GB"
    assert annotate(nlp, "The White House called Ohio Republicans.")._.newsfacts_country == "US"
    assert annotate(nlp, "A cat sat on a mat.")._.newsfacts_country is None


def test_nothing_in_nothing(nlp: Language) -> None:
    """An empty text and one of line breaks are annotated like any other."""
    for text in ("", "\n\n \n"):
        assert not annotate(nlp, text).spans["newsfacts/parties"]


def test_doc_travels_between_processes(nlp: Language) -> None:
    """Entries survive a Doc's way through bytes."""
    doc = annotate(nlp, "Ann Lee (Con) lost.")
    doc._.newsfacts_layout = None  # the layout's own type is not this component's to send
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    entries = again.spans["newsfacts/parties"][0]._.newsfacts_entries
    assert [(entry.name, entry.countries) for entry in entries] == [
        ("Conservative", ("CA",)),
        ("Conservative", ("GB",)),
    ]
