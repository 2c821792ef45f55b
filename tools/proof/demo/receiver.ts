import { readFileSync } from 'node:fs';
import { serve, type Answer } from './http';

/** A message as it came, and when. */
export interface ReceivedMessage {
  /** The path that it was sent to: which receiver of Alertmanager it was. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly body: string;
}

/**
 * Plays whoever the stack speaks to outside the cluster. By HTTP it is Slack and the heartbeat; by HTTPS it is PagerDuty
 * and every address that is probed or scraped. Each answers as the original does when all is well, and every message is
 * kept to be looked at.
 */
export function startReceiver(): void {
  const messages: ReceivedMessage[] = [];
  const take = (path: string, answer: Answer) => (_url: URL, body: string): Answer => {
    messages.push({ path, at: Date.now(), body });
    return answer;
  };
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  const slack: Answer = { type: 'text/plain', body: 'ok' };
  serve({ port: 8080 }, {
    'POST /canvascast': take('/canvascast', slack),
    'POST /platform': take('/platform', slack),
    'POST /heartbeat': take('/heartbeat', { body: '{}' }),
    'GET /messages': () => ({ body: JSON.stringify(messages) }),
    'GET /health': () => ({ body: '{}' }),
  });
  // An empty exposition: to a probe it is a page, to a scrape a target without metrics.
  const page = { type: 'text/plain; version=0.0.4', body: '' };
  serve({ port: 8443, tls: { cert: readFileSync('/tls/tls.crt', 'utf8'), key: readFileSync('/tls/tls.key', 'utf8') }, otherwise: () => page }, {
    // https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
    'POST /v2/enqueue': take('/pagerduty', { status: 202, body: '{"status":"success"}' }),
  });
}
