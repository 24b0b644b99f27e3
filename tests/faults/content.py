"""Faults against Art. 2 and Art. 12: tutoring, content, personal information, charges, days."""

from tests.builders import Paths, app_text, provider_path, provider_text, uscc
from tests.faults.cases import Edit, Fault, rule

_CLASS = "tutoring_class: non_subject"
_LICENCE = "  school_licence_no: 示教民〔2026〕1号\n"
_STAGE = "      - junior_secondary\n"
_PLAIN = "    scenario:\n      - student_learning\n    charging: free\n"
_SUBJECT = "    scenario:\n      - student_learning\n    subjects:\n      - chinese\n    charging: free\n"
_TUTOR = uscc("52110108MJ9000R01")
TUTOR = provider_path("beijing", _TUTOR)
TUTORS = provider_text(_TUTOR, "示例壬培训学校", unit_type="social_organisation",
                       apps=[app_text("lesson", "示例壬语文", "cn.example.ren", subject="chinese")])  # fmt: skip
"""A licensed non-profit body that tutors in a subject."""
_SUBJECTS = "    tutoring_class: subject\n    subjects:\n      - chinese\n"
_OWN = "          collects: false\n          biometrics: false\n          minors_under_14: true\n"
_LISTED = "      categories:\n        - account\n        - real_name\n      sensitive:\n        - phone\n"
_COLLECTS = "      collects: true\n"
_ADDRESSES = "      complaint_entry_url: https://www.example.cn/complaint\n"

