"""
One step of an onboarding pipeline: kyc_step.py customers.csv > decided.csv

Reads ref, name and country, and says of every customer what happens next: PROCEED, REFUSE, REVIEW by a person, or MEND
the row. Only a party that was found and that no policy restricts proceeds. It exits with 1 where somebody has to look.
"""

import csv
import sys

from controlgraph import NoAnswer, ask

POLICIES = ["anthropic-2025-09"]
PAGE = 100
SCREEN = """
query Screen($subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  revision
  screen(subjects: $subjects, policies: $policies) {
    outcome
    overall
    problem { code message }
    match { party { id name } }
    alternatives { party { id name } verdicts { verdict } }
  }
}
"""


def decided(result):
    """What happens next, and why. Whatever is not known here is for a person to look at."""
    outcome, problem = result["outcome"], result["problem"]
    if outcome == "FOUND":
        verdict, party = result["overall"], result["match"]["party"]
        action = {"NOT_RESTRICTED": "PROCEED", "RESTRICTED": "REFUSE"}.get(verdict, "REVIEW")
        return action, f"{verdict}: {party['name']} ({party['id']})"
    if outcome == "AMBIGUOUS":
        # The gravest candidate comes first. None of them clears the customer: nobody has said which is meant.
        candidates = result["alternatives"]
        verdicts = [each["verdict"] for each in candidates[0]["verdicts"]] if candidates else []
        gravest = next((each for each in ("RESTRICTED", "INDETERMINATE") if each in verdicts), "NOT_RESTRICTED")
        others = " and there may be others" if problem["code"] == "LIMIT_REACHED" else ""
        return "REVIEW", f"AMBIGUOUS: {len(candidates)} candidates{others}, the gravest {gravest}"
    if outcome == "NOT_FOUND":
        return "REVIEW", "NOT_FOUND: nothing is recorded, so nothing is cleared; ask who owns the customer"
    if outcome == "INVALID":
        return "MEND", f"{problem['code']}: {problem['message']}"
    return "REVIEW", f"{outcome}: not known to this program"


def subject(row):
    return {"ref": row["ref"], "name": row["name"], "jurisdiction": row["country"] or None}


def screened(rows):
    """(row, action, because, revision) for every row. A row that spoils its page is asked alone."""
    variables = {"subjects": [subject(row) for row in rows], "policies": POLICIES}
    try:
        answer = ask(SCREEN, variables)
    except NoAnswer as error:
        if error.code not in ("BAD_USER_INPUT", "LIMIT_EXCEEDED"):
            raise
        if len(rows) == 1:
            return [(rows[0], "MEND", str(error), "")]
        return [each for row in rows for each in screened([row])]
    return [(row, *decided(result), answer["revision"]) for row, result in zip(rows, answer["screen"])]


def main(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["ref", "action", "because", "revision"])
    must_look = False
    for start in range(0, len(rows), PAGE):
        for row, action, because, revision in screened(rows[start : start + PAGE]):
            must_look = must_look or action != "PROCEED"
            out.writerow([row["ref"], action, because, revision])
    return 1 if must_look else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except NoAnswer as error:
        # Customers without a line were not decided; nobody proceeds on a missing line.
        print(error, file=sys.stderr)
        sys.exit(2)
