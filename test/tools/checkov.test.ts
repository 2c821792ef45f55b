import { describe, expect, test } from '@jest/globals';
import { verdict } from '../../tools/checkov/verdict';

/** The fields of checkov 3.3's report that are read. */
function report(...failed: readonly (readonly [check: string, resource: string])[]): Parameters<typeof verdict>[0] {
  return { results: { failed_checks: failed.map(([check, resource]) => ({ check_id: check, check_name: `name of ${check}`, file_path: '/small/some.yaml', resource })) }, summary: { passed: 7 } };
}

const always = ['CKV_K8S_15', 'CKV_K8S_43', 'CKV_K8S_38', 'CKV_K8S_21'].map((check) => [check, 'StatefulSet.monitoring.loki'] as const);

describe('the verdict on what checkov found', () => {
  test('leaves out what is declared, for all or beside the component', () => {
    expect(verdict(report(...always, ['CKV_K8S_19', 'DaemonSet.monitoring-nodes.node-exporter'], ['CKV_K8S_40', 'Deployment.monitoring.grafana']))).toEqual({ passed: 7, unexcused: [], idle: [] });
  });

  test('names what is not declared, of another component too', () => {
    const { unexcused } = verdict(report(...always, ['CKV_K8S_19', 'StatefulSet.monitoring.loki'], ['CKV_K8S_8', 'StatefulSet.monitoring.loki']));
    expect(unexcused).toEqual(['CKV_K8S_19 /small/some.yaml StatefulSet.monitoring.loki: name of CKV_K8S_19', 'CKV_K8S_8 /small/some.yaml StatefulSet.monitoring.loki: name of CKV_K8S_8']);
  });

  test('names exceptions that nothing needs', () => {
    expect(verdict(report(...always.slice(1))).idle).toEqual(['CKV_K8S_15']);
  });
});
