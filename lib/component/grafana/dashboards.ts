import { kebabCase } from '../../core/names';
import type { Problem } from '../../core/problem';
import type { Data } from '../../core/yaml';
import { byteLength, configMapBudget } from '../shared/config-map';
import type { StackIdentity } from '../shared/identity';
import { constructPath } from '../shared/identity';

/** One dashboard as Grafana's JSON. */
export interface DashboardFile {
  /** Lower-case letters, digits, hyphens; at most 40 characters, as Grafana has it. */
  readonly uid: string;
  /** Title of the folder in Grafana. */
  readonly folder: string;
  readonly title: string;
  readonly json: string;
}

/** A folder of Grafana, and the ConfigMaps whose dashboards are in it. */
export interface DashboardFolder {
  readonly title: string;
  /** Name of the folder in the container, and the uid of the one in Grafana. */
  readonly name: string;
  readonly configMaps: readonly string[];
}

/** Each folder is a mount of its own, so that its path stays the same when files in it change. */
export function folderPath({ name }: Pick<DashboardFolder, 'name'>): string {
  return `/etc/grafana/dashboards/${name}`;
}

export function dashboardConfigMap({ uid }: DashboardFile): string {
  return `grafana-dashboard-${uid}`;
}

/** The folders in the order in which their first dashboard occurs. */
export function dashboardFolders(dashboards: readonly DashboardFile[]): readonly DashboardFolder[] {
  const folders = new Map<string, string[]>();
  for (const dashboard of dashboards) {
    const known = folders.get(dashboard.folder);
    if (known === undefined) folders.set(dashboard.folder, [dashboardConfigMap(dashboard)]);
    else known.push(dashboardConfigMap(dashboard));
  }
  return [...folders].map(([title, configMaps]) => ({ title, name: kebabCase(title).replaceAll(/^-+|-+$/g, ''), configMaps }));
}

/** The provisioning of dashboards: one provider for each folder. Nobody edits what is generated. */
export function dashboardProviders(folders: readonly DashboardFolder[]): Data {
  return {
    apiVersion: 1,
    providers: folders.map((folder) => ({
      name: folder.name,
      type: 'file',
      folder: folder.title,
      folderUid: folder.name,
      disableDeletion: false,
      allowUiUpdates: false,
      updateIntervalSeconds: 30,
      options: { path: folderPath(folder) },
    })),
  };
}

/** Everything that is wrong with the dashboards as files, so that it can be mended in one go. */
export function dashboardProblems(stack: StackIdentity, dashboards: readonly DashboardFile[]): readonly Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  const report = (dashboard: DashboardFile, problem: Omit<Problem, 'severity' | 'place'>): void => {
    problems.push({ ...problem, severity: 'error', place: { subject: constructPath(stack, 'grafana-dashboards', dashboard.uid) } });
  };
  for (const dashboard of dashboards) {
    const { uid, title, json } = dashboard;
    if (!/^[a-z0-9](?:[-a-z0-9]{0,38}[a-z0-9])?$/.test(uid)) {
      report(dashboard, {
        check: 'stack/dashboard-uid',
        message: `'${uid}' is no uid for the dashboard '${title}'`,
        why: 'it becomes the name of a ConfigMap, and Grafana takes at most 40 characters',
        fix: 'write lower-case letters, digits and hyphens',
      });
    }
    const other = seen.get(uid);
    if (other !== undefined) {
      report(dashboard, {
        check: 'stack/duplicate-dashboard',
        message: `'${other}' and '${title}' have the same uid, '${uid}'`,
        why: 'Grafana would show one of them and overwrite it with the other',
        fix: 'give each dashboard a uid of its own',
      });
    }
    seen.set(uid, title);
    const size = byteLength(json);
    if (size > configMapBudget.value) {
      report(dashboard, {
        check: 'stack/dashboard-too-large',
        message: `the dashboard '${title}' has ${String(Math.ceil(size / 1024))} KiB`,
        why: `a ConfigMap holds ${String(configMapBudget.value / 1024)} KiB here, and Kubernetes refuses more than 1024 KiB`,
        fix: 'split it into several dashboards',
      });
    }
  }
  return [...problems, ...folderProblems(stack, dashboardFolders(dashboards))];
}

function folderProblems(stack: StackIdentity, folders: readonly DashboardFolder[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return folders.flatMap(({ title, name }) => {
    const place = { subject: constructPath(stack, 'grafana-dashboards', `folder ${title}`) };
    const other = seen.get(name);
    seen.set(name, title);
    if (!/^[a-z0-9][-a-z0-9]{0,39}$/.test(name)) {
      const fix = 'choose a title with Latin letters or digits, short enough for a uid of 40 characters';
      return [{ check: 'stack/folder-name', severity: 'error' as const, place, message: `'${title}' is no title for a folder of dashboards`, fix }];
    }
    if (other === undefined) return [];
    return [
      {
        check: 'stack/folder-name',
        severity: 'error' as const,
        place,
        message: `the folders '${other}' and '${title}' would have the same uid, '${name}'`,
        fix: 'use one title for both, or make them differ by more than case and punctuation',
      },
    ];
  });
}
