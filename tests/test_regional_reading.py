"""Rules of reading for news and work reports of regions: whose a figure is, and the other side of it; made-up sentences."""

from __future__ import annotations

from datetime import date

import pytest
from test_statements import NEWS, YEAR, read, says

CN = {"place": "CN", "kind": "work report"}

# id, text, facts of the document, and for each statement the columns that must stand so
CASES = [
    (
        "a-paper-that-is-carried-out-tells-no-place",
        "深入贯彻《湖南省制造强省行动计划》，先进制造业进入前列，制造业增加值占全市生产总值的比重稳定在30%以上。",
        {"place": "430200", "kind": "plan", "reported_period": None},
        [{"place": "430200"}],
    ),
    (
        "a-variant-letter-in-the-name-of-a-province",
        "包括河南、安徽、陜西3个省的近50个县。",
        NEWS | {"place": "CN"},
        [{"place": "340000+410000+610000"}] * 2,
    ),
    (
        "this-year-in-news-of-some-months-is-of-these",
        "今年前4月，全市重大项目已累计开工150个，其中今年完成投资632亿元。",
        NEWS | {"published": date(2023, 5, 10)},
        [{}, {"period": (date(2023, 1, 1), date(2023, 4, 30))}],
    ),
    (
        "what-news-tell-of-a-plan-is-for-its-years",
        "国家有关部门日前印发《油橄榄产业发展行动方案（2031—2033年）》。核心区计划新增种植148万亩。",
        {"place": "CN", "kind": "news", "published": date(2031, 1, 7), "reported_period": None},
        [{"status": "target", "period": (date(2031, 1, 1), date(2033, 12, 31))}],
    ),
    (
        "works-begun-at-an-event-are-of-now",
        "本次集中开工项目共43个、总投资416亿元。",
        NEWS | {"published": date(2023, 1, 30), "place": "133100"},
        [{"year": 2023}, {"year": 2023}],
    ),
    (
        "list-goes-on-with-the-role-of-its-first-member",
        "今年60项任务中，涉及重庆的21项、四川的35项，已全部启动。",
        {"place": "520000"},
        [{}, {"place": "520000", "counterpart": "500000"}, {"place": "520000", "counterpart": "510000"}],
    ),
    (
        "whence-the-counted-came",
        "已有80余家机构、超900家上海来源企业在新区落地。",
        NEWS | {"place": "330900"},
        [{"place": "330900", "counterpart": None}, {"place": "330900", "counterpart": "310000"}],
    ),
    (
        "those-who-come-to-whom-is-spoken-of",
        "2022年上海全力支持嘉兴建设，6所学校挂牌，17家张江企业入驻。",
        NEWS | {"place": None},
        [{"place": "330400"}, {"place": "330400"}],
    ),
    (
        "counted-firms-of-another-city-settle",
        "全年25家深圳企业落户。",
        {"place": "441300"},
        [{"place": "441300", "counterpart": "440300"}],
    ),
    (
        "sum-spent-on-others-in-the-clause-behind",
        "2022年市里下达资金3亿元，主要用于支持湛江市、茂名市港口建设。",
        {"place": "440100"},
        [{"place": "440100", "counterpart": "440800+440900"}],
    ),
    (
        "venue-is-no-subject",
        "在广州成功举办招商推介会，签约项目19个，签约资金7.2亿元。",
        {"place": "430522"},
        [{"place": "430522"}, {"place": "430522"}],
    ),
    (
        "settled-in-the-document's-own-place",
        "中关村某集团增资，市场化引进机构在津新设公司310家。",
        {"place": "120000"},
        [{"place": "120000"}],
    ),
    (
        "branches-already-set-up-in-two-places",
        "迄今，上海企业已在苏浙两地设立分公司903家、子公司426家。",
        NEWS | {"place": None},
        [{"place": "310000", "counterpart": "320000+330000"}] * 2,
    ),
    (
        "flow-and-its-value-have-one-counterpart",
        "2022年，上海输出到苏浙技术合同4103项，成交额254.7亿元，同比增长18.7%；新增专利120件。",
        NEWS | {"place": None},
        [{"place": "310000", "counterpart": "320000+330000"}] * 3 + [{"counterpart": None}],
    ),
    (
        "several-that-are-helped-are-examples",
        "支持武汉、西安建设科技创新中心，新设9个自主创新示范区。",
        CN,
        [{"place": "CN"}],
    ),
    (
        "helped-by-those-who-are-counted",
        "7所中医医院对口支援黔东南州医疗机构，十余家市属国企参与支持黔东南州建设。",
        {"place": "440600"},
        [{"place": "440600", "counterpart": "522600"}] * 2,
    ),
    (
        "contract-with-those-named-behind",
        "第一医院等14家市属医院与资阳医疗机构签署协议。",
        {"place": "510100"},
        [{"place": "510100", "counterpart": "512000"}],
    ),
    (
        "park-is-the-subject-of-its-own-item",
        "银杏湾产业园落地建设，机床项目加快推进；轨道装备项目投产，外贸出口突破百亿元。",
        {"place": "430200"},
        [{"place": "430200"}],
    ),
    (
        "places-that-open-the-names-of-examples",
        "桐溪材料等项目投产，湘赣化学品基地等项目开工，全年完成投资120亿元。",
        {"place": "430200"},
        [{"place": "430200"}],
    ),
    (
        "two-places-point-at-the-last-pair",
        "大连、沈阳签署协议。两地互认检查结果120项。",
        NEWS | {"place": "210000"},
        [{"place": "210100+210200"}],
    ),
    (
        "part-alone-is-of-what-the-clause-told",
        "2015年至2021年，三省空气质量改善，可吸入颗粒物年均浓度均呈下降趋势，其中安徽省从2015年的80微克/立方米降至2021年的61微克/立方米，降幅23.8%。",
        NEWS | {"place": "长三角"},
        [{"indicator": "可吸入颗粒物年均浓度", "place": "340000"}] * 3,
    ),
    (
        "unit-that-is-the-noun",
        "工程惠及1.3亿人口。",
        NEWS,
        [{"indicator": "工程惠及人口", "value": 130_000_000, "unit": "person"}],
    ),
    (
        "the-same-growth-for-all",
        "农民人均纯收入达到8238元，同步增长9%。",
        {},
        [{}, {"indicator": "农民人均纯收入", "measure": "change"}],
    ),
    (
        "years-alone-name-nothing",
        "经营主体达到320万户，五年增加70%以上。",
        {},
        [{}, {"indicator": "经营主体", "measure": "change"}],
    ),
    (
        "act-cuts-by-a-rate",
        "压减行政审批事项35%，降低企业用电成本5%，控制在40%以内。",
        {},
        [{"value": -35, "measure": "change"}, {"value": -5, "measure": "change"}, {"value": 40}],
    ),
    (
        "goes-on-with-the-new-area-told-of",
        "据悉，两江新区于2010年获批。目前建成区面积约60平方公里，入驻企业1630户。",
        NEWS | {"place": None},
        [{"place": "两江新区"}, {"place": "两江新区"}],
    ),
    (
        "region-in-the-heading-of-a-city's-report",
        "（一）京津冀协同发展成效显著\n市场化引进资源落地项目85个。",
        {"place": "120000", "kind": "work report"},
        [{"place": "120000"}],
    ),
    (
        "park-that-a-plan-is-about",
        "启动实施雁栖岭生态畜牧经济区建设规划，农产品加工业销售收入增长18%。",
        {"place": "140000"},
        [{"place": "140000"}],
    ),
    (
        "share-of-all-there-is",
        "微型计算机产量超过全国总量的三成，占全市比重较上年提高2个百分点。",
        {},
        [
            {"measure": "share", "indicator": "微型计算机产量占全国比重"},
            {"measure": "change", "unit": "pp", "indicator": "微型计算机产量占全市比重"},
        ],
    ),
    (
        "levels-share-their-noun",
        "分别创建国家、省级旅游示范区26个、22个；创建农产品产业园5个、三产融合示范园7个。",
        {"place": "610000"},
        [
            {"indicator": "创建国家级旅游示范区"},
            {"indicator": "省级旅游示范区"},
            {"indicator": "创建农产品产业园", "place": "610000"},
            {"indicator": "创建三产融合示范园", "place": "610000"},
        ],
    ),
    (
        "money-for-another-place",
        "从2001年到2017年，上海总计投入资金32.6亿元用于云南省的帮扶工作。",
        NEWS | {"place": None},
        [{"place": "310000", "counterpart": "530000"}],
    ),
    (
        "some-of-those-told-of",
        "招商人员占比均在20%以上，有的甚至超过45%。",
        {},
        [{}, {"indicator": "招商人员占比"}],
    ),
    (
        "ranked-among-the-parts-of-a-larger-place",
        "2021年在全省一类县考核中排名第六，在滁州市连续三年保持综合考核第一。",
        {"place": "341181"},
        [{"place": "341181", "measure": "rank"}, {"place": "341181", "measure": "rank"}],
    ),
    (
        "ranked-beside-others",
        "全市29家企业入选榜单，并列全球第七。有效专利96万件，位列四大湾区首位。",
        NEWS,
        [
            {},
            {"measure": "rank", "indicator": "全市企业入选榜单"},
            {},
            {"measure": "rank", "indicator": "有效专利"},
        ],
    ),
    (
        "district-spoken-of-in-news-of-a-part",
        "通州区新增学位5万个，全区医疗机构床位数较2020年增长40%。",
        NEWS | {"place": "FZX"},
        [{"place": "110112"}, {"place": "110112"}],
    ),
    (
        "basin-in-news-of-a-belt",
        "长江流域优良断面比例从2016年的80.3%提高到2019年的90.7%。",
        NEWS | {"place": "长江经济带"},
        [{"place": "长江流域"}, {"place": "长江流域"}],
    ),
    (
        "behind-dots",
        "高新技术企业超7万家，比2017年净增加3万家……如今，这片热土生机勃勃。",
        NEWS,
        [{}, {"measure": "change", "indicator": "高新技术企业"}],
    ),
    (
        "a-sum-of-several-places",
        "2022年，湖南、江西两省地区生产总值分别为4.8万亿元和3.2万亿元，合计占全国的6.6%。",
        {"kind": "news", "place": "430000"},
        [{"place": "430000"}, {"place": "360000"}, {"place": "360000+430000"}],
    ),
    (
        "whence-things-come",
        "去年，江苏从浙江引进项目120个，福建从江西采购农产品15亿元。",
        {"kind": "news", "place": "320000"},
        [{"place": "320000", "counterpart": "330000"}, {"place": "350000", "counterpart": "360000"}],
    ),
    (
        "a-new-town-is-a-place",
        "武汉新城签约项目33个。",
        {"kind": "news", "place": "420000"},
        [{"place": "武汉新城", "indicator": "签约项目"}],
    ),
    (
        "where-a-works-came-to",
        "上海某汽车厂落户江苏盐城，去年开工建设，建成后将形成年产整车12万辆的产能。",
        {"kind": "news", "place": "310000"},
        [{"place": "320900"}],
    ),
    (
        "the-part-of-a-line",
        "苏沪首条城际轨道交通太仓段已完成总工程量的37%。",
        {"kind": "news", "place": "320000"},
        [{"place": "320585"}],
    ),
    (
        "total-behind-the-new",
        "深圳国家级高新技术企业数量新增1200家以上，达到了2.6万家。",
        NEWS,
        [{}, {"indicator": "国家级高新技术企业数量", "aggregation": "stock"}],
    ),
    (
        "rate-of-what-stands-behind-it",
        "行政办公区实现100%绿电供应。",
        NEWS,
        [{"indicator": "行政办公区绿电供应"}],
    ),
    (
        "air-that-meets-a-standard",
        "某某介绍，全区PM2.5累计浓度达到国家二级标准，较2020年同期改善24%。",
        NEWS,
        [{"indicator": "PM2.5累计浓度", "value": -24, "measure": "change"}],
    ),
    (
        "then-says-nothing",
        "预计到2025年，铁路里程将达到4800公里，到2035年则将达到5900公里。",
        NEWS,
        [{"year": 2025}, {"year": 2035, "indicator": "铁路里程", "status": "target"}],
    ),
    (
        "zone-under-a-committee",
        "目前，汉沽管理区已承接京津转移项目300余个，引进科技成果40余项。",
        NEWS | {"place": "130000"},
        [{"place": "汉沽管理区", "counterpart": "110000+120000"}, {"place": "汉沽管理区"}],
    ),
    (
        "any-zone-of-a-province",
        "2022年山西开发区承接产业转移项目263个。",
        NEWS | {"place": None},
        [{"place": "140000"}],
    ),
    (
        "orders-that-are-carried-out",
        "落实浦东新区引领行动相关部署，加强互访，两区开展对接活动23次。",
        {"place": "310115"},
        [{"place": "310115", "aggregation": "period"}],
    ),
    (
        "orders-about-another-place",
        "落实滨海新区引领行动相关部署，加强互访，开展对接活动23次，落实京冀企业157个。",
        {"place": "120110"},
        [{"place": "120110"}, {"place": "120110", "counterpart": "110000+130000"}],
    ),
    (
        "what-a-place-relies-on-is-no-example",
        "京津冀协同发展实施五年多来，河北依托区位优势、产业基础等资源，已承接京津转入单位6200多个。",
        NEWS | {"place": "130000"},
        [{"place": "130000", "counterpart": "110000+120000"}],
    ),
    (
        "park-whose-year-is-told-next",
        "新安物流园是疏解的首个项目，园区承接商户5200户。2022年实现交易量700万吨，交易额380亿元。",
        NEWS | {"place": "130000"},
        [{"place": "新安物流园"}] * 3,
    ),
    (
        "where-one-gets-in-so-many-minutes",
        "货物清关后，25分钟可运抵澳门机场。",
        NEWS | {"place": "440400"},
        [{"place": "440400", "counterpart": "820000"}],
    ),
    (
        "cities-joined-by-dashes",
        "“深圳—香港—广州”科技集群蝉联全球第二位。",
        NEWS | {"place": None},
        [{"place": "440100+440300+810000"}],
    ),
    (
        "denominator-of-patents",
        "万人发明专利拥有量保持全市第一。",
        {"place": "120104"},
        [{"measure": "rank", "indicator": "万人发明专利拥有量"}],
    ),
    (
        "part-of-a-province",
        "闽西南五市今年推进29个产业项目。济青地区生产总值达到25568.7亿元。",
        NEWS | {"place": "350000"},
        [{"place": "闽西南"}, {"place": "济青", "indicator": "地区生产总值"}],
    ),
    (
        "small-colons",
        "三次产业结构为11.8︰48.3︰39.9。",
        {},
        [{"measure": "share", "value": 11.8}, {"value": 48.3}, {"value": 39.9}],
    ),
    (
        "value-of-a-square-kilometre",
        "地均生产总值6.4亿元/平方公里，同比提高0.6亿元/平方公里。",
        {},
        [{"unit": "CNY/km2"}, {"unit": "CNY/km2", "indicator": "地均生产总值", "measure": "change"}],
    ),
]

