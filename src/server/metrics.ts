import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SIZES = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

export type OperationKind = 'query' | 'mutation' | 'subscription' | 'none';

/**
 * What is counted, in the words of Prometheus. Every label has a closed list of values, none of them a client's own
 * text: what is not of the list has to be given a common name by whoever counts.
 */
export interface Metrics {
  /** A request to /graphql is there; what is returned is called once, when it has its answer or its client is gone. */
  begun(): (operation: OperationKind, code: string) => void;
  /** A verdict was answered under a policy that ships, or `supposed`. */
  verdict(policy: string, verdict: string): void;
  /** The store was asked; `outcome` is OK or a code. */
  asked(method: string, outcome: string, seconds: number): void;
  /** A gathering brought so much. */
  gathered(direction: string, parties: number, interests: number): void;
  /** Something was refused or cut off at a limit, by its name. */
  limited(limit: string): void;
  /** A webhook was called. */
  called(outcome: string): void;
  /** A figure that is read when somebody looks at the metrics; one that can't be read is left out of that look. */
  figure(name: string, help: string, read: () => number | Promise<number>): void;
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** `ofProcess`: with memory, CPU time and event loop of the process, of which there is one, however many services. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `controlgraph_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, buckets: number[], ...labelNames: Label[]) =>
    new Histogram({ name: `controlgraph_${name}`, help, labelNames, buckets, registers });

  const requests = counter('requests_total', 'Requests to /graphql that ended, by kind and code.', 'operation', 'code');
  const seconds = histogram('request_seconds', 'How long requests to /graphql took.', SECONDS, 'operation');
  const verdicts = counter('verdicts_total', 'Verdicts that were answered.', 'policy', 'verdict');
  const calls = counter('store_calls_total', 'Calls to the store, by method and code.', 'method', 'code');
  const callSeconds = histogram('store_seconds', 'How long calls to the store took.', SECONDS, 'method');
  const parties = histogram('gathered_parties', 'Parties that a gathering brought.', SIZES, 'direction');
  const interests = histogram('gathered_interests', 'Interests that a gathering brought.', SIZES, 'direction');
  const limits = counter('limits_hit_total', 'What was refused or cut off at a limit.', 'limit');
  const webhookCalls = counter('webhook_calls_total', 'Calls of webhooks, by what became of them.', 'outcome');
  let inFlight = 0;

  const figure: Metrics['figure'] = (name, help, read) => {
    const gauge: Gauge = new Gauge({
      name: `controlgraph_${name}`,
      help,
      registers,
      async collect() {
        try {
          gauge.set(await read());
        } catch {
          gauge.remove();
        }
      },
    });
  };
  figure('requests_in_flight', 'Requests to /graphql that wait for their answer.', () => inFlight);

  return {
    begun() {
      const at = performance.now();
      inFlight += 1;
      return (operation, code) => {
        inFlight -= 1;
        requests.inc({ operation, code });
        seconds.observe({ operation }, (performance.now() - at) / 1_000);
      };
    },
    verdict: (policy, verdict) => verdicts.inc({ policy, verdict }),
    asked(method, code, took) {
      calls.inc({ method, code });
      callSeconds.observe({ method }, took);
    },
    gathered(direction, ofParties, ofInterests) {
      parties.observe({ direction }, ofParties);
      interests.observe({ direction }, ofInterests);
    },
    called: (outcome) => webhookCalls.inc({ outcome }),
    limited: (limit) => limits.inc({ limit }),
    figure,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
