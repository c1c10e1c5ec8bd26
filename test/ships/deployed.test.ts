import { describe, expect, test } from '@jest/globals';
import { documentsOf, type Manifest, msOf, ranIfThere, shipped, typeFaults, unknownSettings } from './manifests.js';

const FILE = 'deploy/kubernetes/controlgraph.yaml';
const documents = documentsOf(FILE);
const [deployment, service, budget] = documents as [Manifest, Manifest, Manifest];
const { spec: pod, metadata } = deployment.spec.template;
const [container] = pod.containers;
const env = Object.fromEntries(container.env.map(({ name, value }: Manifest) => [name, value]));

describe('the manifests for Kubernetes', () => {
  test('are of the types that Kubernetes has, which know no other words', async () => {
    expect(documents.map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'PodDisruptionBudget']);
    const typed = [
      { from: 'kubernetes-types/apps/v1', type: 'Deployment', value: deployment },
      { from: 'kubernetes-types/core/v1', type: 'Service', value: service },
      { from: 'kubernetes-types/policy/v1', type: 'PodDisruptionBudget', value: budget },
    ] as const;
    expect(await typeFaults(typed)).toBe('');
    const misspelt = { ...deployment, spec: { ...deployment.spec, replica: 2 } };
    expect(await typeFaults([{ ...typed[0], value: misspelt }])).toContain('replica');
  }, 30_000);

  test('are put together by kubectl, where there is one', async () => {
    const built = await ranIfThere('kubectl', ['kustomize', 'deploy/kubernetes']);
    expect(built ?? 'image: controlgraph:0.1.0').toContain('image: controlgraph:0.1.0');
    const { version } = JSON.parse(shipped('package.json'));
    const [kustomization] = documentsOf('deploy/kubernetes/kustomization.yaml');
    expect(kustomization).toMatchObject({ resources: ['controlgraph.yaml'], images: [{ newTag: version }] });
  }, 30_000);

  test('two processes run, one stays while another goes, and all of them are meant', () => {
    expect(deployment.spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(budget.spec.minAvailable).toBe(1);
    for (const selected of [
      deployment.spec.selector.matchLabels,
      service.spec.selector,
      budget.spec.selector.matchLabels,
    ])
      expect(metadata.labels).toMatchObject(selected);
  });

  test('each probe asks what the service answers, and only readiness asks for the database', () => {
    const { startupProbe, livenessProbe, readinessProbe, ports } = container;
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: '/healthz', port: 'http' },
      { path: '/healthz', port: 'http' },
      { path: '/readyz', port: 'http' },
    ]);
    expect(ports).toEqual([{ name: 'http', containerPort: Number(env.PORT) }]);
    expect(service.spec.ports[0].targetPort).toBe('http');
    expect(metadata.annotations['prometheus.io/port']).toBe(env.PORT);
    // The service itself says "unavailable" after 700 ms.
    expect(readinessProbe.timeoutSeconds * 1_000).toBeGreaterThan(700);
  });

  test('a process that is told to go has the time to say so and to finish', () => {
    const leaving = msOf(env, 'CONTROLGRAPH_DRAIN_MS') + msOf(env, 'CONTROLGRAPH_DEADLINE_MS');
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(leaving + 5_000);
    const { periodSeconds, failureThreshold } = container.readinessProbe;
    expect(msOf(env, 'CONTROLGRAPH_DRAIN_MS')).toBeGreaterThan(2 * periodSeconds * failureThreshold * 1_000);
  });

  test('it may do nothing that it does not need, has bounds, and no secret stands in a file', () => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources).toEqual({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { cpu: expect.any(String), memory: expect.any(String) },
    });
    const secret = container.env.find(({ name }: Manifest) => name === 'NEO4J_PASSWORD');
    expect(secret).toEqual({
      name: 'NEO4J_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'controlgraph-neo4j', key: 'password' } },
    });
    expect(unknownSettings(Object.keys(env))).toEqual([]);
  });
});

describe('the unit for systemd', () => {
  const FILE = 'deploy/systemd/controlgraph.service';
  const lines = shipped(FILE)
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  const of = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  test('sets nothing that is no setting, and stops by a signal that lets requests finish', () => {
    const named = of('Environment').map((line) => line.split('=') as [string, string]);
    expect(unknownSettings(named.map(([name]) => name))).toEqual([]);
    const leaving =
      msOf(Object.fromEntries(named), 'CONTROLGRAPH_DRAIN_MS') +
      msOf(Object.fromEntries(named), 'CONTROLGRAPH_DEADLINE_MS');
    expect(Number(of('TimeoutStopSec')[0]) * 1_000).toBeGreaterThan(leaving);
    expect(of('KillSignal')).toEqual([]);
    expect(of('ExecStart')).toEqual(['/usr/bin/node dist/src/server/main.js']);
  });

  test('is well formed and confined, as systemd-analyze says where there is one', async () => {
    // By its exit code it refuses more exposure than 2.0 of 10.
    const exposed = await ranIfThere('systemd-analyze', ['security', '--offline=yes', '--threshold=20', FILE]);
    expect(exposed ?? 'OK').toMatch(/OK/);
    const verified = (await ranIfThere('systemd-analyze', ['verify', '--man=no', FILE])) ?? '';
    expect(verified.split('\n').filter((line) => line.includes('controlgraph.service'))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['NoNewPrivileges=yes', 'ProtectSystem=strict', 'DynamicUser=yes']));
  }, 30_000);
});
