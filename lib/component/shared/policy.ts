/**
 * The manifest policy: what every object satisfies unless its component says otherwise, with a reason. The check of
 * each rule stands in `test/component/manifest-policy.test.ts`.
 */
export const policyRules = {
  'pod/non-root': 'Containers run as a user other than root.',
  'pod/high-user-id': 'User and group ids are above 10000, so that they mean nobody on the node.',
  'pod/host-network': 'Pods have a network of their own.',
  'pod/host-path': 'Pods do not mount folders of the node.',
  'pod/network-policy': 'A network policy names every connection of the pod.',
  'pod/distinct-probes': 'Startup, readiness and liveness are three different questions.',
  'pod/distinct-endpoints': 'Readiness and liveness ask the program at different addresses.',
  'pod/tolerates-nothing': 'Pods stay off nodes that are tainted.',
} as const;

export type PolicyRule = keyof typeof policyRules;

/** A rule that a component cannot keep. The reason is printed in docs/manifest-policy.md. */
export interface PolicyException {
  readonly rule: PolicyRule;
  readonly reason: string;
}

/** What an independent grader wants and Belfry does not do anywhere, or not in one profile. */
export interface GraderException {
  readonly grader: 'kube-score' | 'checkov';
  /** Id of the check there. */
  readonly check: string;
  /** The profile that it is for; undefined means all. */
  readonly profile?: 'small' | 'ha';
  readonly reason: string;
}

const exactTags = 'tags are exact and do not move; pulling at every start would make each restart depend on the registry, when a restart is most needed';

export const graderExceptions: readonly GraderException[] = [
  { grader: 'kube-score', check: 'container-image-pull-policy', reason: exactTags },
  { grader: 'checkov', check: 'CKV_K8S_15', reason: exactTags },
  {
    grader: 'checkov',
    check: 'CKV_K8S_43',
    reason: 'no digest is written that nobody here has verified against a registry; a registry of your own may pin them',
  },
  {
    grader: 'checkov',
    check: 'CKV_K8S_38',
    reason: 'who asks the Kubernetes API has a token, and only who does: the rule account/token-with-rights',
  },
  {
    grader: 'checkov',
    check: 'CKV_K8S_21',
    reason: 'the API server lists its own addresses in the namespace default, and Prometheus may read them there; nothing runs in it',
  },
  { grader: 'kube-score', check: 'deployment-replicas', profile: 'small', reason: 'the profile has one of each: its loss is a gap until it is back' },
];
