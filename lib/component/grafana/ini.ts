/** Sections of an INI file, in the order in which they are written. */
export type IniSections = Readonly<Record<string, Readonly<Record<string, string | number | boolean | undefined>>>>;

/**
 * Prints an INI file as Grafana reads it. Entries that are undefined are left out.
 *
 *     iniText({ users: { allow_sign_up: false } })
 *     // [users]
 *     // allow_sign_up = false
 */
export function iniText(sections: IniSections): string {
  return Object.entries(sections)
    .map(([name, entries]) => [`[${name}]`, ...Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${String(value)}`])), ''])
    .flat()
    .join('\n');
}
