"""The communes: who they are and how big their affairs are.

Enters: nothing. Leaves: `COMMUNES`, eight made-up communes and wards in eight provinces.
Example: xã Nà Khuổi, tỉnh Cao Bằng, 1.640 hộ, a spring and an autumn crop of rice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Region(StrEnum):
    """Which crop calendar and which words a place uses."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


@dataclass(frozen=True)
class Commune:
    """One commune; areas in ha, herds in heads, money in triệu đồng a year, files a month."""

    key: str
    kind: str  # xã or phường
    name: str
    province: str  # with its kind: tỉnh Cao Bằng
    district: str  # above it before 1 July 2025
    region: Region
    households: int
    rice: int
    maize: int
    vegetable: int
    herds: tuple[tuple[str, int], ...]
    poultry: int
    pets: int
    forest: int
    aqua: int
    tourists: int
    revenue: int
    spending: int
    investment: int
    files: int
    petitions: int
    close: int
    periodic: bool
    report_day: int
    chair: str
    deputy: str

    @property
    def agency(self) -> str:
        """Short name: `UBND xã Nà Khuổi`."""
        return f"UBND {self.kind} {self.name}"

    @property
    def rural(self) -> bool:
        """A xã rather than a phường."""
        return self.kind == "xã"


def _herds(buffalo: int, cattle: int, pig: int, goat: int = 0, horse: int = 0) -> tuple[tuple[str, int], ...]:
    rows = (("buffalo", buffalo), ("cattle", cattle), ("horse", horse), ("goat", goat), ("pig", pig))
    return tuple((name, heads) for name, heads in rows if heads)


COMMUNES: tuple[Commune, ...] = (
    Commune(
        key="na-khuoi", kind="xã", name="Nà Khuổi", province="tỉnh Cao Bằng", district="huyện Hòa An", region=Region.NORTH,
        households=1640, rice=312, maize=268, vegetable=46, herds=_herds(1480, 960, 5230, 720, 64), poultry=61200,
        pets=2310, forest=85, aqua=0, tourists=0, revenue=6840, spending=71200, investment=18600, files=190, petitions=5,
        close=14, periodic=False, report_day=18, chair="Nông Văn Thắng", deputy="Hoàng Thị Bích",
    ),
    Commune(
        key="ha-sen", kind="phường", name="Hà Sen", province="tỉnh Quảng Ninh", district="thành phố Hạ Long", region=Region.NORTH,
        households=8420, rice=0, maize=0, vegetable=31, herds=_herds(38, 142, 2860), poultry=24300, pets=5120, forest=0,
        aqua=118, tourists=14200, revenue=148500, spending=176400, investment=52300, files=1260, petitions=16, close=16,
        periodic=False, report_day=20, chair="Phạm Quốc Toản", deputy="Vũ Thị Hồng Nhung",
    ),
    Commune(
        key="dien-hoa", kind="xã", name="Diễn Hòa", province="tỉnh Nghệ An", district="huyện Diễn Châu", region=Region.NORTH,
        households=4310, rice=486, maize=142, vegetable=120, herds=_herds(610, 2140, 9870, 350), poultry=148600, pets=4230,
        forest=40, aqua=64, tourists=0, revenue=24600, spending=98700, investment=31500, files=520, petitions=9, close=14,
        periodic=True, report_day=17, chair="Cao Xuân Lĩnh", deputy="Đậu Thị Hiền",
    ),
    Commune(
        key="tan-phu-loc", kind="xã", name="Tân Phú Lộc", province="tỉnh Đồng Tháp", district="huyện Tháp Mười",
        region=Region.SOUTH, households=5280, rice=3120, maize=64, vegetable=210, herds=_herds(22, 860, 6740, 180),
        poultry=215400, pets=3890, forest=0, aqua=236, tourists=0, revenue=19800, spending=87300, investment=26400,
        files=610, petitions=7, close=0, periodic=True, report_day=24, chair="Lê Minh Trí", deputy="Nguyễn Thị Mỹ Duyên",
    ),
    Commune(
        key="muong-tang", kind="xã", name="Mường Tảng", province="tỉnh Sơn La", district="huyện Mai Sơn", region=Region.NORTH,
        households=2870, rice=205, maize=890, vegetable=72, herds=_herds(2210, 3180, 7460, 1540, 118), poultry=84700,
        pets=3150, forest=160, aqua=27, tourists=0, revenue=9350, spending=92400, investment=28700, files=260, petitions=6,
        close=17, periodic=False, report_day=21, chair="Lò Văn Inh", deputy="Cầm Thị Xuân",
    ),
    Commune(
        key="huong-dong", kind="phường", name="Hương Đông", province="thành phố Huế", district="thị xã Hương Trà",
        region=Region.CENTRAL, households=6150, rice=534, maize=26, vegetable=88, herds=_herds(164, 720, 4310), poultry=72800,
        pets=4670, forest=58, aqua=45, tourists=6300, revenue=61200, spending=112600, investment=38900, files=880,
        petitions=12, close=14, periodic=True, report_day=18, chair="Trần Hữu Phước", deputy="Tôn Nữ Quỳnh Chi",
    ),
    Commune(
        key="cu-nhang", kind="xã", name="Cư Nhang", province="tỉnh Đắk Lắk", district="huyện Cư Kuin", region=Region.CENTRAL,
        households=3940, rice=640, maize=415, vegetable=96, herds=_herds(430, 3960, 8120, 1260), poultry=96500, pets=3340,
        forest=75, aqua=38, tourists=0, revenue=15700, spending=89500, investment=24800, files=430, petitions=8, close=15,
        periodic=False, report_day=19, chair="Y Bhiông Niê", deputy="Phan Thị Thu Hà",
    ),
    Commune(
        key="long-khanh-tay", kind="phường", name="Long Khánh Tây", province="tỉnh Đồng Nai", district="thành phố Long Khánh",
        region=Region.SOUTH, households=9760, rice=96, maize=58, vegetable=64, herds=_herds(12, 540, 15800, 410),
        poultry=182300, pets=5480, forest=0, aqua=21, tourists=0, revenue=132400, spending=151800, investment=47600,
        files=1420, petitions=18, close=20, periodic=False, report_day=23, chair="Huỳnh Tấn Đạt", deputy="Võ Thị Kim Oanh",
    ),
)  # fmt: skip

BY_KEY: dict[str, Commune] = {commune.key: commune for commune in COMMUNES}
