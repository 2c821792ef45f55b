#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import pico from 'picocolors';
import type { LintFormat } from './lint';
import type { PreviewOptions } from './preview';
import { defaultDashboards, defaultProject } from './project';
import type { CommandResult } from './result';
import { runCommand } from './run';

/** What the shell is told when a command line makes no sense. */
const usageStatus = 2;

const format = (...choices: readonly [string, ...string[]]): Option => new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const program = new Command('belfry').description('Typed monitoring: metrics, alerts, routes and dashboards that are proven before they ship.').showHelpAfterError().showSuggestionAfterError();
program.exitOverride();

program
  .command('catalog')
  .description('print the declared metrics, in the format that lint reads')
  .argument('[system...]', 'only these systems')
  .option('--project <module>', 'module that exports the systems', defaultProject)
  .option('--exporter <name=job>', 'everything that this exporter answers, under this job: postgres=orders-db; may be given several times', several, [])
  .option('--target-label <name>', 'label that the scrape adds to the series of every --exporter; may be given several times', several, [])
  .addOption(format('yaml', 'json'))
  .action(async (systems: string[], { exporter, targetLabel, ...options }: { project: string; exporter: readonly string[]; targetLabel: readonly string[]; format: 'yaml' | 'json' }) => {
    await runCommand(async () => (await import('./catalog')).printCatalog({ ...options, systems, exporters: exporter, targetLabels: targetLabel }));
  });

program
  .command('lint')
  .description('check rule files of Prometheus and Loki, and Grafana dashboards; exit status 1 with an error, 2 when a file cannot be read')
  .argument('<file...>', 'rule files (YAML) and dashboards (JSON)')
  .option('--catalog <file>', 'metric catalog to check against')
  .option('--docs-url <url>', 'where docs/checks/ is published, for the links in SARIF')
  .option('--logql', "rule files are Loki's, even where every expression could be PromQL too", false)
  .addOption(format('human', 'json', 'sarif', 'github'))
  .action(async (files: string[], { logql, ...options }: { catalog?: string; docsUrl?: string; format: LintFormat; logql: boolean }) => {
    await runCommand(async () => (await import('./lint')).lint({ ...options, files, isLogql: logql, isColoured: pico.isColorSupported }), 2);
  });

program
  .command('explain')
  .description('tell what a check finds, with an example of the mistake and of what is right')
  .argument('<check>', 'family/name, as lint prints it')
  .action(async (id: string) => {
    await runCommand(async () => (await import('./explain')).explain(id));
  });

program
  .command('preview')
  .description('draw every dashboard as a page that needs no Grafana')
  .requiredOption('--output <folder>', 'where the pages are written; made if it is not there')
  .option('--dashboards <module>', 'module that exports the dashboards', defaultDashboards)
  .option('--project <module>', 'module that exports the systems, for --alert', defaultProject)
  .option('--only <uid>', 'only this dashboard; may be given several times', several, [])
  .option('--prometheus <url>', 'draw what this Prometheus answers, instead of generated data')
  .option('--alert <name>', 'let this alert fire in the generated data')
  .option('--pictures', 'take a picture of every page as well, with Chromium')
  .addOption(new Option('--theme <theme>', 'colours of the pictures').choices(['light', 'dark']).default('light'))
  .option('--width <pixels>', 'width of the pictures', '1280')
  .option('--browser <program>', 'Chromium to take the pictures with; without it the one in PATH')
  .action(async (options: PreviewOptions) => {
    await runCommand(async () => (await import('./preview')).preview(options));
  });

const routes = program.command('routes').description("work on Alertmanager's routing tree");

routes
  .command('lint')
  .description('find routes, receivers and inhibitions that cannot do what they say')
  .requiredOption('--config <file>', 'alertmanager.yml')
  .option('--rules <file>', 'rule file whose alerts the tree serves; may be given several times', several, [])
  .addOption(format('human', 'json'))
  .action(async (options: { config: string; rules: readonly string[]; format: string }) => {
    await runCommand(async () => printed((await import('./routes')).routesLint(options), options.format), 2);
  });

routes
  .command('test')
  .description('tell who is told of an alert with these labels')
  .requiredOption('--config <file>', 'alertmanager.yml')
  .option('--label <name=value>', 'a label of the alert; may be given several times', several, [])
  .option('--at <moment>', 'RFC 3339 moment for time intervals; without it none applies')
  .addOption(format('human', 'json'))
  .action(async ({ label, ...options }: { config: string; label: readonly string[]; at?: string; format: string }) => {
    await runCommand(async () => printed((await import('./routes')).routesTest({ ...options, labels: label }), options.format), 2);
  });

routes
  .command('show')
  .description('draw the tree, with the alerts under each route')
  .requiredOption('--config <file>', 'alertmanager.yml')
  .option('--rules <file>', 'rule file whose alerts are shown; may be given several times', several, [])
  .addOption(format('human', 'json'))
  .action(async (options: { config: string; rules: readonly string[]; format: string }) => {
    await runCommand(async () => printed((await import('./routes')).routesShow(options), options.format), 2);
  });

program
  .command('slo')
  .description('work on service level objectives')
  .command('status')
  .description('tell what is left of each error budget, and whether a deploy is allowed; exit status 1 when it is not, 2 when Prometheus cannot be asked')
  .requiredOption('--prometheus <url>', 'address of Prometheus')
  .option('--service <name>', 'only the SLOs of this service; may be given several times', several, [])
  .addOption(format('human', 'json'))
  .action(async ({ prometheus, service, format: as }: { prometheus: string; service: readonly string[]; format: string }) => {
    await runCommand(async () => printed(await (await import('./slo')).sloStatus({ prometheus, services: service }), as), 2);
  });

function printed({ text, json, exitStatus }: CommandResult & { readonly json: unknown }, as: string): { readonly text: string; readonly exitStatus: number } {
  return { text: as === 'json' ? `${JSON.stringify(json, null, 2)}\n` : text, exitStatus };
}

program.parseAsync().catch((error: unknown) => {
  // Commander has already printed what is wrong with the command line; help and version are no failures.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : usageStatus;
});
