"""Names for the people and companies of the demo story; all of them invented."""

FIRST = (
    "Ada", "Aisha", "Alba", "Amara", "Andrei", "Anouk", "Arjun", "Astrid", "Beatriz", "Bilal",
    "Carla", "Chidi", "Clara", "Daniel", "Deniz", "Diego", "Dora", "Edith", "Elif", "Emeka",
    "Emil", "Esther", "Farah", "Felix", "Fumiko", "Gita", "Goran", "Hana", "Hugo", "Ines",
    "Irina", "Ivan", "Jana", "Jonas", "Kamal", "Karin", "Kofi", "Lara", "Leila", "Lena",
    "Li", "Luca", "Magda", "Malik", "Marta", "Mei", "Mina", "Nadia", "Naoki", "Nina",
    "Noor", "Olga", "Omar", "Paolo", "Petra", "Priya", "Rafael", "Rosa", "Samir", "Selma",
    "Sofia", "Stefan", "Tariq", "Tessa", "Tom", "Uma", "Vera", "Viktor", "Wei", "Yara",
    "Yusuf", "Zoe",
)  # fmt: skip
LAST = (
    "Abebe", "Adeyemi", "Almeida", "Andersen", "Bauer", "Becker", "Bianchi", "Costa", "Dahl",
    "Demir", "Duarte", "Ekström", "Farouk", "Fischer", "Fonseca", "Gupta", "Haddad", "Hoffmann",
    "Horvat", "Ibrahim", "Ito", "Jansen", "Kaya", "Keller", "Khan", "Kim", "Kovács", "Kowalska",
    "Larsen", "Lehmann", "Lindqvist", "Mensah", "Meyer", "Mori", "Moreau", "Nakamura", "Novak",
    "Nowak", "Obi", "Okafor", "Olsen", "Pereira", "Petrov", "Popescu", "Rahman", "Richter",
    "Romano", "Rossi", "Santos", "Sato", "Schmidt", "Silva", "Sørensen", "Suzuki", "Takahashi",
    "Vargas", "Vasquez", "Weber", "Wójcik", "Yilmaz",
)  # fmt: skip
FIELDS = {
    "biotech": ("Globex", "Alderbio", "Cellwright", "Genotide", "Helixa", "Lumigen", "Protean"),
    "energy": ("Brightwater", "Heliotrope", "Nordwind", "Solvara", "Tidewell", "Voltaire Grid"),
    "software": ("Initech", "Cobaltic", "Forkbeard", "Kestrel Works", "Paperkite", "Quillmark",
                 "Tessellate", "Umbra Systems", "Wireloom"),
    "finance": ("Ashlar Bank", "Copperfield", "Fairledger", "Kronor", "Meridian Trust",
                "Tallymark"),
    "health": ("Careway", "Dovetail Health", "Medora", "Pulsewise", "Sanara", "Vitalis Nord"),
    "robotics": ("Armature", "Brassfinch", "Gearloft", "Mechanika", "Ottomat", "Servolux"),
    "logistics": ("Boxwood", "Drayline", "Ferrywise", "Harbourlight", "Longhaul", "Wayfare"),
    "design": ("Atelier Nine", "Bluedoor", "Figment", "Inkwell", "Loomstate", "Papercut"),
    "education": ("Chalkline", "Learnery", "Openbook", "Primer", "Scholar Lane", "Sextant",
                  "Slatework", "Tutorium"),
}  # fmt: skip
TITLES = {
    "biotech": ("Research scientist", "Lab manager", "Process engineer", "Bioinformatician"),
    "energy": ("Grid engineer", "Project manager", "Analyst", "Site lead"),
    "software": ("Software engineer", "Product manager", "Data scientist", "Designer"),
    "finance": ("Analyst", "Controller", "Risk manager", "Advisor"),
    "health": ("Physician", "Care manager", "Clinical researcher", "Data analyst"),
    "robotics": ("Mechanical engineer", "Controls engineer", "Test engineer", "Team lead"),
    "logistics": ("Planner", "Operations manager", "Dispatcher", "Analyst"),
    "design": ("Designer", "Art director", "Researcher", "Studio manager"),
    "education": ("Teacher", "Course designer", "Program manager", "Librarian"),
}
PLACES = ("Berlin", "Hamburg", "Leipzig", "Potsdam", "Dresden")
EVENINGS = (
    "Founders' breakfast", "Biotech after hours", "Women in science", "Data meetup",
    "Makers' night", "Career fair", "Green energy forum", "Alumni drinks", "Design salon",
    "Open lab evening",
)  # fmt: skip
