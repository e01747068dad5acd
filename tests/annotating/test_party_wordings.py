"""People's parties in the wordings of many outlets: each line a text and what it tells of each person."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

# Leaders and those who speak for a party.
LEADER = [
    ("Labour leader Ida Oake said the result was dire.", {"Ida Oake": "Labour"}),
    ("The Labour leader, Ida Oake, said the result was dire.", {"Ida Oake": "Labour"}),
    ("Ida Oake, leader of the Labour Party, said the result was dire.", {"Ida Oake": "Labour"}),
    ("Ida Oake, who leads the Scottish Conservatives, said the result was dire.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, the deputy leader of the Lib Dems, said the result was dire.", {"Ida Oake": "Liberal Democrats"}),
    (
        "The leader of the Conservative group on Stowe Council, Ida Oake, said the result was dire.",
        {"Ida Oake": "Conservative"},
    ),
    ("Ida Oake, leader of the council's Labour group, said the result was dire.", {"Ida Oake": "Labour"}),
    ("Conservative group leader Cllr Ida Oake said the result was dire.", {"Ida Oake": "Conservative"}),
    ("Conservative Party chairman Ida Oake blamed the weather.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, the Reform UK leader, called it an earthquake.", {"Ida Oake": "Reform UK"}),
    ("The Lib Dems' leader, Sir Tom Fell, hailed the win.", {"Sir Tom Fell": "Liberal Democrats"}),
    ("Opposition leader Ida Oake criticised Labour.", {"Ida Oake": None}),
    ("The party's leader, Ida Oake, said Reform UK had been humbled, as Labour kept Stowe.", {"Ida Oake": None}),
    ("Tory leader Ida Oake and her deputy, Tom Fell, stayed away.", {"Ida Oake": "Conservative"}),
    ("Sinn Féin president Ida Oake welcomed the vote.", {"Ida Oake": "Sinn Féin"}),
    ("Green Party co-leaders Ida Oake and Tom Fell welcomed the vote.", {"Ida Oake": "Green", "Tom Fell": "Green"}),
    ("Labour's leader in Scotland, Ida Oake, welcomed the vote.", {"Ida Oake": "Labour"}),
    (
        "Scottish Labour leader Ida Oake and Scottish Conservative leader Tom Fell clashed.",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative"},
    ),
    ("SNP leader and First Minister Ida Oake welcomed the vote.", {"Ida Oake": "SNP"}),
    ("First Minister and SNP leader Ida Oake welcomed the vote.", {"Ida Oake": "SNP"}),
    ("Plaid Cymru's Westminster leader, Ida Oake, welcomed the vote.", {"Ida Oake": "Plaid Cymru"}),
]

# Candidates whose party another clause or the sentence before names.
CANDIDATES = [
    ("Ida Oake, the farm vet defending the seat for the Conservatives, came second.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, the farm vet defending the council's record for the Labour mayor, came second.", {"Ida Oake": None}),
    ("Reform UK, fighting its first campaign, polled 2,944 with Ida Oake, a publican.", {"Ida Oake": "Reform UK"}),
    ("Reform UK agreed on a debate with Ida Oake, a publican.", {"Ida Oake": None}),
    ("She blamed the TUV, whose Ida Oake had 3,870 first preferences.", {"Ida Oake": "TUV"}),
    ("Alliance held its seat in Stowe through Ida Oake, a pharmacist.", {"Ida Oake": "Alliance"}),
    ("Ida Oake has won the byelection in Stowe. The NDP candidate, a planner, had 9,114 votes.", {"Ida Oake": "NDP"}),
    ("Ida Oake has won in Stowe. The NDP candidate, Tom Fell, had 914 votes.", {"Ida Oake": None, "Tom Fell": "NDP"}),
    ("Ida Oake and Tom Fell stood in Stowe. The NDP candidate, a planner, won.", {"Ida Oake": None, "Tom Fell": None}),
    ("Labour overturned a majority of 7,812 in Stowe. Ida Oake topped the poll.", {"Ida Oake": "Labour"}),
    (
        "In the Stowe by-election the Greens' Ida Oake fended off Labour, taking 17,221 votes to 16,607 for Tom Fell.",
        {"Ida Oake": "Green", "Tom Fell": "Labour"},
    ),
]

# Brackets and lists of results.
BRACKET = [
    (
        "Standing: Ida Oake (Labour), Tom Fell (Conservative), Jo Brae (Green Party), Al Toft (Independent).",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative", "Jo Brae": "Green", "Al Toft": "Independent"},
    ),
    (
        "Ida Oake (Lab) 1,234\nTom Fell (C) 1,011\nJo Brae (LD) 544\nAl Toft (Reform) 410",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative", "Jo Brae": "Liberal Democrats", "Al Toft": "Reform UK"},
    ),
    (
        "Ida Oake (Lab, 1,234), Tom Fell (Con, 1,011) and Jo Brae (Lib Dem, 544) all stood.",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative", "Jo Brae": "Liberal Democrats"},
    ),
    (
        "Labour: Ida Oake 1,234\nConservative: Tom Fell 1,011\nGreen: Jo Brae 400",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative", "Jo Brae": "Green"},
    ),
    (
        "Lab: Ida Oake 1,234; Con: Tom Fell 1,011; LD: Jo Brae 400.",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative", "Jo Brae": "Liberal Democrats"},
    ),
    ("Labour - Ida Oake - 1,234\nConservative - Tom Fell - 1,011", {"Ida Oake": "Labour", "Tom Fell": "Conservative"}),
    ("Ida Oake - Labour - 1,234\nTom Fell - Conservative - 1,011", {"Ida Oake": "Labour", "Tom Fell": "Conservative"}),
    ("Ida Oake, Labour, 1,234\nTom Fell, Conservative, 1,011", {"Ida Oake": "Labour", "Tom Fell": "Conservative"}),
    ("Ida Oake, Labour: 1,234\nTom Fell, Green Party: 1,011", {"Ida Oake": "Labour", "Tom Fell": "Green"}),
    (
        "Ida Oake (Labour Party) – 1,234 votes (elected)\nTom Fell (Local Conservatives) – 1,011 votes",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative"},
    ),
    (
        "Rep. Ida Oake (D-Ohio) and Sen. Tom Fell (R-Texas) disagreed.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "Rep. Ida Oake, D-Ohio, and Sen. Tom Fell, R-Texas, disagreed.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "State Sen. Ida Oake, D-Marlow, beat Rep. Tom Fell, R-East Stowe.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "Ida Oake (FF) was elected on count nine ahead of Tom Fell (SF), Jo Brae (Lab) and Al Toft (Ind) in Dublin.",
        {"Ida Oake": "Fianna Fáil", "Tom Fell": "Sinn Féin", "Jo Brae": "Labour", "Al Toft": "Independent"},
    ),
    (
        "Ida Oake (BJP) defeated Tom Fell of the Congress in the Lok Sabha bypoll.",
        {"Ida Oake": "BJP", "Tom Fell": "Congress"},
    ),
    ("Tom Fell (left) congratulates Labour's Ida Oake (centre).", {"Tom Fell": None, "Ida Oake": "Labour"}),
    (
        "Oake (Labour) 1,234, Fell (Conservative) 1,011. Ida Oake said she was thrilled. Tom Fell did not speak.",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative"},
    ),
]

# Beside the name.
APPOS = [
    ("Ida Oake, for the Conservatives, came second.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, of Labour, came second.", {"Ida Oake": "Labour"}),
    ("Ida Oake of Sinn Féin topped the poll.", {"Ida Oake": "Sinn Féin"}),
    ("Ida Oake, the Tory candidate, came second.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, a Conservative councillor in Stowe, came second.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, a teacher and the Labour candidate, came second.", {"Ida Oake": "Labour"}),
    ("Ida Oake, 43, the Labour candidate, came second.", {"Ida Oake": "Labour"}),
    ("Ida Oake, a former Labour MP who defected to Reform UK, came second.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake, formerly a Labour councillor, came second.", {"Ida Oake": None}),
    ("Fianna Fáil TD Ida Oake said the Government should listen.", {"Ida Oake": "Fianna Fáil"}),
    ("Fine Gael Senator Ida Oake said the Government should listen.", {"Ida Oake": "Fine Gael"}),
    ("The Liberal MLA Ida Oake said Ontario should listen.", {"Ida Oake": "Liberal"}),
    ("Liberal MP Ida Oake said Ottawa should listen.", {"Ida Oake": "Liberal"}),
    (
        "Congress nominee Ida Oake filed her papers in Bihar; BJP's Tom Fell had done so on Monday.",
        {"Ida Oake": "Congress", "Tom Fell": "BJP"},
    ),
    ("Democrat Ida Oake beat Republican Tom Fell.", {"Ida Oake": "Democratic", "Tom Fell": "Republican"}),
    ("Ida Oake, a Democrat, beat Tom Fell, a Republican.", {"Ida Oake": "Democratic", "Tom Fell": "Republican"}),
    (
        "Ida Oake, a Democrat from Stowe, beat Tom Fell, a two-term Republican.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "Ida Oake, the Democratic nominee for governor, beat Tom Fell, the Republican incumbent.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "Democratic state Rep. Ida Oake beat Republican businessman Tom Fell.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    (
        "Republican challenger Tom Fell lost to incumbent Democratic Sen. Ida Oake.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    ("Former Democratic governor Ida Oake spoke.", {"Ida Oake": None}),
    ("Ida Oake, Labor's candidate, won on preferences in Queensland.", {"Ida Oake": "Labor"}),
    (
        "Ida Oake, the endorsed Liberal candidate, lost to independent Tom Fell in Sydney.",
        {"Ida Oake": "Liberal", "Tom Fell": "Independent"},
    ),
    ("Ida Oake, who is standing for Labour, said so.", {"Ida Oake": "Labour"}),
    ("Ida Oake, who will fight the seat for the Greens, said so.", {"Ida Oake": "Green"}),
    ("Ida Oake, running on the Green ticket, said so.", {"Ida Oake": "Green"}),
    (
        "Ida Oake, the NDP's Tom Fell and Liberal Jo Brae debated in Ottawa.",
        {"Ida Oake": None, "Tom Fell": "NDP", "Jo Brae": "Liberal"},
    ),
]

# Rivals.
RIVAL = [
    ("Labour's Ida Oake beat her Conservative rival, Tom Fell.", {"Ida Oake": "Labour", "Tom Fell": "Conservative"}),
    ("Ida Oake beat her Labour rival Tom Fell.", {"Ida Oake": None, "Tom Fell": "Labour"}),
    (
        "Ida Oake, for Labour, and her Tory opponent Tom Fell shook hands.",
        {"Ida Oake": "Labour", "Tom Fell": "Conservative"},
    ),
    ("His Labour rival, nurse Ida Oake, was 1,000 votes behind.", {"Ida Oake": "Labour"}),
    ("Her Liberal rival, immigration lawyer Tom Fell, was 1,173 votes back in Ontario.", {"Tom Fell": "Liberal"}),
    ("Her closest challenger, the Lib Dem Tom Fell, was gracious.", {"Tom Fell": "Liberal Democrats"}),
    ("Her nearest rival was the Green candidate, Tom Fell.", {"Tom Fell": "Green"}),
    ("In second place was Labour's Tom Fell on 1,200.", {"Tom Fell": "Labour"}),
    (
        "Third in the Westminster contest was Reform haulier Tom Fell (6,882), followed by Ida Oake of the Greens.",
        {"Tom Fell": "Reform UK", "Ida Oake": "Green"},
    ),
    ("A majority of 318 over the Lib Dem beekeeper Tom Fell.", {"Tom Fell": "Liberal Democrats"}),
    ("She had trailed Labour all week, Tom Fell told reporters.", {"Tom Fell": None}),
    ("She was well behind Green Ida Oake on 1,947 in Westminster.", {"Ida Oake": "Green"}),
]

# What somebody does for a party.
VERB = [
    ("Ida Oake won the seat for Labour with 12,000 votes.", {"Ida Oake": "Labour"}),
    ("Ida Oake limped home for the Conservatives with 2,206.", {"Ida Oake": "Conservative"}),
    ("Ida Oake took the seat for the Lib Dems.", {"Ida Oake": "Liberal Democrats"}),
    ("Ida Oake came third for the Greens.", {"Ida Oake": "Green"}),
    ("Ida Oake finished fourth for Reform UK on 1,204.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake polled 1,204 votes for Reform UK.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake secured 1,204 votes for the Liberal Democrats.", {"Ida Oake": "Liberal Democrats"}),
    ("Ida Oake was second for Labour with 4,000 votes.", {"Ida Oake": "Labour"}),
    ("Ida Oake is standing for Labour in Stowe.", {"Ida Oake": "Labour"}),
    ("Ida Oake will stand for Labour in Stowe.", {"Ida Oake": "Labour"}),
    ("Ida Oake has been selected by Labour to fight Stowe.", {"Ida Oake": "Labour"}),
    ("Ida Oake has been chosen as the Conservative candidate for Stowe.", {"Ida Oake": "Conservative"}),
    ("Labour has picked Ida Oake to fight the seat.", {"Ida Oake": "Labour"}),
    ("Labour's candidate was Ida Oake, a nurse.", {"Ida Oake": "Labour"}),
    ("Labour's candidate, Ida Oake, a nurse, was pleased.", {"Ida Oake": "Labour"}),
    ("The Conservative candidate was Ida Oake.", {"Ida Oake": "Conservative"}),
    ("The Conservatives fielded Ida Oake, a nurse.", {"Ida Oake": "Conservative"}),
    ("Ida Oake kept the seat for the Tories by 117 votes.", {"Ida Oake": "Conservative"}),
    (
        "Ida Oake had to wait until 6.20am to learn that she had kept the seat for the Tories by 117 votes.",
        {"Ida Oake": "Conservative"},
    ),
    ("Ida Oake, who had represented the constituency for Labour since 1997, resigned.", {"Ida Oake": "Labour"}),
    ("Ida Oake joined Reform UK last year.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake defected from the Conservatives to Reform UK last year.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake quit Labour last year.", {"Ida Oake": None}),
    ("Ida Oake quit Labour to sit as an independent.", {"Ida Oake": "Independent"}),
    ("Ida Oake was endorsed by the Liberal Democrats.", {"Ida Oake": None}),
    ("Ida Oake voted for Labour.", {"Ida Oake": None}),
    ("Ida Oake, who votes Labour, said so.", {"Ida Oake": None}),
    ("Ida Oake said she was voting for the Conservatives.", {"Ida Oake": None}),
    ("Ida Oake spoke for Labour when he asked for a recount, said Tom Fell.", {"Tom Fell": None}),
    ("Reform UK had to be content with third place and 7,951 votes for Ida Oake.", {"Ida Oake": "Reform UK"}),
    (
        "Labour's Ida Oake won Stowe with 1,200 votes to 900 for Tom Fell.",
        {"Ida Oake": "Labour", "Tom Fell": None},
    ),
    ("Ida Oake of Labour polled 1,200 votes, to 900 for Tom Fell.", {"Ida Oake": "Labour", "Tom Fell": None}),
    (
        "There was a lost deposit for the Liberal Democrat, Tom Fell, whose 1,487 amounted to 4.3 per cent.",
        {"Tom Fell": "Liberal Democrats"},
    ),
    ("It was a bad night for the Conservatives, Tom Fell said.", {"Tom Fell": None}),
    (
        "For the Greens, Ida Oake, the co-leader, declared that the party was no longer a protest.",
        {"Ida Oake": "Green"},
    ),
    ("For Labour, Ida Oake said it was a hard night.", {"Ida Oake": "Labour"}),
    ("For the Conservatives, Ida Oake polled 2,300 votes.", {"Ida Oake": "Conservative"}),
    ("Speaking for the SNP, Ida Oake said it was a hard night.", {"Ida Oake": "SNP"}),
    ("For Labour voters, Ida Oake was a stranger.", {"Ida Oake": None}),
    ("For Labour, Ida Oake was the problem.", {"Ida Oake": None}),
]

# Winners of seats that a party won.
WINNER = [
    ("Labour held the seat as Ida Oake polled 9,000 votes.", {"Ida Oake": "Labour"}),
    (
        "Labour has gained Stowe from the Conservatives in a by-election. Ida Oake won with 9,000 votes.",
        {"Ida Oake": "Labour"},
    ),
    (
        "The Lib Dems have won the Stowe by-election. Ida Oake took 9,000 votes, beating the Conservative Tom Fell.",
        {"Ida Oake": "Liberal Democrats", "Tom Fell": "Conservative"},
    ),
    ("Labour won the Stowe by-election, with Ida Oake taking 9,000 votes.", {"Ida Oake": "Labour"}),
    (
        "Labour took Stowe for the first time. Ida Oake, a paramedic, won with 17,644 votes to Tom Fell's 15,209.",
        {"Ida Oake": "Labour", "Tom Fell": None},
    ),
    (
        "Reform UK has seized Stowe from Labour. Its candidate, Ida Oake, took 871 votes to Labour's Tom Fell's 406.",
        {"Ida Oake": "Reform UK", "Tom Fell": "Labour"},
    ),
    ("A Labour candidate has won Stowe. Ida Oake beat Tom Fell by 20 votes.", {"Ida Oake": "Labour", "Tom Fell": None}),
    ("The SNP has held on to Stowe. Ida Oake won the by-election with a majority of 2,000.", {"Ida Oake": "SNP"}),
    (
        "Democrats flipped a state Senate seat in Ohio on Tuesday. Ida Oake defeated Tom Fell with 52% of the vote.",
        {"Ida Oake": "Democratic"},
    ),
    (
        "A Democrat has won a special election in Ohio. Ida Oake defeated Republican Tom Fell.",
        {"Ida Oake": "Democratic", "Tom Fell": "Republican"},
    ),
    ("Labour holds Stowe\n\nIda Oake has been elected with 9,000 votes.", {"Ida Oake": "Labour"}),
    (
        "Conservatives win council by-election\n\nIda Oake was elected to Stowe Council on Thursday with 900 votes.",
        {"Ida Oake": "Conservative"},
    ),
    ("Labour lost Stowe. Ida Oake won by 400 votes.", {"Ida Oake": None}),
    ("The seat was Labour's. Ida Oake won by 400 votes.", {"Ida Oake": None}),
]

# The party named before.
COREF = [
    ("Labour was jubilant. The party's candidate, Ida Oake, danced.", {"Ida Oake": "Labour"}),
    ("Labour was jubilant. The party's candidate Ida Oake danced.", {"Ida Oake": "Labour"}),
    ("Reform UK came second. Its candidate, Tom Fell, blamed postal votes.", {"Tom Fell": "Reform UK"}),
    ("The Greens came fifth. Their candidate, Tom Fell, blamed postal votes.", {"Tom Fell": "Green"}),
    ("The Greens came fifth, with their candidate Tom Fell on 500 votes.", {"Tom Fell": "Green"}),
    ("Labour finished behind Reform UK. The party's candidate, Tom Fell, blamed postal votes.", {"Tom Fell": None}),
    ("Her party leader, Tom Fell, said so. Labour's Ida Oake nodded.", {"Ida Oake": "Labour"}),
    ("Labour's Ida Oake nodded. Her party leader, Tom Fell, said so.", {"Ida Oake": "Labour", "Tom Fell": "Labour"}),
    (
        "Ida Oake, the Labour MP, nodded. Her party colleague Tom Fell said so.",
        {"Ida Oake": "Labour", "Tom Fell": "Labour"},
    ),
    (
        "Ida Oake, the Labour MP, nodded. Her fellow Labour MP Tom Fell said so.",
        {"Ida Oake": "Labour", "Tom Fell": "Labour"},
    ),
    (
        "Ida Oake, the Labour MP, nodded. Fellow Democrat Tom Fell said so in Ohio.",
        {"Ida Oake": "Labour", "Tom Fell": "Democratic"},
    ),
    (
        "Ida Oake, the Labour candidate, won. Her predecessor, Tom Fell, stepped down in May.",
        {"Ida Oake": "Labour", "Tom Fell": None},
    ),
    ("Ida Oake succeeded Tom Fell, a fellow Republican, in Ohio.", {"Ida Oake": None, "Tom Fell": "Republican"}),
    ("The seat fell vacant when Labour's Tom Fell died.", {"Tom Fell": "Labour"}),
    ("The by-election was triggered by the death of Labour councillor Tom Fell.", {"Tom Fell": "Labour"}),
    ("The by-election was called after the resignation of Conservative Tom Fell.", {"Tom Fell": "Conservative"}),
    (
        "The vacancy arose when Tom Fell, the former Labour minister for fishing, was appointed to the Lords.",
        {"Tom Fell": None},
    ),
    ("Ida Oake said that Labour had lost its way. The Conservative agreed with nobody.", {"Ida Oake": None}),
]

# Leaders and what they lead.
GOV = [
    ("The Labour prime minister, Ida Oake, will not resign.", {"Ida Oake": "Labour"}),
    ("Conservative Prime Minister Ida Oake will not resign.", {"Ida Oake": "Conservative"}),
    ("Prime Minister Ida Oake's Liberals lost the Ontario riding.", {"Ida Oake": "Liberal"}),
    ("Ida Oake's Conservatives lost the seat.", {"Ida Oake": "Conservative"}),
    ("Ida Oake's Labour government lost the vote.", {"Ida Oake": "Labour"}),
    ("Ida Oake's Labour lost the seat.", {"Ida Oake": "Labour"}),
    (
        "The defeat is a blow for Ida Oake, whose Labour government has been in power for two years.",
        {"Ida Oake": "Labour"},
    ),
    ("Labour lost a seat, in a blow to Prime Minister Ida Oake.", {"Ida Oake": None}),
    ("Ida Oake's attack on Labour failed. Ida Oake's Labour critics smiled.", {"Ida Oake": None}),
    ("Ida Oake's Conservative opponent, Tom Fell, smiled.", {"Ida Oake": None, "Tom Fell": "Conservative"}),
    ("The Labour government, led by Ida Oake, lost.", {"Ida Oake": "Labour"}),
    ("Labour, led by Ida Oake, lost.", {"Ida Oake": "Labour"}),
    ("The Conservatives under Ida Oake lost ground.", {"Ida Oake": "Conservative"}),
    ("Under Ida Oake, the Conservatives lost ground.", {"Ida Oake": "Conservative"}),
    ("Ida Oake has led the Conservatives since 2020.", {"Ida Oake": "Conservative"}),
    ("Ida Oake became Conservative leader in 2020.", {"Ida Oake": "Conservative"}),
    ("Ida Oake was elected leader of the Conservatives in 2020.", {"Ida Oake": "Conservative"}),
    ("Ida Oake told Labour members that the Tories were finished.", {"Ida Oake": None}),
    ("Ida Oake, whose Tories were beaten, frowned.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, who attacked the Tories, frowned.", {"Ida Oake": None}),
    ("Ida Oake ruled out a pact with Reform UK.", {"Ida Oake": None}),
    ("Ida Oake ousted Labour's Tom Fell in 2019.", {"Ida Oake": None, "Tom Fell": "Labour"}),
]

# Members, one or several.
MEMBER = [
    ("Ida Oake, the veteran Labour MP for Stowe, called on her to go.", {"Ida Oake": "Labour"}),
    ("Ida Oake, Labour MP for Stowe, called on her to go.", {"Ida Oake": "Labour"}),
    ("Ida Oake MP (Labour, Stowe) called on her to go.", {"Ida Oake": "Labour"}),
    ("Ida Oake MP, Labour's health spokesperson, called on her to go.", {"Ida Oake": "Labour"}),
    ("The SNP's health spokesperson, Ida Oake MSP, called on her to go.", {"Ida Oake": "SNP"}),
    ("Backbench Tory MP Ida Oake called on her to go.", {"Ida Oake": "Conservative"}),
    (
        "The Tory MP Ida Oake and the Labour peer Lord Brae called on her to go.",
        {"Ida Oake": "Conservative", "Lord Brae": "Labour"},
    ),
    ("One Labour MP, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("Another Conservative, Ida Oake, said so.", {"Ida Oake": "Conservative"}),
    (
        "Conservatives including Ida Oake and Tom Fell said so.",
        {"Ida Oake": "Conservative", "Tom Fell": "Conservative"},
    ),
    ("Labour MPs Ida Oake and Tom Fell said so.", {"Ida Oake": "Labour", "Tom Fell": "Labour"}),
    (
        "Labour councillors Ida Oake, Tom Fell and Jo Brae said so.",
        {"Ida Oake": "Labour", "Tom Fell": "Labour", "Jo Brae": "Labour"},
    ),
    ("Democrats Ida Oake and Tom Fell said so.", {"Ida Oake": "Democratic", "Tom Fell": "Democratic"}),
    (
        "Three Republicans, Ida Oake, Tom Fell and Jo Brae, voted no.",
        {"Ida Oake": "Republican", "Tom Fell": "Republican", "Jo Brae": "Republican"},
    ),
    ("Sens. Ida Oake, R-Maine, and Tom Fell, D-Ohio, voted no.", {"Ida Oake": "Republican", "Tom Fell": "Democratic"}),
    ("Independent councillor Ida Oake abstained.", {"Ida Oake": "Independent"}),
    ("Ida Oake, an independent, abstained.", {"Ida Oake": "Independent"}),
    ("Ida Oake, the Independent who had been tipped to win, abstained.", {"Ida Oake": "Independent"}),
    ("Independent Ida Oake got 300 votes in Ohio.", {"Ida Oake": "Independent"}),
    ("Independent analyst Ida Oake said so.", {"Ida Oake": None}),
    ("Labour activist Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour supporter Ida Oake said so.", {"Ida Oake": None}),
    ("Expelled Labour MP Ida Oake said so.", {"Ida Oake": None}),
    ("Labour defector Ida Oake said so.", {"Ida Oake": None}),
    ("Ex-Tory MP Ida Oake, now of Reform UK, said so.", {"Ida Oake": "Reform UK"}),
    ("Tory-turned-Lib Dem Ida Oake said so.", {"Ida Oake": "Liberal Democrats"}),
    ("Former Conservative MP Ida Oake, who now sits as an independent, said so.", {"Ida Oake": "Independent"}),
    ("Labour-backed independent Ida Oake said so.", {"Ida Oake": "Independent"}),
    ("Republican-backed businesswoman Ida Oake said so in Ohio.", {"Ida Oake": None}),
    ("Anti-Labour campaigner Ida Oake said so.", {"Ida Oake": None}),
    ("Labour-run Stowe Council said Ida Oake was wrong.", {"Ida Oake": None}),
    ("Labour turned to Ida Oake.", {"Ida Oake": None}),
    ("Ida Oake asked a Labour councillor, Tom Fell, to resign.", {"Ida Oake": None, "Tom Fell": "Labour"}),
    ("“The Tories are finished,” Ida Oake said.", {"Ida Oake": None}),
    ("Ida Oake said the Conservative, Tom Fell, had lied.", {"Ida Oake": None, "Tom Fell": "Conservative"}),
    ("Two Labour candidates, Ida Oake and Tom Fell, were elected.", {"Ida Oake": "Labour", "Tom Fell": "Labour"}),
    ("Labour's Ida Oake and Tom Fell were elected in May.", {"Ida Oake": "Labour"}),
    ("Sitting Conservative Tom Fell lost to Labour's Ida Oake.", {"Tom Fell": "Conservative", "Ida Oake": "Labour"}),
    ("Tom Fell, the sitting Conservative, lost.", {"Tom Fell": "Conservative"}),
    ("Tom Fell, who won the seat for the Conservatives in 2019, lost.", {"Tom Fell": "Conservative"}),
    ("Tom Fell, the Conservative who won the seat in 2019, lost.", {"Tom Fell": "Conservative"}),
    ("Tom Fell, Reform's candidate, lost in Westminster.", {"Tom Fell": "Reform UK"}),
    ("Reform's Tom Fell lost; UKIP's Ida Oake too.", {"Tom Fell": "Reform UK", "Ida Oake": "UKIP"}),
    (
        "National's Tom Fell beat Labour's Ida Oake in a New Zealand electorate; ACT's Jo Brae sat in Wellington.",
        {"Tom Fell": "National", "Ida Oake": "Labour", "Jo Brae": "ACT"},
    ),
    (
        "The Nationals' Tom Fell beat One Nation's Ida Oake in Queensland.",
        {"Tom Fell": "Nationals", "Ida Oake": "One Nation"},
    ),
    (
        "Teal independent Ida Oake beat the Liberals' Tom Fell in Sydney.",
        {"Ida Oake": "Independent", "Tom Fell": "Liberal"},
    ),
    (
        "Samajwadi Party candidate Ida Oake lost to the BJP's Tom Fell in Uttar Pradesh.",
        {"Ida Oake": "Samajwadi Party", "Tom Fell": "BJP"},
    ),
    (
        "Trinamool's Ida Oake and the CPI(M)'s Tom Fell campaigned in Kolkata.",
        {"Ida Oake": "Trinamool Congress", "Tom Fell": "Communist Party of India (Marxist)"},
    ),
    ("DUP MLA Ida Oake and Alliance's Tom Fell met in Belfast.", {"Ida Oake": "DUP", "Tom Fell": "Alliance"}),
    (
        "Bloc Québécois candidate Ida Oake beat Liberal Tom Fell in Montreal.",
        {"Ida Oake": "Bloc Québécois", "Tom Fell": "Liberal"},
    ),
    ("He stood in London as an independent fighting to save the pier, said Ida Oake.", {"Ida Oake": None}),
    (
        "SP president Ida Oake wept after the Samajwadi Party (SP) lost in Uttar Pradesh; Tom Fell of the SP did not.",
        {"Ida Oake": "Samajwadi Party", "Tom Fell": "Samajwadi Party"},
    ),
    ("FG's Ida Oake and SF councillor Tom Fell met at the Dáil.", {"Ida Oake": "Fine Gael", "Tom Fell": "Sinn Féin"}),
]

# Winners whom the next sentence opens with.
NEXT = [
    (
        "Labour took Stowe for the first time. Ida Oake, a medic, won with 17,644 votes to Tom Fell's 15,209.",
        {"Ida Oake": "Labour", "Tom Fell": None},
    ),
    (
        "In Iowa, Republicans fended off a challenge. Hog farmer Ida Oake defeated Democrat Jo Brae, 8,912 to 7,964.",
        {"Ida Oake": "Republican", "Jo Brae": "Democratic"},
    ),
    (
        "REFORM wept as Labour stormed back to seize Stowe.\n\nIda Oake, 47, romped home, leaving Tom Fell on 11,092.",
        {"Ida Oake": "Labour", "Tom Fell": None},
    ),
    (
        "Conservatives win council by-election\n\nIda Oake was elected to Stowe Council on Thursday with 900 votes.",
        {"Ida Oake": "Conservative"},
    ),
    ("The Tories held Stowe in 2019 but lost it in May. Ida Oake won by 400 votes.", {"Ida Oake": None}),
    ("Labour won the debate. Ida Oake, the mayor, said it was dull.", {"Ida Oake": None}),
    ("Labour took Stowe. Ida Oake, for the Tories, polled 900 votes.", {"Ida Oake": "Conservative"}),
    ("Labour took Stowe. Ida Oake said she would appeal.", {"Ida Oake": None}),
    ("Labour would have won Stowe. Ida Oake won by 20 votes.", {"Ida Oake": None}),
    ("Labour won Stowe and the Tories held Ferrow. Ida Oake won by 20 votes.", {"Ida Oake": None}),
    ("Labour held the seat, with Ida Oake polling 900 votes for second place.", {"Ida Oake": None}),
    (
        "There was yet more misery for the Lib Dems. Ida Oake lost her deposit with 604 votes.",
        {"Ida Oake": "Liberal Democrats"},
    ),
    ("It was a bad night for the Lib Dems. Ida Oake, the mayor, said so.", {"Ida Oake": None}),
    ("The Tories won the 2015 election. Ida Oake won 232 seats.", {"Ida Oake": None}),
    ("The Tories took Stowe four years ago. Ida Oake won it by 20 votes.", {"Ida Oake": None}),
    ("The Tories held Stowe. Ida Oake took second place with 800 votes.", {"Ida Oake": None}),
]

# Of many countries.
POS = [
    ("Ida Oake (Labour Co-op) got 900 votes in London.", {"Ida Oake": "Labour"}),
    ("Ida Oake (Lab Co-op) 900\nTom Fell (Con) 800", {"Ida Oake": "Labour"}),
    ("Plaid's Ida Oake spoke in the Senedd; Plaid Cymru was third.", {"Ida Oake": "Plaid Cymru"}),
    ("Ida Oake - the Tory candidate - said so.", {"Ida Oake": "Conservative"}),
    ("TUSC candidate Ida Oake polled 90 votes in London.", {"Ida Oake": "TUSC"}),
    ("Ida Oake, from the Green Party, said so.", {"Ida Oake": "Green"}),
    ("Ida Oake, representing the Greens, said so.", {"Ida Oake": "Green"}),
    ("Ida Oake, on behalf of the Lib Dems, said so.", {"Ida Oake": "Liberal Democrats"}),
    ("Conservative Cllr Ida Oake said so.", {"Ida Oake": "Conservative"}),
    ("Councillor Ida Oake (Con, Stowe East) said so.", {"Ida Oake": "Conservative"}),
    ("Labour's parliamentary candidate for Stowe, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("The Conservative candidate in Stowe, Ida Oake, said so.", {"Ida Oake": "Conservative"}),
    ("Ida Oake and her Reform UK party were pleased.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake's party, Reform UK, was pleased.", {"Ida Oake": "Reform UK"}),
    ("Ida Oake will be Labour's candidate.", {"Ida Oake": "Labour"}),
    ("Ida Oake is the Labour candidate.", {"Ida Oake": "Labour"}),
    ("Labour candidate and local nurse Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour's winning candidate Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Newly elected Labour MP Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour's newest MP, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("Ida Oake becomes the Green Party's fifth MP.", {"Ida Oake": "Green"}),
    ("Ida Oake is the first Green MP for Stowe.", {"Ida Oake": "Green"}),
    ("GOP Rep. Ida Oake said so.", {"Ida Oake": "Republican"}),
    ("GOP challenger Ida Oake said so.", {"Ida Oake": "Republican"}),
    ("Democratic incumbent Ida Oake said so.", {"Ida Oake": "Democratic"}),
    ("The incumbent, Ida Oake, a Democrat, said so.", {"Ida Oake": "Democratic"}),
    ("Ida Oake, the GOP nominee, said so.", {"Ida Oake": "Republican"}),
    ("Ida Oake, a Republican who has represented the district since 2014, said so.", {"Ida Oake": "Republican"}),
    ("Ida Oake, running as a Democrat, said so.", {"Ida Oake": "Democratic"}),
    ("Ida Oake, one of five Republicans in the race, said so.", {"Ida Oake": "Republican"}),
    ("Ida Oake, who is a Democrat, said so.", {"Ida Oake": "Democratic"}),
    ("Republicans nominated Ida Oake in Ohio.", {"Ida Oake": "Republican"}),
    ("Mayor Ida Oake, a Democrat seeking a third term, said so.", {"Ida Oake": "Democratic"}),
    ("Labor MP Ida Oake said so in Canberra.", {"Ida Oake": "Labor"}),
    ("Liberal Senator Ida Oake said so in Canberra.", {"Ida Oake": "Liberal"}),
    ("The Member for Stowe, Labor's Ida Oake, said so.", {"Ida Oake": "Labor"}),
    ("Greens candidate Ida Oake said so in Sydney.", {"Ida Oake": "Green"}),
    ("National MP Ida Oake said so in Wellington, New Zealand.", {"Ida Oake": "National"}),
    ("ACT's Ida Oake said so in Wellington, New Zealand.", {"Ida Oake": "ACT"}),
    ("Te Pāti Māori co-leader Ida Oake said so.", {"Ida Oake": "Te Pāti Māori"}),
    ("Labour list MP Ida Oake said so in Wellington.", {"Ida Oake": "Labour"}),
    ("Ida Oake TD (FG) said so in the Dáil.", {"Ida Oake": "Fine Gael"}),
    ("Independent TD Ida Oake said so.", {"Ida Oake": "Independent"}),
    ("Green Party Minister Ida Oake said so in Dublin.", {"Ida Oake": "Green"}),
    ("BJP candidate Ida Oake said so.", {"Ida Oake": "BJP"}),
    ("Congress leader Ida Oake said so in Bihar, where the BJP rules.", {"Ida Oake": "Congress"}),
    ("AAP MLA Ida Oake said so in Delhi.", {"Ida Oake": "AAP"}),
    ("SP chief Ida Oake said so in Uttar Pradesh.", {"Ida Oake": "Samajwadi Party"}),
    ("NDP Leader Ida Oake said so in Ottawa.", {"Ida Oake": "NDP"}),
    (
        "PC candidate Ida Oake won in Ontario for the Progressive Conservatives.",
        {"Ida Oake": "Progressive Conservative"},
    ),
    ("Ida Oake, Labour's leader, said so.", {"Ida Oake": "Labour"}),
    ("Shadow minister Ida Oake, Labour's candidate in May, said so.", {"Ida Oake": "Labour"}),
    ("The seat was won by Ida Oake for Labour.", {"Ida Oake": "Labour"}),
    ("It was won by Labour's Ida Oake.", {"Ida Oake": "Labour"}),
    ("Labour MP for Stowe Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour MP for Stowe, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("The Labour MP, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("The Tories' Ida Oake said so.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, the Lib Dem who came second, said so.", {"Ida Oake": "Liberal Democrats"}),
    ("Tory former minister Ida Oake said so.", {"Ida Oake": "Conservative"}),
    ("Tory backbencher Ida Oake said so.", {"Ida Oake": "Conservative"}),
    ("Labour frontbencher Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour grandee Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Tory peer Baroness Oake said so.", {"Baroness Oake": "Conservative"}),
    ("Ida Oake, a Labour MP who voted against the bill, said so.", {"Ida Oake": "Labour"}),
    ("Ida Oake, the Conservative shadow chancellor, said so.", {"Ida Oake": "Conservative"}),
    ("Ida Oake, Conservative shadow chancellor, said so.", {"Ida Oake": "Conservative"}),
    ("Reform UK deputy leader Ida Oake said so.", {"Ida Oake": "Reform UK"}),
    ("Reform UK’s Ida Oake said so.", {"Ida Oake": "Reform UK"}),
    ("Labour veteran Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour whip Ida Oake acted as teller.", {"Ida Oake": "Labour"}),
    ("Ida Oake, Green councillor for Stowe, said so.", {"Ida Oake": "Green"}),
    ("Ida Oake, Green Party councillor, said so.", {"Ida Oake": "Green"}),
    ("Labour mayor Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour mayor of Stowe Ida Oake said so.", {"Ida Oake": "Labour"}),
    ("Labour's Mayor of Stowe, Ida Oake, said so.", {"Ida Oake": "Labour"}),
    ("Democratic Gov. Ida Oake said so.", {"Ida Oake": "Democratic"}),
    ("Republican state senator Ida Oake said so.", {"Ida Oake": "Republican"}),
]

# Parties that are somebody else's.
NEG = [
    (
        "Ida Oake, who won the Republican primary in Ohio, beat Tom Fell, a Democrat.",
        {"Ida Oake": None, "Tom Fell": "Democratic"},
    ),
    ("Labour-supporting actor Ida Oake said so.", {"Ida Oake": None}),
    ("Ida Oake, whose father was a Labour MP, said so.", {"Ida Oake": None}),
    ("Ida Oake, the daughter of a Tory MP, said so.", {"Ida Oake": None}),
    ("Ida Oake, married to Labour MP Tom Fell, said so.", {"Ida Oake": None}),
    ("Ida Oake, a critic of Labour, said so.", {"Ida Oake": None}),
    ("Labour's rival Ida Oake said so.", {"Ida Oake": None}),
    ("Ida Oake, who beat Labour's Tom Fell, said so.", {"Ida Oake": None}),
    ("Ida Oake, once tipped as a Labour leader, said so.", {"Ida Oake": None}),
    ("Ida Oake, an adviser to the Tory leader Tom Fell, said so.", {"Ida Oake": None}),
    ("Ida Oake, a pollster for the Lib Dems, said so.", {"Ida Oake": None}),
    ("Ida Oake, Labour's nemesis, said so.", {"Ida Oake": None}),
    ("Ida Oake, hated by Tories, said so.", {"Ida Oake": None}),
    ("Ida Oake, the only non-Labour councillor, said so.", {"Ida Oake": None}),
    ("Ida Oake, tipped to join Reform UK, said so.", {"Ida Oake": None}),
    ("Ida Oake, backed by Labour, said so.", {"Ida Oake": None}),
    ("Ida Oake wants Labour, the Greens and the SNP to talk.", {"Ida Oake": None}),
    ("Ida Oake warned Labour.", {"Ida Oake": None}),
    ("Ida Oake, of the Labour History Society, said so.", {"Ida Oake": None}),
    ("The seat Ida Oake won from Labour fell.", {"Ida Oake": None}),
    ("Ida Oake, who left Labour in 2019, said so.", {"Ida Oake": None}),
    ("Ida Oake, who was expelled from Labour, said so.", {"Ida Oake": None}),
    ("Ida Oake, previously a Conservative councillor, said so.", {"Ida Oake": None}),
    ("Ida Oake, in a seat Labour held, said so.", {"Ida Oake": None}),
    ("Ida Oake said Labour's Tom Fell was right.", {"Ida Oake": None}),
    ("Ida Oake, Labour said, was wrong.", {"Ida Oake": None}),
    ("Labour, Ida Oake said, was wrong.", {"Ida Oake": None}),
    ("According to Labour, Ida Oake was wrong.", {"Ida Oake": None}),
    ("For the Tories, Ida Oake is a headache.", {"Ida Oake": None}),
    ("Ida Oake under Labour had a dull time.", {"Ida Oake": None}),
    ("Ida Oake's Labour critics said so.", {"Ida Oake": None}),
    ("Ida Oake's Labour past is known.", {"Ida Oake": None}),
    ("Ida Oake told BBC Radio that the Tories, led by Tom Fell, were done.", {"Ida Oake": None}),
    ("Ida Oake met Conservatives Tom Fell and Jo Brae.", {"Ida Oake": None}),
    ("The Conservatives' attack on Ida Oake failed.", {"Ida Oake": None}),
    ("Ida Oake, standing against Labour, said so.", {"Ida Oake": None}),
    ("Ida Oake, a lifelong Labour voter, said so.", {"Ida Oake": None}),
    ("Lifelong Tory voter Ida Oake said so.", {"Ida Oake": None}),
    ("Ida Oake, 78, who has always voted Conservative, said so.", {"Ida Oake": None}),
    ("Ida Oake, a nurse, said she had switched from Labour to Reform UK.", {"Ida Oake": None}),
    ("Ida Oake, a cleaner, voted for the Lib Dems.", {"Ida Oake": None}),
    ("Labour's lead over Ida Oake grew.", {"Ida Oake": None}),
    ("Labour councillors, Ida Oake said, were wrong.", {"Ida Oake": None}),
    ("Asked about Labour, Ida Oake shrugged.", {"Ida Oake": None}),
    ("Thanks to Labour, Ida Oake said, it was over.", {"Ida Oake": None}),
    ("Labour lost. Ida Oake won by 20 votes.", {"Ida Oake": None}),
    ("Labour won the argument. Ida Oake took 20 books.", {"Ida Oake": None}),
    ("The Conservative Party conference heard from Ida Oake.", {"Ida Oake": None}),
    ("A Labour source said Ida Oake was out.", {"Ida Oake": None}),
    ("Pollster Ida Oake said Labour won.", {"Ida Oake": None}),
    ("Professor Ida Oake said the Liberal Democrats had won.", {"Ida Oake": None}),
    ("Returning officer Ida Oake declared Labour's Tom Fell the winner.", {"Ida Oake": None}),
    ("Bishop Ida Oake prayed for Labour.", {"Ida Oake": None}),
    ("Ida Oake, editor of Conservative Home, said so.", {"Ida Oake": None}),
    ("Ida Oake, of Labour List, said so.", {"Ida Oake": None}),
    ("Ida Oake, a reporter, asked the Tory leader, Tom Fell, to go.", {"Ida Oake": None}),
    ("Democrats attacked Ida Oake in Ohio.", {"Ida Oake": None}),
    ("Ida Oake, Democrats said, was wrong in Ohio.", {"Ida Oake": None}),
    (
        "Tom Fell, a Republican, won in Ohio. In the May primary he squeaked past county clerk Ida Oake by 9 votes.",
        {"Ida Oake": "Republican"},
    ),
    ("Ida Oake polled 13,748 votes to 11,601 for Labour.", {"Ida Oake": None}),
    ("Ida Oake took 9,000 votes to 800 for the Tory Tom Fell.", {"Ida Oake": None, "Tom Fell": "Conservative"}),
    ("Ida Oake won 900 votes, with 700 for the Greens and 20 for Labour.", {"Ida Oake": None}),
    ("Ida Oake got 900 votes against 700 for the SNP.", {"Ida Oake": None}),
    (
        "Tom Fell, a Republican, won in Ohio. In the final he beat county clerk Ida Oake by 211 votes.",
        {"Ida Oake": None},
    ),
    ("Ida Oake, the Republican presidential nominee's eldest daughter, spoke in Ohio.", {"Ida Oake": None}),
]

WORDINGS = [*LEADER, *CANDIDATES, *BRACKET, *APPOS, *RIVAL, *VERB, *WINNER, *COREF, *GOV, *MEMBER, *NEXT, *POS, *NEG]


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Doc]:
    """All texts, annotated in one run."""
    texts = [text for text, _ in WORDINGS]
    return dict(zip(texts, nlp.pipe(texts), strict=True))


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_parties(read: dict[str, Doc], text: str, expected: dict[str, str | None]) -> None:
    """Neither a party missed nor one that the text does not give."""
    found = {person.name: person.party for person in read[text]._.newsfacts_people}
    assert {name: found[name] for name in expected} == expected
