import { printWrapped } from '../../promql/print';
import type { Annotation } from '../annotation';
import { dataSources } from '../datasource';
import type { GrafanaDashboard, Json } from './schema';
import { sourceRef } from './target';

type AnnotationJson = Json<GrafanaDashboard>['annotations']['list'][number];

export function annotationJson({ title, query, colour }: Annotation): AnnotationJson {
  return {
    name: title,
    datasource: sourceRef(dataSources.prometheus),
    enable: true,
    iconColor: colour,
    expr: printWrapped(query.expression),
    titleFormat: query.legend?.text ?? title,
    step: '60s',
    useValueForTime: false,
  };
}
