import type { Dashboard } from '../../lib/dashboard/model';
import { activity } from './activity';
import { products, revenueBoard, usersBoard } from './business';
import { fraudBoard } from './fraud';
import { paymentBoard } from './payments';
import { systemHealth } from './system';

/** The dashboards of QuickCart: four for operations, three for business. */
export const quickcartDashboards: readonly Dashboard[] = [systemHealth, paymentBoard, activity, fraudBoard, revenueBoard, products, usersBoard];
