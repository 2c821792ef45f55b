import { nearest } from '../../core/names';
import { mistake } from '../../core/problem';
import type { Unit } from '../../core/unit';
import type { Declared } from '../catalog';
import type { LabelSpec, LabelValues, MetricDeclaration, MetricType } from '../declaration';
import { open } from '../declaration';
import { broughtExporters, stackExporters, type Exporter } from './all';
import { readScraped, type ScrapedMetric } from './scraped';

const exporters: readonly Exporter[] = [...stackExporters, ...broughtExporters];

export interface ForeignExporter {
  readonly name: string;
  /** The label `job` of its series. */
  readonly job: string;
  /** Labels that the scrape configuration adds to its series. */
  readonly targetLabels: readonly string[];
}

/** What an exporter exports under a job of one's own, and a line that says how that is known. */
export interface ForeignCatalog {
  readonly metrics: readonly Declared[];
  readonly provenance: string;
}

/** How many values a label is taken to have of which nothing is known. */
const anyValue = open({ expected: 10 });

/**
 * Everything that an exporter answered when it was scraped, for rules that were not written with Belfry: far more than is
 * declared with types. What is declared keeps what its declaration knows beyond the scrape: unit, values, range.
 *
 * @throws BelfryError when there is no such exporter
 */
export function foreignCatalog({ name, job, targetLabels }: ForeignExporter): ForeignCatalog {
  const exporter = exporters.find((known) => known.name === name) ?? refuseUnknown(name);
  const added: LabelSpec = Object.fromEntries(targetLabels.map((label) => [label, anyValue]));
  const own = new Set(exporter.provenance.kind === 'scraped' ? Object.keys(exporter.provenance.targetLabels) : []);
  const declared = new Map(exporter.metrics.map(({ declaration }) => [declaration.name, moved(declaration, job, own, added)]));
  if (exporter.provenance.kind === 'documented') return { metrics: wrapped(declared.values()), provenance: `${name}: declared from documentation, ${exporter.provenance.source}` };
  const { program, metrics } = readScraped(exporter.provenance.catalog);
  const { unseen } = exporter.provenance;
  const rest = unseen === undefined ? '' : `; from documentation, ${unseen.source}: ${unseen.metrics.join(', ')}`;
  // Of what had no series, nobody has seen the labels.
  const seen = new Map(metrics.filter(({ unseen }) => unseen !== true).map((metric) => [metric.name, fromScrape(metric, job, added, declared.get(metric.name))]));
  return { metrics: wrapped(new Map([...declared, ...seen]).values()), provenance: `${name}: everything that ${program} answered${rest}` };
}

function wrapped(declarations: Iterable<MetricDeclaration>): readonly Declared[] {
  return [...declarations].map((declaration) => ({ declaration }));
}

/** A declaration without the labels that the stack's own scrape adds, and with those of another. */
function moved(declaration: MetricDeclaration, job: string, own: ReadonlySet<string>, added: LabelSpec): MetricDeclaration {
  const labels = Object.fromEntries(Object.entries(declaration.labels).filter(([label]) => !own.has(label)));
  return { ...declaration, jobs: [job], labels: { ...added, ...labels } };
}

function fromScrape(metric: ScrapedMetric, job: string, added: LabelSpec, declared: MetricDeclaration | undefined): MetricDeclaration {
  const known: LabelSpec = declared?.labels ?? {};
  const labels = Object.fromEntries([...metric.labels, ...(metric.emptyLabels ?? [])].map((label): [string, LabelValues] => [label, known[label] ?? anyValue]));
  const unit = unitOf(metric.name);
  return {
    name: metric.name,
    type: typeOf(metric),
    help: metric.help,
    unit,
    counts: unit,
    shared: false,
    createdOnFirstEvent: false,
    thirdParty: true,
    ...(metric.buckets === undefined ? {} : { buckets: metric.buckets }),
    ...(metric.quantiles === undefined ? {} : { quantiles: metric.quantiles }),
    ...declared,
    jobs: [job],
    labels: { ...added, ...labels },
  };
}

/** Prometheus treats what has no type as a gauge. */
function typeOf({ name, type }: ScrapedMetric): MetricType {
  if (type === 'untyped') return 'gauge';
  return type === 'gauge' && name.endsWith('_info') ? 'info' : type;
}

/** The base unit that a name ends in, which is the only word about it that a scrape has; empty where it says none. */
function unitOf(name: string): Unit {
  if (/_(timestamp_seconds|start_time_seconds|created)$/.test(name)) return 'timestamp';
  return /_(seconds|bytes|ratio)(_total)?$/.exec(name)?.[1] ?? '';
}

function refuseUnknown(name: string): never {
  const names = exporters.map((exporter) => exporter.name);
  const close = nearest(name, names);
  throw mistake({
    check: 'catalog/unknown-exporter',
    message: `there is no catalog of '${name}'`,
    place: { subject: `--exporter ${name}` },
    fix: close === undefined ? `name one of ${[...names].sort().join(', ')}` : `did you mean '${close}'?`,
  });
}
