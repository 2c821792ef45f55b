import { open } from '../declaration';

/**
 * Labels that discovery adds to whatever a pod exports: where it runs. The numbers are expectations for estimates of
 * cardinality, for a stack on ten nodes.
 */
export const podLabels = { namespace: open({ expected: 2 }), pod: open({ expected: 10 }), node: open({ expected: 10 }) } as const;

/** The label that discovery adds to what a node exports. */
export const nodeLabels = { node: open({ expected: 10 }) } as const;
