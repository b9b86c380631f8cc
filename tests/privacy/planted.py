"""A corpus in our own words with persons, addresses and numbers planted in every place that an output may be made of.

All of them are invented. The telephone numbers are from the ranges that are kept free for fiction.
"""

from __future__ import annotations

from pathlib import Path

# Written as they must not be found; surnames and rare given names stand alone too.
PERSONS = (
    *(
        "Zebedee Quillfeather",
        "Oluwaseun Adebanjo",
        "Siobhán Ní Mhurchadha",
        "Padraig O’Shaughnessywick",
        "Rhodri Pumphreyson",
    ),
    *(
        "Aisha Khanzadeh",
        "Wojciech Brzeczyszczyk",
        "Nguyen Thi Minhhanh",
        "Jean-Luc Vanderbroucke",
        "Xanthe de la Crouxville",
    ),
    *(
        "Gurpreet Dhaliwalia",
        "Marjorie Featherstonehaugh",
        "Crispin Ottersley-Browne",
        "Ffion Llanwarneth",
        "Hamish MacCorquodaleson",
    ),
    *(
        "Tamsin Wigglesworthy",
        "Delroy Bartholomewson",
        "Ingrid Sørlandsen",
        "Zoë Krügerhaus",
        "Priyanka Venkataramanan",
    ),
    *(
        "Barnaby Twistlethorn",
        "Philippa Gadsbyton",
        "Ebenezer Crumplehorn",
        "Yusuf Abdirahmanov",
        "Morwenna Trevelyanick",
    ),
    *("Cuthbert Snodgrassby", "Lakshmi Ramanathapuri", "Ottoline Peverelle", "Desmond Achebeson", "Kwabena Mensahkofi"),
    *(
        "Isolde Hartshornby",
        "Thaddeus Brackenbury-Oke",
        "Ursula Vantongeren",
        "Quentin Pellingworth",
        "Saoirse Gallaghershaw",
    ),
    *("Bronagh Tullymurry", "Ignatius Fothergillie", "Peregrine Ashcombeton"),
)
EMAILS = (
    *("zebedee.quillfeather@planted-council.gov.uk", "o.adebanjo@planted.example", "siobhan@planted-trust.org.uk"),
    *(
        "wojtek_b [at] planted.example",
        "ffion(at)planted.example",
        "hotline@planted-helpline.example",
        "tamsin.w@planted.example",
    ),
    *(
        "delroy at planted dot example",
        "p.venkat+news@planted.co.uk",
        "BARNABY@PLANTED.EXAMPLE",
        "yusuf＠planted.example",
    ),
)
PHONES = (
    *(
        "020 7946 0123",
        "0161 496 0456",
        "(0131) 496 0789",
        "07700 900123",
        "+44 7700 900456",
        "+44 (0)28 9018 0321",
        "0044 29 2018 0654",
    ),
    *(
        "01632 960987",
        "01632-960-111",
        "01632.960.222",
        "01632960333",
        "0808 157 0444",
        "0113 496 0555",
        "0 7 7 0 0 9 0 0 6 6 6",
    ),
    *("020\u00a07946\u00a00777", "07700\u2011900\u2011888", "ext. 4471", "x5582", "496 0999", "00353 20 915 1234"),
)
PLACES = ("14 Sycamorewood Close", "Flat 3B, 27 Larchmount Terrace", "XW9 4QZ", "zx12 7hb")
ACCOUNTS = (
    "@QuillfeatherZeb",
    "linkedin.com/in/tamsin-w-planted",
    "https://twitter.com/delroyplanted",
    "www.facebook.com/planted.ffion",
)
OTHER_NUMBERS = ("QQ 12 34 56 C", "943 476 5919")

