/**
 * The levels that Loki finds for itself and puts beside every line.
 * Source: https://grafana.com/docs/loki/latest/reference/loki-http-api/ on `discover_log_levels`; the constants LogLevel* in pkg/util/constants/levels.go of Loki.
 */
export const detectedLevels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'fatal', 'unknown'] as const;
