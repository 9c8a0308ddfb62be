"""Places: the gazetteer, and how names are found in text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import assert_linear

from jjjdata.catalogue import place_names
from jjjdata.catalogue.places import gazetteer
from jjjdata.errors import DefinitionError
from jjjdata.recognise.places import PlaceMention, find_places
from jjjdata.schema import PLACES


def read(text: str, home: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(m.text, m.place, m.kind) for m in find_places(text, home)]


def referred(text: str, home: str | None = None) -> list[str]:
    """The codes in order, without deictic words, organisations and routes."""
    return [m.place for m in find_places(text, home) if m.place is not None]


CODES = [
    pytest.param("从洛阳市到张家口", ["410300", "130700"], id="full and bare prefectures"),
    pytest.param("河北省石家庄市", ["130100"], id="prefecture in its province"),
    pytest.param("天津市武清区", ["120114"], id="district in its municipality"),
    pytest.param("河北雄安新区", ["133100"], id="area in its province"),
    pytest.param("北京与河北廊坊北三县", ["110000", "BSX"], id="group in a prefecture"),
    pytest.param("河北、天津", ["130000", "120000"], id="a list is not nested"),
    pytest.param("北京朝阳、天津和平", ["110105", "120101"], id="everyday words behind their city"),
    pytest.param("和平发展，朝阳产业，东方明珠", [], id="everyday words alone"),
    pytest.param("内蒙古自治区和恩施土家族苗族自治州", ["150000", "422800"], id="autonomous divisions"),
    pytest.param("延边州和恩施", ["222400", "422800"], id="short names of autonomous prefectures"),
    pytest.param("密云县、蓟县、襄樊市", ["110118", "120119", "420600"], id="former names"),
    pytest.param("吉林省吉林市", ["220200"], id="prefecture of its province's name"),
    pytest.param("海南与河北", ["460000", "130000"], id="a bare name is the largest place's"),
    pytest.param("雄县、容城县", ["130638", "130629"], id="one character and an ending"),
    pytest.param("示范县建设，振兴县域经济", [], id="one character and an ending inside words"),
    pytest.param("沿海城市，15项城市更新", [], id="names that end like 城市"),
    pytest.param("辽宁省海城市", ["210381"], id="such a name behind its province"),
    pytest.param("京津冀三地", ["JJJ"], id="group with its count"),
    pytest.param(
        "京津、津冀、晋冀鲁豫", ["110000+120000", "120000+130000", "130000+140000+370000+410000"], id="rows"
    ),
    pytest.param("津冀港口群", ["120000+130000"], id="row before a word that begins with an abbreviation"),
    pytest.param("京津雄半小时通达", ["110000+120000+133100"], id="row with 雄"),
    pytest.param("云贵川、港澳台商投资企业", ["510000+520000+530000"], id="row of weak characters"),
    pytest.param("在津新设机构，进京活动", ["120000", "110000"], id="one abbreviation behind a verb"),
    pytest.param("全国平均，我国北方", ["CN", "CN"], id="the country"),
    pytest.param("长三角地区、粤港澳大湾区、中西部地区", ["长三角", "粤港澳大湾区", "中西部"], id="regions"),
    pytest.param("城市副中心质量", ["FZX"], id="area by its short name"),
    pytest.param("省域副中心城市，中原城市群副中心城市", ["中原城市群"], id="副中心 of others"),
]


@pytest.mark.parametrize(("text", "codes"), CODES)
def test_names_of_the_gazetteer(text: str, codes: list[str]) -> None:
    assert referred(text) == codes


PRINTED = [
    pytest.param(
        "推进曹妃甸协同发展示范区建设", [("曹妃甸协同发展示范区", "zone", "130209")], id="verb before"
    ),
    pytest.param(
        "京冀曹妃甸协同发展示范区", [("曹妃甸协同发展示范区", "zone", "130209")], id="holders left out"
    ),
    pytest.param("天津滨海———中关村科技园", [("天津滨海-中关村科技园", "zone", "120116")], id="dashes"),
    pytest.param(
        "加快宝坻京津中关村科技城建设", [("宝坻京津中关村科技城", "zone", "120115")], id="two names inside"
    ),
    pytest.param(
        "雄安新区中关村科技园揭牌", [("雄安新区中关村科技园", "zone", "133100")], id="area and zone"
    ),
    pytest.param("共同赴天开高教科创园", [("天开高教科创园", "zone", None)], id="no place before"),
    pytest.param(
        "亦庄·永清高新技术产业开发区",
        [("亦庄·永清高新技术产业开发区", "zone", "131023")],
        id="joined by a dot",
    ),
    pytest.param(
        "张家湾设计小镇与运河商务区",
        [("张家湾设计小镇", "zone", None), ("运河商务区", "zone", None)],
        id="two zones",
    ),
    pytest.param(
        "北京大兴国际机场临空经济区", [("大兴国际机场临空经济区", "zone", "110115")], id="two endings"
    ),
    pytest.param(
        "洛阳高新区、天津经济技术开发区",
        [("洛阳高新区", "zone", "410300"), ("天津经济技术开发区", "zone", "120000")],
        id="directly behind",
    ),
    pytest.param(
        "石家庄都市圈和成都都市圈",
        [("石家庄都市圈", "circle", "130100"), ("成都都市圈", "circle", "510100")],
        id="circles",
    ),
    pytest.param(
        "天津港、宁波舟山港", [("天津港", "port", "120000"), ("宁波舟山港", "port", "330200")], id="ports"
    ),
    pytest.param(
        "推动永定河、潮白河治理", [("永定河", "river", None), ("潮白河", "river", None)], id="rivers"
    ),
    pytest.param(
        "白洋淀和密云水库", [("白洋淀", "lake", None), ("密云水库", "reservoir", "110118")], id="still waters"
    ),
    pytest.param(
        "国家级经开区41个，现代农业产业园，各类科技园区，11个国家自主创新示范区", [], id="sorts, not names"
    ),
    pytest.param("黄河流域", [("黄河流域", "group", None)], id="basin with members"),
]


@pytest.mark.parametrize(("text", "found"), PRINTED)
def test_zones_and_waters(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert [(m.place, m.kind, m.parent) for m in find_places(text)] == found


NO_PLACE = [
    pytest.param("确保定点医疗机构，重大理论，扩大连锁，形成都市农业", [], id="edges of words"),
    pytest.param("日照时数，大兴土木，中山装", [], id="first part of another word"),
    pytest.param("泰安道、南京路", [], id="streets"),
    pytest.param("轨道交通平谷线开工，天津线下消费", ["route", "天津"], id="a line called after a place"),
    pytest.param("厂通路、固安安石路和香河高速路、", ["route", "香河"], id="roads called after a place"),
    pytest.param("建成世界一流自贸试验区，打造国际一流高新区", [], id="zones that are only praised"),
    pytest.param("天津建设世界级示范区", ["天津"], id="praised zone behind a place"),
    pytest.param("通州市场", ["通州"], id="市 of 市场"),
    pytest.param("北京大学和北京口腔医院", ["organisation", "organisation"], id="organisations"),
    pytest.param("河北日报、天津银行", ["organisation", "organisation"], id="papers and banks"),
    pytest.param("北京大学生", ["北京"], id="大学 of 大学生"),
    pytest.param("天津国家重点实验室17家", ["天津"], id="counted things are no organisation"),
    pytest.param("京雄城际和京沪高铁", ["route", "route"], id="railways"),
    pytest.param("京津冀铁路营业里程", ["京津冀"], id="railways of a region"),
    pytest.param("全市、我省、三地、本市", ["deictic"] * 4, id="deictic"),
    pytest.param("全市场、三地块、市域铁路", [], id="not deictic"),
    pytest.param("洛阳全市", ["洛阳全市"], id="deictic behind its place"),
]


@pytest.mark.parametrize(("text", "expected"), NO_PLACE)
def test_words_that_only_look_like_places(text: str, expected: list[str]) -> None:
    """Expected are the mentioned words, or the kind of mentions that name no place."""
    assert [m.text if m.place else m.kind for m in find_places(text)] == expected


DATELINES = [
    pytest.param("新华社长沙3月2日电 湖南省新增企业。", ["长沙"], ["430000"], id="agency, place, day"),
    pytest.param(
        "新华社长沙3月2日电（记者李某）湖南省新增企业。", ["长沙"], ["430000"], id="with its reporter"
    ),
    pytest.param(
        "全文如下。\n本报石家庄1月5日讯 河北省", ["石家庄"], ["130000"], id="newspaper, second line"
    ),
    pytest.param("（记者李某 南昌报道）江西省", ["南昌"], ["360000"], id="bracket alone"),
    pytest.param("本报讯（记者王某）洛阳市", [], ["410300"], id="no place in it"),
    pytest.param("本报记者从合肥市获悉，3月2日", [], ["340100"], id="a sentence, no dateline"),
    pytest.param("他说新华社长沙3月2日电", [], ["430100"], id="not at the beginning"),
]


@pytest.mark.parametrize(("text", "filed", "codes"), DATELINES)
def test_datelines_name_no_subject(text: str, filed: list[str], codes: list[str]) -> None:
    found = find_places(text)
    assert [m.text for m in found if m.kind == "dateline"] == filed
    assert [m.place for m in found if m.place] == codes


@pytest.mark.parametrize(
    ("text", "home", "codes"),
    [
        ("朝阳区", None, ["110105"]),
        ("朝阳区", "220000", ["220104"]),
        ("通州区", "320600", ["320612"]),
        ("鼓楼区", None, ["鼓楼区"]),
        ("鼓楼区", "350100", ["350102"]),
        ("南京市玄武区、鼓楼区", None, ["320102", "320106"]),
        ("江苏省南京市鼓楼区", "350100", ["320106"]),
        ("副中心", "410300", []),
        ("副中心", "110112", ["FZX"]),
        ("津城滨城", "120000", []),
        ("汝阳和栾川", "410300", ["410326", "410324"]),
    ],
)
def test_the_documents_place_decides(text: str, home: str | None, codes: list[str]) -> None:
    assert referred(text, home) == codes


@pytest.mark.parametrize(
    ("text", "home", "codes"),
    [
        ("“通勤圈”建设", "110000", ["通勤圈"]),
        ("“通勤圈”建设", None, ["通勤圈"]),
        ("“通勤圈”建设", "420100", []),
        ("通勤圈建设", "110000", []),
    ],
)
def test_rings_are_those_of_the_documents_region(text: str, home: str | None, codes: list[str]) -> None:
    assert referred(text, home) == codes


def test_an_undecided_name_stands_for_itself() -> None:
    assert find_places("鼓楼区")[0].kind == "county"


ALPHABET = "北京天津河冀雄安新区州市县全三地高新技术产业开发港口和与推进，。“”·—1个 \n园流域大学"


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_mentions_are_ordered_and_are_what_they_say(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(st.text(alphabet=ALPHABET, max_size=30), st.text(alphabet=ALPHABET, max_size=30))
def test_a_sentence_break_separates(left: str, right: str) -> None:
    """No mention crosses the end of a sentence."""
    border = len(left)
    assert not any(m.start <= border < m.end for m in find_places(left + "。" + right))


def test_reading_is_linear() -> None:
    unit = "京津冀三地推进曹妃甸协同发展示范区建设，深入实施创新驱动发展战略，提升公共服务水平。"
    assert len(find_places(unit * 2000)) == 4000
    assert_linear(lambda times: find_places(unit * times), 250)


class TestGazetteer:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("110000", "110000"),
            ("河北", "130000"),
            ("河北省廊坊市三河市", "131082"),
            ("京津冀", "JJJ"),
            ("津冀", "120000+130000"),
            ("100000", "CN"),
            ("丰宁", "130826"),
            ("无此地", None),
            ("鼓楼区", None),
        ],
    )
    def test_resolve(self, name: str, code: str | None) -> None:
        assert gazetteer().resolve(name) == code

    def test_every_division_lies_in_one_that_exists(self) -> None:
        places = gazetteer().places
        assert all(p.parent in places for p in places.values() if p.parent is not None)
        assert all(m in places for p in places.values() for m in p.members)

    def test_every_division_is_found_by_its_full_name_behind_its_parents(self) -> None:
        known = gazetteer()
        for code, place in known.places.items():
            if place.kind in ("prefecture", "county") and place.parent:
                whole = known.name_zh(place.parent) + place.name_zh
                assert known.resolve(whole) == code, whole

    def test_counts(self) -> None:
        kinds = [p.kind for p in gazetteer().places.values()]
        assert kinds.count("province") == 34
        assert kinds.count("prefecture") == 333
        assert kinds.count("county") > 2800

    def test_rows_fit_the_table(self) -> None:
        rows = gazetteer().rows({"JJJ", "131082", "天津港"}, {"天津港": "port"})
        by_code = {str(row["place"]): row for row in rows}
        assert [list(row) for row in rows] == [PLACES.names] * len(rows)
        assert [row["place"] for row in rows] == sorted(by_code)
        assert by_code["JJJ"]["members"] == "110000+120000+130000"
        assert by_code["天津港"] == dict.fromkeys(PLACES.names) | {
            "place": "天津港",
            "name_zh": "天津港",
            "kind": "port",
        }
        assert {"CN", "131000", "650000"} <= by_code.keys()
        assert "410300" not in by_code

    def test_rows_take_joined_codes_apart(self) -> None:
        codes = {row["place"] for row in gazetteer().rows({"120114+131022": "county"})}
        assert {"120114", "131022", "131000"} <= codes

    @given(st.lists(st.sampled_from(["110000", "120000", "130000", "JJJ", "120000+130000"]), min_size=1))
    def test_joining_is_ascending_and_needs_no_order(self, codes: list[str]) -> None:
        joined = gazetteer().join(codes)
        assert joined.split("+") == sorted(set(joined.split("+")))
        assert joined == gazetteer().join(reversed(codes)) == gazetteer().join([joined])

    def test_within(self) -> None:
        known = gazetteer()
        assert known.is_within("130100", "JJJ")
        assert known.is_within("JJJ", "CN")
        assert not known.is_within("130000", "130100")
        assert known.province("天津港") is None

    def test_english_names(self) -> None:
        known = gazetteer()
        provinces = [code for code, place in known.places.items() if place.kind == "province"]
        assert all(known.name_en(code) for code in provinces)
        assert known.name_en("130100") == "Shijiazhuang"
        assert known.name_en("130102") is None

    def test_an_impossible_member_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = {**place_names.place_words()}
        raw["areas"] = {**raw["areas"], "X": {"kind": "group", "members": ["999999"]}}
        monkeypatch.setattr(place_names, "place_words", lambda: raw)
        with pytest.raises(DefinitionError, match="999999"):
            place_names.read_definitions()


def test_mentions_are_values() -> None:
    assert find_places("北京") == [PlaceMention(0, 2, "北京", "110000", "province", "CN")]


def test_every_prefecture_and_district_of_the_two_cities_has_an_english_name_of_its_own():
    known = gazetteer()
    asked = [
        place for place in known.places.values()
        if place.kind in ("province", "prefecture") or place.parent in ("110000", "120000")
    ]  # fmt: skip
    assert [place.name_zh for place in asked if not place.name_en] == []
    names = [place.name_en for place in known.places.values() if place.name_en]
    assert len(names) == len(set(names))
    assert [name for name in names if not name[0].isupper() or re.search(r"[\u4e00-\u9fff]", name)] == []


ENGLISH = [
    ("130600", "Baoding"), ("110105", "Chaoyang District"), ("211300", "Chaoyang"), ("120116", "Binhai New Area"),
    ("150100", "Hohhot"), ("650100", "Ürümqi"), ("540100", "Lhasa"), ("610100", "Xi'an"), ("230100", "Harbin"),
    ("140400", "Changzhi"), ("411100", "Luohe"), ("220200", "Jilin City"), ("340500", "Ma'anshan"),
    ("320500", "Suzhou (Jiangsu)"), ("341300", "Suzhou (Anhui)"), ("152500", "Xilingol League"),
    ("422800", "Enshi Tujia and Miao Autonomous Prefecture"), ("653100", "Kashgar Prefecture"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name"), ENGLISH, ids=[name for _, name in ENGLISH])
def test_names_from_other_languages_have_their_usual_form(code, name):
    assert gazetteer().name_en(code) == name
