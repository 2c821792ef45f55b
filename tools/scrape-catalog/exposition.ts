import type { ScrapedMetric } from '../../lib/metric/exporters/scraped';

/** One family while its lines are read. */
interface Family {
  readonly name: string;
  type: ScrapedMetric['type'];
  help: string;
  isSeen: boolean;
  readonly labels: Set<string>;
  readonly emptyLabels: Set<string>;
  readonly bounds: Set<number>;
}

/**
 * Reads what a program answers on its metrics page, in the text format.
 * Format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 *
 * Several answers, of one program in different situations, may stand one after the other.
 */
export function readExposition(text: string): readonly ScrapedMetric[] {
  const families = new Map<string, Family>();
  const family = (name: string): Family => {
    const known = families.get(name);
    if (known !== undefined) return known;
    const made: Family = { name, type: 'untyped', help: '', isSeen: false, labels: new Set(), emptyLabels: new Set(), bounds: new Set() };
    families.set(name, made);
    return made;
  };
  for (const line of text.split('\n')) {
    const comment = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line);
    if (comment !== null) {
      const [, kind, name = '', rest = ''] = comment;
      if (kind === 'HELP') family(name).help = rest.replaceAll('\\n', '\n').replaceAll('\\\\', '\\').trim();
      else family(name).type = metricType(rest);
    } else if (line !== '' && !line.startsWith('#')) addSample(line, families, family);
  }
  return [...families.values()].map(finished).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function metricType(word: string): ScrapedMetric['type'] {
  return word === 'counter' || word === 'gauge' || word === 'histogram' || word === 'summary' ? word : 'untyped';
}

function addSample(line: string, families: ReadonlyMap<string, Family>, family: (name: string) => Family): void {
  const seriesName = /^[^\s{]+/.exec(line)?.[0] ?? '';
  const whole = /_(bucket|sum|count)$/.exec(seriesName);
  const base = whole === null ? undefined : families.get(seriesName.slice(0, -whole[0].length));
  const target = base !== undefined && (base.type === 'histogram' || base.type === 'summary') ? base : family(seriesName);
  target.isSeen = true;
  for (const [, label = '', value = ''] of line.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)) {
    const isBound = (label === 'le' && target.type === 'histogram') || (label === 'quantile' && target.type === 'summary');
    if (isBound) {
      if (value !== '+Inf') target.bounds.add(Number(value));
    } else (value === '' ? target.emptyLabels : target.labels).add(label);
  }
}

function finished({ name, type, help, isSeen, labels, emptyLabels, bounds }: Family): ScrapedMetric {
  const empty = [...emptyLabels].filter((label) => !labels.has(label)).sort();
  const limits = [...bounds].sort((a, b) => a - b);
  return {
    name,
    type,
    help,
    labels: [...labels].sort(),
    ...(isSeen ? {} : { unseen: true }),
    ...(empty.length === 0 ? {} : { emptyLabels: empty }),
    ...(type === 'histogram' && isSeen ? { buckets: limits } : {}),
    ...(type === 'summary' && limits.length > 0 ? { quantiles: limits } : {}),
  };
}
