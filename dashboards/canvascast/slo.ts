import { canvascastSlos } from '../../rules/canvascast/slos';
import { team } from '../../rules/canvascast/team';
import { sloDashboardOf } from '../shared/slo-dashboard';
import { folder, overviewAddress, pipelineAddress, sloAddress } from './addresses';

export const sloDashboard = sloDashboardOf({ address: sloAddress, folder, who: 'CanvasCast', tag: 'canvascast', team, slos: canvascastSlos, links: [overviewAddress, pipelineAddress] });