FAULTS: tuple[Fault, ...] = (
    rule("A02-1", "tutoring before school", Paths.xin, _STAGE, "      - ▸preschool\n", "apps[0].stages[0]"),
    rule("A02-1", "tutoring before school beside others", Paths.xin, _STAGE, f"{_STAGE}      - ▸preschool\n", "apps[0].stages[1]"),
    rule("A02-1", "subject tutoring before school only", TUTOR, "      - primary\n", "      - ▸preschool\n", "apps[0].stages[0]", start=TUTORS),
    rule("A02-2", "subject tutoring at university", TUTOR, f"      - primary\n    scenario:\n      - student_learning\n{_SUBJECTS}",
         "      - higher\n    scenario:\n      - student_learning\n" + _SUBJECTS.replace("subject\n", "▸subject\n", 1), "apps[0].tutoring_class",
         start=TUTORS),
    rule("A02-3", "a tutor without a licence", TUTOR, _LICENCE, "", "unit", at="name: 示例壬培训学校", start=TUTORS),
    rule("A02-4", "subject tutoring of a company", Paths.xin, _CLASS, "tutoring_class: subject\n    subjects:\n      - chinese",
         "unit.uscc", at="91110108MA9000F01"),
    rule("A02-5", "subject tutoring in nothing", TUTOR, _SUBJECTS, "    tutoring_class: subject\n", "apps[0]", at="id: lesson", start=TUTORS),
    rule("A02-6", "non-subject tutoring in a subject", TUTOR, _SUBJECTS,
         "    tutoring_class: non_subject\n    subjects:\n      ▸- chinese\n", "apps[0].subjects", start=TUTORS),
    rule("A02-7", "a subject without a tutoring class", Paths.xin, f"    {_CLASS}\n", "    subjects:\n      ▸- chinese\n", "apps[0].subjects"),
    rule("A02-7", "a subject that was not approved", Paths.bing, "", app_text("drum", "示例丙鼓", "cn.example.drum", subject="history")
         .replace("    tutoring_class: subject\n", "").replace("- history", "▸- history"), "apps[1].subjects"),
    rule("A02-8", "photo search", Paths.xin, "photo_search: false", "photo_search: ▸true", "apps[0].photo_search"),
    rule("A02-9", "games", Paths.xin, "games: false", "games: ▸true", "apps[0].games"),
    rule("A02-10", "advertising", Paths.xin, "    ads: false", "    ads: ▸true", "apps[0].ads"),
    rule("A02-11", "a company that says it is a public institution", Paths.xin, "unit_type: enterprise", "unit_type: ▸public_institution",
         "unit.unit_type"),
    rule("A02-11", "a company that says it is an authority", Paths.xin, "unit_type: enterprise", "unit_type: ▸education_authority", "unit.unit_type"),
    rule("A02-11", "a company that says it is a social organisation", Paths.xin, "unit_type: enterprise", "unit_type: ▸social_organisation",
         "unit.unit_type"),
    rule("A12-4", "what is collected is not listed", Paths.xin, _LISTED, "", "apps[0].personal_info", at="collects: true"),
    rule("A12-5", "no privacy policy", Paths.xin, "      privacy_policy_url: https://www.example.cn/privacy\n", "", "apps[0].personal_info",
         at="collects: true"),
    rule("A12-6", "categories of what is not collected", Paths.bing, "      collects: false\n",
         "      collects: false\n      categories:\n        ▸- account\n", "apps[0].personal_info.categories"),
    rule("A12-6", "sensitive information that is not collected", Paths.bing, "      collects: false\n",
         "      collects: false\n      sensitive:\n        ▸- phone\n", "apps[0].personal_info.sensitive"),
    rule("A12-6", "both lists of what is not collected, in one finding", Paths.school, _OWN,
         "          collects: false\n          categories:\n            ▸- account\n          sensitive:\n            - phone\n"
         "          biometrics: false\n          minors_under_14: true\n", "uses[2].self_developed.app.personal_info.categories"),
    rule("A12-7", "no rules for children's information", Paths.xin, "      child_policy_url: https://www.example.cn/children\n", "",
         "apps[0].personal_info", at="collects: true"),
    rule("A12-8", "no consent of guardians", Paths.xin, "      guardian_consent_method: 注册时由监护人确认\n", "", "apps[0].personal_info",
         at="collects: true"),
    rule("A12-9", "biometrics of nothing", Paths.xin, "      biometrics: false\n", "      biometrics: ▸true\n", "apps[0].personal_info.biometrics"),
    rule("A12-9", "biometrics of one's own app", Paths.school, "          biometrics: false\n", "          biometrics: ▸true\n",
         "uses[2].self_developed.app.personal_info.biometrics"),
    *(
        rule("A12-10", f"a {kind} without biometrics", Paths.xin, "        - phone\n", f"        - phone\n        - ▸{kind}\n",
             "apps[0].personal_info.sensitive[1]")
        for kind in ("face", "voice", "fingerprint")
    ),
    rule("A12-11", "no complaint entry", Paths.xin, _ADDRESSES, "", "apps[0].personal_info", at="collects: true"),
    rule("A12-12", "free but charged to parents", Paths.bing, "charged_to: nobody", "charged_to: ▸students_or_parents", "apps[0].charged_to"),
    rule("A12-12", "paid but charged to nobody", Paths.xin, "charged_to: students_or_parents", "charged_to: ▸nobody", "apps[0].charged_to"),
    rule("A12-13", "an update of tomorrow", Paths.xin, 'last_updated: "2026-02-28"', 'last_updated: ▸"2026-11-25"', "apps[0].last_updated"),
    rule("A12-13", "an update of tomorrow of one's own app", Paths.school, 'last_updated: "2026-01-02"', 'last_updated: ▸"2026-11-25"',
         "uses[2].self_developed.app.last_updated"),
    rule("A12-14", "a mistyped code of a unit covered", Paths.xin, f"      uscc: {uscc('91310104MA9000F02')}",
         "      uscc: ▸91310104MA9000F03" + uscc("91310104MA9000F02")[-1], "unit.covers_subsidiaries[0].uscc"),
    rule("A12-14", "a mistyped code of a developer", Paths.xin, f"      uscc: {uscc('91440300MA9000L01')}",
         "      uscc: ▸91440300MA9000L02" + uscc("91440300MA9000L01")[-1], "systems[0].third_party_developer.uscc"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("A02-1 tutoring from the first school year on", Paths.xin, _STAGE, "      - primary\n"),
    Edit("A02-1 an app before school that is no tutoring", Paths.xin,
         f"{_STAGE}    scenario:\n      - student_learning\n      - home_school\n    {_CLASS}\n",
         "      - preschool\n    scenario:\n      - student_learning\n      - home_school\n"),
    Edit("A02-2 subject tutoring at school and beyond", TUTOR, "      - primary\n", "      - higher\n      - senior_secondary\n", start=TUTORS),
    Edit("A02-2 other tutoring at university", Paths.xin, _STAGE, "      - higher\n"),
    Edit("A02-3 a company without a licence", Paths.xin, _LICENCE, ""),
    Edit("A02-6 subject tutoring in several subjects", TUTOR, "      - chinese\n", "      - chinese\n      - mathematics\n", start=TUTORS),
    Edit("A02-7 a subject that was approved", Paths.bing, _PLAIN, _SUBJECT),
    Edit("A02-8 photo search that was approved", Paths.bing, "photo_search: false", "photo_search: true"),
    Edit("A02-9 games that were approved", Paths.bing, "games: false", "games: true"),
    Edit("A02-10 advertising that was approved", Paths.bing, "    ads: false", "    ads: true"),
    Edit("A02-11 a school of a company", Paths.xin, "unit_type: enterprise", "unit_type: school"),
    Edit("A02-11 a kind of unit that was approved", Paths.bing, "unit_type: enterprise", "unit_type: social_organisation"),
    Edit("A12-4 sensitive information only", Paths.xin, "      categories:\n        - account\n        - real_name\n", ""),
    Edit("A12-4 ordinary information only", Paths.xin, "      sensitive:\n        - phone\n", ""),
    Edit("A12-6 nothing collected and nothing listed", Paths.xin, _COLLECTS + _LISTED, "      collects: false\n"),
    Edit("A12-7 no children, no rules for them", Paths.xin,
         "      minors_under_14: true\n      guardian_consent_method: 注册时由监护人确认\n"
         "      privacy_policy_url: https://www.example.cn/privacy\n      child_policy_url: https://www.example.cn/children\n",
         "      minors_under_14: false\n      privacy_policy_url: https://www.example.cn/privacy\n"),
    Edit("A12-9 biometrics of a face", Paths.xin, "        - phone\n      biometrics: false\n", "        - face\n      biometrics: true\n"),
    Edit("A12-12 free", Paths.xin, "charging: in_app_purchase\n    charged_to: students_or_parents", "charging: free\n    charged_to: nobody"),
    Edit("A12-12 paid by the institution", Paths.xin, "charging: in_app_purchase\n    charged_to: students_or_parents",
         "charging: paid\n    charged_to: institution"),
    Edit("A12-13 an update of today", Paths.xin, 'last_updated: "2026-02-28"', 'last_updated: "2026-11-24"'),
    Edit("A12-14 a developer without a code", Paths.xin, f"\n      uscc: {uscc('91440300MA9000L01')}", ""),
)  # fmt: skip
