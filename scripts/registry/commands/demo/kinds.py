"""What the invented apps do: one row per kind of app."""

from dataclasses import dataclass
from typing import Final

from registry.core.codes import Audience, Scenario, Stage, Subject, TutoringClass

_AUDIENCES: Final = {"s": Audience.students, "p": Audience.parents, "t": Audience.staff}
_STAGES: Final = {
    "k": Stage.preschool, "p": Stage.primary, "j": Stage.junior_secondary, "s": Stage.senior_secondary,
    "v": Stage.secondary_vocational, "h": Stage.higher, "c": Stage.continuing,
}  # fmt: skip
_SCENARIOS: Final = {
    "t": Scenario.teaching, "m": Scenario.school_management, "l": Scenario.student_learning,
    "i": Scenario.student_life, "h": Scenario.home_school,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of app: the second half of its name, the same in letters, and for whom and what it is."""

    zh: str
    slug: str
    audience: tuple[Audience, ...]
    stages: tuple[Stage, ...]
    scenario: tuple[Scenario, ...]
    about: str
    tutoring: TutoringClass | None = None
    subjects: tuple[Subject, ...] = ()


def _kinds(rows: str, tutoring: TutoringClass | None = None) -> tuple[Kind, ...]:
    """One kind per line: name, slug, audience, stages, scenarios, description, and for subject tutoring the subjects."""
    found = []
    for row in rows.strip().splitlines():
        zh, slug, audience, stages, scenario, about, *subjects = row.split()
        found.append(
            Kind(
                zh,
                slug,
                tuple(_AUDIENCES[c] for c in audience),
                tuple(_STAGES[c] for c in stages),
                tuple(_SCENARIOS[c] for c in scenario),
                about,
                tutoring,
                tuple(Subject[s] for s in subjects),
            )
        )
    return tuple(found)


LEARNING: Final = _kinds("""
口算 kousuan s p l 小学口算与笔算的分级练习和讲评
阅读 yuedu sp pj l 分级阅读书目、朗读录音和阅读记录
作业本 zuoyeben st pjs tl 教师布置作业，学生完成，课堂讲评
识字 shizi s p l 常用字的笔顺、组词和听写
古诗词 gushici s pj l 古诗词诵读、注释和背诵打卡
英语听说 yingyu-tingshuo st pjs tl 英语听说训练和口语评价
单词本 danciben s js l 按教材单元整理的单词复习
几何画板 jihe-huaban st js t 动态几何作图与课堂演示
仿真实验 fangzhen-shiyan st js tl 物理、化学、生物仿真实验
地图册 ditu-ce s js l 地理课程地图阅读与读图练习
错题集 cuotiji s js l 错题整理与分类复习
科学探究 kexue-tanjiu st pj tl 小学与初中科学课的探究活动记录
书法 shufa s pj l 硬笔与软笔书法临摹
合唱 hechang st pjs ti 合唱分声部练习与课堂伴奏
画室 huashi s pj li 美术课作品整理与赏析
体育打卡 tiyu-daka sp pjs li 体育锻炼计划与记录
编程 biancheng st pjs tl 图形化与文本编程入门
天文台 tianwentai s pjs l 星空观测与天文科普
绘本 huiben p k h 家长陪伴的绘本共读记录
亲子时光 qinzi p k h 幼儿园与家庭的亲子活动安排
劳动课 laodongke sp pj lh 劳动清单与家庭劳动记录
研学 yanxue spt pjs li 研学旅行的课程、行程和安全提示
心理树洞 xinli s jsh i 心理健康课程与预约辅导
安全教育 anquan spt pjs th 安全知识课程与演练通知
阅览室 yuelanshi st jsh li 电子图书借阅与馆藏检索
公开课 gongkaike st hc l 高校公开课程与学习笔记
自考通 zikao s c l 自学考试课程学习与进度安排
技能工坊 jineng st v tl 中职专业技能训练与考核记录
实训 shixun st vh t 实训室预约与实训报告
词典 cidian s pjs l 面向中小学生的规范字词检索
""")  # fmt: skip

CAMPUS: Final = _kinds("""
家校通 jiaxiaotong pt kpj h 班级通知、回执和家校沟通
班级圈 banjiquan pt kp h 班级日常与活动照片分享
请假 qingjia spt pjs mi 学生请假、审批和离校确认
校园卡 xiaoyuanka st jsh i 校园卡充值、消费查询和挂失
校车 xiaoche p kp h 校车线路、到站提醒和乘车确认
宿舍 sushe st svh i 宿舍分配、报修和晚归登记
食堂 shitang spt pjs i 食谱公示、订餐和意见反馈
选课 xuanke st sh m 选修课程选课与课表查询
排课 paike t pjs m 教务排课与代课安排
教务 jiaowu st vh m 课表、成绩和学籍事务办理
考勤 kaoqin t pjs m 教职工考勤与请假管理
社团 shetuan st sh i 社团招新、活动和学分记录
志愿服务 zhiyuan st sh i 志愿服务招募与时长记录
综合素质 zonghe-suzhi st js m 综合素质评价的填报与审核
实习 shixi st vh m 实习岗位、日志和考核
就业 jiuye st vh i 就业信息、招聘会和签约办理
毕业设计 biye-sheji st h t 选题、指导和答辩安排
报修 baoxiu t pjsvh m 设施设备报修与进度查询
访客 fangke pt kpjs m 家长与访客预约入校
晨检 chenjian pt k mh 幼儿晨检记录与健康提示
""")  # fmt: skip

TEACHING: Final = _kinds("""
备课 beike t pjs t 集体备课、课件与教案共享
教研 jiaoyan t pjs t 网络教研活动与资源共享
研修 yanxiu t kpjs t 教师继续教育研修与学时登记
听课评课 tingke t pjs t 听课记录与课堂评价
督学 duxue t kpjs m 责任督学挂牌督导记录
资源库 ziyuanku st pjs tl 区域数字教育资源的检索和使用
云课堂 yunketang st pjs tl 区域同步课堂与名师课程
入学服务 ruxue p kp m 义务教育入学信息采集与查询
数据填报 tianbao t kpjs m 学校基础数据填报与审核
校园安全 xiaoyuan-anquan t kpjs m 校园安全隐患排查与上报
""")  # fmt: skip

SUBJECT_TUTORING: Final = _kinds("""
语文专题课 yuwen-ke s js l 面向已报名学生的语文专题课 chinese
数学专题课 shuxue-ke s js l 面向已报名学生的数学专题课 mathematics
英语专题课 yingyu-ke s js l 面向已报名学生的英语专题课 foreign_language
理科专题课 like-ke s s l 面向已报名学生的物理与化学专题课 physics chemistry
""", TutoringClass.subject)  # fmt: skip

NON_SUBJECT_TUTORING: Final = _kinds("""
书法课 shufa-ke sp p l 非学科类书法课程的报名和学习
机器人课 jiqiren-ke sp pj l 非学科类机器人课程的报名和学习
棋院 qiyuan sp p l 围棋与象棋课程的报名和学习
舞蹈课 wudao-ke sp p l 舞蹈课程的报名和学习
""", TutoringClass.non_subject)  # fmt: skip

WITHOUT_PERSONAL_DATA: Final = frozenset({"ditu-ce", "cidian", "tianwentai", "jihe-huaban", "hechang"})
"""Slugs of kinds that ask for nothing about their users, unless these pay."""
