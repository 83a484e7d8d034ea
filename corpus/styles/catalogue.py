"""The eight ways of writing, one a commune.

Enters: nothing. Leaves: `STYLES` by commune key.
Example: STYLES["huong-dong"] writes bold headings without numbers, bullets and compound money.
"""

from __future__ import annotations

from corpus.styles.style import Style

_ECONOMY = "economy"
_SOCIETY = "society"
_ORDER = "order"

STYLES: dict[str, Style] = {
    style.key: style
    for style in (
        Style(
            key="na-khuoi", omit=frozenset(["interior", "military", "religion"]), levels=(("upper", "."), ("roman", "."), ("arabic", "."), ("dotted", ".")), nested=True,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=0, titles=0, lexicon={"thôn": "xóm"},
            title="Tình hình kinh tế - xã hội, quốc phòng - an ninh {kt} và nhiệm vụ trọng tâm {nmy}",
            opening="Căn cứ chương trình công tác và tình hình thực tế của địa phương, UBND <xã> <tên> báo cáo kết quả thực hiện nhiệm vụ {kt}, nhiệm vụ trọng tâm {nmy} như sau:",
            closing="Trên đây là báo cáo kết quả thực hiện nhiệm vụ {kt} và nhiệm vụ trọng tâm {nmy} của UBND <xã> <tên>./.",
            addressee="Đảng ủy <xã> <tên>", documents=("Đã ban hành", "về"), tasks="arabic",
            tasks_title="NHIỆM VỤ TRỌNG TÂM {NMY}", results_title="KẾT QUẢ THỰC HIỆN NHIỆM VỤ {KT}",
            group_titles={_ECONOMY: "KINH TẾ", _SOCIETY: "VĂN HÓA - XÃ HỘI", _ORDER: "NỘI CHÍNH"},
            recipients=("Như trên", "TT HĐND <xã>", "CT, PCT UBND <xã>", "Lưu: VT"), automatic_numbers=True,
        ),
        Style(
            key="ha-sen", omit=frozenset(["interior", "justice", "military"]), levels=(("part", ""), ("roman", "."), ("arabic", "."), ("alpha", ")")), nested=True,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=1, titles=1, lexicon={"thôn": "khu phố", "lũy kế": "lũy kế"},
            variants={"lead": 1, "crops": 4, "business": 0, "budget": 4, "aqua": 0, "health": 2, "religion": 1},
            money="tỷ", digits=1, fraction_once=False, head="parent",
            title="Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh {kt}; phương hướng, nhiệm vụ {nmy}",
            opening="Thực hiện Chương trình công tác năm, UBND <xã> <tên> báo cáo tình hình {kt} với những nội dung chủ yếu sau đây:",
            closing="UBND <xã> <tên> trân trọng báo cáo./.", addressee="UBND <tỉnh>", documents=("UBND <xã> ban hành", "về"),
            tasks="arabic", tasks_title="PHƯƠNG HƯỚNG, NHIỆM VỤ {NMY}", results_title="TÌNH HÌNH THỰC HIỆN NHIỆM VỤ {KT}",
            group_titles={_ECONOMY: "LĨNH VỰC KINH TẾ", _SOCIETY: "LĨNH VỰC VĂN HÓA - XÃ HỘI", _ORDER: "LĨNH VỰC NỘI CHÍNH"},
            recipients=("Như trên", "Thường trực Đảng ủy", "Thường trực HĐND <xã>", "Lưu: VT, VP"), deputy_signs=True,
        ),
        Style(
            key="dien-hoa", omit=frozenset(["interior", "religion"]), levels=(("roman", "-"), ("arabic", "-"), ("dotted", "-")), nested=False,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=2, titles=2, lexicon={"thôn": "xóm", "tiêm phòng": "tiêm phòng"},
            variants={"livestock": 3, "budget": 1, "business": 2, "crops": 2}, money="đồng", month_slash=True, lead=False,
            title="Công tác {kt} và chương trình công tác {nmy}",
            opening="Thực hiện chế độ thông tin báo cáo, UBND <xã> <tên> xin báo cáo kết quả công tác {kt} như sau:",
            closing="Trên đây là kết quả công tác {kt}, UBND <xã> báo cáo để cấp trên biết, chỉ đạo./.", addressee="Đảng ủy <xã>",
            documents=("Ban hành", "về việc"), tasks="bullet", tasks_title="CHƯƠNG TRÌNH CÔNG TÁC {NMY}",
            group_titles={_ECONOMY: "VỀ KINH TẾ", _SOCIETY: "VỀ VĂN HÓA - XÃ HỘI", _ORDER: "VỀ QUỐC PHÒNG - AN NINH, NỘI CHÍNH"},
            recipients=("Như kính gửi", "TT Đảng ủy, HĐND", "Các ban, ngành", "Lưu: VT"), head="parent",
        ),
        Style(
            key="tan-phu-loc", omit=frozenset(["interior", "military", "religion"]), levels=(("roman", "."), ("arabic", "."), ("paren", "")), nested=False,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=0, titles=3,
            lexicon={"thôn": "ấp", "lợn": "heo", "ngô": "bắp", "lũy kế": "luỹ kế", "tiêm phòng": "tiêm ngừa"},
            variants={"crops": 1, "livestock": 4, "budget": 2, "justice": 1, "invest": 1, "land": 2, "health": 1, "order": 1, "reform": 1, "aqua": 1},
            money="tỷ", thousands="", spell=(("tỷ", "tỉ"), ("quý ", "quí "), ("Quý ", "Quí ")), month_slash=True, merge_prose=True,
            title="Tình hình kinh tế - xã hội {kt} và nhiệm vụ, giải pháp {nmy}",
            opening="Uỷ ban nhân dân <xã> <tên> báo cáo tình hình thực hiện nhiệm vụ {kt} và nhiệm vụ {nmy}, cụ thể:",
            closing="Trên đây là báo cáo tình hình kinh tế - xã hội {kt} của Uỷ ban nhân dân <xã> <tên>./.", documents=("UBND <xã> đã có", "về"),
            tasks="paren", tasks_title="NHIỆM VỤ, GIẢI PHÁP {NMY}",
            group_titles={_ECONOMY: "KINH TẾ", _SOCIETY: "VĂN HÓA - XÃ HỘI", _ORDER: "QUỐC PHÒNG, AN NINH, NỘI CHÍNH"},
            recipients=("UBND <tỉnh>", "TT Đảng ủy, TT HĐND <xã>", "Lưu: VT"),
        ),
        Style(
            key="muong-tang", omit=frozenset(["business", "culture", "education", "interior", "invest", "justice", "religion", "welfare"]), levels=(("roman", "."), ("arabic", "."), ("dotted", "."), ("alpha", ")")), nested=True,
            groups=(_SOCIETY, _ECONOMY, _ORDER), variant=1, titles=0, lexicon={"thôn": "bản"},
            variants={"livestock": 0, "crops": 3, "lead": 2, "budget": 0, "forest": 1, "business": 3, "aqua": 2},
            thousands="", leading_zero=False, glue=frozenset({"ha", "tấn", "tạ/ha", "con"}), digits=1, blank=True, head="bare",
            title="Kết quả công tác {kt}, phương hướng công tác {nmy}",
            opening="UBND <xã> <tên> báo cáo kết quả công tác {kt}, phương hướng công tác {nmy} như sau:",
            closing="Trên đây là báo cáo kết quả công tác {kt}, phương hướng {nmy} của UBND <xã> <tên>./.",
            addressee="Đảng ủy <xã> <tên>", documents=("<Xã> đã ban hành", "về"), tasks="arabic",
            tasks_title="PHƯƠNG HƯỚNG CÔNG TÁC {NMY}", results_title="KẾT QUẢ CÔNG TÁC {KT}",
            group_titles={_ECONOMY: "Kinh tế", _SOCIETY: "Văn hóa - xã hội", _ORDER: "Quốc phòng, an ninh, nội chính"},
            recipients=("Như trên", "Lãnh đạo UBND <xã>", "Lưu: VT"),
        ),
        Style(
            key="huong-dong", omit=frozenset(["interior", "land", "military", "religion"]), levels=(("roman", "."), ("bold", ""), ("bold", ""), ("bold", "")), nested=True,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=2, titles=1, lexicon={"thôn": "tổ dân phố", "lũy kế": "lũy kế"},
            variants={"livestock": 1, "business": 1, "invest": 0, "budget": 2, "order": 0, "land": 1}, money="compound", digits=1,
            merge_prose=True, title="Tình hình thực hiện nhiệm vụ kinh tế - xã hội {kt}",
            opening="Ủy ban nhân dân <xã> <tên> báo cáo tình hình kinh tế - xã hội {kt} và nhiệm vụ {nmy} như sau:",
            closing="Trên đây là báo cáo tình hình thực hiện nhiệm vụ {kt}, Ủy ban nhân dân <xã> kính báo cáo./.",
            addressee="Đảng ủy <xã> <tên>", documents=("Trong kỳ đã ban hành", "về"), tasks="bullet", tasks_title="NHIỆM VỤ {NMY}",
            results_title="TÌNH HÌNH KINH TẾ - XÃ HỘI", lead=False,
            group_titles={_ECONOMY: "Lĩnh vực kinh tế", _SOCIETY: "Lĩnh vực văn hóa - xã hội", _ORDER: "Lĩnh vực nội chính"},
            recipients=("Như trên", "UBMTTQVN <xã>", "Lưu: VT, TH"), head="interleaved",
        ),
        Style(
            key="cu-nhang", omit=frozenset(["interior", "justice", "military"]), levels=(("roman", "/"), ("arabic", "/"), ("alpha", ")")), nested=False,
            groups=(_ECONOMY, _SOCIETY, _ORDER), variant=1, titles=2, lexicon={"thôn": "buôn", "ngô": "bắp", "lợn": "heo"},
            variants={"budget": 3, "livestock": 2, "crops": 0, "business": 3, "forest": 2, "reception": 2, "health": 0, "reform": 2},
            title="Tình hình phát triển kinh tế - xã hội, quốc phòng - an ninh {kt}, nhiệm vụ {nmy}",
            opening="Thực hiện quy chế làm việc, UBND <xã> <tên> báo cáo tình hình {kt}, nhiệm vụ {nmy}, gồm các nội dung sau:",
            closing="Trên đây là báo cáo tình hình {kt} của UBND <xã> <tên>, kính trình cấp trên xem xét./.",
            addressee="UBND <tỉnh>", documents=("Ban hành", "về"), tasks="arabic", tasks_title="NHIỆM VỤ TRỌNG TÂM {NMY}", lead=False,
            group_titles={_ECONOMY: "LĨNH VỰC KINH TẾ", _SOCIETY: "LĨNH VỰC VĂN HÓA XÃ HỘI", _ORDER: "LĨNH VỰC QUỐC PHÒNG, AN NINH, NỘI CHÍNH"},
            recipients=("Như trên", "Đảng ủy, HĐND <xã>", "Lưu: VT"),
        ),
        Style(
            key="long-khanh-tay", omit=frozenset(["interior", "religion"]), levels=(("arabic", "."), ("dotted", "."), ("dotted", "."), ("alpha", ")")), nested=True,
            groups=(_SOCIETY, _ORDER, _ECONOMY), variant=2, titles=3, lexicon={"thôn": "khu phố", "lợn": "heo", "ngô": "bắp"},
            variants={"crops": 0, "livestock": 1, "lead": 0, "budget": 0, "business": 2, "invest": 2, "reform": 0, "reception": 0},
            money="tỷ", title="Kết quả thực hiện nhiệm vụ {kt} và phương hướng, nhiệm vụ {nmy}",
            opening="Ủy ban nhân dân <xã> <tên> báo cáo kết quả thực hiện nhiệm vụ {kt}, phương hướng, nhiệm vụ {nmy} như sau:",
            closing="Trên đây là báo cáo kết quả thực hiện nhiệm vụ {kt} của Ủy ban nhân dân <xã> <tên>./.", documents=("Đã ký ban hành", "về"),
            tasks="dotted", tasks_title="PHƯƠNG HƯỚNG, NHIỆM VỤ {NMY}", results_title="KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
            group_titles={_ECONOMY: "Kinh tế - ngân sách", _SOCIETY: "Văn hóa - xã hội", _ORDER: "Quốc phòng - an ninh, nội chính"},
            recipients=("UBND <tỉnh>", "Thường trực Đảng ủy", "Các phòng chuyên môn", "Lưu: VT"), head="plain", automatic_numbers=True,
        ),
    )
}  # fmt: skip
