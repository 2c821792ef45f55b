#!/usr/bin/env node
import { Command, Option } from 'commander';
import { runCommand } from './run';
import { defaultProject } from './project';

const project = new Option('--project <module>', 'module that exports the systems').default(defaultProject);

const program = new Command('belfry').description('Typed monitoring: metrics, alerts, routes and dashboards that are proven before they ship.').showHelpAfterError().showSuggestionAfterError();

program
  .command('catalog')
  .description('print the declared metrics, in the format that lint reads')
  .argument('[system...]', 'only these systems')
  .addOption(project)
  .addOption(new Option('--format <format>', 'how to print them').choices(['yaml', 'json']).default('yaml'))
  .action(async (systems: string[], options: { project: string; format: 'yaml' | 'json' }) => {
    await runCommand(async () => (await import('./catalog')).printCatalog({ ...options, systems }));
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 2;
});
