"""Classes of words of council prose that the learned judges see: nouns by kind of thing, verbs by what they do.

Gathered for this project from general knowledge of English; no list is taken from elsewhere. Unlike the lists of
`graphkit.extractors.words`, no rule hangs on a single word of these: training weighs each class.
"""

from __future__ import annotations

from graphkit.extractors import words as w

_CLASSES: dict[str, str] = {
    # people, one or many
    "group": (
        "abusers achievers addicts adolescent adolescents adopter adopters adult adults afghans africans alumni"
        " ambassador ambassadors amputees applicant applicants apprentice apprentices artist artists asians asthmatics"
        " asylum-seekers athletes attendee attendees audience audiences autistic babies baby beginners beneficiaries"
        " beneficiary bereaved bidders blind boy boys breadwinners builders business businesses buyer buyers campers"
        " care-leavers carer carers caretakers caribbeans cases champion champions child childminder childminders"
        " children christians citizen citizens claimant claimants cleaners client clients clinician clinicians coach"
        " coaches cohort cohorts colleague colleagues communities community commuter commuters connector connectors"
        " contractors councillor councillors councils counsellor counsellors couple couples crew crews customer"
        " customers cyclist cyclists dad dads dancers deaf delegate delegates dentists dependants dependents detainees"
        " developers diabetics diners disabled disadvantaged doctors donor donors drinker drinkers driver drivers"
        " dwellers earner earners elderly electors electricians employee employees employer employers engineers"
        " entrepreneur entrepreneurs evacuees ex-offenders expectant families family fans farmer farmers father"
        " fathers finishers firms foster-carers freelancer freelancers friend friends funder funders gamers gangs"
        " generation generations girl girls governor governors gps graduate graduates grandparent grandparents"
        " guardian guardians guest guests gypsies heads headteachers hindus holidaymakers homeless homeowner"
        " homeowners host hosts hoteliers household householder householders households immigrant immigrants"
        " individual individuals infant infants inmates inpatients investor investors isolated jews jobseeker"
        " jobseekers landlord landlords leader leaders learner learners leaseholder leaseholders leaver leavers lgbt"
        " lgbtq+ librarians licensees lodger lodgers lone man manager managers marginalised member members men mentor"
        " mentors microbusinesses midwife midwives migrant migrants minorities minority misusers mother mothers"
        " motorist motorists mum mums musicians muslims navigator navigators neet neets neighbour neighbours"
        " neurodivergent neurodiverse newborns newcomer newcomers nurse nurses nursing occupant occupants occupier"
        " occupiers offender offenders officer officers orphans outpatients over-50s over-65s over-75s owner owners"
        " paramedics parent parents participant participants partners passenger passengers patient patients"
        " pedestrians peer peers pensioner pensioners people performers perpetrator perpetrators person personnel"
        " pharmacists player players plumbers poles population populations practitioner practitioners pre-schoolers"
        " preschoolers prisoner prisoners professional professionals public publicans pupil pupils ratepayers readers"
        " recipient recipients referrals refugee refugees relative relatives renter renters resident residents"
        " responder responders retailer retailers returners riders roma rough-sleepers runners schoolchildren scooters"
        " seeker seekers sellers senior seniors sharers shielders shopkeeper shopkeepers shopper shoppers sibling"
        " siblings sikhs sleeper sleepers smes smoker smokers speakers spectators spouses squatters staff stakeholder"
        " stakeholders start-ups starters startups student students subcontractors sufferer sufferers suppliers"
        " survivor survivors suspects swimmers syrians taxpayers teacher teachers teams teenager teenagers teens"
        " tenant tenants therapist therapists toddler toddlers tourists trader traders tradesmen tradespeople trainee"
        " trainees traveller travellers trustees twenties ukrainians under-18s under-fives undergraduates"
        " underrepresented unemployed user users veteran veterans victim victims visitor visitors volunteer volunteers"
        " voters vulnerable walkers warden wardens widowers widows woman women worker workers workforce writers"
        " youngster youngsters youth youths"
    ),
    # words that tell groups of people apart
    "people_adj": (
        "adopted adult affected ageing asian at-risk autistic bame bereaved bisexual black blind care-experienced"
        " clinically deaf deprived diabetic disabled disadvantaged displaced elderly eligible ethnic excluded"
        " expectant female first-time fostered frail gay gypsy hard-to-reach high-risk homeless housebound inactive"
        " isolated lesbian lgbt lgbtq+ local lone lonely looked-after low-income male marginalised migrant minority"
        " muslim neurodivergent new newborn non-english-speaking obese older overweight partially-sighted pregnant"
        " preschool refugee registered retired roma rural school-age seldom-heard shielding single south-asian"
        " struggling teenage transgender traveller under-served underserved unemployed vulnerable working-age young"
        " younger"
    ),
    # what a person is
    "role": (
        "accountant administrator adviser advisor ambassador analyst architect artist assistant auditor baillie"
        " bishop ceo chair chairman chairperson chairwoman chancellor chaplain chief choreographer cllr co-founder co-"
        " ordinator coach commander commissioner composer conductor constable consultant convener convenor coordinator"
        " councillor counsellor curator dean dentist deputy designer developer dietitian director doctor ecologist"
        " economist editor engineer executive facilitator fellow firefighter founder governor gp head headteacher"
        " holder imam inspector keeper lead leader lecturer librarian manager mayor member mentor midwife minister mla"
        " mp ms msp navigator nurse nutritionist officer paediatrician paramedic pastor pharmacist physiotherapist"
        " planner practitioner president principal producer professor provost psychiatrist psychologist ranger"
        " registrar researcher scientist secretary sergeant solicitor specialist spokesman spokesperson spokeswoman"
        " statistician strategist superintendent supervisor surgeon surveyor therapist trainer treasurer trustee vicar"
        " vice-chair vice-chancellor warden worker"
    ),
    # what somebody runs
    "initiative": (
        "academies academy accommodation accreditation activities activity advocacy agreement agreements allotment"
        " allotments amnesty analysis apartments app appeal apprenticeship apprenticeships approach approaches apps"
        " assemblies assembly assessment assessments audit audits award awards ban band bans befriending benchmarking"
        " bid bids blog blueprint boiler boilers bond bonds booklet bootcamp bootcamps breakfast breakfasts bridge"
        " briefing briefings broadband budget budgets bulletin bursaries bursary bus buses cafe cafes café cafés"
        " camera cameras camp campaign campaigns camps card cards casework caseworker celebration certificate"
        " challenge charger chargers charter chatbot check checks choir choirs circle circles class classes clean-up"
        " cleanup clinic clinics club clubs co-location coaching collaboration collection collections commission"
        " compact competition composting concert concerts concession concordat conference conferences construction"
        " consultation consultations contract contracts conversation conversations conversion counselling course"
        " courses covenant crackdown creche crossing crossings crowdfunding crèche curfew curriculum cycleway"
        " cycleways dashboard dashboards database databases daycare deal deals degree demolition depot detox"
        " development developments diploma directory discount drive drop-in drop-ins e-learning education enforcement"
        " engagement evaluation evaluations event events excursions exercise exhibition exhibitions expansion"
        " extension fair fairs festival festivals film films flats fleet foodbank forum forums framework frameworks"
        " fund funds gala galleries gallery garden gardens grant grants group groups guarantee guidance guide guides"
        " handbook hearing heating helpdesk helpline helplines homes hostel hostels hotline hotspots houses hub hubs"
        " induction initiative initiatives inquiry insulation internship internships intervention interventions"
        " investigation jabs job jobs jury kiosk kiosks kit kitchen kitchens kitemark kits lane lanes launch leaflet"
        " leaflets league lesson lessons levy libraries library licence licensing lighting line listening loan loans"
        " lockers lottery lunch lunches magazine manifesto map mapping maps march masterclass masterclasses masterplan"
        " meals mediation meeting meetings membership memorandum mentoring merger minibus model modelling models"
        " module modules monitoring museum museums network networks newsletter nurseries nursery offer onboarding"
        " operation orchard orchards orchestra order orders outing outings outreach pack package packages packs panel"
        " panels pantries pantry parade park parks parties partnership partnerships party passport path paths pathway"
        " pathways patrol patrols performance performances permit permits phase phases pilot pilots placement"
        " placements plan plans planting platform platforms play playground playgrounds playgroup playgroups plays"
        " pledge podcast podcasts points policies policy pop-up pop-ups portal portals post poster posters posts prize"
        " procurement program programme programmes programs project projects promise protocol protocols prototype"
        " prototypes pump pumps qualification reablement recruitment recycling redesign redevelopment referral"
        " referrals refuge refuges refurbishment regeneration register rehabilitation relaunch renovation"
        " reorganisation repair report reports research residential reskilling resource resources respite restoration"
        " restructure retrofit retrofits reuse review reviews rewilding ride rides roadmap roadshow roadshows role"
        " roles roll-out rollout rota route routes run runs scheme schemes scholarship scholarships scrappage"
        " screening screenings sensor sensors service services session sessions shelter shelters shift shifts shop"
        " shops show shows shuttle shuttles software solar standard station stations store strategies strategy street"
        " streets studies study subscription subsidy summit supervision support surveillance survey surveys swap"
        " switchboard system systems tariff taskforce tea telecare telehealth tender tendering tenders terminal"
        " testing tests therapy tool toolkit toolkits tools tournament tournaments trail trails traineeship"
        " traineeships training transformation treatment triage trial trials trip trips turbine turbines units"
        " upskilling vacancies vaccination vaccinations video videos vision visit visits voucher vouchers walk walks"
        " webinar webinars website websites wifi woodland workbook workshop workshops zone zones"
    ),
    # bodies
    "org": (
        "academy advice agency aid ambulance army arts associates association authority ballet bank board bodies body"
        " branch brigade broadcaster builders bureau cabinet care ccg ccgs chamber charities charity church cic cio"
        " club co-operative college commerce commission committee communities company consortium constabulary"
        " construction consultancy consultants consulting contractors cooperative corporation council councils court"
        " cymru department developer developers developments diocese directorate energy england enterprise enterprises"
        " executive faculty federation fire firm firms force foundation government group gurdwara headquarters health"
        " healthcare homes hospice hospital hospitals housing icb industries infirmary inspectorate institute"
        " international ireland laboratories laboratory leisure library limited llp ltd manufacturer media mind"
        " ministry mission mosque museums mutual newspaper ngo nhs nonprofit not-for-profit observatory office"
        " ombudsman opera operator operators orchestra organisation organisations parish parliament partners pharmacy"
        " plc police practice provider providers publisher quango regiment regulator retailer school schools scotland"
        " secretariat service services society solutions studio subsidiary supermarket supplier suppliers surgery"
        " synagogue systems team technologies temple theatre trust uk union unit university ventures wales watchdog"
        " wellbeing"
    ),
    # standing groups
    "network": (
        "alliance alliances assembly board boards club cluster coalition collaboration collaborative collective"
        " committee consortium council federation forum forums group league movement network networks panel"
        " partnership partnerships roundtable steering taskforce union working"
    ),
    # places and buildings
    "facility": (
        "abbey airport allotments arcade area areas arena avenue barn barracks baths bay beach border borders borough"
        " bridge building campus canal castle cathedral cemetery center centre chapel church cinema city clinic close"
        " coast college common cottage county court courthouse crematorium crescent depot district dock docks drive"
        " esplanade estate farm field fields forest gallery garden gardens gate glen green gym hall harbour head hill"
        " hills hospital hotel house infirmary inn island islands lake lane library loch lodge mall manor marina"
        " market mews mill moor mosque museum neighbourhood neighbourhoods palace parish park peninsula pier pitch"
        " pitches place playing plaza point pool precinct priory prison promenade pub quay region reserve reservoir"
        " river road row school seafront site sites square stadium station street studio suburb terrace theatre tower"
        " towers town valley village walk ward way wharf wood woods works yard"
    ),
    # what is no thing of its own
    "abstract": (
        "aim aims ambition ambitions amount answer approach area aspect attitudes average awareness barrier barriers"
        " behaviour behaviours benefit benefits case century challenge challenges change changes concern concerns"
        " confidence cost costs crisis culture data day days decade decision decisions decline demand demands"
        " deprivation difference duty element equality evidence example experience fall fear feature feedback gap gaps"
        " goal goals growth health hour hours idea ideas impact impacts increase inequalities inequality information"
        " insight insights interest isolation issue issues knowledge lack learning lessons level levels loneliness lot"
        " majority mental minority mix month months need needs number numbers objective objectives opportunities"
        " opportunity outcome outcomes part percentage physical poverty pressure pressures principle principles"
        " priorities priority problem problems progress proportion quality question questions range rate rates"
        " reduction relationship relationships responsibility result results rise risk risks role safety security"
        " series set share shortage skills standard success thought time total trust understanding values variety way"
        " ways week weeks wellbeing year years"
    ),
    # money
    "money": (
        "allocation award budget bursary capital cash contribution contributions donation donations finance fund"
        " funding funds grant grants income investment levy loan loans money precept revenue savings settlement"
        " sponsorship subsidy tax"
    ),
    # setting up
    "v_lead": (
        "adopt adopted adopting adopts agree agreed announce announced approve approved back backed build building"
        " builds built carried carry carrying chair chaired chairs champion championed champions co-ordinated conduct"
        " conducted convene convened coordinate coordinated coordinates coordinating create created creates creating"
        " design designed designing designs develop developed developing develops devise devised draw drawn drew"
        " establish established establishes establishing expand expanded form formed forming found founded founding"
        " held hold holding holds host hosted hosting hosts implement implemented implementing initiate initiated"
        " initiates initiating instigate instigated introduce introduced introduces introducing launch launched"
        " launches launching lead leading leads led manage managed manages managing open opened organise organised"
        " organises organising oversaw oversee overseeing oversees own owned owns pilot piloted piloting pioneer"
        " pioneered pioneering produce produced produces publish published redesign redesigned relaunch relaunched"
        " roll rolled rolling set sets setting start started starting starts transform transformed trial trialled"
        " trialling undertake undertaken undertook unveil unveiled write written wrote"
    ),
    # running
    "v_provide": (
        "deliver delivered delivering delivers gave give given gives giving handle handled handles maintain"
        " maintained maintains man manned offer offered offering offers open opened opening opens operate operated"
        " operates operating place placed provide provided provides providing ran run running runs serve served serves"
        " serving staff staffed staffing staffs supplied supplies supply supplying taught teach teaches train trained"
        " trains"
    ),
    # buying
    "v_buy": (
        "appoint appointed appointing appoints award awarded awarding awards bought buy buying buys commission"
        " commissioned commissioning commissions contract contracted contracting contracts engage engaged hire hired"
        " outsource outsourced procure procured procurement procures procuring purchase purchased select selected"
        " tender tendered tendering"
    ),
    # paying
    "v_fund": (
        "allocate allocated award awarded back backed backing bid contribute contributed contributes donate donated"
        " finance financed finances financing fund funded funding funds grant granted grants invest invested investing"
        " invests match-funded matched paid pay paying pays receive received receives secure secured secures sponsor"
        " sponsored sponsors subsidise subsidised support supported win wins won"
    ),
    # taking part
    "v_join": (
        "attend attended attending attends bring brings brought collaborate collaborated collaborates consult"
        " consulted consulting consults contribute contributed contributes cooperate help helped helping helps include"
        " included includes including invite invited invites involve involved involves involving join joined joining"
        " joins participate participated partner partnered partnering partners refer referred referring refers support"
        " supported supporting supports take taken takes team teamed took unite united work worked working works"
    ),
    # helping
    "v_reach": (
        "access accessed accessing aim aimed aiming aims allow allowed allows assist assisted assists attend attended"
        " benefit benefited benefiting benefits consult consulted employ employed empower empowered empowers enable"
        " enabled enables enabling encourage encouraged encourages engage engaged engages engaging fed feed gave give"
        " gives help helped helping helps house housed housing interview interviewed join joined offer offered protect"
        " protected protects reach reached reaches reaching recruit recruited serve served serves support supported"
        " supporting supports survey surveyed target targeted targeting targets taught teach teaches train trained"
        " training trains treat treated use used uses using visit visited"
    ),
    # lying
    "v_place": (
        "across based centred covering covers held housed located opened operating serving sited situated throughout"
        " within"
    ),
    # ending
    "v_end": (
        "abandon abandoned cancel cancelled cease ceased close closed closes closing conclude concluded discontinue"
        " discontinued end ended ending ends expire expired finish finished replace replaced scrap scrapped stop"
        " stopped stopping stops suspend suspended wind withdraw withdrawn withdrew wound"
    ),
    # planning
    "v_plan": (
        "aim aims consider considered considering could due expect expected explore exploring hope hoped hopes hoping"
        " intend intended intends look looking may might plan planned planning plans prepare preparing propose"
        " proposed proposes scheduled seek seeking set will would"
    ),
    # saying
    "v_say": (
        "added adds argued argues believed believes commented comments concluded concludes continued described"
        " describes explained explains noted notes recalled recalls reflected reflects said say saying says stated"
        " states stressed stresses tells told"
    ),
}

