/** Source: `functionMap` and `templateFunctions` in pkg/logql/log/fmt.go. */
const lokiFunctions = [
  'ToLower', 'ToUpper', 'Replace', 'Trim', 'TrimLeft', 'TrimRight', 'TrimPrefix', 'TrimSuffix', 'TrimSpace', 'regexReplaceAll', 'regexReplaceAllLiteral', 'count', 'urldecode', 'urlencode',
  'bytes', 'duration', 'duration_seconds', 'unixEpochMillis', 'unixEpochNanos', 'toDateInZone', 'unixToTime', 'alignLeft', 'alignRight', '__line__', '__timestamp__',
  'b64enc', 'b64dec', 'lower', 'upper', 'title', 'trunc', 'substr', 'contains', 'hasPrefix', 'hasSuffix', 'indent', 'nindent', 'replace', 'repeat', 'trim', 'trimAll', 'trimSuffix', 'trimPrefix',
  'int', 'float64', 'add', 'sub', 'mul', 'div', 'mod', 'addf', 'subf', 'mulf', 'divf', 'max', 'min', 'maxf', 'minf', 'ceil', 'floor', 'round', 'fromJson', 'date', 'toDate', 'now', 'unixEpoch', 'default',
];

/** Source: https://pkg.go.dev/text/template#hdr-Functions */
const goFunctions = ['and', 'or', 'not', 'len', 'index', 'slice', 'print', 'printf', 'println', 'html', 'js', 'urlquery', 'call', 'eq', 'ne', 'lt', 'le', 'gt', 'ge'];

const functions: ReadonlySet<string> = new Set([...lokiFunctions, ...goFunctions]);

/** Words that open a block, which `end` closes. */
const openers: ReadonlySet<string> = new Set(['if', 'range', 'with', 'block', 'define']);
const words: ReadonlySet<string> = new Set([...openers, 'else', 'end', 'template', 'break', 'continue', 'nil', 'true', 'false']);

/** What an action is made of: texts, characters, fields and variables (with what they lead to), names, everything else. */
const piece = /"(?:[^"\\\n]|\\[^])*"|`[^`]*`|'(?:[^'\\\n]|\\[^])+'|[.$][\p{L}\p{Nd}_.]*|([\p{L}_][\p{L}\p{Nd}_]*)|[^"`']/uy;

/** What may follow a name, a field or a variable. Source: `atTerminator` in text/template/parse/lex.go. */
const terminator = /^(?:[\s.,|:()]|\}\}|$)/;

/**
 * What is wrong with a template, or undefined: an action that is never closed or has nothing in it, a function that Loki
 * does not have, a block without its `end`. How many arguments a function takes, and of which type, is not looked at.
 */
export function templateFault(template: string): string | undefined {
  let depth = 0;
  for (let at = template.indexOf('{{'); at !== -1; at = template.indexOf('{{', at)) {
    const action = readAction(template, at + 2);
    if ('fault' in action) return action.fault;
    if (action.opens) depth += 1;
    if (action.closes) depth -= 1;
    if (depth < 0) return 'this template has an end without a beginning';
    at = action.to;
  }
  return depth === 0 ? undefined : 'a block of this template is never closed: expected {{end}}';
}

type Action = { readonly fault: string } | { readonly to: number; readonly opens: boolean; readonly closes: boolean };

function readAction(template: string, from: number): Action {
  const comment = /-?[ \t\r\n]*\/\*[^]*?\*\/[ \t\r\n]*-?\}\}/y;
  comment.lastIndex = from;
  const skipped = comment.exec(template);
  if (skipped !== null) return { to: comment.lastIndex, opens: false, closes: false };
  const names: string[] = [];
  let isEmpty = true;
  let at = /^-\s/.test(template.slice(from, from + 2)) ? from + 1 : from;
  while (!template.startsWith('}}', at)) {
    piece.lastIndex = at;
    const found = piece.exec(template);
    if (found === null) return { fault: at >= template.length ? 'this template has an action that is never closed: expected }}' : 'this template has a text that is never closed' };
    if (found[1] !== undefined) names.push(found[1]);
    const next = at + found[0].length;
    if (/^[.$\p{L}_]/u.test(found[0]) && !terminator.test(template.slice(next, next + 2))) return { fault: `'${template.slice(at, next + 1)}' is nothing that a template knows` };
    if (found[0].trim() !== '' && !(found[0] === '-' && template.startsWith('}}', at + 1))) isEmpty = false;
    at += found[0].length;
  }
  if (isEmpty) return { fault: 'this template has an action with nothing in it: write {{.label}}' };
  const unknown = names.find((name) => !functions.has(name) && !words.has(name));
  if (unknown !== undefined) return { fault: `templates of Loki have no function '${unknown}': for a label write .${unknown}` };
  const [first = ''] = names;
  return { to: at + 2, opens: openers.has(first), closes: first === 'end' };
}
