import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../core/names';
import { mistake } from '../core/problem';
import type { Dashboard } from '../dashboard/model';
import { generatedSource } from '../preview/generated/source';
import { PrometheusApi } from '../preview/live/prometheus-api';
import { liveSource } from '../preview/live/source';
import { previewFiles } from '../preview/preview';
import type { PreviewSource } from '../preview/source';
import { alertsOf } from '../rule/group';
import { loadDashboards, loadSystems } from './project';
import type { CommandResult } from './result';

export interface PreviewOptions {
  /** Folder for the pages. */
  readonly output: string;
  /** Module that exports `dashboards`. */
  readonly dashboards: string;
  /** Module that exports `systems`. */
  readonly project: string;
  /** Uids; all dashboards when there is none. */
  readonly only: readonly string[];
  /** Address of a Prometheus. @default generated data */
  readonly prometheus?: string;
  /** Name of an alert that fires in generated data. @default none does */
  readonly alert?: string;
  readonly pictures?: boolean;
  readonly theme: 'light' | 'dark';
  /** Pixels, as the command line has them. */
  readonly width: string;
  readonly browser?: string;
}

/**
 * `belfry preview --output DIR`: writes `index.html` and a page for each dashboard, and with `--pictures` a PNG beside
 * each.
 *
 * @throws BelfryError when a module, a dashboard, Prometheus or the browser is not there
 */
export async function preview(options: PreviewOptions): Promise<CommandResult> {
  const { output } = options;
  const width = readWidth(options.width);
  const dashboards = chosen(await loadDashboards(options.dashboards), options.only);
  const { source, origin } = await sourceFor(options);
  const files = await previewFiles(dashboards, source, origin);
  mkdirSync(output, { recursive: true });
  for (const [name, html] of files) writeFileSync(join(output, name), html);
  const lines = [`${String(dashboards.length)} dashboards in ${join(output, 'index.html')}`];
  if (options.pictures === true) lines.push(`${String(await takePictures(dashboards, options, width))} pictures beside them`);
  return { text: `${lines.join('\n')}\n`, exitStatus: 0 };
}

async function sourceFor({ prometheus, project, alert }: PreviewOptions): Promise<{ readonly source: PreviewSource; readonly origin: string }> {
  if (prometheus !== undefined && alert !== undefined) {
    throw mistake({ check: 'preview/alert-and-prometheus', message: 'what Prometheus answers cannot be made to show an alert', place: { subject: `--alert ${alert}` }, fix: 'leave out --alert or --prometheus' });
  }
  if (prometheus !== undefined) return { source: liveSource(new PrometheusApi(prometheus), Math.floor(Date.now() / 1000)), origin: `Answers of ${prometheus}.` };
  if (alert === undefined) return { source: generatedSource(), origin: 'Generated data: nothing here was measured.' };
  const alerts = (await loadSystems(project)).flatMap(({ groups }) => alertsOf(groups));
  // Each system may have an alert of this name.
  const firing = alerts.filter(({ name }) => name === alert);
  if (firing.length > 0) return { source: generatedSource(firing), origin: `Generated data, as while ${alert} fires: nothing here was measured.` };
  throw mistake({ check: 'preview/unknown-alert', message: `there is no alert '${alert}'`, place: { subject: `--alert ${alert}` }, fix: didYouMean(alert, alerts.map(({ name }) => name)) || 'name an alert of one of the systems' });
}

async function takePictures(dashboards: readonly Dashboard[], { output, theme, browser: program }: PreviewOptions, width: number): Promise<number> {
  const { pictureOf, startBrowser } = await import('../preview/pictures');
  const browser = await startBrowser(program);
  try {
    for (const { uid } of dashboards) writeFileSync(join(output, `${uid}.png`), await pictureOf(browser, join(output, `${uid}.html`), { width, theme }));
  } finally {
    await browser.close();
  }
  return dashboards.length;
}

function chosen(dashboards: readonly Dashboard[], only: readonly string[]): readonly Dashboard[] {
  if (only.length === 0) return dashboards;
  return only.map((uid) => {
    const found = dashboards.find((dashboard) => dashboard.uid === uid);
    if (found !== undefined) return found;
    const uids = dashboards.map((dashboard) => dashboard.uid);
    throw mistake({ check: 'preview/unknown-dashboard', message: `there is no dashboard '${uid}'`, place: { subject: `--only ${uid}` }, fix: didYouMean(uid, uids) || `name one of ${uids.join(', ')}` });
  });
}

/** A phone is 320 pixels wide, and four screens beside each other less than 16,384. */
function readWidth(text: string): number {
  const width = Number(text);
  if (Number.isInteger(width) && width >= 320 && width <= 16_384) return width;
  throw mistake({ check: 'preview/width', message: `'${text}' is no width`, place: { subject: `--width ${text}` }, fix: 'write whole pixels from 320 to 16384' });
}
