"""Faults against Art. 9: whose the evidence is, what it says, and when it was made. Missing evidence and forms: table.py."""

from tests.builders import Paths, system_text
from tests.faults.cases import Edit, Fault, rule
from tests.faults.users import ONE, OWN_ELSEWHERE

_ICP = "subject_name: 示例开发有限公司\n      evidence_date"
_MLPS = "grade: grade_2\n      subject_name: 示例开发有限公司"
_LETTER = system_text().partition("grade_2\n")[2].partition("    evidence_sha256")[0]

FAULTS: tuple[Fault, ...] = (
    rule("A09-4", "an unusual certificate of one's own new system", Paths.university,
         f"    number: {ONE}\n    basis: self_selected\n    mode: recommended\n",
         OWN_ELSEWHERE.replace('"11010813668-00001"', "▸BJ-2026-00001"), "uses[0].self_developed.system.mlps.certificate_no"),
    rule("A09-7", "the ICP filing of somebody else", Paths.xin, _ICP, "subject_name: ▸示例他人有限公司\n      evidence_date",
         "systems[0].icp.subject_name"),
    rule("A09-7", "the MLPS filing of somebody else", Paths.xin, _MLPS, "grade: grade_2\n      subject_name: ▸示例他人有限公司",
         "systems[0].mlps.subject_name"),
    rule("A09-7", "one's own system in the name of somebody else", Paths.school, "subject_name: 示例开发有限公司\n          evidence_date",
         "subject_name: ▸示例他人有限公司\n          evidence_date", "uses[2].self_developed.system.icp.subject_name"),
    rule("A09-8", "somebody else's MLPS filing with a letter", Paths.xin, _LETTER,
         _LETTER.replace("subject_name: 示例开发有限公司", "subject_name: ▸示例他人有限公司").replace("false", "true"),
         "systems[0].mlps.subject_name"),
    rule("A09-9", "a screenshot of tomorrow", Paths.xin, 'evidence_date: "2026-01-05"', 'evidence_date: ▸"2026-11-25"',
         "systems[0].icp.evidence_date"),
    rule("A09-9", "a certificate of tomorrow", Paths.xin, 'issue_date: "2025-12-01"', 'issue_date: ▸"2026-11-25"', "systems[0].mlps.issue_date"),
    rule("A09-9", "a test report of tomorrow", Paths.xin, 'test_report_date: "2025-11-20"', 'test_report_date: ▸"2026-11-25"',
         "systems[0].mlps.test_report_date"),
    rule("A09-9", "a screenshot of tomorrow of one's own system", Paths.school, 'evidence_date: "2026-01-05"', 'evidence_date: ▸"2026-11-25"',
         "uses[2].self_developed.system.icp.evidence_date"),
    rule("A09-10", "a screenshot before the year of the number", Paths.xin,
         '京ICP备20260001号-1A\n      subject_name: 示例开发有限公司\n      evidence_date: "2026-01-05"',
         '京ICP备2026000001号-1A\n      subject_name: 示例开发有限公司\n      evidence_date: ▸"2025-12-30"', "systems[0].icp.evidence_date"),
    rule("A09-10", "a screenshot from before apps had numbers", Paths.xin, 'evidence_date: "2026-01-05"', 'evidence_date: ▸"2023-08-31"',
         "systems[0].icp.evidence_date"),
    rule("A09-11", "a screenshot of more than a year ago", Paths.xin, 'evidence_date: "2026-01-05"', 'evidence_date: ▸"2025-11-23"',
         "systems[0].icp.evidence_date"),
    rule("A09-12", "a system of grade 1", Paths.xin, "grade: grade_2", "grade: ▸grade_1", "systems[0].mlps.grade"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A09-4 an unusual certificate that was approved", Paths.school, '"11010813668-00001"', "BJ-2026-00001"),
    Edit("A09-7 the unit's own name with spaces", Paths.xin, _ICP, "subject_name: 示例辛 教育科技 有限公司\n      evidence_date"),
    Edit("A09-7 the institution's own name", Paths.school, "subject_name: 示例开发有限公司\n          evidence_date",
         "subject_name: 示例市第一小学\n          evidence_date"),
    Edit("A09-7 a unit that is covered", Paths.xin, _MLPS, "grade: grade_2\n      subject_name: 示例分公司"),
    Edit("A09-7 full-width brackets", Paths.xin, "      name: 示例开发有限公司\n", "      name: 示例（开发）有限公司\n",
         become=lambda folder, path: folder.write(path, folder.read(path).replace("subject_name: 示例开发有限公司", "subject_name: 示例(开发)有限公司"))),
    Edit("A09-8 a letter that is not needed", Paths.xin, "explained: false", "explained: true"),
    Edit("A09-9 evidence of today", Paths.xin, 'evidence_date: "2026-01-05"', 'evidence_date: "2026-11-24"'),
    Edit("A09-11 exactly a year ago", Paths.xin, 'evidence_date: "2026-01-05"', 'evidence_date: "2025-11-24"'),
    Edit("A09-11 an old screenshot of a filed app", Paths.bing, 'evidence_date: "2026-01-05"', 'evidence_date: "2024-01-05"'),
    Edit("A09-12 a system of grade 3", Paths.xin, "grade: grade_2", "grade: grade_3"),
)  # fmt: skip
