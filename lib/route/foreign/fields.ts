/** The fields that Alertmanager 0.34 knows. Source: config/config.go, config/common/inhibitrule.go, timeinterval/timeinterval.go. */
export const configFields = ['global', 'route', 'inhibit_rules', 'receivers', 'templates', 'mute_time_intervals', 'time_intervals', 'tracing', 'event_recorder'];

export const routeFields = [
  'receiver', 'group_by', 'match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals', 'continue', 'routes', 'group_wait', 'group_interval', 'repeat_interval', 'labels',
];

export const inhibitionFields = ['name', 'source_match', 'source_match_re', 'source_matchers', 'target_match', 'target_match_re', 'target_matchers', 'equal'];

export const spanFields = ['times', 'weekdays', 'days_of_month', 'months', 'years', 'location'];

/** Kinds of integrations, as in `slack_configs`, with whether they tell the end of an alert unless told otherwise. Source: config/notifiers.go and notify/<kind>/config.go. */
export const integrationKinds: ReadonlyMap<string, boolean> = new Map([
  ['discord', true], ['email', false], ['incidentio', true], ['pagerduty', true], ['slack', false], ['webhook', true], ['opsgenie', true], ['wechat', false], ['pushover', true],
  ['victorops', true], ['sns', true], ['telegram', true], ['webex', true], ['msteams', true], ['msteamsv2', true], ['jira', true], ['rocketchat', false], ['mattermost', true],
]);
