'use strict';

/** The one-way flow: a layer may import itself and the layers before it, nothing after it. */
const layers = ['core', 'metric', 'promql', 'logql', 'rule', 'route', 'dashboard', 'check', 'preview', 'component', 'stack', 'cli'];

const layerRules = layers.slice(0, -1).map((layer, index) => ({
  name: `lib/${layer} looks back only`,
  severity: 'error',
  from: { path: `^lib/${layer}/` },
  to: { path: `^lib/(${layers.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'lib knows no instance',
      comment: 'The library is used without this repository: it must not import its rules, dashboards, charts, tools or tests.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(rules|dashboards|charts|tools|test|bench)/' },
    },
    {
      name: 'the model is free of constructs',
      severity: 'error',
      from: { path: '^lib/(core|metric|promql|logql|rule|route|dashboard|check|preview)/' },
      to: { path: 'node_modules/(cdk8s|cdk8s-plus-27|constructs)/' },
    },
    {
      name: 'cdk8s-plus in one place',
      comment: 'A newer Kubernetes line is one change.',
      severity: 'error',
      from: { path: '^(lib|rules|dashboards|charts|tools|test|bench)/', pathNot: '^lib/component/shared/kubernetes\\.ts$' },
      to: { path: 'node_modules/cdk8s-plus-27/' },
    },
    {
      name: 'components do not import each other',
      severity: 'error',
      from: { path: '^lib/component/([^/]+)/' },
      to: { path: '^lib/component/[^/]+/', pathNot: ['^lib/component/$1/', '^lib/component/shared/'] },
    },
    {
      name: 'rules and dashboards do not know the charts',
      severity: 'error',
      from: { path: '^(rules|dashboards)/' },
      to: { path: '^(charts|tools|test|bench)/' },
    },
    { name: 'rules do not know dashboards', severity: 'error', from: { path: '^rules/' }, to: { path: '^dashboards/' } },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no undeclared package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'production code needs production packages',
      severity: 'error',
      from: { path: '^(lib|rules|dashboards|charts)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(build|tools/bin|dist)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
