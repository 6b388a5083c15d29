"""Invented citizens, each another: the numbers are well formed and belong to nobody."""
import random
from dataclasses import dataclass

SURNAMES = "欧阳 上官 司徒 诸葛 夏侯 皇甫 尉迟 公孙".split()
GIVEN = "霁岚澄渊疏桐砚秋溪月陌尘聿珩昀晞".strip()
STREETS = "槐荫 听松 望岳 采薇 临溪 折桂".split()
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Citizen:
    name: str
    number: str
    birth: str
    address: str
    phone: str

    def card(self, **changed):
        """As the emulator of the reader takes it; `changed` replaces fields of the card."""
        return {"id": "stage", "note": "invented", "kind": "resident", "name": self.name, "sex": "12"[int(self.number[16]) % 2 == 0],
                "nation": "01", "birth": self.birth, "address": self.address, "number": self.number,
                "issuer": "北京市公安局朝阳分局", "validFrom": "20200315", "validUntil": "20400315"} | changed

    def sought(self):
        """What the scanners look for."""
        return {"name": self.name, "number": self.number, "address": self.address, "phone": self.phone}


def check_character(first):
    """GB 11643: MOD 11-2 over the first seventeen."""
    return "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, first)) % 11]


class Population:
    """Citizens by a seed; no two have anything in common that a scanner looks for."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = set()

    def next(self):
        while True:
            citizen = self._invent()
            if not self.used & {citizen.name, citizen.number, citizen.phone, citizen.address}:
                self.used |= {citizen.name, citizen.number, citizen.phone, citizen.address}
                return citizen

    def _invent(self):
        pick = self.random
        name = pick.choice(SURNAMES) + "".join(pick.sample(GIVEN, 2))
        birth = f"19{pick.randint(70, 89)}{pick.randint(1, 12):02}{pick.randint(1, 28):02}"
        first = f"110105{birth}{pick.randint(1, 999):03}"
        house, gate, flat = pick.randint(10, 99), pick.randint(10, 29), pick.randint(101, 999)
        address = f"北京市朝阳区{pick.choice(STREETS)}街{house}号院{gate}号楼{flat}室"
        return Citizen(name, first + check_character(first), birth, address, f"139{pick.randint(0, 99999999):08}")
