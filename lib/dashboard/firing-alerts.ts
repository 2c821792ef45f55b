import { alertActiveSince, alertState } from '../metric/exporters/alert-state';
import { max } from '../promql/aggregate';
import { time } from '../promql/functions';
import type { Annotation } from './annotation';
import { annotation } from './annotation';
import { column } from './panel/column';
import type { PanelOptions } from './panel/frame';
import type { TablePanel } from './panel/table';
import { table } from './panel/table';

/** Whose alerts. */
export interface AlertScope {
  /** Value of the label `team`. @default everybody's */
  readonly team?: string;
  /** Values of the label `service`. @default every service's */
  readonly services?: readonly [string, ...string[]];
}

function firing(scope: AlertScope): typeof alertState {
  return alertState.where({ alertstate: 'firing', ...conditions(scope) });
}

function conditions({ team, services }: AlertScope): { readonly team?: string; readonly service?: readonly [string, ...string[]] } {
  return { ...(team === undefined ? {} : { team }), ...(services === undefined ? {} : { service: services }) };
}

/** Marks over all panels while an alert fires: `annotations: [firingAlertMarks({ team: 'canvascast' })]`. */
export function firingAlertMarks(scope: AlertScope = {}): Annotation {
  return annotation('Firing alerts', {
    when: max(firing(scope)).by('alertname', 'severity'),
    text: ({ labels }) => `${labels.alertname} (${labels.severity})`,
    colour: 'red',
  });
}

/**
 * What is broken, for whom, since when: the alerts that fire, the longest first. It asks Prometheus and so shows what
 * the rules see, whether or not anybody has been told.
 */
export function firingAlertTable(title: string, options: PanelOptions & AlertScope): TablePanel {
  const activeSince = alertActiveSince.where(conditions(options));
  return table(title, {
    ...options,
    columns: [
      column('Since', max(time().minus(activeSince)).by('alertname', 'severity', 'service').given(max(firing(options)).by('alertname', 'severity', 'service')), { display: 'dtdurations' }),
    ],
  });
}