DOCUMENTS = {
    "review.txt": """Planted Council: a new start for reablement

Ask anybody in Planted who brought the change about, and Zebedee Quillfeather’s name comes first.

The challenge

People waited eleven weeks for a first visit. Councillor Oluwaseun Adebanjo, cabinet member for adult care, said: "We could not
go on like that." Padraig O’Shaughnessywick, chair, listened. Dr Siobhán Ní Mhurchadha of Planted Community Trust agreed. Mr O’Shaughnessywick, who chairs the trust, did not.
“It was the carers who told us,” says Rhodri Pumphreyson.

The solution

Planted Council commissioned Planted Community Trust to run the Steady Steps service in April 2019. Aisha
Khanzadeh led the work. The team of W. Brzeczyszczyk and of Nguyen Thi Minhhanh joined in 2020. Ms Vanderbroucke and
Cllr. de la Crouxville signed the contract; DHALIWALIA had asked for it for years
(Gurpreet Dhaliwalia, that is). Planted Council also works with the
Featherstonehaugh Foundation, which was set up by Marjorie Featherstonehaugh.

The impact

450 people were supported in the first year. Adebanjo's paper of 2021 counts 1,200 visits. Quillfeather and Pumphreyson wrote it, and Wojciech
Brzeczyszczyk drew the charts.

Contact

Zebedee Quillfeather
Head of Reablement, Planted Council
zebedee.quillfeather@planted-council.gov.uk
Tel: 020 7946 0123, mobile 07700 900123
14 Sycamorewood Close, Planted XW9 4QZ
""",
    "minutes/Crispin_Ottersley-Browne-interview.txt": """Minutes of the health scrutiny panel

Present: Councillors Crispin Ottersley-Browne (chair), Ffion Llanwarneth, Hamish MacCorquodaleson and Tamsin Wigglesworthy.
Apologies: Delroy Bartholomewson

1. The panel heard from Ingrid Sørlandsen, Service Manager, on the warm homes scheme of Planted Council. INGRID SØRLANDSEN
told members that 30 homes a week are visited.
2. Ottersley-Browne asked about cost. Cllr Llanwarneth moved the report; seconded by Councillor Wigglesworthy.
3. Questions go to o.adebanjo@planted.example, siobhan@planted-trust.org.uk, wojtek_b [at] planted.example, ffion(at)planted.example
or by telephone: 0161 496 0456 (direct line), (0131) 496 0789, +44 7700 900456, +44 (0)28 9018 0321, 0044 29 2018 0654.
Bartholomewson's number is 01632 960987, his assistant's 01632-960-111 or 01632.960.222. Out of hours call 01632960333 or 0808 157 0444.
""",
    "story.txt": """Steady Steps: Zoë’s story

Zoë Krügerhaus, 78, lives at Flat 3B, 27 Larchmount Terrace, zx12 7hb. Her NHS number is 943 476 5919 and her National
Insurance number QQ 12 34 56 C. "Priyanka came every morning," she says. Priyanka Venkataramanan works for Planted Community Trust.
Krügerhaus now walks to the shop. Her neighbour Barnaby Twistlethorn drives her to Planted Hospital.

Follow @QuillfeatherZeb, linkedin.com/in/tamsin-w-planted, https://twitter.com/delroyplanted and www.facebook.com/planted.ffion.
Write to delroy at planted dot example, p.venkat+news@planted.co.uk, BARNABY@PLANTED.EXAMPLE or yusuf＠planted.example.
Ring 0113 496 0555, 0 7 7 0 0 9 0 0 6 6 6, 020\u00a07946\u00a00777 or 07700\u2011900\u2011888 (ext. 4471, or 0113 496 0555 x5582).
From abroad 00353 20 915 1234; locally tel 496 0999. The helpline hotline@planted-helpline.example answers within a day.
More at https://pages-of-planted.test/staff/philippa-gadsbyton and https://pages-of-planted.test/people/Zo%C3%AB%20Kr%C3%BCgerhaus.pdf
""",
    "page.html": """<!DOCTYPE html><html><head><title>Philippa Gadsbyton on warm homes</title></head><body>
<h1>Philippa Gadsbyton on warm homes</h1>
<p>By Ebenezer Crumplehorn</p>
<p>Planted Council runs the Warm Rooms scheme with Planted Community Trust. <b>Yusuf</b> <i>Abdirahmanov</i>, who leads it,
says it reached 300 households.</p>
<h2>What Gadsbyton would do again</h2>
<ul><li>Morwenna Trevelyanick, Planning Officer</li><li>Cuthbert Snodgrassby, Housing Officer</li><li>Lakshmi Ramanathapuri</li></ul>
<blockquote>"I would start with the landlords," said Ottoline Peverelle.</blockquote>
<p>Contact: Desmond Achebeson (<a href="mailto:tamsin.w@planted.example">tamsin.w@planted.example</a>)</p>
</body></html>
""",
    "digest.txt": """Three schemes in short

Planted Council: walking bus

The walking bus was thought up by Kwabena Mensahkofi. Planted Council funded it with 20,000 pounds. Isolde Hartshornby, head
teacher, and Thaddeus Brackenbury-Oke started it in 2018. Mrs Vantongeren helps.

Wigan Council: Pellingworth Fund

Wigan Council runs the Pellingworth Fund, named after the late Quentin Pellingworth, with Saoirse Gallaghershaw, Bronagh Tullymurry and
Ignatius Fothergillie. Professor Sir Peregrine Ashcombeton is its patron. Ursula Vantongeren wrote to us.
""",
}
SOURCES = """file,id,title,url,publisher,issued,retrieved,licence,language
review.txt,,,https://pages-of-planted.test/cases/reablement,Planted Council,2021-05,2026-01-01,,en
page.html,,Philippa Gadsbyton on warm homes,https://pages-of-planted.test/by/philippa-gadsbyton/warm-homes,Philippa Gadsbyton; Planted Council,2022,,,en
story.txt,zoe-krugerhaus-story,Steady Steps: Zoë’s story,,Planted Community Trust,,,,en
"""
DECISIONS = """[[decision]]
verdict = "rename"
key = "organisation/planted-community-trust"
label = "Planted Community Trust (Quillfeather)"
reason = "Zebedee Quillfeather says so; ask 07700 900123 or Cllr Adebanjo."
by = "Ottoline Peverelle"
time = 2026-11-20T10:00:00

[[decision]]
verdict = "reject"
key = "person/review--rhodri-pumphreyson"
reason = "Rhodri Pumphreyson was only quoted."
by = "Morwenna Trevelyanick"
time = 2026-11-20T10:05:00

[[decision]]
verdict = "accept"
key = "person/nowhere--xanthe-de-la-crouxville"
reason = "Looked at."
by = "tamsin-wigglesworthy"
time = 2026-11-20T10:06:00

[[decision]]
verdict = "add"
document = "digest"
subject = { kind = "person", name = "Isolde Hartshornby" }
relation = "hasRole"
literal = "friend of Quentin Pellingworth"
status = "done"
quote = "Isolde Hartshornby is a friend."
source = "Letter of Ursula Vantongeren, 020 7946 0123"
reason = "Missed."
by = "Ottoline Peverelle"
time = 2026-11-20T10:07:00

[[decision]]
verdict = "reject"
key = "0123456789abcdef"
quote = "Aisha Khanzadeh led the work."
status = "done"
reason = "Gone."
by = "Ottoline Peverelle"
time = 2026-11-20T10:08:00
"""
CLAIMS = """{"proposer": "gurpreet-dhaliwalia", "version": 1, "confidence": 0.6}
{"document": "digest", "quote": "Mrs Vantongeren helps.", "subject": {"kind": "person", "name": "Mrs Vantongeren"}, "relation": "memberOf", "object": {"kind": "organisation", "name": "Vantongeren Volunteers"}, "status": "done"}
"""


def plant(folder: Path) -> Path:
    """Write the corpus into a folder, and give the folder."""
    for name, text in DOCUMENTS.items():
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, text in (("sources.csv", SOURCES), ("decisions/names.toml", DECISIONS), ("claims/more.jsonl", CLAIMS)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
