import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../http/templates-folder.js';

/** One line of an applicants' file; the columns are the API's field names. */
export interface Applicant {
  readonly nik: string;
  readonly name: string;
  readonly gender: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly email: string;
  readonly regencyCode: string;
  readonly address: string;
  readonly enterpriseKind: string;
  readonly enterpriseName: string;
  readonly nib: string;
  readonly cooperativeNumber: string;
  readonly sector: string;
  readonly enterpriseRegencyCode: string;
  readonly role: string;
}

const full = join(projectFolder, '..', 'shared', 'data', 'applicants.csv');
const sample = join(projectFolder, 'src', 'demo', 'applicants-sample.csv');

/** The file that was named, else a full one beside the project, else the project's own sample of invented people. */
export function readApplicants(given: string | undefined): { file: string; applicants: Applicant[] } {
  const file = given ?? (existsSync(full) ? full : sample);
  return { file, applicants: parse<Applicant>(readFileSync(file, 'utf8'), { columns: true, skip_empty_lines: true }) };
}

/** The body of a registration, as a program sends it. */
export function registrationBody(applicant: Applicant): Record<string, unknown> {
  const { nik, name, gender, birthDate, phone, email, regencyCode, address, role } = applicant;
  const enterprise = {
    kind: applicant.enterpriseKind,
    name: applicant.enterpriseName,
    nib: applicant.nib,
    cooperativeNumber: applicant.cooperativeNumber,
    sector: applicant.sector,
    regencyCode: applicant.enterpriseRegencyCode,
  };
  return {
    participant: filled({ nik, name, gender, birthDate, phone, email, regencyCode, address }),
    ...(applicant.enterpriseKind === '' ? {} : { enterprise: filled(enterprise) }),
    ...(role === '' ? {} : { role }),
    consent: true,
  };
}

function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
