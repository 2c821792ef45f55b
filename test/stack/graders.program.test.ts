import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PolicyRule } from '../../lib/component/shared/policy';
import { graderExceptions } from '../../lib/component/shared/policy';
import type { Data } from '../../lib/core/yaml';
import { runTool, tool } from '../../tools/toolchain';
import { runProcess } from '../../tools/toolchain/run-process';
import { workloads } from '../component/pods';
import type { Manifest } from '../component/sample-stack';
import { at, list, plainData, text } from '../component/sample-stack';
import type { Committed } from './committed';
import { committed } from './committed';

/** Programs that others wrote judge what is committed. Findings are only those that a component declares, with a reason. */
const dist = resolve(__dirname, '../../dist');

function excuses({ exceptions }: Committed, component: string, rule: PolicyRule): boolean {
  return exceptions.some((exception) => exception.rule === rule && exception.component === component);
}

/** What Kubernetes' own evaluator says of the pods of an environment, by component. */
async function podSecurity(manifests: readonly Manifest[], level: 'restricted' | 'baseline'): Promise<readonly (readonly [component: string, findings: readonly string[]])[]> {
  const pods = workloads(manifests);
  const questions = pods.map(({ template }) => ({ level, metadata: at(template, 'metadata'), spec: at(template, 'spec') }));
  const { status, stdout, stderr } = await runTool('pod-security', [], { input: JSON.stringify(questions) });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const answers = list({ answers: plainData(JSON.parse(stdout)) }, 'answers');
  return pods.map(({ manifest }, index) => [manifest.name, list({ answer: answers[index] }, 'answer').map(String)]);
}

describe.each(committed)('the environment $name', (environment) => {
  test("satisfies the restricted Pod Security Standard by Kubernetes' own evaluator, but for the agents of nodes", async () => {
    const findings = (await podSecurity(environment.manifests, 'restricted')).filter(([, found]) => found.length > 0);
    expect(findings.map(([component]) => component).sort()).toEqual(['node-exporter', 'otel-collector-agent']);
    for (const [component, found] of findings) {
      const unexcused = found.filter((finding) => {
        if (/host ?Path|restricted volume types/i.test(finding)) return !excuses(environment, component, 'pod/host-path');
        if (/host namespaces|host ?Ports?/i.test(finding)) return !excuses(environment, component, 'pod/host-network');
        return !(/runAsNonRoot|runAsUser/.test(finding) && excuses(environment, component, 'pod/non-root'));
      });
      expect({ component, unexcused }).toEqual({ component, unexcused: [] });
    }
  });

  test('has no finding of kube-score that is not declared, and declares none that is not found', async () => {
    const files = readdirSync(join(dist, environment.name)).filter((file) => file.endsWith('.yaml')).map((file) => join(dist, environment.name, file));
    const { stdout } = await runProcess(await tool('kube-score'), ['score', '--output-format', 'json', '--kubernetes-version', 'v1.34', ...files]);
    const objects = list({ objects: plainData(JSON.parse(stdout)) }, 'objects');
    expect(objects.length).toBeGreaterThan(30);
    const findings = objects.flatMap((object) =>
      list(object, 'checks').flatMap((check) => (at(check, 'skipped') !== true && Number(at(check, 'grade')) < allOk ? [{ component: text(object, 'object_meta', 'name'), check: text(check, 'check', 'id'), comments: summaries(check) }] : [])),
    );
    const general = graderExceptions.filter(({ grader, profile }) => grader === 'kube-score' && (profile === undefined || profile === environment.profile.kind));
    const unexcused = findings.filter(({ component, check, comments }) => {
      if (general.some((exception) => exception.check === check)) return false;
      if (check === 'container-security-context-user-group-id') return !excuses(environment, component, 'pod/high-user-id');
      if (check === 'pod-probes' || check === 'pod-probes-identical') return !(comments.join() === 'Container has the same readiness and liveness probe' && excuses(environment, component, 'pod/distinct-endpoints'));
      return true;
    });
    expect(unexcused).toEqual([]);
    expect(general.map(({ check }) => check).filter((check) => !findings.some((finding) => finding.check === check))).toEqual([]);
  });
});

/** `GradeAllOK` of kube-score 1.20. */
const allOk = 10;

function summaries(check: Data): readonly string[] {
  return list(check, 'comments').map((comment) => text(comment, 'summary'));
}

test('the graders would have found what is wrong', async () => {
  const [small] = committed;
  const loose = (small?.manifests ?? []).map((manifest): Manifest => ({ ...manifest, content: plainData(JSON.parse(JSON.stringify(manifest.content).replaceAll('"allowPrivilegeEscalation":false', '"allowPrivilegeEscalation":true'))) }));
  expect((await podSecurity(loose, 'restricted')).filter(([, found]) => found.length === 0)).toEqual([]);
});
