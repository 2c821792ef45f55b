import { describe, expect, it } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/logql/aggregate';
import { inferLogql, type LogqlShape } from '../../lib/logql/infer';
import { countOverTime, quantileOverTime, sumRate } from '../../lib/logql/over-time';
import { parseLogql } from '../../lib/logql/parse';
import { apiLogs, proxyLogs, workerLogs } from './streams';

const streams = [apiLogs, workerLogs, proxyLogs].map(({ declaration }) => declaration);

/** The labels of a query without those that Loki may add of its own accord; `...` where others may be there. */
function labelsIn(shape: LogqlShape): string {
  if (shape.kind === 'scalar') return 'none';
  const known = [...shape.labels.known.keys()].filter((label) => !['detected_level', '__error__', '__error_details__'].includes(label)).sort();
  return [...known, ...(shape.labels.hasOthers ? ['...'] : [])].join(' ');
}

function kindAndUnit(shape: LogqlShape): string {
  return shape.kind === 'lines' ? 'lines' : `${shape.kind} ${String(shape.unit)}`;
}

const line = '{service_name="api"}';
const took = `${line} | json | unwrap duration(took)`;

describe('kind and unit', () => {
  it.each([
    [line, 'lines'],
    ['5', 'scalar undefined'],
    ['vector(5)', 'instant undefined'],
    [`count_over_time(${line}[5m])`, 'instant lines'],
    [`rate(${line}[5m])`, 'instant lines/s'],
    [`bytes_over_time(${line}[5m])`, 'instant bytes'],
    [`bytes_rate(${line}[5m])`, 'instant bytes/s'],
    [`absent_over_time(${line}[5m])`, 'instant ratio'],
    [`avg_over_time(${took} [5m])`, 'instant seconds'],
    [`rate(${took} [5m])`, 'instant ratio'],
    [`rate_counter(${line} | json | unwrap bytes(size) [5m])`, 'instant bytes/s'],
    [`max_over_time(${line} | json | unwrap took [5m])`, 'instant undefined'],
    [`stdvar_over_time(${took} [5m])`, 'instant seconds times seconds'],
    [`count(rate(${line}[5m]))`, 'instant series'],
    [`sum(rate(${line}[5m])) / sum(rate(${line}[5m]))`, 'instant ratio'],
    [`sum(bytes_over_time(${line}[5m])) / sum(count_over_time(${line}[5m]))`, 'instant bytes per lines'],
    [`sum(rate(${line}[5m])) > bool 5`, 'instant ratio'],
    [`sum(rate(${line}[5m])) > 5`, 'instant lines/s'],
    [`100 * sum(rate(${line}[5m]))`, 'instant lines/s'],
    [`sum(rate(${line}[5m])) or vector(0)`, 'instant lines/s'],
    [`sum(rate(${line}[5m])) + sum(bytes_over_time(${line}[5m]))`, 'instant undefined'],
  ])('%s', (text, expected) => {
    expect(kindAndUnit(inferLogql(parseLogql(text)))).toBe(expected);
  });
});

describe('labels of text, with declared streams', () => {
  it.each([
    [line, 'env service_name trace_id'],
    [`${line} | json`, 'env route service_name size status took trace_id'],
    [`${line} | json status, first="a.b"`, 'env first service_name status trace_id'],
    [`${line} | logfmt`, 'env service_name trace_id ...'],
    ['{service_name="proxy"} | pattern "<ip> <_> <code>"', 'code ip service_name'],
    ['{service_name="proxy"} | regexp "(?P<method>x)"', 'method service_name'],
    ['{service_name="proxy"} | unpack', 'service_name ...'],
    [`${line} | json | keep route, status`, 'route status'],
    [`${line} | json | drop trace_id, took, env="staging"`, 'env route service_name size status'],
    [`${line} | json | label_format code=status, text="{{.route}}"`, 'code env route service_name size text took trace_id'],
    [`${line} | trace_id=""`, 'env service_name'],
    ['{service_name=~"api|proxy"}', 'env service_name trace_id'],
    ['{service_name="nobody"}', 'service_name ...'],
    [`sum by (route) (count_over_time(${line} | json [5m]))`, 'route'],
    [`sum by (nothing) (count_over_time(${line} | json [5m]))`, ''],
    [`sum without (route, took, size) (count_over_time(${line} | json [5m]))`, 'env service_name status trace_id'],
    [`sum(count_over_time(${line}[5m]))`, ''],
    [`topk(3, sum by (env) (count_over_time(${line}[5m])))`, 'env'],
    [`max_over_time(${took} [5m])`, 'env route service_name size status trace_id'],
    [`max_over_time(${took} [5m]) by (route)`, 'route'],
    [`absent_over_time(${line} | json [5m])`, 'service_name'],
    ['absent_over_time({service_name=~"api|web"}[5m])', ''],
    [`label_replace(sum by (env) (rate(${line}[5m])), "zone", "$1", "env", "(.).*")`, 'env zone'],
    [`sum by (env, route) (rate(${line} | json [5m])) / on (env) group_left () sum by (env) (rate(${line}[5m]))`, 'env route'],
    [`sum by (env, route) (rate(${line} | json [5m])) / on (env) sum by (env) (rate(${line}[5m]))`, 'env'],
    [`sum by (env) (rate(${line}[5m])) or sum by (route) (rate(${line} | json [5m]))`, 'env route'],
  ])('%s', (text, expected) => {
    expect(labelsIn(inferLogql(parseLogql(text), streams))).toBe(expected);
  });

  it('and without: what the query itself tells', () => {
    expect(labelsIn(inferLogql(parseLogql(`${line} | json`)))).toBe('service_name ...');
    expect(labelsIn(inferLogql(parseLogql(`sum by (route) (rate(${line} | json [5m]))`)))).toBe('route');
  });

  it('with the values that are left', () => {
    const shape = inferLogql(parseLogql(`${line} | json | status!="200" | env="staging"`), streams);
    if (shape.kind === 'scalar') throw new Error('expected labels');
    expect(['status', 'env', 'route'].map((label) => shape.labels.known.get(label)?.values)).toEqual([['404', '500'], ['staging'], 'open']);
  });
});

describe('built queries', () => {
  it('carry their declarations', () => {
    expect(labelsIn(inferLogql(apiLogs.json().node))).toBe('env route service_name size status took trace_id');
    const p95 = quantileOverTime(0.95, apiLogs.json('took', 'route').unwrap('took', { as: 'duration' }), minutes(5)).by('route');
    expect([kindAndUnit(inferLogql(p95.node)), labelsIn(inferLogql(p95.node))]).toEqual(['instant seconds', 'route']);
    expect(kindAndUnit(inferLogql(sumRate(workerLogs.logfmt('attempts').unwrap('attempts', { unit: 'attempts' }), minutes(5)).node))).toBe('instant attempts/s');
    expect(kindAndUnit(inferLogql(sum(countOverTime(apiLogs, minutes(5))).above(quantity(5, 'lines')).node))).toBe('instant lines');
  });
});
