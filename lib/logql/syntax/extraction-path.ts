const field = '[a-zA-Z_][a-zA-Z0-9_]*';
const blank = '[ \\t\\n]*';
/** A number, or a text that ends at a quote; Loki's scanner also lets it end at the bracket and then misses the bracket. */
const access = `\\[${blank}(?:[0-9]{1,18}|"[^"\\]]*")${blank}\\]`;

/** `response.status[0]["user id"]`. Source: pkg/logql/log/jsonexpr. */
const jsonPath = new RegExp(`^${blank}(?:${field}|${access})(?:${blank}(?:\\.${blank}${field}|${access}))*${blank}$`);

/** A key, or a key in quotes. Source: pkg/logql/log/logfmt. */
const logfmtPath = new RegExp(`^${blank}(?:${field}|"[^"\\]]*(?:["\\]]|$))(?:${blank}"[^"\\]]*(?:["\\]]|$))*${blank}$`);

/** What is wrong with the path of a field, or undefined. */
export function extractionPathFault(parser: 'json' | 'logfmt', path: string): string | undefined {
  if ((parser === 'json' ? jsonPath : logfmtPath).test(path)) return undefined;
  return parser === 'json' ? `'${path}' is no path of a field: write response.status, or ["user-id"] for a name with other characters` : `'${path}' is no key: write status, or "user-id" with quotes for a name with other characters`;
}
