import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { environments } from '../../charts/environments';
import type { PolicyException } from '../../lib/component/shared/policy';
import type { Profile } from '../../lib/stack/monitoring-stack';
import type { ComponentId } from '../../lib/stack/components';
import { components } from '../../lib/stack/components';
import { componentsOf } from '../../lib/stack/layout';
import type { Manifest } from '../component/sample-stack';
import { plainData, text } from '../component/sample-stack';

/** An environment as it is committed. */
export interface Committed {
  readonly name: string;
  readonly profile: Profile;
  readonly present: readonly ComponentId[];
  /** Every object in its files. */
  readonly manifests: readonly Manifest[];
  readonly exceptions: readonly (PolicyException & { readonly component: ComponentId })[];
}

const dist = resolve(__dirname, '../../dist');

/** What stands in `dist/`: the text of the files, not what the code would make of them now. */
export const committed: readonly Committed[] = environments.map(({ environment: name, profile }) => {
  const present = componentsOf(profile);
  return { name, profile, present, manifests: read(join(dist, name)), exceptions: present.flatMap((component) => components[component].exceptions.map((exception) => ({ component, ...exception }))) };
});

function read(folder: string): readonly Manifest[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => {
        const content = plainData(document.toJS());
        return { file: file.replace(/\.yaml$/, ''), kind: text(content, 'kind'), name: text(content, 'metadata', 'name'), namespace: text(content, 'metadata', 'namespace'), content };
      }),
    );
}
