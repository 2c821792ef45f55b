/**
 * What a template can call: Prometheus' functions, then those that Go brings along.
 * Sources: `NewTemplateExpander` in template/template.go of Prometheus, and https://pkg.go.dev/text/template#hdr-Functions
 */
export const templateFunctions: ReadonlySet<string> = new Set(
  (
    'query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort stripDomain ' +
    'humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration now pathPrefix externalURL parseDuration urlQueryEscape tmpl ' +
    'and or not len index slice print printf println html js urlquery call eq ne lt le gt ge'
  ).split(' '),
);

/** Words of the language itself. */
export const templateKeywords: ReadonlySet<string> = new Set(['if', 'else', 'end', 'range', 'with', 'define', 'block', 'template', 'break', 'continue', 'true', 'false', 'nil']);

/** Those that need an `end`. */
export const opensBlock: ReadonlySet<string> = new Set(['if', 'range', 'with', 'define', 'block']);