AIMS = {
    "kind": "news",
    "title": "陕南“十四五”发展目标任务清单出炉",
    "published": date(2021, 8, 20),
    "reported_period": None,
}
PLANNED = (date(2021, 1, 1), date(2025, 12, 31))
TIMES = [
    (
        "signed-at-the-meeting-that-is-told-of",
        "此次推介会现场签约16个重大项目，签约金额144.3亿元。",
        NEWS,
        [{"period": (date(2023, 1, 1), date(2023, 9, 14))}] * 2,
    ),
    (
        "parts-of-what-shall-be",
        "按照规划，全市将建成24处通道，包括19座大桥和5座隧道。",
        NEWS,
        [{"status": "target"}, {"status": "target"}, {"status": "target"}],
    ),
    (
        "sum-of-several-years",
        "2014年至2018年，全省共引进资金约1.6万亿元。2017-2021年专利公开总量156万件。",
        NEWS,
        [{"aggregation": "cumulative"}, {"aggregation": "cumulative"}],
    ),
    (
        "half-year-told-before-and-not-taken-yet",
        "2022年上半年，省商务厅主办环境说明会。80多家开发区共计200多人参加，签约26项，总投资345亿元。",
        NEWS,
        [
            {},
            {},
            {"period": (date(2022, 1, 1), date(2022, 6, 30))},
            {"period": (date(2022, 1, 1), date(2022, 6, 30))},
        ],
    ),
    (
        "built-up-area-stands",
        "目前建成区面积约60平方公里。",
        NEWS,
        [{"aggregation": "stock"}],
    ),
    (
        "acts-up-to-now",
        "截至目前，取缔关闭沿江企业900余家，新建污水处理项目547个，4100条河流有了河长。",
        NEWS,
        [{"aggregation": "cumulative"}, {"aggregation": "cumulative"}, {"aggregation": "stock"}],
    ),
    (
        "part-of-a-total-until-a-day",
        "截至2021年底，自贸试验区累计新设企业71万家，其中外资企业4.4万家。",
        NEWS,
        [{"aggregation": "cumulative"}, {"aggregation": "cumulative"}],
    ),
    (
        "since-last-summer",
        "自去年7月开展业务以来，口岸已运送逾3200万个包裹。",
        NEWS,
        [{"aggregation": "cumulative", "period": (date(2022, 7, 1), date(2023, 9, 14))}],
    ),
    (
        "area-of-a-park",
        "香港园区面积约0.9平方公里。",
        NEWS,
        [{"aggregation": "stock"}],
    ),
    (
        "value-at-the-end-of-years-beside-its-multiple",
        "五年来，工业总产值迈上千亿台阶，接近1200亿元，是“十一五”末的3.1倍；投资累计998亿元，是“十一五”的2.8倍。",
        {"kind": "work report", "published": date(2016, 1, 10), "reported_period": "2011/2015"},
        [
            {"aggregation": "period", "period": (date(2015, 1, 1), date(2015, 12, 31))},
            {"measure": "multiple"},
            {"aggregation": "cumulative"},
            {"measure": "multiple", "base": (date(2006, 1, 1), date(2010, 12, 31))},
        ],
    ),
    (
        "news-whose-title-names-the-year-over",
        "筹集建设保障性住房3.9万套，数量居全市第二。",
        NEWS | {"title": "副中心：去年投资位列全市首位", "published": date(2023, 1, 5)},
        [{"aggregation": "period", "period": YEAR}, {"measure": "rank", "period": YEAR}],
    ),
    (
        "total-ends-with-its-item",
        "2022年，19家子公司落户，累计达到83家；新引入企业7家。",
        NEWS,
        [{}, {"aggregation": "cumulative"}, {"aggregation": "period"}],
    ),
    (
        "list-of-aims-in-the-title",
        "创建省级示范县35个，培育科技型企业2450家。截至“十四五”末，主导产业总产值将达1.9万亿元。",
        AIMS,
        [
            {"status": "target", "period": PLANNED},
            {"status": "target", "period": PLANNED},
            {"status": "target", "aggregation": "period", "period": (date(2025, 1, 1), date(2025, 12, 31))},
        ],
    ),
    (
        "areas-stand",
        "新区总开发面积近315平方公里，占地面积12平方公里。",
        NEWS,
        [{"aggregation": "stock"}, {"aggregation": "stock"}],
    ),
    (
        "value-that-growth-is-measured-from",
        "“跨省通办”2022年日均办件量2.8万件，较2020年的日均1.6万件增长了75%。",
        NEWS,
        [
            {"year": 2022},
            {"year": 2020, "measure": "level", "indicator": "“跨省通办”日均办件量"},
            {"measure": "change", "base": (date(2020, 1, 1), date(2020, 12, 31))},
        ],
    ),
    (
        "two-values-from-one-year",
        "城镇常住居民、农村常住居民人均可支配收入从2016年的2.6万元、0.9万元增长到3.8万元、1.4万元。",
        {"published": date(2023, 1, 10), "reported_period": "2018/2022", "kind": "work report"},
        [
            {"year": 2016, "indicator": "城镇常住居民人均可支配收入"},
            {"year": 2016, "indicator": "农村常住居民人均可支配收入"},
            {"year": 2022, "indicator": "城镇常住居民人均可支配收入"},
            {"year": 2022, "indicator": "农村常住居民人均可支配收入"},
        ],
    ),
    (
        "year-about-over",
        "今年实施合作项目87项，建成技术转移机构104个。",
        NEWS | {"published": date(2023, 12, 29)},
        [{"status": "actual"}, {"status": "actual"}],
    ),
    (
        "signed-at-the-ceremony",
        "8月22日，省工信厅举办对接活动启动仪式。启动仪式上，共有16个项目签约，总金额79.8亿元。",
        NEWS | {"published": date(2023, 8, 23)},
        [{"period": (date(2023, 8, 22), date(2023, 8, 22))}] * 2,
    ),
    (
        "from-one-year-to-another",
        "从2018年到2021年，产业园区数量从31个增至64个。",
        NEWS,
        [{"year": 2018}, {"year": 2021, "aggregation": "stock"}],
    ),
    (
        "stretch-that-began-in-the-middle-of-a-year",
        "三年来，优良断面比例从71%上升到93.2%。",
        NEWS,
        [{"year": 2020}, {"year": 2023}],
    ),
    (
        "reached-so-many",
        "便民服务圈达到230个，开展志愿活动达到300场。",
        {},
        [{"aggregation": "stock"}, {"aggregation": "period"}],
    ),
    (
        "newly-settled",
        "航运集聚区新落户企业260家。",
        {},
        [{"aggregation": "period"}],
    ),
    (
        "list-behind-one-verb",
        "首批搬迁涉及22个部门、130个单位。",
        NEWS,
        [{"aggregation": "period"}, {"aggregation": "period"}],
    ),
    (
        "since-the-year-in-which-a-named-scheme-began",
        "自2021年“青年夜校”工程实施以来，累计招收学员3万人次。",
        NEWS,
        [{"aggregation": "cumulative", "period": (date(2021, 1, 1), date(2023, 9, 14))}],
    ),
    (
        "week-and-night-are-no-monday",
        "落实“一周一夜谈”制度，工业投资30亿元。",
        {"kind": "work report", "reported_period": "2022"},
        [{"year": 2022}],
    ),
    (
        "rank-of-the-growth-of-value-added",
        "工业增加值增长9%，增速全市第二。",
        {},
        [{}, {"indicator": "工业增加值增速"}],
    ),
    (
        "years-in-which-it-rose",
        "四大产业占比5年提高3.7个百分点。",
        {},
        [{"value": 3.7, "measure": "change"}],
    ),
    (
        "report-of-december-on-its-year",
        "实体经济稳步发展，新增企业16家。",
        {"kind": "work report", "reported_period": "2022", "published": date(2022, 12, 20)},
        [{"period": (date(2022, 1, 1), date(2022, 12, 31))}],
    ),
    (
        "investment-of-the-projects-counted",
        "临港示范区实施亿元以上项目170个，总投资1037亿元。",
        NEWS,
        [{"aggregation": "cumulative"}, {"aggregation": "cumulative"}],
    ),
    (
        "aims-told-as-if-reached",
        "目标到2025年，城市能级提升。新增建设用地控制在50万亩以内，内涝治理取得明显成效，优良天数比率提高到87.5%。",
        {"kind": "plan", "reported_period": "2025", "published": date(2022, 7, 12)},
        [{"status": "target", "year": 2025}, {"status": "target", "year": 2025}],
    ),
]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_whose_a_figure_is(text, known, expected):
    rows = read(text, **known)
    assert [says(row, rows, wanted) for row, wanted in zip(rows, expected, strict=True)] == expected


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in TIMES], ids=[c[0] for c in TIMES])
def test_of_when_a_figure_is(text, known, expected):
    rows = read(text, **known)
    assert [says(row, rows, wanted) for row, wanted in zip(rows, expected, strict=True)] == expected
