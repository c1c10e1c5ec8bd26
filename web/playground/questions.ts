/** What people ask, each a tab: one request over the demo data, the question in their words above it. */
export const questions: readonly { readonly query: string; readonly variables?: string }[] = [
  {
    query: `# The customer typed Trae. Can we serve them?
query Product {
  product(by: {name: "Trae"}) {
    name
    operators {
      operator {
        id
        name
      }
      region
      sources {
        url
        quote
      }
    }
    restriction {
      verdict
      summary
      assumptions {
        code
        message
      }
      readingsAgree
    }
  }
}`,
  },
  {
    query: `# A traffic light for each of these.
query Batch($subjects: [ScreenSubject!]!) {
  screen(subjects: $subjects, policies: ["anthropic-2025-09", "ofac-50"]) {
    ref
    outcome
    overall
    problem {
      code
      message
    }
    verdicts {
      policy {
        id
      }
      verdict
      summary
    }
    match {
      score
      party {
        id
        name
      }
    }
    alternatives {
      score
      party {
        id
        name
      }
      restriction {
        verdict
      }
    }
  }
}`,
    variables:
      '{\n  "subjects": [\n    {\n      "ref": "1",\n      "name": "Volvo Car AB"\n    },\n    {\n      "ref": "2",\n      "product": "Trae"\n    },\n    {\n      "ref": "3",\n      "id": "riot-games"\n    },\n    {\n      "ref": "4",\n      "name": "No Such Company"\n    }\n  ]\n}',
  },
  {
    query: `# Volvo. Which Volvo, and does it matter?
query WhichOne {
  search(name: "Volvo", first: 5) {
    score
    why
    party {
      id
      name
      headquarters {
        jurisdiction {
          code
        }
      }
    }
    restriction {
      verdict
      restrictedShare {
        min
        max
      }
    }
  }
}`,
  },
  {
    query: `# Only a Chinese name on the invoice.
query NativeName {
  search(name: "北京智谱华章科技股份有限公司") {
    score
    party {
      id
      name
      names {
        text
        language
        kind
      }
      identifiers {
        scheme
        value
      }
    }
  }
}`,
  },
  {
    query: `# What must I ask so that this no longer rests on a presumption?
query Deciding {
  company(by: {id: "bright-zenith"}) {
    restriction {
      verdict
      assumptions {
        code
        message
      }
      decidingFacts {
        question
        restrictedWhen
        notRestrictedWhen
        about {
          id
          name
        }
      }
    }
  }
}`,
  },
  {
    query: `# I have the LEI.
query ByLei {
  company(by: {lei: "254900N4SLUMW4XUYY11"}) {
    name
    restrictions(policies: ["anthropic-2025-09", "ofac-50", "uk-ofsi"]) {
      policy {
        id
      }
      verdict
      reasons {
        code
        message
      }
    }
  }
}`,
  },
  {
    query: `# The customer declared its own owners; judge that, store nothing.
query Declared {
  world(
    suppose: {parties: [{id: "new-co", name: "New Co Pte. Ltd.", incorporatedIn: "SG", headquarters: "SG"}], interests: [{interestedParty: "tencent", subject: "new-co", share: {exact: "30"}}, {interestedParty: "alibaba", subject: "new-co", share: {exact: "25"}}]}
  ) {
    company(by: {id: "new-co"}) {
      restriction {
        verdict
        restrictedShare {
          min
          max
        }
        chains {
          share {
            exact
          }
          parties {
            name
          }
        }
        readings {
          id
          verdict
        }
      }
    }
  }
}`,
  },
  {
    query: `# Who holds how much of it, and who says so?
query Owners {
  company(by: {id: "tencent-music"}) {
    owners(first: 50) {
      totalCount
      nodes {
        interestedParty {
          id
          name
        }
        undisclosed
        type
        share {
          exact
          min
          max
        }
        startDate
        endDate
        sources {
          dataset
          url
          grade
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    unaccountedShare {
      min
      max
    }
  }
}`,
  },
  {
    query: `# Everything above it, flat, at any depth.
query Everything {
  company(by: {id: "riot-games"}) {
    ownership(direction: UP) {
      complete
      parties {
        id
        name
      }
      interests {
        interestedParty {
          id
        }
        subject {
          id
        }
        type
        share {
          min
          max
        }
      }
      cycles {
        members {
          name
        }
      }
    }
  }
}`,
  },
  {
    query: `# What does Tencent control, at any depth?
query Below($after: String) {
  party(by: {id: "tencent"}) {
    controls(first: 100, after: $after) {
      complete
      nodes {
        id
        name
      }
      edges {
        chain {
          parties {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`,
    variables: '{\n  "after": null\n}',
  },
  {
    query: `# Nested as deep as it is asked.
query Nested {
  company(by: {id: "riot-games"}) {
    owners {
      nodes {
        interestedParty {
          name
          owners {
            nodes {
              interestedParty {
                name
                owners {
                  nodes {
                    interestedParty {
                      name
                    }
                  }
                }
              }
            }
          }
          holdings(first: 3) {
            nodes {
              subject {
                name
                owners(first: 3) {
                  nodes {
                    interestedParty {
                      name
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
  },
  {
    query: `# Who stands at the top, under each definition?
query WhichParent {
  company(by: {id: "volvo-cars"}) {
    ultimateParents {
      definition
      party {
        name
      }
      note
    }
    controllers {
      nodes {
        name
      }
    }
  }
}`,
  },
  {
    query: `# Which natural persons stand behind it?
query WhoBenefits {
  company(by: {id: "deepseek"}) {
    beneficialOwners(policy: "amlr-2027") {
      complete
      owners {
        person {
          name
        }
        share {
          min
          max
        }
        by
        chains {
          parties {
            name
          }
        }
      }
      unidentified {
        min
        max
      }
    }
    effectiveShare(of: {id: "liang-wenfeng"}) {
      min
      max
    }
  }
}`,
  },
  {
    query: `# A picture of the proof, and its certificate.
query Picture {
  company(by: {id: "smithfield"}) {
    restriction {
      chart(format: SVG)
      certificate
    }
  }
}`,
  },
  {
    query: `# What does a policy say under each reading of its words?
query TwoReadings {
  company(by: {id: "bytedance"}) {
    restrictions(policies: ["anthropic-2025-09", "anthropic-regions"]) {
      policy {
        id
      }
      verdict
      readings {
        id
        basis
        verdict
        restrictedShare {
          min
          max
        }
      }
    }
  }
}`,
  },
  {
    query: `# What if exactly half were enough?
query HalfOrMore {
  world(suppose: {policies: [{id: "anthropic-2025-09", comparison: "AT_LEAST"}]}) {
    flips {
      totalCount
      nodes {
        party {
          name
        }
        before
        after
        because
      }
    }
  }
}`,
  },
  {
    query: `# What if Hong Kong were a supported region?
query HongKongListed {
  world(
    suppose: {standings: [{policy: "anthropic-2025-09", jurisdiction: "HK", standing: SUPPORTED}]}
  ) {
    flips {
      totalCount
      nodes {
        party {
          name
        }
        before
        after
      }
    }
  }
}`,
  },
  {
    query: `# What if ByteDance held 51 % of the joint venture?
query WhatIf {
  world(
    suppose: {interests: [{interestedParty: "bytedance", subject: "tiktok-usds", share: {exact: "51"}}]}
  ) {
    flips {
      nodes {
        party {
          name
        }
        before
        after
        because
      }
    }
  }
}`,
  },
  {
    query: `# Who is close to the threshold?
query NearTheLine {
  rulings(shareFrom: "45", shareTo: "55") {
    totalCount
    nodes {
      subject {
        name
      }
      verdict
      restrictedShare {
        min
        max
      }
    }
  }
}`,
  },
  {
    query: `# Which companies of Singapore are restricted?
query SingaporeRestricted {
  rulings(verdict: RESTRICTED, incorporatedIn: "SG") {
    totalCount
    nodes {
      subject {
        name
      }
      chains(first: 1) {
        parties {
          name
        }
      }
    }
  }
}`,
  },
  {
    query: `# What is the smallest change that would turn it?
query SmallestSale {
  company(by: {id: "smithfield"}) {
    restriction {
      counterfactuals {
        description
        verdict
      }
    }
  }
}`,
  },
  {
    query: `# Who own each other in a circle?
query Circles {
  cycles {
    totalCount
    nodes {
      members {
        id
        name
      }
    }
  }
}`,
  },
  {
    query: `# What was it on another day, as known then?
query Then($knownAt: DateTime) {
  world(asOf: "2023-06-30", knownAt: $knownAt) {
    revision
    company(by: {id: "tencent-music"}) {
      restriction {
        verdict
        inForce
        restrictedShare {
          exact
        }
        evidence {
          dataset
          url
          retrievedAt
          quote
        }
      }
    }
  }
}`,
    variables: '{\n  "knownAt": null\n}',
  },
  {
    query: `# What was it on each day?
query Timeline {
  company(by: {id: "manus"}) {
    restrictionTimeline(from: "2022-01-01") {
      from
      to
      verdict
      because
    }
  }
}`,
  },
];
