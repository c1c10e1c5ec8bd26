/** The first questions, as people ask them; each is one request over the demo data. */
export const EXAMPLES = [
  {
    title: 'The customer typed Trae. Can we serve them?',
    query: `query Product {
  product(by: {name: "Trae"}) {
    name
    operators { operator { id name } region sources { url quote } }
    restriction { verdict summary assumptions { code message } readingsAgree }
  }
}`,
  },
  {
    title: 'A traffic light for each of these',
    query: `query Batch($subjects: [ScreenSubject!]!) {
  screen(subjects: $subjects, policies: ["anthropic-2025-09", "ofac-50"]) {
    ref
    outcome
    overall
    problem { code message }
    verdicts { policy { id } verdict summary }
    match { score party { id name } }
    alternatives { score party { id name } restriction { verdict } }
  }
}`,
    variables: {
      subjects: [
        { ref: '1', name: 'Volvo Car AB' },
        { ref: '2', product: 'Trae' },
        { ref: '3', id: 'riot-games' },
        { ref: '4', name: 'No Such Company' },
      ],
    },
  },
  {
    title: 'Who owns this company, at any depth?',
    query: `query Everything {
  company(by: {id: "riot-games"}) {
    name
    ownership(direction: UP) {
      complete
      parties { id name }
      interests { interestedParty { id } subject { id } type share { min max } }
      cycles { members { name } }
    }
  }
}`,
  },
  {
    title: 'What does Tencent control?',
    query: `query Below($after: String) {
  party(by: {id: "tencent"}) {
    controls(first: 100, after: $after) {
      complete
      nodes { id name }
      edges { chain { parties { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  },
  {
    title: 'The customer declared its own owners; judge that, store nothing',
    query: `query Declared {
  world(suppose: {
    parties: [{id: "new-co", name: "New Co Pte. Ltd.", incorporatedIn: "SG", headquarters: "SG"}]
    interests: [
      {interestedParty: "tencent", subject: "new-co", share: {exact: "30"}}
      {interestedParty: "alibaba", subject: "new-co", share: {exact: "25"}}
    ]
  }) {
    company(by: {id: "new-co"}) {
      restriction {
        verdict
        restrictedShare { min max }
        chains { share { exact } parties { name } }
        readings { id verdict }
      }
    }
  }
}`,
  },
  {
    title: 'Three policies on one company, by its LEI',
    query: `query ByLei {
  company(by: {lei: "254900N4SLUMW4XUYY11"}) {
    name
    restrictions(policies: ["anthropic-2025-09", "ofac-50", "uk-ofsi"]) {
      policy { id }
      verdict
      reasons { code message }
    }
  }
}`,
  },
];