_CLOSED: dict[str, frozenset[str]] = {
    "strong-head": w.STRONG_INITIATIVE_HEADS,
    "weak-head": w.WEAK_INITIATIVE_HEADS,
    "people-head": w.POPULATION_HEADS,
    "role-head": w.ROLE_HEADS,
    "verb": w.COMMON_VERBS - w.NOUNS_TOO,
    "verb-or-noun": w.NOUNS_TOO,
    "determiner": w.DETERMINERS,
    "preposition": w.PREPOSITIONS,
    "conjunction": w.CONJUNCTIONS,
    "pronoun": w.PRONOUNS,
    "auxiliary": w.AUXILIARIES,
    "generic": w.GENERIC_MODIFIERS,
    "adverb": w.ADVERBS,
    "number": frozenset(w.NUMBERS),
    "given-name": w.GIVEN_NAMES,
    "title": w.TITLES,
    "speech": w.SPEECH_VERBS,
    "month": frozenset(w.MONTHS),
}
_NAME_HEADS: dict[str, frozenset[str]] = {
    "initiative-name": w.INITIATIVE_NAME_HEADS,
    "organisation-name": w.ORGANISATION_NAME_HEADS,
    "network-name": w.NETWORK_NAME_HEADS,
    "place-name": w.PLACE_NAME_HEADS,
}


def _invert(classes: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, members in classes.items():
        for word in members:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


# Small letters → classes, in the order above; as written → classes of the last words of names.
CLASSES = _invert(_CLOSED | {name: frozenset(words.split()) for name, words in _CLASSES.items()})
NAME_CLASSES = _invert(_NAME_HEADS)
VERB_CLASSES = tuple(name for name in _CLASSES if name.startswith("v_"))
