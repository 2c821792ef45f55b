import type { DataSource } from '../../datasource';
import type { PlacedPanel } from '../../layout';
import { linkJson } from '../link-json';
import type { GrafanaPanel, Json } from '../schema';
import { sourceRef } from '../target';

export type PanelJson = Json<GrafanaPanel>;

/** What every panel's JSON has, whatever its kind. */
export type FrameJson = Pick<PanelJson, 'id' | 'title' | 'description' | 'gridPos' | 'datasource' | 'links'>;

export function frameJson({ panel, cell }: PlacedPanel, id: number, source: DataSource | undefined): FrameJson {
  return {
    id,
    title: panel.title,
    description: panel.description,
    gridPos: { h: cell.h, w: cell.w, x: cell.x, y: cell.y },
    ...(source === undefined ? {} : { datasource: sourceRef(source) }),
    ...(panel.links.length === 0 ? {} : { links: panel.links.map(linkJson) }),
  };
}
