import type { RouteName } from './address.js';
import { apiTable } from './api-table.js';
import { consoleTable } from './console-table.js';
import { pagesTable } from './pages-table.js';
import type { PolicyName } from './policies.js';

/** All rows of the three tables. */
export const rows: readonly { readonly route: RouteName; readonly policy: PolicyName }[] = [
  apiTable,
  pagesTable,
  consoleTable,
].flatMap((table) =>
  Object.entries(table).flatMap(([policy, routes]) => routes.map((route) => ({ route, policy: policy as PolicyName }))),
);
