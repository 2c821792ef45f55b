import { check } from '../../check';
import { dashboardFile } from '../../example/example';

const dashboard = (second: number): ReturnType<typeof dashboardFile> => {
  const text = (id: number, title: string): object => ({ id, type: 'text', title, options: { content: title } });
  return dashboardFile(`${JSON.stringify({ uid: 'shop', title: 'Shop', panels: [text(1, 'First'), text(second, 'Second')] }, undefined, 2)}\n`);
};

export const duplicatePanelId = check({
  id: 'dashboard/duplicate-panel-id',
  severity: 'error',
  title: 'two panels of one id',
  rationale: 'The id is the address of a panel within its dashboard: links, alerts and pictures name it. Of two panels with one id, Grafana shows one where the other was meant.',
  subject: 'dashboard',
  bad: dashboard(1),
  good: dashboard(2),
  *find({ panels }) {
    const first = new Map<string, string>();
    for (const { id, title } of panels) {
      if (id === undefined) continue;
      const namesake = first.get(id.value);
      if (namesake === undefined) first.set(id.value, title.value);
      else yield { message: `'${namesake}' and '${title.value}' both have the id ${id.value}`, spot: { text: id }, fix: 'give one of them another id' };
    }
  },
});
