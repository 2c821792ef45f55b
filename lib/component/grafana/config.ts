import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { Login } from '../shared/exposure';
import type { GrafanaDatabase } from './database';
import { databaseSection } from './database';
import type { IniSections } from './ini';
import { loginSection } from './login';

/** Keys of existing Secrets that Grafana cannot do without. */
export interface GrafanaSecrets {
  /** Name of the first administrator. */
  readonly adminUser: SecretKey;
  readonly adminPassword: SecretKey;
  /** Encrypts what Grafana keeps in its database; without one of its own it uses one that everybody knows. */
  readonly encryptionKey: SecretKey;
}

export interface GrafanaConfigOptions {
  readonly secrets: GrafanaSecrets;
  /** Address under which people reach it. @default none: links are relative to wherever it is */
  readonly externalUrl: string | undefined;
  readonly database: GrafanaDatabase;
  /** Where people log in. @default with users of Grafana's own */
  readonly login: Login | undefined;
}

/**
 * The content of grafana.ini. Grafana fetches nothing from the internet and sends nothing there: the plugins of the
 * data sources that Belfry sets up are in the image.
 * Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
 */
export function grafanaConfig({ secrets, externalUrl, database, login }: GrafanaConfigOptions): IniSections {
  return {
    server: { root_url: externalUrl, enable_gzip: true },
    security: {
      admin_user: fromFile(secrets.adminUser),
      admin_password: fromFile(secrets.adminPassword),
      secret_key: fromFile(secrets.encryptionKey),
      cookie_secure: true,
      cookie_samesite: 'lax',
      disable_gravatar: true,
    },
    'auth.anonymous': { enabled: false },
    ...(login === undefined ? {} : { 'auth.generic_oauth': loginSection(login) }),
    users: { allow_sign_up: false, allow_org_create: false, viewers_can_edit: false },
    // Alerts are Prometheus rules; Grafana shows them and sends none of its own.
    unified_alerting: { execute_alerts: false },
    dashboards: { min_refresh_interval: '10s' },
    metrics: { enabled: true },
    log: { mode: 'console' },
    'log.console': { format: 'json' },
    analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false, feedback_links_enabled: false },
    news: { news_feed_enabled: false },
    snapshots: { external_enabled: false },
    plugins: { plugin_admin_enabled: false, preinstall_disabled: true, preinstall_auto_update: false, public_key_retrieval_disabled: true },
    database: databaseSection(database),
  };
}

function fromFile(key: SecretKey): string {
  return `$__file{${secretFile(key)}}`;
}
