"""Invented people for drawn round-ups: names of many habits, posts of many forms, and the short forms by which articles call them."""

from dataclasses import dataclass
from random import Random

GIVEN = (
    "Amara Bjarte Chiara Dilnoza Eamon Fatima Goran Hana Ifeanyi Jolanta Kwame Lucia Mateus Nadia Oisín Priya Quentin Rosalind Sefa "
    "Tomasz Ulrike Vikram Wanjiru Xiulan Yusuf Zdenka Aroha Benedikt Carys Duarte Esra Florian Gwen Hamish Ingeborg Joaquín Kerttu "
    "Leilani Mirela Njeri Ottavia Pavel Ragnhild Siobhán Thandiwe Umberto Veronica Wilhelm Yael Zoltán Margaret Peter Alison Derek "
    "Susan Craig Helen Martin Ruth Gerald"
).split()
FAMILY = (
    "Okafor Lindqvist Marchetti Karimova Gallagher Rahman Petrović Nováková Eze Kowalska Mensah Ferreira Haddad Byrne Chatterjee "
    "Lefèvre Whitcombe Tuilagi Wiśniewski Brandt Iyer Kamau Zhang Demir Horáková Parata Steiner Probert Sequeira Yıldız Keller Pugh "
    "McAllister Solberg Herrera Virtanen Kealoha Ionescu Wambui Ricci Sokolov Thorsen Doyle Dlamini Conti Amador Hofmann Shapiro Balogh "
    "Ashworth Tennant Moss Baxter Hargreaves Pike Lowther Stubbs Farr Nkemelu"
).split()
DOUBLE = "Marsh-Oyelaran Sato-Lindgren Vaughan-Price Ruiz-Calder Diop-Laurent Ortega-Blum".split()
WITH_PARTICLE = "van der Meulen|de la Fuente|von Hagen|al-Masri|van Zyl|dos Santos|del Bosque|O’Rourke|ter Horst|MacGillivray".split(
    "|"
)
OTHER_SCRIPTS = (
    "Нина Соколова|Γιώργος Παππάς|Олена Шевчук|Ελένη Κωνσταντίνου|Иван Петров|Νίκος Αγγελίδης|Данило Ковач|Марія Бондар|Стефан Илиев|"
    "Δέσποινα Λαμπράκη|Тарас Гнатюк|Светлана Орлова"
).split("|")
TITLES = ("Dr", "Prof", "Professor", "Dr.", "Prof.", "Sir", "Dame", "Ms", "Mr")
ROLES = (
    "professor of public law|senior lecturer in ecology|chief economist|head of research|director|former ambassador|policy fellow|editor|"
    "reader in statistics|consultant engineer|founder|partner|hydrologist|senior analyst|emeritus professor of history|harbour master|"
    "secretary|visiting scholar|chief scientist|programme manager"
).split("|")
HOUSES = (
    "University of Tarnmouth|the Ardmore Institute|Delvin & Holt|Northmark Polytechnic|the Centre for Coastal Policy|Vellmar Bank|"
    "the Kestrel Foundation|St Brannoc’s College|Ostrava Analytics|the Meridian Council|Port of Lisse|the Public Accounts Forum|"
    "Halden School of Economics|the Fenwick Trust|Corvane Energy|the Uplands Observatory|Brightwater University|the Labour Research Bureau"
).split("|")


@dataclass(frozen=True)
class Expert:
    """One of the panel. `title` as "Dr" or nothing; `name` without it."""

    given: str
    family: str
    post: str
    title: str = ""
    middle: str = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.family) if part)

    @property
    def titled(self) -> str:
        return f"{self.title} {self.name}" if self.title else self.name

    @property
    def sentence(self) -> str:
        """Who somebody is, as a sentence."""
        if self.post.startswith(("the ", *HOUSES)) or f"the {self.post}" in HOUSES:
            return f"{self.titled} works for {self.post}."
        return f"{self.titled} is {self.post[0].lower()}{self.post[1:]}."

    @property
    def initials(self) -> str:
        return "".join(
            word[0] for word in self.name.replace("’", "").split() if word[0].isupper() or len(word) > 3
        ).upper()


def draw_panel(random: Random, size: int, habit: str) -> list[Expert]:
    """So many people of different names; `habit` is the component `names=`."""
    given = random.sample(GIVEN, size)
    family = random.sample(FAMILY, size)
    posts = random.sample(ROLES, size)
    houses = random.sample(HOUSES, size)
    form = random.choice(("{r}, {h}", "{r} at {h}", "{h}", "{r}", "{r}, {h}, and member of the advisory board"))
    panel = []
    for place in range(size):
        role = posts[place] if random.random() < 0.5 else posts[place].capitalize()
        house = houses[place]
        if form == "{h}":
            house = house.removeprefix("the ")
        expert = Expert(given[place], family[place], form.format(r=role, h=house))
        panel.append(_by_habit(random, expert, habit))
    if habit == "two of a surname":
        panel[-1] = Expert(panel[-1].given, panel[0].family, panel[-1].post)
    return panel


def _by_habit(random: Random, expert: Expert, habit: str) -> Expert:
    given, family, title, middle = expert.given, expert.family, "", ""
    if habit == "titles" and random.random() < 0.7:
        title = random.choice(TITLES)
    if habit == "particles" and random.random() < 0.5:
        family = random.choice(WITH_PARTICLE)
    if habit == "hyphens" and random.random() < 0.5:
        family = random.choice(DOUBLE)
    if habit == "first names only":
        family = ""
    if habit == "other scripts" and random.random() < 0.6:
        given, family = OTHER_SCRIPTS[GIVEN.index(given) % len(OTHER_SCRIPTS)].split(" ")
    if habit == "middle initials" and random.random() < 0.6:
        middle = f"{random.choice('ABCDEFGHJKLMNPRSTW')}."
    return Expert(given, family, expert.post, title, middle)
