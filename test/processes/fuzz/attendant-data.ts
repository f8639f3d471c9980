import type { Operation, Parameter } from './api-document.js';

const session: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const uuid = { type: 'string', format: 'uuid' } as const;

/** What the app at the door asks and tells; no document describes it. */
export const attendantData: readonly Operation[] = [
  { method: 'GET', path: '/presensi/data/sesi', parameters: [], body: null },
  { method: 'GET', path: '/presensi/data/sesi/{id}', parameters: [session], body: null },
  {
    ...{ method: 'POST', path: '/presensi/data/sesi/{id}', parameters: [session] },
    body: {
      type: 'object',
      properties: {
        ...{ id: uuid, registrationId: uuid, ticket: { type: 'string' } },
        at: { type: 'string', format: 'date-time' },
      },
      required: ['id', 'at'],
    },
  },
];
