import { check } from '../../check';
import { alertText, ruleFile } from '../../example/example';

const group = (name: string, rule: string): string => `  - name: ${name}\n    rules:\n${rule.replaceAll(/^(?=.)/gm, '      ')}\n`;
const file = (second: string): string => `groups:\n${group('shop', alertText('http_active_connections > 100'))}${group(second, alertText('http_active_connections > 100', { name: 'Other' }))}`;

export const duplicate = check({
  id: 'group/duplicate',
  severity: 'error',
  title: 'two groups of one name in a file',
  rationale: 'Prometheus refuses a file in which two groups have the same name.',
  subject: 'group',
  bad: ruleFile(file('shop')),
  good: ruleFile(file('shop-other')),
  *find(group, { rules }) {
    const { name } = group;
    const first = rules.groupsByName.get(name.value)?.find(({ file: path }) => path === group.file);
    if (first !== group) yield { message: `another group of this file is called '${name.value}'`, spot: { text: name }, fix: 'rename one, or put the rules together' };
  },
});
