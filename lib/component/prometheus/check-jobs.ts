import { formatDuration } from '../../core/duration';
import type { Problem } from '../../core/problem';
import { hostPort } from '../shared/destination';
import type { StackIdentity } from '../shared/identity';
import { constructPath } from '../shared/identity';
import type { ScrapeDefaults } from './scrape-config';
import type { ScrapeJob } from './scrape-job';

/** Everything that is wrong with the user's jobs, so that it can be mended in one go. */
export function jobProblems(stack: StackIdentity, jobs: readonly ScrapeJob[], ownJobs: readonly string[], defaults: ScrapeDefaults): readonly Problem[] {
  const names = new Set(ownJobs);
  return jobs.flatMap((job) => {
    const problems = [...nameProblems(stack, job, names, ownJobs), ...timeProblems(stack, job, defaults), ...targetProblems(stack, job)];
    names.add(job.name);
    return problems;
  });
}

type Finding = Omit<Problem, 'severity' | 'place'>;

function finding(stack: StackIdentity, job: ScrapeJob, problem: Finding): Problem {
  return { ...problem, severity: 'error', place: { subject: constructPath(stack, 'prometheus', `job ${job.name}`) } };
}

function nameProblems(stack: StackIdentity, job: ScrapeJob, names: ReadonlySet<string>, ownJobs: readonly string[]): readonly Problem[] {
  if (job.name.trim() === '') {
    return [finding(stack, job, { check: 'stack/job-name', message: 'a scrape job has no name', fix: 'give it the name that its series shall carry in the label job' })];
  }
  if (!names.has(job.name)) return [];
  return [
    finding(stack, job, {
      check: 'stack/duplicate-job',
      message: ownJobs.includes(job.name) ? `the stack has a job '${job.name}' of its own` : `two scrape jobs are called '${job.name}'`,
      why: 'Prometheus refuses a configuration in which a job name occurs twice',
      fix: 'rename the job, or put the targets of both into one',
    }),
  ];
}

function timeProblems(stack: StackIdentity, job: ScrapeJob, defaults: ScrapeDefaults): readonly Problem[] {
  const interval = job.interval ?? defaults.interval;
  if (interval.milliseconds <= 0) {
    return [finding(stack, job, { check: 'stack/job-interval', message: `the scrape interval is ${formatDuration(interval)}`, fix: 'write an interval above zero' })];
  }
  if (job.timeout === undefined || job.timeout.milliseconds <= interval.milliseconds) return [];
  return [
    finding(stack, job, {
      check: 'stack/job-timeout',
      message: `the time-out of ${formatDuration(job.timeout)} is longer than the interval of ${formatDuration(interval)}`,
      why: 'Prometheus refuses a scrape that may still run when the next one is due',
      fix: 'shorten the time-out or lengthen the interval',
    }),
  ];
}

function targetProblems(stack: StackIdentity, job: ScrapeJob): readonly Problem[] {
  const { discovery } = job;
  if (discovery.kind !== 'static') {
    const ports = discovery.kind === 'pods' ? [discovery.port] : discovery.ports;
    const wrong = ports
      .filter((port) => !Number.isInteger(port) || port < 1 || port > 65_535)
      .map((port) => finding(stack, job, { check: 'stack/job-port', message: `${String(port)} is no port`, fix: 'write the port on which the pods serve their metrics, 1 to 65535' }));
    const nowhere = discovery.kind === 'annotated-pods' && (discovery.namespaces.length === 0 || ports.length === 0);
    return nowhere ? [...wrong, finding(stack, job, { check: 'stack/job-without-target', message: 'the job looks for annotated pods, but names no namespace or no port', why: 'its alerts could never fire', fix: 'name the namespaces of the pods and the ports that their annotations may name' })] : wrong;
  }
  if (discovery.targets.length === 0) {
    return [finding(stack, job, { check: 'stack/job-without-target', message: 'the job has no target', why: 'its alerts could never fire', fix: 'add a target or remove the job' })];
  }
  return discovery.targets.flatMap(({ address }) => addressProblem(address).map((problem) => finding(stack, job, problem)));
}

/** Names and addresses of the machine itself. Source: https://www.rfc-editor.org/rfc/rfc6890#section-2.2 and RFC 6761, section 6.3. */
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|::1)$/;

function addressProblem(address: string): readonly Finding[] {
  const target = address.includes('://') ? undefined : hostPort(address);
  if (target === undefined) {
    return [{ check: 'stack/job-address', message: `'${address}' is no address of a target`, why: 'Prometheus takes a host and a port; scheme and path are fields of the job', fix: "write 'host:port'" }];
  }
  if (!loopback.test(target.host)) return [];
  return [{ check: 'stack/job-loopback', message: `'${address}' is Prometheus' own pod`, why: 'inside a container, localhost is the container', fix: 'name the Service, or find the pods by their labels' }];
}
