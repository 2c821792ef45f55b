import { program, type Program } from './program';

/** Programs that judge manifests, or stand for what a stack finds outside itself. */
export const graderPrograms = {
  // Belfry's own: it asks Kubernetes' evaluator of the Pod Security Standards.
  'pod-security': program({ family: 'pod-security', package: '.', coldSeconds: 30 }),
  // Belfry's own: it asks cyclonus, which simulates network policies.
  'network-policy': program({ family: 'network-policy', package: '.', coldSeconds: 90 }),
  'kube-score': program({
    family: 'kube-score',
    package: 'github.com/zegl/kube-score/cmd/kube-score',
    stamps: { 'main.version': '1.20.0' },
    versionArguments: ['version'],
    coldSeconds: 80,
  }),
  // An S3-compatible server, for Loki's bucket.
  minio: program({ family: 'minio', package: 'github.com/minio/minio', coldSeconds: 130 }),
} as const satisfies Readonly<Record<string, Program>>;
