/** What stands behind a number, by Grafana's names of units. */
const suffixes: Readonly<Record<string, string>> = {
  reqps: 'req/s',
  ops: 'ops/s',
  eps: 'events/s',
  mps: 'msg/s',
  recps: 'records/s',
  rowsps: 'rows/s',
  cps: '/s',
  rps: 'reads/s',
  wps: 'writes/s',
  iops: 'io/s',
  celsius: '°C',
  volt: 'V',
  amp: 'A',
  joule: 'J',
  hertz: 'Hz',
};

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const decimal = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const short = ['', 'K', 'M', 'G', 'T'];
const symbols: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

/** A value as people read it: `formatValue('s', 0.25)` is `250 ms`. `display` is one of Grafana's units; undefined writes the bare number. */
export function formatValue(display: string | undefined, value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (display === undefined || display === 'none' || display === 'short' || display === 'sishort' || display === 'locale') return scaled(value, 1000, short, '');
  if (display.startsWith('count:')) return `${scaled(value, 1000, short, '')} ${display.slice('count:'.length)}`;
  if (display.startsWith('currency')) {
    const code = display.slice('currency'.length);
    const symbol = symbols[code];
    return symbol === undefined ? `${scaled(value, 1000, short, '')} ${code}` : `${symbol}${scaled(value, 1000, short, '')}`;
  }
  if (display.startsWith('dateTime')) return new Date(value).toISOString().replace('T', ' ').replace(/\.\d+Z$/, '');
  switch (display) {
    case 'percentunit':
      return `${digits(value * 100)} %`;
    case 's':
      return seconds(value);
    case 'dtdurations':
    case 'clocks':
      return twoUnits(value);
    case 'bytes':
      return scaled(value, 1024, binary, ' ');
    case 'decbytes':
      return scaled(value, 1000, decimal, ' ');
    case 'binBps':
      return `${scaled(value, 1024, binary, ' ')}/s`;
    case 'Bps':
      return `${scaled(value, 1000, decimal, ' ')}/s`;
    case 'bool':
      return value === 0 ? 'false' : 'true';
    case 'bool_yes_no':
      return value === 0 ? 'no' : 'yes';
    case 'bool_on_off':
      return value === 0 ? 'off' : 'on';
    default:
      return `${scaled(value, 1000, short, '')} ${suffixes[display] ?? display}`;
  }
}

/** Three digits that matter, and no trailing zeros. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  if (size !== 0 && size < 1e-5) return value.toExponential(1);
  return String(Number(value.toPrecision(size < 0.001 ? 2 : 3)));
}

function scaled(value: number, base: number, units: readonly string[], gap: string): string {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= base && step < units.length - 1) {
    rest /= base;
    step += 1;
  }
  const unit = units[step] ?? '';
  return unit === '' ? digits(rest) : `${digits(rest)}${gap}${unit}`;
}

function seconds(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0 s';
  if (size < 0.001) return `${digits(value * 1e6)} µs`;
  if (size < 1) return `${digits(value * 1000)} ms`;
  if (size < 60) return `${digits(value)} s`;
  if (size < 3600) return `${digits(value / 60)} min`;
  if (size < 86_400) return `${digits(value / 3600)} h`;
  return `${digits(value / 86_400)} d`;
}

const parts = [['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]] as const;

/** `2 d 3 h`: the two largest units. */
function twoUnits(value: number): string {
  let rest = Math.round(Math.abs(value));
  const written: string[] = [];
  for (const [unit, size] of parts) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (written.length === 0 && unit === 's')) written.push(`${String(count)} ${unit}`);
    if (written.length === 2) break;
  }
  return `${value < 0 ? '-' : ''}${written.join(' ')}`;
}
