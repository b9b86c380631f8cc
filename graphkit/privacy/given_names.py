"""Given names common in the United Kingdom, of all communities: names alone, gathered for this project."""

from __future__ import annotations

from graphkit.extractors.words import GIVEN_NAMES as _READ

# Besides those that persons are read by: a name too many hides a word here, and there would make a person of a place.
_MORE = """
abbas abbie abdulla abdullah abena abeni abiola abosede abraham abu achim ada adaeze adana addison adebayo adeel adele
adeline adenike adeola aditi aditya adnan adriana adrienne afolabi afsana agata agnes agnieszka ahmad ahmed aiden aine
aishah aiysha ajay akash akeem akhtar akin akua alain alanna alban aleena alejandra alejandro aleksandra alessandra
alessandro alessia alexa alexis alfred ali alia alick alina alisha alistaire aliyah allan allen ally alma alvin alyson
alyssa amadou amara amarjit ambreen amelie amiinah aminah amirah amit amita amna amrit amrita amritpal ana anais
anastasia anders andi andreas andree andrei andrej andrzej anetta anette angelica angelina angelique angelo anika
anindita anisa anish anjali anjum anke annabel annabelle annalise annamaria anneka anneli anneliese annelise annemarie
annmarie anouk ansar anselm anthea anton antonella antonio anuja anup anushka anwar aoife april aqsa arabella aran
archana archie ardal aria ariana arif arjun arlene armando arnav arnold arooj arran arshad artur arvind arwel arwen
asa asad asha ashish ashok ashraf asim asma astrid atif atiya audrey augusta augustine aurelia aurora ava avani avery
avril ayaan ayan ayesha ayisha aylin ayo ayodele ayomide ayse azhar azra babatunde bahar balbir baljit balraj
balvinder baptiste barnaby barney barrie bartek bartholomew bartosz bashir bastien bea beata becca beckie belinda
benedict beniamino benita benjy benny bernice bernie bert bertha bertie beryl bess bev bhavesh bhavini bhavna bianca
bijal bilal bilkis billie billy binita bisi blanche bogdan bola bolanle bonita boris boyd brad brady bram brandon
breda brennan bret briony bronagh brooke bryn bryony buddug bukola byron cadi caitlin caitriona caleb calvin camilla
camille candace caoimhe cara caradog careen carina carlo carlos carlota carmen carolina caron carrie carwyn caryl
casey caspar cass cassandra cassidy catalina catarina cath cathal catherina cathleen cathryn catia catrin catriona
cecil cecile ceinwen celeste celine ceri ceris cezary chandni chandra chantal charis charley charlotta chaya cher
cherie cherry chidi chima chinedu chinwe chioma chitra chrissie chrissy christa christabel christel christelle christi
christiana christiane christie christos chrystal chuks cian ciara cillian claes claude claudette claudia claudine
claus clea clem clementine cleo cliff clifford clifton clinton clodagh clotilde clyde cody colette colleen collette
colm colum conall concetta connie constance constantin cora coral cordelia corey corin corinna cormac cornelia
cornelius corrie costa costas cressida cris crispin cristian crystal cuthbert cyril dacia dafina dagmar dai daksha
dalbir dalia daljit damaris damon dana dania danica daniella danielle danuta daphne dara darcey darcy daria darius
dariusz darlene darragh darran darrel darrin darryl darya davey davide davie davinder davy dayo deanna deanne dearbhla
deb debora debra debs dee deena deepak deepika deirdre del delia delphine demelza demetra demetrius demi den dena
denholm denis deniz denny denzil dermot derrick desmonda devendra devika dhruv diarmuid diego diep dieter dilwyn
dimitra dimitri dimitrios dinah dinesh dion dionne dipa dipesh dipti diya dmitri dolly dolores dom domenica domenico
dominik dominika dominique donal donatella donnacha donovan dora dorcas doris dorota dorothea dorte doug dougie drew
duane duarte dudley dulcie dympna eamon eamonn ebony ebun eden edgar edie edmund edna edoardo eduardo edwina edyta
effie efua egle ehsan eibhlin eilir eimear eira eireann eiry ekaterina ekua elaina elana elena eleni eleri eleyna
elfed elgan eli elia eliana elias elijah elina elio elis eliza elke ellena elliott ellis ellise elliw elma elodie
eloisa elouise elsa elsbeth elsie elspeth elton elvira elwyn emanuel emeka emil emilia emiliano emilie emilio emir
emmanuel emmanuelle emmeline emmet emmie ena enda enfys enid enrico enrique enya eoghan eoin ephraim erik ernie errol
esme esmee esmeralda essie estelle etain ethel etta eugenia eugenie eunice eurig evan evangeline eveline evie ewa ewen
ezekiel ezra fabian fabio fabiola fahad fahim fahmida faisal faiz faiza faizal faizan falguni fareed fareeda farhan
farhana farid farooq farrah farrukh farzana fatemah faten fathima fatimah fatou fawzia fearghal federica federico
felicia felipe felix femi fenella ferdinand ferdous ferghal fergie fern fernanda fernando fflur fidelma filip filippo
fintan fionn fionnuala firdaus flavia florian florin florrie folake folasade fran franca francine francisco franco
francois frankie franklin franz freda freddie freddy frederic frederica frederick frederik freida frieda fritz funmi
funmilayo fyfe gabor gabriela gabriella gabrielle gaetano gagandeep gaia ganesh garfield garry garth gaurav gautam
gavan gearoid gene genevieve geoffry georgette georgiana georgios geraldine gerda gerhard gertrude gerwyn gethin
ghazala ghulam gian gideon gila gilbert giles gillie gino giorgio giovanna giovanni gisela giselle gita githa giulia
giuseppe gladys glenys glyn glynn gobind godfrey gopal goran grainne gray grazyna greer gregg gregor gregory greta
gretchen grigor grzegorz guido guilherme guillaume gurbaksh gurdeep gurdip gurinder gurjit gurmeet gurmit gursharan
gus gustav gustavo guto guy gwenda gwendolen gwendoline gwendolyn gwenllian gwenno gwilym gwion gwladys gwynne habib
habiba hadi hadiza hafiz hafsa hafsah haider haji hakan hakeem hala haleema halima halimah hamza hana hanan hanif
hanifa hank hanna hannelore hans harald hardeep hardip harinder haris harish harjinder harjit harley harold haroon
haroun harri harriette harveer harvey harvinder hasan haseeb hashim hasina hatice havva hayden haydn haydon heath heba
hector hedley hefina heike heini heinrich heledd helena helene helga heloise hema henk henri henrik henryk herbert
herman hermione hester hetty heulwen hien hilda hilde hina hira hitesh hoda hollie homer honor honora horace hortense
hoshi huda hugo humaira humphrey husain hussain hussein hyacinth ibironke ida idris ieuan ife ifeanyi ifeoma iftikhar
ignacio igor iko ikram ileana ilona ilyas iman imani imogen imogene imtiaz inaya inderjit indira indra ines inga inge
inger inigo ioan iola iolo ionela ionut iqbal iqra irena irfan irina iris irma irvin irving irwin isabela isabella
isabelle isadora isaiah ishaan ishaq ishmael islay ismaeel ismail isobelle issa issy ita ivana ivo ivor ivy iwan iwona
izabela izzy jacek jaci jackson jacquelyn jacqui jacquie jada jagjit jagtar jaime jalal jamal jameel jameela jamelia
jamil jamila jana janak janelle janette janey janis jannat jared jarek jaroslaw jasbir jasdeep jasjit jaskaran jasleen
jaspal jasper jaspreet jaswant jaswinder javaid javed javier jawad jaya jayant jayden jaymin jaynie jayshree jeanie
jeanne jeannie jed jemima jemma jena jenni jennie jenniffer jenson jeremiah jermaine jeroen jerry jerzy jessamy jesse
jessika jesus jethro jevon jia jimi jimmy jin jitendra joachim joana joanie joann joao joaquin jocelyn jock jodi jody
joel joelle joerg johan johann johannes johnathan johnnie johnny jolanta jolene jolie jolyon jonas jonathon joni jonty
joo jools jordana jordi jorge joris jos jose josef josephina josette josiah jovan jowan joyti juan juana judah judd
jude judit judson juliana julianne julieta julius junaid jung junior jurgen justina justine justyna jyoti kabir kacper
kadeem kai kaia kaitlin kajal kaleem kalpana kalpesh kaltum kamala kamaljit kamil kamila kamilla kane kannan karam
karamjit karan kari karima karina karishma karla karlee karolina karoline karren karthik karyn kashif kashmir kasia
kasim kasper kat kata katarina katarzyna katelyn katerina katey kath katharina katherina kathi kathie kathrin katia
katja katya kaushik kavita kaya kaye kayla kaylee kazim kealan keanu keavy kedar keegan keelan keely keiko keir keisha
kelis kelley kellie kelsey kemal kemi kendra kenji kenny kenton keri kerri kerrie keshia ketan ketki kevan keziah
khaled khalida khalil khurram khushi kiara kiera kieron kiki kimberley kimberly kinga kinjal kira kiranjit kiri kirit
kirk kirsteen kirstin kishan kishor kit kitty klara klaus kofi kojo konrad konstantin kora korin kristen kristian
kristina kristine kristof kristoffer kristopher krystal krystian krystyna krzysztof ksenia kuldeep kuldip kulwant
kulwinder kumar kunal kurt kusum kwabena kwaku kwame kwasi kyla kylie kyra lacey lachlan ladan laila lakhbir lakshmi
lalita lamin lana lance laraine larissa larry lars latifa latisha latoya laurel laurent lauretta lauri laurie lavinia
lawrence layla lea leander leandra leandro leann leanna leanora leela leena leia leif leighanne leisha len leni leona
leonardo leonie leonora leopold leroy les leszek leticia letitia lettie levi lew lewin lex lexi leyla li lia liana
liane libby lidia liesl lila lilian liliana lilla lillian lillie lin lina linden line linn linnea linsey linus lionel
lisbeth lise lisette lissa lita livia liza lizbeth lizzie lizzy llew llinos llio llyr loic lonnie lora loraine loren
lorena lorenza lorenzo loretta lori lorie loris lorne lorrie lotta lotte lou louella loui louie lourdes luan luana
luba luc luca lucas lucia luciana lucie lucien lucille lucio lucretia luigi luis luisa lukas lukasz lula luna lupe
lutfa luther luz lyle lyndon lyndsay lyndsey lynnette lynsey lysette mabli macey mackenzie maddie maddison madeleine
madeline madhu madhuri madiha madison mae maebh mael magdalen magdalena maggi magnus maha mahendra mahesh mahmood
mahmoud mahnoor maia maisie maite maja majid makayla mala malachi malaika malcom maleeha malek malgorzata mali malik
malika malin malini mallory malwina mamta manal manar mandeep mandi mandip manel mani manish manisha manjinder manju
manjula manoj manon manpreet manraj mansoor manuela manvir mara marcelle marcello marcie marcin marco marcos mared
maree mareike marek margaretha margarita margaux margery margie margo margot marguerite mariah mariam mariama mariana
marianna marianne maribel marica mariella marielle marietta marigold mario marios marisa marisol marius mariusz mariya
marjory marketa marko markus marla marlene marlon marni marnie marsha marshall marte martha marti martine martino
marty martyna marvin marwa maryanne marzena masood masud masuma mateo mateusz mathew mathias mathieu mathilda mathilde
matilda matteo matthieu mattie matus maud maude maurice mauricio maurizio mavis maxim maximilian maxwell maya maymuna
mayur mazhar meabh meaghan meena meenakshi meghan meghna mehboob mehdi mehreen mehul mei meic meinir meirion melina
melinda melisa mellissa melody melonie melvin melvyn menna meriel merle merlin merryl merve mervyn mia micaela micah
michaela michal micheal micky midge miguel mihaela mihai mika mikael mikaela mikhail mikolaj mila milan milena milly
milo milos mimi minesh minh minnie mira mirabelle miranda mireille mirela miri mirjam miroslav misbah mischa mita
mitchell mitesh mithun mitul moazzam modupe moeen mohamad mohammod mohit mohsin moin moinul mollie momina mona monika
monique monira monty moses mostafa mouhamed moustafa muhammed mujahid mukesh mukhtar mumtaz muna munir munira murad
murali murdo muriel musa mushtaq mustafa mustapha muzaffar mya myfanwy mylene mylo myrtle nabeel nabeela nabil nabila
nada nadim nadine nadir nadira naeem nafisa nahid naima najma nalini nana nanci nancy nandini naoimh naresh narges
nargis narinder naseem naseer nasim nasir nasra nasrin nasser nat natacha natali natascha nathalie nathan nathaniel
natisha navdeep naveed naveen navjot navneet navya nawaz nazia nazim nazir nazma neelam neena neeraj neeta neeti nell
nella nellie nelly neslihan nettie neve neville nevin nevine ngaire ngozi niaz nichola nicholai nichole nickie nico
nicolai nicolas nicoletta nicolette nicu nidhi nigar nigella nihal nikhil niki nikita nikola nikolai nikolaos nikos
nilam nilesh nilufar nimisha nimo niraj nirmal nirmala niru nishant nita nitin niven nkechi noa noah noelle noemi nofa
nola noman nomsa noor noora noorjahan norah norbert noreena norm nour nuala nura nuria nusrat nuzhat nyah nye nyla
oana obi octavia octavio odell odile oisin ola olaf olajide olamide olan olaoluwa oleg olena oli olivier ollie olly
olu olubunmi olufemi oluwaseun oluwaseyi oluwatobi oluwatosin olwyn olya omari omolara omotola onyinye oona ophelia
oriana orion orlagh orlaith orlando orsolya orson osama osian osman oswald otis otto oumar owain oyin paddy padma
padraig paige pamala panayiota pandora paola paolo paraskevi paresh parisa parminder parmjit parvati parvez parvin
pascal pascale pasquale patric patrice patrik patrizia patrycja patti patty paulina paulo pavel pavlos pawan pawel
payal peadar peg peggy perdita peregrine persephone peta petar peterjohn petrina petronella petros petula phebe
philippe phillipa phillippa philomena phineas phyl phyllida phyllis pia piero pierre pieter pietro pilar pinky piotr
pius piyush pooja poonam portia prabha prabhjot prachi pradeep pramod pranav prasad prashant pratik praveen preet
preeti prem prema premila presley primrose prisca priscilla prit pritesh priti pritpal priyanka prosper pryderi
przemyslaw puja punam puneet purnima pushpa qadir qaiser qamar quentin quinn quinton rabia rachida rachna radha
radhika radoslaw rae raeesa rafael rafaela rafal rafe raffaele rafi rafia rafiq raheela raheem rahela rahima rahman
raihan raimondo raina rainer raisa raja rajan rajbir rajeev rajendra rajinder rajiv rajni rajpal raju rakesh raksha
ralf ram rama raman ramandeep ramon ramona ramya rana randa randal randall randeep randolph randy rani ranjan ranjana
ranjeet ranveer ranvir raphael raquel raquelle rashad rasheed rasheeda rashida rashmi raul raveena ravina ravinder
raya rayan rayhan raymund raza razia rea reagan reanna reba rebekah rebekka reece reem reena reenie reese regan reggie
regina reginald rehan rehman reina reinhard reiss remi remy renata renato rene renee renu reshma reta reuben reuel
revathi rex rey reza rhea rheanna rhoda rhodri rhonda rhonwen rhydian ria riaz ricardo riccardo richelle rickie ricky
rico ridwan rifat rihanna riley rima rishika ritu riva riya riz rizwan rizwana roan roarke robb robbert robbin robena
roberto robina robson rocco rochelle rocio roddy roderick rodney rodolfo rodrigo rodrigue roel rohan rohini rohit
roland rolf romain roman romana romeo romilly romy ronak ronan ronita ronnie roo rosalia rosalie rosalind rosaline
rosalyn rosamund rosana rosann rosanna rosanne rosario roseanne rosella roselyn rosemarie rosetta roshan roshni rosina
rosita rosslyn roswitha rowland roxana roxane roxanne roxy royce royston roz roza rozanne rozina ruari ruaridh ruben
rubin rubina rudi rudolf rudy rudyard rufus rui rukaiya rukiya rukmini rula rumana runa rupa rupal rupinder russ rusty
ruta ruthie ruxandra ryland ryszard saad saadia saba sabah sabiha sabina sabine sabir sabitha sabrina sacha sachin
sadaf sade sadia sadie sadiq sadiqa saffron safia safiya safwan sagal sahar sahil sahra saif saiqa saira sakina sakshi
salah salahuddin saleem saleh saleha salim salima salina salli sallie salman salome salvador salvatore salwa saman
samara samera samia samina samir samira sammi sammie sammy samreen samson samuela sana sanaa sandeep sandhya sandie
sandip sandro sangeeta sangita sania saniya sanja sanjana sanna santiago santino santosh saoirse sapna sarabjit sarai
saraya sarbjit sarfraz sargun sarina sarita saroj sarwar sascha sashi satinder satish satpal satya satyajit saul
savanna savannah savita sawsan scarlett seamus seana sebastian sebastien seema sefton seher selena selima selin selma
sema senan seraphina serena serge sergei sergey sergio seth seun severine seymour shaban shabir shabnum shadi shafiq
shafiqa shagufta shaheda shaheed shaheen shahida shahin shahnaz shahzad shaikh shaila shailesh shaina shaista shakeel
shakeela shakil shakila shakira shalini shamila shamim shamima shamin shamsa shamshad shamsul shan shanaz shanda shani
shania shanice shankar shanna shannen shanta shantel shanti sharan sharif sharifa sharlene sharmaine sharmila sharmin
sharna sharron sharyn shashi shauna shaunagh shavon shawn shayan shayla shayna shea sheela sheelagh sheetal sheikh
shelagh sheldon shelia shelina shell shelly shelton shereena sheri sheridan sherif sherin sherine sherry sheryl shiela
shilpa shima shiney shireen shirin shiv shiva shivani shlomo shoaib shobha shobna shola shonagh shreya shruti shu
shubha shyam shyama sibyl sid siddharth siddiq sidney sidra sienna sigrid sila silas silke silvia silvio simeon simi
simmi simona simone simran sinan sindhu sindy sinem siobhain sion sioned sita siwan siya skye sofia sofie sohaib
sohail soheila sohel solomon sompal sonal sonali sonam soniya sonja sonya soraya sorcha soren sorrel spencer spiros
sreeja stacie stacy stana stanislav stanislaw stanley stavros stef stefan stefania stefanie stefano stefanos steff
steffan stephane stephania stephany stephenie stephon stevan stevenson stratos stu subhan subhash suda sudhir sudip
suffian sufia suhail suhaila suhana sujata sujay sukhbir sukhdeep sukhi sukhjinder sukhjit sukhpreet sukhvinder
sukhwant sulaiman suleyman sultana sumaira sumaiya sumaya sumayyah sumit sumita sumitra sunaina sunanda sunder suneel
suneeta suniel suniti sunniva supriya suraj suraya surekha surendra surinderjit surjit suryakant susana susann
susannah susanne sushil sushma susi suzanna suzannah suzette suzi suzy svetlana swaran swarnjit swati sybilla syd
sydney syed sylvain sylvester sylvie symon syra szymon tabassum tabatha tabitha tadeusz taha tahira tahmina tahsin
taiba taiwo tajinder talia talib talitha tallulah tam tamar tamer tamika tammi tammie tammy tanaya taniya tanja
tanjina tansy tanvi tanvir tanzeela taran taranjit taranvir tariqul tarlochan tarun taryn tasha tashi tasmin tasneem
tatiana tatum tawanda tayla taylor tayo tayyab tayyaba ted teddy tegwen teifion temi temitope tena teodora terese
teresia teri terri terrie tess tessie thabo thaddeus thalia thandi thandiwe thanh thea theodora theodore theresia thi
thierry tia tiago tiana tibor tiegan tiernan tilda tillie timmy timo timothea tinashe tinu tirion tish titilayo
tiziana tobey tobi tobias tobin todd tolu toluwani tomas tomasz tommaso tommy tomos tonia tonie tonya torben tori
torin torsten tosin tova tove traci travis treena trefor trena tresa treve tricia trinh trisha tristen trixie troy
trudi trudie tudor tufail tulisa tunde tunji turlough twm ty tyler tyra tyrell tyrese tyrone tyson udo ugo ulrich
ulrika ulrike umaima umair umaira umer umesh ursula ushma usmaan usman uzma uzoma vaishali val valda valentin
valentina valentine valentino valeria valerio vali vanda vandana vanita varsha varun vasile vasiliki vasilis vaughn
veena velma verena verna vernon veronique vesna vicki vickie vidya vikas vikash vikesh vikram viktor viktoria vilma
vimal vimla vinay vince vincenzo vineet vineeta vinny vinod violet violetta vipin vipul viraj viral virginia virginie
vishal vishnu vito vittoria vivek vivian viviana vivienne vlad vladimir vrinda vyvyan wafa wajid waleed walid wallace
walt walter wanda wanjiru warren waseem wasim wazir werner wesley whitney wiktor wiktoria wilbur wilf wilfred wilfrid
wilhelmina willa willem willow wilson winnie wioletta wojciech wolfgang woody wyn wynford wynne xander xanthe xavier
xena xenia xiao ximena yaa yael yahya yakub yan yana yanis yaqub yara yaseen yasemin yash yashpal yasir yasmeen
yasmina yasser yaw yazmin yemi yetunde yifan yiota yolanda yolande yosef youcef yousaf yousef youssef yuan yuki yulia
yuliya yunus yuri yusra yves yvette yvonna zac zach zachariah zachary zack zafar zahid zahida zahir zahoor zaid zaina
zainah zaira zak zakaria zaki zakir zakiya zane zaneta zaynab zbigniew zeb zed zeenat zeeshan zehra zeinab zelda zelma
zen zena zenab zenobia zeshan zeynep zhanna zhen zhi zhou zia ziad ziggy zina zinat zinnia zita ziva zivile zofia
zoheb zohra zoltan zora zubair zuhra zulekha zulfiqar zuzana zuzanna zygmunt
""".split()

