import { Client } from './client.js';

export interface StaffMember {
  readonly email: string;
  readonly role: string;
  readonly password: string;
}

export interface Staff {
  readonly administrator: StaffMember;
  readonly organizer: StaffMember;
  readonly attendant: StaffMember;
}

export async function signIn(
  visitor: Client,
  { email, password }: Pick<StaffMember, 'email' | 'password'>,
): Promise<Client> {
  const { token } = await visitor.post<{ token: string }>('/tokens', { email, password });
  return visitor.as(token);
}

/** Who signs the certificates of the demonstration; invented. */
const signatory = {
  signatoryTitle: 'Kepala Dinas',
  signatoryName: 'Drs. H. Gusti Rahmadi, M.Si.',
  signatoryNip: '19700101 199503 1 999',
};

/** The administrator says who signs, and adds an organizer and an attendant, who set their passwords by the links they get. */
export async function addStaff(
  visitor: Client,
  administrator: Pick<StaffMember, 'email' | 'password'>,
): Promise<Staff> {
  const office = await signIn(visitor, administrator);
  await office.patch('/office', signatory);
  const add = async (email: string, name: string, role: string): Promise<StaffMember> => {
    const { passwordLink } = await office.post<{ passwordLink: string }>('/users', { email, name, role });
    const { password } = administrator;
    await visitor.submit(new URL(passwordLink).pathname, { password, again: password });
    return { email, role, password };
  };
  return {
    administrator: { ...administrator, role: 'administrator' },
    organizer: await add('penyelenggara@dinas.example', 'Noor Aini, S.E.', 'organizer'),
    attendant: await add('presensi@dinas.example', 'Rudi Hartono', 'attendant'),
  };
}
