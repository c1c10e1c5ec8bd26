"""ask.py product Trae, or ask.py party spring-sg: a verdict and its reasons."""

import sys

from controlgraph import NoAnswer, ask

RULING = "restriction { verdict reasons { code message } }"
QUESTIONS = {
    "product": "query($called: String!) { found: product(by: {name: $called}) { name %s } }" % RULING,
    "party": "query($called: ID!) { found: party(by: {id: $called}) { name %s } }" % RULING,
}

kind, called = sys.argv[1:]
try:
    found = ask(QUESTIONS[kind], {"called": called})["found"]
except NoAnswer as error:
    sys.exit(str(error))
# Nobody of that name is no verdict, and above all no clearance.
if found is None or found["restriction"] is None:
    sys.exit(f"NOT_FOUND  {called}")
print(found["restriction"]["verdict"], "", found["name"])
for reason in found["restriction"]["reasons"]:
    print(f"{reason['code']}: {reason['message']}")
