import { bakhmachSlos } from '../../rules/bakhmach/slos';
import { team } from '../../rules/bakhmach/team';
import { sloDashboardOf } from '../shared/slo-dashboard';
import { applicationAddress, folder, overviewAddress, sloAddress } from './addresses';

export const slo = sloDashboardOf({ address: sloAddress, folder, who: 'Bakhmach', tag: 'bakhmach', team, slos: bakhmachSlos, links: [overviewAddress, applicationAddress] });