GIVEN_NAMES = _READ | frozenset(_MORE)
"""In lower case, without accents."""

# Words, places or months as often as names: alone they are taken for a name only where something else says so.
ALSO_WORDS = frozenset(
    """
    albert alexandra ali alma amber angus april ashley bella bill blanche bradley brady brandon brooke byron cameron carol
    charlotte cherry chris christian clem cliff clifford clifton clyde coral craig crystal daisy dale dawn dean dee
    drew dudley eden ernest evan faith fay fern flora frank fraser gene george glen glenn gordon grace grant gray guy
    harvey hazel heath heather holly honor iona iris isla islay ivy jack jade jas jasmine jasper jay jin jo john
    jordan joy juan jude june jung junior kay kelly kerry kim kit kitty lacey lance lata laurel lawrence lee leigh
    leon les lewis lex li lily lin linden line lloyd lou luna mae mali mani marina marion mark marshall matt maurice
    max maxwell maya mel melody mercy milan miles mina miranda mitchell mo morgan murray myrtle nelson neville nick
    noel norm norman olive oliver orion owen paige pat paul pearl peg penny perry peter pippa poppy primrose quinn rae
    raj ram randal randall rani ray regan reggie rex riley rob robin robson rod roman romeo rose rosemary ross rowan
    roy royce ruby rudy russell rusty ruth sally sam sandra sandy savannah scarlett scott sean sheldon shell shelly
    sherry shirley sid sidney sienna skye sorrel spencer stan stanley stella sue sydney taylor ted teresa thomas
    tiffany toby troy tudor ty tyler vaughan vera verity vernon victor victoria viola violet virginia viv wallace
    walter warren will willow wilson woody wynne yan yuan zen
    """.split()
)
