import { secretFile } from '../../core/secret';
import type { Login } from '../shared/exposure';
import type { IniSections } from './ini';

/**
 * Login by OpenID Connect. Roles follow groups, and the form for Grafana's own users stays for the day on which the
 * provider is away.
 *
 * Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/generic-oauth/
 */
export function loginSection(login: Login): IniSections[string] {
  const { endpoints, clientId, clientSecret, groups, administrators } = login;
  return {
    enabled: true,
    name: 'Single sign-on',
    client_id: clientId,
    client_secret: `$__file{${secretFile(clientSecret)}}`,
    scopes: 'openid email profile groups',
    auth_url: endpoints.authorization,
    token_url: endpoints.token,
    api_url: endpoints.userInfo,
    use_pkce: true,
    allow_sign_up: true,
    groups_attribute_path: 'groups',
    allowed_groups: groups.length === 0 ? undefined : groups.join(','),
    role_attribute_path: administrators === undefined ? "'Viewer'" : `contains(groups[*], '${administrators}') && 'Admin' || 'Viewer'`,
  };
}
