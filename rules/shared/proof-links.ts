import type { Link } from './requirement';

/** Tests that hold for every system, for its requirements to refer to. */

/** Every alert of every system, on the real Prometheus engine. */
export const alertProof: Link = 'test/rules/proof.program.test.ts#every alert fires where it should and stays silent where it should';

/** Every alert on logs, on the real Loki. */
export const logAlertProof: Link = 'test/rule/log-alert.program.test.ts#every alert has a scenario in which it fires and one in which it stays silent';

/** Every alert at a boundary that nobody wrote, derived from its expression. */
export const boundaryProof: Link = 'test/rule/boundary.exhaustive.test.ts#nothing fires below a threshold, everything above it fires after its time and not before, and ends';

/** Every panel of every dashboard, on the real Prometheus engine. */
export const panelProof: Link = 'test/dashboard/shows-data.program.test.ts#shows in every panel what its kind needs, over its own range, from what its metrics look like on a good day';

/** A log line of an application, from the collector to Loki. */
export const logPath: Link = 'test/component/signal-path.program.test.ts#is found by the id of its trace, without its secrets';

/** What must not be stored is masked in logs. */
export const redactionProof: Link = 'test/component/signal-path.program.test.ts#is masked where it must be, and nowhere else';

/** A span of an application, from the collector to Jaeger. */
export const spanPath: Link = 'test/component/signal-path.program.test.ts#is in Jaeger, without its secrets';

/** A metric that an application pushes. */
export const metricPath: Link = 'test/component/signal-path.program.test.ts#arrives by OTLP under its own job';

/** Which traces are kept, from an application through the collector to Jaeger. */
export const sampledTraces: Link = 'test/requirements/sampling.program.test.ts#every trace that failed or took longer than two seconds is kept, and about a tenth of the rest';

/** Every query that the documents have wrong, beside its right form. */
export const wrongQueries: Link = 'test/requirements/query-mistakes.test.ts#%s: %s';
