import { fault } from './fault';

/**
 * Where the number that begins at `from` ends. Throws where Go's scanner does. What a number is comes from Go: `0x1p4`
 * and `1_000` are numbers, `08` is none, and the P of `1PB` is an exponent that lacks its digits.
 * Source: `scanNumber` in pkg/logql/syntax/query_scanner.go.
 */
export function numberEnd(text: string, from: number): number {
  const isHexadecimal = /^0[xX]/.test(text.slice(from, from + 2));
  const shape = isHexadecimal ? /0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][-+]?[0-9_]*)?/y : /[0-9_]*(?:\.[0-9_]*)?(?:[eEpP][-+]?[0-9_]*)?/y;
  const prefixed = /0[oObB][0-9_]*/y;
  prefixed.lastIndex = shape.lastIndex = from;
  const number = (isHexadecimal ? undefined : prefixed.exec(text)?.[0]) ?? shape.exec(text)?.[0] ?? '';
  const to = from + number.length;
  const wrong = isHexadecimal ? hexadecimalFault(number) : decimalFault(number);
  if (wrong !== undefined) throw fault(text, { from, to: Math.max(to, from + 1) }, `'${number}' is no number: ${wrong}`, { fix: 'write a decimal number; sizes go up to TiB' });
  return to;
}

function hexadecimalFault(number: string): string | undefined {
  const [, mantissa = '', exponent] = /^0[xX]([0-9a-fA-F_.]*)(?:[pP][-+]?([0-9_]*))?$/.exec(number) ?? [];
  if (!/[0-9a-fA-F]/.test(mantissa)) return 'it has no digits';
  if (exponent === undefined) return mantissa.includes('.') ? "a hexadecimal fraction needs an exponent 'p'" : separatorFault(number);
  return /[0-9]/.test(exponent) ? separatorFault(number) : 'its exponent has no digits';
}

function decimalFault(number: string): string | undefined {
  if (/[pP]/.test(number)) return "an exponent 'p' belongs to hexadecimal numbers";
  if (/^0[oObB]/.test(number)) return /[0-9]/.test(number.slice(2)) && !(/^0[oO]/.test(number) && /[89]/.test(number)) && !/^0[bB].*[2-9]/.test(number) ? separatorFault(number) : 'its digits do not suit its prefix';
  const [, , exponent] = /^([0-9_.]*)(?:[eE][-+]?([0-9_]*))?$/.exec(number) ?? [];
  if (exponent !== undefined && !/[0-9]/.test(exponent)) return 'its exponent has no digits';
  if (/^0[0-9_]*[89][0-9_]*$/.test(number)) return 'a leading 0 makes it octal';
  return separatorFault(number);
}

/** An underscore stands between two digits, or between a prefix and a digit. */
function separatorFault(number: string): string | undefined {
  const body = number.replace(/^0[xXoObB]/, '0');
  return /(?:^|[^0-9a-fA-F])_|_(?:$|[^0-9a-fA-F])/.test(body) ? "'_' must separate digits" : undefined;
}
