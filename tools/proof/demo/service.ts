/**
 * The demo service of the proof: it stands in the place of CanvasCast's API, so that the committed scrape jobs, rules
 * and routes apply to it unchanged. One process plays the API or the receiver of notifications.
 */
import { startApi } from './api';
import { startReceiver } from './receiver';

const roles: Readonly<Record<string, () => void>> = { api: startApi, receiver: startReceiver };

const start = roles[process.argv[2] ?? ''];
if (start === undefined) {
  process.stderr.write(`name a role: ${Object.keys(roles).join(', ')}\n`);
  process.exitCode = 2;
} else {
  start();
}
