"""Word lists of council prose: closed-class words, head nouns by kind of thing, verbs by what they say.

Gathered for this project from general knowledge of English and of local government; no list is taken from elsewhere.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set(
    "a an the this that these those its their our your his her my each every all some any no both either neither"
    " several"
    " many most more few such another other one two three four five six seven eight nine ten various what which"
)
PREPOSITIONS = _set(
    "of in on at by for with from to into onto over under about across through throughout within without between among"
    " amongst against during before after since until till towards toward via per as like than alongside around"
    " near off"
    " up down out including following regarding concerning despite upon beyond besides except"
)
CONJUNCTIONS = _set(
    "and or but nor so yet while whilst whereas because although though if unless when where whether that which"
    " who whom"
    " whose how why then once therefore however also"
)
PRONOUNS = _set("i we you he she it they us them me him her itself themselves ourselves himself herself there here who")
AUXILIARIES = _set(
    "is are was were be been being am has have had having do does did done will would shall should can could may"
    " might must"
    " isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't cannot"
)
ADVERBS = _set(
    "not never also now already just only still even very really nearly almost about around over approximately"
    " currently"
    " recently successfully jointly closely fully initially originally previously subsequently then therefore thereby"
    " increasingly largely mainly often usually always further together forward back again later soon quickly regularly"
    " actively directly early formally locally nationally newly officially simultaneously specifically additionally"
    " meanwhile instead effectively particularly especially too well much more less least most far so regionally"
)
NUMBERS: dict[str, int] = {
    **{w: i for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen"
        " eighteen nineteen".split())},
    **{w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "dozen": 12, "hundred": 100,
}  # fmt: skip

# Verb forms that end a noun phrase to the left or right: finite forms of common verbs of this prose.
COMMON_VERBS = _set(
    "said says say told tell added explains explained wanted want wants needed need needs helped help helps made"
    " make makes"
    " took take takes given give gives gave got get gets found find finds saw see sees seen became become becomes"
    " began begin begins start starts started run runs ran bring brings brought led leads lead provide provides"
    " provided"
    " offer offers offered deliver delivers delivered develop develops developed launch launched launches create"
    " created"
    " creates commission commissioned commissions fund funded funds support supported supports work works worked"
    " include includes included involve involves involved enable enables enabled allow allows allowed ensure"
    " ensures ensured"
    " show shows showed shown identify identified identifies recognise recognised recognises agree agreed agrees decide"
    " decided decides set sets put puts use used uses meet meets met reach reaches reached attend attended attends"
    " receive"
    " received receives report reported reports increase increased increases reduce reduced reduces improve improved"
    " improves achieve achieved achieves save saved saves continue continued continues remain remains remained expand"
    " expanded expands introduce introduced introduces establish established establishes award awarded awards appoint"
    " appointed appoints recruit recruited recruits train trained trains employ employed employs host hosted hosts"
    " hold held holds open opened opens replace replaced replaces join joined joins build built builds form formed"
    " forms"
    " lie lies lay sit sits sat stand stands stood go goes went come comes came gone think thinks thought know"
    " knows knew"
    " known feel feels felt believe believes believed hope hopes hoped plan planned plans aim aims aimed seek"
    " seeks sought"
    " look looks looked try tries tried ask asks asked call called calls name named names face faced faces"
    " become came serve serves served cover covers covered focus focuses focused target targeted targets"
    " access accesses accessed visit visited visits complete completed completes collect collected sign signed signs"
    " publish published publishes pilot piloted test tested prove proved proves vary varies change changed changes"
    " refer refers referred share shared shares result resulted results shape shaped shapes influence influenced"
    " inform informed informs complement complemented complements cost costs pay paid pays spend spent spends"
    " undertake undertook undertaken undertakes carry carried carries"
)
# Of these, the ones that are nouns as often: verbs only after a thing, a pronoun, an auxiliary or "to".
NOUNS_TOO = _set(
    "access accesses need needs work works support supports plan plans change changes start report reports hope"
    " hopes result"
    " results cost costs use uses focus target targets visit visits test pilot train host share shares cover"
    " covers name names"
    " look call calls lead leads lay lie increase increases influence aim aims award awards fund funds offer"
    " offers form forms"
    " experience sign test trial place open run runs set sets meet meets attempt help think stand show shows place"
)
# Participles that stand before a noun as often as they are verbs: they do not end a noun phrase leftwards.
MODIFIER_PARTICIPLES = _set(
    "integrated shared targeted dedicated improved combined joined specialised tailored supported planned revised"
    " proposed"
    " renewed enhanced extended expanded trained established funded led based managed assisted connected"
)

GENERIC_MODIFIERS = _set(
    "new other different existing various such own certain key main wider whole local public further additional similar"
    " previous current first second third next last future more many several number range series variety set package"
    " extra good best great major important real big small large significant individual particular specific overall"
    " general same successful innovative effective positive available latest recent entire part initial original"
    " old former better excellent strong clear right council council's council-run nearly around about these those"
    " fantastic pioneering ambitious award-winning simple initial final subsequent popular vital essential regular"
)
# Head nouns of things that somebody runs. STRONG ones make a thing with any modifier of content; WEAK ones only where a
# verb says that it was founded, bought, run or offered; BARE ones are things without any modifier too.
STRONG_INITIATIVE_HEADS = _set(
    "pathway pathways pilot pilots scheme schemes programme programmes program project projects hub hubs clinic clinics"
    " workshop workshops campaign campaigns helpline hotline website portal app apps course courses toolkit fund"
    " initiative initiatives consultation survey procurement exercise strategy trial trials roadshow"
    " festival masterclass masterclasses webinar webinars conference event events framework charter pledge curriculum"
    " bootcamp bootcamps apprenticeships outreach co-location newsletter platform dashboard chatbot"
    " evaluation review redesign intervention interventions offer drop-in drop-ins café cafés cafe cafes"
    " competition challenge summit kits kit academy academies study studies phase phases prototype prototypes"
    " exhibition exhibitions fair fairs levy audit crèche celebration directory"
)
WEAK_INITIATIVE_HEADS = _set(
    "service services support plan plans sessions session classes class testing self-testing centre centres"
    " training screening tool grants grant packages package visits activities activity"
    " education counselling therapy vaccination treatment network networks resource"
    " resources collaboration partnership partnerships club clubs"
)
BARE_INITIATIVES = _set("co-location self-testing")
INITIATIVE_NAME_HEADS = _set(
    "Project Programme Program Scheme Service Services Initiative Strategy Plan Campaign Pilot Fund Grant Deal"
    " Framework"
    " Pathway Pathways Hub Hubs Model Review Pledge Charter Festival App Portal Platform Toolkit Course Summit"
    " Conference"
    " Vision Offer Approach Bond Loan Scheme Helpline Line Trial Trials Workshop Week Month Day Clinic Clinics"
    " Bootcamp Roadshow Roadmap Manifesto Trail Trails Fest Blueprint Promise Guarantee Covenant Passport Card"
    " Compact Challenge Accelerator Observatory Lab Labs Tool First Fair Event Register Zone Agenda Agreement Programmes"
    " Projects Schemes Initiatives Pilots Grants Cafe Café Academies Credits Festivals Expo Showcase Awareness"
)
NETWORK_NAME_HEADS = _set(
    "Partnership Partnerships Network Networks Forum Board Alliance Consortium Collaborative Collective Coalition"
    " Taskforce"
    " Collaboration Cluster Assembly"
)
ORGANISATION_NAME_HEADS = _set(
    "Trust CIC Ltd Limited LLP plc PLC CIO Foundation University College School Schools Academy NHS CCG CCGs ICB Police"
    " Constabulary Association Society Institute Agency Department Ministry Office Company Enterprise Enterprises"
    " Housing"
    " Homes Group Union Federation Church Charity Commission Consultants Consulting Consultancy Solutions Team"
    " Care Bank Club Co-operative Cooperative Corporation Practice Surgery Pharmacy Court Directorate Unit Services"
    " Executive Inspectorate Authority Government Parliament Council Councils Mission Ambulance Aid Minds Mind"
    " Industries"
    " Healthcare Health Systems Technologies Media Energy Contractors Construction Communities Community Army"
    " Cymru Wales"
    " Scotland England UK Ireland International Regulator Bureau Library Libraries Museums Hospitals Arts Leisure"
    " Ventures"
    " Committee Joinery Builders Developments Group Associates Partners Advice Wellbeing CCG Fire Faculty Chamber Commerce"
)
PLACE_NAME_HEADS = _set(
    "Hospital Park Square Street Road Estate Market Hall Museum Theatre Station Island Islands Valley Centre"
    " Center House"
    " Green Quay Wharf Common Gardens Garden Stadium Arena Avenue Lane Bridge Infirmary Clinic Castle Beach"
    " Harbour Docks Gate Place Court Tower Towers Building Airport Library Cathedral Coast Forest Hill Hills Campus"
)
TEAM_HEADS = _set("team")
DESCRIBED_BODY_HEADS = _set(
    "gp gps practice practices school schools charity charities provider providers trust firm company college"
    " university pharmacy"
)

POPULATION_HEADS = _set(
    "people residents women men children pupils patients families carers tenants adults students households parents"
    " veterans refugees migrants clients users customers learners teenagers youngsters mothers fathers babies infants"
    " adolescents homeowners leaseholders survivors victims offenders prisoners jobseekers apprentices volunteers"
    " workers employees staff citizens communities stakeholders seniors pensioners claimants care-leavers leavers"
    " sleepers"
    " boys girls individuals graduates businesses smokers drinkers rough-sleepers participants mums dads couples"
    " newcomers visitors commuters drivers cyclists motorists owners entrepreneurs asylum-seekers seekers"
    " toddlers under-fives over-65s homeless grandparents youth employers teachers practitioners professionals"
    " passengers landlords neighbours inpatients outpatients applicants trainees householders shoppers traders artists"
    " farmers"
)
# Populations that need a modifier to be anyone in particular, or a verb that serves them.
WIDE_POPULATIONS = _set(
    "people communities individuals workers employees users clients participants visitors citizens victims owners"
    " drivers"
    " seekers leavers sleepers"
)
ROLE_HEADS = _set(
    "director manager officer lead leader head executive councillor member holder consultant coordinator co-ordinator"
    " commissioner specialist chair chairman chairwoman mayor adviser advisor practitioner nurse worker principal"
    " headteacher secretary founder president ambassador spokesperson spokesman spokeswoman engineer architect analyst"
    " strategist assistant administrator convener supervisor registrar planner librarian curator trainer inspector"
    " superintendent chief sergeant minister deputy professor doctor gp paediatrician psychologist solicitor treasurer"
    " partner trustee facilitator navigator co-founder ceo"
)
TITLES = _set(
    "mr mrs ms miss dr prof professor cllr councillor sir dame lord lady rev reverend baroness inspector sergeant"
)
SPEECH_VERBS = _set(
    "said says added adds explained explains commented comments told tells stated states concluded concludes continued"
    " recalls recalled noted notes believes reflected reflects argues argued stressed stresses described describes"
)
GIVEN_NAMES = _set(
    "aaron abdul abigail adam adrian aisha alan alastair albert alex alexander alexandra alice alison alistair"
    " amanda amber"
    " amelia amir amy andrea andrew andy angela angus anita ann anna anne annette annie anthony antonia arthur"
    " ashley asif"
    " barbara barry beatrice becky ben benjamin bernadette bernard beth bethan beverley bill bob bradley brenda"
    " brian bridget"
    " bronwen bruce bryan cameron carl carol caroline carolyn catherine cathy cerys charles charlie charlotte"
    " cheryl chloe chris"
    " christian christina christine christopher claire clare clive colin connor craig cristina daisy damian dan"
    " daniel daniela"
    " danny darren dave david dawn dean debbie deborah denise dennis derek diana diane dominic donald donna"
    " dorothy douglas"
    " duncan dylan eddie edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erica erin esther"
    " eve evelyn"
    " ewan faith farah fatima faye felicity fergus finlay fiona frances francesca francis frank fred freya gareth"
    " gary gavin"
    " gemma geoff geoffrey george georgia georgina gerald gerard gill gillian glen glenn glynis gordon grace"
    " graeme graham grant"
    " greg gwen hannah harriet harry hassan hayley hazel heather heidi helen henry hilary holly howard hugh ian"
    " imran iain"
    " irene isabel isobel jack jackie jacob jacqueline jade jake james jamie jan jane janet janice jason jasmine"
    " jayne jean"
    " jeff jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne joe john jon jonathan jordan joseph"
    " josephine"
    " josh joshua joy joyce judith judy julia julian julie june justin karen kate katherine kathleen kathryn kathy"
    " katie kay"
    " keith kelly ken kenneth kerry kevin kim kirsten kirsty kristin kyle laura lauren laurence leah lee leigh leo"
    " leon leonard"
    " lesley leslie lewis liam lily linda lindsay lisa liz lloyd lois lorna lorraine louis louisa louise lucy luke"
    " lydia"
    " lynda lynn lynne mabel maggie malcolm mandy marc marcus margaret maria marian marie marion mark martin"
    " martyn mary"
    " matt matthew maureen max megan mel melanie melissa michael michele michelle miles mick mike miriam mo"
    " mohammed mohammad"
    " moira mohamed molly monica muhammad nadia naomi natalie natasha neil nia niall nicholas nick nicky nicola"
    " nicole nigel"
    " nina noel nora norma norman olivia oliver oscar owen pam pamela pat patricia patrick paul paula pauline"
    " penelope penny"
    " perry pete peter phil philip philippa phillip phoebe priya rachael rachel ralph ray raymond rebecca rhian"
    " rhys richard"
    " rick rita rob robert roberta robin rod roger roisin ron ronald rory rosa rose rosemary rosie ross roy ruby"
    " rupert russell"
    " ruth ryan sally sam samantha samuel sandra sandy sanjay sara sarah satwinder scott sean selina sharon shaun"
    " sheila shelley"
    " shirley sian simon siobhan sonia sophia sophie stacey stan stella stephanie stephen steve steven stewart"
    " stuart sue"
    " sunita susan susie suzanne sylvia tamsin tania tanya tara teresa terry tessa theresa thomas tim timothy tina"
    " toby tom"
    " tony tracey tracy trevor trish una valerie vanessa vera veronica vicky victor victoria vincent viv vivien"
    " wayne wendy"
    " will william yasmin yvonne zahra zara zoe"
    " aidan aileen ailsa aimee alana alec alfie alun amina anand andre aneurin angharad anil anisha antony anwen"
    " arun aziz bella"
    " bethany blair bobby bonnie brendan brett brigid bruno cal callum candice carla carly carmel cassie"
    " cecilia celia chantelle charlene charmaine chetan ciaran cindy clara clarissa clement conor corinne courtney"
    " curtis"
    " cynthia dafydd dale darrell davina declan deepa delyth della desmond dev dewi dilip dina dipak dirk doreen"
    " ed eddy edith edwin eilidh eilis eirlys elin elinor elise elliot eloise emlyn emyr erika ernest erwin ethan"
    " eugene"
    " euan eva farida fay fergal finn flora fraser gabriel gail gaynor georgie geraint germaine gerry gina glenda"
    " gloria gurpreet gwyn gwyneth hamish hamid hari harpreet hattie hefin henrietta howell huw hywel ibrahim"
    " imelda ingrid"
    " iona isaac isla ivan jacinta jagdeep janine jas jay jayesh jeanette jeffrey jenna jen jerome jessie jillian jodie"
    " johanna jonny josie joss juanita judi jules juliet juliette kamal kamran kanta karin karl katharine katrina"
    " kayleigh keeley"
    " keira kelvin khalid khadija kieran kiran kirstie kris krishna lara lata leanne leila lena lenny lindsey"
    " lindy liv lola"
    " lottie lowri lucinda lyn lynette maeve magda mair mairi malachy manjit manuel marcia marcella mari marina marissa"
    " marjorie marta martina maryam matthias maxine meera meg mehmet mena mercy meryl mhairi millie mina mitch mohan"
    " morag moray morgan morwenna murray myra nadeem nasreen natalia neal ned neha nelson nerys nesta niamh nikki"
    " nisha noreen odette olga olive olwen omar orla oonagh parveen patsy paulette pauline pearl petra philipa"
    " pippa polly poppy"
    " prakash pravin rahul raj rajesh ramesh ranjit rashid ravi reg rehana rena rhiannon rhona richie rina rishi"
    " robbie robyn"
    " roma ron rona rowan rowena rukhsana saeed saima sajid salma sanjeev sasha saskia satnam selwyn seb shabana"
    " shabnam"
    " shahid shane shannon sharad shazia sheena shereen shona sinead steph stevie sudha suki sukhdev suman sunil"
    " suresh surinder susanna suzan suzie sybil tahir tamara tanveer tariq tegan terence theo thelma tiffany tilly toni"
    " tracie tristan trudy uma umar usha vaughan venetia verity vikki vijay viola wahid waqar wes wilma winifred"
    " winston yusuf zainab zoey"
)
MONTHS: dict[str, int] = {
    m: i for i, m in enumerate(
        "january february march april may june july august september october november december".split(), 1)
}  # fmt: skip
