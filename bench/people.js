import { registrationOf } from '../test/factories/invented-person.mjs';

/** Without an email address, so that no mail is made on the way; 32 million numbers give as many people. */
function unmailed(number) {
  const registration = registrationOf(number);
  return { ...registration, participant: { ...registration.participant, email: undefined } };
}

/** Requests of people who never registered before, for a batch. */
export function registrationRequests(batchId, from, count) {
  return Array.from({ length: count }, (_, index) => ({
    method: 'POST',
    path: `/api/v1/public/batches/${batchId}/registrations`,
    body: unmailed(from + index),
  }));
}
