import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Keyring } from '../kernel/keyring.js';
import { Client } from './client.js';

export interface StaffMember {
  readonly email: string;
  readonly role: string;
  readonly password: string;
}

export async function signIn(visitor: Client, { email, password }: StaffMember): Promise<Client> {
  const { token } = await visitor.post<{ token: string }>('/tokens', { email, password });
  return visitor.as(token);
}
